//! Reads the handbook's files, which are built into the program.

use crate::{AgendaTemplate, Checklist, Language, Page, Prompt, QuestionList};
use serde::de::DeserializeOwned;

/// Everything the handbook offers, in one language.
#[derive(Clone, Debug)]
pub struct Handbook {
    pub agendas: Vec<AgendaTemplate>,
    pub prompts: Vec<Prompt>,
    pub questions: Vec<QuestionList>,
    pub checklists: Vec<Checklist>,
    /// In the order of the list, group by group.
    pub pages: Vec<Page>,
}

/// A file of the handbook cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct HandbookError {
    pub file: String,
    pub source: toml::de::Error,
}

/// The files of one folder, by their names in it.
type Folder = &'static [(&'static str, &'static str)];

/// The files of one language.
struct Files {
    agendas: Folder,
    prompts: Folder,
    questions: Folder,
    checklists: Folder,
    pages: Folder,
}

macro_rules! folder {
    ($language:literal, $folder:literal: $($name:literal),* $(,)?) => {
        &[$((
            concat!($folder, "/", $name, ".toml"),
            include_str!(concat!(
                "../../../assets/handbook/", $language, "/", $folder, "/", $name, ".toml"
            )),
        )),*]
    };
}

/// Every language has the same files.
macro_rules! files {
    ($language:literal) => {
        Files {
            agendas: folder!($language, "agendas": "design-session", "session", "training-half-day"),
            prompts: folder!($language, "prompts":
                "ice-breaker-arriving", "ice-breaker-way-here", "ice-breaker-good-moment",
                "ice-breaker-thing", "ice-breaker-wish", "ice-breaker-learning", "trust-opening",
                "groundrules-opening", "groundrules-not-covered", "groundrules-others",
                "groundrules-review", "groundrules-legal", "groundrules-more",
                "groundrules-still-right", "signal-time", "thank-presenter", "quiet-member",
                "others-think", "reframe", "another-point", "alternative-views", "silence",
                "partly-knows", "role-model", "tea-break", "move-notice", "move-own-practice",
                "move-on", "capture-learning", "capture-reporting", "groundrules-back",
                "design-chairing", "what-else", "one-thing", "journal-well", "journal-again",
                "journal-circle", "journal-talk"),
            questions: folder!($language, "questions": "design", "useful", "not-questions"),
            checklists: folder!($language, "checklists": "groundrule-themes", "space", "room"),
            pages: folder!($language, "pages":
                "learning-community", "uncertainty", "mistakes", "trust", "setting-up", "designing",
                "groundrules", "roles", "session", "opening-words", "presenting", "questions",
                "facilitating", "ways-of-talking", "training", "deciding", "keeping", "refreshing", "apart", "how-it-works",
                "promises"),
        }
    };
}

const ENGLISH: Files = files!("en");
const GERMAN: Files = files!("de");

impl Language {
    const fn files(self) -> &'static Files {
        match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
        }
    }
}

impl Handbook {
    /// The handbook in this language, built into the program.
    pub fn of(language: Language) -> Self {
        Self::read(language.files()).expect("the built-in files are read by a test")
    }

    fn read(files: &Files) -> Result<Self, HandbookError> {
        Ok(Self {
            agendas: read_all(files.agendas)?,
            prompts: read_all(files.prompts)?,
            questions: read_all(files.questions)?,
            checklists: read_all(files.checklists)?,
            pages: read_all(files.pages)?,
        })
    }

    pub fn agenda(&self, id: &str) -> Option<&AgendaTemplate> {
        self.agendas.iter().find(|agenda| agenda.id == id)
    }

    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    /// The prompts for one moment, in the handbook's order.
    pub fn prompts_for<'a>(&'a self, when: &'a str) -> impl Iterator<Item = &'a Prompt> {
        self.prompts.iter().filter(move |prompt| prompt.when == when)
    }

    pub fn questions(&self, id: &str) -> Option<&QuestionList> {
        self.questions.iter().find(|list| list.id == id)
    }

    pub fn checklist(&self, id: &str) -> Option<&Checklist> {
        self.checklists.iter().find(|list| list.id == id)
    }
}

