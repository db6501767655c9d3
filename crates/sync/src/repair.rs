//! Noticing that two devices differ, and choosing whom to ask: digests at most once a second, one source at a time.

use std::collections::BTreeSet;
use std::time::Duration;

use horseshoe_trust::{DeviceId, DocumentId, Incarnation};

use crate::Effect;
use crate::frontier::digest_of_documents;
use crate::peer::{DIFFERS_FOR, Peer, Phase};
use crate::state::{Sync, may_see};
use crate::wire::{Digest, MAX_DOCUMENTS, Message};

/// How often what is unsettled is looked after.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Where the mesh is whole, what a digest speaks of may still be on its way from its writer.
const ON_THE_WAY: Duration = Duration::from_millis(1_500);
/// The longest pause between two tries with a peer that has what we cannot take.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// Lanes in one frame. At most 60 bytes each and 41 for each head.
const LANES_IN_PART: usize = 4_096;
const HEADS_IN_PART: usize = 12_000;

/// A document being fetched from one peer.
pub(crate) struct Fetch {
    pub(crate) peer: DeviceId,
    pub(crate) since: Duration,
    /// What the peer had said it holds when we asked.
    pub(crate) theirs: Digest,
    pub(crate) received: u64,
    /// The last chunk is here.
    pub(crate) complete: bool,
    /// Everything that came could be placed or was refused for good.
    pub(crate) clean: bool,
}

impl Sync {
    /// Notes all documents as told, and returns the digest of them for the summary.
    pub(crate) fn begin_telling(&mut self, peer: DeviceId) -> Digest {
        let digests = self.digests_for(peer);
        let whole = digest_of_documents(digests.iter().copied());
        if let Some(state) = self.peers.get_mut(&peer) {
            state.summary_sent = whole;
            for (document, digest) in digests {
                state.shared.entry(document).or_default().told = Some(digest);
            }
        }
        whole
    }

    /// Both summaries are here. Equal: both hold what we told. Otherwise each document is told by itself.
    pub(crate) fn compare_documents(&mut self, peer: DeviceId, equal: bool) {
        let digests = self.digests_for(peer);
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if equal {
            for shared in state.shared.values_mut() {
                shared.theirs = shared.theirs.or(shared.told);
            }
            for (document, digest) in digests {
                self.learn_from_digest(peer, document, digest);
            }
        } else {
            for (document, digest) in &digests {
                state.shared.entry(*document).or_default().told = Some(*digest);
            }
            let documents = digests;
            let message = Message::Digests { certificates: None, grants: None, documents };
            self.send(peer, &message);
        }
        self.seek_all();
        self.judge_in_sync(peer);
    }

    /// Something here changed: this peer will hear of it, soon and not too often.
    pub(crate) fn schedule_digest(&mut self, peer: DeviceId) {
        if let Some(state) = self.peers.get_mut(&peer) {
            state.schedule_digest(self.clock.now(), &self.config);
        }
    }

    /// The same, for all who may see this document.
    pub(crate) fn schedule_digests_of(&mut self, document: DocumentId) {
        let now = self.clock.now();
        let audience = self.documents.get(&document).and_then(|held| held.audience.as_ref());
        for (peer, state) in &mut self.peers {
            if state.ready && may_see(&self.standing, self.me, *peer, audience) {
                state.schedule_digest(now, &self.config);
            }
        }
    }

    pub(crate) fn tell_digests(&mut self, peer: DeviceId) {
        let now = self.clock.now();
        let due = |state: &Peer| state.digest_due.is_some_and(|due| due <= now);
        if !self.peers.get(&peer).is_some_and(due) {
            return;
        }
        let certificates = self.digest_of_certificates();
        let grants = self.digest_of_grants(peer);
        let digests = self.digests_for(peer);
        let Some(state) = self.peers.get_mut(&peer) else { return };
        state.digest_due = None;
        let changed = |told: &mut Option<Digest>, mine: Digest| {
            (told.replace(mine) != Some(mine)).then_some(mine)
        };
        let certificates = changed(&mut state.certificates.told, certificates);
        let mut documents = Vec::new();
        let mut new_grants = None;
        if state.ready && state.compared {
            new_grants = changed(&mut state.grants.told, grants);
            for (document, digest) in digests {
                let told = &mut state.shared.entry(document).or_default().told;
                documents.extend(changed(told, digest).map(|digest| (document, digest)));
            }
        }
        if certificates.is_some() || new_grants.is_some() || !documents.is_empty() {
            let message = Message::Digests { certificates, grants: new_grants, documents };
            self.send(peer, &message);
        }
        self.judge_in_sync(peer);
    }

