//! Actions: what, who, by when; and whether they said yes.

use super::contents::{ActionRow, Actions, ToArrange};
use crate::dates;
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::{Place, day_ui, focus_row, fold_ui, new_mark, quiet, text_ui};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::{ActionId, ActionsCommand, MemberId};
use horseshoe_node::{Community, DocumentId};
use horseshoe_ui::widgets::{Button, Card, Heading, ListRow, Section, segmented};
use horseshoe_ui::{Icon, space};

/// What is half typed.
#[derive(Debug, Default)]
pub(crate) struct ToDo {
    line: CaptureLine,
    open: Option<ActionId>,
    done_shown: bool,
}

impl ToDo {
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        session: Option<DocumentId>,
        why_not: Option<&str>,
    ) {
        let actions = Actions::of(community, cx.texts);
        Section::new(cx.t("actions-title")).title_shown(session.is_none()).show(ui, |ui| {
            if actions.open.is_empty() {
                quiet(ui, &cx.t("actions-none"));
            }
            for row in &actions.open {
                self.row_ui(ui, cx, community, row, why_not);
            }
            let words =
                CaptureWords::one_text("action-add-label", "action-add-example", "action-add");
            if let Some(text) = self.line.ui(ui, cx, "action", words, why_not) {
                let session = session.map(|session| session.to_hex());
                let act = ActionsCommand::Add { text, owner: None, due: None, session };
                cx.do_and_say(act, TextId("said-action-added"));
            }
            arrange_ui(ui, cx, community, session, why_not);
            self.done_ui(ui, cx, &actions.done, why_not);
        });
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &ActionRow,
        why_not: Option<&str>,
    ) {
        if self.open == Some(row.action.id) && why_not.is_none() {
            if open_ui(ui, cx, community, row) {
                self.open = None;
            }
        } else if row_ui(ui, cx, row, why_not) {
            self.open = Some(row.action.id);
        }
    }

    fn done_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        done: &[ActionRow],
        why_not: Option<&str>,
    ) {
        if done.is_empty() {
            return;
        }
        let show = cx.with("actions-done-show", &[("count", done.len().into())]);
        if !fold_ui(ui, &mut self.done_shown, show, cx.t("actions-done-hide")) {
            return;
        }
        for row in done {
            let name = cx.with("action-again-name", &[("action", row.title.as_str().into())]);
            let list =
                ListRow::new(("done", row.action.id), &row.title).note(&row.line).struck(true);
            let (_, again) = list.show_with(ui, |ui| {
                let again = Button::plain(cx.t("action-again")).name(name);
                ui.add(again.disabled_if(why_not)).clicked()
            });
            if again {
                cx.do_it(ActionsCommand::Reopen { action: row.action.id });
            }
        }
    }
}

/// The four arrangements of the next meeting, as long as they are not on the list: room, date, time and notices.
fn arrange_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    session: Option<DocumentId>,
    why_not: Option<&str>,
) {
    let today = dates::date_of(cx.now_ms);
    let Some(next) = ToArrange::of(community, session, &today) else { return };
    let label = match &next.day {
        Some(day) => cx.with("arrange-add", &[("day", dates::day(cx.texts, day).into())]),
        None => cx.t("arrange-add-next"),
    };
    if ui.add(Button::plain(label).icon(Icon::Plus).disabled_if(why_not)).clicked() {
        let act = ActionsCommand::Arrangements { session: next.session };
        cx.do_and_say(act, TextId("said-arrangements"));
    }
}

/// One that is to be done: who, by when, and what they say to it. Says whether it was pressed.
pub(crate) fn row_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    row: &ActionRow,
    why_not: Option<&str>,
) -> bool {
    let action = row.action.id;
    let about = [("action", row.title.as_str().into())];
    let list = ListRow::new(("action", action), &row.title)
        .note(&row.line)
        .icon(Icon::Unmarked)
        .pressable();
    let (response, ()) = list.show_with(ui, |ui| {
        new_mark(ui, cx, action);
        let (label, name, act) = match (row.owner, row.action.accepted.is_some()) {
            (Some(_), true) => ("action-done", "action-done-name", ActionsCommand::Done { action }),
            (Some(_), false) => {
                let act = ActionsCommand::Accept { action, said_aloud: !row.mine };
                if row.mine {
                    ("action-accept", "action-accept-name", act)
                } else {
                    ("action-said-yes", "action-said-yes-name", act)
                }
            }
            (None, _) => {
                let owner = Some(row.me);
                let act = ActionsCommand::SetOwner { action, owner };
                ("action-mine", "action-mine-name", act)
            }
        };
        let button = Button::quiet(cx.t(label)).name(cx.with(name, &about));
        if ui.add(button.disabled_if(why_not)).clicked() {
            cx.do_it(act);
        }
    });
    response.clicked()
}

/// One, opened: its words, who, and by when. Says whether it is to be closed.
fn open_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, row: &ActionRow) -> bool {
    let action = row.action.id;
    let mut over = false;
    Card::new(("action", action)).chosen(true).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if row.action.arrangement.is_none() {
            over |= text_ui(ui, cx, community, &row.action.words, "action-words", Place::First);
        } else {
            ui.add(Heading::three(&row.title).of_a_part());
        }
        ui.add_space(space::XS);
        who_ui(ui, cx, community, row);
        ui.add_space(space::XS);
        by_when_ui(ui, cx, community, row);
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            over |= ui.add(Button::primary(cx.t("done"))).clicked();
            if ui.add(Button::plain(cx.t("action-done-already")).icon(Icon::Check)).clicked() {
                cx.do_and_say(ActionsCommand::Done { action }, TextId("said-action-done"));
                over = true;
            }
            if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                cx.do_and_say(ActionsCommand::TakeOut { action }, TextId("said-action-out"));
                over = true;
            }
        });
    });
    if over {
        focus_row(ui, ("action", action));
    }
    over
}

fn who_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, row: &ActionRow) {
    let standing = community.members.iter().filter(|member| member.standing);
    let mut people = vec![(None, cx.t("action-nobody"))];
    people.extend(standing.map(|member| {
        let id = MemberId::from_bytes(*member.id.as_bytes());
        (Some(id), words::name(cx.texts, community, id))
    }));
    let options: Vec<_> = people.iter().map(|(who, name)| (*who, name.as_str())).collect();
    let mut owner = row.owner;
    segmented(ui, &cx.t("action-who"), &mut owner, &options);
    if owner != row.owner {
        cx.do_it(ActionsCommand::SetOwner { action: row.action.id, owner });
    }
}

/// The days one would choose: the meetings to come, or none.
fn by_when_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, row: &ActionRow) {
    let mut due = row.action.due.value.clone();
    if day_ui(ui, cx, community, &mut due, "action-by-when", "action-no-date") {
        cx.do_it(ActionsCommand::SetDue { action: row.action.id, due });
    }
}
