//! Words in a language, from Fluent files, asked for by id.

use crate::Language;
use fluent_bundle::FluentResource;
use unic_langid::langid;

pub use fluent_bundle::{FluentArgs, FluentValue};

/// The words of some files.
pub type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

/// A value in a text: `[("count", 3.into()), ("name", name.into())]`.
pub type Argument<'a> = (&'static str, FluentValue<'a>);

/// The words of files in this language.
///
/// # Panics
///
/// Where a file cannot be read, or an id is there twice: whoever builds files into a program tests them.
pub fn bundle(language: Language, files: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![match language {
        Language::English => langid!("en-GB"),
        Language::German => langid!("de"),
    }]);
    // No invisible marks around values: the letters of the window have no shape for them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::English => grouped::<',', _>,
        Language::German => grouped::<'.', _>,
    }));
    for file in files {
        let resource =
            FluentResource::try_new((*file).to_owned()).expect("a test reads every file");
        bundle.add_resource(resource).expect("a test finds ids given twice");
    }
    bundle
}

/// The text with this id and these values in it, from the first bundle that has it; the id itself, if none has.
pub fn say<'a>(
    bundles: impl IntoIterator<Item = &'a Bundle>,
    id: &'static str,
    arguments: &[Argument<'_>],
) -> String {
    let said =
        bundles.into_iter().find_map(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
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
