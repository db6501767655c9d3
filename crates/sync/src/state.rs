//! `Sync::handle`: the whole of it, one community on one device.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{
    Audience, CertificateId, CommunityId, DeviceId, DocumentId, EntryId, EpochId, MemberId,
};

use crate::clock::Clock;
use crate::frontier::Index;
use crate::live::Missing;
use crate::peer::Peer;
use crate::repair::Fetch;
use crate::wire::{Digest, MAX_REFUSED, MAX_SIGNAL, Message, WireError};
use crate::{CloseReason, Effect, Event, Incoming};

/// Every interval and size that may be chosen. The defaults are what devices use; tests shorten some.
#[derive(Clone, Debug)]
pub struct Config {
    /// At most one digest per peer in this time, after changes.
    pub digest_every: Duration,
    /// The same, towards a peer who got everything straight from its writers lately.
    pub digest_when_whole: Duration,
    /// Bytes of entries on their way to one peer who catches up, before it answers. Less than a frame.
    pub chunk_bytes: usize,
    /// How long a missing ancestor may be on its way before it is asked for.
    pub want_after: Duration,
    /// No progress from a peer in this time: another one is asked.
    pub stalled_after: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            digest_every: Duration::from_secs(1),
            digest_when_whole: Duration::from_secs(5),
            chunk_bytes: 256 * 1024,
            want_after: Duration::from_millis(400),
            stalled_after: Duration::from_secs(10),
        }
    }
}

/// How one device and its peers come to hold the same, for one community.
pub struct Sync {
    pub(crate) me: DeviceId,
    pub(crate) community: CommunityId,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) standing: BTreeMap<DeviceId, MemberId>,
    pub(crate) certificates: BTreeMap<CertificateId, Arc<[u8]>>,
    /// In the order they came, which is causal.
    pub(crate) certificate_order: Vec<CertificateId>,
    pub(crate) certificates_digest: Option<Digest>,
    pub(crate) grants: BTreeMap<(DocumentId, EpochId), Arc<[u8]>>,
    pub(crate) epochs: BTreeSet<EpochId>,
    pub(crate) documents: BTreeMap<DocumentId, Held>,
    pub(crate) forgotten: BTreeSet<DocumentId>,
    pub(crate) peers: BTreeMap<DeviceId, Peer>,
    pub(crate) refusals: BTreeMap<(DeviceId, DocumentId), Refusals>,
    pub(crate) missing: BTreeMap<(DocumentId, EntryId), Missing>,
    pub(crate) next_ticket: u64,
    /// When to look after what is unsettled: stalls, retries, wants.
    pub(crate) look_after: Option<Duration>,
    pub(crate) effects: Vec<Effect>,
}

/// A document that is known here: by its grant, by its entries, usually by both.
#[derive(Default)]
pub(crate) struct Held {
    /// Unknown until its grant is here; then nothing of it is sent or asked for.
    pub(crate) audience: Option<Audience>,
    pub(crate) index: Index,
    pub(crate) fetch: Option<Fetch>,
}

/// What was refused from one peer in one document: as good as known. The newest [`MAX_REFUSED`].
#[derive(Default)]
pub(crate) struct Refusals {
    pub(crate) ids: BTreeSet<EntryId>,
    order: VecDeque<EntryId>,
}

impl Refusals {
    pub(crate) fn add(&mut self, id: EntryId) {
        if self.ids.insert(id) {
            self.order.push_back(id);
        }
        if self.order.len() > MAX_REFUSED
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
    }
}

impl Sync {
    /// Knows nothing yet. The host then reports what it holds (`Standing`, `Certificate`, `Grant`, `Epochs`,
    /// `Loaded`) and connects.
    pub fn new(me: DeviceId, community: CommunityId, config: Config) -> Self {
        Self {
            me,
            community,
            config,
            clock: Clock::default(),
            standing: BTreeMap::new(),
            certificates: BTreeMap::new(),
            certificate_order: Vec::new(),
            certificates_digest: None,
            grants: BTreeMap::new(),
            epochs: BTreeSet::new(),
            documents: BTreeMap::new(),
            forgotten: BTreeSet::new(),
            peers: BTreeMap::new(),
            refusals: BTreeMap::new(),
            missing: BTreeMap::new(),
            next_ticket: 0,
            look_after: None,
            effects: Vec::new(),
        }
    }

