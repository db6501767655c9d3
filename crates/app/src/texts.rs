//! Every word on the screen: Fluent files built into the program, asked for by id.

#[cfg(test)]
mod tests;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use horseshoe_handbook::Language;
use unic_langid::langid;

/// The name of a text, where plain data says what to show without saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TextId(pub(crate) &'static str);

/// A value in a text: `[("count", 3.into()), ("name", name.into())]`.
pub(crate) type Argument<'a> = (&'static str, FluentValue<'a>);

/// The texts of one language.
pub(crate) struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// For what the language does not say; a test sees to it that there is nothing.
    english: Option<FluentBundle<FluentResource>>,
}

/// Every language has the same files.
macro_rules! files {
    ($language:literal: $($name:literal),* $(,)?) => {
        [$(include_str!(concat!("../../../assets/texts/", $language, "/", $name, ".ftl"))),*]
    };
    ($language:literal) => {
        files!($language:
            "window", "problems", "begin", "groundrules", "together", "people", "handbook", "report",
            "made-up",
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

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![match language {
        Language::English => langid!("en-GB"),
        Language::German => langid!("de"),
    }]);
    // No invisible marks around values: the letters of the window have no shape for them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => grouped::<',', _>,
        Language::German => grouped::<'.', _>,
    }));
    for file in files(language) {
        let resource =
            FluentResource::try_new((*file).to_owned()).expect("a test reads every file");
        bundle.add_resource(resource).expect("a test finds ids given twice");
    }
    bundle
}

/// Large whole numbers in groups of three digits; years and the like stay as they are.
fn grouped<const BETWEEN: char, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = number.as_string();
    let plain = digits.len() > 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| {
        let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
        String::from_utf8_lossy(&groups.join(&(BETWEEN as u8))).into_owned()
    })
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
        let said = [Some(&self.bundle), self.english.as_ref()]
            .into_iter()
            .flatten()
            .find_map(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
        let Some((bundle, pattern)) = said else {
            debug_assert!(false, "no text has the id {id}");
            return id.to_owned();
        };
        let arguments: FluentArgs<'_> = arguments.iter().cloned().collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text.into_owned()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}
