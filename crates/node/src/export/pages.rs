//! The pages people read, one subject each.

mod decisions;
mod groundrules;
mod learning;
mod meetings;
mod notes;
mod people;
mod readme;
mod votes;

use super::{Cx, Document};

/// A page and the file it goes to.
pub(super) struct Page {
    pub(super) file: &'static str,
    pub(super) text: String,
}

/// What the community shares.
pub(super) fn of_everybody(cx: &Cx<'_>, documents: &[Document<'_>]) -> Vec<Page> {
    vec![
        Page { file: "README.md", text: readme::page(cx, documents) },
        Page { file: "groundrules.md", text: groundrules::page(cx) },
        Page { file: "meetings.md", text: meetings::page(cx) },
        Page { file: "notes.md", text: notes::page(cx) },
        Page { file: "learning.md", text: learning::page(cx) },
        Page { file: "decisions.md", text: decisions::page(cx) },
        Page { file: "people.md", text: people::page(cx) },
    ]
}

/// What only its owner can see; nothing where there is nothing.
pub(super) fn only_me(cx: &Cx<'_>) -> Option<Page> {
    let text = notes::only_me(cx)?;
    Some(Page { file: "only-me/only-me.md", text })
}
