//! A whole session of three hours by the handbook's agenda: ten members and two guests, two presentations, three people
//! without a network for a while, and a facilitator whose laptop dies. The clock on the wall is moved; all else is real.

mod heard;
mod pictures;
mod record;
mod room;

use crate::support::clock::Clock;
use crate::support::not_tested;
use room::{CO_FACILITATOR, FACILITATOR, GUESTS, MEMBERS, Room};
use serde_json::{Value, json};

const JOTTED: &str = "Was it the brother who rang?";
/// Cleo’s, in steps of three bytes: more than one entry holds.
const SLIDES: usize = 250_000;
const ALSO_MINE: &str = "I would have gone back as well";

#[test]
fn a_whole_session_goes_by_its_agenda_and_only_what_was_agreed_is_on_the_record() {
    let folder = tempfile::tempdir().unwrap();
    let Some(clock) = Clock::start(folder.path()) else {
        not_tested("needs libfaketime");
        return;
    };
    let mut room = Room::fills(folder.path(), clock);
    let meeting = a_meeting_with_two_presenters(&room);
    let session = everybody_arrives(&room, &meeting);

    introductions(&room);
    groundrules_and_since_last(&room);
    first_presentation(&room);
    first_discussion(&room);
    heard::is_heard(&room, &session);
    tea_break_brought_forward(&room);
    the_facilitators_laptop_dies(&mut room);
    first_capture(&room, &session);
    second_presentation(&mut room);
    second_discussion(&mut room, &session);
    second_capture(&room);
    how_was_that(&room);
    next_date(&room);
    the_end(&room);
    heard::is_gone(&room);

    record::all_hold_the_same(&room);
    record::times_are_those_of_the_clock(&room);
    record::written_is_what_was_agreed(&room);
    record::export_says_no_more(&room, &folder.path().join("export"));
    record::nobody_else_has(&room, "Ivo", &[JOTTED, ALSO_MINE]);
}

fn a_meeting_with_two_presenters(room: &Room) -> String {
    let amira = &room[FACILITATOR];
    amira.does(
        &json!({ "subject": "groundrules", "do": "add", "text": "What is said here stays here" }),
    );
    let eve = room.member("Eve");
    room["Eve"].does(
        &json!({ "subject": "actions", "do": "add", "text": "Bring the guidance", "owner": eve }),
    );
    let when = json!({ "date": "2027-03-04", "start": "14:00", "end": "17:00" });
    let meeting = amira.does(
        &json!({ "subject": "meetings", "do": "propose", "when": when, "place": "Room 3", "slots": 2 }),
    );
    amira.does(
        &json!({ "subject": "meetings", "do": "agree", "meeting": meeting, "how": "said_aloud" }),
    );
    for (number, (who, kind, topic)) in
        [("Cleo", "case_study", "A first visit"), ("Dan", "theme", "Endings")]
            .into_iter()
            .enumerate()
    {
        room[who].wait("/communities/0/community/meetings/0/slots", "length", 2);
        let slot = room[who].see(&format!("/communities/0/community/meetings/0/slots/{number}/id"));
        let mut presentation = json!({ "kind": kind, "topic": topic });
        if who == "Cleo" {
            presentation["slides"] = pictures::adds(&room[who], SLIDES, 12);
        }
        let offer = room[who].does(
            &json!({ "subject": "presenters", "do": "offer", "slot": slot, "presentation": presentation }),
        );
        room[who].does(&json!({ "subject": "presenters", "do": "pick", "offer": offer }));
    }
    for device in room.all() {
        let presents =
            |number| format!("/communities/0/community/meetings/0/slots/{number}/presenter");
        device.wait(&presents(0), "exists", true);
        device.wait(&presents(1), "exists", true);
    }
    meeting
}

