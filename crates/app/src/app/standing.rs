//! The line at the bottom, and what it opens: how it stands between this device and the others, member by member.

use super::App;
use super::status::{Has, Others, SavedNow, Status, WithMember, with_members};
use crate::action::Action;
use crate::screens::{body, quiet};
use crate::texts::TextId;
use crate::words;
use egui::{Context, Id, ScrollArea, Ui};
use horseshoe_node::{Command, Community, Snapshot, Stage};
use horseshoe_ui::widgets::{Button, Dialog, ListRow, ProgressRow, StatusLine, pressable_line};
use horseshoe_ui::{Icon, space, tokens};
use std::time::Duration;

/// What is received faster needs no bar.
const BAR_AFTER_SECS: f64 = 0.4;

/// How it stands, while it is shown.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) shown: bool,
    /// Since when something is being received, by the window's own time.
    receiving_since: Option<f64>,
}

impl App {
    /// Whether people want to see more.
    pub(super) fn status_ui(
        &self,
        ui: &mut Ui,
        snapshot: &Snapshot,
        community: Option<&Community>,
    ) -> bool {
        let status = Status::new(snapshot, community);
        let (icon, saved) = self.saved_words(status.saved);
        let (others_icon, others) = self.others_words(&status.others);
        let name = self.texts.t("act-standing");
        let line = pressable_line(ui, Id::unique("status"), &name, |ui| {
            StatusLine::new(Id::unique("status-saved-line"), icon, &saved).show(ui);
            ui.add_space(space::L);
            StatusLine::new(Id::unique("status-others-line"), others_icon, &others).show(ui);
        });
        line.clicked()
    }

    fn saved_words(&self, saved: SavedNow) -> (Icon, String) {
        match saved {
            SavedNow::Saved => (Icon::Check, self.texts.t("status-saved")),
            SavedNow::Saving => (Icon::Clock, self.texts.t("status-saving")),
            SavedNow::NotSaved => (Icon::Warning, self.texts.t("status-not-saved")),
        }
    }

    fn others_words(&self, others: &Others) -> (Icon, String) {
        let t = |id| self.texts.t(id);
        let count = |id, count: u64| self.texts.with(id, &[("count", count.into())]);
        match *others {
            Others::Nobody => (Icon::Network, t("status-nobody")),
            Others::Draft => (Icon::Alone, t("status-draft")),
            Others::Left => (Icon::Book, t("status-left")),
            Others::Stopped => (Icon::Pause, t("status-stopped")),
            Others::Offline { waiting } => (Icon::Alone, count("status-offline", waiting)),
            Others::OnMyOwn { waiting } => (Icon::Alone, count("status-alone", waiting)),
            Others::Receiving { so_far, expected } => {
                let arguments = [("done", so_far.into()), ("all", expected.into())];
                (Icon::Network, self.texts.with("status-receiving", &arguments))
            }
            Others::Catching { connected } => {
                (Icon::Network, count("status-catching", connected as u64))
            }
            Others::AllHave { connected } => {
                (Icon::People, count("status-all-have", connected as u64))
            }
        }
    }

    /// How it stands, in full, while people want to see it.
    pub(super) fn standing_ui(
        &mut self,
        ctx: &Context,
        snapshot: &Snapshot,
        community: Option<&Community>,
        actions: &mut Vec<Action>,
    ) {
        let mut open = self.standing.shown;
        let title = self.texts.t("act-standing");
        Dialog::new(Id::unique("standing"), title).width(520.0).show(ctx, &mut open, |ui| {
            let status = Status::new(snapshot, community);
            let (icon, saved) = self.saved_words(status.saved);
            line_ui(ui, icon, &saved);
            let (icon, others) = self.others_words(&status.others);
            if let Some(community) = community.filter(|one| one.stage == Stage::Living) {
                if matches!(status.others, Others::Receiving { .. }) {
                    self.receiving_ui(ui, community, actions);
                } else {
                    self.standing.receiving_since = None;
                    line_ui(ui, icon, &others);
                    self.exchanging_ui(ui, community, actions);
                }
                self.members_ui(ui, community);
            } else {
                line_ui(ui, icon, &others);
            }
            ui.add_space(space::M);
            if ui.add(Button::quiet(self.texts.t("put-away"))).clicked() {
                self.standing.shown = false;
            }
        });
        self.standing.shown &= open;
    }

