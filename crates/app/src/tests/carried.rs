//! Files that are carried between devices without a network: saved for somebody, opened, told; and a whole community that
//! begins by nothing else.

use super::Desk;
use super::program::{Program, begin};
use crate::testing;
use egui::{Key, Modifiers};
use horseshoe_model::Kind;
use horseshoe_node::{
    Brought, Command, Community, ForWhom, Joining, JoiningState, LetterNews, Problem, Reply,
    RequestId,
};
use std::path::Path;

fn desk(community: Community) -> Desk {
    let mut desk = Desk::of(vec![community]);
    desk.go(Key::Num6);
    desk
}

fn save_into(desk: &mut Desk, folder: &Path) {
    desk.empty("Where to?");
    desk.write("Where to?", &folder.display().to_string());
    desk.press("Save here");
    desk.until_gone("Where to?");
}

/// Opens a file by the list one can type in; this is what it brought, or why not.
fn open(desk: &mut Desk, answer: Result<Brought, Problem>) {
    desk.answers("OpenExchange", answer.map(|brought| Reply::Opened { brought }));
    desk.key(Modifiers::COMMAND, Key::K);
    desk.harness.event(egui::Event::Text("from a stick".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    desk.harness.event(egui::Event::Text("/stick/to-carry.horseshoe-exchange".to_owned()));
    desk.harness.run();
    desk.key(Modifiers::NONE, Key::Enter);
    let asked = desk.asked();
    let [Command::OpenExchange { file, community: None }] = &asked[..] else { panic!("{asked:?}") };
    assert!(file.ends_with("to-carry.horseshoe-exchange"));
}

#[test]
fn what_a_member_lacks_is_saved_beside_them_under_a_name_that_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(testing::with_devices(testing::community()));
    desk.focus("Priya Nair, Community pharmacy · let in by you and Jo Llewellyn");
    desk.key(Modifiers::NONE, Key::Enter);
    assert!(desk.shows("only the devices of Priya Nair open"));
    desk.focus("Save what Priya Nair lacks…");
    desk.key(Modifiers::NONE, Key::Enter);
    let file = folder.path().join("to-carry.horseshoe-exchange");
    desk.answers("SaveExchange", Ok(Reply::FileSaved { file: file.clone(), entries: 3 }));
    save_into(&mut desk, folder.path());
    let asked = desk.asked();
    let [Command::SaveExchange { whom, file: to, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*whom, ForWhom::Member { member: testing::member_id(3) });
    assert_eq!(*to, file, "no name of anybody");
    assert!(desk.shows("Saved, with 3 entries in it"));
}

#[test]
fn a_file_is_saved_for_everybody_and_for_my_own_devices() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(testing::with_devices(testing::community()));
    for (button, expected) in [
        ("Save for everybody…", ForWhom::Everyone),
        ("Save for my other devices…", ForWhom::MyDevices),
    ] {
        desk.press(button);
        save_into(&mut desk, folder.path());
        let asked = desk.asked();
        let [Command::SaveExchange { whom, .. }] = &asked[..] else { panic!("{asked:?}") };
        assert_eq!(*whom, expected);
    }
    let desk = self::desk(testing::community());
    assert!(!desk.has_control("Save for my other devices…"), "there is no other");
    let desk = self::desk(testing::draft());
    assert!(desk.has_control("Open a file from a stick…"));
    assert!(!desk.has_control("Save for everybody…"), "there is nobody yet");
}

#[test]
fn a_file_tells_what_it_brought_until_it_is_put_away() {
    let mut desk = desk(testing::community());
    let brought = Brought {
        community: Some(testing::community_id()),
        from: Some(testing::device(1)),
        went: vec![testing::member_id(3)],
        entries: vec![(Some(Kind::Community), 1), (Some(Kind::Notebook), 2)],
        waiting: 1,
        ..Brought::default()
    };
    open(&mut desk, Ok(brought));
    for line in [
        "From Jo Llewellyn, for Riverside practitioners",
        "Priya Nair is no longer in the group · 1 entry on groundrules, meetings or votes · 2 entries",
        "Ask for a file with everything",
    ] {
        assert!(desk.shows(line), "{line}");
    }
    desk.press("Put away");
    assert!(!desk.shows("From Jo Llewellyn"));
    open(&mut desk, Ok(Brought { from: Some(testing::device(0)), ..Brought::default() }));
    assert!(desk.shows("A file that you saved yourself"));
    assert!(desk.shows("nothing that was not here already"));
}

#[test]
fn what_is_not_for_this_device_or_is_damaged_is_refused_with_a_sentence() {
    for (problem, sentence) in [
        (Problem::NotForThisDevice, "The file is not for this device"),
        (Problem::ExchangeFileDamaged, "The file is not whole"),
        (Problem::NotAnExchangeFile, "This is not a file that was saved to be carried over"),
    ] {
        let mut desk = desk(testing::community());
        open(&mut desk, Err(problem));
        assert!(desk.shows(sentence) && desk.shows("Nothing was changed"), "{sentence}");
    }
}

#[test]
fn who_asked_with_a_file_is_answered_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = testing::with_request(testing::community());
    asked.requests[0].by_letter = true;
    asked.requests[0].words = None;
    let request = asked.requests[0].id;
    let mut desk = Desk::of(vec![asked.clone()]);
    let letter = Some(LetterNews::Asks { request });
    let from = Some(testing::device(40));
    open(&mut desk, Ok(Brought { from, letter, ..Brought::default() }));
    assert!(desk.shows("Say yes under People, then save the answer"));
    desk.press("Look at who asks");
    assert!(desk.shows("there are no words to compare"));
    assert!(!desk.has_control("Save the answer for Tom Reid"), "before the yes");
    asked.requests[0].approved_by_me = true;
    desk.change(testing::snapshot(vec![asked]));
    desk.press("Save the answer for Tom Reid");
    save_into(&mut desk, folder.path());
    let asked = desk.asked();
    let [Command::SaveExchange { whom, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*whom, ForWhom::Newcomer { request });
    let letter = Some(LetterNews::Signed { request: RequestId(testing::device(3)) });
    open(&mut desk, Ok(Brought { from, letter, ..Brought::default() }));
    desk.press("Save the answer…");
    assert!(desk.shows("Where to?"));
}

#[test]
fn who_has_a_ticket_and_no_network_asks_with_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut snapshot = testing::snapshot(Vec::new());
    let ticket = testing::ticket_id();
    snapshot.joining = vec![Joining {
        ticket,
        community_name: "Riverside".to_owned(),
        state: JoiningState::Reaching,
        words: None,
        to_bring_back: false,
    }];
    let mut desk = Desk::with(snapshot.clone());
    assert!(desk.shows("No network between you?"));
    desk.focus("Save a file for who invited you to Riverside");
    desk.key(Modifiers::NONE, Key::Enter);
    save_into(&mut desk, folder.path());
    let asked = desk.asked();
    assert!(matches!(&asked[..], [Command::SaveAsking { .. }]), "{asked:?}");
    snapshot.joining[0].state = JoiningState::Asked;
    snapshot.joining[0].to_bring_back = true;
    desk.change(snapshot);
    assert!(desk.shows("Carry that back to who invited you"));
}

