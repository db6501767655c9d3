//! People: who is in the group and how sure one can be of them, who asks to be let in, my own devices, tickets to hand
//! over, and who is no longer here.

mod contents;
mod devices;
mod gone;
mod invite;
mod leaving;
mod member;
mod request;
mod ticket;

use crate::screen::ScreenCx;
use crate::screens::carried;
use crate::screens::membership::{Notice, Removals, notice_ui, out_ui, why_out};
use crate::screens::{quiet, title_ui, why_not_write};
use contents::Contents;
use devices::Devices;
use egui::Ui;
use horseshoe_node::{Community, MemberId, Secret, TicketId};
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Card, Section};
use request::Before;

/// What is unfolded, half written or asked.
#[derive(Debug, Default)]
pub(crate) struct PeopleScreen {
    /// The ticket that is shown.
    shown: Option<TicketId>,
    /// It was just unfolded.
    bring_into_view: bool,
    /// The member who is unfolded.
    member: Option<MemberId>,
    before: Option<Before>,
    devices: Devices,
    /// Somebody came for their devices.
    devices_asked_for: bool,
    removals: Removals,
    leaving: bool,
}

impl PeopleScreen {
    /// Shows this ticket: it was just made.
    pub(crate) fn show_ticket(&mut self, ticket: TicketId) {
        self.shown = Some(ticket);
        self.bring_into_view = true;
    }

    /// Shows a device on paper that was just made.
    pub(crate) fn show_paper(&mut self, key: Secret) {
        self.devices.show_paper(key);
    }

    /// The window is about to be locked.
    pub(crate) fn forget_paper(&mut self) {
        self.devices.forget_paper();
    }

    /// Brings my devices into view.
    pub(crate) fn show_devices(&mut self) {
        self.devices_asked_for = true;
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community);
        title_ui(ui, &cx.t("area-people"), &cx.t("people-note"), None);
        let why_not = why_not_write(cx, community);
        let why_not = why_not.as_deref();
        if let Some(why) = why_out(community) {
            out_ui(ui, cx, community, &why);
        }
        for row in &contents.requests {
            request::request_ui(ui, cx, community, row, &contents, &mut self.before, why_not);
            ui.add_space(space::M);
        }
        self.removals.waiting_ui(ui, cx, community, why_not);
        for notice in Notice::all(community) {
            notice_ui(ui, cx, community, &notice);
        }
        if contents.draft {
            invite::invite_ui(ui, cx, community, &contents, why_not);
            self.tickets_ui(ui, cx, community, &contents);
        }
        Section::new(cx.t("people-members")).show(ui, |ui| {
            Card::new("members").show(ui, |ui| {
                ui.set_width(ui.available_width());
                for row in &contents.members {
                    self.member_ui(ui, cx, community, row, why_not);
                }
                if contents.draft {
                    quiet(ui, &cx.t("people-alone"));
                }
            });
        });
        if !contents.draft {
            self.devices_ui(ui, cx, community, &contents, why_not);
            invite::invite_ui(ui, cx, community, &contents, why_not);
            self.tickets_ui(ui, cx, community, &contents);
        }
        if !contents.out {
            carried::carry_ui(ui, cx, community, contents.draft, why_not);
        }
        gone::gone_ui(ui, cx, community, &contents.gone);
        if !contents.draft && !contents.out {
            self.leaving_ui(ui, cx, community, contents.members.len() == 2);
        }
        self.removals.dialog_ui(ui, cx, community);
    }
}
