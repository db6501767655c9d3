//! Letters without case and accents, for comparing, and the way back to the text they came from.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A text folded for comparing.
#[derive(Debug)]
pub(crate) struct Folded {
    pub(crate) text: String,
    /// For every byte of `text` where in the original its letter begins, and at the end the original's length.
    origins: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(original: &str) -> Self {
        let (mut text, mut origins) = (String::with_capacity(original.len()), Vec::new());
        for (at, letter) in original.char_indices() {
            for letter in letter.to_lowercase().nfd() {
                match plain(letter) {
                    Some(plain) => text.push_str(plain),
                    None => text.push(letter),
                }
            }
            origins.resize(text.len(), at);
        }
        origins.push(original.len());
        Self { text, origins }
    }

    /// Whole letters of the original that became these bytes.
    pub(crate) fn original(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.origins[bytes.start];
        let last = self.origins[bytes.end - 1];
        let end = self.origins[bytes.end..].iter().find(|at| **at > last);
        start..end.copied().unwrap_or(self.origins[self.origins.len() - 1])
    }
}

/// What marks of their own and apostrophes, and letters with something across or joined to them, are without it.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        letter if is_combining_mark(letter) => "",
        '\'' | '’' | '\u{ad}' => "",
        'æ' => "ae",
        'đ' => "d",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_are_gone_and_the_way_back_is_known() {
        let folded = Folded::new("Grüße aus ŁÓDŹ");
        assert_eq!(folded.text, "grusse aus lodz");
        let place = folded.text.find("usse").unwrap();
        assert_eq!(&"Grüße aus ŁÓDŹ"[folded.original(place..place + 4)], "üße");
        assert_eq!(&"Grüße aus ŁÓDŹ"[folded.original(0..folded.text.len())], "Grüße aus ŁÓDŹ");
    }

    #[test]
    fn half_a_letter_that_became_two_is_the_whole_letter() {
        let folded = Folded::new("aß");
        assert_eq!(folded.original(1..2), 1..3);
    }

    #[test]
    fn a_mark_of_its_own_belongs_to_the_letter_before() {
        let text = "e\u{301}t";
        let folded = Folded::new(text);
        assert_eq!(folded.text, "et");
        assert_eq!(&text[folded.original(0..1)], "e\u{301}");
    }
}