/// Saves in the dialog that is open. Once the file is there, the question where it is to be is still asked for a moment.
fn save_at(program: &mut Program, folder: &Path, file: &Path) {
    program.at("Where to?", folder, "Save here");
    program.draw_until(|it| file.exists() && !it.shows("Where to?"), "the file");
}

/// The file takes the place of the one before.
fn carry(program: &mut Program, stick: &Path) {
    let file = stick.join("to-carry.horseshoe-exchange");
    if file.exists() {
        std::fs::remove_file(&file).unwrap();
    }
    save_at(program, stick, &file);
}

fn take(program: &mut Program, stick: &Path, told: &str) {
    let file = stick.join("to-carry.horseshoe-exchange");
    program.key(Modifiers::COMMAND, Key::K);
    program.harness.event(egui::Event::Text("from a stick".to_owned()));
    program.harness.run_steps(3);
    program.key(Modifiers::NONE, Key::Enter);
    program.at("The file", &file, "Open it");
    program.until(told);
}

#[test]
fn a_community_begins_and_goes_on_with_nothing_but_a_stick() {
    let folder = tempfile::tempdir().unwrap();
    let stick = folder.path();
    let mut amira = Program::offline(&stick.join("amira"));
    let mut ben = Program::offline(&stick.join("ben"));
    let mut stranger = Program::offline(&stick.join("stranger"));
    begin(&mut amira);
    amira.key(Modifiers::COMMAND, Key::Num6);
    amira.press("Make a ticket");
    amira.press("Save as a file…");
    let ticket = stick.join("ticket.horseshoe");
    save_at(&mut amira, stick, &ticket);
    for (program, name) in [(&mut ben, "Ben"), (&mut stranger, "Cleo")] {
        program.write("Your name", name);
        program.press("Go on");
        program.until("Join with a ticket");
    }
    ben.press("Open a ticket file…");
    ben.at("The file", &ticket, "Read it");
    ben.draw_until(|ben| !ben.shows("A ticket from a file"), "the ticket");
    ben.press("Ask to be let in");
    ben.press("Save a file for who invited you to Riverside");
    carry(&mut ben, stick);

    take(&mut amira, stick, "Say yes under People");
    amira.press("Look at who asks");
    amira.press("Let Ben in");
    amira.press("Save the answer for Ben");
    carry(&mut amira, stick);
    take(&mut ben, stick, "They said yes, and you have signed");
    ben.press("Save what you signed…");
    carry(&mut ben, stick);
    take(&mut amira, stick, "They have signed. Save the answer");
    amira.press("Save the answer…");
    carry(&mut amira, stick);
    take(&mut stranger, stick, "The file is not for this device");
    take(&mut ben, stick, "You are in");
    ben.key(Modifiers::COMMAND, Key::Num2);
    ben.until("Groundrule 1: Listen");

    ben.write("New groundrule", "Speak for yourself");
    ben.key(Modifiers::NONE, Key::Enter);
    ben.until("Groundrule 2: Speak for yourself");
    ben.key(Modifiers::COMMAND, Key::Num6);
    ben.press_beginning("Amira");
    ben.press("Save what Amira lacks…");
    carry(&mut ben, stick);
    take(&mut amira, stick, "From Ben, for Riverside");
    amira.key(Modifiers::COMMAND, Key::Num2);
    amira.until("Groundrule 2: Speak for yourself");
    amira.close();
    ben.close();
    stranger.close();
}
