//! One way to ask both implementations, so that each law is a function that also shows a broken rule.

use std::collections::{BTreeMap, BTreeSet};

use horseshoe_trust::{
    Certificate, CertificateId, DeviceId, DocumentLog, EntryId, Header, MemberId, Membership,
    Stored, Verdict,
};

use crate::reference::{Mutation, Reference};

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
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Words {
    pub(crate) counts: BTreeSet<EntryId>,
    pub(crate) anchors: BTreeSet<EntryId>,
}

impl People {
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
        let asked = |test: &dyn Fn(&DeviceId) -> bool| {
            devices.iter().filter(|d| test(d)).copied().collect()
        };
        match self {
            Self::Real => {
                let membership = membership(certificates);
                let state = membership.state();
                let ids = membership.ids();
                People {
                    held: ids.into_iter().filter(|id| membership.held(id) == Some(true)).collect(),
                    member: devices.iter().filter_map(|d| Some((*d, state.member(d)?))).collect(),
                    certified: asked(&|d| state.certified(d)),
                    out: asked(&|d| state.out(d)),
                }
            }
            Self::Literal(mutation) => {
                let state = Reference::new(mutation, certificates).state();
                People {
                    held: state.held.clone(),
                    member: devices.iter().filter_map(|d| Some((*d, state.member(d)?))).collect(),
                    certified: asked(&|d| state.certified.contains(d)),
                    out: asked(&|d| state.out(d)),
                }
            }
        }
    }

    pub(crate) fn words(
        self,
        certificates: &[Certificate],
        entries: &BTreeMap<EntryId, Header>,
        unsound: &BTreeSet<EntryId>,
    ) -> Words {
        match self {
            Self::Real => {
                let state = membership(certificates).state();
                let mut log = log_of(entries);
                for id in unsound {
                    log.mark_unsound(id);
                }
                let verdict = log.verdict(&state, &|_| true);
                let anchors = entries.iter().filter(|(id, e)| {
                    state.certified(&e.device)
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
                let words = reference.words(&reference.state(), entries, unsound);
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
