//! Notes of one's own, wherever they are shown: a row, and open for writing once it is pressed.

use crate::screen::ScreenCx;
use crate::screens::focus_row;
use crate::screens::long_text::{LongText, LongWriting, Whose, beginning};
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{NoteId, PrivateCommand, PrivateNote};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Button, Card, ListRow};
use horseshoe_ui::{Icon, space};

/// Which note is open.
#[derive(Debug, Default)]
pub(crate) struct OwnNotes {
    open: Option<NoteId>,
    writing: LongText,
}

/// One note and the words around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnNote<'a> {
    pub(crate) note: &'a PrivateNote,
    pub(crate) number: Option<usize>,
    /// What the field is called while the note is open.
    pub(crate) label: &'a str,
    /// The quieter line of the row.
    pub(crate) line: &'a str,
}

impl OwnNotes {
    pub(crate) fn open(&self) -> Option<NoteId> {
        self.open
    }

    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        OwnNote { note, number, label, line }: OwnNote<'_>,
    ) {
        if self.open != Some(note.id) {
            let title = beginning(&note.words, &note.further);
            let mut row = ListRow::new(("private", note.id), &title).note(line).pressable();
            if let Some(number) = number {
                row = row.number(number);
            }
            if row.show(ui).clicked() {
                self.open = Some(note.id);
            }
            return;
        }
        Card::new(("private", note.id)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let document = community.private_document;
            let writing = LongWriting {
                community,
                document,
                note: note.id,
                texts: note.texts().collect(),
                label,
                whose: Whose::OnlyMe,
            };
            let done = self.writing.ui(ui, cx, &writing);
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::primary(cx.t("done"))).clicked() || done {
                    *self = Self::default();
                    focus_row(ui, ("private", note.id));
                }
                if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                    let command = PrivateCommand::TakeOutNote { note: note.id };
                    cx.do_and_say(command, TextId("said-note-out"));
                    *self = Self::default();
                }
            });
        });
    }
}
