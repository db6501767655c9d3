//! What the person has looked at: what is new in an area stays marked while they are there, and is seen when they leave.

use super::{App, Why};
use crate::screen::Area;
use crate::screens::home::area_of;
use horseshoe_model::ThingId;
use horseshoe_node::{Command, Community, Stage};

impl App {
    /// This is what is on screen now; what was there before has been seen.
    pub(super) fn look_at(&mut self, community: Option<&Community>) {
        let now = community.map(|community| (community.id, self.area));
        if self.shown != now {
            self.look_away();
            self.shown = now;
        }
    }

    /// Nobody looks at what is on screen any more.
    pub(super) fn look_away(&mut self) {
        let Some((id, area)) = self.shown.take() else { return };
        let Some(community) = self.snapshot.community(&id) else { return };
        let things = seen_in(community, area);
        let first = !community.news.looked && community.stage == Stage::Living;
        if first || !things.is_empty() {
            self.ask(Why::Act { said: None }, Command::Seen { community: id, things });
        }
    }
}

/// What is no longer new to somebody who was in this area. That one's own words are there is said on Home.
fn seen_in(community: &Community, area: Area) -> Vec<ThingId> {
    let news = &community.news;
    let own = news.own.keys().copied().filter(|_| area == Area::Home);
    let others = news.from_others.iter().filter(|(_, kind)| area_of(**kind) == area);
    others.map(|(thing, _)| *thing).chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn each_area_shows_its_own_news_and_home_that_own_words_are_kept() {
        let community = testing::with_notes(&["One of mine", "Jo’s", "Sam’s"]);
        let community = testing::with_news(community, &[]);
        assert_eq!(seen_in(&community, Area::Groundrules), []);
        let notes = [testing::note_id(1), testing::note_id(2)].map(ThingId::from);
        assert_eq!(seen_in(&community, Area::Notes), notes);
        assert_eq!(seen_in(&community, Area::Home), [testing::note_id(0)].map(ThingId::from));
    }
}
