//! What is destroyed: agreed by two, shown for three days, then gone from every device that can be reached, and told so.

use super::super::world::World;
use super::audiences::{begin_with, few, words, write};
use crate::{Command, Problem, Reply};
use horseshoe_model::{Kind, RetentionCommand};
use horseshoe_store::Store as _;
use horseshoe_sync::Origin;
use horseshoe_trust::{Body, CommunityId, DocumentId, Proposal};
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

fn notebook(world: &mut World, who: usize) -> DocumentId {
    world.community(who).notebook.notes[0].document
}

fn propose(world: &mut World, who: usize, community: CommunityId, document: DocumentId) {
    world.ask(who, Command::ProposeErase { community, document }).unwrap();
    world.run(Duration::from_secs(5));
}

fn agree(world: &mut World, who: usize, community: CommunityId, document: DocumentId) {
    world.ask(who, Command::AgreeToErase { community, document }).unwrap();
    world.run(Duration::from_secs(5));
}

fn notes(world: &mut World, who: usize) -> Vec<String> {
    world.community(who).notebook.notes.iter().map(|note| note.text().into_owned()).collect()
}

fn left_hours(world: &mut World, who: usize) -> Option<u64> {
    world.community(who).erasing.agreed.first().map(|agreed| agreed.left_secs.div_ceil(3600))
}

#[test]
fn two_agree_three_days_pass_and_every_device_destroys_it_and_says_so() {
    let (mut world, community) = World::community_of(3);
    world.add_note(0, community, "canary-of-the-first-notebook");
    world.run(Duration::from_secs(5));
    let document = notebook(&mut world, 0);
    propose(&mut world, 0, community, document);
    let proposed = world.community(1).erasing.proposed.clone();
    assert_eq!((proposed.len(), proposed[0].needed, proposed[0].agreed_by.len()), (1, 2, 1));
    assert!(!proposed[0].agreed_by_me && world.community(0).erasing.proposed[0].agreed_by_me);
    world.run(100 * HOUR);
    assert_eq!(notes(&mut world, 2).len(), 1, "one alone destroys nothing");

    agree(&mut world, 1, community, document);
    for who in 0..3 {
        assert!(world.community(who).erasing.proposed.is_empty());
        assert_eq!(left_hours(&mut world, who), Some(72));
    }
    // What is written meanwhile goes where it stays.
    world.add_note(2, community, "Written since");
    world.run(71 * HOUR);
    assert_eq!(notes(&mut world, 0).len(), 2);
    world.run(2 * HOUR);
    for who in 0..3 {
        assert_eq!(notes(&mut world, who), ["Written since"], "{who}");
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert_eq!((destroyed.len(), destroyed[0].for_good), (1, true));
        assert_eq!((destroyed[0].confirmed.len(), destroyed[0].unconfirmed.len()), (3, 0), "{who}");
        let reader = world.people[who].store.reader();
        assert!(!reader.documents(&community).unwrap().contains(&document));
    }
    // It does not come back, also not after a restart and from an old member who never heard.
    world.kill(0);
    world.start(0, false);
    world.run(Duration::from_secs(20));
    assert_eq!(notes(&mut world, 0), ["Written since"]);
    assert_eq!(world.community(0).erasing.destroyed[0].confirmed.len(), 3);
    world.assert_all_agree();
}

#[test]
fn whoever_was_away_is_listed_until_they_have_done_it_too() {
    let (mut world, community) = World::community_of(3);
    world.add_note(0, community, "For a while");
    world.run(Duration::from_secs(5));
    let document = notebook(&mut world, 0);
    world.go_apart(2);
    propose(&mut world, 0, community, document);
    agree(&mut world, 1, community, document);
    world.run(80 * HOUR);
    let away = world.device(2);
    let destroyed = world.community(0).erasing.destroyed[0].clone();
    assert_eq!(destroyed.unconfirmed, [away]);
    assert_eq!(notes(&mut world, 2), ["For a while"], "nobody reached it yet");

    world.come_back(2);
    assert_eq!(left_hours(&mut world, 2), Some(72), "each device shows it for its own three days");
    assert_eq!(notes(&mut world, 0), Vec::<String>::new(), "nor does it bring it back");
    world.run(73 * HOUR);
    assert_eq!(notes(&mut world, 2), Vec::<String>::new());
    assert!(world.community(0).erasing.destroyed[0].unconfirmed.is_empty());
    world.assert_all_agree();
}

