//! Rounds: everybody in turn, and nobody known to have passed.

use crate::support::*;
use horseshoe_model::*;
use std::collections::BTreeSet;

fn people(count: usize) -> Vec<Person> {
    (0..count).map(|number| member(number).into()).collect()
}

fn begin(seats: Vec<Person>) -> RoundsCommand {
    RoundsCommand::Begin {
        question: "What brings you here?".into(),
        prompt: String::new(),
        seats,
        reversed: false,
    }
}

fn round(room: &mut Room, who: usize) -> Round {
    Round::clone(room.session(who).rounds.last().expect("a round was begun"))
}

fn seated(round: &Round) -> Vec<Person> {
    round.seats.iter().map(|seat| seat.person).collect()
}

#[test]
fn d9_everybody_has_one_turn_in_order_and_then_all_are_asked_once_together() {
    let mut room = Room::of(3);
    let everybody = people(3);
    let id = made(&room.does(0, begin(everybody.clone())));
    room.meet();
    for (place, person) in everybody.iter().enumerate() {
        let now = round(&mut room, 1);
        assert_eq!(now.stage, Stage::TurnOf(*person));
        assert_eq!(now.next(), everybody.get(place + 1).copied());
        room.does(0, RoundsCommand::Had { round: id, person: *person });
        room.meet();
    }
    assert_eq!(round(&mut room, 2).stage, Stage::AnythingToAdd);
    assert!(room.session(2).round().is_some());
    room.does(1, RoundsCommand::End { round: id });
    room.meet();
    assert_eq!(round(&mut room, 0).stage, Stage::Ended);
    assert_eq!(room.session(0).round(), None);
    let end = RoundsCommand::End { round: id }.into();
    assert_eq!(room.tries(0, &end), Err(CommandError::AlreadySo));
    let had = RoundsCommand::NotYet { round: id, person: everybody[0] }.into();
    assert_eq!(room.tries(0, &had), Err(CommandError::AlreadySo), "it has ended");
}

/// The bytes of every change of a round in which each person took so many seconds.
fn bytes_of_a_round(seconds: [u64; 3]) -> Vec<Vec<u8>> {
    let mut room = Room::of(1);
    let round = made(&room.does(0, begin(people(3))));
    let mut changes = Vec::new();
    for (person, seconds) in people(3).into_iter().zip(seconds) {
        room.now += 1_000 * seconds;
        let done = room.does(0, RoundsCommand::Had { round, person });
        changes.push(done.change.expect("they had their turn"));
    }
    changes
}

#[test]
fn d9_a_pass_leaves_the_same_bytes_as_done() {
    // Whoever passes has had their turn at once, whoever speaks after a while: not even that is written.
    let all_spoke = bytes_of_a_round([70, 45, 120]);
    assert_eq!(bytes_of_a_round([70, 0, 120]), all_spoke);
    assert_eq!(bytes_of_a_round([0, 0, 0]), all_spoke);
}

#[test]
fn d9_with_all_passed_the_end_is_reached_like_any_other() {
    let mut room = Room::of(1);
    let id = made(&room.does(0, begin(people(3))));
    for person in people(3) {
        room.does(0, RoundsCommand::Had { round: id, person });
    }
    assert_eq!(round(&mut room, 0).stage, Stage::AnythingToAdd);
    room.does(0, RoundsCommand::End { round: id });
    let round = round(&mut room, 0);
    assert_eq!(round.stage, Stage::Ended);
    assert!(round.seats.iter().all(|seat| seat.had));
}

#[test]
fn d9_the_round_comes_back_to_whoever_was_not_ready() {
    let mut room = Room::of(1);
    let (id, everybody) = (made(&room.does(0, begin(people(3)))), people(3));
    for person in &everybody[..2] {
        room.does(0, RoundsCommand::Had { round: id, person: *person });
    }
    room.does(0, RoundsCommand::NotYet { round: id, person: everybody[0] });
    let back = round(&mut room, 0);
    assert_eq!((back.stage, back.next()), (Stage::TurnOf(everybody[0]), Some(everybody[2])));
    let again = RoundsCommand::NotYet { round: id, person: everybody[0] }.into();
    assert_eq!(room.tries(0, &again), Err(CommandError::AlreadySo));
    room.does(0, RoundsCommand::Had { round: id, person: everybody[0] });
    assert_eq!(round(&mut room, 0).stage, Stage::TurnOf(everybody[2]));
}

#[test]
fn d9_a_turn_ended_by_two_at_once_goes_on_by_one() {
    let mut room = Room::of(2);
    let (id, everybody) = (made(&room.does(0, begin(people(3)))), people(3));
    room.meet();
    for who in 0..2 {
        room.does(who, RoundsCommand::Had { round: id, person: everybody[0] });
    }
    room.meet();
    assert_eq!(round(&mut room, 0).stage, Stage::TurnOf(everybody[1]));
    assert_eq!(room.session(0), room.session(1));
}

