//! The window for the projector: one page for all, in letters that are read from eight metres. It can show only what is
//! on its own list.

pub(crate) mod contents;
pub(crate) mod picture;

use crate::album::{Album, Picture};
use crate::screens::in_room::contents::{look_again, under_way};
use crate::texts::Texts;
use contents::{Column, Page, PagePicture};
use egui::{
    Align, CentralPanel, Context, Frame, Image, Key, Label, Layout, Margin, Rect, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, UiBuilder, ViewportBuilder, ViewportCommand, ViewportId, vec2,
};
use horseshoe_handbook::Handbook;
use horseshoe_model::{RuleId, SheetId, SlotId, VoteId};
use horseshoe_node::Community;
use horseshoe_ui::widgets::time_bar;
use horseshoe_ui::{Size, space, tokens};
use std::time::Duration;

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
    /// One groundrule, larger than the others; it names nobody.
    Rule(RuleId),
    Who,
    /// How whoever facilitates will run today.
    How,
    Heard,
    Views,
    /// What the group thinks of keeping, and what it keeps.
    Keep,
    ToDo,
    /// What a vote is about, and what it says once it is closed.
    Vote(VoteId),
    /// A picture of paper, or a slide; pages are counted from nought.
    Picture {
        of: Pictured,
        page: u16,
    },
}

/// Where a picture belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Pictured {
    /// To the session that goes on.
    Sheet(SheetId),
    /// To what somebody presents.
    Slides(SlotId),
}

/// What its pages are made from.
#[derive(Clone, Copy)]
pub(crate) struct Showing<'a> {
    pub(crate) texts: &'a Texts,
    pub(crate) handbook: &'a Handbook,
    pub(crate) community: Option<&'a Community>,
}

impl Flipchart {
    pub(crate) fn toggle(&mut self) {
        self.open = !self.open;
    }

    pub(crate) const fn is_open(&self) -> bool {
        self.open
    }

    pub(crate) const fn turned_to(&self) -> Option<Leaf> {
        self.turned_to
    }

    /// Turns to a page, or back to the one that goes with the agenda.
    pub(crate) const fn turn_to(&mut self, leaf: Option<Leaf>) {
        self.turned_to = leaf;
    }

    /// Draws it in a window of its own, if it is open. Single letters turn its pages, where people want `letters`.
    pub(crate) fn ui(
        &mut self,
        ctx: &Context,
        showing: Showing<'_>,
        album: &mut Album,
        letters: bool,
        now: u64,
    ) {
        let Showing { texts, handbook, community } = showing;
        let Some(community) = community.filter(|_| self.open) else { return };
        let page = Page::of(community, self.turned_to, handbook, texts, now);
        let session = under_way(community).map(|(session, _)| session);
        let wait = session.and_then(|it| look_again(&it.view.agenda, it.now(now)));
        if let Some(wait) = wait {
            ctx.request_repaint_after(Duration::from_millis(wait));
        }
        let window = ViewportBuilder::default()
            .with_title(texts.t("flipchart-title"))
            .with_app_id("org.horseshoe.Horseshoe")
            .with_inner_size(vec2(1280.0, 720.0));
        let id = ViewportId::from_hash_of("flipchart");
        ctx.show_viewport_immediate(id, window, |ui, _| {
            self.keys(ui, letters);
            self.leaf_through(ui, &page);
            page_ui(ui, &page, &mut Pictures { album, texts });
        });
    }

    /// To the next page of what is shown, or the one before: with the keys that also a presenter's remote sends.
    fn leaf_through(&mut self, ui: &Ui, shown: &Page) {
        let (Some(Leaf::Picture { page, .. }), Some(picture)) =
            (&mut self.turned_to, &shown.picture)
        else {
            return;
        };
        let pressed =
            |keys: &[Key]| ui.input(|input| keys.iter().any(|key| input.key_pressed(*key)));
        if pressed(&[Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::Space, Key::Enter]) {
            *page = (picture.number + 1).min(picture.of.saturating_sub(1));
        }
        if pressed(&[Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace]) {
            *page = picture.number.saturating_sub(1);
        }
    }

