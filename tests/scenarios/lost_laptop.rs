//! A laptop is lost and with it everything that was not elsewhere: the backup goes on in a new one, the others bring the
//! rest, and not a word is gone.

use crate::support::keeper::Device;
use crate::support::together::{add_rule, agree, begin, words};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn a_backup_goes_on_on_another_computer_and_the_others_bring_what_came_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let [mut laptop, ben] = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    begin(&laptop, &ben, "Riverside practitioners");
    add_rule(&laptop, "In the backup");
    add_note_for_me(&laptop, "Only mine");
    agree(&[&laptop, &ben]);
    let (backup, passphrase) = (folder.path().join("kept.age"), folder.path().join("passphrase"));
    std::fs::write(&passphrase, "seven quiet herons\n").unwrap();
    laptop.ok(&json!({ "command": "backup", "file": backup, "passphrase": "seven quiet herons" }));
    add_rule(&laptop, "After it, and Ben has it");
    agree(&[&laptop, &ben]);
    laptop.kill();
    std::fs::remove_dir_all(&laptop.folder).unwrap();
    add_rule(&ben, "While she had none");

    let mut anew = Device::off(folder.path(), "Amira's new one");
    let (backup, passphrase) = (backup.to_str().unwrap(), passphrase.to_str().unwrap());
    let restored = anew.run(&["restore", backup, "--backup-passphrase-file", passphrase]);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    anew.restart();
    add_rule(&anew, "Written before they met");
    agree(&[&anew, &ben]);
    add_rule(&anew, "And after");
    let rules = words(&agree(&[&anew, &ben]), "/community/groundrules/rules", "/words/text");
    let all = [
        "In the backup",
        "After it, and Ben has it",
        "While she had none",
        "Written before they met",
        "And after",
    ];
    assert_eq!(rules.iter().map(String::as_str).collect::<BTreeSet<_>>(), BTreeSet::from(all));
    assert_eq!(anew.see("/communities/0/private/notes/0/words/text"), "Only mine");
    assert_eq!(
        ben.see("/communities/0/members").as_array().unwrap().len(),
        2,
        "she is who she was"
    );
    assert_eq!(ben.see("/communities/0/membership/two_histories"), json!([]), "under a new name");
}

fn add_note_for_me(device: &Device, text: &str) {
    device.does(&json!({ "subject": "private", "do": "add_note", "text": text }));
}
