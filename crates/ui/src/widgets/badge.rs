//! Small labels: a state in a word, and who can see what is written here.

use egui::{
    Color32, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, TextWrapMode, Ui, Widget,
    WidgetInfo, WidgetText, accesskit::Role, vec2,
};

use crate::{Icon, Size, space, theme};

/// Who can see what is written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    OnlyYou,
    YouTwo,
    TheGroup,
    MayBeReported,
}

/// The mood of a badge; the word and the icon say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tint {
    #[default]
    Plain,
    Accent,
    Go,
    Caution,
    Stop,
}

/// A word in a small frame. It cannot be pressed.
#[must_use = "add it with `ui.add`"]
pub struct Badge {
    label: String,
    icon: Option<Icon>,
    tint: Tint,
    name: Option<String>,
}

impl Badge {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), icon: None, tint: Tint::Plain, name: None }
    }

    /// Says who can see this place, in the words given.
    pub fn scope(scope: Scope, label: impl Into<String>) -> Self {
        let (icon, tint) = match scope {
            Scope::OnlyYou => (Icon::Lock, Tint::Plain),
            Scope::YouTwo => (Icon::Person, Tint::Plain),
            Scope::TheGroup => (Icon::People, Tint::Accent),
            Scope::MayBeReported => (Icon::Export, Tint::Caution),
        };
        Self::new(label).icon(icon).tint(tint)
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    pub fn tint(mut self, tint: Tint) -> Self {
        self.tint = tint;
        self
    }

    /// What a screen reader says instead of the word.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

impl Widget for Badge {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = theme::tokens(ui);
        let line = tokens.ground.line;
        let (fill, ink, edge) = match self.tint {
            Tint::Plain => (tokens.ground.sunken, tokens.ink.muted, line),
            Tint::Accent => (tokens.ground.selected, tokens.accent.fill, Color32::TRANSPARENT),
            Tint::Go => (tokens.go.tint, tokens.go.fill, Color32::TRANSPARENT),
            Tint::Caution => (tokens.caution.tint, tokens.caution.fill, Color32::TRANSPARENT),
            Tint::Stop => (tokens.stop.tint, tokens.stop.fill, Color32::TRANSPARENT),
        };
        // Without tints the edge carries the shape.
        let edge = if fill == tokens.ground.surface { ink } else { edge };
        let icon_size = 14.0;
        let icon_room = if self.icon.is_some() { icon_size + 6.0 } else { 0.0 };
        let pad = vec2(space::S + 1.0, 3.0);
        let text = WidgetText::from(Size::Note.text(&self.label));
        let most = (ui.max_rect().width() - 2.0 * pad.x - icon_room).max(40.0);
        let galley = text.into_galley(ui, Some(TextWrapMode::Wrap), most, egui::TextStyle::Small);
        let size = vec2(galley.size().x + icon_room, galley.size().y) + 2.0 * pad;
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same((size.y / 2.0).min(13.0) as u8);
            let edge = Stroke::new(tokens.edge.control, edge);
            ui.painter().rect(rect, radius, fill, edge, StrokeKind::Inside);
            let inner = rect.shrink2(pad);
            if let Some(icon) = self.icon {
                let place = Rect::from_center_size(
                    inner.left_center() + vec2(icon_size / 2.0, 0.0),
                    vec2(icon_size, icon_size),
                );
                icon.paint(ui.painter(), place, ink);
            }
            let at = inner.left_top() + vec2(icon_room, 0.0);
            ui.painter().galley_with_override_text_color(at, galley, ink);
        }
        let name = self.name.as_ref().unwrap_or(&self.label);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
        response
    }
}
