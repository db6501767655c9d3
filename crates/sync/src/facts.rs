//! Greeting, certificates, grants and epoch secrets: the small sets that come before any document.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{
    Audience, Certificate, CertificateId, CommunityId, DeviceId, DocumentGrant, DocumentId,
    EpochId, MemberId,
};

use crate::frontier::digest_of_ids;
use crate::peer::{Peer, Phase};
use crate::state::{Sync, may_see};
use crate::wire::{
    Bytes, Digest, MAX_CERTIFICATE_IDS, MAX_EPOCHS, MAX_GRANT_IDS, Message, VERSION,
};
use crate::{CloseReason, Effect, Incoming, Origin};

/// How long the host may take to work out who stands, after certificates came.
const TAKING_IN: Duration = Duration::from_millis(100);

impl Sync {
    pub(crate) fn connected(&mut self, peer: DeviceId) {
        if peer == self.me {
            return;
        }
        self.disconnected(peer);
        let certificates = self.digest_of_certificates();
        let mut state = Peer::new(self.clock.now());
        state.certificates.told = Some(certificates);
        self.peers.insert(peer, state);
        let community = self.community;
        self.send(peer, &Message::Hello { version: VERSION, community, certificates });
    }

    pub(crate) fn greeted(&mut self, peer: DeviceId, community: CommunityId, theirs: Digest) {
        let mine = self.digest_of_certificates();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if state.phase != Phase::Greeting {
            return self.close(peer, CloseReason::OutOfTurn);
        }
        if community != self.community {
            return self.close(peer, CloseReason::OtherCommunity(community));
        }
        state.certificates.theirs = Some(theirs);
        if theirs == mine {
            state.phase = Phase::Open;
            self.effects.push(Effect::SameCertificates { peer });
            self.become_ready(peer);
        } else {
            state.phase = Phase::Certifying;
            self.ask_for_certificates(peer);
        }
    }

    pub(crate) fn ask_for_certificates(&mut self, peer: DeviceId) {
        let mine = self.digest_of_certificates();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let asking = state.certificates.theirs.map(|theirs| (mine, theirs));
        if state.certificates.asked == asking {
            return;
        }
        state.certificates.asked = asking;
        let mut ids: BTreeSet<_> = self.certificates.keys().copied().collect();
        ids.extend(&state.certificates.passed);
        let ids = ids.into_iter().take(MAX_CERTIFICATE_IDS).collect();
        self.send(peer, &Message::CertificateIds(ids));
    }

    pub(crate) fn asked_for_certificates(&mut self, peer: DeviceId, theirs: &[CertificateId]) {
        if self.peers.get(&peer).is_none_or(|state| state.phase == Phase::Greeting) {
            return self.close(peer, CloseReason::OutOfTurn);
        }
        if !self.charge(peer, 20 + (theirs.len() + self.certificates.len()) as u64) {
            return;
        }
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let mut lacking = Vec::new();
        for id in &self.certificate_order {
            if theirs.binary_search(id).is_err()
                && let Some(bytes) = self.certificates.get(id)
            {
                state.certificates.passed.insert(*id);
                lacking.push(Bytes(Arc::clone(bytes)));
            }
        }
        let mut batches = batches(lacking, self.config.chunk_bytes).into_iter().peekable();
        if batches.peek().is_none() {
            self.send(peer, &Message::Certificates { certificates: Vec::new(), last: true });
        }
        while let Some(certificates) = batches.next() {
            let last = batches.peek().is_none();
            self.send(peer, &Message::Certificates { certificates, last });
        }
    }

    pub(crate) fn take_certificates(&mut self, peer: DeviceId, came: &[Bytes], last: bool) {
        let now = self.clock.now();
        if self.peers.get(&peer).is_none_or(|state| state.phase == Phase::Greeting) {
            return self.close(peer, CloseReason::OutOfTurn);
        }
        if !self.charge(peer, 50 * came.len() as u64) {
            return;
        }
        let mut delivered = false;
        for Bytes(bytes) in came {
            if let Ok(certificate) = Certificate::from_bytes(bytes) {
                let id = certificate.id();
                if let Some(state) = self.peers.get_mut(&peer)
                    && state.certificates.passed.len() < MAX_CERTIFICATE_IDS
                {
                    state.certificates.passed.insert(id);
                }
                if self.certificates.contains_key(&id) {
                    continue;
                }
            }
            delivered = true;
            let from = Origin::Peer(peer);
            self.deliver(Incoming::Certificate { from, bytes: bytes.to_vec() });
        }
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if delivered && !state.ready {
            state.ready_from = now + TAKING_IN;
        }
        if last && state.phase == Phase::Certifying {
            state.phase = Phase::Open;
            self.become_ready(peer);
        }
    }

