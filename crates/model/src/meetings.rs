//! Meetings: when, where, and that the group agreed.

use crate::clash::Field;
use crate::ids::{MeetingId, MemberId};
use crate::presenters::Slot;
use serde::{Deserialize, Serialize};

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
    pub cancelled: bool,
}

/// That the group agreed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreement {
    pub how: AgreedHow,
    /// Who recorded it.
    pub by: Option<MemberId>,
    pub at: u64,
    /// Whether it is about the time the meeting has now.
    pub holds: bool,
}
