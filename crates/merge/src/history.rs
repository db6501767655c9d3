//! Which entries there are, and what each of them had seen.
//!
//! "Had seen" is kept as a clock: how many entries of every actor. All judgements about an entry are made against its
//! clock, never against what else has arrived.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use automerge::ChangeHash;

use crate::ids::{Actor, EntryId};

/// The place of an actor in [`History`]; local to one device. The genesis actor is 0.
pub(crate) type ActorNumber = u32;

#[derive(Debug, Clone)]
pub(crate) struct History {
    actors: Vec<ActorRecord>,
    numbers: HashMap<Actor, ActorNumber>,
    entries: Vec<EntryRecord>,
    places: HashMap<EntryId, u32>,
    heads: Vec<EntryId>,
    genesis_ops: u32,
    genesis_hash: ChangeHash,
    refused: HashSet<EntryId>,
}

#[derive(Debug, Clone)]
struct ActorRecord {
    actor: Actor,
    /// Places of its entries, in order.
    entries: Vec<u32>,
}

#[derive(Debug, Clone)]
pub(crate) struct EntryRecord {
    pub(crate) id: EntryId,
    actor: ActorNumber,
    /// 1 for the actor's first entry.
    seq: u32,
    max_op: u32,
    /// Operations of this actor up to here.
    ops: u32,
    /// Automerge changes of this actor up to here.
    changes: u64,
    /// The last of its Automerge changes.
    hash: ChangeHash,
    /// Entries seen of each actor; the own place is not used, there it is `seq - 1`.
    clock: Arc<[u32]>,
}

/// All that counts when an entry is judged: its ancestors.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) actor: Actor,
    /// For an author seen for the first time: the number it will get.
    pub(crate) author: ActorNumber,
    /// Per actor, the highest counter seen; 0 for nothing.
    reach: Vec<u32>,
    clock: Arc<[u32]>,
    /// Operations of the author so far.
    pub(crate) author_ops: u32,
    /// Automerge changes of the author so far.
    pub(crate) changes: u64,
    /// What the Automerge change depends on.
    pub(crate) hashes: Vec<ChangeHash>,
    seq: u32,
}

impl Past {
    /// Whether an operation lies in the ancestry, if it exists.
    pub(crate) fn covers(&self, actor: ActorNumber, counter: u32) -> bool {
        counter <= self.reach(actor)
    }

    pub(crate) fn reach(&self, actor: ActorNumber) -> u32 {
        self.reach.get(actor as usize).copied().unwrap_or(0)
    }

    pub(crate) fn max_op(&self) -> u32 {
        self.reach.iter().copied().max().unwrap_or(0)
    }

    /// The author has written more, not yet an entry.
    pub(crate) fn extend(&mut self, ops: u32, changes: u64) {
        if ops > 0 {
            let last = self.max_op() + ops;
            self.reach[self.author as usize] = last;
            self.author_ops += ops;
        }
        self.changes += changes;
    }
}

/// Where a history stood; see [`History::rewind`].
pub(crate) struct Mark {
    actors: usize,
    entries: usize,
    heads: Vec<EntryId>,
}

impl History {
    pub(crate) fn new(genesis: Actor, genesis_ops: u32, genesis_hash: ChangeHash) -> Self {
        Self {
            actors: vec![ActorRecord { actor: genesis, entries: Vec::new() }],
            numbers: HashMap::from([(genesis, 0)]),
            entries: Vec::new(),
            places: HashMap::new(),
            heads: Vec::new(),
            genesis_ops,
            genesis_hash,
            refused: HashSet::new(),
        }
    }

    /// The Automerge change every document of this kind begins with.
    pub(crate) fn beginning(&self) -> ChangeHash {
        self.genesis_hash
    }

    pub(crate) fn contains(&self, id: &EntryId) -> bool {
        self.places.contains_key(id)
    }

    pub(crate) fn refused(&self, id: &EntryId) -> bool {
        self.refused.contains(id)
    }

    pub(crate) fn refuse(&mut self, id: EntryId) {
        self.refused.insert(id);
    }

    /// Entries that nothing here depends on, ascending.
    pub(crate) fn heads(&self) -> &[EntryId] {
        &self.heads
    }

    pub(crate) fn actor(&self, number: ActorNumber) -> Actor {
        self.actors[number as usize].actor
    }

    pub(crate) fn number(&self, actor: &Actor) -> Option<ActorNumber> {
        self.numbers.get(actor).copied()
    }

    pub(crate) fn number_or_new(&mut self, actor: Actor) -> ActorNumber {
        if let Some(number) = self.number(&actor) {
            return number;
        }
        let number = self.actors.len() as u32;
        self.actors.push(ActorRecord { actor, entries: Vec::new() });
        self.numbers.insert(actor, number);
        number
    }

    /// The actor's last entry and its sequence number.
    pub(crate) fn last(&self, actor: &Actor) -> Option<(EntryId, u64)> {
        let number = self.number(actor)?;
        let place = *self.actors[number as usize].entries.last()?;
        let record = &self.entries[place as usize];
        Some((record.id, u64::from(record.seq)))
    }

