//! The first minute: who I am, beginning, joining, looking around.

use super::Desk;
use crate::app::{Settings, Wish};
use crate::testing;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use horseshoe_node::{Command, Event, Joining, JoiningState, Problem, Reply, Snapshot, TicketId};
use horseshoe_ui::theme::Motion;

#[test]
fn the_first_thing_asked_is_who_i_am_and_the_first_field_has_the_focus() {
    let mut desk = Desk::with(Snapshot::default());
    assert!(desk.shows("There is no account and no server"));
    desk.press("Go on");
    assert!(desk.asked().is_empty(), "without a name nothing is asked");
    desk.harness.event(egui::Event::Text("Amira".to_owned()));
    desk.harness.run();
    desk.write("Your area of practice", "District nursing");
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    let [Command::Introduce { name, practice }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((name.as_str(), practice.as_str()), ("Amira", "District nursing"));
}

#[test]
fn who_was_here_before_begins_with_a_key_from_paper_and_is_told_what_follows() {
    let mut desk = Desk::with(Snapshot::default());
    desk.press("Begin with a recovery key…");
    assert!(desk.shows("Nobody has to say yes"));
    assert!(desk.shows("What only you could see does not come back with it"));
    desk.harness.event(egui::Event::Text("0A1B 2C3D".to_owned()));
    desk.harness.run();
    assert!(!format!("{:?}", desk.harness.state()).contains("0A1B"));
    desk.key(Modifiers::NONE, Key::Enter);
    let key = horseshoe_node::Secret::new("0A1B 2C3D");
    assert_eq!(desk.harness.state_mut().take_wish(), Some(Wish::BeginFromPaper(key)));
}

#[test]
fn a_copy_that_is_none_is_told_before_anything_is_given_up_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter.txt");
    std::fs::write(&letter, "Dear Jo").unwrap();
    let mut desk = Desk::with(Snapshot::default());
    desk.press("Begin with a backup…");
    assert!(desk.shows("in place of the device it came from, not beside it"));
    desk.harness.event(egui::Event::Text("tulip river".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    desk.write("The file", &letter.display().to_string());
    desk.press("Begin with it");
    desk.until("This is not a backup");
    assert_eq!(desk.harness.state_mut().take_wish(), None);
}

#[test]
fn a_community_is_begun_with_a_name_and_leads_to_the_person_beside_one() {
    let mut desk = Desk::of(Vec::new());
    desk.press("Begin");
    assert!(desk.asked().is_empty());
    desk.answers("Begin", Ok(Reply::Begun { community: testing::community_id() }));
    desk.write("Name of the community", "Riverside");
    desk.press("Begin");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Begin { name }] if name == "Riverside"), "{asked:?}");
    desk.change(testing::snapshot(vec![testing::draft()]));
    assert!(desk.shows("Begin with the person beside you"));
    assert!(desk.shows("not begun yet"));
    desk.far.borrow_mut().snapshot =
        std::sync::Arc::new(testing::snapshot(vec![testing::community()]));
    let (draft, community) = (testing::draft().id, testing::community_id());
    desk.tell(Event::Begun { draft, community });
    assert!(desk.shows("What will enable us to talk honestly"));
}

#[test]
fn u2_in_the_room_one_asks_at_an_open_door_and_compares_words() {
    let mut desk = Desk::of(Vec::new());
    assert!(desk.shows("No open door here yet"));
    desk.change(testing::with_door_in_the_room());
    assert!(desk.shows("An open door, called amber fox"));
    desk.press("Ask at the door called amber fox");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::AskAtDoor { .. }]), "{asked:?}");
    let mut snapshot = testing::comparing_words();
    desk.change(snapshot.clone());
    assert!(desk.shows("river · candle · orchard · seven"));
    assert!(!desk.shows("An open door, called"), "one thing at a time");
    desk.press("The words are the same");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::SameWords { .. }]), "{asked:?}");
    snapshot.calls[0].same = true;
    snapshot.calls[0].community_name = Some("Riverside".to_owned());
    desk.change(snapshot.clone());
    assert!(desk.shows("you come into Riverside") && desk.shows("You said they are the same"));
    snapshot.calls[0].problem = Some(Problem::DoorClosed);
    desk.change(snapshot);
    assert!(desk.shows("Ask them to open it again"));
    desk.press("Put away");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::LeaveDoor { .. }]), "{asked:?}");
}

