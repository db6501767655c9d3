//! People: who is in the group, who is here, who asks to be let in, and tickets to hand over.

mod contents;
mod invite;
mod request;
mod ticket;

use crate::screen::ScreenCx;
use crate::screens::{quiet, title_ui, why_not_write};
use crate::words;
use contents::{Contents, MemberRow, Reach};
use egui::Ui;
use horseshoe_node::{Community, TicketId};
use horseshoe_ui::widgets::{Badge, Card, ListRow, Section, Tint};
use horseshoe_ui::{Icon, space};

/// Which ticket is shown.
#[derive(Debug, Default)]
pub(crate) struct PeopleScreen {
    shown: Option<TicketId>,
    /// It was just unfolded.
    bring_into_view: bool,
}

impl PeopleScreen {
    /// Shows this ticket: it was just made.
    pub(crate) fn show_ticket(&mut self, ticket: TicketId) {
        self.shown = Some(ticket);
        self.bring_into_view = true;
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community);
        title_ui(ui, &cx.t("area-people"), &cx.t("people-note"), None);
        let why_not = why_not_write(cx, community);
        for row in &contents.requests {
            request::request_ui(ui, cx, community, row, why_not.as_deref());
            ui.add_space(space::M);
        }
        if contents.draft {
            invite::invite_ui(ui, cx, community, &contents, why_not.as_deref());
            self.tickets_ui(ui, cx, community, &contents);
        }
        Section::new(cx.t("people-members")).show(ui, |ui| {
            Card::new("members").show(ui, |ui| {
                ui.set_width(ui.available_width());
                for row in &contents.members {
                    member_ui(ui, cx, community, row);
                }
                if contents.draft {
                    quiet(ui, &cx.t("people-alone"));
                }
            });
        });
        if !contents.draft {
            invite::invite_ui(ui, cx, community, &contents, why_not.as_deref());
            self.tickets_ui(ui, cx, community, &contents);
        }
        if !contents.past.is_empty() {
            Section::new(cx.t("people-past")).show(ui, |ui| {
                for row in &contents.past {
                    let name = name_of(cx, row);
                    ListRow::new(("past", row.member.id), &name).icon(Icon::Person).show(ui);
                }
            });
        }
    }
}

fn member_ui(ui: &mut Ui, cx: &ScreenCx<'_>, community: &Community, row: &MemberRow) {
    let member = &row.member;
    let name = name_of(cx, row);
    let let_in = if row.let_in_by.is_empty() {
        cx.t("people-founder")
    } else {
        let names = row.let_in_by.iter().map(|id| words::member(cx.texts, community, Some(*id)));
        let names = names.collect::<Vec<_>>().join(", ");
        cx.with("people-let-in-by", &[("names", names.into())])
    };
    let note = match member.practice.as_str() {
        "" => let_in,
        practice => format!("{practice} · {let_in}"),
    };
    let colour = words::colour(member.id.as_bytes());
    let list_row =
        ListRow::new(("member", member.id), &name).person(&member.name, colour).note(&note);
    list_row.show_with(ui, |ui| {
        let (here, all) = match row.reach {
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
    });
}

fn name_of(cx: &ScreenCx<'_>, row: &MemberRow) -> String {
    if row.member.name.is_empty() { cx.t("somebody") } else { row.member.name.clone() }
}
