//! Splices of plain text, and positions and splices mapped through them. No document needed.
//!
//! Positions count Unicode scalar values. In a list of splices each one holds after those before it.

/// At `at`, `delete` characters give way to `insert`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Splice {
    pub at: usize,
    pub delete: usize,
    pub insert: String,
}

/// Whose insertion comes first when two are made at the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// Positions beyond the end mean the end.
pub fn apply(text: &mut String, splice: &Splice) {
    let from = byte_at(text, splice.at);
    let to = from + byte_at(&text[from..], splice.delete);
    text.replace_range(from..to, &splice.insert);
}

/// Applies splices one after the other.
pub fn apply_all(text: &mut String, splices: &[Splice]) {
    for splice in splices {
        apply(text, splice);
    }
}

/// Where a position goes. It stays before what is inserted exactly there, and falls to the beginning of what is
/// deleted around it.
pub fn map_index(index: usize, splice: &Splice) -> usize {
    if index <= splice.at {
        index
    } else if index < splice.at + splice.delete {
        splice.at
    } else {
        index - splice.delete + splice.insert.chars().count()
    }
}

/// The one splice that makes `new` of `old`; `None` if they are equal.
pub fn diff(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let (old_len, new_len) = (old.chars().count(), new.chars().count());
    let at = old.chars().zip(new.chars()).take_while(same).count();
    let most = old_len.min(new_len) - at;
    let end = old.chars().rev().zip(new.chars().rev()).take(most).take_while(same).count();
    let insert = new.chars().skip(at).take(new_len - at - end).collect();
    Some(Splice { at, delete: old_len - at - end, insert })
}

/// `splices` as they are to be applied where `over`, made on the same text, has been applied already.
///
/// With opposite sides both ways lead to the same text:
/// `over` then `transform(splices, over, Before)` equals `splices` then `transform(over, splices, After)`.
pub fn transform(splices: &[Splice], over: &[Splice], side: Side) -> Vec<Splice> {
    let (mine, theirs) = (Delta::of(splices), Delta::of(over));
    mine.transformed(&theirs, side).splices()
}

fn byte_at(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
}

/// A whole edit in one pass over the text: what is kept, inserted and deleted, in order. The rest is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Delta(Vec<Step>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Keep(usize),
    Insert(Vec<char>),
    Delete(usize),
}

impl Delta {
    fn of(splices: &[Splice]) -> Self {
        splices.iter().fold(Self::default(), |all, splice| all.then(splice))
    }

    /// This edit and then a splice of its result.
    fn then(self, splice: &Splice) -> Self {
        let mut out = Self::default();
        let mut steps = Steps::of(self);
        let mut keep = splice.at;
        while keep > 0 {
            match steps.next_upto(keep, Takes::Result) {
                Step::Delete(count) => out.push(Step::Delete(count)),
                Step::Keep(count) => {
                    keep -= count;
                    out.push(Step::Keep(count));
                }
                Step::Insert(chars) => {
                    keep -= chars.len();
                    out.push(Step::Insert(chars));
                }
            }
        }
        out.push(Step::Insert(splice.insert.chars().collect()));
        let mut delete = splice.delete;
        while delete > 0 {
            match steps.next_upto(delete, Takes::Result) {
                Step::Delete(count) => out.push(Step::Delete(count)),
                Step::Keep(count) => {
                    delete -= count;
                    out.push(Step::Delete(count));
                }
                Step::Insert(chars) => delete -= chars.len(),
            }
        }
        steps.rest().for_each(|step| out.push(step));
        out
    }

    fn transformed(self, over: &Self, side: Side) -> Self {
        let mut out = Self::default();
        let (mut mine, mut theirs) = (Steps::of(self), Steps::of(over.clone()));
        while !mine.is_empty() {
            let they_insert = theirs.inserts();
            if they_insert && !(mine.inserts() && side == Side::Before) {
                if let Step::Insert(chars) = theirs.next_upto(usize::MAX, Takes::Base) {
                    out.push(Step::Keep(chars.len()));
                }
                continue;
            }
            if mine.inserts() {
                out.push(mine.next_upto(usize::MAX, Takes::Base));
                continue;
            }
            let count = mine.length().min(theirs.length());
            match (mine.next_upto(count, Takes::Base), theirs.next_upto(count, Takes::Base)) {
                (_, Step::Delete(_)) => {}
                (step, _) => out.push(step),
            }
        }
        out
    }

    fn splices(self) -> Vec<Splice> {
        let mut splices: Vec<Splice> = Vec::new();
        let mut at = 0;
        let mut open = false;
        for step in self.0 {
            if let Step::Keep(count) = step {
                at += count;
                open = false;
                continue;
            }
            if !open {
                splices.push(Splice { at, ..Splice::default() });
                open = true;
            }
            let Some(splice) = splices.last_mut() else { continue };
            match step {
                Step::Insert(chars) => {
                    at += chars.len();
                    splice.insert.extend(chars);
                }
                Step::Delete(count) => splice.delete += count,
                Step::Keep(_) => {}
            }
        }
        splices
    }

