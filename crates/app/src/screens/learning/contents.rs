//! What there is to see of what a group learned, as plain data: proposals, what it keeps, what it left; and actions.

use crate::dates;
use crate::texts::Texts;
use crate::words;
use horseshoe_model::{Action, Arrangement, LearningPoint, LearningStatus, MemberId, Scope};
use horseshoe_node::{Community, DocumentId};
use std::sync::Arc;

/// Points by what became of them, each oldest first.
#[derive(Debug, Default)]
pub(super) struct Points {
    pub(super) proposed: Vec<PointRow>,
    pub(super) kept: Vec<PointRow>,
    pub(super) left: Vec<PointRow>,
}

#[derive(Clone, Debug)]
pub(super) struct PointRow {
    pub(super) point: Arc<LearningPoint>,
    /// Who proposed it and when, or when the group agreed.
    pub(super) line: String,
    pub(super) may_be_reported: bool,
}

impl Points {
    /// All of a community; in a session, its own and what is still to be decided.
    pub(super) fn of(
        community: &Community,
        session: Option<DocumentId>,
        texts: &Texts,
        now_ms: u64,
    ) -> Self {
        let session = session.map(|session| session.to_hex());
        let mut points = Self::default();
        for point in &community.community.learning {
            let status = point.status.value;
            let of_it = session.is_none() || point.session == session;
            if !of_it && status != LearningStatus::Proposed {
                continue;
            }
            let row = PointRow::new(point, community, texts, now_ms);
            match status {
                LearningStatus::Proposed => points.proposed.push(row),
                LearningStatus::Kept => points.kept.push(row),
                LearningStatus::Left => points.left.push(row),
            }
        }
        points
    }
}

impl PointRow {
    fn new(point: &Arc<LearningPoint>, community: &Community, texts: &Texts, now_ms: u64) -> Self {
        let who = words::member(texts, community, point.by);
        let when = words::ago(texts, point.at, now_ms);
        let proposed = [("who", who.into()), ("when", when.into())];
        let line = match &point.agreed {
            _ if !point.status.clash.is_empty() => texts.t("learning-clash"),
            Some(agreed) if agreed.holds && point.kept() => {
                let day = dates::of_moment(texts, agreed.at);
                texts.with("learning-agreed-on", &[("day", day.into())])
            }
            Some(_) if !point.kept() => texts.t("learning-words-changed"),
            _ => texts.with("learning-proposed-by", &proposed),
        };
        let may_be_reported = point.route.value == Scope::MayBeReported;
        Self { point: point.clone(), line, may_be_reported }
    }
}

/// Actions: what is open, by date and then as they came, and what is done.
#[derive(Debug, Default)]
pub(crate) struct Actions {
    pub(super) open: Vec<ActionRow>,
    pub(super) done: Vec<ActionRow>,
}

#[derive(Clone, Debug)]
pub(crate) struct ActionRow {
    pub(super) action: Arc<Action>,
    pub(super) title: String,
    /// Who, whether they said yes, and by when.
    pub(super) line: String,
    /// Nobody was asked yet, or two were at once.
    pub(super) owner: Option<MemberId>,
    pub(super) mine: bool,
    pub(super) me: MemberId,
}

impl Actions {
    pub(crate) fn of(community: &Community, texts: &Texts) -> Self {
        let mut actions = Self::default();
        for action in &community.community.actions {
            let row = ActionRow::new(action, community, texts);
            match action.done {
                Some(_) => actions.done.push(row),
                None => actions.open.push(row),
            }
        }
        let without_last = |row: &ActionRow| {
            let due = row.action.due.value.clone();
            (due.is_none(), due)
        };
        actions.open.sort_by_key(without_last);
        actions
    }

    /// What is still to be done.
    pub(crate) fn into_open(self) -> Vec<ActionRow> {
        self.open
    }
}

impl ActionRow {
    fn new(action: &Arc<Action>, community: &Community, texts: &Texts) -> Self {
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let named = action.owner.as_ref();
        let owner = named.filter(|owner| owner.clash.is_empty()).map(|owner| owner.value);
        let who = || [("who", words::member(texts, community, owner).into())];
        let mut line = vec![match (named, owner) {
            (None, _) => texts.t("action-nobody"),
            (Some(_), None) => texts.t("action-two"),
            (Some(_), Some(_)) if action.accepted.is_some() => {
                texts.with("action-accepted", &who())
            }
            (Some(_), Some(_)) => texts.with("action-asked", &who()),
        }];
        if let Some(day) = day_arranged(action, community) {
            line.push(texts.with("action-for", &[("day", dates::day(texts, day).into())]));
        }
        if let Some(due) = &action.due.value {
            line.push(texts.with("action-due", &[("day", dates::day(texts, due).into())]));
        }
        Self {
            title: title_of(action, texts),
            line: line.join(" · "),
            owner,
            mine: owner == Some(me),
            me,
            action: action.clone(),
        }
    }
}

/// The day of the meeting an arrangement is for.
fn day_arranged<'a>(action: &Action, community: &'a Community) -> Option<&'a str> {
    action.arrangement?;
    let session = action.session.as_ref()?;
    let mut meetings = community.community.meetings.iter();
    let meeting = meetings.find(|meeting| meeting.id.to_hex() == *session)?;
    Some(&meeting.when.value.date)
}

/// A meeting, or a session, whose arrangements are not on the list yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ToArrange {
    /// As actions name it.
    pub(super) session: String,
    /// Of the meeting, where there is one.
    pub(super) day: Option<String>,
}

impl ToArrange {
    /// The next meeting after `today`. In a session where none is proposed yet, what comes after this session.
    pub(super) fn of(
        community: &Community,
        session: Option<DocumentId>,
        today: &str,
    ) -> Option<Self> {
        let view = &community.community;
        let next = view.meetings.iter().find(|meeting| meeting.when.value.date.as_str() > today);
        let to_arrange = match next {
            Some(meeting) => {
                let day = Some(meeting.when.value.date.clone());
                Self { session: meeting.id.to_hex(), day }
            }
            None => Self { session: session?.to_hex(), day: None },
        };
        let known = |one: Arrangement| {
            let id = one.action(&to_arrange.session);
            view.actions.iter().chain(&view.actions_taken_out).any(|action| action.id == id)
        };
        (!Arrangement::ALL.into_iter().all(known)).then_some(to_arrange)
    }
}

/// What is to be done, in words.
pub(crate) fn title_of(action: &Action, texts: &Texts) -> String {
    match action.arrangement {
        Some(Arrangement::Room) => texts.t("arrange-room"),
        Some(Arrangement::Date) => texts.t("arrange-date"),
        Some(Arrangement::Time) => texts.t("arrange-time"),
        Some(Arrangement::Notices) => texts.t("arrange-notices"),
        None => action.words.text.clone(),
    }
}
