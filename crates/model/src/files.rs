//! Which file something speaks of. A file is a document of its own, whose entries are its pieces; what stands here is only
//! its name.

use crate::ids::{NotAnId, hex, unhex};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A file, by its document and the id of its last entry. That id follows from all that came before it, so the same name
/// is always the same bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileRef {
    pub document: [u8; 32],
    pub end: [u8; 32],
}

impl FromStr for FileRef {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (document, end) = text.split_once('-').ok_or(NotAnId)?;
        Ok(Self { document: unhex(document)?, end: unhex(end)? })
    }
}

impl fmt::Display for FileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", hex(&self.document), hex(&self.end))
    }
}

impl fmt::Debug for FileRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.document)[..8])
    }
}

impl Serialize for FileRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FileRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Slides that were made ready: the file, and how many pages it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slides {
    pub file: FileRef,
    pub pages: u16,
}

impl Slides {
    /// As it stands in a document.
    pub(crate) fn to_word(self) -> String {
        format!("{} {}", self.pages, self.file)
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        let (pages, file) = word.split_once(' ')?;
        let pages = pages.parse().ok().filter(|pages| (1..=Self::MOST).contains(pages))?;
        Some(Self { file: file.parse().ok()?, pages })
    }

    /// Pages of one file.
    pub const MOST: u16 = 100;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slides_are_read_as_they_were_written_and_nothing_else_is() {
        let slides = Slides { file: FileRef { document: [1; 32], end: [0xfe; 32] }, pages: 12 };
        assert_eq!(Slides::from_word(&slides.to_word()), Some(slides));
        let file = slides.file.to_string();
        for word in
            ["", "12", &file, &format!("0 {file}"), &format!("101 {file}"), &format!("1 {file}0")]
        {
            assert_eq!(Slides::from_word(word), None, "{word}");
        }
        assert_eq!(file.to_uppercase().parse::<FileRef>(), Err(NotAnId));
    }
}
