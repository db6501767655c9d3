//! Where the group is on its agenda: the point, how much of it is left, and what can be said about it.

use super::heard;
use crate::dates;
use crate::texts::{TextId, Texts};
use horseshoe_handbook::{Handbook, nudges};
use horseshoe_model::{Activity, Agenda, Contribution, Point, PointId, PointKind};
use horseshoe_node::{Community, Session};
use std::time::Duration;

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
    /// Where the group is; nowhere before it began and after it finished.
    pub(crate) fn here(&self) -> Option<&Here> {
        match self {
            Self::At(here) => Some(here),
            Self::NotBegun { .. } | Self::Finished => None,
        }
    }

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

const MINUTE: i64 = 60_000;

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

pub(super) fn points(
    agenda: &Agenda,
    handbook: &Handbook,
    texts: &Texts,
    now: u64,
) -> Vec<PointRow> {
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

pub(super) fn here(
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
pub(super) fn behind(agenda: &Agenda, now: u64) -> i64 {
    let began = agenda.points.iter().filter_map(|point| point.began).min();
    let (Some(began), Some(finish)) = (began, agenda.finish(now)) else { return 0 };
    let planned =
        began.saturating_add(u64::from(agenda.minutes()).saturating_mul(MINUTE.unsigned_abs()));
    finish.cast_signed().saturating_sub(planned.cast_signed()).div_euclid(MINUTE)
}
