//! A problem, told fully: what happened, what is safe, what can be done.

use egui::{
    CornerRadius, Frame, Label, Margin, Stroke, Ui,
    accesskit::{Live, Role},
};

use super::Button;
use crate::{Icon, Size, space, theme};

/// Stays until its cause is gone. Nothing that vanishes by itself is told this way.
#[must_use = "call `show`"]
pub struct Banner {
    tone: Tone,
    happened: String,
    safe: Option<String>,
    can_do: Option<String>,
    actions: Vec<String>,
}

#[derive(Clone, Copy)]
enum Tone {
    Problem,
    Notice,
}

impl Banner {
    /// Something went wrong.
    pub fn problem(happened: impl Into<String>) -> Self {
        Self::new(Tone::Problem, happened.into())
    }

    /// Something to know, without trouble.
    pub fn notice(happened: impl Into<String>) -> Self {
        Self::new(Tone::Notice, happened.into())
    }

    fn new(tone: Tone, happened: String) -> Self {
        Self { tone, happened, safe: None, can_do: None, actions: Vec::new() }
    }

    /// What is safe.
    pub fn safe(mut self, safe: impl Into<String>) -> Self {
        self.safe = Some(safe.into());
        self
    }

    /// What people can do.
    pub fn can_do(mut self, can_do: impl Into<String>) -> Self {
        self.can_do = Some(can_do.into());
        self
    }

    pub fn action(mut self, label: impl Into<String>) -> Self {
        self.actions.push(label.into());
        self
    }

    /// Draws it; answers which action was pressed, counted in the order they were added.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let tokens = theme::tokens(ui);
        let (tint, ink, icon) = match self.tone {
            Tone::Problem => (tokens.caution.tint, tokens.caution.fill, Icon::Warning),
            Tone::Notice => (tokens.ground.selected, tokens.accent.fill, Icon::Info),
        };
        Frame::new()
            .fill(tint)
            .stroke(Stroke::new(tokens.edge.control, ink))
            .corner_radius(CornerRadius::same(space::CARD_RADIUS))
            .inner_margin(Margin::symmetric(space::L as i8, space::M as i8))
            .show(ui, |ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(match self.tone {
                        Tone::Problem => Role::Alert,
                        Tone::Notice => Role::Status,
                    });
                    node.set_live(Live::Polite);
                    node.set_label(self.happened.as_str());
                });
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    icon.ui(ui, 22.0, ink);
                    ui.vertical(|ui| {
                        ui.set_width(ui.available_width());
                        ui.spacing_mut().item_spacing.y = space::XS;
                        let happened = Size::Body.strong(&self.happened).color(tokens.ink.text);
                        ui.add(Label::new(happened).wrap());
                        for line in [&self.safe, &self.can_do].into_iter().flatten() {
                            let line = Size::Body.text(line).color(tokens.ink.text);
                            ui.add(Label::new(line).wrap());
                        }
                        if self.actions.is_empty() {
                            return None;
                        }
                        ui.add_space(space::XS);
                        ui.horizontal_wrapped(|ui| {
                            let mut pressed = None;
                            for (index, label) in self.actions.into_iter().enumerate() {
                                if ui.add(Button::quiet(label)).clicked() {
                                    pressed = Some(index);
                                }
                            }
                            pressed
                        })
                        .inner
                    })
                    .inner
                })
                .inner
            })
            .inner
    }
}
