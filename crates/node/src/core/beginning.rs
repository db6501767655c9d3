//! The beginning of a community: the draft moves in, its documents are granted, whoever is let in is welcomed.

use super::community::{Community, Living};
use super::document::Held;
use super::ways_back::WaysBack;
use super::{Core, Effect, Promise};
use crate::Event;
use horseshoe_sync::{Config as SyncConfig, Origin, Sync};
use horseshoe_trust::{
    Body, Certificate, CommunityId, DeviceId, EpochId, EpochSecret, Ledger, Proposal, seal_secret,
};
use std::collections::{BTreeMap, BTreeSet};

impl Core {
    /// The draft becomes a community: its words move in, and the second person is welcomed.
    pub(super) fn begin_community(&mut self, draft: CommunityId, genesis: &Certificate, talk: u64) {
        let id = CommunityId::from(genesis.id());
        let Some(mut community) = self.communities.remove(&draft) else { return };
        let Ok(ledger) = Ledger::new(genesis.clone()) else {
            self.communities.insert(draft, community);
            return;
        };
        community.id = id;
        community.requests.clear();
        community.living = Some(Living::new(self.key.id(), id, ledger));
        let batch = self.saving.next();
        batch.delete_note(Community::note_name(&draft));
        batch.delete_note(WaysBack::note_name(&draft));
        batch.delete_note(Community::continues_name(&draft));
        for document in community.documents.keys() {
            batch.clear_journal(draft, *document);
        }
        for (document, held) in &community.documents {
            for change in &held.journal {
                batch.put_journal(id, *document, change.clone());
            }
        }
        batch.put_certificate(id, genesis.id(), genesis.to_bytes());
        self.communities.insert(id, community);
        self.keep_list();
        self.introduce_holdings(id);
        self.begin_epoch(id);
        self.grant_own_documents(id);
        self.grant_to_lacking_devices(id);
        for document in self.communities[&id].documents.keys().copied().collect::<Vec<_>>() {
            self.seal(id, document);
        }
        self.keep_community(id);
        self.keep_ways_back(id);
        if let Some(door) = self.doors.get_mut(&talk) {
            door.community = Some(id);
        }
        if let Some(door) = self.open_door.as_mut().filter(|door| door.community == draft) {
            door.community = id;
        }
        self.standing_changed(id);
        self.saving.then(Promise::Tell(Event::Begun { draft, community: id }));
    }

    /// Makes a new epoch secret, sealed to everybody who stands.
    fn begin_epoch(&mut self, id: CommunityId) -> Option<EpochSecret> {
        let secret = EpochSecret::generate(&mut self.rng);
        let community = self.communities.get(&id)?;
        let membership = community.living.as_ref()?.ledger.membership();
        let mut sealed = BTreeMap::new();
        for device in membership.state().standing_devices().into_keys() {
            sealed.insert(device, seal_secret(&device, &secret, &id, &mut self.rng).ok()?);
        }
        let epoch: EpochId = secret.id();
        let body = Body::Epoch { epoch, sealed };
        let mut proposal = Proposal::new(id, membership.heads(), body, [self.key.id()]).ok()?;
        proposal.sign(&self.key);
        let certificate = proposal.finish()?;
        self.epoch_learned(id, secret.clone());
        self.add_certificate(id, certificate, Origin::Own);
        Some(secret)
    }

    /// The epoch whose secret new entries are sealed with; made here where there is none to use.
    pub(super) fn epoch_to_write(&mut self, id: CommunityId) -> Option<EpochSecret> {
        let community = self.communities.get(&id)?;
        let living = community.living.as_ref()?;
        let usable = living.ledger.membership().usable_epochs();
        let known = usable.iter().find_map(|usable| community.epochs.get(&usable.epoch));
        if let Some(secret) = known {
            return Some(secret.clone());
        }
        if !living.ledger.membership().state().stands(&self.key.id()) {
            return None;
        }
        self.begin_epoch(id)
    }

    /// Grants the documents this device has and nobody was told of.
    pub(super) fn grant_own_documents(&mut self, id: CommunityId) {
        let Some(epoch) = self.epoch_to_write(id) else { return };
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = community.living.as_mut() else { return };
        let granted: BTreeSet<_> = living.ledger.documents().map(|grant| grant.document).collect();
        let mut told = Vec::new();
        let for_epoch = |held: &&Held| !granted.contains(&held.id) && held.readers.is_empty();
        for held in community.documents.values().filter(for_epoch) {
            let Ok(grant) = horseshoe_trust::DocumentGrant::seal(
                id,
                held.kind.name(),
                held.owner,
                &held.secret,
                &epoch,
                &mut self.rng,
            ) else {
                continue;
            };
            living.ledger.add_grant(grant.clone());
            self.saving.next().put_grant(id, grant.document, grant.to_bytes());
            told.push(grant);
        }
        for grant in told {
            self.tell_grant(id, &grant, Origin::Own);
        }
    }

    /// Tells the newcomer that they are in, with what they need to begin.
    pub(super) fn welcome(&mut self, id: CommunityId, talk: u64) {
        let Some(newcomer) = self.doors.get(&talk).map(|door| door.inviter.newcomer()) else {
            return;
        };
        let (certificates, sealed) = self.welcome_of(id, &newcomer);
        let Some(door) = self.doors.get_mut(&talk) else { return };
        if let Ok(messages) = door.inviter.welcome(certificates, sealed) {
            self.effects.extend(messages.into_iter().map(|bytes| Effect::Say { talk, bytes }));
        }
    }

    /// What a newcomer needs to begin: certificates in causal order, and the epochs' secrets sealed to its device.
    pub(super) fn welcome_of(
        &mut self,
        id: CommunityId,
        newcomer: &DeviceId,
    ) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
        let Some(community) = self.communities.get(&id) else { return Default::default() };
        let Some(living) = &community.living else { return Default::default() };
        let membership = living.ledger.membership();
        let ids = membership.ids();
        let certificates = ids.iter().filter_map(|id| membership.get(id));
        let secrets = community.epochs.values();
        let sealed = secrets.filter_map(|it| seal_secret(newcomer, it, &id, &mut self.rng).ok());
        (certificates.map(Certificate::to_bytes).collect(), sealed.collect())
    }
}

impl Living {
    pub(crate) fn new(me: DeviceId, id: CommunityId, ledger: Ledger) -> Self {
        Self {
            ledger,
            sync: Sync::new(me, id, SyncConfig::default()),
            wake: None,
            unsaved: BTreeMap::new(),
            set_aside: BTreeMap::new(),
        }
    }
}
