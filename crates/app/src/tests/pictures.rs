//! What the window looks like. Drawn by the software renderer, on one system, so that the same letters give the same
//! pixels. After a wanted change: `UPDATE_SNAPSHOTS=true cargo test -p horseshoe-app pictures`, then look at each.

mod in_room;

use super::Desk;
use crate::app::{App, Settings};
use crate::locked::Locked;
use crate::screen::Area;
use crate::testing;
use crate::texts::Texts;
use egui::{Theme, ThemePreference, accesskit::Role, vec2};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};
use egui_kittest::{Harness, SnapshotResults};
use horseshoe_handbook::Language;
use horseshoe_node::{Community, Problem, Snapshot, Way};
use horseshoe_ui::theme::ContrastChoice;
use std::sync::Arc;

struct Look {
    theme: Theme,
    contrast: ContrastChoice,
    language: Language,
    scale: f32,
    size: egui::Vec2,
}

const LIGHT: Look = Look {
    theme: Theme::Light,
    contrast: ContrastChoice::Normal,
    language: Language::English,
    scale: 1.0,
    size: vec2(820.0, 560.0),
};
const DARK: Look = Look { theme: Theme::Dark, ..LIGHT };
const HIGH: Look = Look { contrast: ContrastChoice::High, ..LIGHT };
const HIGH_DARK: Look = Look { contrast: ContrastChoice::High, ..DARK };
const TWICE: Look = Look { scale: 2.0, ..LIGHT };
const GERMAN: Look = Look { language: Language::German, ..LIGHT };

fn picture(results: &mut SnapshotResults, name: &str, snapshot: Snapshot, area: Area, look: &Look) {
    picture_after(results, name, snapshot, look, |harness| harness.state_mut().show(area));
}

/// After something was done in the window.
fn picture_after(
    results: &mut SnapshotResults,
    name: &str,
    snapshot: Snapshot,
    look: &Look,
    done: impl FnOnce(&mut Harness<'_, App>),
) {
    let settings = settings(look);
    let line = Desk::line(snapshot);
    let mut harness = Harness::builder()
        .with_size(look.size / look.scale)
        .with_pixels_per_point(1.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_theme(look.theme)
        .with_max_steps(30)
        .wgpu()
        .build_eframe(move |cc| App::new(&cc.egui_ctx, line, settings).at(testing::NOW_MS));
    done(&mut harness);
    harness.run();
    harness.remove_cursor();
    harness.run();
    results.add(harness.try_snapshot(name));
}

fn settings(look: &Look) -> Settings {
    let mut settings = Settings::in_language(look.language);
    settings.appearance.theme = match look.theme {
        Theme::Light => ThemePreference::Light,
        Theme::Dark => ThemePreference::Dark,
    };
    settings.appearance.contrast = look.contrast;
    settings.appearance.text_scale = look.scale;
    settings.appearance.motion = horseshoe_ui::theme::Motion::Reduced;
    settings
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
    picture(&mut results, "groundrules_overfull", overfull(), Area::Groundrules, &LIGHT);
}

#[test]
fn some_areas_in_high_contrast() {
    let mut results = SnapshotResults::new();
    let filled = || of(testing::filled());
    picture(&mut results, "home_contrast", filled(), Area::Home, &HIGH);
    picture(&mut results, "decide_contrast", filled(), Area::Decide, &HIGH);
    picture(&mut results, "groundrules_contrast_dark", filled(), Area::Groundrules, &HIGH_DARK);
    picture(&mut results, "people_contrast_dark", filled(), Area::People, &HIGH_DARK);
}

#[test]
fn a_note_that_goes_on() {
    let mut results = SnapshotResults::new();
    let first =
        "What stayed with me from Tuesday is how long she waited before she said anything. ";
    let texts = [first, "Then she told us about the first visit, and why she went back alone."];
    let open = |harness: &mut Harness<'_, App>| {
        harness.state_mut().show(Area::Notes);
        harness.run();
        let row = |node: &AccessKitNode<'_>| {
            let name = node.label();
            name.is_some_and(|name| {
                name.starts_with(first.trim_end()) && super::is_control(node, &name)
            })
        };
        harness.get_by(row).click_accesskit();
        harness.run();
    };
    picture_after(&mut results, "notes_long", of(testing::with_long_note(&texts)), &LIGHT, open);
}

