//! What counts: the headers of every stored entry of one document, and the rule over them.
//!
//! An entry is an *anchor* if its device is certified, it lies within every removal that names the device, and its
//! incarnation has no fork at or before it. What counts is everything in the past of an anchor, less the losing
//! branches of forks and whatever builds on those or on unsound entries. Of two branches the one more other members
//! built on counts, then the lower id. The verdict depends on the state and the set alone, never on an order.
//!
//! **Incarnations.** Devices must not open them without end, but refusing the sixty-fifth would depend on which came
//! first. So all are kept, and a device with more than [`limits::INCARNATIONS`] in one document anchors nothing there
//! any more: what others built on goes on counting. One way and the same for all; honest devices begin a next
//! document before ([`WriteAt::Full`]).

mod verdict;
mod writing;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use crate::entry::Header;
use crate::ids::{CertificateId, DeviceId, DocumentId, EntryId, Incarnation, MemberId};
use crate::limits;
use crate::state::State;
use smallvec::SmallVec;

pub use verdict::{Fork, Verdict};
pub use writing::WriteAt;

/// The newest entry of each incarnation: its number and id. On a fork, the way along the lower ids.
pub type Frontier = BTreeMap<(DeviceId, Incarnation), (u64, EntryId)>;

/// Headers of all stored entries of one document. Everything an entry stands on is stored before it.
#[derive(Clone, Debug)]
pub struct DocumentLog {
    document: DocumentId,
    /// In the order they came, so that what an entry stands on has lower places.
    entries: Vec<Logged>,
    places: HashMap<EntryId, Place>,
    /// The first entries of each incarnation, ascending by id. More than one is a fork.
    firsts: BTreeMap<(DeviceId, Incarnation), Siblings>,
    incarnations: BTreeMap<DeviceId, BTreeSet<Incarnation>>,
    frontier: Frontier,
    /// [`Self::digest`] of what is stored now, once it was asked for.
    digest: OnceLock<[u8; 32]>,
    /// Count, and nothing that counts stands on them.
    heads: BTreeSet<EntryId>,
    judged: Judged,
}

/// What became of an entry's header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stored {
    New,
    Known,
    /// It stands on these, which are not here. It was not stored.
    Waiting(Vec<EntryId>),
    /// What it names as its predecessor is not that.
    Broken,
}

/// A stored entry, as its header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntryPlace {
    pub device: DeviceId,
    pub incarnation: Incarnation,
    pub seq: u64,
    pub prev: Option<EntryId>,
    pub deps: Vec<EntryId>,
}

impl DocumentLog {
    pub fn new(document: DocumentId) -> Self {
        Self {
            document,
            entries: Vec::new(),
            places: HashMap::new(),
            firsts: BTreeMap::new(),
            incarnations: BTreeMap::new(),
            frontier: Frontier::new(),
            digest: OnceLock::new(),
            heads: BTreeSet::new(),
            judged: Judged::default(),
        }
    }

    /// Stores a header whose signature was checked, if all it stands on is here. Whether it counts is then asked with
    /// [`Self::extends`], and if that says no, [`Self::verdict`].
    pub fn insert(&mut self, id: EntryId, header: &Header) -> Stored {
        if self.contains(&id) {
            return Stored::Known;
        }
        let missing = self.missing(header);
        if !missing.is_empty() {
            return Stored::Waiting(missing);
        }
        let place = |id: &EntryId| self.places[id];
        let prev = header.prev.as_ref().map(place);
        let deps: Box<[Place]> = header.deps.iter().map(place).collect();
        let chained = prev.map_or(header.seq == 1, |prev| {
            let prev = &self.entries[prev as usize];
            prev.device == header.device
                && prev.incarnation == header.incarnation
                && prev.seq.checked_add(1) == Some(header.seq)
        });
        if !chained {
            return Stored::Broken;
        }
        let stands_on = prev.iter().chain(&deps);
        let depth =
            stands_on.map(|place| self.entries[*place as usize].depth + 1).max().unwrap_or(0);
        let Header { device, incarnation, seq, .. } = *header;
        let place = Place::try_from(self.entries.len()).expect("four thousand million entries");
        self.entries.push(Logged {
            id,
            device,
            incarnation,
            seq,
            prev,
            deps,
            next: Siblings::new(),
            depth,
            unsound: false,
            verdict: Flags::default(),
        });
        self.places.insert(id, place);
        self.digest.take();
        self.incarnations.entry(device).or_default().insert(incarnation);
        self.take_sibling(place);
        Stored::New
    }

