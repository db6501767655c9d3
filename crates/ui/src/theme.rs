//! How everything looks: the person's choices, and the egui style made from them. Start here.
//!
//! Call [`install`] once with the choices from the settings and again when they change.
//! Colours come from [`tokens`], distances from [`space`], type from [`Size`].

mod tokens;

use std::sync::Arc;

use egui::{
    Context, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, Style, TextStyle,
    Theme, ThemePreference, Ui, Vec2, Visuals,
    style::{ScrollAnimation, Selection, WidgetVisuals, Widgets},
    vec2,
};

pub use self::tokens::{Accent, Authors, Edge, Ground, Ink, Papers, Tokens, Tone};
use crate::fonts;

/// Distances in points.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 24.0;
    pub const XXL: f32 = 32.0;
    pub const XXXL: f32 = 48.0;
    /// The least height and width of anything that can be pressed.
    pub const TARGET: f32 = 36.0;
    /// The same, for fingers.
    pub const TOUCH_TARGET: f32 = 44.0;
    /// Lines of running text are not made longer than this.
    pub const READING_WIDTH: f32 = 680.0;
    /// Corners of controls.
    pub const CONTROL_RADIUS: u8 = 6;
    /// Corners of cards and dialogs.
    pub const CARD_RADIUS: u8 = 10;
}

/// What a person chose about how the window looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Appearance {
    /// Follow the system, or always light or dark.
    pub theme: ThemePreference,
    pub contrast: ContrastChoice,
    pub face: Face,
    pub motion: Motion,
    /// Larger targets for fingers.
    pub touch: bool,
    /// Whether single letters and digits do something where no text is written. Screen readers have their own use for
    /// them.
    pub letter_keys: bool,
    /// 1.0 is normal; kept within 0.8 and 2.5. Scales everything, so that nothing is lost.
    pub text_scale: f32,
}

/// Normal colours, or black, white and one accent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ContrastChoice {
    #[default]
    Normal,
    High,
}

/// Which letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Face {
    #[default]
    Inter,
    /// Atkinson Hyperlegible: letters that are hard to mistake for each other.
    EasierToRead,
}

/// Whether things may move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    #[default]
    Gentle,
    /// Nothing slides or fades, and the text cursor does not blink.
    Reduced,
}

/// The type scale. `Size::text` writes a string in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Caption,
    Note,
    Body,
    Heading3,
    Heading2,
    Heading1,
    FlipchartBody,
    FlipchartItem,
    FlipchartTitle,
}

/// Text scale stays within these.
pub const TEXT_SCALES: std::ops::RangeInclusive<f32> = 0.8..=2.5;

/// How much is left of what is disabled as a whole.
const DISABLED: f32 = 0.85;

const CONTRAST_KEY: &str = "horseshoe-high-contrast";
const MOTION_KEY: &str = "horseshoe-reduced-motion";
const FACE_KEY: &str = "horseshoe-face";
const TOUCH_KEY: &str = "horseshoe-touch";

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: ThemePreference::System,
            contrast: ContrastChoice::Normal,
            face: Face::Inter,
            motion: Motion::Gentle,
            touch: false,
            letter_keys: true,
            text_scale: 1.0,
        }
    }
}

impl Size {
    /// The egui text style of this size, as installed by [`install`].
    pub fn style(self) -> TextStyle {
        match self {
            Self::Caption => TextStyle::Small,
            Self::Note => TextStyle::Name("note".into()),
            Self::Body => TextStyle::Body,
            Self::Heading3 => TextStyle::Name("heading-3".into()),
            Self::Heading2 => TextStyle::Name("heading-2".into()),
            Self::Heading1 => TextStyle::Heading,
            Self::FlipchartBody => TextStyle::Name("flipchart-body".into()),
            Self::FlipchartItem => TextStyle::Name("flipchart-item".into()),
            Self::FlipchartTitle => TextStyle::Name("flipchart-title".into()),
        }
    }

    /// Height of the letters in points at a text scale of one.
    pub const fn points(self) -> f32 {
        match self {
            Self::Caption => 12.0,
            Self::Note => 14.0,
            Self::Body => 16.0,
            Self::Heading3 => 20.0,
            Self::Heading2 => 24.0,
            Self::Heading1 => 32.0,
            Self::FlipchartBody => 28.0,
            Self::FlipchartItem => 40.0,
            Self::FlipchartTitle => 64.0,
        }
    }

    /// Plain text in this size.
    pub fn text(self, text: impl Into<String>) -> RichText {
        self.scaled(text, 1.0)
    }

    /// Plain text in a part of this size: of a page that is drawn small.
    pub fn scaled(self, text: impl Into<String>, scale: f32) -> RichText {
        let font = FontId::new(self.points() * scale, FontFamily::Proportional);
        let line_height = (self.points() * scale * self.leading()).round();
        RichText::new(text).font(font).line_height(Some(line_height))
    }

    /// Semibold text in this size.
    pub fn strong(self, text: impl Into<String>) -> RichText {
        let text = RichText::new(text).font(self.strong_font());
        text.line_height(Some((self.points() * self.leading()).round()))
    }

