//! What several people live through together, on a clock that is moved.

mod audiences;
mod erasing;
mod fail_closed;
mod files;
mod membership;
mod on_a_stick;
mod pressing;
mod restored;
mod rooms;
mod sessions;
mod standing;
mod texts;

use super::Input;
use super::world::World;
use crate::{Command, Problem, Stage};
use horseshoe_model::{Command as Act, GroundrulesCommand, NotesCommand, PrivateCommand};
use horseshoe_store::Store as _;
use std::collections::BTreeSet;
use std::time::Duration;

#[test]
fn a_community_begins_when_the_second_person_joins_and_the_draft_moves_in() {
    let mut world = World::of(2);
    let draft = world.begin();
    world.add_rule(0, draft, "Listen");
    assert_eq!(world.community(0).stage, Stage::Draft);
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    assert!(world.see(1).communities.is_empty(), "nobody is in before the inviter says yes");
    let words = world.community(0).requests[0].words.clone();
    assert_eq!(words, world.see(1).joining[0].words);
    world.approve(0, draft, 1);
    assert_eq!(world.community(1).stage, Stage::Living);
    assert_eq!(world.rules(1), ["Listen"]);
    world.assert_all_agree();
    let names: Vec<String> =
        world.community(1).members.iter().map(|member| member.name.clone()).collect();
    assert!(names.contains(&"Amira".to_owned()) && names.contains(&"Ben".to_owned()), "{names:?}");
}

#[test]
fn o13_nobody_is_in_before_two_members_said_yes() {
    let mut world = World::of(3);
    let draft = world.begin();
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 1);
    let community = world.community(0).id;
    let ticket = world.invite(0, community);
    world.ask(2, Command::Join { ticket }).unwrap();
    world.approve(0, community, 2);
    assert!(world.see(2).communities.is_empty());
    assert_eq!(world.community(1).requests[0].approved_by.len(), 1);
    world.approve(1, community, 2);
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(2).stage, Stage::Living);
    assert_eq!(world.community(2).members.len(), 3);
    assert!(world.community(0).requests.is_empty() && world.community(1).requests.is_empty());
    world.assert_all_agree();
}

#[test]
fn d12_rules_written_apart_are_all_there_when_people_meet() {
    let (mut world, community) = World::community_of(3);
    world.go_apart(2);
    for number in 0..20 {
        world.add_rule(0, community, &format!("here {number}"));
        world.add_rule(2, community, &format!("away {number}"));
        world.add_note(2, community, &format!("note {number}"));
    }
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(1).len(), 20);
    world.come_back(2);
    assert_eq!(world.rules(0).len(), 40);
    world.assert_all_agree();
}

#[test]
fn c8_a_note_on_a_page_of_the_handbook_stays_with_whoever_wrote_it() {
    let (mut world, community) = World::community_of(2);
    let about = Some("handbook/trust".to_owned());
    let text = "Ask Ben".to_owned();
    let note = PrivateCommand::AddNote { text, about: about.clone(), after: None };
    world.act(0, community, note).unwrap();
    world.run(Duration::from_secs(5));
    world.kill(0);
    world.start(0, false);
    world.settle();
    let mine = world.community(0);
    assert_eq!(mine.private.notes[0].about, about);
    assert!(world.community(1).private.notes.is_empty());
    let theirs = world.people[1].store.reader().documents(&community).unwrap();
    assert!(!theirs.is_empty() && !theirs.contains(&mine.private_document));
    world.assert_all_agree();
}

#[test]
fn what_was_answered_as_saved_survives_a_kill() {
    let (mut world, community) = World::community_of(2);
    world.go_apart(1);
    for number in 0..10 {
        world.add_rule(1, community, &format!("rule {number}"));
    }
    world.kill(1);
    world.start(1, false);
    assert_eq!(world.rules(1).len(), 10);
    world.come_back(1);
    assert_eq!(world.rules(0).len(), 10);
    world.assert_all_agree();
}

#[test]
fn a_copied_profile_writes_under_a_new_name_and_loses_nothing() {
    let (mut world, community) = World::community_of(2);
    world.go_apart(1);
    world.add_rule(1, community, "before the copy");
    world.kill(1);
    world.start(1, true);
    world.add_rule(1, community, "after the copy");
    world.come_back(1);
    assert_eq!(world.rules(0), ["before the copy", "after the copy"]);
    world.assert_all_agree();
}

