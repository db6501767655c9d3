//! Undo for a text several people write: only one's own edits, wherever they have moved to.
//!
//! An edit of mine is kept as ranges of characters I put in, or as words I took away and the
//! place they were. Every later splice, mine or another's, maps ranges and places. Undoing an
//! insertion therefore removes exactly what is left of it, never a character in between.

use std::{collections::BTreeMap, mem, ops::Range};

use super::splice::{Splice, map_position, map_range};

/// Steps kept; older ones can no longer be undone.
const MOST_STEPS: usize = 200;
/// Of these, so many can be kept while the text is not open.
const KEPT_STEPS: usize = 100;
/// A pause longer than this begins a new step.
const PAUSE_SECS: f64 = 0.7;

#[derive(Debug, Default)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    next_key: u64,
    last_edit: Option<LastEdit>,
    /// Counts up whenever there is more, less or something else to take back.
    revision: u64,
}

#[derive(Debug, Default)]
struct Step {
    edits: Vec<Own>,
}

#[derive(Debug)]
struct Own {
    key: u64,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Characters I put in, as far as they are still there. In order, apart.
    Inserted(Vec<Range<usize>>),
    Deleted(Deleted),
}

/// Words I took away.
#[derive(Debug)]
struct Deleted {
    at: usize,
    text: String,
    /// Which other edits of mine held parts of these words: they get them back with the words.
    held: Vec<(u64, Range<usize>)>,
    /// Which other places of mine lay within: they get their place back.
    places: Vec<(u64, usize)>,
}

/// One step that can be taken back, to be kept while the text is not open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastStep {
    /// In the order they were made.
    pub edits: Vec<PastEdit>,
}

/// One edit of such a step. Other edits are named by their number, through all steps from the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastEdit {
    /// Characters I put in, as far as they are still there. In order, apart.
    Put(Vec<Range<usize>>),
    /// Words I took away, and where they were.
    Taken {
        at: usize,
        words: String,
        /// Which other edits held parts of these words.
        held: Vec<(usize, Range<usize>)>,
        /// Which other places lay within them.
        places: Vec<(usize, usize)>,
    },
}

#[derive(Debug)]
struct LastEdit {
    when: f64,
    end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Typing,
    Deleting,
    Other,
}

/// Undoing goes back, redoing forth.
#[derive(Clone, Copy)]
enum Way {
    Back,
    Forth,
}

impl History {
    /// An edit of mine, about to be applied to `text` by the caller.
    pub(super) fn own(&mut self, splice: &Splice, taken: &str, now: f64) {
        self.redo.clear();
        self.revision += 1;
        let kind = if splice.delete == 0 && splice.insert != "\n" {
            Kind::Typing
        } else if splice.insert.is_empty() {
            Kind::Deleting
        } else {
            Kind::Other
        };
        let continues = self.last_edit.as_ref().is_some_and(|last| {
            let beside = splice.at == last.end || splice.at + splice.delete == last.end;
            last.kind == kind && kind != Kind::Other && beside && now - last.when < PAUSE_SECS
        });
        if !continues || self.undo.is_empty() {
            self.undo.push(Step::default());
            if self.undo.len() > MOST_STEPS {
                self.undo.remove(0);
            }
        }
        let mut edits = Vec::new();
        if splice.delete > 0 {
            edits.push(self.take(splice.at..splice.at + splice.delete, taken));
        }
        if !splice.insert.is_empty() {
            edits.push(self.put(splice.at, splice.inserted()));
        }
        if let Some(step) = self.undo.last_mut() {
            for edit in edits {
                step.add(edit);
            }
        }
        self.last_edit = Some(LastEdit { when: now, end: splice.at + splice.inserted(), kind });
    }

    /// Somebody else's edit, or one of mine that is not to be undone.
    pub(super) fn others(&mut self, splice: &Splice) {
        self.map(splice);
        if let Some(last) = &mut self.last_edit {
            last.end = map_position(last.end, splice);
        }
    }

    /// The caret went elsewhere: the next edit is a new step.
    pub(super) fn pause(&mut self) {
        self.last_edit = None;
    }

    pub(super) fn undo(&mut self, text: &mut String) -> Vec<Splice> {
        self.revert(text, Way::Back)
    }

    pub(super) fn redo(&mut self, text: &mut String) -> Vec<Splice> {
        self.revert(text, Way::Forth)
    }

