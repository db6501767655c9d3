//! A session that goes on, made as it would be: by people who press things, one after the other.

use super::{Change as _, NOW_MS, author, document, filled, member_id};
use horseshoe_merge::{Actor, Document, EntryId};
use horseshoe_model::{
    Acting, ActionsCommand, AgendaCommand, AgreedHow, AttendanceCommand, Command, CommunityView,
    Kind, LearningCommand, MemberId, MemberView, NewPoint, Person, PointId, PointKind, RoomCommand,
    RoomView, RoundsCommand, Scope, SessionCommand, SessionView, Side, SpeakersCommand, perform,
};
use horseshoe_node::{Community, OfFew, OfFewView, Session};
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

/// A session, and what happens in its document, in its room and in the community while it goes on.
pub(crate) struct Run {
    session: Document,
    room: Document,
    community: Document,
    made: u64,
    /// Of the acts that follow.
    pub(crate) now: u64,
}

impl Run {
    /// Somebody laid the agenda, facilitates, and nothing else has happened.
    pub(crate) fn laid(facilitator: usize) -> Self {
        let [session, room, community] =
            [Kind::Session, Kind::Room, Kind::Community].map(Kind::document);
        let mut run = Self { session, room, community, made: 0, now: NOW_MS - 70 * MINUTE_MS };
        let points = (0..).zip(POINTS).map(|(number, (kind, minutes))| NewPoint {
            kind,
            minutes,
            source: format!("agenda-session/{number}"),
            ..NewPoint::default()
        });
        run.does(facilitator, AgendaCommand::Lay { points: points.collect() });
        run.does(facilitator, SessionCommand::Facilitate { member: None, on: true });
        run.does(facilitator, RoomCommand::OfSession { session: document(40).to_hex() });
        run
    }

    pub(crate) fn does(&mut self, who: usize, act: impl Into<Command>) {
        let act = act.into();
        let made = &mut self.made;
        let mut ids = || {
            *made += 1;
            let mut id = [77; 16];
            id[..8].copy_from_slice(&made.to_be_bytes());
            id
        };
        let profile = MemberView::default();
        let members = [0, 1, 2, 3].map(|who| (author(who), &profile));
        let mut acting = Acting {
            member: author(who),
            actor: actor(who),
            now: self.now,
            ids: &mut ids,
            community: None,
            members: &members,
            notebooks: &[],
        };
        let document = match act.kind() {
            Kind::Session => &mut self.session,
            Kind::Room => &mut self.room,
            _ => &mut self.community,
        };
        perform(&act, document, &mut acting).expect("it can be done");
        while let Some(pending) = document.pending() {
            self.made += 1;
            let mut entry = [78; 32];
            entry[..8].copy_from_slice(&self.made.to_be_bytes());
            document.sealed(EntryId(entry), pending.seq);
        }
    }

    pub(crate) fn view(&self) -> SessionView {
        SessionView::read(&self.session, &authors)
    }

    pub(crate) fn room(&self) -> RoomView {
        RoomView::read(&self.room, &authors)
    }

    pub(crate) fn community(&self) -> CommunityView {
        CommunityView::read(&self.community, &authors)
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
        let view = OfFewView::Room(Arc::new(self.room()));
        let members = vec![member_id(0), member_id(1), member_id(2)];
        community.few = Arc::new(vec![OfFew { document: document(41), members, view }]);
        let CommunityView { learning, actions, roles, settings, .. } = self.community();
        community.set(|view| {
            (view.learning, view.actions) = (learning, actions);
            (view.roles, view.settings) = (roles, settings);
        });
        community
    }
}

fn authors(by: &Actor) -> Option<MemberId> {
    (0..40).find(|who| actor(*who) == *by).map(author)
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

/// The discussion is over, and the group captures what it learned: much was heard, two things are proposed, one is kept
/// and may be reported, and there is something to do.
pub(crate) fn capturing(mine: bool) -> Run {
    let facilitator = usize::from(!mine);
    let mut run = in_discussion(mine);
    let hears = |run: &mut Run, text: &str, said_by: usize| {
        let said_by = Some(author(said_by).into());
        run.does(facilitator, RoomCommand::Hear { text: text.to_owned(), said_by });
    };
    hears(&mut run, "Mapping her week with her, on one sheet", 2);
    hears(&mut run, "I went back too soon, before she had asked", 0);
    hears(&mut run, "It is harder to do nothing than to do something", 1);
    let slip = run.room().points[0].slip.id;
    run.does(2, RoomCommand::Confirm { slip });
    for (side, title, views) in [
        (Side::Left, "Go back soon", ["Trust does not wait", "Somebody has to notice"]),
        (Side::Right, "Wait to be asked", ["It is her week", "We are not the only ones"]),
    ] {
        run.does(facilitator, RoomCommand::SetTitle { side, title: title.to_owned() });
        for text in views {
            run.does(facilitator, RoomCommand::View { side, text: text.to_owned() });
        }
    }
    run.moves_to(facilitator, 5, 1);
    run.now = NOW_MS - MINUTE_MS;
    let session = Some(document(40).to_hex());
    for (by, text) in [
        (1, "Ask how a plan fits into somebody’s week before adding to it"),
        (2, "A second visit needs a reason the person would give"),
        (0, "Say aloud when we are not sure"),
    ] {
        run.does(
            by,
            LearningCommand::Propose {
                text: text.to_owned(),
                uncertainty: String::new(),
                session: session.clone(),
                route: Scope::default(),
                tags: std::collections::BTreeSet::new(),
            },
        );
    }
    let point = run.community().learning[0].id;
    run.does(facilitator, LearningCommand::SetRoute { point, route: Scope::MayBeReported });
    run.does(facilitator, LearningCommand::Agree { point, how: AgreedHow::SaidAloud });
    let to = "The team leaders’ meeting".to_owned();
    run.does(facilitator, LearningCommand::ReportTo { point, to, wording: String::new() });
    for (text, owner, due) in [
        ("Ask about a room with daylight", Some(0), Some("2026-12-10")),
        ("Send the article on visits to all", Some(1), None),
        ("Bring a big sheet of paper", None, None),
    ] {
        let (owner, due) = (owner.map(author), due.map(str::to_owned));
        let text = text.to_owned();
        run.does(1, ActionsCommand::Add { text, owner, due, session: session.clone() });
    }
    run
}

/// A group in the middle of its year and of a session.
pub(crate) fn in_session(mine: bool) -> Community {
    in_discussion(mine).in_community(filled())
}
