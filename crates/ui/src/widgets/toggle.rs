//! Checkbox and switch: something is so, or not.

use egui::{
    Color32, CornerRadius, Rect, Response, Stroke, StrokeKind, TextWrapMode, Ui, Widget,
    WidgetInfo, WidgetText, accesskit::Role, lerp, pos2, vec2,
};

use crate::{
    Icon, Size,
    interaction::{Usable, focus_ring, quiet_ground},
    space, theme,
};

/// A box with a tick and a word: part of a list, or a choice that takes effect later.
#[must_use = "add it with `ui.add`"]
pub struct Checkbox<'a> {
    on: &'a mut bool,
    label: String,
    usable: Usable,
}

/// A switch with a word: takes effect at once.
#[must_use = "add it with `ui.add`"]
pub struct Switch<'a> {
    on: &'a mut bool,
    label: String,
    usable: Usable,
}

impl<'a> Checkbox<'a> {
    pub fn new(on: &'a mut bool, label: impl Into<String>) -> Self {
        Self { on, label: label.into(), usable: Usable::Yes }
    }

    pub fn disabled_because(mut self, reason: impl Into<String>) -> Self {
        self.usable = Usable::No { because: reason.into() };
        self
    }
}

impl<'a> Switch<'a> {
    pub fn new(on: &'a mut bool, label: impl Into<String>) -> Self {
        Self { on, label: label.into(), usable: Usable::Yes }
    }

    pub fn disabled_because(mut self, reason: impl Into<String>) -> Self {
        self.usable = Usable::No { because: reason.into() };
        self
    }
}

impl Widget for Checkbox<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let mark = vec2(20.0, 20.0);
        toggle(ui, self.on, &self.label, &self.usable, Role::CheckBox, mark, |ui, rect, on, ink| {
            let tokens = theme::tokens(ui);
            let radius = CornerRadius::same(4);
            if on {
                ui.painter().rect_filled(rect, radius, ink.fill);
                Icon::Check.paint(ui.painter(), rect.shrink(2.0), ink.on_fill);
            } else {
                let edge = Stroke::new(tokens.edge.control.max(1.5), ink.edge);
                let fill = tokens.ground.surface;
                ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
            }
        })
    }
}

impl Widget for Switch<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let mark = vec2(40.0, 22.0);
        toggle(ui, self.on, &self.label, &self.usable, Role::Switch, mark, |ui, rect, on, ink| {
            let tokens = theme::tokens(ui);
            let way = ui.ctx().animate_bool(ui.next_auto_id().with("way"), on);
            let radius = rect.height() / 2.0;
            let x = lerp(rect.left() + radius..=rect.right() - radius, way);
            let knob = pos2(x, rect.center().y);
            if on {
                ui.painter().rect_filled(rect, radius, ink.fill);
                ui.painter().circle_filled(knob, radius - 3.0, ink.on_fill);
                let tick = Rect::from_center_size(knob, vec2(10.0, 10.0));
                Icon::Check.paint(ui.painter(), tick, ink.fill);
            } else {
                let edge = Stroke::new(tokens.edge.control.max(1.5), ink.edge);
                let fill = tokens.ground.surface;
                ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
                ui.painter().circle_filled(knob, radius - 5.0, ink.edge);
            }
        })
    }
}

struct MarkInk {
    fill: Color32,
    on_fill: Color32,
    edge: Color32,
}

fn toggle(
    ui: &mut Ui,
    on: &mut bool,
    label: &str,
    usable: &Usable,
    role: Role,
    mark: egui::Vec2,
    paint: impl FnOnce(&Ui, Rect, bool, &MarkInk),
) -> Response {
    let most = (ui.max_rect().width() - mark.x - 2.0 * space::S).max(60.0);
    let text = WidgetText::from(Size::Body.text(label));
    let galley = text.into_galley(ui, Some(TextWrapMode::Wrap), most, egui::TextStyle::Body);
    let text_size = galley.size();
    let size = vec2(
        mark.x + text_size.x + 2.0 * space::S,
        (text_size.y + space::S).max(theme::target(ui)),
    );
    let (rect, mut response) = ui.allocate_exact_size(size, usable.sense());
    let works = usable.in_ui(ui);
    if response.clicked() && works {
        *on = !*on;
        response.mark_changed();
    }
    if ui.is_rect_visible(rect) {
        let tokens = theme::tokens(ui);
        let ground = quiet_ground(ui, &response, Color32::TRANSPARENT);
        let ground = if works { ground } else { Color32::TRANSPARENT };
        ui.painter().rect_filled(rect, CornerRadius::same(space::CONTROL_RADIUS), ground);
        focus_ring(ui, &response, rect, space::CONTROL_RADIUS);
        let ink = if works {
            MarkInk {
                fill: tokens.accent.fill,
                on_fill: tokens.accent.on_fill,
                edge: tokens.ink.border,
            }
        } else {
            MarkInk {
                fill: tokens.ink.border,
                on_fill: tokens.ground.surface,
                edge: tokens.ink.border,
            }
        };
        let place =
            Rect::from_center_size(rect.left_center() + vec2(mark.x / 2.0 + space::XS, 0.0), mark);
        paint(ui, place, *on, &ink);
        let at = pos2(place.right() + space::S, rect.center().y - text_size.y / 2.0);
        let words = if works { tokens.ink.text } else { tokens.ink.muted };
        ui.painter().galley_with_override_text_color(at, galley, words);
    }
    let now = *on;
    usable.describe(response, || WidgetInfo::selected(role, works, now, label))
}
