//! The first minute: two people in one room, without internet, from nothing to writing together.

use crate::support::keeper::Device;
use crate::support::network::Room;
use crate::support::not_tested;
use crate::support::together::words;
use crate::support::window::{Screen, Window, until};
use serde_json::json;
use std::fs;

/// Every press of a control is one action; moving between controls and typing is none.
#[test]
fn u2_two_people_in_one_room_write_together_after_six_actions_each_at_most() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(screen), Some(room)) = (Screen::open(), Room::make()) else {
        not_tested("needs Xvfb, xdotool, ImageMagick, and root and iproute2 for a network");
        return;
    };
    room.lay_cable(["10.79.0.1", "10.79.0.2"]);
    let mut devices = ["Amira", "Ben"].map(|name| Device::off(folder.path(), name));
    for device in &devices {
        fs::create_dir_all(device.profile()).unwrap();
    }
    let [amira, ben] = [0, 1].map(|side| {
        Person::before(screen.window(side, &devices[side].profile(), room.within(side)))
    });
    let (mut amira, mut ben) = (amira, ben);

    for (person, name) in [(&mut amira, "Amira"), (&mut ben, "Ben")] {
        person.window.type_words(name);
        person.window.press("Tab");
        person.window.type_words("nursing");
        person.acts("1-who-i-am");
    }
    let no_door = ben.window.looks_at_last();

    // The field for a ticket, its button, one to read it from a file and one for a file from a stick, the name of the
    // community.
    amira.window.press("Tab Tab Tab Tab Tab");
    amira.window.type_words("Riverside");
    amira.acts("2-begin");
    amira.window.press("ctrl+6 Tab");
    amira.acts("3-open-the-door");
    until("Ben sees the open door", || (ben.window.looks() != no_door).then_some(()));

    ben.window.press("Tab");
    let nobody_asks = amira.window.looks_at_last();
    ben.acts("2-ask-here");
    until("Amira sees who asks", || (amira.window.looks() != nobody_asks).then_some(()));
    amira.window.looks_at_last();
    amira.window.picture("4-somebody-asks");
    ben.window.looks_at_last();
    ben.window.picture("3-words");
    // To the places and back, to the beginning of the screen.
    ben.window.press("F6 F6 Tab");
    ben.acts("4-the-words-are-the-same");
    amira.window.press("ctrl+6 Tab");
    let not_yet = ben.window.looks_at_last();
    amira.acts("5-let-them-in");
    until("Ben is in", || (ben.window.looks() != not_yet).then_some(()));
    ben.window.looks_at_last();
    ben.goes_to_groundrules();

    let nothing_written = ben.window.looks_at_last();
    amira.window.press("ctrl+2 Tab");
    amira.acts("6-start-capturing");
    amira.window.type_words("Phones off");
    amira.window.press("Return");
    until("Ben reads it", || (ben.window.looks() != nothing_written).then_some(()));
    for person in [&amira, &ben] {
        person.window.looks_at_last();
        person.window.picture("7-together");
        assert!(person.actions <= 6, "{} actions", person.actions);
    }

    for (person, device) in [(ben, 1), (amira, 0)] {
        assert!(person.window.close().success());
        devices[device].restart();
        let snapshot = devices[device].snapshot();
        let rules = words(&snapshot, "/communities/0/community/groundrules/rules", "/words/text");
        assert_eq!(rules, ["Phones off"]);
        assert_eq!(snapshot.pointer("/communities/0/stage"), Some(&json!("living")));
        devices[device].end();
    }
}

/// Somebody before their window, and how often they pressed something.
struct Person<'a> {
    window: Window<'a>,
    actions: usize,
}

impl<'a> Person<'a> {
    fn before(window: Window<'a>) -> Self {
        Self { window, actions: 0 }
    }

    /// Presses what has the focus.
    fn acts(&mut self, moment: &str) {
        self.window.press_and_see("Return");
        self.window.looks_at_last();
        self.window.picture(moment);
        self.actions += 1;
    }

    fn goes_to_groundrules(&mut self) {
        self.window.press_and_see("ctrl+2");
        self.window.picture("5-groundrules");
        self.actions += 1;
    }
}