    pub(crate) fn told(
        &mut self,
        peer: DeviceId,
        certificates: Option<Digest>,
        grants: Option<Digest>,
        documents: Vec<(DocumentId, Digest)>,
    ) {
        let mine = self.digest_of_certificates();
        if !self.charge(peer, 100 + 2 * documents.len() as u64) {
            return;
        }
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if state.phase == Phase::Greeting {
            return self.close(peer, crate::CloseReason::OutOfTurn);
        }
        if let Some(theirs) = certificates {
            state.certificates.theirs = Some(theirs);
            if theirs == mine {
                self.effects.push(Effect::SameCertificates { peer });
            } else {
                self.ask_for_certificates(peer);
            }
        }
        if let Some(theirs) = grants
            && let Some(state) = self.peers.get_mut(&peer)
        {
            state.grants.theirs = Some(theirs);
            if state.ready {
                self.ask_for_grants(peer);
            }
        }
        let now = self.clock.now();
        let grace = self.peers.get(&peer).is_some_and(|state| state.is_whole());
        let mut equal = true;
        for (document, digest) in documents {
            let held = self.documents.get_mut(&document);
            let known = held.is_some_and(|held| {
                held.index.digest() == digest || held.index.has_passed(&digest)
            });
            let Some(state) = self.peers.get_mut(&peer) else { return };
            if state.shared.len() < MAX_DOCUMENTS || state.shared.contains_key(&document) {
                let shared = state.shared.entry(document).or_default();
                shared.theirs = Some(digest);
                shared.tries = 0;
                if grace {
                    shared.retry_at = shared.retry_at.max(now + ON_THE_WAY);
                }
            }
            self.learn_from_digest(peer, document, digest);
            if !known {
                equal = false;
                self.seek(document);
            }
        }
        if let Some(state) = self.peers.get_mut(&peer)
            && equal
        {
            state.calm = state.calm.saturating_add(1);
        }
        self.judge_in_sync(peer);
    }

    /// What a digest of theirs says about our own entries.
    fn learn_from_digest(&mut self, peer: DeviceId, document: DocumentId, digest: Digest) {
        let Some(held) = self.documents.get_mut(&document) else { return };
        let Some(first) = held.index.held_with(&digest) else { return };
        let own = held.index.last_among(self.me, first);
        self.they_hold(peer, document, own);
    }

    /// The host hears which of our own entries a peer holds, where that is news.
    pub(crate) fn they_hold(
        &mut self,
        peer: DeviceId,
        document: DocumentId,
        own: Vec<(Incarnation, u64)>,
    ) {
        let Some(state) = self.peers.get_mut(&peer) else { return };
        let shared = state.shared.entry(document).or_default();
        for (incarnation, seq) in own {
            let known = shared.holds.entry(incarnation).or_default();
            if *known < seq {
                *known = seq;
                self.effects.push(Effect::Holds { peer, document, incarnation, seq });
            }
        }
    }

    pub(crate) fn seek_all(&mut self) {
        self.drop_stalled();
        for document in self.documents.keys().copied().collect::<Vec<_>>() {
            self.seek(document);
        }
    }

    /// Asks one peer that holds more than we do, if there is one and nobody is asked yet.
    pub(crate) fn seek(&mut self, document: DocumentId) {
        let now = self.clock.now();
        let Some(held) = self.documents.get_mut(&document) else { return };
        if held.fetch.is_some() {
            return self.look_after_in(LOOK_EVERY);
        }
        let mine = held.index.digest();
        let mut later = false;
        let mut best: Option<(usize, DeviceId, Digest)> = None;
        for (peer, state) in &self.peers {
            if !state.ready || !may_see(&self.standing, self.me, *peer, held.audience.as_ref()) {
                continue;
            }
            let Some(shared) = state.shared.get(&document) else { continue };
            let Some(theirs) = shared.theirs else { continue };
            if theirs == mine || shared.exhausted == Some(theirs) || held.index.has_passed(&theirs)
            {
                continue;
            }
            if shared.retry_at > now {
                later = true;
            } else if best.is_none_or(|(fewest, ..)| state.fetching < fewest) {
                best = Some((state.fetching, *peer, theirs));
            }
        }
        if let Some((_, peer, theirs)) = best {
            let (since, received, complete, clean) = (now, 0, false, true);
            held.fetch = Some(Fetch { peer, since, theirs, received, complete, clean });
            if let Some(state) = self.peers.get_mut(&peer) {
                state.fetching += 1;
            }
            self.send_frontier(peer, document);
        }
        if best.is_some() || later {
            self.look_after_in(LOOK_EVERY);
        }
    }