fn read_all<T: DeserializeOwned>(files: Folder) -> Result<Vec<T>, HandbookError> {
    files
        .iter()
        .map(|(file, text)| {
            toml::from_str(text)
                .map_err(|source| HandbookError { file: (*file).to_owned(), source })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn english() -> Handbook {
        Handbook::of(Language::English)
    }

    #[test]
    fn every_file_parses() {
        for language in Language::ALL {
            let handbook = Handbook::read(language.files()).unwrap();
            assert_eq!(handbook.questions("design-questions").unwrap().items.len(), 12);
            assert_eq!(handbook.questions("useful-questions").unwrap().items.len(), 7);
            assert_eq!(handbook.questions("not-really-questions").unwrap().items.len(), 5);
            assert_eq!(handbook.checklist("groundrule-themes").unwrap().items.len(), 6);
        }
    }

    #[test]
    fn no_file_is_forgotten_and_every_id_is_its_own() {
        for language in Language::ALL {
            let files = language.files();
            let built_in: BTreeSet<String> =
                [files.agendas, files.prompts, files.questions, files.checklists, files.pages]
                    .into_iter()
                    .flatten()
                    .map(|(file, _)| (*file).to_owned())
                    .collect();
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/handbook");
            let mut on_disk = BTreeSet::new();
            for folder in ["agendas", "prompts", "questions", "checklists", "pages"] {
                let folder_on_disk = root.join(language.code()).join(folder);
                for file in std::fs::read_dir(folder_on_disk).unwrap() {
                    let name = file.unwrap().file_name().into_string().unwrap();
                    on_disk.insert(format!("{folder}/{name}"));
                }
            }
            assert_eq!(built_in, on_disk, "{language:?}");
        }
        let handbook = english();
        let ids: Vec<_> = (handbook.agendas.iter().map(|it| &it.id))
            .chain(handbook.prompts.iter().map(|it| &it.id))
            .chain(handbook.questions.iter().map(|it| &it.id))
            .chain(handbook.checklists.iter().map(|it| &it.id))
            .chain(handbook.pages.iter().map(|it| &it.id))
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    /// A file without the words people read, as values in their order.
    fn structure(text: &str) -> toml::Value {
        fn without_words(value: &mut toml::Value) {
            const WORDS: [&str; 6] = ["title", "purpose", "text", "note", "notes", "example"];
            match value {
                toml::Value::Table(table) => {
                    for (key, value) in table.iter_mut() {
                        match value {
                            toml::Value::String(words) if WORDS.contains(&key.as_str()) => {
                                let said = if words.is_empty() { "nothing" } else { "something" };
                                let theme = if words.contains("{theme}") { " {theme}" } else { "" };
                                *words = format!("{said}{theme}");
                            }
                            other => without_words(other),
                        }
                    }
                }
                toml::Value::Array(values) => values.iter_mut().for_each(without_words),
                _ => {}
            }
        }
        let mut value = toml::Value::Table(toml::from_str(text).unwrap());
        without_words(&mut value);
        value
    }

    #[test]
    fn every_language_gives_the_same_things_in_the_same_order_with_the_same_minutes() {
        let folders =
            |files: &Files| [files.agendas, files.prompts, files.questions, files.checklists];
        for language in Language::ALL {
            let files = folders(language.files()).into_iter().flatten();
            for ((file, words), (_, english)) in
                files.zip(folders(Language::English.files()).into_iter().flatten())
            {
                assert_eq!(structure(words), structure(english), "{language:?}: {file}");
            }
        }
    }

    #[test]
    fn f23_there_are_ice_breakers_to_begin_a_round_with_each_with_an_id_and_a_question_of_its_own()
    {
        for language in Language::ALL {
            let handbook = Handbook::of(language);
            let questions: BTreeSet<_> =
                handbook.prompts_for("ice-breaker").map(|prompt| &prompt.text).collect();
            assert_eq!(questions.len(), 6, "{language:?}");
        }
    }

    #[test]
    fn f42_the_closing_round_asks_for_one_thing_to_do_differently() {
        let asked = english().prompt("one-thing").unwrap().text.clone();
        assert!(asked.ends_with("what is one thing you would do differently?"), "{asked}");
    }

    #[test]
    fn d17_the_five_phrases_put_a_theme_into_the_phrase_and_nowhere_else() {
        let handbook = english();
        let phrase = handbook.prompt("groundrules-not-covered").unwrap();
        assert!(phrase.about("mobile phones").contains("about mobile phones yet"));
        for prompt in
            handbook.agendas.iter().flat_map(|agenda| &agenda.items).flat_map(|item| &item.prompts)
        {
            assert!(handbook.prompt(prompt).is_some(), "an agenda names the prompt {prompt}");
        }
    }
}
