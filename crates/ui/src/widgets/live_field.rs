//! A labelled [`LiveText`]: its label, who can see it, and a hint.

use egui::Ui;

use super::{Badge, Scope};
use crate::{
    Icon, LiveText, LiveTextOutput, Size,
    live_text::{LiveLook, TextWord},
    space, theme,
};

/// The frame around a text several people write.
#[must_use = "call `show`"]
pub struct LiveField<'a> {
    label: &'a str,
    scope: Option<(Scope, &'a str)>,
    hint: Option<&'a str>,
    goes_on: bool,
    look: LiveLook<'a>,
}

impl<'a> LiveField<'a> {
    pub fn new(label: &'a str) -> Self {
        Self { label, scope: None, hint: None, goes_on: false, look: LiveLook::new(label) }
    }

    /// Who can see it, in words.
    pub fn scope(mut self, scope: Scope, words: &'a str) -> Self {
        self.scope = Some((scope, words));
        self
    }

    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What does not fit goes on elsewhere: nothing is said about the length.
    pub fn goes_on(mut self) -> Self {
        self.goes_on = true;
        self
    }

    /// Takes no more words by one's own hand: they all come out as not fitting.
    pub fn full(mut self, full: bool) -> Self {
        if full {
            self.look.limit = 0;
        }
        self
    }

    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.look.placeholder = placeholder;
        self
    }

    /// One row means Enter is done.
    pub fn rows(mut self, rows: usize) -> Self {
        self.look.rows = rows;
        self
    }

    /// The words of its menu, and of what it says about its length.
    pub fn words(mut self, words: &'a dyn Fn(TextWord) -> String) -> Self {
        self.look.words = Some(words);
        self
    }

    pub fn show(mut self, ui: &mut Ui, live: &mut LiveText) -> LiveTextOutput {
        let tokens = theme::tokens(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                let label = ui.label(Size::Note.strong(self.label).color(tokens.ink.text));
                self.look.label_id = Some(label.id);
                if let Some((scope, words)) = self.scope {
                    ui.add(Badge::scope(scope, words));
                }
            });
            let output = live.show(ui, self.look);
            let length = live.about_length(self.look.limit).filter(|_| !self.goes_on);
            if let (Some(word), Some(words)) = (length, self.look.words) {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().interact_size.y = 0.0;
                    Icon::Info.ui(ui, 16.0, tokens.ink.muted);
                    ui.label(Size::Note.text(words(word)).color(tokens.ink.muted));
                });
            }
            if let Some(hint) = self.hint {
                ui.label(Size::Note.text(hint).color(tokens.ink.muted));
            }
            output
        })
        .inner
    }
}
