//! Others' entries: decoded, checked one by one, applied in one call.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Change, PatchLog, ReadDoc as _};

use crate::{
    check::{self, Refusal},
    codec::{self, limits},
    document::Document,
    edit::{self, AUTHOR, Act, Ref, TABLE},
    engine,
    genesis::{self, Genesis},
    history::Mark,
    ids::{Actor, EntryId, ObjectRef, OpRef},
    index::Index,
    patch::Patch,
    read,
};

/// An entry whose seal is open and whose signature was found good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    pub id: EntryId,
    /// Follows from who signed it.
    pub actor: Actor,
    /// 1 for the actor's first entry.
    pub seq: u64,
    pub prev: Option<EntryId>,
    /// Without `prev`.
    pub deps: Vec<EntryId>,
    pub payload: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Applied,
    /// It has been taken in before.
    Known,
    /// To be offered again when these have been taken in.
    Missing(Vec<EntryId>),
    /// For good, and on every device. The one exception is [`Refusal::Engine`].
    Refused(Refusal),
    /// Another entry holds its place in its author's chain. Which of the two counts is for the log to say; the
    /// document is then built anew from what counts.
    Forked(EntryId),
    /// Written by a newer version of the app: to be kept and offered again after an update.
    NewerVersion(u8),
    /// Own changes are not sealed yet; they come first.
    SealFirst,
}

impl Document {
    /// A document from its entries, in causal order. Keeps no patches: whoever asks has shown nothing yet.
    pub fn load(genesis: &Genesis, entries: &[Incoming]) -> (Self, Vec<Outcome>) {
        let mut document = Self::new(genesis);
        if let Ok((outcomes, changes)) = document.admit_all(entries)
            && document.apply(changes, &mut PatchLog::inactive()).is_ok()
        {
            return (document, outcomes);
        }
        let mut document = Self::new(genesis);
        let outcomes = entries.chunks(256).flat_map(|some| document.take_in(some)).collect();
        document.patches.clear();
        (document, outcomes)
    }

    /// Takes in entries in causal order: everything an entry rests on is here or earlier in the slice. One outcome for
    /// each. Take in at once what arrives at once: a call costs a walk over each touched text.
    pub fn take_in(&mut self, entries: &[Incoming]) -> Vec<Outcome> {
        if self.unsealed.is_some() {
            let known = |entry: &Incoming| {
                if self.contains(&entry.id) { Outcome::Known } else { Outcome::SealFirst }
            };
            return entries.iter().map(known).collect();
        }
        if let Ok(outcomes) = self.try_take_in(entries) {
            return outcomes;
        }
        let mut outcomes = Vec::with_capacity(entries.len());
        for entry in entries {
            if let Ok(one) = self.try_take_in(std::slice::from_ref(entry)) {
                outcomes.extend(one);
            } else {
                self.history.refuse(entry.id);
                outcomes.push(Outcome::Refused(Refusal::Engine));
            }
        }
        outcomes
    }

    /// Nothing has happened if this fails.
    fn try_take_in(&mut self, entries: &[Incoming]) -> Result<Vec<Outcome>, Broken> {
        let mark = self.history.mark();
        let Ok((outcomes, changes)) = self.admit_all(entries) else {
            self.rewind(mark);
            return Err(Broken);
        };
        if changes.is_empty() {
            return Ok(outcomes);
        }
        let good = self.automerge.clone();
        let written: BTreeSet<(ObjectRef, String)> =
            changes.iter().flat_map(written_keys).collect();
        let mut log = PatchLog::active();
        if self.apply(changes, &mut log).is_err() {
            self.automerge = good;
            self.rewind(mark);
            return Err(Broken);
        }
        let before = self.patches.len();
        self.note_patches(&mut log);
        self.note_written(before, written);
        Ok(outcomes)
    }

    /// Automerge does not always log that a value was written beside one that stays on top, or that such a value went
    /// again: views show both, so they must hear of it.
    fn note_written(&mut self, logged: usize, mut written: BTreeSet<(ObjectRef, String)>) {
        for patch in &self.patches[logged..] {
            if let Patch::Put { object, key, .. } | Patch::Delete { object, key, .. } = patch {
                written.remove(&(*object, key.clone()));
            }
        }
        for (object, key) in written {
            let Ok(parents) = self.automerge.parents(read::object_id(&object)) else { continue };
            let mut path: Vec<String> = parents
                .filter_map(|parent| match parent.prop {
                    automerge::Prop::Map(key) => Some(key),
                    automerge::Prop::Seq(_) => None,
                })
                .collect();
            path.reverse();
            self.patches.push(Patch::Put { object, path, key, conflict: true });
        }
    }

