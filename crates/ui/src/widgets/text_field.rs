//! A field with its label above, a hint below, and what is wrong in words.

use egui::{Align2, Frame, Margin, Response, Stroke, TextEdit, Ui, accesskit};

use crate::{Icon, Size, focus, space, theme};

/// One labelled text. For text several people write at once see [`crate::LiveText`].
#[must_use = "call `show`"]
pub struct TextField {
    label: String,
    placeholder: String,
    hint: Option<String>,
    problem: Option<String>,
    rows: usize,
    secret: bool,
    label_shown: bool,
    width: Option<f32>,
    limit: usize,
    id: Option<egui::Id>,
}

impl TextField {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            placeholder: String::new(),
            hint: None,
            problem: None,
            rows: 1,
            secret: false,
            label_shown: true,
            width: None,
            limit: usize::MAX,
            id: None,
        }
    }

    /// An example inside the empty field. Never the only place where something is explained.
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// A quiet line under the field.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong, in words; takes the hint's place.
    pub fn problem(mut self, problem: Option<impl Into<String>>) -> Self {
        self.problem = problem.map(Into::into);
        self
    }

    /// More than one makes it a place for paragraphs.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Shows dots instead of letters.
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The label is only for screen readers, because the surroundings say it to eyes.
    pub fn label_hidden(mut self) -> Self {
        self.label_shown = false;
        self
    }

    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Not more characters than this.
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// A lasting id, so that focus can be asked for from elsewhere.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws the field. The response is that of the text: `changed`, `lost_focus`, …
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Response {
        let tokens = theme::tokens(ui);
        let width = self.width.unwrap_or_else(|| ui.available_width().min(space::READING_WIDTH));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::XS;
            let label = self
                .label_shown
                .then(|| ui.label(Size::Note.strong(&self.label).color(tokens.ink.text)));

            // The stronger edge of a problem takes its point from the margin: nothing moves.
            let (edge, margin) = if self.problem.is_some() {
                let edge = Stroke::new(tokens.edge.control + 1.0, tokens.stop.fill);
                (edge, Margin::symmetric(space::M as i8 - 1, 6))
            } else {
                let edge = Stroke::new(tokens.edge.control, tokens.ink.border);
                (edge, Margin::symmetric(space::M as i8, 7))
            };
            let mut edit = if self.rows > 1 {
                TextEdit::multiline(text).desired_rows(self.rows)
            } else {
                TextEdit::singleline(text).password(self.secret)
            };
            let frame = field_frame(ui, edge).inner_margin(margin);
            edit = edit
                .hint_text(Size::Body.text(self.placeholder).color(tokens.ink.muted))
                .desired_width(width)
                .char_limit(self.limit)
                .min_size(egui::vec2(0.0, theme::target(ui)))
                .align(if self.rows > 1 { Align2::LEFT_TOP } else { Align2::LEFT_CENTER })
                .frame(frame);
            // The label is the lasting id, within the part of the screen the field stands in.
            let within = ui.scope_id();
            edit = edit.id(self.id.unwrap_or_else(|| within.with(("field", &self.label))));
            let mut output = edit.show(ui);
            if self.secret {
                // What could be undone would be kept beside the text.
                output.state.clear_undoer();
            }
            let response: Response = output.response.response;
            let response = match label {
                Some(label) => response.labelled_by(label.id),
                None => response.accessible_name(self.label.as_str()),
            };
            field_focus(ui, &response);

            let described = match (&self.problem, &self.hint) {
                (Some(problem), _) => {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().interact_size.y = 0.0;
                        Icon::Warning.ui(ui, 16.0, tokens.stop.fill);
                        ui.label(Size::Note.text(problem).color(tokens.stop.fill));
                    });
                    Some(problem)
                }
                (None, Some(hint)) => {
                    ui.label(Size::Note.text(hint).color(tokens.ink.muted));
                    Some(hint)
                }
                (None, None) => None,
            };
            if let Some(described) = described {
                ui.ctx().accesskit_node_builder(response.id, |node| {
                    node.set_description(described.as_str());
                    if self.problem.is_some() {
                        node.set_invalid(accesskit::Invalid::True);
                    }
                });
            }
            response
        })
        .inner
    }
}

/// The frame all text fields share.
pub(crate) fn field_frame(ui: &Ui, edge: Stroke) -> Frame {
    Frame::new()
        .fill(theme::tokens(ui).ground.surface)
        .stroke(edge)
        .corner_radius(egui::CornerRadius::same(space::CONTROL_RADIUS))
}

/// The ring around a field that has the focus.
pub(crate) fn field_focus(ui: &Ui, response: &Response) {
    focus::text_seen(ui, response);
    if response.has_focus() {
        let tokens = theme::tokens(ui);
        ui.painter().rect_stroke(
            response.rect,
            egui::CornerRadius::same(space::CONTROL_RADIUS),
            Stroke::new(tokens.edge.focus, tokens.accent.fill),
            egui::StrokeKind::Outside,
        );
    }
}
