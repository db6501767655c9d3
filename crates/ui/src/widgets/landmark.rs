//! The parts of a window that screen readers and the pane key go to as a whole.

use egui::{Id, InnerResponse, Sense, Stroke, Ui, UiBuilder, accesskit::Role};

use crate::{focus, interaction::set_bounds, theme};

/// One part of the window, with a name.
#[must_use = "call `show`"]
pub struct Landmark<'a> {
    id: Id,
    role: Role,
    name: &'a str,
    reached_by_key: bool,
}

impl<'a> Landmark<'a> {
    /// What is at the top of every screen.
    pub fn top(name: &'a str) -> Self {
        Self::new(Id::unique("horseshoe-top"), Role::Banner, name)
    }

    /// Where one can go. The pane key brings the focus to this id.
    pub fn places(id: Id, name: &'a str) -> Self {
        Self { reached_by_key: true, ..Self::new(id, Role::Navigation, name) }
    }

    /// The screen itself. The pane key brings the focus to this id.
    pub fn screen(id: Id, name: &'a str) -> Self {
        Self { reached_by_key: true, ..Self::new(id, Role::Main, name) }
    }

    /// How things stand, at the bottom of every screen.
    pub fn status(name: &'a str) -> Self {
        Self::new(Id::unique("horseshoe-status"), Role::ContentInfo, name)
    }

    fn new(id: Id, role: Role, name: &'a str) -> Self {
        Self { id, role, name, reached_by_key: false }
    }

    pub fn show<R>(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        let mut part = UiBuilder::new()
            .scope_id(self.id)
            .accessibility_role(self.role)
            .accessibility_label(self.name);
        if self.reached_by_key {
            part = part.sense(Sense::focusable_noninteractive());
        }
        let shown = ui.scope_builder(part, |ui| {
            if self.reached_by_key {
                let response = ui.response();
                focus::seen(ui, &response);
                // Also while another window has the keyboard: this is where it goes on.
                if ui.memory(|memory| memory.has_focus(self.id)) {
                    let top = ui.max_rect();
                    let edge = Stroke::new(2.0, theme::tokens(ui).accent.fill);
                    ui.painter().hline(top.x_range(), top.top(), edge);
                }
            }
            contents(ui)
        });
        ui.ctx().accesskit_node_builder(self.id, |node| set_bounds(node, shown.response.rect));
        shown
    }
}
