//! One document: perform own edits, take in others', read, and what changed since last time.

use std::fmt;

use automerge::{Automerge, Change, ChangeHash, PatchLog};

use crate::{
    check::{self, Refusal},
    codec::{self, limits},
    edit::Edits,
    engine,
    fold::fold,
    genesis::{self, Genesis},
    history::{ActorNumber, History, Past},
    ids::{Actor, EntryId, ObjectRef, OpRef},
    index::{Id, Index},
    patch::{self, Patch},
    read,
    value::Value,
    writer::Writer,
};

/// A document in memory. What it holds follows from the entries it took in, whatever their order.
#[derive(Clone)]
pub struct Document {
    pub(crate) automerge: Automerge,
    pub(crate) history: History,
    pub(crate) index: Index,
    pub(crate) unsealed: Option<Unsealed>,
    pub(crate) patches: Vec<Patch>,
}

/// Own changes that are not yet an entry. While there are any, nothing foreign is taken in: they all rest on the
/// same ancestors and so can travel as one.
#[derive(Debug, Clone)]
pub(crate) struct Unsealed {
    pub(crate) actor: Actor,
    deps: Vec<EntryId>,
    /// Never empty.
    changes: Vec<OwnChange>,
    /// How many of them the last [`Document::pending`] offered.
    offered: usize,
}

#[derive(Debug, Clone)]
struct OwnChange {
    edits: Edits,
    bytes: usize,
    hash: ChangeHash,
}

/// What an own edit came to.
#[derive(Debug, Clone)]
pub struct Performed<R> {
    pub result: R,
    /// The change for the journal; `None` if nothing changed.
    pub change: Option<Vec<u8>>,
}

/// Own changes ready to be sealed as one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub actor: Actor,
    /// The actor's place in its own chain; 1 for its first entry.
    pub seq: u64,
    pub prev: Option<EntryId>,
    /// Ascending, without `prev`.
    pub deps: Vec<EntryId>,
    pub payload: Vec<u8>,
    /// How many changes the payload holds. After a long time alone there may be more, for the next entry.
    pub changes: usize,
}

/// Why an own edit did not happen. The document is as before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("there is no such map")]
    NotAMap,
    #[error("there is no such text")]
    NotAText,
    #[error("a position outside the text of {length} characters")]
    OutsideTheText { length: usize },
    #[error("a key that is empty or longer than {} bytes", limits::KEY)]
    Key,
    #[error("a value that is not a scalar, not a number, or longer than {} bytes", limits::VALUE)]
    Value,
    #[error("more than {} operations at once", limits::OPS)]
    TooMuch,
    #[error("another actor's changes have to be sealed first")]
    SealFirst,
    #[error("others would refuse it: {0}")]
    Refused(#[from] Refusal),
    /// What the caller's own closure has against it.
    #[error("{0}")]
    Declined(String),
    #[error("Automerge: {0}")]
    Engine(String),
}

impl Document {
    pub fn new(genesis: &Genesis) -> Self {
        let change = genesis.change();
        let mut automerge = Automerge::new_with_encoding(engine::TEXT);
        let history = History::new(genesis::ACTOR, genesis.ops(), change.hash());
        let mut index = Index::new();
        index.absorb(&genesis.edits(), &[0, 0]);
        automerge.apply_changes([change]).expect("the first change rests on nothing");
        Self { automerge, history, index, unsealed: None, patches: Vec::new() }
    }

