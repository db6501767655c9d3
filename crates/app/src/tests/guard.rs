//! What guards this device: set, changed and taken away by keyboard, told honestly, and nothing of it shown by accident.

use super::Desk;
use crate::app::Wish;
use crate::screen::Area;
use crate::testing;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use horseshoe_node::{Command, GuardChange, Problem, Reply, Secret, Way};

/// A recovery code, as a node makes one.
#[expect(clippy::unnecessary_wraps, reason = "what a node answers")]
pub(super) fn printed() -> Result<Reply, Problem> {
    let text = Secret::new("0A1B 2C3D 4E5F 6G7H 8J9K MNPQ RSTV WXYZ");
    Ok(Reply::Printed { text, device: None })
}

fn desk(ways: &[Way]) -> Desk {
    let snapshot = testing::snapshot(vec![testing::community()]);
    let mut desk = Desk::with(testing::guarded(snapshot, ways, None));
    desk.harness.state_mut().show(Area::Guard);
    desk.harness.run();
    desk
}

fn change(desk: &Desk) -> GuardChange {
    let mut asked = desk.asked();
    assert_eq!(asked.len(), 1, "{asked:?}");
    match asked.remove(0) {
        Command::Guard { change } => change,
        other => panic!("{other:?}"),
    }
}

fn type_words(desk: &mut Desk, words: &str) {
    desk.harness.event(egui::Event::Text(words.to_owned()));
    desk.harness.run();
}

#[test]
fn it_is_found_from_how_this_device_connects_and_by_name() {
    let mut desk = Desk::of(vec![testing::community()]);
    desk.go(Key::Num9);
    assert!(desk.shows("Nothing but your account on this computer guards"));
    desk.press("Keys and backups…");
    assert!(desk.has_control("Set a passphrase…"));
    desk.press("Back to how this device connects");
    assert!(desk.shows("What this device may contact"));
    desk.key(Modifiers::COMMAND, Key::K);
    type_words(&mut desk, "keys and");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.has_control("Set a passphrase…"));
}

#[test]
fn a_passphrase_is_set_by_keyboard_alone_once_both_are_the_same() {
    let mut desk = desk(&[Way::Unprotected]);
    desk.focus("Set a passphrase…");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.shows("what is kept here is gone. Nobody can bring it back"));
    type_words(&mut desk, "long words");
    desk.key(Modifiers::NONE, Key::Tab);
    type_words(&mut desk, "long");
    assert!(!desk.shows("The two are not the same"), "it can still become the same");
    type_words(&mut desk, " birds");
    assert!(desk.shows("The two are not the same"));
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.asked().is_empty());
    desk.empty("The same once more");
    type_words(&mut desk, "long words");
    desk.key(Modifiers::NONE, Key::Enter);
    let GuardChange::SetPassphrase { passphrase } = change(&desk) else { panic!("no passphrase") };
    assert_eq!(passphrase.as_str(), "long words");
    assert!(desk.shows("The passphrase is set") && !desk.shows("The same once more"));
}

#[test]
fn what_is_typed_as_a_passphrase_is_told_to_no_screen_reader() {
    let mut desk = desk(&[Way::Unprotected]);
    desk.press("Set a passphrase…");
    desk.write("New passphrase", "long words");
    for node in desk.harness.root().children_recursive() {
        let node = node.accesskit_node();
        for said in [node.label(), node.value(), node.description()].into_iter().flatten() {
            assert!(!said.contains("long words"), "{said}");
        }
    }
    assert!(!format!("{:?}", desk.harness.state()).contains("long words"));
}

#[test]
fn taking_the_passphrase_away_says_what_that_means() {
    let mut desk = self::desk(&[Way::Passphrase, Way::RecoveryCode]);
    desk.press("Take it away…");
    assert!(desk.shows("opens for whoever uses your account") && desk.shows("code ends with it"));
    desk.press("Cancel");
    assert!(desk.asked().is_empty());
    desk.press("Take it away…");
    desk.press("Take it away");
    assert_eq!(change(&desk), GuardChange::LeaveUnprotected);
    let mut desk = self::desk(&[Way::Passphrase, Way::Keyring]);
    desk.press("Take it away…");
    assert!(desk.shows("your login to this computer alone opens"));
    desk.press("Take it away");
    assert_eq!(change(&desk), GuardChange::Remove { way: Way::Passphrase });
}

#[test]
fn a_computer_without_a_keyring_is_told_honestly() {
    let mut desk = desk(&[Way::Passphrase]);
    assert!(desk.shows("Not every computer has a keyring"));
    let reason = "no service".to_owned();
    desk.answers("Guard { change: UseKeyring", Err(Problem::NoKeyring { reason }));
    desk.press("Open with my login to this computer");
    assert_eq!(change(&desk), GuardChange::UseKeyring);
    assert!(desk.shows("The keyring of this computer cannot be used"));
    assert!(desk.shows("Nothing was changed"));
}

#[test]
fn the_keyring_as_the_only_guard_is_switched_off_with_what_that_means() {
    let mut desk = desk(&[Way::Keyring]);
    assert!(desk.shows("Nothing else guards it"));
    desk.press("Open with my login to this computer");
    assert_eq!(change(&desk), GuardChange::LeaveUnprotected);
}

