//! Shared notes in the window.

use super::{Desk, is_field};
use crate::testing;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use horseshoe_model::{Command as Doing, NotesCommand, RetentionCommand, Words};
use horseshoe_node::{Command, Community, SharedNote};

/// One note of these texts, open for writing.
fn open(texts: &[&str]) -> (Desk, Community) {
    let community = testing::with_long_note(texts);
    let mut desk = Desk::of(vec![community.clone()]);
    desk.go(Key::Num4);
    desk.press_beginning(&texts[0][..3]);
    (desk, community)
}

fn texts(community: &Community) -> Vec<Words> {
    let note: &SharedNote = &community.notebook.notes[0];
    note.texts().cloned().collect()
}

fn has_focus(desk: &Desk, label: &str) -> bool {
    desk.harness.get_by(|node| is_field(node, label)).is_focused()
}

#[test]
fn a_long_note_is_opened_at_its_end_and_gone_through_with_the_arrows() {
    let (mut desk, _) = open(&["First", "second", "third"]);
    assert!(has_focus(&desk, "Note 1, part 3 of 3"));
    desk.key(Modifiers::CTRL, Key::Home);
    desk.key(Modifiers::NONE, Key::ArrowUp);
    assert!(has_focus(&desk, "Note 1, part 2 of 3"));
    // At its end, where reading backwards comes to.
    desk.key(Modifiers::NONE, Key::ArrowRight);
    assert!(has_focus(&desk, "Note 1, part 3 of 3"));
    desk.key(Modifiers::NONE, Key::ArrowLeft);
    desk.key(Modifiers::CTRL, Key::Home);
    desk.key(Modifiers::NONE, Key::ArrowLeft);
    assert!(has_focus(&desk, "Note 1, part 1 of 3"));
}

#[test]
fn a_note_that_was_closed_and_is_opened_again_has_the_focus_again() {
    let (mut desk, _) = open(&["First", "second"]);
    desk.press("Done");
    desk.press_beginning("First");
    assert!(has_focus(&desk, "Note 1, part 2 of 2"));
}

#[test]
fn backspace_at_the_beginning_of_a_part_joins_it_with_the_one_before() {
    let (mut desk, community) = open(&["First", "second"]);
    desk.key(Modifiers::CTRL, Key::Home);
    desk.asked();
    desk.key(Modifiers::NONE, Key::Backspace);
    let note = community.notebook.notes[0].id;
    let object = texts(&community)[1].object.clone();
    assert_eq!(desk.did(), Doing::Notes(NotesCommand::Join { note, object: object.clone() }));
    assert!(has_focus(&desk, "Note 1, part 1 of 2"));
    // So does the other key, from the other side.
    desk.key(Modifiers::NONE, Key::Delete);
    assert_eq!(desk.did(), Doing::Notes(NotesCommand::Join { note, object }));
}

#[test]
fn where_there_is_no_room_to_join_the_caret_goes_over_all_the_same() {
    let long = "a ".repeat(4_000);
    let (mut desk, _) = open(&[&long, &long]);
    desk.key(Modifiers::CTRL, Key::Home);
    desk.asked();
    desk.key(Modifiers::NONE, Key::Backspace);
    assert!(desk.asked().is_empty());
    assert!(has_focus(&desk, "Note 1, part 1 of 2"));
}

#[test]
fn a_part_that_is_emptied_gives_the_focus_to_the_one_before() {
    let (mut desk, _) = open(&["First", "second"]);
    desk.change(testing::snapshot(vec![testing::with_long_note(&["First"])]));
    assert!(has_focus(&desk, "Note 1"));
}

#[test]
fn a_long_note_says_in_the_list_that_it_goes_on() {
    let mut desk = Desk::of(vec![testing::with_long_note(&["First ", "second"])]);
    desk.go(Key::Num4);
    assert!(desk.shows("First…") && !desk.shows("second"));
}

#[test]
fn notes_are_destroyed_only_together_and_never_called_gone_everywhere() {
    let mut desk = Desk::of(vec![testing::with_notes(&["One", "Two"])]);
    desk.go(Key::Num4);
    desk.press("Propose to destroy these notes…");
    assert!(desk.shows("before a second member agrees") && desk.shows("72 hours"));
    assert!(desk.shows("Nobody can promise that it is gone everywhere"));
    desk.press("Propose it");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::ProposeErase { .. }]), "{asked:?}");
    desk.change(testing::snapshot(vec![testing::with_erasing(testing::with_notes(&[
        "One", "Two",
    ]))]));
    assert!(desk.shows("1 of 2 have agreed") && desk.shows("Would rather keep it: Priya Nair"));
    assert!(desk.shows("In 70 hours this device destroys"));
    assert!(desk.shows("2 of 4 devices have said that they destroyed it"));
    assert!(desk.shows("Not yet said:") && desk.shows("of Sam Okafor"));
    desk.press_beginning("I agree: destroy it");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::AgreeToErase { .. }]), "{asked:?}");
}

#[test]
fn what_two_have_among_themselves_they_destroy_among_themselves() {
    let notes = || testing::with_notes(&["One"]);
    let mut desk = Desk::of(vec![testing::with_a_pair(notes())]);
    desk.go(Key::Num4);
    desk.press("Propose to destroy what only Jo Llewellyn and you have…");
    assert!(desk.shows("Nobody can promise that it is gone everywhere"));
    desk.press("Propose it");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::ProposeErase { .. }]), "{asked:?}");
    desk.change(testing::snapshot(vec![testing::with_a_pair_to_erase(notes())]));
    assert!(desk.shows("Destroy what only Jo Llewellyn and you have?"));
    assert!(!desk.shows("I would rather keep it"), "one simply does not agree");
    desk.press_beginning("I agree: destroy it");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::AgreeToErase { .. }]), "{asked:?}");
}

#[test]
fn whoever_would_rather_keep_notes_says_so_and_a_day_is_agreed_on() {
    let mut erasing = testing::with_erasing(testing::with_notes(&["One"]));
    let agreed = std::sync::Arc::make_mut(&mut erasing.erasing);
    agreed.proposed.clear();
    let mut desk = Desk::of(vec![erasing]);
    desk.go(Key::Num4);
    desk.press_beginning("I would rather keep it.");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::ObjectToErase { object: true, .. }]), "{asked:?}");
    desk.press("I would rather keep the notes");
    assert!(matches!(desk.did(), Doing::Retention(RetentionCommand::Object { object: true, .. })));
    desk.press("Agree on another day…");
    desk.write("Keep the notes until", "2027-03-01");
    desk.press("We agreed on this day");
    let Doing::Retention(RetentionCommand::KeepUntil { until }) = desk.did() else { panic!() };
    assert_eq!(until.as_deref(), Some("2027-03-01"));
}