#[test]
fn words_to_compare_come_into_view_however_large_the_letters_are() {
    let mut settings = Settings::default();
    settings.appearance.text_scale = 2.0;
    settings.appearance.motion = Motion::Reduced;
    let mut desk = Desk::sized(testing::with_door_in_the_room(), vec2(820.0, 560.0), settings);
    desk.change(testing::comparing_words());
    let words = desk.harness.get_by_label("river · candle · orchard · seven").rect();
    assert!(desk.harness.ctx.content_rect().contains_rect(words), "{words}");
}

#[test]
fn words_that_differ_end_the_asking() {
    let mut desk = Desk::with(testing::comparing_words());
    desk.press("They differ");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::LeaveDoor { .. }]), "{asked:?}");
}

#[test]
fn joining_takes_a_ticket_and_tells_how_it_goes() {
    let mut desk = Desk::of(Vec::new());
    desk.write("The ticket", "horseshoe:abc");
    desk.press("Ask to be let in");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Join { ticket }] if ticket == "horseshoe:abc"));
    let ticket = TicketId::from_bytes([1; 32]);
    let mut snapshot = testing::snapshot(Vec::new());
    snapshot.joining = vec![Joining {
        ticket,
        community_name: "Riverside".to_owned(),
        state: JoiningState::Waiting { missing: 1 },
        words: Some(["river", "candle", "orchard", "seven"].map(str::to_owned)),
        to_bring_back: false,
    }];
    desk.change(snapshot.clone());
    assert!(desk.shows("One more member has to say yes"));
    assert!(desk.shows("river · candle · orchard · seven"));
    desk.press("Stop asking");
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::StopJoining { .. }]), "{asked:?}");
    snapshot.joining[0].state = JoiningState::Failed { problem: Problem::TicketExpired };
    desk.change(snapshot);
    assert!(desk.shows("The ticket has expired") && desk.shows("Ask for a new one"));
}

#[test]
fn being_let_in_leads_home() {
    let mut desk = Desk::of(Vec::new());
    desk.far.borrow_mut().snapshot =
        std::sync::Arc::new(testing::snapshot(vec![testing::community()]));
    desk.tell(Event::LetIn { community: testing::community_id() });
    assert!(desk.shows("You were let in"));
    assert!(desk.shows("Who is here"));
}

#[test]
fn a_ticket_can_come_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ticket.horseshoe");
    let mut desk = Desk::of(Vec::new());
    desk.press("Open a ticket file…");
    desk.write("The file", &file.display().to_string());
    desk.press("Read it");
    desk.until("This file cannot be read");
    std::fs::write(&file, "horseshoe:from-a-file\n").unwrap();
    desk.press("Read it");
    desk.until_gone("A ticket from a file");
    desk.press("Ask to be let in");
    let asked = desk.asked();
    assert!(
        matches!(&asked[..], [Command::Join { ticket }] if ticket == "horseshoe:from-a-file"),
        "{asked:?}"
    );
}

#[test]
fn a_ticket_that_was_handed_over_shows_and_enter_asks_to_be_let_in() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.harness.state_mut().with_ticket("horseshoe:abc".to_owned());
    desk.harness.run();
    assert!(desk.shows("The ticket"));
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::Join { ticket }] if ticket == "horseshoe:abc"));
}

#[test]
fn one_can_look_around_first_and_find_the_way_back() {
    let mut desk = Desk::with(Snapshot::default());
    desk.press("Look around in a made-up community");
    assert_eq!(desk.harness.state_mut().take_wish(), Some(Wish::LookAround));
    let mut desk = Desk::of(vec![testing::filled()]).made_up();
    assert!(desk.shows("This community is made up"));
    desk.press("Back to your own");
    assert_eq!(desk.harness.state_mut().take_wish(), Some(Wish::GoBack));
}
