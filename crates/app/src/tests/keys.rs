//! Keyboard alone: areas, the list to do things from, panes, and that writing keeps its own keys.

use super::Desk;
use crate::testing;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use horseshoe_node::{Command, Problem, TextRef, Typing};
use std::collections::BTreeSet;

#[test]
fn the_list_goes_anywhere_by_a_few_letters() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("meet".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.shows("Room 3, Elm House") && desk.has_control("Propose a date"));
}

#[test]
fn keys_of_the_window_leave_what_is_being_written_alone() {
    let mut desk = Desk::of(Vec::new());
    desk.write("Name of the community", "Riverside");
    desk.key(Modifiers::NONE, Key::Home);
    desk.key(Modifiers::COMMAND, Key::K);
    desk.key(Modifiers::NONE, Key::Escape);
    desk.press("Begin");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Begin { name }] if name == "Riverside"), "{asked:?}");
}

#[test]
fn who_goes_somewhere_by_key_begins_there_at_its_start() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num2);
    assert_eq!(focused(&desk).as_deref(), Some("Groundrules"));
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("people".to_owned()));
    desk.harness.run();
    assert_eq!(focused(&desk).as_deref(), Some("Go to People"), "what Enter would do is told");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(focused(&desk).as_deref(), Some("People"));
}

#[test]
fn escape_closes_what_is_in_front_loses_no_words_and_leaves_the_focus_where_it_was() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num4);
    desk.write("New note", "half a thought");
    desk.key(Modifiers::NONE, Key::Escape);
    assert_eq!(focused(&desk).as_deref(), Some("New note"));
    for (modifiers, key) in [(Modifiers::NONE, Key::F1), (Modifiers::COMMAND, Key::K)] {
        desk.key(modifiers, key);
        assert_ne!(focused(&desk).as_deref(), Some("New note"));
        desk.key(Modifiers::NONE, Key::Escape);
        assert_eq!(focused(&desk).as_deref(), Some("New note"), "{key:?}");
    }
    let words = desk.harness.get_by(|node| super::is_field(node, "New note"));
    assert_eq!(words.accesskit_node().value().as_deref(), Some("half a thought"));
}

#[test]
fn arrows_go_through_places_and_rows() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.key(Modifiers::NONE, Key::F6);
    desk.key(Modifiers::NONE, Key::F6);
    desk.key(Modifiers::NONE, Key::Tab);
    desk.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(focused(&desk).as_deref(), Some("Groundrules"));
    desk.key(Modifiers::NONE, Key::Enter);
    desk.focus("Groundrule 1: What we hear stays in the room; learning may leave if we agree");
    desk.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(
        focused(&desk).as_deref(),
        Some("Groundrule 2: Listen to how as well as what is said")
    );
}

#[test]
fn a_toast_stays_while_the_focus_is_on_it_and_gives_it_back() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num2);
    desk.press("Still right");
    let undo = |desk: &Desk| desk.harness.query_all_by_label("Undo").count();
    assert_eq!(undo(&desk), 1);
    desk.focus("Undo");
    desk.harness.run_steps(300);
    assert_eq!(undo(&desk), 1, "fifteen seconds with the focus on it");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(undo(&desk), 0);
    assert!(focused(&desk).is_some(), "the focus is lost with it");
}

#[test]
fn what_others_type_is_not_read_out_and_what_i_did_is() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num2);
    let told = |desk: &Desk| -> Vec<String> {
        let live = desk.harness.query_all_by(|node| node.data().live().is_some());
        live.filter_map(|node| node.accesskit_node().label()).collect()
    };
    let before = told(&desk);
    let mut typing = testing::filled();
    let rule = typing.community.groundrules.rules[1].words.object.clone();
    typing.typing.push(Typing {
        member: typing.members[1].id,
        text: TextRef { document: typing.community_document, object: rule },
        at: 0,
        anchor: 0,
        deleted: 0,
        words: "And".to_owned(),
    });
    desk.change(testing::snapshot(vec![typing]));
    assert!(desk.shows("Jo Llewellyn is writing"));
    assert_eq!(told(&desk), before);
    desk.press("Still right");
    let new: Vec<String> = told(&desk).into_iter().filter(|one| !before.contains(one)).collect();
    assert_eq!(new, ["Noted: still right"]);
}

