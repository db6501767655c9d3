//! A session, for who facilitates and for everybody else.

use super::super::beside_the_agenda::{MONITOR, at_the_groundrules};
use super::super::{begins_control, is_control, pictures_come};
use super::{DARK, GERMAN, HIGH, LIGHT, Look, TWICE, of, picture, picture_after};
use crate::screen::Area;
use crate::testing::{self, Change as _};
use egui::vec2;
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;
use horseshoe_model::{RolesCommand, SettingsCommand};
use std::sync::Arc;

#[test]
fn in_the_room() {
    let mut results = SnapshotResults::new();
    let wide = |look: Look| Look { size: vec2(1366.0, 768.0), ..look };
    let discussion = |mine| of(testing::in_session(mine));
    let round = |mine, turn| of(testing::in_a_round(mine, turn).in_community(testing::filled()));
    for (name, snapshot, look) in [
        ("in_room_facilitator", discussion(true), wide(LIGHT)),
        ("in_room_facilitator_dark", discussion(true), wide(DARK)),
        ("in_room_facilitator_contrast", discussion(true), wide(HIGH)),
        ("in_room_facilitator_200", discussion(true), wide(TWICE)),
        ("in_room_member", discussion(false), LIGHT),
        ("in_room_member_round_dark", round(false, 0), DARK),
        ("in_room_round", round(true, 1), wide(GERMAN)),
        ("in_room_begin", of(testing::filled()), LIGHT),
    ] {
        picture(&mut results, name, snapshot, Area::InRoom, &look);
    }
}

/// What was agreed beforehand, and who is asked for what.
#[test]
fn before_a_meeting_and_at_its_beginning() {
    let mut results = SnapshotResults::new();
    let wide = |look: Look| Look { size: vec2(1366.0, 768.0), ..look };
    let tall = |look: Look| Look { size: vec2(820.0, 1300.0), ..look };
    let keeps = RolesCommand::TakeOn { role: MONITOR, member: None };
    let asked = |mine| of(at_the_groundrules(mine, &[(1, keeps.clone())]));
    let mut soon = testing::with_meetings(&["2026-11-27"]);
    soon.set(|view| Arc::make_mut(&mut view.meetings[0]).place.value.clear());
    let mut looking = testing::in_discussion(true);
    looking.does(1, SettingsCommand::LookAtVoices { on: true });
    let looking = of(looking.in_community(testing::filled()));
    for (name, snapshot, area, look) in [
        ("in_room_volunteer", asked(true), Area::InRoom, wide(GERMAN)),
        ("groundrules_held", asked(true), Area::Groundrules, tall(LIGHT)),
        ("home_reminding", of(soon.clone()), Area::Home, LIGHT),
        ("meetings_reminding_german", of(soon), Area::Meetings, GERMAN),
    ] {
        picture(&mut results, name, snapshot, area, &look);
    }
    picture_after(&mut results, "in_room_voices", looking, &wide(LIGHT), |harness| {
        harness.state_mut().show(Area::InRoom);
        harness.run();
        harness.get_by_label("Who speaks when").click();
    });
}

/// Slides and photographs of paper; the way there, and then the picture itself.
#[test]
fn pictures_and_slides() {
    let mut results = SnapshotResults::new();
    let wide = |look: Look| Look { size: vec2(1366.0, 768.0), ..look };
    let tall = Look { size: vec2(1180.0, 1300.0), ..LIGHT };
    let slides = |mine| of(testing::presenting_slides(mine).0);
    let sheet = of(testing::with_sheet(false).in_community(testing::filled()));
    let empty = of(testing::in_session(true));
    for (name, snapshot, way, look) in [
        ("in_room_pictures_none", empty, vec!["Pictures"], wide(LIGHT)),
        ("in_room_slides", slides(true), vec![], wide(LIGHT)),
        ("in_room_slides_200", slides(true), vec![], wide(TWICE)),
        ("in_room_slides_dark", slides(true), vec![], wide(DARK)),
        (
            "in_room_member_sheet",
            sheet,
            vec!["Show what is written down", "Pictures", "Names and areas"],
            tall,
        ),
    ] {
        picture_after(&mut results, name, snapshot, &look, |harness| {
            harness.state_mut().show(Area::InRoom);
            harness.run();
            for step in way {
                harness.get_by(|node| begins_control(node, step)).click_accesskit();
                harness.run();
            }
            pictures_come(harness);
        });
    }
}

/// What is written down in the middle of the screen, board by board.
#[test]
fn boards() {
    let mut results = SnapshotResults::new();
    let wide = |look: Look| Look { size: vec2(1366.0, 768.0), ..look };
    let capturing = |mine| of(testing::capturing(mine).in_community(testing::filled()));
    let tall = Look { size: vec2(1180.0, 1300.0), ..LIGHT };
    for (name, board, mine, look) in [
        ("in_room_heard_dark", "Heard", true, wide(DARK)),
        ("in_room_views", "Views", true, wide(LIGHT)),
        ("in_room_keep", "Keep", true, wide(LIGHT)),
        ("in_room_to_do_contrast", "To do", true, wide(HIGH)),
        ("in_room_last_time", "Before", true, wide(LIGHT)),
        ("in_room_member_written_down", "Show what is written down", false, tall),
    ] {
        picture_after(&mut results, name, capturing(mine), &look, |harness| {
            harness.state_mut().show(Area::InRoom);
            harness.run();
            harness.get_by_label(board).click();
        });
    }
}

#[test]
fn what_the_group_learned() {
    let mut results = SnapshotResults::new();
    let capturing = || of(testing::capturing(true).in_community(testing::filled()));
    let tall = |look: Look| Look { size: vec2(820.0, 1100.0), ..look };
    picture(&mut results, "learning", capturing(), Area::Learning, &tall(LIGHT));
    picture(&mut results, "learning_empty_german", of(testing::filled()), Area::Learning, &GERMAN);
    let open = ["Ask how a plan", "Bring a big sheet"];
    picture_after(&mut results, "learning_open_dark", capturing(), &tall(DARK), |harness| {
        harness.state_mut().show(Area::Learning);
        harness.run();
        for begins in open {
            harness.get_by(|node| begins_with(node, begins)).click();
            harness.run();
        }
    });
}

/// The row whose name begins like this.
fn begins_with(node: &egui_kittest::kittest::AccessKitNode<'_>, begins: &str) -> bool {
    node.label().is_some_and(|name| name.starts_with(begins) && is_control(node, &name))
}
