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

/// The text after splices made one after the other, and the splices that lead back. `None` if one reaches beyond the end.
pub(crate) fn apply_all(text: &str, splices: &[Splice]) -> Option<(String, Vec<Splice>)> {
    let mut text: Vec<char> = text.chars().collect();
    let mut back = Vec::new();
    for splice in splices {
        let end = splice.at.checked_add(splice.delete).filter(|end| *end <= text.len())?;
        let insert: Vec<char> = splice.insert.chars().collect();
        let inserted = insert.len();
        let deleted: String = text.splice(splice.at..end, insert).collect();
        back.push(Splice { at: splice.at, delete: inserted, insert: deleted });
    }
    back.reverse();
    Some((text.into_iter().collect(), back))
}

/// The same splices, when others changed the text first.
pub(crate) fn follow(splices: &[Splice], over: &Splice) -> Vec<Splice> {
    let ours: Vec<merge_text::Splice> = splices.iter().cloned().map(Into::into).collect();
    let over = [merge_text::Splice::from(over.clone())];
    merge_text::transform(&ours, &over, merge_text::Side::After)
        .into_iter()
        .map(Into::into)
        .collect()
}

/// What the splices would delete, in order; `None` if one reaches beyond the end.
pub(crate) fn deleted_by(text: &str, splices: &[Splice]) -> Option<Vec<String>> {
    let (_, mut back) = apply_all(text, splices)?;
    back.reverse();
    Some(back.into_iter().map(|splice| splice.insert).collect())
}

/// Whether the characters of `part` occur in `whole` in this order.
pub(crate) fn occurs_in(part: &str, whole: &str) -> bool {
    let mut whole = whole.chars();
    part.chars().all(|wanted| whole.any(|character| character == wanted))
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
    fn splices_lead_there_and_back() {
        let splices = [splice(0, 6, "Phones"), splice(6, 0, " off"), splice(0, 1, "ph")];
        let (text, back) = apply_all("Mobile", &splices).unwrap();
        assert_eq!(text, "phhones off");
        assert_eq!(apply_all(&text, &back).unwrap().0, "Mobile");
        assert_eq!(apply_all("ab", &[splice(1, 2, "")]), None);
        assert_eq!(apply_all("ab", &[splice(usize::MAX, 2, "")]), None);
    }
}
