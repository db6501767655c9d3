//! Two members, each before a window of their own: what one types the other reads.

use crate::support::keeper::Device;
use crate::support::network::Room;
use crate::support::not_tested;
use crate::support::together::{agree, begin, words};
use crate::support::window::{Screen, Window, rest, until};
use serde_json::json;
use std::time::Duration;

#[test]
fn what_is_typed_in_one_window_shows_in_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(screen), Some(room)) = (Screen::open(), Room::make()) else {
        not_tested("needs Xvfb, xdotool, ImageMagick, and root and iproute2 for a network");
        return;
    };
    // The community is there already; how one begins in a window is told elsewhere.
    let mut devices = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    begin(&devices[0], &devices[1], "Riverside");
    devices[0].does(&json!({ "subject": "groundrules", "do": "add", "text": "Phones off" }));
    // Out of sight, so that both have an act to take back.
    devices[1].does(&json!({ "subject": "notes", "do": "add", "text": "Tea", "kind": "note", "scope": "stays_in_group" }));
    agree(&[&devices[0], &devices[1]]);
    for device in &mut devices {
        device.end();
    }

    room.lay_cable(["10.78.0.1", "10.78.0.2"]);
    let [amira, ben] =
        [0, 1].map(|side| screen.window(side, &devices[side].profile(), room.within(side)));
    for window in [&amira, &ben] {
        window.press_and_see("ctrl+2"); // the groundrules
    }
    until("both show the same", || same_looks(&amira, &ben));
    take_pictures(&[&amira, &ben], "1-before");
    let before = ben.looks_at_last();

    // From the beginning of the screen to the first rule, which opens.
    amira.press_and_see("Tab");
    amira.press_and_see("Return");
    amira.type_words(" and cameras away");
    until("Ben sees something of it", || (ben.looks() != before).then_some(()));
    take_pictures(&[&amira, &ben], "2-typed");
    amira.press_and_see("ctrl+Return");
    // To the places and back to the beginning of the screen, where Ben is.
    amira.press_and_see("F6");
    amira.press_and_see("F6");
    // Where the keyboard is shows only in the window that has it.
    ben.takes_keyboard();
    let after = until("both show the same again", || same_looks(&amira, &ben));
    take_pictures(&[&amira, &ben], "3-after");
    assert!(after != before, "it does not show what was typed");
    come_to_rest(&[&amira, &ben]);

    // Ben’s window is closed first: what is in his profile came while both were open.
    for (window, device) in [(ben, 1), (amira, 0)] {
        assert!(window.close().success());
        devices[device].restart();
        let snapshot = devices[device].snapshot();
        let rules = words(&snapshot, "/communities/0/community/groundrules/rules", "/words/text");
        assert_eq!(rules, ["Phones off and cameras away"]);
        devices[device].end();
    }
}

fn same_looks(one: &Window<'_>, other: &Window<'_>) -> Option<Vec<u8>> {
    let looks = one.looks();
    (looks == other.looks()).then_some(looks)
}

fn take_pictures(windows: &[&Window<'_>], moment: &str) {
    for window in windows {
        window.picture(moment);
    }
}

/// Where nothing happens, nothing is done: soon none works more than a tenth of the time.
fn come_to_rest(windows: &[&Window<'_>]) {
    let worked = || windows.iter().map(|window| window.worked()).collect::<Vec<_>>();
    let mut seen = Vec::new();
    for _ in 0..5 {
        let before = worked();
        rest(Duration::from_secs(3));
        let hundredths: Vec<u64> =
            worked().into_iter().zip(before).map(|(after, before)| after - before).collect();
        if hundredths.iter().all(|hundredths| *hundredths < 30) {
            return;
        }
        seen.push(hundredths);
    }
    panic!("the windows never rest: in three seconds each they worked {seen:?} hundredths");
}
