//! What is parked: issues to come back to, what would help, and when to look again.

use crate::dates;
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::{Place, day_ui, focus_row, fold_ui, new_mark, text_ui};
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{ParkedCommand, ParkedId, ParkedIssue};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Button, Card, ListRow, Section};
use horseshoe_ui::{Icon, space};
use std::sync::Arc;

/// What is half typed, which issue is open, and what is unfolded.
#[derive(Debug, Default)]
pub(crate) struct Parked {
    line: CaptureLine,
    open: Option<ParkedId>,
    dealt_shown: bool,
}

impl Parked {
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        why_not: Option<&str>,
    ) {
        let parked = community.community.parked.iter();
        let (dealt, open): (Vec<&Arc<ParkedIssue>>, Vec<_>) =
            parked.partition(|parked| parked.resolved.is_some());
        Section::new(cx.t("parked-title")).note(cx.t("parked-note")).show(ui, |ui| {
            for parked in open {
                self.row_ui(ui, cx, community, parked, why_not);
            }
            self.park_ui(ui, cx, why_not);
            self.dealt_with_ui(ui, cx, &dealt, why_not);
        });
    }

    pub(crate) fn focus(&mut self) {
        self.line.focus();
    }

    fn park_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, why_not: Option<&str>) {
        let words = CaptureWords::one_text("parked-add-label", "parked-add-example", "parked-add");
        if let Some(text) = self.line.ui(ui, cx, "parked", words, why_not) {
            let command = ParkedCommand::Park { text, would_help: String::new(), review_on: None };
            cx.do_and_say(command, TextId("said-parked"));
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        parked: &ParkedIssue,
        why_not: Option<&str>,
    ) {
        if self.open == Some(parked.id) && why_not.is_none() {
            if open_ui(ui, cx, community, parked) {
                self.open = None;
            }
        } else if parked_row_ui(ui, cx, parked, why_not) {
            self.open = Some(parked.id);
        }
    }

    fn dealt_with_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        dealt: &[&Arc<ParkedIssue>],
        why_not: Option<&str>,
    ) {
        if dealt.is_empty() {
            return;
        }
        let show = cx.with("parked-dealt-show", &[("count", dealt.len().into())]);
        if !fold_ui(ui, &mut self.dealt_shown, show, cx.t("parked-dealt-hide")) {
            return;
        }
        for parked in dealt {
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

/// One issue, opened: its words, what would help, and when to look again. Says whether it is to be closed.
fn open_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    parked: &ParkedIssue,
) -> bool {
    let mut over = false;
    Card::new(("parked", parked.id)).chosen(true).show(ui, |ui| {
        ui.set_width(ui.available_width());
        over |= text_ui(ui, cx, community, &parked.issue, "parked-issue", Place::First);
        ui.add_space(space::XS);
        over |= text_ui(ui, cx, community, &parked.would_help, "parked-help-label", Place::Later);
        ui.add_space(space::XS);
        review_ui(ui, cx, community, parked);
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            over |= ui.add(Button::primary(cx.t("done"))).clicked();
            if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                let act = ParkedCommand::TakeOut { parked: parked.id };
                cx.do_and_say(act, TextId("said-parked-out"));
                over = true;
            }
        });
    });
    if over {
        focus_row(ui, ("parked", parked.id));
    }
    over
}

/// Looked at again at one of the next meetings, or whenever somebody thinks of it.
fn review_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, parked: &ParkedIssue) {
    let mut review_on = parked.review_on.value.clone();
    if day_ui(ui, cx, community, &mut review_on, "parked-review-label", "parked-no-day") {
        cx.do_it(ParkedCommand::SetReview { parked: parked.id, review_on });
    }
}

/// Says whether it was pressed.
fn parked_row_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    parked: &ParkedIssue,
    why_not: Option<&str>,
) -> bool {
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
    let mut row =
        ListRow::new(("parked", parked.id), &parked.issue.text).icon(Icon::Parked).pressable();
    if !note.is_empty() {
        row = row.note(&note);
    }
    let (response, (done, out)) = row.show_with(ui, |ui| {
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
    response.clicked()
}
