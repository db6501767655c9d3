//! A member's own document: who they say they are, and how they voted. Only their devices write it.

use crate::clash::Field;
use crate::ids::{OptionId, VoteId};
use crate::traffic_light::Mark;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a member can say about themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ProfileCommand {
    SetName {
        name: String,
    },
    /// The area of practice.
    SetPractice {
        practice: String,
    },
}

/// How a member votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum BallotsCommand {
    /// Marks one issue, in place of the mark it had. Can be changed until the vote is closed.
    Mark { vote: VoteId, option: OptionId, mark: Mark },
}

/// One member's document as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MemberView {
    pub profile: Profile,
    pub ballots: BTreeMap<VoteId, Ballot>,
}

/// Who somebody says they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Profile {
    pub name: Field<String>,
    /// Area of practice.
    pub practice: Field<String>,
}

/// One person's marks in one vote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ballot {
    /// Green and red marks; an issue without one is not here.
    pub marks: BTreeMap<OptionId, Mark>,
    /// Issues for which two devices of theirs say different things: no mark until they choose.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unclear: BTreeSet<OptionId>,
}
