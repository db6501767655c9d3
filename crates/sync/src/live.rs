//! New entries: own ones go straight to everyone concerned, once; what a new one builds on and is not here is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{DeviceId, DocumentId, EntryId};

use crate::state::{Sync, may_see};
use crate::wire::{Bytes, MAX_WANTS, Message};
use crate::{CloseReason, Effect, Link, Origin};

/// Missing entries looked for at once, in all documents.
const MOST_MISSING: usize = 4_096;
/// How long one peer has to answer before the next one is asked.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// Times around all peers, before it is left to digests to find what is missing.
const ROUNDS: u32 = 3;

/// An entry that others build on and that is not here.
pub(crate) struct Missing {
    /// Who sent what builds on it.
    from: Option<DeviceId>,
    tried: BTreeSet<DeviceId>,
    rounds: u32,
    due: Duration,
}

impl Sync {
    pub(crate) fn stored(
        &mut self,
        document: DocumentId,
        link: &Link,
        bytes: &Arc<[u8]>,
        from: Origin,
    ) {
        if self.forgotten.contains(&document) {
            return self.resolve(link.id);
        }
        let held = self.documents.entry(document).or_default();
        let new = held.index.insert(link);
        let place = held.index.len() - 1;
        self.missing.remove(&(document, link.id));
        if new {
            held.index.mark_passed();
            if from == Origin::Own {
                self.send_live(document, link.id, place as u32, bytes);
            }
            self.schedule_digests_of(document);
        }
        self.resolve(link.id);
    }

    pub(crate) fn take_live(&mut self, peer: DeviceId, document: DocumentId, entry: &Bytes) {
        let Some(id) = self.identify(document, entry) else {
            return self.close(peer, CloseReason::Garbage);
        };
        if self.charge(peer, 3) {
            self.take_entry(peer, document, id, entry);
        }
    }

    /// A delivered entry waits for others. They may be on their way; if not, they are asked for.
    pub(crate) fn waiting(
        &mut self,
        document: DocumentId,
        id: EntryId,
        missing: Vec<EntryId>,
        from: Origin,
    ) {
        let peer = from.peer();
        let refusals = peer.and_then(|peer| self.refusals.get(&(peer, document)));
        if let Some(peer) = peer
            && refusals.is_some_and(|known| missing.iter().any(|id| known.ids.contains(id)))
        {
            return self.count_as_known(peer, document, id);
        }
        let due = self.clock.now() + self.config.want_after;
        for missing in missing {
            let here =
                self.documents.get(&document).is_some_and(|held| held.index.contains(&missing));
            if !here && self.missing.len() < MOST_MISSING {
                self.missing.entry((document, missing)).or_insert_with(|| Missing {
                    from: peer,
                    tried: BTreeSet::new(),
                    rounds: 0,
                    due,
                });
            }
        }
        self.look_after_in(self.config.want_after);
        let fetch = self.documents.get_mut(&document).and_then(|held| held.fetch.as_mut());
        if let Some(fetch) = fetch.filter(|fetch| Some(fetch.peer) == peer) {
            fetch.clean = false;
        }
        self.resolve(id);
    }

    pub(crate) fn refused(&mut self, peer: DeviceId, document: DocumentId, id: EntryId) {
        if self.charge(peer, 20) {
            self.count_as_known(peer, document, id);
        }
    }

    fn count_as_known(&mut self, peer: DeviceId, document: DocumentId, id: EntryId) {
        self.refusals.entry((peer, document)).or_default().add(id);
        self.resolve(id);
    }

    /// A peer does not have these: the next one is asked.
    pub(crate) fn try_elsewhere(&mut self, document: DocumentId, absent: &[EntryId]) {
        let now = self.clock.now();
        for id in absent {
            if let Some(missing) = self.missing.get_mut(&(document, *id)) {
                missing.due = now;
                self.look_after_in(Duration::ZERO);
            }
        }
    }

    pub(crate) fn ask_for_missing(&mut self) {
        let now = self.clock.now();
        let mut wants: BTreeMap<(DeviceId, DocumentId), Vec<EntryId>> = BTreeMap::new();
        let mut given_up = Vec::new();
        let mut missing = std::mem::take(&mut self.missing);
        for ((document, id), state) in &mut missing {
            if state.due > now {
                continue;
            }
            if self.documents.get(document).is_some_and(|held| held.fetch.is_some()) {
                state.due = now + ANSWER_WITHIN;
                continue;
            }
            let may_ask = |peer: &DeviceId| {
                self.peers.get(peer).is_some_and(|peer| peer.ready) && self.shares(*peer, *document)
            };
            let first = state.from.filter(|peer| may_ask(peer) && !state.tried.contains(peer));
            let next = first.or_else(|| {
                let mut peers = self.peers.keys();
                peers.find(|peer| may_ask(peer) && !state.tried.contains(peer)).copied()
            });
            if let Some(peer) = next {
                let ids = wants.entry((peer, *document)).or_default();
                if ids.len() < MAX_WANTS {
                    ids.push(*id);
                    state.tried.insert(peer);
                    state.due = now + ANSWER_WITHIN;
                }
            } else {
                state.tried.clear();
                state.rounds += 1;
                state.due = now + ANSWER_WITHIN * state.rounds;
                if state.rounds == ROUNDS {
                    given_up.push((*document, *id));
                }
            }
        }
        for gone in given_up {
            missing.remove(&gone);
        }
        self.missing = missing;
        for ((peer, document), ids) in wants {
            self.send(peer, &Message::Want { document, ids });
        }
        if let Some(due) = self.missing.values().map(|missing| missing.due).min() {
            self.look_after_in(due.saturating_sub(now));
        }
    }

    pub(crate) fn disconnected(&mut self, peer: DeviceId) {
        if self.peers.remove(&peer).is_some() {
            self.stop_fetching_from(peer);
        }
    }

    /// To all who are here and concerned. Who is being sent the document's past gets it at the end of that; who gets
    /// too much at once will ask.
    fn send_live(&mut self, document: DocumentId, id: EntryId, place: u32, bytes: &Arc<[u8]>) {
        let now = self.clock.now();
        let audience = self.documents.get(&document).and_then(|held| held.audience.as_ref());
        let entry = Bytes(Arc::clone(bytes));
        let frame = Message::Live { document, entry }.to_frame();
        for (peer, state) in &mut self.peers {
            if !state.ready || !may_see(&self.standing, self.me, *peer, audience) {
                continue;
            }
            let sending = state.sending.iter_mut().find(|sending| sending.document == document);
            if let Some(sending) = sending {
                sending.places.push(place);
            } else if state.live.take(frame.len() as u64, now) {
                state.give(id, now);
                self.effects.push(Effect::Send { peer: *peer, frame: frame.clone() });
            }
        }
    }
}
