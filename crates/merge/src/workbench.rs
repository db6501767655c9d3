//! Tools for tests of this crate: edits by hand, straight into a document.

use crate::{
    codec,
    document::Document,
    edit::{Act, Edit, Edits, GENESIS as BY_GENESIS, Ref},
    genesis::Genesis,
    ids::{Actor, EntryId},
    take_in::{Incoming, Outcome},
};

/// `kind`, `version` and `notes` are its operations 1, 2 and 3.
pub(crate) const GENESIS: Genesis = Genesis { kind: "notebook", version: 1, maps: &["notes"] };
pub(crate) const NOTES: Option<Ref> = Some(Ref { counter: 3, author: BY_GENESIS });
pub(crate) const A: Actor = Actor::from_bytes([10; 16]);
pub(crate) const B: Actor = Actor::from_bytes([20; 16]);

pub(crate) fn id(number: u8) -> EntryId {
    EntryId([number; 32])
}

pub(crate) fn own(counter: u32) -> Ref {
    Ref { counter, author: 0 }
}

/// By the actor at a place of the table.
pub(crate) fn by(place: u16, counter: u32) -> Ref {
    Ref { counter, author: place + 2 }
}

pub(crate) fn put(object: Option<Ref>, key: &str, over: &[Ref]) -> Edit {
    let value = crate::edit::Scalar::Bool(true);
    Edit { object, act: Act::Put { key: key.to_owned(), value, over: over.to_vec() } }
}

pub(crate) fn delete(object: Option<Ref>, key: &str, over: &[Ref]) -> Edit {
    Edit { object, act: Act::DeleteKey { key: key.to_owned(), over: over.to_vec() } }
}

pub(crate) fn make_map(object: Option<Ref>, key: &str) -> Edit {
    Edit { object, act: Act::MakeMap { key: key.to_owned(), over: Vec::new() } }
}

pub(crate) fn make_text(object: Option<Ref>, key: &str) -> Edit {
    Edit { object, act: Act::MakeText { key: key.to_owned(), over: Vec::new() } }
}

pub(crate) fn insert(text: Option<Ref>, after: Option<Ref>, chars: &str) -> Edit {
    Edit { object: text, act: Act::Insert { after, chars: chars.to_owned() } }
}

pub(crate) fn delete_run(text: Option<Ref>, first: Ref, count: u32) -> Edit {
    Edit { object: text, act: Act::DeleteRun { first, count, backwards: false } }
}

/// The next entry of an actor with the right first counter, whatever it says.
pub(crate) fn send(
    document: &mut Document,
    number: u8,
    actor: Actor,
    deps: &[EntryId],
    list: Vec<Edit>,
) -> Outcome {
    send_with(document, number, actor, deps, Vec::new(), list)
}

pub(crate) fn send_with(
    document: &mut Document,
    number: u8,
    actor: Actor,
    deps: &[EntryId],
    actors: Vec<Actor>,
    list: Vec<Edit>,
) -> Outcome {
    let start = document.history.past(&actor, deps).max_op() + 1;
    send_bytes(document, number, actor, deps, codec::encode(&Edits { start, actors, list }))
}

pub(crate) fn send_bytes(
    document: &mut Document,
    number: u8,
    actor: Actor,
    deps: &[EntryId],
    payload: Vec<u8>,
) -> Outcome {
    let last = document.history.last(&actor);
    let entry = Incoming {
        id: id(number),
        actor,
        seq: last.map_or(0, |(_, seq)| seq) + 1,
        prev: last.map(|(id, _)| id),
        deps: deps.to_vec(),
        payload,
    };
    document.take_in(&[entry]).remove(0)
}
