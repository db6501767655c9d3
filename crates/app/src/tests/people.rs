//! People: invite, hand the ticket over, let somebody in, or not this time.

use super::Desk;
use crate::testing;
use egui::Key;
use horseshoe_node::{Command, Community, Reply};

fn desk(community: Community) -> Desk {
    let mut desk = Desk::of(vec![community]);
    desk.go(Key::Num6);
    desk
}

#[test]
fn a_new_ticket_is_shown_at_once_as_picture_text_and_file() {
    let mut desk = desk(testing::community());
    let (ticket, expires) = (testing::ticket_id(), 0);
    desk.answers("Invite", Ok(Reply::Ticket { ticket, text: String::new(), expires }));
    desk.press("Make a ticket");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Invite { .. }]), "{asked:?}");
    desk.change(testing::snapshot(vec![testing::with_ticket(testing::community())]));
    assert!(desk.shows("Picture of the ticket"));
    desk.press("Copy the ticket");
    assert!(desk.shows("Copied"));
    let folder = tempfile::tempdir().unwrap();
    desk.press("Save as a file…");
    desk.empty("Where to?");
    desk.write("Where to?", &folder.path().display().to_string());
    desk.press("Save here");
    desk.until("Saved in");
    let saved = std::fs::read_to_string(folder.path().join("ticket.horseshoe")).unwrap();
    assert!(saved.starts_with("horseshoe:"));
}

#[test]
fn the_door_is_opened_for_whoever_is_in_the_room_and_closed() {
    let mut desk = desk(testing::community());
    desk.press("Open the door");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::HoldDoor { open: true, .. }]), "{asked:?}");
    desk.change(testing::snapshot(vec![testing::with_open_door(testing::community())]));
    assert!(desk.shows("Your door is open, called amber fox"));
    desk.press("Close the door");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::HoldDoor { open: false, .. }]), "{asked:?}");
}

#[test]
fn a_ticket_is_taken_back() {
    let mut desk = desk(testing::with_ticket(testing::community()));
    desk.press("Take the ticket back, 6 days left");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Uninvite { .. }]), "{asked:?}");
    assert!(desk.shows("The ticket is taken back"));
}

#[test]
fn somebody_is_let_in_after_the_words_are_compared() {
    let mut desk = desk(testing::with_request(testing::community()));
    assert!(desk.shows("Tom Reid asks to be let in"));
    assert!(desk.shows("river · candle · orchard · seven"));
    assert!(desk.shows("1 of 2 have said yes"));
    desk.press("Let Tom Reid in");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Approve { .. }]), "{asked:?}");
    desk.press("Not this time: Tom Reid");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Decline { .. }]), "{asked:?}");
}

#[test]
fn who_said_yes_sees_that_another_has_to() {
    let mut community = testing::with_request(testing::community());
    community.requests[0].approved_by_me = true;
    let desk = desk(community);
    assert!(
        desk.shows("You said yes")
            && desk.shows("Another member also needs to say yes before Tom Reid is in")
    );
    assert!(!desk.has_control("Let Tom Reid in"));
}

#[test]
fn everybody_is_there_with_how_it_stands() {
    let desk = desk(testing::community());
    assert!(desk.shows("Jo Llewellyn") && desk.shows("here now"));
    assert!(desk.shows("Priya Nair") && desk.shows("away"));
    assert!(desk.shows("let in by you and Jo Llewellyn"));
}
