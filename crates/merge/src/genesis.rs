//! The fixed first change of each kind of document.
//!
//! It is the same bytes on every device and part of no entry: everything rests on it without saying so. Were the first
//! maps made by whoever comes first, two people who begin at once would each write into a map of their own.

use automerge::Change;

use crate::{
    edit::{Act, Edit, Edits, Scalar},
    engine,
    ids::Actor,
};

/// The author of every genesis: the beginning of BLAKE3("horseshoe genesis").
pub(crate) const ACTOR: Actor =
    Actor::from_bytes([47, 186, 42, 50, 201, 25, 79, 38, 192, 136, 206, 100, 87, 208, 93, 253]);

/// How a kind of document begins: the scalars `kind` and `version`, then empty maps at these keys of the root. Once
/// released it is never changed; what comes later is made by whoever needs it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Genesis {
    pub kind: &'static str,
    pub version: u32,
    pub maps: &'static [&'static str],
}

impl Genesis {
    /// The bytes of the first change, for golden tests.
    pub fn bytes(&self) -> Vec<u8> {
        self.change().raw_bytes().to_vec()
    }

    pub(crate) fn ops(&self) -> u32 {
        self.maps.len() as u32 + 2
    }

    pub(crate) fn change(&self) -> Change {
        engine::change_from(&self.edits(), &ACTOR, 1, Vec::new())
    }

    pub(crate) fn edits(&self) -> Edits {
        let put = |key: &str, value| Act::Put { key: key.to_owned(), value, over: Vec::new() };
        let mut acts = vec![
            put("kind", Scalar::Str(self.kind.to_owned())),
            put("version", Scalar::Uint(u64::from(self.version))),
        ];
        acts.extend(
            self.maps.iter().map(|key| Act::MakeMap { key: (*key).to_owned(), over: Vec::new() }),
        );
        let list = acts.into_iter().map(|act| Edit { object: None, act }).collect();
        Edits { start: 1, actors: Vec::new(), list }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_actor_is_the_beginning_of_a_hash() {
        assert_eq!(ACTOR.as_bytes()[..], blake3::hash(b"horseshoe genesis").as_bytes()[..16]);
    }
}
