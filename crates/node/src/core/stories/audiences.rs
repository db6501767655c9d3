//! Documents of a few people: who has them, and who never has a byte of them.

use super::super::world::World;
use super::membership::{remove, with_second_device};
use crate::{Command, OfFew, OfFewView, Problem, Reply};
use horseshoe_model::{ArrangementsCommand, Kind, PairCommand, PrivateCommand, RoomCommand};
use horseshoe_store::Store as _;
use horseshoe_trust::{CommunityId, DocumentId, EntryId, MemberId, Target};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use std::collections::BTreeSet;
use std::time::Duration;

fn me(world: &mut World, who: usize) -> MemberId {
    world.community(who).me
}

pub(super) fn begin_with(
    world: &mut World,
    who: usize,
    community: CommunityId,
    kind: Kind,
    with: &[usize],
) -> DocumentId {
    let with = with.iter().map(|other| me(world, *other)).collect();
    match world.ask(who, Command::BeginWith { community, kind, with }) {
        Ok(Reply::Made { id }) => DocumentId::from_hex(&id).unwrap(),
        other => panic!("{other:?}"),
    }
}

pub(super) fn write(
    world: &mut World,
    who: usize,
    community: CommunityId,
    few: &OfFew,
    words: &str,
) {
    let text = words.to_owned();
    let act = match few.view {
        OfFewView::Pair(_) => PairCommand::Write { text }.into(),
        OfFewView::Room(_) => RoomCommand::Hear { text, said_by: None }.into(),
        OfFewView::Arrangements(_) => {
            ArrangementsCommand::Answer { question: "q".to_owned(), answer: text }.into()
        }
    };
    world.ask(who, Command::DoIn { community, document: few.document, act }).unwrap();
}

/// All words of a document of a few, as somebody sees them.
pub(super) fn words(few: &OfFew) -> Vec<String> {
    let of = |slips: &[std::sync::Arc<horseshoe_model::Slip>]| {
        slips.iter().map(|slip| slip.words.text.clone()).collect()
    };
    match &few.view {
        OfFewView::Pair(view) => of(&view.pads),
        OfFewView::Room(view) => {
            view.points.iter().map(|point| point.slip.words.text.clone()).collect()
        }
        OfFewView::Arrangements(view) => {
            view.answers.values().map(|answer| answer.value.clone()).collect()
        }
    }
}

pub(super) fn few(world: &mut World, who: usize, document: DocumentId) -> Option<OfFew> {
    world.community(who).few.iter().find(|few| few.document == document).cloned()
}

#[test]
fn n22_two_write_what_a_third_never_has() {
    let (mut world, community) = World::community_of(3);
    let pair = begin_with(&mut world, 0, community, Kind::Pair, &[1]);
    world.run(Duration::from_secs(5));
    let theirs = few(&mut world, 1, pair).expect("it is Ben's as well");
    let members: BTreeSet<MemberId> = theirs.members.iter().copied().collect();
    assert_eq!(members, [me(&mut world, 0), me(&mut world, 1)].into());
    write(&mut world, 1, community, &theirs, "What would go well?");
    write(&mut world, 0, community, &theirs, "That somebody asks");
    world.run(Duration::from_secs(5));
    for who in [0, 1] {
        let mine = few(&mut world, who, pair).unwrap();
        assert_eq!(words(&mine), ["What would go well?", "That somebody asks"], "{who}");
        world.kill(who);
        world.start(who, false);
        let again = few(&mut world, who, pair).expect("also after a restart");
        assert_eq!(words(&again), words(&mine));
    }
    assert_eq!(few(&mut world, 2, pair), None);
    let held = world.people[2].store.reader().documents(&community).unwrap();
    assert!(!held.contains(&pair));
    world.assert_all_agree();
}

