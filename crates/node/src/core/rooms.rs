//! The room of a session: what is heard there is for those who are there. It opens with the first word and closes with
//! the session. Whoever comes or goes finds another one open: a document's readers are fixed when it is made.

use super::Core;
use super::community::Community;
use super::document::View;
use super::ways_back::WayBack;
use crate::Problem;
use horseshoe_model::{Kind, RoomCommand, RoomView, SessionView};
use horseshoe_trust::{CommunityId, DocumentId, MemberId};
use std::collections::BTreeSet;

impl Community {
    /// All rooms of sessions that I am in.
    fn rooms(&self) -> impl Iterator<Item = (DocumentId, &RoomView, DocumentId)> {
        self.documents.values().filter_map(|held| {
            let View::Room(view) = &held.view else { return None };
            let session = view.session.as_ref()?.parse().ok()?;
            Some((held.id, &**view, session))
        })
    }

    fn session(&self, document: DocumentId) -> Option<&SessionView> {
        match &self.documents.get(&document)?.view {
            View::Session(view) => Some(view),
            _ => None,
        }
    }

    /// The rooms I am in whose session is over.
    fn rooms_left_open(&self) -> impl Iterator<Item = DocumentId> {
        let over = |session: &SessionView| session.closed.is_some();
        let rooms =
            self.rooms().filter(move |(.., session)| self.session(*session).is_some_and(over));
        rooms.map(|(room, ..)| room)
    }
}

impl Core {
    /// Where to do what belongs in a room: the document itself, or, for a session, the room of those who are there.
    /// Opens one if there is none yet.
    pub(super) fn room_for(
        &mut self,
        id: CommunityId,
        document: DocumentId,
        act: &RoomCommand,
    ) -> Result<DocumentId, Problem> {
        let me = self.key.id();
        let community = self.community_mut(id)?;
        let Some(session) = community.session(document) else { return Ok(document) };
        let mut rooms = community.rooms().filter(|(.., of)| *of == document);
        if let Some(slip) = act.slip() {
            let holding = rooms.find(|(_, view, _)| view.has(slip));
            return holding.map(|(room, ..)| room).ok_or(Problem::NotHereYet);
        }
        if session.closed.is_some() {
            return Err(Problem::RoomClosed);
        }
        let standing = community.standing();
        let there = session.attendance.members.iter();
        let there = there.map(|present| MemberId::from_bytes(*present.member.as_bytes()));
        let mut there: BTreeSet<MemberId> = there.filter(|who| standing.contains(who)).collect();
        // Whoever writes there is there.
        there.insert(community.member_of(&me));
        let of_these = |room: &DocumentId| community.documents[room].readers == there;
        if let Some(room) = rooms.map(|(room, ..)| room).find(of_these) {
            return Ok(room);
        }
        let room = self.begin_for_few(id, Kind::Room, there.into_iter().collect())?;
        let of = RoomCommand::OfSession { session: document.to_hex() };
        // A room that was opened stays until it closes.
        self.perform_in(id, room, &of.into(), &mut WayBack::new())?;
        Ok(room)
    }

    /// Destroys the rooms of sessions that are over, whoever closed them.
    pub(super) fn close_rooms(&mut self) {
        let rooms = self.communities.iter();
        let rooms =
            rooms.flat_map(|(id, community)| community.rooms_left_open().map(|room| (*id, room)));
        for (id, room) in rooms.collect::<Vec<_>>() {
            self.close_the_room(id, room);
        }
    }
}
