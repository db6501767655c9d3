//! What the screen for a session shows, as plain data: where the group is on its agenda, who would like to speak, whose
//! turn it is in a round, who is there, what was heard.

pub(crate) mod heard;
pub(crate) mod since;

use crate::dates;
use crate::texts::{TextId, Texts};
use crate::words;
use heard::HeardRows;
use horseshoe_handbook::{Handbook, nudges};
use horseshoe_model::{
    Activity, Agenda, Contribution, Feedback, MeetingId, MemberId, Person, Point, PointId,
    PointKind, Round, RoundId, SessionView, Stage, TurnId,
};
use horseshoe_node::{Community, DocumentId, Session};
use std::time::Duration;

/// A session that goes on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) document: DocumentId,
    /// Others that somebody began apart from this one.
    pub(crate) others: usize,
    pub(crate) i_facilitate: bool,
    /// Names, without me.
    pub(crate) facilitators: Vec<String>,
    pub(crate) i_am_here: bool,
    pub(crate) points: Vec<PointRow>,
    pub(crate) now: Now,
    /// When all will be over, as a clock shows it.
    pub(crate) finish: Option<String>,
    /// Minutes the group is behind what was planned; below zero before it.
    pub(crate) behind: i64,
    pub(crate) speakers: SpeakerRows,
    pub(crate) round: Option<RoundRows>,
    pub(crate) people: Vec<PersonRow>,
    pub(crate) heard: HeardRows,
    pub(crate) feedback: Feedback,
    /// How whoever facilitates will run it; empty if they did not say.
    pub(crate) how: String,
    /// Members who have not said that they are there.
    pub(crate) not_here: Vec<(MemberId, String)>,
    /// When the window should look again, in milliseconds; none if nothing changes by itself.
    pub(crate) look_again: Option<u64>,
}

/// Where the group is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Now {
    /// Nothing has begun; the first point.
    NotBegun {
        first: Option<(PointId, String)>,
    },
    At(Box<Here>),
    Finished,
}

impl Now {
    pub(crate) const fn is_over(&self) -> bool {
        matches!(self, Self::Finished)
    }
}

/// The point the group is at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Here {
    pub(crate) point: PointId,
    pub(crate) kind: PointKind,
    pub(crate) title: String,
    /// For who facilitates.
    pub(crate) notes: String,
    pub(crate) prompts: Vec<String>,
    /// From 0 to 1; none while people think.
    pub(crate) share_left: Option<f32>,
    /// Whole minutes left, rounded up; below zero over time.
    pub(crate) left: i64,
    /// What is worth saying aloud about it, if anything.
    pub(crate) cue: Option<TextId>,
    pub(crate) paused: bool,
    pub(crate) thinking: bool,
    pub(crate) activity: Activity,
    pub(crate) next: Option<(PointId, String)>,
    pub(crate) previous: Option<(PointId, String)>,
    /// For a break, when it ends.
    pub(crate) back_at: Option<String>,
    /// What may be offered to who facilitates hangs on this, and on nothing else.
    pub(crate) facts: nudges::Facts<'static>,
}

