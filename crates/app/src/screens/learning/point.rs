//! One point, opened: its words, what is not certain about it, what it is about, and how far it may go.

use super::reporting::Reporting;
use crate::screen::ScreenCx;
use crate::screens::{Place, focus_row, quiet, text_ui, who_wrote_ui};
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{LearningCommand, LearningPoint, LearningStatus, Scope as Route, Tag};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Button, Card, Checkbox, segmented};
use horseshoe_ui::{Icon, space};

/// What is half typed in it.
#[derive(Debug, Default)]
pub(super) struct OpenPoint {
    reporting: Reporting,
}

impl OpenPoint {
    /// Says whether it is to be closed again.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        point: &LearningPoint,
    ) -> bool {
        let mut over = false;
        Card::new(("learning", point.id)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            over |= text_ui(ui, cx, community, &point.words, "learning-words", Place::First);
            ui.add_space(space::XS);
            over |= text_ui(
                ui,
                cx,
                community,
                &point.uncertainty,
                "learning-uncertainty",
                Place::Later,
            );
            ui.add_space(space::S);
            tags_ui(ui, cx, point);
            ui.add_space(space::S);
            route_ui(ui, cx, point);
            if point.route.value == Route::MayBeReported {
                ui.add_space(space::S);
                self.reporting.ui(ui, cx, community, point);
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                over |= ui.add(Button::primary(cx.t("done"))).clicked();
                let decided = point.status.value != LearningStatus::Proposed;
                let clash = !point.status.clash.is_empty();
                if (decided || clash) && ui.add(Button::quiet(cx.t("learning-again"))).clicked() {
                    cx.do_it(LearningCommand::Reconsider { point: point.id });
                }
                if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                    let act = LearningCommand::TakeOut { point: point.id };
                    cx.do_and_say(act, TextId("said-learning-out"));
                    over = true;
                }
            });
            who_wrote_ui(ui, cx, community, community.community_document, &[&point.words]);
        });
        if over {
            focus_row(ui, ("learning", point.id));
        }
        over
    }
}

/// The sorts of things people talk about: of the point, never of a person.
fn tags_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, point: &LearningPoint) {
    quiet(ui, &cx.t("learning-tags"));
    ui.horizontal_wrapped(|ui| {
        for tag in Tag::ALL {
            let mut on = point.tags.contains(&tag);
            if ui.add(Checkbox::new(&mut on, cx.t(tag_word(tag)))).changed() {
                let mut tags = point.tags.clone();
                if !tags.remove(&tag) {
                    tags.insert(tag);
                }
                cx.do_it(LearningCommand::SetTags { point: point.id, tags });
            }
        }
    });
}

const fn tag_word(tag: Tag) -> &'static str {
    match tag {
        Tag::Context => "tag-context",
        Tag::EmotionalContent => "tag-emotional",
        Tag::Support => "tag-support",
        Tag::Uncertainty => "tag-uncertainty",
        Tag::SenseMaking => "tag-sense",
        Tag::ProblemSolving => "tag-solving",
        Tag::GoodPractice => "tag-good",
    }
}

/// Whether it stays, or may be told. To say so tells nobody.
fn route_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, point: &LearningPoint) {
    let words = [cx.t("scope-group"), cx.t("scope-reported")];
    let options =
        [(Route::StaysInGroup, words[0].as_str()), (Route::MayBeReported, words[1].as_str())];
    let mut route = point.route.value;
    quiet(ui, &cx.t("learning-route"));
    segmented(ui, &cx.t("learning-route"), &mut route, &options);
    if !point.route.clash.is_empty() {
        quiet(ui, &cx.t("notes-scope-clash"));
    }
    if route != point.route.value {
        cx.do_it(LearningCommand::SetRoute { point: point.id, route });
    }
}
