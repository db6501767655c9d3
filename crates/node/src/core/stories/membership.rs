//! Who comes in with which device, who leaves, who is removed, and what becomes of their words.

use super::super::world::World;
use crate::{
    Command, DepartureKind, JoiningState, MemberId, Problem, Reply, RequestId, Stage, Target,
};
use horseshoe_model::PrivateCommand;
use horseshoe_trust::{CommunityId, Entry, Ticket, TicketSecret};
use std::time::Duration;

/// Removes `target` with the signatures of two.
pub(super) fn remove(
    world: &mut World,
    community: CommunityId,
    by: usize,
    with: usize,
    target: Target,
) {
    propose(world, community, by, with, target).unwrap();
    world.run(Duration::from_secs(2));
    let proposal = world.community(with).membership.proposed[0].id;
    world.ask(with, Command::SignRemoval { community, proposal }).unwrap();
    world.run(Duration::from_secs(2));
}

fn propose(
    world: &mut World,
    community: CommunityId,
    by: usize,
    with: usize,
    target: Target,
) -> Result<Reply, Problem> {
    let with = member(world, with);
    let reason = "as we talked about".to_owned();
    world.ask(by, Command::ProposeRemoval { community, target, with, reason })
}

fn member(world: &World, who: usize) -> MemberId {
    MemberId::from(world.device(who))
}

fn jot(world: &mut World, who: usize, community: CommunityId, text: &str) {
    world.act(who, community, PrivateCommand::Jot { text: text.to_owned() }).unwrap();
}

fn questions(world: &mut World, who: usize) -> Vec<String> {
    let community = world.community(who);
    community.private.questions.iter().map(|question| question.words.text.clone()).collect()
}

/// The first person gets a further device, the last of the world's.
pub(super) fn with_second_device(people: usize) -> (World, CommunityId, usize) {
    let (mut world, community) = World::community_among(people, people + 1);
    let second = people;
    let reply = world.ask(0, Command::InviteDevice { community }).unwrap();
    let Reply::Ticket { text: ticket, .. } = reply else { panic!("a ticket: {reply:?}") };
    world.ask(second, Command::Join { ticket }).unwrap();
    assert!(world.community(0).requests[0].own_device);
    world.approve(0, community, second);
    world.run(Duration::from_secs(5));
    (world, community, second)
}

#[test]
fn a_second_device_is_the_same_member_with_the_same_private_words() {
    let (mut world, community, second) = {
        let (mut world, community, second) = with_second_device(2);
        jot(&mut world, 0, community, "Who else was there?");
        (world, community, second)
    };
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(second).me, member(&world, 0));
    assert_eq!(world.community(second).members.len(), 2);
    assert_eq!(questions(&mut world, second), ["Who else was there?"]);
    jot(&mut world, second, community, "And then?");
    world.run(Duration::from_secs(5));
    assert_eq!(questions(&mut world, 0).len(), 2);
    assert_eq!(questions(&mut world, 1), [""; 0], "nobody else has them");
    let devices = world.community(0).membership.devices.clone();
    assert_eq!(devices.len(), 2);
    assert!(devices[0].this && devices[1].here && devices[1].standing);
    let name = "the tablet".to_owned();
    let device = world.device(second);
    world.ask(0, Command::NameDevice { community, device, name }).unwrap();
    world.run(Duration::from_secs(5));
    let own = world.community(second).membership.devices[0].clone();
    assert_eq!((own.this, own.name.as_deref()), (true, Some("the tablet")));
    world.kill(second);
    world.start(second, false);
    assert_eq!(questions(&mut world, second).len(), 2);
}

#[test]
fn a_ticket_for_a_device_lets_no_other_person_in_and_an_ordinary_one_no_device() {
    let (mut world, community, second) = with_second_device(2);
    // The one who was let in as a device is no third member: two still cannot remove each other.
    let target = Target::Member(member(&world, 1));
    let refused = propose(&mut world, community, second, 0, target);
    assert_eq!(refused, Err(Problem::CannotSign));
}