    pub fn document(&self) -> DocumentId {
        self.document
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn contains(&self, id: &EntryId) -> bool {
        self.places.contains_key(id)
    }

    /// What a header stands on that is not stored, ascending.
    pub fn missing(&self, header: &Header) -> Vec<EntryId> {
        let stands_on = header.prev.iter().chain(&header.deps);
        let missing: BTreeSet<EntryId> =
            stands_on.filter(|id| !self.contains(id)).copied().collect();
        missing.into_iter().collect()
    }

    pub fn get(&self, id: &EntryId) -> Option<EntryPlace> {
        let entry = &self.entries[*self.places.get(id)? as usize];
        Some(EntryPlace {
            device: entry.device,
            incarnation: entry.incarnation,
            seq: entry.seq,
            prev: entry.prev.map(|prev| self.entries[prev as usize].id),
            deps: entry.deps.iter().map(|place| self.entries[*place as usize].id).collect(),
        })
    }

    pub fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// The same on devices whose frontier is the same, and otherwise different.
    pub fn digest(&self) -> &[u8; 32] {
        self.digest.get_or_init(|| {
            let mut hasher = blake3::Hasher::new_derive_key("horseshoe 1 frontier digest");
            for ((device, incarnation), (seq, id)) in &self.frontier {
                hasher.update(device.as_bytes()).update(incarnation.as_bytes());
                hasher.update(&seq.to_be_bytes()).update(id.as_bytes());
            }
            hasher.finalize().into()
        })
    }

    /// The last entry of each incarnation of one device that has a frontier here.
    pub fn lasts_of(&self, device: &DeviceId) -> impl Iterator<Item = (Incarnation, u64)> + '_ {
        let device = *device;
        let opened = self.incarnations.get(&device).into_iter().flatten();
        opened.filter_map(move |incarnation| {
            self.frontier.get(&(device, *incarnation)).map(|(seq, _)| (*incarnation, *seq))
        })
    }

    /// Every stored entry, each after all it stands on; the same for the same set.
    pub fn order(&self) -> Vec<EntryId> {
        self.in_order(|_| true)
    }

