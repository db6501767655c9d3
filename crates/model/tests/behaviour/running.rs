//! Where in a session the group is: the same for everybody, also merged from apart.

use crate::support::*;
use horseshoe_model::*;

/// A room of so many, everybody knows of the first point at minute 0.
fn under_way(members: usize) -> (Room, Vec<PointId>) {
    let mut room = Room::in_session(members);
    let points: Vec<_> = room.session(0).agenda.points.iter().map(|point| point.id).collect();
    room.goes_to(0, 0, points[0]);
    room.meet();
    (room, points)
}

/// What everybody sees alike.
fn together(room: &mut Room) -> Agenda {
    room.meet();
    let session = room.session(0);
    for who in 1..room.devices.len() {
        assert_eq!(room.session(who), session);
    }
    session.agenda
}

const fn minutes(minutes: i64) -> i64 {
    60_000 * minutes
}

#[test]
fn f5_the_time_left_the_finish_and_what_begins_when_follow_from_when_it_began() {
    let (mut room, points) = under_way(1);
    let agenda = together(&mut room);
    assert_eq!(agenda.left(minute(2)), Some(minutes(3)));
    assert_eq!(agenda.finish(minute(2)), Some(minute(180)));
    assert_eq!(agenda.begins(points[1], minute(2)), Some(minute(5)));
    assert_eq!(agenda.begins(points[11], minute(2)), Some(minute(175)));
    assert_eq!(agenda.begins(points[0], minute(2)), None, "it has begun");
    // Seven minutes over time: everything later moves.
    assert_eq!(agenda.left(minute(12)), Some(minutes(-7)));
    assert_eq!(agenda.finish(minute(12)), Some(minute(187)));
    assert_eq!(agenda.begins(points[1], minute(12)), Some(minute(12)));
}

#[test]
fn d5_next_and_back_keep_what_was_spent_at_each_point() {
    let (mut room, points) = under_way(1);
    room.goes_to(0, 4, points[1]);
    let agenda = together(&mut room);
    assert_eq!(agenda.current().unwrap().id, points[1]);
    assert_eq!(agenda.left(minute(4)), Some(minutes(5)));
    assert_eq!(agenda.finish(minute(4)), Some(minute(179)), "a minute was won");
    assert_eq!(agenda.previous().unwrap().id, points[0]);
    // Back after one minute: the first has one minute left.
    room.goes_to(0, 5, points[0]);
    assert_eq!(together(&mut room).left(minute(5)), Some(minutes(1)));
    assert_eq!(together(&mut room).point(points[0]).unwrap().began, Some(minute(0)));
    room.goes_to(0, 6, points[1]);
    assert_eq!(together(&mut room).left(minute(6)), Some(minutes(4)));
    let stay = AgendaCommand::MoveOn { from: Some(points[1]), to: points[1] };
    assert_eq!(room.tries(0, &stay.into()), Err(CommandError::AlreadySo));
}

#[test]
fn d5_after_the_last_point_the_group_is_at_none() {
    let (mut room, points) = under_way(1);
    room.goes_to(0, 170, points[11]);
    assert_eq!(together(&mut room).next(), None);
    room.does_at(0, 175, AgendaCommand::Finish { from: points[11] });
    let agenda = together(&mut room);
    assert!(agenda.is_finished());
    assert_eq!((agenda.at, agenda.next(), agenda.previous()), (None, None, None));
    assert_eq!((agenda.left(minute(176)), agenda.finish(minute(176))), (None, None));
    let again = AgendaCommand::Finish { from: points[11] };
    assert_eq!(room.tries(0, &again.into()), Err(CommandError::ChangedSince));
    // Something was forgotten.
    room.goes_to(0, 176, points[11]);
    assert!(!together(&mut room).is_finished());
}

#[test]
fn d5_a_pause_gives_its_time_back() {
    let (mut room, points) = under_way(1);
    room.goes_to(0, 5, points[1]);
    room.does_at(0, 6, AgendaCommand::Pause);
    assert_eq!(room.tries(0, &AgendaCommand::Pause.into()), Err(CommandError::AlreadySo));
    let agenda = together(&mut room);
    assert_eq!(agenda.paused, Some(minute(6)));
    assert_eq!(agenda.left(minute(20)), Some(minutes(4)));
    assert_eq!(agenda.finish(minute(20)), Some(minute(20 + 4 + 170)));
    room.does_at(0, 26, AgendaCommand::Resume);
    assert_eq!(room.tries(0, &AgendaCommand::Resume.into()), Err(CommandError::AlreadySo));
    let agenda = together(&mut room);
    assert_eq!(agenda.left(minute(26)), Some(minutes(4)));
    assert_eq!(agenda.finish(minute(26)), Some(minute(200)));
    assert_eq!(agenda.current().unwrap().began, Some(minute(5)));
}

#[test]
fn d5_going_on_ends_a_pause_and_counts_only_what_was_spent() {
    let (mut room, points) = under_way(1);
    room.does_at(0, 2, AgendaCommand::Pause);
    room.goes_to(0, 30, points[1]);
    let agenda = together(&mut room);
    assert_eq!(agenda.paused, None);
    assert_eq!(agenda.left(minute(30)), Some(minutes(5)));
    assert_eq!(agenda.point(points[0]).unwrap().spent, 120_000);
}

