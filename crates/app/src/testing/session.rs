//! A session that goes on, made as it would be: by people who press things, one after the other.

use super::{NOW_MS, author, document, filled};
use horseshoe_merge::{Actor, Document, EntryId};
use horseshoe_model::{
    Acting, AgendaCommand, AttendanceCommand, Command, Kind, MemberId, NewPoint, Person, PointId,
    PointKind, RoundsCommand, SessionCommand, SessionView, SpeakersCommand, perform,
};
use horseshoe_node::{Community, Session};
use std::sync::Arc;

const MINUTE_MS: u64 = 60_000;

/// The agenda of an ordinary session, as the handbook has it.
const POINTS: [(PointKind, u32); 12] = [
    (PointKind::Intro, 5),
    (PointKind::Groundrules, 5),
    (PointKind::SinceLast, 10),
    (PointKind::Presentation, 30),
    (PointKind::Discussion, 35),
    (PointKind::Capture, 5),
    (PointKind::Break, 10),
    (PointKind::Presentation, 30),
    (PointKind::Discussion, 35),
    (PointKind::Capture, 5),
    (PointKind::Feedback, 5),
    (PointKind::NextDate, 5),
];

/// A document of a session, and what happens in it.
pub(crate) struct Run {
    document: Document,
    made: u64,
    /// Of the acts that follow.
    pub(crate) now: u64,
}

impl Run {
    /// Somebody laid the agenda, facilitates, and nothing else has happened.
    pub(crate) fn laid(facilitator: usize) -> Self {
        let document = Kind::Session.document();
        let mut run = Self { document, made: 0, now: NOW_MS - 70 * MINUTE_MS };
        let points = (0..).zip(POINTS).map(|(number, (kind, minutes))| NewPoint {
            kind,
            minutes,
            source: format!("agenda-session/{number}"),
            ..NewPoint::default()
        });
        run.does(facilitator, AgendaCommand::Lay { points: points.collect() });
        run.does(facilitator, SessionCommand::Facilitate { member: None, on: true });
        run
    }

    pub(crate) fn does(&mut self, who: usize, act: impl Into<Command>) {
        let made = &mut self.made;
        let mut ids = || {
            *made += 1;
            let mut id = [77; 16];
            id[..8].copy_from_slice(&made.to_be_bytes());
            id
        };
        let mut acting = Acting {
            member: author(who),
            actor: actor(who),
            now: self.now,
            ids: &mut ids,
            community: None,
            members: &[],
            notebooks: &[],
        };
        perform(&act.into(), &mut self.document, &mut acting).expect("it can be done");
        while let Some(pending) = self.document.pending() {
            self.made += 1;
            let mut entry = [78; 32];
            entry[..8].copy_from_slice(&self.made.to_be_bytes());
            self.document.sealed(EntryId(entry), pending.seq);
        }
    }

    pub(crate) fn view(&self) -> SessionView {
        let authors =
            |by: &Actor| -> Option<MemberId> { (0..40).find(|who| actor(*who) == *by).map(author) };
        SessionView::read(&self.document, &authors)
    }

    pub(crate) fn point(&self, place: usize) -> PointId {
        self.view().agenda.points[place].id
    }

    /// The group goes on to this point.
    pub(crate) fn moves_to(&mut self, who: usize, place: usize, after_minutes: u64) {
        self.now += after_minutes * MINUTE_MS;
        let (from, to) = (self.view().agenda.at, self.point(place));
        self.does(who, AgendaCommand::MoveOn { from, to });
    }

    /// A community in which this goes on.
    pub(crate) fn in_community(&self, mut community: Community) -> Community {
        let view = Arc::new(self.view());
        community.sessions = Arc::new(vec![Session { document: document(40), ahead_ms: 0, view }]);
        community
    }
}

fn actor(who: usize) -> Actor {
    Actor::derive(author(who).as_bytes(), &[1; 8], &[40; 32])
}

/// People are there, the discussion has gone on for a while, three wait to speak. I facilitate if `mine`.
pub(crate) fn in_discussion(mine: bool) -> Run {
    let facilitator = usize::from(!mine);
    let mut run = Run::laid(facilitator);
    for who in 0..3 {
        run.does(who, AttendanceCommand::Arrive { member: None });
    }
    let (name, area) = ("Lee Marsh".to_owned(), "Youth work".to_owned());
    run.does(facilitator, AttendanceCommand::WriteDown { name, area });
    for (place, after) in [(0, 0), (1, 5), (2, 6), (3, 9), (4, 31)] {
        run.moves_to(facilitator, place, after);
    }
    run.now = NOW_MS - 5 * MINUTE_MS;
    let guest = Person::Guest(run.view().attendance.guests[0].id);
    run.does(1, SpeakersCommand::Raise { person: None });
    run.does(2, SpeakersCommand::Raise { person: None });
    run.does(0, SpeakersCommand::Raise { person: None });
    run.does(facilitator, SpeakersCommand::Raise { person: Some(guest) });
    let turn = run.view().speakers.waiting[0].id;
    run.does(facilitator, SpeakersCommand::Call { turn });
    run
}

/// The same, while a round goes on in which it is this one's turn.
pub(crate) fn in_a_round(mine: bool, turn: usize) -> Run {
    let mut run = in_discussion(mine);
    let seats: Vec<Person> = run.view().attendance.people().collect();
    let begin = RoundsCommand::Begin {
        question: String::new(),
        prompt: "one-thing".to_owned(),
        seats: seats.clone(),
        reversed: false,
    };
    run.does(1, begin);
    let round = run.view().rounds[0].id;
    for person in &seats[..turn] {
        run.does(1, RoundsCommand::Had { round, person: *person });
    }
    run
}

/// A group in the middle of its year and of a session.
pub(crate) fn in_session(mine: bool) -> Community {
    in_discussion(mine).in_community(filled())
}
