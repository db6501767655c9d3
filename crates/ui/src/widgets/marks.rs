//! Favourite and least favourite: a triangle up, a triangle down, a word for each, or none.

use std::sync::Arc;

use egui::{
    Align, Color32, CornerRadius, Galley, Layout, Rect, Response, Sense, Stroke, StrokeKind,
    TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText, accesskit::Role, vec2,
};

use crate::{
    Icon, Size,
    interaction::{focus_ring, quiet_ground},
    space, theme,
};

/// What one person gave one item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    Favourite,
    LeastFavourite,
    #[default]
    None,
}

/// The words: on the buttons, and of the item for screen readers ("Favourite mark for: …").
#[derive(Clone, Copy, Debug)]
pub struct MarkWords<'a> {
    pub favourite: &'a str,
    pub least_favourite: &'a str,
    pub favourite_name: &'a str,
    pub least_favourite_name: &'a str,
}

/// Two buttons; pressing the one that is on takes the mark back. Answers the new mark.
pub fn mark_buttons(ui: &mut Ui, current: Mark, words: MarkWords<'_>) -> Option<Mark> {
    let tokens = theme::tokens(ui);
    let mut chosen = None;
    let pairs = [
        (Mark::Favourite, Icon::Favourite, &tokens.go, words.favourite, words.favourite_name),
        (
            Mark::LeastFavourite,
            Icon::LeastFavourite,
            &tokens.stop,
            words.least_favourite,
            words.least_favourite_name,
        ),
    ];
    let sizes = pairs.map(|(_, _, _, word, _)| size_of(ui, word));
    let room = vec2(sizes[0].x + ui.spacing().item_spacing.x + sizes[1].x, sizes[0].y);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        for (mark, icon, tone, word, name) in pairs {
            let on = current == mark;
            if mark_ui(ui, on, icon, tone, word, name).clicked() {
                chosen = Some(if on { Mark::None } else { mark });
            }
        }
    });
    chosen
}

const SHAPE: f32 = 16.0;

/// As wide as the word in strong letters, so that nothing moves when a mark is set.
fn size_of(ui: &Ui, word: &str) -> Vec2 {
    let galley = galley(ui, true, word);
    vec2(SHAPE + space::S + galley.size().x + 2.0 * space::M, theme::target(ui))
}

fn galley(ui: &Ui, strong: bool, word: &str) -> Arc<Galley> {
    let text = if strong { Size::Body.strong(word) } else { Size::Body.text(word) };
    let wrap = Some(TextWrapMode::Extend);
    WidgetText::from(text).into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Button)
}

fn mark_ui(
    ui: &mut Ui,
    on: bool,
    icon: Icon,
    tone: &theme::Tone,
    word: &str,
    name: &str,
) -> Response {
    let tokens = theme::tokens(ui);
    let galley = galley(ui, on, word);
    let content = vec2(SHAPE + space::S + galley.size().x, galley.size().y.max(SHAPE));
    let (rect, response) = ui.allocate_exact_size(size_of(ui, word), Sense::click());
    if ui.is_rect_visible(rect) {
        let (fill, edge, ink, shape_ink) = if on {
            (tone.fill, Stroke::NONE, tone.on_fill, tone.on_fill)
        } else {
            let fill = quiet_ground(ui, &response, Color32::TRANSPARENT);
            let edge = Stroke::new(tokens.edge.control, tokens.ink.border);
            (fill, edge, tokens.ink.text, tone.fill)
        };
        let radius = CornerRadius::same(space::CONTROL_RADIUS);
        ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
        focus_ring(ui, &response, rect, space::CONTROL_RADIUS);
        let inner = Rect::from_center_size(rect.center(), content);
        let place = Rect::from_center_size(
            inner.left_center() + vec2(SHAPE / 2.0, 0.0),
            vec2(SHAPE, SHAPE),
        );
        icon.paint(ui.painter(), place, shape_ink);
        let at = inner.left_center() + vec2(SHAPE + space::S, -galley.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, galley, ink);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name));
    response
}
