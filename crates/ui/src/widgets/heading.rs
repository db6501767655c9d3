//! Headings with their level, so that screen readers can jump between them.

use egui::{Label, Response, Sense, Ui, Widget, accesskit::Role};

use crate::{Size, focus, theme};

/// A heading of three sizes. One of the first size per screen. Its level for screen readers is one below the last
/// larger one: none is ever left out.
#[must_use = "add it with `ui.add`"]
pub struct Heading {
    text: String,
    size: usize,
    rank: usize,
    takes_focus: bool,
}

/// The ranks of the headings the next one may be under.
#[derive(Clone, Default)]
struct Outline {
    pass: u64,
    above: Vec<usize>,
}

impl Heading {
    pub fn one(text: impl Into<String>) -> Self {
        Self::new(text.into(), 1)
    }

    pub fn two(text: impl Into<String>) -> Self {
        Self::new(text.into(), 2)
    }

    pub fn three(text: impl Into<String>) -> Self {
        Self::new(text.into(), 3)
    }

    /// It begins a part of the screen, however small it is written.
    pub fn of_a_part(mut self) -> Self {
        self.rank = 2;
        self
    }

    /// The focus may be put here: at the beginning of something that has just appeared.
    pub fn takes_focus(mut self) -> Self {
        self.takes_focus = true;
        self
    }

    fn new(text: String, size: usize) -> Self {
        Self { text, size, rank: size, takes_focus: false }
    }
}

impl Widget for Heading {
    fn ui(self, ui: &mut Ui) -> Response {
        let size = match self.size {
            1 => Size::Heading1,
            2 => Size::Heading2,
            _ => Size::Heading3,
        };
        let text = size.strong(&self.text).color(theme::tokens(ui).ink.text);
        let mut label = Label::new(text).wrap();
        if self.takes_focus {
            label = label.sense(Sense::focusable_noninteractive());
        }
        let response = ui.add(label);
        if self.takes_focus {
            focus::seen(ui, &response);
        }
        let level = level(ui, self.rank);
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Heading);
            node.set_level(level);
            node.clear_value();
            node.set_label(self.text);
        });
        response
    }
}

fn level(ui: &Ui, rank: usize) -> usize {
    let pass = ui.ctx().cumulative_pass_nr();
    ui.data_mut(|data| {
        let outline: &mut Outline =
            data.get_temp_mut_or_default(egui::Id::unique("horseshoe-outline"));
        if outline.pass != pass {
            *outline = Outline { pass, above: Vec::new() };
        }
        outline.above.retain(|above| *above < rank);
        outline.above.push(rank);
        outline.above.len()
    })
}
