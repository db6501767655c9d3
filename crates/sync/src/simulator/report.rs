//! How a simulated run ended: whether all hold the same, whether nothing was lost, and what it took.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use horseshoe_trust::{Audience, DocumentId};

use super::Simulator;
use super::device::Device;
use super::network::Traffic;

/// How a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// A hash of every event of the run, in order.
    pub trace: [u8; 32],
    /// Per document, a hash of the content state of every standing device in its audience.
    pub states: BTreeMap<DocumentId, Vec<[u8; 32]>>,
    /// How long after healing the last device had everything; none if one never did.
    pub settled_after: Option<Duration>,
    /// Edits made, and the entries they were folded into.
    pub operations: usize,
    pub entries: usize,
    /// Edits that a disk acknowledged and some standing device in the audience has not. None, but those of removed
    /// devices and those that only a disk that was then put back to an old backup ever had.
    pub missing: Vec<u32>,
    /// Edits that may be missing: made on a device that was removed, crashed before its disk had them, or was put back.
    pub excused: usize,
    pub forks: usize,
    pub crashes: usize,
    pub admitted: usize,
    pub removed: usize,
    pub documents_made: usize,
    pub traffic: Traffic,
    /// Connections that a state machine ended. Between honest peers: none.
    pub closed: Vec<String>,
    /// Entries that still wait for others.
    pub waiting: usize,
    /// Pairs of standing devices of which the first does not say that it is in sync with the second.
    pub not_in_sync: usize,
}

impl Report {
    pub fn agrees(&self) -> bool {
        self.states.values().all(|states| states.windows(2).all(|pair| pair[0] == pair[1]))
    }
}

impl Simulator {
    /// True if all standing devices agree who stands, all who may see a document hold equally many entries of it,
    /// nothing waits, and no edit that others may see is left in a journal.
    pub fn is_settled(&self) -> bool {
        let standing = self.standing();
        let known = |device: &Device| device.membership().map(|membership| membership.ids().len());
        let same = |of: &dyn Fn(&Device) -> Option<usize>, audience: &Audience| {
            let mut all = standing.iter().filter(|it| it.may_see(audience)).map(|it| of(it));
            let first = all.next();
            all.all(|other| Some(other) == first)
        };
        same(&known, &Audience::Everyone)
            && standing.iter().all(|device| device.waiting() == 0)
            && !standing.iter().flat_map(|device| device.unshared()).any(|document| {
                let audience = self.community.audience(document);
                standing.iter().filter(|device| device.may_see(&audience)).count() > 1
            })
            && self.community.documents.iter().all(|document| {
                same(&|device| Some(device.count(&document.id())), &document.grant.audience())
            })
    }

    pub fn report(self, settled_after: Option<Duration>) -> Report {
        let standing = self.standing();
        let mut states = BTreeMap::new();
        let mut held = BTreeSet::new();
        for document in &self.community.documents {
            let audience = document.grant.audience();
            let able = standing.iter().filter(|device| device.may_see(&audience));
            let (of_all, operations): (Vec<_>, Vec<_>) =
                able.map(|device| device.state(document.id(), &self.records)).unzip();
            states.insert(document.id(), of_all);
            let mut operations =
                operations.into_iter().map(|them| them.into_iter().collect::<BTreeSet<_>>());
            let first = operations.next().unwrap_or_default();
            held.append(&mut operations.fold(first, |all, them| &all & &them));
        }
        let excused: BTreeSet<u32> = (0..self.written.len() as u32)
            .filter(|number| {
                let by = &self.devices[self.written[*number as usize]];
                by.lost.contains(number) || !standing.iter().any(|device| device.id == by.id)
            })
            .collect();
        let missing = (0..self.written.len() as u32)
            .filter(|number| !held.contains(number) && !excused.contains(number))
            .collect();
        let pairs = standing.iter().flat_map(|a| standing.iter().map(move |b| (a, b)));
        Report {
            trace: *self.trace.finalize().as_bytes(),
            states,
            settled_after,
            operations: self.written.len(),
            entries: self.records.len(),
            missing,
            excused: excused.len(),
            forks: self.devices.iter().map(|device| device.forks).sum(),
            crashes: self.devices.iter().map(|device| device.life as usize).sum(),
            admitted: self.admitted,
            removed: self.removed,
            documents_made: self.documents_made,
            waiting: standing.iter().map(|device| device.waiting()).sum(),
            not_in_sync: pairs.filter(|(a, b)| a.id != b.id && !a.is_in_sync_with(&b.id)).count(),
            traffic: self.network.traffic.clone(),
            closed: self.closed.clone(),
        }
    }

    /// The devices that stand in the eyes of the first one, which nobody removes.
    pub(super) fn standing(&self) -> Vec<&Device> {
        let Some(membership) = self.devices[0].membership() else { return Vec::new() };
        let state = membership.state();
        self.devices.iter().filter(|device| state.stands(&device.id)).collect()
    }
}
