//! What of the community is kept on this device: take it along, check it, remove it.

use super::{ConnectionScreen, name};
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::for_good::ForGood;
use crate::screens::quiet;
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_node::{Command, Community, SetAside};
use horseshoe_ui::widgets::{Button, ListRow, Section};
use horseshoe_ui::{Icon, space};

impl ConnectionScreen {
    pub(super) fn kept_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        Section::new(cx.t("kept-title")).show(ui, |ui| {
            let sync = &community.sync;
            let counts = [
                ("entries", sync.entries.into()),
                ("certificates", sync.certificates.into()),
                ("name", community.name.as_str().into()),
            ];
            quiet(ui, &cx.with("kept-counts", &counts));
            let aside: u64 = sync.set_aside.iter().map(|(_, count)| count).sum();
            if aside > 0 {
                quiet(ui, &cx.with("kept-set-aside", &[("count", aside.into())]));
            }
            for aside in &community.membership.set_aside {
                aside_ui(ui, cx, community, aside);
            }
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::quiet(cx.t("kept-export")).icon(Icon::Export)).clicked() {
                    cx.act(Action::Export);
                }
                if ui.add(Button::quiet(cx.t("kept-verify")).icon(Icon::Check)).clicked() {
                    cx.ask(Command::Verify);
                }
                let forget = cx.with("kept-forget", &name(community));
                if ui.add(Button::plain(forget).icon(Icon::Remove)).clicked() {
                    self.forgetting = true;
                }
            });
        });
        self.forget_ui(ui, cx, community);
    }

    fn forget_ui(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let question = ForGood {
            id: "forget",
            title: cx.with("forget-title", &name(community)),
            means: &["forget-note"],
            stay: "cancel",
            go: "forget-do",
        };
        if question.ask(ui, cx, &mut self.forgetting) {
            let command = Command::Forget { community: community.id };
            cx.act(Action::AskAndSay { command, said: TextId("said-forgotten") });
        }
    }
}

/// What a device sent that no device can use, by who signed it, with the reasons for whoever looks into it.
fn aside_ui(ui: &mut Ui, cx: &ScreenCx<'_>, community: &Community, aside: &SetAside) {
    let name = words::somebody(cx.texts, community, aside.member);
    let signed = [
        ("name", name.into()),
        ("called", words::door(&aside.called).into()),
        ("count", aside.entries.into()),
    ];
    let title = cx.with("set-aside-by", &signed);
    let reasons = aside.reasons.join(" · ");
    ListRow::new(("set-aside", aside.device), &title).note(&reasons).icon(Icon::Info).show(ui);
}
