//! One page: what it says, what the handbook has for it elsewhere, where one does it, and a note of one's own.

use super::HandbookScreen;
use super::contents::{self, Contents};
use crate::action::{Act, Action, title_of};
use crate::screen::ScreenCx;
use crate::screens::capture::CaptureWords;
use crate::screens::own_notes::OwnNote;
use crate::screens::{body, quiet};
use crate::texts::TextId;
use crate::words;
use egui::{Label, Ui, vec2};
use horseshoe_handbook::{AgendaTemplate, Page, Part, Shown};
use horseshoe_model::PrivateCommand;
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, IconButton, ListRow, Scope, Section};
use horseshoe_ui::{Icon, Size, space, tokens};

impl HandbookScreen {
    pub(super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents<'_>) {
        let page = contents.page;
        ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
        Card::new(("handbook-page", &page.id)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::two(&page.title));
            let muted = tokens(ui).ink.muted;
            ui.add(Label::new(Size::Body.text(&page.lead).color(muted)).wrap());
            ui.add_space(space::M);
            for part in &page.parts {
                ui.scope(|ui| part_ui(ui, cx, part));
                ui.add_space(space::M);
            }
            links_ui(ui, cx, page);
            if !page.sources.is_empty() {
                let sources = page.sources.join(" · ");
                quiet(ui, &cx.with("handbook-sources", &[("sources", sources.into())]));
            }
        });
        ui.add_space(space::L);
        if let Some(community) = cx.community {
            self.note_ui(ui, cx, community, page);
        }
        self.turn_ui(ui, cx, contents);
    }

    /// What I wrote on this page, and a line to write more.
    fn note_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, page: &Page) {
        Section::new(cx.t("handbook-my-note")).show(ui, |ui| {
            ui.add(Badge::scope(Scope::OnlyYou, cx.t("only-me-badge")));
            ui.add_space(space::XS);
            let about = contents::about(page);
            let on_page =
                community.private.notes.iter().filter(|note| note.about.as_ref() == Some(&about));
            for note in on_page {
                let label = cx.with("handbook-note-on", &[("page", page.title.as_str().into())]);
                let line = words::ago(cx.texts, note.at, cx.now_ms);
                let row = OwnNote { note, number: None, label: &label, line: &line };
                self.notes.ui(ui, cx, community, row);
            }
            let words = CaptureWords::a_note("handbook-note-label", "handbook-note-example", "add");
            let line = self.begun.entry(page.id.clone()).or_default();
            if let Some(text) = line.ui(ui, cx, &about, words, None) {
                let after = community.private.notes.last().map(|note| note.id);
                let command = PrivateCommand::AddNote { text, about: Some(about), after };
                cx.do_and_say(command, TextId("said-private-note"));
            }
        });
    }

    /// To the page before and the page after.
    fn turn_ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>, contents: &Contents<'_>) {
        ui.horizontal_wrapped(|ui| {
            let sides = [
                (contents.before, Icon::Left, "handbook-before-name"),
                (contents.after, Icon::Right, "handbook-after-name"),
            ];
            for (page, icon, name) in sides {
                let Some(page) = page else { continue };
                let name = cx.with(name, &[("page", page.title.as_str().into())]);
                if ui.add(Button::quiet(&page.title).icon(icon).name(name)).clicked() {
                    self.open(&page.id);
                }
            }
        });
    }
}

