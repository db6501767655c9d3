//! The places of the window, on the left: icon and word, or only the icon when room is short.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, Galley, Rect, Response, Sense, TextWrapMode, Ui, Vec2, WidgetInfo,
    WidgetText, accesskit::Role, pos2, vec2,
};

use crate::{
    Icon, Size,
    interaction::{focus_ring, quiet_ground},
    space, theme,
};

/// One place.
#[derive(Clone, Debug)]
pub struct RailItem<'a> {
    pub icon: Icon,
    pub label: &'a str,
    /// The key that goes there, shown on hover and told to screen readers.
    pub keys: Option<&'a str>,
    /// A word or number about what waits there, for example "2 new".
    pub news: Option<&'a str>,
    /// A little distance above: a new group of places.
    pub apart: bool,
}

/// The rail. Draw it inside a side panel of [`Rail::width`].
#[must_use = "call `show`"]
pub struct Rail<'a> {
    name: &'a str,
    items: &'a [RailItem<'a>],
    current: usize,
    narrow: bool,
}

impl<'a> RailItem<'a> {
    pub fn new(icon: Icon, label: &'a str) -> Self {
        Self { icon, label, keys: None, news: None, apart: false }
    }

    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    pub fn news(mut self, news: &'a str) -> Self {
        self.news = Some(news);
        self
    }

    pub fn apart(mut self) -> Self {
        self.apart = true;
        self
    }
}

impl<'a> Rail<'a> {
    /// `name` is what screen readers call the whole rail; `current` the place people are at.
    pub fn new(name: &'a str, items: &'a [RailItem<'a>], current: usize) -> Self {
        Self { name, items, current, narrow: false }
    }

    /// Icons only; words on hover.
    pub fn narrow(mut self, narrow: bool) -> Self {
        self.narrow = narrow;
        self
    }

    /// How wide a rail is, without the panel's margins.
    pub fn width(narrow: bool) -> f32 {
        if narrow { 44.0 } else { 200.0 }
    }

    /// Draws it; answers which place was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let mut pressed = None;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.set_width(Self::width(self.narrow));
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::List);
                node.set_label(self.name);
                node.set_size_of_set(self.items.len());
            });
            for (index, item) in self.items.iter().enumerate() {
                if item.apart {
                    ui.add_space(space::L);
                }
                if self.item_ui(ui, index, item).clicked() {
                    pressed = Some(index);
                }
            }
        });
        pressed
    }

    fn item_ui(&self, ui: &mut Ui, index: usize, item: &RailItem<'_>) -> Response {
        let tokens = theme::tokens(ui);
        let here = index == self.current;
        let width = ui.available_width();
        let most = (width - 20.0 - 4.0 * space::S).max(40.0);
        let text = if here { Size::Body.strong(item.label) } else { Size::Body.text(item.label) };
        let galley = (!self.narrow).then(|| {
            let wrap = Some(TextWrapMode::Wrap);
            WidgetText::from(text).into_galley(ui, wrap, most, egui::TextStyle::Button)
        });
        let news = item.news.filter(|_| !self.narrow).map(|news| {
            let news = WidgetText::from(Size::Caption.strong(news));
            news.into_galley(ui, Some(TextWrapMode::Extend), most, egui::TextStyle::Small)
        });
        let size =
            |galley: &Option<Arc<Galley>>| galley.as_ref().map_or(Vec2::ZERO, |it| it.size());
        let (words, news_size) = (size(&galley), size(&news));
        // What waits there stands beside the word, or under it where there is no room.
        let under = words.x + news_size.x + space::S > most;
        let text_height = words.y + if under { news_size.y } else { 0.0 };
        let height = (text_height + space::S).max(theme::target(ui));
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
        if ui.is_rect_visible(rect) {
            let radius = CornerRadius::same(space::CONTROL_RADIUS);
            let rest = if here { tokens.ground.selected } else { Color32::TRANSPARENT };
            ui.painter().rect_filled(rect, radius, quiet_ground(ui, &response, rest));
            if here {
                // The bar on the edge says "here" without colour.
                let bar = Rect::from_min_max(
                    rect.left_top() + vec2(0.0, 7.0),
                    rect.left_bottom() + vec2(3.0, -7.0),
                );
                ui.painter().rect_filled(bar, CornerRadius::same(2), tokens.accent.fill);
            }
            focus_ring(ui, &response, rect.shrink(2.0), space::CONTROL_RADIUS);
            let ink = if here { tokens.accent.fill } else { tokens.ink.text };
            let icon_x = if self.narrow { rect.center().x } else { rect.left() + space::M + 10.0 };
            let place = Rect::from_center_size(pos2(icon_x, rect.center().y), vec2(20.0, 20.0));
            item.icon.paint(ui.painter(), place, ink);
            if let Some(galley) = galley {
                let at = pos2(place.right() + space::M, rect.center().y - text_height / 2.0);
                ui.painter().galley_with_override_text_color(at, galley, ink);
            }
            if let Some(news) = news {
                let at = if under {
                    pos2(place.right() + space::M, rect.center().y - text_height / 2.0 + words.y)
                } else {
                    rect.right_center() - vec2(space::S + news_size.x, news_size.y / 2.0)
                };
                ui.painter().galley_with_override_text_color(at, news, tokens.ink.muted);
            } else if item.news.is_some() {
                ui.painter().circle_filled(place.right_top(), 4.0, tokens.accent.fill);
            }
        }
        response.widget_info(|| {
            let name = match item.news {
                Some(news) => format!("{}, {news}", item.label),
                None => item.label.to_owned(),
            };
            WidgetInfo::labeled(Role::Link, ui.is_enabled(), name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(index);
            if here {
                node.set_aria_current(egui::accesskit::AriaCurrent::Page);
            }
            if let Some(keys) = item.keys {
                node.set_keyboard_shortcut(keys);
            }
        });
        match (self.narrow, item.keys) {
            (true, Some(keys)) => response.on_hover_text(format!("{} ({keys})", item.label)),
            (true, None) => response.on_hover_text(item.label),
            (false, Some(keys)) => response.on_hover_text(keys),
            (false, None) => response,
        }
    }
}