    /// Takes in one event and says what to do. `now` is the time since any fixed moment; should it jump, nothing
    /// but the pace suffers.
    pub fn handle(&mut self, now: Duration, event: Event) -> Vec<Effect> {
        self.clock.advance(now);
        match event {
            Event::Connected { peer } => self.connected(peer),
            Event::Disconnected { peer } => self.disconnected(peer),
            Event::Frame { peer, bytes } => self.frame(peer, &bytes),
            Event::Tick => {}
            Event::Standing { devices } => self.stand(devices),
            Event::Certificate { id, bytes, from } => self.hold_certificate(id, &bytes, from),
            Event::Grant { document, epoch, audience, bytes, from } => {
                self.hold_grant(document, epoch, audience, &bytes, from);
            }
            Event::Epochs(epochs) => self.hold_epochs(epochs),
            Event::Loaded { document, entries } => self.loaded(document, &entries),
            Event::Stored { document, link, bytes, from } => {
                self.stored(document, &link, &bytes, from);
            }
            Event::Waiting { document, id, missing, from } => {
                self.waiting(document, id, missing, from);
            }
            Event::Refused { peer, document, id } => self.refused(peer, document, id),
            Event::Forgotten { document } => self.forget(document),
            Event::Read { ticket, entries, absent } => self.read(ticket, entries, absent),
            Event::Secrets { peer, sealed } => self.give_secrets(peer, sealed),
            Event::Signal { to, document, key, bytes } => self.signal(to, (document, key), &bytes),
            Event::Proposal { to, bytes } => self.propose(to, &bytes),
            Event::FromFile { frame } => self.take_frame(&frame),
        }
        let mut due = self.next_due();
        if due.is_some_and(|due| due <= self.clock.now()) {
            self.run_timers();
            due = self.next_due();
        }
        if let Some(at) = self.clock.alarm(due) {
            self.effects.push(Effect::WakeAt(at));
        }
        std::mem::take(&mut self.effects)
    }

    /// How many entries of a document are here.
    pub fn held(&self, document: &DocumentId) -> usize {
        self.documents.get(document).map_or(0, |held| held.index.len())
    }

    fn frame(&mut self, peer: DeviceId, bytes: &[u8]) {
        let now = self.clock.now();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let asked_for = Message::may_be_asked_for(bytes);
        let cost = if asked_for { 2 } else { 2 + bytes.len() as u64 / 512 };
        if !state.work.take(cost, now) {
            return self.close(peer, CloseReason::Flooding);
        }
        match Message::from_frame(bytes) {
            Ok(message) => self.message(peer, message, bytes.len()),
            Err(WireError::OtherVersion(version)) => {
                self.close(peer, CloseReason::OtherVersion(version));
            }
            Err(_) => self.close(peer, CloseReason::Garbage),
        }
    }

    fn message(&mut self, peer: DeviceId, message: Message, size: usize) {
        match message {
            Message::Hello { version: _, community, certificates } => {
                self.greeted(peer, community, certificates);
            }
            Message::CertificateIds(ids) => self.asked_for_certificates(peer, &ids),
            Message::Certificates { certificates, last } => {
                self.take_certificates(peer, &certificates, last);
            }
            Message::Summary { grants, epochs, documents } => {
                self.summarised(peer, (grants, epochs, documents));
            }
            Message::Digests { certificates, grants, documents } => {
                self.told(peer, certificates, grants, documents);
            }
            // Whoever stands in its own eyes but not in ours is not heard, yet not cut off: it may know of a
            // certificate that is still on its way.
            _ if !self.peers.get(&peer).is_some_and(|state| state.ready) => {}
            Message::GrantIds(ids) => self.asked_for_grants(peer, &ids),
            Message::Grants(grants) => self.take_grants(peer, &grants),
            Message::Epochs(epochs) => self.told_epochs(peer, &epochs),
            Message::Secrets(sealed) => {
                let sealed = sealed.iter().map(|bytes| bytes.0.to_vec()).collect();
                self.deliver(Incoming::SealedSecrets { from: peer, sealed });
            }
            Message::Frontier { document, lanes, refused, last } => {
                self.asked_to_catch_up(peer, document, lanes, refused, last);
            }
            Message::Entries { document, entries, left, withheld } => {
                self.take_chunk(peer, document, &entries, Some((left, withheld)), size);
            }
            Message::Taken => self.taken(peer),
            Message::Live { document, entry } => self.take_live(peer, document, &entry),
            Message::Want { document, ids } => self.asked_for(peer, document, ids),
            Message::Found { document, entries, absent } => {
                self.take_chunk(peer, document, &entries, None, size);
                self.try_elsewhere(document, &absent);
            }
            Message::Signal { document, bytes } => {
                if document.is_none_or(|document| self.shares(peer, document)) {
                    let bytes = bytes.0.to_vec();
                    self.deliver(Incoming::Signal { from: peer, document, bytes });
                }
            }
            Message::Proposal(bytes) => {
                self.deliver(Incoming::Proposal { from: peer, bytes: bytes.0.to_vec() });
            }
        }
    }

