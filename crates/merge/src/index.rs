//! What exists in a document: its objects, texts' elements, keys' writers.
//!
//! The check asks nothing else. The index holds everything taken up so far; the questions carry the past of the
//! entry that is judged, and answers are limited to it.

use std::collections::{BTreeMap, HashMap};

use smallvec::SmallVec;

use crate::{
    codec::limits,
    edit::{AUTHOR, Act, Edits, Ref},
    history::{ActorNumber, Past},
};

/// An operation by local actor number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id {
    pub(crate) counter: u32,
    pub(crate) actor: ActorNumber,
}

/// The root map: no operation has counter 0.
pub(crate) const ROOT: Id = Id { counter: 0, actor: 0 };

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Index {
    objects: HashMap<Id, Object>,
}

#[derive(Debug, Clone, PartialEq)]
struct Object {
    /// 0 for the root.
    depth: u8,
    kind: Contents,
}

#[derive(Debug, Clone, PartialEq)]
enum Contents {
    Map { keys: BTreeMap<Box<str>, KeyRecord>, ops: Counters },
    Text { elements: Counters },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Map,
    Text,
}

/// Everything that was ever put at one key. There are very many of them, and nearly all were put once.
#[derive(Debug, Clone, PartialEq)]
struct KeyRecord {
    first: Id,
    /// All writes, where there is more to tell than the first put.
    all: Option<Box<Writes>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Writes {
    /// Puts and makes, ascending.
    values: Vec<ValueRecord>,
    /// Those that nothing here replaces, ascending.
    standing: Vec<Id>,
    /// The last operation of every actor here, deletes included, by actor.
    latest: Vec<Id>,
}

#[derive(Debug, Clone, PartialEq)]
struct ValueRecord {
    id: Id,
    /// What replaced or deleted it, ascending.
    replaced_by: Vec<Id>,
}

/// Sets of counters per actor, kept as runs. Most have one.
#[derive(Debug, Clone, PartialEq, Default)]
struct Counters(SmallVec<[(ActorNumber, Runs); 1]>);

type Runs = SmallVec<[Run; 1]>;

#[derive(Debug, Clone, PartialEq)]
struct Run {
    first: u32,
    count: u32,
    /// Counters in the runs before this one.
    before: u32,
}

impl Index {
    pub(crate) fn new() -> Self {
        let root = Object {
            depth: 0,
            kind: Contents::Map { keys: BTreeMap::new(), ops: Counters::default() },
        };
        Self { objects: HashMap::from([(ROOT, root)]) }
    }

    /// Kind and depth of an object that exists here.
    pub(crate) fn object(&self, id: Id) -> Option<(Kind, u8)> {
        let object = self.objects.get(&id)?;
        let kind = match object.kind {
            Contents::Map { .. } => Kind::Map,
            Contents::Text { .. } => Kind::Text,
        };
        Some((kind, object.depth))
    }

    /// Whether an element was inserted in this text.
    pub(crate) fn element(&self, text: Id, element: Id) -> bool {
        matches!(self.objects.get(&text), Some(Object { kind: Contents::Text { elements }, .. }) if elements.contains(element))
    }

    /// Elements of a text, or operations on a map's keys, in this past.
    pub(crate) fn size(&self, object: Id, past: &Past) -> u32 {
        match self.objects.get(&object).map(|object| &object.kind) {
            Some(Contents::Text { elements: counters } | Contents::Map { ops: counters, .. }) => {
                counters.count(past)
            }
            None => 0,
        }
    }

    /// The values at a key that this past sees, ascending.
    pub(crate) fn visible(&self, map: Id, key: &str, past: &Past) -> Vec<Id> {
        let covered = |id: &Id| past.covers(id.actor, id.counter);
        let record = match self.key(map, key) {
            None => return Vec::new(),
            Some(KeyRecord { first, all: None }) => {
                return Some(*first).into_iter().filter(covered).collect();
            }
            Some(KeyRecord { all: Some(writes), .. }) => writes,
        };
        if record.latest.iter().all(covered) {
            return record.standing.clone();
        }
        let seen = record.values.iter().filter(|value| covered(&value.id));
        seen.filter(|value| !value.replaced_by.iter().any(covered)).map(|value| value.id).collect()
    }

