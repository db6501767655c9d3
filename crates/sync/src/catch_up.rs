//! Giving and taking what is missing: oldest first, in chunks, a bounded amount on its way, with progress.

use std::collections::BTreeSet;
use std::sync::Arc;

use horseshoe_trust::{DeviceId, DocumentId, Entry, EntryId};

use crate::frontier::digest_of;
use crate::peer::{Chunk, Parts, Purpose, Reading, Sending};
use crate::state::Sync;
use crate::wire::{Bytes, Lane, Message};
use crate::{CloseReason, Effect, Incoming, Link, Origin};

/// Entries asked of the store at once.
const READ_AT_ONCE: usize = 512;
/// Wanted ids one peer may have waiting.
const MOST_WANTED: usize = 1_024;
/// Parts of one frontier.
const MOST_PARTS: usize = 8;
/// Bytes of chunks from one peer that the host has not dealt with. Twice what an honest peer has on its way.
const MOST_UNRESOLVED: usize = 2 * crate::wire::MAX_FRAME;

impl Sync {
    pub(crate) fn loaded(&mut self, document: DocumentId, entries: &[Link]) {
        if self.forgotten.contains(&document) {
            return;
        }
        let index = &mut self.documents.entry(document).or_default().index;
        for link in entries {
            index.insert(link);
        }
        for peer in self.ready_peers() {
            self.schedule_digest(peer);
        }
    }

    /// A peer says what it holds of a document and wants the rest.
    pub(crate) fn asked_to_catch_up(
        &mut self,
        peer: DeviceId,
        document: DocumentId,
        lanes: Vec<Lane>,
        refused: Vec<EntryId>,
        last: bool,
    ) {
        let now = self.clock.now();
        let entries = self.documents.get(&document).map_or(0, |held| held.index.len());
        if !self.charge(peer, 20 + (lanes.len() * 2 + entries / 16) as u64) {
            return;
        }
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let mut parts = match state.parts.take() {
            Some(parts) if parts.document == document => parts,
            Some(_) => return self.close(peer, CloseReason::OutOfTurn),
            None => Parts { document, count: 0, lanes: Default::default() },
        };
        parts.count += 1;
        parts.lanes.extend(lanes.into_iter().map(|lane| (lane.key(), lane.heads)));
        if !last {
            if parts.count == MOST_PARTS {
                return self.close(peer, CloseReason::Flooding);
            }
            state.parts = Some(parts);
            return;
        }
        if !self.shares(peer, document) {
            return self.send_nothing(peer, document, true);
        }
        let Some(held) = self.documents.get(&document) else { return };
        let Some(state) = self.peers.get_mut(&peer) else { return };

        let refusals = self.refusals.get(&(peer, document));
        let known = |id: &EntryId| refusals.is_some_and(|refusals| refusals.ids.contains(id));
        let has_more = held.index.lacks_any(&parts.lanes, &known);
        if let Some(theirs) = digest_of(&parts.lanes) {
            let shared = state.shared.entry(document).or_default();
            shared.theirs = Some(theirs);
            if !has_more {
                shared.exhausted = Some(theirs);
            }
        }
        let own = held.index.last_within(self.me, &parts.lanes);
        let refused: BTreeSet<_> = refused.into_iter().collect();
        let passed = &state.shared.entry(document).or_default().passed;
        let mut places = held.index.missing_for(&parts.lanes, &refused, passed);
        let before = places.len();
        places.retain(|place| !state.was_given(&held.index.id(*place), now));
        let withheld = places.len() < before;

        if !places.is_empty() {
            state.calm = 0;
        }
        self.they_hold(peer, document, own);
        self.stop_sending(peer, document);
        if let Some(state) = self.peers.get_mut(&peer) {
            state.sending.push_back(Sending { document, places, next: 0, withheld });
        }
        self.pump(peer);
        if has_more {
            self.seek(document);
        }
    }

    /// A peer wants these by id.
    pub(crate) fn asked_for(&mut self, peer: DeviceId, document: DocumentId, ids: Vec<EntryId>) {
        if !self.charge(peer, 10 * ids.len() as u64) {
            return;
        }
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let waiting: usize = state.wants.iter().map(|(_, ids)| ids.len()).sum();
        if waiting + ids.len() > MOST_WANTED {
            return self.close(peer, CloseReason::Flooding);
        }
        state.wants.push_back((document, ids));
        self.pump(peer);
    }