    pub(super) fn can_undo(&self) -> bool {
        self.undo.iter().any(Step::does_something)
    }

    pub(super) fn can_redo(&self) -> bool {
        self.redo.iter().any(Step::does_something)
    }

    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// What can be taken back now, to be kept; see [`Self::recall`].
    pub(super) fn past(&self) -> Vec<PastStep> {
        // Also steps of which nothing is left: undoing a later one can bring it back.
        let older = self.undo.len().saturating_sub(KEPT_STEPS);
        let steps = || self.undo.iter().skip(older);
        let numbers: BTreeMap<u64, usize> =
            steps().flat_map(|step| &step.edits).map(|own| own.key).zip(0..).collect();
        let past = |own: &Own| match &own.what {
            What::Inserted(ranges) => PastEdit::Put(ranges.clone()),
            What::Deleted(Deleted { at, text, held, places }) => PastEdit::Taken {
                at: *at,
                words: text.clone(),
                held: held
                    .iter()
                    .filter_map(|(key, range)| Some((*numbers.get(key)?, range.clone())))
                    .collect(),
                places: places
                    .iter()
                    .filter_map(|(key, offset)| Some((*numbers.get(key)?, *offset)))
                    .collect(),
            },
        };
        steps().map(|step| PastStep { edits: step.edits.iter().map(past).collect() }).collect()
    }

    /// Puts what could be taken back earlier under what can be taken back now. It counts in a text of this length, in
    /// which `since` was done afterwards.
    pub(super) fn recall(&mut self, past: Vec<PastStep>, length: usize, since: &[Splice]) {
        let first = self.next_key + 1;
        let key = |number: usize| first + number as u64;
        let mut number = 0;
        let mut earlier = Self::default();
        for step in past {
            let edits = step.edits.into_iter().map(|edit| {
                let what = match edit {
                    PastEdit::Put(ranges) => {
                        let within =
                            |range: Range<usize>| range.start.min(length)..range.end.min(length);
                        let ranges = ranges.into_iter().map(within);
                        What::Inserted(ranges.filter(|range| !range.is_empty()).collect())
                    }
                    PastEdit::Taken { at, words, held, places } => What::Deleted(Deleted {
                        at: at.min(length),
                        held: held.into_iter().map(|(edit, range)| (key(edit), range)).collect(),
                        places: places
                            .into_iter()
                            .map(|(edit, offset)| (key(edit), offset))
                            .collect(),
                        text: words,
                    }),
                };
                number += 1;
                Own { key: key(number - 1), what }
            });
            earlier.undo.push(Step { edits: edits.collect() });
        }
        for splice in since {
            earlier.map(splice);
        }
        self.next_key += number as u64;
        earlier.undo.append(&mut self.undo);
        let too_many = earlier.undo.len().saturating_sub(MOST_STEPS);
        earlier.undo.drain(..too_many);
        self.undo = earlier.undo;
    }

    /// Takes steps until one still does something: what others removed needs no undoing.
    fn revert(&mut self, text: &mut String, way: Way) -> Vec<Splice> {
        self.last_edit = None;
        self.revision += 1;
        let mut splices = Vec::new();
        while splices.is_empty() {
            let Some(step) = self.from(way).pop() else { break };
            // The inverse is built on its stack at once, so that it is mapped like the rest;
            // what is still to be reverted waits on the other one for the same reason.
            self.onto(way).push(Step::default());
            let mut waiting = step.edits;
            while let Some(edit) = waiting.pop() {
                self.from(way).push(Step { edits: waiting });
                match edit.what {
                    What::Inserted(ranges) => self.remove_all(text, ranges, way, &mut splices),
                    What::Deleted(deleted) => {
                        let inverse = self.put_back(text, &deleted, &mut splices);
                        self.push_inverse(way, inverse);
                    }
                }
                waiting = self.from(way).pop().map(|step| step.edits).unwrap_or_default();
            }
            if splices.is_empty() {
                self.onto(way).pop();
            }
        }
        splices
    }

    fn from(&mut self, way: Way) -> &mut Vec<Step> {
        match way {
            Way::Back => &mut self.undo,
            Way::Forth => &mut self.redo,
        }
    }

    fn onto(&mut self, way: Way) -> &mut Vec<Step> {
        match way {
            Way::Back => &mut self.redo,
            Way::Forth => &mut self.undo,
        }
    }

