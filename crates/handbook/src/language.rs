//! The languages Horseshoe speaks: a closed list, for the handbook and for every word on screen.

use serde::{Deserialize, Serialize};

/// A language with a handbook and texts of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// What those who speak it call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// Its code, which is the name of its folders too.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language with this code; also where a country or an encoding follows, as in `de_AT.UTF-8`.
    pub fn of_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_code_whatever_follows() {
        for (code, language) in [
            ("de", Some(Language::German)),
            ("de-CH", Some(Language::German)),
            ("de_AT.UTF-8", Some(Language::German)),
            ("EN-gb", Some(Language::English)),
            ("den", None),
            ("C.UTF-8", None),
            ("", None),
        ] {
            assert_eq!(Language::of_code(code), language, "{code}");
        }
    }
}
