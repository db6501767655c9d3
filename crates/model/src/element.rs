//! Characters by name: whoever writes meanwhile, and whatever moves, a name stays with its character.

use horseshoe_merge::{Actor, OpRef};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One character of a text, by the operation that put it there: the same on every device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Element {
    counter: u64,
    actor: [u8; 16],
}

/// Characters in the order they stand or stood, kept as runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elements(Vec<Run>);

/// So many characters that one writer put there one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    first: Element,
    count: u32,
}

/// Characters that have new names: written again, or taken away and brought back.
pub type Renamed = BTreeMap<Element, Element>;

/// Characters that were taken away together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Gone {
    /// What they stood after; absent at the beginning.
    pub(crate) after: Option<Element>,
    pub(crate) words: String,
    pub(crate) elements: Elements,
}

impl Elements {
    pub fn iter(&self) -> impl Iterator<Item = Element> {
        self.0.iter().flat_map(|run| {
            (0..u64::from(run.count))
                .map(|nth| Element { counter: run.first.counter + nth, ..run.first })
        })
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn push(&mut self, element: Element) {
        match self.0.last_mut() {
            Some(Run { first, count })
                if first.actor == element.actor
                    && first.counter + u64::from(*count) == element.counter =>
            {
                *count += 1;
            }
            _ => self.0.push(Run { first: element, count: 1 }),
        }
    }

    /// The same characters under the names they have now.
    pub fn rename(&mut self, renamed: &Renamed) {
        if self.iter().any(|element| renamed.contains_key(&element)) {
            *self = self.iter().map(|element| element.renamed(renamed)).collect();
        }
    }
}

impl FromIterator<Element> for Elements {
    fn from_iter<T: IntoIterator<Item = Element>>(elements: T) -> Self {
        let mut all = Self::default();
        for element in elements {
            all.push(element);
        }
        all
    }
}

impl Element {
    /// The name it has now.
    #[must_use]
    pub fn renamed(self, renamed: &Renamed) -> Self {
        renamed.get(&self).copied().unwrap_or(self)
    }
}

impl Gone {
    pub(crate) fn rename(&mut self, renamed: &Renamed) {
        self.after = self.after.map(|after| after.renamed(renamed));
        self.elements.rename(renamed);
    }
}

/// What came into a text, and what went, from how it stood before and stands after.
pub(crate) fn difference(
    before: &[Element],
    words: &str,
    after: &[Element],
) -> (Vec<Element>, Vec<Gone>) {
    let (were, are): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
    let came = after.iter().filter(|element| !were.contains(element)).copied().collect();
    let mut gone: Vec<Gone> = Vec::new();
    let mut last = None;
    let mut going = false;
    for (element, letter) in before.iter().zip(words.chars()) {
        if are.contains(element) {
            going = false;
        } else {
            if !going {
                gone.push(Gone {
                    after: last,
                    words: String::new(),
                    elements: Elements::default(),
                });
            }
            going = true;
            if let Some(gone) = gone.last_mut() {
                gone.words.push(letter);
                gone.elements.push(*element);
            }
        }
        last = Some(*element);
    }
    (came, gone)
}

impl From<OpRef> for Element {
    fn from(op: OpRef) -> Self {
        Self { counter: op.counter, actor: *op.actor.as_bytes() }
    }
}

impl From<Element> for OpRef {
    fn from(element: Element) -> Self {
        Self { counter: element.counter, actor: Actor::from_bytes(element.actor) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(counter: u64, writer: u8) -> Element {
        Element { counter, actor: [writer; 16] }
    }

    #[test]
    fn runs_hold_exactly_the_characters_put_in() {
        let all = [element(3, 1), element(4, 1), element(5, 2), element(6, 1), element(9, 1)];
        let mut elements: Elements = all.into_iter().collect();
        assert_eq!((elements.iter().collect::<Vec<_>>(), elements.0.len()), (all.to_vec(), 4));
        elements.rename(&Renamed::from([(element(4, 1), element(40, 3))]));
        assert_eq!(elements.iter().nth(1), Some(element(40, 3)));
        assert_eq!(elements.iter().count(), 5);
    }

    #[test]
    #[expect(clippy::many_single_char_names, reason = "letters stand for elements")]
    fn what_came_and_what_went_is_told_apart() {
        let [a, b, c, d] = [1, 2, 3, 4].map(|counter| element(counter, 1));
        let [x, y] = [7, 8].map(|counter| element(counter, 2));
        let (came, gone) = difference(&[a, b, c, d], "abcd", &[x, a, d, y]);
        assert_eq!(came, [x, y]);
        let elements = [b, c].into_iter().collect();
        assert_eq!(gone, [Gone { after: Some(a), words: "bc".to_owned(), elements }]);
    }
}