    pub fn font(self) -> FontId {
        FontId::new(self.points(), FontFamily::Proportional)
    }

    pub fn strong_font(self) -> FontId {
        FontId::new(self.points(), fonts::strong())
    }

    /// Running text is set wider than headings.
    const fn leading(self) -> f32 {
        match self {
            Self::Caption | Self::Note | Self::Body => 1.4,
            Self::Heading3 | Self::Heading2 | Self::FlipchartBody | Self::FlipchartItem => 1.3,
            Self::Heading1 | Self::FlipchartTitle => 1.2,
        }
    }
}

/// Gives the window its fonts, both themes, distances and scale. Cheap enough for every change
/// of a setting, not meant for every frame.
pub fn install(ctx: &Context, appearance: &Appearance) {
    let high = appearance.contrast == ContrastChoice::High;
    let reduced = appearance.motion == Motion::Reduced;
    let installed_face = ctx.data_mut(|data| {
        data.insert_temp(id(CONTRAST_KEY), high);
        data.insert_temp(id(MOTION_KEY), reduced);
        data.insert_temp(id(TOUCH_KEY), appearance.touch);
        let before = data.get_temp::<Option<Face>>(id(FACE_KEY)).flatten();
        data.insert_temp(id(FACE_KEY), Some(appearance.face));
        before
    });
    if installed_face != Some(appearance.face) {
        ctx.set_fonts(fonts::definitions(appearance.face));
    }
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, Arc::new(style(theme, appearance)));
    }
    ctx.set_theme(appearance.theme);
    let scale = appearance.text_scale.clamp(*TEXT_SCALES.start(), *TEXT_SCALES.end());
    ctx.set_zoom_factor(scale);
}

/// The colours of the theme this `ui` is drawn in.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    tokens_of(ui.ctx(), ui.visuals().dark_mode)
}

/// Whether things should keep still.
pub fn reduced_motion(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(id(MOTION_KEY))).unwrap_or(false)
}

/// The least size of anything that can be pressed, as chosen.
pub fn target(ui: &Ui) -> f32 {
    ui.spacing().interact_size.y
}

pub(crate) fn tokens_of(ctx: &Context, dark: bool) -> &'static Tokens {
    let high = ctx.data(|data| data.get_temp(id(CONTRAST_KEY))).unwrap_or(false);
    choose(dark, if high { ContrastChoice::High } else { ContrastChoice::Normal })
}

fn choose(dark: bool, contrast: ContrastChoice) -> &'static Tokens {
    let tables = &*tokens::TABLES;
    match (contrast, dark) {
        (ContrastChoice::Normal, false) => &tables.light,
        (ContrastChoice::Normal, true) => &tables.dark,
        (ContrastChoice::High, false) => &tables.contrast.light,
        (ContrastChoice::High, true) => &tables.contrast.dark,
    }
}

fn id(key: &str) -> egui::Id {
    egui::Id::unique(key)
}

fn style(theme: Theme, appearance: &Appearance) -> Style {
    let dark = theme == Theme::Dark;
    let tokens = choose(dark, appearance.contrast);
    let reduced = appearance.motion == Motion::Reduced;
    let mut style = Style { visuals: visuals(dark, tokens), ..Style::default() };

    for size in [
        Size::Caption,
        Size::Note,
        Size::Body,
        Size::Heading3,
        Size::Heading2,
        Size::Heading1,
        Size::FlipchartBody,
        Size::FlipchartItem,
        Size::FlipchartTitle,
    ] {
        let heading =
            matches!(size, Size::Heading1 | Size::Heading2 | Size::Heading3 | Size::FlipchartTitle);
        let font = if heading { size.strong_font() } else { size.font() };
        style.text_styles.insert(size.style(), font);
    }
    style.text_styles.insert(TextStyle::Button, Size::Body.font());
    style
        .text_styles
        .insert(TextStyle::Monospace, FontId::new(Size::Note.points(), FontFamily::Monospace));

    let target = if appearance.touch { space::TOUCH_TARGET } else { space::TARGET };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::S);
    spacing.button_padding = vec2(space::M, space::XS);
    spacing.interact_size = vec2(target, target);
    spacing.window_margin = Margin::same(space::XL as i8);
    spacing.menu_margin = Margin::same(space::S as i8);
    spacing.indent = space::L;
    spacing.icon_width = 20.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = space::S;
    // The editor has no line height of its own; this gives it the one of running text.
    spacing.extra_text_line_spacing = 3.0;
    spacing.text_edit_width = 320.0;
    spacing.tooltip_width = 320.0;
    spacing.combo_width = 160.0;
    spacing.scroll.floating = true;
    spacing.scroll.bar_width = 8.0;

    // Words are selected where a screen asks for it; elsewhere the pointer stays calm.
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = if reduced { 0.0 } else { 0.12 };
    if reduced {
        style.scroll_animation = ScrollAnimation::none();
        style.visuals.text_cursor.blink = false;
    }
    style
}