#[test]
fn some_areas_in_german() {
    let mut results = SnapshotResults::new();
    for (name, area) in
        [("home", Area::Home), ("decide", Area::Decide), ("connection", Area::Connection)]
    {
        picture(&mut results, &format!("{name}_german"), of(testing::filled()), area, &GERMAN);
    }
}

const ROOM: Look = Look { size: vec2(1180.0, 800.0), ..LIGHT };
const ROOM_DARK: Look = Look { theme: Theme::Dark, ..ROOM };
const ROOM_TWICE: Look = Look { scale: 2.0, ..ROOM };

#[test]
fn the_handbook() {
    let mut results = SnapshotResults::new();
    let filled = || {
        let mut community = testing::with_private(testing::filled());
        let note = &mut Arc::make_mut(&mut community.private).notes[0];
        Arc::make_mut(note).about = Some("handbook/learning-community".to_owned());
        of(community)
    };
    let reading =
        |page: &'static str| move |harness: &mut Harness<'_, App>| harness.state_mut().read(page);
    let first = reading("learning-community");
    picture_after(&mut results, "handbook_light", filled(), &ROOM, first);
    picture_after(&mut results, "handbook_agenda", filled(), &ROOM, |harness| {
        harness.state_mut().read("session");
        harness.run();
        harness.get_by_label("3:00 Finish").scroll_to_me();
        harness.run();
    });
    picture_after(&mut results, "handbook_dark", filled(), &ROOM_DARK, reading("groundrules"));
    picture_after(&mut results, "handbook_200", filled(), &ROOM_TWICE, reading("questions"));
    picture(&mut results, "handbook_narrow", filled(), Area::Handbook, &LIGHT);
    picture_after(&mut results, "handbook_search", filled(), &ROOM, |harness| {
        harness.state_mut().show(Area::Handbook);
        harness.run();
        harness.get_by_role_and_label(Role::TextInput, "Search the handbook").focus();
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, "Search the handbook")
            .type_text("honest trust");
        harness.run();
    });
}

#[test]
fn when_something_is_wrong() {
    let mut results = SnapshotResults::new();
    let report = |harness: &mut Harness<'_, App>| {
        harness.state_mut().show(Area::Connection);
        harness.run();
        harness.get_by_label("Make a report…").click_accesskit();
        harness.run();
    };
    picture_after(&mut results, "report", of(testing::filled()), &ROOM, report);
    let mut troubled = of(testing::filled());
    troubled.problems.push(Problem::StoreDamaged { detail: String::new() });
    picture(&mut results, "trouble", troubled, Area::Home, &LIGHT);
}

/// Without what stands above the members, so that they are in the picture.
fn group(community: Community) -> Snapshot {
    of(testing::with_words(testing::with_devices(community)))
}

fn after(press: &'static [&'static str]) -> impl FnOnce(&mut Harness<'_, App>) {
    move |harness| {
        harness.state_mut().show(Area::People);
        harness.run();
        for name in press {
            // By the whole name, else by how it begins.
            let whole = |node: &AccessKitNode<'_>| super::is_control(node, name);
            let begins = |node: &AccessKitNode<'_>| {
                let label = node.label();
                label
                    .is_some_and(|label| label.starts_with(name) && super::is_control(node, &label))
            };
            let exact = harness.query_all_by(whole).next().is_some();
            let found = if exact { harness.get_by(whole) } else { harness.get_by(begins) };
            found.click_accesskit();
            harness.run();
        }
    }
}

