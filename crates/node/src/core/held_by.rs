//! What other devices have said they hold of this device's own words, and when they were last met.

use super::Core;
use super::community::Community;
use super::document::Held;
use super::view::not_yet_sent;
use crate::Spread;
use horseshoe_store::Batch;
use horseshoe_trust::{CommunityId, DeviceId, DocumentId, Incarnation, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const KEPT_VERSION: u8 = 1;

/// By device. Kept when a device has gone and at the end: what is lost in a crash is said again at the next meeting.
#[derive(Debug, Default)]
pub(crate) struct HeldBy(BTreeMap<DeviceId, Known>);

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// When it was last connected, unix milliseconds.
    met_at: u64,
    /// The last of my entries it holds.
    holds: BTreeMap<(DocumentId, Incarnation), u64>,
}

/// My own entries: the last one of each incarnation in each document everyone sees.
pub(crate) type Own = BTreeMap<(DocumentId, Incarnation), u64>;

impl HeldBy {
    /// The name it has in the store.
    pub(crate) fn note_name(id: &CommunityId) -> String {
        format!("held-by/{}", id.to_hex())
    }

    /// What cannot be read is not known.
    pub(crate) fn from_kept(bytes: &[u8]) -> Self {
        let kept: Option<(u8, BTreeMap<DeviceId, Known>)> = postcard::from_bytes(bytes).ok();
        let kept = kept.filter(|(version, _)| *version == KEPT_VERSION);
        Self(kept.map(|(_, devices)| devices).unwrap_or_default())
    }

    pub(crate) fn keep(&self, id: &CommunityId, batch: &mut Batch) {
        let bytes = postcard::to_stdvec(&(KEPT_VERSION, &self.0));
        batch.put_note(Self::note_name(id), bytes.expect("plain data can be written"));
    }

    pub(crate) fn forget(&mut self, document: DocumentId) {
        for known in self.0.values_mut() {
            known.holds.retain(|(of, _), _| *of != document);
        }
    }

    pub(crate) fn met(&mut self, device: DeviceId, at_ms: u64) {
        self.0.entry(device).or_default().met_at = at_ms;
    }

    pub(crate) fn holds(
        &mut self,
        device: DeviceId,
        document: DocumentId,
        incarnation: Incarnation,
        seq: u64,
    ) {
        let known = self.0.entry(device).or_default();
        let upto = known.holds.entry((document, incarnation)).or_default();
        *upto = seq.max(*upto);
    }

    pub(crate) fn met_at(&self, device: &DeviceId) -> Option<u64> {
        self.0.get(device).map(|known| known.met_at)
    }

    /// How many of these entries a device lacks, as far as it said.
    pub(crate) fn lacks(&self, device: &DeviceId, own: &Own) -> u64 {
        let holds = |place| self.upto(device, place);
        own.iter().map(|(place, last)| last.saturating_sub(holds(place))).sum()
    }

    fn upto(&self, device: &DeviceId, place: &(DocumentId, Incarnation)) -> u64 {
        self.0.get(device).and_then(|known| known.holds.get(place)).copied().unwrap_or_default()
    }
}

impl Community {
    /// What this device has written that everyone may see, as entries.
    pub(crate) fn own_entries(&self, me: &DeviceId) -> Own {
        let Some(living) = &self.living else { return Own::new() };
        let shared = living.ledger.documents().filter(|grant| grant.is_for_everyone());
        let logs = shared.filter_map(|grant| living.ledger.log(&grant.document));
        let lasts = logs.flat_map(|log| {
            log.lasts_of(me).map(|(incarnation, seq)| ((log.document(), incarnation), seq))
        });
        lasts.collect()
    }

    /// How many of my changes the best of these devices lacks, as far as this device knows.
    pub(crate) fn lacked_by(&self, devices: &[DeviceId], own: &Own) -> u64 {
        let least = devices.iter().map(|device| self.held_by.lacks(device, own)).min();
        least.map_or(0, |least| least + not_yet_sent(self))
    }

    /// With whom each of my own words is.
    pub(crate) fn spread(&self, me: &DeviceId, now: Incarnation, own: &Own) -> Spread {
        let Some(living) = &self.living else { return Spread::default() };
        let mut others: BTreeMap<MemberId, Vec<DeviceId>> = BTreeMap::new();
        let state = living.ledger.membership().state();
        let mine = state.member(me);
        for (device, member) in state.standing_devices() {
            if Some(member) != mine {
                others.entry(member).or_default().push(device);
            }
        }
        let mut spread = Spread::among(others.len());
        let unsent = |held: &&Held| held.is_for_everyone() && !held.journal.is_empty();
        for held in self.documents.values().filter(unsent) {
            spread.wrote(held.id, *held.actor(me, now).as_bytes());
        }
        for (document, incarnation) in own.keys() {
            let Some(held) = self.documents.get(document) else { continue };
            let actor = held.actor(me, *incarnation);
            spread.wrote(*document, *actor.as_bytes());
            for devices in others.values() {
                let upto = |device| self.held_by.upto(device, &(*document, *incarnation));
                let seq = devices.iter().map(upto).max().unwrap_or_default();
                spread.reaches(
                    *document,
                    *actor.as_bytes(),
                    held.merged.reach(&actor, seq).unwrap_or(0),
                );
            }
        }
        spread
    }
}

impl Core {
    pub(super) fn keep_held_by(&mut self) {
        for (id, community) in &self.communities {
            if community.living.is_some() {
                community.held_by.keep(id, self.saving.next());
            }
        }
    }
}
