//! Points as they were heard, in the words they were said in, and different views beside each other. Both are for those
//! in the room, and go with the session.

use super::Part;
use super::contents::heard::{Columns, HeardRow};
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::learning::keeping::propose;
use crate::screens::{Side as Column, Writing, body, columns, focus_row, live_ui};
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{Person, RoomCommand, Side, Slip, SlipId};
use horseshoe_ui::live_text::Wish;
use horseshoe_ui::widgets::{
    Badge, Button, Card, Heading, IconButton, ListRow, Section, Tint, segmented,
};
use horseshoe_ui::{Icon, space};

/// What is half typed, and which point is open.
#[derive(Debug, Default)]
pub(super) struct Heard {
    line: CaptureLine,
    open: Option<SlipId>,
    views: [CaptureLine; 2],
    titles: [CaptureLine; 2],
}

/// From this width on, two sides stand beside each other.
const BESIDE: f32 = 500.0;

impl Heard {
    pub(super) fn points_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        Section::new(cx.t("heard-title")).title_shown(false).note(cx.t("heard-note")).show(
            ui,
            |ui| {
                for row in &part.contents.heard.points {
                    self.point_ui(ui, cx, part, row);
                }
                if part.contents.now.is_over() {
                    return;
                }
                let words =
                    CaptureWords::one_text("heard-add-label", "heard-add-example", "heard-add");
                if let Some(text) = self.line.ui(ui, cx, "heard", words, part.why_not) {
                    // Whoever is speaking said it, unless it is put right.
                    let said_by = part.contents.speakers.speaking.as_ref().map(|row| row.person);
                    part.do_and_say(cx, RoomCommand::Hear { text, said_by }, "said-point-heard");
                }
            },
        );
    }

    fn point_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, row: &HeardRow) {
        if self.open == Some(row.slip) && part.why_not.is_none() {
            return self.open_ui(ui, cx, part, row);
        }
        let mut list = ListRow::new(("heard", row.slip), &row.words.text).pressable();
        let note = match &row.said_by {
            Some((_, name)) => cx.with("heard-said-by", &[("name", name.as_str().into())]),
            None => String::new(),
        };
        if !note.is_empty() {
            list = list.note(&note);
        }
        let about = [("point", row.words.text.as_str().into())];
        let (response, ()) = list.icon(Icon::Conversation).show_with(ui, |ui| {
            if row.confirmed {
                ui.add(Badge::new(cx.t("heard-confirmed")).icon(Icon::Check).tint(Tint::Go));
            } else if row.mine {
                let yes = Button::quiet(cx.t("heard-confirm"));
                let yes = yes.name(cx.with("heard-confirm-name", &about));
                if ui.add(yes.disabled_if(part.why_not)).clicked() {
                    part.do_it(cx, RoomCommand::Confirm { slip: row.slip });
                }
            }
            let keep = Button::plain(cx.t("heard-keep"));
            let keep = keep.name(cx.with("heard-keep-name", &about));
            if ui.add(keep.disabled_if(part.why_not)).clicked() {
                let act = propose(row.words.text.clone(), Some(part.contents.document));
                cx.do_and_say(act, TextId("said-proposed"));
            }
        });
        if response.clicked() {
            self.open = Some(row.slip);
        }
    }

    /// Its words, and who said it.
    fn open_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, row: &HeardRow) {
        let slip = row.slip;
        let mut over = false;
        Card::new(("heard", slip)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let label = cx.t("heard-words");
            let writing = Writing {
                community: part.community,
                document: row.room,
                words: &row.words,
                label: &label,
                rows: 2,
                focus: true,
                part: None,
            };
            over |= live_ui(ui, cx, &writing).wish == Some(Wish::Done);
            ui.add_space(space::XS);
            let mut people: Vec<(Option<Person>, String)> = vec![(None, cx.t("heard-nobody"))];
            people.extend(part.contents.people.iter().map(|it| (Some(it.person), it.name.clone())));
            let options: Vec<_> = people.iter().map(|(who, name)| (*who, name.as_str())).collect();
            let before = row.said_by.as_ref().map(|(person, _)| *person);
            let mut said_by = before;
            segmented(ui, &cx.t("heard-who"), &mut said_by, &options);
            if said_by != before {
                part.do_it(cx, RoomCommand::SaidBy { slip, said_by });
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                over |= ui.add(Button::primary(cx.t("done"))).clicked();
                if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                    part.do_and_say(cx, RoomCommand::TakeOut { slip }, "said-heard-out");
                    over = true;
                }
            });
        });
        if over {
            self.open = None;
            focus_row(ui, ("heard", slip));
        }
    }

    /// One side beside the other; below it, where there is no room for two lines to write in.
    pub(super) fn views_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let section = Section::new(cx.t("views-title")).title_shown(false);
        section.note(cx.t("views-note")).show(ui, |ui| {
            let mut draw = |ui: &mut Ui, column| match column {
                Column::Left => self.side_ui(ui, cx, part, Side::Left, 0),
                Column::Right => self.side_ui(ui, cx, part, Side::Right, 1),
            };
            if ui.available_width() < BESIDE {
                draw(ui, Column::Left);
                ui.add_space(space::M);
                draw(ui, Column::Right);
            } else {
                columns(ui, draw);
            }
        });
    }

    fn side_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        part: &Part<'_>,
        side: Side,
        place: usize,
    ) {
        let Columns { titles, views } = &part.contents.heard.columns;
        let labels = [
            (
                "views-left",
                "views-left-title",
                "views-left-name",
                "views-left-add",
                "views-left-go",
            ),
            (
                "views-right",
                "views-right-title",
                "views-right-name",
                "views-right-add",
                "views-right-go",
            ),
        ];
        let (unnamed, title_label, name, add_label, add) = labels[place];
        if titles[place].is_empty() {
            let words = CaptureWords::one_line(title_label, unnamed, name);
            let named = self.titles[place].ui(ui, cx, title_label, words, part.why_not);
            if let Some(title) = named {
                part.do_it(cx, RoomCommand::SetTitle { side, title });
            }
        } else {
            ui.add(Heading::three(&titles[place]).of_a_part());
        }
        for slip in &views[place] {
            view_ui(ui, cx, part, slip);
        }
        let words = CaptureWords::one_text(add_label, "views-add-example", add);
        if let Some(text) = self.views[place].ui(ui, cx, add_label, words, part.why_not) {
            part.do_it(cx, RoomCommand::View { side, text });
        }
    }
}

fn view_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, slip: &Slip) {
    ui.horizontal(|ui| {
        let name = cx.with("views-out-name", &[("view", slip.words.text.as_str().into())]);
        let out = IconButton::new(Icon::Close, name).disabled_if(part.why_not);
        if ui.add(out).clicked() {
            part.do_and_say(cx, RoomCommand::TakeOut { slip: slip.id }, "said-heard-out");
        }
        body(ui, &slip.words.text);
    });
}
