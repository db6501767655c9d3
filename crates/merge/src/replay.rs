//! Own words written again: what a journal or a lost branch holds, under a new actor, at the current heads.

use std::collections::HashMap;

use automerge::PatchLog;

use crate::{
    check::{self, Refusal, Walk},
    codec,
    document::{Document, EditError},
    edit::{AUTHOR, Act, Edit, Edits, GENESIS, Ref, TABLE},
    engine,
    history::ActorNumber,
    ids::{Actor, OpRef},
    take_in::Broken,
};

/// What became of the changes that were written again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replayed {
    /// The new changes, for the journal; they are pending in the document.
    pub changes: Vec<Vec<u8>>,
    /// Edits whose object, place or value is not here.
    pub lost: usize,
    /// Which operations have another name now: the former, and the present.
    pub renamed: Vec<(OpRef, OpRef)>,
}

impl Document {
    /// Performs changes of `was` again as `actor`: what they made and wrote, `actor` makes and writes. Each replaces
    /// what stands at its key now. The document is as before if this fails.
    ///
    /// Also for a restart: a journal of unsealed changes, under the same actor.
    pub fn replay(
        &mut self,
        actor: Actor,
        journal: &[Vec<u8>],
        was: Actor,
    ) -> Result<Replayed, EditError> {
        self.own_turn(&actor)?;
        let before = self.clone();
        let replayed = self.replay_all(actor, journal, was);
        if replayed.is_err() {
            *self = before;
        }
        replayed
    }

    fn replay_all(
        &mut self,
        actor: Actor,
        journal: &[Vec<u8>],
        was: Actor,
    ) -> Result<Replayed, EditError> {
        let mut replayed = Replayed::default();
        let mut moved = Moved { was, first: u32::MAX, counters: HashMap::new() };
        for payload in journal {
            let old = codec::decode(payload)?;
            moved.first = moved.first.min(old.start);
            let edits = self.again(&actor, &old, &mut moved, &mut replayed.lost);
            if edits.list.is_empty() {
                continue;
            }
            let payload = codec::encode(&edits);
            let edits = codec::decode(&payload)?;
            let past = self.own_past(&actor);
            let names = check::check(&self.history, &self.index, &past, &edits)?;
            let change = engine::change_from(&edits, &actor, past.changes + 1, past.hashes);
            let hash = change.hash();
            let mut log = PatchLog::active();
            self.apply(vec![change], &mut log).map_err(|Broken| Refusal::Engine)?;
            self.history.number_or_new(actor);
            self.index.absorb(&edits, &names);
            self.keep_unsealed(actor, edits, payload.len(), hash);
            self.note_patches(&mut log);
            replayed.changes.push(payload);
        }
        let named = |counter: u32, actor| OpRef { counter: counter.into(), actor };
        let renamed =
            moved.counters.iter().map(|(old, new)| (named(*old, was), named(*new, actor)));
        replayed.renamed = renamed.filter(|(old, new)| old != new).collect();
        Ok(replayed)
    }

    /// The edits as they would be written now, without those that have lost their place.
    fn again(&self, actor: &Actor, old: &Edits, moved: &mut Moved, lost: &mut usize) -> Edits {
        let past = self.own_past(actor);
        let mut actors: Vec<(Actor, ActorNumber)> =
            self.history.actors().filter(|(_, number)| *number != past.author).collect();
        actors.sort_unstable();
        let names: Vec<ActorNumber> =
            [past.author, 0].into_iter().chain(actors.iter().map(|(_, number)| *number)).collect();
        let actors: Vec<Actor> = actors.into_iter().map(|(actor, _)| actor).collect();

        let start = past.max_op() + 1;
        let mut walk = Walk::new(&self.history, &self.index, &past, &names, start);
        let mut edits = Edits { start, actors, list: Vec::new() };
        let mut old_counter = old.start;
        for edit in old.list.iter().flat_map(single_deletes) {
            let new_counter = walk.counter;
            let ops = edit.ops();
            match moved
                .edit(&edit, old, actor, &edits.actors, &mut walk)
                .filter(|edit| walk.step(edit).is_ok())
            {
                Some(edit) => {
                    moved
                        .counters
                        .extend((0..ops).map(|nth| (old_counter + nth, new_counter + nth)));
                    let joined = edits.list.last_mut().is_some_and(|last| {
                        last.object == edit.object && last.act.join(&edit.act, new_counter)
                    });
                    if !joined {
                        edits.list.push(edit);
                    }
                }
                None => *lost += 1,
            }
            old_counter += ops;
        }
        prune(edits)
    }
}

