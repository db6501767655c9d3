//! What all our widgets share: focus ring, disabled with a reason, states of a surface.

use egui::{
    Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit,
};

use crate::{focus, theme};

/// Whether something can be used, and if not, why.
#[derive(Clone, Debug, Default)]
pub(crate) enum Usable {
    #[default]
    Yes,
    /// Stays in the tab order so that the reason can be read.
    No { because: String },
}

impl Usable {
    pub(crate) fn in_ui(&self, ui: &Ui) -> bool {
        matches!(self, Self::Yes) && ui.is_enabled()
    }

    /// Clicks while usable; otherwise only focus and hovering, so that `clicked` is never true.
    pub(crate) fn sense(&self) -> Sense {
        match self {
            Self::Yes => Sense::click(),
            Self::No { .. } => Sense::focusable_noninteractive() | Sense::HOVER,
        }
    }

    /// Names the widget, and says the reason to eyes (on hover or focus) and to screen readers.
    pub(crate) fn describe(&self, response: Response, info: impl Fn() -> WidgetInfo) -> Response {
        response.widget_info(info);
        match self {
            Self::Yes => response,
            Self::No { because } => {
                response.ctx.accesskit_node_builder(response.id, |node| {
                    node.set_disabled();
                    node.set_description(because.as_str());
                });
                if response.has_focus() {
                    response.show_tooltip_text(because);
                }
                response.on_hover_text(because)
            }
        }
    }
}

/// Two points of accent around a gap: visible on any ground.
pub(crate) fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    focus::seen(ui, response);
    if response.has_focus() {
        let tokens = theme::tokens(ui);
        let rect = rect.expand(2.0);
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(radius + 2),
            Stroke::new(tokens.edge.focus, tokens.accent.fill),
            StrokeKind::Outside,
        );
    }
}

/// A dashed edge: this is here, but not now. Needs neither colour nor fading.
pub(crate) fn unusable_edge(ui: &Ui, rect: Rect, edge: Stroke) {
    if edge.is_empty() {
        return;
    }
    let rect = rect.shrink(0.5);
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    ui.painter().extend(egui::Shape::dashed_line(&corners, edge, 4.0, 3.0));
}

/// Where a node of the tree is, in points.
pub(crate) fn set_bounds(node: &mut accesskit::Node, rect: Rect) {
    node.set_bounds(accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    });
}

/// The quiet ground of something that can be pressed.
pub(crate) fn quiet_ground(ui: &Ui, response: &Response, at_rest: Color32) -> Color32 {
    let ground = &theme::tokens(ui).ground;
    if response.is_pointer_button_down_on() {
        ground.pressed
    } else if response.hovered() && response.sense.senses_click() {
        ground.hover
    } else {
        at_rest
    }
}
