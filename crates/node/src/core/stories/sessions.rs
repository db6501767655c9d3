//! Sessions lived through together, apart, and handed on.

use super::super::world::World;
use crate::{Command, Problem, Reply, Session};
use horseshoe_model::{
    AgendaCommand, AttendanceCommand, Command as Act, MeetingKind, MeetingsCommand, PointId,
    PointKind, RoundsCommand, SessionCommand, SessionView, SpeakersCommand, When,
};
use horseshoe_trust::{CommunityId, DocumentId};
use std::sync::Arc;
use std::time::Duration;

/// Begins a session of the handbook's agenda; everybody hears of it.
pub(super) fn begin(world: &mut World, who: usize, community: CommunityId) -> DocumentId {
    let document = begin_with(world, who, community, None, None);
    world.run(Duration::from_secs(2));
    document
}

fn begin_with(
    world: &mut World,
    who: usize,
    community: CommunityId,
    meeting: Option<horseshoe_model::MeetingId>,
    presentations: Option<u8>,
) -> DocumentId {
    let agenda = "agenda-session".to_owned();
    let asked = Command::BeginSession { community, meeting, agenda, presentations };
    let Ok(Reply::Made { id }) = world.ask(who, asked) else { panic!("a session is begun") };
    id.parse().expect("the id of a document")
}

fn sessions(world: &mut World, who: usize) -> Arc<Vec<Session>> {
    world.community(who).sessions.clone()
}

fn session(world: &mut World, who: usize, document: DocumentId) -> Arc<SessionView> {
    let sessions = sessions(world, who);
    let found = sessions.iter().find(|session| session.document == document);
    found.expect("they have the session").view.clone()
}

/// Presses next, as this person sees the agenda.
fn next(world: &mut World, who: usize, community: CommunityId, document: DocumentId) {
    let act = next_of(world, who, document).into();
    world.ask(who, Command::DoIn { community, document, act }).unwrap();
}

fn next_of(world: &mut World, who: usize, document: DocumentId) -> AgendaCommand {
    let agenda = session(world, who, document).agenda.clone();
    AgendaCommand::MoveOn { from: agenda.at, to: agenda.next().expect("a next point").id }
}

/// Which point everybody is at, counted from the first; the same for all.
fn all_are_at(world: &mut World, document: DocumentId) -> usize {
    world.assert_all_agree();
    let here = session(world, 0, document);
    for who in 1..world.people.len() {
        assert_eq!(session(world, who, document), here, "as {who} sees it");
    }
    let points: Vec<PointId> = here.agenda.points.iter().map(|point| point.id).collect();
    points.iter().position(|point| Some(*point) == here.agenda.at).expect("they are at a point")
}

#[test]
fn f5_a_session_begun_by_one_is_seen_by_all_with_its_agenda() {
    let (mut world, community) = World::community_of(3);
    let document = begin(&mut world, 0, community);
    let me = world.community(0).me;
    for who in 0..3 {
        let seen = sessions(&mut world, who);
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].document, document);
        let view = &seen[0].view;
        assert_eq!((view.agenda.minutes(), view.agenda.points.len()), (180, 12));
        assert_eq!(view.agenda.points[3].kind, PointKind::Presentation);
        assert_eq!(view.agenda.points[3].source, "agenda-session/3");
        assert_eq!(view.agenda.at, None, "begun, but nobody pressed start");
        let me = horseshoe_model::MemberId::from_bytes(me.to_bytes());
        assert_eq!(view.facilitators, [me].into());
        assert!(view.attendance.has(me.into()));
        assert_eq!(view.kind, MeetingKind::Session);
    }
    world.kill(2);
    world.start(2, false);
    assert_eq!(sessions(&mut world, 2).len(), 1, "also after a restart");
    world.assert_all_agree();
}

