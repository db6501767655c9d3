//! A row of a list: what it is, a quieter line, and what can be done with it on the right.

use std::hash::Hash;

use egui::{
    Align, Color32, CornerRadius, Id, Layout, Rect, Response, Sense, Stroke, StrokeKind,
    TextWrapMode, Ui, UiBuilder, WidgetInfo, WidgetText, accesskit::Role, pos2, vec2,
};

use super::avatar;
use crate::{
    Icon, Size,
    interaction::{focus_ring, quiet_ground},
    space, theme,
};

/// One row. Its `key` is the lasting id of the thing shown, so that focus stays when rows move.
#[must_use = "call `show` or `show_with`"]
pub struct ListRow<'a> {
    key: Id,
    title: &'a str,
    note: Option<&'a str>,
    lead: Lead<'a>,
    chosen: bool,
    pressable: bool,
    struck: bool,
    name: Option<String>,
}

enum Lead<'a> {
    None,
    Icon(Icon),
    Person(&'a str, usize),
    Number(usize),
}

impl<'a> ListRow<'a> {
    pub fn new(key: impl Hash + std::fmt::Debug, title: &'a str) -> Self {
        Self {
            key: Self::id(key),
            title,
            note: None,
            lead: Lead::None,
            chosen: false,
            pressable: false,
            struck: false,
            name: None,
        }
    }

    /// The lasting id of the row with this key, for giving it the focus.
    pub fn id(key: impl Hash + std::fmt::Debug) -> Id {
        Id::unique(("list-row", key))
    }

    /// A quieter line under the title.
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = Some(note);
        self
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.lead = Lead::Icon(icon);
        self
    }

    /// An avatar in front.
    pub fn person(mut self, name: &'a str, index: usize) -> Self {
        self.lead = Lead::Person(name, index);
        self
    }

    /// A number in front, for lists people refer to aloud.
    pub fn number(mut self, number: usize) -> Self {
        self.lead = Lead::Number(number);
        self
    }

    /// The whole row can be pressed.
    pub fn pressable(mut self) -> Self {
        self.pressable = true;
        self
    }

    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    /// Done or set aside: struck through.
    pub fn struck(mut self, struck: bool) -> Self {
        self.struck = struck;
        self
    }

    /// What a screen reader says instead of title and note.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    pub fn show(self, ui: &mut Ui) -> Response {
        self.show_with(ui, |_| {}).0
    }

    /// With buttons or badges on the right, added from the right to the left.
    pub fn show_with<R>(self, ui: &mut Ui, trailing: impl FnOnce(&mut Ui) -> R) -> (Response, R) {
        let tokens = theme::tokens(ui);
        let width = ui.available_width();
        let trailing_key = self.key.with("trailing");
        let trailing_width: f32 = ui.data(|data| data.get_temp(trailing_key)).unwrap_or(0.0);
        let pad = vec2(space::S, 6.0);
        let lead_width = match self.lead {
            Lead::None => 0.0,
            Lead::Icon(_) => 20.0 + space::M,
            Lead::Number(_) => 24.0 + space::S,
            Lead::Person(..) => 32.0 + space::M,
        };
        let most = (width - 2.0 * pad.x - lead_width - trailing_width).max(60.0);

        let mut title =
            if self.chosen { Size::Body.strong(self.title) } else { Size::Body.text(self.title) };
        if self.struck {
            title = title.strikethrough();
        }
        let wrap = Some(TextWrapMode::Wrap);
        let title = WidgetText::from(title).into_galley(ui, wrap, most, egui::TextStyle::Body);
        let note = self.note.map(|note| {
            let note = WidgetText::from(Size::Note.text(note));
            note.into_galley(ui, wrap, most, egui::TextStyle::Small)
        });
        let text_height = title.size().y + note.as_ref().map_or(0.0, |note| note.size().y + 2.0);
        let height = (text_height + 2.0 * pad.y).max(theme::target(ui) + space::XS);

        let sense = if self.pressable { Sense::click() } else { Sense::hover() };
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, self.key, sense);
        if ui.is_rect_visible(rect) {
            let rest = if self.chosen { tokens.ground.selected } else { Color32::TRANSPARENT };
            let radius = CornerRadius::same(space::CONTROL_RADIUS);
            let fill = quiet_ground(ui, &response, rest);
            ui.painter().rect_filled(rect, radius, fill);
            if self.chosen && tokens.edge.control > 1.0 {
                let edge = Stroke::new(tokens.edge.control, tokens.accent.fill);
                ui.painter().rect_stroke(rect, radius, edge, StrokeKind::Inside);
            }
            focus_ring(ui, &response, rect.shrink(1.0), space::CONTROL_RADIUS);
            let inner = rect.shrink2(pad);
            let middle = inner.left_center();
            match self.lead {
                Lead::None => {}
                Lead::Icon(icon) => {
                    let place = Rect::from_center_size(middle + vec2(10.0, 0.0), vec2(20.0, 20.0));
                    icon.paint(ui.painter(), place, tokens.ink.muted);
                }
                Lead::Number(number) => {
                    ui.painter().text(
                        middle + vec2(12.0, 0.0),
                        egui::Align2::CENTER_CENTER,
                        number,
                        Size::Body.strong_font(),
                        tokens.ink.muted,
                    );
                }
                Lead::Person(name, index) => {
                    let place = Rect::from_center_size(middle + vec2(16.0, 0.0), vec2(32.0, 32.0));
                    avatar::paint(ui, place, name, index);
                }
            }
            let ink = if self.struck { tokens.ink.muted } else { tokens.ink.text };
            let at = pos2(inner.left() + lead_width, rect.center().y - text_height / 2.0);
            let title_height = title.size().y;
            ui.painter().galley_with_override_text_color(at, title, ink);
            if let Some(note) = note {
                let at = at + vec2(0.0, title_height + 2.0);
                ui.painter().galley_with_override_text_color(at, note, tokens.ink.muted);
            }
        }
        let role = if self.pressable { Role::Button } else { Role::ListItem };
        response.widget_info(|| {
            let name = self.name.clone().unwrap_or_else(|| match self.note {
                Some(note) => format!("{}, {note}", self.title),
                None => self.title.to_owned(),
            });
            WidgetInfo::labeled(role, ui.is_enabled(), name)
        });
        if self.pressable && self.chosen {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(true));
        }

        let mut right = ui.new_child(
            UiBuilder::new()
                .scope_id(self.key.with("right"))
                .max_rect(rect.shrink2(vec2(pad.x, 0.0)))
                .layout(Layout::right_to_left(Align::Center)),
        );
        let inner = trailing(&mut right);
        let used = right.min_rect();
        let used = if used.width() > 0.5 { used.width() + space::S } else { 0.0 };
        if (used - trailing_width).abs() > 0.5 {
            ui.data_mut(|data| data.insert_temp(trailing_key, used));
            ui.ctx().request_discard("a row learned how much room its buttons take");
        }
        (response, inner)
    }
}
