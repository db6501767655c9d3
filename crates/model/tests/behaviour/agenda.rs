//! What is on the agenda of a session, and how long it takes.

use crate::support::*;
use horseshoe_model::*;

fn agenda(room: &mut Room) -> Agenda {
    room.session(0).agenda
}

fn ids(room: &mut Room) -> Vec<PointId> {
    agenda(room).points.iter().map(|point| point.id).collect()
}

fn lengths(room: &mut Room) -> Vec<u32> {
    agenda(room).points.iter().map(|point| point.minutes.value).collect()
}

#[test]
fn f5_the_handbooks_agenda_takes_three_hours_and_every_start_is_known() {
    let mut room = Room::in_session(1);
    let agenda = agenda(&mut room);
    assert_eq!(agenda.minutes(), 180);
    assert_eq!(agenda.starts(), [0, 5, 10, 20, 50, 85, 90, 100, 130, 165, 170, 175]);
    assert_eq!(agenda.points[6].kind, PointKind::Break);
}

#[test]
fn f5_before_the_beginning_nothing_is_timed() {
    let mut room = Room::in_session(1);
    let agenda = agenda(&mut room);
    let now = minute(0);
    assert_eq!((agenda.at, agenda.left(now), agenda.finish(now)), (None, None, None));
    assert_eq!(agenda.begins(agenda.points[3].id, now), None);
    assert!(!agenda.is_finished());
    assert_eq!(agenda.next().unwrap().id, agenda.points[0].id);
    assert_eq!(agenda.previous(), None);
}

#[test]
fn n26_a_longer_point_moves_the_later_starts_and_nothing_else() {
    let mut room = Room::in_session(1);
    let point = ids(&mut room)[4];
    room.does(0, AgendaCommand::SetMinutes { point, minutes: 45 });
    let agenda = agenda(&mut room);
    assert_eq!(agenda.starts(), [0, 5, 10, 20, 50, 95, 100, 110, 140, 175, 180, 185]);
    assert_eq!(agenda.minutes(), 190);
}

#[test]
fn n26_points_are_added_moved_taken_out_and_brought_back() {
    let mut room = Room::of(1);
    let points = vec![point(PointKind::Intro, 5), point(PointKind::Break, 10)];
    room.does(0, AgendaCommand::Lay { points });
    let [intro, tea] = ids(&mut room)[..] else { panic!("two points") };
    let film = NewPoint { title: "A film".into(), minutes: 20, ..NewPoint::default() };
    let film = made(&room.does(0, AgendaCommand::Add { point: film, after: Some(intro) }));
    assert_eq!(ids(&mut room), [intro, film, tea]);
    let first = made(
        &room.does(0, AgendaCommand::Add { point: point(PointKind::Groundrules, 7), after: None }),
    );
    assert_eq!(ids(&mut room), [first, intro, film, tea]);
    room.does(0, AgendaCommand::Move { point: first, after: Some(tea) });
    assert_eq!(ids(&mut room), [intro, film, tea, first]);
    room.does(0, AgendaCommand::Move { point: tea, after: None });
    assert_eq!(ids(&mut room), [tea, intro, film, first]);
    room.does(0, AgendaCommand::TakeOut { point: film });
    assert_eq!(ids(&mut room), [tea, intro, first]);
    assert_eq!(agenda(&mut room).taken_out[0].title.value, "A film");
    let again = AgendaCommand::TakeOut { point: film };
    assert_eq!(room.tries(0, &again.into()), Err(CommandError::AlreadySo));
    room.does(0, AgendaCommand::BringBack { point: film });
    assert_eq!(ids(&mut room), [tea, intro, film, first]);
    room.does(0, AgendaCommand::SetTitle { point: film, title: "The film".into() });
    let slot = SlotId::from_bytes([7; 16]);
    room.does(0, AgendaCommand::SetSlot { point: film, slot: Some(slot) });
    assert_eq!(agenda(&mut room).point(film).unwrap().title.value, "The film");
    assert_eq!(agenda(&mut room).point(film).unwrap().slot, Some(slot));
    room.does(0, AgendaCommand::SetSlot { point: film, slot: None });
    assert_eq!(agenda(&mut room).point(film).unwrap().slot, None);
}

#[test]
fn d5_a_point_left_out_today_takes_no_time_and_is_passed_by() {
    let mut room = Room::in_session(1);
    let points = ids(&mut room);
    room.does(0, AgendaCommand::Skip { point: points[1], skip: true });
    assert_eq!(agenda(&mut room).minutes(), 175);
    assert_eq!(agenda(&mut room).starts()[..4], [0, 5, 5, 15]);
    room.goes_to(0, 0, points[0]);
    assert_eq!(agenda(&mut room).next().unwrap().id, points[2]);
    assert_eq!(agenda(&mut room).finish(minute(0)), Some(minute(175)));
    assert_eq!(agenda(&mut room).begins(points[2], minute(0)), Some(minute(5)));
    room.goes_to(0, 5, points[2]);
    assert_eq!(agenda(&mut room).previous().unwrap().id, points[0]);
    let again = AgendaCommand::Skip { point: points[1], skip: true };
    assert_eq!(room.tries(0, &again.into()), Err(CommandError::AlreadySo));
    room.does(0, AgendaCommand::Skip { point: points[1], skip: false });
    assert_eq!(agenda(&mut room).previous().unwrap().id, points[1]);
    assert_eq!(agenda(&mut room).minutes(), 180);
}

