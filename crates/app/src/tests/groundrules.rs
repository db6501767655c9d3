//! Groundrules and notes: capture, write, reword, order, take out and back, clashes, the check-in.

use super::Desk;
use crate::testing;
use egui::{Key, Modifiers};
use horseshoe_model::{
    Command as Doing, GroundrulesCommand, HeldAs, NotesCommand, SettingsCommand, ThemeStatus,
    ThemesCommand,
};
use horseshoe_node::{Command, Reply};

fn desk(rules: &[&str]) -> Desk {
    let mut desk = Desk::of(vec![testing::with_rules(rules)]);
    desk.go(Key::Num2);
    desk
}

#[test]
fn d12_rules_are_captured_one_after_the_other_by_keyboard_alone() {
    let mut desk = desk(&[]);
    desk.focus("Start capturing");
    desk.key(Modifiers::NONE, Key::Enter);
    for rule in ["Listen", "Be kind"] {
        desk.harness.event(egui::Event::Text(rule.to_owned()));
        desk.harness.run();
        desk.key(Modifiers::NONE, Key::Enter);
        let did = desk.did();
        assert!(
            matches!(&did, Doing::Groundrules(GroundrulesCommand::Add { text, after: None }) if text == rule),
            "{did:?}"
        );
    }
    assert!(desk.shows("Groundrule added"));
}

#[test]
fn a_rule_is_opened_and_written_in() {
    let mut desk = desk(&["Listen", "Be kind"]);
    desk.press("Groundrule 1: Listen");
    desk.write("Groundrule 1", " well");
    let asked = desk.asked();
    let [Command::Write { splices, version: 0, text, .. }] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(splices[0].insert, " well");
    assert_eq!(splices[0].at, 6, "the caret waits at the end");
    assert_eq!(text.document, testing::document(1));
    desk.press("Done");
    assert!(desk.has_control("Groundrule 2: Be kind"));
}

#[test]
fn d16_a_rule_gets_new_words_and_keeps_the_earlier() {
    let mut desk = desk(&["Listen"]);
    desk.press("Groundrule 1: Listen");
    desk.press("New words…");
    desk.write("The rule in new words", " to one another");
    desk.press("Save");
    let did = desk.did();
    let Doing::Groundrules(GroundrulesCommand::Reword { rule, text }) = did else {
        panic!("{did:?}")
    };
    assert_eq!((rule, text.as_str()), (testing::rule_id(0), "Listen to one another"));
}

#[test]
fn f8_rules_change_places_by_button() {
    let mut desk = desk(&["Listen", "Be kind"]);
    desk.press("Groundrule 2: Be kind");
    desk.press("Move down");
    assert!(desk.asked().is_empty(), "it is the last already");
    desk.press("Move up");
    let did = desk.did();
    assert!(matches!(did, Doing::Groundrules(GroundrulesCommand::Move { after: None, .. })));
}

#[test]
fn what_was_taken_out_can_be_undone_from_the_toast_and_by_key() {
    let mut desk = desk(&["Listen"]);
    desk.press("Groundrule 1: Listen");
    desk.press("Take out");
    let did = desk.did();
    assert!(matches!(did, Doing::Groundrules(GroundrulesCommand::TakeOut { .. })), "{did:?}");
    assert!(desk.shows("Taken out"));
    desk.press("Undo");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Undo { .. }]), "{asked:?}");
    let mut community = testing::with_rules(&["Listen"]);
    community.can_undo = true;
    desk.change(testing::snapshot(vec![community]));
    desk.key(Modifiers::COMMAND, Key::Z);
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Undo { .. }]), "{asked:?}");
}

#[test]
fn d30_two_wordings_are_both_shown_and_people_choose() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num2);
    assert!(desk.shows("Two wordings of rule 3 came together"));
    desk.press("Keep: Phones away");
    let did = desk.did();
    assert!(matches!(did, Doing::Groundrules(GroundrulesCommand::Keep { .. })), "{did:?}");
}

