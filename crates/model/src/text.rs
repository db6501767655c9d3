//! Splices of text, in characters: what a text field says when somebody types.

use horseshoe_merge::text as merge_text;
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

/// The text after splices made one after the other. `None` if one reaches beyond the end.
pub(crate) fn apply_all(text: &str, splices: &[Splice]) -> Option<String> {
    let mut text: Vec<char> = text.chars().collect();
    for splice in splices {
        let end = splice.at.checked_add(splice.delete).filter(|end| *end <= text.len())?;
        text.splice(splice.at..end, splice.insert.chars());
    }
    Some(text.into_iter().collect())
}

impl From<Splice> for merge_text::Splice {
    fn from(splice: Splice) -> Self {
        Self { at: splice.at, delete: splice.delete, insert: splice.insert }
    }
}

impl From<merge_text::Splice> for Splice {
    fn from(splice: merge_text::Splice) -> Self {
        Self { at: splice.at, delete: splice.delete, insert: splice.insert }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(at: usize, delete: usize, insert: &str) -> Splice {
        Splice { at, delete, insert: insert.to_owned() }
    }

    #[test]
    fn splices_apply_one_after_the_other_and_within_the_text() {
        let splices = [splice(0, 6, "Phones"), splice(6, 0, " off"), splice(0, 1, "ph")];
        assert_eq!(apply_all("Mobile", &splices).as_deref(), Some("phhones off"));
        assert_eq!(apply_all("ab", &[splice(1, 2, "")]), None);
        assert_eq!(apply_all("ab", &[splice(usize::MAX, 2, "")]), None);
    }
}
