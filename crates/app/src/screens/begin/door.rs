//! Joining somebody in this room: an open door, words to compare, and a yes on each side.

use super::contents::{Asked, Call, Room};
use crate::screen::ScreenCx;
use crate::screens::{body, quiet};
use crate::words;
use egui::{Align, Label, Ui};
use horseshoe_node::{Command, DeviceId};
use horseshoe_ui::widgets::{Badge, Banner, Button, Card, Heading, ListRow, Tint};
use horseshoe_ui::{Icon, Size, space, tokens};

/// The card of the room. Words to compare are brought into view once, however large the letters are.
pub(super) fn room_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    room: &Room,
    words_seen: &mut Option<DeviceId>,
) {
    let comparing = room.calls.iter().find(|call| matches!(call.how, Asked::Compare { .. }));
    let comparing = comparing.map(|call| call.device);
    let bring_into_view = std::mem::replace(words_seen, comparing) != comparing;
    Card::new("room").chosen(!room.calls.is_empty()).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Heading::two(cx.t("room-title")));
        if room.calls.is_empty() {
            body(ui, &cx.t("room-note"));
        }
        ui.add_space(space::S);
        for call in &room.calls {
            call_ui(ui, cx, call, bring_into_view);
        }
        for door in &room.doors {
            let called = [("called", door.called.as_str().into())];
            let title = cx.with("room-door", &called);
            let row = ListRow::new(("door", door.device), &title);
            let ask = Button::primary(cx.t("room-ask")).name(cx.with("room-ask-name", &called));
            let (_, asked) = row.icon(Icon::Network).show_with(ui, |ui| ui.add(ask).clicked());
            if asked {
                cx.ask(Command::AskAtDoor { device: door.device });
            }
        }
        if room.doors.is_empty() && room.calls.is_empty() {
            quiet(ui, &cx.t("room-no-door"));
        }
    });
}

fn call_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, call: &Call, bring_into_view: bool) {
    match &call.how {
        Asked::Failed(problem) => {
            let problem = words::problem(cx.texts, problem);
            let mut banner = Banner::problem(problem.happened).action(cx.t("put-away"));
            if let Some(can_do) = problem.can_do {
                banner = banner.can_do(can_do);
            }
            if banner.show(ui).is_some() {
                cx.ask(Command::LeaveDoor { device: call.device });
            }
        }
        Asked::Reaching => {
            body(ui, &cx.t("room-reaching"));
            leave_ui(ui, cx, call, "join-stop");
        }
        Asked::Compare { words, same, community } => {
            if let Some(community) = community {
                let community = [("community", community.as_str().into())];
                body(ui, &cx.with("room-said-yes", &community));
            }
            body(ui, &cx.t("room-words"));
            ui.add_space(space::XS);
            let ink = tokens(ui).ink.text;
            let shown = ui.add(Label::new(Size::Heading2.strong(words).color(ink)).wrap());
            if bring_into_view {
                shown.scroll_to_me(Some(Align::Center));
            }
            ui.add_space(space::S);
            if *same {
                ui.add(Badge::new(cx.t("room-you-said-same")).icon(Icon::Check).tint(Tint::Go));
                quiet(ui, &cx.t("room-wait-for-yes"));
                leave_ui(ui, cx, call, "join-stop");
                return;
            }
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::primary(cx.t("room-same"))).clicked() {
                    cx.ask(Command::SameWords { device: call.device });
                }
                leave_ui(ui, cx, call, "room-differ");
            });
            quiet(ui, &cx.t("room-differ-note"));
        }
    }
}

fn leave_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, call: &Call, words: &'static str) {
    if ui.add(Button::quiet(cx.t(words))).clicked() {
        cx.ask(Command::LeaveDoor { device: call.device });
    }
}