#[test]
fn a_pause_of_some_while_others_went_on_gives_the_new_point_no_more_than_it_stood() {
    let (mut room, points) = under_way(2);
    room.does_at(0, 2, AgendaCommand::Pause);
    room.goes_to(1, 10, points[1]);
    assert_eq!(together(&mut room).left(minute(12)), Some(minutes(5)));
    room.does_at(0, 12, AgendaCommand::Resume);
    assert_eq!(together(&mut room).left(minute(13)), Some(minutes(4)));
}

#[test]
fn d5_two_who_press_next_at_once_move_on_once() {
    let (mut room, points) = under_way(3);
    room.goes_to(0, 5, points[1]);
    room.goes_to(2, 6, points[1]);
    let agenda = together(&mut room);
    assert_eq!(agenda.at, Some(points[1]));
    assert_eq!(agenda.left(minute(6)), Some(minutes(4)), "since the first of them pressed");
    assert_eq!(agenda.current().unwrap().began, Some(minute(5)));
    assert_eq!(agenda.next().unwrap().id, points[2]);
}

#[test]
fn d5_whoever_was_offline_and_pressed_twice_and_who_pressed_once_end_at_one_point() {
    let (mut room, points) = under_way(3);
    room.goes_to(0, 5, points[1]);
    room.goes_to(2, 5, points[1]);
    room.goes_to(2, 9, points[2]);
    assert_eq!(together(&mut room).at, Some(points[2]));
    // And whoever goes on from there leaves every point behind.
    room.goes_to(1, 12, points[3]);
    let agenda = together(&mut room);
    let running: Vec<_> = agenda.points.iter().filter(|point| point.runs.is_some()).collect();
    assert_eq!(running.iter().map(|point| point.id).collect::<Vec<_>>(), [points[3]]);
}

#[test]
fn d5_next_against_back_ends_where_people_went_last() {
    let (mut room, points) = under_way(3);
    room.goes_to(0, 5, points[1]);
    room.meet();
    room.goes_to(0, 8, points[2]);
    room.goes_to(1, 9, points[0]);
    assert_eq!(together(&mut room).at, Some(points[0]));
    room.goes_to(2, 10, points[2]);
    let agenda = together(&mut room);
    assert_eq!(agenda.at, Some(points[2]));
    assert_eq!(agenda.left(minute(10)), Some(minutes(8)), "two minutes were spent at it apart");
}

#[test]
fn d5_whoever_goes_on_from_where_the_group_no_longer_is_is_told() {
    let (mut room, points) = under_way(2);
    room.goes_to(0, 5, points[1]);
    room.meet();
    let next = AgendaCommand::MoveOn { from: Some(points[0]), to: points[1] }.into();
    assert_eq!(room.tries(1, &next), Err(CommandError::ChangedSince));
    let begin = AgendaCommand::MoveOn { from: None, to: points[0] }.into();
    assert_eq!(room.tries(1, &begin), Err(CommandError::ChangedSince));
    let tea = AgendaCommand::BreakNow { from: points[0], minutes: 10 }.into();
    assert_eq!(room.tries(1, &tea), Err(CommandError::ChangedSince));
    let finish = AgendaCommand::Finish { from: points[0] }.into();
    assert_eq!(room.tries(1, &finish), Err(CommandError::ChangedSince));
    assert_eq!(together(&mut room).at, Some(points[1]));
}

#[test]
fn d5_the_point_people_are_at_stays_though_somebody_apart_took_it_out_or_left_it_out() {
    for away in [
        |point| AgendaCommand::TakeOut { point },
        |point| AgendaCommand::Skip { point, skip: true },
    ] {
        let (mut room, points) = under_way(2);
        room.does(1, away(points[1]));
        room.goes_to(0, 5, points[1]);
        let agenda = together(&mut room);
        assert_eq!(agenda.at, Some(points[1]));
        assert!(!agenda.is_finished());
        room.goes_to(0, 10, points[2]);
        let agenda = together(&mut room);
        assert_eq!(agenda.points.iter().map(|point| point.id).collect::<Vec<_>>(), points);
        assert!(agenda.points.iter().all(|point| !point.skipped));
    }
}

#[test]
fn f15_a_break_says_when_all_are_back() {
    let (mut room, points) = under_way(1);
    room.goes_to(0, 90, points[6]);
    let agenda = together(&mut room);
    assert_eq!(agenda.current().unwrap().kind, PointKind::Break);
    let back = agenda.next().unwrap();
    assert_eq!(agenda.begins(back.id, minute(93)), Some(minute(100)));
}

