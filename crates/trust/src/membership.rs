//! The certificates of one community: a set that only grows, and who is who because of it.
//!
//! Each certificate is judged once, in its own past, when that past is complete; it then holds or does not, for ever
//! and everywhere. There is no clock here and no order of arrival: the same set gives the same [`State`].
//!
//! About yourself you sign alone; about anybody else, as many different members sign as Genesis says. A removal that
//! holds is never voided, so adding one never gives anybody power. A grant is cut when a removal that did not know
//! it names one of its signers.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use crate::bits::Bits;
use crate::certificate::{Body, Certificate, CertificateError};
use crate::ids::{CertificateId, CommunityId, DeviceId, EpochId};
use crate::limits;
use crate::proposal::Proposal;
use crate::state::State;

/// All certificates one device has of one community.
#[derive(Debug)]
pub struct Membership {
    /// In the order they came; each after everything it cites. Genesis is the first.
    known: Vec<Known>,
    places: HashMap<CertificateId, usize>,
    /// Cited by no other.
    heads: BTreeSet<CertificateId>,
    /// Places of those that hold and have power: all that a state depends on. Pasts are sets of places in this list,
    /// so that a flood of notes and of certificates that do not hold costs no more than its own bytes.
    power: Vec<usize>,
    all_power: Bits,
    state: Arc<State>,
    /// Cite something that is not here yet. Not part of the set.
    waiting: BTreeMap<CertificateId, Certificate>,
    waiting_bytes: usize,
    entered: Vec<CertificateId>,
    recent: Mutex<VecDeque<(Bits, Arc<State>)>>,
}

/// What became of a certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Inserted {
    /// It is in the set now, and perhaps others that waited for it: see [`Membership::take_entered`].
    New,
    Known,
    /// It cites what is [`Membership::missing`]. It is kept in memory if there is room, and is to be asked for again
    /// after a restart.
    Waiting,
    /// It can never be part of this community's set.
    Refused(CertificateError),
}

/// An epoch whose secret may be used for new entries by those who can open it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UsableEpoch {
    pub certificate: CertificateId,
    pub epoch: EpochId,
}

impl Membership {
    pub fn new(genesis: Certificate) -> Result<Self, CertificateError> {
        let Body::Genesis { founders, .. } = genesis.body() else {
            return Err(CertificateError::Malformed);
        };
        if !founders.iter().all(|founder| genesis.signed_by(founder))
            || !genesis.verify_signatures()
        {
            return Err(CertificateError::Signature);
        }
        let id = genesis.id();
        let state = Arc::new(State::of(&genesis, &[&genesis], |_, _| false));
        let mut all_power = Bits::default();
        all_power.insert(0);
        let founding = Known {
            certificate: genesis,
            past: Bits::default(),
            power: Some(0),
            holds: true,
            depth: 0,
            whole_epoch: false,
        };
        Ok(Self {
            known: vec![founding],
            places: HashMap::from([(id, 0)]),
            heads: BTreeSet::from([id]),
            power: vec![0],
            all_power,
            state,
            waiting: BTreeMap::new(),
            waiting_bytes: 0,
            entered: vec![id],
            recent: Mutex::default(),
        })
    }

    /// Takes a certificate into the set, if it is well signed and everything it cites is here. Otherwise the set, and
    /// so the state, stays as it is.
    pub fn insert(&mut self, certificate: Certificate) -> Inserted {
        let id = certificate.id();
        if self.places.contains_key(&id) {
            return Inserted::Known;
        }
        if certificate.community() != self.community() {
            return Inserted::Refused(CertificateError::OtherCommunity);
        }
        if !certificate.verify_signatures() {
            return Inserted::Refused(CertificateError::Signature);
        }
        if self.missing_of(&certificate).next().is_some() {
            self.keep_waiting(certificate);
            return Inserted::Waiting;
        }
        if let Err(error) = self.enter(certificate) {
            return Inserted::Refused(error);
        }
        self.let_in_waiting();
        Inserted::New
    }

    pub fn community(&self) -> CommunityId {
        self.known[0].certificate.id().into()
    }

    pub fn genesis(&self) -> &Certificate {
        &self.known[0].certificate
    }

    /// Who is who now. The same `Arc` as long as nothing with power came.
    pub fn state(&self) -> Arc<State> {
        Arc::clone(&self.state)
    }

