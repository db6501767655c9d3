//! Cards and sections: what belongs together.

use std::hash::Hash;

use egui::{CornerRadius, Frame, Id, InnerResponse, Margin, Stroke, Ui, UiBuilder};

use super::Heading;
use crate::{Size, space, theme};

/// A surface with a hairline around it. Its `key` is its lasting id: what stands in it keeps the focus when things
/// above it come and go.
#[must_use = "call `show`"]
pub struct Card {
    key: Id,
    chosen: bool,
    paper: Option<usize>,
}

/// A titled part of a screen. Its title is its lasting id.
#[must_use = "call `show`"]
pub struct Section {
    title: String,
    title_shown: bool,
    note: Option<String>,
}

impl Card {
    pub fn new(key: impl Hash + std::fmt::Debug) -> Self {
        Self { key: Id::unique(("card", key)), chosen: false, paper: None }
    }

    /// A stronger edge: the card the screen is about.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// A sticky note of this paper colour, with dark words in every theme.
    pub fn paper(mut self, index: usize) -> Self {
        self.paper = Some(index);
        self
    }

    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let tokens = theme::tokens(ui);
        let edge = if self.chosen {
            Stroke::new(tokens.edge.focus, tokens.accent.fill)
        } else {
            Stroke::new(tokens.edge.control, tokens.ground.line)
        };
        let fill = self.paper.map_or(tokens.ground.surface, |index| tokens.paper(index));
        Frame::new()
            .fill(fill)
            .stroke(edge)
            .corner_radius(CornerRadius::same(space::CARD_RADIUS))
            .inner_margin(Margin::same(space::L as i8))
            .show(ui, |ui| {
                if self.paper.is_some() {
                    ui.visuals_mut().override_text_color = Some(tokens.papers.text);
                }
                ui.scope_builder(UiBuilder::new().scope_id(self.key), contents).inner
            })
    }
}

impl Section {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), title_shown: true, note: None }
    }

    /// Where what was pressed to come here says the title already.
    pub fn title_shown(mut self, shown: bool) -> Self {
        self.title_shown = shown;
        self
    }

    /// One quiet line under the title.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let key = Id::unique(("section", &self.title));
        ui.vertical(|ui| {
            if self.title_shown {
                ui.add(Heading::three(self.title).of_a_part());
            }
            if let Some(note) = self.note {
                let muted = theme::tokens(ui).ink.muted;
                ui.label(Size::Note.text(note).color(muted));
            }
            ui.add_space(space::XS);
            let inner = ui.scope_builder(UiBuilder::new().scope_id(key), contents).inner;
            ui.add_space(space::L);
            inner
        })
    }
}