#[test]
fn a_full_disk_answers_nothing_as_saved_and_loses_nothing() {
    let (mut world, community) = World::community_of(2);
    world.people[0].full = true;
    world.numbers += 1;
    let number = world.numbers;
    let add = GroundrulesCommand::Add { text: "kept".to_owned(), after: None };
    let command = Command::Do { community, act: Act::Groundrules(add) };
    world.inputs.push_back((0, Input::Ask { number, command }));
    world.run(Duration::from_secs(3));
    assert!(!world.people[0].answers.contains_key(&number));
    assert_eq!(world.see(0).saved, crate::Saved::Failed { problem: Problem::DiskFull });
    assert_eq!(world.rules(0), ["kept"]);
    assert!(world.rules(1).is_empty(), "nothing leaves before it is durable");
    world.people[0].full = false;
    world.run(Duration::from_secs(5));
    assert!(world.people[0].answers[&number].is_ok());
    assert_eq!(world.rules(1), ["kept"]);
}

#[test]
fn two_copies_of_a_profile_that_write_at_once_lose_no_word() {
    let (mut world, community) = World::community_of(3);
    world.kill(1);
    let copy = world.people[1].store.copy();
    world.go_apart(2);
    world.start(1, false);
    world.add_rule(1, community, "from the original");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(0), ["from the original"]);

    // Nobody told the copy that it is one: it goes on under the same name, and only Cleo hears it.
    world.kill(1);
    let original = std::mem::replace(&mut world.people[1].store, copy);
    world.go_apart(0);
    world.start(1, false);
    world.come_back(2);
    world.add_rule(1, community, "from the copy");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(2), ["from the copy"]);

    world.come_back(0);
    world.kill(1);
    world.people[1].store = original;
    world.start(1, false);
    world.run(Duration::from_secs(10));
    let mut rules = world.rules(0);
    rules.sort_unstable();
    assert_eq!(rules, ["from the copy", "from the original"]);
    world.assert_all_agree();
    // It goes on, also after a restart.
    world.kill(1);
    world.start(1, false);
    world.add_rule(1, community, "afterwards");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(0).len(), 3);
    world.assert_all_agree();
}

#[test]
fn devices_that_hold_the_same_know_it() {
    let (mut world, community) = World::community_of(3);
    world.add_rule(0, community, "Listen");
    world.add_note(1, community, "Who else was involved?");
    world.run(Duration::from_mins(1));
    for who in 0..3 {
        assert_eq!(world.community(who).sync.in_sync, 2, "as {who} sees it");
    }
    world.kill(1);
    world.start(1, false);
    world.run(Duration::from_mins(1));
    for who in 0..3 {
        assert_eq!(world.community(who).sync.in_sync, 2, "as {who} sees it after a restart");
    }
}

#[test]
fn whoever_is_in_already_hears_so_when_asking_with_the_same_ticket_again() {
    let mut world = World::of(2);
    let draft = world.begin();
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket: ticket.clone() }).unwrap();
    world.approve(0, draft, 1);
    let community = world.community(0).id;
    for _ in 0..2 {
        assert_eq!(world.see(1).joining[0].state, crate::JoiningState::In { community });
        world.kill(1);
        world.start(1, false);
        assert!(world.see(1).joining.is_empty(), "what is over is not asked again by itself");
        world.ask(1, Command::Join { ticket: ticket.clone() }).unwrap();
        world.run(Duration::from_secs(5));
    }
}

#[test]
fn a_full_notebook_is_followed_by_a_next_one_and_all_notes_stay_one_list() {
    let mut world = World::of(2);
    let draft = world.begin();
    for number in 0..260 {
        world.add_note(0, draft, &format!("{number:03} before anybody came"));
    }
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 1);
    let community = world.community(0).id;
    world.go_apart(1);
    // Apart, both fill what is left of the second notebook, and each begins a third.
    for number in 260..510 {
        world.add_note(0, community, &format!("{number:03} here"));
        world.add_note(1, community, &format!("{number:03} away"));
    }
    world.come_back(1);
    world.assert_all_agree();
    let notebook = world.community(1).notebook.clone();
    assert_eq!(notebook.notes.len(), 760);
    let documents: BTreeSet<_> = notebook.notes.iter().map(|note| note.document).collect();
    assert_eq!(documents.len(), 4);
    // Everybody's own notes stand in the order they were written in, whichever notebook they are in.
    for mark in ["before", "here", "away"] {
        let texts: Vec<&str> = notebook.notes.iter().map(|note| note.words.text.as_str()).collect();
        let marked: Vec<&&str> = texts.iter().filter(|text| text.contains(mark)).collect();
        assert!(marked.is_sorted(), "{marked:?}");
    }

    // A note can be moved between notes of another notebook, and taken out of any.
    let (first, last) = (notebook.notes[0].id, notebook.notes[759].id);
    world.act(1, community, NotesCommand::Move { note: last, after: Some(first) }).unwrap();
    world.act(1, community, NotesCommand::TakeOut { note: first }).unwrap();
    world.assert_all_agree();
    let notebook = world.community(0).notebook.clone();
    assert_eq!(notebook.notes[0].id, last);
    assert_eq!(notebook.taken_out[0].id, first);

    world.kill(0);
    world.start(0, false);
    assert_eq!(world.community(0).notebook, notebook);
    world.assert_all_agree();
}

