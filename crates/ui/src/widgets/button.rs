//! Buttons: one primary per place, quiet ones beside it, danger for what cannot be undone.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Rect, Response, Stroke, StrokeKind, TextWrapMode, Ui, Widget,
    WidgetInfo, WidgetText, accesskit::Role, vec2,
};

use crate::{
    Icon, Size,
    interaction::{Usable, focus_ring, quiet_ground, unusable_edge},
    space, theme,
};

/// A button with a word, and an icon if it helps.
#[must_use = "add it with `ui.add`"]
pub struct Button {
    label: String,
    icon: Option<Icon>,
    kind: Kind,
    usable: Usable,
    name: Option<String>,
    hint: Option<String>,
    wide: bool,
}

/// A button that shows only an icon; its name is required.
#[must_use = "add it with `ui.add`"]
pub struct IconButton {
    icon: Icon,
    name: String,
    usable: Usable,
    framed: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Primary,
    Quiet,
    Danger,
    /// No edge until touched: for rows and bars with several.
    Plain,
}

const ICON: f32 = 18.0;

impl Button {
    /// The one thing to do here.
    pub fn primary(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Primary)
    }

    /// One of several things to do.
    pub fn quiet(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Quiet)
    }

    /// Something that cannot be undone.
    pub fn danger(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Danger)
    }

    /// Quieter than quiet: words only.
    pub fn plain(label: impl Into<String>) -> Self {
        Self::new(label, Kind::Plain)
    }

    fn new(label: impl Into<String>, kind: Kind) -> Self {
        Self {
            label: label.into(),
            icon: None,
            kind,
            usable: Usable::Yes,
            name: None,
            hint: None,
            wide: false,
        }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What a screen reader says instead of the label, when the label needs its surroundings.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// A few more words on hover, for example the key.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Cannot be pressed now; the reason is shown and read.
    pub fn disabled_because(mut self, reason: impl Into<String>) -> Self {
        self.usable = Usable::No { because: reason.into() };
        self
    }

    /// [`Self::disabled_because`] if there is a reason.
    pub fn disabled_if(self, reason: Option<impl Into<String>>) -> Self {
        match reason {
            Some(reason) => self.disabled_because(reason),
            None => self,
        }
    }

    /// How wide it will be, for laying out what stands beside it.
    pub fn width(&self, ui: &Ui) -> f32 {
        let icon_room = if self.icon.is_some() { ICON + space::S } else { 0.0 };
        let most = ui.max_rect().width().max(80.0) - 2.0 * self.pad() - icon_room;
        let size = vec2(self.galley(ui, most).size().x + icon_room, 0.0);
        (size.x + 2.0 * self.pad()).max(theme::target(ui))
    }

    fn pad(&self) -> f32 {
        if self.kind == Kind::Plain { space::S } else { space::L }
    }

    fn galley(&self, ui: &Ui, most: f32) -> Arc<Galley> {
        let text = if self.kind == Kind::Primary || self.kind == Kind::Danger {
            Size::Body.strong(&self.label)
        } else {
            Size::Body.text(&self.label)
        };
        let wrap = Some(TextWrapMode::Wrap);
        WidgetText::from(text).into_galley(ui, wrap, most, egui::TextStyle::Button)
    }

    /// As wide as there is room.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }
}

impl Widget for Button {
    fn ui(self, ui: &mut Ui) -> Response {
        let icon_size = ICON;
        let icon_room = if self.icon.is_some() { icon_size + space::S } else { 0.0 };
        let pad = self.pad();
        let most = ui.max_rect().width().max(80.0) - 2.0 * pad - icon_room;
        let galley = self.galley(ui, most);
        let content = vec2(galley.size().x + icon_room, galley.size().y.max(icon_size));
        let least = theme::target(ui);
        let mut size = vec2(content.x + 2.0 * pad, content.y + space::S).max(vec2(least, least));
        if self.wide {
            size.x = size.x.max(ui.available_width());
        }
        let (rect, response) = ui.allocate_exact_size(size, self.usable.sense());

        if ui.is_rect_visible(rect) {
            let usable = self.usable.in_ui(ui);
            let look = self.look(ui, &response, usable);
            let radius = CornerRadius::same(space::CONTROL_RADIUS);
            if usable {
                ui.painter().rect(rect, radius, look.fill, look.edge, StrokeKind::Inside);
            } else {
                ui.painter().rect_filled(rect, radius, look.fill);
                unusable_edge(ui, rect, look.edge);
            }
            focus_ring(ui, &response, rect, space::CONTROL_RADIUS);
            let inner = Rect::from_center_size(rect.center(), content);
            if let Some(icon) = self.icon {
                let place = Rect::from_center_size(
                    inner.left_center() + vec2(icon_size / 2.0, 0.0),
                    vec2(icon_size, icon_size),
                );
                icon.paint(ui.painter(), place, look.ink);
            }
            let at = inner.left_center() + vec2(icon_room, -galley.size().y / 2.0);
            ui.painter().galley_with_override_text_color(at, galley, look.ink);
        }

        let response = self.usable.describe(response, || {
            WidgetInfo::labeled(
                Role::Button,
                self.usable.in_ui(ui),
                self.name.as_ref().unwrap_or(&self.label),
            )
        });
        match self.hint {
            Some(hint) if matches!(self.usable, Usable::Yes) => response.on_hover_text(hint),
            _ => response,
        }
    }
}

