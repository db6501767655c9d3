//! Notes: shared ones in a notebook, with a label that says how far they may go.

use crate::clash::{Field, Words};
use crate::ids::{MemberId, NoteId};
use crate::text::Splice;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a group can do with its shared notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum NotesCommand {
    /// Writes a note, after another one or at the end.
    Add {
        text: String,
        #[serde(default)]
        kind: NoteKind,
        #[serde(default)]
        scope: Scope,
        /// What it is about: a page of the handbook, a session.
        #[serde(default)]
        about: Option<String>,
        #[serde(default)]
        after: Option<NoteId>,
    },
    /// Writes in a note, as a text field does.
    Splice { note: NoteId, splices: Vec<Splice> },
    /// Says how far a note may go.
    SetScope { note: NoteId, scope: Scope },
    /// Puts a note after another one, or first.
    Move {
        note: NoteId,
        #[serde(default)]
        after: Option<NoteId>,
    },
    /// Takes a note out. It can be brought back.
    TakeOut { note: NoteId },
    /// Brings a note back.
    BringBack { note: NoteId },
}

/// How far what is written may go. Without a choice it stays in the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    StaysInRoom,
    #[default]
    StaysInGroup,
    /// May be proposed for a release; nothing leaves by this label alone.
    MayBeReported,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    #[default]
    Note,
    /// A question asked in front of everybody.
    Question,
}

/// A notebook as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NotebookView {
    pub notes: Vec<Arc<Note>>,
    pub taken_out: Vec<Arc<Note>>,
}

/// One note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    pub id: NoteId,
    pub kind: NoteKind,
    pub words: Words,
    pub by: Option<MemberId>,
    /// Unix milliseconds, by the writer's clock.
    pub at: u64,
    /// While two labels clash, the narrower one is shown and holds.
    pub scope: Field<Scope>,
    pub about: Option<String>,
    pub taken_out: bool,
    #[serde(skip)]
    pub order: String,
}
