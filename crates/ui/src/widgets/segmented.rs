//! One of a few, side by side; arrow keys move between them.

use egui::{
    Color32, CornerRadius, Response, Sense, Stroke, StrokeKind, TextWrapMode, Ui, WidgetInfo,
    WidgetText, accesskit::Role, vec2,
};

use crate::{
    Icon, Size,
    interaction::{focus_ring, quiet_ground},
    space, theme,
};

/// Chooses one value of a few. `name` says to screen readers what is chosen; the response has
/// `changed` set when it was. Wraps onto more lines when there is no room.
pub fn segmented<T: PartialEq + Copy>(
    ui: &mut Ui,
    name: &str,
    current: &mut T,
    options: &[(T, &str)],
) -> Response {
    let before = *current;
    let group = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::RadioGroup);
            node.set_label(name);
        });
        for (value, label) in options {
            if segment(ui, label, *value == *current).clicked() {
                *current = *value;
            }
        }
    });
    let mut response = group.response;
    if before != *current {
        response.mark_changed();
    }
    response
}

fn segment(ui: &mut Ui, label: &str, chosen: bool) -> Response {
    let tick = 16.0;
    let text = if chosen { Size::Body.strong(label) } else { Size::Body.text(label) };
    let galley = WidgetText::from(text).into_galley(
        ui,
        Some(TextWrapMode::Extend),
        f32::INFINITY,
        egui::TextStyle::Button,
    );
    let mark_room = if chosen { tick + 6.0 } else { 0.0 };
    let size = vec2(galley.size().x + mark_room + 2.0 * space::M, theme::target(ui));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if ui.is_rect_visible(rect) {
        let tokens = theme::tokens(ui);
        let radius = CornerRadius::same(space::CONTROL_RADIUS);
        let (fill, edge, ink) = if chosen {
            let edge = Stroke::new(tokens.edge.control.max(1.5), tokens.accent.fill);
            (tokens.ground.selected, edge, tokens.accent.fill)
        } else {
            let edge = Stroke::new(tokens.edge.control, tokens.ink.border);
            (quiet_ground(ui, &response, Color32::TRANSPARENT), edge, tokens.ink.text)
        };
        ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
        focus_ring(ui, &response, rect, space::CONTROL_RADIUS);
        let mut at = rect.left_center() + vec2(space::M, 0.0);
        if chosen {
            let place = egui::Rect::from_center_size(at + vec2(tick / 2.0, 0.0), vec2(tick, tick));
            Icon::Check.paint(ui.painter(), place, ink);
            at.x += mark_room;
        }
        at.y -= galley.size().y / 2.0;
        ui.painter().galley_with_override_text_color(at, galley, ink);
    }
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    response
}
