//! What the group decided about how it works. A later answer to the same question takes the place of the earlier.

use crate::ids::{DecisionId, MemberId};
use serde::{Deserialize, Serialize};

/// What a group can do with its decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum DecisionsCommand {
    /// Answers a design question, in place of every answer seen.
    Decide { question: String, answer: String },
}

/// One answer to a design question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    pub id: DecisionId,
    /// The handbook's short key for the question.
    pub question: String,
    pub answer: String,
    pub by: Option<MemberId>,
    pub at: u64,
    /// A later answer took its place. Two answers to one question that both hold are a clash.
    pub superseded: bool,
}