    fn admit_all(&mut self, entries: &[Incoming]) -> Result<(Vec<Outcome>, Vec<Change>), Broken> {
        let mut changes = Vec::new();
        let mut outcomes = Vec::with_capacity(entries.len());
        for entry in entries {
            outcomes.push(match self.admit(entry)? {
                Ok(change) => {
                    changes.push(change);
                    Outcome::Applied
                }
                Err(outcome) => {
                    if let Outcome::Refused(_) = outcome {
                        self.history.refuse(entry.id);
                    }
                    outcome
                }
            });
        }
        Ok((outcomes, changes))
    }

    /// Checks an entry and takes it up in history and index; its change is still to be applied.
    fn admit(&mut self, entry: &Incoming) -> Result<Result<Change, Outcome>, Broken> {
        if let Err(outcome) = self.place(entry) {
            return Ok(Err(outcome));
        }
        if let Some(version) = codec::newer_version(&entry.payload) {
            return Ok(Err(Outcome::NewerVersion(version)));
        }
        let past = self.history.past(&entry.actor, &entry.deps);
        let checked = codec::decode(&entry.payload).and_then(|edits| {
            check::check(&self.history, &self.index, &past, &edits).map(|names| (edits, names))
        });
        let (edits, names) = match checked {
            Ok(checked) => checked,
            Err(refusal) => return Ok(Err(Outcome::Refused(refusal))),
        };
        let build =
            || engine::change_from(&edits, &entry.actor, past.changes + 1, past.hashes.clone());
        let change = catch_unwind(AssertUnwindSafe(build)).or(Err(Broken))?;
        self.history.add(entry.id, &entry.deps, &past, edits.ops(), 1, change.hash());
        self.index.absorb(&edits, &names);
        Ok(Ok(change))
    }

    /// Whether the entry is the next of its author and everything it rests on is here.
    fn place(&self, entry: &Incoming) -> Result<(), Outcome> {
        if self.history.contains(&entry.id) {
            return Err(Outcome::Known);
        }
        let refused = |refusal| Err(Outcome::Refused(refusal));
        if entry.deps.len() > limits::DEPS {
            return refused(Refusal::TooManyDeps);
        }
        let ancestors = || entry.deps.iter().chain(&entry.prev);
        if let Some(id) = ancestors().find(|id| self.history.refused(id)) {
            return refused(Refusal::Ancestor(*id));
        }
        let missing: Vec<EntryId> =
            ancestors().filter(|id| !self.history.contains(id)).copied().collect();
        if !missing.is_empty() {
            return Err(Outcome::Missing(missing));
        }
        let follows = match entry.prev {
            None => entry.seq == 1 && entry.actor != genesis::ACTOR,
            Some(prev) => {
                let place = self.history.place(&prev);
                place.is_some_and(|(actor, seq)| {
                    actor == entry.actor && entry.seq.checked_sub(1) == Some(seq)
                })
            }
        };
        if !follows {
            return refused(Refusal::Chain);
        }
        match self.history.at(&entry.actor, entry.seq) {
            Some(other) => Err(Outcome::Forked(other)),
            None => Ok(()),
        }
    }

    /// Automerge has not panicked on anything that passed the check, in millions of tries; if it ever does, the caller
    /// must go back to what was before.
    pub(crate) fn apply(&mut self, changes: Vec<Change>, log: &mut PatchLog) -> Result<(), Broken> {
        let count = changes.len();
        let before = self.automerge.stats().num_changes;
        let applied = catch_unwind(AssertUnwindSafe(|| {
            self.automerge.apply_changes_log_patches(changes, log)
        }));
        match applied {
            Ok(Ok(())) if self.automerge.stats().num_changes == before + count as u64 => Ok(()),
            _ => Err(Broken),
        }
    }

