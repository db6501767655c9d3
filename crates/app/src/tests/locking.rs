//! The whole program over a real profile: guarded, locked, opened again, copied and forgotten. Nothing that was typed is lost.

use super::program::{Program, begin};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::time::Duration;

fn go_to_keys(program: &mut Program) {
    program.key(Modifiers::COMMAND, Key::Num9);
    program.press("Keys and backups…");
}

fn set_passphrase(program: &mut Program, passphrase: &str) {
    go_to_keys(program);
    program.press("Set a passphrase…");
    program.write("New passphrase", passphrase);
    program.write("The same once more", passphrase);
    program.press("Set it");
    program.until("A passphrase guards what is kept here");
}

#[test]
fn locked_it_forgets_what_it_shows_and_the_passphrase_brings_every_word_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    begin(&mut program);
    set_passphrase(&mut program, "long words");
    // A groundrule is open for writing, and a new one is half typed.
    program.key(Modifiers::COMMAND, Key::Num2);
    program.press("Groundrule 1: Listen");
    program.write("Groundrule 1", " well");
    program.write("New groundrule", "half a thou");
    program.key(Modifiers::COMMAND, Key::L);
    program.until("Horseshoe is locked");
    for words in ["Listen", "Riverside", "Amira", "half a thou"] {
        assert!(!program.shows(words), "{words}");
    }
    program.write("Passphrase", "other words");
    program.key(Modifiers::NONE, Key::Enter);
    program.until("That is not the passphrase. Try again");
    assert!(!program.shows("Riverside"));
    program.write("Passphrase", "long words");
    program.key(Modifiers::NONE, Key::Enter);
    program.until("Riverside");
    program.until("Groundrule 1");
    assert_eq!(program.value("Groundrule 1").as_deref(), Some("Listen well"));
    assert_eq!(program.value("New groundrule").as_deref(), Some("half a thou"));
    program.close();
    // Closed and started again, it asks.
    let mut program = Program::open(folder.path());
    program.until("Horseshoe is locked");
    program.write("Passphrase", "long words");
    program.press("Open");
    program.until("Riverside");
    program.key(Modifiers::COMMAND, Key::Num2);
    program.until("Listen well");
    program.close();
}

#[test]
fn who_forgot_the_passphrase_opens_it_with_the_code_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    begin(&mut program);
    set_passphrase(&mut program, "long words");
    program.press("Make a recovery code");
    program.until("Your recovery code");
    let is_code = |text: &str| {
        let groups: Vec<&str> = text.split_whitespace().collect();
        groups.len() == 8 && groups.iter().all(|group| group.len() == 4)
    };
    let code = program.harness.get_by(|node| node.value().is_some_and(|text| is_code(&text)));
    let code = code.value().unwrap_or_default();
    program.press("I have written it down");
    program.key(Modifiers::COMMAND, Key::L);
    program.press("Use the recovery code");
    program.write("Recovery code", "0000 1111");
    program.press("Open");
    program.until("That is not the recovery code. Try again");
    program.write("Recovery code", &code.to_lowercase().replace(char::is_whitespace, " "));
    program.press("Open");
    program.until("You can set a new passphrase here");
    assert!(program.shows("Change the passphrase…"));
    program.key(Modifiers::COMMAND, Key::Num2);
    program.until("Groundrule 1: Listen");
    program.close();
}

#[test]
fn a_copy_is_kept_tried_and_begun_with_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("laptop"));
    begin(&mut program);
    go_to_keys(&mut program);
    program.press("Keep a copy somewhere else…");
    program.write("Passphrase of the backup", "tulip river");
    program.write("The same once more", "tulip river");
    program.press("Choose where…");
    program.at("Where to?", folder.path(), "Save here");
    program.until("The backup is kept");
    let copy = folder.path().join("horseshoe-backup.age");
    assert!(copy.exists());
    program.press("Check that a backup opens…");
    program.write("Passphrase of the backup", "tulip river");
    program.press("Choose the file…");
    program.at("The file", &copy, "Check it");
    program.until("This backup opens, and is whole");
    program.until("It was made on");
    assert!(!program.shows("Listen"), "and no more than that is told");
    program.close();

    let elsewhere = folder.path().join("new laptop");
    let mut program = Program::open(&elsewhere);
    program.press("Begin with a backup…");
    program.until("makes a new beginning from there, and the others see");
    program.write("Passphrase of the backup", "tulip river");
    program.press("Choose the file…");
    program.at("The file", &copy, "Begin with it");
    program.until("Riverside");
    program.key(Modifiers::COMMAND, Key::Num2);
    program.until("Groundrule 1: Listen");
    program.close();
    // The passphrase of the copy guards it here.
    let mut program = Program::open(&elsewhere);
    program.write("Passphrase", "tulip river");
    program.press("Open");
    program.until("Riverside");
    program.close();
}

#[test]
fn what_does_not_begin_leaves_the_beginning_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(&folder.path().join("profile"));
    program.write("Your name", "Ami");
    program.press("Begin with a recovery key…");
    program.write("Recovery key", "0A1B 2C3D");
    program.press("Begin with it");
    program.until("This is not a code from paper");
    assert_eq!(program.value("Your name").as_deref(), Some("Ami"));
    program.close();
}

#[test]
fn a_device_that_is_handed_back_keeps_nothing_of_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let mut program = Program::open(&profile);
    begin(&mut program);
    go_to_keys(&mut program);
    program.press("Forget me on this device…");
    program.until("Backups and what you wrote into folders stay");
    program.press("Forget me");
    program.until("Nothing of you is left here");
    assert!(!program.shows("Riverside") && !profile.exists());
    program.close();
}

#[test]
fn it_locks_by_itself_when_nobody_was_at_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Program::open(folder.path());
    begin(&mut program);
    set_passphrase(&mut program, "long words");
    program.press("After 15 minutes");
    program.until("After 15 minutes");
    program.later(Duration::from_mins(14));
    program.harness.run_steps(5);
    assert!(!program.shows("Horseshoe is locked"));
    program.later(Duration::from_mins(16));
    program.until("Horseshoe is locked");
    program.close();
}
