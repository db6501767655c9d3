//! What a few have among themselves is destroyed among themselves: two of them agree, or the only one who is left, and
//! nobody else ever hears of it. Their statement is signed like everybody's, and stays with them.
//!
//! What a device has done, or keeps all the same, it says itself to the others' devices, now or when they meet. The
//! connection proves who speaks.

use super::super::Core;
use super::super::community::Community;
use super::signers;
use horseshoe_model::Kind;
use horseshoe_sync::Event as SyncEvent;
use horseshoe_trust::{CertificateId, CommunityId, DeviceId, DocumentId, MemberId, Proposal};
use std::collections::BTreeSet;

/// What messages begin with, which no proposal does. The rest is one byte and the document.
const CLOSED: &[u8] = b"\xf0horseshoe 1 room closed ";
const KEPT: &[u8] = b"\xf0horseshoe 1 kept here ";
/// So many of a few destroy what they have, or all who are left of them.
const TOGETHER: u8 = 2;

impl Community {
    /// Of a document of a few, who has it, also when it is destroyed here. Nobody: everyone has it.
    pub(super) fn readers_of(&self, document: &DocumentId) -> BTreeSet<MemberId> {
        let held = self.documents.get(document).map(|held| &held.readers);
        let had = || self.erasing.destroyed.get(document).map(|destroyed| &destroyed.readers);
        held.or_else(had).cloned().unwrap_or_default()
    }

    /// The devices connected now whose members have a document of a few.
    pub(super) fn peers_who_read(&self, document: &DocumentId) -> Vec<DeviceId> {
        let readers = self.readers_of(document);
        let reads = |peer: &&DeviceId| self.stands(peer).is_some_and(|it| readers.contains(&it));
        self.peers.keys().filter(reads).copied().collect()
    }

    /// What enough of a few agreed to destroy.
    pub(super) fn agreed_among_few(&self) -> Vec<(CertificateId, DocumentId)> {
        let Some(living) = &self.living else { return Vec::new() };
        let state = living.ledger.membership().state();
        let agreed = |(document, bytes): (&DocumentId, &Vec<u8>)| {
            let readers = self.readers_of(document);
            let needed = usize::from(self.few_needed(&readers)?);
            let proposal = Proposal::from_bytes(bytes).ok()?;
            let agree = signers(&state, &proposal).intersection(&readers).count();
            (agree >= needed).then(|| (proposal.id(), *document))
        };
        self.erasing.proposals.iter().filter_map(agreed).collect()
    }

    /// How many of a few have to agree. Nothing where everyone has it.
    pub(super) fn few_needed(&self, readers: &BTreeSet<MemberId>) -> Option<u8> {
        let left = self.standing().iter().filter(|member| readers.contains(*member)).count();
        (!readers.is_empty()).then_some(if left == 1 { 1 } else { TOGETHER })
    }

    /// The member whose device this is, if it stands.
    fn stands(&self, device: &DeviceId) -> Option<MemberId> {
        let state = self.living.as_ref()?.ledger.membership().state();
        state.member(device).filter(|_| state.stands(device))
    }
}

impl Core {
    /// Tells these devices what of theirs is destroyed here, and what is kept although it was agreed to destroy it.
    pub(super) fn tell_of_few(&mut self, id: CommunityId, peers: &[DeviceId]) {
        let Some(community) = self.communities.get(&id) else { return };
        let erasing = &community.erasing;
        let destroyed = erasing.destroyed.iter().filter(|(_, it)| !it.readers.is_empty());
        let done = destroyed.map(|(document, it)| (CLOSED, it.for_good, *document));
        let kept = erasing.agreed.values().filter(|agreed| agreed.kept_here);
        let kept = kept.map(|agreed| (KEPT, true, agreed.document));
        let mut told = Vec::new();
        for (what, yes, document) in done.chain(kept) {
            let readers = community.readers_of(&document);
            let concerned = |peer: &&DeviceId| {
                community.stands(peer).is_some_and(|member| readers.contains(&member))
            };
            let bytes = message(what, yes, document);
            told.extend(peers.iter().filter(concerned).map(|peer| (*peer, bytes.clone())));
        }
        for (peer, bytes) in told {
            self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes });
        }
    }

    /// Tells those who have it that it is kept here all the same, or no longer.
    pub(super) fn tell_what_is_kept(&mut self, id: CommunityId, document: DocumentId, kept: bool) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let me = community.member_of(&self.key.id());
        community.keeps(document, me, kept);
        for peer in community.peers_who_read(&document) {
            let bytes = message(KEPT, kept, document);
            self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes });
        }
    }

    /// A message came beside proposals. Says whether it was one of these.
    pub(in super::super) fn told_of_few(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        bytes: &[u8],
    ) -> bool {
        let told = |what: &'static [u8]| bytes.strip_prefix(what).map(|rest| (what, rest));
        let Some((what, rest)) = told(CLOSED).or_else(|| told(KEPT)) else { return false };
        let Some((yes, document)) = rest.split_first() else { return true };
        let Ok(document) = document.try_into().map(DocumentId::from_bytes) else { return true };
        let Some(community) = self.communities.get_mut(&id) else { return true };
        let readers = community.readers_of(&document);
        let member = community.stands(&from).filter(|member| readers.contains(member));
        let Some(member) = member else { return true };
        if what == KEPT {
            self.changed |= community.keeps(document, member, *yes == 1);
            return true;
        }
        let held = community.documents.get(&document);
        if held.is_some_and(|held| held.kind == Kind::Room) {
            self.close_the_room(id, document);
        }
        let erasing = self.communities.get_mut(&id).map(|community| &mut community.erasing);
        let destroyed = erasing.and_then(|erasing| erasing.destroyed.get_mut(&document));
        if *yes == 1 && destroyed.is_some_and(|it| it.told_by.insert(from)) {
            // They may not have listened when this device said so, as long as they still had it.
            self.tell_of_few(id, &[from]);
            self.forget_what_all_destroyed(id);
            self.keep_erasing(id);
            self.changed = true;
        }
        true
    }

    /// A statement of a few is kept until the last of their devices has done as it says.
    fn forget_what_all_destroyed(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let devices = living.ledger.membership().state().standing_devices();
        let me = self.key.id();
        let erasing = &mut community.erasing;
        for (document, destroyed) in &erasing.destroyed {
            let concerned = devices.iter().filter(|(_, it)| destroyed.readers.contains(it));
            let all =
                concerned.map(|(it, _)| *it).all(|it| it == me || destroyed.told_by.contains(&it));
            if all {
                erasing.proposals.remove(document);
            }
        }
    }
}

impl Community {
    /// Says whether that was new.
    fn keeps(&mut self, document: DocumentId, member: MemberId, kept: bool) -> bool {
        let by = self.erasing.kept_by.entry(document).or_default();
        if kept { by.insert(member) } else { by.remove(&member) }
    }
}

fn message(what: &[u8], yes: bool, document: DocumentId) -> Vec<u8> {
    [what, &[u8::from(yes)], document.as_bytes()].concat()
}
