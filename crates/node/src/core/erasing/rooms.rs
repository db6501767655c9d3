//! Closing a room: whoever is in it closes it, and every device that was present destroys its document at once, as was
//! agreed when it was opened.
//!
//! A device that has done so says it to the others' devices itself, now or when they meet, and to nobody else: the
//! connection proves who speaks. That is both the news that the room is closed and the confirmation.

use super::super::Core;
use crate::{Problem, Reply};
use horseshoe_model::Kind;
use horseshoe_sync::Event as SyncEvent;
use horseshoe_trust::{CommunityId, DeviceId, DocumentId};

/// What a message begins with, which no proposal does.
const CLOSED: &[u8] = b"\xf0horseshoe 1 room closed ";

impl Core {
    /// Closes a room I am in.
    pub(in super::super) fn close_room(
        &mut self,
        number: u64,
        id: CommunityId,
        document: DocumentId,
    ) {
        let room = self.community_mut(id).and_then(|community| {
            let held = community.documents.get(&document).ok_or(Problem::NotHereYet)?;
            if held.kind == Kind::Room { Ok(()) } else { Err(Problem::NotToBeErased) }
        });
        if let Err(problem) = room {
            return self.answer(number, Err(problem));
        }
        self.close_the_room(id, document);
        self.answer_when_saved(number, Reply::Done);
    }

    /// Destroys a room I am in, and says so.
    pub(in super::super) fn close_the_room(&mut self, id: CommunityId, document: DocumentId) {
        self.destroy(id, document);
        let peers = self.communities[&id].peers.keys().copied().collect::<Vec<_>>();
        self.tell_of_closed_rooms(id, &peers);
    }

    /// Tells these devices which rooms are closed that their members were in.
    pub(super) fn tell_of_closed_rooms(&mut self, id: CommunityId, peers: &[DeviceId]) {
        let Some(community) = self.communities.get(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let mut told = Vec::new();
        for (document, destroyed) in &community.erasing.destroyed {
            for peer in peers.iter().filter(|peer| state.stands(peer)) {
                let member = state.member(peer);
                if member.is_some_and(|member| destroyed.readers.contains(&member)) {
                    let done = [u8::from(destroyed.for_good)];
                    told.push((*peer, [CLOSED, &done, document.as_bytes()].concat()));
                }
            }
        }
        for (peer, bytes) in told {
            self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes });
        }
    }

    /// A message came beside proposals. Says whether it was about a room that is closed.
    pub(in super::super) fn room_closed(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        bytes: &[u8],
    ) -> bool {
        let Some(rest) = bytes.strip_prefix(CLOSED) else { return false };
        let Some((done, document)) = rest.split_first() else { return true };
        let Ok(document) = document.try_into().map(DocumentId::from_bytes) else { return true };
        let Some(community) = self.communities.get(&id) else { return true };
        let Some(living) = &community.living else { return true };
        let state = living.ledger.membership().state();
        let Some(member) = state.member(&from).filter(|_| state.stands(&from)) else { return true };
        let held = community.documents.get(&document);
        if held.is_some_and(|held| held.kind == Kind::Room && held.readers.contains(&member)) {
            self.close_the_room(id, document);
        }
        let erasing = self.communities.get_mut(&id).map(|community| &mut community.erasing);
        let destroyed = erasing.and_then(|erasing| erasing.destroyed.get_mut(&document));
        if *done == 1
            && destroyed.is_some_and(|it| it.readers.contains(&member) && it.told_by.insert(from))
        {
            self.keep_erasing(id);
            self.changed = true;
        }
        true
    }
}
