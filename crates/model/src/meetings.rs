//! Meetings: when, where, and that the group agreed.

use crate::acting::Acting;
use crate::clash::Field;
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::ids::{MeetingId, MemberId};
use crate::plan::{AT, OUT, Plan};
use crate::presenters::{self, Slot};
use crate::reading::Item;
use crate::words::words;
use horseshoe_merge::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a group can do with its meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum MeetingsCommand {
    /// Proposes a meeting, with this many places for presenters.
    Propose {
        #[serde(default)]
        kind: MeetingKind,
        when: When,
        #[serde(default)]
        place: String,
        #[serde(default)]
        slots: u8,
    },
    /// Sets when. What was agreed for another time no longer holds.
    SetWhen {
        meeting: MeetingId,
        when: When,
    },
    SetPlace {
        meeting: MeetingId,
        place: String,
    },
    /// Records that the group agreed on the time.
    Agree {
        meeting: MeetingId,
        #[serde(default)]
        how: AgreedHow,
    },
    /// Ticks something of a checklist for it, or unticks it. The item is `room/seats` …
    Check {
        meeting: MeetingId,
        item: String,
        on: bool,
    },
    Cancel {
        meeting: MeetingId,
    },
    /// Takes a cancellation back.
    Reinstate {
        meeting: MeetingId,
    },
}

/// What sort of meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    Design,
    #[default]
    Session,
    Training,
    Seminar,
}

/// A date and time as people say it: the clock on the wall at the place of the meeting. One value, so that nobody
/// ever meets on one person's date at another person's hour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// `2026-12-10`.
    pub date: String,
    /// `14:00`.
    #[serde(default)]
    pub start: String,
    /// `17:00`.
    #[serde(default)]
    pub end: String,
    /// `Europe/London`.
    #[serde(default)]
    pub zone: String,
}

/// How a group came to agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreedHow {
    /// Said aloud, and recorded by one person.
    #[default]
    SaidAloud,
    EachInPerson,
    Vote,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub kind: MeetingKind,
    pub by: Option<MemberId>,
    pub at: u64,
    pub when: Field<When>,
    pub place: Field<String>,
    /// The newest agreement.
    pub agreed: Option<Agreement>,
    /// Places for presenters, in order.
    pub slots: Vec<Slot>,
    /// What is ticked on checklists for it, and by whom. Two who untick and tick at once leave it ticked.
    pub checks: BTreeMap<String, Option<MemberId>>,
    pub cancelled: bool,
}

/// That the group agreed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    pub how: AgreedHow,
    /// Who recorded it.
    pub by: Option<MemberId>,
    pub at: u64,
    /// Whether it is about what stands now: the time the meeting has, the words.
    pub holds: bool,
}

impl Entry for Meeting {
    const MAP: &'static str = "meetings";
    type Id = MeetingId;

    fn read(id: MeetingId, item: &Item<'_>) -> Option<Self> {
        let when = item.field(WHEN, |value| value.as_str().map(When::parse))?;
        let agreed =
            item.field(AGREED, |value| value.as_str().and_then(parse_agreed)).map(|field| {
                let (how, at, agreed) = field.value;
                Agreement {
                    how,
                    by: field.by,
                    at,
                    holds: when.clash.is_empty() && agreed == when.value,
                }
            });
        Some(Self {
            id,
            kind: MeetingKind::from_word(&item.str(KIND).unwrap_or_default()),
            by: item.by(),
            at: item.uint(AT)?,
            when,
            place: item.str_field(PLACE).unwrap_or_default(),
            agreed,
            slots: presenters::read_slots(item),
            checks: read_checks(item),
            cancelled: item.has(OUT),
        })
    }

    fn id(&self) -> MeetingId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (format!("{} {}", self.when.value.date, self.when.value.start), self.at)
    }

    fn out(&self) -> bool {
        self.cancelled
    }
}

words! { MeetingKind {
    Design "design"
    Session "session"
    Training "training"
    Seminar "seminar"
}}

words! { AgreedHow {
    SaidAloud "said_aloud"
    EachInPerson "each_in_person"
    Vote "vote"
}}

impl When {
    /// One line for each part.
    fn to_lines(&self) -> String {
        [&*self.date, &*self.start, &*self.end, &*self.zone].join("\n")
    }

    fn parse(lines: &str) -> Self {
        let mut parts = lines.split('\n').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { date: next(), start: next(), end: next(), zone: next() }
    }

