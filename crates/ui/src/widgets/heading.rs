//! Headings with their level, so that screen readers can jump between them.

use egui::{Label, Response, Ui, Widget, accesskit::Role};

use crate::{Size, theme};

/// A heading of level one, two or three. One level-one heading per screen.
#[must_use = "add it with `ui.add`"]
pub struct Heading {
    text: String,
    level: usize,
}

impl Heading {
    pub fn one(text: impl Into<String>) -> Self {
        Self { text: text.into(), level: 1 }
    }

    pub fn two(text: impl Into<String>) -> Self {
        Self { text: text.into(), level: 2 }
    }

    pub fn three(text: impl Into<String>) -> Self {
        Self { text: text.into(), level: 3 }
    }
}

impl Widget for Heading {
    fn ui(self, ui: &mut Ui) -> Response {
        let size = match self.level {
            1 => Size::Heading1,
            2 => Size::Heading2,
            _ => Size::Heading3,
        };
        let text = size.strong(&self.text).color(theme::tokens(ui).ink.text);
        let response = ui.add(Label::new(text).wrap());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Heading);
            node.set_level(self.level);
            node.clear_value();
            node.set_label(self.text);
        });
        response
    }
}
