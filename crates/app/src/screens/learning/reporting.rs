//! Whom the group would tell of a point, and in which words. Agreed one by one; nothing is sent by it.

use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::{Place, quiet, text_ui};
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{AgreedHow, LearningCommand, LearningPoint, Report};
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Badge, Button, Heading, Tint};

/// Somebody who is being named.
#[derive(Debug, Default)]
pub(super) struct Reporting {
    to: CaptureLine,
}

impl Reporting {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        point: &LearningPoint,
    ) {
        ui.add(Heading::three(cx.t("tell-title")).of_a_part());
        quiet(ui, &cx.t("tell-note"));
        for report in &point.reports {
            report_ui(ui, cx, community, report);
        }
        let words = CaptureWords::one_line("report-to", "report-to-example", "report-add");
        if let Some(to) = self.to.ui(ui, cx, "report-to", words, None) {
            let wording = String::new();
            cx.do_it(LearningCommand::ReportTo { point: point.id, to, wording });
        }
    }
}

fn report_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, report: &Report) {
    let about = [("to", report.to.as_str().into())];
    let agreed = report.agreed.as_ref().is_some_and(|agreed| agreed.holds);
    ui.horizontal_wrapped(|ui| {
        ui.add(Heading::three(cx.with("report-to-whom", &about)).of_a_part());
        if agreed {
            ui.add(Badge::new(cx.t("report-agreed")).icon(Icon::Check).tint(Tint::Go));
        } else if report.agreed.is_some() {
            ui.add(Badge::new(cx.t("report-words-changed")));
        }
    });
    text_ui(ui, cx, community, &report.wording, "report-wording", Place::Later);
    ui.horizontal_wrapped(|ui| {
        let yes = Button::quiet(cx.t("report-agree")).icon(Icon::Check);
        let yes = yes.name(cx.with("report-agree-name", &about));
        if !agreed && ui.add(yes).clicked() {
            let act = LearningCommand::AgreeReport { report: report.id, how: AgreedHow::SaidAloud };
            cx.do_and_say(act, TextId("said-report-agreed"));
        }
        let no = Button::plain(cx.t("report-not")).name(cx.with("report-not-name", &about));
        if ui.add(no).clicked() {
            let act = LearningCommand::NotTo { report: report.id };
            cx.do_and_say(act, TextId("said-report-not"));
        }
    });
}
