//! What is heard in the room: with everybody who is there, and gone with the session.

use super::room::{FACILITATOR, Room};
use serde_json::json;

const WORDS: &str = "I went back before she had asked";

/// Amira writes it down, Dan says that these are his words.
pub(super) fn is_heard(room: &Room, session: &str) {
    let does = |who: &str, act| {
        let device = &room[who];
        let command = json!({ "command": "do_in", "community": device.community(),
            "document": session, "act": act });
        device.ok(&command)
    };
    let dan = room.member("Dan");
    let point = does(
        FACILITATOR,
        json!({ "subject": "room", "do": "hear", "text": WORDS, "said_by": dan }),
    );
    for device in room.here() {
        device.wait("/communities/0/few", "length", 1);
        device.wait("/communities/0/few/0/view/points", "length", 1);
        assert!(device.see("/communities/0/few").to_string().contains(WORDS));
    }
    does("Dan", json!({ "subject": "room", "do": "confirm", "slip": point["id"] }));
    for device in room.here() {
        device.wait("/communities/0/few/0/view/points/0/confirmed", "exists", true);
    }
}

/// Nobody who was there has it any more, and all have said so.
pub(super) fn is_gone(room: &Room) {
    for device in room.all() {
        device.wait("/communities/0/few", "length", 0);
        assert!(!device.snapshot().to_string().contains(WORDS), "{} still has it", device.name);
    }
}
