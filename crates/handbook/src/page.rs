//! Pages to read: the method in a few words each, in groups, with where in the handbook they come from.

use crate::{AgendaTemplate, Checklist, Handbook, Prompt, QuestionList};
use serde::Deserialize;

/// One page.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub id: String,
    pub revision: u32,
    pub group: Group,
    pub title: String,
    /// One sentence under the title.
    pub lead: String,
    /// The sections of the handbook it comes from. None for a page about Horseshoe itself.
    pub sources: Vec<String>,
    /// The areas of the window where one does what the page speaks of.
    pub areas: Vec<String>,
    pub parts: Vec<Part>,
}

/// A few paragraphs, then points, then something the handbook has elsewhere.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub heading: Option<String>,
    /// Paragraphs with an empty line between them.
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub points: Vec<String>,
    pub shows: Option<Shows>,
}

/// What belongs together, in the order of the list of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What it is, and why.
    Idea,
    Beginning,
    Session,
    Decisions,
    /// About the program itself.
    Horseshoe,
}

/// Something the handbook has elsewhere, by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    Agenda(String),
    Questions(String),
    Checklist(String),
    /// The prompts for one moment, without those that are only for who facilitates.
    Prompts(String),
}

/// The thing itself.
#[derive(Clone, Debug)]
pub enum Shown<'a> {
    Agenda(&'a AgendaTemplate),
    Questions(&'a QuestionList),
    Checklist(&'a Checklist),
    Prompts(Vec<&'a Prompt>),
}

impl Group {
    pub const ALL: [Self; 5] =
        [Self::Idea, Self::Beginning, Self::Session, Self::Decisions, Self::Horseshoe];
}

impl Part {
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
    }
}

impl Page {
    /// Everything on the page that can be read, line by line from the top.
    pub fn lines<'a>(&'a self, handbook: &'a Handbook) -> Vec<&'a str> {
        let mut lines = vec![self.title.as_str(), self.lead.as_str()];
        for part in &self.parts {
            lines.extend(part.heading.as_deref());
            lines.extend(part.paragraphs());
            lines.extend(part.points.iter().map(String::as_str));
            match part.shows.as_ref().and_then(|shows| handbook.shown(shows)) {
                Some(Shown::Agenda(agenda)) => {
                    lines.extend(agenda.items.iter().map(|item| item.title.as_str()));
                }
                Some(Shown::Questions(list)) => lines.extend(list.items.iter().flat_map(|item| {
                    std::iter::once(item.text.as_str()).chain(item.example.as_deref())
                })),
                Some(Shown::Checklist(list)) => lines.extend(list.items.iter().flat_map(|item| {
                    std::iter::once(item.text.as_str()).chain(item.note.as_deref())
                })),
                Some(Shown::Prompts(prompts)) => {
                    lines.extend(prompts.into_iter().map(|prompt| prompt.text.as_str()));
                }
                None => {}
            }
        }
        lines
    }
}

impl Handbook {
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }

    /// The pages of one group, in their order.
    pub fn pages_of(&self, group: Group) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(move |page| page.group == group)
    }

    /// What a page shows that stands elsewhere in the handbook.
    pub fn shown(&self, shows: &Shows) -> Option<Shown<'_>> {
        match shows {
            Shows::Agenda(id) => self.agenda(id).map(Shown::Agenda),
            Shows::Questions(id) => self.questions(id).map(Shown::Questions),
            Shows::Checklist(id) => self.checklist(id).map(Shown::Checklist),
            Shows::Prompts(when) => {
                let prompts = self.prompts.iter();
                let prompts: Vec<&Prompt> =
                    prompts.filter(|it| it.when == *when && !it.only_you).collect();
                (!prompts.is_empty()).then_some(Shown::Prompts(prompts))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use std::collections::BTreeSet;

    #[test]
    fn every_page_has_something_to_read_and_is_short() {
        for page in &Handbook::of(Language::English).pages {
            let own: usize = std::iter::once(page.lead.as_str())
                .chain(page.parts.iter().flat_map(|part| part.paragraphs()))
                .chain(page.parts.iter().flat_map(|part| part.points.iter().map(String::as_str)))
                .map(|text| text.split_whitespace().count())
                .sum();
            assert!((40..=220).contains(&own), "{}: {own} words", page.id);
            assert!(!page.title.is_empty() && page.title.len() < 60, "{}", page.id);
        }
    }

    #[test]
    fn what_a_page_shows_is_there_and_every_list_of_the_handbook_is_on_a_page() {
        let handbook = Handbook::of(Language::English);
        let mut on_pages = BTreeSet::new();
        for page in &handbook.pages {
            for shows in page.parts.iter().filter_map(|part| part.shows.as_ref()) {
                match handbook.shown(shows) {
                    None => panic!("{} shows {shows:?}, which is not there", page.id),
                    Some(Shown::Agenda(agenda)) => {
                        on_pages.insert(&agenda.id);
                    }
                    Some(Shown::Questions(list)) => {
                        on_pages.insert(&list.id);
                    }
                    Some(Shown::Checklist(list)) => {
                        on_pages.insert(&list.id);
                    }
                    Some(Shown::Prompts(prompts)) => {
                        on_pages.extend(prompts.into_iter().map(|prompt| &prompt.id));
                    }
                }
            }
        }
        let all = (handbook.agendas.iter().map(|it| &it.id))
            .chain(handbook.prompts.iter().filter(|it| !it.only_you).map(|it| &it.id))
            .chain(handbook.questions.iter().map(|it| &it.id))
            .chain(handbook.checklists.iter().map(|it| &it.id));
        let missing: Vec<_> = all.filter(|id| !on_pages.contains(id)).collect();
        assert!(missing.is_empty(), "on no page: {missing:?}");
    }

    #[test]
    fn d33_what_is_only_for_who_facilitates_is_on_no_page_and_on_no_agenda() {
        for language in Language::ALL {
            let handbook = Handbook::of(language);
            let only_you: Vec<_> = handbook.prompts.iter().filter(|it| it.only_you).collect();
            assert!(only_you.iter().any(|prompt| prompt.id == "design-chairing"));
            for page in &handbook.pages {
                let lines = page.lines(&handbook);
                assert!(only_you.iter().all(|prompt| !lines.contains(&prompt.text.as_str())));
            }
            let on_agendas = handbook.agendas.iter().flat_map(|agenda| &agenda.items);
            let on_agendas: BTreeSet<_> = on_agendas.flat_map(|item| &item.prompts).collect();
            assert!(only_you.iter().all(|prompt| !on_agendas.contains(&prompt.id)));
        }
    }

    #[test]
    fn f37_the_opening_words_say_that_the_group_builds_up_trust() {
        for (language, trust) in [(Language::English, "trust"), (Language::German, "Vertrauen")] {
            let handbook = Handbook::of(language);
            let page = handbook.page("opening-words").unwrap();
            let own = page.parts.iter().flat_map(Part::paragraphs);
            assert!(own.collect::<String>().contains(trust));
            assert!(page.lines(&handbook).iter().any(|line| {
                *line == handbook.prompt("trust-opening").unwrap().text && line.contains(trust)
            }));
        }
    }

    #[test]
    fn every_group_has_pages_and_they_stand_together() {
        let handbook = Handbook::of(Language::English);
        let groups: Vec<Group> = handbook.pages.iter().map(|page| page.group).collect();
        assert!(groups.is_sorted());
        for group in Group::ALL {
            assert!(handbook.pages_of(group).next().is_some(), "{group:?}");
        }
    }
}