    /// Takes up edits that the check passed. `names` turns the edits' authors into local numbers.
    pub(crate) fn absorb(&mut self, edits: &Edits, names: &[ActorNumber]) {
        let local = |name: Ref| Id { counter: name.counter, actor: names[name.author as usize] };
        let mut counter = edits.start;
        for edit in &edits.list {
            let object = edit.object.map_or(ROOT, local);
            let id = local(Ref { counter, author: AUTHOR });
            match &edit.act {
                Act::MakeMap { key, over } => {
                    self.absorb_key(object, key, id, over.iter().copied().map(local), true);
                    self.make(
                        id,
                        object,
                        Contents::Map { keys: BTreeMap::new(), ops: Counters::default() },
                    );
                }
                Act::MakeText { key, over } => {
                    self.absorb_key(object, key, id, over.iter().copied().map(local), true);
                    self.make(id, object, Contents::Text { elements: Counters::default() });
                }
                Act::Put { key, over, .. } => {
                    self.absorb_key(object, key, id, over.iter().copied().map(local), true);
                }
                Act::DeleteKey { key, over } => {
                    self.absorb_key(object, key, id, over.iter().copied().map(local), false);
                }
                Act::Insert { .. } => {
                    if let Some(Object { kind: Contents::Text { elements }, .. }) =
                        self.objects.get_mut(&object)
                    {
                        elements.add(id, edit.ops());
                    }
                }
                // elements stay known when they are deleted
                Act::DeleteRun { .. } => {}
            }
            counter += edit.ops();
        }
    }

    fn key(&self, map: Id, key: &str) -> Option<&KeyRecord> {
        match &self.objects.get(&map)?.kind {
            Contents::Map { keys, .. } => keys.get(key),
            Contents::Text { .. } => None,
        }
    }

    fn make(&mut self, id: Id, inside: Id, kind: Contents) {
        let depth = self.objects.get(&inside).map_or(limits::DEPTH, |object| object.depth) + 1;
        self.objects.insert(id, Object { depth, kind });
    }

    fn absorb_key(
        &mut self,
        map: Id,
        key: &str,
        id: Id,
        over: impl Iterator<Item = Id>,
        value: bool,
    ) {
        let Some(Object { kind: Contents::Map { keys, ops }, .. }) = self.objects.get_mut(&map)
        else {
            return;
        };
        ops.add(id, 1);
        let Some(record) = keys.get_mut(key) else {
            // What comes first at a key is put there and replaces nothing, says the check.
            keys.insert(key.into(), KeyRecord { first: id, all: None });
            return;
        };
        let first = record.first;
        let all = record.all.get_or_insert_with(|| {
            let mut all = Box::<Writes>::default();
            all.add(first, std::iter::empty(), true);
            all
        });
        all.add(id, over, value);
    }
}

impl Writes {
    fn add(&mut self, id: Id, over: impl Iterator<Item = Id>, value: bool) {
        for replaced in over {
            if let Ok(at) = self.values.binary_search_by_key(&replaced, |value| value.id) {
                insert_sorted(&mut self.values[at].replaced_by, id);
            }
            self.standing.retain(|standing| *standing != replaced);
        }
        if value {
            let at = self.values.partition_point(|value| value.id < id);
            self.values.insert(at, ValueRecord { id, replaced_by: Vec::new() });
            insert_sorted(&mut self.standing, id);
        }
        match self.latest.binary_search_by_key(&id.actor, |latest| latest.actor) {
            Ok(at) => self.latest[at] = id,
            Err(at) => self.latest.insert(at, id),
        }
    }
}

impl Counters {
    /// Counters of one actor are added in ascending order.
    fn add(&mut self, first: Id, count: u32) {
        let at = match self.0.binary_search_by_key(&first.actor, |(actor, _)| *actor) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (first.actor, Runs::new()));
                at
            }
        };
        let runs = &mut self.0[at].1;
        match runs.last_mut() {
            Some(run) if run.first + run.count == first.counter => run.count += count,
            last => {
                let before = last.map_or(0, |run| run.before + run.count);
                runs.push(Run { first: first.counter, count, before });
            }
        }
    }

    fn contains(&self, id: Id) -> bool {
        let Ok(at) = self.0.binary_search_by_key(&id.actor, |(actor, _)| *actor) else {
            return false;
        };
        let runs = &self.0[at].1;
        let after = runs.partition_point(|run| run.first <= id.counter);
        after > 0 && id.counter - runs[after - 1].first < runs[after - 1].count
    }

    fn count(&self, past: &Past) -> u32 {
        let upto = |(actor, runs): &(ActorNumber, Runs)| {
            let reach = past.reach(*actor);
            let after = runs.partition_point(|run| run.first <= reach);
            match after.checked_sub(1).map(|at| &runs[at]) {
                Some(run) => run.before + run.count.min(reach - run.first + 1),
                None => 0,
            }
        };
        self.0.iter().map(upto).sum()
    }
}

fn insert_sorted(list: &mut Vec<Id>, id: Id) {
    let at = list.partition_point(|other| *other < id);
    list.insert(at, id);
}
