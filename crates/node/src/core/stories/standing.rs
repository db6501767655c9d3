//! What somebody has not seen yet, who holds their words, who wrote what, and stopping for a while.

use super::super::world::World;
use super::super::{Contact, Input};
use crate::{Command, ContactedKind, Reply, TextRef};
use horseshoe_model::{GroundrulesCommand, ThingKind};
use std::time::Duration;

#[test]
fn what_came_in_is_new_until_it_was_seen_and_stays_so_after_a_restart() {
    let (mut world, community) = World::community_of(2);
    world.add_rule(0, community, "Listen");
    world.run(Duration::from_secs(5));
    assert!(!world.community(1).news.looked);
    assert!(world.community(1).news.from_others.is_empty(), "before the first look nothing is new");
    world.ask(1, Command::Seen { community, things: Vec::new() }).unwrap();

    world.go_apart(1);
    world.add_rule(0, community, "Phones off");
    world.add_note(0, community, "Plan a second visit");
    world.add_note(1, community, "Written on the train");
    world.come_back(1);
    let news = world.community(1).news.clone();
    let counts = [(ThingKind::Groundrule, 1), (ThingKind::Note, 1)];
    assert_eq!(news.counts().into_iter().collect::<Vec<_>>(), counts);
    assert_eq!(news.own_counts().into_iter().collect::<Vec<_>>(), [(ThingKind::Note, 1)]);

    let rule = world.community(1).community.groundrules.rules[1].id;
    assert!(news.is_new(rule));
    world.ask(1, Command::Seen { community, things: vec![rule.into()] }).unwrap();
    world.kill(1);
    world.start(1, false);
    let news = world.community(1).news.clone();
    assert!(!news.is_new(rule));
    assert_eq!(news.counts().into_iter().collect::<Vec<_>>(), [(ThingKind::Note, 1)]);

    let reword = GroundrulesCommand::Reword { rule, text: "Phones on silent".to_owned() };
    world.act(0, community, reword).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(1).news.counts().get(&ThingKind::NewWords), Some(&1));
    assert!(!world.community(0).news.looked, "what one has seen is nobody else’s business");
}

#[test]
fn what_was_contacted_is_kept_until_it_is_to_be_forgotten() {
    let mut world = World::of(1);
    let address = "192.0.2.4:4000".to_owned();
    let what = Contact { kind: ContactedKind::DeviceBeyond, address: address.clone() };
    world.inputs.push_back((0, Input::Contacted { what, times: 2 }));
    world.run(Duration::from_secs(1));
    world.kill(0);
    world.start(0, false);
    let contacted = world.see(0).network.contacted.clone();
    assert_eq!((contacted.len(), contacted[0].times), (1, 2));
    assert_eq!(contacted[0].address, address);
    world.ask(0, Command::ForgetContacted).unwrap();
    assert!(world.see(0).network.contacted.is_empty());
    world.kill(0);
    world.start(0, false);
    assert!(world.see(0).network.contacted.is_empty());
}

#[test]
fn what_nobody_else_holds_yet_is_known_and_so_is_who_holds_the_rest() {
    let (mut world, community) = World::community_of(3);
    world.go_apart(2);
    world.add_rule(0, community, "Listen");
    world.run(Duration::from_secs(10));
    let mine = world.community(0);
    let first = mine.community.groundrules.rules[0].words.object.clone();
    assert_eq!(mine.spread.others, 2);
    assert_eq!(mine.spread.with(mine.community_document, &first), Some(1), "with Ben");
    let lacks = |world: &mut World, who: usize| {
        let device = world.device(who);
        let members = world.community(0).members.clone();
        let member = members.iter().find(|member| member.devices.contains(&device)).unwrap();
        (member.lacks > 0, member.met_at.is_some())
    };
    assert_eq!(lacks(&mut world, 1), (false, true));
    assert_eq!(lacks(&mut world, 2), (true, true));
    let theirs = world.community(1);
    assert_eq!(theirs.spread.with(theirs.community_document, &first), None, "Ben did not write it");

    world.go_apart(0);
    world.add_rule(0, community, "Phones off");
    let mine = world.community(0);
    let second = mine.community.groundrules.rules[1].words.object.clone();
    assert_eq!(mine.spread.with(mine.community_document, &second), Some(0));
    world.kill(0);
    world.start(0, false);
    let mine = world.community(0);
    let with = |object: &str| mine.spread.with(mine.community_document, object);
    assert_eq!((with(&first), with(&second)), (Some(1), Some(0)), "also after a restart");

    world.come_back(0);
    world.come_back(2);
    world.run(Duration::from_secs(10));
    let mine = world.community(0);
    assert_eq!(mine.spread.with(mine.community_document, &second), Some(2));
    assert_eq!((lacks(&mut world, 1).0, lacks(&mut world, 2).0), (false, false));
}

#[test]
fn receiving_can_be_stopped_and_gone_on_with_later() {
    let (mut world, community) = World::community_of(2);
    world.add_rule(0, community, "Before");
    world.run(Duration::from_secs(5));
    world.ask(1, Command::SetExchanging { community, on: false }).unwrap();
    world.add_rule(0, community, "Meanwhile");
    world.add_rule(1, community, "Mine meanwhile");
    world.run(Duration::from_mins(1));
    assert_eq!(world.rules(1), ["Before", "Mine meanwhile"], "what was received stays");
    assert_eq!(world.rules(0), ["Before", "Meanwhile"]);
    assert!(world.community(1).sync.stopped && world.community(1).sync.connected == 0);
    world.ask(1, Command::SetExchanging { community, on: true }).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(0).len(), 3);
    world.assert_all_agree();
}

#[test]
fn who_wrote_which_words_is_told_on_request() {
    let (mut world, community) = World::community_of(2);
    world.add_rule(0, community, "Listen");
    world.run(Duration::from_secs(5));
    let theirs = world.community(1);
    let rule = theirs.community.groundrules.rules[0].clone();
    let splices = vec![horseshoe_model::text::Splice { at: 6, delete: 0, insert: " well".into() }];
    world.act(1, community, GroundrulesCommand::Splice { rule: rule.id, splices }).unwrap();
    world.run(Duration::from_secs(5));
    let text = TextRef { document: theirs.community_document, object: rule.words.object.clone() };
    let told = world.ask(0, Command::WhoWrote { community, text }).unwrap();
    let (amira, ben) = (world.community(0).me, world.community(1).me);
    let runs = vec![(Some(amira), 6), (Some(ben), 5)];
    assert_eq!(told, Reply::WhoWrote { text: "Listen well".to_owned(), runs });
}
