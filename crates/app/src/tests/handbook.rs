//! The handbook: every page by keyboard, what a search finds, a note of one's own.

use super::Desk;
use crate::app::Settings;
use crate::testing;
use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use horseshoe_handbook::{Handbook, Language};
use horseshoe_model::{Command as Doing, PrivateCommand};
use horseshoe_node::Snapshot;
use std::sync::Arc;

fn open_page(desk: &Desk) -> Option<String> {
    let pages = Handbook::of(Language::English).pages;
    let mut headings = desk
        .harness
        .query_all_by(|node| node.role() == Role::Heading)
        .filter_map(|node| node.accesskit_node().label());
    headings.find(|heading| pages.iter().any(|page| page.title == *heading))
}

#[test]
fn every_page_is_reached_by_keyboard_alone() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num7);
    let pages = Handbook::of(Language::English).pages;
    assert_eq!(open_page(&desk).as_ref(), Some(&pages[0].title));
    for page in &pages[1..] {
        desk.focus(&format!("The next page: {}", page.title));
        desk.key(Modifiers::NONE, Key::Enter);
        assert_eq!(open_page(&desk).as_ref(), Some(&page.title));
        let chosen = desk.harness.get_by(|node| {
            node.role() == Role::Button && node.label().as_ref() == Some(&page.title)
        });
        assert!(chosen.accesskit_node().is_selected().unwrap_or_default(), "{}", page.title);
    }
}

#[test]
fn tab_reaches_everything_beside_and_on_a_page() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num7);
    desk.press("In a session");
    assert_eq!(open_page(&desk).as_deref(), Some("A session, point by point"));
    desk.press("Asking good questions");
    let mut reached = Vec::new();
    for _ in 0..60 {
        desk.key(Modifiers::NONE, Key::Tab);
        reached.extend(
            desk.harness
                .query_all_by(|node| node.is_focused())
                .filter_map(|node| node.accesskit_node().label()),
        );
    }
    for name in [
        "Search the handbook",
        "Beginning",
        "Holding the space",
        "Go to Only me",
        "New note on this page, only for you",
        "The next page: Holding the space",
    ] {
        assert!(reached.iter().any(|label| label == name), "{name} is missed: {reached:?}");
    }
}

#[test]
fn a_search_shows_pages_as_one_types_and_where_the_words_are() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num7);
    desk.write("Search the handbook", "GREEN favourite");
    assert!(desk.shows("One page has these words"));
    desk.press_beginning("When a decision is needed, ");
    assert_eq!(open_page(&desk).as_deref(), Some("When a decision is needed"));
    desk.write("Search the handbook", " giraffe");
    assert!(desk.shows("No page has all these words"));
    desk.empty("Search the handbook");
    assert!(desk.has_control("Deciding and keeping"));
}

#[test]
fn in_a_narrow_window_there_is_a_list_and_then_a_page() {
    let snapshot = testing::snapshot(vec![testing::filled()]);
    let mut desk = Desk::sized(snapshot, vec2(640.0, 480.0), Settings::default());
    desk.go(Key::Num7);
    assert_eq!(open_page(&desk), None);
    desk.press_beginning("Why trust comes first");
    assert_eq!(open_page(&desk).as_deref(), Some("Why trust comes first"));
    assert!(!desk.has_control("Asking good questions"));
    desk.press("All pages");
    assert_eq!(open_page(&desk), None);
}

#[test]
fn c8_a_note_on_a_page_is_mine_alone_and_is_found_there_again() {
    let mut desk = Desk::of(vec![testing::community()]);
    desk.go(Key::Num7);
    desk.press("Why trust comes first");
    assert!(desk.shows("Only you can see this"));
    desk.write("New note on this page, only for you", "Ask Jo");
    desk.press("Add");
    let did = desk.did();
    let Doing::Private(PrivateCommand::AddNote { text, about, .. }) = did else {
        panic!("{did:?}")
    };
    assert_eq!((text.as_str(), about.as_deref()), ("Ask Jo", Some("handbook/trust")));

    let mut community = testing::with_private(testing::community());
    let note = &mut Arc::make_mut(&mut community.private).notes[0];
    Arc::make_mut(note).about = about;
    desk.change(testing::snapshot(vec![community]));
    desk.press("I went back too soon, an hour ago");
    desk.write("My note on “Why trust comes first”", "!");
    desk.press("The next page: Before a group begins");
    assert!(!desk.shows("I went back too soon"), "on its own page only");
    desk.go(Key::Num8);
    assert!(desk.shows("on the page “Why trust comes first”"));
}

#[test]
fn a_prompt_is_copied_and_a_page_leads_to_where_one_does_it() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num7);
    desk.harness.state_mut().read("groundrules");
    desk.harness.run();
    desk.press_beginning("Copy: What will enable us");
    assert!(desk.shows("Copied"));
    desk.press("Go to Groundrules");
    assert!(desk.shows("Listen to how as well as what is said"));
    desk.press("In the handbook: Groundrules");
    assert_eq!(open_page(&desk).as_deref(), Some("Groundrules"));
}

#[test]
fn without_a_community_there_is_the_handbook_to_read() {
    let mut desk = Desk::with(Snapshot::default());
    desk.press("Handbook");
    assert_eq!(open_page(&desk).as_deref(), Some("What a Learning Community is"));
    assert!(!desk.shows("My note on this page"));
}
