//! The speaker list: who would like to speak, in which order, and who is speaking.

use crate::support::*;
use horseshoe_model::*;

fn raise(person: Option<Person>) -> SpeakersCommand {
    SpeakersCommand::Raise { person }
}

fn person(number: usize) -> Person {
    member(number).into()
}

/// Everybody in the room raises their hand, one after the other.
fn with_hands(members: usize) -> (Room, Vec<TurnId>) {
    let mut room = Room::of(members);
    let turns = (0..members)
        .map(|who| {
            let turn = made(&room.does(who, raise(None)));
            room.meet();
            turn
        })
        .collect();
    (room, turns)
}

/// What everybody sees alike.
fn together(room: &mut Room) -> Speakers {
    room.meet();
    let session = room.session(0);
    for who in 1..room.devices.len() {
        assert_eq!(room.session(who), session);
    }
    session.speakers
}

fn waiting(room: &mut Room) -> Vec<Person> {
    together(room).waiting.iter().map(|turn| turn.person).collect()
}

fn speaking(room: &mut Room) -> Option<Person> {
    together(room).speaking.map(|turn| turn.person)
}

#[test]
fn f27_people_speak_in_the_order_they_raised_their_hands() {
    let (mut room, turns) = with_hands(3);
    assert_eq!(waiting(&mut room), [person(0), person(1), person(2)]);
    assert_eq!(together(&mut room).place_of(person(2)), Some(3));
    room.does_at(1, 1, SpeakersCommand::Call { turn: turns[0] });
    assert_eq!(speaking(&mut room), Some(person(0)));
    assert_eq!(together(&mut room).speaking.unwrap().called, Some(minute(1)));
    assert_eq!(waiting(&mut room), [person(1), person(2)]);
    room.does(1, SpeakersCommand::Call { turn: turns[1] });
    assert_eq!(speaking(&mut room), Some(person(1)));
    room.does(1, SpeakersCommand::Done { turn: turns[1] });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (None, vec![person(2)]));
    let done = SpeakersCommand::Done { turn: turns[2] };
    assert_eq!(room.tries(0, &done.into()), Err(CommandError::AlreadySo), "not called yet");
    // Whoever has spoken can speak again.
    room.does(0, raise(None));
    assert_eq!(waiting(&mut room), [person(2), person(0)]);
}

#[test]
fn f27_a_hand_is_up_once_and_goes_down_again() {
    let (mut room, turns) = with_hands(2);
    assert_eq!(room.tries(0, &raise(None).into()), Err(CommandError::AlreadySo));
    room.does(1, SpeakersCommand::Lower { turn: turns[0] });
    assert_eq!(waiting(&mut room), [person(1)]);
    let lower = SpeakersCommand::Lower { turn: turns[0] };
    let nobody = Err(CommandError::NoSuch { what: "name on the speaker list" });
    assert_eq!(room.tries(0, &lower.into()), nobody);
    assert_eq!(room.tries(0, &SpeakersCommand::Call { turn: turns[0] }.into()), nobody);
    room.does(0, raise(None));
    assert_eq!(waiting(&mut room), [person(1), person(0)]);
    room.does(0, SpeakersCommand::Call { turn: turns[1] });
    assert_eq!(room.tries(1, &raise(None).into()), Err(CommandError::AlreadySo), "speaking");
    room.does(1, SpeakersCommand::Lower { turn: turns[1] });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (None, vec![person(0)]));
}

#[test]
fn f27_requests_merged_from_apart_have_one_order_everywhere() {
    let mut room = Room::of(4);
    for who in 0..4 {
        room.does(who, raise(None));
    }
    // However they meet, and whoever first.
    room.send(3, 1);
    room.send(0, 2);
    let order = waiting(&mut room);
    assert_eq!(order.len(), 4);
    let next = together(&mut room).waiting[0].id;
    room.does(0, SpeakersCommand::Call { turn: next });
    assert_eq!(waiting(&mut room), order[1..]);
}

#[test]
fn f27_next_pressed_by_two_at_once_calls_one() {
    let (mut room, turns) = with_hands(3);
    room.does(0, SpeakersCommand::Call { turn: turns[0] });
    room.meet();
    room.does_at(0, 1, SpeakersCommand::Call { turn: turns[1] });
    room.does_at(2, 2, SpeakersCommand::Call { turn: turns[1] });
    assert_eq!(speaking(&mut room), Some(person(1)));
    assert_eq!(together(&mut room).speaking.unwrap().called, Some(minute(1)));
    assert_eq!(waiting(&mut room), [person(2)]);
    let again = SpeakersCommand::Call { turn: turns[1] };
    assert_eq!(room.tries(1, &again.into()), Err(CommandError::AlreadySo));
}

