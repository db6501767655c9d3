//! What is on the record of a session: what people capture, and that it is this and no more.

use super::room::{CO_FACILITATOR, FACILITATOR, Room};
use crate::support::keeper::Device;
use crate::support::together::{agree, words};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const TOO_SOON: &str = "Going back too soon is common";
const PLANNED: &str = "Planning a second visit helps";
const TO_DR_HALE: &str = "A planned second visit helps families";
pub(super) const ENDINGS: &str = "An ending needs a date";
/// Agreed in these words, of which one was changed afterwards.
const TWO_OF_US: &str = "Two of us visit";
const CHANGED: &str = "Three of us visit";
const NOT_THIS_ONE: &str = "Managers never listen";
const NOT_AGREED: &str = "Somebody should write a guide";
const TO_THE_NEWSLETTER: &str = "We visit families twice";

const LEARNING: &str = "/communities/0/community/learning";

/// What the page of an export says: as agreed, word for word.
const PAGE: &str = "\
# Learning and actions

## What we keep

> Going back too soon is common

- Agreed said aloud on 4 March 2027, noted by Ben
- Stays in the group

> Planning a second visit helps

- Agreed each in person on 4 March 2027, noted by Ben
- May be reported
- About: good practice
- Agreed to tell Dr Hale: A planned second visit helps families

> An ending needs a date

- Agreed said aloud on 4 March 2027, noted by Amira
- Stays in the group

## Actions

- Bring the guidance: Eve, accepted on 4 March 2027; done on 4 March 2027
- Ask housing for their leaflet: Dan, accepted on 4 March 2027; by Thursday 8 April 2027
- Write to the library: Hana, not accepted yet
- Arrange the room: nobody yet
- Arrange the date: nobody yet
- Arrange the time: nobody yet
- Send the notices: nobody yet
";

/// Each proposes on their own device; the group agrees to some of it, which Ben notes.
pub(super) fn capture_what_was_learned(room: &Room, session: &str) {
    let ben = &room[CO_FACILITATOR];
    let propose = |who: &str, text: &str| {
        let point =
            json!({ "subject": "learning", "do": "propose", "text": text, "session": session });
        let point = room[who].does(&point);
        ben.wait(LEARNING, "contains", json!({ "id": point }));
        point
    };
    let agree = |point: &str, how: &str| {
        ben.does(&json!({ "subject": "learning", "do": "agree", "point": point, "how": how }));
    };
    agree(&propose("Cleo", TOO_SOON), "said_aloud");
    let planned = propose("Eve", PLANNED);
    agree(&planned, "each_in_person");
    ben.does(&json!({ "subject": "learning", "do": "set_tags", "point": planned, "tags": ["good_practice"] }));
    ben.does(&json!({ "subject": "learning", "do": "set_route", "point": planned, "route": "may_be_reported" }));
    let report = |to: &str, wording: &str| {
        ben.does(&json!({ "subject": "learning", "do": "report_to", "point": planned, "to": to, "wording": wording }))
    };
    let dr_hale = report("Dr Hale", TO_DR_HALE);
    ben.does(&json!({ "subject": "learning", "do": "agree_report", "report": dr_hale, "how": "each_in_person" }));
    report("The newsletter", TO_THE_NEWSLETTER);
    let left = propose("Ivo", NOT_THIS_ONE);
    ben.does(&json!({ "subject": "learning", "do": "leave", "point": left }));
    propose("Jo", NOT_AGREED);
    let visit = propose("Hana", TWO_OF_US);
    agree(&visit, "said_aloud");
    room["Hana"].wait(LEARNING, "contains", json!({ "id": visit, "status": { "value": "kept" } }));
    let splice = json!({ "at": 0, "delete": 3, "insert": "Three" });
    room["Hana"].does(
        &json!({ "subject": "learning", "do": "splice", "point": visit, "splices": [splice] }),
    );

    let action = |text: &str, owner: &str, due: Value| {
        ben.does(
            &json!({ "subject": "actions", "do": "add", "text": text, "owner": room.member(owner),
            "due": due, "session": session }),
        )
    };
    let leaflet = action("Ask housing for their leaflet", "Dan", "2027-04-08".into());
    action("Write to the library", "Hana", Value::Null);
    room["Dan"].wait("/communities/0/community/actions", "contains", json!({ "id": leaflet }));
    room["Dan"].does(&json!({ "subject": "actions", "do": "accept", "action": leaflet }));
}

/// What Gita proposed while she was without a network.
pub(super) fn agree_on_what_came_up_apart(room: &Room) {
    let learning = room[FACILITATOR].see(LEARNING);
    let mut learning = learning.as_array().unwrap().iter();
    let point = learning.find(|point| point["words"]["text"] == ENDINGS).unwrap();
    room[FACILITATOR].does(
        &json!({ "subject": "learning", "do": "agree", "point": point["id"], "how": "said_aloud" }),
    );
}

/// Everything that all may see, and the session with it.
pub(super) fn all_hold_the_same(room: &Room) {
    agree(&room.all());
    let session = |device: &Device| {
        let mut session = device.see("/communities/0/sessions/0");
        assert_eq!(session["ahead_ms"], 0, "{} goes by another clock", device.name);
        session["ahead_ms"].take();
        session
    };
    let first = session(&room[FACILITATOR]);
    for device in room.all() {
        assert_eq!(session(device), first, "as {} sees it", device.name);
        assert_eq!(device.see("/communities/0/sessions").as_array().unwrap().len(), 1);
    }
}

