//! Closing a room: whoever is in it closes it, and every device that was present destroys its document at once, as was
//! agreed when it was opened. That a device has done so is both the news that the room is closed and the confirmation.

use super::super::Core;
use crate::{Problem, Reply};
use horseshoe_model::Kind;
use horseshoe_trust::{CommunityId, DocumentId};

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
        self.tell_of_few(id, &peers);
    }
}
