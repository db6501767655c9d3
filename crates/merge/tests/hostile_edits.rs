//! Nothing a peer can send harms a document.
//!
//! Members with good signatures and bad will send random bytes, spoilt honest payloads, and edits made up within the
//! vocabulary, half of them beside others' newer work. None may panic, make a document that does not load, or split
//! two honest devices. Memory is not counted here: what is kept is bounded by the limits on payloads.

#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/people.rs"]
mod people;
#[path = "../../trust/tests/support/working_time.rs"]
mod working_time;

use std::time::Duration;

use horseshoe_merge::{Document, EntryId, Incoming, Outcome, Pending};
use hostile::bad_payload;
use people::{GENESIS, Person, entry_id, sight};
use rand::{RngExt as _, SeedableRng as _, seq::SliceRandom as _};
use rand_chacha::ChaCha8Rng;
use working_time::worked;

/// So long a device may work on one payload.
const WORK: Duration = Duration::from_millis(50);

/// A quick run; the long one sets `HOSTILE_PAYLOADS` to 200000 or more.
#[expect(clippy::disallowed_methods, reason = "how long to try is for whoever runs the test")]
fn payloads() -> usize {
    std::env::var("HOSTILE_PAYLOADS").ok().and_then(|count| count.parse().ok()).unwrap_or(20_000)
}

#[derive(Default, Debug)]
struct Tally {
    sent: usize,
    accepted: usize,
    beside_others: usize,
    slowest: Duration,
}

#[test]
#[expect(clippy::print_stdout, reason = "what was measured, for those who run many by hand")]
fn nothing_a_peer_sends_harms_a_document() {
    let mut tally = Tally::default();
    let mut seed = 0;
    while tally.sent < payloads() {
        story(seed, &mut tally);
        seed += 1;
    }
    // otherwise the test tries too little
    assert!(tally.accepted * 20 > tally.sent, "{tally:?}");
    assert!(tally.beside_others * 5 > tally.sent * 2, "{tally:?}");
    println!("{tally:?}");
    assert!(tally.slowest <= WORK, "{tally:?}");
}

fn story(seed: u64, tally: &mut Tally) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut honest: Vec<Person> = (0..3).map(Person::new).collect();
    let mut hostile: Vec<Person> = (3..rng.random_range(4..6)).map(Person::new).collect();
    let mut entries: Vec<Incoming> = Vec::new();
    let mut ids = 0_u64;
    for _ in 0..12 {
        for person in &mut honest {
            person.write(&mut rng);
            ids += 1;
            entries.extend(person.seal(ids));
            deliver(&mut person.document, &entries);
        }
        for rogue in &mut hostile {
            // what a rogue has not seen is concurrent to what it sends
            if rng.random_bool(0.5) {
                deliver(&mut rogue.document, &entries);
            }
            for _ in 0..20 {
                ids += 1;
                let entry = bad_entry(rogue, entry_id(ids), &mut rng);
                let at_rogue =
                    timed(tally, || rogue.document.take_in(std::slice::from_ref(&entry)));
                let judge = &mut honest[rng.random_range(0..3)].document;
                deliver(judge, &entries);
                let beside = judge.frontier() != rogue.document.frontier();
                tally.sent += 1;
                tally.beside_others += usize::from(beside);
                let at_judge = timed(tally, || judge.take_in(std::slice::from_ref(&entry)));
                // one verdict, whatever else a device knows
                assert_eq!(at_rogue, at_judge, "seed {seed}: {entry:?}");
                if at_rogue == [Outcome::Applied] {
                    tally.accepted += 1;
                    entries.push(entry);
                }
            }
        }
    }
    for person in &mut honest {
        deliver(&mut person.document, &entries);
        person.write(&mut rng);
        ids += 1;
        entries.extend(person.seal(ids));
    }
    check_all_agree(seed, &mut honest, &entries, &mut rng);
}

fn check_all_agree(seed: u64, honest: &mut [Person], entries: &[Incoming], rng: &mut ChaCha8Rng) {
    let (loaded, outcomes) = Document::load(&GENESIS, entries);
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Applied), "seed {seed}");
    let mut late = Document::new(&GENESIS);
    let mut shuffled = entries.to_vec();
    shuffled.shuffle(rng);
    while !shuffled.is_empty() {
        let outcomes = late.take_in(&shuffled);
        let mut outcomes = outcomes.into_iter();
        shuffled.retain(|_| matches!(outcomes.next(), Some(Outcome::Missing(_))));
    }
    let expected = sight(&loaded);
    for person in honest {
        deliver(&mut person.document, entries);
        assert_eq!(sight(&person.document), expected, "seed {seed}");
    }
    assert_eq!(sight(&late), expected, "seed {seed}");
    assert!(automerge::Automerge::load(&late.save()).is_ok(), "seed {seed}");
}

fn bad_entry(rogue: &Person, id: EntryId, rng: &mut ChaCha8Rng) -> Incoming {
    let Pending { actor, seq, prev, deps, payload, .. } = bad_payload(rogue, rng);
    Incoming { id, actor, seq, prev, deps, payload }
}

/// Entries are kept in causal order.
fn deliver(document: &mut Document, entries: &[Incoming]) {
    let new: Vec<Incoming> =
        entries.iter().filter(|entry| !document.contains(&entry.id)).cloned().collect();
    let outcomes = document.take_in(&new);
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Applied), "{outcomes:?}");
}

fn timed<R>(tally: &mut Tally, judge: impl FnOnce() -> R) -> R {
    let begin = worked();
    let verdict = judge();
    tally.slowest = tally.slowest.max(worked().saturating_sub(begin));
    verdict
}