    fn rewind(&mut self, mark: Mark) {
        self.history.rewind(mark);
        self.index = self.rebuilt_index();
    }

    /// The index, from Automerge's own changes.
    pub(crate) fn rebuilt_index(&self) -> Index {
        let mut index = Index::new();
        for change in self.automerge.get_changes(&[]) {
            let number = |actor: &Actor| self.history.number(actor);
            let author = engine::actor(change.actor_id()).as_ref().and_then(number);
            let (Some(author), Ok(edits)) = (author, engine::edits_from(&change)) else { continue };
            let names: Vec<_> =
                [author, 0].into_iter().chain(edits.actors.iter().filter_map(number)).collect();
            index.absorb(&edits, &names);
        }
        index
    }
}

/// The keys of maps that a change writes to.
fn written_keys(change: &Change) -> Vec<(ObjectRef, String)> {
    let (Some(author), Ok(edits)) = (engine::actor(change.actor_id()), engine::edits_from(change))
    else {
        return Vec::new();
    };
    let object = |name: Option<Ref>| {
        let Some(Ref { counter, author: by }) = name else { return Some(ObjectRef::ROOT) };
        let actor = match by {
            AUTHOR => author,
            edit::GENESIS => genesis::ACTOR,
            place => *edits.actors.get(usize::from(place - TABLE))?,
        };
        Some(ObjectRef::from(OpRef { counter: counter.into(), actor }))
    };
    let key = |act: &Act| match act {
        Act::MakeMap { key, .. }
        | Act::MakeText { key, .. }
        | Act::Put { key, .. }
        | Act::DeleteKey { key, .. } => Some(key.clone()),
        Act::Insert { .. } | Act::DeleteRun { .. } => None,
    };
    let edits = edits.list.iter();
    edits.filter_map(|edit| Some((object(edit.object)?, key(&edit.act)?))).collect()
}

/// Automerge failed on checked edits. What it was applied to is not to be used any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{edit::Edits, workbench::*};

    fn busy() -> Document {
        let mut document = Document::new(&GENESIS);
        let list =
            vec![make_text(NOTES, "t"), insert(Some(own(4)), None, "abc"), put(NOTES, "k", &[])];
        assert_eq!(send(&mut document, 1, A, &[], list), Outcome::Applied);
        assert_eq!(send(&mut document, 2, B, &[], vec![put(NOTES, "k", &[])]), Outcome::Applied);
        let list = vec![insert(Some(by(0, 4)), Some(by(0, 6)), "x"), delete(NOTES, "k", &[own(4)])];
        assert_eq!(send_with(&mut document, 3, B, &[id(1)], vec![A], list), Outcome::Applied);
        document
    }

    #[test]
    fn the_index_is_what_automerge_holds() {
        let document = busy();
        assert_eq!(document.index, document.rebuilt_index());
    }

    #[test]
    fn a_failure_of_automerge_is_caught() {
        let mut document = busy();
        // no check has seen this: a deletion in a text that does not exist
        let edits =
            Edits { start: 9, actors: Vec::new(), list: vec![delete_run(Some(own(8)), own(3), 1)] };
        let past = document.history.past(&A, &[id(3)]);
        let change = engine::change_from(&edits, &A, past.changes + 2, past.hashes);
        assert_eq!(document.apply(vec![change], &mut PatchLog::active()), Err(Broken));
    }

    #[test]
    fn entries_that_were_only_checked_are_forgotten_again() {
        let mut document = busy();
        let (before, index) = (document.frontier(), document.index.clone());
        let mark = document.history.mark();
        let edits = Edits { start: 11, actors: Vec::new(), list: vec![put(NOTES, "new", &[])] };
        let newcomer = Actor::from_bytes([77; 16]);
        let entry = Incoming {
            id: id(9),
            actor: newcomer,
            seq: 1,
            prev: None,
            deps: vec![id(3)],
            payload: codec::encode(&edits),
        };
        let (outcomes, changes) = document.admit_all(std::slice::from_ref(&entry)).unwrap();
        assert_eq!((outcomes, changes.len()), (vec![Outcome::Applied], 1));
        document.rewind(mark);
        assert_eq!(document.frontier(), before);
        assert_eq!(document.index, index);
        assert_eq!(document.take_in(&[entry]), [Outcome::Applied]);
    }
}