    /// A bar with a count, once it takes a while, and a way to stop.
    fn receiving_ui(&mut self, ui: &mut Ui, community: &Community, actions: &mut Vec<Action>) {
        let now = ui.input(|input| input.time);
        let lasts = now - *self.standing.receiving_since.get_or_insert(now);
        let (so_far, expected) = community.sync.receiving.unwrap_or_default();
        let count = [("done", so_far.into()), ("all", expected.into())];
        let (label, count) =
            (self.texts.t("receiving"), self.texts.with("receiving-count", &count));
        if lasts < BAR_AFTER_SECS {
            line_ui(ui, Icon::Network, &label);
            ui.ctx().request_repaint_after(Duration::from_secs_f64(BAR_AFTER_SECS - lasts));
            return;
        }
        let done = so_far as f32 / expected.max(1) as f32;
        if ProgressRow::new(&label, &count, done).cancel(&self.texts.t("exchange-stop")).show(ui) {
            actions.push(exchange(community, false));
        }
    }

    fn exchanging_ui(&self, ui: &mut Ui, community: &Community, actions: &mut Vec<Action>) {
        let stopped = community.sync.stopped;
        let label = if stopped { "exchange-go-on" } else { "exchange-stop" };
        let icon = if stopped { Icon::Play } else { Icon::Pause };
        if ui.add(Button::quiet(self.texts.t(label)).icon(icon)).clicked() {
            actions.push(exchange(community, stopped));
        }
        if !stopped {
            quiet(ui, &self.texts.t("exchange-stop-note"));
        }
    }

    fn members_ui(&self, ui: &mut Ui, community: &Community) {
        let rows = with_members(community);
        if rows.is_empty() {
            return;
        }
        ui.add_space(space::S);
        quiet(ui, &self.texts.t("standing-members"));
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for row in &rows {
                self.member_ui(ui, row);
            }
        });
    }

    fn member_ui(&self, ui: &mut Ui, row: &WithMember) {
        let name = match (&*row.name, row.mine) {
            (_, true) => self.texts.t("my-other-device"),
            ("", _) => self.texts.t("somebody"),
            (name, _) => name.to_owned(),
        };
        let met = match (row.here, row.met_at) {
            (true, _) => self.texts.t("people-here"),
            (false, Some(at)) => {
                let when = words::ago(&self.texts, at, (self.now)());
                self.texts.with("met-at", &[("when", when.into())])
            }
            (false, None) => self.texts.t("not-met"),
        };
        let has = match row.has {
            Has::Everything => self.texts.t("has-all-of-yours"),
            Has::Lacks(count) => self.texts.with("lacks-of-yours", &[("count", count.into())]),
        };
        let note = self.texts.with("has-and-met", &[("has", has.into()), ("met", met.into())]);
        let colour = words::colour(row.id.as_bytes());
        ListRow::new(("standing", row.id), &name).note(&note).person(&row.name, colour).show(ui);
    }
}

fn exchange(community: &Community, on: bool) -> Action {
    let command = Command::SetExchanging { community: community.id, on };
    let said = TextId(if on { "said-exchange-on" } else { "said-exchange-stopped" });
    Action::AskAndSay { command, said }
}

fn line_ui(ui: &mut Ui, icon: Icon, words: &str) {
    ui.horizontal(|ui| {
        icon.ui(ui, 18.0, tokens(ui).ink.muted);
        body(ui, words);
    });
}
