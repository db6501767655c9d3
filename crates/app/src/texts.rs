//! Every word on the screen: Fluent files built into the program, asked for by id.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

/// The name of a text, where plain data says what to show without saying it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TextId(pub(crate) &'static str);

/// A value in a text: `[("count", 3.into()), ("name", name.into())]`.
pub(crate) type Argument<'a> = (&'static str, FluentValue<'a>);

/// The texts of one language.
pub(crate) struct Texts {
    bundle: FluentBundle<FluentResource>,
}

const ENGLISH: [&str; 7] = [
    include_str!("../../../assets/texts/en/window.ftl"),
    include_str!("../../../assets/texts/en/problems.ftl"),
    include_str!("../../../assets/texts/en/begin.ftl"),
    include_str!("../../../assets/texts/en/groundrules.ftl"),
    include_str!("../../../assets/texts/en/together.ftl"),
    include_str!("../../../assets/texts/en/people.ftl"),
    include_str!("../../../assets/texts/en/made-up.ftl"),
];

impl Texts {
    /// The English texts.
    pub(crate) fn english() -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![langid!("en-GB")]);
        // No invisible marks around values: the letters of the window have no shape for them.
        bundle.set_use_isolating(false);
        for file in ENGLISH {
            let resource =
                FluentResource::try_new(file.to_owned()).expect("a test reads every file");
            bundle.add_resource(resource).expect("a test finds ids given twice");
        }
        Self { bundle }
    }

    /// The text with this id.
    pub(crate) fn t(&self, id: &'static str) -> String {
        self.with(id, &[])
    }

    /// The text with this id and these values in it.
    pub(crate) fn with(&self, id: &'static str, arguments: &[Argument<'_>]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            debug_assert!(false, "no text has the id {id}");
            return id.to_owned();
        };
        let arguments: FluentArgs<'_> = arguments.iter().cloned().collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text.into_owned()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    /// Every id with its text, as written.
    fn texts() -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        let mut last = None;
        for line in ENGLISH.iter().flat_map(|file| file.lines()) {
            if line.starts_with(' ') {
                let text: &mut String =
                    last.as_ref().and_then(|id| texts.get_mut(id)).expect("begins with an id");
                text.push_str(line);
            } else if let Some((id, text)) =
                line.split_once(" =").filter(|_| !line.starts_with('#'))
            {
                let before = texts.insert(id.to_owned(), text.to_owned());
                assert_eq!(before, None, "{id} is there twice");
                last = Some(id.to_owned());
            }
        }
        texts
    }

    fn sources() -> Vec<(String, String)> {
        fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let code = text
                        .split("#[cfg(test)]\nmod tests {")
                        .next()
                        .unwrap_or_default()
                        .to_owned();
                    found.push((path.display().to_string(), code));
                }
            }
        }
        let mut found = Vec::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        found.retain(|(path, _)| {
            let within = path.split("/src/").last().unwrap_or_default();
            !["testing", "tests", "tour"].iter().any(|tests| within.starts_with(tests))
        });
        found
    }

    /// The string literals of a source, without those in comments.
    fn literals(code: &str) -> Vec<String> {
        let mut found = Vec::new();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let mut rest = line;
            while let Some((_, after)) = rest.split_once('"') {
                let Some((literal, next)) = after.split_once('"') else { break };
                found.push(literal.to_owned());
                rest = next;
            }
        }
        found
    }

    #[test]
    fn every_text_that_is_asked_for_exists_and_every_text_is_asked_for() {
        let texts = texts();
        let mut used = BTreeSet::new();
        for (path, code) in sources() {
            for start in ["t(\"", "with(\"", "TextId(\""] {
                for (at, _) in code.match_indices(start) {
                    let before = code[..at].chars().next_back().unwrap_or(' ');
                    if before.is_alphanumeric() || before == '_' {
                        continue;
                    }
                    let id = code[at + start.len()..].split('"').next().unwrap_or_default();
                    assert!(texts.contains_key(id), "{path} asks for {id}");
                }
            }
            used.extend(literals(&code));
        }
        let forgotten: Vec<_> = texts.keys().filter(|id| !used.contains(*id)).collect();
        assert!(forgotten.is_empty(), "nothing asks for {forgotten:?}");
    }

    #[test]
    fn no_text_uses_words_that_are_not_the_products() {
        const NEVER: [&str; 19] = [
            "user",
            "users",
            "admin",
            "dashboard",
            "workflow",
            "submit",
            "conflict",
            "conflicts",
            "retro",
            "backlog",
            "kpi",
            "engagement",
            "peer",
            "peers",
            "node",
            "nodes",
            "hash",
            "crdt",
            "sync",
        ];
        for (id, text) in texts() {
            let text = text.to_lowercase();
            // The product's own sentences speak of people who learn together as peers nowhere yet.
            for word in text.split(|letter: char| !letter.is_alphanumeric()) {
                assert!(!NEVER.contains(&word), "{id} says “{word}”");
            }
        }
    }

    #[test]
    fn no_sentence_on_the_screen_stands_in_the_code() {
        for (path, code) in sources() {
            for line in code.lines() {
                let spoken = [
                    "expect(",
                    "reason =",
                    "tracing::",
                    "//",
                    "#[",
                    "context(",
                    "help =",
                    "about =",
                    "bail!(",
                    "debug_assert!(",
                ];
                if spoken.iter().any(|sign| line.contains(sign)) {
                    continue;
                }
                for literal in literals(line) {
                    let sentence = literal.contains(' ')
                        && literal
                            .split(' ')
                            .filter(|word| {
                                !word.is_empty() && word.chars().all(char::is_alphabetic)
                            })
                            .count()
                            > 1;
                    assert!(!sentence || path.ends_with("lib.rs"), "{path}: “{literal}”");
                }
            }
        }
    }
}