const TALL: Look = Look { size: vec2(1024.0, 1500.0), ..LIGHT };
const TALL_DARK: Look = Look { theme: Theme::Dark, ..TALL };
const TALL_GERMAN: Look = Look { language: Language::German, ..TALL };
const LARGE: Look = Look { scale: 2.5, size: vec2(1024.0, 700.0), ..LIGHT };

#[test]
fn who_is_in_the_group() {
    let mut results = SnapshotResults::new();
    let compare = || after(&["Sam Okafor"]);
    let group = || group(testing::community());
    picture_after(&mut results, "people_words", group(), &TALL, compare());
    picture_after(&mut results, "people_words_dark", group(), &TALL_DARK, compare());
    picture_after(&mut results, "people_words_250", group(), &LARGE, |harness| {
        compare()(harness);
        harness.get_by_label("harbour violin garden copper").scroll_to_me();
        harness.run();
    });
    let departed = self::group(testing::with_departures(testing::community()));
    picture_after(&mut results, "people_departed", departed, &TALL, |harness| {
        harness.state_mut().show(Area::People);
        harness.run();
        harness.get_by_label("No longer in the group").scroll_to_me();
        harness.run();
    });
    let ticket = self::group(testing::with_device_ticket(testing::community()));
    let show = after(&["Show the ticket for a device", "Rename: the phone"]);
    picture_after(&mut results, "people_devices", ticket, &TALL, show);
    let troubles = || of(testing::with_troubles(testing::community()));
    picture(&mut results, "people_troubles", troubles(), Area::People, &TALL);
    picture(&mut results, "people_troubles_german", troubles(), Area::People, &TALL_GERMAN);
    let own = of(testing::with_device_request(testing::community()));
    picture(&mut results, "people_own_device", own, Area::People, &LIGHT);
    let before = of(testing::with_request(testing::with_departures(testing::community())));
    let before_open = after(&["Tom Reid was in the group before?"]);
    picture_after(&mut results, "people_before", before, &TALL, before_open);
}

#[test]
fn leaving_and_removing() {
    let mut results = SnapshotResults::new();
    let group = || group(testing::community());
    let propose = || after(&["Priya Nair", "Propose to remove Priya Nair", "Jo Llewellyn"]);
    picture_after(&mut results, "removal_propose", group(), &ROOM, propose());
    picture_after(&mut results, "removal_propose_dark", group(), &TALL_DARK, propose());
    let asked = || of(testing::with_proposals(testing::community()));
    picture(&mut results, "removal_asked", asked(), Area::Home, &ROOM);
    let look = || after(&["Look at it: remove Priya Nair"]);
    picture_after(&mut results, "removal_sign", asked(), &ROOM, look());
    picture_after(&mut results, "removal_sign_250", asked(), &LARGE, look());
    picture_after(&mut results, "leave", group(), &ROOM, after(&["Leave Riverside"]));
    picture_after(&mut results, "device_remove", group(), &ROOM, after(&["Remove: the phone"]));
    let out = || of(testing::out(horseshoe_node::DepartureKind::Removed, &[]));
    picture(&mut results, "out_home", out(), Area::Home, &ROOM);
    picture(&mut results, "out_people_dark", out(), Area::People, &ROOM_DARK);
}

fn guarded(ways: &[Way]) -> Snapshot {
    testing::guarded(of(testing::filled()), ways, Some(15))
}

