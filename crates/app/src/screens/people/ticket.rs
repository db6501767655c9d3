//! Tickets I gave out: as a picture, to copy, as a file, and back again.

use super::PeopleScreen;
use super::contents::Contents;
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::quiet;
use crate::texts::TextId;
use crate::words;
use egui::{Response, Ui};
use horseshoe_node::{Command, Community, Invitation};
use horseshoe_ui::widgets::{Button, Card, ListRow, QrCard, Section};
use horseshoe_ui::{Icon, space};

impl PeopleScreen {
    pub(super) fn tickets_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
    ) {
        if contents.tickets.is_empty() {
            return;
        }
        Section::new(cx.t("tickets-title")).show(ui, |ui| {
            for invitation in &contents.tickets {
                self.ticket_ui(ui, cx, community, invitation);
            }
        });
    }

    pub(super) fn ticket_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        invitation: &Invitation,
    ) {
        let left = words::left(cx.texts, invitation.expires, cx.now_ms);
        let left = [("left", left.as_str().into())];
        let own = invitation.own_device;
        let row = if own { "device-ticket-row" } else { "ticket-row" };
        let title = cx.with(row, &left);
        let names = if own {
            ["device-ticket-show-name", "device-ticket-back-name"]
        } else {
            ["ticket-show-name", "ticket-back-name"]
        };
        let shown = self.shown == Some(invitation.ticket);
        let row = ListRow::new(("ticket", invitation.ticket), &title).icon(Icon::Key);
        let (_, (show, back)) = row.show_with(ui, |ui| {
            let show = if shown {
                Button::quiet(cx.t("ticket-hide"))
            } else {
                Button::quiet(cx.t("ticket-show")).name(cx.with(names[0], &left))
            };
            let show = ui.add(show).clicked();
            let back = Button::plain(cx.t("ticket-back")).name(cx.with(names[1], &left));
            (show, ui.add(back).clicked())
        });
        if show {
            self.shown = (!shown).then_some(invitation.ticket);
            self.bring_into_view = true;
        }
        if back {
            let command = Command::Uninvite { community: community.id, ticket: invitation.ticket };
            cx.act(Action::AskAndSay { command, said: TextId("said-ticket-back") });
        }
        if shown {
            let card = shown_ticket_ui(ui, cx, invitation);
            if std::mem::take(&mut self.bring_into_view) {
                card.scroll_to_me(None);
            }
        }
    }
}

fn shown_ticket_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, invitation: &Invitation) -> Response {
    Card::new(("ticket", invitation.ticket))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let own = invitation.own_device;
            quiet(ui, &cx.t(if own { "device-ticket-how" } else { "ticket-how" }));
            ui.add_space(space::S);
            let (name, copy) = (cx.t("ticket-picture"), cx.t("ticket-copy"));
            if QrCard::new(&invitation.text, &name, &copy).size(260.0).text_hidden().show(ui) {
                cx.act(Action::Copy(invitation.text.clone()));
            }
            if ui.add(Button::quiet(cx.t("ticket-save")).icon(Icon::File)).clicked() {
                cx.act(Action::SaveTicket(invitation.text.clone()));
            }
        })
        .response
}