    /// The host has read what we asked for.
    pub(crate) fn read(
        &mut self,
        ticket: u64,
        entries: Vec<(EntryId, Arc<[u8]>)>,
        absent: Vec<EntryId>,
    ) {
        let now = self.clock.now();
        let Some((peer, state)) = self.peers.iter_mut().find(|(_, state)| {
            state.reading.as_ref().is_some_and(|reading| reading.ticket == ticket)
        }) else {
            return;
        };
        let peer = *peer;
        let Some(Reading { document, purpose, .. }) = state.reading.take() else { return };
        let looked_at = entries.len() + absent.len();
        for (id, _) in &entries {
            state.give(*id, now);
        }
        if self.documents.get(&document).is_some_and(|held| held.index.is_crowded()) {
            let passed = &mut state.shared.entry(document).or_default().passed;
            passed.extend(entries.iter().map(|(id, _)| *id));
        }
        let entries: Vec<_> = entries.into_iter().map(|(_, bytes)| Bytes(bytes)).collect();
        match purpose {
            Purpose::Void => {}
            Purpose::Want { mut ids, absent: mut not_here } => {
                let rest = ids.split_off(looked_at.min(ids.len()));
                if looked_at == 0 {
                    not_here.extend(rest);
                } else {
                    not_here.extend(absent);
                    if !rest.is_empty() {
                        state.wants.push_front((document, rest));
                    }
                }
                not_here.sort_unstable();
                self.send_chunk(peer, Message::Found { document, entries, absent: not_here });
            }
            Purpose::CatchUp => {
                let Some(sending) = state.sending.front_mut() else { return };
                sending.next += looked_at;
                sending.withheld |= !absent.is_empty() || looked_at == 0;
                if looked_at == 0 {
                    sending.next = sending.places.len();
                }
                let left = (sending.places.len() - sending.next) as u64;
                let withheld = sending.withheld;
                if left == 0 {
                    state.sending.pop_front();
                }
                if left == 0 || !entries.is_empty() {
                    let message = Message::Entries { document, entries, left, withheld };
                    self.send_chunk(peer, message);
                }
            }
        }
        self.pump(peer);
    }

    pub(crate) fn taken(&mut self, peer: DeviceId) {
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if state.unanswered.pop_front().is_none() {
            return self.close(peer, CloseReason::OutOfTurn);
        }
        self.pump(peer);
    }

    /// Forgets what was still to be sent to this peer of this document.
    pub(crate) fn stop_sending(&mut self, peer: DeviceId, document: DocumentId) {
        let Some(state) = self.peers.get_mut(&peer) else { return };
        state.sending.retain(|sending| sending.document != document);
        if let Some(reading) = &mut state.reading
            && reading.document == document
            && matches!(reading.purpose, Purpose::CatchUp)
        {
            reading.purpose = Purpose::Void;
        }
    }

    /// A chunk came: as the answer to a frontier (`follows`: how many are left, whether some were withheld) or to a
    /// want.
    pub(crate) fn take_chunk(
        &mut self,
        peer: DeviceId,
        document: DocumentId,
        entries: &[Bytes],
        follows: Option<(u64, bool)>,
        size: usize,
    ) {
        let now = self.clock.now();
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let waiting: usize = state.chunks.iter().map(|chunk| chunk.bytes).sum();
        if waiting + size > MOST_UNRESOLVED {
            return self.close(peer, CloseReason::Flooding);
        }
        let (mut unresolved, mut old) = (BTreeSet::new(), 0);
        let crowded = self.documents.get(&document).is_some_and(|held| held.index.is_crowded());
        for bytes in entries {
            let Some(id) = self.identify(document, bytes) else {
                return self.close(peer, CloseReason::Garbage);
            };
            if crowded && let Some(state) = self.peers.get_mut(&peer) {
                state.shared.entry(document).or_default().passed.insert(id);
            }
            if self.take_entry(peer, document, id, bytes) {
                unresolved.insert(id);
            } else {
                old += 2 + bytes.0.len() as u64 / 64;
            }
        }
        // What we lacked costs nothing; the same again and again does, and is no progress. But where our own lanes
        // could not say what we hold, nobody is to blame for sending it.
        if !crowded && !self.charge(peer, old) {
            return;
        }
        if let Some(state) = self.peers.get_mut(&peer)
            && !unresolved.is_empty()
        {
            state.last_chunk = now;
        }
        let fetch = self.documents.get_mut(&document).and_then(|held| held.fetch.as_mut());
        if let Some((left, withheld)) = follows
            && let Some(fetch) = fetch.filter(|fetch| fetch.peer == peer)
        {
            fetch.received += entries.len() as u64;
            fetch.complete = left == 0;
            fetch.clean &= !withheld;
            let (received, expected) = (fetch.received, fetch.received.saturating_add(left));
            if expected > 0 {
                self.effects.push(Effect::Progress { peer, document, received, expected });
            }
        }
        if let Some(state) = self.peers.get_mut(&peer)
            && !entries.is_empty()
        {
            state.chunks.push_back(Chunk { document, unresolved, bytes: size });
        }
        self.answer_chunks(peer);
        self.finish_if_resolved(peer, document);
    }

