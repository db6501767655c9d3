//! Something that takes a while: what, how far, and a way to stop it.

use egui::{CornerRadius, Label, Rect, Sense, Ui, accesskit::Role, vec2};

use super::Button;
use crate::{Size, space, theme};

/// A labelled bar with a count in words. Moves only when the count does.
#[must_use = "call `show`"]
pub struct ProgressRow<'a> {
    label: &'a str,
    count: &'a str,
    done: f32,
    cancel: Option<&'a str>,
}

impl<'a> ProgressRow<'a> {
    /// `done` from 0 to 1; `count` says the same in words, for example "12 of 40".
    pub fn new(label: &'a str, count: &'a str, done: f32) -> Self {
        Self { label, count, done: done.clamp(0.0, 1.0), cancel: None }
    }

    pub fn cancel(mut self, label: &'a str) -> Self {
        self.cancel = Some(label);
        self
    }

    /// Draws it; true when people want to stop.
    pub fn show(self, ui: &mut Ui) -> bool {
        let tokens = theme::tokens(ui);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            ui.horizontal(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add(Label::new(Size::Body.text(self.label).color(tokens.ink.text)));
                ui.add(Label::new(Size::Note.text(self.count).color(tokens.ink.muted)));
            });
            ui.horizontal(|ui| {
                let cancel_room = if self.cancel.is_some() { 96.0 } else { 0.0 };
                let width = (ui.available_width() - cancel_room).clamp(80.0, 420.0);
                let (rect, response) = ui.allocate_exact_size(vec2(width, 8.0), Sense::hover());
                let round = CornerRadius::same(4);
                let edge = egui::Stroke::new(1.0, tokens.ink.border);
                let fill = tokens.ground.sunken;
                ui.painter().rect(rect, round, fill, edge, egui::StrokeKind::Outside);
                let filled = Rect::from_min_size(rect.min, vec2(rect.width() * self.done, 8.0));
                ui.painter().rect_filled(filled, round, tokens.accent.fill);
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(Role::ProgressIndicator);
                    node.set_label(self.label);
                    node.set_value(self.count);
                    node.set_numeric_value(f64::from(self.done));
                    node.set_min_numeric_value(0.0);
                    node.set_max_numeric_value(1.0);
                });
                self.cancel.is_some_and(|label| ui.add(Button::plain(label)).clicked())
            })
            .inner
        })
        .inner
    }
}
