//! In the room: what is pressed, by name and by key.

use super::Desk;
use crate::screen::Area;
use crate::testing;
use egui::Key;
use horseshoe_model::{
    AgendaCommand, Command as Doing, Person, RoundsCommand, SessionCommand, SpeakersCommand,
};
use horseshoe_node::{Command, Community};

fn desk(community: Community) -> Desk {
    let mut desk = Desk::of(vec![community]);
    desk.harness.state_mut().show(Area::InRoom);
    desk.harness.run();
    desk
}

/// What was done in the session's document, last.
fn done(desk: &Desk) -> Option<Doing> {
    let asked = &desk.far.borrow().asked;
    asked.iter().rev().find_map(|command| match command {
        Command::DoIn { document, act, .. } if *document == testing::document(40) => {
            Some(act.clone())
        }
        _ => None,
    })
}

#[test]
fn d5_next_names_the_point_left_and_the_point_gone_to() {
    let run = testing::in_discussion(true);
    let (from, to) = (Some(run.point(4)), run.point(5));
    let next = Doing::from(AgendaCommand::MoveOn { from, to });
    let mut desk = desk(run.in_community(testing::filled()));
    desk.press("Next: Capturing learning and reporting");
    assert_eq!(done(&desk), Some(next.clone()));
    desk.far.borrow_mut().asked.clear();
    desk.harness.key_press(Key::N);
    desk.harness.run();
    assert_eq!(done(&desk), Some(next));
}

#[test]
fn d5_a_member_moves_nobody_on() {
    let mut desk = desk(testing::in_session(false));
    desk.harness.key_press(Key::N);
    desk.harness.run();
    assert_eq!(done(&desk), None);
    assert!(!desk.shows("Next: Capturing learning and reporting"));
}

#[test]
fn f30_five_minutes_more_move_the_finish_or_are_taken_from_a_later_point() {
    let run = testing::in_discussion(true);
    let (point, longest) = (run.point(4), run.point(8));
    let mut desk = desk(run.in_community(testing::filled()));
    desk.press("Five minutes more; the finish moves");
    let more = AgendaCommand::Lengthen { point, minutes: 5, take_from: None };
    assert_eq!(done(&desk), Some(more.into()));
    desk.press("+5 min, taken from Discussion");
    let taken = AgendaCommand::Lengthen { point, minutes: 5, take_from: Some(longest) };
    assert_eq!(done(&desk), Some(taken.into()));
}

#[test]
fn f59_one_key_raises_ones_hand_and_lowers_it() {
    let run = testing::in_discussion(false);
    let mine = run.view().speakers.turn_of(Person::Member(testing::author(0))).unwrap().id;
    let mut raised = desk(run.in_community(testing::filled()));
    assert!(raised.shows("You are number 2 on the list"));
    raised.harness.key_press(Key::H);
    raised.harness.run();
    assert_eq!(done(&raised), Some(SpeakersCommand::Lower { turn: mine }.into()));
    let mut not = testing::Run::laid(1);
    not.moves_to(1, 4, 0);
    let mut desk = desk(not.in_community(testing::filled()));
    desk.press("Raise my hand");
    assert_eq!(done(&desk), Some(SpeakersCommand::Raise { person: None }.into()));
}

#[test]
fn d9_done_and_pass_ask_for_the_same() {
    let run = testing::in_a_round(false, 0);
    let round = run.view().rounds[0].id;
    let had = Doing::from(RoundsCommand::Had { round, person: testing::author(0).into() });
    let mut desk = desk(run.in_community(testing::filled()));
    desk.press("Done");
    assert_eq!(done(&desk), Some(had.clone()));
    for way in ["name", "key"] {
        desk.far.borrow_mut().asked.clear();
        if way == "key" {
            desk.harness.key_press(Key::P);
            desk.harness.run();
        } else {
            desk.press("Pass; you can add something at the end");
        }
        assert_eq!(done(&desk), Some(had.clone()), "{way}");
    }
}

#[test]
fn d9_when_all_had_their_turn_everybody_is_asked_once_together() {
    let run = testing::in_a_round(false, 4);
    let desk = desk(run.in_community(testing::filled()));
    assert!(desk.shows("Would anybody like to add anything now?"));
}

#[test]
fn f29_while_people_think_there_is_no_bar_that_shortens() {
    let mut run = testing::in_discussion(false);
    run.does(1, AgendaCommand::Think { on: true });
    let desk = desk(run.in_community(testing::filled()));
    assert!(desk.shows("Thinking time. Nothing needs to be said"));
    assert!(!desk.shows("Time left of this point"));
}

#[test]
fn closing_a_session_says_what_stays_and_asks_once() {
    let mut desk = desk(testing::in_session(true));
    desk.press("Close the session");
    assert_eq!(done(&desk), None);
    desk.press("Close it");
    assert_eq!(done(&desk), Some(SessionCommand::Close.into()));
}

#[test]
fn d30_the_groundrules_are_one_key_away() {
    let mut desk = desk(testing::in_session(true));
    desk.harness.key_press(Key::G);
    desk.harness.run();
    assert_eq!(desk.harness.state().area_name(), "Groundrules");
}

#[test]
fn anybody_can_take_over_when_the_facilitator_is_gone() {
    let mut desk = desk(testing::in_session(false));
    assert!(desk.shows("Facilitated by Jo Llewellyn"));
    desk.press("I facilitate");
    assert_eq!(done(&desk), Some(SessionCommand::Facilitate { member: None, on: true }.into()));
}

#[test]
fn d38_a_session_begins_with_the_presentations_people_choose() {
    let mut desk = desk(testing::filled());
    desk.press("One presentation");
    assert!(desk.shows("1 h 50 in all"));
    desk.press("Begin the session");
    let asked = desk.far.borrow();
    let begun = asked.asked.iter().any(|command| {
        matches!(command, Command::BeginSession { agenda, presentations: Some(1), .. }
            if agenda == "agenda-session")
    });
    assert!(begun, "{:?}", asked.asked);
}
