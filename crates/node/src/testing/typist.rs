//! Somebody who types: words, second thoughts, jumps back. Always the same.

use horseshoe_model::text::Splice;

/// A stream of keys, the same in every run.
pub(super) struct Typist {
    state: u64,
    /// What is left of the word being typed.
    word: Vec<char>,
}

const WORDS: [&str; 30] = [
    "the", "we", "said", "family", "home", "visit", "again", "because", "listen", "practice",
    "learning", "who", "what", "time", "doctor", "plan", "next", "asked", "heard", "worry",
    "together", "early", "change", "care", "school", "group", "felt", "unsure", "better", "risk",
];

impl Typist {
    pub(super) const fn new() -> Self {
        Self { state: 0x5EED_2026, word: Vec::new() }
    }

    /// Of so many possibilities, one. xorshift64*, its upper 31 bits.
    fn one_of(&mut self, possibilities: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let mixed = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D);
        (mixed >> 33) as usize % possibilities
    }

    /// So many keys in a text of this length with the caret here.
    pub(super) fn burst(&mut self, keys: usize, at: &mut usize, length: &mut usize) -> Vec<Splice> {
        (0..keys).map(|_| self.key(at, length)).collect()
    }

    fn key(&mut self, at: &mut usize, length: &mut usize) -> Splice {
        if self.one_of(40) == 0 {
            *at = self.one_of(*length + 1);
        }
        if self.one_of(100) < 8 && *at > 0 {
            *at -= 1;
            *length -= 1;
            return Splice { at: *at, delete: 1, insert: String::new() };
        }
        if self.word.is_empty() {
            let word = WORDS[self.one_of(WORDS.len())];
            self.word = std::iter::once(' ').chain(word.chars()).rev().collect();
        }
        let letter = self.word.pop().unwrap_or(' ');
        let splice = Splice { at: *at, delete: 0, insert: letter.into() };
        *at += 1;
        *length += 1;
        splice
    }
}

/// How many keys each note takes: many short ones, some long, `keys` in all.
pub(super) fn lengths(notes: usize, keys: usize, typist: &mut Typist) -> Vec<usize> {
    let drawn: Vec<usize> = (0..notes)
        .map(|_| match typist.one_of(100) {
            0..40 => 10 + typist.one_of(20),
            40..85 => 30 + typist.one_of(60),
            _ => 90 + typist.one_of(210),
        })
        .collect();
    let sum: usize = drawn.iter().sum();
    let mut lengths: Vec<usize> =
        drawn.iter().map(|length| (length * keys / sum.max(1)).max(1)).collect();
    let mut left = keys.saturating_sub(lengths.iter().sum());
    while left > 0 && notes > 0 {
        for length in lengths.iter_mut().take(left) {
            *length += 1;
        }
        left = left.saturating_sub(notes);
    }
    lengths
}
