//! The pages where no profile is open: with little on them, and nothing of anybody.

use crate::locked::{Locked, Offered};
use crate::screens::body;
use crate::texts::Texts;
use crate::words;
use egui::{Id, Label, Ui, ViewportCommand};
use horseshoe_node::Problem;
use horseshoe_ui::widgets::{Banner, Button, Heading, Landmark};
use horseshoe_ui::{Size, space, tokens};
use std::path::Path;

/// Something takes a moment.
pub(super) fn moment_ui(ui: &mut Ui, texts: &Texts, text: &'static str) {
    page(ui, texts, |ui| {
        let muted = tokens(ui).ink.muted;
        ui.add(Label::new(Size::Body.text(texts.t(text)).color(muted)));
    });
}

/// Why the profile cannot be opened, and what one can do; true where people want to try again.
pub(crate) fn failed_ui(ui: &mut Ui, texts: &Texts, profile: &Path, problem: &Problem) -> bool {
    page(ui, texts, |ui| {
        ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
        ui.add(Heading::one(texts.t("opening-failed")));
        ui.add_space(space::M);
        // Before anything is open nothing is written.
        words::problem(texts, problem).banner().safe(texts.t("safe-nothing-changed")).show(ui);
        ui.add_space(space::S);
        let folder = profile.display().to_string();
        let muted = tokens(ui).ink.muted;
        let folder = texts.with("opening-folder", &[("folder", folder.into())]);
        ui.add(Label::new(Size::Note.text(folder).color(muted)).wrap());
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let again = ui.add(Button::primary(texts.t("opening-again"))).clicked();
            if ui.add(Button::quiet(texts.t("opening-close"))).clicked() {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
            again
        })
        .inner
    })
}

/// That the profile is destroyed, or what hinders; true where people want to try again.
pub(crate) fn forgotten_ui(ui: &mut Ui, texts: &Texts, forgotten: &Result<(), Problem>) -> bool {
    page(ui, texts, |ui| {
        ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
        match forgotten {
            Ok(()) => {
                ui.add(Heading::one(texts.t("forgotten-title")));
                ui.add_space(space::S);
                body(ui, &texts.t("forgotten-gone"));
                body(ui, &texts.t("forget-me-stays"));
                body(ui, &texts.t("forget-me-group"));
            }
            Err(problem) => {
                ui.add(Heading::one(texts.t("forgotten-not")));
                ui.add_space(space::M);
                // What one can do is here, and not what is done elsewhere about the same.
                let happened = words::problem(texts, problem).happened;
                Banner::problem(happened).safe(texts.t("forgotten-goes-on")).show(ui);
            }
        }
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let again =
                forgotten.is_err() && ui.add(Button::primary(texts.t("opening-again"))).clicked();
            if ui.add(Button::quiet(texts.t("opening-close"))).clicked() {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
            again
        })
        .inner
    })
}

/// What opens the profile is asked for.
pub(crate) fn locked_ui(ui: &mut Ui, texts: &Texts, locked: &mut Locked) -> Option<Offered> {
    page(ui, texts, |ui| locked.ui(ui, texts))
}

/// A page with little on it.
fn page<R>(ui: &mut Ui, texts: &Texts, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let ground = tokens(ui).ground.page;
    let frame = egui::Frame::new().fill(ground).inner_margin(space::XXL);
    let page = egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let screen = Landmark::screen(Id::unique("page"), &texts.t("app-name")).show(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, contents).inner
        });
        screen.inner
    });
    page.inner
}