    fn run_timers(&mut self) {
        let now = self.clock.now();
        let due: Vec<DeviceId> = self
            .peers
            .iter()
            .filter(|(_, state)| state.next_due().is_some_and(|due| due <= now))
            .map(|(peer, _)| *peer)
            .collect();
        for peer in due {
            self.become_ready(peer);
            self.tell_digests(peer);
            self.send_signals(peer);
            self.judge_in_sync(peer);
        }
        if self.look_after.is_some_and(|due| due <= now) {
            self.look_after = None;
            self.ask_for_missing();
            self.seek_all();
        }
    }

    fn next_due(&self) -> Option<Duration> {
        let peers = self.peers.values().filter_map(Peer::next_due);
        peers.chain(self.look_after).min()
    }

    fn signal(&mut self, to: Option<DeviceId>, key: crate::signal::Key, bytes: &[u8]) {
        if bytes.len() > MAX_SIGNAL {
            return;
        }
        for peer in self.ready_peers() {
            if to.is_none_or(|to| to == peer)
                && key.0.is_none_or(|document| self.shares(peer, document))
                && let Some(state) = self.peers.get_mut(&peer)
            {
                state.signals.put(key, bytes.to_vec());
            }
        }
    }

    fn send_signals(&mut self, peer: DeviceId) {
        let now = self.clock.now();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        for ((document, _), bytes) in state.signals.take_due(now) {
            let bytes = crate::wire::Bytes(bytes.into());
            self.send(peer, &Message::Signal { document, bytes });
        }
    }

    fn propose(&mut self, to: Option<DeviceId>, bytes: &[u8]) {
        let message = Message::Proposal(crate::wire::Bytes(bytes.into()));
        for peer in self.ready_peers() {
            if to.is_none_or(|to| to == peer) {
                self.send(peer, &message);
            }
        }
    }

    fn forget(&mut self, document: DocumentId) {
        if let Some(fetch) = self.documents.remove(&document).and_then(|held| held.fetch)
            && let Some(state) = self.peers.get_mut(&fetch.peer)
        {
            state.fetching = state.fetching.saturating_sub(1);
        }
        self.forgotten.insert(document);
        self.grants.retain(|(other, _), _| *other != document);
        self.missing.retain(|(other, _), _| *other != document);
        self.refusals.retain(|(_, other), _| *other != document);
        for peer in self.peers.keys().copied().collect::<Vec<_>>() {
            self.stop_sending(peer, document);
            self.schedule_digest(peer);
        }
    }

    pub(crate) fn send(&mut self, peer: DeviceId, message: &Message) {
        self.effects.push(Effect::Send { peer, frame: message.to_frame() });
    }

    pub(crate) fn deliver(&mut self, incoming: Incoming) {
        self.effects.push(Effect::Deliver(incoming));
    }

    pub(crate) fn close(&mut self, peer: DeviceId, reason: CloseReason) {
        self.effects.push(Effect::Close { peer, reason });
        self.disconnected(peer);
    }

    /// Takes the cost of some work from what this peer may ask for; closes the connection if nothing is left.
    pub(crate) fn charge(&mut self, peer: DeviceId, cost: u64) -> bool {
        let now = self.clock.now();
        let paid = self.peers.get_mut(&peer).is_some_and(|state| state.work.take(cost, now));
        if !paid && self.peers.contains_key(&peer) {
            self.close(peer, CloseReason::Flooding);
        }
        paid
    }

    pub(crate) fn ready_peers(&self) -> Vec<DeviceId> {
        self.peers.iter().filter(|(_, state)| state.ready).map(|(peer, _)| *peer).collect()
    }

    /// True if this peer is in the audience of this document, as far as we know the document.
    pub(crate) fn shares(&self, peer: DeviceId, document: DocumentId) -> bool {
        let audience = self.documents.get(&document).and_then(|held| held.audience.as_ref());
        may_see(&self.standing, self.me, peer, audience)
    }

    pub(crate) fn look_after_in(&mut self, wait: Duration) {
        let due = self.clock.now() + wait;
        self.look_after = Some(self.look_after.map_or(due, |before| before.min(due)));
    }
}

/// The one place that decides who is sent anything of a document.
pub(crate) fn may_see(
    standing: &BTreeMap<DeviceId, MemberId>,
    me: DeviceId,
    peer: DeviceId,
    audience: Option<&Audience>,
) -> bool {
    let (Some(audience), Some(member)) = (audience, standing.get(&peer)) else { return false };
    let mine = |me: &MemberId| audience.includes(*me);
    audience.includes(*member)
        && (*audience == Audience::Everyone || standing.get(&me).is_some_and(mine))
}