/// Where the operations of the old actor have gone.
struct Moved {
    was: Actor,
    /// The first counter of the journal: what the old actor wrote before is still here under its name.
    first: u32,
    counters: HashMap<u32, u32>,
}

impl Moved {
    fn edit(
        &self,
        edit: &Edit,
        old: &Edits,
        actor: &Actor,
        actors: &[Actor],
        walk: &mut Walk<'_>,
    ) -> Option<Edit> {
        let name = |name: Ref| self.name(name, old, actor, actors);
        let object = match edit.object {
            None => None,
            Some(object) => Some(name(object)?),
        };
        let map = object.map_or(crate::index::ROOT, |object| walk.local(object));
        let act = match &edit.act {
            Act::MakeMap { key, .. } => {
                Act::MakeMap { key: key.clone(), over: walk.visible_names(map, key) }
            }
            Act::MakeText { key, .. } => {
                Act::MakeText { key: key.clone(), over: walk.visible_names(map, key) }
            }
            Act::Put { key, value, .. } => Act::Put {
                key: key.clone(),
                value: value.clone(),
                over: walk.visible_names(map, key),
            },
            Act::DeleteKey { key, over } => {
                let over: Vec<Ref> = over.iter().filter_map(|over| name(*over)).collect();
                let still = walk
                    .visible_names(map, key)
                    .into_iter()
                    .filter(|value| over.contains(value))
                    .collect();
                Act::DeleteKey { key: key.clone(), over: still }
            }
            Act::Insert { after: None, chars } => Act::Insert { after: None, chars: chars.clone() },
            Act::Insert { after: Some(after), chars } => {
                Act::Insert { after: Some(name(*after)?), chars: chars.clone() }
            }
            Act::DeleteRun { first, .. } => {
                Act::DeleteRun { first: name(*first)?, count: 1, backwards: false }
            }
        };
        Some(Edit { object, act })
    }

    fn name(&self, name: Ref, old: &Edits, actor: &Actor, actors: &[Actor]) -> Option<Ref> {
        let by = match name.author {
            AUTHOR if name.counter >= self.first => {
                return Some(Ref { counter: *self.counters.get(&name.counter)?, author: AUTHOR });
            }
            AUTHOR => &self.was,
            GENESIS => return Some(name),
            place => &old.actors[(place - TABLE) as usize],
        };
        let author =
            if by == actor { AUTHOR } else { actors.binary_search(by).ok()? as u16 + TABLE };
        Some(Ref { counter: name.counter, author })
    }
}

/// Elements of a run may have different fates.
fn single_deletes(edit: &Edit) -> Vec<Edit> {
    let Act::DeleteRun { first, count, backwards } = edit.act else { return vec![edit.clone()] };
    let nth = |nth| {
        let counter = if backwards { first.counter - nth } else { first.counter + nth };
        let first = Ref { counter, author: first.author };
        Edit { object: edit.object, act: Act::DeleteRun { first, count: 1, backwards: false } }
    };
    (0..count).map(nth).collect()
}

/// Leaves out the actors that are not referred to.
fn prune(mut edits: Edits) -> Edits {
    let mut used = vec![false; edits.actors.len()];
    for name in edits.refs().filter(|name| name.author >= TABLE) {
        used[(name.author - TABLE) as usize] = true;
    }
    let mut places = Vec::with_capacity(used.len());
    let mut next = TABLE;
    for used in &used {
        places.push(next);
        next += u16::from(*used);
    }
    for edit in &mut edits.list {
        edit.for_each_ref(|name| {
            if let Some(at) = name.author.checked_sub(TABLE) {
                name.author = places[at as usize];
            }
        });
    }
    let mut used = used.into_iter();
    edits.actors.retain(|_| used.next() == Some(true));
    edits
}
