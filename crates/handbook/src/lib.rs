//! What the handbook gives a group to work with: agendas, prompts, questions and checklists, and pages to
//! read, which can be searched.
//!
//! The content is data: one TOML file each under `assets/handbook/<language>`, with a stable id and a revision, so that
//! somebody who does not program can change it. What a group makes of it is stored with the group, never by reference.

mod agenda_template;
mod checklist;
pub mod fluent;
mod fold;
mod language;
pub mod nudges;
mod page;
mod parse;
mod prompt;
mod question;
mod search;

pub use agenda_template::{AgendaItem, AgendaTemplate};
pub use checklist::{Checklist, ChecklistItem};
pub use language::Language;
pub use page::{Group, Page, Part, Shown, Shows};
pub use parse::{Handbook, HandbookError};
pub use prompt::Prompt;
pub use question::{Question, QuestionList};
pub use search::{Excerpt, Found};
