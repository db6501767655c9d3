//! Somebody opens a ticket while their window is there already.

use crate::support::keeper::Device;
use crate::support::network::Room;
use crate::support::not_tested;
use crate::support::together::{draft, introduce, invite};
use crate::support::window::{Screen, until};
use serde_json::Value;

#[test]
fn a_second_start_hands_its_ticket_to_the_window_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let (Some(screen), Some(room)) = (Screen::open(), Room::make()) else {
        not_tested("needs Xvfb, xdotool, ImageMagick, and root and iproute2 for a network");
        return;
    };
    let mut devices = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    let [amira, ben] = &devices;
    draft(amira, "Riverside");
    introduce(ben, ben.name);
    let Value::String(ticket) = invite(amira, &amira.community().into()) else {
        panic!("there is no ticket");
    };
    let file = folder.path().join("a ticket.horseshoe");
    std::fs::write(&file, &ticket).unwrap();
    for device in &mut devices {
        device.end();
    }

    let ben = &mut devices[1];
    let window = screen.window(0, &ben.profile(), room.within(0));
    let before = window.looks_at_last();

    let again = window.again(room.within(0), &["a letter without a ticket"]);
    assert!(!again.status.success() && !again.stderr.is_empty(), "{again:?}");
    let again = window.again(room.within(0), &[]);
    assert!(again.status.success(), "{again:?}");
    assert!(window.looks_at_last() == before, "nothing was handed over, but it looks different");

    let again = window.again(room.within(0), &[file.to_str().unwrap()]);
    assert!(again.status.success(), "{again:?}");
    until("the ticket shows", || (window.looks() != before).then_some(()));
    window.picture("ticket-shows");
    // The next thing to do is at hand.
    window.press_and_see("Return");
    assert!(window.close().success());

    ben.restart();
    let joining = ben.see("/joining/0/community_name");
    assert_eq!(joining, "Riverside", "he asks to be let in where the ticket comes from");
    ben.end();
}