#[test]
fn who_it_is_for_is_said_when_it_is_made_and_must_be_right() {
    let (mut world, community) = World::community_of(4);
    let all: Vec<MemberId> = (0..4).map(|who| me(&mut world, who)).collect();
    let stranger = MemberId::from_bytes([200; 32]);
    let tries = [
        (Kind::Pair, vec![], Problem::NotForSoMany),
        (Kind::Pair, all.clone(), Problem::NotForSoMany),
        (Kind::Session, vec![all[1]], Problem::NotForSoMany),
        (Kind::Pair, vec![stranger], Problem::NoSuchMember),
        (Kind::Notebook, vec![all[1]], Problem::NotForSoMany),
        (Kind::Private, vec![all[1]], Problem::NotForSoMany),
    ];
    for (kind, with, problem) in tries {
        let asked = Command::BeginWith { community, kind, with };
        assert_eq!(world.ask(0, asked), Err(problem), "{kind:?}");
    }
    let pair = begin_with(&mut world, 0, community, Kind::Pair, &[1]);
    let other = RoomCommand::Hear { text: "x".to_owned(), said_by: None }.into();
    let asked = Command::DoIn { community, document: pair, act: other };
    assert!(world.ask(0, asked).is_err(), "a room's act in a pair's document");
    let act = PairCommand::Write { text: "x".to_owned() }.into();
    let asked = Command::DoIn { community, document: pair, act };
    assert_eq!(world.ask(2, asked), Err(Problem::NotHereYet), "whoever does not have it");
}

#[test]
fn a_further_device_of_one_of_the_few_has_their_documents_and_a_removed_one_gets_nothing_more() {
    let (mut world, community, second) = with_second_device(3);
    let pair = begin_with(&mut world, 1, community, Kind::Pair, &[0, 2]);
    world.run(Duration::from_secs(5));
    let here = few(&mut world, 2, pair).unwrap();
    write(&mut world, 2, community, &here, "Written by who leaves");
    world.run(Duration::from_secs(5));
    assert_eq!(words(&few(&mut world, second, pair).unwrap()), ["Written by who leaves"]);

    let alone = PrivateCommand::Jot { text: "What next?".to_owned() };
    world.act(2, community, alone).unwrap();

    let (cleo, ben) = (me(&mut world, 2), me(&mut world, 1));
    remove(&mut world, community, 0, 1, Target::Member(cleo));
    world.run(Duration::from_secs(10));
    assert!(world.community(0).members.iter().any(|member| member.id == ben && member.standing));
    world.overheard = Some(Default::default());
    for (who, text) in [(second, "canary-after-one"), (1, "canary-after-two")] {
        let here = few(&mut world, who, pair).unwrap();
        write(&mut world, who, community, &here, text);
        world.run(Duration::from_secs(5));
    }
    for who in [0, 1, second] {
        let all = words(&few(&mut world, who, pair).unwrap());
        assert_eq!(all, ["Written by who leaves", "canary-after-one", "canary-after-two"], "{who}");
    }
    // Who is out keeps what they had.
    for restart in [false, true] {
        if restart {
            world.kill(2);
            world.start(2, false);
        }
        assert_eq!(words(&few(&mut world, 2, pair).unwrap()), ["Written by who leaves"]);
        assert_eq!(world.community(2).private.questions.len(), 1, "{restart}");
    }
    let removal = world.certificates(0, community).into_iter().flat_map(|it| it.to_bytes());
    let certificates: Vec<u8> = removal.collect();
    let named = certificates.windows(12).any(|part| part == &pair.as_bytes()[..12]);
    assert!(!named, "what everybody reads of a removal names no document of a few");
}

/// Random documents of a few, written while people come and go: every device of theirs has every word, and nobody
/// else's device was ever sent, or ever wrote to its disk, the id of such a document, of an entry in it, or a word.
#[test]
fn whoever_is_not_one_of_the_few_never_has_a_byte_of_theirs() {
    for seed in 0..6 {
        one_random_history(seed);
    }
}

