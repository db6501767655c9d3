//! What the group decided about how it works. A later answer to the same question takes the place of the earlier.

use crate::acting::Acting;
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::ids::{DecisionId, MemberId};
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::themes::is_key;
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

impl Entry for Decision {
    const MAP: &'static str = "decisions";
    type Id = DecisionId;

    fn read(id: DecisionId, item: &Item<'_>) -> Option<Self> {
        // An answer taken back at once was none.
        if item.has(OUT) {
            return None;
        }
        Some(Self {
            id,
            question: item.str(QUESTION)?,
            answer: item.str(ANSWER)?,
            by: item.by(),
            at: item.uint(AT)?,
            superseded: item.has(SUPERSEDED),
        })
    }

    fn id(&self) -> DecisionId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (self.question.clone(), self.at)
    }

    fn out(&self) -> bool {
        false
    }
}

const QUESTION: &str = "question";
const ANSWER: &str = "answer";
const SUPERSEDED: &str = "superseded";

pub(crate) fn plan(
    command: &DecisionsCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let DecisionsCommand::Decide { question, answer } = command;
    if !is_key(question) {
        return Err(CommandError::Malformed { what: "question" });
    }
    limits::some(answer)?;
    limits::text(answer)?;
    let decisions = root.items::<DecisionId>(Decision::MAP);
    limits::room(decisions.len(), limits::ITEMS)?;
    let mut plan = Plan::default();
    let id = DecisionId::from_bytes((acting.ids)()).to_hex();
    for (earlier, item) in decisions {
        if item.str(QUESTION).as_ref() == Some(question) && !item.has(SUPERSEDED) {
            plan.put(root, &[Decision::MAP, &earlier.to_hex()], SUPERSEDED, id.as_str());
        }
    }
    let decision = plan.item(&[Decision::MAP], id, acting);
    plan.set(&decision, QUESTION, question.as_str());
    plan.set(&decision, ANSWER, answer.as_str());
    Ok(plan)
}
