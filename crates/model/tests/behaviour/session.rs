//! A session as a whole, and documents of it that somebody else's program wrote.

use crate::support::*;
use horseshoe_merge::{Actor, Document, ObjectRef, Value};
use horseshoe_model::*;

#[test]
fn a_session_says_for_which_meeting_it_is_and_when_it_was_begun() {
    let mut room = Room::of(2);
    let meeting = Some(MeetingId::from_bytes([5; 16]));
    room.does_at(0, 3, SessionCommand::IsFor { meeting, kind: MeetingKind::Design });
    room.meet();
    let session = room.session(1);
    assert_eq!((session.meeting, session.kind), (meeting, MeetingKind::Design));
    assert_eq!(session.at, minute(3));
    room.does_at(1, 9, SessionCommand::IsFor { meeting: None, kind: MeetingKind::Session });
    let session = room.session(1);
    assert_eq!(
        (session.meeting, session.kind, session.at),
        (None, MeetingKind::Session, minute(3))
    );
}

#[test]
fn f5_whoever_facilitates_says_so_or_is_written_down() {
    let mut room = Room::of(3);
    let facilitate = |member, on| SessionCommand::Facilitate { member, on };
    room.does(0, facilitate(None, true));
    room.does(0, facilitate(Some(member(2)), true));
    room.meet();
    assert_eq!(room.session(1).facilitators, [member(0), member(2)].into());
    assert_eq!(room.tries(2, &facilitate(None, true).into()), Err(CommandError::AlreadySo));
    room.does(0, facilitate(None, false));
    room.meet();
    assert_eq!(room.session(1).facilitators, [member(2)].into());
    assert_eq!(room.tries(0, &facilitate(None, false).into()), Err(CommandError::AlreadySo));
}

#[test]
fn a_session_is_closed_once_and_can_go_on_after_all() {
    let mut room = Room::of(2);
    room.does(0, SessionCommand::Facilitate { member: None, on: true });
    room.meet();
    assert_eq!(room.tries(0, &SessionCommand::Reopen.into()), Err(CommandError::AlreadySo));
    room.does_at(0, 180, SessionCommand::Close);
    room.does_at(1, 181, SessionCommand::Close);
    room.meet();
    assert_eq!(room.session(1).closed, Some(minute(180)), "when the first of them did");
    assert_eq!(room.session(0), room.session(1));
    assert_eq!(room.tries(0, &SessionCommand::Close.into()), Err(CommandError::AlreadySo));
    room.does(1, SessionCommand::Reopen);
    room.meet();
    assert_eq!(room.session(0).closed, None);
}