#[test]
fn time_without_the_program_counts_a_day_at_most() {
    let (mut world, community) = World::community_of(2);
    world.add_note(0, community, "For a while");
    world.run(Duration::from_secs(5));
    let document = notebook(&mut world, 0);
    propose(&mut world, 0, community, document);
    agree(&mut world, 1, community, document);
    world.run(HOUR);
    world.kill(0);
    world.run(24 * 365 * 10 * HOUR);
    world.start(0, false);
    world.run(Duration::from_secs(1));
    let left = left_hours(&mut world, 0).expect("ten years later it is still shown");
    assert!((47..=48).contains(&left), "{left}");
    world.run(HOUR);
    world.kill(0);
    world.run(5 * HOUR);
    world.start(0, false);
    world.run(Duration::from_secs(1));
    let left = left_hours(&mut world, 0).unwrap();
    assert!((41..=43).contains(&left), "{left}");
}

#[test]
fn an_objection_keeps_it_on_that_device_and_everybody_sees_it() {
    let (mut world, community) = World::community_of(3);
    world.add_note(0, community, "For a while");
    world.run(Duration::from_secs(5));
    let document = notebook(&mut world, 0);
    let object = |object| Command::ObjectToErase { community, document, object };
    assert_eq!(world.ask(2, object(true)), Err(Problem::NothingProposed));
    propose(&mut world, 0, community, document);
    world.ask(2, object(true)).unwrap();
    agree(&mut world, 1, community, document);
    let dan = world.community(2).me;
    for who in 0..3 {
        let agreed = world.community(who).erasing.agreed[0].clone();
        assert_eq!((agreed.objected_by, agreed.kept_here), (vec![dan], who == 2));
    }
    world.run(80 * HOUR);
    assert_eq!(notes(&mut world, 2), ["For a while"], "not on this device");
    assert_eq!(notes(&mut world, 0), Vec::<String>::new(), "it has no power over others");
    let device = world.device(2);
    assert_eq!(world.community(0).erasing.destroyed[0].unconfirmed, [device]);
    world.kill(2);
    world.start(2, false);
    world.run(HOUR);
    assert_eq!(notes(&mut world, 2), ["For a while"], "also after a restart");
    world.ask(2, object(false)).unwrap();
    world.run(Duration::from_secs(20));
    assert_eq!(notes(&mut world, 2), Vec::<String>::new());
    assert!(world.community(0).erasing.destroyed[0].unconfirmed.is_empty());
}

#[test]
fn what_the_group_needs_and_what_is_ones_own_is_not_destroyed_together() {
    let (mut world, community) = World::community_of(2);
    world.add_note(0, community, "x");
    let seen = world.community(0);
    let pair = begin_with(&mut world, 0, community, Kind::Pair, &[1]);
    for document in [seen.community_document, seen.private_document] {
        let asked = Command::ProposeErase { community, document };
        assert_eq!(world.ask(0, asked), Err(Problem::NotToBeErased));
    }
    let document = DocumentId::from_bytes([9; 32]);
    let asked = Command::ProposeErase { community, document };
    assert_eq!(world.ask(0, asked), Err(Problem::NotHereYet));
    let asked = Command::AgreeToErase { community, document };
    assert_eq!(world.ask(0, asked), Err(Problem::NothingProposed));
    let asked = Command::CloseRoom { community, document: pair };
    assert_eq!(world.ask(0, asked), Err(Problem::NotToBeErased), "a pair is no room");
}

/// By altered programs: this one asks nobody to sign that.
#[test]
fn what_the_group_needs_stays_although_two_sign_that_it_be_destroyed() {
    let (mut world, community) = World::community_of(3);
    world.add_rule(2, community, "Listen");
    world.add_note(2, community, "x");
    world.run(Duration::from_secs(5));
    let needed = world.community(0).community_document;
    for document in [needed, notebook(&mut world, 0)] {
        let heads = {
            let living = world.program(0).communities[&community].living.as_ref().unwrap();
            living.ledger.membership().heads()
        };
        let signers = [world.device(0), world.device(1)];
        let body = Body::Erase { document, owned: None };
        let mut proposal = Proposal::new(community, heads, body, signers).unwrap();
        proposal.sign(&world.program(0).key);
        proposal.sign(&world.program(1).key);
        let certificate = proposal.finish().unwrap();
        world.program(0).add_certificate(community, certificate, Origin::Own);
        world.run(Duration::from_secs(5));
    }
    for who in 0..3 {
        let seen = world.community(who);
        assert_eq!(seen.erasing.agreed.len(), 1, "the notes");
        assert_ne!(seen.erasing.agreed[0].document, needed);
    }
    world.run(73 * HOUR);
    for who in 0..3 {
        assert_eq!(world.rules(who), ["Listen"]);
        assert_eq!(notes(&mut world, who), Vec::<String>::new());
        assert_eq!(world.community(who).erasing.destroyed.len(), 1);
    }
}

