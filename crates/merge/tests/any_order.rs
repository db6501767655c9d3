//! Several documents, random edits and deliveries: the same everywhere, whatever the order and the batches.

#[path = "support/people.rs"]
mod people;

use horseshoe_merge::{Document, Incoming, Outcome};
use people::{GENESIS, Person, sight};
use rand::{RngExt as _, SeedableRng as _, seq::SliceRandom as _};
use rand_chacha::ChaCha8Rng;

#[test]
fn any_order_of_delivery_gives_the_same_document() {
    for seed in 0..60 {
        story(seed);
    }
}

fn story(seed: u64) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut people: Vec<Person> = (0..rng.random_range(2..6)).map(Person::new).collect();
    let mut entries: Vec<Incoming> = Vec::new();
    for _ in 0..rng.random_range(10..60) {
        let who = rng.random_range(0..people.len());
        if rng.random_bool(0.6) {
            people[who].write(&mut rng);
        } else {
            entries.extend(people[who].seal(entries.len() as u64));
            let upto = rng.random_range(0..=entries.len());
            deliver(&mut people[who].document, &entries[..upto], &mut rng);
        }
    }
    for person in &mut people {
        entries.extend(person.seal(entries.len() as u64));
    }
    for person in &mut people {
        deliver(&mut person.document, &entries, &mut rng);
    }
    let mut shuffled = entries.clone();
    shuffled.shuffle(&mut rng);
    let mut late = Document::new(&GENESIS);
    deliver(&mut late, &shuffled, &mut rng);
    let (loaded, outcomes) = Document::load(&GENESIS, &entries);
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Applied), "seed {seed}");

    let expected = sight(&loaded);
    for document in people.iter().map(|person| &person.document).chain([&late]) {
        assert_eq!(sight(document), expected, "seed {seed}");
        assert_eq!(document.frontier(), loaded.frontier(), "seed {seed}");
        let saved = automerge::Automerge::load(&document.save());
        assert!(saved.is_ok(), "seed {seed}");
    }
}

/// Offers everything in random batches until nothing is missing any more.
fn deliver(document: &mut Document, entries: &[Incoming], rng: &mut ChaCha8Rng) {
    let mut waiting = entries.to_vec();
    loop {
        let before = waiting.len();
        let mut left = Vec::new();
        while !waiting.is_empty() {
            let batch: Vec<_> = waiting.drain(..rng.random_range(1..=waiting.len())).collect();
            for (entry, outcome) in batch.iter().zip(document.take_in(&batch)) {
                match outcome {
                    Outcome::Applied | Outcome::Known => {}
                    Outcome::Missing(_) => left.push(entry.clone()),
                    other => panic!("{other:?}"),
                }
            }
        }
        if left.is_empty() || left.len() == before {
            return;
        }
        waiting = left;
    }
}