    /// Every device that wrote here.
    pub fn devices(&self) -> impl Iterator<Item = DeviceId> + '_ {
        self.incarnations.keys().copied()
    }

    /// Says that an entry's contents failed a check that depends on its past alone. It stays stored and blocks what
    /// builds on it. A verdict is due afterwards.
    pub fn mark_unsound(&mut self, id: &EntryId) {
        if let Some(place) = self.places.get(id) {
            let entry = &mut self.entries[*place as usize];
            self.judged.stale |= !entry.unsound;
            entry.unsound = true;
        }
    }

    /// Whether an entry just stored counts, and nothing else changed by it: true for an anchor on top of what counts.
    /// Answers at once. False means: ask for a [`Self::verdict`].
    pub fn extends(
        &mut self,
        state: &State,
        may_write: &dyn Fn(DeviceId) -> bool,
        id: &EntryId,
    ) -> bool {
        let Some(place) = self.places.get(id).map(|place| *place as usize) else { return false };
        if self.is_current(state) && self.is_plain_anchor(state, may_write, place) {
            if !self.entries[place].verdict.counts {
                self.take_as_counting(state, place);
            }
            return true;
        }
        self.judged.stale = true;
        false
    }

    /// Whether the last verdict, with what was found to extend it, is still right under this state.
    pub fn is_current(&mut self, state: &State) -> bool {
        if self.judged.stale {
            return false;
        }
        if self.judged.stamp != state.stamp() {
            let same =
                |(device, then): (&DeviceId, &Standing)| Standing::of(state, device) == *then;
            if !self.judged.standing.iter().all(same) {
                self.judged.stale = true;
                return false;
            }
            self.judged.stamp = state.stamp();
        }
        true
    }

    fn is_plain_anchor(
        &self,
        state: &State,
        may_write: &dyn Fn(DeviceId) -> bool,
        place: usize,
    ) -> bool {
        let entry = &self.entries[place];
        let prev = entry.prev.map(|prev| &self.entries[prev as usize]);
        let mut stands_on = entry.stands_on();
        !entry.unsound
            && state.certified(&entry.device)
            && entry.seq <= state.water(self.document, entry.device, entry.incarnation)
            && may_write(entry.device)
            && self.incarnations[&entry.device].len() <= limits::INCARNATIONS
            && self.siblings(entry).len() == 1
            && prev.is_none_or(|prev| !prev.verdict.forked)
            && stands_on.all(|place| self.entries[place].verdict.counts)
    }

    fn take_as_counting(&mut self, state: &State, place: usize) {
        let entry = &mut self.entries[place];
        entry.verdict.counts = true;
        let (id, device) = (entry.id, entry.device);
        let stands_on: Vec<usize> = entry.stands_on().collect();
        for place in stands_on {
            self.heads.remove(&self.entries[place].id);
        }
        self.heads.insert(id);
        self.judged.standing.entry(device).or_insert_with(|| Standing::of(state, &device));
    }

    /// Entries with the same device, incarnation and predecessor, ascending by id. More than one is a fork.
    fn siblings(&self, entry: &Logged) -> &[Place] {
        match entry.prev {
            Some(prev) => &self.entries[prev as usize].next,
            None => {
                self.firsts.get(&(entry.device, entry.incarnation)).map_or(&[], |firsts| firsts)
            }
        }
    }

    fn take_sibling(&mut self, place: Place) {
        let Logged { id, device, incarnation, seq, prev, .. } = self.entries[place as usize];
        let siblings = self.siblings(&self.entries[place as usize]);
        let at = siblings.partition_point(|other| self.entries[*other as usize].id < id);
        let siblings = match prev {
            Some(prev) => &mut self.entries[prev as usize].next,
            None => self.firsts.entry((device, incarnation)).or_default(),
        };
        siblings.insert(at, place);
        let (alone, lowest) = (siblings.len() == 1, at == 0);
        self.judged.stale |= !alone;
        let prev = prev.map(|prev| self.entries[prev as usize].id);
        let tip = self.frontier.get(&(device, incarnation)).map(|(_, tip)| *tip);
        if alone && tip == prev {
            self.frontier.insert((device, incarnation), (seq, id));
        } else if !alone && lowest {
            self.walk_frontier(device, incarnation);
        }
    }

    fn walk_frontier(&mut self, device: DeviceId, incarnation: Incarnation) {
        let mut tip = None;
        let mut next = self.firsts.get(&(device, incarnation));
        while let Some(place) = next.and_then(|siblings| siblings.first()) {
            let entry = &self.entries[*place as usize];
            tip = Some((entry.seq, entry.id));
            next = Some(&entry.next);
        }
        if let Some(tip) = tip {
            self.frontier.insert((device, incarnation), tip);
        }
    }

    /// By depth, then id: what an entry stands on is less deep.
    fn in_order(&self, wanted: impl Fn(&Logged) -> bool) -> Vec<EntryId> {
        let mut chosen: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| wanted(entry))
            .map(|entry| (entry.depth, entry.id))
            .collect();
        chosen.sort_unstable();
        chosen.into_iter().map(|(_, id)| id).collect()
    }
}

/// Of an entry in the order they came.
type Place = u32;

/// Places, nearly always of one.
type Siblings = SmallVec<[Place; 2]>;

#[derive(Clone, Debug)]
struct Logged {
    id: EntryId,
    device: DeviceId,
    incarnation: Incarnation,
    seq: u64,
    prev: Option<Place>,
    deps: Box<[Place]>,
    /// What follows it in its incarnation, ascending by id. More than one is a fork.
    next: Siblings,
    /// Length of the longest way to an entry that stands on nothing.
    depth: u32,
    unsound: bool,
    /// As of the last verdict or what extended it.
    verdict: Flags,
}

impl Logged {
    fn stands_on(&self) -> impl Iterator<Item = usize> + '_ {
        self.prev.iter().chain(&self.deps).map(|place| *place as usize)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Flags {
    counts: bool,
    blocked: bool,
    forked: bool,
}

/// What the last verdict was founded on.
#[derive(Clone, Debug, Default)]
struct Judged {
    stale: bool,
    stamp: [u8; 16],
    standing: BTreeMap<DeviceId, Standing>,
}

/// All that a verdict takes from the state about one device.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Standing {
    member: Option<MemberId>,
    certified: bool,
    removals: Vec<CertificateId>,
}

impl Standing {
    fn of(state: &State, device: &DeviceId) -> Self {
        Self {
            member: state.member(device),
            certified: state.certified(device),
            removals: state.removals_naming(device).map(|removal| removal.certificate).collect(),
        }
    }
}
