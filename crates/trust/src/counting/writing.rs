//! What an honest device does: where it writes next, what it stands on, what it writes anew, what it keeps.
//!
//! All answers are as of the last verdict.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentLog, Logged};
use crate::ids::{DeviceId, EntryId, Incarnation};
use crate::limits;

/// Where a device's next entry in a document goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WriteAt {
    /// Further in this incarnation.
    Continue { seq: u64, prev: Option<EntryId> },
    /// The incarnation is closed: a fork, or its last entry does not count. Begin a new random one, with number 1.
    NewIncarnation,
    /// The device has as many incarnations here as it may. The words go into a next document.
    Full,
}

impl DocumentLog {
    /// Where `device` writes next, if it is in this incarnation.
    pub fn place_to_write(&self, device: DeviceId, incarnation: Incarnation) -> WriteAt {
        let opened = self.incarnations.get(&device);
        let full = opened.is_some_and(|opened| opened.len() >= limits::INCARNATIONS);
        match self.frontier.get(&(device, incarnation)) {
            Some((seq, tip)) => {
                let verdict = self.entries[self.places[tip] as usize].verdict;
                let open = verdict.counts && !verdict.forked;
                match seq.checked_add(1) {
                    Some(seq) if open => WriteAt::Continue { seq, prev: Some(*tip) },
                    _ if full => WriteAt::Full,
                    _ => WriteAt::NewIncarnation,
                }
            }
            None if full => WriteAt::Full,
            None => WriteAt::Continue { seq: 1, prev: None },
        }
    }

    /// What counts and nothing that counts stands on, ascending.
    pub fn heads(&self) -> Vec<EntryId> {
        self.heads.iter().copied().collect()
    }

    /// What the next entry names as seen, beside its predecessor: the heads of what counts, the deepest if there are
    /// too many (the others are for the entry after).
    pub fn deps(&self, prev: Option<EntryId>) -> Vec<EntryId> {
        let heads = self.heads.iter().copied().filter(|head| Some(*head) != prev);
        self.deepest(heads.collect())
    }

    /// Whether an entry counts.
    pub fn counts(&self, id: &EntryId) -> bool {
        self.places.get(id).is_some_and(|place| self.entries[*place as usize].verdict.counts)
    }

    /// Whether an entry stands on a losing branch or on something unsound: nothing can make it count.
    pub fn is_blocked(&self, id: &EntryId) -> bool {
        self.places.get(id).is_some_and(|place| self.entries[*place as usize].verdict.blocked)
    }

    /// Entries of this device that do not count, in causal order. Their words are to be written anew, once: naming
    /// the entries they are written instead of.
    pub fn lost_words(&self, device: DeviceId) -> Vec<EntryId> {
        self.in_order(|entry| entry.device == device && !entry.verdict.counts)
    }

    /// Entries of these devices that do not count and that a member could keep, in causal order.
    pub fn keepable(&self, of: impl Fn(&DeviceId) -> bool) -> Vec<EntryId> {
        let aside = |entry: &Logged| !entry.verdict.counts && !entry.verdict.blocked;
        self.in_order(|entry| of(&entry.device) && aside(entry))
    }

    /// These and all they stand on that does not count, in causal order: what begins to count when they are kept.
    pub fn brought_in_by(&self, entries: &[EntryId]) -> Vec<EntryId> {
        let mut reached: BTreeSet<usize> = entries
            .iter()
            .filter_map(|id| self.places.get(id).map(|place| *place as usize))
            .collect();
        let mut open: Vec<usize> = reached.iter().copied().collect();
        while let Some(place) = open.pop() {
            for on in self.entries[place].stands_on() {
                if !self.entries[on].verdict.counts && reached.insert(on) {
                    open.push(on);
                }
            }
        }
        let reached: BTreeSet<EntryId> =
            reached.into_iter().map(|place| self.entries[place].id).collect();
        self.in_order(|entry| !entry.verdict.counts && reached.contains(&entry.id))
    }

    /// The devices of which this document holds two histories.
    pub fn forked_devices(&self) -> BTreeSet<DeviceId> {
        let forked = self.entries.iter().filter(|entry| entry.verdict.forked);
        forked.map(|entry| entry.device).collect()
    }

    /// The deps of entries that keep these: those that do not count and are not blocked, without what others among
    /// them stand on. More than one list if they do not fit in one entry. An entry with an empty payload and these
    /// (besides [`Self::deps`]) makes exactly their past count.
    pub fn keep(&self, entries: &[EntryId]) -> Vec<Vec<EntryId>> {
        let wanted: BTreeSet<usize> = entries
            .iter()
            .filter(|id| !self.counts(id) && !self.is_blocked(id))
            .filter_map(|id| self.places.get(id).map(|place| *place as usize))
            .collect();
        let mut covered = BTreeSet::new();
        let mut reached: BTreeSet<usize> = wanted.clone();
        let mut tops = Vec::new();
        // From the newest down: what is reached from a wanted one above is covered.
        while let Some(place) = reached.pop_last() {
            if wanted.contains(&place) && !covered.contains(&place) {
                tops.push(self.entries[place].id);
            }
            for on in self.entries[place].stands_on() {
                if !self.entries[on].verdict.counts {
                    covered.insert(on);
                    reached.insert(on);
                }
            }
        }
        tops.sort_unstable();
        tops.chunks(limits::ENTRY_DEPS).map(<[EntryId]>::to_vec).collect()
    }

    /// How far each incarnation of a device counts: what a removal of it says, for this document.
    pub fn water(&self, device: DeviceId) -> BTreeMap<Incarnation, u64> {
        let mut water = BTreeMap::new();
        for entry in
            self.entries.iter().filter(|entry| entry.device == device && entry.verdict.counts)
        {
            let reach = water.entry(entry.incarnation).or_insert(0);
            *reach = entry.seq.max(*reach);
        }
        water
    }

    fn deepest(&self, mut ids: Vec<EntryId>) -> Vec<EntryId> {
        if ids.len() > limits::ENTRY_DEPS {
            ids.sort_by_key(|id| (u32::MAX - self.entries[self.places[id] as usize].depth, *id));
            ids.truncate(limits::ENTRY_DEPS);
            ids.sort_unstable();
        }
        ids
    }
}
