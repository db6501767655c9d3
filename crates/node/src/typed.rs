//! What somebody typed in a text, step by step, as far as they can take it back.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One step a text field can take back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedStep {
    /// In the order they were made.
    pub edits: Vec<TypedEdit>,
}

/// One edit of such a step. Other edits are named by their number, through all steps from the first. Places count
/// characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedEdit {
    /// Characters that were put in, as far as they are still there. In order, apart.
    Put(Vec<Range<usize>>),
    /// Words that were taken away, and where they were.
    Taken {
        at: usize,
        words: String,
        /// Which other edits held parts of these words.
        #[serde(default)]
        held: Vec<(usize, Range<usize>)>,
        /// Which other places lay within them.
        #[serde(default)]
        places: Vec<(usize, usize)>,
    },
}
