//! The verdict over a whole document: which entries count under a state.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentLog, Flags, Judged, Standing};
use crate::bits::Bits;
use crate::ids::{DeviceId, EntryId, Incarnation};
use crate::limits;
use crate::state::State;

/// What counts in a document, and what was found wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verdict {
    /// Each after all it stands on; the same order for the same set, whatever the order of arrival.
    pub counts: Vec<EntryId>,
    /// Stored and not counting, in the same kind of order.
    pub aside: Vec<EntryId>,
    /// By device and incarnation.
    pub forks: Vec<Fork>,
}

/// One device wrote two different entries in one place: usually a restored backup or a copied profile.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fork {
    pub device: DeviceId,
    pub incarnation: Incarnation,
    pub prev: Option<EntryId>,
    /// The branch that more other members built on, or else the lowest.
    pub kept: EntryId,
    pub lost: Vec<EntryId>,
}

impl DocumentLog {
    /// Judges every entry. Linear, a few milliseconds for thousands of entries; wanted when a device that wrote here
    /// changed its standing, on a fork, and for what [`DocumentLog::extends`] does not cover.
    ///
    /// Entries of devices that may not write here are as if they had never been stored, and so are those that stand
    /// on them.
    pub fn verdict(&mut self, state: &State, may_write: &dyn Fn(DeviceId) -> bool) -> Verdict {
        let standing: BTreeMap<DeviceId, Standing> =
            self.devices().map(|device| (device, Standing::of(state, &device))).collect();
        let welcome = self.welcome(&standing, may_write);
        let groups = self.forked_slots(&welcome);
        let forked = self.forked(&groups);
        let anchors = self.anchors(state, &standing, &welcome, &forked);
        let forks = self.decide(&groups, &anchors, &standing);

        let mut lost = vec![false; self.entries.len()];
        for id in forks.iter().flat_map(|fork| &fork.lost) {
            lost[self.places[id] as usize] = true;
        }
        let mut blocked = vec![false; self.entries.len()];
        for (place, entry) in self.entries.iter().enumerate() {
            blocked[place] = !welcome[place]
                || lost[place]
                || entry.unsound
                || entry.stands_on().any(|on| blocked[on]);
        }
        let mut counts = vec![false; self.entries.len()];
        let mut built_on = vec![false; self.entries.len()];
        for (place, entry) in self.entries.iter().enumerate().rev() {
            counts[place] |= anchors[place] && !blocked[place];
            if counts[place] {
                for on in entry.stands_on() {
                    counts[on] = true;
                    built_on[on] = true;
                }
            }
        }
        self.heads.clear();
        for (place, entry) in self.entries.iter_mut().enumerate() {
            entry.verdict =
                Flags { counts: counts[place], blocked: blocked[place], forked: forked[place] };
            if counts[place] && !built_on[place] {
                self.heads.insert(entry.id);
            }
        }
        self.judged = Judged { stale: false, stamp: state.stamp(), standing };
        Verdict {
            counts: self.in_order(|entry| entry.verdict.counts),
            aside: self.in_order(|entry| !entry.verdict.counts),
            forks,
        }
    }

    fn welcome(
        &self,
        standing: &BTreeMap<DeviceId, Standing>,
        may_write: &dyn Fn(DeviceId) -> bool,
    ) -> Vec<bool> {
        let writers: BTreeSet<DeviceId> =
            standing.keys().filter(|device| may_write(**device)).copied().collect();
        let mut welcome = vec![false; self.entries.len()];
        for (place, entry) in self.entries.iter().enumerate() {
            welcome[place] =
                writers.contains(&entry.device) && entry.stands_on().all(|on| welcome[on]);
        }
        welcome
    }

    /// Places with more than one entry, each ascending by id.
    fn forked_slots(&self, welcome: &[bool]) -> Vec<Vec<usize>> {
        let mut slots: Vec<Vec<usize>> = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            let siblings = self.siblings(entry);
            if siblings.len() > 1 && siblings[0] as usize == place {
                let siblings = siblings.iter().map(|place| *place as usize);
                slots.push(siblings.filter(|place| welcome[*place]).collect());
            }
        }
        slots.retain(|siblings| siblings.len() > 1);
        slots
    }

    /// From the fork on, the incarnation is closed.
    fn forked(&self, groups: &[Vec<usize>]) -> Vec<bool> {
        let mut forked = vec![false; self.entries.len()];
        for place in groups.iter().flatten() {
            forked[*place] = true;
        }
        for (place, entry) in self.entries.iter().enumerate() {
            forked[place] |= entry.prev.is_some_and(|prev| forked[prev as usize]);
        }
        forked
    }

    fn anchors(
        &self,
        state: &State,
        standing: &BTreeMap<DeviceId, Standing>,
        welcome: &[bool],
        forked: &[bool],
    ) -> Vec<bool> {
        let mut opened: BTreeMap<DeviceId, BTreeSet<Incarnation>> = BTreeMap::new();
        for (place, entry) in self.entries.iter().enumerate() {
            if welcome[place] && entry.seq == 1 {
                opened.entry(entry.device).or_default().insert(entry.incarnation);
            }
        }
        let mut water = BTreeMap::new();
        for (device, incarnations) in opened {
            let anchoring =
                standing[&device].certified && incarnations.len() <= limits::INCARNATIONS;
            for incarnation in incarnations {
                let reach =
                    if anchoring { state.water(self.document, device, incarnation) } else { 0 };
                water.insert((device, incarnation), reach);
            }
        }
        let anchors = self.entries.iter().enumerate().map(|(place, entry)| {
            welcome[place]
                && !forked[place]
                && entry.seq <= water[&(entry.device, entry.incarnation)]
        });
        anchors.collect()
    }

    fn decide(
        &self,
        groups: &[Vec<usize>],
        anchors: &[bool],
        standing: &BTreeMap<DeviceId, Standing>,
    ) -> Vec<Fork> {
        if groups.is_empty() {
            return Vec::new();
        }
        let members: Vec<_> = standing
            .values()
            .filter_map(|standing| standing.member)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let number = |device: &DeviceId| {
            standing[device].member.and_then(|member| members.binary_search(&member).ok())
        };
        // Which members' anchors have an entry in their past.
        let mut behind = vec![Bits::default(); self.entries.len()];
        for (place, entry) in self.entries.iter().enumerate().rev() {
            if anchors[place]
                && let Some(member) = number(&entry.device)
            {
                behind[place].insert(member);
            }
            let here = std::mem::take(&mut behind[place]);
            for on in entry.stands_on() {
                behind[on].union_with(&here);
            }
            behind[place] = here;
        }
        let support = |place: usize| {
            let own = number(&self.entries[place].device);
            behind[place].iter().filter(|member| Some(*member) != own).count()
        };
        let mut forks: Vec<Fork> = Vec::new();
        for siblings in groups {
            // Ascending by id: of equals the first is kept.
            let Some(kept) = siblings
                .iter()
                .copied()
                .reduce(|best, next| if support(next) > support(best) { next } else { best })
            else {
                continue;
            };
            let entry = &self.entries[kept];
            let (device, incarnation) = (entry.device, entry.incarnation);
            let prev = entry.prev.map(|prev| self.entries[prev as usize].id);
            let lost = siblings
                .iter()
                .filter(|place| **place != kept)
                .map(|place| self.entries[*place].id);
            forks.push(Fork { device, incarnation, prev, kept: entry.id, lost: lost.collect() });
        }
        forks.sort_unstable();
        forks
    }
}