/// Two have written in a pair pad, and somebody else is a member.
fn pair_of_two() -> (World, CommunityId, DocumentId) {
    let (mut world, community) = World::community_of(3);
    let pair = begin_with(&mut world, 0, community, Kind::Pair, &[1]);
    world.run(Duration::from_secs(5));
    let pad = few(&mut world, 1, pair).unwrap();
    write(&mut world, 1, community, &pad, "Only between us");
    world.run(Duration::from_secs(5));
    (world, community, pair)
}

#[test]
fn what_two_have_among_themselves_two_destroy_and_nobody_else_hears_of_it() {
    let (mut world, community, pair) = pair_of_two();
    world.overheard = Some(Default::default());
    propose(&mut world, 0, community, pair);
    assert!(few(&mut world, 0, pair).is_some(), "one alone destroys nothing");
    let proposed = world.community(1).erasing.proposed.clone();
    assert_eq!((proposed.len(), proposed[0].needed, proposed[0].agreed_by_me), (1, 2, false));
    agree(&mut world, 1, community, pair);
    for who in [0, 1] {
        assert_eq!(left_hours(&mut world, who), Some(72), "{who}");
        assert!(world.community(who).erasing.proposed.is_empty());
    }
    world.run(HOUR);
    world.kill(1);
    world.start(1, false);
    world.run(72 * HOUR);
    for who in [0, 1] {
        assert_eq!(few(&mut world, who, pair), None, "{who}");
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert_eq!((destroyed[0].confirmed.len(), destroyed[0].unconfirmed.len()), (2, 0), "{who}");
        let reader = world.people[who].store.reader();
        assert!(!reader.documents(&community).unwrap().contains(&pair));
    }
    assert_eq!(*world.community(2).erasing, Default::default());
    let heard = world.overheard.as_ref().and_then(|heard| heard.get(&2)).cloned();
    let id = &pair.as_bytes()[..12];
    assert!(!heard.unwrap_or_default().windows(12).any(|part| part == id));
    assert!(!world.has_written(2, id));
    world.assert_all_agree();
}

#[test]
fn the_third_of_a_few_who_was_away_hears_what_two_agreed_and_does_it_too() {
    let (mut world, community) = World::community_of(3);
    let pair = begin_with(&mut world, 0, community, Kind::Pair, &[1, 2]);
    world.run(Duration::from_secs(5));
    world.go_apart(2);
    propose(&mut world, 0, community, pair);
    agree(&mut world, 1, community, pair);
    world.run(80 * HOUR);
    let away = world.device(2);
    assert_eq!(world.community(0).erasing.destroyed[0].unconfirmed, [away]);
    assert!(few(&mut world, 2, pair).is_some());
    world.kill(0);
    world.start(0, false);
    world.come_back(2);
    assert_eq!(left_hours(&mut world, 2), Some(72));
    world.run(73 * HOUR);
    assert_eq!(few(&mut world, 2, pair), None);
    for who in 0..3 {
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert!(destroyed[0].unconfirmed.is_empty(), "{who}");
    }
}

#[test]
fn one_of_a_few_keeps_it_on_their_device_and_only_the_others_of_them_are_told() {
    let (mut world, community, pair) = pair_of_two();
    let object = |object| Command::ObjectToErase { community, document: pair, object };
    propose(&mut world, 0, community, pair);
    assert_eq!(
        world.ask(1, object(true)),
        Err(Problem::NothingProposed),
        "one simply does not agree"
    );
    agree(&mut world, 1, community, pair);
    world.ask(1, object(true)).unwrap();
    world.kill(0);
    world.start(0, false);
    world.run(Duration::from_secs(20));
    let ben = world.community(1).me;
    for who in [0, 1] {
        let agreed = world.community(who).erasing.agreed[0].clone();
        assert_eq!((agreed.objected_by, agreed.kept_here), (vec![ben], who == 1), "{who}");
    }
    world.run(80 * HOUR);
    assert_eq!(few(&mut world, 0, pair), None);
    assert!(few(&mut world, 1, pair).is_some());
    assert!(!world.has_written(2, &pair.as_bytes()[..12]));
    world.ask(1, object(false)).unwrap();
    world.run(HOUR);
    assert_eq!(few(&mut world, 1, pair), None);
    assert!(world.community(0).erasing.destroyed[0].unconfirmed.is_empty());
}