    fn check(&self) -> Result<(), CommandError> {
        check_date(&self.date)?;
        let clock = |time: &str| time.is_empty() || is_pattern(time, "99:99");
        if !clock(&self.start) || !clock(&self.end) {
            return Err(CommandError::Malformed { what: "time of day like 14:00" });
        }
        limits::line(&self.zone)
    }
}

/// `2026-12-10`, in form: which days there are is the calendar's business.
pub(crate) fn check_date(date: &str) -> Result<(), CommandError> {
    if is_pattern(date, "9999-99-99") {
        Ok(())
    } else {
        Err(CommandError::Malformed { what: "date like 2026-12-10" })
    }
}

fn is_pattern(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, like)| if like == b'9' { byte.is_ascii_digit() } else { byte == like })
}

/// How, when it was recorded, and the time it is about.
fn parse_agreed(text: &str) -> Option<(AgreedHow, u64, When)> {
    let (how, rest) = text.split_once('\n')?;
    let (at, when) = rest.split_once('\n')?;
    Some((AgreedHow::from_word(how), at.parse().ok()?, When::parse(when)))
}

/// Ticks stand in the meeting itself: of two maps made at once one would be lost.
fn read_checks(item: &Item<'_>) -> BTreeMap<String, Option<MemberId>> {
    let ticked = |key: String| {
        let on = item.values(&key).contains(&Value::Bool(true));
        let name = key.strip_prefix(CHECK)?.to_owned();
        on.then(|| (name, item.by_at(&key)))
    };
    item.keys().into_iter().filter_map(ticked).collect()
}

const CHECK: &str = "check/";
const WHEN: &str = "when";
const PLACE: &str = "place";
const KIND: &str = "kind";
const AGREED: &str = "agreed";
pub(crate) const NO_MEETING: CommandError = CommandError::NoSuch { what: "meeting" };

pub(crate) fn plan(
    command: &MeetingsCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        MeetingsCommand::Propose { kind, when, place, slots } => {
            when.check()?;
            limits::line(place)?;
            limits::room(root.items::<MeetingId>(Meeting::MAP).len(), limits::ITEMS)?;
            if usize::from(*slots) > limits::SLOTS {
                return Err(CommandError::TooMany { most: limits::SLOTS });
            }
            let meeting =
                plan.item(&[Meeting::MAP], MeetingId::from_bytes((acting.ids)()).to_hex(), acting);
            plan.set(&meeting, KIND, kind.word());
            plan.set(&meeting, WHEN, when.to_lines());
            plan.set(&meeting, PLACE, place.as_str());
            presenters::plan_slots(&mut plan, &meeting, *slots, acting);
        }
        MeetingsCommand::SetWhen { meeting, when } => {
            when.check()?;
            find(root, *meeting)?;
            plan.put(root, &[Meeting::MAP, &meeting.to_hex()], WHEN, when.to_lines());
        }
        MeetingsCommand::SetPlace { meeting, place } => {
            limits::line(place)?;
            find(root, *meeting)?;
            plan.put(root, &[Meeting::MAP, &meeting.to_hex()], PLACE, place.as_str());
        }
        MeetingsCommand::Agree { meeting, how } => {
            let when = find(root, *meeting)?
                .field(WHEN, |value| value.as_str().map(When::parse))
                .ok_or(NO_MEETING)?;
            let path = [Meeting::MAP, &meeting.to_hex()];
            let lines = when.value.to_lines();
            // To agree on one of two times is to choose it.
            if !when.clash.is_empty() {
                plan.put(root, &path, WHEN, lines.as_str());
            }
            plan.put(root, &path, AGREED, format!("{}\n{}\n{lines}", how.word(), acting.now()));
        }
        MeetingsCommand::Check { meeting, item, on } => {
            limits::line(item)?;
            let checks = read_checks(&find(root, *meeting)?);
            if checks.contains_key(item) == *on {
                return Err(CommandError::AlreadySo);
            }
            if *on {
                limits::room(checks.len(), limits::CHECKS)?;
            }
            plan.put(root, &[Meeting::MAP, &meeting.to_hex()], &format!("{CHECK}{item}"), *on);
        }
        MeetingsCommand::Cancel { meeting } => {
            plan.take_out(root, &[Meeting::MAP, &meeting.to_hex()], NO_MEETING, acting)?;
        }
        MeetingsCommand::Reinstate { meeting } => {
            plan.bring_back(root, &[Meeting::MAP, &meeting.to_hex()], NO_MEETING)?;
        }
    }
    Ok(plan)
}

fn find<'a>(root: &Item<'a>, meeting: MeetingId) -> Result<Item<'a>, CommandError> {
    root.at(&[Meeting::MAP, &meeting.to_hex()]).ok_or(NO_MEETING)
}