#[test]
fn f27_of_two_called_apart_one_speaks_and_the_other_waits_on() {
    let (mut room, turns) = with_hands(3);
    room.does_at(0, 1, SpeakersCommand::Call { turn: turns[1] });
    room.does_at(2, 2, SpeakersCommand::Call { turn: turns[2] });
    assert_eq!(speaking(&mut room), Some(person(2)));
    assert_eq!(waiting(&mut room), [person(0), person(1)]);
    room.does(0, SpeakersCommand::Done { turn: turns[2] });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (None, vec![person(0), person(1)]));
    room.does(0, SpeakersCommand::Call { turn: turns[1] });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (Some(person(1)), vec![person(0)]));
}

#[test]
fn f27_one_person_on_two_devices_stands_once() {
    let mut room = Room::of(2);
    room.add_device(member(0));
    room.does(0, raise(None));
    room.does(2, raise(None));
    room.does(1, raise(None));
    let order = waiting(&mut room);
    assert_eq!(order.iter().filter(|waits| **waits == person(0)).count(), 1);
    let mine = together(&mut room).turn_of(person(0)).unwrap().id;
    // Moved, called or lowered, it is one.
    let last = together(&mut room).waiting.iter().map(|turn| turn.id).rfind(|turn| *turn != mine);
    room.does(1, SpeakersCommand::Move { turn: mine, after: last });
    assert_eq!(waiting(&mut room), [person(1), person(0)]);
    room.does(1, SpeakersCommand::Call { turn: mine });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (Some(person(0)), vec![person(1)]));
    room.does(1, SpeakersCommand::Done { turn: mine });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (None, vec![person(1)]));
    for who in [0, 2] {
        room.does(who, raise(None));
    }
    room.meet();
    let mine = together(&mut room).turn_of(person(0)).unwrap().id;
    room.does(1, SpeakersCommand::Lower { turn: mine });
    assert_eq!(waiting(&mut room), [person(1)]);
}

#[test]
fn f27_one_person_on_two_devices_speaks_once_though_the_second_hand_came_later() {
    let mut room = Room::of(2);
    room.add_device(member(0));
    let turn = made(&room.does(0, raise(None)));
    room.does(2, raise(None));
    room.does(0, SpeakersCommand::Call { turn });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (Some(person(0)), vec![]));
    room.does(1, SpeakersCommand::Done { turn });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (None, vec![]));
}

#[test]
fn f27_the_facilitator_puts_one_before_another() {
    let (mut room, turns) = with_hands(4);
    room.does(0, SpeakersCommand::Move { turn: turns[3], after: None });
    assert_eq!(waiting(&mut room), [3, 0, 1, 2].map(person));
    room.does(0, SpeakersCommand::Move { turn: turns[0], after: Some(turns[1]) });
    assert_eq!(waiting(&mut room), [3, 1, 0, 2].map(person));
    room.does(0, SpeakersCommand::Move { turn: turns[3], after: Some(turns[2]) });
    assert_eq!(waiting(&mut room), [1, 0, 2, 3].map(person));
    room.does(0, SpeakersCommand::Call { turn: turns[1] });
    let moved = SpeakersCommand::Move { turn: turns[1], after: None };
    assert_eq!(room.tries(0, &moved.into()), Err(CommandError::AlreadySo), "speaking");
    // After whoever is speaking is first.
    room.does(0, SpeakersCommand::Move { turn: turns[3], after: Some(turns[1]) });
    assert_eq!(waiting(&mut room), [3, 0, 2].map(person));
}

