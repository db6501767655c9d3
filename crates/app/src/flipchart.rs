//! The window for the projector: one page for all, in letters that are read from eight metres. It can show only what is
//! on its own list.

pub(crate) mod contents;

use crate::texts::Texts;
use contents::Page;
use egui::{
    Align, CentralPanel, Context, CornerRadius, Frame, Key, Label, Layout, Margin, Rect,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, ViewportBuilder, ViewportCommand, ViewportId, vec2,
};
use horseshoe_handbook::Handbook;
use horseshoe_node::Community;
use horseshoe_ui::{Size, space, tokens};

/// Whether it is open, and what it shows.
#[derive(Debug, Default)]
pub(crate) struct Flipchart {
    open: bool,
    full: bool,
    turned_to: Option<Leaf>,
}

/// A page people turned to, in place of the one that goes with the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaf {
    Groundrules,
    Who,
}

impl Flipchart {
    pub(crate) fn toggle(&mut self) {
        self.open = !self.open;
    }

    /// Draws it in a window of its own, if it is open.
    pub(crate) fn ui(
        &mut self,
        ctx: &Context,
        texts: &Texts,
        handbook: &Handbook,
        community: Option<&Community>,
        now: u64,
    ) {
        let Some(community) = community.filter(|_| self.open) else { return };
        let page = Page::of(community, self.turned_to, handbook, texts, now);
        let window = ViewportBuilder::default()
            .with_title(texts.t("flipchart-title"))
            .with_app_id("org.horseshoe.Horseshoe")
            .with_inner_size(vec2(1280.0, 720.0));
        let id = ViewportId::from_hash_of("flipchart");
        ctx.show_viewport_immediate(id, window, |ui, _| {
            self.keys(ui);
            page_ui(ui, &page);
        });
    }

    fn keys(&mut self, ui: &Ui) {
        let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
        let escape = pressed(Key::Escape);
        if ui.input(|input| input.viewport().close_requested()) || escape && !self.full {
            self.open = false;
        }
        if pressed(Key::F11) || escape && self.full {
            self.full = !self.full;
            ui.ctx().send_viewport_cmd(ViewportCommand::Fullscreen(self.full));
        }
        let turn = |leaf: Leaf, now: Option<Leaf>| (now != Some(leaf)).then_some(leaf);
        if pressed(Key::G) {
            self.turned_to = turn(Leaf::Groundrules, self.turned_to);
        }
        if pressed(Key::W) {
            self.turned_to = turn(Leaf::Who, self.turned_to);
        }
    }
}

/// One page.
pub(crate) fn page_ui(ui: &mut Ui, page: &Page) {
    let look = tokens(ui);
    let frame = Frame::new().fill(look.ground.page).inner_margin(Margin::same(space::XXXL as i8));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                ui.spacing_mut().item_spacing.y = space::L;
                line(ui, Size::FlipchartTitle, &page.title);
                if let Some(left) = page.left {
                    bar(ui, left);
                }
                for words in &page.lines {
                    line(ui, Size::FlipchartBody, words);
                }
                for item in &page.items {
                    line(ui, Size::FlipchartItem, item);
                }
            });
        });
    });
}

fn line(ui: &mut Ui, size: Size, words: &str) {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(size.text(words).color(ink)).wrap());
}

/// How much is left of the point: a bar, no digits.
fn bar(ui: &mut Ui, left: f32) {
    let look = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    let round = CornerRadius::same(9);
    let edge = Stroke::new(1.5, look.ink.border);
    ui.painter().rect(rect, round, look.ground.sunken, edge, StrokeKind::Inside);
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * left, rect.height()));
    ui.painter().rect_filled(filled, round, look.accent.fill);
}
