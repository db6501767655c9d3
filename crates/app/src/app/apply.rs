//! What happens after a frame: the only place that changes screens or asks the node.

use super::{App, Why, Wish};
use crate::action::{Act, Action, TABLE, keys_of};
use crate::files::What;
use crate::screen::Area;
use crate::words;
use egui::ThemePreference;
use horseshoe_node::{Command, Stage};
use horseshoe_ui::command_palette::PaletteCommand;
use horseshoe_ui::focus;
use horseshoe_ui::theme::{ContrastChoice, Face, Motion};

/// The panes the pane key goes through, by the ids of their beginnings.
pub(super) const PANES: [&str; 2] = ["pane-places", "pane-screen"];

impl App {
    pub(super) fn apply(&mut self, ctx: &egui::Context, action: Action) {
        match action {
            Action::Act(act) => self.act(ctx, act),
            Action::Choose(community) => {
                self.community = Some(community);
                self.area = Area::Home;
            }
            Action::Ask(command) => {
                if matches!(command, Command::Undo { .. }) {
                    self.notices.withdraw();
                }
                if matches!(command, Command::Begin { .. }) && self.community.is_none() {
                    // Where it leads once it is there, without a glimpse of anything else.
                    self.area = Area::People;
                }
                self.ask(Why::Act { said: None }, command);
            }
            Action::Do { act, said } => {
                let Some(community) = self.community else { return };
                self.notices.withdraw();
                let said = said.map(|text| (text, community));
                self.ask(Why::Act { said }, Command::Do { community, act });
            }
            Action::DoIn { document, act, said } => {
                let Some(community) = self.community else { return };
                self.notices.withdraw();
                let said = said.map(|text| (text, community));
                self.ask(Why::Act { said }, Command::DoIn { community, document, act });
            }
            Action::WhoWrote { community, text } => {
                let why = Why::WhoWrote(text.clone());
                self.ask(why, Command::WhoWrote { community, text });
            }
            Action::AskAndSay { command, said } => self.ask(Why::Say(said), command),
            Action::PrintKey(community) => {
                self.ask(Why::Print(community), Command::PrintRecoveryKey { community });
            }
            Action::Copy(text) => {
                ctx.copy_text(text);
                self.notices.say(self.texts.t("said-copied"));
            }
            Action::SaveTicket(ticket) => self.files.ask(ctx, What::SaveTicket(ticket)),
            Action::Place(what) => self.files.ask(ctx, what),
            Action::BeginFromPaper(key) => self.wish = Some(Wish::BeginFromPaper(key)),
            Action::ForgetMe => self.wish = Some(Wish::ForgetMe),
            Action::OpenTicket => self.files.ask(ctx, What::OpenTicket),
            Action::Export => {
                if let Some(community) = self.community {
                    self.files.ask(ctx, What::Export(community));
                }
            }
            Action::Read(page) => self.read(page),
            Action::Look(look) => self.settings.change(ctx, |appearance| *appearance = look),
            Action::Project(leaf) => self.flipchart.turn_to(leaf),
            Action::LookAround => self.wish = Some(Wish::LookAround),
        }
        ctx.request_repaint();
    }

