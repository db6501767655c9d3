//! Nothing here yet: one sentence, an example, one thing to do.

use egui::{Label, Response, Ui};

use super::Button;
use crate::{Icon, Size, space, theme};

/// Takes the place of a list that is empty.
#[must_use = "call `show`"]
pub struct EmptyState {
    icon: Icon,
    sentence: String,
    example: Option<String>,
    action: Option<String>,
    second: Option<String>,
}

impl EmptyState {
    pub fn new(icon: Icon, sentence: impl Into<String>) -> Self {
        Self { icon, sentence: sentence.into(), example: None, action: None, second: None }
    }

    /// A question to ask or an example, set apart.
    pub fn example(mut self, example: impl Into<String>) -> Self {
        self.example = Some(example.into());
        self
    }

    pub fn action(mut self, label: impl Into<String>) -> Self {
        self.action = Some(label.into());
        self
    }

    /// A quieter other way, for example on paper.
    pub fn second_action(mut self, label: impl Into<String>) -> Self {
        self.second = Some(label.into());
        self
    }

    /// The responses of the first and the second action.
    pub fn show(self, ui: &mut Ui) -> (Option<Response>, Option<Response>) {
        let tokens = theme::tokens(ui);
        ui.vertical_centered(|ui| {
            ui.set_max_width(ui.available_width().min(480.0));
            ui.add_space(space::XL);
            self.icon.ui(ui, 40.0, tokens.ink.muted);
            ui.add_space(space::S);
            let sentence = Size::Body.text(self.sentence).color(tokens.ink.text);
            ui.add(Label::new(sentence).wrap().halign(egui::Align::Center));
            if let Some(example) = self.example {
                let example = Size::Body.strong(example).color(tokens.ink.text);
                ui.add(Label::new(example).wrap().halign(egui::Align::Center));
            }
            ui.add_space(space::S);
            let first = self.action.map(|label| ui.add(Button::primary(label)));
            let second = self.second.map(|label| ui.add(Button::plain(label)));
            ui.add_space(space::XL);
            (first, second)
        })
        .inner
    }
}
