//! What is parked: issues to come back to.

use super::DecideScreen;
use super::contents::Contents;
use crate::dates;
use crate::screen::ScreenCx;
use crate::screens::capture::CaptureWords;
use crate::screens::new_mark;
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{ParkedCommand, ParkedIssue};
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, ListRow, Section};

impl DecideScreen {
    pub(super) fn parked_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        Section::new(cx.t("parked-title")).note(cx.t("parked-note")).show(ui, |ui| {
            for parked in &contents.parked {
                parked_row_ui(ui, cx, parked, why_not);
            }
            let (label, placeholder, button) =
                (cx.t("parked-add-label"), cx.t("parked-add-example"), cx.t("parked-add"));
            let words = CaptureWords {
                label: &label,
                placeholder: &placeholder,
                button: &button,
                most: CaptureWords::ONE_TEXT,
            };
            if let Some(text) = self.park.ui(ui, "parked", words, why_not) {
                let command =
                    ParkedCommand::Park { text, would_help: String::new(), review_on: None };
                cx.do_and_say(command, TextId("said-parked"));
            }
            self.dealt_with_ui(ui, cx, contents, why_not);
        });
    }

    fn dealt_with_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        let count = contents.dealt_with.len();
        if count == 0 {
            return;
        }
        let label = if self.dealt_shown {
            cx.t("parked-dealt-hide")
        } else {
            cx.with("parked-dealt-show", &[("count", count.into())])
        };
        if ui.add(Button::plain(label)).clicked() {
            self.dealt_shown = !self.dealt_shown;
        }
        for parked in contents.dealt_with.iter().filter(|_| self.dealt_shown) {
            let about = [("issue", parked.issue.text.as_str().into())];
            let name = cx.with("parked-again-name", &about);
            let row = ListRow::new(("dealt", parked.id), &parked.issue.text).struck(true);
            let (_, again) = row.show_with(ui, |ui| {
                let again = Button::quiet(cx.t("parked-again")).name(name).disabled_if(why_not);
                ui.add(again).clicked()
            });
            if again {
                cx.do_it(ParkedCommand::Reopen { parked: parked.id });
            }
        }
    }
}

fn parked_row_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, parked: &ParkedIssue, why_not: Option<&str>) {
    let about = [("issue", parked.issue.text.as_str().into())];
    let names = [cx.with("parked-done-name", &about), cx.with("parked-out-name", &about)];
    let mut notes = Vec::new();
    if let Some(date) = &parked.review_on.value {
        notes.push(cx.with("parked-review", &[("date", dates::day(cx.texts, date).into())]));
    }
    if !parked.would_help.text.is_empty() {
        let words = parked.would_help.text.as_str().into();
        notes.push(cx.with("parked-help", &[("words", words)]));
    }
    let note = notes.join(" · ");
    let mut row = ListRow::new(("parked", parked.id), &parked.issue.text).icon(Icon::Parked);
    if !note.is_empty() {
        row = row.note(&note);
    }
    let (_, (done, out)) = row.show_with(ui, |ui| {
        new_mark(ui, cx, parked.id);
        let [done, out] = names;
        let done = Button::quiet(cx.t("parked-done")).name(done).disabled_if(why_not);
        let done = ui.add(done).clicked();
        let out = Button::plain(cx.t("take-out")).name(out).disabled_if(why_not);
        let out = ui.add(out).clicked();
        (done, out)
    });
    if done {
        cx.do_and_say(ParkedCommand::Resolve { parked: parked.id }, TextId("said-parked-done"));
    }
    if out {
        cx.do_and_say(ParkedCommand::TakeOut { parked: parked.id }, TextId("said-parked-out"));
    }
}
