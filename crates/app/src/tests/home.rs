//! Home: what came in while somebody was away, and that it is marked until it was seen.

use super::Desk;
use crate::testing;
use egui::Key;
use horseshoe_model::ThingId;
use horseshoe_node::{Command, Community};

/// Three notes, one of them mine, and I have seen none.
fn away() -> Community {
    testing::with_news(testing::with_notes(&["One of mine", "Jo’s", "Sam’s"]), &[])
}

#[test]
fn what_came_in_is_told_on_home_and_marked_until_it_was_seen() {
    let mut desk = Desk::of(vec![away()]);
    assert!(desk.shows("While you were away"));
    assert!(desk.shows("Your own, all kept: 1 note"));
    desk.press("New: 2 notes. Go to Notes");
    let asked = desk.asked();
    let [Command::Seen { things, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(things, &[ThingId::from(testing::note_id(0))], "my own, told on home");
    assert_eq!(desk.count("new"), 2);
    assert!(desk.asked().is_empty(), "nothing is seen while somebody is still looking at it");
    desk.go(Key::Num1);
    let asked = desk.asked();
    let [Command::Seen { things, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(things, &[1, 2].map(|place| ThingId::from(testing::note_id(place))));
}

#[test]
fn everything_can_be_put_away_at_once() {
    let mut desk = Desk::of(vec![away()]);
    desk.press("I have seen this");
    let asked = desk.asked();
    let [Command::Seen { things, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(things.len(), 3);
}

#[test]
fn what_was_on_screen_when_the_window_closed_was_seen() {
    let mut desk = Desk::of(vec![away()]);
    desk.go(Key::Num4);
    desk.asked();
    desk.close();
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Seen { things, .. }] if things.len() == 2), "{asked:?}");
}

#[test]
fn home_says_where_the_community_is_and_what_the_next_meeting_lacks() {
    let desk = Desk::of(vec![testing::with_meetings(&["2026-12-10"])]);
    assert!(desk.shows("We are here: Facilitating"));
    assert!(desk.shows("In 16 days"));
    assert!(desk.shows("Nobody is down to present. Someone may like to go first"));
    let desk = Desk::of(vec![testing::with_swap()]);
    assert!(desk.shows("Amira Haddad (you) presents") && desk.shows("You present"));
    assert!(desk.shows("Somebody would like to change places with you"));
}
