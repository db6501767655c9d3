//! One point of an agenda: what it is, what people do in it, and what the document holds of it.

use crate::clash::Field;
use crate::command::{CommandError, limits};
use crate::ids::{PointId, SlotId};
use crate::plan::{OUT, Plan};
use crate::reading::Item;
use crate::themes::is_key;
use crate::words::words;
use horseshoe_merge::Value;
use serde::{Deserialize, Serialize};

/// A point to put on an agenda.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPoint {
    pub kind: PointKind,
    pub minutes: u32,
    /// Empty for the handbook's own title, which everybody reads in their language.
    #[serde(default)]
    pub title: String,
    /// The handbook's agenda and the number of the point in it: `agenda-session/3`.
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub slot: Option<SlotId>,
}

/// What happens at a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Who is in the room?
    Intro,
    /// What is a Learning Community?
    Philosophy,
    Groundrules,
    SinceLast,
    Presentation,
    Discussion,
    Capture,
    Break,
    /// The design questions.
    Design,
    /// How was that for you?
    Feedback,
    NextDate,
    #[default]
    Other,
}

/// What people do within a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// They talk.
    #[default]
    Discuss,
    /// Everybody writes, and nobody speaks.
    SilentWriting,
    Pairs,
    Film,
}

/// One point. Moments are Unix milliseconds on the clock of the session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    pub id: PointId,
    pub kind: PointKind,
    pub source: String,
    pub title: Field<String>,
    pub minutes: Field<u32>,
    pub slot: Option<SlotId>,
    /// When the group first came to it.
    pub began: Option<u64>,
    /// From when its time runs, if the group is at it: later than `began` by what the clock stood.
    pub runs: Option<u64>,
    /// Milliseconds the group was at it before.
    pub spent: u64,
    pub activity: Activity,
    pub skipped: bool,
    /// What is left of that point, after a break.
    pub rest_of: Option<PointId>,
    pub taken_out: bool,
    #[serde(skip)]
    pub(super) order: String,
}

/// The longest a point may be.
pub(super) const LONGEST: u32 = 24 * 60;

impl Point {
    pub(super) fn read(id: PointId, item: &Item<'_>) -> Option<Self> {
        let minutes = |value: &Value| Some(u32::try_from(value.as_uint()?).ok()?.min(LONGEST));
        let runs = item.earliest(RUNS);
        Some(Self {
            id,
            kind: PointKind::from_word(&item.str(KIND)?),
            source: item.str(SOURCE).unwrap_or_default(),
            title: item.str_field(TITLE).unwrap_or_default(),
            minutes: item.field(MINUTES, minutes)?,
            slot: item.str(SLOT).and_then(|slot| slot.parse().ok()),
            began: item.earliest(BEGAN),
            runs,
            spent: item.uint(SPENT).unwrap_or(0),
            activity: Activity::from_word(&item.str(ACTIVITY).unwrap_or_default()),
            skipped: item.bool(SKIPPED),
            rest_of: item.str(REST_OF).and_then(|point| point.parse().ok()),
            // Whoever took out the point people are at did not know that they are.
            taken_out: item.has(OUT) && runs.is_none(),
            order: item.str(ORDER)?,
        })
    }
}

words! { PointKind {
    Intro "intro"
    Philosophy "philosophy"
    Groundrules "groundrules"
    SinceLast "since_last"
    Presentation "presentation"
    Discussion "discussion"
    Capture "capture"
    Break "break"
    Design "design"
    Feedback "feedback"
    NextDate "next_date"
    Other "other"
}}

words! { Activity {
    Discuss "discuss"
    SilentWriting "silent_writing"
    Pairs "pairs"
    Film "film"
}}

pub(super) const KIND: &str = "kind";
pub(super) const SOURCE: &str = "source";
pub(super) const TITLE: &str = "title";
pub(super) const MINUTES: &str = "minutes";
pub(super) const SLOT: &str = "slot";
pub(super) const ORDER: &str = "order";
pub(super) const BEGAN: &str = "began";
pub(super) const RUNS: &str = "runs";
pub(super) const SPENT: &str = "spent";
pub(super) const ACTIVITY: &str = "activity";
pub(super) const SKIPPED: &str = "skipped";
pub(super) const REST_OF: &str = "rest_of";

/// Sets what a new point is.
pub(super) fn set(
    plan: &mut Plan,
    item: &[String],
    point: &NewPoint,
    order: &str,
) -> Result<(), CommandError> {
    limits::line(&point.title)?;
    check_minutes(point.minutes)?;
    check_source(&point.source)?;
    plan.set(item, KIND, point.kind.word());
    plan.set(item, MINUTES, i64::from(point.minutes));
    plan.set(item, ORDER, order);
    plan.set(item, TITLE, point.title.as_str());
    plan.set(item, SOURCE, point.source.as_str());
    if let Some(slot) = point.slot {
        plan.set(item, SLOT, slot.to_hex());
    }
    Ok(())
}

pub(super) fn check_minutes(minutes: u32) -> Result<(), CommandError> {
    if minutes <= LONGEST { Ok(()) } else { Err(CommandError::NotThatLong) }
}

/// Empty, or an agenda of the handbook and a number.
fn check_source(source: &str) -> Result<(), CommandError> {
    let known = |(agenda, number): (&str, &str)| is_key(agenda) && number.parse::<u8>().is_ok();
    if source.is_empty() || source.split_once('/').is_some_and(known) {
        Ok(())
    } else {
        Err(CommandError::Malformed { what: "point of an agenda like agenda-session/3" })
    }
}