    /// Own edits as one change: all of them, or none if `edit` fails or others would refuse the result.
    pub fn perform<R>(
        &mut self,
        actor: Actor,
        edit: impl FnOnce(&mut Writer<'_>) -> Result<R, EditError>,
    ) -> Result<Performed<R>, EditError> {
        self.own_turn(&actor)?;
        let before = self.automerge.get_heads();
        let Transacted { result, hash, mut log } = self.transact(&actor, edit)?;
        let Some(hash) = hash else {
            return Ok(Performed { result, change: None });
        };
        match self.self_check(&actor, hash) {
            Ok((edits, payload, names)) => {
                self.history.number_or_new(actor);
                self.index.absorb(&edits, &names);
                self.keep_unsealed(actor, edits, payload.len(), hash);
                self.note_patches(&mut log);
                Ok(Performed { result, change: Some(payload) })
            }
            Err(refusal) => {
                self.automerge = self.automerge.fork_at(&before)?;
                Err(refusal.into())
            }
        }
    }

    /// Own changes since the last [`Self::sealed`], as one payload; `None` if there are none.
    pub fn pending(&mut self) -> Option<Pending> {
        let unsealed = self.unsealed.as_mut()?;
        unsealed.offered = unsealed.fitting();
        let folded = fold(unsealed.changes[..unsealed.offered].iter().map(|change| &change.edits))?;
        let last = self.history.last(&unsealed.actor);
        let prev = last.map(|(id, _)| id);
        Some(Pending {
            actor: unsealed.actor,
            seq: last.map_or(0, |(_, seq)| seq) + 1,
            prev,
            deps: unsealed.deps.iter().copied().filter(|dep| Some(*dep) != prev).collect(),
            payload: codec::encode(&folded),
            changes: unsealed.offered,
        })
    }

    /// What [`Self::pending`] offered last is now the entry `id`, the actor's `seq`-th.
    pub fn sealed(&mut self, id: EntryId, seq: u64) {
        let Some(mut unsealed) = self.unsealed.take() else { return };
        let count = unsealed.offered.min(unsealed.changes.len());
        let sealed: Vec<OwnChange> = unsealed.changes.drain(..count).collect();
        let Some(last) = sealed.last() else {
            self.unsealed = Some(unsealed);
            return;
        };
        debug_assert_eq!(
            seq,
            self.history.last(&unsealed.actor).map_or(0, |(_, seq)| seq) + 1,
            "entries are sealed in order"
        );
        let past = self.history.past(&unsealed.actor, &unsealed.deps);
        let ops = sealed.iter().map(|change| change.edits.ops()).sum();
        self.history.add(id, &unsealed.deps, &past, ops, sealed.len() as u64, last.hash);
        if !unsealed.changes.is_empty() {
            unsealed.deps = Vec::new();
            unsealed.offered = 0;
            self.unsealed = Some(unsealed);
        }
    }

    /// Entries that no other entry here rests on, ascending.
    pub fn frontier(&self) -> Vec<EntryId> {
        self.history.heads().to_vec()
    }

    /// Whether an entry has been taken in or sealed here.
    pub fn contains(&self, id: &EntryId) -> bool {
        self.history.contains(id)
    }

    /// What changed since the last call, by own edits and by others'.
    pub fn take_patches(&mut self) -> Vec<Patch> {
        std::mem::take(&mut self.patches)
    }

    /// The value at a key; of several, the one that every device picks.
    pub fn get(&self, object: &ObjectRef, key: &str) -> Option<Value> {
        read::get(&self.automerge, object, key)
    }

    /// All values at a key that were put without knowing of each other, who put each, and the operation that did.
    /// The picked one is last.
    pub fn get_all(&self, object: &ObjectRef, key: &str) -> Vec<(Value, Actor, OpRef)> {
        read::get_all(&self.automerge, object, key)
    }

    /// The keys of a map, ascending.
    pub fn keys(&self, object: &ObjectRef) -> Vec<String> {
        read::keys(&self.automerge, object)
    }

    /// The map at a key.
    pub fn map(&self, object: &ObjectRef, key: &str) -> Option<ObjectRef> {
        self.get(object, key)?.as_map()
    }

    /// The text at a key.
    pub fn text_at(&self, object: &ObjectRef, key: &str) -> Option<ObjectRef> {
        self.get(object, key)?.as_text()
    }

    pub fn text(&self, text: &ObjectRef) -> String {
        read::text(&self.automerge, text)
    }

    /// In Unicode scalar values.
    pub fn text_len(&self, text: &ObjectRef) -> usize {
        read::text_len(&self.automerge, text)
    }

    /// Who wrote the characters of a text, from its beginning: how many, and whose. Walks the whole text.
    pub fn authors(&self, text: &ObjectRef) -> Vec<(usize, Actor)> {
        read::authors(&self.automerge, text)
    }

    /// The characters of a text by the operations that put them there: the same on every device, wherever they move to.
    pub fn elements(&self, text: &ObjectRef) -> Vec<OpRef> {
        read::elements(&self.automerge, text, ..)
    }

    /// The one of these at a place.
    pub fn element(&self, text: &ObjectRef, at: usize) -> Option<OpRef> {
        read::elements(&self.automerge, text, at..=at).pop()
    }

    /// Where what follows an element stands now, also where the element itself is gone. `None` for one that is not here.
    pub fn place_after(&self, text: &ObjectRef, element: &OpRef) -> Option<usize> {
        let local = |op: OpRef| {
            let counter = u32::try_from(op.counter).ok()?;
            Some(Id { counter, actor: self.history.number(&op.actor)? })
        };
        // Automerge must not be asked for what is not in the text.
        let here = self.index.element(local(text.op()?)?, local(*element)?);
        if !here {
            return None;
        }
        read::place_after(&self.automerge, self.history.beginning(), text, element)
    }

    /// The counter of the last operation in an actor's entry at a sequence number: whoever holds that entry holds every
    /// operation of the actor up to this one.
    pub fn reach(&self, actor: &Actor, seq: u64) -> Option<u64> {
        self.history.reach_at(actor, seq).map(u64::from)
    }

    /// The document as Automerge keeps it; a cache, never for other devices.
    pub fn save(&self) -> Vec<u8> {
        self.automerge.save()
    }

    /// A standard `.automerge` file, for people who take their words elsewhere. Holds the whole history, also what
    /// was deleted.
    pub fn export(&self) -> Vec<u8> {
        self.automerge.save()
    }

    pub(crate) fn own_turn(&self, actor: &Actor) -> Result<(), EditError> {
        match &self.unsealed {
            Some(unsealed) if unsealed.actor != *actor => Err(EditError::SealFirst),
            _ => Ok(()),
        }
    }

    /// The ancestors of the next own change.
    pub(crate) fn own_past(&self, actor: &Actor) -> Past {
        match &self.unsealed {
            Some(unsealed) => {
                let mut past = self.history.past(actor, &unsealed.deps);
                past.extend(
                    unsealed.changes.iter().map(|change| change.edits.ops()).sum(),
                    unsealed.changes.len() as u64,
                );
                past.hashes =
                    unsealed.changes.last().map(|change| change.hash).into_iter().collect();
                past
            }
            None => self.history.past(actor, self.history.heads()),
        }
    }

    pub(crate) fn keep_unsealed(
        &mut self,
        actor: Actor,
        edits: Edits,
        bytes: usize,
        hash: ChangeHash,
    ) {
        let change = OwnChange { edits, bytes, hash };
        if let Some(unsealed) = &mut self.unsealed {
            unsealed.changes.push(change);
        } else {
            let deps = self.history.heads().to_vec();
            self.unsealed = Some(Unsealed { actor, deps, changes: vec![change], offered: 0 });
        }
    }

    pub(crate) fn note_patches(&mut self, log: &mut PatchLog) {
        let logged = self.automerge.make_patches(log);
        self.patches.extend(logged.into_iter().filter_map(patch::patch_from));
    }

    fn transact<R>(
        &mut self,
        actor: &Actor,
        edit: impl FnOnce(&mut Writer<'_>) -> Result<R, EditError>,
    ) -> Result<Transacted<R>, EditError> {
        self.automerge.set_actor(engine::actor_id(actor));
        let log = PatchLog::active();
        let transaction = self
            .automerge
            .transaction_log_patches(log)
            .map_err(|e| EditError::Engine(e.to_string()))?;
        let mut writer = Writer { transaction };
        match edit(&mut writer) {
            Ok(result) => {
                let (hash, log) = writer.transaction.commit();
                Ok(Transacted { result, hash, log })
            }
            Err(error) => {
                writer.transaction.rollback();
                Err(error)
            }
        }
    }

    /// The own change as others will see it: said in the vocabulary, read back, checked.
    fn self_check(
        &self,
        actor: &Actor,
        hash: ChangeHash,
    ) -> Result<(Edits, Vec<u8>, Vec<ActorNumber>), Refusal> {
        // after a transaction that changes nothing, the last local change would be an older one
        let change: Change = self
            .automerge
            .get_last_local_change()
            .filter(|change| change.hash() == hash)
            .ok_or(Refusal::Engine)?;
        let edits = engine::edits_from(&change).or(Err(Refusal::Engine))?;
        let payload = codec::encode(&edits);
        let edits = codec::decode(&payload)?;
        let names = check::check(&self.history, &self.index, &self.own_past(actor), &edits)?;
        Ok((edits, payload, names))
    }
}

/// A committed transaction; without a hash if it changed nothing.
struct Transacted<R> {
    result: R,
    hash: Option<ChangeHash>,
    log: PatchLog,
}

impl Unsealed {
    /// How many changes, oldest first, go into one entry.
    fn fitting(&self) -> usize {
        let (mut ops, mut bytes) = (0, 0);
        let fits = |change: &&OwnChange| {
            ops += change.edits.ops();
            bytes += change.bytes;
            ops <= limits::OPS && bytes <= limits::PAYLOAD
        };
        self.changes.iter().take_while(fits).count()
    }
}

/// Without content: it may reach a log.
impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unsealed = self.unsealed.as_ref().map_or(0, |unsealed| unsealed.changes.len());
        write!(f, "Document({} heads, {unsealed} unsealed changes)", self.history.heads().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_after_an_element_moves_with_the_words_and_outlasts_the_element() {
        let mut doc = Document::new(&Genesis { kind: "test", version: 1, maps: &["notes"] });
        let actor = Actor::from_bytes([7; 16]);
        let text = doc
            .perform(actor, |writer| writer.make_text(&ObjectRef::ROOT, "text", "né👩x"))
            .unwrap()
            .result;
        let elements = doc.elements(&text);
        assert_eq!((elements.len(), doc.element(&text, 2)), (4, Some(elements[2])));
        let mut splice = |at, delete, insert: &str| {
            doc.perform(actor, |writer| writer.splice(&text, at, delete, insert)).unwrap();
            elements.iter().map(|element| doc.place_after(&text, element).unwrap()).collect()
        };
        let places: Vec<usize> = splice(0, 0, "ab");
        assert_eq!(places, [3, 4, 5, 6]);
        let places: Vec<usize> = splice(3, 2, "");
        assert_eq!(places, [3, 3, 3, 4]);
        let places: Vec<usize> = splice(3, 1, "");
        assert_eq!(places, [3, 3, 3, 3]);
        let stranger = OpRef { counter: u64::MAX, actor: Actor::from_bytes([9; 16]) };
        assert_eq!(doc.place_after(&text, &stranger), None);
        let unheard = OpRef { counter: u64::MAX, actor };
        assert_eq!(doc.place_after(&text, &unheard), None);
        assert_eq!(doc.place_after(&ObjectRef::ROOT, &elements[0]), None);
        let other = doc
            .perform(actor, |writer| writer.make_text(&ObjectRef::ROOT, "other", "o"))
            .unwrap()
            .result;
        assert_eq!(doc.place_after(&other, &elements[0]), None);
    }
}
