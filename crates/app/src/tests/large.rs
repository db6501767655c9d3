//! Large letters and small windows: nothing is cut, nothing covers anything, nothing is lost.

use super::Desk;
use crate::app::Settings;
use crate::screen::Area;
use crate::testing;
use egui::epaint::{ClippedShape, Shape, TextShape};
use egui::{Key, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use horseshoe_node::{Community, Snapshot};

/// Width, height and size of text.
const ROOMS: [(f32, f32, f32); 4] =
    [(1180.0, 800.0, 1.0), (1024.0, 700.0, 1.0), (1180.0, 800.0, 2.5), (1024.0, 700.0, 2.5)];

fn settings(scale: f32) -> Settings {
    let mut settings = Settings::default();
    settings.appearance.text_scale = scale;
    settings
}

fn states() -> Vec<(&'static str, Snapshot)> {
    let of = |community: Community| testing::snapshot(vec![community]);
    vec![
        ("nobody", Snapshot::default()),
        ("empty", of(testing::community())),
        ("filled", of(testing::filled())),
        ("overfull", of(testing::overfull())),
        ("in session", of(testing::presenting_slides(true).0)),
        ("troubled", of(testing::everything_happened())),
        ("guarded", testing::guarded(of(testing::community()), &testing::EVERY_WAY, Some(15))),
        ("two", testing::snapshot(vec![testing::overfull(), testing::filled()])),
    ]
}

/// Every word of every screen: the page is drawn as high as it is, so that all of it is there.
#[test]
fn no_word_is_cut_or_covered_in_any_room() {
    let mut wrong = Vec::new();
    for (width, _, scale) in ROOMS {
        for (state, snapshot) in states() {
            let size = vec2(width, 30_000.0 * scale);
            let mut desk = Desk::sized(snapshot, size, settings(scale));
            for area in Area::ALL {
                desk.harness.state_mut().show(area);
                desk.harness.run();
                let place = format!("{state} {area:?} {width}×{scale}");
                let found = cut(&desk).into_iter().chain(covered(&desk));
                wrong.extend(found.map(|what| format!("{place}: {what}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The parts around the screen leave it room, and are whole themselves.
#[test]
fn the_parts_of_the_window_fit_into_every_room() {
    let mut wrong = Vec::new();
    for (width, height, scale) in ROOMS {
        for (state, snapshot) in states() {
            let desk = Desk::sized(snapshot, vec2(width, height), settings(scale));
            let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height) / scale);
            for role in [Role::Banner, Role::Navigation, Role::ContentInfo] {
                let part = desk.harness.get_by_role(role).rect();
                if !window.expand(1.0).contains_rect(part) {
                    wrong.push(format!("{state} {width}×{scale}: {role:?} at {part:?}"));
                }
            }
            let status = desk.harness.get_by_role(Role::ContentInfo).rect();
            let top = desk.harness.get_by_role(Role::Banner).rect();
            let left = status.top() - top.bottom();
            if left < 0.45 * window.height() {
                wrong.push(format!("{state} {width}×{scale}: only {left} points for the screen"));
            }
            wrong.extend(
                cut(&desk).into_iter().map(|what| format!("{state} {width}×{scale}: {what}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

type Open = fn(&mut Desk);

fn press_on_connection(desk: &mut Desk, button: &str) {
    desk.harness.state_mut().show(Area::Connection);
    desk.harness.run();
    desk.press_beginning(button);
}

fn press_on_people(desk: &mut Desk, buttons: &[&str]) {
    press_on(desk, Area::People, buttons);
}

fn press_on(desk: &mut Desk, area: Area, buttons: &[&str]) {
    desk.harness.state_mut().show(area);
    desk.harness.run();
    for button in buttons {
        desk.press_beginning(button);
    }
}

#[test]
fn dialogs_fit_into_every_room() {
    let dialogs: [(&str, Open); 11] = [
        ("palette", |desk| desk.key(Modifiers::COMMAND, Key::K)),
        ("keys", |desk| desk.key(Modifiers::NONE, Key::F1)),
        ("standing", |desk| desk.key(Modifiers::COMMAND, Key::I)),
        ("report", |desk| press_on_connection(desk, "Make a report")),
        ("forget", |desk| press_on_connection(desk, "Remove The Learning Community")),
        ("export", |desk| press_on_connection(desk, "Write everything")),
        ("forget me", |desk| press_on(desk, Area::Guard, &["Forget me on this"])),
        ("a place for a copy", |desk| {
            press_on(desk, Area::Guard, &["Keep a copy"]);
            desk.write("Passphrase of the backup", "x");
            desk.write("The same once more", "x");
            desk.press("Choose where…");
        }),
        ("leave", |desk| press_on_people(desk, &["Leave The Learning Community"])),
        ("sign", |desk| press_on_people(desk, &["Look at it: remove Priya Nair"])),
        ("propose", |desk| {
            press_on_people(desk, &["Jo Llewellyn 1 of", "Propose to remove Jo Llewellyn 1"]);
        }),
    ];
    let mut wrong = Vec::new();
    for (width, height, scale) in ROOMS {
        for (name, open) in &dialogs {
            let snapshot = testing::snapshot(vec![testing::with_proposals(testing::overfull())]);
            let mut desk = Desk::sized(snapshot, vec2(width, height), settings(scale));
            open(&mut desk);
            let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, height) / scale);
            let dialog =
                desk.harness.get_by(|node| node.role() == Role::Dialog && node.data().is_modal());
            if !window.contains_rect(dialog.rect()) {
                wrong.push(format!("{name} {width}×{scale}: {:?} in {window:?}", dialog.rect()));
            }
            wrong.extend(
                cut(&desk).into_iter().map(|what| format!("{name} {width}×{scale}: {what}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All words on screen, and where they may be.
fn words(desk: &Desk) -> Vec<(Rect, TextShape)> {
    let mut words = Vec::new();
    for ClippedShape { clip_rect, shape, .. } in &desk.harness.output().shapes {
        texts(*clip_rect, shape, &mut words);
    }
    words
}

/// Words that do not fit into their place.
fn cut(desk: &Desk) -> Vec<String> {
    let mut wrong = Vec::new();
    for (clip, text) in &words(desk) {
        let said = text.galley.text();
        for rect in lines(text) {
            if rect.left() < clip.left() - 1.0 || rect.right() > clip.right() + 1.0 {
                wrong.push(format!("“{said}” at {rect:?} is cut by {clip:?}"));
            }
        }
        if text.galley.elided && !is_told(desk, said) {
            wrong.push(format!("“{said}” is shortened, and told nowhere"));
        }
    }
    wrong
}

/// Words that others cover.
fn covered(desk: &Desk) -> Vec<String> {
    let words = words(desk);
    let mut wrong = Vec::new();
    for (place, (clip, one)) in words.iter().enumerate() {
        let rect = one.visual_bounding_rect().intersect(*clip).shrink(2.0);
        for (other_clip, other) in &words[place + 1..] {
            let common = other.visual_bounding_rect().intersect(*other_clip).intersect(rect);
            let covered = common.is_positive()
                && lines(one).any(|line| {
                    let line = line.shrink(2.0);
                    lines(other).any(|other| other.intersect(line).intersect(common).is_positive())
                });
            if covered && one.galley.text() != other.galley.text() {
                let (one, other) = (one.galley.text(), other.galley.text());
                wrong.push(format!("“{one}” and “{other}” cover each other at {common:?}"));
            }
        }
    }
    wrong
}

/// Where each line of a text is.
fn lines(text: &TextShape) -> impl Iterator<Item = Rect> {
    text.galley
        .rows
        .iter()
        .map(|row| row.rect_without_leading_space().translate(text.pos.to_vec2()))
}

fn is_told(desk: &Desk, said: &str) -> bool {
    desk.harness.query_all_by_label_contains(said).next().is_some()
        || desk
            .harness
            .query_all_by(|node| {
                node.value().as_deref() == Some(said) || node.data().placeholder() == Some(said)
            })
            .next()
            .is_some()
}

fn texts(clip: Rect, shape: &Shape, found: &mut Vec<(Rect, TextShape)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(clip, shape, found)),
        Shape::Text(text)
            if !text.galley.text().trim().is_empty()
                && text.visual_bounding_rect().intersects(clip) =>
        {
            found.push((clip, text.clone()));
        }
        _ => {}
    }
}