    /// What a new certificate cites: everything nothing else cites, ascending. If there are more than one certificate
    /// may cite, those that hold come first, the deepest before the others.
    pub fn heads(&self) -> Vec<CertificateId> {
        let mut heads: Vec<CertificateId> = self.heads.iter().copied().collect();
        if heads.len() > limits::CERTIFICATE_HEADS {
            heads.sort_by_key(|id| {
                let place = self.places[id];
                let known = &self.known[place];
                (known.power.is_none(), !known.holds, u32::MAX - known.depth, *id)
            });
            heads.truncate(limits::CERTIFICATE_HEADS);
            heads.sort_unstable();
        }
        heads
    }

    /// Every certificate in the set, each after all it cites.
    pub fn ids(&self) -> Vec<CertificateId> {
        self.known.iter().map(|known| known.certificate.id()).collect()
    }

    pub fn get(&self, id: &CertificateId) -> Option<&Certificate> {
        self.places.get(id).map(|place| &self.known[*place].certificate)
    }

    pub fn contains(&self, id: &CertificateId) -> bool {
        self.places.contains_key(id)
    }

    /// What waiting certificates cite and nobody brought yet.
    pub fn missing(&self) -> Vec<CertificateId> {
        let missing: BTreeSet<CertificateId> =
            self.waiting.values().flat_map(|certificate| self.missing_of(certificate)).collect();
        missing.into_iter().filter(|id| !self.waiting.contains_key(id)).collect()
    }

    /// Whether a certificate holds; nothing if it is not in the set.
    pub fn held(&self, id: &CertificateId) -> Option<bool> {
        self.places.get(id).map(|place| self.known[*place].holds)
    }

    /// Whether who signed a certificate had seen another one that holds, or it is that one itself.
    pub fn had_seen(&self, certificate: &CertificateId, earlier: &CertificateId) -> bool {
        let place = |id| self.places.get(id).map(|place| &self.known[*place]);
        let (Some(known), Some(earlier_one)) = (place(certificate), place(earlier)) else {
            return false;
        };
        certificate == earlier || earlier_one.power.is_some_and(|power| known.past.contains(power))
    }

    /// The certificates that entered the set since this was asked last, each after all it cites: to be stored.
    pub fn take_entered(&mut self) -> Vec<CertificateId> {
        std::mem::take(&mut self.entered)
    }

    /// Whether the certificate would hold if all its signers signed.
    pub fn would_hold(&self, proposal: &Proposal) -> bool {
        proposal.community() == self.community()
            && self
                .past_of(proposal.heads())
                .is_some_and(|past| self.state_in(&past).holds(proposal.body(), proposal.signers()))
    }

    /// Whether an honest device may put its name to it: it stands (or is the newcomer), and knows everything cited.
    pub fn may_sign(&self, proposal: &Proposal, device: &DeviceId) -> bool {
        let newcomer = match proposal.body() {
            Body::Admit { device: new, .. } | Body::Device { device: new, .. } => new == device,
            _ => false,
        };
        proposal.community() == self.community()
            && proposal.signers().contains(device)
            && (newcomer || self.state.stands(device))
            && self.past_of(proposal.heads()).is_some()
    }

    /// The epochs whose secret may still be used to write, the best first: causally later ones first, equals by
    /// certificate id. Whoever can open none of them makes or waits for a new one; where there is none at all, somebody
    /// has to make one.
    ///
    /// One is usable if it was sealed to exactly those who stood in its past, all of them still stand, and no removal
    /// came beside or after it: else somebody now out might have been handed its secret while they were in.
    pub fn usable_epochs(&self) -> Vec<UsableEpoch> {
        let mut removals = Bits::default();
        for removal in self.state.removals() {
            if let Some(power) = self.power_of(&removal.certificate) {
                removals.insert(power);
            }
        }
        let mut usable: Vec<_> = self
            .known
            .iter()
            .filter(|known| known.holds && known.whole_epoch && known.past.is_superset(&removals))
            .filter_map(|known| match known.certificate.body() {
                Body::Epoch { epoch, sealed }
                    if sealed.keys().all(|device| self.state.stands(device)) =>
                {
                    Some((
                        known.depth,
                        UsableEpoch { certificate: known.certificate.id(), epoch: *epoch },
                    ))
                }
                _ => None,
            })
            .collect();
        usable.sort_by_key(|(depth, usable)| (u32::MAX - depth, usable.certificate));
        usable.into_iter().map(|(_, usable)| usable).collect()
    }