#[test]
fn d38_a_session_for_a_meeting_has_its_kind_its_places_and_so_many_presentations() {
    let (mut world, community) = World::community_of(2);
    let when = When { date: "2027-02-01".to_owned(), ..When::default() };
    let place = "Room 3".to_owned();
    let propose = MeetingsCommand::Propose { kind: MeetingKind::Seminar, when, place, slots: 2 };
    world.act(0, community, propose).unwrap();
    let meeting = world.community(0).community.meetings[0].clone();
    let document = begin_with(&mut world, 0, community, Some(meeting.id), Some(1));
    world.run(Duration::from_secs(2));
    let view = session(&mut world, 1, document);
    assert_eq!((view.meeting, view.kind), (Some(meeting.id), MeetingKind::Seminar));
    assert_eq!(view.agenda.minutes(), 110);
    let slots: Vec<_> = view.agenda.points.iter().filter_map(|point| point.slot).collect();
    assert_eq!(slots, [meeting.slots[0].id]);
}

#[test]
fn a_session_needs_an_agenda_of_the_handbook() {
    let (mut world, community) = World::community_of(2);
    let agenda = "no-such-agenda".to_owned();
    let asked = Command::BeginSession { community, meeting: None, agenda, presentations: None };
    assert_eq!(world.ask(0, asked), Err(Problem::NotHereYet));
    assert!(sessions(&mut world, 0).is_empty());
}

#[test]
fn d5_next_pressed_by_two_at_once_moves_everybody_on_once() {
    let (mut world, community) = World::community_of(3);
    let document = begin(&mut world, 0, community);
    next(&mut world, 0, community, document);
    assert_eq!(all_are_at(&mut world, document), 0);
    // Neither has heard of the other when they press.
    let acts = [0, 2].map(|who| (who, next_of(&mut world, who, document)));
    for (who, act) in acts {
        world.tell(who, Command::DoIn { community, document, act: act.into() });
    }
    assert_eq!(all_are_at(&mut world, document), 1);
    next(&mut world, 1, community, document);
    assert_eq!(all_are_at(&mut world, document), 2);
}

#[test]
fn d5_whoever_pressed_next_too_late_is_told_that_the_group_went_on() {
    let (mut world, community) = World::community_of(2);
    let document = begin(&mut world, 0, community);
    next(&mut world, 0, community, document);
    world.run(Duration::from_secs(2));
    let late = next_of(&mut world, 1, document).into();
    next(&mut world, 0, community, document);
    world.run(Duration::from_secs(2));
    let answer = world.ask(1, Command::DoIn { community, document, act: late });
    let told = matches!(&answer, Err(Problem::Refused { rule, .. }) if rule == "changed_since");
    assert!(told, "{answer:?}");
    assert_eq!(all_are_at(&mut world, document), 1);
}

#[test]
fn f27_what_was_done_without_a_network_is_in_the_session_when_people_meet() {
    let (mut world, community) = World::community_of(3);
    let document = begin(&mut world, 0, community);
    next(&mut world, 0, community, document);
    world.run(Duration::from_secs(2));
    world.go_apart(2);
    let does = |world: &mut World, who: usize, act: Act| {
        world.ask(who, Command::DoIn { community, document, act }).unwrap();
    };
    does(&mut world, 2, AttendanceCommand::Arrive { member: None }.into());
    does(&mut world, 2, SpeakersCommand::Raise { person: None }.into());
    next(&mut world, 2, community, document);
    does(&mut world, 1, AttendanceCommand::Arrive { member: None }.into());
    does(&mut world, 1, SpeakersCommand::Raise { person: None }.into());
    world.run(Duration::from_mins(1));
    next(&mut world, 1, community, document);
    world.come_back(2);
    assert_eq!(all_are_at(&mut world, document), 1);
    let view = session(&mut world, 0, document);
    assert_eq!(view.attendance.members.len(), 3);
    assert_eq!(view.speakers.waiting.len(), 2);
}

