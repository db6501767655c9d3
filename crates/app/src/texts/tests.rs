//! The texts of every language against each other, against the code, and against words that are not the product's.

use super::*;
use horseshoe_handbook::fluent::{FluentArgs, FluentValue};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl Texts {
    /// English with every word two fifths longer, to see where words have too little room.
    pub(crate) fn stretched() -> Self {
        let mut bundle = bundle(Language::English);
        bundle.set_transform(Some(|text| {
            let mut longer = String::new();
            for word in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
                let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
                longer.extend(word.chars().take((2 * letters).div_ceil(5)));
                longer.push_str(word);
            }
            longer.into()
        }));
        Self { language: Language::English, bundle, english: None }
    }

    /// The ids of texts without values.
    pub(crate) fn plain_ids() -> Vec<String> {
        let texts = texts(Language::English).into_iter();
        texts.filter(|(_, text)| !text.contains('{')).map(|(id, _)| id).collect()
    }

    /// What is said under an id that is not known before.
    pub(crate) fn said(&self, id: &str) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value()).unwrap();
        self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned()
    }
}

/// Every id with its text, as written.
fn texts(language: Language) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut last = None;
    for line in files(language).iter().flat_map(|file| file.lines()) {
        if line.starts_with([' ', '}']) {
            let text: &mut String =
                last.as_ref().and_then(|id| texts.get_mut(id)).expect("begins with an id");
            text.push_str(line);
        } else if let Some((id, text)) = line.split_once(" =").filter(|_| !line.starts_with('#')) {
            let before = texts.insert(id.to_owned(), text.to_owned());
            assert_eq!(before, None, "{id} is there twice");
            last = Some(id.to_owned());
        }
    }
    texts
}

/// The values a text has room for.
fn variables(text: &str) -> BTreeSet<&str> {
    let names = text.split('$').skip(1);
    names.filter_map(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next()).collect()
}

/// The words of a text, without ids and values.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Every source of the program, without tests and what only they use.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap_or_default().to_owned();
            if ["testing", "tests", "tour"].iter().any(|tests| *tests == name) {
                continue;
            }
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code =
                    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
                found.push((path.display().to_string(), code));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
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
    let texts = texts(Language::English);
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
        for (at, _) in code.match_indices("CaptureWords::") {
            for id in literals(code[at..].split(')').next().unwrap_or_default()) {
                assert!(texts.contains_key(&id), "{path} asks for {id}");
            }
        }
        used.extend(literals(&code));
    }
    let forgotten: Vec<_> = texts.keys().filter(|id| !used.contains(*id)).collect();
    assert!(forgotten.is_empty(), "nothing asks for {forgotten:?}");
}

#[test]
fn every_language_says_everything_with_the_same_values() {
    let english = texts(Language::English);
    for language in Language::ALL {
        let texts = texts(language);
        let missing: Vec<_> = english.keys().filter(|id| !texts.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{language:?} does not say {missing:?}");
        let more: Vec<_> = texts.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "nothing asks for {more:?} in {language:?}");
        for (id, text) in &texts {
            assert_eq!(variables(text), variables(&english[id]), "{language:?}: {id}");
        }
    }
}

#[test]
fn every_text_can_be_said_with_any_count() {
    for language in Language::ALL {
        let bundle = bundle(language);
        for (id, text) in texts(language) {
            let pattern = bundle.get_message(&id).and_then(|message| message.value()).unwrap();
            for count in [0, 1, 2, 7, 12_345] {
                let arguments: FluentArgs<'_> = variables(&text)
                    .into_iter()
                    .map(|name| (name, FluentValue::from(count)))
                    .collect();
                let mut errors = Vec::new();
                bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                assert!(errors.is_empty(), "{language:?}: {id}: {errors:?}");
            }
        }
    }
}

#[test]
fn large_numbers_are_in_groups_as_the_language_has_them() {
    let said = |language, count: u64| {
        Texts::of(language).with("said-verified", &[("count", count.into())])
    };
    assert_eq!(said(Language::English, 1_234_567), "Checked 1,234,567 entries: all is well");
    assert_eq!(said(Language::German, 1_234_567), "1.234.567 Einträge geprüft: alles in Ordnung");
    assert_eq!(said(Language::German, 2026), "2026 Einträge geprüft: alles in Ordnung");
}

#[test]
fn no_text_uses_words_that_are_not_the_products() {
    const ANYWHERE: [&str; 15] = [
        "user",
        "users",
        "admin",
        "dashboard",
        "workflow",
        "retro",
        "backlog",
        "kpi",
        "engagement",
        "peer",
        "peers",
        "hash",
        "crdt",
        "sync",
        "server",
    ];
    const ENGLISH: [&str; 5] = ["submit", "conflict", "conflicts", "node", "nodes"];
    const GERMAN: [&str; 14] = [
        "nutzer",
        "nutzerin",
        "benutzer",
        "benutzerin",
        "anwender",
        "teilnehmer",
        "administrator",
        "konflikt",
        "konflikte",
        "knoten",
        "absenden",
        "synchronisieren",
        "synchronisiert",
        "synchronisierung",
    ];
    for language in Language::ALL {
        let own: &[&str] = match language {
            Language::English => &ENGLISH,
            Language::German => &GERMAN,
        };
        for (id, text) in texts(language) {
            // Promised to be absent.
            let no_server = id == "welcome-where";
            for word in words(&text.to_lowercase()) {
                let never = own.contains(&word) || ANYWHERE.contains(&word);
                assert!(!never || (no_server && word == "server"), "{id} says “{word}”");
            }
        }
    }
}

#[test]
fn german_says_du_and_marks_what_is_quoted_as_german_does() {
    const FORMAL: [&str; 6] = ["Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihnen"];
    for (id, text) in texts(Language::German) {
        assert!(!text.contains(['”', '"', '‚', '\'']), "{id}: {text}");
        assert_eq!(text.matches('„').count(), text.matches('“').count(), "{id}: {text}");
        // At the beginning of a sentence these words may mean others.
        let mut begins = true;
        for word in text.split_whitespace() {
            let plain = word.trim_matches(|letter: char| !letter.is_alphabetic());
            assert!(begins || !FORMAL.contains(&plain), "{id}: {text}");
            begins = word.ends_with(['.', ':', ']', '}', '?', '!']);
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
                        .filter(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
                        .count()
                        > 1;
                assert!(!sentence || path.ends_with("lib.rs"), "{path}: “{literal}”");
            }
        }
    }
}
