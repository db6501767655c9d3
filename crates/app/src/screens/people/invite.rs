//! Inviting: an open door for somebody in this room, a ticket for somebody elsewhere.

use super::contents::{Contents, Door};
use crate::screen::ScreenCx;
use crate::screens::{Side, body, columns};
use egui::Ui;
use horseshoe_node::{Command, Community};
use horseshoe_ui::widgets::{Button, Card, Heading, Section};
use horseshoe_ui::{Icon, space};

pub(super) fn invite_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    contents: &Contents,
    why_not: Option<&str>,
) {
    let no_name = cx.snapshot.me.name.is_empty().then(|| cx.t("invite-missing-name"));
    let why_not = why_not.map(str::to_owned).or(no_name);
    let title = cx.t(if contents.draft { "invite-first" } else { "invite" });
    Section::new(title).note(cx.texts.t("invite-sees")).show(ui, |ui| {
        if ui.available_width() > 640.0 {
            columns(ui, |ui, side| match side {
                Side::Left => door_ui(ui, cx, community, contents, why_not.clone()),
                Side::Right => ticket_ui(ui, cx, community, contents, why_not.clone()),
            });
        } else {
            door_ui(ui, cx, community, contents, why_not.clone());
            ui.add_space(space::M);
            ticket_ui(ui, cx, community, contents, why_not);
        }
    });
}

fn door_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    contents: &Contents,
    why_not: Option<String>,
) {
    Card::new("door").chosen(contents.door.is_some()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let change = if let Some(Door { called }) = &contents.door {
            let called = [("called", called.as_str().into())];
            ui.add(Heading::three(cx.with("door-is-open", &called)));
            body(ui, &cx.t("door-is-open-note"));
            Button::quiet(cx.t("door-close"))
        } else {
            ui.add(Heading::three(cx.t("door-title")));
            body(ui, &cx.t("door-note"));
            let offline = (!cx.snapshot.network.online).then(|| cx.t("door-offline"));
            let open = Button::primary(cx.t("door-open")).icon(Icon::People);
            open.disabled_if(why_not.or(offline))
        };
        ui.add_space(space::S);
        if ui.add(change).clicked() {
            let open = contents.door.is_none();
            cx.ask(Command::HoldDoor { community: community.id, open });
        }
    });
}

fn ticket_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    contents: &Contents,
    why_not: Option<String>,
) {
    Card::new("ticket").show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Heading::three(cx.t("invite-elsewhere")));
        body(ui, &cx.t(if contents.draft { "invite-draft-note" } else { "invite-note" }));
        ui.add_space(space::S);
        let make = Button::quiet(cx.t("invite-ticket")).icon(Icon::Key);
        if ui.add(make.disabled_if(why_not)).clicked() {
            cx.ask(Command::Invite { community: community.id, hours: None });
        }
    });
}
