//! Meetings: propose a date, offer to present, change places.

use super::Desk;
use crate::testing;
use egui::Key;
use horseshoe_model::{Command as Doing, MeetingsCommand, PresentersCommand};

fn desk(community: horseshoe_node::Community) -> Desk {
    let mut desk = Desk::of(vec![community]);
    desk.go(Key::Num3);
    desk
}

#[test]
fn a_date_is_proposed_only_when_it_is_one() {
    let mut desk = desk(testing::community());
    desk.press("Propose a date");
    desk.write("Date", "next week");
    desk.press("Propose a date");
    assert!(desk.asked().is_empty());
    assert!(desk.shows("Year, month, day"));
    let mut desk = self::desk(testing::community());
    desk.press("Propose a date");
    desk.write("Date", "2026-12-10");
    desk.write("Place", "Room 3");
    desk.press("Propose a date");
    let did = desk.did();
    let Doing::Meetings(MeetingsCommand::Propose { when, place, slots, .. }) = did else {
        panic!("{did:?}")
    };
    assert_eq!(
        (when.date.as_str(), when.start.as_str(), place.as_str(), slots),
        ("2026-12-10", "14:00", "Room 3", 2)
    );
}

#[test]
fn f17_somebody_offers_to_present() {
    let mut desk = desk(testing::with_offers(&[]));
    desk.press("I’d like to present in place 1");
    desk.write("What about?", "A hard visit");
    desk.press("A case study");
    let did = desk.did();
    let Doing::Presenters(PresentersCommand::Offer { slot, presentation, member: None }) = did
    else {
        panic!("{did:?}")
    };
    assert_eq!((slot, presentation.topic.as_str()), (testing::slot_id(0), "A hard visit"));
}

#[test]
fn f17_two_offers_are_both_there_and_the_group_picks() {
    let mut desk = desk(testing::with_offers(&[0, 1]));
    assert!(desk.shows("more than one would like to"));
    assert!(desk.has_control("Pick Amira Haddad (you)"));
    desk.press("Pick Jo Llewellyn");
    let did = desk.did();
    assert!(matches!(did, Doing::Presenters(PresentersCommand::Pick { .. })), "{did:?}");
}

#[test]
fn d45_presenters_change_places_when_the_other_agrees() {
    let mut desk = desk(testing::with_swap());
    assert!(desk.shows("Jo Llewellyn and you may change places"));
    desk.press("Yes, change");
    let did = desk.did();
    assert!(
        matches!(did, Doing::Presenters(PresentersCommand::AgreeSwap { said_aloud: false, .. })),
        "{did:?}"
    );
    desk.press("Change places with Jo Llewellyn");
    let did = desk.did();
    assert!(matches!(did, Doing::Presenters(PresentersCommand::ProposeSwap { .. })), "{did:?}");
}