    /// The actor's entry at a sequence number.
    pub(crate) fn at(&self, actor: &Actor, seq: u64) -> Option<EntryId> {
        let number = self.number(actor)?;
        let nth = usize::try_from(seq.checked_sub(1)?).ok()?;
        let place = *self.actors[number as usize].entries.get(nth)?;
        Some(self.entries[place as usize].id)
    }

    /// The last operation up to the actor's entry at a sequence number.
    pub(crate) fn reach_at(&self, actor: &Actor, seq: u64) -> Option<u32> {
        let place = *self.places.get(&self.at(actor, seq)?)?;
        Some(self.entries[place as usize].max_op)
    }

    /// Whose entry this is, and its place in the chain.
    pub(crate) fn place(&self, id: &EntryId) -> Option<(Actor, u64)> {
        let record = &self.entries[*self.places.get(id)? as usize];
        Some((self.actor(record.actor), u64::from(record.seq)))
    }

    /// All actors but the genesis actor, with their numbers.
    pub(crate) fn actors(&self) -> impl Iterator<Item = (Actor, ActorNumber)> {
        self.actors.iter().zip(0..).skip(1).map(|(record, number)| (record.actor, number))
    }

    /// The ancestry of an entry by `actor` after its last one here and `deps`, which are all here.
    pub(crate) fn past(&self, actor: &Actor, deps: &[EntryId]) -> Past {
        let author = self.number(actor).unwrap_or(self.actors.len() as u32);
        let previous = self
            .actors
            .get(author as usize)
            .and_then(|record| record.entries.last())
            .map(|place| &self.entries[*place as usize]);
        let mut hashes = Vec::new();
        let mut clock = Vec::new();
        if let Some(previous) = previous {
            hashes.push(previous.hash);
            clock = previous.clock.to_vec();
        }
        for dep in deps {
            let Some(place) = self.places.get(dep) else { continue };
            let record = &self.entries[*place as usize];
            hashes.push(record.hash);
            let longest = record.clock.len().max(record.actor as usize + 1);
            if clock.len() < longest {
                clock.resize(longest, 0);
            }
            for (mine, theirs) in clock.iter_mut().zip(record.clock.iter()) {
                *mine = (*mine).max(*theirs);
            }
            let slot = &mut clock[record.actor as usize];
            *slot = (*slot).max(record.seq);
        }
        if hashes.is_empty() {
            hashes.push(self.genesis_hash);
        }
        hashes.sort_unstable();
        hashes.dedup();

        let seq = previous.map_or(0, |previous| previous.seq) + 1;
        let clock = match previous {
            Some(previous) if deps.is_empty() => Arc::clone(&previous.clock),
            _ => Arc::from(clock),
        };
        let mut reach = vec![0; clock.len().max(author as usize + 1)];
        for (number, seen) in clock.iter().enumerate() {
            reach[number] = self.reach(number, *seen);
        }
        reach[0] = self.genesis_ops;
        reach[author as usize] = previous.map_or(0, |previous| previous.max_op);
        Past {
            actor: *actor,
            author,
            reach,
            clock,
            author_ops: previous.map_or(0, |previous| previous.ops),
            changes: previous.map_or(0, |previous| previous.changes),
            hashes,
            seq,
        }
    }

    /// An entry is taken up: `ops` operations in `changes` Automerge changes, of which `hash` is the last.
    pub(crate) fn add(
        &mut self,
        id: EntryId,
        deps: &[EntryId],
        past: &Past,
        ops: u32,
        changes: u64,
        hash: ChangeHash,
    ) {
        let previous = self.last(&past.actor).map(|(id, _)| id);
        let number = self.number_or_new(past.actor);
        let place = self.entries.len() as u32;
        self.entries.push(EntryRecord {
            id,
            actor: number,
            seq: past.seq,
            max_op: past.max_op() + ops,
            ops: past.author_ops + ops,
            changes: past.changes + changes,
            hash,
            clock: Arc::clone(&past.clock),
        });
        self.actors[number as usize].entries.push(place);
        self.places.insert(id, place);
        self.heads.retain(|head| !deps.contains(head) && Some(*head) != previous);
        let at = self.heads.partition_point(|head| *head < id);
        self.heads.insert(at, id);
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { actors: self.actors.len(), entries: self.entries.len(), heads: self.heads.clone() }
    }

    /// Forgets what was added since the mark.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        for record in self.entries.drain(mark.entries..).rev() {
            self.places.remove(&record.id);
            self.actors[record.actor as usize].entries.pop();
        }
        for record in self.actors.drain(mark.actors..) {
            self.numbers.remove(&record.actor);
        }
        self.heads = mark.heads;
    }

    fn reach(&self, number: usize, seen: u32) -> u32 {
        let Some(nth) = seen.checked_sub(1) else { return 0 };
        let place = self.actors[number].entries[nth as usize];
        self.entries[place as usize].max_op
    }
}