    fn push_inverse(&mut self, way: Way, edit: Own) {
        if let Some(step) = self.onto(way).last_mut() {
            step.edits.push(edit);
        }
    }

    /// Removes the ranges from the left to the right; the later ones move along.
    fn remove_all(
        &mut self,
        text: &mut String,
        ranges: Vec<Range<usize>>,
        way: Way,
        splices: &mut Vec<Splice>,
    ) {
        let mut removed = 0;
        for range in ranges {
            let range = range.start - removed..range.end - removed;
            let splice = Splice::new(range.start, range.len(), "");
            let taken = splice.apply(text);
            removed += range.len();
            let inverse = self.take(range, &taken);
            self.push_inverse(way, inverse);
            splices.push(splice);
        }
    }

    fn put_back(&mut self, text: &mut String, deleted: &Deleted, splices: &mut Vec<Splice>) -> Own {
        let splice = Splice::new(deleted.at, 0, deleted.text.clone());
        splice.apply(text);
        let inverse = self.put(splice.at, splice.inserted());
        for (key, range) in &deleted.held {
            if let Some(What::Inserted(ranges)) = self.find(*key) {
                ranges.push(deleted.at + range.start..deleted.at + range.end);
                join(ranges);
            }
        }
        for (key, offset) in &deleted.places {
            if let Some(What::Deleted(other)) = self.find(*key)
                && other.at == deleted.at
            {
                other.at += offset;
            }
        }
        splices.push(splice);
        inverse
    }

    /// Characters of mine appear: everything known moves, and they are remembered.
    fn put(&mut self, at: usize, count: usize) -> Own {
        self.map(&Splice::new(at, 0, " ".repeat(count)));
        Own { key: self.key(), what: What::Inserted(std::iter::once(at..at + count).collect()) }
    }

    /// Characters go by my hand: which of my edits held them is remembered with them.
    fn take(&mut self, range: Range<usize>, taken: &str) -> Own {
        let (mut held, mut places) = (Vec::new(), Vec::new());
        for own in self.all() {
            match &own.what {
                What::Inserted(ranges) => {
                    for other in ranges {
                        let shared = other.start.max(range.start)..other.end.min(range.end);
                        if !shared.is_empty() {
                            held.push((
                                own.key,
                                shared.start - range.start..shared.end - range.start,
                            ));
                        }
                    }
                }
                What::Deleted(other) if (range.start..=range.end).contains(&other.at) => {
                    places.push((own.key, other.at - range.start));
                }
                What::Deleted(_) => {}
            }
        }
        self.map(&Splice::new(range.start, range.len(), ""));
        let deleted = Deleted { at: range.start, text: taken.to_owned(), held, places };
        Own { key: self.key(), what: What::Deleted(deleted) }
    }

    fn map(&mut self, splice: &Splice) {
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            for own in &mut step.edits {
                match &mut own.what {
                    What::Inserted(ranges) => {
                        let before = mem::take(ranges);
                        for range in &before {
                            map_range(range, splice, ranges);
                        }
                    }
                    What::Deleted(deleted) => deleted.at = map_position(deleted.at, splice),
                }
            }
        }
    }

    fn all(&self) -> impl Iterator<Item = &Own> {
        self.undo.iter().chain(&self.redo).flat_map(|step| &step.edits)
    }

    fn find(&mut self, key: u64) -> Option<&mut What> {
        self.undo
            .iter_mut()
            .chain(&mut self.redo)
            .flat_map(|step| &mut step.edits)
            .find(|own| own.key == key)
            .map(|own| &mut own.what)
    }

    fn key(&mut self) -> u64 {
        self.next_key += 1;
        self.next_key
    }
}

impl Step {
    /// Typing on extends the last insertion; it need not be a new edit for each letter.
    fn add(&mut self, edit: Own) {
        if let (Some(Own { what: What::Inserted(ranges), .. }), What::Inserted(new)) =
            (self.edits.last_mut(), &edit.what)
            && let (Some(last), [new]) = (ranges.last_mut(), new.as_slice())
            && last.end == new.start
        {
            last.end = new.end;
            return;
        }
        self.edits.push(edit);
    }

    fn does_something(&self) -> bool {
        self.edits.iter().any(|own| match &own.what {
            What::Inserted(ranges) => !ranges.is_empty(),
            What::Deleted(_) => true,
        })
    }
}

fn join(ranges: &mut Vec<Range<usize>>) {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges.drain(..) {
        match joined.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    *ranges = joined;
}
