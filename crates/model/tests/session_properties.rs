//! Any order of merging gives the same session, a view kept by patches is the view read anew, and its times can be
//! told at any moment.

#[path = "behaviour/support.rs"]
#[expect(dead_code, reason = "shared with the tests by subject")]
mod support;

use horseshoe_model::*;
use proptest::prelude::*;
use support::*;

/// One step of a random history: who, what kind of act, and where.
type Step = (usize, u8, prop::sample::Index, prop::sample::Index);

const DEVICES: usize = 4;

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_delivery_gives_the_same_session(steps in steps(60)) {
        let room = &mut Kept::new();
        for step in &steps {
            room.step(step);
        }
        room.room.meet();
        let session = room.room.session(0);
        for who in 1..DEVICES {
            prop_assert_eq!(&room.room.session(who), &session);
        }
        holds_together(&session)?;
    }

    #[test]
    fn a_session_kept_by_patches_is_the_session_read_anew(steps in steps(60)) {
        let room = &mut Kept::new();
        for step in &steps {
            room.step(step);
            room.compare()?;
        }
        room.room.meet();
        room.compare()?;
    }

    #[test]
    fn the_time_left_and_the_finish_can_be_told_at_any_moment(steps in steps(40), now: u64) {
        let room = &mut Kept::new();
        for step in &steps {
            room.step(step);
        }
        room.room.meet();
        let agenda = room.room.session(0).agenda;
        for now in [now, 0, u64::MAX, room.room.now] {
            prop_assert_eq!(agenda.left(now).is_some(), agenda.at.is_some());
            let finish = agenda.finish(now);
            prop_assert_eq!(finish.is_some(), agenda.at.is_some());
            for point in &agenda.points {
                let begins = agenda.begins(point.id, now);
                prop_assert!(begins.is_none() || begins <= finish);
            }
        }
    }

    #[test]
    fn undoing_all_of_ones_own_acts_leaves_no_agenda_no_hand_and_nobody(steps in steps(30)) {
        // Alone, the last act first: everything goes back.
        let room = &mut Kept::new();
        for (_, act, a, b) in &steps {
            room.step(&(0, act % ACTS, *a, *b));
        }
        while let Some(undo) = room.undos.pop() {
            prop_assert_eq!(room.room.undoes(0, &undo).map(|_| ()), Ok(()));
        }
        let session = room.room.session(0);
        prop_assert_eq!(session.agenda.points.len() + session.rounds.len(), 0);
        prop_assert_eq!(session.agenda.at, None);
        prop_assert_eq!(session.speakers, Speakers::default());
        prop_assert_eq!(session.attendance.people().count(), 0);
        prop_assert_eq!((session.closed, session.facilitators.len()), (None, 0));
    }
}

