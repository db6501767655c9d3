//! Several people write one text, in any order of everything: all come to the same words,
//! carets stay inside, and undo never takes a letter somebody else wrote.

use std::collections::VecDeque;

use horseshoe_ui::{
    Splice,
    live_text::{Draft, Selection, map_position},
};

type ElementId = (u64, usize);

/// The plainest replicated text: letters after letters, never really removed.
#[derive(Clone)]
struct Letter {
    id: ElementId,
    shape: char,
    gone: bool,
}

#[derive(Clone)]
enum Op {
    Insert { after: Option<ElementId>, id: ElementId, letter: char },
    Delete(ElementId),
}

struct Writer {
    me: usize,
    clock: u64,
    letters: Vec<Letter>,
    draft: Draft,
    inbox: VecDeque<Op>,
    now: f64,
    /// Where somebody else was last seen, moved along with the words since.
    other: usize,
}

impl Writer {
    fn new(me: usize, start: &str) -> Self {
        let letters = start.chars().enumerate().map(|(index, letter)| Letter {
            id: (index as u64 + 1, usize::MAX),
            shape: letter,
            gone: false,
        });
        Self {
            me,
            clock: 1000,
            letters: letters.collect(),
            draft: Draft::new(start),
            inbox: VecDeque::new(),
            now: 0.0,
            other: 0,
        }
    }

    fn see(&mut self, splices: &[Splice]) {
        self.other = splices.iter().fold(self.other, map_position);
    }

    fn find(&self, id: ElementId) -> usize {
        let found = self.letters.iter().position(|letter| letter.id == id);
        found.expect("what an op names was told before")
    }

    fn document(&self) -> String {
        self.letters.iter().filter(|letter| !letter.gone).map(|letter| letter.shape).collect()
    }

    fn place(&self, position: usize) -> usize {
        let shown = self.letters.iter().enumerate().filter(|(_, letter)| !letter.gone);
        shown.map(|(index, _)| index).nth(position).expect("a splice within the text")
    }

    /// Own splices into the replica. `by_undo`: removed letters must be one's own.
    fn perform(&mut self, splices: &[Splice], by_undo: bool) -> Vec<Op> {
        self.see(splices);
        let mut ops = Vec::new();
        for splice in splices {
            for _ in 0..splice.delete {
                let place = self.place(splice.at);
                let id = self.letters[place].id;
                assert!(!by_undo || id.1 == self.me, "undo took a letter of {}", id.1);
                self.letters[place].gone = true;
                ops.push(Op::Delete(id));
            }
            let mut place = splice.at.checked_sub(1).map(|before| self.place(before));
            for letter in splice.insert.chars() {
                self.clock += 1;
                let id = (self.clock, self.me);
                let after = place.map(|place| self.letters[place].id);
                let at = place.map_or(0, |place| place + 1);
                self.letters.insert(at, Letter { id, shape: letter, gone: false });
                place = Some(at);
                ops.push(Op::Insert { after, id, letter });
            }
        }
        ops
    }

    /// Somebody's op into the replica; what changed for eyes comes back.
    fn receive(&mut self, op: &Op) -> Option<Splice> {
        match *op {
            Op::Insert { after, id, letter } => {
                self.clock = self.clock.max(id.0);
                let mut at = after.map_or(0, |after| self.find(after) + 1);
                while self.letters.get(at).is_some_and(|other| other.id > id) {
                    at += 1;
                }
                let shown = self.letters[..at].iter().filter(|letter| !letter.gone).count();
                self.letters.insert(at, Letter { id, shape: letter, gone: false });
                Some(Splice::new(shown, 0, letter.to_string()))
            }
            Op::Delete(id) => {
                let place = self.find(id);
                if std::mem::replace(&mut self.letters[place].gone, true) {
                    return None;
                }
                let shown = self.letters[..place].iter().filter(|letter| !letter.gone).count();
                Some(Splice::new(shown, 1, ""))
            }
        }
    }

    fn take_in(&mut self, count: usize) {
        let ops: Vec<Op> = self.inbox.drain(..count.min(self.inbox.len())).collect();
        let splices: Vec<Splice> = ops.iter().filter_map(|op| self.receive(op)).collect();
        self.see(&splices);
        self.draft.apply_remote(&splices);
        assert!(self.draft.composing() || self.document() == self.draft.text());
    }
}

/// A small generator of our own: the same numbers from the same seed everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % most.max(1)
    }
}

