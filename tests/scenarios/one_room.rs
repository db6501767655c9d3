//! Two members in one room: a network of their own, with nothing in it but a cable.

use crate::support::canary::Canaries;
use crate::support::keeper::Device;
use crate::support::network::{Capture, Heard, Room, strays};
use crate::support::not_tested;
use crate::support::together::{add_rule, agree, draft, found, words};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn two_members_find_each_other_in_one_room_and_speak_to_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let Some(room) = room() else { return };
    let [mut amira, mut ben] = ["Amira", "Ben"].map(|name| Device::off(folder.path(), name));
    room.lay_cable(["10.77.0.1", "10.77.0.2"]);

    // Amira is alone, with a community nobody has joined yet.
    let cable = [0, 1].map(|side| room.listen(side, folder.path()));
    enter(&room, 0, &mut amira);
    draft(&amira, "Riverside");
    stays_alone_for(&amira, 10);
    for end in &cable {
        let heard = end.so_far();
        assert_eq!(strays(&heard, &BTreeSet::new()), Vec::<&str>::new(), "of all {heard}");
    }
    assert!(cable[0].so_far().contains(".5353: "), "she announced herself");

    // Ben comes with a ticket, and both write.
    enter(&room, 1, &mut ben);
    found(&amira, &ben);
    add_rule(&amira, "Phones off");
    add_rule(&ben, "Listen");
    let seen = rules(&agree(&[&amira, &ben]));
    assert_eq!(seen, BTreeSet::from(["Phones off", "Listen"].map(ToOwned::to_owned)));

    let community = amira.community();

    // Amira goes. Ben writes on his own, then goes as well.
    leave(&mut amira);
    add_rule(&ben, "One at a time");
    leave(&mut ben);
    let earlier = room.addresses();
    // Not a name, a word or the id of the community is read by whoever listens: that two devices talk is.
    let written =
        ["Riverside", "Amira", "nursing", "Phones off", "Listen", "One at a time", "Start on time"];
    let written = Canaries::of(&written).and_id(&community);
    spoke_only_to(&earlier, cable, &written);

    // Another day, other addresses: none they remember is right.
    room.lay_cable(["10.77.0.11", "10.77.0.12"]);
    let cable = [0, 1].map(|side| room.listen(side, folder.path()));
    enter(&room, 0, &mut amira);
    add_rule(&amira, "Start on time");
    enter(&room, 1, &mut ben);
    assert_eq!(rules(&agree(&[&amira, &ben])).len(), 4);
    for device in [&mut amira, &mut ben] {
        leave(device);
    }
    spoke_only_to(&(&earlier | &room.addresses()), cable, &written);
}

fn room() -> Option<Room> {
    if Command::new("tcpdump").arg("--version").output().is_err() {
        not_tested("needs tcpdump");
        return None;
    }
    let room = Room::make();
    if room.is_none() {
        not_tested("network namespaces need root and iproute2");
    }
    room
}

/// Starts a device on one side of the room, as people start it: nothing says what it may do on the network.
fn enter(room: &Room, side: usize, device: &mut Device) {
    device.restart_within(device.program_within(room.within(side)));
}

fn leave(device: &mut Device) {
    // One that waited for something in vain says so when it ends.
    let code = device.end().code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
}

fn rules(seen: &Value) -> BTreeSet<String> {
    words(seen, "/community/groundrules/rules", "/words/text").into_iter().collect()
}

fn stays_alone_for(device: &Device, seconds: u32) {
    let until = json!({ "path": "/communities/0/sync/connected", "at_least": 1 });
    let wait = json!({ "command": "wait", "until": until, "seconds": seconds });
    assert_eq!(device.refused(&wait)["problem"], "time_over");
}

/// Both ends of the cable: something went to a member, nothing to anybody else, and nothing that people wrote can be read.
fn spoke_only_to(members: &BTreeSet<String>, cable: [Capture; 2], written: &Canaries) {
    for end in cable {
        let Heard { lines, bytes } = end.end();
        assert_eq!(strays(&lines, members), Vec::<&str>::new());
        assert_ne!(strays(&lines, &BTreeSet::new()), Vec::<&str>::new(), "nothing was heard");
        assert_eq!(written.hits(&bytes), BTreeSet::new());
        // The other way round: what is said to the room at large is found.
        assert!(!Canaries::of(&["_udp"]).hits(&bytes).is_empty());
    }
}
