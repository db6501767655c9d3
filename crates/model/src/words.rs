//! The one word documents hold for each of a few possibilities, the same that scripts write. What a later version wrote
//! and nobody here knows reads as the default.

/// Gives an enum `word` and `from_word`.
macro_rules! words {
    ($name:ident { $($variant:ident $word:literal)* }) => {
        impl $name {
            const WORDS: &[(Self, &str)] = &[$((Self::$variant, $word)),*];

            /// The word for it.
            pub fn word(self) -> &'static str {
                let mut words = Self::WORDS.iter();
                words.find(|(known, _)| *known == self).map_or("", |(_, word)| word)
            }

            /// The one this word is for; the default if it is for none known here.
            pub fn from_word(word: &str) -> Self {
                let mut words = Self::WORDS.iter();
                words.find(|(_, known)| *known == word).map_or_else(Self::default, |(known, _)| *known)
            }
        }
    };
}

pub(crate) use words;