#[test]
fn d5_going_to_a_point_that_was_left_out_takes_it_in_again() {
    let mut room = Room::in_session(1);
    let points = ids(&mut room);
    room.does(0, AgendaCommand::Skip { point: points[1], skip: true });
    room.goes_to(0, 0, points[1]);
    assert!(!agenda(&mut room).point(points[1]).unwrap().skipped);
    let skip = AgendaCommand::Skip { point: points[1], skip: true };
    assert_eq!(room.tries(0, &skip.into()), Err(CommandError::ChangedSince));
    let out = AgendaCommand::TakeOut { point: points[1] };
    assert_eq!(room.tries(0, &out.into()), Err(CommandError::ChangedSince));
}

#[test]
fn f30_five_more_move_the_finish_or_are_taken_from_a_later_point() {
    let mut room = Room::in_session(1);
    let points = ids(&mut room);
    room.goes_to(0, 0, points[0]);
    let more = |point, minutes, take_from| AgendaCommand::Lengthen { point, minutes, take_from };
    room.does(0, more(points[3], 5, None));
    assert_eq!(agenda(&mut room).finish(minute(0)), Some(minute(185)));
    room.does(0, more(points[3], 5, Some(points[7])));
    assert_eq!(agenda(&mut room).finish(minute(0)), Some(minute(185)));
    assert_eq!((lengths(&mut room)[3], lengths(&mut room)[7]), (40, 25));
    assert_eq!(agenda(&mut room).begins(points[7], minute(0)), Some(minute(110)));
    room.does(0, more(points[3], -10, Some(points[7])));
    assert_eq!((lengths(&mut room)[3], lengths(&mut room)[7]), (30, 35));
}

#[test]
fn f30_no_point_becomes_shorter_than_nothing_or_longer_than_a_day() {
    let mut room = Room::in_session(1);
    let points = ids(&mut room);
    let before = agenda(&mut room);
    for (point, minutes, take_from) in [
        (points[0], -6, None),
        (points[3], 6, Some(points[0])),
        (points[3], 24 * 60, None),
        (points[3], i32::MIN, Some(points[0])),
        (points[3], i32::MAX, Some(points[0])),
    ] {
        let more = AgendaCommand::Lengthen { point, minutes, take_from }.into();
        assert_eq!(room.tries(0, &more), Err(CommandError::NotThatLong), "{minutes}");
    }
    let more = AgendaCommand::Lengthen { point: points[3], minutes: 5, take_from: Some(points[3]) };
    assert_eq!(room.tries(0, &more.into()), Err(CommandError::AlreadySo));
    let long = AgendaCommand::SetMinutes { point: points[3], minutes: 24 * 60 + 1 };
    assert_eq!(room.tries(0, &long.into()), Err(CommandError::NotThatLong));
    assert_eq!(agenda(&mut room), before);
}

#[test]
fn f30_five_more_pressed_by_two_at_once_are_five_more() {
    let mut room = Room::in_session(2);
    let points = ids(&mut room);
    for who in 0..2 {
        let more = AgendaCommand::Lengthen { point: points[3], minutes: 5, take_from: None };
        room.does(who, more);
    }
    room.meet();
    let minutes = agenda(&mut room).points[3].minutes.clone();
    assert_eq!(minutes.value, 35);
    assert!(minutes.clash.is_empty());
    assert_eq!(room.session(1), room.session(0));
}

#[test]
fn two_who_change_the_minutes_at_once_are_shown_both() {
    let mut room = Room::in_session(2);
    let point = ids(&mut room)[3];
    room.does(0, AgendaCommand::SetMinutes { point, minutes: 25 });
    room.does(1, AgendaCommand::SetMinutes { point, minutes: 40 });
    room.meet();
    let minutes = agenda(&mut room).point(point).unwrap().minutes.clone();
    assert_eq!(minutes.clash.len(), 2);
    assert_eq!(room.session(1), room.session(0));
    room.does(1, AgendaCommand::SetMinutes { point, minutes: 30 });
    room.meet();
    assert!(agenda(&mut room).point(point).unwrap().minutes.clash.is_empty());
}

#[test]
fn an_agenda_takes_a_hundred_points_and_refuses_what_is_no_point_of_the_handbook() {
    let mut room = Room::of(1);
    let none = AgendaCommand::Lay { points: Vec::new() };
    assert_eq!(room.tries(0, &none.into()), Err(CommandError::Empty));
    let many = |count| AgendaCommand::Lay { points: vec![point(PointKind::Other, 1); count] };
    let full = Err(CommandError::TooMany { most: 100 });
    assert_eq!(room.tries(0, &many(101).into()), full);
    room.does(0, many(99));
    let add = |point| AgendaCommand::Add { point, after: None };
    for source in ["agenda-session", "agenda-session/", "agenda-session/-1", "No Key/1"] {
        let point = NewPoint { source: source.into(), ..NewPoint::default() };
        let refused = room.tries(0, &add(point).into());
        assert!(matches!(refused, Err(CommandError::Malformed { .. })), "{source}: {refused:?}");
    }
    room.does(0, add(NewPoint { source: "agenda-session/3".into(), ..NewPoint::default() }));
    assert_eq!(agenda(&mut room).points[0].source, "agenda-session/3");
    assert_eq!(room.tries(0, &add(NewPoint::default()).into()), full);
    let points = ids(&mut room);
    room.goes_to(0, 0, points[1]);
    let tea = AgendaCommand::BreakNow { from: points[1], minutes: 5 };
    assert_eq!(room.tries(0, &tea.into()), full);
}
