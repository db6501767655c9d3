//! The draft as egui's text editor sees it.

use std::{any::TypeId, ops::Range};

use egui::{
    TextBuffer,
    text::{CCursor, CharIndex},
};

use super::draft::Draft;

impl TextBuffer for Draft {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.text()
    }

    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        self.insert(at.0, text)
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        self.edit(range.start.0, range.end.0.saturating_sub(range.start.0), "");
    }

    // The editor's own undo and screen readers come this way. The default would take
    // everybody's words away and put them back as mine.
    fn replace_with(&mut self, text: &str) {
        self.set(text);
    }

    fn delete_previous_char(&mut self, cursor: CCursor) -> CCursor {
        CCursor { index: CharIndex(self.delete_before(cursor.index.0)), prefer_next_row: true }
    }

    fn delete_next_char(&mut self, cursor: CCursor) -> CCursor {
        self.delete_after(cursor.index.0);
        CCursor { index: cursor.index, prefer_next_row: true }
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<Self>()
    }
}