    /// The host has dealt with an entry. It may have come from several peers.
    pub(crate) fn resolve(&mut self, id: EntryId) {
        let mut concerned = Vec::new();
        for (peer, state) in &mut self.peers {
            for chunk in &mut state.chunks {
                if chunk.unresolved.remove(&id) {
                    concerned.push(*peer);
                }
            }
        }
        for peer in concerned {
            self.answer_chunks(peer);
        }
    }

    /// Hands an entry to the host, unless it is here or was refused from this peer. True if it was handed over.
    pub(crate) fn take_entry(
        &mut self,
        peer: DeviceId,
        document: DocumentId,
        id: EntryId,
        bytes: &Bytes,
    ) -> bool {
        let now = self.clock.now();
        if !self.shares(peer, document) {
            return false;
        }
        let here = self.documents.get(&document).is_some_and(|held| held.index.contains(&id));
        let refusals = self.refusals.get(&(peer, document));
        let refused = refusals.is_some_and(|refusals| refusals.ids.contains(&id));
        if let Some(state) = self.peers.get_mut(&peer) {
            state.give(id, now);
        }
        if here || refused {
            return false;
        }
        let (from, bytes) = (Origin::Peer(peer), bytes.0.to_vec());
        self.deliver(Incoming::Entry { from, document, id, bytes });
        true
    }

    /// The entry's id, if these bytes are an entry of this community and document at all.
    pub(crate) fn identify(&self, document: DocumentId, bytes: &Bytes) -> Option<EntryId> {
        let entry = Entry::from_bytes(&bytes.0).ok()?;
        let header = entry.header();
        let fits = header.community == self.community && header.document == document;
        fits.then(|| entry.id())
    }

    /// Asks the store for the next of what this peer is to get, as long as not too much is on its way.
    fn pump(&mut self, peer: DeviceId) {
        loop {
            let Some(state) = self.peers.get_mut(&peer) else { return };
            let on_its_way = state.unanswered_bytes();
            if state.reading.is_some() || on_its_way >= self.config.chunk_bytes {
                return;
            }
            let limit_bytes = self.config.chunk_bytes - on_its_way;
            let (document, ids, purpose) = if let Some((document, ids)) = state.wants.pop_front() {
                let held = self.documents.get(&document);
                let here = |id: &EntryId| held.is_some_and(|held| held.index.contains(id));
                let shared = self.shares(peer, document);
                let (ids, absent): (Vec<_>, Vec<_>) =
                    ids.into_iter().partition(|id| shared && here(id));
                if ids.is_empty() {
                    let entries = Vec::new();
                    self.send(peer, &Message::Found { document, entries, absent });
                    continue;
                }
                (document, ids.clone(), Purpose::Want { ids, absent })
            } else if let Some(sending) = state.sending.front() {
                let document = sending.document;
                let Some(held) = self.documents.get(&document) else {
                    state.sending.pop_front();
                    continue;
                };
                let rest = &sending.places[sending.next..];
                if rest.is_empty() {
                    let withheld = sending.withheld;
                    state.sending.pop_front();
                    self.send_nothing(peer, document, withheld);
                    continue;
                }
                let ids =
                    rest.iter().take(READ_AT_ONCE).map(|place| held.index.id(*place)).collect();
                (document, ids, Purpose::CatchUp)
            } else {
                return;
            };
            let ticket = self.next_ticket;
            self.next_ticket += 1;
            if let Some(state) = self.peers.get_mut(&peer) {
                state.reading = Some(Reading { ticket, document, purpose });
            }
            self.effects.push(Effect::Read { ticket, peer, document, ids, limit_bytes });
            return;
        }
    }

    fn send_nothing(&mut self, peer: DeviceId, document: DocumentId, withheld: bool) {
        let entries = Vec::new();
        self.send(peer, &Message::Entries { document, entries, left: 0, withheld });
    }

    /// Sends entries that the peer answers with `Taken`; if there are none, it does not.
    fn send_chunk(&mut self, peer: DeviceId, message: Message) {
        let frame = message.to_frame();
        let (Message::Entries { entries, .. } | Message::Found { entries, .. }) = message else {
            return;
        };
        if let Some(state) = self.peers.get_mut(&peer)
            && !entries.is_empty()
        {
            state.unanswered.push_back(frame.len());
        }
        self.effects.push(Effect::Send { peer, frame });
    }

    fn answer_chunks(&mut self, peer: DeviceId) {
        loop {
            let Some(state) = self.peers.get_mut(&peer) else { return };
            let Some(chunk) = state.chunks.pop_front_if(|chunk| chunk.unresolved.is_empty()) else {
                return;
            };
            self.send(peer, &Message::Taken);
            self.finish_if_resolved(peer, chunk.document);
        }
    }

    fn finish_if_resolved(&mut self, peer: DeviceId, document: DocumentId) {
        let Some(state) = self.peers.get(&peer) else { return };
        if !state.chunks.iter().any(|chunk| chunk.document == document) {
            self.finish_fetch(peer, document);
        }
    }
}
