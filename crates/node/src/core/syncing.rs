//! Connections and frames: between the network, which knows no message, and each community's sync.

use super::community::Peer;
use super::{Core, Effect};
use horseshoe_sync::{Effect as SyncEffect, Event as SyncEvent, Origin};
use horseshoe_trust::{CommunityId, DeviceId, DocumentId, EntryId, seal_secret};
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;
use std::net::SocketAddr;
use std::sync::Arc;

/// Two devices have one connection for all communities they share: a frame begins with this much of the
/// community's id.
const TAG: usize = 8;

/// Entries that were asked for, and the ids of those that are not here.
type Found = (Vec<(EntryId, Arc<[u8]>)>, Vec<EntryId>);

impl Core {
    pub(super) fn peer_connected(&mut self, peer: DeviceId) {
        self.changed = true;
        self.connected.insert(peer);
        for id in self.shared_with(&peer) {
            self.greet(id, peer);
        }
    }

    /// Begins to exchange a community with a device that is connected.
    fn greet(&mut self, id: CommunityId, peer: DeviceId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        // Whoever was greeted stays as known: what sync said of them is said once.
        if let Entry::Vacant(place) = community.peers.entry(peer) {
            community.membership_seen = None;
            place.insert(Peer::default());
            community.held_by.met(peer, self.now.unix_ms);
            self.sync(id, SyncEvent::Connected { peer });
        }
    }

    pub(super) fn peer_disconnected(&mut self, peer: DeviceId) {
        self.changed = true;
        self.connected.remove(&peer);
        for id in self.communities.keys().copied().collect::<Vec<_>>() {
            self.part(id, peer);
        }
    }

    /// No longer exchanges a community with a device.
    fn part(&mut self, id: CommunityId, peer: DeviceId) {
        self.remember_holdings(id, peer);
        let Some(community) = self.communities.get_mut(&id) else { return };
        if community.peers.remove(&peer).is_some() {
            community.membership_seen = None;
            community.pens.remove(&peer);
            community.held_by.met(peer, self.now.unix_ms);
            community.held_by.keep(&id, self.saving.next());
            self.sync(id, SyncEvent::Disconnected { peer });
        }
    }

    /// No longer exchanges a community with anybody.
    pub(super) fn part_from_all(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        for peer in community.peers.keys().copied().collect::<Vec<_>>() {
            self.part(id, peer);
        }
    }

    pub(super) fn frame(&mut self, peer: DeviceId, bytes: &[u8]) {
        let Some((tag, frame)) = bytes.split_at_checked(TAG) else { return };
        let community = self.communities.keys().find(|id| id.as_bytes()[..TAG] == *tag).copied();
        // A community this device does not know yet, or no more, is no fault of the other's.
        let Some(id) = community else { return };
        if self.communities[&id].stopped {
            return;
        }
        self.greet(id, peer);
        self.sync(id, SyncEvent::Frame { peer, bytes: frame.to_vec() });
    }

    pub(super) fn found(&mut self, peer: DeviceId, addresses: Vec<SocketAddr>) {
        if self.shared_with(&peer).is_empty() {
            return;
        }
        self.remember_addresses(peer, &addresses);
        if !self.connected.contains(&peer) {
            self.effects.push(Effect::Want { peer, addresses });
        }
    }

    /// Keeps where a member's device can be reached, the newest first.
    pub(super) fn remember_addresses(&mut self, peer: DeviceId, addresses: &[SocketAddr]) {
        const MOST: usize = 8;
        let known = self.addresses.entry(peer).or_default();
        let mut merged: Vec<SocketAddr> = addresses.to_vec();
        merged.extend(known.iter().filter(|address| !addresses.contains(address)));
        merged.truncate(MOST);
        if *known != merged {
            *known = merged;
            self.keep_addresses();
        }
    }

    /// The communities in which this device stands, as far as I know.
    pub(super) fn shared_with(&self, peer: &DeviceId) -> Vec<CommunityId> {
        let me = self.key.id();
        let shares = |id: &CommunityId| self.communities[id].exchanges_with(&me).contains(peer);
        self.communities.keys().copied().filter(shares).collect()
    }

    /// Who may connect: everybody who stands in a community of mine. They are looked for as well.
    pub(super) fn allow_members(&mut self) {
        let me = self.key.id();
        let allowed: BTreeSet<DeviceId> =
            self.communities.values().flat_map(|community| community.exchanges_with(&me)).collect();
        self.effects.push(Effect::Allow(allowed.clone()));
        for peer in allowed {
            if self.connected.contains(&peer) {
                for id in self.shared_with(&peer) {
                    self.greet(id, peer);
                }
            } else {
                let addresses = self.addresses.get(&peer).cloned().unwrap_or_default();
                self.effects.push(Effect::Want { peer, addresses });
            }
        }
    }

    /// Lets a community's sync take in an event, and does what it asks.
    pub(super) fn sync(&mut self, id: CommunityId, event: SyncEvent) {
        let now = self.now.running;
        let Some(living) =
            self.communities.get_mut(&id).and_then(|community| community.living.as_mut())
        else {
            return;
        };
        if let SyncEvent::Stored { link, .. } = &event {
            living.unsaved.remove(&link.id);
        }
        if matches!(event, SyncEvent::Tick) {
            living.wake = None;
        }
        let effects = living.sync.handle(now, event);
        // Before the rest: what is delivered may lead to further events, which have the last word on when to wake.
        for effect in &effects {
            if let SyncEffect::WakeAt(wake) = effect {
                living.wake = Some(*wake);
            }
        }
        for effect in effects {
            self.carry_out(id, effect);
        }
    }

