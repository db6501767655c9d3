//! The text being written, without a window: what is shown, what is still to be told to
//! others, what others did meanwhile, and the caret. All rules of live text are here.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

use super::{
    history::{History, PastStep},
    splice::{Splice, byte_of, difference, map_position, map_range},
};

/// From `anchor` to `caret`; both the same when nothing is selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub anchor: usize,
    pub caret: usize,
}

/// The pure core of [`super::LiveText`].
#[derive(Debug, Default)]
pub struct Draft {
    /// What is shown and edited.
    text: String,
    /// `text` as others know it. Differs only between an edit and the next `flush`, and while
    /// a composition is under way.
    shared: String,
    /// Edits since the last flush, each with the words it took.
    recorded: Vec<(Splice, String)>,
    composing: bool,
    composed: bool,
    /// Others' edits that wait for the end of a composition.
    held: Vec<Splice>,
    history: History,
    selection: Selection,
    /// Not more bytes than this by my own hand.
    limit: Option<usize>,
    /// What did not fit since this was last asked for.
    cut: String,
}

/// More edits than these in one frame are told as one difference.
const MOST_RECORDED: usize = 4;

impl Draft {
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { shared: text.clone(), text, ..Self::default() }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn selection(&self) -> Selection {
        self.selection
    }

