//! People who write one document: random edits, sealing, and what each of them sees.

use std::fmt::Write as _;

use horseshoe_merge::{
    Actor, Document, EditError, EntryId, Genesis, Incoming, ObjectRef, Value, Writer,
};
use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

pub(crate) const GENESIS: Genesis = Genesis { kind: "notebook", version: 1, maps: &["notes"] };

pub(crate) struct Person {
    pub(crate) actor: Actor,
    pub(crate) document: Document,
}

impl Person {
    pub(crate) fn new(number: u8) -> Self {
        // the lowest and the highest actor bytes are among them
        let byte = [0x00, 0xff, 0x55, 0xaa, 0x2f, 0x80, 0x01][usize::from(number) % 7];
        let mut actor = [byte; 16];
        actor[15] = number;
        Self { actor: Actor::from_bytes(actor), document: Document::new(&GENESIS) }
    }

    /// A random own edit, which must succeed.
    pub(crate) fn write(&mut self, rng: &mut ChaCha8Rng) {
        let objects = objects(&self.document);
        let done = self.document.perform(self.actor, |writer| {
            (0..rng.random_range(1..4)).try_for_each(|_| edit(writer, &objects, rng))
        });
        done.expect("an honest edit is possible");
    }

    /// What was written since, as an entry with the `id`.
    pub(crate) fn seal(&mut self, id: u64) -> Option<Incoming> {
        let pending = self.document.pending()?;
        let id = entry_id(id);
        self.document.sealed(id, pending.seq);
        let (seq, prev, deps) = (pending.seq, pending.prev, pending.deps);
        Some(Incoming { id, actor: self.actor, seq, prev, deps, payload: pending.payload })
    }
}

/// Ids fall, so that their order is not the order of writing.
pub(crate) fn entry_id(number: u64) -> EntryId {
    let mut id = [0; 32];
    id[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    EntryId(id)
}

/// Maps and texts that can be reached.
pub(crate) fn objects(document: &Document) -> Vec<Value> {
    let mut found = vec![Value::Map(ObjectRef::ROOT)];
    let mut next = 0;
    while let Some(value) = found.get(next).cloned() {
        if let Value::Map(map) = value {
            for key in document.keys(&map) {
                let all = document.get_all(&map, &key).into_iter().map(|(value, ..)| value);
                found.extend(all.filter(|value| matches!(value, Value::Map(_) | Value::Text(_))));
            }
        }
        next += 1;
    }
    found
}

/// Everything a person can see: values, conflicts with their writers, texts with their authors.
pub(crate) fn sight(document: &Document) -> String {
    let mut all = String::new();
    for object in objects(document) {
        match object {
            Value::Map(map) => {
                for key in document.keys(&map) {
                    let (won, others) = (document.get(&map, &key), document.get_all(&map, &key));
                    writeln!(all, "{map} {key:?} {won:?} {others:?}").expect("a string takes all");
                }
            }
            Value::Text(text) => {
                let (words, authors) = (document.text(&text), document.authors(&text));
                assert_eq!(words.chars().count(), document.text_len(&text));
                writeln!(all, "{text} {words:?} {authors:?}").expect("a string takes all");
            }
            _ => {}
        }
    }
    all
}

fn edit(writer: &mut Writer<'_>, objects: &[Value], rng: &mut ChaCha8Rng) -> Result<(), EditError> {
    match &objects[rng.random_range(0..objects.len())] {
        Value::Text(text) => {
            let length = writer.text_len(text);
            let at = rng.random_range(0..=length);
            let delete = rng.random_range(0..=(length - at).min(4));
            writer.splice(text, at, delete, words(rng))
        }
        Value::Map(map) => {
            let key = ["a", "b", "c", "d\u{0}", "é👩‍👧"][rng.random_range(0..5)];
            match rng.random_range(0..9) {
                0 => writer.make_map(map, key).map(drop),
                1 | 2 => writer.make_text(map, key, words(rng)).map(drop),
                3 => writer.delete(map, key),
                4 => {
                    // the value that stands already, which may settle a conflict
                    let scalar = writer.get_all(map, key).into_iter().map(|(value, ..)| value);
                    let scalar =
                        scalar.rev().find(|value| !matches!(value, Value::Map(_) | Value::Text(_)));
                    scalar.map_or(Ok(()), |value| writer.put(map, key, value))
                }
                5 => writer.put(map, key, -0.0),
                6 => writer.put(map, key, vec![0, 255]),
                7 => writer.put(map, key, rng.random_bool(0.5)),
                _ => writer.put(map, key, words(rng)),
            }
        }
        _ => Ok(()),
    }
}

fn words(rng: &mut ChaCha8Rng) -> &'static str {
    ["", "x", "hello", "a\u{0}b", "👩‍👧 é", "\u{10ffff}\u{202e}", "the room is ours"]
        [rng.random_range(0..7)]
}
