//! Parked issues: for later, with more information or a fresh perspective.

use crate::clash::{Field, Words};
use crate::ids::{MemberId, ParkedId, VoteId};
use crate::text::Splice;
use serde::{Deserialize, Serialize};

/// What a group can do with issues it leaves for later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ParkedCommand {
    Park {
        text: String,
        #[serde(default)]
        would_help: String,
        /// `2026-12-10`.
        #[serde(default)]
        review_on: Option<String>,
    },
    /// Writes in the issue.
    Splice {
        parked: ParkedId,
        splices: Vec<Splice>,
    },
    /// Writes in what would help.
    SpliceHelp {
        parked: ParkedId,
        splices: Vec<Splice>,
    },
    /// When to look again; `None` for no date.
    SetReview {
        parked: ParkedId,
        review_on: Option<String>,
    },
    /// It is dealt with.
    Resolve {
        parked: ParkedId,
    },
    /// It is not dealt with after all.
    Reopen {
        parked: ParkedId,
    },
    TakeOut {
        parked: ParkedId,
    },
    BringBack {
        parked: ParkedId,
    },
}

/// An issue left for later.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParkedIssue {
    pub id: ParkedId,
    pub issue: Words,
    pub would_help: Words,
    pub review_on: Field<Option<String>>,
    pub by: Option<MemberId>,
    pub at: u64,
    /// When it was dealt with.
    pub resolved: Option<u64>,
    /// The vote it comes from.
    pub vote: Option<VoteId>,
    pub taken_out: bool,
}

impl ParkedIssue {
    /// Whether to look at it again on this day (`2026-12-10`).
    pub fn due(&self, today: &str) -> bool {
        self.resolved.is_none() && self.review_on.value.as_deref().is_some_and(|date| date <= today)
    }
}