#[test]
fn acts_of_a_session_have_one_json_form() {
    let point = PointId::from_bytes([0xab; 16]);
    let commands: [Command; 6] = [
        AgendaCommand::MoveOn { from: None, to: point }.into(),
        AgendaCommand::Do { point, activity: Activity::SilentWriting }.into(),
        AttendanceCommand::Arrive { member: None }.into(),
        SpeakersCommand::Raise { person: Some(Person::Guest(GuestId::from_bytes([0xcd; 16]))) }
            .into(),
        RoundsCommand::Had { round: RoundId::from_bytes([0xef; 16]), person: member(0).into() }
            .into(),
        SessionCommand::Close.into(),
    ];
    let lines: Vec<String> =
        commands.iter().map(|command| serde_json::to_string(command).unwrap()).collect();
    for (line, command) in lines.iter().zip(&commands) {
        assert_eq!(&serde_json::from_str::<Command>(line).unwrap(), command);
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    {"subject":"agenda","do":"move_on","from":null,"to":"abababababababababababababababab"}
    {"subject":"agenda","do":"do","point":"abababababababababababababababab","activity":"silent_writing"}
    {"subject":"attendance","do":"arrive","member":null}
    {"subject":"speakers","do":"raise","person":"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"}
    {"subject":"rounds","do":"had","round":"efefefefefefefefefefefefefefefef","person":"0101010101010101010101010101010101010101010101010101010101010101"}
    {"subject":"session","do":"close"}
    "#);
}

#[test]
fn the_words_in_documents_are_those_scripts_write() {
    for kind in [PointKind::SinceLast, PointKind::NextDate, PointKind::Other, PointKind::Intro] {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        assert_eq!(PointKind::from_word(kind.word()), kind);
    }
    for activity in [Activity::Discuss, Activity::SilentWriting, Activity::Pairs, Activity::Film] {
        assert_eq!(serde_json::to_value(activity).unwrap(), activity.word());
        assert_eq!(Activity::from_word(activity.word()), activity);
    }
    assert_eq!(PointKind::from_word("what a later version wrote"), PointKind::Other);
}

/// Does something in a document at this moment.
fn does(doc: &mut Document, now: u64, command: impl Into<Command>) -> Result<Done, CommandError> {
    let mut fresh = now as u8;
    let mut ids = || {
        fresh = fresh.wrapping_add(1);
        [fresh; 16]
    };
    let mut acting = Acting {
        member: member(0),
        actor: Actor::from_bytes([1; 16]),
        now,
        ids: &mut ids,
        community: None,
        members: &[],
        notebooks: &[],
    };
    perform(&command.into(), doc, &mut acting)
}

/// A session under way in which another program wrote this value at a key of every point and of the run.
fn under_way_with(key: &str, value: &Value) -> Document {
    let mut doc = Kind::Session.document();
    does(&mut doc, minute(0), AgendaCommand::Lay { points: three_hours() })
        .expect("it can be done");
    let points = SessionView::read(&doc, &authors).agenda.points;
    let begin = AgendaCommand::MoveOn { from: None, to: points[0].id };
    does(&mut doc, minute(0), begin).expect("it can be done");
    doc.perform(Actor::from_bytes([1; 16]), |writer| {
        let agenda = writer.map(&ObjectRef::ROOT, "agenda").expect("it can be done");
        for point in &points {
            let point = writer.map(&agenda, &point.id.to_hex()).expect("it can be done");
            writer.put(&point, key, value.clone())?;
        }
        let run = writer.map(&ObjectRef::ROOT, "run").expect("it can be done");
        writer.put(&run, key, value.clone())
    })
    .expect("it can be done");
    doc
}

#[test]
fn whatever_another_program_wrote_as_a_moment_or_a_length_the_group_can_go_on() {
    let values = [
        Value::Uint(u64::MAX),
        Value::Int(i64::MAX),
        Value::Int(i64::MIN),
        Value::Null,
        Value::Bool(true),
        Value::Bytes(vec![0xff; 3]),
        Value::Str("zzzz".repeat(40)),
    ];
    let keys =
        ["spent", "runs", "began", "paused", "thinking", "minutes", "skipped", "out", "order"];
    for (key, value) in keys.iter().flat_map(|key| values.iter().map(move |value| (key, value))) {
        let mut doc = under_way_with(key, value);
        for now in [0, minute(7), u64::MAX] {
            let agenda = SessionView::read(&doc, &authors).agenda;
            for point in &agenda.points {
                agenda.begins(point.id, now);
            }
            assert_eq!(agenda.points.len(), agenda.starts().len());
            assert_eq!(agenda.left(now).is_some(), agenda.at.is_some());
            assert_eq!(agenda.finish(now).is_some(), agenda.at.is_some());
            does(&mut doc, now, AgendaCommand::Pause).ok();
            does(&mut doc, now, AgendaCommand::Resume).ok();
            let agenda = SessionView::read(&doc, &authors).agenda;
            assert_eq!(agenda.paused, None, "{key} {value:?}");
            let from = agenda.at;
            let to = agenda.points.iter().map(|point| point.id).find(|to| Some(*to) != from);
            let Some(to) = to else { continue };
            does(&mut doc, now, AgendaCommand::MoveOn { from, to }).unwrap();
            let agenda = SessionView::read(&doc, &authors).agenda;
            assert_eq!((agenda.at, agenda.thinking), (Some(to), None), "{key} {value:?}");
        }
    }
}

#[test]
fn what_another_program_wrote_in_the_wrong_form_is_passed_over_in_a_session() {
    let mut doc = Kind::Session.document();
    doc.perform(Actor::from_bytes([9; 16]), |writer| {
        for map in Kind::Session.genesis().maps {
            let map = writer.map(&ObjectRef::ROOT, map).unwrap();
            writer.put(&map, "no id", 7_i64)?;
            writer.put(&map, &"ab".repeat(16), Value::Null)?;
            writer.put(&map, &"ab".repeat(32), Value::Bytes(vec![1]))?;
            let item = writer.make_map(&map, &"cd".repeat(16))?;
            for key in ["at", "order", "minutes", "kind", "name", "person", "seats", "had"] {
                writer.put(&item, key, Value::Bytes(vec![0xff; 3]))?;
            }
            let item = writer.make_map(&map, &"ef".repeat(16))?;
            writer.put(&item, "at", 7_i64)?;
            writer.make_text(&item, "seats", "x")?;
            writer.make_map(&item, "person")?;
        }
        Ok(())
    })
    .unwrap();
    let session = SessionView::read(&doc, &authors);
    assert_eq!(session, SessionView::default());
}

#[test]
fn d4_checklists_pass_from_whoever_facilitates_to_the_community_with_the_design_session() {
    let closed = |kind| {
        let mut room = Room::of(2);
        room.does(0, SessionCommand::IsFor { meeting: None, kind });
        assert_eq!(checks_owner([&room.session(0)]), ChecksOwner::Facilitator, "it goes on");
        room.does(1, SessionCommand::Close);
        room.meet();
        room
    };
    let mut design = closed(MeetingKind::Design);
    let mut other = closed(MeetingKind::Session);
    assert_eq!(checks_owner([&other.session(0)]), ChecksOwner::Facilitator);
    let both = [other.session(0), design.session(0)];
    assert_eq!(checks_owner(&both), ChecksOwner::Community);
    design.does(0, SessionCommand::Reopen);
    assert_eq!(checks_owner([&design.session(0)]), ChecksOwner::Facilitator);
    assert_eq!(checks_owner([]), ChecksOwner::Facilitator);
}
