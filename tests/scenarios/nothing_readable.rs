//! What people write is nowhere to be read but in their own export.

use crate::support::canary::Canaries;
use crate::support::keeper::Device;
use crate::support::together::{agree, begin};
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One for everything people can write, each found nowhere else.
const WORDS: &[&str] = &[
    "Aardvarkname",
    "Bumblebeecommunity",
    "Chameleonrule",
    "Dragonflywording",
    "Echidnatheme",
    "Flamingosession",
    "Gazelleplace",
    "Hedgehogtopic",
    "Iguananote",
    "Jackdawabout",
    "Kingfishertyped",
    "Lemurprivate",
    "Meerkatquestion",
    "Nightjarvote",
    "Ocelotissue",
    "Pelicanparked",
    "Quaggahelp",
    "Raccoonanswer",
    "Salamanderfolder",
    "Tapirpractice",
];

/// What two or those in a room write among themselves: it is in no export either.
const OF_A_FEW: &[&str] = &["Urialpad", "Vicunapoint"];

/// What is in a file.
const IN_A_FILE: &[&str] = &["Xerusslide"];

/// Among other things so many notes, each of so many words of its own.
const NOTES: usize = 250;
const WORDS_OF_A_NOTE: usize = 40;

#[test]
fn what_people_write_is_read_nowhere_but_in_their_own_export() {
    let folder = tempfile::tempdir().unwrap();
    let amira = Device::start_logging(folder.path(), "Amira", "trace");
    let mut ben = Device::start_logging(folder.path(), "Ben", "trace");
    begin(&amira, &ben, "Bumblebeecommunity");
    amira.ok(
        &json!({ "command": "introduce", "name": "Aardvarkname", "practice": "Tapirpractice" }),
    );
    write_everything(&amira);
    write_among_a_few(&amira);
    let bytes = BASE64.encode(IN_A_FILE.concat().repeat(40_000).as_bytes());
    let add = json!({ "command": "add_file", "community": amira.community(), "bytes": bytes });
    let file = amira.ok(&add)["id"].take();
    let words = write_much(&amira);
    let words: Vec<&str> = WORDS.iter().copied().chain(words.iter().map(String::as_str)).collect();
    agree(&[&amira, &ben]);
    sealed_files(&amira);
    ben.wait("/communities/0/few", "length", 2);
    let read = json!({ "command": "read_file", "community": ben.community(), "file": file });
    assert_eq!(ben.ok(&read)["bytes"], bytes, "it is there, and sealed");

    let canaries = Canaries::of(&[&words, OF_A_FEW, IN_A_FILE].concat());
    let nowhere = |when: &str| {
        for device in ["Amira", "Ben"] {
            let found = canaries.found_in(&folder.path().join(device));
            assert!(found.is_empty(), "{when}: {found:#?}");
        }
    };
    nowhere("while both programs run");

    // The other way round: the words are all there to be found, and the search finds them.
    let export = tempfile::tempdir().unwrap();
    let target = export.path().join("Salamanderfolder");
    amira.ok(&json!({ "command": "export", "community": amira.community(), "folder": target }));
    let found = canaries.found_in(export.path());
    let found: BTreeSet<&str> = found.iter().filter_map(|hit| hit.split(' ').next()).collect();
    for word in &words {
        assert!(found.contains(word), "{word} is not in the export");
    }
    let of_a_few = OF_A_FEW.iter().find(|word| found.contains(*word));
    assert_eq!(of_a_few, None, "what is for a few leaves with nobody");
    assert!(std::fs::metadata(amira.log()).unwrap().len() > 10_000, "it logs at all");

    ben.kill();
    let mut amira = amira;
    assert!(amira.end().success());
    let status = amira.run(&["status"]);
    assert!(String::from_utf8_lossy(&status.stdout).contains("Aardvarkname"));
    let verified = amira.run(&["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    nowhere("after one ended and one was killed");
}

/// Notes of words that are nowhere else.
fn write_much(device: &Device) -> Vec<String> {
    let words: Vec<String> =
        (0..NOTES * WORDS_OF_A_NOTE).map(|number| format!("Wagtail{number:05}")).collect();
    for note in words.chunks(WORDS_OF_A_NOTE) {
        device.does(&json!({ "subject": "notes", "do": "add", "text": note.join(" ") }));
    }
    words
}

/// Everything that is made to be carried elsewhere, beside the profile: it is looked through as well.
fn sealed_files(device: &Device) {
    let file = |name: &str| device.folder.join(name);
    let passphrase = "seven quiet herons";
    let community = device.community();
    for command in [
        json!({ "command": "backup", "file": file("kept"), "passphrase": passphrase }),
        json!({ "command": "save_exchange", "community": community, "for": { "whom": "everyone" }, "file": file("all.horseshoe-exchange") }),
        json!({ "command": "guard", "change": { "change": "set_passphrase", "passphrase": "tulip river" } }),
        json!({ "command": "guard", "change": { "change": "leave_unprotected" } }),
    ] {
        device.ok(&command);
    }
    for name in ["kept", "all.horseshoe-exchange"] {
        assert!(std::fs::metadata(file(name)).unwrap().len() > 10_000, "{name} holds something");
    }
}

fn write_among_a_few(device: &Device) {
    let community = device.community();
    let members = device.see("/communities/0/members");
    let other = members.as_array().unwrap().iter().find(|member| member["me"] == false).unwrap();
    let acts = [
        ("pair", json!({ "subject": "pair", "do": "write", "text": "Urialpad" })),
        ("room", json!({ "subject": "room", "do": "hear", "text": "Vicunapoint" })),
    ];
    for (kind, act) in acts {
        let begin = json!({
            "command": "begin_with", "community": community, "kind": kind, "with": [other["id"]],
        });
        let document = device.ok(&begin)["id"].clone();
        device.ok(&json!({
            "command": "do_in", "community": community, "document": document, "act": act,
        }));
    }
}

fn write_everything(device: &Device) {
    let add = json!({ "subject": "groundrules", "do": "add", "text": "Chameleonrule" });
    let rule = device.does(&add);
    let acts: &[Value] = &[
        json!({ "subject": "groundrules", "do": "reword", "rule": rule, "text": "Dragonflywording" }),
        json!({ "subject": "themes", "do": "suggest", "theme": "ours", "name": "Echidnatheme" }),
        json!({ "subject": "groundrules", "do": "still_right", "session": "Flamingosession" }),
        json!({ "subject": "meetings", "do": "propose", "when": { "date": "2026-12-10" }, "place": "Gazelleplace", "slots": 1 }),
        json!({ "subject": "notes", "do": "add", "text": "Iguananote", "about": "Jackdawabout" }),
        json!({ "subject": "private", "do": "add_note", "text": "Lemurprivate" }),
        json!({ "subject": "private", "do": "jot", "text": "Meerkatquestion" }),
        json!({ "subject": "votes", "do": "open", "question": "Nightjarvote", "options": ["Ocelotissue", "another"] }),
        json!({ "subject": "parked", "do": "park", "text": "Pelicanparked", "would_help": "Quaggahelp" }),
        json!({ "subject": "decisions", "do": "decide", "question": "when-where", "answer": "Raccoonanswer" }),
    ];
    for act in acts {
        device.does(act);
    }
    let slot = device.see("/communities/0/community/meetings/0/slots/0/id");
    let presentation = json!({ "kind": "theme", "topic": "Hedgehogtopic" });
    device.does(&json!({ "subject": "presenters", "do": "offer", "slot": slot, "presentation": presentation }));

    // And as a text field writes.
    let text = json!({
        "document": device.see("/communities/0/notebook/notes/0/document"),
        "object": device.see("/communities/0/notebook/notes/0/words/object"),
    });
    let community = device.community();
    let opened =
        device.ok(&json!({ "command": "open_text", "community": community, "text": text }));
    device.ok(&json!({
        "command": "write", "community": community, "text": text, "version": opened["version"],
        "splices": [{ "at": 0, "delete": 0, "insert": "Kingfishertyped " }],
    }));
    device.ok(&json!({ "command": "close_text", "community": community, "text": text }));
}