#[test]
fn a_removed_device_of_mine_writes_no_more_and_what_it_wrote_for_me_alone_stays() {
    let (mut world, community, second) = with_second_device(3);
    jot(&mut world, second, community, "From the tablet");
    world.add_rule(second, community, "Listen");
    world.run(Duration::from_secs(5));
    let device = world.device(second);
    // Two others remove it: they cannot see what it wrote for me alone.
    remove(&mut world, community, 1, 2, Target::Device(device));
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(second).stage, Stage::Left);
    assert_eq!(world.community(0).stage, Stage::Living);
    assert_eq!(world.rules(0), ["Listen"]);
    assert_eq!(questions(&mut world, 0), ["From the tablet"]);
    let departures = world.community(0).membership.departures.clone();
    assert_eq!(departures[0].kind, DepartureKind::DeviceRemoved);
    world.kill(0);
    world.start(0, false);
    world.run(Duration::from_secs(5));
    assert_eq!(questions(&mut world, 0), ["From the tablet"]);
}

#[test]
fn a_lost_device_is_removed_by_another_of_mine_alone() {
    let (mut world, community, second) = with_second_device(2);
    world.go_apart(second);
    let device = world.device(second);
    assert_eq!(
        world.ask(1, Command::RemoveDevice { community, device }),
        Err(Problem::NoSuchDevice)
    );
    world.ask(0, Command::RemoveDevice { community, device }).unwrap();
    world.run(Duration::from_secs(2));
    assert_eq!(world.community(1).membership.departures[0].kind, DepartureKind::OwnDevice);
    // It writes on where it is and reaches nobody any more.
    world.add_rule(second, community, "from the thief");
    world.come_back(second);
    assert!(world.rules(0).is_empty() && world.rules(1).is_empty());
    assert!(!world.community(0).membership.devices[1].standing);
}

#[test]
fn whoever_leaves_gets_nothing_more_and_their_words_stay() {
    let (mut world, community) = World::community_of(3);
    world.add_rule(2, community, "Be kind");
    world.ask(2, Command::Leave { community }).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(2).stage, Stage::Left);
    assert_eq!(world.rules(0), ["Be kind"]);
    world.add_rule(0, community, "After");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(2), ["Be kind"], "reading goes on, nothing new comes");
    assert_eq!(world.rules(1).len(), 2);
    let departure = world.community(0).membership.departures[0].clone();
    assert_eq!((departure.kind, departure.name.as_str()), (DepartureKind::Left, "Cleo"));
    let refused = world.ask(2, Command::Leave { community });
    assert_eq!(refused, Err(Problem::NotAMember));
}

#[test]
fn a_removal_is_between_who_proposes_and_who_is_asked_until_both_have_signed() {
    let (mut world, community) = World::community_of(4);
    let target = Target::Member(member(&world, 3));
    propose(&mut world, community, 0, 1, target).unwrap();
    world.run(Duration::from_secs(5));
    assert!(world.community(0).membership.proposed[0].mine);
    assert_eq!(world.community(1).membership.proposed[0].by, member(&world, 0));
    assert!(world.community(2).membership.proposed.is_empty());
    assert!(world.community(3).membership.proposed.is_empty());
    assert_eq!(world.community(3).stage, Stage::Living);
    // It waits through a restart, and for who was away.
    world.kill(1);
    world.start(1, false);
    let proposal = world.community(1).membership.proposed[0].id;
    world.ask(1, Command::DropRemoval { community, proposal }).unwrap();
    assert!(world.community(1).membership.proposed[0].declined);
    world.ask(1, Command::SignRemoval { community, proposal }).unwrap();
    world.run(Duration::from_secs(10));
    assert_eq!(world.community(3).stage, Stage::Left);
    for who in 0..3 {
        assert!(world.community(who).membership.proposed.is_empty());
        let departure = world.community(who).membership.departures[0].clone();
        assert_eq!(departure.by, {
            let mut by = vec![member(&world, 0), member(&world, 1)];
            by.sort();
            by
        });
        assert_eq!((departure.heard, departure.of), (2, 2), "as {who} knows");
    }
}