#[test]
fn d9_whoever_comes_late_is_last_and_whoever_went_is_not_waited_for() {
    let mut room = Room::of(2);
    let (id, everybody) = (made(&room.does(0, begin(people(3)))), people(3));
    room.meet();
    let late: Person = member(7).into();
    room.does(0, RoundsCommand::Seat { round: id, person: late });
    room.does(1, RoundsCommand::Unseat { round: id, person: everybody[0] });
    room.meet();
    let now = round(&mut room, 1);
    assert_eq!(seated(&now), [everybody[1], everybody[2], late]);
    assert_eq!(now.stage, Stage::TurnOf(everybody[1]));
    let seat = RoundsCommand::Seat { round: id, person: late }.into();
    assert_eq!(room.tries(0, &seat), Err(CommandError::AlreadySo));
    let nobody = Err(CommandError::NoSuch { what: "person in this round" });
    for person in [everybody[0], member(9).into()] {
        assert_eq!(room.tries(0, &RoundsCommand::Had { round: id, person }.into()), nobody);
        assert_eq!(room.tries(0, &RoundsCommand::Unseat { round: id, person }.into()), nobody);
    }
    room.does(0, RoundsCommand::Seat { round: id, person: everybody[0] });
    assert_eq!(seated(&round(&mut room, 0)).last(), Some(&everybody[0]));
}

#[test]
fn d9_everybody_sits_once_and_a_round_of_nobody_is_none() {
    let mut room = Room::of(1);
    assert_eq!(room.tries(0, &begin(Vec::new()).into()), Err(CommandError::Empty));
    let twice = [people(3), people(3)].concat();
    room.does(0, begin(twice));
    assert_eq!(seated(&round(&mut room, 0)), people(3));
    room.does(0, begin(people(200)));
    assert_eq!(round(&mut room, 0).seats.len(), 200);
    let many = begin(
        (0..201).map(|number| Person::Guest(GuestId::from_bytes([number as u8; 16]))).collect(),
    );
    assert!(matches!(room.tries(0, &many.into()), Err(CommandError::TooMany { .. })));
}

#[test]
fn a_round_with_a_prompt_of_the_handbook_can_be_taken_out_and_brought_back() {
    let mut room = Room::of(1);
    let with = |prompt: &str| RoundsCommand::Begin {
        question: String::new(),
        prompt: prompt.into(),
        seats: people(2),
        reversed: true,
    };
    let wrong = room.tries(0, &with("No Key").into());
    assert_eq!(wrong, Err(CommandError::Malformed { what: "prompt" }));
    let id = made(&room.does(0, with("closing-round")));
    let begun = round(&mut room, 0);
    assert_eq!((begun.prompt.as_str(), begun.reversed), ("closing-round", true));
    room.does(0, RoundsCommand::TakeOut { round: id });
    assert!(room.session(0).rounds.is_empty());
    assert_eq!(room.session(0).rounds_taken_out.len(), 1);
    room.does(0, RoundsCommand::BringBack { round: id });
    assert_eq!(room.session(0).round().map(|round| round.id), Some(id));
}

/// Holds so many rounds among these people, each seated after the one before, and gives their orders.
fn rounds_among(people: &[Person], count: usize) -> Vec<(Vec<Person>, bool)> {
    let mut room = Room::of(1);
    let mut last: Option<Round> = None;
    let mut orders = Vec::new();
    for _ in 0..count {
        let (seats, reversed) = next_seats(last.as_ref(), people.iter().copied());
        room.does(
            0,
            RoundsCommand::Begin {
                question: "?".into(),
                prompt: String::new(),
                seats: seats.clone(),
                reversed,
            },
        );
        last = Some(round(&mut room, 0));
        orders.push((seats, reversed));
    }
    orders
}

#[test]
fn f6_everybody_begins_once_before_anybody_begins_twice_and_the_direction_alternates() {
    for count in 1..9 {
        let everybody = people(count);
        let orders = rounds_among(&everybody, 2 * count);
        for half in orders.chunks(count) {
            let starters: BTreeSet<Person> = half.iter().map(|(order, _)| order[0]).collect();
            assert_eq!(starters.len(), count);
        }
        for (turn, (order, reversed)) in orders.iter().enumerate() {
            assert_eq!(*reversed, turn % 2 == 1);
            // The one who begins, and then round the circle, one way or the other.
            let first = everybody.iter().position(|person| *person == order[0]).unwrap();
            let mut circle = everybody.clone();
            circle.rotate_left(first);
            if *reversed {
                circle[1..].reverse();
            }
            assert_eq!(*order, circle, "round {turn} of {count}");
        }
    }
}

#[test]
fn f6_newcomers_speak_last_and_those_away_are_left_out() {
    let mut room = Room::of(1);
    let [a, b, c, d] = people(4)[..] else { panic!("four people") };
    let new: Person = member(8).into();
    room.does(0, begin(vec![a, b, c, d]));
    let last = round(&mut room, 0);
    assert_eq!(next_seats(Some(&last), [a, b, c, d, new]), (vec![b, a, d, c, new], true));
    assert_eq!(next_seats(Some(&last), [new, d, c, a]), (vec![c, a, d, new], true));
    assert_eq!(next_seats(Some(&last), [b, c, d]), (vec![b, d, c], true), "who began is away");
    assert_eq!(next_seats(Some(&last), [new]), (vec![new], true));
    assert_eq!(next_seats(Some(&last), []), (vec![], true));
    assert_eq!(next_seats(None, [c, a]), (vec![c, a], false));
}