/// What is true of every session, whoever wrote what in it.
fn holds_together(session: &SessionView) -> Result<(), TestCaseError> {
    let agenda = &session.agenda;
    prop_assert_eq!(agenda.current().map(|point| point.id), agenda.at);
    prop_assert!(agenda.taken_out.iter().all(|point| point.runs.is_none()));
    prop_assert!(agenda.at.is_some() || !agenda.points.iter().any(|point| point.runs.is_some()));
    let speakers = &session.speakers;
    let all: Vec<Person> =
        speakers.waiting.iter().chain(&speakers.speaking).map(|turn| turn.person).collect();
    let mut once = all.clone();
    once.sort_unstable();
    once.dedup();
    prop_assert_eq!(once.len(), all.len(), "nobody stands twice");
    Ok(())
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(
        (0..DEVICES, 0..ACTS + 6, any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        1..most,
    )
}

/// How many kinds of act there are; numbers beyond are meetings of two devices.
const ACTS: u8 = 39;

/// Devices with views they keep up to date by patches.
struct Kept {
    room: Room,
    views: Vec<SessionView>,
    /// Of the first device.
    undos: Vec<Undo>,
}

impl Kept {
    /// Three members; one of them has two devices.
    fn new() -> Self {
        let mut room = Room::of(DEVICES - 1);
        room.add_device(member(0));
        Self { room, views: vec![SessionView::default(); DEVICES], undos: Vec::new() }
    }

    fn step(&mut self, (who, act, a, b): &Step) {
        let who = *who;
        if *act >= ACTS {
            return self.room.send(a.index(DEVICES), who);
        }
        // Clocks differ, and may jump.
        self.room.now = minute(b.index(200) as u64);
        let Some(command) = self.command(who, *act, *a, *b) else { return };
        // What the rules refuse is no part of the history.
        let Ok(done) = self.room.tries(who, &command) else { return };
        if who == 0 {
            self.undos.extend(done.undo);
        }
    }

    fn compare(&mut self) -> Result<(), TestCaseError> {
        for who in 0..DEVICES {
            let patches = self.room.patches(who, SESSION);
            let now = self.room.session(who);
            let kept = &mut self.views[who];
            let was = kept.clone();
            let doc = self.room.devices[who].doc_mut(SESSION);
            let changed = kept.apply_patches(doc, &authors, &patches);
            prop_assert_eq!(&*kept, &now);
            prop_assert_eq!(changed, was != now);
        }
        Ok(())
    }

    /// An act on something that is there, if anything is.
    fn command(
        &mut self,
        who: usize,
        act: u8,
        a: prop::sample::Index,
        b: prop::sample::Index,
    ) -> Option<Command> {
        let view = self.room.session(who);
        if act < 18 {
            return agenda_act(&view.agenda, act, a, b).map(Command::from);
        }
        let words = format!("words {} {}", a.index(7), b.index(7));
        let person = || pick(&view.attendance.people().collect::<Vec<_>>(), a).copied();
        let speakers = &view.speakers;
        let turns: Vec<TurnId> =
            speakers.waiting.iter().chain(&speakers.speaking).map(|turn| turn.id).collect();
        let turn = || pick(&turns, a).copied();
        let other = || pick(&turns, b).copied();
        let guest = || pick(&view.attendance.guests, a).map(|guest| guest.id);
        let round = || pick(&view.rounds, a);
        let seat = || pick(&round()?.seats, b).map(|seat| seat.person);
        Some(match act {
            18 => {
                AttendanceCommand::Arrive { member: a.index(2).checked_sub(1).map(member) }.into()
            }
            19 => AttendanceCommand::Leave { member: Some(member(a.index(3))) }.into(),
            20 => AttendanceCommand::WriteDown { name: words, area: String::new() }.into(),
            21 => AttendanceCommand::SetName { guest: guest()?, name: words }.into(),
            22 => AttendanceCommand::TakeOut { guest: guest()? }.into(),
            23 | 24 => SpeakersCommand::Raise { person: person() }.into(),
            25 => SpeakersCommand::Lower { turn: turn()? }.into(),
            26 | 27 => SpeakersCommand::Call { turn: turn()? }.into(),
            28 => SpeakersCommand::Done { turn: turn()? }.into(),
            29 => SpeakersCommand::Move {
                turn: turn()?,
                after: other().filter(|other| Some(*other) != turn()),
            }
            .into(),
            30 => match b.index(4) {
                0 => SpeakersCommand::Clear,
                1 => SpeakersCommand::SetClosed { closed: a.index(2) == 0 },
                2 => SpeakersCommand::SetNewVoicesFirst { on: a.index(2) == 0 },
                _ => SpeakersCommand::SetContribution {
                    contribution: *pick(&[Contribution::Chair, Contribution::SelfManaged], a)?,
                },
            }
            .into(),
            31 => {
                let last = view.rounds.last().map(|round| &**round);
                let (seats, reversed) = next_seats(last, view.attendance.people());
                RoundsCommand::Begin { question: words, prompt: String::new(), seats, reversed }
                    .into()
            }
            32 | 33 => RoundsCommand::Had { round: round()?.id, person: seat()? }.into(),
            34 => RoundsCommand::NotYet { round: round()?.id, person: seat()? }.into(),
            35 => RoundsCommand::Seat { round: round()?.id, person: person()? }.into(),
            36 => RoundsCommand::Unseat { round: round()?.id, person: seat()? }.into(),
            37 => match b.index(3) {
                0 => RoundsCommand::TakeOut { round: round()?.id },
                1 => RoundsCommand::BringBack { round: pick(&view.rounds_taken_out, a)?.id },
                _ => RoundsCommand::End { round: round()?.id },
            }
            .into(),
            38 => match b.index(4) {
                0 => SessionCommand::Close,
                1 => SessionCommand::Reopen,
                2 => SessionCommand::IsFor { meeting: None, kind: MeetingKind::Session },
                _ => SessionCommand::Facilitate { member: None, on: a.index(2) == 0 },
            }
            .into(),
            _ => return None,
        })
    }
}

/// An act on the agenda.
fn agenda_act(
    agenda: &Agenda,
    act: u8,
    a: prop::sample::Index,
    b: prop::sample::Index,
) -> Option<AgendaCommand> {
    let point = || pick(&agenda.points, a).map(|point| point.id);
    let other = || pick(&agenda.points, b).map(|point| point.id);
    let minutes = b.index(60) as u32;
    Some(match act {
        0 => AgendaCommand::Lay { points: three_hours()[..=a.index(4)].to_vec() },
        1 => {
            AgendaCommand::Add { point: support::point(PointKind::Other, minutes), after: other() }
        }
        2 => AgendaCommand::SetTitle { point: point()?, title: format!("{minutes}") },
        3 => AgendaCommand::SetMinutes { point: point()?, minutes },
        4 => AgendaCommand::Move {
            point: point()?,
            after: other().filter(|other| Some(*other) != point()),
        },
        5 => AgendaCommand::TakeOut { point: point()? },
        6 => AgendaCommand::BringBack { point: pick(&agenda.taken_out, a)?.id },
        7 => AgendaCommand::Skip { point: point()?, skip: b.index(3) > 0 },
        8 => AgendaCommand::MoveOn { from: agenda.at, to: point()? },
        9 | 10 => AgendaCommand::MoveOn { from: agenda.at, to: agenda.next()?.id },
        11 => AgendaCommand::MoveOn { from: agenda.at, to: agenda.previous()?.id },
        12 => AgendaCommand::Finish { from: agenda.at? },
        13 => AgendaCommand::Pause,
        14 => AgendaCommand::Resume,
        15 => AgendaCommand::Lengthen {
            point: point()?,
            minutes: minutes.cast_signed() - 30,
            take_from: other().filter(|_| a.index(2) == 0),
        },
        16 => AgendaCommand::BreakNow { from: agenda.at?, minutes },
        17 if b.index(2) == 0 => AgendaCommand::Think { on: a.index(2) == 0 },
        _ => AgendaCommand::Do { point: point()?, activity: Activity::Pairs },
    })
}

fn pick<T>(items: &[T], place: prop::sample::Index) -> Option<&T> {
    if items.is_empty() { None } else { Some(place.get(items)) }
}
