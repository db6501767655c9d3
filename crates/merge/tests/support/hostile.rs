//! Payloads that members with good signatures and bad will could send: random bytes, spoilt honest payloads, and edits
//! made up within the vocabulary.

use horseshoe_merge::{Actor, Pending};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

use super::people::Person;

/// What a rogue could send next: an entry in the right place of their chain, with a payload nobody honest wrote.
pub(crate) fn bad_payload(rogue: &Person, rng: &mut ChaCha8Rng) -> Pending {
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
    Pending { payload, ..pending }
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
