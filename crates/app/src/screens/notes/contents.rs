//! What the shared notes show.

use horseshoe_model::{NoteKind, Scope};
use horseshoe_node::{Community, SharedNote};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) notes: Vec<NoteRow>,
    pub(crate) taken_out: Vec<SharedNote>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NoteRow {
    pub(crate) note: SharedNote,
    pub(crate) number: usize,
    pub(crate) question: bool,
    /// How far it may go; while two labels clash, the narrower.
    pub(crate) scope: Scope,
    pub(crate) scope_clash: bool,
}

impl Contents {
    pub(crate) fn new(community: &Community) -> Self {
        let notes = community.notebook.notes.iter().enumerate().map(|(place, note)| NoteRow {
            note: note.clone(),
            number: place + 1,
            question: note.kind == NoteKind::Question,
            scope: note.scope.value,
            scope_clash: !note.scope.clash.is_empty(),
        });
        Self { notes: notes.collect(), taken_out: community.notebook.taken_out.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn f13_a_note_stays_in_the_group_unless_somebody_says_otherwise() {
        let community = testing::with_notes(&["Plan a second visit"]);
        let contents = Contents::new(&community);
        assert_eq!(contents.notes[0].scope, Scope::StaysInGroup);
        assert!(!contents.notes[0].scope_clash && !contents.notes[0].question);
    }
}
