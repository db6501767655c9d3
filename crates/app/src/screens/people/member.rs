//! One member: how sure one can be of them, words to compare, their devices, and what can be proposed.

use super::PeopleScreen;
use super::contents::{MemberRow, Reach, Trust};
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::carried;
use crate::screens::membership::propose_ui;
use crate::screens::{body, quiet};
use crate::texts::TextId;
use crate::words;
use egui::{Label, Ui};
use horseshoe_node::{Command, Community, Target};
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, ListRow, Tint};
use horseshoe_ui::{Icon, Size, space, tokens};

impl PeopleScreen {
    pub(super) fn member_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &MemberRow,
        why_not: Option<&str>,
    ) {
        let member = &row.member;
        let name = name_of(cx, row);
        let note = match member.practice.as_str() {
            "" => trust(cx, community, row),
            practice => format!("{practice} · {}", trust(cx, community, row)),
        };
        let open = self.member == Some(member.id);
        let colour = words::colour(member.id.as_bytes());
        let mut list_row =
            ListRow::new(("member", member.id), &name).person(&member.name, colour).note(&note);
        if !member.me {
            list_row = list_row.unfolds(open);
        }
        let (response, ()) = list_row.show_with(ui, |ui| reach_ui(ui, cx, row.reach));
        if response.clicked() {
            self.member = (!open).then_some(member.id);
        }
        if open {
            Card::new(("about", member.id)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                words_ui(ui, cx, community, row, &name, why_not);
                carried::for_member_ui(ui, cx, community, member.id, &name, why_not);
                self.member_devices_ui(ui, cx, community, row, &name, why_not);
            });
            ui.add_space(space::S);
        }
    }

    fn member_devices_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &MemberRow,
        name: &str,
        why_not: Option<&str>,
    ) {
        let id = row.member.id;
        ui.add_space(space::M);
        let about = [("name", name.into())];
        ui.add(Heading::three(cx.with("member-devices", &about)));
        for (device, called) in &row.devices {
            let called = [("called", called.as_str().into()), ("name", name.into())];
            let title = cx.with("device-called", &called[..1]);
            let row = ListRow::new(("device", device), &title).icon(Icon::Key);
            let (_, pressed) = row.show_with(ui, |ui| {
                let button = Button::plain(cx.t("device-in-other-hands"))
                    .name(cx.with("device-in-other-hands-name", &called));
                propose_ui(ui, cx, community, id, button, why_not)
            });
            if pressed {
                self.removals.propose(Target::Device(*device));
            }
        }
        ui.add_space(space::S);
        let button = Button::quiet(cx.with("removal-propose", &about)).icon(Icon::Remove);
        if propose_ui(ui, cx, community, id, button, why_not) {
            self.removals.propose(Target::Member(id));
        }
    }
}

/// Sixteen words in four lines, what they guard against, and what not.
fn words_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &MemberRow,
    name: &str,
    why_not: Option<&str>,
) {
    let about = [("name", name.into())];
    if let Some(was) = row.member.was {
        let was = words::somebody(cx.texts, community, was);
        body(ui, &cx.with("member-was", &[about[0].clone(), ("was", was.into())]));
        ui.add_space(space::XS);
    }
    ui.add(Heading::three(cx.with("compare-title", &about)));
    if row.words.is_empty() {
        return quiet(ui, &cx.t("compare-not-yet"));
    }
    body(ui, &cx.with("compare-how", &about));
    ui.add_space(space::S);
    let ink = tokens(ui).ink.text;
    for line in &row.words {
        ui.add(Label::new(Size::Heading3.strong(line).color(ink)).wrap());
    }
    ui.add_space(space::S);
    quiet(ui, &cx.with("compare-guards", &about));
    quiet(ui, &cx.with("compare-not", &about));
    if row.member.compared_by > 0 {
        let says = [about[0].clone(), ("count", row.member.compared_by.into())];
        quiet(ui, &cx.with("compare-others-say", &says));
    }
    ui.add_space(space::S);
    if row.member.compared {
        let done = cx.t("compare-done");
        ui.add(Badge::new(done).icon(Icon::Check).tint(Tint::Go));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let same = Button::primary(cx.t("compare-same")).name(cx.with("compare-same-name", &about));
        if ui.add(same.disabled_if(why_not)).clicked() {
            let command = Command::Compared { community: community.id, member: row.member.id };
            cx.act(Action::AskAndSay { command, said: TextId("said-compared") });
        }
    });
    quiet(ui, &cx.t("compare-differ"));
}

/// In a few words, with what others say told as that.
fn trust(cx: &ScreenCx<'_>, community: &Community, row: &MemberRow) -> String {
    match &row.trust {
        Trust::Compared => cx.t("people-compared"),
        Trust::OthersSay(count) => cx.with("people-others-say", &[("count", (*count).into())]),
        Trust::Founder => cx.t("people-founder"),
        Trust::LetInBy(by) => {
            let names = words::names(cx.texts, community, by);
            cx.with("people-let-in-by", &[("names", names.into())])
        }
    }
}

fn reach_ui(ui: &mut Ui, cx: &ScreenCx<'_>, reach: Reach) {
    let (here, all) = match reach {
        Reach::Me => {
            ui.add(Badge::new(cx.t("people-me")).icon(Icon::Person));
            return;
        }
        Reach::HereWithAll => (true, true),
        Reach::Here => (true, false),
        Reach::AwayWithAll => (false, true),
        Reach::Away => (false, false),
    };
    if here {
        ui.add(Badge::new(cx.t("people-here")).icon(Icon::Network).tint(Tint::Go));
    } else {
        ui.add(Badge::new(cx.t("people-away")).icon(Icon::Alone));
    }
    if all {
        ui.add(Badge::new(cx.t("people-has-all")).icon(Icon::Check));
    } else {
        ui.add(Badge::new(cx.t("people-not-all")).icon(Icon::Clock));
    }
}

fn name_of(cx: &ScreenCx<'_>, row: &MemberRow) -> String {
    if row.member.name.is_empty() { cx.t("somebody") } else { row.member.name.clone() }
}
