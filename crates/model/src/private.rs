//! What is only mine: notes nobody else has, and questions jotted down until I ask them or hear the answer.

use crate::clash::Words;
use crate::ids::{NoteId, QuestionId};
use crate::text::Splice;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a member can do in their own document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PrivateCommand {
    /// Writes a note only I can see, after another one or at the end.
    AddNote {
        text: String,
        #[serde(default)]
        about: Option<String>,
        #[serde(default)]
        after: Option<NoteId>,
    },
    SpliceNote {
        note: NoteId,
        splices: Vec<Splice>,
    },
    TakeOutNote {
        note: NoteId,
    },
    BringBackNote {
        note: NoteId,
    },
    /// Jots a question down.
    Jot {
        text: String,
    },
    SpliceQuestion {
        question: QuestionId,
        splices: Vec<Splice>,
    },
    /// I heard the answer, or after all I did not.
    Heard {
        question: QuestionId,
        heard: bool,
    },
    /// Asks it: [`Done::publish`](crate::Done) carries the command that writes it for everybody.
    Ask {
        question: QuestionId,
    },
    TakeOutQuestion {
        question: QuestionId,
    },
    BringBackQuestion {
        question: QuestionId,
    },
}

/// What only I can see.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrivateView {
    pub notes: Vec<Arc<PrivateNote>>,
    pub notes_taken_out: Vec<Arc<PrivateNote>>,
    /// Oldest first.
    pub questions: Vec<Arc<Question>>,
    pub questions_taken_out: Vec<Arc<Question>>,
}

/// One note of my own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PrivateNote {
    pub id: NoteId,
    pub words: Words,
    pub at: u64,
    pub about: Option<String>,
    pub taken_out: bool,
    #[serde(skip)]
    pub order: String,
}

/// One question I jotted down.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    pub id: QuestionId,
    pub words: Words,
    pub at: u64,
    /// When I heard the answer.
    pub heard: Option<u64>,
    /// When I asked it in front of everybody.
    pub asked: Option<u64>,
    pub taken_out: bool,
}