fn on_guard(press: &'static [&'static str]) -> impl FnOnce(&mut Harness<'_, App>) {
    move |harness| {
        harness.state_mut().show(Area::Guard);
        harness.run();
        for name in press {
            harness
                .get_by(|node: &AccessKitNode<'_>| super::is_control(node, name))
                .click_accesskit();
            harness.run();
        }
    }
}

#[test]
fn what_guards_this_device() {
    let mut results = SnapshotResults::new();
    let open = || guarded(&[Way::Unprotected]);
    let all = || guarded(&[Way::Passphrase, Way::Keyring, Way::RecoveryCode]);
    picture(&mut results, "guard", open(), Area::Guard, &TALL);
    picture(&mut results, "guard_all_dark", all(), Area::Guard, &TALL_DARK);
    picture(&mut results, "guard_german", all(), Area::Guard, &TALL_GERMAN);
    picture(&mut results, "guard_200", all(), Area::Guard, &ROOM_TWICE);
    picture_after(&mut results, "guard_set", open(), &ROOM, on_guard(&["Set a passphrase…"]));
    let set = on_guard(&["Set a passphrase…"]);
    picture_after(&mut results, "guard_set_250", open(), &LARGE, set);
}

#[test]
fn a_code_and_a_key_on_paper() {
    let mut results = SnapshotResults::new();
    let code = |harness: &mut Harness<'_, App>| {
        on_guard(&[])(harness);
        harness.state_mut().answered_with(super::guard::printed());
        harness.run();
    };
    let guarded = || guarded(&[Way::Passphrase]);
    picture_after(&mut results, "guard_code", guarded(), &ROOM, code);
    picture_after(&mut results, "guard_code_250", guarded(), &LARGE, code);
    let text = "0A1B 2C3D 4E5F 6G7H 8J9K MNPQ RSTV WXYZ 0A1B 2C3D 4E5F 6G7H 8J9K MNPQ";
    picture_after(&mut results, "people_paper", group(testing::community()), &TALL, |harness| {
        harness.state_mut().show(Area::People);
        harness.state_mut().show_paper(horseshoe_node::Secret::new(text));
        harness.run();
    });
}

#[test]
fn a_copy_somewhere_else_and_the_end() {
    let mut results = SnapshotResults::new();
    let guarded = || guarded(&[Way::Passphrase]);
    let kept = |harness: &mut Harness<'_, App>| {
        on_guard(&[])(harness);
        harness.state_mut().backup_opens(testing::NOW_MS);
        harness.run();
        harness.get_by_label_contains("never deleted everywhere").scroll_to_me();
        harness.run();
    };
    picture_after(&mut results, "guard_copy", guarded(), &ROOM, |harness| {
        on_guard(&["Keep a copy somewhere else…"])(harness);
    });
    picture_after(&mut results, "guard_copy_opens", guarded(), &ROOM_DARK, kept);
    picture_after(&mut results, "guard_copy_opens_250", guarded(), &LARGE, kept);
    let forget = || on_guard(&["Forget me on this device…"]);
    picture_after(&mut results, "forget_me", guarded(), &ROOM, forget());
    picture_after(&mut results, "forget_me_250", guarded(), &LARGE, forget());
    let german = on_guard(&["Mich auf diesem Gerät vergessen…"]);
    picture_after(&mut results, "forget_me_german", guarded(), &TALL_GERMAN, german);
    for (name, look, forgotten) in [
        ("forgotten", &LIGHT, Ok(())),
        ("forgotten_not", &DARK, Err(Problem::Disk { detail: String::new() })),
    ] {
        alone(&mut results, name, look, move |ui, texts| {
            crate::window::forgotten_ui(ui, texts, &forgotten);
        });
    }
}

#[test]
fn who_was_here_before() {
    let mut results = SnapshotResults::new();
    let press = |name: &'static str| {
        move |harness: &mut Harness<'_, App>| {
            harness
                .get_by(|node: &AccessKitNode<'_>| super::is_control(node, name))
                .click_accesskit();
            harness.run();
        }
    };
    let backup = || press("Begin with a backup…");
    let new = Snapshot::default;
    picture_after(&mut results, "welcome_backup", new(), &TALL, backup());
    picture_after(&mut results, "welcome_backup_250", new(), &LARGE, backup());
    let paper = press("Begin with a recovery key…");
    picture_after(&mut results, "welcome_paper_dark", new(), &TALL_DARK, paper);
}