#[test]
fn f1_shows_the_keys_and_escape_puts_them_away() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.key(Modifiers::NONE, Key::F1);
    assert!(desk.shows("Ctrl+2"));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(!desk.shows("Ctrl+2"));
}

#[test]
fn f6_goes_from_part_to_part_and_tab_goes_on_from_there() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.key(Modifiers::NONE, Key::F6);
    assert_eq!(focused(&desk).as_deref(), Some("Home"));
    desk.key(Modifiers::NONE, Key::F6);
    assert_eq!(focused(&desk).as_deref(), Some("Places"));
    desk.key(Modifiers::NONE, Key::Tab);
    assert_eq!(focused(&desk).as_deref(), Some("Home"));
}

#[test]
fn tab_reaches_every_control_of_a_full_screen() {
    for key in [Key::Num2, Key::Num3, Key::Num5, Key::Num6] {
        let mut desk = Desk::of(vec![testing::filled()]);
        desk.go(key);
        let all: BTreeSet<String> = desk
            .harness
            .query_all_by(|node| {
                use egui::accesskit::Role;
                let reachable = matches!(
                    node.role(),
                    Role::Button | Role::CheckBox | Role::TextInput | Role::MultilineTextInput
                );
                reachable && node.label().is_some()
            })
            .filter_map(|node| node.accesskit_node().label())
            .collect();
        let mut reached = BTreeSet::new();
        for _ in 0..all.len() * 2 + 10 {
            desk.harness.key_press(Key::Tab);
            desk.harness.run();
            reached.extend(focused(&desk));
        }
        let missed: Vec<_> = all.difference(&reached).collect();
        assert!(missed.is_empty(), "{key:?}: tab misses {missed:?}");
    }
}

#[test]
fn forms_take_the_focus_and_give_it_back() {
    let row = "Groundrule 2: Listen to how as well as what is said";
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num2);
    desk.focus(row);
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(focused(&desk).as_deref(), Some("Groundrule 2"));
    desk.key(Modifiers::COMMAND, Key::Enter);
    assert_eq!(focused(&desk).as_deref(), Some(row));
    desk.go(Key::Num5);
    desk.focus("Open a vote");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(focused(&desk).as_deref(), Some("The question"));
    desk.focus("Cancel");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(
        focused(&desk).as_deref(),
        Some("Take the vote back: Which theme for January?"),
        "what came before has it"
    );
    let mut desk = Desk::of(vec![testing::community()]);
    desk.go(Key::Num5);
    desk.focus("Open a vote");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(focused(&desk).as_deref(), Some("The question"), "where an empty place was");
}

#[test]
fn news_from_others_takes_the_focus_from_nothing() {
    let mut desk = Desk::of(vec![testing::community()]);
    for (key, label) in [
        (Key::Num5, "Something for later…"),
        (Key::Num2, "Add"),
        (Key::Num4, "Add"),
        (Key::Num6, "Make a ticket"),
    ] {
        desk.change(testing::snapshot(vec![testing::community()]));
        desk.go(key);
        if desk.has_control(label) {
            desk.focus(label);
        } else {
            desk.write("Park an issue", "x");
        }
        let before = focused(&desk);
        assert!(before.is_some());
        desk.change(testing::snapshot(vec![testing::filled()]));
        assert_eq!(focused(&desk), before, "{key:?}");
    }
}

#[test]
fn what_went_wrong_is_said_until_it_is_put_away() {
    let mut desk = Desk::of(vec![testing::with_rules(&["Listen"])]);
    desk.go(Key::Num2);
    desk.answers("Do", Err(Problem::DiskFull));
    desk.press("Still right");
    assert!(desk.shows("The disk is full"));
    desk.press("Put away");
    assert!(!desk.shows("The disk is full"));
}

pub(super) fn focused(desk: &Desk) -> Option<String> {
    let mut focused = desk.harness.query_all_by(|node| node.is_focused());
    let found = focused.next()?;
    found.accesskit_node().label()
}
