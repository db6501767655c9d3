//! What is heard in the room of a session: for those who are there, and gone with the session.

use super::super::world::World;
use super::sessions::begin;
use crate::{Command, OfFew, OfFewView, Problem, Reply};
use horseshoe_model::{
    AttendanceCommand, Command as Act, MemberId, RoomCommand, SessionCommand, SlipId,
};
use horseshoe_store::Store as _;
use horseshoe_trust::{CommunityId, DocumentId};
use std::collections::BTreeSet;
use std::time::Duration;

/// Does it in this session, and lets everybody hear of it.
fn does(
    world: &mut World,
    who: usize,
    (community, document): (CommunityId, DocumentId),
    act: impl Into<Act>,
) -> Result<Reply, Problem> {
    let act = act.into();
    let answer = world.ask(who, Command::DoIn { community, document, act });
    world.run(Duration::from_secs(5));
    answer
}

fn hear(text: &str) -> RoomCommand {
    RoomCommand::Hear { text: text.to_owned(), said_by: None }
}

const ARRIVE: AttendanceCommand = AttendanceCommand::Arrive { member: None };

fn rooms(world: &mut World, who: usize) -> Vec<OfFew> {
    let few = world.community(who).few.clone();
    few.iter().filter(|few| matches!(few.view, OfFewView::Room(_))).cloned().collect()
}

/// The points somebody has, in any room.
fn heard(world: &mut World, who: usize) -> BTreeSet<String> {
    let rooms = rooms(world, who).into_iter().map(|few| few.view);
    let points = rooms.flat_map(|view| match view {
        OfFewView::Room(view) => view.points.clone(),
        _ => Vec::new(),
    });
    points.map(|point| point.slip.words.text.clone()).collect()
}

fn all(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|&words| words.to_owned()).collect()
}

#[test]
fn f31_a_point_heard_is_for_those_who_are_there_and_for_nobody_else() {
    let (mut world, community) = World::community_of(4);
    let session = (community, begin(&mut world, 0, community));
    does(&mut world, 1, session, ARRIVE).unwrap();
    does(&mut world, 2, session, ARRIVE).unwrap();
    does(&mut world, 1, session, hear("I went back too soon")).unwrap();
    does(&mut world, 2, session, hear("mapping her week")).unwrap();
    for who in [0, 1, 2] {
        assert_eq!(rooms(&mut world, who).len(), 1, "one room for all who are there");
        assert_eq!(heard(&mut world, who), all(&["I went back too soon", "mapping her week"]));
    }
    let room = rooms(&mut world, 0)[0].document;
    assert!(rooms(&mut world, 3).is_empty());
    assert!(!world.has_written(3, &room.as_bytes()[..12]), "who was not there has no byte of it");
    world.assert_all_agree();
}

#[test]
fn whoever_comes_later_hears_what_is_said_from_then_on() {
    let (mut world, community) = World::community_of(3);
    let session = (community, begin(&mut world, 0, community));
    does(&mut world, 1, session, ARRIVE).unwrap();
    let Ok(Reply::Made { id }) = does(&mut world, 0, session, hear("before")) else {
        panic!("it is heard")
    };
    does(&mut world, 2, session, ARRIVE).unwrap();
    does(&mut world, 0, session, hear("after")).unwrap();
    assert_eq!(heard(&mut world, 1), all(&["before", "after"]));
    assert_eq!(heard(&mut world, 2), all(&["after"]));
    // Somebody leaves: what is said now is not theirs.
    does(&mut world, 2, session, AttendanceCommand::Leave { member: None }).unwrap();
    does(&mut world, 1, session, hear("when she had gone")).unwrap();
    assert_eq!(heard(&mut world, 2), all(&["after"]));
    // A point is found in whichever room it was heard.
    let slip: SlipId = id.parse().unwrap();
    does(&mut world, 1, session, RoomCommand::TakeOut { slip }).unwrap();
    assert_eq!(heard(&mut world, 0), all(&["after", "when she had gone"]));
}