#[test]
fn files_that_are_carried() {
    let mut results = SnapshotResults::new();
    let asked = |community| {
        let mut community = testing::with_request(community);
        let request = &mut community.requests[0];
        (request.by_letter, request.approved_by_me, request.words) = (true, true, None);
        of(community)
    };
    let told = |harness: &mut Harness<'_, App>| {
        let brought = testing::brought();
        harness.state_mut().show(Area::People);
        harness.state_mut().answered_with(Ok(horseshoe_node::Reply::Opened { brought }));
        harness.run();
    };
    let community = || of(testing::community());
    picture_after(&mut results, "carried", community(), &ROOM, told);
    picture_after(&mut results, "carried_dark", community(), &ROOM_DARK, told);
    picture_after(&mut results, "carried_250", community(), &LARGE, told);
    picture_after(&mut results, "carried_german", community(), &TALL_GERMAN, told);
    picture(&mut results, "people_by_letter", asked(testing::community()), Area::People, &ROOM);
    let begin = testing::asking_without_a_network;
    picture(&mut results, "begin_by_file", begin(), Area::Begin, &ROOM);
    picture_after(&mut results, "begin_by_file_250", begin(), &LARGE, |harness| {
        harness
            .get_by_label("Save a file for who invited you to Riverside practitioners")
            .scroll_to_me();
        harness.run();
    });
    let overfull = of(testing::overfull());
    picture_after(&mut results, "carried_overfull", overfull, &ROOM, told);
}

/// A page outside the window's own screens.
fn alone(
    results: &mut SnapshotResults,
    name: &str,
    look: &Look,
    mut page: impl FnMut(&mut egui::Ui, &Texts) + 'static,
) {
    let texts = Texts::of(look.language);
    let settings = settings(look);
    let mut harness = Harness::builder()
        .with_size(look.size / look.scale)
        .with_pixels_per_point(1.0)
        .with_theme(look.theme)
        .wgpu()
        .with_context_setup(move |ctx: &egui::Context| settings.install(ctx))
        .build_ui(move |ui| page(ui, &texts));
    harness.run();
    results.add(harness.try_snapshot(name));
}

#[test]
fn the_page_of_a_profile_that_is_locked() {
    let mut results = SnapshotResults::new();
    for (name, look, wrong) in [
        ("locked", &LIGHT, None),
        ("locked_dark", &DARK, Some(Problem::WrongPassphrase)),
        ("locked_250", &LARGE, Some(Problem::WrongPassphrase)),
        ("locked_german", &GERMAN, None),
    ] {
        let mut locked = Locked::new([Way::Passphrase, Way::RecoveryCode].into());
        if let Some(wrong) = wrong {
            locked.refused(wrong);
        }
        alone(&mut results, name, look, move |ui, texts| {
            crate::window::locked_ui(ui, texts, &mut locked);
        });
    }
}

#[test]
fn destroying_together() {
    let mut results = SnapshotResults::new();
    let notes = || testing::with_notes(&["Going back too soon is common", "The route changed"]);
    let erasing = || of(testing::with_erasing(notes()));
    picture(&mut results, "erasing", erasing(), Area::Notes, &TALL);
    picture(&mut results, "erasing_german", erasing(), Area::Notes, &TALL_GERMAN);
    let pair = || of(testing::with_a_pair_to_erase(notes()));
    picture(&mut results, "erasing_of_two", pair(), Area::Notes, &ROOM);
    let propose = |harness: &mut Harness<'_, App>| {
        harness.state_mut().show(Area::Notes);
        harness.run();
        harness.get_by_label("Propose to destroy these notes…").click_accesskit();
        harness.run();
    };
    picture_after(&mut results, "erasing_propose", of(notes()), &ROOM, propose);
}
