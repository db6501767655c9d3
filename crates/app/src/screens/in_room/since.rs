//! What has happened since last time: who presented, what was kept, what people said they would do, and what was parked.

use super::Part;
use super::contents::since::Since;
use crate::screen::ScreenCx;
use crate::screens::learning::to_do;
use crate::screens::{body, quiet};
use egui::Ui;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Heading, ListRow, Section};

pub(super) fn since_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let since = Since::of(part.community, part.contents.document, cx.texts, cx.now_ms);
    Section::new(cx.t("since-title")).title_shown(false).show(ui, |ui| {
        if !since.presented.is_empty() {
            let names = [("names", since.presented.join(", ").into())];
            body(ui, &cx.with("since-presented", &names));
        }
        if since.is_empty() {
            quiet(ui, &cx.t("since-nothing"));
        }
        if !since.kept.is_empty() {
            ui.add(Heading::three(cx.t("since-kept")).of_a_part());
            for point in &since.kept {
                ListRow::new(("since-kept", point.id), &point.words.text)
                    .icon(Icon::Check)
                    .show(ui);
            }
        }
        if !since.actions.is_empty() {
            ui.add(Heading::three(cx.t("actions-title")).of_a_part());
            for row in &since.actions {
                to_do::row_ui(ui, cx, row, part.why_not);
            }
        }
        if !since.parked.is_empty() {
            ui.add(Heading::three(cx.t("since-parked")).of_a_part());
            for parked in &since.parked {
                ListRow::new(("since-parked", parked.id), &parked.issue.text)
                    .icon(Icon::Parked)
                    .show(ui);
            }
        }
    });
}
