//! Slides and a photograph of paper: everybody has them, whole, and what is on the paper is typed up by two.

use super::room::Room;
use crate::support::keeper::Device;
use serde_json::{Value, json};

/// So many bytes, as base64: more than one entry holds.
fn bytes(times: usize) -> String {
    "SG9y".repeat(times)
}

/// Adds a file; gives what names it, with its pages.
pub(super) fn adds(device: &Device, times: usize, pages: u16) -> Value {
    let community = device.community();
    let add = json!({ "command": "add_file", "community": community, "bytes": bytes(times) });
    json!({ "file": device.ok(&add)["id"], "pages": pages })
}

/// Everybody who is here has all of it.
pub(super) fn all_have(room: &Room, slides: &Value, times: usize) {
    for device in room.here() {
        let community = device.community();
        let read =
            json!({ "command": "read_file", "community": community, "file": slides["file"] });
        let here = loop {
            let entries = device.see("/communities/0/sync/entries").as_u64().unwrap();
            let answer = device.ask(&read);
            if answer["error"]["problem"] != "not_here_yet" {
                break answer;
            }
            device.wait("/communities/0/sync/entries", "at_least", entries + 1);
        };
        assert_eq!(here["ok"]["bytes"], bytes(times), "{}", device.name);
    }
}

/// The names and areas everybody wrote on paper are put up and typed up.
pub(super) fn are_put_up(room: &Room) {
    let slides = adds(&room["Femi"], 90_000, 1);
    let add = json!({ "subject": "sheets", "do": "add", "slides": slides, "text": "Names" });
    let sheet = room["Femi"].does(&add);
    room.all_see("/sheets", "length", 1);
    let typed = |splice: Value| json!({ "subject": "sheets", "do": "splice", "sheet": sheet, "splices": [splice] });
    let together = [
        ("Femi", typed(json!({ "at": 5, "delete": 0, "insert": " and areas" }))),
        ("Gita", typed(json!({ "at": 0, "delete": 0, "insert": "All " }))),
    ];
    super::all_done(&room.at_once(&together));
    room.all_see("/sheets/0/words/text", "equals", "All Names and areas");
    all_have(room, &slides, 90_000);
}
