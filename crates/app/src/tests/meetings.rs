//! Meetings: propose a date, offer to present, change places.

use super::Desk;
use crate::testing::{self, Change as _};
use egui::Key;
use horseshoe_model::{
    Command as Doing, MeetingKind, MeetingsCommand, PresentersCommand, Reminders, SessionCommand,
    SettingsCommand,
};
use std::sync::Arc;

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

#[test]
fn d2_what_a_presenter_needs_to_know_is_copied_in_one_press() {
    let mut desk = desk(testing::with_swap());
    desk.press("Copy for an e-mail: what Jo Llewellyn needs to know");
    assert!(desk.shows("Copied"));
    assert!(desk.asked().is_empty(), "nothing is written or sent");
}

#[test]
fn d4_whose_the_checklists_are_is_said_and_changes_when_the_design_session_closes() {
    let designed = |closed: bool| {
        let mut run = testing::Run::laid(0);
        run.does(0, SessionCommand::IsFor { meeting: None, kind: MeetingKind::Design });
        if closed {
            run.does(0, SessionCommand::Close);
        }
        let mut desk = desk(run.in_community(testing::with_meetings(&["2026-12-10"])));
        desk.press("Before people arrive: 0 of 10");
        desk
    };
    assert!(designed(false).shows("Whoever facilitates looks after this"));
    assert!(designed(true).shows("This is everybody’s"));
}

#[test]
fn f2_the_days_are_changed_one_by_one_and_keep_their_order() {
    let mut community = testing::with_meetings(&["2026-12-10"]);
    community.set(|view| {
        view.settings.reminders.value = Reminders { makers: 14, another: 5, sponsor: 5 };
    });
    let mut desk = desk(community);
    desk.press("Who is reminded when");
    assert!(desk.shows("Whoever makes the arrangements: 14 days before"));
    desk.press("A day later: Whoever makes the arrangements");
    let days = Reminders { makers: 13, another: 5, sponsor: 5 };
    assert_eq!(desk.did(), SettingsCommand::Remind { days }.into());
    desk.press("A day later: All the others");
    assert!(desk.asked().is_empty(), "the sponsor is not asked before the others");
}

#[test]
fn f2_what_is_for_the_sponsor_is_copied_and_sent_by_nobody() {
    let mut community = testing::with_meetings(&["2026-11-27"]);
    community.set(|view| {
        Arc::make_mut(&mut view.meetings[0]).place.value.clear();
    });
    let mut desk = desk(community);
    assert!(desk.shows("We meet in 3 days, and something is missing: a room"));
    desk.press("Copy a letter to the sponsor");
    assert!(desk.shows("Copied"));
    assert!(desk.asked().is_empty());
    desk.press("See what is to do");
    assert_eq!(desk.harness.state().area_name(), "Learning");
}