    fn carry_out(&mut self, id: CommunityId, effect: SyncEffect) {
        match effect {
            SyncEffect::Send { peer, frame } => {
                let frame = [&id.as_bytes()[..TAG], &frame].concat();
                self.effects.push(Effect::Send { peer, frame });
            }
            SyncEffect::Close { peer, reason } => {
                tracing::debug!(%peer, %reason, "closed");
                if let Some(community) = self.communities.get_mut(&id) {
                    community.peers.remove(&peer);
                }
                self.effects.push(Effect::Close { peer });
            }
            SyncEffect::Deliver(incoming) => self.deliver(id, incoming),
            SyncEffect::Read { ticket, document, ids, limit_bytes, .. } => {
                let (entries, absent) = self.read(id, document, &ids, limit_bytes);
                self.sync(id, SyncEvent::Read { ticket, entries, absent });
            }
            SyncEffect::WantedSecrets { peer, epochs } => {
                let Some(community) = self.communities.get(&id) else { return };
                let secrets = epochs.iter().filter_map(|epoch| community.epochs.get(epoch));
                let sealed: Vec<Vec<u8>> = secrets
                    .filter_map(|secret| seal_secret(&peer, secret, &id, &mut self.rng).ok())
                    .collect();
                self.sync(id, SyncEvent::Secrets { peer, sealed });
            }
            SyncEffect::Ready { peer } => {
                self.send_proposals(id, peer);
                self.send_erasing(id, peer);
                self.send_addresses(id);
                self.send_clocks(id);
            }
            SyncEffect::Progress { peer, document, received, expected } => {
                if let Some(peer) =
                    self.communities.get_mut(&id).and_then(|it| it.peers.get_mut(&peer))
                {
                    if received < expected {
                        peer.receiving.insert(document, (received, expected));
                    } else {
                        peer.receiving.remove(&document);
                    }
                    self.changed = true;
                }
            }
            SyncEffect::SameCertificates { peer } => self.has_same_certificates(id, peer),
            SyncEffect::InSync { peer, with } => {
                if let Some(peer) =
                    self.communities.get_mut(&id).and_then(|it| it.peers.get_mut(&peer))
                {
                    peer.in_sync = with;
                    self.changed = true;
                }
            }
            SyncEffect::Holds { peer, document, incarnation, seq } => {
                if let Some(community) = self.communities.get_mut(&id) {
                    community.held_by.holds(peer, document, incarnation, seq);
                    self.changed = true;
                }
            }
            SyncEffect::WakeAt(_) => {}
        }
    }

    /// Wakes each sync that asked to be woken by now.
    pub(super) fn wake_syncs(&mut self) {
        let now = self.now.running;
        let due = |community: &super::Community| {
            community.living.as_ref().and_then(|living| living.wake).is_some_and(|wake| wake <= now)
        };
        let ids: Vec<CommunityId> = self
            .communities
            .iter()
            .filter(|(_, community)| due(community))
            .map(|(id, _)| *id)
            .collect();
        for id in ids {
            self.sync(id, SyncEvent::Tick);
        }
    }

    /// Entries in the order asked for, as many as fit, at least one.
    fn read(
        &self,
        id: CommunityId,
        document: DocumentId,
        ids: &[EntryId],
        limit_bytes: usize,
    ) -> Found {
        let (mut entries, mut absent, mut total) = (Vec::new(), Vec::new(), 0);
        for entry in ids {
            match self.shelf.entry(&id, &document, entry) {
                Ok(Some(bytes)) if entries.is_empty() || total + bytes.len() <= limit_bytes => {
                    total += bytes.len();
                    entries.push((*entry, bytes.into()));
                }
                Ok(None) => absent.push(*entry),
                // No more fits; or the read failed: both empty tells sync so, and it goes on with something else.
                Ok(Some(_)) | Err(_) => break,
            }
        }
        (entries, absent)
    }

    /// Tells a sync what is held already: after loading, founding or joining.
    pub(super) fn introduce_holdings(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = community.living.as_mut() else { return };
        let membership = living.ledger.membership();
        let mut events =
            vec![SyncEvent::Standing { devices: membership.state().standing_devices() }];
        for certificate in membership.ids() {
            if let Some(held) = membership.get(&certificate) {
                let bytes = held.to_bytes().into();
                events.push(SyncEvent::Certificate { id: certificate, bytes, from: Origin::File });
            }
        }
        events.extend(
            community.erasing.destroyed().map(|document| SyncEvent::Forgotten { document }),
        );
        events.push(SyncEvent::Epochs(community.epochs.keys().copied().collect()));
        let documents: BTreeSet<DocumentId> =
            living.ledger.documents().map(|grant| grant.document).collect();
        let grants: Vec<_> =
            documents.iter().flat_map(|document| living.ledger.grants(document).to_vec()).collect();
        for document in documents {
            let Some(log) = living.ledger.log(&document) else { continue };
            let places =
                log.order().into_iter().filter_map(|entry| Some((entry, log.get(&entry)?)));
            let entries = places
                .map(|(entry, place)| horseshoe_sync::Link {
                    id: entry,
                    device: place.device,
                    incarnation: place.incarnation,
                    seq: place.seq,
                    prev: place.prev,
                })
                .collect();
            events.push(SyncEvent::Loaded { document, entries });
        }
        for event in events {
            self.sync(id, event);
        }
        for grant in grants {
            self.tell_grant(id, &grant, Origin::File);
        }
    }
}
