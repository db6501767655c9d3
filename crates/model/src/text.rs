//! Splices of text, in characters: what a text field says when somebody types.

use serde::{Deserialize, Serialize};

/// One change of a text: at this character, delete so many, then insert. Characters are Unicode scalar values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    pub at: usize,
    #[serde(default)]
    pub delete: usize,
    #[serde(default)]
    pub insert: String,
}
