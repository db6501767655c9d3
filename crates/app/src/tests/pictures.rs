//! What the window looks like. Drawn by the software renderer, on one system, so that the same letters give the same
//! pixels. After a wanted change: `UPDATE_SNAPSHOTS=true cargo test -p horseshoe-app pictures`, then look at each.

use super::Desk;
use crate::app::{App, Settings};
use crate::screen::Area;
use crate::testing;
use egui::{Theme, ThemePreference, vec2};
use egui_kittest::{Harness, SnapshotResults};
use horseshoe_node::{Community, Snapshot};

struct Look {
    theme: Theme,
    scale: f32,
    size: egui::Vec2,
}

const LIGHT: Look = Look { theme: Theme::Light, scale: 1.0, size: vec2(820.0, 560.0) };
const DARK: Look = Look { theme: Theme::Dark, ..LIGHT };
const TWICE: Look = Look { scale: 2.0, ..LIGHT };

fn picture(results: &mut SnapshotResults, name: &str, snapshot: Snapshot, area: Area, look: &Look) {
    let mut settings = Settings::default();
    settings.appearance.theme = match look.theme {
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    };
    settings.appearance.text_scale = look.scale;
    settings.appearance.motion = horseshoe_ui::theme::Motion::Reduced;
    let line = Desk::line(snapshot);
    let mut harness = Harness::builder()
        .with_size(look.size / look.scale)
        .with_pixels_per_point(1.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_theme(look.theme)
        .with_max_steps(30)
        .wgpu()
        .build_eframe(move |cc| App::new(&cc.egui_ctx, line, settings).at(testing::NOW_MS));
    harness.state_mut().show(area);
    harness.run();
    harness.remove_cursor();
    harness.run();
    results.add(harness.try_snapshot(name));
}

fn of(community: Community) -> Snapshot {
    testing::snapshot(vec![community])
}

#[test]
fn every_area_light_and_some_dark() {
    let mut results = SnapshotResults::new();
    for (name, area, dark) in [
        ("home", Area::Home, true),
        ("groundrules", Area::Groundrules, true),
        ("meetings", Area::Meetings, false),
        ("notes", Area::Notes, false),
        ("decide", Area::Decide, true),
        ("people", Area::People, true),
        ("only_me", Area::OnlyMe, false),
        ("connection", Area::Connection, false),
        ("begin", Area::Begin, false),
    ] {
        let filled = || of(testing::filled());
        picture(&mut results, &format!("{name}_light"), filled(), area, &LIGHT);
        if dark {
            picture(&mut results, &format!("{name}_dark"), filled(), area, &DARK);
        }
    }
}

#[test]
fn the_first_minute() {
    let mut results = SnapshotResults::new();
    for (name, snapshot, area, look) in [
        ("welcome_dark", Snapshot::default(), Area::Begin, &DARK),
        ("begin_open_door", testing::with_door_in_the_room(), Area::Begin, &LIGHT),
        ("begin_compare_words", testing::comparing_words(), Area::Begin, &LIGHT),
        ("people_alone", of(testing::draft()), Area::People, &LIGHT),
        ("people_door_open", of(testing::with_open_door(testing::draft())), Area::People, &DARK),
    ] {
        picture(&mut results, name, snapshot, area, look);
    }
}

#[test]
fn enlarged_empty_and_overfull() {
    let mut results = SnapshotResults::new();
    for (name, area) in [("home", Area::Home), ("decide", Area::Decide), ("people", Area::People)] {
        picture(&mut results, &format!("{name}_200"), of(testing::filled()), area, &TWICE);
    }
    picture(&mut results, "welcome", Snapshot::default(), Area::Begin, &LIGHT);
    let empty = of(testing::community());
    picture(&mut results, "groundrules_empty", empty, Area::Groundrules, &LIGHT);
    let overfull = || of(testing::overfull());
    picture(&mut results, "decide_overfull", overfull(), Area::Decide, &LIGHT);
    picture(&mut results, "people_overfull", overfull(), Area::People, &LIGHT);
}