#[test]
fn who_is_left_alone_with_it_destroys_it_alone() {
    let (mut world, community, pair) = pair_of_two();
    world.ask(1, Command::Leave { community }).unwrap();
    world.run(Duration::from_secs(10));
    propose(&mut world, 0, community, pair);
    assert_eq!(left_hours(&mut world, 0), Some(72));
    world.run(73 * HOUR);
    assert_eq!(few(&mut world, 0, pair), None);
}

#[test]
fn a_room_that_closes_is_destroyed_at_once_on_every_device_that_was_present() {
    let (mut world, community) = World::community_of(4);
    let room = begin_with(&mut world, 0, community, Kind::Room, &[1, 2]);
    world.run(Duration::from_secs(5));
    let here = few(&mut world, 1, room).unwrap();
    write(&mut world, 1, community, &here, "I was afraid to ask");
    world.run(Duration::from_secs(5));
    let here = few(&mut world, 2, room).unwrap();
    assert_eq!(words(&here), ["I was afraid to ask"]);
    world.go_apart(2);
    world.overheard = Some(Default::default());
    let asked = Command::CloseRoom { community, document: room };
    assert_eq!(world.ask(3, asked.clone()), Err(Problem::NotHereYet), "who was not there");
    assert_eq!(world.ask(1, asked), Ok(Reply::Done));
    world.run(Duration::from_secs(10));
    for who in [0, 1] {
        assert_eq!(few(&mut world, who, room), None, "{who}");
        let reader = world.people[who].store.reader();
        assert!(!reader.documents(&community).unwrap().contains(&room));
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert_eq!((destroyed[0].confirmed.len(), destroyed[0].unconfirmed.len()), (2, 1));
    }
    assert!(few(&mut world, 2, room).is_some(), "who has not heard");
    world.come_back(2);
    world.run(Duration::from_secs(10));
    assert_eq!(few(&mut world, 2, room), None);
    for who in [0, 1, 2] {
        let destroyed = world.community(who).erasing.destroyed.clone();
        assert_eq!((destroyed[0].confirmed.len(), destroyed[0].unconfirmed.len()), (3, 0), "{who}");
    }
    let heard = world.overheard.as_ref().and_then(|heard| heard.get(&3)).cloned();
    let id = &room.as_bytes()[..12];
    assert!(!heard.unwrap_or_default().windows(12).any(|part| part == id), "nor of its closing");
    assert!(!world.has_written(3, id));
    world.assert_all_agree();
}

#[test]
fn d40_notes_are_kept_until_the_agreed_day_with_a_word_beforehand_and_a_veto() {
    let (mut world, community) = World::community_of(2);
    world.add_note(0, community, "Session 1");
    world.run(Duration::from_secs(5));
    // The world begins on 2027-01-15.
    let until = "2027-02-24".to_owned();
    let keep = RetentionCommand::KeepUntil { until: Some(until.clone()) };
    world.act(0, community, keep).unwrap();
    world.run(Duration::from_secs(5));
    let see = |world: &mut World| world.community(1).erasing.retention.clone().unwrap();
    let told = see(&mut world);
    assert_eq!((told.until.as_str(), told.days_left, told.notice), ("2027-02-24", 40, None));
    for (days, notice) in [(10, Some(30)), (23, Some(7)), (6, Some(1))] {
        world.run(24 * days * HOUR);
        let told = see(&mut world);
        assert_eq!((told.notice, told.due.len()), (notice, 0), "{told:?}");
    }
    let object = |object| RetentionCommand::Object { until: until.clone(), object };
    world.act(0, community, object(true)).unwrap();
    world.run(24 * 2 * HOUR);
    let me = world.community(0).me;
    let told = see(&mut world);
    assert_eq!((told.days_left, told.due.len(), told.objected_by), (0, 0, vec![me]));
    assert_eq!(notes(&mut world, 1), ["Session 1"]);
    world.act(0, community, object(false)).unwrap();
    world.run(Duration::from_secs(5));
    let due = see(&mut world).due;
    assert_eq!(due, [notebook(&mut world, 0)], "now somebody may propose it");
    world.run(100 * HOUR);
    assert_eq!(notes(&mut world, 1), ["Session 1"], "and nothing goes by itself");
    propose(&mut world, 1, community, due[0]);
    agree(&mut world, 0, community, due[0]);
    world.run(73 * HOUR);
    assert_eq!(notes(&mut world, 1), Vec::<String>::new());
    world.add_note(1, community, "Session 2");
    world.run(Duration::from_secs(5));
    assert!(see(&mut world).due.is_empty(), "what is written since was not agreed about");
}