/// Gives the document of the session.
fn everybody_arrives(room: &Room, meeting: &str) -> String {
    let amira = &room[FACILITATOR];
    let begin = json!({ "command": "begin_session", "community": amira.community(),
        "meeting": meeting, "agenda": "agenda-session", "presentations": 2 });
    let session = amira.ok(&begin)["id"].as_str().unwrap().to_owned();
    room.all_see("/document", "equals", session.clone());
    room.all_see("/agenda/points", "length", 12);
    let co_facilitator = room.member(CO_FACILITATOR);
    amira.does(
        &json!({ "subject": "session", "do": "facilitate", "member": co_facilitator, "on": true }),
    );
    // Amira is there already: she began it.
    let arrive = |who: &&'static str| (*who, json!({ "subject": "attendance", "do": "arrive" }));
    let arriving: Vec<(&str, Value)> = MEMBERS[1..].iter().map(arrive).collect();
    all_done(&room.at_once(&arriving));
    for (name, area) in GUESTS {
        amira.does(
            &json!({ "subject": "attendance", "do": "write_down", "name": name, "area": area }),
        );
    }
    room.all_see("/attendance/members", "length", 10);
    room.all_see("/attendance/guests", "length", 2);
    room.all_see("/facilitators", "length", 2);
    session
}

fn introductions(room: &Room) {
    room.is_minute(0);
    room.next(FACILITATOR, "intro");
    // Gita passes: nothing says so anywhere.
    room.goes_round(FACILITATOR, "Who are you, in a sentence or two?", &everybody(room));
    pictures::are_put_up(room);
}

fn groundrules_and_since_last(room: &Room) {
    room.is_minute(5);
    room.next(FACILITATOR, "groundrules");
    room["Jo"]
        .does(&json!({ "subject": "groundrules", "do": "still_right", "session": "Session 4" }));
    room.is_minute(10);
    room.next(FACILITATOR, "since_last");
    let brought = room["Eve"].see("/communities/0/community/actions/0/id");
    room["Eve"].does(&json!({ "subject": "actions", "do": "done", "action": brought }));
}

fn first_presentation(room: &Room) {
    room.is_minute(20);
    room.next(FACILITATOR, "presentation");
    assert_eq!(presenter(room), room.member("Cleo"));
    let slot = "/communities/0/community/meetings/0/slots/0";
    let slides = room["Ivo"].see(&format!("{slot}/presentation/value/slides"));
    pictures::all_have(room, &slides, SLIDES);
    room["Ivo"].does(&json!({ "subject": "private", "do": "jot", "text": JOTTED }));
    room["Ivo"].does(&json!({ "subject": "private", "do": "add_note", "text": ALSO_MINE }));
    // Cleo needs five minutes more: the discussion gives them.
    room.is_minute(45);
    let (here, later) = (&room.points("presentation")[0], &room.points("discussion")[0]);
    room[FACILITATOR].does(&json!({ "subject": "agenda", "do": "lengthen", "point": here["id"],
        "minutes": 5, "take_from": later["id"] }));
    room.all_see("/agenda/points/3/minutes/value", "equals", 35);
    room.all_see("/agenda/points/4/minutes/value", "equals", 30);
}

fn first_discussion(room: &Room) {
    room.is_minute(55);
    room.next(FACILITATOR, "discussion");
    let raise = |who: &'static str| (who, json!({ "subject": "speakers", "do": "raise" }));
    all_done(&room.at_once(&["Dan", "Eve", "Femi", "Gita"].map(raise)));
    room.all_see("/speakers/waiting", "length", 4);
    let lee = room.guest("Lee");
    room[FACILITATOR].does(&json!({ "subject": "speakers", "do": "raise", "person": lee }));
    room.all_see("/speakers/waiting", "length", 5);
    let order = room.waiting(FACILITATOR);
    assert!(room.here().all(|device| room.waiting(device.name) == order), "one order for all");
    assert_eq!(order[4], lee, "raised by hand last");

    let gita = room.turn_of(&room.member("Gita"));
    room["Gita"].does(&json!({ "subject": "speakers", "do": "lower", "turn": gita }));
    room.all_see("/speakers/waiting", "length", 4);
    let left: Vec<&Value> = order.iter().filter(|who| **who != room.member("Gita")).collect();
    for person in left {
        assert_eq!(room.call_next(FACILITATOR), *person);
    }
    room.all_see("/speakers/waiting", "length", 0);
    let speaking = room.sees(FACILITATOR, "/speakers/speaking/id");
    room[FACILITATOR].does(&json!({ "subject": "speakers", "do": "done", "turn": speaking }));
    room.all_see("/speakers/speaking", "exists", false);

    room.is_minute(64);
    room["Hana"].does(&json!({ "subject": "parked", "do": "park", "text": "Recording our cases",
        "would_help": "The new guidance", "review_on": "2027-04-08" }));
}

