//! One way to ask both implementations, so that each law is a function that also shows a broken rule.

use std::collections::{BTreeMap, BTreeSet};

use horseshoe_trust::{
    Certificate, CertificateId, DeviceId, DocumentLog, EntryId, Header, MemberId, Membership,
    Stored, Verdict,
};

use crate::history::{World, writers};
use crate::reference::{self, Mutation, Reference};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Judge {
    Real,
    Literal(Mutation),
}

/// Who is who, in a form that both give.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct People {
    pub(crate) held: BTreeSet<CertificateId>,
    pub(crate) member: BTreeMap<DeviceId, MemberId>,
    pub(crate) certified: BTreeSet<DeviceId>,
    pub(crate) out: BTreeSet<DeviceId>,
    /// What is to be destroyed.
    pub(crate) acts: BTreeSet<CertificateId>,
    /// Epochs whose secrets may be used.
    pub(crate) epochs: BTreeSet<CertificateId>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Words {
    pub(crate) counts: BTreeSet<EntryId>,
    pub(crate) anchors: BTreeSet<EntryId>,
}

impl People {
    pub(crate) fn of_membership(membership: &Membership, devices: &BTreeSet<DeviceId>) -> Self {
        let state = membership.state();
        let asked = |test: &dyn Fn(&DeviceId) -> bool| {
            devices.iter().filter(|d| test(d)).copied().collect()
        };
        let held = |id: &CertificateId| membership.held(id) == Some(true);
        Self {
            held: membership.ids().into_iter().filter(held).collect(),
            member: devices.iter().filter_map(|d| Some((*d, state.member(d)?))).collect(),
            certified: asked(&|d| state.certified(d)),
            out: asked(&|d| state.out(d)),
            acts: state.acts().iter().map(|act| act.certificate).collect(),
            epochs: membership.usable_epochs().iter().map(|usable| usable.certificate).collect(),
        }
    }

    pub(crate) fn of_reference(state: &reference::State, devices: &BTreeSet<DeviceId>) -> Self {
        let asked = |test: &dyn Fn(&DeviceId) -> bool| {
            devices.iter().filter(|d| test(d)).copied().collect()
        };
        Self {
            held: state.held.clone(),
            member: devices.iter().filter_map(|d| Some((*d, state.member(d)?))).collect(),
            certified: asked(&|d| state.certified.contains(d)),
            out: asked(&|d| state.out(d)),
            acts: state.acts.clone(),
            epochs: state.epochs.clone(),
        }
    }

    pub(crate) fn stands(&self, device: &DeviceId) -> bool {
        self.certified.contains(device) && !self.out.contains(device)
    }

    pub(crate) fn standing(&self) -> BTreeSet<DeviceId> {
        self.certified.difference(&self.out).copied().collect()
    }
}

impl Judge {
    /// `devices` are those to be asked about.
    pub(crate) fn people(
        self,
        certificates: &[Certificate],
        devices: &BTreeSet<DeviceId>,
    ) -> People {
        match self {
            Self::Real => People::of_membership(&membership(certificates), devices),
            Self::Literal(mutation) => {
                People::of_reference(&Reference::new(mutation, certificates).state(), devices)
            }
        }
    }

    /// Of the entries in a world, judged with these certificates.
    pub(crate) fn words(
        self,
        world: &World,
        certificates: &[Certificate],
        unsound: &BTreeSet<EntryId>,
    ) -> Words {
        let entries = &world.entries;
        match self {
            Self::Real => {
                let state = membership(certificates).state();
                let mut log = log_of(entries);
                for id in unsound {
                    log.mark_unsound(id);
                }
                let may_write = writers(world.owner, &state);
                let verdict = log.verdict(&state, &may_write);
                let mut welcome = BTreeSet::new();
                for id in log.order() {
                    let e = &entries[&id];
                    let mut on = e.prev.iter().chain(&e.deps);
                    if may_write(e.device) && on.all(|on| welcome.contains(on)) {
                        welcome.insert(id);
                    }
                }
                let anchors = entries.iter().filter(|(id, e)| {
                    welcome.contains(id)
                        && state.certified(&e.device)
                        && !is_forked(&verdict, entries, **id)
                        && e.seq <= state.water(e.document, e.device, e.incarnation)
                });
                Words {
                    anchors: anchors.map(|(id, _)| *id).collect(),
                    counts: verdict.counts.into_iter().collect(),
                }
            }
            Self::Literal(mutation) => {
                let reference = Reference::new(mutation, certificates);
                let words = reference.words(&reference.state(), entries, world.owner, unsound);
                Words { counts: words.counts, anchors: words.anchors }
            }
        }
    }
}

/// In any order; what is missing waits.
pub(crate) fn membership(certificates: &[Certificate]) -> Membership {
    let genesis = certificates.iter().find(|c| c.is_genesis()).unwrap();
    let mut membership = Membership::new(genesis.clone()).unwrap();
    for certificate in certificates {
        membership.insert(certificate.clone());
    }
    membership
}

pub(crate) fn log_of(entries: &BTreeMap<EntryId, Header>) -> DocumentLog {
    let mut log = DocumentLog::new(crate::history::DOCUMENT);
    let mut open: Vec<EntryId> = entries.keys().copied().collect();
    while !open.is_empty() {
        let before = open.len();
        open.retain(|id| log.insert(*id, &entries[id]) != Stored::New);
        assert!(open.len() < before, "a set of entries is closed");
    }
    log
}

fn is_forked(verdict: &Verdict, entries: &BTreeMap<EntryId, Header>, mut id: EntryId) -> bool {
    let slots: BTreeSet<_> =
        verdict.forks.iter().map(|f| (f.device, f.incarnation, f.prev)).collect();
    loop {
        let e = &entries[&id];
        if slots.contains(&(e.device, e.incarnation, e.prev)) {
            return true;
        }
        match e.prev {
            Some(prev) => id = prev,
            None => return false,
        }
    }
}
