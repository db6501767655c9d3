//! Every word on the screen: Fluent files built into the program, asked for by id.

#[cfg(test)]
mod tests;

use horseshoe_handbook::Language;
use horseshoe_handbook::fluent::{self, Bundle};

pub(crate) use horseshoe_handbook::fluent::Argument;

/// The name of a text, where plain data says what to show without saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TextId(pub(crate) &'static str);

/// The texts of one language.
pub(crate) struct Texts {
    language: Language,
    bundle: Bundle,
    /// For what the language does not say; a test sees to it that there is nothing.
    english: Option<Bundle>,
}

/// Every language has the same files.
macro_rules! files {
    ($language:literal: $($name:literal),* $(,)?) => {
        [$(include_str!(concat!("../../../assets/texts/", $language, "/", $name, ".ftl"))),*]
    };
    ($language:literal) => {
        files!($language:
            "window", "problems", "begin", "groundrules", "together", "people", "handbook", "report",
            "made-up", "membership", "erasing", "keys", "carried", "in-room", "learning", "preparing",
        )
    };
}

const ENGLISH: &[&str] = &files!("en");
const GERMAN: &[&str] = &files!("de");

const fn files(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
    }
}

fn bundle(language: Language) -> Bundle {
    fluent::bundle(language, files(language))
}

impl Texts {
    /// The texts of this language.
    pub(crate) fn of(language: Language) -> Self {
        let english = (language != Language::English).then(|| bundle(Language::English));
        Self { language, bundle: bundle(language), english }
    }

    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// The text with this id.
    pub(crate) fn t(&self, id: &'static str) -> String {
        self.with(id, &[])
    }

    /// The text with this id and these values in it.
    pub(crate) fn with(&self, id: &'static str, arguments: &[Argument<'_>]) -> String {
        fluent::say(std::iter::once(&self.bundle).chain(&self.english), id, arguments)
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}
