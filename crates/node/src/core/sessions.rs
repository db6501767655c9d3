//! Sessions: a document each, begun with an agenda of the handbook.

use super::Core;
use super::community::Community;
use super::document::{Held, View};
use super::session_clock::SessionClock;
use super::ways_back::WayBack;
use crate::{Problem, Reply, Session};
use horseshoe_handbook::{AgendaTemplate, Handbook, Language};
use horseshoe_model::{
    AgendaCommand, AttendanceCommand, Command as Act, CommunityView, Kind, MeetingId, MeetingKind,
    NewPoint, PointKind, SessionCommand, SessionView, SlotId,
};
use horseshoe_trust::{CommunityId, DocumentId, DocumentSecret, document_id};
use std::sync::Arc;

impl Community {
    /// All sessions, in an order that every device has: oldest first. One of which only the grant has come is not known
    /// yet.
    pub(super) fn sessions(&self) -> Vec<(DocumentId, Arc<SessionView>)> {
        let session = |held: &Held| match &held.view {
            View::Session(view) if view.at > 0 => Some((held.id, view.clone())),
            _ => None,
        };
        let mut sessions: Vec<_> = self.documents.values().filter_map(session).collect();
        sessions.sort_by_key(|(document, view)| (view.at, *document));
        sessions
    }

    /// The one session that goes on now. Of several that people began apart, the first.
    pub(super) fn session_under_way(&self) -> Option<DocumentId> {
        let mut sessions = self.sessions().into_iter();
        sessions.find(|(_, view)| view.closed.is_none()).map(|(document, _)| document)
    }
}

impl Core {
    /// Begins a session and answers with its document.
    pub(super) fn begin_session(
        &mut self,
        number: u64,
        id: CommunityId,
        meeting: Option<MeetingId>,
        agenda: &str,
        presentations: Option<u8>,
    ) {
        match self.try_to_begin_session(id, meeting, agenda, presentations) {
            Ok(document) => self.answer_when_saved(number, Reply::Made { id: document.to_hex() }),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    fn try_to_begin_session(
        &mut self,
        id: CommunityId,
        meeting: Option<MeetingId>,
        agenda: &str,
        presentations: Option<u8>,
    ) -> Result<DocumentId, Problem> {
        let device = self.key.id();
        // Titles and notes are read from the handbook in each reader's language.
        let handbook = Handbook::of(Language::English);
        let template = handbook.agenda(agenda).ok_or(Problem::NotHereYet)?;
        let community = self.community_mut(id)?;
        if !community.may_write(&device) {
            return Err(Problem::NotAMember);
        }
        let around = match community.root(Kind::Community).map(|held| &held.view) {
            Some(View::Community(view)) => view.clone(),
            _ => Arc::default(),
        };
        let (kind, slots) = meeting_of(&around, meeting);
        let points = points(template, presentations, &slots);
        let secret = DocumentSecret::generate(&mut self.rng);
        let document = document_id(Kind::Session.name(), None, &secret);
        let community = self.community_mut(id)?;
        let mut held = Held::empty(document, Kind::Session, None, secret);
        held.clock = Some(SessionClock::OWN);
        community.documents.insert(document, held);
        self.grant_own_documents(id);
        self.keep_community(id);
        let acts: [Act; 4] = [
            SessionCommand::IsFor { meeting, kind }.into(),
            AgendaCommand::Lay { points }.into(),
            SessionCommand::Facilitate { member: None, on: true }.into(),
            AttendanceCommand::Arrive { member: None }.into(),
        ];
        for act in &acts {
            // A session that was begun stays: there is no way back to none.
            self.perform_in(id, document, act, &mut WayBack::new())?;
        }
        self.send_clocks(id);
        Ok(document)
    }
}

/// What sort of meeting it is, and its places for presenters in order.
fn meeting_of(community: &CommunityView, meeting: Option<MeetingId>) -> (MeetingKind, Vec<SlotId>) {
    let meeting = meeting.and_then(|id| community.meetings.iter().find(|meeting| meeting.id == id));
    meeting.map_or_else(Default::default, |meeting| {
        (meeting.kind, meeting.slots.iter().map(|slot| slot.id).collect())
    })
}

/// The points of an agenda, with so many presentations.
fn points(template: &AgendaTemplate, presentations: Option<u8>, slots: &[SlotId]) -> Vec<NewPoint> {
    let mut slots = slots.iter().copied();
    let mut points = Vec::new();
    for (number, item) in template.with_presentations(presentations) {
        let kind = PointKind::from_word(&item.kind);
        let slot = (kind == PointKind::Presentation).then(|| slots.next()).flatten();
        let source = format!("{}/{number}", template.id);
        points.push(NewPoint { kind, minutes: item.minutes, title: String::new(), source, slot });
    }
    points
}

/// What there is to see of sessions; shared with the snapshot before where nothing changed.
pub(super) fn see_sessions(
    before: Option<&Arc<crate::Community>>,
    held: &Community,
) -> Arc<Vec<Session>> {
    let now = held.sessions().into_iter().map(|(document, view)| {
        let clock = held.documents.get(&document).and_then(|held| held.clock);
        Session { document, ahead_ms: clock.map_or(0, |clock| clock.ahead), view }
    });
    let now: Vec<Session> = now.collect();
    match before {
        Some(before) if same(&before.sessions, &now) => before.sessions.clone(),
        _ => Arc::new(now),
    }
}

fn same(before: &[Session], now: &[Session]) -> bool {
    let same = |(before, now): (&Session, &Session)| {
        before.document == now.document
            && before.ahead_ms == now.ahead_ms
            && Arc::ptr_eq(&before.view, &now.view)
    };
    before.len() == now.len() && before.iter().zip(now).all(same)
}