fn tea_break_brought_forward(room: &Room) {
    room.is_time(70, 30);
    let here = room.point_at(FACILITATOR);
    room[FACILITATOR].does(
        &json!({ "subject": "agenda", "do": "break_now", "from": here["id"], "minutes": 10 }),
    );
    room.all_are_at(&room.point_at(FACILITATOR), "break");
    let planned = room.points("break").last().unwrap()["id"].clone();
    room[FACILITATOR]
        .does(&json!({ "subject": "agenda", "do": "skip", "point": planned, "skip": true }));
    room.all_see("/agenda/points/8/skipped", "equals", true);
    room.is_minute(80);
    room.next(FACILITATOR, "discussion");
    let rest = room.point_at(FACILITATOR);
    assert_eq!(rest["rest_of"], here["id"]);
    assert_eq!(rest["minutes"]["value"], 15, "what was left of it");
}

fn the_facilitators_laptop_dies(room: &mut Room) {
    room["Jo"].does(&json!({ "subject": "speakers", "do": "raise" }));
    room.all_see("/speakers/waiting", "length", 1);
    room.is_minute(85);
    room.kills(FACILITATOR);
    let jo = room.member("Jo");
    assert_eq!(room.call_next(CO_FACILITATOR), jo);
    let speaking = room.sees(CO_FACILITATOR, "/speakers/speaking/id");
    room[CO_FACILITATOR].does(&json!({ "subject": "speakers", "do": "done", "turn": speaking }));
}

/// Ben and Dan press next at the same moment: the group goes on once.
fn first_capture(room: &Room, session: &str) {
    room.is_minute(95);
    let both = [CO_FACILITATOR, "Dan"].map(|who| (who, room.next_of(who)));
    for told in room.at_once(&both) {
        let too_late = told["error"]["rule"] == "changed_since";
        assert!(told.get("ok").is_some() || too_late, "{told}");
    }
    room.all_are_at(&room.point_at(CO_FACILITATOR), "capture");
    record::capture_what_was_learned(room, session);
}

fn second_presentation(room: &mut Room) {
    room.is_minute(100);
    room.next(CO_FACILITATOR, "presentation");
    assert_eq!(presenter(room), room.member("Dan"));
    room.is_minute(110);
    room.restarts(FACILITATOR);
    room.all_are_at(&room.point_at(CO_FACILITATOR), "presentation");
}

