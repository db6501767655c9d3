//! What the shared notes show.

use horseshoe_model::{NoteKind, Scope};
use horseshoe_node::{Community, SharedNote};

/// There may be thousands of notes, of which a few are on screen: a row is made when it is drawn.
pub(crate) struct Contents<'a> {
    pub(crate) notes: &'a [SharedNote],
    pub(crate) taken_out: &'a [SharedNote],
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NoteRow<'a> {
    pub(crate) note: &'a SharedNote,
    pub(crate) number: usize,
    pub(crate) question: bool,
    /// How far it may go; while two labels clash, the narrower.
    pub(crate) scope: Scope,
    pub(crate) scope_clash: bool,
}

impl<'a> Contents<'a> {
    pub(crate) fn new(community: &'a Community) -> Self {
        Self { notes: &community.notebook.notes, taken_out: &community.notebook.taken_out }
    }

    pub(crate) fn row(&self, place: usize) -> NoteRow<'a> {
        let note = &self.notes[place];
        NoteRow {
            note,
            number: place + 1,
            question: note.kind == NoteKind::Question,
            scope: note.scope.value,
            scope_clash: !note.scope.clash.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn f13_a_note_stays_in_the_group_unless_somebody_says_otherwise() {
        let community = testing::with_notes(&["Plan a second visit"]);
        let row = Contents::new(&community).row(0);
        assert_eq!(row.scope, Scope::StaysInGroup);
        assert!(!row.scope_clash && !row.question);
    }
}
