//! How much is left of something that takes its time: no digits, no colour of alarm.

use egui::{CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, accesskit::Role, vec2};

use crate::theme;

/// A bar as wide as there is room, of which `left`, from 0 to 1, is filled; none while nothing is to be shown. Moves
/// only when that does. `name` and `value` are what screen readers say of it.
pub fn time_bar(ui: &mut Ui, height: f32, left: Option<f32>, name: &str, value: &str) -> Response {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let round = CornerRadius::from(height / 2.0);
    let edge = Stroke::new(1.0, tokens.ink.border);
    ui.painter().rect(rect, round, tokens.ground.sunken, edge, StrokeKind::Inside);
    if let Some(left) = left {
        let filled = vec2(rect.width() * left.clamp(0.0, 1.0), height);
        ui.painter().rect_filled(Rect::from_min_size(rect.min, filled), round, tokens.accent.fill);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ProgressIndicator);
        node.set_label(name);
        node.set_value(value);
    });
    response
}
