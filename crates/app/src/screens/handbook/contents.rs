//! What there is to read: the list of pages or what a search found, and the page that is open.

use crate::screen::Area;
use horseshoe_handbook::{Found, Group, Handbook, Page};
use horseshoe_node::Community;

#[derive(Debug)]
pub(super) struct Contents<'a> {
    pub(super) list: List<'a>,
    /// The page that is open; the first where none is.
    pub(super) page: &'a Page,
    pub(super) before: Option<&'a Page>,
    pub(super) after: Option<&'a Page>,
}

#[derive(Debug)]
pub(super) enum List<'a> {
    Groups(Vec<(Group, Vec<&'a Page>)>),
    Found(Vec<Found<'a>>),
}

impl<'a> Contents<'a> {
    pub(super) fn new(handbook: &'a Handbook, search: &str, open: Option<&str>) -> Self {
        let pages = &handbook.pages;
        let place = open.and_then(|id| pages.iter().position(|page| page.id == id));
        let place = place.unwrap_or_default();
        let list = if search.trim().is_empty() {
            let group = |group| (group, handbook.pages_of(group).collect());
            List::Groups(Group::ALL.into_iter().map(group).collect())
        } else {
            List::Found(handbook.search(search))
        };
        Self {
            list,
            page: &pages[place],
            before: place.checked_sub(1).map(|place| &pages[place]),
            after: pages.get(place + 1),
        }
    }
}

/// What notes about pages of the handbook begin with.
const ABOUT: &str = "handbook/";

/// What a note on this page says it is about.
pub(super) fn about(page: &Page) -> String {
    format!("{ABOUT}{}", page.id)
}

/// The page a note is about, where it is about one.
pub(crate) fn page_about<'a>(handbook: &'a Handbook, about: Option<&str>) -> Option<&'a Page> {
    handbook.page(about?.strip_prefix(ABOUT)?)
}

/// The areas a page leads to, as far as one can go there.
pub(super) fn areas(page: &Page, community: Option<&Community>) -> Vec<Area> {
    let areas = page.areas.iter().filter_map(|name| area(name));
    areas.filter(|area| community.is_some() || area.without_community()).collect()
}

/// An area by the name pages give it.
fn area(name: &str) -> Option<Area> {
    Some(match name {
        "groundrules" => Area::Groundrules,
        "meetings" => Area::Meetings,
        "notes" => Area::Notes,
        "decide" => Area::Decide,
        "people" => Area::People,
        "only-me" => Area::OnlyMe,
        "connection" => Area::Connection,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_handbook::Language;

    #[test]
    fn one_turns_from_the_first_page_to_the_last_and_back() {
        let handbook = Handbook::of(Language::English);
        let mut contents = Contents::new(&handbook, "", None);
        let mut seen = 1;
        assert!(contents.before.is_none());
        while let Some(after) = contents.after {
            let before = &contents.page.id;
            contents = Contents::new(&handbook, "", Some(&after.id));
            assert_eq!(contents.before.map(|page| &page.id), Some(before));
            seen += 1;
        }
        assert_eq!(seen, handbook.pages.len());
    }

    #[test]
    fn a_page_that_is_no_longer_there_is_the_first() {
        let handbook = Handbook::of(Language::English);
        let contents = Contents::new(&handbook, "", Some("gone"));
        assert_eq!(contents.page.id, handbook.pages[0].id);
    }

    #[test]
    fn every_area_a_page_leads_to_is_there() {
        for page in &Handbook::of(Language::English).pages {
            for name in &page.areas {
                assert!(area(name).is_some(), "{} leads to {name}", page.id);
            }
        }
    }

    #[test]
    fn a_note_knows_its_page_again() {
        let handbook = Handbook::of(Language::English);
        for page in &handbook.pages {
            let found = page_about(&handbook, Some(&about(page)));
            assert_eq!(found.map(|page| &page.id), Some(&page.id));
        }
        assert!(page_about(&handbook, Some("session/4")).is_none());
        assert!(page_about(&handbook, None).is_none());
    }
}
