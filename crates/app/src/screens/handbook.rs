//! The handbook: pages by group, a search over all of them, and one page to read with a note of one's own.

mod contents;
mod list;
mod page;

use crate::screen::ScreenCx;
use crate::screens::capture::CaptureLine;
use crate::screens::own_notes::OwnNotes;
use crate::screens::title_ui;
use contents::Contents;
pub(crate) use contents::page_about;
use egui::{Align, Id, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use horseshoe_ui::widgets::{Button, TextField};
use horseshoe_ui::{Icon, space};
pub(crate) use page::link_ui;
use std::collections::BTreeMap;

/// What is looked for, what is open, and what is half written.
#[derive(Debug, Default)]
pub(crate) struct HandbookScreen {
    search: String,
    /// The id of the page that was opened last.
    open: Option<String>,
    /// Where there is no room for both, whether the page is shown or the list.
    reading: bool,
    /// A page was just opened, and its top is to be seen.
    turned: bool,
    notes: OwnNotes,
    /// The beginnings of notes, by page.
    begun: BTreeMap<String, CaptureLine>,
}

/// From this width on there is room for the list beside the page.
const WIDE: f32 = 640.0;
const LIST: f32 = 250.0;

impl HandbookScreen {
    /// Opens the page with this id.
    pub(crate) fn open(&mut self, page: &str) {
        self.open = Some(page.to_owned());
        self.reading = true;
        self.turned = true;
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        let handbook = cx.handbook;
        title_ui(ui, &cx.t("area-handbook"), &cx.t("handbook-note"), None);
        let wide = ui.available_width() >= WIDE;
        let list_shown = wide || !self.reading;
        if list_shown {
            TextField::new(cx.t("handbook-search"))
                .placeholder(cx.t("handbook-search-example"))
                .id(Id::unique("handbook-search"))
                .limit(100)
                .width(ui.available_width())
                .show(ui, &mut self.search);
            ui.add_space(space::M);
        } else if ui.add(Button::plain(cx.t("handbook-all")).icon(Icon::Left)).clicked() {
            self.reading = false;
        }
        let search = self.search.clone();
        let contents = Contents::new(handbook, &search, self.open.as_deref());
        if wide {
            self.beside_ui(ui, cx, &contents);
        } else if list_shown {
            self.list_ui(ui, cx, &contents, wide);
        } else {
            self.show_top(ui);
            self.page_ui(ui, cx, &contents);
        }
    }

    /// The list on the left, the page on the right. A list that is lower than the window stays in it while the page
    /// is scrolled.
    fn beside_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents<'_>) {
        self.show_top(ui);
        let key = Id::unique("handbook-heights");
        let (list_before, page_before): (f32, f32) =
            ui.data(|data| data.get_temp(key)).unwrap_or_default();
        let (all, clip) = (ui.available_rect_before_wrap(), ui.clip_rect());
        let lowest = all.top() + (page_before - list_before).max(0.0);
        let stays = list_before + space::XL < clip.height();
        let list_top =
            if stays { (clip.top() + space::S).clamp(all.top(), lowest) } else { all.top() };
        let list = Rect::from_min_size(pos2(all.left(), list_top), vec2(LIST, f32::INFINITY));
        let list = column(ui, "handbook-list", list, |ui| self.list_ui(ui, cx, contents, true));
        let page = Rect::from_min_max(pos2(all.left() + LIST + space::XL, all.top()), all.max);
        let page = column(ui, "handbook-page", page, |ui| self.page_ui(ui, cx, contents));
        ui.data_mut(|data| data.insert_temp(key, (list.height(), page.height())));
        let height = list.height().max(page.height());
        ui.allocate_space(vec2(all.width(), height));
    }

    /// After turning to a page one begins at its top.
    fn show_top(&mut self, ui: &mut Ui) {
        let top = ui.cursor().min;
        if std::mem::take(&mut self.turned) && top.y < ui.clip_rect().top() {
            ui.scroll_to_rect(Rect::from_min_size(top, vec2(1.0, 1.0)), Some(Align::TOP));
        }
    }
}

/// Draws in a part of the screen; answers what was used of it.
fn column(ui: &mut Ui, id: &'static str, rect: Rect, draw: impl FnOnce(&mut Ui)) -> Rect {
    let builder = UiBuilder::new()
        .scope_id(Id::unique(id))
        .max_rect(rect)
        .layout(Layout::top_down(Align::LEFT));
    let mut column = ui.new_child(builder);
    draw(&mut column);
    column.min_rect()
}