#[test]
fn nobody_is_asked_to_sign_who_may_not() {
    let (mut world, community) = World::community_of(3);
    let me = Target::Member(member(&world, 0));
    assert_eq!(propose(&mut world, community, 0, 1, me), Err(Problem::CannotSign));
    let other = Target::Member(member(&world, 1));
    assert_eq!(propose(&mut world, community, 0, 1, other), Err(Problem::CannotSign));
    assert_eq!(propose(&mut world, community, 0, 0, other), Err(Problem::CannotSign));
    remove(&mut world, community, 0, 2, other);
    assert_eq!(propose(&mut world, community, 0, 2, other), Err(Problem::AlreadyOut));
    // Only two are left: neither can remove the other.
    let last = Target::Member(member(&world, 2));
    assert_eq!(propose(&mut world, community, 0, 1, last), Err(Problem::CannotSign));
}

#[test]
fn late_words_of_the_removed_wait_aside_until_a_member_keeps_them() {
    let (mut world, community) = World::community_of(4);
    world.add_rule(3, community, "Known to all");
    world.run(Duration::from_secs(5));
    world.go_apart(2);
    world.go_apart(3);
    world.add_rule(3, community, "Written away");
    world.add_note(3, community, "A note from away");
    let target = Target::Member(member(&world, 3));
    remove(&mut world, community, 0, 1, target);
    // Cleo has not heard, meets Dan, and brings his words along.
    world.go_apart(0);
    world.go_apart(1);
    world.come_back(2);
    world.come_back(3);
    assert_eq!(world.rules(2).len(), 2);
    world.come_back(0);
    world.come_back(1);
    world.run(Duration::from_secs(5));
    for who in 0..3 {
        assert_eq!(world.rules(who), ["Known to all"], "as {who} sees it");
        let late = world.community(who).membership.late_words.clone();
        assert_eq!((late[0].entries, late[0].documents), (2, 2), "as {who} sees it");
    }
    let member = member(&world, 3);
    world.ask(1, Command::KeepWords { community, member }).unwrap();
    world.run(Duration::from_secs(5));
    for who in 0..3 {
        assert_eq!(world.rules(who).len(), 2, "as {who} sees it");
        assert!(world.community(who).membership.late_words.is_empty());
    }
    world.assert_agree(&[0, 1, 2]);
    world.kill(2);
    world.start(2, false);
    assert_eq!(world.rules(2).len(), 2);
}

#[test]
fn those_who_remove_each_other_are_both_out_and_the_rest_carry_on() {
    let (mut world, community) = World::community_of(6);
    for who in [1, 3, 5] {
        world.go_apart(who);
    }
    let other = Target::Member(member(&world, 1));
    remove(&mut world, community, 0, 2, other);
    for who in [0, 2, 4] {
        world.go_apart(who);
    }
    for who in [1, 3, 5] {
        world.come_back(who);
    }
    let first = Target::Member(member(&world, 0));
    remove(&mut world, community, 1, 3, first);
    for who in [0, 2, 4] {
        world.come_back(who);
    }
    world.run(Duration::from_secs(10));
    assert_eq!(world.community(0).stage, Stage::Left);
    assert_eq!(world.community(1).stage, Stage::Left);
    let seen = world.community(4);
    let mut both = vec![member(&world, 0), member(&world, 1)];
    both.sort();
    assert_eq!(seen.membership.departures.len(), 2);
    for departure in &seen.membership.departures {
        assert_eq!(departure.each_other, both);
    }
    world.add_rule(4, community, "We go on");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(5), ["We go on"]);
    world.assert_agree(&[2, 3, 4, 5]);
}

#[test]
fn whoever_was_let_in_by_somebody_gone_is_let_in_again_with_all_their_words() {
    let (mut world, community) = World::community_among(4, 5);
    // Apart from the others, Dan and Amira let Eve in; meanwhile Ben and Cleo remove Dan.
    for who in [1, 2] {
        world.go_apart(who);
    }
    let ticket = world.invite(0, community);
    world.ask(4, Command::Join { ticket }).unwrap();
    world.approve(0, community, 4);
    world.approve(3, community, 4);
    world.run(Duration::from_secs(5));
    world.add_rule(4, community, "From Eve");
    world.run(Duration::from_secs(5));
    for who in [0, 3, 4] {
        world.go_apart(who);
    }
    for who in [1, 2] {
        world.come_back(who);
    }
    let target = Target::Member(member(&world, 3));
    remove(&mut world, community, 1, 2, target);
    for who in [0, 4] {
        world.come_back(who);
    }
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(0).membership.let_in_by_gone[0].name, "Eve");
    assert!(world.rules(1).is_empty(), "their words wait");
    let ticket = world.invite(0, community);
    world.ask(4, Command::Join { ticket }).unwrap();
    world.approve(0, community, 4);
    world.approve(1, community, 4);
    world.run(Duration::from_secs(10));
    assert_eq!(world.rules(1), ["From Eve"]);
    assert_eq!(world.rules(4), ["From Eve"]);
    world.assert_agree(&[0, 1, 2, 4]);
}

