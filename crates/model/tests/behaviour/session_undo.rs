//! Taking back what was done in a session: only that, and only if nobody changed it since.

use crate::support::*;
use horseshoe_model::*;

/// Does something, sees that taking it back leaves what was there, and that it is refused once the second person did
/// something about it.
fn taken_back(room: &mut Room, act: &Command, since: impl FnOnce(&mut Room)) {
    room.meet();
    let before = room.session(0);
    let done = room.does(0, act.clone());
    assert_ne!(room.session(0), before);
    let back = room.undoes(0, way(&done)).expect("it can be taken back");
    assert_eq!(room.session(0), before);
    let again = room.undoes(0, way(&back)).expect("it can be taken back");
    room.meet();
    since(room);
    room.meet();
    let after = room.session(0);
    assert_eq!(room.undoes(0, way(&again)), Err(CommandError::ChangedSince));
    assert_eq!(room.session(0), after);
}

fn way(done: &Done) -> &Undo {
    done.undo.as_ref().expect("something was done")
}

fn points(room: &mut Room) -> Vec<PointId> {
    room.session(0).agenda.points.iter().map(|point| point.id).collect()
}

#[test]
fn undoing_next_leads_back_unless_the_group_went_on() {
    let mut room = Room::in_session(2);
    let points = points(&mut room);
    room.goes_to(0, 0, points[0]);
    room.does_at(0, 2, AgendaCommand::Pause);
    room.does_at(0, 3, AgendaCommand::Think { on: true });
    let next = AgendaCommand::MoveOn { from: Some(points[0]), to: points[1] }.into();
    taken_back(&mut room, &next, |room| {
        room.goes_to(1, 9, points[2]);
    });
    assert_eq!(room.session(1).agenda.at, Some(points[2]));
}

#[test]
fn undoing_next_leads_back_also_where_two_points_ran_at_once() {
    let mut room = Room::in_session(2);
    let points = points(&mut room);
    room.goes_to(0, 0, points[0]);
    room.meet();
    room.goes_to(0, 5, points[1]);
    room.goes_to(1, 6, points[2]);
    let next = AgendaCommand::MoveOn { from: Some(points[2]), to: points[1] }.into();
    taken_back(&mut room, &next, |room| {
        room.goes_to(1, 9, points[3]);
    });
}

#[test]
fn undoing_a_break_brings_the_point_back_unless_the_group_went_on() {
    let mut room = Room::in_session(2);
    let points = points(&mut room);
    room.goes_to(0, 0, points[3]);
    room.meet();
    let tea: Command = AgendaCommand::BreakNow { from: points[3], minutes: 10 }.into();
    let done = room.does_at(0, 10, tea.clone());
    let back = room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    let agenda = room.session(0).agenda;
    assert_eq!((agenda.at, agenda.points.len(), agenda.minutes()), (Some(points[3]), 12, 180));
    assert_eq!(agenda.left(minute(12)), Some(18 * 60_000));
    room.undoes(0, back.undo.as_ref().unwrap()).unwrap();
    room.meet();
    room.goes_to(1, 20, points[4]);
    room.meet();
    assert_eq!(room.undoes(0, done.undo.as_ref().unwrap()), Err(CommandError::ChangedSince));
    assert_eq!(room.session(0).agenda.at, Some(points[4]));
}

#[test]
fn undoing_more_minutes_gives_them_back_unless_somebody_changed_them() {
    let mut room = Room::in_session(2);
    let points = points(&mut room);
    let more =
        AgendaCommand::Lengthen { point: points[3], minutes: 5, take_from: Some(points[7]) }.into();
    taken_back(&mut room, &more, |room| {
        room.does(1, AgendaCommand::SetMinutes { point: points[7], minutes: 20 });
    });
}

#[test]
fn undoing_a_laid_agenda_takes_its_points_out_unless_somebody_did() {
    let mut room = Room::of(2);
    let done = room.does(0, AgendaCommand::Lay { points: three_hours() });
    let back = room.undoes(0, done.undo.as_ref().unwrap()).unwrap();
    let agenda = room.session(0).agenda;
    assert_eq!((agenda.points.len(), agenda.taken_out.len()), (0, 12));
    let again = room.undoes(0, back.undo.as_ref().unwrap()).unwrap();
    room.meet();
    assert_eq!(room.session(1).agenda.minutes(), 180);
    let point = points(&mut room)[3];
    room.does(1, AgendaCommand::TakeOut { point });
    room.meet();
    assert_eq!(room.undoes(0, again.undo.as_ref().unwrap()), Err(CommandError::ChangedSince));
    assert_eq!(room.session(0).agenda.points.len(), 11);
}

#[test]
fn undoing_a_call_leads_back_to_who_was_speaking_unless_somebody_went_on() {
    let mut room = Room::of(3);
    let turns: Vec<TurnId> =
        (0..3).map(|who| made(&room.does(who, SpeakersCommand::Raise { person: None }))).collect();
    room.meet();
    room.does(0, SpeakersCommand::Call { turn: turns[0] });
    let call = SpeakersCommand::Call { turn: turns[1] }.into();
    taken_back(&mut room, &call, |room| {
        room.does(1, SpeakersCommand::Done { turn: turns[1] });
    });
}

#[test]
fn undoing_a_turn_comes_back_to_them_unless_somebody_did() {
    let mut room = Room::of(2);
    let seats: Vec<Person> = vec![member(0).into(), member(1).into()];
    let begin = RoundsCommand::Begin {
        question: "?".into(),
        prompt: String::new(),
        seats: seats.clone(),
        reversed: false,
    };
    let round = made(&room.does(0, begin));
    let had = RoundsCommand::Had { round, person: seats[0] }.into();
    taken_back(&mut room, &had, |room| {
        room.does(1, RoundsCommand::NotYet { round, person: seats[0] });
    });
}

#[test]
fn undoing_that_somebody_is_there_takes_that_back_unless_they_said_so_since() {
    let mut room = Room::of(2);
    let arrive = AttendanceCommand::Arrive { member: Some(member(1)) }.into();
    taken_back(&mut room, &arrive, |room| {
        room.does(1, AttendanceCommand::Leave { member: None });
        room.does(1, AttendanceCommand::Arrive { member: None });
    });
    assert!(room.session(0).attendance.has(member(1).into()));
}

#[test]
fn undoing_a_close_goes_on_with_the_session_unless_somebody_did() {
    let mut room = Room::of(2);
    room.does(0, SessionCommand::Facilitate { member: None, on: true });
    taken_back(&mut room, &SessionCommand::Close.into(), |room| {
        room.does(1, SessionCommand::Reopen);
    });
}
