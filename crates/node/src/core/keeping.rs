//! Words of somebody who is out that nobody brought in: a member can keep them, and answers for it.

use super::Core;
use super::community::Community;
use crate::{LateWords, Problem, Reply};
use horseshoe_trust::{CommunityId, DocumentId, EntryId, MemberId};
use std::collections::BTreeMap;

impl Core {
    /// Keeps all that somebody wrote who is out.
    pub(super) fn keep_words(&mut self, number: u64, id: CommunityId, member: MemberId) {
        let me = self.key.id();
        let late = self.community_mut(id).and_then(|community| {
            if !community.may_write(&me) {
                return Err(Problem::NotAMember);
            }
            let late = community.late_entries();
            Ok(late.into_iter().filter(|((of, _), _)| *of == member).collect::<Vec<_>>())
        });
        match late {
            Ok(late) => {
                for ((_, document), entries) in late {
                    self.keep_entries(id, document, &entries);
                }
                self.answer_when_saved(number, Reply::Done);
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// What counted a moment ago in a document that those who signed a removal do not see: they could not say how far
    /// it should count, so this device keeps what was there.
    pub(super) fn keep_unseen(&mut self, id: CommunityId, document: DocumentId) {
        let me = self.key.id();
        let Some(community) = self.communities.get(&id) else { return };
        let (Some(living), Some(held)) = (&community.living, community.documents.get(&document))
        else {
            return;
        };
        if held.is_for_everyone() || !living.ledger.membership().state().stands(&me) {
            return;
        }
        let Some(log) = living.ledger.log(&document) else { return };
        let lost = held.counted.iter().filter(|entry| log.contains(entry) && !log.counts(entry));
        let mut tops: Vec<EntryId> = lost.filter(|entry| !log.is_blocked(entry)).copied().collect();
        // One's own words are written anew in any case.
        tops.retain(|entry| log.get(entry).is_some_and(|place| place.device != me));
        if !tops.is_empty() {
            self.keep_entries(id, document, &tops);
        }
    }

    /// Takes these into the document with all they stand on, and makes an entry that has seen them: so they count.
    fn keep_entries(&mut self, id: CommunityId, document: DocumentId, entries: &[EntryId]) {
        self.make_typed_words_changes(id, document, |_| true);
        self.seal(id, document);
        let Some(log) = self.communities.get(&id).and_then(|community| {
            community.living.as_ref().and_then(|living| living.ledger.log(&document))
        }) else {
            return;
        };
        let brought_in = log.brought_in_by(entries);
        if !self.take_in_aside(id, document, brought_in) {
            return;
        }
        if self.say_kept(id, document).is_ok() {
            self.seal(id, document);
        }
        if let Some(held) = self.held(id, document) {
            held.recount = true;
        }
        if let Some(community) = self.communities.get_mut(&id) {
            community.membership_seen = None;
        }
    }
}

impl Community {
    /// Entries of devices that are out that do not count and could be kept, by member and document.
    fn late_entries(&self) -> BTreeMap<(MemberId, DocumentId), Vec<EntryId>> {
        let mut late: BTreeMap<_, Vec<EntryId>> = BTreeMap::new();
        let Some(living) = &self.living else { return late };
        let state = living.ledger.membership().state();
        if state.removals().is_empty() {
            return late;
        }
        for document in self.documents.keys() {
            let Some(log) = living.ledger.log(document) else { continue };
            for entry in log.keepable(|device| state.out(device)) {
                let device = log.get(&entry).map(|place| place.device);
                if let Some(member) = device.and_then(|device| state.member(&device)) {
                    late.entry((member, *document)).or_default().push(entry);
                }
            }
        }
        late
    }

    pub(super) fn see_late_words(&self) -> Vec<LateWords> {
        let mut seen: BTreeMap<MemberId, LateWords> = BTreeMap::new();
        for ((member, _), entries) in self.late_entries() {
            let words =
                seen.entry(member).or_insert(LateWords { member, entries: 0, documents: 0 });
            words.entries += entries.len() as u64;
            words.documents += 1;
        }
        seen.into_values().collect()
    }
}
