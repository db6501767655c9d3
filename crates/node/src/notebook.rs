//! The notes of a community as one list, in as many notebooks as they need: each stays small, so that all stay quick.

use horseshoe_model::{Note, NotebookView};
use horseshoe_trust::DocumentId;
use serde::Serialize;
use std::ops::Deref;
use std::sync::Arc;

/// Everybody's notes, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Notebook {
    pub notes: Vec<SharedNote>,
    pub taken_out: Vec<SharedNote>,
    #[serde(skip)]
    parts: Vec<Part>,
}

/// A note, and the document to write in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedNote {
    pub document: DocumentId,
    #[serde(flatten)]
    pub note: Arc<Note>,
}

type Part = (DocumentId, Arc<NotebookView>);

impl Notebook {
    /// The notes of these documents as one list.
    pub fn of(parts: Vec<Part>) -> Self {
        Self {
            notes: in_order(&parts, |notebook| &notebook.notes),
            taken_out: in_order(&parts, |notebook| &notebook.taken_out),
            parts,
        }
    }

    /// The same, shared with the one before where nothing is new.
    pub(crate) fn after(before: &Arc<Self>, parts: Vec<Part>) -> Arc<Self> {
        let unchanged = before.parts.len() == parts.len()
            && before.parts.iter().zip(&parts).all(|(was, is)| Arc::ptr_eq(&was.1, &is.1));
        if unchanged { before.clone() } else { Arc::new(Self::of(parts)) }
    }
}

fn in_order(parts: &[Part], list: fn(&NotebookView) -> &Vec<Arc<Note>>) -> Vec<SharedNote> {
    let shared =
        |document: DocumentId, note: &Arc<Note>| SharedNote { document, note: note.clone() };
    let mut notes: Vec<SharedNote> = parts
        .iter()
        .flat_map(|(document, view)| list(view).iter().map(|note| shared(*document, note)))
        .collect();
    // Each part is in order already, which this sort makes use of.
    notes.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
    notes
}

impl Deref for SharedNote {
    type Target = Note;

    fn deref(&self) -> &Note {
        &self.note
    }
}