    pub(crate) fn hold_certificate(&mut self, id: CertificateId, bytes: &Arc<[u8]>, from: Origin) {
        if self.certificates.insert(id, Arc::clone(bytes)).is_some() {
            return;
        }
        self.certificate_order.push(id);
        self.certificates_digest = None;
        let mine = (!self.peers.is_empty()).then(|| self.digest_of_certificates());
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            let Some(state) = self.peers.get_mut(&peer) else { continue };
            if from == Origin::Own
                && state.phase != Phase::Greeting
                && state.certificates.passed.insert(id)
            {
                let certificates = vec![Bytes(Arc::clone(bytes))];
                self.send(peer, &Message::Certificates { certificates, last: false });
            } else if mine.is_some() && state.certificates.theirs == mine {
                self.effects.push(Effect::SameCertificates { peer });
            }
            self.schedule_digest(peer);
        }
    }

    pub(crate) fn stand(&mut self, devices: BTreeMap<DeviceId, MemberId>) {
        if self.standing == devices {
            return;
        }
        self.standing = devices;
        self.refusals.clear();
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            let stands = self.standing.contains_key(&peer);
            let Some(state) = self.peers.get_mut(&peer) else { continue };
            state.waits_to_stand = !stands;
            for shared in state.shared.values_mut() {
                shared.exhausted = None;
            }
            if stands {
                self.become_ready(peer);
            } else if state.ready {
                state.stand_down();
                self.stop_fetching_from(peer);
            }
        }
        self.look_after_in(self.config.digest_every);
    }

    /// Opens the conversation, once certificates are exchanged and the peer stands.
    pub(crate) fn become_ready(&mut self, peer: DeviceId) {
        let now = self.clock.now();
        let stands = self.standing.contains_key(&peer);
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if state.ready || state.phase != Phase::Open || state.ready_from > now {
            return;
        }
        state.waits_to_stand = !stands;
        if !stands {
            return;
        }
        let grants = self.digest_of_grants(peer);
        let epochs = self.digest_of_epochs();
        let documents = self.begin_telling(peer);
        if let Some(state) = self.peers.get_mut(&peer) {
            state.ready = true;
            state.grants.told = Some(grants);
        }
        self.send(peer, &Message::Summary { grants, epochs, documents });
        self.effects.push(Effect::Ready { peer });
        self.compare_summaries(peer);
        self.schedule_digest(peer);
    }

    pub(crate) fn summarised(&mut self, peer: DeviceId, summary: (Digest, Digest, Digest)) {
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if state.phase == Phase::Greeting || state.compared {
            return self.close(peer, CloseReason::OutOfTurn);
        }
        state.summary = Some(summary);
        self.compare_summaries(peer);
    }

    fn compare_summaries(&mut self, peer: DeviceId) {
        let epochs_here = self.digest_of_epochs();
        let Some(state) = self.peers.get_mut(&peer).filter(|state| state.ready) else { return };
        let Some((grants, epochs, documents)) = state.summary.take() else { return };
        state.compared = true;
        state.grants.theirs.get_or_insert(grants);
        let equal = state.summary_sent == documents;
        self.ask_for_grants(peer);
        if epochs != epochs_here {
            self.tell_epochs(peer);
        }
        self.compare_documents(peer, equal);
    }

    pub(crate) fn ask_for_grants(&mut self, peer: DeviceId) {
        let mine = self.digest_of_grants(peer);
        let ids: Vec<_> = self.grants_for(peer).map(|(id, _)| id).collect();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let Some(theirs) = state.grants.theirs else { return };
        if theirs == mine || state.grants.asked == Some((mine, theirs)) {
            return;
        }
        state.grants.asked = Some((mine, theirs));
        let mut ids: BTreeSet<_> = ids.into_iter().collect();
        ids.extend(&state.grants.passed);
        let ids = ids.into_iter().take(MAX_GRANT_IDS).collect();
        self.send(peer, &Message::GrantIds(ids));
    }

    pub(crate) fn asked_for_grants(&mut self, peer: DeviceId, theirs: &[(DocumentId, EpochId)]) {
        if !self.charge(peer, 20 + (theirs.len() + self.grants.len()) as u64) {
            return;
        }
        let lacking: Vec<_> = self
            .grants_for(peer)
            .filter(|(id, _)| theirs.binary_search(id).is_err())
            .map(|(id, bytes)| (id, Bytes(Arc::clone(bytes))))
            .collect();
        if let Some(state) = self.peers.get_mut(&peer) {
            state.grants.passed.extend(lacking.iter().map(|(id, _)| *id));
        }
        let lacking = lacking.into_iter().map(|(_, bytes)| bytes).collect();
        for grants in batches(lacking, self.config.chunk_bytes) {
            self.send(peer, &Message::Grants(grants));
        }
    }

    pub(crate) fn take_grants(&mut self, peer: DeviceId, came: &[Bytes]) {
        if !self.charge(peer, 50 * came.len() as u64) {
            return;
        }
        for Bytes(bytes) in came {
            if let Ok(grant) = DocumentGrant::from_bytes(bytes) {
                // What is for others does not even come to this device's host.
                if !may_see(&self.standing, self.me, self.me, Some(&grant.audience()))
                    && grant.audience() != Audience::Everyone
                {
                    continue;
                }
                let id = (grant.document, grant.edition());
                if let Some(state) = self.peers.get_mut(&peer)
                    && state.grants.passed.len() < MAX_GRANT_IDS
                {
                    state.grants.passed.insert(id);
                }
                if self.grants.contains_key(&id) || self.forgotten.contains(&grant.document) {
                    continue;
                }
            }
            let from = Origin::Peer(peer);
            self.deliver(Incoming::Grant { from, bytes: bytes.to_vec() });
        }
    }

    pub(crate) fn hold_grant(
        &mut self,
        document: DocumentId,
        epoch: EpochId,
        audience: Audience,
        bytes: &Arc<[u8]>,
        from: Origin,
    ) {
        let id = (document, epoch);
        if self.forgotten.contains(&document) || self.grants.insert(id, Arc::clone(bytes)).is_some()
        {
            return;
        }
        self.documents.entry(document).or_default().audience = Some(audience);
        for peer in self.ready_peers() {
            if !self.shares(peer, document) {
                continue;
            }
            if from == Origin::Own
                && self.peers.get_mut(&peer).is_some_and(|state| state.grants.passed.insert(id))
            {
                self.send(peer, &Message::Grants(vec![Bytes(Arc::clone(bytes))]));
            }
            self.schedule_digest(peer);
        }
        self.seek(document);
    }

    pub(crate) fn hold_epochs(&mut self, epochs: Vec<EpochId>) {
        let epochs: BTreeSet<_> = epochs.into_iter().take(MAX_EPOCHS).collect();
        if self.epochs == epochs {
            return;
        }
        self.epochs = epochs;
        for peer in self.ready_peers() {
            self.tell_epochs(peer);
        }
    }

    pub(crate) fn told_epochs(&mut self, peer: DeviceId, theirs: &[EpochId]) {
        if !self.charge(peer, 50 + theirs.len() as u64) {
            return;
        }
        let lacking: Vec<_> =
            self.epochs.iter().filter(|id| theirs.binary_search(id).is_err()).copied().collect();
        // The host seals each of them anew.
        if !lacking.is_empty() && self.charge(peer, 200 * lacking.len() as u64) {
            self.effects.push(Effect::WantedSecrets { peer, epochs: lacking });
        }
        if theirs.iter().any(|id| !self.epochs.contains(id)) {
            self.tell_epochs(peer);
        }
    }

    pub(crate) fn give_secrets(&mut self, peer: DeviceId, sealed: Vec<Vec<u8>>) {
        if self.peers.get(&peer).is_some_and(|state| state.ready) && !sealed.is_empty() {
            let sealed = sealed.into_iter().map(|bytes| Bytes(bytes.into())).collect();
            self.send(peer, &Message::Secrets(sealed));
        }
    }

    pub(crate) fn digest_of_certificates(&mut self) -> Digest {
        let certificates = &self.certificates;
        *self
            .certificates_digest
            .get_or_insert_with(|| digest_of_ids(certificates.keys().map(|id| &id.as_bytes()[..])))
    }

    /// Of the grants this peer may have.
    pub(crate) fn digest_of_grants(&self, peer: DeviceId) -> Digest {
        let ids: Vec<[u8; 48]> = self
            .grants_for(peer)
            .map(|((document, epoch), _)| {
                let mut id = [0; 48];
                id[..32].copy_from_slice(document.as_bytes());
                id[32..].copy_from_slice(epoch.as_bytes());
                id
            })
            .collect();
        digest_of_ids(ids.iter().map(|id| &id[..]))
    }

    fn digest_of_epochs(&self) -> Digest {
        digest_of_ids(self.epochs.iter().map(|id| &id.as_bytes()[..]))
    }

    fn tell_epochs(&mut self, peer: DeviceId) {
        let mine = self.digest_of_epochs();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if state.epochs_told.replace(mine) != Some(mine) {
            let epochs = self.epochs.iter().copied().collect();
            self.send(peer, &Message::Epochs(epochs));
        }
    }

    fn grants_for(
        &self,
        peer: DeviceId,
    ) -> impl Iterator<Item = ((DocumentId, EpochId), &Arc<[u8]>)> {
        self.grants.iter().filter_map(move |(id, bytes)| {
            let audience = self.documents.get(&id.0).and_then(|held| held.audience.as_ref());
            may_see(&self.standing, self.me, peer, audience).then_some((*id, bytes))
        })
    }
}

/// Cuts a list into frames of about this many bytes.
fn batches(list: Vec<Bytes>, most_bytes: usize) -> Vec<Vec<Bytes>> {
    let mut batches = Vec::new();
    let mut size = usize::MAX;
    for bytes in list {
        size = size.saturating_add(bytes.0.len());
        if size > most_bytes {
            batches.push(Vec::new());
            size = bytes.0.len();
        }
        if let Some(batch) = batches.last_mut() {
            batch.push(bytes);
        }
    }
    batches
}
