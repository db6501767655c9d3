//! What Home shows: where the group is, what is next, who is here.

use horseshoe_model::{MemberId, When};
use horseshoe_node::{Community, Member, Stage};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) draft: bool,
    pub(crate) next: Option<NextMeeting>,
    pub(crate) rules: usize,
    /// Unix milliseconds.
    pub(crate) confirmed_at: Option<u64>,
    pub(crate) clashes: usize,
    /// Whose devices are here, me first.
    pub(crate) here: Vec<Member>,
    pub(crate) asking: usize,
    pub(crate) open_votes: usize,
    pub(crate) parked: usize,
    /// Questions of my own that I have neither asked nor heard answered.
    pub(crate) questions: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NextMeeting {
    pub(crate) when: When,
    pub(crate) place: String,
    pub(crate) presenters: Vec<MemberId>,
}

impl Contents {
    /// `today` as `2026-12-10`.
    pub(crate) fn new(community: &Community, today: &str) -> Self {
        let view = &community.community;
        let next = view.meetings.iter().find(|meeting| meeting.when.value.date.as_str() >= today);
        let private = &community.private;
        Self {
            draft: community.stage == Stage::Draft,
            next: next.map(|meeting| NextMeeting {
                when: meeting.when.value.clone(),
                place: meeting.place.value.clone(),
                presenters: meeting
                    .slots
                    .iter()
                    .filter_map(|slot| slot.presenter.as_ref().map(|presenter| presenter.value))
                    .collect(),
            }),
            rules: view.groundrules.rules.len(),
            confirmed_at: view.groundrules.last_confirmed().map(|review| review.at),
            clashes: view.groundrules.rules.iter().filter(|rule| !rule.clash.is_empty()).count(),
            here: here(community),
            asking: community.requests.iter().filter(|request| !request.approved_by_me).count(),
            open_votes: view.votes.iter().filter(|vote| !vote.closed()).count(),
            parked: view.parked.iter().filter(|parked| parked.resolved.is_none()).count(),
            questions: private
                .questions
                .iter()
                .filter(|one| one.heard.is_none() && one.asked.is_none())
                .count(),
        }
    }
}

fn here(community: &Community) -> Vec<Member> {
    let here =
        community.members.iter().filter(|member| member.standing && (member.me || member.here));
    let mut here: Vec<Member> = here.cloned().collect();
    here.sort_by_key(|member| !member.me);
    here
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn the_next_meeting_is_the_first_that_is_not_over() {
        let community = testing::with_meetings(&["2026-11-12", "2026-12-10", "2027-01-14"]);
        let next = |today| Contents::new(&community, today).next.map(|next| next.when.date);
        assert_eq!(next("2026-11-24").as_deref(), Some("2026-12-10"));
        assert_eq!(next("2026-12-10").as_deref(), Some("2026-12-10"));
        assert_eq!(next("2027-02-01"), None);
    }

    #[test]
    fn an_empty_community_has_an_empty_home() {
        let contents = Contents::new(&testing::community(), "2026-11-24");
        assert_eq!(
            (contents.rules, contents.open_votes, contents.parked, contents.questions),
            (0, 0, 0, 0)
        );
        assert_eq!(contents.next, None);
    }
}
