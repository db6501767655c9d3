//! That a group agreed on some words: it holds as long as these are the words.

use crate::acting::Acting;
use crate::ids::MemberId;
use crate::meetings::{AgreedHow, Agreement};

/// An agreement as documents hold it: how, when it was recorded, and which words it is about.
#[derive(Clone, PartialEq)]
pub(crate) struct AgreedWords {
    how: AgreedHow,
    at: u64,
    about: String,
}

impl AgreedWords {
    pub(crate) fn now(how: AgreedHow, words: &str, acting: &Acting<'_>) -> Self {
        Self { how, at: acting.now, about: digest(words) }
    }

    /// One line for each part.
    pub(crate) fn to_lines(&self) -> String {
        format!("{}\n{}\n{}", self.how.word(), self.at, self.about)
    }

    pub(crate) fn parse(lines: &str) -> Option<Self> {
        let mut parts = lines.split('\n');
        let (how, at, about) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { how: AgreedHow::from_word(how), at: at.parse().ok()?, about: about.to_owned() })
    }

    /// As people see it, beside the words as they are now.
    pub(crate) fn beside(&self, words: &str, by: Option<MemberId>) -> Agreement {
        Agreement { how: self.how, by, at: self.at, holds: self.about == digest(words) }
    }
}

/// Tells words apart without keeping them twice.
pub(crate) fn digest(words: &str) -> String {
    blake3::hash(words.as_bytes()).to_hex()[..32].to_owned()
}
