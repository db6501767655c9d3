//! What others sent: checked by the ledger, written to the disk, and put before the documents.

use super::document::Held;
use super::writing::link;
use super::{Core, Promise};
use horseshoe_model::Kind;
use horseshoe_sync::{Event as SyncEvent, Incoming, Origin};
use horseshoe_trust::{
    Admission, Certificate, CommunityId, DocumentGrant, DocumentId, Entry, EntryId, Incarnation,
    Inserted, open_secret,
};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Core {
    /// Takes in one thing from another device, unchecked but for its form.
    pub(super) fn deliver(&mut self, id: CommunityId, incoming: Incoming) {
        match incoming {
            Incoming::Certificate { from, bytes } => self.certificate_came(id, from, &bytes),
            Incoming::Grant { from, bytes } => self.grant_came(id, from, &bytes),
            Incoming::Entry { from, document, id: entry, bytes } => {
                self.entry_came(id, from, document, entry, &bytes);
            }
            Incoming::Signal { from, bytes, .. } => self.signal_came(id, from, &bytes),
            Incoming::Proposal { from, bytes } => {
                if !self.told_of_few(id, from, &bytes) {
                    self.proposal_came(id, from, &bytes);
                }
            }
            Incoming::SealedSecrets { sealed, .. } => {
                for sealed in sealed {
                    if let Ok(secret) = open_secret(&self.key, &id, &sealed) {
                        self.epoch_learned(id, secret);
                    }
                }
            }
        }
    }

    fn certificate_came(&mut self, id: CommunityId, from: Origin, bytes: &[u8]) {
        let Ok(certificate) = Certificate::from_bytes(bytes) else { return };
        self.add_certificate(id, certificate, from);
    }

    /// Takes a certificate into the set; what follows from it follows at once.
    pub(super) fn add_certificate(
        &mut self,
        id: CommunityId,
        certificate: Certificate,
        from: Origin,
    ) {
        let Some(living) =
            self.communities.get_mut(&id).and_then(|community| community.living.as_mut())
        else {
            return;
        };
        if living.ledger.add_certificate(certificate) != Inserted::New {
            return;
        }
        self.certificates_entered(id, from);
    }

    /// Keeps the certificates that entered the set, tells sync, and draws the conclusions.
    pub(super) fn certificates_entered(&mut self, id: CommunityId, from: Origin) {
        let Some(living) =
            self.communities.get_mut(&id).and_then(|community| community.living.as_mut())
        else {
            return;
        };
        let mut told = Vec::new();
        let mut sealed_to_me = Vec::new();
        let all_entered = living.ledger.take_entered_certificates();
        for &entered in &all_entered {
            let Some(certificate) = living.ledger.membership().get(&entered) else { continue };
            let bytes: Arc<[u8]> = certificate.to_bytes().into();
            if let horseshoe_trust::Body::Epoch { sealed, .. } = certificate.body()
                && let Some(sealed) = sealed.get(&self.key.id())
            {
                sealed_to_me.push(sealed.clone());
            }
            self.saving.next().put_certificate(id, entered, bytes.to_vec());
            // News of a removal is passed on at once, also to whom it concerns: their connection ends with it.
            let removal = matches!(certificate.body(), horseshoe_trust::Body::Remove { .. });
            let from = if removal { Origin::Own } else { from };
            told.push(SyncEvent::Certificate { id: entered, bytes, from });
        }
        let released = living.ledger.take_released();
        for event in told {
            self.sync(id, event);
        }
        for sealed in sealed_to_me {
            if let Ok(secret) = open_secret(&self.key, &id, &sealed) {
                self.epoch_learned(id, secret);
            }
        }
        self.standing_changed(id);
        self.removals_changed(id, &all_entered);
        self.entries_stored(id, released, from);
    }

    /// After any change of who stands: who may connect, who is looked for, what counts.
    pub(super) fn standing_changed(&mut self, id: CommunityId) {
        self.changed = true;
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = community.living.as_mut() else { return };
        community.membership_seen = None;
        let state = living.ledger.membership().state();
        for (document, held) in &mut community.documents {
            held.recount |= !living.ledger.is_current(document);
        }
        self.sync(id, SyncEvent::Standing { devices: state.standing_devices() });
        self.allow_members();
        self.grant_to_lacking_devices(id);
        self.erasing_changed(id);
        self.welcome_those_who_are_in(id);
    }

    fn grant_came(&mut self, id: CommunityId, from: Origin, bytes: &[u8]) {
        let Ok(grant) = DocumentGrant::from_bytes(bytes) else { return };
        let Some(living) =
            self.communities.get_mut(&id).and_then(|community| community.living.as_mut())
        else {
            return;
        };
        // What is for others is not kept, whoever sent it: not even that there is such a document.
        let me = living.ledger.membership().state().member(&self.key.id());
        let for_me = me.is_some_and(|me| grant.audience().includes(me));
        let welcome = for_me || grant.is_for_everyone();
        if grant.community != id || !welcome || !living.ledger.add_grant(grant.clone()) {
            return;
        }
        let released = living.ledger.take_released();
        self.changed = true;
        self.saving.next().put_grant(id, grant.document, bytes.to_vec());
        self.tell_grant(id, &grant, from);
        self.open_grants(id);
        self.entries_stored(id, released, from);
    }

    pub(super) fn tell_grant(&mut self, id: CommunityId, grant: &DocumentGrant, from: Origin) {
        let (document, epoch, audience) = (grant.document, grant.edition(), grant.audience());
        self.sync(
            id,
            SyncEvent::Grant { document, epoch, audience, bytes: grant.to_bytes().into(), from },
        );
    }

    /// An epoch's secret came: it may open documents and entries that waited for it.
    pub(super) fn epoch_learned(&mut self, id: CommunityId, secret: horseshoe_trust::EpochSecret) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let epoch = secret.id();
        if community.epochs.insert(epoch, secret).is_some() {
            return;
        }
        for held in community.documents.values_mut() {
            held.wake(Some(epoch));
        }
        community.keep(self.saving.next());
        let epochs = community.epochs.keys().copied().collect();
        self.sync(id, SyncEvent::Epochs(epochs));
        self.open_grants(id);
    }

    /// Opens the documents whose grants can be opened now.
    pub(super) fn open_grants(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = community.living.as_mut() else { return };
        let unopened: Vec<DocumentGrant> = living
            .ledger
            .documents()
            .filter(|grant| !community.documents.contains_key(&grant.document))
            .map(|grant| grant.document)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .flat_map(|document| living.ledger.grants(&document).to_vec())
            .collect();
        let mut opened = false;
        for grant in unopened {
            // A kind this version does not know is kept and passed on, and shown by a newer version.
            let Some(kind) = Kind::from_name(&grant.kind) else { continue };
            let opened_here = match grant.epoch() {
                Some(epoch) => community.epochs.get(&epoch).map(|epoch| grant.open(epoch)),
                None if !grant.reaches(&self.key.id()) => None,
                None => Some(grant.open_on(&self.key)),
            };
            let Some(opened_here) = opened_here else { continue };
            match opened_here {
                Ok(secret) => {
                    let mut held = Held::empty(grant.document, kind, grant.owner, secret);
                    held.readers.clone_from(&grant.readers);
                    held.recount = true;
                    community.documents.insert(grant.document, held);
                    opened = true;
                }
                Err(_) => living.ledger.drop_grant(&grant),
            }
        }
        if opened {
            let me = self.key.id();
            community.find_own_roots(community.member_of(&me));
            community.membership_seen = None;
            self.changed = true;
            community.keep(self.saving.next());
            self.grant_to_lacking_devices(id);
        }
    }

    fn entry_came(
        &mut self,
        id: CommunityId,
        from: Origin,
        document: DocumentId,
        entry: EntryId,
        bytes: &[u8],
    ) {
        let Some(living) =
            self.communities.get_mut(&id).and_then(|community| community.living.as_mut())
        else {
            return;
        };
        let Ok(opened) = Entry::from_bytes(bytes) else {
            self.entry_refused(id, from, document, entry);
            return;
        };
        match living.ledger.add_entry(&opened) {
            Admission::Stored => {
                let mut stored = vec![opened];
                stored.extend(living.ledger.take_released());
                self.entries_stored(id, stored, from);
            }
            Admission::Known => {
                // On its way to the disk it is announced when it has arrived there.
                if !living.unsaved.contains_key(&entry) {
                    let stored = SyncEvent::Stored {
                        document,
                        link: link(&opened),
                        bytes: bytes.into(),
                        from,
                    };
                    self.sync(id, stored);
                }
            }
            Admission::Waiting { missing } => {
                self.lacks_for(id, from, document, entry);
                self.sync(id, SyncEvent::Waiting { document, id: entry, missing, from });
            }
            Admission::Refused(_) => self.entry_refused(id, from, document, entry),
        }
    }

    fn entry_refused(
        &mut self,
        id: CommunityId,
        from: Origin,
        document: DocumentId,
        entry: EntryId,
    ) {
        if let Some(peer) = from.peer() {
            self.sync(id, SyncEvent::Refused { peer, document, id: entry });
        }
    }

    /// Entries that are in the ledger now: to the disk, then to sync, and into their documents.
    pub(super) fn entries_stored(&mut self, id: CommunityId, entries: Vec<Entry>, from: Origin) {
        let me = self.key.id();
        for entry in entries {
            let Some(community) = self.communities.get_mut(&id) else { return };
            let Some(living) = community.living.as_mut() else { return };
            let header = entry.header();
            let document = header.document;
            let bytes: Arc<[u8]> = entry.to_bytes().into();
            living.unsaved.insert(entry.id(), bytes.clone());
            self.saving.next().put_entry(id, document, entry.id(), bytes.to_vec());
            let stored = SyncEvent::Stored { document, link: link(&entry), bytes, from };
            self.saving.then(Promise::Stored { community: id, stored: Box::new(stored) });
            let follows = living.ledger.extends(&document, &entry.id());
            let member = living.ledger.membership().state().member(&header.device);
            if let Some(held) = community.documents.get_mut(&document) {
                if let Some(member) = member {
                    held.note_author(&header.device, header.incarnation, member);
                }
                if follows {
                    held.inbox.push(entry.id());
                } else {
                    held.recount = true;
                }
            }
            let author = header.device;
            // Words of this very incarnation that this device does not know: the profile was copied or restored.
            if author == me && header.incarnation == self.incarnation {
                self.begin_new_incarnation();
            }
            self.changed = true;
        }
    }

    /// From now on this device writes under a new name in every document, so that no number is ever used twice.
    pub(super) fn begin_new_incarnation(&mut self) {
        let was = std::mem::replace(&mut self.incarnation, Incarnation::generate(&mut self.rng));
        self.saving.next().put_note("incarnation", self.incarnation.as_bytes().to_vec());
        let documents =
            self.communities.values_mut().flat_map(|community| community.documents.values_mut());
        for held in documents.filter(|held| !held.journal.is_empty()) {
            held.rewrite.get_or_insert(was);
            held.recount = true;
        }
    }
}
