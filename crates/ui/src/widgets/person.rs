//! A person in a line of several: face and name, which stay together when the line breaks.

use egui::{Rect, Response, Sense, TextWrapMode, Ui, Widget, WidgetText, vec2};

use super::{avatar, list};
use crate::{Size, space, theme};

/// Initials in a disc with the name beside it.
#[must_use = "add it with `ui.add`"]
pub struct Person<'a> {
    face: &'a str,
    name: &'a str,
    index: usize,
}

impl<'a> Person<'a> {
    /// `face` gives the initials, `name` is shown; `index` as for [`Avatar`](super::Avatar).
    pub fn new(face: &'a str, name: &'a str, index: usize) -> Self {
        Self { face, name, index }
    }
}

const DISC: f32 = 28.0;

impl Widget for Person<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let most = (ui.max_rect().width() - DISC - 2.0 * space::S).max(40.0);
        let wrap = Some(TextWrapMode::Truncate);
        let text = WidgetText::from(Size::Body.text(self.name));
        let galley = text.into_galley(ui, wrap, most, egui::TextStyle::Body);
        let size = vec2(DISC + space::S + galley.size().x + space::S, DISC.max(galley.size().y));
        let item = list::Item::next(ui, ui.next_auto_id());
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if ui.is_rect_visible(rect) {
            let disc = rect.left_center() + vec2(DISC / 2.0, 0.0);
            let disc = Rect::from_center_size(disc, vec2(DISC, DISC));
            avatar::paint(ui, disc, self.face, self.index);
            let at = rect.left_center() + vec2(DISC + space::S, -galley.size().y / 2.0);
            ui.painter().galley_with_override_text_color(at, galley, tokens.ink.text);
        }
        item.part(ui, response.id, rect, Some(self.name));
        response
    }
}