    fn keys(&mut self, ui: &Ui, letters: bool) {
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
        if letters && pressed(Key::G) {
            self.turned_to = turn(Leaf::Groundrules, self.turned_to);
        }
        if letters && pressed(Key::W) {
            self.turned_to = turn(Leaf::Who, self.turned_to);
        }
    }
}

/// Where pictures come from, and what is said in place of one that is not here.
pub(crate) struct Pictures<'a> {
    pub(crate) album: &'a mut Album,
    pub(crate) texts: &'a Texts,
}

/// One page.
pub(crate) fn page_ui(ui: &mut Ui, page: &Page, pictures: &mut Pictures<'_>) {
    let look = tokens(ui);
    if let Some(picture) = &page.picture {
        let whole = ui.max_rect();
        ui.painter().rect_filled(whole, 0.0, look.ground.page);
        return picture_ui(ui, whole, picture, pictures, 1.0);
    }
    let frame = Frame::new().fill(look.ground.page).inner_margin(Margin::same(space::XXXL as i8));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| sized_ui(ui, page, 1.0));
    });
}

/// A picture as large as fits in the middle of a place.
fn picture_ui(
    ui: &mut Ui,
    place: Rect,
    picture: &PagePicture,
    pictures: &mut Pictures<'_>,
    scale: f32,
) {
    let shown = pictures.album.picture(picture.community, picture.file, picture.number);
    let says = match shown {
        Picture::Here(texture) => {
            let size = texture.size_vec2();
            let larger = (place.size() / size).min_elem();
            let middle = Rect::from_center_size(place.center(), size * larger);
            return Image::new(&texture).paint_at(ui, middle);
        }
        Picture::Coming => return,
        Picture::NotHereYet => "picture-not-here-yet",
        Picture::Unreadable => "picture-unreadable",
        Picture::Destroyed => "picture-destroyed",
    };
    let mut inside =
        ui.new_child(UiBuilder::new().max_rect(place.shrink(f32::from(space::XXXL as i8) * scale)));
    line(&mut inside, Size::FlipchartBody, &pictures.texts.t(says), scale);
}

/// The page as it is now, small, for whoever turns it.
pub(crate) fn preview_ui(ui: &mut Ui, page: &Page, pictures: &mut Pictures<'_>) {
    const WIDTH: f32 = 320.0;
    const SCALE: f32 = WIDTH / 1280.0;
    let width = WIDTH.min(ui.available_width());
    let look = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, width * 9.0 / 16.0), Sense::hover());
    let edge = Stroke::new(1.0, look.ink.border);
    ui.painter().rect(rect, 4.0, look.ground.page, edge, StrokeKind::Inside);
    if let Some(picture) = &page.picture {
        return picture_ui(ui, rect.shrink(1.0), picture, pictures, SCALE);
    }
    let inner = rect.shrink(f32::from(space::XXXL as i8) * SCALE);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inner));
    inside.set_clip_rect(inner.intersect(ui.clip_rect()));
    sized_ui(&mut inside, page, SCALE);
}

/// What is on a page, at a part of its size.
fn sized_ui(ui: &mut Ui, page: &Page, scale: f32) {
    ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
        ui.spacing_mut().item_spacing.y = space::L * scale;
        line(ui, Size::FlipchartTitle, &page.title, scale);
        if let Some(left) = page.left {
            time_bar(ui, 18.0 * scale, Some(left), &page.title, "");
        }
        for words in &page.lines {
            line(ui, Size::FlipchartBody, words, scale);
        }
        for item in &page.items {
            line(ui, Size::FlipchartItem, item, scale);
        }
        if let Some(beside) = &page.beside {
            beside_each_other(ui, beside, scale);
        }
    });
}

/// Two columns with a heading each.
fn beside_each_other(ui: &mut Ui, columns: &[Column; 2], scale: f32) {
    ui.columns(2, |sides| {
        for (ui, column) in sides.iter_mut().zip(columns) {
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                line(ui, Size::FlipchartBody, &column.title, scale);
                for item in &column.items {
                    line(ui, Size::FlipchartItem, item, scale);
                }
            });
        }
    });
}

fn line(ui: &mut Ui, size: Size, words: &str, scale: f32) {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(size.scaled(words, scale).color(ink)).wrap());
}