/// Femi, Gita and Hana are without a network for twenty minutes, and do what everybody does.
fn second_discussion(room: &mut Room, session: &str) {
    room.is_minute(130);
    room.next(FACILITATOR, "discussion");
    for who in ["Femi", "Gita", "Hana"] {
        room.goes_offline(who);
    }
    room["Femi"].does(&json!({ "subject": "speakers", "do": "raise" }));
    room["Gita"].does(&json!({ "subject": "learning", "do": "propose", "text": record::ENDINGS, "session": session }));
    room["Hana"].does(&json!({ "subject": "notes", "do": "add", "text": "The letter she wrote at the end", "about": "Session 4" }));
    room["Cleo"].does(&json!({ "subject": "speakers", "do": "raise" }));
    room.is_minute(140);
    room[CO_FACILITATOR].does(&json!({ "subject": "agenda", "do": "think", "on": true }));
    room.all_see("/agenda/thinking", "at_least", Room::moment(140));
    room.is_minute(142);
    room[CO_FACILITATOR].does(&json!({ "subject": "agenda", "do": "think", "on": false }));
    room.all_see("/agenda/thinking", "exists", false);
    room.all_see("/speakers/waiting", "length", 1);

    room.is_minute(150);
    for who in ["Femi", "Gita", "Hana"] {
        room.comes_online(who);
    }
    room.all_see("/speakers/waiting", "length", 2);
    for device in room.here() {
        device.wait("/communities/0/notebook/notes", "length", 1);
        device.wait(
            "/communities/0/community/learning",
            "contains",
            json!({ "words": { "text": record::ENDINGS } }),
        );
    }
    let order = room.waiting(FACILITATOR);
    assert!(room.here().all(|device| room.waiting(device.name) == order), "one order for all");
    room.call_next(FACILITATOR);
    room[FACILITATOR].does(&json!({ "subject": "speakers", "do": "clear" }));
    room.all_see("/speakers/waiting", "length", 0);
}

fn second_capture(room: &Room) {
    room.is_minute(165);
    room.next(FACILITATOR, "capture");
    record::agree_on_what_came_up_apart(room);
}

fn how_was_that(room: &Room) {
    room.is_minute(170);
    room.next(FACILITATOR, "feedback");
    let mut seats = everybody(room);
    seats.reverse();
    room.goes_round(FACILITATOR, "How was that for you?", &seats);
}

fn next_date(room: &Room) {
    room.is_minute(175);
    room.next(FACILITATOR, "next_date");
    let when = json!({ "date": "2027-04-08", "start": "14:00", "end": "17:00" });
    let next = room[CO_FACILITATOR]
        .does(&json!({ "subject": "meetings", "do": "propose", "when": when, "slots": 2 }));
    room[CO_FACILITATOR].does(
        &json!({ "subject": "meetings", "do": "agree", "meeting": next, "how": "said_aloud" }),
    );
    room["Eve"].wait("/communities/0/community/meetings", "length", 2);
    let slot = room["Eve"].see("/communities/0/community/meetings/1/slots/0/id");
    let presentation = json!({ "kind": "case_study", "topic": "A second visit" });
    let offer = room["Eve"].does(&json!({ "subject": "presenters", "do": "offer", "slot": slot, "presentation": presentation }));
    room["Eve"].does(&json!({ "subject": "presenters", "do": "pick", "offer": offer }));
    room[CO_FACILITATOR]
        .does(&json!({ "subject": "actions", "do": "arrangements", "session": next }));
}

fn the_end(room: &Room) {
    room.is_minute(180);
    let last = room.point_at(FACILITATOR);
    room[FACILITATOR].does(&json!({ "subject": "agenda", "do": "finish", "from": last["id"] }));
    room.all_see("/agenda/at", "exists", false);
    room[FACILITATOR].does(&json!({ "subject": "session", "do": "close" }));
    room.all_see("/closed", "at_least", Room::moment(180));
}

fn all_done(told: &[Value]) {
    assert!(told.iter().all(|told| told.get("ok").is_some()), "{told:?}");
}

/// Members, then guests, in the order they sit.
fn everybody(room: &Room) -> Vec<Value> {
    let members = MEMBERS.iter().map(|name| room.member(name));
    members.chain(GUESTS.iter().map(|(name, _)| room.guest(name))).collect()
}

/// Who presents at the point the group is at, as the meeting says.
fn presenter(room: &Room) -> Value {
    let slot = room.point_at(CO_FACILITATOR)["slot"].clone();
    let slots = room[CO_FACILITATOR].see("/communities/0/community/meetings/0/slots");
    let mut slots = slots.as_array().unwrap().iter();
    slots.find(|one| one["id"] == slot).unwrap()["presenter"]["value"].clone()
}
