//! One laptop for everybody, and nothing but its keys: a whole session, over a real node.

use super::keys::focused;
use super::real::{close, open, runtime};
use super::{Desk, is_control, is_field};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// How far something may be with the tab key.
const FAR: usize = 160;

/// Goes on with the tab key until the focus is on this.
fn tab_to(desk: &mut Desk, name: &str) {
    for _ in 0..FAR {
        if focused(desk).as_deref() == Some(name) {
            return;
        }
        desk.key(Modifiers::NONE, Key::Tab);
    }
    panic!("the tab key does not reach {name}");
}

/// Goes there and presses it.
fn press(desk: &mut Desk, name: &str) {
    desk.draw_until(|desk| desk.harness.query_all_by(|it| is_control(it, name)).count() > 0, name);
    tab_to(desk, name);
    desk.key(Modifiers::NONE, Key::Enter);
}

/// Goes there, types, and sends it.
fn write(desk: &mut Desk, label: &str, text: &str) {
    desk.draw_until(|desk| desk.harness.query_all_by(|it| is_field(it, label)).count() > 0, label);
    tab_to(desk, label);
    type_and_send(desk, text);
}

fn type_and_send(desk: &mut Desk, text: &str) {
    desk.harness.event(egui::Event::Text(text.to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
}

/// A letter that does something where nothing is written: the tab key leaves the field.
fn letter(desk: &mut Desk, key: Key) {
    let writing = |desk: &Desk| desk.harness.ctx.text_edit_focused();
    while writing(desk) {
        desk.key(Modifiers::NONE, Key::Tab);
    }
    desk.key(Modifiers::NONE, key);
}

#[test]
fn a_whole_session_is_run_alone_on_one_laptop_by_keyboard_only() {
    let (runtime, folder) = (runtime(), tempfile::tempdir().unwrap());
    let (node, mut desk) = open(&runtime, folder.path());
    write(&mut desk, "Your name", "Amira");
    press(&mut desk, "Go on");
    desk.until("Welcome, Amira");
    write(&mut desk, "Name of the community", "Riverside");
    desk.until("Begin with the person beside you");
    arrive(&mut desk);
    go_round(&mut desk);
    discuss(&mut desk);
    capture(&mut desk);
    close_the_session(&mut desk);

    desk.key(Modifiers::COMMAND, Key::E);
    desk.until("Ask before going back");
    assert!(desk.shows("Find a room") && !desk.shows("I went back too soon"));
    let seen = node.snapshot();
    let community = &seen.communities[0];
    assert!(community.few.is_empty(), "what was heard went with the session");
    let session = &community.sessions[0].view;
    assert!(session.closed.is_some() && session.agenda.is_finished());
    assert_eq!(session.feedback.improve.len(), 1);
    assert_eq!(session.how.value, "I ask more than I tell");
    assert_eq!(community.community.parked[0].issue.text, "Recording cases");
    close(&runtime, node, desk);
}

/// People without a device are written down by her.
fn arrive(desk: &mut Desk) {
    desk.key(Modifiers::COMMAND, Key::R);
    press(desk, "Begin the session");
    desk.until("Not begun yet");
    press(desk, "Who is here");
    write(desk, "Somebody without a device: name, area of practice", "Lee, Youth work");
    desk.until("In the room: 2");
    write(desk, "How I will run today", "I ask more than I tell");
    desk.until("Say it anew");
    press(desk, "Begin with Introductions – who is in the room?");
    desk.until("Next: Reminder of the philosophy and groundrules");
}

/// Whoever has no device says aloud that they are done, or pass.
fn go_round(desk: &mut Desk) {
    press(desk, "Round");
    write(desk, "What everybody is asked", "What brings you here?");
    desk.until("It is your turn");
    press(desk, "Done");
    desk.until("It is Lee’s turn");
    press(desk, "Pass; you can add something at the end");
    desk.until("All have had their turn");
    press(desk, "The round is over");
    for next in ["Next: What has happened", "Next: Presentation 1", "Next: Discussion"] {
        letter(desk, Key::N);
        desk.until(next);
    }
}

fn discuss(desk: &mut Desk) {
    letter(desk, Key::N);
    desk.until("Next: Capturing");
    letter(desk, Key::H);
    desk.until("You are next");
    press(desk, "Next to speak: you");
    desk.until("It is your turn to speak");
    write(desk, "A point, as they said it", "I went back too soon");
    press(desk, "That is what I said: I went back too soon");
    desk.until("yes, that is what I said");
    letter(desk, Key::T);
    type_and_send(desk, "Recording cases");
    desk.until("Recording cases");
}

fn capture(desk: &mut Desk) {
    letter(desk, Key::N);
    desk.until("Next: Break");
    write(desk, "Propose something to keep", "Ask before going back");
    press(desk, "The group keeps: Ask before going back");
    desk.until("the group agreed on");
    press(desk, "To do");
    write(desk, "Something to do", "Find a room");
    press(desk, "I’ll do it: Find a room");
    desk.until("you will");
    for next in ["Presentation 2", "Discussion", "Capturing", "How was that", "Date and"] {
        letter(desk, Key::N);
        desk.until(&format!("Next: {next}"));
    }
}

fn close_the_session(desk: &mut Desk) {
    write(desk, "Something to improve, in somebody’s words", "More daylight");
    desk.until("More daylight");
    letter(desk, Key::N);
    press(desk, "That was it");
    desk.until("That was the last point");
    press(desk, "Close the session");
    press(desk, "Close it");
    desk.until("Begin the session");
}
