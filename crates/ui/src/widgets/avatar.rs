//! A person at a glance: initials on a colour, with a pattern so that colour is never the only sign.

use egui::{
    Align2, FontId, Response, Sense, Stroke, Ui, Widget, WidgetInfo, accesskit::Role, vec2,
};

use crate::{fonts, theme};

/// Initials in a disc. Colour and rim pattern follow from `index`, the same on every device if
/// the caller derives it from the person and not from the order of joining.
#[must_use = "add it with `ui.add`"]
pub struct Avatar {
    name: String,
    index: usize,
    size: f32,
}

impl Avatar {
    pub fn new(name: impl Into<String>, index: usize) -> Self {
        Self { name: name.into(), index, size: 32.0 }
    }

    /// Diameter in points; 32 if not said.
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// Up to two letters: of the first and the last word of a name.
    pub fn initials(name: &str) -> String {
        let mut words = name
            .split_whitespace()
            .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
        let first = words.next();
        let last = words.next_back();
        let upper = first.into_iter().chain(last).flat_map(char::to_uppercase);
        let letters: String = upper.collect();
        if letters.is_empty() { "•".to_owned() } else { letters }
    }
}

impl Widget for Avatar {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(self.size, self.size), Sense::hover());
        if ui.is_rect_visible(rect) {
            paint(ui, rect, &self.name, self.index);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &self.name));
        response
    }
}

pub(super) fn paint(ui: &Ui, rect: egui::Rect, name: &str, index: usize) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    let centre = rect.center();
    let radius = rect.width() / 2.0;
    let (fill, ink) = (tokens.author(index), tokens.authors.on_fill);
    painter.circle_filled(centre, radius, fill);
    let rim = radius * 0.86;
    match (index / tokens.authors.fills.len() + index) % 4 {
        0 => {}
        1 => {
            painter.circle_stroke(centre, rim, Stroke::new(1.0, ink));
        }
        pattern => {
            let count = if pattern == 2 { 12 } else { 4 };
            for step in 0..count {
                let turn = (step as f32 + 0.5) / count as f32 * std::f32::consts::TAU;
                let out = vec2(turn.cos(), turn.sin());
                if pattern == 2 {
                    painter.circle_filled(centre + out * rim, radius * 0.06, ink);
                } else {
                    let ends = [centre + out * radius * 0.8, centre + out * radius];
                    painter.line_segment(ends, Stroke::new(1.5, ink));
                }
            }
        }
    }
    let font = FontId::new(radius * 0.78, fonts::strong());
    painter.text(centre, Align2::CENTER_CENTER, Avatar::initials(name), font, ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        assert_eq!(Avatar::initials("Amira"), "A");
        assert_eq!(Avatar::initials("jo van der berg"), "JB");
        assert_eq!(Avatar::initials("Łucja Ößmann"), "ŁÖ");
        assert_eq!(Avatar::initials("  "), "•");
    }
}
