//! How was that for you? What people say at the end of a session, each of the two questions optional, in the words
//! somebody wrote down. What nobody says is written nowhere.

use crate::acting::Acting;
use crate::collection::Touched;
use crate::command::{CommandError, limits};
use crate::ids::SlipId;
use crate::plan::Plan;
use crate::reading::Item;
use crate::slips::{self, Slip};
use crate::text::Splice;
use crate::words::words;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What can be done with what people say about a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum FeedbackCommand {
    /// Writes an answer down, one's own or one that was said aloud.
    Write {
        question: FeedbackQuestion,
        text: String,
    },
    Splice {
        slip: SlipId,
        splices: Vec<Splice>,
    },
    TakeOut {
        slip: SlipId,
    },
    BringBack {
        slip: SlipId,
    },
}

/// The two questions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackQuestion {
    /// How do you feel?
    #[default]
    Feelings,
    /// How can we improve these sessions?
    Improve,
}

/// What people said about a session, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Feedback {
    pub feelings: Vec<Arc<Slip>>,
    pub improve: Vec<Arc<Slip>>,
    pub taken_out: Vec<Arc<Slip>>,
}

words! { FeedbackQuestion {
    Feelings "feelings"
    Improve "improve"
}}

impl Feedback {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let mut feedback = Self::default();
        for (slip, item) in slips::read_with_items(root, MAP) {
            let question = FeedbackQuestion::from_word(&item.str(QUESTION).unwrap_or_default());
            let list = match question {
                _ if slip.taken_out => &mut feedback.taken_out,
                FeedbackQuestion::Feelings => &mut feedback.feelings,
                FeedbackQuestion::Improve => &mut feedback.improve,
            };
            list.push(Arc::new(slip));
        }
        feedback
    }

    pub(crate) fn touched(touched: &Touched) -> bool {
        touched.any(MAP)
    }
}

const MAP: &str = "feedback";
const QUESTION: &str = "question";

pub(crate) fn plan(
    command: &FeedbackCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        FeedbackCommand::Write { question, text } => {
            limits::some(text)?;
            let slip = slips::add(&mut plan, root, MAP, text, acting)?;
            plan.set(&slip, QUESTION, question.word());
        }
        FeedbackCommand::Splice { slip, splices } => {
            slips::splice(&mut plan, root, &[MAP], *slip, splices)?;
        }
        FeedbackCommand::TakeOut { slip } => {
            slips::take_out(&mut plan, root, &[MAP], *slip, acting)?;
        }
        FeedbackCommand::BringBack { slip } => {
            slips::bring_back(&mut plan, root, &[MAP], *slip)?;
        }
    }
    Ok(plan)
}