    /// The peer has sent all, and the host has dealt with it.
    pub(crate) fn finish_fetch(&mut self, peer: DeviceId, document: DocumentId) {
        let now = self.clock.now();
        let Some(held) = self.documents.get_mut(&document) else { return };
        let Some(fetch) = held.fetch.take_if(|fetch| fetch.peer == peer && fetch.complete) else {
            return;
        };
        if let Some(state) = self.peers.get_mut(&peer) {
            state.fetching = state.fetching.saturating_sub(1);
            if fetch.received > 0 {
                state.calm = 0;
            }
            let shared = state.shared.entry(document).or_default();
            if fetch.clean {
                shared.exhausted = Some(fetch.theirs);
            } else {
                shared.retry_at = now + pause(shared.tries);
                shared.tries = shared.tries.saturating_add(1);
            }
        }
        self.seek(document);
    }

    /// This peer is gone or stands no longer: others are asked.
    pub(crate) fn stop_fetching_from(&mut self, peer: DeviceId) {
        for held in self.documents.values_mut() {
            held.fetch.take_if(|fetch| fetch.peer == peer);
        }
        self.seek_all();
    }

    pub(crate) fn judge_in_sync(&mut self, peer: DeviceId) {
        let now = self.clock.now();
        let same = self.is_in_sync(peer);
        let Some(state) = self.peers.get_mut(&peer) else { return };
        if same {
            state.differs_since = None;
        }
        let with = match state.in_sync {
            before if same => before != Some(true),
            None if state.compared => true,
            Some(true) => {
                let since = *state.differs_since.get_or_insert(now);
                since + DIFFERS_FOR <= now
            }
            _ => false,
        };
        if with {
            state.in_sync = Some(same);
            state.differs_since = None;
            self.effects.push(Effect::InSync { peer, with: same });
        }
    }

    fn is_in_sync(&mut self, peer: DeviceId) -> bool {
        let certificates = self.digest_of_certificates();
        let grants = self.digest_of_grants(peer);
        let digests = self.digests_for(peer);
        let Some(state) = self.peers.get(&peer) else { return false };
        let theirs = |document| state.shared.get(document).and_then(|shared| shared.theirs);
        let known: BTreeSet<_> = digests.iter().map(|(document, _)| *document).collect();
        state.ready
            && state.compared
            && state.certificates.theirs == Some(certificates)
            && state.grants.theirs == Some(grants)
            && digests.iter().all(|(document, mine)| theirs(document) == Some(*mine))
            && state.shared.iter().all(|(document, shared)| {
                shared.theirs.is_none()
                    || known.contains(document)
                    || self.forgotten.contains(document)
            })
    }

    /// Of the documents this peer may have and that are not empty, ascending.
    fn digests_for(&mut self, peer: DeviceId) -> Vec<(DocumentId, Digest)> {
        let (standing, me) = (&self.standing, self.me);
        self.documents
            .iter_mut()
            .filter(|(_, held)| {
                !held.index.is_empty() && may_see(standing, me, peer, held.audience.as_ref())
            })
            .map(|(document, held)| (*document, held.index.digest()))
            .take(MAX_DOCUMENTS)
            .collect()
    }

    fn send_frontier(&mut self, peer: DeviceId, document: DocumentId) {
        let Some(held) = self.documents.get(&document) else { return };
        let refusals = self.refusals.get(&(peer, document));
        let refused: Vec<_> =
            refusals.map(|refusals| refusals.ids.iter().copied().collect()).unwrap_or_default();
        let mut parts = vec![Vec::new()];
        let mut heads = 0;
        for lane in held.index.lanes() {
            let full = parts.last().is_some_and(|part| part.len() == LANES_IN_PART);
            if full || heads + lane.heads.len() > HEADS_IN_PART {
                parts.push(Vec::new());
                heads = 0;
            }
            heads += lane.heads.len();
            if let Some(part) = parts.last_mut() {
                part.push(lane);
            }
        }
        let last_part = parts.len() - 1;
        for (number, lanes) in parts.into_iter().enumerate() {
            let last = number == last_part;
            let refused = if last { refused.clone() } else { Vec::new() };
            self.send(peer, &Message::Frontier { document, lanes, refused, last });
        }
    }

    fn drop_stalled(&mut self) {
        let now = self.clock.now();
        for (document, held) in &mut self.documents {
            let Some(fetch) = &held.fetch else { continue };
            let Some(state) = self.peers.get_mut(&fetch.peer) else {
                held.fetch = None;
                continue;
            };
            let heard = fetch.since.max(state.last_chunk);
            if state.chunks.is_empty() && heard + self.config.stalled_after <= now {
                let shared = state.shared.entry(*document).or_default();
                shared.retry_at = now + LONGEST_PAUSE / 2;
                state.fetching = state.fetching.saturating_sub(1);
                held.fetch = None;
            }
        }
    }
}

fn pause(tries: u32) -> Duration {
    LONGEST_PAUSE.min(Duration::from_secs(1 << tries.min(6)))
}