#[test]
fn comparing_words_is_said_by_each_and_counted_by_all() {
    let (mut world, community) = World::community_of(3);
    let (first, second) = (member(&world, 0), member(&world, 1));
    let words = |world: &mut World, who: usize, other: MemberId| {
        let community = world.community(who);
        let other = community.members.iter().find(|member| member.id == other).unwrap();
        (other.words.clone(), other.compared, other.compared_by)
    };
    let (mine, ..) = words(&mut world, 0, second);
    let (theirs, ..) = words(&mut world, 1, first);
    assert_eq!((mine.len(), &mine), (16, &theirs));
    assert_ne!(words(&mut world, 2, first).0, mine);
    world.ask(0, Command::Compared { community, member: second }).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!((words(&mut world, 0, second).1, words(&mut world, 0, second).2), (true, 0));
    assert_eq!((words(&mut world, 2, second).1, words(&mut world, 2, second).2), (false, 1));
    let oneself = world.ask(0, Command::Compared { community, member: first });
    assert_eq!(oneself, Err(Problem::NoSuchMember));
}

#[test]
fn a_community_is_carried_on_by_those_who_come_along_with_all_its_words() {
    let (mut world, community) = World::community_of(4);
    world.add_rule(0, community, "Listen");
    world.add_note(1, community, "What helped");
    jot(&mut world, 2, community, "Only mine");
    world.run(Duration::from_secs(5));
    // Two angry people removed another; the others begin anew, with the one who was removed.
    let target = Target::Member(member(&world, 3));
    remove(&mut world, community, 0, 1, target);
    let reply = world.ask(2, Command::ContinueAnew { community }).unwrap();
    let Reply::Begun { community: draft } = reply else { panic!("{reply:?}") };
    world.kill(2);
    world.start(2, false);
    let find = |world: &mut World, who: usize| {
        let all = world.see(who).communities.clone();
        all.into_iter().find(|it| it.continues == Some(community)).expect("it carries on")
    };
    assert_eq!(find(&mut world, 2).stage, Stage::Draft);
    let ticket = world.invite(2, draft);
    world.ask(3, Command::Join { ticket }).unwrap();
    world.approve(2, draft, 3);
    world.run(Duration::from_secs(5));
    for who in [2, 3] {
        let seen = find(&mut world, who);
        assert_eq!(seen.stage, Stage::Living);
        assert_eq!(seen.community.groundrules.rules[0].words.text, "Listen");
        assert_eq!(seen.notebook.notes.len(), 1);
        let mine = seen.private.questions.len();
        assert_eq!(mine, usize::from(who == 2), "what is only mine comes along with me alone");
    }
}

#[test]
fn a_second_person_with_one_ticket_is_turned_away_and_named_to_the_inviter() {
    let (mut world, community) = World::community_among(2, 4);
    let ticket = world.invite(0, community);
    world.ask(2, Command::Join { ticket: ticket.clone() }).unwrap();
    world.ask(3, Command::Join { ticket }).unwrap();
    world.run(Duration::from_secs(2));
    let seen = world.community(0);
    assert_eq!(seen.requests.len(), 1, "one ticket is for one person");
    let away = &seen.membership.turned_away[0];
    assert_eq!((away.name.as_str(), away.used_by.as_deref()), ("Dan", Some("Cleo")));
}