struct Look {
    fill: Color32,
    edge: Stroke,
    ink: Color32,
}

impl Button {
    fn look(&self, ui: &Ui, response: &Response, usable: bool) -> Look {
        let tokens = theme::tokens(ui);
        let edge = |colour| Stroke::new(tokens.edge.control, colour);
        if !usable {
            let plain = self.kind == Kind::Plain;
            let edge = if plain { Stroke::NONE } else { Stroke::new(1.0, tokens.ink.border) };
            return Look { fill: tokens.ground.sunken, edge, ink: tokens.ink.muted };
        }
        match self.kind {
            Kind::Primary => {
                let accent = &tokens.accent;
                let fill = if response.is_pointer_button_down_on() {
                    accent.pressed
                } else if response.hovered() {
                    accent.hover
                } else {
                    accent.fill
                };
                Look { fill, edge: Stroke::NONE, ink: accent.on_fill }
            }
            Kind::Quiet => Look {
                fill: quiet_ground(ui, response, tokens.ground.surface),
                edge: edge(tokens.ink.border),
                ink: tokens.ink.text,
            },
            Kind::Danger => {
                let touched = response.hovered() || response.is_pointer_button_down_on();
                if touched {
                    Look { fill: tokens.stop.fill, edge: Stroke::NONE, ink: tokens.stop.on_fill }
                } else {
                    Look {
                        fill: tokens.ground.surface,
                        edge: edge(tokens.stop.fill),
                        ink: tokens.stop.fill,
                    }
                }
            }
            Kind::Plain => Look {
                fill: quiet_ground(ui, response, Color32::TRANSPARENT),
                edge: Stroke::NONE,
                ink: tokens.accent.fill,
            },
        }
    }
}

impl IconButton {
    pub fn new(icon: Icon, name: impl Into<String>) -> Self {
        Self { icon, name: name.into(), usable: Usable::Yes, framed: false }
    }

    /// With an edge, where it stands alone.
    pub fn framed(mut self) -> Self {
        self.framed = true;
        self
    }

    /// Cannot be pressed now; the reason is shown and read.
    pub fn disabled_because(mut self, reason: impl Into<String>) -> Self {
        self.usable = Usable::No { because: reason.into() };
        self
    }

    /// [`Self::disabled_because`] if there is a reason.
    pub fn disabled_if(self, reason: Option<impl Into<String>>) -> Self {
        match reason {
            Some(reason) => self.disabled_because(reason),
            None => self,
        }
    }
}

impl Widget for IconButton {
    fn ui(self, ui: &mut Ui) -> Response {
        let (rect, response) =
            ui.allocate_exact_size(theme::square_target(ui), self.usable.sense());
        let usable = self.usable.in_ui(ui);
        if ui.is_rect_visible(rect) {
            let tokens = theme::tokens(ui);
            let at_rest = if self.framed { tokens.ground.surface } else { Color32::TRANSPARENT };
            let fill =
                if usable { quiet_ground(ui, &response, at_rest) } else { Color32::TRANSPARENT };
            let edge = if self.framed && usable {
                Stroke::new(tokens.edge.control, tokens.ink.border)
            } else {
                Stroke::NONE
            };
            let radius = CornerRadius::same(space::CONTROL_RADIUS);
            ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
            focus_ring(ui, &response, rect, space::CONTROL_RADIUS);
            if !usable && (self.framed || tokens.edge.control > 1.0) {
                unusable_edge(ui, rect, Stroke::new(1.0, tokens.ink.border));
            }
            let ink = if usable { tokens.ink.text } else { tokens.ink.border };
            let place = Rect::from_center_size(rect.center(), vec2(20.0, 20.0));
            self.icon.paint(ui.painter(), place, ink);
        }
        let response = self
            .usable
            .describe(response, || WidgetInfo::labeled(Role::Button, usable, &self.name));
        if usable { response.on_hover_text(self.name) } else { response }
    }
}