#[test]
fn f40_a_break_now_puts_the_rest_after_it_and_the_agenda_is_timed_anew() {
    let (mut room, points) = under_way(1);
    room.goes_to(0, 20, points[3]);
    // Twelve and a half minutes into a presentation of thirty.
    room.now = minute(32) + 29_000;
    room.does(0, AgendaCommand::BreakNow { from: points[3], minutes: 10 });
    let agenda = together(&mut room);
    assert_eq!(agenda.points.len(), 14);
    let (tea, rest) = (&agenda.points[4], &agenda.points[5]);
    assert_eq!((tea.kind, tea.minutes.value), (PointKind::Break, 10));
    assert_eq!(agenda.at, Some(tea.id));
    assert_eq!((rest.kind, rest.minutes.value), (PointKind::Presentation, 18));
    assert_eq!((rest.rest_of, rest.began), (Some(points[3]), None));
    assert_eq!(agenda.points[3].minutes.value, 12);
    assert_eq!(agenda.points[6].id, points[4]);
    let now = minute(32) + 30_000;
    assert_eq!(agenda.left(now), Some(minutes(10)));
    assert_eq!(agenda.begins(rest.id, now), Some(now + 600_000));
    assert_eq!(agenda.finish(now), Some(now + 60_000 * (10 + 18 + 130)));
    assert_eq!(agenda.minutes(), 190);
}

#[test]
fn f40_where_nothing_is_left_the_break_is_all_that_comes() {
    let (mut room, points) = under_way(1);
    room.does_at(0, 7, AgendaCommand::BreakNow { from: points[0], minutes: 15 });
    let agenda = together(&mut room);
    assert_eq!(agenda.points.len(), 13);
    assert_eq!(agenda.at, Some(agenda.points[1].id));
    assert_eq!(agenda.points[0].minutes.value, 5);
    assert_eq!(agenda.next().unwrap().id, points[1]);
}

#[test]
fn f40_a_break_two_call_at_once_is_one_with_one_rest() {
    let (mut room, points) = under_way(2);
    for who in 0..2 {
        let from = points[0];
        room.does_at(who, 2 + who as u64, AgendaCommand::BreakNow { from, minutes: 10 });
    }
    let agenda = together(&mut room);
    assert_eq!(agenda.points.len(), 14);
    let tea = agenda.current().unwrap();
    assert_eq!((tea.kind, tea.minutes.value), (PointKind::Break, 10));
    assert_eq!(agenda.points[2].rest_of, Some(points[0]));
    room.goes_to(1, 13, points[1]);
    assert_eq!(together(&mut room).at, Some(points[1]));
}

#[test]
fn f40_whoever_went_on_from_a_break_both_called_apart_is_where_the_group_is() {
    for went_on in 0..2 {
        let (mut room, points) = under_way(2);
        for who in 0..2 {
            let from = points[0];
            room.does_at(who, 2 + who as u64, AgendaCommand::BreakNow { from, minutes: 10 });
        }
        let rest = room.session(went_on).agenda.points[2].id;
        room.goes_to(went_on, 13, rest);
        let title = "Where we were".to_owned();
        room.does(went_on, AgendaCommand::SetTitle { point: rest, title });
        let agenda = together(&mut room);
        assert_eq!((agenda.points.len(), agenda.at), (14, Some(rest)), "{went_on}");
        assert_eq!(agenda.points[2].title.value, "Where we were");
        room.does_at(0, 14, AgendaCommand::TakeOut { point: agenda.points[1].id });
    }
}

#[test]
fn f40_a_break_taken_back_can_be_called_again_and_one_more_after_the_rest() {
    let (mut room, points) = under_way(1);
    let call = |from| AgendaCommand::BreakNow { from, minutes: 10 };
    let undo = room.does_at(0, 1, call(points[0])).undo.unwrap();
    room.undoes(0, &undo).unwrap();
    assert_eq!(together(&mut room).points.len(), 12);
    room.does_at(0, 2, call(points[0]));
    let agenda = together(&mut room);
    assert_eq!(agenda.points.len(), 14);
    let rest = agenda.points[2].id;
    room.goes_to(0, 12, rest);
    room.does_at(0, 13, call(rest));
    let agenda = together(&mut room);
    assert_eq!((agenda.points.len(), agenda.current().unwrap().kind), (16, PointKind::Break));
}

#[test]
fn f29_thinking_time_goes_on_until_people_speak_or_move_on() {
    let (mut room, points) = under_way(2);
    let think = |on| AgendaCommand::Think { on };
    room.does_at(1, 1, think(true));
    assert_eq!(together(&mut room).thinking, Some(minute(1)));
    assert_eq!(room.tries(0, &think(true).into()), Err(CommandError::AlreadySo));
    room.does_at(0, 2, think(false));
    assert_eq!(together(&mut room).thinking, None);
    room.does_at(0, 3, think(true));
    room.goes_to(0, 4, points[1]);
    assert_eq!(together(&mut room).thinking, None);
}

#[test]
fn f35_within_a_point_people_write_talk_in_pairs_or_watch() {
    let (mut room, points) = under_way(2);
    assert_eq!(together(&mut room).points[0].activity, Activity::Discuss);
    for activity in [Activity::SilentWriting, Activity::Pairs, Activity::Film, Activity::Discuss] {
        room.does(1, AgendaCommand::Do { point: points[0], activity });
        assert_eq!(together(&mut room).points[0].activity, activity);
    }
}
