//! A document of those who prepare the community: what is arranged with the organisation around it.

use crate::acting::Authors;
use crate::clash::Field;
use crate::collection::Touched;
use crate::command::{CommandError, limits};
use crate::plan::Plan;
use crate::reading::Item;
use crate::themes::is_key;
use horseshoe_merge::{Document, Patch};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What those who prepare can do in their document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ArrangementsCommand {
    /// Answers one of the questions to settle beforehand, in place of the answer it had.
    Answer { question: String, answer: String },
}

/// What those who prepare see of their document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ArrangementsView {
    /// By the handbook's short key for the question.
    pub answers: BTreeMap<String, Field<String>>,
}

impl ArrangementsView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let mut view = Self::default();
        let Some(answers) = Item::root(doc, authors).map(ANSWERS) else { return view };
        for question in answers.keys() {
            if let Some(answer) = answers.str_field(&question) {
                view.answers.insert(question, answer);
            }
        }
        view
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        if !Touched::by(patches).any(ANSWERS) {
            return false;
        }
        let before = std::mem::replace(self, Self::read(doc, authors));
        before != *self
    }
}

const ANSWERS: &str = "answers";

pub(crate) fn plan(command: &ArrangementsCommand, root: &Item<'_>) -> Result<Plan, CommandError> {
    let ArrangementsCommand::Answer { question, answer } = command;
    if !is_key(question) {
        return Err(CommandError::Malformed { what: "question" });
    }
    limits::text(answer)?;
    let answers = root.map(ANSWERS).map(|answers| answers.keys()).unwrap_or_default();
    if !answers.contains(question) {
        limits::room(answers.len(), limits::ITEMS)?;
    }
    let mut plan = Plan::default();
    plan.put(root, &[ANSWERS], question, answer.as_str());
    Ok(plan)
}
