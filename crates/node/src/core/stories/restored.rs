//! Devices that come back from paper, from a backup, or as a copy of themselves.

use super::super::world::World;
use crate::{Command, Problem, Reply, Secret};
use horseshoe_model::PrivateCommand;
use horseshoe_trust::DeviceKey;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;
use std::time::Duration;

/// So many histories are tried; a long run sets `RESTORED_SCRIPTS` to 1000 or more.
#[expect(clippy::disallowed_methods, reason = "how long to run is told from outside")]
fn scripts() -> u64 {
    std::env::var("RESTORED_SCRIPTS").ok().and_then(|count| count.parse().ok()).unwrap_or(40)
}

#[test]
fn whoever_lost_everything_but_the_paper_is_themselves_again_on_a_new_device() {
    let (mut world, community) = World::community_among(2, 3);
    world.add_rule(0, community, "Listen");
    let text = "Ask Ben".to_owned();
    world.act(0, community, PrivateCommand::AddNote { text, about: None, after: None }).unwrap();
    let printed = world.ask(0, Command::PrintRecoveryKey { community }).unwrap();
    let Reply::Printed { text: paper, device } = printed else { panic!("{printed:?}") };
    world.run(Duration::from_secs(5));
    let me = world.community(0).me;
    world.kill(0);
    let key = DeviceKey::from_paper(paper.as_str()).unwrap();
    assert_eq!(Some(key.id()), device);
    world.begin_anew(2, key);
    let ticket = world.invite(1, community);
    world.ask(2, Command::Join { ticket }).unwrap();
    world.run(Duration::from_secs(5));
    assert!(world.community(1).requests.is_empty(), "nobody is asked: they stand already");
    assert_eq!(world.community(2).me, me);
    assert_eq!(world.community(2).members.len(), 2);
    assert_eq!(world.rules(2), ["Listen"]);
    world.add_rule(2, community, "Back again");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(1), ["Listen", "Back again"]);
    world.assert_agree(&[1, 2]);
    let name = |world: &mut World, who| {
        let members = world.community(who).members.clone();
        members.iter().find(|member| member.id == me).map(|member| member.name.clone())
    };
    assert_eq!(name(&mut world, 1), Some("Amira".to_owned()));
    assert_eq!(name(&mut world, 2), Some("Amira".to_owned()));
    // If the old device turns up after all, it brings what only it had.
    world.start(0, false);
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(2).private.notes.len(), 1);
    world.assert_all_agree();
}

#[test]
fn a_recovery_key_is_printed_only_by_somebody_who_stands_in_a_community_that_has_begun() {
    let mut world = World::of(1);
    let community = world.begin();
    let asked = world.ask(0, Command::PrintRecoveryKey { community });
    assert_eq!(asked, Err(Problem::StillADraft));
    let (mut world, community) = World::community_of(2);
    world.ask(1, Command::Leave { community }).unwrap();
    let asked = world.ask(1, Command::PrintRecoveryKey { community });
    assert_eq!(asked, Err(Problem::NotAMember));
}

#[test]
fn a_restored_backup_goes_on_under_a_new_name_and_loses_nothing() {
    let (mut world, community) = World::community_of(2);
    world.add_rule(0, community, "before");
    let asked = world.ask(0, Command::Backup { file: "b".into(), passphrase: Secret::new("p") });
    assert!(matches!(asked, Ok(Reply::BackedUp { .. })), "{asked:?}");
    world.add_rule(0, community, "after, and others saw it");
    world.run(Duration::from_secs(5));
    world.go_apart(0);
    world.restore(0);
    assert_eq!(world.rules(0), ["before"]);
    world.add_rule(0, community, "written while restored");
    world.come_back(0);
    world.run(Duration::from_secs(5));
    let rules = ["before", "after, and others saw it", "written while restored"];
    assert_eq!(world.rules(0).into_iter().collect::<BTreeSet<_>>(), rules.map(Into::into).into());
    world.assert_all_agree();
    world.assert_no_place_is_used_twice(community);
}

/// R8: old backups restored, folders cloned and disks rolled back, with words written offline in between.
#[test]
fn r8_no_history_of_restoring_loses_a_word_or_says_two_things_in_one_place() {
    for seed in 0..scripts() {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let (mut world, community) = World::community_of(2 + (seed % 2) as usize);
        let people = world.people.len();
        let mut shared = BTreeSet::new();
        for step in 0..24 {
            let who = rng.random_range(0..people);
            match rng.random_range(0..10) {
                0..=4 => {
                    let text = format!("{seed}.{step}");
                    world.add_rule(who, community, &text);
                    if rng.random_bool(0.5) {
                        // Whatever another device has seen is never lost, whatever becomes of this one.
                        world.run(Duration::from_secs(5));
                        if (0..people).any(|it| it != who && world.rules(it).contains(&text)) {
                            shared.insert(text);
                        }
                    }
                }
                5 => {
                    let backup = Command::Backup { file: "b".into(), passphrase: Secret::new("p") };
                    world.ask(who, backup).unwrap();
                }
                6 => world.copy_aside(who),
                7 => {
                    if world.has_backup(who) {
                        assert_somebody_has_each(&mut world, &shared, seed);
                        world.kill(who);
                        world.restore(who);
                        // Where all who had it went back to before it, nobody can bring it.
                        shared.retain(|text| somebody_has(&mut world, text));
                    }
                }
                8 => world.go_apart(who),
                _ => world.come_back(who),
            }
        }
        for who in 0..people {
            world.come_back(who);
        }
        world.run(Duration::from_secs(30));
        world.assert_all_agree();
        assert_somebody_has_each(&mut world, &shared, seed);
        world.assert_no_place_is_used_twice(community);
    }
}

fn somebody_has(world: &mut World, text: &String) -> bool {
    (0..world.people.len()).any(|who| world.rules(who).contains(text))
}

fn assert_somebody_has_each(world: &mut World, texts: &BTreeSet<String>, seed: u64) {
    let lost: Vec<_> = texts.iter().filter(|text| !somebody_has(world, text)).collect();
    assert!(lost.is_empty(), "seed {seed}: {lost:?}");
}