    fn act(&mut self, ctx: &egui::Context, act: Act) {
        match act {
            Act::Go(area) => self.go(ctx, area),
            Act::BeginAnother => self.go(ctx, Area::Begin),
            Act::Devices => {
                self.screens.people.show_devices();
                self.go(ctx, Area::People);
            }
            Act::Palette => self.palette.open(ctx),
            Act::UndoLast => {
                if let Some(community) = self.on_screen().filter(|community| community.can_undo) {
                    self.notices.withdraw();
                    self.ask(Why::Act { said: None }, Command::Undo { community: community.id });
                }
            }
            Act::Keys => self.keys_shown = !self.keys_shown,
            Act::Report => self.report(ctx),
            Act::Standing => self.standing.shown = !self.standing.shown,
            Act::NextPane => self.pane_by(ctx, 1),
            Act::PreviousPane => self.pane_by(ctx, PANES.len() - 1),
            Act::LargerText => self.settings.scale_by(ctx, 1.0),
            Act::SmallerText => self.settings.scale_by(ctx, -1.0),
            Act::NormalText => self.settings.change(ctx, |look| look.text_scale = 1.0),
            Act::Theme => self.settings.change(ctx, |look| {
                look.theme = match look.theme {
                    ThemePreference::System => ThemePreference::Light,
                    ThemePreference::Light => ThemePreference::Dark,
                    ThemePreference::Dark => ThemePreference::System,
                };
            }),
            Act::Contrast => self.settings.change(ctx, |look| {
                look.contrast = match look.contrast {
                    ContrastChoice::Normal => ContrastChoice::High,
                    ContrastChoice::High => ContrastChoice::Normal,
                };
            }),
            Act::Letters => self.settings.change(ctx, |look| {
                look.face = match look.face {
                    Face::Inter => Face::EasierToRead,
                    Face::EasierToRead => Face::Inter,
                };
            }),
            Act::Motion => self.settings.change(ctx, |look| {
                look.motion = match look.motion {
                    Motion::Gentle => Motion::Reduced,
                    Motion::Reduced => Motion::Gentle,
                };
            }),
            Act::Speak(language) => {
                self.settings.speak(language);
                self.speak();
            }
            Act::Lock => {
                if self.can_lock() {
                    self.wish = Some(Wish::Lock);
                }
            }
            Act::Flipchart => self.flipchart.toggle(),
            Act::OpenCarried => self.files.ask(ctx, What::OpenCarried),
            Act::Online => {
                let online = !self.snapshot.network.online;
                self.ask(Why::Act { said: None }, Command::SetOnline { online });
            }
        }
    }

    /// Who goes somewhere by key begins there at its start.
    fn go(&mut self, ctx: &egui::Context, area: Area) {
        self.area = area;
        if !ctx.input(|input| input.pointer.any_click()) {
            self.pane = 1;
            focus::give(ctx, egui::Id::unique(PANES[1]));
        }
    }

    fn pane_by(&mut self, ctx: &egui::Context, steps: usize) {
        // From where the focus is, if anywhere.
        let response = |id| ctx.read_response(id);
        let focused = ctx.memory(|memory| memory.focused()).and_then(response);
        let places = response(egui::Id::unique(PANES[0]));
        if let Some((focused, places)) = focused.zip(places) {
            self.pane = usize::from(!places.rect.contains_rect(focused.rect));
        }
        self.pane = (self.pane + steps) % PANES.len();
        ctx.memory_mut(|memory| memory.request_focus(egui::Id::unique(PANES[self.pane])));
    }

    /// Everything in the table, with why it cannot be done now.
    pub(super) fn palette_commands(&self) -> Vec<PaletteCommand<Act>> {
        if !self.palette.is_open() {
            return Vec::new();
        }
        let community = self.on_screen();
        let no_community = community.is_none().then(|| self.texts.t("not-without-community"));
        let living = community.as_ref().is_some_and(|community| community.stage != Stage::Left);
        let mut commands: Vec<PaletteCommand<Act>> = Vec::new();
        for entry in TABLE.iter().filter(|entry| entry.act != Act::Palette) {
            if commands.iter().any(|command| command.id == entry.act) {
                continue;
            }
            let unavailable = match entry.act {
                Act::Go(area) if area.without_community() => None,
                Act::Lock => (!self.can_lock()).then(|| self.texts.t("lock-needs")),
                Act::Go(_) | Act::Devices | Act::Flipchart => no_community.clone(),
                Act::UndoLast => {
                    let can =
                        living && community.as_ref().is_some_and(|community| community.can_undo);
                    (!can).then(|| self.texts.t("problem-nothing-to-undo"))
                }
                _ => None,
            };
            let keys =
                keys_of(entry.act).map(|keys| words::keys(&self.texts, keys)).unwrap_or_default();
            commands.push(PaletteCommand {
                id: entry.act,
                title: self.texts.t(entry.title.0),
                keys,
                unavailable,
            });
        }
        commands
    }
}