#[test]
fn f17_a_session_that_closes_takes_what_was_heard_with_it_also_where_nobody_knew_yet() {
    let (mut world, community) = World::community_of(3);
    let document = begin(&mut world, 0, community);
    let session = (community, document);
    for who in [1, 2] {
        does(&mut world, who, session, ARRIVE).unwrap();
    }
    does(&mut world, 1, session, hear("I was afraid to ask")).unwrap();
    let room = rooms(&mut world, 2)[0].document;
    world.go_apart(2);
    does(&mut world, 2, session, hear("said while apart")).unwrap();
    // Somebody closes who was never there.
    does(&mut world, 0, session, AttendanceCommand::Leave { member: None }).unwrap();
    does(&mut world, 0, session, SessionCommand::Close).unwrap();
    for who in [0, 1] {
        assert!(rooms(&mut world, who).is_empty(), "{who}");
        assert!(!world.people[who].store.reader().documents(&community).unwrap().contains(&room));
    }
    assert_eq!(rooms(&mut world, 2).len(), 1, "who has not heard of it");
    world.come_back(2);
    world.run(Duration::from_secs(10));
    for who in 0..3 {
        assert!(rooms(&mut world, who).is_empty(), "{who}");
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert!(destroyed.iter().all(|it| it.unconfirmed.is_empty()), "{who}: {destroyed:?}");
    }
    assert_eq!(does(&mut world, 1, session, hear("too late")), Err(Problem::RoomClosed));
    world.kill(1);
    world.start(1, false);
    assert!(rooms(&mut world, 1).is_empty(), "also after a restart");
    world.assert_all_agree();
}

#[test]
fn a_point_is_heard_by_one_laptop_alone_and_in_a_draft_and_goes_with_the_session() {
    let mut world = World::of(2);
    let draft = world.begin();
    let session = (draft, begin(&mut world, 0, draft));
    does(&mut world, 0, session, hear("in her own words")).unwrap();
    world.kill(0);
    world.start(0, false);
    assert_eq!(heard(&mut world, 0), all(&["in her own words"]), "also after a restart");
    // The second person comes in: what was heard before is not theirs.
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 1);
    world.assert_all_agree();
    let community = world.community(1).id;
    let session = (community, session.1);
    assert_eq!(heard(&mut world, 0), all(&["in her own words"]));
    assert!(rooms(&mut world, 1).is_empty());
    does(&mut world, 1, session, ARRIVE).unwrap();
    does(&mut world, 1, session, hear("together")).unwrap();
    assert_eq!(heard(&mut world, 0), all(&["in her own words", "together"]));
    world.kill(0);
    world.start(0, false);
    assert_eq!(heard(&mut world, 0), all(&["in her own words", "together"]));
    does(&mut world, 0, session, SessionCommand::Close).unwrap();
    for who in [0, 1] {
        assert!(rooms(&mut world, who).is_empty(), "{who}");
    }

    // In a draft nobody else is in yet.
    let mut alone = World::of(1);
    let draft = alone.begin();
    let session = (draft, begin(&mut alone, 0, draft));
    does(&mut alone, 0, session, hear("on paper until now")).unwrap();
    does(&mut alone, 0, session, SessionCommand::Close).unwrap();
    assert!(rooms(&mut alone, 0).is_empty());
    alone.kill(0);
    alone.start(0, false);
    assert!(rooms(&mut alone, 0).is_empty());
}

#[test]
fn f60_whoever_said_it_confirms_it_whatever_room_it_was_heard_in() {
    let (mut world, community) = World::community_of(2);
    let session = (community, begin(&mut world, 0, community));
    does(&mut world, 1, session, ARRIVE).unwrap();
    let ben = MemberId::from_bytes(world.community(1).me.to_bytes());
    let point = RoomCommand::Hear { text: "too soon".into(), said_by: Some(ben.into()) };
    let Ok(Reply::Made { id }) = does(&mut world, 0, session, point) else { panic!("it is heard") };
    let slip: SlipId = id.parse().unwrap();
    does(&mut world, 1, session, AttendanceCommand::Leave { member: None }).unwrap();
    does(&mut world, 1, session, RoomCommand::Confirm { slip }).unwrap();
    let OfFewView::Room(view) = rooms(&mut world, 0)[0].view.clone() else { panic!("a room") };
    assert!(view.points[0].confirmed.is_some());
    let unknown = RoomCommand::Confirm { slip: SlipId::from_bytes([7; 16]) };
    assert_eq!(does(&mut world, 1, session, unknown), Err(Problem::NotHereYet));
}
