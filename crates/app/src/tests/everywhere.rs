//! What holds on every screen, empty, filled and overfull, wide and narrow, small and enlarged. That every control has
//! an accessible name, and that the window comes to rest, is checked by every run of the harness.

use super::Desk;
use crate::app::Settings;
use crate::screen::Area;
use crate::testing;
use egui::{accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use horseshoe_node::{Community, Snapshot, Stage};

fn states() -> Vec<(&'static str, Snapshot)> {
    let of = |community: Community| testing::snapshot(vec![community]);
    let mut left = testing::filled();
    left.stage = Stage::Left;
    vec![
        ("nobody", Snapshot::default()),
        ("none", testing::snapshot(Vec::new())),
        ("draft", of(testing::draft())),
        ("empty", of(testing::community())),
        ("filled", of(testing::filled())),
        ("overfull", of(testing::overfull())),
        ("left", of(left)),
        ("in a session", of(testing::in_session(true))),
        ("in a session of others", of(testing::in_session(false))),
        ("troubled", of(testing::everything_happened())),
        ("two", testing::snapshot(vec![testing::filled(), testing::overfull()])),
    ]
}

fn every_area(size: egui::Vec2, scale: f32) {
    for (state, snapshot) in states() {
        let mut settings = Settings::default();
        settings.appearance.text_scale = scale;
        let mut desk = Desk::sized(snapshot, size, settings);
        for area in Area::ALL {
            desk.harness.state_mut().show(area);
            desk.harness.run();
            let headings = desk
                .harness
                .query_all_by(|node| node.role() == Role::Heading && node.level() == Some(1))
                .count();
            assert_eq!(headings, 1, "{state}: {area:?}");
            let wide = desk
                .harness
                .query_all_by(|node| {
                    let shown = matches!(node.role(), Role::Button | Role::TextInput);
                    let right = node.bounding_box().map_or(0.0, |bounds| bounds.x1);
                    shown && right > f64::from(size.x) + 1.0
                })
                .filter_map(|node| node.accesskit_node().label())
                .collect::<Vec<_>>();
            assert!(wide.is_empty(), "{state}, {area:?}: cut off at {size:?}: {wide:?}");
        }
    }
}

#[test]
fn every_area_in_every_state_has_one_heading_and_nothing_is_cut_off() {
    every_area(vec2(1180.0, 800.0), 1.0);
}

#[test]
fn a_small_window_holds_everything() {
    every_area(vec2(640.0, 480.0), 1.0);
}

#[test]
fn text_of_twice_the_size_loses_nothing() {
    every_area(vec2(1180.0, 800.0), 2.0);
}
