//! A session: who facilitates, everybody else, every board.

use super::super::beside_the_agenda::{MONITOR, at_the_groundrules};
use super::super::pictures_come;
use super::{compare, desk, of, round, whole_window};
use crate::screen::Area;
use crate::testing::{self, Change as _};
use horseshoe_model::RolesCommand;
use std::sync::Arc;

#[test]
fn a_session_says_what_it_is_to_who_facilitates_and_to_everybody_else() {
    for (name, mine) in [("in-room-facilitator", true), ("in-room-member", false)] {
        let desk = desk(of(testing::in_session(mine)), Area::InRoom);
        compare(name, &desk.harness);
        whole_window(name, &desk.harness);
    }
}

#[test]
fn every_board_of_a_session_is_said_and_gone_through_in_the_order_of_reading() {
    let capturing = |mine| of(testing::capturing(mine).in_community(testing::filled()));
    for board in ["Before", "Heard", "Views", "Pictures", "Keep", "To do", "Round", "Here"] {
        let mut desk = desk(capturing(true), Area::InRoom);
        desk.press(board);
        whole_window(board, &desk.harness);
        round(board, &mut desk);
    }
    let mut member = desk(capturing(false), Area::InRoom);
    member.press("Show what is written down");
    whole_window("written down", &member.harness);
    round("written down", &mut member);
    for begins in ["Ask how a plan fits", "Ask about a room"] {
        let mut open = desk(capturing(true), Area::Learning);
        open.press_beginning(begins);
        whole_window(begins, &open.harness);
        round(begins, &mut open);
    }
}

#[test]
fn slides_and_sheets_are_said_and_gone_through_in_the_order_of_reading() {
    let mut slides = desk(of(testing::presenting_slides(true).0), Area::InRoom);
    pictures_come(&mut slides.harness);
    compare("in-room-slides", &slides.harness);
    whole_window("slides", &slides.harness);
    round("slides", &mut slides);
    let sheet = testing::with_sheet(false).in_community(testing::filled());
    let mut sheet = desk(of(sheet), Area::InRoom);
    sheet.press("Show what is written down");
    sheet.press("Pictures");
    sheet.press_beginning("Names and areas");
    pictures_come(&mut sheet.harness);
    whole_window("a sheet", &sheet.harness);
    round("a sheet", &mut sheet);
}

#[test]
fn what_people_are_asked_and_reminded_of_is_gone_through_in_the_order_of_reading() {
    let keeps = RolesCommand::TakeOn { role: MONITOR, member: None };
    for mine in [true, false] {
        let asked = at_the_groundrules(mine, &[(usize::from(mine), keeps.clone())]);
        let mut asked = desk(of(asked), Area::InRoom);
        whole_window("the volunteer is asked", &asked.harness);
        round("the volunteer is asked", &mut asked);
    }
    let mut soon = testing::with_meetings(&["2026-11-27"]);
    soon.set(|view| Arc::make_mut(&mut view.meetings[0]).place.value.clear());
    let mut home = desk(of(soon.clone()), Area::Home);
    whole_window("reminded", &home.harness);
    round("reminded", &mut home);
    let mut meetings = desk(of(soon), Area::Meetings);
    meetings.press("Who is reminded when");
    compare("meetings-reminding", &meetings.harness);
    whole_window("who is reminded when", &meetings.harness);
    round("who is reminded when", &mut meetings);
}
