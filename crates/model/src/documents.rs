//! The kinds of document, and the fixed first change each of them starts from.

use serde::{Deserialize, Serialize};

/// What a document holds, and so who may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Everyone reads and writes: groundrules, meetings, presenters, votes, parked issues, decisions.
    Community,
    /// Everyone reads, one member writes: profile and ballots.
    Member,
    /// One member's own devices only.
    Private,
    /// Everyone reads and writes: shared notes.
    Notebook,
}

impl Kind {
    /// Its name in grants and in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Community => "community",
            Self::Member => "member",
            Self::Private => "private",
            Self::Notebook => "notebook",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Community, Self::Member, Self::Private, Self::Notebook]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
