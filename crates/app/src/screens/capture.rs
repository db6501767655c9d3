//! The line to capture with: type, Enter, and the next.

use crate::screen::ScreenCx;
use egui::{Id, Key, Ui, UiBuilder};
use horseshoe_model::limits;
use horseshoe_ui::widgets::{Button, TextField};

/// What is half typed.
#[derive(Debug, Default)]
pub(crate) struct CaptureLine {
    text: String,
    wants_focus: bool,
}

/// The words around the line, by the names of their texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CaptureWords {
    label: &'static str,
    example: &'static str,
    button: &'static str,
    /// Not more characters than this.
    most: usize,
}

impl CaptureWords {
    /// For a name, a title, a question.
    pub(crate) const fn one_line(
        label: &'static str,
        example: &'static str,
        button: &'static str,
    ) -> Self {
        Self { label, example, button, most: limits::LINE / 4 }
    }

    /// For what is one text.
    pub(crate) const fn one_text(
        label: &'static str,
        example: &'static str,
        button: &'static str,
    ) -> Self {
        Self { label, example, button, most: limits::TEXT / 4 }
    }

    /// For a note, which may be long.
    pub(crate) const fn a_note(
        label: &'static str,
        example: &'static str,
        button: &'static str,
    ) -> Self {
        Self { label, example, button, most: limits::NOTE / 4 }
    }
}

impl CaptureLine {
    /// Draws it; answers the words once Enter or the button was pressed. The focus stays in the line.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &ScreenCx<'_>,
        id: &str,
        words: CaptureWords,
        why_not: Option<&str>,
    ) -> Option<String> {
        let id = Id::unique(("capture", id));
        let CaptureWords { label, example, button, most } = words;
        // A lasting id also for the button.
        let row =
            ui.scope_builder(UiBuilder::new().scope_id(Id::unique(("capture-row", id))), |ui| {
                ui.horizontal(|ui| {
                    let button = Button::quiet(cx.t(button)).disabled_if(why_not);
                    let button_room = button.width(ui) + ui.spacing().item_spacing.x;
                    let width = (ui.available_width() - button_room).max(120.0);
                    let field = TextField::new(cx.t(label))
                        .label_hidden()
                        .placeholder(cx.t(example))
                        .width(width)
                        .limit(most)
                        .id(id)
                        .show(ui, &mut self.text);
                    let entered =
                        field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    let pressed = ui.add(button).clicked();
                    entered || pressed
                })
                .inner
            });
        let entered = row.inner && why_not.is_none();
        // After the field was drawn: the Enter that pressed a button would leave the field again.
        if std::mem::take(&mut self.wants_focus) || entered {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let words = self.text.trim();
        if !entered || words.is_empty() {
            return None;
        }
        let words = words.to_owned();
        self.text.clear();
        Some(words)
    }

    /// What is typed and not sent yet.
    pub(crate) fn typed(&self) -> &str {
        self.text.trim()
    }

    /// Puts words into the line, in place of what is there.
    pub(crate) fn fill(&mut self, words: &str) {
        words.clone_into(&mut self.text);
    }

    /// Puts the focus into the line.
    pub(crate) fn focus(&mut self) {
        self.wants_focus = true;
    }
}
