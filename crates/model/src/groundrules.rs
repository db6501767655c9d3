//! Groundrules: written together, reworded with every earlier wording kept, checked in on, never silently lost.

use crate::clash::Words;
use crate::ids::{MemberId, ReviewId, RuleId, WordingId};
use crate::text::Splice;
use crate::themes::Theme;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a group can do with its groundrules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum GroundrulesCommand {
    /// Writes a new rule, after another one or at the end.
    Add {
        text: String,
        #[serde(default)]
        after: Option<RuleId>,
    },
    /// Writes in the words of a rule, as a text field does.
    Splice { rule: RuleId, splices: Vec<Splice> },
    /// Gives a rule new words; the earlier ones are kept.
    Reword { rule: RuleId, text: String },
    /// Brings two rules together in new words; the second is taken out and remembers where it went.
    Join { rule: RuleId, with: RuleId, text: String },
    /// Gives a rule the words it had before.
    Restore { rule: RuleId, wording: WordingId },
    /// Answers "which shall we keep?" when two wordings came together.
    Keep { rule: RuleId, wording: WordingId },
    /// Puts a rule after another one, or first.
    Move {
        rule: RuleId,
        #[serde(default)]
        after: Option<RuleId>,
    },
    /// Takes a rule out. It can be brought back.
    TakeOut { rule: RuleId },
    /// Brings a rule back that was taken out.
    BringBack { rule: RuleId },
    /// The check-in found the rules still more or less right.
    StillRight {
        #[serde(default)]
        session: String,
    },
    /// The check-in led to changes.
    Changed {
        #[serde(default)]
        session: String,
    },
}

/// The groundrules as everybody sees them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Groundrules {
    /// In the group's order.
    pub rules: Vec<Arc<Rule>>,
    /// Rules that were taken out and can be brought back, in the order they had.
    pub taken_out: Vec<Arc<Rule>>,
    /// What the group thought of the themes others considered, by theme.
    pub themes: Vec<Theme>,
    /// Check-ins, oldest first.
    pub reviews: Vec<Arc<Review>>,
}

impl Groundrules {
    /// The newest check-in that found the rules still right.
    pub fn last_confirmed(&self) -> Option<&Review> {
        self.reviews
            .iter()
            .rev()
            .find(|review| review.result == ReviewResult::StillRight)
            .map(|review| &**review)
    }

    /// A rule, also one taken out.
    pub fn rule(&self, id: RuleId) -> Option<&Arc<Rule>> {
        self.rules.iter().chain(&self.taken_out).find(|rule| rule.id == id)
    }
}

/// One groundrule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    pub id: RuleId,
    /// Its words now, and the text to write in.
    pub words: Words,
    /// Who added the rule; `None` if nobody knows any more.
    pub by: Option<MemberId>,
    /// When it was added, unix milliseconds by their clock.
    pub at: u64,
    /// The wording the words belong to.
    pub wording: WordingId,
    /// Every wording the rule had before, oldest first.
    pub earlier: Vec<Wording>,
    /// Two or more wordings that came together, the one shown first; empty when all agree.
    pub clash: Vec<Wording>,
    /// Present if the group took the rule out.
    pub taken_out: Option<TakenOut>,
    /// Its place among the rules.
    #[serde(skip)]
    pub order: String,
}

/// One wording of a groundrule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wording {
    pub id: WordingId,
    pub words: Words,
    pub by: Option<MemberId>,
    pub at: u64,
    /// The earlier wording these words were taken from, when somebody restored or kept it.
    pub from: Option<WordingId>,
    /// How many wordings came before, along the longest line.
    #[serde(skip)]
    pub step: u64,
}

/// When a rule was taken out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TakenOut {
    pub by: Option<MemberId>,
    pub at: u64,
    /// The rule it was brought together with.
    pub joined: Option<RuleId>,
    /// Somebody wrote in it at the same time: worth another look.
    pub changed_since: bool,
}

/// One check-in on the groundrules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    pub id: ReviewId,
    pub result: ReviewResult,
    /// The session's name as people wrote it.
    pub session: String,
    pub by: Option<MemberId>,
    pub at: u64,
}

/// What a check-in on the groundrules found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewResult {
    StillRight,
    Changed,
}