#[test]
fn f8_the_history_of_a_rule_tells_who_and_when_and_words_can_be_restored() {
    let mut desk = Desk::of(vec![testing::with_history()]);
    desk.go(Key::Num2);
    desk.press("Groundrule 1: Phones on silent");
    desk.press("History");
    assert!(desk.shows("No phones, first written by Jo Llewellyn, 2 days ago"));
    assert!(desk.shows("Taken out, by Sam Okafor, 20 hours ago"));
    assert!(desk.shows("Brought back, by Jo Llewellyn, 10 hours ago"));
    desk.press("Restore: Phones away");
    let did = desk.did();
    assert!(matches!(did, Doing::Groundrules(GroundrulesCommand::Restore { .. })), "{did:?}");
}

#[test]
fn who_wrote_what_is_shown_on_request_with_names() {
    let mut desk = desk(&["Listen to all"]);
    let (me, jo) = (testing::community().members[0].id, testing::community().members[1].id);
    let runs = vec![(Some(me), 7), (Some(jo), 6)];
    desk.answers("WhoWrote", Ok(Reply::WhoWrote { text: "Listen to all".to_owned(), runs }));
    desk.press("Groundrule 1: Listen to all");
    assert!(desk.asked().is_empty(), "only when somebody wants to see it");
    desk.press("Who wrote what");
    let asked = desk.asked();
    let [Command::WhoWrote { text, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(text.document, testing::document(1));
    assert!(desk.shows("you: Listen; Jo Llewellyn: to all"));
    desk.press("Hide who wrote what");
    assert!(!desk.shows("Jo Llewellyn: to all"));
}

#[test]
fn d18_the_check_in_is_one_press() {
    let mut desk = desk(&["Listen"]);
    desk.press("Still right");
    let did = desk.did();
    assert!(matches!(did, Doing::Groundrules(GroundrulesCommand::StillRight { .. })), "{did:?}");
}

#[test]
fn d13_a_theme_becomes_a_rule_or_is_not_for_us() {
    let mut desk = desk(&[]);
    desk.press("Not for us: Listening");
    let did = desk.did();
    let status = ThemeStatus::NotForUs;
    assert_eq!(did, ThemesCommand::Set { theme: "listening".to_owned(), status }.into());
    desk.press("Add as a rule: Listening");
    assert_eq!(desk.asked().len(), 2);
}

#[test]
fn a_note_is_captured_opened_and_labelled() {
    let mut desk = Desk::of(vec![testing::with_notes(&["Plan a second visit"])]);
    desk.go(Key::Num4);
    desk.write("New note", "The referral route changed");
    desk.press("Add");
    let did = desk.did();
    assert!(
        matches!(&did, Doing::Notes(NotesCommand::Add { text, .. }) if text.starts_with("The referral"))
    );
    desk.press("Plan a second visit, Amira, 5 hours ago".replace("Amira", "you").as_str());
    desk.press("may be reported");
    let did = desk.did();
    assert!(matches!(did, Doing::Notes(NotesCommand::SetScope { .. })), "{did:?}");
}

#[test]
fn d20_the_group_says_how_it_holds_them_and_takes_them_along_as_a_page_and_as_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.go(Key::Num2);
    desk.press("A slide");
    let held_as = HeldAs::Slide;
    assert_eq!(desk.did(), SettingsCommand::HoldGroundrules { held_as }.into());
    for (press, file, begins) in [
        ("Save a page to print…", "groundrules.html", &b"<!doctype html>"[..]),
        ("Save a picture for the projector…", "groundrules.png", b"\x89PNG"),
    ] {
        desk.press(press);
        desk.empty("Where to?");
        desk.write("Where to?", &folder.path().display().to_string());
        desk.press("Save here");
        desk.until_gone("Where to?");
        let saved = std::fs::read(folder.path().join(file)).unwrap();
        assert!(saved.starts_with(begins), "{file}");
    }
    let page = std::fs::read_to_string(folder.path().join("groundrules.html")).unwrap();
    assert!(page.contains(testing::FIRST_RULE) && page.contains("Riverside practitioners"));
}