#[test]
fn f28_those_who_have_not_spoken_come_first_while_the_group_wants_it() {
    let (mut room, turns) = with_hands(4);
    for turn in &turns[..2] {
        room.does(0, SpeakersCommand::Call { turn: *turn });
    }
    room.does(0, SpeakersCommand::Done { turn: turns[1] });
    room.does(0, SpeakersCommand::Lower { turn: turns[2] });
    let first = made(&room.does(0, raise(None)));
    let second = made(&room.does(0, raise(Some(person(1)))));
    room.does(0, raise(Some(person(2))));
    assert_eq!(waiting(&mut room), [3, 0, 1, 2].map(person));
    room.does(3, SpeakersCommand::SetNewVoicesFirst { on: true });
    assert!(together(&mut room).new_voices_first);
    assert_eq!(waiting(&mut room), [3, 2, 0, 1].map(person), "a lowered hand is no voice");
    // Whoever is moved stays among those they belong to.
    let voice = together(&mut room).waiting[1].id;
    room.does(0, SpeakersCommand::Move { turn: second, after: None });
    assert_eq!(waiting(&mut room), [3, 2, 1, 0].map(person));
    room.does(0, SpeakersCommand::Move { turn: second, after: Some(first) });
    assert_eq!(waiting(&mut room), [3, 2, 0, 1].map(person));
    room.does(0, SpeakersCommand::Move { turn: turns[3], after: Some(second) });
    assert_eq!(waiting(&mut room), [2, 3, 0, 1].map(person));
    room.does(0, SpeakersCommand::Move { turn: second, after: Some(voice) });
    assert_eq!(waiting(&mut room), [2, 3, 1, 0].map(person));
    room.does(3, SpeakersCommand::SetNewVoicesFirst { on: false });
    let mut all = waiting(&mut room);
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2, 3].map(person));
}

#[test]
fn f59_written_down_for_another_it_stands_as_if_they_had_raised_it() {
    let mut room = Room::of(2);
    let name = AttendanceCommand::WriteDown { name: "Sam".into(), area: String::new() };
    let guest = Person::Guest(made(&room.does(0, name)));
    room.does(0, raise(Some(person(1))));
    room.does(0, raise(Some(guest)));
    assert_eq!(waiting(&mut room), [person(1), guest]);
    let turns = together(&mut room).waiting;
    assert!(turns.iter().all(|turn| turn.put_down_by == Some(member(0))));
    assert_eq!(room.tries(1, &raise(None).into()), Err(CommandError::AlreadySo));
    room.does(1, SpeakersCommand::Lower { turn: turns[0].id });
    room.does(1, SpeakersCommand::Call { turn: turns[1].id });
    assert_eq!((speaking(&mut room), waiting(&mut room)), (Some(guest), vec![]));
}

#[test]
fn d7_the_group_says_how_it_manages_who_speaks() {
    let mut room = Room::of(2);
    assert_eq!(together(&mut room).contribution.value, Contribution::RaiseHand);
    for contribution in [Contribution::Chair, Contribution::SelfManaged, Contribution::RaiseHand] {
        room.does(1, SpeakersCommand::SetContribution { contribution });
        let now = together(&mut room).contribution;
        assert_eq!((now.value, now.by), (contribution, Some(member(1))));
    }
    room.does(0, SpeakersCommand::SetContribution { contribution: Contribution::Chair });
    room.does(1, SpeakersCommand::SetContribution { contribution: Contribution::SelfManaged });
    assert_eq!(together(&mut room).contribution.clash.len(), 2);
}

#[test]
fn while_the_list_is_closed_no_names_are_taken() {
    let (mut room, turns) = with_hands(2);
    room.does(0, SpeakersCommand::Call { turn: turns[0] });
    let clear = SpeakersCommand::Clear;
    room.does(0, clear.clone());
    assert_eq!((speaking(&mut room), waiting(&mut room)), (None, vec![]));
    assert_eq!(room.tries(0, &clear.into()), Err(CommandError::AlreadySo));
    room.does(0, SpeakersCommand::SetClosed { closed: true });
    assert!(together(&mut room).closed);
    assert_eq!(room.tries(1, &raise(None).into()), Err(CommandError::ListClosed));
    room.does(0, SpeakersCommand::SetClosed { closed: false });
    room.meet();
    room.does(1, raise(None));
    assert_eq!(waiting(&mut room), [person(1)]);
}

/// A long session has hundreds of turns: whoever raises a hand must not have all of them read again, on every device.
#[test]
fn a_hand_raised_leaves_those_before_as_they_were_read() {
    let mut room = Room::of(3);
    let mut kept = SessionView::default();
    let mut waiting_after = |room: &mut Room, who: usize| {
        room.does(who, raise(None));
        room.meet();
        let patches = room.patches(0, SESSION);
        kept.apply_patches(room.devices[0].doc_mut(SESSION), &authors, &patches);
        kept.speakers.waiting.clone()
    };
    let first = waiting_after(&mut room, 0);
    let both = waiting_after(&mut room, 1);
    let all = waiting_after(&mut room, 2);
    assert_eq!((first.len(), both.len(), all.len()), (1, 2, 3));
    assert!(std::sync::Arc::ptr_eq(&both[0], &all[0]) && std::sync::Arc::ptr_eq(&both[1], &all[1]));
}