    pub fn composing(&self) -> bool {
        self.composing
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Whether everything was flushed and nothing of others' is held back.
    pub fn settled(&self) -> bool {
        !self.composing && self.recorded.is_empty() && self.held.is_empty()
    }

    /// Counts up whenever there is something else to take back.
    pub fn past_revision(&self) -> u64 {
        self.history.revision()
    }

    /// What can be taken back, counted in the text as others know it, to be kept while the text is not open.
    pub fn past(&self) -> Vec<PastStep> {
        self.history.past()
    }

    /// Can take back again what could be taken back when the text was open before. It counts in a text of this length,
    /// in which `since` was done afterwards.
    pub fn recall(&mut self, past: Vec<PastStep>, length: usize, since: &[Splice]) {
        self.history.recall(past, length, since);
    }

    /// Moves the caret; kept within the text.
    pub fn select(&mut self, selection: Selection) {
        let most = self.text.chars().count();
        self.selection =
            Selection { anchor: selection.anchor.min(most), caret: selection.caret.min(most) };
    }

    /// Moves the caret as people do, by keys or the mouse: never into the middle of what they see as one letter.
    pub fn move_to(&mut self, selection: Selection) {
        let from = self.selection;
        self.select(selection);
        if self.composing || !self.recorded.is_empty() {
            return;
        }
        let Selection { anchor, caret } = self.selection;
        self.selection = Selection {
            anchor: self.whole(anchor, from.anchor),
            caret: self.whole(caret, from.caret),
        };
    }

    /// Takes no more than so many bytes by one's own hand; what others write always comes in.
    pub fn set_limit(&mut self, bytes: usize) {
        self.limit = Some(bytes);
    }

    /// What did not fit since this was last asked for.
    pub fn take_cut(&mut self) -> String {
        std::mem::take(&mut self.cut)
    }

    /// Puts in as much of `insert` as there is room for; answers how many characters that was. The rest is given by
    /// [`Self::take_cut`].
    pub fn insert(&mut self, at: usize, insert: &str) -> usize {
        let room = self.limit.map_or(usize::MAX, |limit| limit.saturating_sub(self.text.len()));
        let fits = fitting(insert, room);
        self.cut.push_str(&insert[fits..]);
        self.edit(at, 0, &insert[..fits]);
        insert[..fits].chars().count()
    }

    /// The words that are selected.
    pub fn selected(&self) -> &str {
        let Selection { anchor, caret } = self.selection;
        let (start, end) = (anchor.min(caret), anchor.max(caret));
        &self.text[byte_of(&self.text, start)..byte_of(&self.text, end)]
    }

    /// Takes the selected words away.
    pub fn delete_selected(&mut self) {
        let Selection { anchor, caret } = self.selection;
        self.edit(anchor.min(caret), anchor.abs_diff(caret), "");
    }

    /// A caret moved without an edit: what follows is a step of its own to undo.
    pub fn caret_jumped(&mut self) {
        self.history.pause();
    }

    /// Replaces `delete` characters at `at`. Told to others by the next [`Self::flush`].
    pub fn edit(&mut self, at: usize, delete: usize, insert: &str) {
        let count = self.text.chars().count();
        let at = at.min(count);
        let splice = Splice::new(at, delete.min(count - at), insert);
        if splice.is_nothing() {
            return;
        }
        let taken = splice.apply(&mut self.text);
        let caret = self.selection.caret;
        self.move_selection(&splice);
        if (splice.at..=splice.at + splice.delete).contains(&caret) {
            let end = splice.at + splice.inserted();
            self.selection = Selection { anchor: end, caret: end };
        }
        if splice.delete == 0
            && let Some((last, _)) = self.recorded.last_mut()
            && last.at + last.inserted() == splice.at
        {
            last.insert.push_str(insert);
            return;
        }
        self.recorded.push((splice, taken));
    }

    /// Becomes `text` by the smallest edit: dictation and screen readers set whole values.
    pub fn set(&mut self, text: &str) {
        if let Some(splice) = difference(&self.text, text) {
            self.edit(splice.at, splice.delete, &splice.insert);
        }
    }

    /// Takes away the whole character people see before `at`; answers where it began.
    pub fn delete_before(&mut self, at: usize) -> usize {
        let start = self.boundary_before(at);
        self.edit(start, at.saturating_sub(start), "");
        start
    }

    /// Takes away the whole character people see after `at`.
    pub fn delete_after(&mut self, at: usize) {
        let end = self.boundary_after(at);
        self.edit(at, end.saturating_sub(at), "");
    }

    /// While a composition is under way nothing is told to others and theirs waits.
    pub fn set_composing(&mut self, composing: bool) {
        self.composed |= self.composing && !composing;
        self.composing = composing;
    }

    /// What others have to be told, in order. `now` in seconds, on any steady clock.
    ///
    /// The splices count in the text as it was after everything given to
    /// [`Self::apply_remote`] until now.
    pub fn flush(&mut self, now: f64) -> Vec<Splice> {
        if self.composing || (self.recorded.is_empty() && self.held.is_empty()) {
            return Vec::new();
        }
        let recorded = std::mem::take(&mut self.recorded);
        let one = std::mem::take(&mut self.composed)
            || recorded.len() > MOST_RECORDED
            || !self.held.is_empty();
        if one {
            return self.flush_as_one(now);
        }
        let mut splices = Vec::with_capacity(recorded.len());
        for (splice, taken) in recorded {
            if let Some((splice, taken)) = smallest(splice, taken) {
                self.history.own(&splice, &taken, now);
                splices.push(splice);
            }
        }
        self.shared.clone_from(&self.text);
        splices
    }

    /// Somebody else's edits, counted in the text as it was after everything flushed until
    /// now. Held back while composing, because the input method keeps its own positions.
    pub fn apply_remote(&mut self, splices: &[Splice]) {
        if self.composing || !self.recorded.is_empty() {
            self.held.extend_from_slice(splices);
            return;
        }
        for splice in splices {
            self.take_in(splice);
        }
        self.shared.clone_from(&self.text);
    }

    /// Forgets everything, undo too, and begins with `text`; the caret stays as near as it can.
    pub fn reset(&mut self, text: impl Into<String>) {
        let (selection, limit) = (self.selection, self.limit);
        *self = Self::new(text);
        self.limit = limit;
        self.select(selection);
    }

    /// Takes back the last step of one's own; answers what others have to be told.
    pub fn undo(&mut self) -> Vec<Splice> {
        self.revert(History::undo)
    }

    pub fn redo(&mut self) -> Vec<Splice> {
        self.revert(History::redo)
    }

    fn revert(&mut self, step: fn(&mut History, &mut String) -> Vec<Splice>) -> Vec<Splice> {
        if self.composing || !self.recorded.is_empty() {
            return Vec::new();
        }
        let splices = step(&mut self.history, &mut self.text);
        for splice in &splices {
            self.move_selection(splice);
        }
        if let Some(last) = splices.last() {
            let end = last.at + last.inserted();
            self.selection = Selection { anchor: end, caret: end };
        }
        self.shared.clone_from(&self.text);
        splices
    }

    /// One difference for everything since the last flush, carried over what others did.
    fn flush_as_one(&mut self, now: f64) -> Vec<Splice> {
        let held = std::mem::take(&mut self.held);
        let own = difference(&self.shared, &self.text);
        let selection = self.selection;
        self.text.clone_from(&self.shared);
        let mut splices = Vec::new();
        let Some(own) = own else {
            for splice in &held {
                self.take_in(splice);
            }
            self.shared.clone_from(&self.text);
            return splices;
        };
        // Where my words go and which characters I took, after everything others did.
        let mut at = own.at;
        let mut gone: Vec<_> = std::iter::once(own.at..own.at + own.delete).collect();
        let back = |position: usize| {
            if position <= own.at {
                position
            } else {
                (position + own.delete).saturating_sub(own.inserted()).max(own.at)
            }
        };
        self.selection = Selection { anchor: back(selection.anchor), caret: back(selection.caret) };
        for splice in &held {
            at = map_position(at, splice);
            let before = std::mem::take(&mut gone);
            for range in &before {
                map_range(range, splice, &mut gone);
            }
            self.take_in(splice);
        }
        // From the right, so that the ranges on the left stay where they are.
        for range in gone.into_iter().rev().filter(|range| !range.is_empty()) {
            let splice = Splice::new(range.start, range.len(), "");
            if at > range.start {
                at = at.saturating_sub(range.len()).max(range.start);
            }
            self.own_now(&splice, now);
            splices.push(splice);
        }
        if !own.insert.is_empty() {
            let splice = Splice::new(at, 0, own.insert.clone());
            self.own_now(&splice, now);
            splices.push(splice);
        }
        if selection.caret == own.at + own.inserted() {
            let end = at + own.inserted();
            self.selection = Selection { anchor: end, caret: end };
        }
        self.shared.clone_from(&self.text);
        splices
    }

    fn own_now(&mut self, splice: &Splice, now: f64) {
        let taken = splice.apply(&mut self.text);
        self.move_selection(splice);
        self.history.own(splice, &taken, now);
    }

    fn take_in(&mut self, splice: &Splice) {
        let count = self.text.chars().count();
        let at = splice.at.min(count);
        let delete = splice.delete.min(count - at);
        let splice = Splice::new(at, delete, splice.insert.clone());
        splice.apply(&mut self.text);
        self.move_selection(&splice);
        self.history.others(&splice);
    }

    fn move_selection(&mut self, splice: &Splice) {
        self.selection.anchor = map_position(self.selection.anchor, splice);
        self.selection.caret = map_position(self.selection.caret, splice);
    }

    /// `to`, or the nearest end of the letter it lies in, in the direction it came from.
    fn whole(&self, to: usize, from: usize) -> usize {
        let byte = byte_of(&self.text, to);
        let inside = GraphemeCursor::new(byte, self.text.len(), true).is_boundary(&self.text, 0);
        match inside {
            Ok(false) if to > from => self.boundary_after(to),
            Ok(false) => self.boundary_before(to),
            _ => to,
        }
    }

    /// Where the grapheme before `at` begins, in characters.
    fn boundary_before(&self, at: usize) -> usize {
        let byte = byte_of(&self.text, at);
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        let start = cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0);
        self.text[..start].chars().count()
    }

