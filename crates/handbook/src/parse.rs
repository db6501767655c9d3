//! Reads the handbook's files, which are built into the program.

use crate::{AgendaTemplate, Checklist, Prompt, QuestionList};
use serde::de::DeserializeOwned;

/// Everything the handbook offers, in one language.
#[derive(Clone, Debug)]
pub struct Handbook {
    pub agendas: Vec<AgendaTemplate>,
    pub prompts: Vec<Prompt>,
    pub questions: Vec<QuestionList>,
    pub checklists: Vec<Checklist>,
}

/// A file of the handbook cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {source}")]
pub struct HandbookError {
    pub file: String,
    pub source: toml::de::Error,
}

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$((
            concat!($folder, "/", $name, ".toml"),
            include_str!(concat!("../../../assets/handbook/en/", $folder, "/", $name, ".toml")),
        )),*]
    };
}

type File = (&'static str, &'static str);

const AGENDAS: &[File] = files!("agendas": "design-session", "session");
const PROMPTS: &[File] = files!("prompts":
    "groundrules-opening", "groundrules-not-covered", "groundrules-others", "groundrules-review",
    "groundrules-legal", "groundrules-more", "groundrules-still-right", "capture-learning",
    "capture-reporting", "what-else", "one-thing", "tea-break");
const QUESTIONS: &[File] = files!("questions": "design", "useful", "not-questions");
const CHECKLISTS: &[File] = files!("checklists": "groundrule-themes", "room");

impl Handbook {
    /// The English handbook, built into the program.
    pub fn english() -> Self {
        Self::read().expect("the built-in files are read by a test")
    }

    fn read() -> Result<Self, HandbookError> {
        Ok(Self {
            agendas: read_all(AGENDAS)?,
            prompts: read_all(PROMPTS)?,
            questions: read_all(QUESTIONS)?,
            checklists: read_all(CHECKLISTS)?,
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

fn read_all<T: DeserializeOwned>(files: &[File]) -> Result<Vec<T>, HandbookError> {
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

    #[test]
    fn every_file_parses() {
        let handbook = Handbook::read().unwrap();
        assert_eq!(handbook.questions("design-questions").unwrap().items.len(), 12);
        assert_eq!(handbook.questions("useful-questions").unwrap().items.len(), 7);
        assert_eq!(handbook.questions("not-really-questions").unwrap().items.len(), 5);
        assert_eq!(handbook.checklist("groundrule-themes").unwrap().items.len(), 6);
    }

    #[test]
    fn no_file_is_forgotten_and_every_id_is_its_own() {
        let built_in: BTreeSet<String> = [AGENDAS, PROMPTS, QUESTIONS, CHECKLISTS]
            .into_iter()
            .flatten()
            .map(|(file, _)| (*file).to_owned())
            .collect();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/handbook/en");
        let mut on_disk = BTreeSet::new();
        for folder in ["agendas", "prompts", "questions", "checklists"] {
            for file in std::fs::read_dir(root.join(folder)).unwrap() {
                on_disk.insert(format!(
                    "{folder}/{}",
                    file.unwrap().file_name().into_string().unwrap()
                ));
            }
        }
        assert_eq!(built_in, on_disk);

        let handbook = Handbook::read().unwrap();
        let ids: Vec<_> = (handbook.agendas.iter().map(|it| &it.id))
            .chain(handbook.prompts.iter().map(|it| &it.id))
            .chain(handbook.questions.iter().map(|it| &it.id))
            .chain(handbook.checklists.iter().map(|it| &it.id))
            .collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn d17_the_five_phrases_put_a_theme_into_the_phrase_and_nowhere_else() {
        let handbook = Handbook::read().unwrap();
        let phrase = handbook.prompt("groundrules-not-covered").unwrap();
        assert!(phrase.about("mobile phones").contains("about mobile phones yet"));
        for prompt in
            handbook.agendas.iter().flat_map(|agenda| &agenda.items).flat_map(|item| &item.prompts)
        {
            assert!(handbook.prompt(prompt).is_some(), "an agenda names the prompt {prompt}");
        }
    }
}