    /// Puts a certificate into the set. Its past is complete.
    fn enter(&mut self, certificate: Certificate) -> Result<(), CertificateError> {
        let past = self.past_of(certificate.heads()).ok_or(CertificateError::Malformed)?;
        let before = self.state_in(&past);
        // Judged in its own past like everything else, so all devices refuse the same ones.
        if !certificate.signers().any(|signer| before.knows(&signer)) {
            return Err(CertificateError::Strangers);
        }
        let signers = certificate.signers().collect();
        let holds = before.holds(certificate.body(), &signers);
        let (note, whole_epoch) = match certificate.body() {
            Body::Invite { .. } => (true, false),
            Body::Epoch { sealed, .. } => {
                (true, sealed.keys().eq(before.standing_devices().keys()))
            }
            _ => (false, false),
        };
        let heads = certificate.heads().iter();
        let depth = heads.map(|head| self.known[self.places[head]].depth + 1).max().unwrap_or(0);
        let (id, place) = (certificate.id(), self.known.len());
        for head in certificate.heads() {
            self.heads.remove(head);
        }
        self.heads.insert(id);
        self.places.insert(id, place);
        let power = (holds && !note).then_some(self.power.len());
        self.known.push(Known { certificate, past, power, holds, depth, whole_epoch });
        self.entered.push(id);
        if let Some(power) = power {
            self.power.push(place);
            self.all_power.insert(power);
            self.state = Arc::new(self.compute(&self.all_power));
        }
        Ok(())
    }

    fn keep_waiting(&mut self, certificate: Certificate) {
        let bytes = certificate.to_bytes().len();
        let room = self.waiting.len() < limits::WAITING_CERTIFICATES
            && self.waiting_bytes + bytes <= limits::WAITING_CERTIFICATE_BYTES;
        if room && !self.waiting.contains_key(&certificate.id()) {
            self.waiting_bytes += bytes;
            self.waiting.insert(certificate.id(), certificate);
        }
    }

    fn let_in_waiting(&mut self) {
        while let Some(id) = self
            .waiting
            .iter()
            .find(|(_, certificate)| self.missing_of(certificate).next().is_none())
            .map(|(id, _)| *id)
        {
            if let Some(certificate) = self.waiting.remove(&id) {
                self.waiting_bytes -= certificate.to_bytes().len();
                // One that is refused leaves nothing behind.
                self.enter(certificate).ok();
            }
        }
    }

    fn missing_of<'a>(
        &'a self,
        certificate: &'a Certificate,
    ) -> impl Iterator<Item = CertificateId> + 'a {
        certificate.heads().iter().copied().filter(|head| !self.places.contains_key(head))
    }

    /// Everything with power reachable by these heads, if all they reach is here.
    fn past_of(&self, heads: &[CertificateId]) -> Option<Bits> {
        let mut past = Bits::default();
        for head in heads {
            let place = *self.places.get(head)?;
            past.union_with(&self.known[place].past);
            if let Some(power) = self.known[place].power {
                past.insert(power);
            }
        }
        Some(past)
    }

    fn state_in(&self, past: &Bits) -> Arc<State> {
        const KEPT: usize = 32;
        if *past == self.all_power {
            return self.state();
        }
        // Another thread's panic leaves the cache whole: entries are pushed in one piece.
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, state)) = recent.iter().find(|(bits, _)| bits == past) {
            return Arc::clone(state);
        }
        let state = Arc::new(self.compute(past));
        if recent.len() == KEPT {
            recent.pop_front();
        }
        recent.push_back((past.clone(), Arc::clone(&state)));
        state
    }

    fn compute(&self, power: &Bits) -> State {
        let held: Vec<&Certificate> =
            power.iter().map(|power| &self.known[self.power[power]].certificate).collect();
        State::of(self.genesis(), &held, |removal, certificate| {
            let known = &self.known[self.places[removal]];
            self.power_of(certificate).is_some_and(|power| known.past.contains(power))
        })
    }

    fn power_of(&self, id: &CertificateId) -> Option<usize> {
        self.known[self.places[id]].power
    }
}

#[derive(Debug)]
struct Known {
    certificate: Certificate,
    /// Those with power in its past, as places in the list of them.
    past: Bits,
    /// Its own place in that list.
    power: Option<usize>,
    holds: bool,
    /// Length of the longest way to Genesis: more than that of anything in its past.
    depth: u32,
    /// An epoch sealed to exactly those who stood in its past.
    whole_epoch: bool,
}
