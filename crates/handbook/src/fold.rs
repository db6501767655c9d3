//! Letters without case and accents, for comparing, and the way back to the text they came from.

use std::ops::Range;

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
            for letter in letter.to_lowercase() {
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

/// What a letter with a mark is without it. Marks on their own and apostrophes are nothing at all.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{ad}' => "",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ĺ' | 'ļ' | 'ľ' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
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
