//! Pictures: slides of those who present, and paper that was photographed, with what is on it typed up beside it.

use super::Part;
use super::contents::pictures::{SheetRow, SlidesRow};
use crate::action::Action;
use crate::album::Picture;
use crate::files::{ForWhat, What};
use crate::flipchart::{Leaf, Pictured};
use crate::screen::ScreenCx;
use crate::screens::{Writing, body, focus_row, live_ui, project, quiet};
use crate::texts::TextId;
use egui::{Image, Ui, Vec2, vec2};
use horseshoe_model::{SheetsCommand, Slides, SlotId};
use horseshoe_node::{Command, DocumentId};
use horseshoe_ui::widgets::{Button, Card, ListRow, Section};
use horseshoe_ui::{Icon, space};

/// Which one is open, and at which page.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    open: Option<(Pictured, u16)>,
    /// The slides that were opened by themselves, as their presenter began.
    began: Option<SlotId>,
}

/// As wide as a picture gets, and as high.
const LARGEST: Vec2 = vec2(960.0, 540.0);

impl Pictures {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let rows = &part.contents.pictures;
        if rows.now != self.began {
            self.began = rows.now;
            self.open = rows.now.map(|slot| (Pictured::Slides(slot), 0)).or(self.open);
        }
        let mut section = Section::new(cx.t("pictures-title")).title_shown(false);
        if rows.slides.is_empty() && rows.sheets.is_empty() {
            section = section.note(cx.t("pictures-note"));
        }
        section.show(ui, |ui| {
            for row in &rows.slides {
                self.slides_ui(ui, cx, part, row);
            }
            for row in &rows.sheets {
                self.sheet_ui(ui, cx, part, row);
            }
            if !part.contents.now.is_over() {
                let add = Button::quiet(cx.t("pictures-add")).icon(Icon::Plus);
                if ui.add(add.disabled_if(part.why_not)).clicked() {
                    let what = ForWhat::Session(part.contents.document);
                    cx.act(Action::Place(What::OpenSlides(what)));
                }
            }
        });
    }

    fn slides_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, row: &SlidesRow) {
        let of = Pictured::Slides(row.slot);
        let title = cx.with("pictures-slides-of", &[("name", row.presenter.as_str().into())]);
        if self.open.is_none_or(|(open, _)| open != of) {
            let pages = cx.with("pictures-pages", &[("count", row.slides.pages.into())]);
            let note =
                if row.topic.is_empty() { pages } else { format!("{} · {pages}", row.topic) };
            let list = ListRow::new(("slides", row.slot), &title).note(&note).icon(Icon::Flipchart);
            if list.pressable().show(ui).clicked() {
                self.open = Some((of, 0));
            }
            return;
        }
        let mut over = false;
        Card::new(("slides", row.slot)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            body(ui, &title);
            self.pages_ui(ui, cx, part, of, row.slides, &title);
            over = ui.add(Button::plain(cx.t("done"))).clicked();
        });
        if over {
            self.open = None;
            focus_row(ui, ("slides", row.slot));
        }
    }

    fn sheet_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, row: &SheetRow) {
        let of = Pictured::Sheet(row.sheet);
        let title = match row.words.text.lines().next() {
            Some(first) if !first.trim().is_empty() => first.to_owned(),
            _ => cx.t("pictures-untyped"),
        };
        if self.open.is_none_or(|(open, _)| open != of) {
            let list = ListRow::new(("sheet", row.sheet), &title).note(&row.by).icon(Icon::Pages);
            if list.pressable().show(ui).clicked() {
                self.open = Some((of, 0));
            }
            return;
        }
        let mut over = false;
        Card::new(("sheet", row.sheet)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.pages_ui(ui, cx, part, of, row.slides, &title);
            ui.add_space(space::S);
            let label = cx.t("pictures-typed");
            if part.why_not.is_some() {
                body(ui, &row.words.text);
            } else {
                let writing = Writing {
                    community: part.community,
                    document: part.contents.document,
                    words: &row.words,
                    label: &label,
                    rows: 3,
                    focus: false,
                    part: None,
                };
                live_ui(ui, cx, &writing);
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| over = sheet_buttons_ui(ui, cx, part, row));
        });
        if over {
            self.open = None;
            focus_row(ui, ("sheet", row.sheet));
        }
    }

    /// The page, the way to those beside it, and to the flipchart. What the flipchart shows is what is open here.
    fn pages_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        part: &Part<'_>,
        of: Pictured,
        slides: Slides,
        title: &str,
    ) {
        let projected = match cx.projected {
            Some(Leaf::Picture { of: shown, page }) if shown == of => Some(page),
            _ => None,
        };
        let open = self.open.map_or(0, |(_, page)| page);
        let page = projected.unwrap_or(open).min(slides.pages.saturating_sub(1));
        let number = [("page", (page + 1).into()), ("of", slides.pages.into())];
        let mut to = page;
        let several = slides.pages > 1;
        let can_project = part.contents.i_facilitate || cx.flipchart_open;
        let ways = |ui: &mut Ui| {
            if several {
                let back = Button::quiet(cx.t("pictures-back"));
                if ui.add(back.disabled_if((page == 0).then(|| cx.t("pictures-first")))).clicked() {
                    to = page - 1;
                }
                quiet(ui, &cx.with("pictures-page", &number));
                let last = page + 1 >= slides.pages;
                let next = Button::quiet(cx.t("pictures-next"));
                if ui.add(next.disabled_if(last.then(|| cx.t("pictures-last")))).clicked() {
                    to = page + 1;
                }
            }
            if can_project {
                project(ui, cx, Leaf::Picture { of, page }, "project");
            }
        };
        if several || can_project {
            ui.horizontal_wrapped(ways);
        }
        let mut size = LARGEST * (ui.available_width() / LARGEST.x).min(1.0);
        match cx.album.picture(part.community.id, slides.file, page) {
            Picture::Here(texture) => {
                size.y = (size.x * texture.size_vec2().y / texture.size_vec2().x).min(LARGEST.y);
                let says = if slides.pages == 1 {
                    title.to_owned()
                } else {
                    cx.with("pictures-page", &number)
                };
                ui.add(Image::new(&texture).fit_to_exact_size(size).alt_text(says));
            }
            Picture::Coming => ui.add_space(size.y),
            Picture::NotHereYet => quiet(ui, &cx.t("picture-not-here-yet")),
            Picture::Unreadable => quiet(ui, &cx.t("picture-unreadable")),
            Picture::Destroyed => quiet(ui, &cx.t("picture-destroyed")),
        }
        self.open = Some((of, to));
        if to != page && projected.is_some() {
            cx.act(Action::Project(Some(Leaf::Picture { of, page: to })));
        }
    }
}

/// Done; take it out; and, of one's own, destroy the picture for good.
fn sheet_buttons_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, row: &SheetRow) -> bool {
    let mut over = ui.add(Button::primary(cx.t("done"))).clicked();
    let out = Button::plain(cx.t("take-out")).icon(Icon::Remove).disabled_if(part.why_not);
    if ui.add(out).clicked() {
        part.do_and_say(cx, SheetsCommand::TakeOut { sheet: row.sheet }, "said-pictures-out");
        over = true;
    }
    let document = DocumentId::from_bytes(row.slides.file.document);
    if row.mine && part.community.erasing.agreed.iter().all(|it| it.document != document) {
        let destroy = Button::plain(cx.t("pictures-destroy")).disabled_if(part.why_not);
        if ui.add(destroy).clicked() {
            let command = Command::ProposeErase { community: part.community.id, document };
            cx.act(Action::AskAndSay { command, said: TextId("said-pictures-destroy") });
        }
    }
    over
}
