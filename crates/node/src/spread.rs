//! With whom this device's own words are, as far as it knows.

use horseshoe_merge::ObjectRef;
use horseshoe_trust::DocumentId;
use serde::Serialize;
use std::collections::BTreeMap;

/// A name this device writes under in a document, as what it made is named.
type Writer = [u8; 16];

/// Whom what was written on this device has reached: what another device has said it holds, it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// How many other members there are.
    pub others: usize,
    /// How far each of them has what was written here, under each name this device wrote with.
    #[serde(skip)]
    reach: BTreeMap<(DocumentId, Writer), Vec<u64>>,
}

impl Spread {
    /// Nothing was written on this device, among so many others.
    pub fn among(others: usize) -> Self {
        Self { others, ..Self::default() }
    }

    /// With how many of the others something is that was made on this device, named as the views give it; `None` for
    /// what was made elsewhere.
    pub fn with(&self, document: DocumentId, object: &str) -> Option<usize> {
        let made = ObjectRef::parse(object).ok()?.op()?;
        let reach = self.reach.get(&(document, *made.actor.as_bytes()))?;
        Some(reach.iter().filter(|upto| **upto >= made.counter).count())
    }

    /// This device writes in a document under this name.
    pub fn wrote(&mut self, document: DocumentId, writer: [u8; 16]) {
        self.reach.entry((document, writer)).or_default();
    }

    /// One more member has what was written under this name up to this operation.
    pub fn reaches(&mut self, document: DocumentId, writer: [u8; 16], upto: u64) {
        self.reach.entry((document, writer)).or_default().push(upto);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_holds_a_later_operation_holds_the_earlier_ones() {
        let (document, mine) = (DocumentId::from_bytes([1; 32]), [2; 16]);
        let mut spread = Spread { others: 3, ..Spread::default() };
        spread.wrote(document, mine);
        spread.reaches(document, mine, 4);
        spread.reaches(document, mine, 9);
        let with = |made: &str| spread.with(document, made);
        let mine = "02".repeat(16);
        assert_eq!(with(&format!("4@{mine}")), Some(2));
        assert_eq!(with(&format!("5@{mine}")), Some(1));
        assert_eq!(with(&format!("10@{mine}")), Some(0), "with nobody yet");
        assert_eq!(with(&format!("4@{}", "03".repeat(16))), None, "not written here");
    }
}