#[test]
fn s9_of_a_ticket_that_is_guessed_expired_or_raced_for_at_most_a_visible_request_comes() {
    let (mut world, community) = World::community_among(2, 4);
    let hours = Some(1);
    let invited = world.ask(0, Command::Invite { community, hours });
    let Ok(Reply::Ticket { text, .. }) = invited else { panic!("{invited:?}") };
    let good = Ticket::from_text(&text, 0).unwrap();
    let failed = |world: &mut World, who: usize, ticket: &Ticket| {
        world.ask(who, Command::Join { ticket: ticket.to_text() }).unwrap();
        world.run(Duration::from_secs(2));
        let joining = world.see(who).joining.clone();
        joining.iter().find(|it| it.ticket == ticket.id()).unwrap().state.clone()
    };
    for guess in 0..3 {
        let ticket = Ticket { secret: TicketSecret::from_bytes([guess; 16]), ..good.clone() };
        let unknown = JoiningState::Failed { problem: Problem::TicketUnknown };
        assert_eq!(failed(&mut world, 2, &ticket), unknown);
        assert!(world.community(0).requests.is_empty(), "who only guesses is not even shown");
    }
    // Somebody who has seen the ticket on its way is quicker than the one it was for.
    world.ask(3, Command::Join { ticket: text.clone() }).unwrap();
    world.run(Duration::from_secs(2));
    let used = JoiningState::Failed { problem: Problem::TicketUsed };
    assert_eq!(failed(&mut world, 2, &good), used);
    let seen = world.community(0);
    assert_eq!(
        seen.requests.iter().map(|it| it.id).collect::<Vec<_>>(),
        [RequestId(world.device(3))]
    );
    assert_eq!(seen.membership.turned_away[0].name, "Cleo", "and both are named to who invited");
    // One yes lets nobody in.
    world.approve(0, community, 3);
    world.run(Duration::from_secs(5));
    assert_eq!((world.community(0).members.len(), world.see(3).communities.len()), (2, 0));

    let invited = world.ask(0, Command::Invite { community, hours });
    let Ok(Reply::Ticket { text, .. }) = invited else { panic!("{invited:?}") };
    world.run(Duration::from_hours(2));
    let ticket = Ticket::from_text(&text, 0).unwrap();
    let later = Ticket { expires: ticket.expires + 86_400, ..ticket };
    let expired = JoiningState::Failed { problem: Problem::TicketExpired };
    assert_eq!(
        failed(&mut world, 2, &later),
        expired,
        "also where somebody wrote another time on it"
    );
    assert_eq!(world.community(0).requests.len(), 1);
}

#[test]
fn what_is_written_after_a_removal_does_not_open_with_anything_the_removed_has() {
    let (mut world, community) = World::community_of(3);
    world.add_rule(0, community, "Before");
    world.run(Duration::from_secs(5));
    let target = Target::Member(member(&world, 2));
    remove(&mut world, community, 0, 1, target);
    world.add_rule(1, community, "After");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(0), ["Before", "After"]);
    let entries = world.entries(0, community);
    let known = world.epochs(2, community);
    let closed = |entry: &Entry| !known.contains(&entry.header().epoch);
    assert!(entries.iter().any(closed), "the words after it are sealed with a new secret");
    let mine = world.device(1);
    let last = entries.iter().rfind(|entry| entry.header().device == mine).unwrap();
    assert!(closed(last));
    assert!(world.epochs(0, community).contains(&last.header().epoch));
}

#[test]
fn a_device_that_is_out_is_told_so_at_the_door_and_the_ticket_serves_another() {
    let (mut world, community) = World::community_among(3, 4);
    let device = Target::Member(member(&world, 2));
    remove(&mut world, community, 0, 1, device);
    let ticket = world.invite(0, community);
    world.ask(2, Command::Join { ticket: ticket.clone() }).unwrap();
    world.run(Duration::from_secs(2));
    let state = world.see(2).joining[0].state.clone();
    assert_eq!(state, JoiningState::Failed { problem: Problem::DeviceOut });
    assert!(world.community(0).requests.is_empty());
    // They come back with a new device, and say who they were.
    world.ask(3, Command::Join { ticket }).unwrap();
    let request = RequestId(world.device(3));
    let was = Some(member(&world, 2));
    world.ask(0, Command::Approve { community, request, was }).unwrap();
    world.run(Duration::from_secs(2));
    world.approve(1, community, 3);
    world.run(Duration::from_secs(5));
    let seen = world.community(1);
    let back = seen.members.iter().find(|it| it.id == member(&world, 3)).unwrap();
    assert_eq!((back.standing, back.was), (true, was));
}