    /// Steps of one kind grow together; at one place insertions come before deletions, so that equal edits are equal
    /// lists.
    fn push(&mut self, step: Step) {
        match (self.0.last_mut(), step) {
            (_, Step::Keep(0) | Step::Delete(0)) => {}
            (_, Step::Insert(chars)) if chars.is_empty() => {}
            (Some(Step::Keep(count)), Step::Keep(more))
            | (Some(Step::Delete(count)), Step::Delete(more)) => *count += more,
            (Some(Step::Insert(chars)), Step::Insert(more)) => chars.extend(more),
            (Some(Step::Delete(_)), Step::Insert(chars)) => {
                let at = self.0.len() - 1;
                match at.checked_sub(1).map(|before| &mut self.0[before]) {
                    Some(Step::Insert(before)) => before.extend(chars),
                    _ => self.0.insert(at, Step::Insert(chars)),
                }
            }
            (_, step) => self.0.push(step),
        }
    }
}

/// Whether a deletion is part of what is walked over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// The text after the edit: deletions have no length.
    Result,
    /// The text before it: insertions are handed out whole.
    Base,
}

/// Steps handed out in pieces; after the last one everything is kept.
struct Steps {
    rest: std::vec::IntoIter<Step>,
    next: Option<Step>,
}

impl Steps {
    fn of(delta: Delta) -> Self {
        let mut rest = delta.0.into_iter();
        let next = rest.next();
        Self { rest, next }
    }

    fn is_empty(&self) -> bool {
        self.next.is_none()
    }

    fn inserts(&self) -> bool {
        matches!(self.next, Some(Step::Insert(_)))
    }

    /// Of the next step, in the text before the edit.
    fn length(&self) -> usize {
        match &self.next {
            Some(Step::Keep(count) | Step::Delete(count)) => *count,
            Some(Step::Insert(_)) => 0,
            None => usize::MAX,
        }
    }

    fn next_upto(&mut self, most: usize, takes: Takes) -> Step {
        let (step, left) = match self.next.take() {
            None => return Step::Keep(most),
            Some(Step::Keep(count)) if count > most => {
                (Step::Keep(most), Some(Step::Keep(count - most)))
            }
            Some(Step::Delete(count)) if count > most && takes == Takes::Base => {
                (Step::Delete(most), Some(Step::Delete(count - most)))
            }
            Some(Step::Insert(mut chars)) if chars.len() > most && takes == Takes::Result => {
                let left = chars.split_off(most);
                (Step::Insert(chars), Some(Step::Insert(left)))
            }
            Some(step) => (step, None),
        };
        self.next = left.or_else(|| self.rest.next());
        step
    }

    fn rest(self) -> impl Iterator<Item = Step> {
        self.next.into_iter().chain(self.rest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn splice(at: usize, delete: usize, insert: &str) -> Splice {
        Splice { at, delete, insert: insert.to_owned() }
    }

    fn after(text: &str, splices: &[Splice]) -> String {
        let mut text = text.to_owned();
        apply_all(&mut text, splices);
        text
    }

    #[test]
    fn positions_move_with_the_words_around_them() {
        let splice = splice(2, 3, "é!");
        let moved: Vec<usize> = (0..8).map(|index| map_index(index, &splice)).collect();
        assert_eq!(moved, [0, 1, 2, 2, 2, 4, 5, 6]);
    }

    #[test]
    fn of_two_insertions_at_one_place_the_side_decides() {
        let (a, b) = ([splice(1, 0, "A")], [splice(1, 0, "B")]);
        assert_eq!(transform(&a, &b, Side::Before), [splice(1, 0, "A")]);
        assert_eq!(transform(&a, &b, Side::After), [splice(2, 0, "A")]);
    }

    fn edits(length: usize) -> impl Strategy<Value = Vec<Splice>> {
        prop::collection::vec((0..=length, 0..4_usize, "[a-cé👩]{0,3}"), 0..5).prop_map(
            move |raw| {
                let mut now = length;
                let inside = |(at, delete, insert): (usize, usize, String)| {
                    let at = at.min(now);
                    let delete = delete.min(now - at);
                    now = now - delete + insert.chars().count();
                    Splice { at, delete, insert }
                };
                raw.into_iter().map(inside).collect()
            },
        )
    }

    proptest! {
        #[test]
        fn both_ways_round_lead_to_the_same_text(a in edits(6), b in edits(6)) {
            let text = "ⅠⅡⅢⅣⅤⅥ";
            let a_then_b = after(&after(text, &a), &transform(&b, &a, Side::After));
            let b_then_a = after(&after(text, &b), &transform(&a, &b, Side::Before));
            prop_assert_eq!(a_then_b, b_then_a);
        }

        #[test]
        fn over_nothing_an_edit_stays_what_it_is(a in edits(6)) {
            let text = "ⅠⅡⅢⅣⅤⅥ";
            prop_assert_eq!(after(text, &transform(&a, &[], Side::After)), after(text, &a));
        }

        #[test]
        fn a_difference_leads_from_one_text_to_the_other(old in "[abé👩]{0,8}", new in "[abé👩]{0,8}") {
            let splices: Vec<Splice> = diff(&old, &new).into_iter().collect();
            prop_assert_eq!(after(&old, &splices), new);
        }
    }
}