fn story(seed: u64) {
    let mut numbers = Numbers(seed);
    let count = 2 + numbers.below(3);
    let mut writers: Vec<Writer> = (0..count).map(|me| Writer::new(me, "we listen 🙂")).collect();
    for _ in 0..120 {
        let index = numbers.below(count);
        let writer = &mut writers[index];
        writer.now += [0.1, 0.3, 1.0][numbers.below(3)];
        let length = writer.draft.text().chars().count();
        let at = numbers.below(length + 1);
        let words = ["a", "né", "👩‍👩‍👧", " said nobody ", "\n", "か"][numbers.below(6)];
        let mut by_undo = false;
        let mut undone = Vec::new();
        match numbers.below(18) {
            0..=1 => writer.draft.edit(at, 0, words),
            2 => {
                writer.draft.set_limit([20, 40, 1000][numbers.below(3)]);
                let put = writer.draft.insert(at, words);
                let cut = writer.draft.take_cut();
                assert_eq!(put + cut.chars().count(), words.chars().count(), "no letter is lost");
            }
            3 => writer.draft.edit(at, numbers.below(4), words),
            4 => writer.draft.edit(at, numbers.below(5), ""),
            5 => {
                writer.draft.delete_before(at);
            }
            6 => writer.draft.delete_after(at),
            7 => {
                let composing = writer.draft.composing();
                writer.draft.set_composing(!composing);
            }
            8 if !writer.draft.composing() => {
                (undone, by_undo) = (writer.draft.undo(), true);
            }
            9 if !writer.draft.composing() => {
                (undone, by_undo) = (writer.draft.redo(), true);
            }
            10 => writer.draft.select(Selection { anchor: at, caret: numbers.below(length + 1) }),
            11 => {
                // As the arrow keys do: one step of the editor, then to the end of the letter.
                let Selection { anchor, caret } = writer.draft.selection();
                let caret = if numbers.below(2) == 0 { caret + 1 } else { caret.saturating_sub(1) };
                let anchor = if numbers.below(2) == 0 { caret } else { anchor };
                writer.draft.move_to(Selection { anchor, caret });
            }
            12 => writer.other = at.min(writer.document().chars().count()),
            _ => {
                let some = numbers.below(60);
                writer.take_in(some);
            }
        }
        let mut ops = writer.perform(&undone, by_undo);
        let flushed = writer.draft.flush(writer.now);
        ops.extend(writer.perform(&flushed, false));
        assert!(writer.draft.composing() || writer.document() == writer.draft.text());
        let told = writer.document().chars().count();
        assert!(writer.other <= told, "somebody else at {} of {told}", writer.other);
        let length = writer.draft.text().chars().count();
        let Selection { anchor, caret } = writer.draft.selection();
        assert!(caret <= length && anchor <= length, "caret {caret} of {length}");
        tell(&mut writers, index, &ops);
    }
    for index in 0..count {
        writers[index].draft.set_composing(false);
        let flushed = writers[index].draft.flush(1e6);
        let ops = writers[index].perform(&flushed, false);
        tell(&mut writers, index, &ops);
    }
    for writer in &mut writers {
        writer.take_in(usize::MAX);
    }
    for writer in &writers {
        assert_eq!(writer.draft.text(), writers[0].draft.text());
        assert_eq!(writer.document(), writer.draft.text());
    }
}

fn tell(writers: &mut [Writer], from: usize, ops: &[Op]) {
    for (index, other) in writers.iter_mut().enumerate() {
        if index != from {
            other.inbox.extend(ops.iter().cloned());
        }
    }
}

#[test]
fn any_order_of_typing_composing_receiving_and_undoing_ends_in_the_same_text() {
    for seed in 0..1500 {
        let told = std::panic::catch_unwind(|| story(seed));
        assert!(told.is_ok(), "seed {seed}");
    }
}

#[test]
fn undoing_everything_and_redoing_it_leads_back_when_nobody_else_wrote() {
    for seed in 0..200 {
        let mut numbers = Numbers(seed);
        let mut draft = Draft::new("begin");
        for step in 0..30 {
            let at = numbers.below(draft.text().chars().count() + 1);
            draft.edit(at, numbers.below(3), ["x", "yz", "", "🙂"][numbers.below(4)]);
            draft.flush(f64::from(step) * [0.1, 1.0][numbers.below(2)]);
            if numbers.below(5) == 0 {
                draft.undo();
            }
        }
        let end = draft.text().to_owned();
        let mut undone = 0;
        while draft.can_undo() {
            assert!(!draft.undo().is_empty(), "seed {seed}");
            undone += 1;
        }
        assert_eq!(draft.text(), "begin", "seed {seed}");
        for _ in 0..undone {
            draft.redo();
        }
        assert_eq!(draft.text(), end, "seed {seed}");
    }
}