#[test]
fn f5_a_second_facilitator_goes_on_after_the_first_is_gone() {
    let (mut world, community) = World::community_of(3);
    let document = begin(&mut world, 0, community);
    next(&mut world, 0, community, document);
    let raise = SpeakersCommand::Raise { person: None };
    world.act(2, community, raise).unwrap();
    world.run(Duration::from_secs(2));
    world.kill(0);
    let facilitate = SessionCommand::Facilitate { member: None, on: true };
    world.act(1, community, facilitate).unwrap();
    next(&mut world, 1, community, document);
    let turn = session(&mut world, 1, document).speakers.waiting[0].id;
    world.act(1, community, SpeakersCommand::Call { turn }).unwrap();
    world.run(Duration::from_secs(2));
    assert!(session(&mut world, 2, document).speakers.speaking.is_some());
    world.start(0, false);
    world.run(Duration::from_secs(5));
    assert_eq!(all_are_at(&mut world, document), 1);
    assert_eq!(session(&mut world, 0, document).facilitators.len(), 2);
}

#[test]
fn an_act_goes_to_the_session_under_way_and_to_none_when_there_is_none() {
    let (mut world, community) = World::community_of(2);
    let raise = || SpeakersCommand::Raise { person: None };
    assert_eq!(world.act(1, community, raise()), Err(Problem::NotHereYet));
    let first = begin(&mut world, 0, community);
    world.act(1, community, raise()).unwrap();
    world.act(0, community, SessionCommand::Close).unwrap();
    world.run(Duration::from_secs(2));
    assert_eq!(world.act(1, community, raise()), Err(Problem::NotHereYet));
    let second = begin(&mut world, 1, community);
    world.act(0, community, raise()).unwrap();
    world.run(Duration::from_secs(2));
    assert_eq!(session(&mut world, 1, first).speakers.waiting.len(), 1);
    assert_eq!(session(&mut world, 1, second).speakers.waiting.len(), 1);
    let order: Vec<_> = sessions(&mut world, 1).iter().map(|session| session.document).collect();
    assert_eq!(order, [first, second], "oldest first");
    world.assert_all_agree();
}

#[test]
fn an_act_of_another_document_is_refused_in_a_session() {
    let (mut world, community) = World::community_of(2);
    let document = begin(&mut world, 0, community);
    let act = MeetingsCommand::Cancel { meeting: horseshoe_model::MeetingId::from_bytes([1; 16]) };
    let asked = Command::DoIn { community, document, act: act.into() };
    assert_eq!(world.ask(0, asked), Err(Problem::NotHereYet));
    let notebook = world.community(0).community_document;
    let act = AgendaCommand::Pause.into();
    let asked = Command::DoIn { community, document: notebook, act };
    let answer = world.ask(0, asked);
    let told = matches!(&answer, Err(Problem::Refused { rule, .. }) if rule == "wrong_document");
    assert!(told, "{answer:?}");
}

#[test]
fn what_was_done_in_a_session_can_be_taken_back_and_what_others_went_on_from_cannot() {
    let (mut world, community) = World::community_of(2);
    let document = begin(&mut world, 0, community);
    next(&mut world, 0, community, document);
    next(&mut world, 0, community, document);
    assert_eq!(all_are_at(&mut world, document), 1);
    world.ask(0, Command::Undo { community }).unwrap();
    assert_eq!(all_are_at(&mut world, document), 0);
    next(&mut world, 0, community, document);
    world.run(Duration::from_secs(2));
    next(&mut world, 1, community, document);
    world.run(Duration::from_secs(2));
    assert!(world.ask(0, Command::Undo { community }).is_err());
    assert_eq!(all_are_at(&mut world, document), 2);
}

#[test]
fn a_session_begun_in_a_draft_is_there_for_whoever_joins() {
    let mut world = World::of(2);
    let draft = world.begin();
    let agenda = "agenda-design-session".to_owned();
    let asked =
        Command::BeginSession { community: draft, meeting: None, agenda, presentations: None };
    world.ask(0, asked).unwrap();
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 1);
    world.assert_all_agree();
    let seen = sessions(&mut world, 1);
    assert_eq!(seen.len(), 1);
    assert_eq!(seen, sessions(&mut world, 0));
    assert_eq!(seen[0].view.agenda.points.len(), 9);
}

