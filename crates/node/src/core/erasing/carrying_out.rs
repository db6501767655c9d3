//! The time that was shown, and what happens when it is over: a document goes from this device, with its key and
//! everything kept that speaks of it.

use super::super::Core;
use super::super::community::Community;
use super::{AWAY, Destroyed, KEEP_EVERY};
use crate::Problem;
use horseshoe_model::ErasingCommand;
use horseshoe_sync::Event as SyncEvent;
use horseshoe_trust::{CommunityId, DocumentId, EntryId, MemberId};
use std::collections::BTreeSet;
use std::time::Duration;

impl Core {
    /// Carries out what has been shown long enough.
    pub(in super::super) fn carry_out_erasing(&mut self) {
        self.notice_the_day();
        let agreed = |community: &Community| !community.erasing.agreed.is_empty();
        let ids = self.communities.iter().filter(|(_, community)| agreed(community));
        for id in ids.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.count_time_shown(id);
            if !self.communities[&id].erasing.due().is_empty() {
                // What was agreed before the document was known may turn out to be what the group needs.
                self.erasing_changed(id);
            }
            let erasing = &self.communities[&id].erasing;
            let due = erasing.due();
            let keep = self.now.running >= erasing.kept + KEEP_EVERY;
            if keep && due.is_empty() {
                self.keep_erasing(id);
                self.changed = true;
            }
            for document in due {
                self.destroy(id, document);
            }
        }
    }

    /// Adds the time since it was counted last. The first time, what passed while the program did not run.
    pub(super) fn count_time_shown(&mut self, id: CommunityId) {
        let now = self.now;
        let Some(community) = self.communities.get_mut(&id) else { return };
        let erasing = &mut community.erasing;
        let passed = match erasing.counted {
            Some(counted) => now.running.saturating_sub(counted),
            None => Duration::from_millis(now.unix_ms.saturating_sub(erasing.counted_at)).min(AWAY),
        };
        for agreed in erasing.agreed.values_mut() {
            agreed.shown += passed;
        }
        erasing.counted = Some(now.running);
        erasing.counted_at = now.unix_ms;
    }

    /// Destroys a document on this device: entries, key, own words that are no entry yet, and everything kept beside
    /// that names it. Once the disk has let go of it, this device says so.
    pub(super) fn destroy(&mut self, id: CommunityId, document: DocumentId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let kind = community.kind_of(&document);
        let held = community.documents.remove(&document);
        let mut readers: BTreeSet<MemberId> =
            held.as_ref().map(|held| held.readers.clone()).unwrap_or_default();
        if let Some(living) = &mut community.living {
            // Also of what was never opened here.
            if let Some(grant) = living.ledger.grants(&document).first() {
                readers.clone_from(&grant.readers);
            }
            let log = living.ledger.log(&document);
            let entries: BTreeSet<EntryId> =
                log.map(|log| log.order()).unwrap_or_default().into_iter().collect();
            living.unsaved.retain(|entry, _| !entries.contains(entry));
            living.ledger.forget_document(document);
        }
        let typists = held.map(|held| held.typists).unwrap_or_default();
        community.pens.retain(|_, pen| pen.document() != document);
        community.ways_back.forget(document);
        community.held_by.forget(document);
        let erasing = &mut community.erasing;
        if readers.is_empty() {
            erasing.proposals.remove(&document);
        }
        erasing.kept_by.remove(&document);
        erasing.agreed.retain(|_, agreed| agreed.document != document);
        let destroyed = Destroyed {
            kind,
            readers,
            at: self.now.unix_ms,
            for_good: false,
            told_by: BTreeSet::new(),
            number: 0,
        };
        erasing.destroyed.insert(document, destroyed);
        community.forget_what_is_gone();
        let batch = self.saving.next();
        batch.forget_document(id, document);
        community.keep(batch);
        community.held_by.keep(&id, batch);
        if let Some(seen) = &community.seen {
            seen.keep(&id, batch);
        }
        for number in typists {
            self.answer(number, Err(Problem::NoSuchText));
        }
        self.sync(id, SyncEvent::Forgotten { document });
        self.keep_ways_back(id);
        self.changed = true;
        self.confirm_when_saved(id, document);
    }

    /// After a start: what was destroyed and not yet said to be.
    pub(in super::super) fn go_on_destroying(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        let open = community.erasing.destroyed.iter().filter(|(_, destroyed)| !destroyed.for_good);
        for document in open.map(|(document, _)| *document).collect::<Vec<_>>() {
            self.confirm_when_saved(id, document);
        }
    }

    fn confirm_when_saved(&mut self, id: CommunityId, document: DocumentId) {
        self.keep_erasing(id);
        // It is for good only when no copy of the store from before opens with anything that is left.
        let number = self.renew_keys_when_saved();
        let community = self.communities.get_mut(&id);
        if let Some(it) = community.and_then(|it| it.erasing.destroyed.get_mut(&document)) {
            it.number = number;
        }
    }

    /// At the end of the program: what was shown until now is not shown anew.
    pub(in super::super) fn keep_time_shown(&mut self) {
        for id in self.communities.keys().copied().collect::<Vec<_>>() {
            if !self.communities[&id].erasing.agreed.is_empty() {
                self.count_time_shown(id);
                self.keep_erasing(id);
            }
        }
    }

    /// The disk has let go of what was destroyed before, and the keys it was sealed under are no more: it is so for good,
    /// and is said to be.
    pub(in super::super) fn destroyed_for_good(&mut self, upto: u64) {
        for id in self.communities.keys().copied().collect::<Vec<_>>() {
            let Some(community) = self.communities.get_mut(&id) else { continue };
            let mut for_good = Vec::new();
            for (document, destroyed) in &mut community.erasing.destroyed {
                if !destroyed.for_good && (1..=upto).contains(&destroyed.number) {
                    destroyed.for_good = true;
                    for_good.push((*document, destroyed.readers.is_empty()));
                }
            }
            if for_good.is_empty() {
                continue;
            }
            let peers: Vec<_> = community.peers.keys().copied().collect();
            let device = self.key.id().to_hex();
            for (document, everyones) in for_good {
                if everyones {
                    let (document, device) = (document.to_hex(), device.clone());
                    self.say_about_erasing(id, &ErasingCommand::Confirm { document, device });
                }
            }
            self.tell_of_few(id, &peers);
            self.keep_erasing(id);
            self.changed = true;
        }
    }
}
