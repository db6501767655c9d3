//! Nobody is locked in: an export opens in another program.

use crate::support::javascript;
use crate::support::keeper::Device;
use crate::support::together::{agree, begin, words};
use serde_json::{Value, json};

#[test]
fn exported_documents_open_in_the_automerge_of_another_language() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben] = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside");
    let rule = |text: &str| json!({ "subject": "groundrules", "do": "add", "text": text });
    let phones = amira.does(&rule("Phones off"));
    let listen = ben.does(&rule("Listen 🐎 and say “back” what you heard"));
    let kind = amira.does(&rule("Be kind"));
    amira.wait("/communities/0/community/groundrules/rules", "length", 3);
    amira.does(&json!({ "subject": "groundrules", "do": "reword", "rule": phones, "text": "Phones off,\nor silent" }));
    amira.does(&json!({ "subject": "groundrules", "do": "move", "rule": listen, "after": null }));
    amira.does(&json!({ "subject": "groundrules", "do": "take_out", "rule": kind }));
    ben.does(&json!({ "subject": "notes", "do": "add", "text": "Mapping her week with her" }));
    let note = amira.does(&json!({ "subject": "notes", "do": "add", "text": "I went back" }));
    amira.does(&json!({ "subject": "notes", "do": "splice", "note": note, "splices": [{ "at": 11, "insert": " too soon" }] }));
    let propose = |date: &str| json!({ "subject": "meetings", "do": "propose", "when": { "date": date, "start": "14:00" }, "slots": 2 });
    amira.does(&propose("2027-01-14"));
    amira.does(&propose("2026-12-10"));
    let slot = amira.see("/communities/0/community/meetings/0/slots/1/id");
    let presentation = json!({ "kind": "case_study", "topic": "A first visit" });
    let offer = json!({ "subject": "presenters", "do": "offer", "slot": slot, "presentation": presentation });
    let offer = amira.does(&offer);
    amira.does(&json!({ "subject": "presenters", "do": "pick", "offer": offer }));

    let seen = agree(&[&amira, &ben]);
    let target = folder.path().join("export");
    ben.ok(&json!({ "command": "export", "community": ben.community(), "folder": target }));
    let read = javascript::read_export(&target);
    assert_eq!(
        read["groundrules"],
        json!(words(&seen, "/community/groundrules/rules", "/words/text"))
    );
    assert_eq!(read["notes"], json!(words(&seen, "/notebook/notes", "/words/text")));
    let presenters: Vec<Value> = seen["community"]["meetings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|meeting| meeting["slots"].as_array().unwrap().iter().map(presenter).collect())
        .collect();
    assert_eq!(read["presenters"], json!(presenters));
    // It compared something.
    assert_eq!(read["groundrules"][0], "Listen 🐎 and say “back” what you heard");
    assert_eq!(read["groundrules"][1], "Phones off,\nor silent");
    assert_eq!(read["presenters"][0][1]["presentation"]["topic"], "A first visit");
}

fn presenter(slot: &Value) -> Value {
    match &slot["presenter"] {
        Value::Null => Value::Null,
        presenter => {
            json!({ "member": presenter["value"], "presentation": slot["presentation"]["value"] })
        }
    }
}
