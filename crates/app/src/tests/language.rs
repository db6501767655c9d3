//! Another language while the window is open: every word changes, at once, and nothing else does.

use super::Desk;
use crate::app::Settings;
use crate::screen::Area;
use crate::testing;
use crate::texts::Texts;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::NodeT as _;
use horseshoe_handbook::Language;
use horseshoe_node::{Event, Problem, Snapshot};
use std::collections::BTreeSet;

/// What people see and hear of an area, as it is read out.
fn said(desk: &mut Desk, area: Area) -> Vec<String> {
    desk.harness.state_mut().show(area);
    desk.harness.run();
    let mut said = Vec::new();
    for node in desk.harness.root().children_recursive() {
        let node = node.accesskit_node();
        said.extend(node.label());
        said.extend(node.value());
        said.extend(node.description());
        said.extend(node.placeholder().map(str::to_owned));
    }
    said
}

fn everywhere(desk: &mut Desk) -> Vec<Vec<String>> {
    Area::ALL.into_iter().map(|area| said(desk, area)).collect()
}

fn switch_to(desk: &mut Desk, language: Language) {
    desk.harness.state_mut().show(Area::Connection);
    desk.harness.run();
    desk.press(language.own_name());
}

fn states() -> [Snapshot; 4] {
    [
        Snapshot::default(),
        testing::snapshot(vec![testing::draft()]),
        testing::snapshot(vec![testing::community()]),
        testing::snapshot(vec![testing::filled()]),
    ]
}

#[test]
fn another_language_changes_every_word_on_the_screen_at_once() {
    for snapshot in states() {
        let size = vec2(1180.0, 800.0);
        let german = Settings::in_language(Language::German);
        let mut from_the_start = Desk::sized(snapshot.clone(), size, german);
        let mut switched = Desk::sized(snapshot, size, Settings::default());
        let before = everywhere(&mut switched);
        switch_to(&mut switched, Language::German);
        let after = everywhere(&mut switched);
        assert_eq!(after, everywhere(&mut from_the_start));
        switch_to(&mut switched, Language::English);
        assert_eq!(everywhere(&mut switched), before);
    }
}

#[test]
fn nothing_english_is_left_in_a_german_window() {
    let english = Texts::of(Language::English);
    let german = Texts::of(Language::German);
    let in_german: BTreeSet<String> = Texts::plain_ids().iter().map(|id| german.said(id)).collect();
    let ours: BTreeSet<String> = Texts::plain_ids()
        .into_iter()
        // These say what people could write, and here they did.
        .filter(|id| !id.starts_with("made-up-") && !id.ends_with("-example"))
        .map(|id| english.said(&id))
        .filter(|text| !in_german.contains(text))
        .collect();
    for snapshot in states() {
        let german = Settings::in_language(Language::German);
        let mut desk = Desk::sized(snapshot, vec2(1180.0, 800.0), german);
        for (area, said) in Area::ALL.into_iter().zip(everywhere(&mut desk)) {
            let left: Vec<_> = said.iter().filter(|said| ours.contains(*said)).collect();
            assert!(left.is_empty(), "{area:?}: {left:?}");
        }
    }
}

#[test]
fn a_trouble_on_the_screen_is_told_in_the_new_language() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.tell(Event::Problem(Problem::DiskFull));
    assert!(desk.shows("The disk is full"));
    switch_to(&mut desk, Language::German);
    assert!(desk.shows("Die Festplatte ist voll") && !desk.shows("The disk is full"));
}

#[test]
fn a_language_is_found_by_its_own_name_whatever_is_spoken() {
    let german = Settings::in_language(Language::German);
    let filled = testing::snapshot(vec![testing::filled()]);
    let mut desk = Desk::sized(filled, vec2(1180.0, 800.0), german);
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("english".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.shows("Groundrules"));
}
