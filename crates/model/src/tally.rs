//! Counting a traffic-light vote: most green wins, reds are shown and never subtracted, a tie is never broken silently.

use crate::ids::{ClosingId, MemberId, OptionId, VoteId};
use serde::Serialize;

/// A count and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Most greens first; the same number in the order of the list.
    pub counts: Vec<OptionCount>,
    pub outcome: Outcome,
}

/// The marks for one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OptionCount {
    pub option: OptionId,
    pub greens: u32,
    pub reds: u32,
}

/// What a count says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    Winner {
        option: OptionId,
    },
    /// The same number of greens, in the order of the list. Nobody has picked.
    Tie {
        options: Vec<OptionId>,
    },
    NoGreens,
}

/// What a group can do when there is no winner, in the order it is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// Is there anything else people need to know in order to make a decision?
    WhatElse,
    /// Another round, on these issues only.
    SecondRound {
        options: Vec<OptionId>,
    },
    /// The tied issues with the fewest reds; offered only if chosen beforehand, and may still be several.
    FewestReds {
        options: Vec<OptionId>,
    },
    Park,
}

/// One vote as everybody sees it: while it is open only how many have marked, afterwards the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TallyView {
    pub vote: VoteId,
    pub closed: bool,
    /// How many of the electorate have marked something.
    pub marked: usize,
    /// How many are in the electorate.
    pub of: usize,
    /// `None` while the vote is open: counts would sway people.
    pub tally: Option<Tally>,
    /// What can be done now; empty with a winner, while open, or once a step was taken.
    pub next: Vec<NextStep>,
    pub closed_by: Option<MemberId>,
    pub closed_at: Option<u64>,
    /// Who counted hands in the room, if hands are in the count.
    pub counted_in_room_by: Option<MemberId>,
    /// Hands are in the count.
    pub counted_in_room: bool,
    /// Whose marks, or changes of marks, arrived after closing and do not count.
    pub after_closing: Vec<MemberId>,
    /// Whose devices disagree about their own marks; those marks do not count.
    pub unclear: Vec<MemberId>,
    /// Two people closed it at once with different counts: the other closings and what they counted.
    pub other_closings: Vec<(ClosingId, Tally)>,
}
