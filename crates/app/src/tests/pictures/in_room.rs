//! A session, for who facilitates and for everybody else.

use super::{DARK, GERMAN, HIGH, LIGHT, Look, TWICE, of, picture};
use crate::screen::Area;
use crate::testing;
use egui::vec2;
use egui_kittest::SnapshotResults;

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