    /// Where the grapheme after `at` ends, in characters.
    fn boundary_after(&self, at: usize) -> usize {
        let byte = byte_of(&self.text, at);
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        let end = cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(byte);
        at + self.text[byte..end].chars().count()
    }
}

/// How many bytes of `text` fit into so much room, whole letters only.
fn fitting(text: &str, room: usize) -> usize {
    if text.len() <= room {
        return text.len();
    }
    let ends = text.grapheme_indices(true).map(|(start, letter)| start + letter.len());
    ends.take_while(|end| *end <= room).last().unwrap_or(0)
}

/// Replacing words by nearly the same words touches only what differs.
fn smallest(splice: Splice, taken: String) -> Option<(Splice, String)> {
    if splice.delete == 0 || splice.insert.is_empty() {
        return Some((splice, taken));
    }
    let mut small = difference(&taken, &splice.insert)?;
    let taken = taken.chars().skip(small.at).take(small.delete).collect();
    small.at += splice.at;
    Some((small, taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(draft: &mut Draft, at: usize, text: &str, now: f64) -> Vec<Splice> {
        draft.edit(at, 0, text);
        draft.flush(now)
    }

    #[test]
    fn backspace_takes_a_whole_family_away_and_an_accent_with_its_letter() {
        let mut draft = Draft::new("a👩‍👩‍👧e\u{301}");
        let end = draft.text().chars().count();
        assert_eq!(draft.delete_before(end), 6);
        assert_eq!(draft.text(), "a👩‍👩‍👧");
        assert_eq!(draft.delete_before(6), 1);
        assert_eq!(draft.text(), "a");
        let mut draft = Draft::new("👩‍👩‍👧b");
        draft.delete_after(0);
        assert_eq!(draft.text(), "b");
    }

    #[test]
    fn the_caret_steps_over_whole_letters_both_ways_and_with_a_selection() {
        let mut draft = Draft::new("a👩‍👩‍👧🇩🇪e\u{301}z");
        let at = |anchor, caret| Selection { anchor, caret };
        draft.select(at(1, 1));
        for (to, lands) in [(2, 6), (7, 8), (9, 10), (11, 11)] {
            draft.move_to(at(1, to));
            assert_eq!(draft.selection(), at(1, lands), "on to {to}");
        }
        for (to, lands) in [(9, 8), (7, 6), (5, 1), (0, 0)] {
            draft.move_to(at(1, to));
            assert_eq!(draft.selection(), at(1, lands), "back to {to}");
        }
    }

    #[test]
    fn what_does_not_fit_is_handed_back_and_no_letter_is_cut_in_two() {
        let mut draft = Draft::new("ab");
        draft.set_limit(12);
        assert_eq!(draft.insert(2, "é👩‍👩‍👧 and more"), 1);
        assert_eq!(draft.text(), "abé");
        assert_eq!(draft.take_cut(), "👩‍👩‍👧 and more");
        assert_eq!(draft.take_cut(), "");
        draft.flush(0.0);
        draft.apply_remote(&[Splice::new(0, 0, "others write on")]);
        assert_eq!(draft.text(), "others write onabé");
        assert_eq!(draft.insert(0, "x"), 0);
        draft.edit(0, 7, "");
        assert_eq!(draft.text(), "write onabé");
    }

    #[test]
    fn undo_removes_my_letters_around_somebody_elses() {
        let mut draft = Draft::default();
        typed(&mut draft, 0, "mine ", 0.0);
        draft.apply_remote(&[Splice::new(2, 0, "[theirs]")]);
        assert_eq!(draft.text(), "mi[theirs]ne ");
        draft.undo();
        assert_eq!(draft.text(), "[theirs]");
        draft.redo();
        assert_eq!(draft.text().replace("[theirs]", ""), "mine ");
        draft.undo();
        assert_eq!(draft.text(), "[theirs]");
    }

    #[test]
    fn deleting_can_be_undone_and_then_the_typing_too() {
        let mut draft = Draft::default();
        typed(&mut draft, 0, "abc", 0.0);
        draft.edit(1, 1, "");
        draft.flush(5.0);
        assert_eq!(draft.text(), "ac");
        draft.undo();
        assert_eq!(draft.text(), "abc");
        draft.undo();
        assert_eq!(draft.text(), "");
        draft.redo();
        assert_eq!(draft.text(), "abc");
        draft.redo();
        assert_eq!(draft.text(), "ac");
        assert!(!draft.can_redo());
    }

    #[test]
    fn several_edits_of_one_step_come_back_in_their_order() {
        let mut draft = Draft::new("one two three");
        draft.edit(8, 5, "");
        draft.edit(3, 5, "");
        draft.edit(0, 0, "zero ");
        draft.flush(0.0);
        assert_eq!(draft.text(), "zero one");
        while draft.can_undo() {
            draft.undo();
        }
        assert_eq!(draft.text(), "one two three");
        while draft.can_redo() {
            draft.redo();
        }
        assert_eq!(draft.text(), "zero one");
    }

    #[test]
    fn what_was_typed_before_the_text_was_closed_can_still_be_taken_back() {
        let mut draft = Draft::new("We listen");
        typed(&mut draft, 9, " well", 0.0);
        draft.edit(0, 3, "");
        draft.flush(5.0);
        draft.edit(6, 5, "");
        draft.flush(9.0);
        assert_eq!(draft.text(), "listen");
        let past = draft.past();
        // Closed; others wrote; opened again; and something was typed before the past was there.
        let mut draft = Draft::new("Do listen");
        draft.recall(past, 6, &[Splice::new(0, 0, "Do ")]);
        typed(&mut draft, 9, "!", 0.0);
        draft.undo();
        assert_eq!(draft.text(), "Do listen");
        draft.undo();
        assert_eq!(draft.text(), "Do listen well");
        draft.undo();
        assert!(draft.text().contains("We ") && draft.text().ends_with("listen well"));
        draft.undo();
        assert!(!draft.text().contains("well"), "the words that came back are known as typed");
        assert!(!draft.can_undo());
    }

    #[test]
    fn a_pause_or_a_jump_begins_a_new_step() {
        let mut draft = Draft::default();
        typed(&mut draft, 0, "a", 0.0);
        typed(&mut draft, 1, "b", 0.2);
        typed(&mut draft, 2, "c", 2.0);
        draft.undo();
        assert_eq!(draft.text(), "ab");
        draft.undo();
        assert_eq!(draft.text(), "");
    }

    #[test]
    fn a_composition_is_told_only_when_it_ends_and_after_what_others_did() {
        let mut draft = Draft::new("a");
        draft.select(Selection { anchor: 1, caret: 1 });
        draft.set_composing(true);
        draft.edit(1, 0, "k");
        assert_eq!(draft.flush(0.0), []);
        draft.edit(1, 1, "か");
        draft.apply_remote(&[Splice::new(0, 0, "R")]);
        assert_eq!(draft.flush(0.1), []);
        assert_eq!(draft.text(), "aか");
        draft.edit(1, 1, "日");
        draft.set_composing(false);
        assert_eq!(draft.flush(0.2), [Splice::new(2, 0, "日")]);
        assert_eq!(draft.text(), "Ra日");
        assert_eq!(draft.selection().caret, 3);
        draft.undo();
        assert_eq!(draft.text(), "Ra");
    }

    #[test]
    fn what_others_write_inside_a_selection_being_replaced_is_kept() {
        let mut draft = Draft::new("replace me");
        draft.set_composing(true);
        draft.edit(0, 10, "x");
        draft.apply_remote(&[Splice::new(5, 0, "NEW")]);
        draft.set_composing(false);
        draft.flush(0.0);
        assert!(draft.text().contains("NEW") && draft.text().contains('x'), "{}", draft.text());
        assert_eq!(draft.text().chars().count(), 4);
    }

    #[test]
    fn a_whole_value_becomes_one_small_edit() {
        let mut draft = Draft::new("hello world");
        draft.set("hello brave world");
        assert_eq!(draft.flush(0.0), [Splice::new(6, 0, "brave ")]);
    }
}