/// Ben stands at Amira's open door until both see words.
fn ben_asks_at_amiras_open_door(world: &mut World, community: crate::CommunityId) {
    world.ask(1, Command::LookForDoors { look: true }).unwrap();
    assert!(world.see(1).doors.is_empty(), "no door is open yet");
    world.ask(0, Command::HoldDoor { community, open: true }).unwrap();
    let doors = world.see(1).doors.clone();
    let called = world.community(0).door.clone().map(|door| door.called);
    assert_eq!(doors.iter().map(|door| &door.called).next(), called.as_ref());
    world.ask(1, Command::AskAtDoor { device: doors[0].device }).unwrap();
    world.run(Duration::from_secs(1));
}

#[test]
fn u2_two_people_in_a_room_begin_a_community_without_a_ticket() {
    let mut world = World::of(2);
    let draft = world.begin();
    world.add_rule(0, draft, "Listen");
    ben_asks_at_amiras_open_door(&mut world, draft);
    let (request, call) = (world.community(0).requests[0].clone(), world.see(1).calls[0].clone());
    assert_eq!((request.name.as_str(), request.practice.as_str()), ("Ben", "teaching"));
    assert!(request.words.is_some());
    assert_eq!(request.words, call.words);
    assert_eq!(call.community_name, None, "nothing is told before a yes");
    world.approve(0, draft, 1);
    assert!(world.see(1).communities.is_empty(), "nobody comes in before they compared the words");
    assert_eq!(world.see(1).calls[0].community_name.as_deref(), Some("Tuesday group"));
    world.ask(1, Command::SameWords { device: call.device }).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(1).stage, Stage::Living);
    assert_eq!(world.rules(1), ["Listen"]);
    assert!(world.see(1).calls.is_empty() && world.community(0).requests.is_empty());
    assert!(world.community(0).door.is_some(), "the door is open for the next one");
    world.assert_all_agree();
}

#[test]
fn whoever_came_in_at_an_open_door_was_let_in_by_two_members() {
    let mut world = World::of(3);
    let draft = world.begin();
    let ticket = world.invite(0, draft);
    world.ask(2, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 2);
    let community = world.community(0).id;
    ben_asks_at_amiras_open_door(&mut world, community);
    let device = world.see(1).calls[0].device;
    world.ask(1, Command::SameWords { device }).unwrap();
    world.approve(0, community, 1);
    world.run(Duration::from_secs(5));
    assert!(world.see(1).communities.is_empty(), "one yes is not enough");
    assert_eq!(world.see(1).joining[0].words, None, "the words were compared at the door");
    world.approve(2, community, 1);
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(1).members.len(), 3);
    world.assert_all_agree();
}

#[test]
fn at_an_open_door_not_this_time_is_said_and_nothing_stays() {
    let mut world = World::of(2);
    let draft = world.begin();
    ben_asks_at_amiras_open_door(&mut world, draft);
    let request = world.community(0).requests[0].id;
    world.ask(0, Command::Decline { community: draft, request }).unwrap();
    assert!(world.community(0).requests.is_empty());
    assert_eq!(world.see(1).calls[0].problem, Some(Problem::Declined));
}

#[test]
fn whoever_leaves_the_open_door_no_longer_asks() {
    let mut world = World::of(2);
    let draft = world.begin();
    ben_asks_at_amiras_open_door(&mut world, draft);
    let device = world.see(1).calls[0].device;
    world.ask(1, Command::LeaveDoor { device }).unwrap();
    assert!(world.community(0).requests.is_empty() && world.see(1).calls.is_empty());
}

#[test]
fn a_door_closes_by_itself_and_nobody_can_ask_at_it_any_more() {
    let mut world = World::of(2);
    let draft = world.begin();
    world.ask(1, Command::LookForDoors { look: true }).unwrap();
    world.ask(0, Command::HoldDoor { community: draft, open: true }).unwrap();
    let device = world.see(1).doors[0].device;
    world.run(Duration::from_mins(11));
    assert_eq!(world.community(0).door, None);
    assert!(world.see(1).doors.is_empty());
    assert_eq!(world.ask(1, Command::AskAtDoor { device }), Err(Problem::DoorClosed));
    // Somebody who still believes it open is told.
    world.inputs.push_back((1, Input::DoorFound { peer: device, addresses: Vec::new() }));
    world.ask(1, Command::AskAtDoor { device }).unwrap();
    world.run(Duration::from_secs(1));
    assert_eq!(world.see(1).calls[0].problem, Some(Problem::DoorClosed));
    assert!(world.community(0).requests.is_empty());
}
