//! Nothing a peer can send harms a document.
//!
//! Members with good signatures and bad will send random bytes, spoilt honest payloads, and edits made up within the
//! vocabulary, half of them beside others' newer work. None may panic, make a document that does not load, or split
//! two honest devices. Memory is not counted here: what is kept is bounded by the limits on payloads.

#[path = "support/people.rs"]
mod people;

use std::time::Duration;

use horseshoe_merge::{Actor, Document, EntryId, Incoming, Outcome};
use people::{GENESIS, Person, entry_id, sight};
use rand::{RngExt as _, SeedableRng as _, seq::SliceRandom as _};
use rand_chacha::ChaCha8Rng;

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
    // 50 ms is the yardstick; a test machine may pause
    assert!(tally.slowest < Duration::from_millis(250), "{tally:?}");
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

/// Entries are kept in causal order.
fn deliver(document: &mut Document, entries: &[Incoming]) {
    let new: Vec<Incoming> =
        entries.iter().filter(|entry| !document.contains(&entry.id)).cloned().collect();
    let outcomes = document.take_in(&new);
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::Applied), "{outcomes:?}");
}

fn bad_entry(rogue: &Person, id: EntryId, rng: &mut ChaCha8Rng) -> Incoming {
    // an honest edit on a copy gives the right place in the chain and the right first counter
    let mut copy = Person { actor: rogue.actor, document: rogue.document.clone() };
    let pending = loop {
        copy.write(rng);
        if let Some(pending) = copy.document.pending() {
            break pending;
        }
    };
    let payload = match rng.random_range(0..10) {
        0 => (0..rng.random_range(0..40)).map(|_| rng.random()).collect(),
        1..4 => spoilt(pending.payload, rng),
        _ => made_up(&pending.payload, rng),
    };
    Incoming {
        id,
        actor: rogue.actor,
        seq: pending.seq,
        prev: pending.prev,
        deps: pending.deps,
        payload,
    }
}

fn spoilt(mut payload: Vec<u8>, rng: &mut ChaCha8Rng) -> Vec<u8> {
    for _ in 0..rng.random_range(1..4) {
        let at = rng.random_range(1..payload.len());
        match rng.random_range(0..4) {
            0 => payload[at] = rng.random(),
            1 => payload[at] ^= 1 << rng.random_range(0..8),
            2 => payload.truncate(at.max(2)),
            _ => payload.insert(at, rng.random_range(0..8)),
        }
    }
    payload[0] = horseshoe_merge::FORMAT;
    payload
}

/// Edits of every kind on objects that may or may not exist, with the format's own bytes.
fn made_up(honest: &[u8], rng: &mut ChaCha8Rng) -> Vec<u8> {
    let (start, header) = number(&honest[1..]);
    let start = if rng.random_bool(0.95) { start } else { start + rng.random_range(0..3) };
    let mut out = vec![horseshoe_merge::FORMAT];
    put(&mut out, start);
    let count = usize::from(honest[1 + header]);
    let table: Vec<Actor> = match rng.random_range(0..8) {
        0 => (0..4)
            .map(|number| Person::new(number).actor)
            .filter(|_| rng.random_bool(0.4))
            .collect(),
        _ => Vec::new(),
    };
    let honest_table = rng.random_bool(0.1);
    if honest_table {
        out.extend_from_slice(&honest[1 + header..][..=(16 * count)]);
    } else {
        put(&mut out, table.len() as u64);
        for actor in &table {
            out.extend_from_slice(actor.as_bytes());
        }
    }
    let table = if honest_table { count } else { table.len() };
    let authors = table as u64 + 2;
    let mut counter = start;
    let mut before = (0, 0);
    let mut first = 0;
    for nth in 0..rng.random_range(1..5) {
        // text edits fit an object that was made as a text
        let fitting = match first {
            1 if nth > 0 => [4, 4, 4, 5],
            _ => [0, 1, 2, 1],
        };
        let kind = if rng.random_bool(0.85) {
            fitting[rng.random_range(0..4)]
        } else {
            rng.random_range(0..7)
        };
        if nth == 0 {
            first = kind;
        }
        // an object of this very entry, a root map, or anything
        let object = match rng.random_range(0..9) {
            0 => (0, 0),
            1..6 if nth > 0 && first < 2 => (1, counter - start),
            6..8 if counter > 3 => (2, counter - 3),
            _ => (rng.random_range(1..=authors), distance(counter, rng)),
        };
        let same = object == before || rng.random_bool(if nth == 0 { 0.8 } else { 0.2 });
        out.push(kind | if same { 0x10 } else { 0 });
        if !same {
            put_object(&mut out, object);
            before = object;
        }
        counter += content(&mut out, kind, counter, authors, rng);
        // distances count from the edit, so the same object is named anew
        before.1 = if before.0 == 0 { 0 } else { u64::MAX };
    }
    out
}

/// The rest of an edit; how many counters it takes.
fn content(out: &mut Vec<u8>, kind: u8, counter: u64, authors: u64, rng: &mut ChaCha8Rng) -> u64 {
    match kind {
        // often a key that nobody has used
        0..4 => {
            let key = ["a", "b", "", "key", "key", "key", "key", "key"][rng.random_range(0..8)];
            let key =
                if key == "key" { format!("{}", rng.random_range(0..400)) } else { key.to_owned() };
            put(out, key.len() as u64);
            out.extend_from_slice(key.as_bytes());
            if kind == 2 {
                out.push(rng.random_range(0..3));
            }
            let count = if rng.random_bool(0.9) { 0 } else { rng.random_range(0..3) };
            put(out, count);
            for _ in 0..count {
                put(out, rng.random_range(0..authors));
                put(out, distance(counter, rng));
            }
            1
        }
        4 => {
            if rng.random_bool(0.5) {
                out.push(0);
            } else {
                put(out, rng.random_range(1..=authors));
                put(out, distance(counter, rng));
            }
            let words = ["x", "hello", "\u{0}\u{202e}", "👩‍👧", ""][rng.random_range(0..5)];
            put(out, words.len() as u64);
            out.extend_from_slice(words.as_bytes());
            words.chars().count() as u64
        }
        _ => {
            let count = rng.random_range(0..4);
            put(out, rng.random_range(0..authors));
            put(out, distance(counter, rng));
            put(out, count);
            count
        }
    }
}

fn distance(counter: u64, rng: &mut ChaCha8Rng) -> u64 {
    if rng.random_bool(0.5) { rng.random_range(1..9) } else { rng.random_range(0..=counter) }
}

fn put_object(out: &mut Vec<u8>, (author, distance): (u64, u64)) {
    put(out, author);
    if author > 0 {
        put(out, distance);
    }
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A number and how many bytes it takes.
fn number(bytes: &[u8]) -> (u64, usize) {
    let length = bytes.iter().take_while(|byte| **byte >= 0x80).count() + 1;
    let number =
        bytes[..length].iter().rev().fold(0, |number, byte| number << 7 | u64::from(byte & 0x7f));
    (number, length)
}

#[expect(clippy::disallowed_methods, reason = "this test is about how long judging takes")]
fn timed<R>(tally: &mut Tally, judge: impl FnOnce() -> R) -> R {
    let begin = std::time::Instant::now();
    let verdict = judge();
    tally.slowest = tally.slowest.max(begin.elapsed());
    verdict
}
