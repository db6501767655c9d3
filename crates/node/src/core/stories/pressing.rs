//! What people press in the room is seen at once by all.

use super::super::world::World;
use crate::{Command, Reply};
use horseshoe_model::{AttendanceCommand, SessionView, SpeakersCommand};
use horseshoe_trust::CommunityId;
use std::sync::Arc;
use std::time::Duration;

fn in_a_session(people: usize) -> (World, CommunityId) {
    let (mut world, community) = World::community_of(people);
    let agenda = "agenda-session".to_owned();
    let begin = Command::BeginSession { community, meeting: None, agenda, presentations: None };
    assert!(matches!(world.ask(0, begin), Ok(Reply::Made { .. })));
    world.run(Duration::from_secs(5));
    (world, community)
}

fn seen_by(world: &mut World, who: usize) -> Arc<SessionView> {
    world.community(who).sessions[0].view.clone()
}

#[test]
fn the_first_act_after_a_quiet_time_leaves_at_once_and_those_that_follow_leave_together() {
    let (mut world, community) = in_a_session(3);
    let entries = world.community(2).sync.entries;
    let began = world.now().running;
    world.act(0, community, SpeakersCommand::Raise { person: None }).unwrap();
    for who in 1..3 {
        assert_eq!(seen_by(&mut world, who).speakers.waiting.len(), 1, "as {who} sees it");
    }
    for name in ["Lee", "Mo", "Noor"] {
        let (name, area) = (name.to_owned(), String::new());
        world.act(0, community, AttendanceCommand::WriteDown { name, area }).unwrap();
    }
    let took = world.now().running.saturating_sub(began);
    assert!(took < Duration::from_millis(30), "{took:?}");
    assert!(seen_by(&mut world, 1).attendance.guests.is_empty(), "they are gathered");
    world.run(Duration::from_millis(60));
    for who in 1..3 {
        assert_eq!(seen_by(&mut world, who).attendance.guests.len(), 3, "as {who} sees it");
    }
    assert_eq!(world.community(2).sync.entries, entries + 2, "one at once, one for the rest");
    world.assert_all_agree();
}
