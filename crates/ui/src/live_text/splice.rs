//! One change to a text, and where positions go when it happens. Counted in characters
//! (Unicode scalar values), never in bytes.

use std::ops::Range;

/// At `at`, take `delete` characters away and put `insert` there.
///
/// In a list of splices each counts in the text as the one before it left it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Splice {
    pub at: usize,
    pub delete: usize,
    pub insert: String,
}

impl Splice {
    pub fn new(at: usize, delete: usize, insert: impl Into<String>) -> Self {
        Self { at, delete, insert: insert.into() }
    }

    /// Applies it, keeping within the text; what was taken away comes back.
    pub fn apply(&self, text: &mut String) -> String {
        let start = byte_of(text, self.at);
        let end = start + byte_of(&text[start..], self.delete);
        let taken = text[start..end].to_owned();
        text.replace_range(start..end, &self.insert);
        taken
    }

    pub(super) fn inserted(&self) -> usize {
        self.insert.chars().count()
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.delete == 0 && self.insert.is_empty()
    }
}

/// The smallest single splice from `old` to `new`: what both ends share stays.
pub fn difference(old: &str, new: &str) -> Option<Splice> {
    if old == new {
        return None;
    }
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let before = old.chars().zip(new.chars()).take_while(same).count();
    let (old_count, new_count) = (old.chars().count(), new.chars().count());
    let room = old_count.min(new_count) - before;
    let after = old.chars().rev().zip(new.chars().rev()).take_while(same).take(room).count();
    let insert = new.chars().skip(before).take(new_count - before - after).collect();
    Some(Splice { at: before, delete: old_count - before - after, insert })
}

/// Where a position goes. What is inserted exactly there comes after it.
pub fn map_position(position: usize, splice: &Splice) -> usize {
    let position = if position > splice.at {
        position.saturating_sub(splice.delete).max(splice.at)
    } else {
        position
    };
    if position > splice.at { position + splice.inserted() } else { position }
}

/// Where a range of characters goes: shrunk by what is taken away, split by what is put
/// inside. Never grows, so it never comes to hold a character it did not hold before.
pub(super) fn map_range(range: &Range<usize>, splice: &Splice, out: &mut Vec<Range<usize>>) {
    let (cut_start, cut_end) = (splice.at, splice.at + splice.delete);
    let left = range.start.min(cut_start)..range.end.min(cut_start);
    let right = range.start.max(cut_end)..range.end.max(cut_end);
    let moved = |position: usize| position - splice.delete + splice.inserted();
    if !left.is_empty() {
        out.push(left);
    }
    if !right.is_empty() {
        let right = moved(right.start)..moved(right.end);
        match out.last_mut() {
            Some(last) if last.end == right.start => last.end = right.end,
            _ => out.push(right),
        }
    }
}

pub(super) fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_difference_is_minimal_and_leads_there() {
        for (old, new, expected) in [
            ("hello world", "hello brave world", Splice::new(6, 0, "brave ")),
            ("aaa", "aa", Splice::new(2, 1, "")),
            ("", "🙂", Splice::new(0, 0, "🙂")),
            ("abc", "xyz", Splice::new(0, 3, "xyz")),
        ] {
            let found = difference(old, new).unwrap();
            let mut text = old.to_owned();
            found.apply(&mut text);
            assert_eq!((text.as_str(), &found), (new, &expected));
        }
        assert_eq!(difference("same", "same"), None);
    }

    #[test]
    fn ranges_split_around_what_others_put_inside_and_never_grow() {
        let map = |splice| {
            let mut out = Vec::new();
            map_range(&(2..6), &splice, &mut out);
            out
        };
        assert_eq!(map(Splice::new(4, 0, "xx")), [2..4, 6..8]);
        assert_eq!(map(Splice::new(2, 0, "xx")), std::iter::once(4..8).collect::<Vec<_>>());
        assert_eq!(map(Splice::new(6, 0, "xx")), std::iter::once(2..6).collect::<Vec<_>>());
        assert_eq!(map(Splice::new(3, 2, "")), std::iter::once(2..4).collect::<Vec<_>>());
        assert_eq!(map(Splice::new(3, 2, "x")), [2..3, 4..5]);
        assert!(map(Splice::new(0, 9, "x")).is_empty());
    }

    #[test]
    fn out_of_range_splices_stay_within_the_text() {
        let mut text = "ab".to_owned();
        assert_eq!(Splice::new(9, 9, "c").apply(&mut text), "");
        assert_eq!(text, "abc");
    }
}