#[test]
fn a_recovery_code_is_shown_once() {
    let mut desk = desk(&[Way::Passphrase]);
    desk.answers("Guard { change: MakeRecoveryCode", printed());
    desk.press("Make a recovery code");
    assert_eq!(change(&desk), GuardChange::MakeRecoveryCode);
    assert!(desk.shows("0A1B  2C3D  4E5F  6G7H") && desk.shows("8J9K  MNPQ  RSTV  WXYZ"));
    assert!(desk.shows("Keep it apart from this device"));
    assert!(!format!("{:?}", desk.harness.state()).contains("0A1B"));
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.shows("0A1B"), "the Enter that asked for it does not put it away");
    desk.key(Modifiers::NONE, Key::Tab);
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(!desk.shows("0A1B"));
}

#[test]
fn a_recovery_code_can_be_saved_as_a_page_to_print() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(&[Way::Passphrase]);
    desk.answers("Guard { change: MakeRecoveryCode", printed());
    desk.press("Make a recovery code");
    desk.press("Save a page to print…");
    desk.empty("Where to?");
    desk.write("Where to?", &folder.path().display().to_string());
    desk.press("Save here");
    desk.until_gone("A page to print");
    let page = std::fs::read_to_string(folder.path().join("for-paper.txt")).unwrap();
    assert!(page.contains("0A1B  2C3D  4E5F  6G7H") && page.contains("then delete the file"));
}

#[test]
fn without_a_passphrase_there_is_no_code_and_no_lock_and_the_reason_is_said() {
    let mut desk = desk(&[Way::Unprotected]);
    desk.press("Make a recovery code");
    desk.press_beginning("Lock now");
    desk.key(Modifiers::COMMAND, Key::L);
    assert!(desk.asked().is_empty());
    assert_eq!(desk.harness.state_mut().take_wish(), None);
    assert!(!desk.shows("Lock by itself"));
}

#[test]
fn it_is_locked_by_key_by_name_and_by_itself_if_wished() {
    let mut desk = desk(&[Way::Passphrase]);
    desk.key(Modifiers::COMMAND, Key::L);
    assert_eq!(desk.harness.state_mut().take_wish(), Some(Wish::Lock));
    desk.key(Modifiers::COMMAND, Key::K);
    type_words(&mut desk, "lock now");
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.harness.state_mut().take_wish(), Some(Wish::Lock));
    desk.press("After 15 minutes");
    assert_eq!(change(&desk), GuardChange::LockAfter { minutes: Some(15) });
    assert!(desk.shows("does not help against somebody who can change this program"));
}

#[test]
fn a_copy_is_kept_under_a_passphrase_of_its_own_where_nothing_stands_yet() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("horseshoe-backup.age"), "an older one").unwrap();
    let mut desk = desk(&[Way::Unprotected]);
    assert!(desk.shows("never deleted everywhere"));
    desk.focus("Keep a copy somewhere else…");
    desk.key(Modifiers::NONE, Key::Enter);
    type_words(&mut desk, "tulip river");
    desk.key(Modifiers::NONE, Key::Tab);
    type_words(&mut desk, "tulip river");
    desk.key(Modifiers::NONE, Key::Enter);
    let file = folder.path().join("horseshoe-backup-2.age");
    let contents = horseshoe_node::BackupContents::default();
    desk.answers("Backup", Ok(Reply::BackedUp { file: file.clone(), contents }));
    desk.empty("Where to?");
    desk.write("Where to?", &folder.path().display().to_string());
    desk.press("Save here");
    desk.until("The backup is kept");
    let asked = desk.asked();
    let [Command::Backup { file: to, passphrase }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((to, passphrase.as_str()), (&file, "tulip river"));
    assert!(desk.shows("Check now that it opens"));
}

#[test]
fn a_copy_that_cannot_be_written_is_told_and_an_older_one_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(&[Way::Unprotected]);
    desk.press("Keep a copy somewhere else…");
    desk.write("Passphrase of the backup", "x");
    desk.write("The same once more", "x");
    desk.press("Choose where…");
    let (file, reason) = ("the stick".to_owned(), String::new());
    desk.answers("Backup", Err(Problem::BackupNotWritten { file, reason }));
    desk.empty("Where to?");
    desk.write("Where to?", &folder.path().display().to_string());
    desk.press("Save here");
    desk.until("The backup could not be written");
    assert!(!desk.shows("Writing the backup"));
}

#[test]
fn forgetting_me_says_what_it_does_and_what_not_and_asks_once() {
    let mut desk = desk(&[Way::Passphrase]);
    desk.press("Forget me on this device…");
    for line in [
        "The keys are destroyed first",
        "What only this device holds is gone for good",
        "What the others hold, they keep",
        "In the group nothing is said of it",
    ] {
        assert!(desk.shows(line), "{line}");
    }
    desk.press("Cancel");
    assert_eq!(desk.harness.state_mut().take_wish(), None);
    desk.press("Forget me on this device…");
    desk.press("Forget me");
    assert_eq!(desk.harness.state_mut().take_wish(), Some(Wish::ForgetMe));
}

#[test]
fn a_made_up_community_has_nothing_to_guard() {
    let mut desk = desk(&[Way::Passphrase]).made_up();
    assert!(desk.shows("Nothing here is kept") && !desk.has_control("Change the passphrase…"));
    desk.key(Modifiers::COMMAND, Key::L);
    assert_eq!(desk.harness.state_mut().take_wish(), None);
}
