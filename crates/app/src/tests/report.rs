//! When something is wrong: what is said of it, and the report.

use super::Desk;
use crate::crash::Crash;
use crate::testing;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use horseshoe_node::{Opening, Problem, Saved};

/// The report on the screen, as a screen reader reads it.
fn report(desk: &Desk) -> Option<String> {
    let mut fields = desk.harness.query_all_by(|node| {
        node.role() == Role::MultilineTextInput && node.label().as_deref() == Some("The report")
    });
    fields.next()?.accesskit_node().value()
}

#[test]
fn a_report_is_shown_whole_before_anything_is_done_with_it() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.answers("Do", Err(Problem::DiskFull));
    desk.go(Key::Num2);
    desk.press("Still right");
    desk.asked();
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("wrong".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    let shown = report(&desk).expect("the report is there");
    assert!(shown.contains("disk_full") && shown.contains("4 members"), "{shown}");
    assert!(!shown.contains("Riverside") && !shown.contains("Amira"), "{shown}");
    desk.press("Copy it");
    assert!(desk.shows("Copied"));
    desk.press("Close");
    assert_eq!(report(&desk), None);
    assert!(desk.asked().is_empty(), "nothing hears of it");
}

#[test]
fn a_report_is_saved_where_one_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::of(Vec::new());
    desk.go(Key::Num9);
    desk.press("Make a report…");
    let shown = report(&desk).expect("the report is there");
    desk.press("Save as a file…");
    desk.empty("Where to?");
    desk.write("Where to?", &folder.path().display().to_string());
    desk.press("Save here");
    desk.until("Saved in");
    let saved = std::fs::read_to_string(folder.path().join("horseshoe-report.txt")).unwrap();
    assert_eq!(saved, shown);
}

#[test]
fn after_an_unexpected_end_the_next_window_says_so_and_offers_a_report() {
    let mut desk = Desk::of(vec![testing::community()]);
    assert!(!desk.shows("closed unexpectedly"));
    let crash = Crash {
        version: "0.0.1".to_owned(),
        at: testing::NOW_MS / 1000 - 60,
        place: "app/src/app.rs:12:3".to_owned(),
    };
    desk.harness.state_mut().opened(Opening::default(), Some(crash));
    desk.harness.run();
    assert!(desk.shows("What was said to be saved is safe"));
    desk.press("Look at the report");
    assert!(report(&desk).is_some_and(|report| report.contains("app/src/app.rs:12:3")));
    desk.key(Modifiers::NONE, Key::Escape);
    assert!(!desk.shows("closed unexpectedly"));
}

#[test]
fn a_trouble_says_what_happened_what_is_safe_and_what_one_can_do() {
    let mut desk = Desk::of(vec![testing::with_rules(&["Listen"])]);
    desk.go(Key::Num2);
    desk.answers("Do", Err(Problem::DiskFull));
    desk.press("Still right");
    for part in ["The disk is full", "kept while Horseshoe is open", "Free some space"] {
        assert!(desk.shows(part), "{part}");
    }
    desk.press("Put away");
    let mut snapshot = testing::snapshot(vec![testing::community()]);
    snapshot.saved = Saved::Failed { problem: Problem::Disk { detail: String::new() } };
    desk.change(snapshot);
    for part in ["The disk does not answer", "kept while Horseshoe is open", "Check the disk"] {
        assert!(desk.shows(part), "{part}");
    }
}
