//! What somebody does for the group for a while: taken on, done again, laid down.

use crate::support::*;
use horseshoe_model::*;

const ROLE: Role = Role::GroundrulesMonitor;

fn take_on(member: Option<MemberId>) -> RolesCommand {
    RolesCommand::TakeOn { role: ROLE, member }
}

fn volunteer(room: &mut Room, who: usize) -> Volunteer {
    room.community(who).roles.groundrules_monitor
}

#[test]
fn f7_the_volunteer_does_it_again_or_the_group_looks_for_another() {
    let mut room = Room::of(3);
    assert_eq!(volunteer(&mut room, 0), Volunteer::default());
    let nobody = room.tries(0, &RolesCommand::Renew { role: ROLE }.into());
    assert_eq!(nobody, Err(CommandError::NobodyYet));
    room.does(0, take_on(Some(member(1))));
    room.meet();
    let taken = volunteer(&mut room, 2);
    assert_eq!((taken.members(), taken.called), (vec![member(1)], false));
    assert_eq!(room.tries(1, &take_on(None).into()), Err(CommandError::AlreadySo));
    room.does(2, RolesCommand::Renew { role: ROLE });
    room.meet();
    let again = volunteer(&mut room, 0);
    assert!(again.renewed_at > taken.renewed_at, "{again:?}");
    // Not this time: the group looks for a volunteer.
    room.does(1, RolesCommand::LayDown { role: ROLE });
    room.meet();
    let called = volunteer(&mut room, 0);
    assert_eq!((called.member, called.renewed_at, called.called), (None, None, true));
    let twice = room.tries(0, &RolesCommand::LayDown { role: ROLE }.into());
    assert_eq!(twice, Err(CommandError::AlreadySo));
    room.does(2, take_on(None));
    room.meet();
    let found = volunteer(&mut room, 1);
    assert_eq!((found.members(), found.called), (vec![member(2)], false));
}

#[test]
fn f7_whoever_takes_it_on_while_another_lays_it_down_has_it_and_two_at_once_are_both_there() {
    let mut room = Room::of(3);
    room.does(0, take_on(None));
    room.meet();
    room.does(0, RolesCommand::LayDown { role: ROLE });
    room.does(1, take_on(None));
    room.meet();
    for who in 0..3 {
        assert_eq!(volunteer(&mut room, who).members(), [member(1)]);
    }
    room.does(0, take_on(None));
    room.does(2, take_on(None));
    room.meet();
    let mut both = volunteer(&mut room, 1).members();
    both.sort_unstable();
    assert_eq!(both, [member(0), member(2)]);
    room.does(1, take_on(Some(member(2))));
    room.meet();
    assert_eq!(volunteer(&mut room, 0).members(), [member(2)]);
}

#[test]
fn f7_only_a_member_takes_it_on_and_it_can_be_taken_back() {
    let mut room = Room::of(2);
    let stranger = room.tries(0, &take_on(Some(member(9))).into());
    assert_eq!(stranger, Err(CommandError::NoSuch { what: "member" }));
    room.does(0, take_on(None));
    let undo = room.does(0, RolesCommand::LayDown { role: ROLE }).undo.unwrap();
    room.undoes(0, &undo).unwrap();
    assert_eq!(volunteer(&mut room, 0).members(), [member(0)]);
}
