//! Words have the room they need: in German, in a language whose words are two fifths longer than English ones, in a
//! window that is not large. What was drawn is looked at, letter by letter, and what can be pressed, by its bounds.

use super::Desk;
use crate::screen::Area;
use crate::testing;
use crate::texts::Texts;
use egui::epaint::{Galley, Shape, TextShape};
use egui::{Key, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::NodeT as _;
use horseshoe_handbook::Language;
use horseshoe_node::{Snapshot, Stage};

const SIZE: egui::Vec2 = vec2(1024.0, 700.0);
/// Longer things are tickets and addresses: nobody reads them as words.
const LONGEST_WORD: usize = 40;

/// Words on the screen.
struct Drawn {
    text: String,
    /// Where they are.
    place: Rect,
    /// Where they may be.
    clip: Rect,
    /// A line ends within a word.
    broken: bool,
    /// The end of them is left out.
    cut: bool,
}

fn drawn(desk: &Desk) -> Vec<Drawn> {
    fn take(shape: &Shape, clip: Rect, found: &mut Vec<Drawn>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| take(shape, clip, found)),
            Shape::Text(TextShape { pos, galley, .. }) if !galley.text().trim().is_empty() => {
                found.push(Drawn {
                    text: galley.text().to_owned(),
                    place: galley.rect.translate(pos.to_vec2()),
                    clip,
                    broken: broken(galley),
                    cut: galley.elided,
                });
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &desk.harness.output().shapes {
        take(&clipped.shape, clipped.clip_rect, &mut found);
    }
    // What is scrolled out of view may be anywhere.
    found.retain(|drawn| drawn.clip.y_range().intersects(drawn.place.y_range().shrink(1.0)));
    found
}

/// Whether a line ends within a word.
fn broken(galley: &Galley) -> bool {
    if galley.text().split_whitespace().any(|word| word.chars().count() > LONGEST_WORD) {
        return false;
    }
    galley.rows.windows(2).any(|rows| {
        let within = |row: &egui::epaint::text::PlacedRow, last: bool| {
            let mut glyphs = row.glyphs.iter();
            let glyph = if last { glyphs.next_back() } else { glyphs.next() };
            glyph.is_some_and(|glyph| glyph.chr.is_alphanumeric())
        };
        !rows[0].ends_with_newline && within(&rows[0], true) && within(&rows[1], false)
    })
}

/// What has too little room.
fn cramped(desk: &Desk, names: &[&str]) -> Vec<String> {
    let drawn = drawn(desk);
    let mut found = Vec::new();
    let screen = Rect::from_min_size(egui::Pos2::ZERO, desk.harness.ctx.content_rect().size());
    for one in &drawn {
        let may = one.clip.intersect(screen).x_range().expand(1.0);
        let within = may.contains(one.place.left()) && may.contains(one.place.right());
        // The name of a community is as long as people like; it gives way.
        let name = names.contains(&one.text.as_str());
        if (!within || one.cut) && !name {
            found.push(format!("cut off: {}", one.text));
        }
        if one.broken {
            found.push(format!("broken within a word: {}", one.text));
        }
    }
    for (place, one) in drawn.iter().enumerate() {
        for other in &drawn[place + 1..] {
            let both = one.place.intersect(one.clip).intersect(other.place.intersect(other.clip));
            if both.width() > 1.0 && both.height() > 3.0 {
                found.push(format!("over each other: {} | {}", one.text, other.text));
            }
        }
    }
    found
}

/// Controls that reach into one another or out of the window.
fn colliding(desk: &Desk) -> Vec<String> {
    let right = f64::from(desk.harness.ctx.content_rect().right()) + 1.0;
    let controls: Vec<(String, egui::accesskit::Rect)> = desk
        .harness
        .root()
        .children_recursive()
        .filter_map(|node| {
            let node = node.accesskit_node();
            let control = super::is_pressable(node.role())
                || matches!(node.role(), Role::TextInput | Role::MultilineTextInput);
            let label = node.label().filter(|_| control)?;
            let whole = node.bounding_box()?;
            // What is scrolled out of its pane is not to be seen.
            let mut above = node.parent();
            while above.is_some_and(|part| part.role() != Role::Main) {
                above = above.and_then(|part| part.parent());
            }
            let pane = above.and_then(|pane| pane.bounding_box());
            Some((label, pane.map_or(whole, |pane| whole.intersect(pane))))
        })
        .collect();
    let mut found = Vec::new();
    for (place, (label, bounds)) in controls.iter().enumerate() {
        if bounds.x1 > right || bounds.x0 < -1.0 {
            found.push(format!("out of the window: {label}"));
        }
        for (other, others) in &controls[place + 1..] {
            let both = bounds.intersect(*others);
            let apart = both.width() < 2.0 || both.height() < 2.0;
            let inside = |inner: &egui::accesskit::Rect, outer: &egui::accesskit::Rect| {
                inner.x0 >= outer.x0 - 1.0
                    && inner.x1 <= outer.x1 + 1.0
                    && inner.y0 >= outer.y0 - 1.0
                    && inner.y1 <= outer.y1 + 1.0
            };
            if !apart && !inside(bounds, others) && !inside(others, bounds) {
                found.push(format!("reach into one another: {label} | {other}"));
            }
        }
    }
    found
}

fn states() -> Vec<(&'static str, Snapshot)> {
    let of = |community| testing::snapshot(vec![community]);
    let mut left = testing::filled();
    left.stage = Stage::Left;
    vec![
        ("nobody", Snapshot::default()),
        ("draft", of(testing::draft())),
        ("empty", of(testing::community())),
        ("filled", of(testing::filled())),
        ("left", of(left)),
        ("troubled", of(testing::everything_happened())),
        ("guarded", testing::guarded(of(testing::community()), &testing::EVERY_WAY, Some(15))),
    ]
}

fn fits(language: &str, texts: impl Fn() -> Texts) {
    let mut found = Vec::new();
    for (state, snapshot) in states() {
        let names: Vec<String> =
            snapshot.communities.iter().map(|community| community.name.clone()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut desk = Desk::saying(snapshot, SIZE, texts());
        for area in Area::ALL {
            desk.harness.state_mut().show(area);
            desk.harness.run();
            for trouble in cramped(&desk, &names).into_iter().chain(colliding(&desk)) {
                found.push(format!("{language}, {state}, {area:?}: {trouble}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Where forms are opened, the same holds.
fn forms_fit(language: &str, texts: impl Fn() -> Texts) {
    let words = texts();
    let rule = [("number", 1.into()), ("rule", testing::FIRST_RULE.into())];
    let mut found = Vec::new();
    for (area, press) in [
        (Area::Meetings, vec![words.t("meetings-propose")]),
        (Area::Decide, vec![words.t("decide-open")]),
        (Area::Groundrules, vec![words.with("groundrules-rule-name", &rule), words.t("new-words")]),
        (Area::Connection, vec![words.t("look-theme-dark")]),
        (Area::Guard, vec![words.t("passphrase-set"), words.t("backup-keep")]),
    ] {
        let filled = testing::snapshot(vec![testing::filled()]);
        let names: Vec<String> =
            filled.communities.iter().map(|community| community.name.clone()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut desk = Desk::saying(filled, SIZE, texts());
        desk.harness.state_mut().show(area);
        desk.harness.run();
        for name in press {
            desk.press(&name);
        }
        for trouble in cramped(&desk, &names).into_iter().chain(colliding(&desk)) {
            found.push(format!("{language}, {area:?}: {trouble}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn german_has_the_room_it_needs() {
    fits("German", || Texts::of(Language::German));
    forms_fit("German", || Texts::of(Language::German));
}

#[test]
fn words_two_fifths_longer_have_the_room_they_need() {
    fits("stretched", Texts::stretched);
    forms_fit("stretched", Texts::stretched);
}

#[test]
fn the_list_of_everything_has_the_room_it_needs() {
    for texts in [Texts::of(Language::German), Texts::stretched()] {
        let filled = testing::snapshot(vec![testing::filled()]);
        let mut desk = Desk::saying(filled, SIZE, texts);
        for (modifiers, key) in [(Modifiers::COMMAND, Key::K), (Modifiers::NONE, Key::F1)] {
            desk.key(modifiers, key);
            // Under it is the area, which has been looked at.
            let within: Vec<String> = drawn(&desk)
                .into_iter()
                .filter(|one| one.broken || one.cut)
                .map(|one| one.text)
                .collect();
            assert!(within.is_empty(), "{within:?}");
            desk.key(Modifiers::NONE, Key::Escape);
        }
    }
}
