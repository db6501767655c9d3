//! The line at the bottom that says how things stand, and tells screen readers when it changes.

use egui::{
    Id, Response, Sense, TextWrapMode, Ui, WidgetText,
    accesskit::{Live, Role},
    vec2,
};

use crate::{
    Icon, Size,
    interaction::{focus_ring, quiet_ground, set_bounds},
    space, theme,
};

/// A permanent polite live region: draw it every frame with the same id, also when it is quiet.
#[must_use = "call `show`"]
pub struct StatusLine<'a> {
    id: Id,
    icon: Icon,
    text: &'a str,
    announced: Option<&'a str>,
}

impl<'a> StatusLine<'a> {
    pub fn new(id: Id, icon: Icon, text: &'a str) -> Self {
        Self { id, icon, text, announced: None }
    }

    /// What screen readers hear instead, when eyes get a shorter form.
    pub fn announced(mut self, announced: &'a str) -> Self {
        self.announced = Some(announced);
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let icon = 16.0;
        let text = WidgetText::from(Size::Note.text(self.text));
        let most = (ui.available_width() - icon - space::S).max(60.0);
        let wrap = Some(TextWrapMode::Wrap);
        let galley = text.into_galley(ui, wrap, most, egui::TextStyle::Small);
        let size = vec2(galley.size().x + icon + 6.0, galley.size().y.max(icon));
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.id, Sense::empty());
        let place = egui::Rect::from_min_size(
            egui::pos2(rect.left(), rect.center().y - icon / 2.0),
            vec2(icon, icon),
        );
        self.icon.paint(ui.painter(), place, tokens.ink.muted);
        let at = rect.left_top() + vec2(icon + 6.0, 0.0);
        ui.painter().galley_with_override_text_color(at, galley, tokens.ink.muted);
        live(ui, self.id, rect, self.announced.unwrap_or(self.text));
        response
    }
}

/// Lines that say how things stand, which together can be pressed to see more.
pub fn pressable_line(ui: &mut Ui, id: Id, name: &str, lines: impl FnOnce(&mut Ui)) -> Response {
    let ground = ui.painter().add(egui::Shape::Noop);
    let inner = ui.horizontal(|ui| {
        ui.set_min_height(theme::target(ui));
        lines(ui);
    });
    let rect = inner.response.rect.expand2(vec2(space::XS, 0.0));
    // What it says is read line by line; whoever uses keys opens it by its own.
    let response = ui.interact(rect, id, Sense::CLICK);
    let fill = quiet_ground(ui, &response, egui::Color32::TRANSPARENT);
    let radius = egui::CornerRadius::same(space::CONTROL_RADIUS);
    ui.painter().set(ground, egui::Shape::rect_filled(rect, radius, fill));
    focus_ring(ui, &response, rect.shrink(1.0), space::CONTROL_RADIUS);
    response.on_hover_text(name)
}

/// Something to be said that is shown elsewhere: an invisible permanent polite live region.
pub(super) fn live(ui: &Ui, id: Id, rect: egui::Rect, text: &str) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(text);
        set_bounds(node, rect);
    });
}
