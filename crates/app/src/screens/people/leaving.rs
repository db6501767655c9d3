//! Leaving the group, for good; and carrying on as a new one.

use super::PeopleScreen;
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::for_good::ForGood;
use crate::screens::quiet;
use crate::texts::TextId;
use egui::Ui;
use horseshoe_node::{Command, Community};
use horseshoe_ui::widgets::{Button, Section};
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
        let question = ForGood {
            id: "leave",
            title: cx.with("leave-question", &name),
            means: &["leave-keeps", "leave-words", "leave-devices", "leave-good"],
            stay: "leave-stay",
            go: "leave-do",
        };
        if question.ask(ui, cx, &mut self.leaving) {
            let command = Command::Leave { community: community.id };
            cx.act(Action::AskAndSay { command, said: TextId("said-left") });
        }
    }
}
