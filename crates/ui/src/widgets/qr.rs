//! A picture for cameras, with the same text to copy for everyone else.

use egui::{
    Color32, CornerRadius, Label, Mesh, Rect, Sense, Shape, Ui, accesskit::Role, pos2, vec2,
};
use qrcode::{EcLevel, QrCode};

use super::Button;
use crate::{Icon, Size, space, theme};

/// A QR picture of `payload` with the text under it and a button that copies it.
#[must_use = "call `show`"]
pub struct QrCard<'a> {
    payload: &'a str,
    name: &'a str,
    copy: &'a str,
    size: f32,
    text_shown: bool,
}

impl<'a> QrCard<'a> {
    /// `name` says what scanning does; `copy` is the word on the button.
    pub fn new(payload: &'a str, name: &'a str, copy: &'a str) -> Self {
        Self { payload, name, copy, size: 240.0, text_shown: true }
    }

    /// Side of the picture in points.
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// Only the picture and the button, where the text is too long to read.
    pub fn text_hidden(mut self) -> Self {
        self.text_shown = false;
        self
    }

    /// Draws it; true when the text was copied. A payload too long for a picture shows only text.
    pub fn show(self, ui: &mut Ui) -> bool {
        let tokens = theme::tokens(ui);
        ui.vertical(|ui| {
            let key = egui::Id::unique(("horseshoe-qr", self.payload));
            let code: Option<Code> = ui.data_mut(|data| {
                data.get_temp_mut_or_insert_with(key, || Code::new(self.payload)).clone().into()
            });
            if let Some(code) = code.filter(|code| !code.dark.is_empty()) {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(self.size, self.size), Sense::hover());
                code.paint(ui, rect);
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_role(Role::Image);
                    node.set_label(self.name);
                });
            }
            if self.text_shown {
                ui.set_max_width(self.size.max(320.0));
                let text = Size::Note.text(self.payload).color(tokens.ink.muted);
                ui.add(Label::new(text).wrap().selectable(true));
            }
            let copied = ui.add(Button::quiet(self.copy).icon(Icon::Copy)).clicked();
            if copied {
                ui.ctx().copy_text(self.payload.to_owned());
            }
            copied
        })
        .inner
    }
}

/// The dark squares, row by row; empty when the text is too long.
#[derive(Clone, Default)]
struct Code {
    side: usize,
    dark: std::sync::Arc<[bool]>,
}

/// Cameras need this many light squares around the picture.
const QUIET_ZONE: usize = 4;

impl Code {
    fn new(payload: &str) -> Self {
        QrCode::with_error_correction_level(payload, EcLevel::M).map_or_else(
            |_too_long| Self::default(),
            |code| Self {
                side: code.width(),
                dark: code.to_colors().iter().map(|c| *c == qrcode::Color::Dark).collect(),
            },
        )
    }

    /// Dark on light in every theme: many cameras do not read the reverse.
    fn paint(&self, ui: &Ui, rect: Rect) {
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(space::CONTROL_RADIUS), Color32::WHITE);
        let pixel = 1.0 / ui.ctx().pixels_per_point();
        let module = rect.width() / (self.side + 2 * QUIET_ZONE) as f32;
        // Whole pixels keep the squares sharp.
        let module = ((module / pixel).floor() * pixel).max(pixel);
        let start = rect.center() - vec2(1.0, 1.0) * (module * self.side as f32 / 2.0);
        let start = pos2((start.x / pixel).round() * pixel, (start.y / pixel).round() * pixel);
        let mut mesh = Mesh::default();
        for (index, _) in self.dark.iter().enumerate().filter(|(_, dark)| **dark) {
            let (x, y) = (index % self.side, index / self.side);
            let at = start + vec2(x as f32, y as f32) * module;
            mesh.add_colored_rect(Rect::from_min_size(at, vec2(module, module)), Color32::BLACK);
        }
        painter.add(Shape::mesh(mesh));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_becomes_a_square_and_a_huge_one_becomes_nothing() {
        let code = Code::new("horseshoe invitation");
        assert_eq!(code.dark.len(), code.side * code.side);
        assert!(code.side >= 21);
        assert!(Code::new(&"x".repeat(5000)).dark.is_empty());
    }
}
