//! Proposing what to keep, and the group's yes or no.

use super::contents::{PointRow, Points};
use super::point::OpenPoint;
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::{fold_ui, new_mark, quiet};
use crate::texts::TextId;
use egui::{Id, Ui};
use horseshoe_model::{AgreedHow, LearningCommand, LearningId, LearningStatus, Scope as Route};
use horseshoe_node::{Community, DocumentId};
use horseshoe_ui::widgets::{Badge, Button, ListRow, Scope, Section};
use horseshoe_ui::{Icon, long_list};
use std::collections::BTreeSet;

/// What is half typed, and which point is open.
#[derive(Debug, Default)]
pub(crate) struct Keeping {
    line: CaptureLine,
    open: Option<LearningId>,
    point: OpenPoint,
    left_shown: bool,
}

impl Keeping {
    /// All the community has; in a session, its own points and what is still to be decided.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        session: Option<DocumentId>,
        why_not: Option<&str>,
    ) {
        let points = Points::of(community, session, cx.texts, cx.now_ms);
        let proposed = Section::new(cx.t("learning-proposed")).note(cx.t("learning-how"));
        proposed.title_shown(session.is_none()).show(ui, |ui| {
            for row in &points.proposed {
                self.row_ui(ui, cx, community, row, why_not);
            }
            self.propose_ui(ui, cx, session, why_not);
        });
        Section::new(cx.t("learning-title")).show(ui, |ui| {
            if points.kept.is_empty() {
                quiet(ui, &cx.t("learning-none"));
            }
            let open = points.kept.iter().position(|row| Some(row.point.id) == self.open);
            let key = |row: &PointRow| Id::unique(row.point.id);
            long_list(ui, Id::unique("kept"), &points.kept, key, open, |ui, place| {
                self.row_ui(ui, cx, community, &points.kept[place], why_not);
            });
            self.left_ui(ui, cx, community, &points.left, why_not);
        });
    }

    fn propose_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        session: Option<DocumentId>,
        why_not: Option<&str>,
    ) {
        let words =
            CaptureWords::one_text("learning-add-label", "learning-add-example", "learning-add");
        if let Some(text) = self.line.ui(ui, cx, "learning", words, why_not) {
            cx.do_and_say(propose(text, session), TextId("said-proposed"));
        }
    }

    fn left_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        left: &[PointRow],
        why_not: Option<&str>,
    ) {
        if left.is_empty() {
            return;
        }
        let show = cx.with("learning-left-show", &[("count", left.len().into())]);
        if !fold_ui(ui, &mut self.left_shown, show, cx.t("learning-left-hide")) {
            return;
        }
        for row in left {
            self.row_ui(ui, cx, community, row, why_not);
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &PointRow,
        why_not: Option<&str>,
    ) {
        let point = &row.point;
        if self.open == Some(point.id) && why_not.is_none() {
            if self.point.ui(ui, cx, community, point) {
                self.open = None;
            }
            return;
        }
        let icon = match point.status.value {
            LearningStatus::Proposed => Icon::Question,
            LearningStatus::Kept => Icon::Check,
            LearningStatus::Left => Icon::Close,
        };
        let list = ListRow::new(("learning", point.id), &point.words.text)
            .note(&row.line)
            .icon(icon)
            .struck(point.status.value == LearningStatus::Left)
            .pressable();
        let (response, ()) = list.show_with(ui, |ui| {
            new_mark(ui, cx, point.id);
            if row.may_be_reported {
                ui.add(Badge::scope(Scope::MayBeReported, cx.t("scope-reported")));
            }
            decide_ui(ui, cx, row, why_not);
        });
        if response.clicked() {
            self.open = Some(point.id);
            self.point = OpenPoint::default();
        }
    }
}

/// What proposes these words, in a session or outside.
pub(crate) fn propose(text: String, session: Option<DocumentId>) -> LearningCommand {
    LearningCommand::Propose {
        text,
        uncertainty: String::new(),
        session: session.map(|session| session.to_hex()),
        route: Route::default(),
        tags: BTreeSet::new(),
    }
}

/// The group's yes, recorded by whoever heard it; or its no.
fn decide_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, row: &PointRow, why_not: Option<&str>) {
    let point = row.point.id;
    let about = [("point", row.point.words.text.as_str().into())];
    match row.point.status.value {
        LearningStatus::Proposed => {
            let yes = Button::quiet(cx.t("learning-keep")).icon(Icon::Check);
            let yes = yes.name(cx.with("learning-keep-name", &about));
            if ui.add(yes.disabled_if(why_not)).clicked() {
                let act = LearningCommand::Agree { point, how: AgreedHow::SaidAloud };
                cx.do_and_say(act, TextId("said-point-kept"));
            }
            let no = Button::plain(cx.t("learning-leave"));
            let no = no.name(cx.with("learning-leave-name", &about));
            if ui.add(no.disabled_if(why_not)).clicked() {
                cx.do_and_say(LearningCommand::Leave { point }, TextId("said-point-left"));
            }
        }
        LearningStatus::Kept => {}
        LearningStatus::Left => {
            let again = Button::plain(cx.t("learning-again"));
            let again = again.name(cx.with("learning-again-name", &about));
            if ui.add(again.disabled_if(why_not)).clicked() {
                cx.do_it(LearningCommand::Reconsider { point });
            }
        }
    }
}
