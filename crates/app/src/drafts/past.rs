//! What can be taken back in a text, as the text field has it and as the node keeps it.

use horseshoe_node::{TypedEdit, TypedStep};
use horseshoe_ui::live_text::{PastEdit, PastStep};

pub(super) fn kept(past: Vec<PastStep>) -> Vec<TypedStep> {
    let edit = |edit| match edit {
        PastEdit::Put(ranges) => TypedEdit::Put(ranges),
        PastEdit::Taken { at, words, held, places } => TypedEdit::Taken { at, words, held, places },
    };
    let step = |step: PastStep| TypedStep { edits: step.edits.into_iter().map(edit).collect() };
    past.into_iter().map(step).collect()
}

pub(super) fn recalled(typed: &[TypedStep]) -> Vec<PastStep> {
    let edit = |edit: &TypedEdit| match edit.clone() {
        TypedEdit::Put(ranges) => PastEdit::Put(ranges),
        TypedEdit::Taken { at, words, held, places } => PastEdit::Taken { at, words, held, places },
    };
    typed.iter().map(|step| PastStep { edits: step.edits.iter().map(edit).collect() }).collect()
}
