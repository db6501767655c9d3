//! How it stands between this device and the others: in full when wanted, and at what is with nobody else yet.

use super::Desk;
use crate::testing;
use egui::{Key, Modifiers};
use horseshoe_node::{Command, Community, SyncStatus};
use std::sync::Arc;

fn with_sync(sync: SyncStatus) -> Desk {
    Desk::of(vec![Community { sync: Arc::new(sync), ..testing::community() }])
}

#[test]
fn the_line_at_the_bottom_opens_how_it_stands_with_each_member_by_keyboard_too() {
    let mut desk = Desk::of(vec![testing::community()]);
    desk.key(Modifiers::COMMAND, Key::I);
    assert!(desk.shows("Jo Llewellyn, has everything you wrote · here now"));
    assert!(desk.shows("Priya Nair, lacks 3 of your changes · not met yet"));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(!desk.shows("Priya Nair, lacks 3 of your changes"));
}

#[test]
fn receiving_shows_how_far_it_is_and_can_be_stopped() {
    let mut desk =
        with_sync(SyncStatus { connected: 1, receiving: Some((12, 40)), ..SyncStatus::default() });
    desk.key(Modifiers::COMMAND, Key::I);
    desk.until("Stop for now");
    assert!(desk.shows("12 of 40"));
    desk.press("Stop for now");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::SetExchanging { on: false, .. }]), "{asked:?}");
    assert!(desk.shows("Stopped. What is here stays"));
}

#[test]
fn what_was_stopped_goes_on_when_people_want() {
    let mut desk = with_sync(SyncStatus { stopped: true, ..SyncStatus::default() });
    assert!(desk.shows("Stopped for now. Nothing is received or sent until you go on"));
    desk.key(Modifiers::COMMAND, Key::I);
    desk.press("Go on");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::SetExchanging { on: true, .. }]), "{asked:?}");
}

#[test]
fn what_is_with_nobody_else_says_so() {
    let mut desk =
        Desk::of(vec![testing::with_nobody_else(testing::with_rules(&["Listen", "Be kind"]))]);
    desk.go(Key::Num2);
    assert_eq!(desk.count("Saved here, with nobody else yet"), 1, "only at what I wrote here");
    desk.press("Groundrule 1: Listen");
    assert!(desk.shows("Saved on this device, with nobody else yet"));
}
