//! In the room: what is pressed, by name and by key.

use super::Desk;
use crate::screen::Area;
use crate::testing;
use egui::Key;
use egui_kittest::kittest::Queryable as _;
use horseshoe_model::{
    Activity, AgendaCommand, AgreedHow, Command as Doing, FeedbackCommand, FeedbackQuestion,
    LearningCommand, MeetingsCommand, ParkedCommand, Person, RoomCommand, RoundsCommand,
    SessionCommand, SpeakersCommand,
};
use horseshoe_node::{Command, Community};
use std::sync::Arc;

pub(super) fn desk(community: Community) -> Desk {
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
    desk.press("More");
    desk.press_beginning("+5 min, taken from Discussion (");
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
fn f19_closing_a_session_thanks_says_what_stays_and_what_goes_and_asks_once() {
    let mut desk = desk(testing::in_session(true));
    desk.press("Close the session");
    assert_eq!(done(&desk), None);
    assert!(desk.shows("Thank you, everybody, for taking part"));
    let goes = "What was heard in the room goes: on every device that was there, as soon as it hears of it";
    assert!(desk.shows(goes));
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

/// What was done in the community's documents, last.
fn done_by_all(desk: &Desk) -> Option<Doing> {
    let asked = &desk.far.borrow().asked;
    asked.iter().rev().find_map(|command| match command {
        Command::Do { act, .. } => Some(act.clone()),
        _ => None,
    })
}

fn capturing(mine: bool) -> Desk {
    desk(testing::capturing(mine).in_community(testing::filled()))
}

#[test]
fn f31_a_point_is_written_down_as_it_was_said_and_is_whoever_s_who_is_speaking() {
    let run = testing::in_discussion(true);
    let speaking = run.view().speakers.speaking.as_ref().map(|turn| turn.person);
    let mut desk = desk(run.in_community(testing::filled()));
    desk.write("A point, as they said it", "I went back too soon");
    desk.harness.key_press(Key::Enter);
    desk.harness.run();
    let text = "I went back too soon".to_owned();
    assert_eq!(done(&desk), Some(RoomCommand::Hear { text, said_by: speaking }.into()));
}

#[test]
fn f60_i_confirm_what_i_am_said_to_have_said_and_nothing_else() {
    let mut desk = capturing(true);
    desk.press("Heard");
    let mine = testing::capturing(true).room().points[1].slip.id;
    assert!(!desk.shows("That is what I said: It is harder to do nothing than to do something"));
    desk.press("That is what I said: I went back too soon, before she had asked");
    assert_eq!(done(&desk), Some(RoomCommand::Confirm { slip: mine }.into()));
}

#[test]
fn f12_nothing_is_kept_before_the_group_said_yes() {
    let mut desk = capturing(true);
    let point = testing::capturing(true).community().learning[1].id;
    let words = "A second visit needs a reason the person would give";
    desk.press(&format!("The group keeps: {words}"));
    let agree = LearningCommand::Agree { point, how: AgreedHow::SaidAloud };
    assert_eq!(done_by_all(&desk), Some(agree.into()));
    desk.press(&format!("The group does not keep: {words}"));
    assert_eq!(done_by_all(&desk), Some(LearningCommand::Leave { point }.into()));
}

#[test]
fn f12_a_point_heard_is_proposed_in_its_own_words_for_this_session() {
    let mut desk = capturing(true);
    desk.press("Heard");
    let words = "It is harder to do nothing than to do something";
    desk.press(&format!("Propose to keep, where all members see it: {words}"));
    let Some(Doing::Learning(LearningCommand::Propose { text, session, .. })) = done_by_all(&desk)
    else {
        panic!("it is proposed")
    };
    assert_eq!((text.as_str(), session), (words, Some(testing::document(40).to_hex())));
}

#[test]
fn f48_one_key_parks_something_from_any_point_of_the_agenda() {
    for mine in [true, false] {
        let mut desk = desk(testing::in_session(mine));
        desk.harness.key_press(Key::T);
        desk.harness.run();
        desk.harness.event(egui::Event::Text("Recording cases".to_owned()));
        desk.harness.run();
        desk.harness.key_press(Key::Enter);
        desk.harness.run();
        let parked = done_by_all(&desk);
        let text = match parked {
            Some(Doing::Parked(ParkedCommand::Park { text, .. })) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(text, "Recording cases");
    }
}

#[test]
fn the_board_goes_with_the_agenda_until_somebody_turns_it() {
    let mut desk = desk(testing::in_session(true));
    let heard = "A point, as they said it";
    assert!(desk.shows(heard));
    desk.press("Keep");
    assert!(desk.shows("Propose something to keep") && !desk.shows(heard));
    let mut run = testing::in_discussion(true);
    run.moves_to(0, 8, 1);
    let next = run.in_community(testing::filled());
    desk.far.borrow_mut().snapshot = Arc::new(testing::snapshot(vec![next]));
    desk.harness.run();
    assert!(desk.shows(heard), "the next point has its own");
}

#[test]
fn f56_whoever_facilitates_is_offered_one_thought_and_nobody_else_is() {
    let thought = "only you";
    let mut facilitator = desk(later(testing::in_session(true)));
    assert!(facilitator.shows(thought));
    facilitator.press("Put it away");
    facilitator.harness.run();
    assert!(!facilitator.shows(thought), "it does not come back at this point");
    assert!(!desk(later(testing::in_session(false))).shows(thought));
}

/// Twelve minutes later, most of the discussion is over.
fn later(mut community: Community) -> Community {
    Arc::make_mut(&mut community.sessions)[0].ahead_ms = 12 * 60_000;
    community
}

#[test]
fn f29_nothing_is_offered_in_thinking_time() {
    let mut run = testing::in_discussion(true);
    run.does(0, AgendaCommand::Think { on: true });
    let desk = desk(later(run.in_community(testing::filled())));
    assert!(!desk.shows("only you"));
}

#[test]
fn f38_the_facilitator_turns_the_flipchart_to_what_is_written_down() {
    let mut desk = capturing(true);
    desk.press("Show it on the flipchart");
    desk.press("Let the flipchart go with the agenda");
    desk.press("Show it on the flipchart");
    desk.press("Views");
    desk.press("Show it on the flipchart");
    desk.press("Keep");
    assert!(desk.shows("Show it on the flipchart"), "another page is");
    assert!(!capturing(false).shows("Show it on the flipchart"));
}

#[test]
fn f49_the_ways_out_are_there_in_the_handbooks_order_for_whoever_asks_and_not_before() {
    let mut desk = desk(testing::in_session(true));
    let ways = ["Pairwork", "Traffic light", "Park it"];
    assert!(ways.iter().all(|way| !desk.has_control(way)));
    desk.press("More");
    desk.press("If the group cannot agree");
    assert!(!desk.has_control("Stop the clock"), "what was unfolded is folded again");
    let tops = ways.map(|way| desk.harness.get_by_label(way).rect().min);
    assert!(tops.windows(2).all(|two| (two[0].y, two[0].x) < (two[1].y, two[1].x)), "{tops:?}");
    assert!(desk.shows("Is there anything else people need to know"));
    desk.press("Pairwork");
    let act = AgendaCommand::Do {
        point: testing::in_discussion(true).point(4),
        activity: Activity::Pairs,
    };
    assert_eq!(done(&desk), Some(act.into()));
    desk.press("Not needed now");
    assert!(!desk.has_control("Traffic light"));
}

#[test]
fn d14_a_round_about_the_groundrules_begins_where_they_are() {
    let mut desk = desk(testing::in_session(true));
    desk.harness.state_mut().show(Area::Groundrules);
    desk.harness.run();
    desk.press("Ask everybody in turn");
    let Some(Doing::Rounds(RoundsCommand::Begin { prompt, seats, .. })) = done(&desk) else {
        panic!("a round is begun")
    };
    assert_eq!((prompt.as_str(), seats.len()), ("groundrules-more", 4));
    assert_eq!(desk.harness.state().area_name(), "In the room");
}

#[test]
fn f16_both_lines_are_there_at_the_end_for_everybody_and_nobody_has_to() {
    for mine in [true, false] {
        let mut run = testing::in_discussion(mine);
        assert!(!desk(run.in_community(testing::filled())).shows("How do you feel?"));
        run.moves_to(0, 10, 1);
        let mut desk = desk(run.in_community(testing::filled()));
        desk.press("Write the idea");
        assert_eq!(done(&desk), None, "nothing typed, nothing written");
        desk.write("Something to improve, in somebody’s words", "More time");
        desk.press("Write the idea");
        let act = FeedbackCommand::Write {
            question: FeedbackQuestion::Improve,
            text: "More time".to_owned(),
        };
        assert_eq!(done(&desk), Some(act.into()));
    }
}

#[test]
fn f24_how_today_is_run_is_said_in_ones_own_words_and_can_be_what_it_was_last_time() {
    let mut community = testing::Run::laid(0).in_community(testing::filled());
    let mut before = testing::Run::laid(0);
    before.does(0, SessionCommand::SayHow { text: "I ask more than I tell".to_owned() });
    before.does(0, SessionCommand::Close);
    let mut earlier = before.in_community(testing::filled()).sessions[0].clone();
    earlier.document = testing::document(39);
    Arc::make_mut(&mut community.sessions).insert(0, earlier);
    let mut desk = desk(community);
    desk.press("As last time");
    desk.press("Say how");
    let text = "I ask more than I tell".to_owned();
    assert_eq!(done(&desk), Some(SessionCommand::SayHow { text }.into()));
}

#[test]
fn d26_while_somebody_presents_hands_wait_and_questions_are_jotted() {
    let mut run = testing::in_discussion(false);
    let turn = run.view().speakers.turn_of(Person::Member(testing::author(0))).unwrap().id;
    run.does(0, SpeakersCommand::Lower { turn });
    run.moves_to(0, 7, 1);
    let mut desk = desk(run.in_community(testing::filled()));
    desk.harness.key_press(Key::H);
    desk.harness.run();
    assert_eq!(done(&desk), None);
    desk.write("New question, only for you", "What made you go back?");
    desk.press("Jot down");
    assert!(matches!(done_by_all(&desk), Some(Doing::Private(_))), "only in my own document");
}

#[test]
fn f9_since_last_time_begins_with_who_presented_and_says_what_is_open() {
    let mut community = testing::capturing(true).in_community(testing::filled());
    let mut run = testing::in_discussion(true);
    run.moves_to(0, 2, 1);
    let mut now = run.in_community(testing::filled()).sessions[0].clone();
    now.document = testing::document(44);
    let mut before = (*community.sessions[0].view).clone();
    before.closed = Some(testing::NOW_MS);
    let slot = community.community.meetings[0].slots[0].id;
    let presented = before.agenda.points.iter_mut().find(|point| point.began.is_some());
    Arc::make_mut(presented.unwrap()).slot = Some(slot);
    let sessions = Arc::make_mut(&mut community.sessions);
    sessions[0].view = Arc::new(before);
    sessions.push(now);
    let desk = desk(community);
    let presented = desk.harness.get_by_label_contains("Presented last time, and asked first");
    let kept = desk.harness.get_by_label("Kept last time");
    let open = desk.harness.get_by_label("What to do");
    assert!(presented.rect().min.y < kept.rect().min.y && kept.rect().min.y < open.rect().min.y);
    assert!(desk.shows("Ask how a plan fits into somebody’s week before adding to it"));
}

#[test]
fn f3_what_to_look_after_is_ticked_where_the_meeting_is() {
    let mut desk = Desk::of(vec![testing::filled()]);
    desk.harness.state_mut().show(Area::Meetings);
    desk.harness.run();
    desk.harness.get_all_by_label("Before people arrive: 0 of 10").next().unwrap().click();
    desk.harness.run();
    desk.press("Flipchart and pens");
    let Some(Doing::Meetings(MeetingsCommand::Check { item, on: true, .. })) = done_by_all(&desk)
    else {
        panic!("it is ticked")
    };
    assert_eq!(item, "room/flipchart");
}