fn one_random_history(seed: u64) {
    // The last device is a second one of the first person.
    const PEOPLE: usize = 4;
    const DEVICES: usize = PEOPLE + 1;
    let person = |device: usize| if device == PEOPLE { 0 } else { device };
    let mut rng = StdRng::seed_from_u64(seed);
    let (mut world, community, _) = with_second_device(PEOPLE);
    world.overheard = Some(Default::default());
    let mut made: Vec<(DocumentId, BTreeSet<usize>, Vec<String>)> = Vec::new();
    let mut apart = BTreeSet::new();
    for step in 0..40 {
        let who = rng.random_range(0..DEVICES);
        match rng.random_range(0..10) {
            0..2 => {
                let kinds = [(Kind::Pair, 1..=2), (Kind::Room, 1..=3), (Kind::Arrangements, 0..=2)];
                let (kind, others) = kinds[rng.random_range(0..3)].clone();
                let others = rng.random_range(others);
                let with: Vec<usize> =
                    (1..=others).map(|further| (person(who) + further) % PEOPLE).collect();
                let document = begin_with(&mut world, who, community, kind, &with);
                let readers = with.into_iter().chain([person(who)]).collect();
                made.push((document, readers, Vec::new()));
            }
            2..7 if !made.is_empty() => {
                let number = rng.random_range(0..made.len());
                let (document, readers, written) = &mut made[number];
                let who = *readers.iter().nth(rng.random_range(0..readers.len())).unwrap();
                if let Some(few) = few(&mut world, who, *document) {
                    let canary = format!("canary-{seed}-{step}-zw");
                    write(&mut world, who, community, &few, &canary);
                    written.push(canary);
                }
            }
            7 if apart.insert(who) => world.go_apart(who),
            8 => {
                if let Some(who) = apart.pop_first() {
                    world.come_back(who);
                }
            }
            _ if !apart.contains(&who) => {
                world.kill(who);
                world.start(who, rng.random_bool(0.3));
            }
            _ => {}
        }
        world.run(Duration::from_millis(rng.random_range(0..3_000)));
    }
    for who in apart {
        world.come_back(who);
    }
    world.run(Duration::from_secs(20));

    assert!(made.len() > 2, "seed {seed}: something was tried");
    for (document, readers, written) in &made {
        let all = world.entries(*readers.first().unwrap(), community);
        let of_it = all.iter().filter(|entry| entry.header().document == *document);
        let entries: Vec<EntryId> = of_it.map(|entry| entry.id()).collect();
        for who in 0..DEVICES {
            let seen = few(&mut world, who, *document);
            if readers.contains(&person(who)) {
                let seen = seen.unwrap_or_else(|| panic!("seed {seed}: {who} lacks it"));
                if !matches!(seen.view, OfFewView::Arrangements(_)) {
                    let all: BTreeSet<String> = words(&seen).into_iter().collect();
                    assert_eq!(all, written.iter().cloned().collect(), "seed {seed}: {who}");
                }
                continue;
            }
            assert_eq!(seen, None, "seed {seed}: {who}");
            let mut needles: Vec<Vec<u8>> = vec![document.as_bytes()[..12].to_vec()];
            needles.push(document.to_hex().into_bytes());
            needles.extend(entries.iter().map(|entry| entry.as_bytes()[..12].to_vec()));
            needles.extend(written.iter().map(|words| words.clone().into_bytes()));
            let heard = world.overheard.as_ref().and_then(|heard| heard.get(&who));
            let heard = heard.cloned().unwrap_or_default();
            for needle in needles {
                assert!(!world.has_written(who, &needle), "seed {seed}: on the disk of {who}");
                let found = heard.windows(needle.len()).any(|part| part == needle);
                assert!(!found, "seed {seed}: sent to {who}");
            }
        }
        // The search finds what is there.
        if !entries.is_empty() {
            let id = &document.as_bytes()[..12];
            assert!(world.has_written(*readers.first().unwrap(), id));
        }
    }
}
