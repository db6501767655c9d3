//! Leaving the group, for good; and carrying on as a new one.

use super::PeopleScreen;
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::{body, quiet};
use crate::texts::TextId;
use egui::{Id, Ui};
use horseshoe_node::{Command, Community};
use horseshoe_ui::widgets::{Button, Dialog, Section};
use horseshoe_ui::{Icon, space};

impl PeopleScreen {
    pub(super) fn leaving_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        two: bool,
    ) {
        let name = [("name", community.name.as_str().into())];
        Section::new(cx.t("leave-title")).show(ui, |ui| {
            quiet(ui, &cx.t("leave-keeps"));
            if two {
                quiet(ui, &cx.t("removal-only-two"));
            }
            ui.add_space(space::XS);
            let leave = Button::plain(cx.with("leave", &name)).icon(Icon::Export);
            if ui.add(leave).clicked() {
                self.leaving = true;
            }
        });
        Section::new(cx.t("anew-title")).show(ui, |ui| {
            quiet(ui, &cx.t("anew-note"));
            ui.add_space(space::XS);
            if ui.add(Button::plain(cx.t("anew-do")).icon(Icon::Plus)).clicked() {
                cx.ask(Command::ContinueAnew { community: community.id });
            }
        });
        let mut open = self.leaving;
        let title = cx.with("leave-question", &name);
        let dialog = Dialog::new(Id::unique("leave"), title).width(520.0);
        let answer = dialog.show(ui.ctx(), &mut open, |ui| {
            body(ui, &cx.t("leave-keeps"));
            body(ui, &cx.t("leave-words"));
            body(ui, &cx.t("leave-devices"));
            body(ui, &cx.t("leave-good"));
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let stay = ui.add(Button::quiet(cx.t("leave-stay"))).clicked();
                (stay, ui.add(Button::danger(cx.t("leave-do"))).clicked())
            })
            .inner
        });
        let (stay, leave) = answer.inner.unwrap_or_default();
        self.leaving = open && !stay && !leave;
        if leave {
            let command = Command::Leave { community: community.id };
            cx.act(Action::AskAndSay { command, said: TextId("said-left") });
        }
    }
}