#[test]
fn sessions_are_shared_with_the_snapshot_before_while_nothing_in_them_changed() {
    let (mut world, community) = World::community_of(2);
    let document = begin(&mut world, 0, community);
    let before = sessions(&mut world, 1);
    world.add_rule(0, community, "Listen");
    world.run(Duration::from_secs(2));
    assert_eq!(world.rules(1), ["Listen"]);
    assert!(Arc::ptr_eq(&before, &sessions(&mut world, 1)));
    let round = RoundsCommand::Begin {
        question: "What brings you here?".to_owned(),
        prompt: String::new(),
        seats: session(&mut world, 0, document).attendance.people().collect(),
        reversed: false,
    };
    world.act(0, community, round).unwrap();
    world.run(Duration::from_secs(2));
    let after = sessions(&mut world, 1);
    assert!(!Arc::ptr_eq(&before, &after));
    assert_eq!((before[0].view.rounds.len(), after[0].view.rounds.len()), (0, 1));
}

#[test]
fn devices_whose_clocks_differ_go_by_one_clock_also_when_its_device_is_gone() {
    const MINUTE: i64 = 60_000;
    let (mut world, community) = World::community_of(3);
    world.people[1].ahead = 7 * MINUTE;
    world.people[2].ahead = -20 * MINUTE;
    let document = begin(&mut world, 0, community);
    next(&mut world, 1, community, document);
    world.run(Duration::from_secs(2));
    world.kill(0);
    next(&mut world, 2, community, document);
    world.run(Duration::from_secs(2));
    for who in 1..3 {
        let sessions = sessions(&mut world, who);
        let (right, own) = (world.now().unix_ms, world.now_of(who).unix_ms);
        assert!(sessions[0].now(own).abs_diff(right) < 1_500, "{who}");
        let began = sessions[0].view.agenda.points.iter().filter_map(|point| point.began);
        let began: Vec<u64> = began.collect();
        assert_eq!(began.len(), 2);
        assert!(began.iter().all(|began| began.abs_diff(right) < 10_000), "{began:?}");
    }
}

#[test]
fn a_device_whose_own_clock_was_put_right_asks_anew_how_that_of_the_session_shows() {
    let (mut world, community) = World::community_of(3);
    world.people[2].ahead = 20 * 60_000;
    begin(&mut world, 0, community);
    world.run(Duration::from_secs(2));
    world.people[2].ahead = 0;
    assert!(off(&mut world, 2) > 19 * 60_000, "otherwise nothing is to be put right");
    world.go_apart(2);
    world.come_back(2);
    world.run(Duration::from_secs(2));
    assert!(off(&mut world, 2) < 1_500);
}

#[test]
fn what_was_on_its_way_for_long_tells_nobody_how_the_clock_shows() {
    let (mut world, community) = World::community_of(2);
    world.go_apart(1);
    world.run(Duration::from_secs(1));
    let session = begin(&mut world, 0, community);
    world.come_back(1);
    world.run(Duration::from_secs(2));
    let (teller, long_ago) = (world.device(0), world.now().unix_ms - 20 * 60_000);
    let program = world.program(1);
    program.clock_told(community, teller, session, (long_ago, 0));
    program.clock_answered(community, teller, session, long_ago, (long_ago, 0));
    assert!(off(&mut world, 1) < 1_500, "not even for a moment");
    world.run(Duration::from_secs(2));
    assert!(off(&mut world, 1) < 1_500);
}

#[test]
fn who_only_says_to_know_the_clock_as_well_changes_it_for_nobody_who_knows() {
    let (mut world, community) = World::community_of(3);
    let session = begin(&mut world, 0, community);
    world.run(Duration::from_secs(2));
    let (liar, now) = (world.device(1), world.now().unix_ms);
    let later = now + 5 * 3_600_000;
    world.program(2).clock_told(community, liar, session, (later, 0));
    world.program(2).clock_answered(community, liar, session, now, (later, 0));
    world.run(Duration::from_secs(2));
    assert!(off(&mut world, 2) < 1_500);
}

/// How far a device that has the right time on its wall is off the right time in the session.
fn off(world: &mut World, who: usize) -> u64 {
    let (now, session) = (world.now().unix_ms, sessions(world, who));
    session[0].now(now).abs_diff(now)
}
