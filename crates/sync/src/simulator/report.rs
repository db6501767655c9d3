//! How a simulated run ended: whether all hold the same, whether nothing was lost, and what it took.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use horseshoe_trust::{Audience, DeviceId, DocumentId};

use super::Simulator;
use super::device::{Device, Seen};
use super::network::Traffic;

/// How a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// A hash of every event of the run, in order.
    pub trace: [u8; 32],
    /// Per document, a hash of the content state of every standing device in its audience.
    pub states: BTreeMap<DocumentId, Vec<[u8; 32]>>,
    /// A hash of the certificates of every standing device.
    pub certificates: Vec<[u8; 32]>,
    /// How long after healing the last device had everything; none if one never did.
    pub settled_after: Option<Duration>,
    /// Edits made, and the entries they were folded into.
    pub operations: usize,
    pub entries: usize,
    /// Edits that a disk acknowledged and that do not count on some standing device in the audience. None, but those
    /// of removed devices and those that only a disk that was then put back to an old backup ever had.
    pub missing: Vec<u32>,
    /// Edits that may be missing: made on a device that was removed, or lost by their device before anybody had them.
    pub excused: usize,
    pub forks: usize,
    /// Profiles that were copied and then used in turns.
    pub copies: usize,
    /// Who wrote two different entries in one place, as every standing device says; and who did or may have: the
    /// rogue, and devices with a copied or restored profile.
    pub named: BTreeSet<usize>,
    pub suspects: BTreeSet<usize>,
    /// Devices from whom a standing one refused something.
    pub refused_from: BTreeSet<usize>,
    /// What the rogue did, by its kind; and how often others ended a connection with it.
    pub mischief: BTreeMap<&'static str, usize>,
    pub closed_on_rogue: usize,
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
        let same = |all: &[[u8; 32]]| all.windows(2).all(|pair| pair[0] == pair[1]);
        same(&self.certificates) && self.states.values().all(|states| same(states))
    }
}

impl Simulator {
    /// True if all devices are up, all standing ones agree who stands, all who may see a document hold equally many
    /// entries of it, nothing waits, and no edit that others may see is left in a journal.
    pub fn is_settled(&self) -> bool {
        let standing = self.standing();
        let known = |device: &Device| device.membership().map(|membership| membership.ids().len());
        let same = |of: &dyn Fn(&Device) -> Option<usize>, audience: &Audience| {
            let mut all = standing.iter().filter(|it| it.may_see(audience)).map(|it| of(it));
            let first = all.next();
            all.all(|other| Some(other) == first)
        };
        self.to_swap == 0
            && self.devices.iter().all(Device::is_up)
            && same(&known, &Audience::Everyone)
            && standing.iter().all(|device| device.waiting() == 0 && !device.is_to_judge())
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
        let (mut held, mut forked) = (BTreeSet::new(), BTreeSet::new());
        for document in &self.community.documents {
            let audience = document.grant.audience();
            let able = standing.iter().filter(|device| device.may_see(&audience));
            let seen: Vec<Seen> =
                able.map(|device| device.state(document, &self.records)).collect();
            states.insert(document.id(), seen.iter().map(|seen| seen.hash).collect());
            forked.extend(seen.iter().flat_map(|seen| &seen.forked).copied());
            let operations = seen.into_iter().map(|seen| seen.operations);
            held.append(&mut operations.reduce(|all, them| &all & &them).unwrap_or_default());
        }
        let stored: BTreeSet<u32> =
            standing.iter().flat_map(|device| device.stored(&self.records)).collect();
        let excused: BTreeSet<u32> = (0..self.written.len() as u32)
            .filter(|number| {
                let by = &self.devices[self.written[*number as usize]];
                by.lost.contains(number) && !stored.contains(number)
                    || !standing.iter().any(|device| device.id == by.id)
            })
            .collect();
        let missing = (0..self.written.len() as u32)
            .filter(|number| !held.contains(number) && !excused.contains(number))
            .collect();
        let number_of = |device: &DeviceId| self.by_id.get(device).copied();
        let doubtful = |number: &usize| {
            let device = &self.devices[*number];
            self.rogue == Some(*number) || device.has_copy() || device.forks > 0
        };
        let refused_from = standing.iter().flat_map(|device| &device.refused_from);
        let pairs = standing.iter().flat_map(|a| standing.iter().map(move |b| (a, b)));
        Report {
            trace: *self.trace.finalize().as_bytes(),
            certificates: standing.iter().map(|device| device.certificates()).collect(),
            states,
            copies: self.devices.iter().filter(|device| device.has_copy()).count(),
            named: forked.iter().filter_map(number_of).collect(),
            suspects: (0..self.devices.len()).filter(doubtful).collect(),
            refused_from: refused_from.filter_map(number_of).collect(),
            mischief: self.mischief.clone(),
            closed_on_rogue: self.closed_on_rogue,
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

    /// The honest devices that stand in the eyes of the first one, which nobody removes.
    pub(super) fn standing(&self) -> Vec<&Device> {
        let Some(membership) = self.devices[0].membership() else { return Vec::new() };
        let state = membership.state();
        let honest = |device: &&Device| self.by_id.get(&device.id).copied() != self.rogue;
        self.devices.iter().filter(honest).filter(|device| state.stands(&device.id)).collect()
    }
}