/// One point on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PointRow {
    pub(crate) id: PointId,
    /// When it began or will begin, as a clock shows it; before the beginning, minutes from it.
    pub(crate) begins: String,
    pub(crate) title: String,
    pub(crate) minutes: u32,
    pub(crate) state: PointState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PointState {
    Had,
    Now,
    Later,
    LeftOut,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpeakerRows {
    pub(crate) contribution: Contribution,
    pub(crate) closed: bool,
    pub(crate) new_voices_first: bool,
    pub(crate) speaking: Option<SpeakerRow>,
    pub(crate) waiting: Vec<SpeakerRow>,
    /// Where I am on it: 1 is next. 0 while I speak.
    pub(crate) mine: Option<(TurnId, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpeakerRow {
    pub(crate) turn: TurnId,
    pub(crate) person: Person,
    pub(crate) name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RoundRows {
    pub(crate) id: RoundId,
    pub(crate) question: String,
    /// Whose turn it is; none when all had theirs.
    pub(crate) turn: Option<(Person, String)>,
    pub(crate) my_turn: bool,
    pub(crate) my_turn_next: bool,
    pub(crate) next: Option<String>,
    pub(crate) had: usize,
    pub(crate) of: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonRow {
    pub(crate) person: Person,
    pub(crate) name: String,
    pub(crate) area: String,
}

const MINUTE: i64 = 60_000;

/// The session that goes on, and how many others do. Of several that people began apart, the first.
pub(crate) fn under_way(community: &Community) -> Option<(&Session, usize)> {
    let mut open = community.sessions.iter().filter(|session| session.view.closed.is_none());
    let first = open.next()?;
    Some((first, open.count()))
}

/// Whether there is something to see in the room today.
pub(crate) fn is_on(community: &Community, today: &str) -> bool {
    under_way(community).is_some() || meeting_today(community, today).is_some()
}

/// The meeting of today, if there is one.
pub(crate) fn meeting_today(community: &Community, today: &str) -> Option<MeetingId> {
    let mut meetings = community.community.meetings.iter();
    meetings.find(|meeting| meeting.when.value.date == today).map(|meeting| meeting.id)
}

impl Contents {
    pub(crate) fn new(
        community: &Community,
        handbook: &Handbook,
        texts: &Texts,
        now_ms: u64,
    ) -> Option<Self> {
        let (session, others) = under_way(community)?;
        let now = session.now(now_ms);
        let view = &session.view;
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let person = |person: Person| name_of(texts, community, view, person);
        let agenda = &view.agenda;
        let people = view.attendance.people().map(|one| PersonRow {
            person: one,
            name: person(one),
            area: area_of(community, view, one),
        });
        let not_here = community.members.iter().filter(|member| member.standing).filter_map(|it| {
            let id = MemberId::from_bytes(*it.id.as_bytes());
            let here = view.attendance.has(Person::Member(id));
            (!here && !it.me).then(|| (id, words::member(texts, community, Some(id))))
        });
        let facilitators = view.facilitators.iter().filter(|member| **member != me);
        Some(Self {
            document: session.document,
            others,
            i_facilitate: view.facilitators.contains(&me),
            facilitators: facilitators
                .map(|member| words::member(texts, community, Some(*member)))
                .collect(),
            i_am_here: view.attendance.has(Person::Member(me)),
            points: points(agenda, handbook, texts, now),
            now: here(community, session, handbook, texts, now),
            finish: agenda.finish(now).map(dates::clock),
            behind: behind(agenda, now),
            speakers: speakers(view, me, &person),
            round: view.round().map(|round| rows_of(round, handbook, me, &person)),
            people: people.collect(),
            feedback: view.feedback.clone(),
            how: view.how.value.clone(),
            heard: HeardRows::of(community, session.document, me, &person),
            not_here: not_here.collect(),
            look_again: look_again(agenda, now),
        })
    }
}

/// What somebody is called.
pub(crate) fn name_of(
    texts: &Texts,
    community: &Community,
    session: &SessionView,
    person: Person,
) -> String {
    match person {
        Person::Member(member) => words::member(texts, community, Some(member)),
        Person::Guest(guest) => {
            let mut guests =
                session.attendance.guests.iter().chain(&session.attendance.guests_taken_out);
            let guest = guests.find(|other| other.id == guest);
            guest.map_or_else(|| texts.t("somebody"), |guest| guest.name.value.clone())
        }
    }
}

/// The area of practice somebody gives.
pub(crate) fn area_of(community: &Community, session: &SessionView, person: Person) -> String {
    match person {
        Person::Member(member) => {
            let mut members = community.members.iter();
            let member = members.find(|other| other.id.as_bytes() == member.as_bytes());
            member.map(|member| member.practice.clone()).unwrap_or_default()
        }
        Person::Guest(guest) => {
            let guest = session.attendance.guests.iter().find(|other| other.id == guest);
            guest.map(|guest| guest.area.value.clone()).unwrap_or_default()
        }
    }
}

/// What a point is called: in the group's own words, or else in the handbook's.
pub(crate) fn title_of(point: &Point, handbook: &Handbook, texts: &Texts) -> String {
    let own = point.title.value.as_str();
    let title = match (own, item_of(point, handbook)) {
        ("", Some(item)) => item.title.clone(),
        ("", None) if point.kind == PointKind::Break => texts.t("in-room-break"),
        ("", None) => texts.t("in-room-untitled"),
        (own, _) => own.to_owned(),
    };
    match point.rest_of {
        Some(_) => texts.with("in-room-goes-on", &[("title", title.into())]),
        None => title,
    }
}

fn item_of<'a>(
    point: &Point,
    handbook: &'a Handbook,
) -> Option<&'a horseshoe_handbook::AgendaItem> {
    let (agenda, number) = point.source.split_once('/')?;
    handbook.agenda(agenda)?.items.get(number.parse::<usize>().ok()?)
}

fn points(agenda: &Agenda, handbook: &Handbook, texts: &Texts, now: u64) -> Vec<PointRow> {
    let row = |(point, start): (&std::sync::Arc<Point>, u32)| {
        let state = match () {
            () if agenda.at == Some(point.id) => PointState::Now,
            () if point.skipped => PointState::LeftOut,
            () if point.began.is_some() => PointState::Had,
            () => PointState::Later,
        };
        let moment = point.began.or_else(|| agenda.begins(point.id, now));
        let begins = match moment {
            Some(moment) => dates::clock(moment),
            // Passed over, and never begun.
            None if agenda.at.is_some() || agenda.is_finished() => String::new(),
            None => texts.with(
                "in-room-start",
                &[("hours", (start / 60).into()), ("minutes", format!("{:02}", start % 60).into())],
            ),
        };
        let (id, minutes) = (point.id, point.minutes.value);
        PointRow { id, begins, title: title_of(point, handbook, texts), minutes, state }
    };
    agenda.points.iter().zip(agenda.starts()).map(row).collect()
}

fn here(
    community: &Community,
    session: &Session,
    handbook: &Handbook,
    texts: &Texts,
    now: u64,
) -> Now {
    let agenda = &session.view.agenda;
    let named = |point: &Point| (point.id, title_of(point, handbook, texts));
    let Some(point) = agenda.current() else {
        return if agenda.is_finished() {
            Now::Finished
        } else {
            Now::NotBegun { first: agenda.next().map(named) }
        };
    };
    let left = minutes_left(agenda, now);
    let thinking = agenda.thinking.is_some();
    let item = item_of(point, handbook);
    let prompts = item.map(|item| item.prompts.clone()).unwrap_or_default();
    let end = agenda.left(now).map_or(now, |left| now.saturating_add_signed(left.max(0)));
    Now::At(Box::new(Here {
        point: point.id,
        kind: point.kind,
        title: title_of(point, handbook, texts),
        notes: item.map(|item| item.notes.clone()).unwrap_or_default(),
        prompts: prompts
            .iter()
            .filter_map(|id| handbook.prompt(id))
            .map(|prompt| prompt.text.clone())
            .collect(),
        share_left: (!thinking).then(|| share_left(agenda, now)),
        left,
        cue: cue(left, agenda.paused.is_some() || thinking),
        paused: agenda.paused.is_some(),
        thinking,
        activity: point.activity,
        next: agenda.next().map(named),
        previous: agenda.previous().map(named),
        back_at: (point.kind == PointKind::Break).then(|| dates::clock(end)),
        facts: facts(community, session, point, now),
    }))
}

/// What the rules for prompts are told of this moment. Who has not spoken is no part of it: no group has agreed to that.
fn facts(
    community: &Community,
    session: &Session,
    point: &Point,
    now: u64,
) -> nudges::Facts<'static> {
    let view = &session.view;
    let length = Duration::from_mins(u64::from(point.minutes.value));
    let left = Duration::from_millis(view.agenda.left(now).unwrap_or(0).unsigned_abs());
    let over = view.agenda.left(now).is_some_and(|left| left < 0);
    let elapsed = if over { length + left } else { length.saturating_sub(left) };
    let pace = match (view.agenda.paused, view.agenda.thinking) {
        (Some(_), _) => nudges::Pace::Paused,
        (None, Some(_)) => nudges::Pace::Thinking,
        (None, None) => nudges::Pace::GoingOn,
    };
    let speaking = view.speakers.speaking.as_ref().and_then(|turn| turn.called);
    let speakers = nudges::Speakers {
        speaking_for: speaking.map(|since| Duration::from_millis(now.saturating_sub(since))),
        waiting: view.speakers.waiting.len(),
        somebody_unheard: None,
    };
    let itself = view.speakers.contribution.value == Contribution::SelfManaged;
    let mut breaks = view.agenda.points.iter().filter(|point| point.kind == PointKind::Break);
    nudges::Facts {
        kind: point.kind.word(),
        elapsed,
        length,
        pace,
        speakers: (!itself).then_some(speakers),
        points_heard: heard::heard_since(community, session.document, view),
        question: None,
        offered: false,
        role_model_offered: false,
        break_had: breaks.any(|point| point.began.is_some()),
    }
}

/// How much is left of the point the group is at, from 0 to 1, in whole minutes: it moves once a minute.
pub(crate) fn share_left(agenda: &Agenda, now: u64) -> f32 {
    let length = agenda.current().map_or(1, |point| i64::from(point.minutes.value).max(1));
    minutes_left(agenda, now).clamp(0, length) as f32 / length as f32
}

/// What people do at a point, said to all; talking needs no saying.
pub(crate) const fn activity_note(activity: Activity) -> Option<TextId> {
    match activity {
        Activity::Discuss => None,
        Activity::SilentWriting => Some(TextId("activity-writing-note")),
        Activity::Pairs => Some(TextId("activity-pairs-note")),
        Activity::Film => Some(TextId("activity-film-note")),
    }
}

/// Whole minutes, rounded up: "1 min left" until there is none.
fn minutes_left(agenda: &Agenda, now: u64) -> i64 {
    let left = agenda.left(now).unwrap_or(0);
    left.div_euclid(MINUTE) + i64::from(left.rem_euclid(MINUTE) > 0)
}

/// Five minutes and one minute before the end, and at the end.
const fn cue(left: i64, quiet: bool) -> Option<TextId> {
    match left {
        _ if quiet => None,
        2..=5 => Some(TextId("cue-five")),
        1 => Some(TextId("cue-one")),
        ..=0 => Some(TextId("cue-end")),
        _ => None,
    }
}

/// Milliseconds until the next whole minute: until then nothing of a session changes by itself.
pub(crate) fn look_again(agenda: &Agenda, now: u64) -> Option<u64> {
    let left = agenda.left(now).filter(|_| agenda.paused.is_none())?;
    Some(left.rem_euclid(MINUTE).unsigned_abs().max(1))
}

/// How much later all will be over than was planned when it began.
fn behind(agenda: &Agenda, now: u64) -> i64 {
    let began = agenda.points.iter().filter_map(|point| point.began).min();
    let (Some(began), Some(finish)) = (began, agenda.finish(now)) else { return 0 };
    let planned =
        began.saturating_add(u64::from(agenda.minutes()).saturating_mul(MINUTE.unsigned_abs()));
    finish.cast_signed().saturating_sub(planned.cast_signed()).div_euclid(MINUTE)
}

fn speakers(view: &SessionView, me: MemberId, name: &dyn Fn(Person) -> String) -> SpeakerRows {
    let list = &view.speakers;
    let row = |turn: &std::sync::Arc<horseshoe_model::Turn>| SpeakerRow {
        turn: turn.id,
        person: turn.person,
        name: name(turn.person),
    };
    let me = Person::Member(me);
    let mine = list.turn_of(me).map(|turn| (turn.id, list.place_of(me).unwrap_or(0)));
    SpeakerRows {
        contribution: list.contribution.value,
        closed: list.closed,
        new_voices_first: list.new_voices_first,
        speaking: list.speaking.as_ref().map(row),
        waiting: list.waiting.iter().map(row).collect(),
        mine,
    }
}

fn rows_of(
    round: &Round,
    handbook: &Handbook,
    me: MemberId,
    name: &dyn Fn(Person) -> String,
) -> RoundRows {
    let turn = match round.stage {
        Stage::TurnOf(person) => Some((person, name(person))),
        Stage::AnythingToAdd | Stage::Ended => None,
    };
    let me = Person::Member(me);
    RoundRows {
        id: round.id,
        question: question_of(round, handbook),
        my_turn: turn.as_ref().is_some_and(|(person, _)| *person == me),
        my_turn_next: round.next() == Some(me),
        next: round.next().map(name),
        had: round.seats.iter().filter(|seat| seat.had).count(),
        of: round.seats.len(),
        turn,
    }
}

/// What everybody is asked in turn.
pub(crate) fn question_of(round: &Round, handbook: &Handbook) -> String {
    if !round.question.is_empty() {
        return round.question.clone();
    }
    handbook.prompt(&round.prompt).map(|prompt| prompt.text.clone()).unwrap_or_default()
}