/// Each point began, and took, what the clock on the wall said; the whole three hours.
pub(super) fn times_are_those_of_the_clock(room: &Room) {
    const MINUTE: u64 = 60_000;
    // The kind of each point, the minute it began, and the minutes it took; the break that was planned was left out.
    let expected = [
        ("intro", Some(0), 5),
        ("groundrules", Some(5), 5),
        ("since_last", Some(10), 10),
        ("presentation", Some(20), 35),
        ("discussion", Some(55), 15),
        ("break", Some(70), 10),
        ("discussion", Some(80), 15),
        ("capture", Some(95), 5),
        ("break", None, 0),
        ("presentation", Some(100), 30),
        ("discussion", Some(130), 35),
        ("capture", Some(165), 5),
        ("feedback", Some(170), 5),
        ("next_date", Some(175), 5),
    ];
    let session = room.sees(FACILITATOR, "");
    let points = session["agenda"]["points"].as_array().unwrap();
    assert_eq!(points.len(), expected.len());
    for (point, (kind, minute, took)) in points.iter().zip(expected) {
        assert_eq!((&point["kind"], &point["skipped"]), (&kind.into(), &minute.is_none().into()));
        assert_eq!(point["began"].as_u64().is_some(), minute.is_some(), "{kind}");
        if let (Some(began), Some(minute)) = (point["began"].as_u64(), minute) {
            let late = began.checked_sub(Room::moment(minute));
            assert!(late.is_some_and(|late| late < MINUTE), "{kind} at {minute}: late by {late:?}");
        }
        let spent = point["spent"].as_u64().unwrap();
        assert!(spent.abs_diff(took * MINUTE) < MINUTE, "{kind} took {spent}");
        assert!(point["runs"].is_null(), "{kind} is over");
    }
    let planned = points.iter().filter(|point| point["skipped"] == false);
    let planned: u64 = planned.map(|point| point["minutes"]["value"].as_u64().unwrap()).sum();
    assert_eq!(planned, 180, "what one point was given was taken from another");
    let closed = session["closed"].as_u64().unwrap();
    assert!(closed.abs_diff(Room::moment(180)) < MINUTE);
    let spent: u64 = points.iter().map(|point| point["spent"].as_u64().unwrap()).sum();
    assert!(spent.abs_diff(180 * MINUTE) < MINUTE, "in all {spent}");
}

pub(super) fn written_is_what_was_agreed(room: &Room) {
    let seen = room[FACILITATOR].see("/communities/0");
    let with = |status: &str| {
        let learning = seen["community"]["learning"].as_array().unwrap().iter();
        let points = learning.filter(|point| point["status"]["value"] == status);
        points.map(|point| point["words"]["text"].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(with("kept"), [TOO_SOON, PLANNED, ENDINGS]);
    assert_eq!(with("left"), [NOT_THIS_ONE]);
    assert_eq!(with("proposed"), [NOT_AGREED, CHANGED]);
    assert_eq!(words(&seen, "/community/parked", "/issue/text"), ["Recording our cases"]);
    assert_eq!(seen["community"]["parked"][0]["review_on"]["value"], "2027-04-08");
    assert_eq!(words(&seen, "/community/groundrules/rules", "/words/text").len(), 1);
    assert_eq!(seen["community"]["groundrules"]["reviews"].as_array().unwrap().len(), 1);
    assert_eq!(words(&seen, "/notebook/notes", "/words/text"), ["The letter she wrote at the end"]);

    let session = &seen["sessions"][0];
    let rounds = session["rounds"].as_array().unwrap();
    assert_eq!(rounds.len(), 2);
    // Nothing tells who spoke from who passed.
    for seat in rounds.iter().flat_map(|round| round["seats"].as_array().unwrap()) {
        let keys: Vec<&str> = seat.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!((keys, &seat["had"]), (vec!["had", "person"], &true.into()));
    }
    let guests = words(session, "/attendance/guests", "/name/value");
    assert_eq!((session["attendance"]["members"].as_array().unwrap().len(), guests.len()), (10, 2));
}

/// The pages people read. What programs read beside them holds all that ever stood in the documents, and it is said to
/// take that out before the folder is handed on.
pub(super) fn export_says_no_more(room: &Room, folder: &Path) {
    let jo = &room["Jo"];
    jo.ok(&json!({ "command": "export", "community": jo.community(), "folder": folder }));
    assert_eq!(fs::read_to_string(folder.join("learning.md")).unwrap(), PAGE);
    let pages = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let pages: Vec<_> =
        pages.filter(|file| file.extension().is_some_and(|it| it == "md")).collect();
    assert!(pages.len() >= 6, "{pages:?}");
    let text: String = pages.iter().map(|page| fs::read_to_string(page).unwrap()).collect();
    assert!(text.contains(TO_DR_HALE) && text.contains("Recording our cases"));
    assert!(text.contains("Take these out before you hand this folder on."));
    for unsaid in [TWO_OF_US, CHANGED, NOT_THIS_ONE, NOT_AGREED, TO_THE_NEWSLETTER] {
        assert_eq!(text.matches(unsaid).count(), 0, "{unsaid}");
    }
    for unsaid in ["newsletter", "How was that for you?", super::JOTTED, super::ALSO_MINE] {
        assert_eq!(text.matches(unsaid).count(), 0, "{unsaid}");
    }
}

/// These words are in what their owner sees, and in what nobody else does.
pub(super) fn nobody_else_has(room: &Room, owner: &str, words: &[&str]) {
    for device in room.all() {
        let seen = device.snapshot().to_string();
        for word in words {
            assert_eq!(
                seen.contains(word),
                device.name == owner,
                "{word}, as {} sees",
                device.name
            );
        }
    }
}