fn visuals(dark: bool, tokens: &Tokens) -> Visuals {
    let control = CornerRadius::same(space::CONTROL_RADIUS);
    let card = CornerRadius::same(space::CARD_RADIUS);
    let edge = |colour| Stroke::new(tokens.edge.control, colour);
    let focus = Stroke::new(tokens.edge.focus, tokens.accent.fill);
    let shadow = Shadow {
        offset: [0, 4],
        blur: 20,
        spread: 0,
        color: egui::Color32::from_black_alpha(tokens.edge.shadow),
    };
    let widget = |fill, stroke, ink| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: control,
        fg_stroke: Stroke::new(1.5, ink),
        expansion: 0.0,
    };
    let ground = &tokens.ground;
    let text = tokens.ink.text;
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    visuals.widgets = Widgets {
        noninteractive: widget(ground.surface, Stroke::new(1.0, ground.line), text),
        inactive: widget(ground.surface, edge(tokens.ink.border), text),
        hovered: widget(ground.hover, edge(tokens.ink.text), text),
        active: widget(ground.pressed, focus, text),
        open: widget(ground.hover, edge(tokens.ink.border), text),
    };
    visuals.selection = Selection { bg_fill: tokens.selection(), stroke: focus };
    visuals.hyperlink_color = tokens.accent.fill;
    visuals.weak_text_color = Some(tokens.ink.muted);
    visuals.faint_bg_color = ground.sunken;
    visuals.extreme_bg_color = ground.surface;
    visuals.text_edit_bg_color = Some(ground.surface);
    visuals.code_bg_color = ground.sunken;
    visuals.warn_fg_color = tokens.caution.fill;
    visuals.error_fg_color = tokens.stop.fill;
    visuals.window_corner_radius = card;
    visuals.window_shadow = shadow;
    visuals.window_fill = ground.surface;
    visuals.window_stroke = edge(ground.line);
    visuals.menu_corner_radius = control;
    visuals.panel_fill = ground.page;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.accent.fill);
    visuals.indent_has_left_vline = false;
    // Disabled things are drawn in muted ink by the widgets; fading would lose contrast.
    visuals.disabled_alpha = DISABLED;
    visuals
}

/// The outer size of a square target.
pub(crate) fn square_target(ui: &Ui) -> Vec2 {
    Vec2::splat(target(ui))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_its_text_style_in_both_themes() {
        let appearance = Appearance::default();
        for theme in [Theme::Light, Theme::Dark] {
            let style = style(theme, &appearance);
            for size in [Size::Caption, Size::Note, Size::Heading3, Size::FlipchartTitle] {
                assert_eq!(size.style().resolve(&style).size, size.points());
            }
        }
    }

    #[test]
    fn reduced_motion_stops_animation_and_blinking() {
        let still = Appearance { motion: Motion::Reduced, ..Appearance::default() };
        let style = style(Theme::Light, &still);
        assert_eq!(style.animation_time, 0.0);
        assert!(!style.visuals.text_cursor.blink);
    }

    #[test]
    fn what_is_kept_still_comes_to_rest_at_once() {
        let still = Appearance { motion: Motion::Reduced, ..Appearance::default() };
        let ctx = Context::default();
        install(&ctx, &still);
        let mut text = "Listen".to_owned();
        let mut on = false;
        let mut frame = |time: f64, events: Vec<egui::Event>| {
            let input = egui::RawInput {
                time: Some(time),
                focused: true,
                events,
                screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, vec2(400.0, 300.0))),
                ..egui::RawInput::default()
            };
            let mut out = ctx.run_ui(input, |ui| {
                egui::ScrollArea::vertical().show(ui, |ui| {
                    let field = ui.text_edit_singleline(&mut text);
                    field.request_focus();
                    on = time > 1.0;
                    ui.add(crate::widgets::Switch::new(&mut on, "On"));
                    ui.allocate_space(vec2(10.0, 2000.0));
                    if time == 1.1 {
                        ui.scroll_to_cursor(None);
                    }
                });
            });
            out.textures_delta.clear();
            out.viewport_output[&egui::ViewportId::ROOT].repaint_delay
        };
        for time in [0.0, 0.1, 0.2, 0.3] {
            frame(time, Vec::new());
        }
        // Something changes: one frame shows it, the next has nothing left to do.
        frame(1.1, Vec::new());
        frame(1.2, Vec::new());
        frame(1.3, Vec::new());
        let rest = frame(1.4, Vec::new());
        assert_eq!(rest, std::time::Duration::MAX, "{:?}", ctx.repaint_causes());
    }

    #[test]
    fn targets_are_at_least_36_points_and_44_for_fingers() {
        let mut appearance = Appearance::default();
        assert_eq!(style(Theme::Light, &appearance).spacing.interact_size.y, 36.0);
        appearance.touch = true;
        assert_eq!(style(Theme::Light, &appearance).spacing.interact_size.y, 44.0);
    }

    #[test]
    fn text_scale_is_kept_within_its_range() {
        let ctx = Context::default();
        install(&ctx, &Appearance { text_scale: 9.0, ..Appearance::default() });
        let mut out = ctx.run_ui(egui::RawInput::default(), |_| {});
        out.textures_delta.clear();
        assert_eq!(ctx.zoom_factor(), 2.5);
    }
}
