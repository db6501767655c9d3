//! Traffic-light votes: opened with their rules, closed with what was seen. Counting them is in `tally.rs`.

use crate::clash::Field;
use crate::ids::{ClosingId, HandsId, MemberId, OptionId, ParkedId, VoteId};
use crate::member::Ballot;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a group can do with a vote. Marks are made in the voter's own document: [`BallotsCommand`](crate::BallotsCommand).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum VotesCommand {
    /// Opens a vote. Its words, issues and rules cannot be changed afterwards.
    Open {
        #[serde(default)]
        question: String,
        options: Vec<String>,
        #[serde(default)]
        mode: VoteMode,
        /// Whether, should greens tie, fewest reds may be asked. Only beforehand.
        #[serde(default)]
        fewest_reds: bool,
    },
    /// Enters hands counted in the room, in place of a count entered before.
    EnterHands {
        vote: VoteId,
        counts: Vec<HandCount>,
        /// Everybody raised hands: marks made on devices are not added.
        #[serde(default)]
        whole_room: bool,
    },
    /// Answers which of two counts of hands to keep.
    KeepHands { vote: VoteId, hands: HandsId },
    /// Closes the vote with the ballots this device has seen.
    Close { vote: VoteId },
    /// Answers which of two closings to keep.
    KeepClosing { vote: VoteId, closing: ClosingId },
    /// After a tie or no greens: is there anything else people need to know?
    WhatElse { vote: VoteId },
    /// After a tie: opens a second round on the tied issues only.
    SecondRound { vote: VoteId },
    /// After a tie: takes this issue, which has the fewest reds. Only if chosen beforehand.
    FewestReds { vote: VoteId, option: OptionId },
    /// Leaves the question for later.
    Park {
        vote: VoteId,
        #[serde(default)]
        would_help: String,
        #[serde(default)]
        review_on: Option<String>,
    },
    /// Takes the whole vote back.
    TakeBack { vote: VoteId },
}

/// How many marks a ballot may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteMode {
    /// One mark for each issue.
    #[default]
    PerIssue,
    /// One green and one red in all.
    OneEach,
}

/// A mark on a ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Favourite.
    Green,
    /// Least favourite.
    Red,
    #[default]
    None,
}

/// Hands counted for one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCount {
    pub option: OptionId,
    #[serde(default)]
    pub greens: u32,
    #[serde(default)]
    pub reds: u32,
}

/// One vote: one round of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vote {
    pub id: VoteId,
    pub question: String,
    /// In the order they were given.
    pub options: Vec<VoteOption>,
    pub mode: VoteMode,
    pub fewest_reds: bool,
    pub by: Option<MemberId>,
    pub at: u64,
    /// The vote whose tied issues this is a second round of.
    pub follows: Option<VoteId>,
    /// Counts of hands that hold; more than one only if two were entered at once.
    pub hands: Vec<Hands>,
    /// Closings; more than one only if two people closed it at once. The first is the one that holds.
    pub closings: Vec<Closing>,
    /// What the group did when there was no winner.
    pub next: Option<Field<NextTaken>>,
    pub taken_back: bool,
}

impl Vote {
    pub fn closed(&self) -> bool {
        !self.closings.is_empty()
    }

    pub fn option(&self, id: OptionId) -> Option<&VoteOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

/// One issue in a vote.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoteOption {
    pub id: OptionId,
    pub words: String,
    #[serde(skip)]
    pub order: String,
}

/// Hands counted in the room, entered by one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hands {
    pub id: HandsId,
    /// Who counted.
    pub by: Option<MemberId>,
    pub at: u64,
    pub counts: BTreeMap<OptionId, (u32, u32)>,
    pub whole_room: bool,
}

/// The closing of a vote: by whom, for whom, and every ballot seen then. What arrives later does not count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Closing {
    pub id: ClosingId,
    pub by: Option<MemberId>,
    pub at: u64,
    /// Everybody who could vote.
    pub electorate: Vec<MemberId>,
    /// The ballots that counted, by voter.
    pub ballots: BTreeMap<MemberId, Ballot>,
    /// The count of hands that counted.
    pub hands: Option<HandsId>,
}

/// What a group did when a vote had no winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextTaken {
    WhatElse,
    SecondRound { vote: VoteId },
    FewestReds { option: OptionId },
    Park { parked: ParkedId },
}