fn part_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part) {
    if let Some(heading) = &part.heading {
        ui.add(Heading::three(heading));
    }
    for paragraph in part.paragraphs() {
        body(ui, paragraph);
        ui.add_space(space::XS);
    }
    for point in &part.points {
        point_ui(ui, point);
    }
    let handbook = cx.handbook;
    ui.spacing_mut().item_spacing.y = 0.0;
    match part.shows.as_ref().and_then(|shows| handbook.shown(shows)) {
        Some(Shown::Agenda(agenda)) => agenda_ui(ui, cx, agenda),
        Some(Shown::Questions(list)) => {
            for (number, item) in (1..).zip(&list.items) {
                let row = ListRow::new((&list.id, &item.id), &item.text);
                match &item.example {
                    Some(example) => row.icon(Icon::Question).note(example).show(ui),
                    None => row.number(number).show(ui),
                };
            }
        }
        Some(Shown::Checklist(list)) => {
            for item in &list.items {
                let row = ListRow::new((&list.id, &item.id), &item.text).icon(Icon::Check);
                match &item.note {
                    Some(note) => row.note(note).show(ui),
                    None => row.show(ui),
                };
            }
        }
        Some(Shown::Prompts(prompts)) => {
            for prompt in prompts {
                let text = prompt.about(&cx.t("handbook-theme"));
                let row = ListRow::new(("prompt", &prompt.id), &text).icon(Icon::Conversation);
                let name = cx.with("handbook-copy", &[("prompt", text.as_str().into())]);
                let copy = |ui: &mut Ui| ui.add(IconButton::new(Icon::Copy, name)).clicked();
                if row.show_with(ui, copy).1 {
                    cx.act(Action::Copy(text));
                }
            }
        }
        None => {}
    }
}

/// The height of a line of running text.
const LINE: f32 = 22.0;

/// A point with its dot, and its further lines under the first.
fn point_ui(ui: &mut Ui, text: &str) {
    ui.horizontal_top(|ui| {
        // In the middle of the first line.
        let (_, dot) = ui.allocate_space(vec2(space::M, LINE));
        let ink = tokens(ui).accent.fill;
        ui.painter().circle_filled(dot.center(), 2.5, ink);
        ui.vertical(|ui| body(ui, text));
    });
}

/// The points of an agenda with their beginnings, counted from the beginning of the session.
fn agenda_ui(ui: &mut Ui, cx: &ScreenCx<'_>, agenda: &AgendaTemplate) {
    let look = tokens(ui);
    let mut row = |start: u32, title: &str, minutes: Option<u32>, notes: &str| {
        ui.horizontal_top(|ui| {
            let clock = format!("{}:{:02}", start / 60, start % 60);
            let (_, place) = ui.allocate_space(vec2(space::XXXL, LINE));
            ui.painter().text(
                place.right_center() - vec2(space::S, 0.0),
                egui::Align2::RIGHT_CENTER,
                &clock,
                Size::Body.strong_font(),
                look.ink.muted,
            );
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let title = match minutes {
                    Some(minutes) => {
                        let values = [("title", title.into()), ("count", minutes.into())];
                        cx.with("handbook-agenda-point", &values)
                    }
                    None => title.to_owned(),
                };
                let label = Label::new(Size::Body.text(&title).color(look.ink.text)).wrap();
                let label = ui.add(label);
                let at = [("start", clock.into()), ("title", title.into())];
                let name = cx.with("handbook-agenda-at", &at);
                ui.ctx().accesskit_node_builder(label.id, |node| {
                    node.set_value(name);
                });
                if !notes.is_empty() {
                    quiet(ui, notes);
                }
            });
        });
        ui.add_space(space::XS);
    };
    for (item, start) in agenda.items.iter().zip(agenda.starts()) {
        row(start, &item.title, Some(item.minutes), &item.notes);
    }
    row(agenda.minutes(), &cx.t("handbook-agenda-end"), None, "");
}

/// The areas where one does what the page speaks of.
fn links_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, page: &Page) {
    let areas = contents::areas(page, cx.community);
    if areas.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for area in areas {
            let act = Act::Go(area);
            let title = cx.t(title_of(act).0);
            if ui.add(Button::quiet(title).icon(area.icon())).clicked() {
                cx.act(Action::Act(act));
            }
        }
    });
    ui.add_space(space::S);
}

/// A quiet way from another screen to the page that tells more.
pub(crate) fn link_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, page: &'static str) {
    let Some(title) = cx.handbook.page(page).map(|page| page.title.as_str()) else { return };
    let name = cx.with("handbook-link-name", &[("page", title.into())]);
    let button = Button::plain(cx.t("handbook-link")).icon(Icon::Book).name(name);
    if ui.add(button).clicked() {
        cx.act(Action::Read(page));
    }
}
