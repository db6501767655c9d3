//! What only I see: my notes, my questions.

use super::journal::is_page;
use horseshoe_model::{PrivateNote, Question};
use horseshoe_node::Community;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) notes: Vec<(usize, Arc<PrivateNote>)>,
    pub(crate) taken_out: Vec<Arc<PrivateNote>>,
    pub(crate) questions: Vec<QuestionRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuestionRow {
    pub(crate) question: Arc<Question>,
    pub(crate) state: QuestionState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuestionState {
    Open,
    Heard,
    /// In front of everybody, at this time.
    Asked(u64),
}

impl Contents {
    pub(crate) fn new(community: &Community) -> Self {
        let private = &community.private;
        // Pages of the journal stand by themselves.
        let notes = private.notes.iter().filter(|note| !is_page(note));
        let questions = private.questions.iter().map(|question| QuestionRow {
            state: match (question.heard, question.asked) {
                (Some(_), _) => QuestionState::Heard,
                (None, Some(at)) => QuestionState::Asked(at),
                (None, None) => QuestionState::Open,
            },
            question: question.clone(),
        });
        Self {
            notes: (1..).zip(notes.cloned()).collect(),
            taken_out: private.notes_taken_out.clone(),
            questions: questions.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn f20_a_question_is_open_until_i_ask_it_or_hear_the_answer() {
        let contents = Contents::new(&testing::with_private(testing::community()));
        let states: Vec<_> = contents.questions.iter().map(|row| row.state).collect();
        assert_eq!(states, [QuestionState::Open, QuestionState::Heard]);
        assert_eq!(contents.notes.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2]);
    }
}
