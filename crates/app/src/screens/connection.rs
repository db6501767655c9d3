//! How this device connects: what it may contact, what it has contacted, and what is kept on it.

mod contents;
mod kept;
mod looks;

use crate::action::{Act, Action};
use crate::screen::{Area, ScreenCx};
use crate::screens::guard;
use crate::screens::handbook::link_ui;
use crate::screens::{body, quiet, title_ui};
use crate::texts::TextId;
use crate::words;
use contents::{Choice, Contents};
use egui::Ui;
use horseshoe_node::{Command, Community, Contacted, ContactedKind, Mode};
use horseshoe_ui::widgets::{Badge, Button, Card, ListRow, Section, Switch, TextField, Tint};
use horseshoe_ui::{Icon, space};

/// What is half typed or asked.
#[derive(Debug, Default)]
pub(crate) struct ConnectionScreen {
    /// The address of a relay, while one is being chosen.
    relay: Option<String>,
    forgetting: bool,
}

impl ConnectionScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        let contents = Contents::new(cx.snapshot);
        title_ui(ui, &cx.t("area-connection"), &cx.t("connection-note"), None);
        let mut online = contents.online;
        if ui.add(Switch::new(&mut online, cx.t("connection-online"))).changed() {
            cx.ask(Command::SetOnline { online });
        }
        ui.add_space(space::M);
        self.modes_ui(ui, cx, &contents);
        Section::new(cx.t("connection-addresses")).show(ui, |ui| {
            if contents.addresses.is_empty() {
                quiet(ui, &cx.t("connection-no-addresses"));
            }
            for address in &contents.addresses {
                body(ui, address);
            }
        });
        Section::new(cx.t("connection-contacted")).show(ui, |ui| {
            if contents.contacted.is_empty() {
                quiet(ui, &cx.t("connection-nothing"));
            }
            for one in &contents.contacted {
                contacted_ui(ui, cx, one);
            }
            if !contents.contacted.is_empty() {
                ui.add_space(space::XS);
                if ui.add(Button::quiet(cx.t("contacted-forget")).icon(Icon::Remove)).clicked() {
                    let said = TextId("said-contacted-forgotten");
                    cx.act(Action::AskAndSay { command: Command::ForgetContacted, said });
                }
            }
        });
        guard_ui(ui, cx);
        looks::looks_ui(ui, cx);
        wrong_ui(ui, cx);
        if let Some(community) = cx.community {
            self.kept_ui(ui, cx, community);
        }
    }

    fn modes_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
        Section::new(cx.t("connection-mode")).show(ui, |ui| {
            Card::new("modes").show(ui, |ui| {
                ui.set_width(ui.available_width());
                let modes = [
                    (Choice::ThisRoomOnly, Icon::Room, "mode-room", "mode-room-note"),
                    (Choice::OwnRelay, Icon::Key, "mode-relay", "mode-relay-note"),
                    (Choice::PublicHelp, Icon::Network, "mode-public", "mode-public-note"),
                ];
                for (choice, icon, title, note) in modes {
                    let (title, note) = (cx.texts.t(title), cx.texts.t(note));
                    let chosen = contents.chosen == choice;
                    let row = ListRow::new(("mode", choice), &title)
                        .note(&note)
                        .icon(icon)
                        .chosen(chosen)
                        .choice();
                    let (response, ()) = row.show_with(ui, |ui| {
                        if chosen {
                            let words = cx.texts.t("mode-chosen");
                            ui.add(Badge::new(words).icon(Icon::Check).tint(Tint::Accent));
                        }
                    });
                    if response.clicked() {
                        self.choose(cx, contents, choice);
                    }
                    if choice == Choice::OwnRelay {
                        self.relay_ui(ui, cx);
                    }
                }
            });
        });
    }

    fn choose(&mut self, cx: &mut ScreenCx<'_>, contents: &Contents, choice: Choice) {
        self.relay = None;
        match choice {
            // It is chosen once it has an address.
            Choice::OwnRelay => self.relay = Some(contents.relay.clone().unwrap_or_default()),
            Choice::ThisRoomOnly => cx.ask(Command::SetMode { mode: Mode::ThisRoomOnly }),
            Choice::PublicHelp => cx.ask(Command::SetMode { mode: Mode::PublicHelp }),
        }
    }

    fn relay_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        let Some(address) = &mut self.relay else { return };
        TextField::new(cx.t("relay-address"))
            .placeholder(cx.t("relay-example"))
            .limit(300)
            .show(ui, address);
        ui.add_space(space::XS);
        let mut over = false;
        ui.horizontal(|ui| {
            let url = address.trim().to_owned();
            let missing = url.is_empty().then(|| cx.t("relay-missing"));
            if ui.add(Button::primary(cx.t("relay-use")).disabled_if(missing)).clicked() {
                cx.ask(Command::SetMode { mode: Mode::OwnRelay { url } });
                over = true;
            }
            over |= ui.add(Button::plain(cx.t("cancel"))).clicked();
        });
        ui.add_space(space::S);
        if over {
            self.relay = None;
        }
    }
}

/// What guards this device, and the way to it.
fn guard_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    Section::new(cx.t("area-guard")).show(ui, |ui| {
        if !cx.made_up {
            let guarded = guard::Contents::new(&cx.snapshot.guard).by;
            body(ui, &guard::by(cx, guarded));
            ui.add_space(space::XS);
        }
        if ui.add(Button::quiet(cx.t("guard-go")).icon(Icon::Key)).clicked() {
            cx.act(Action::Act(Act::Go(Area::Guard)));
        }
    });
}

/// For when something is wrong: a report nobody wrote anything of, and what to expect of Horseshoe.
fn wrong_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    Section::new(cx.t("report-section")).note(cx.t("report-section-note")).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::quiet(cx.t("report-make")).icon(Icon::File)).clicked() {
                cx.act(Action::Act(Act::Report));
            }
            link_ui(ui, cx, "promises");
        });
    });
}

/// What was contacted, how often, and the first and the last time.
fn contacted_ui(ui: &mut Ui, cx: &ScreenCx<'_>, one: &Contacted) {
    let (icon, what) = match one.what {
        ContactedKind::DeviceNearby => (Icon::Person, "contacted-nearby"),
        ContactedKind::DeviceBeyond => (Icon::Person, "contacted-beyond"),
        ContactedKind::Relay => (Icon::Network, "contacted-relay"),
        ContactedKind::Lookup => (Icon::Network, "contacted-lookup"),
        ContactedKind::LocalNetwork => (Icon::Room, "contacted-local-network"),
    };
    let what = cx.t(what);
    let title = if one.address.is_empty() { what.clone() } else { one.address.clone() };
    let [first, last] = [one.first, one.last].map(|at| words::ago(cx.texts, at, cx.now_ms));
    let times = [("count", one.times.into()), ("first", first.into()), ("last", last.into())];
    let times = cx.with("contacted-times", &times);
    let note = if one.address.is_empty() { times } else { format!("{what} · {times}") };
    ListRow::new(("contacted", one.what, &one.address), &title).note(&note).icon(icon).show(ui);
}

/// The name in a text about one community.
fn name(community: &Community) -> [crate::texts::Argument<'_>; 1] {
    [("name", community.name.as_str().into())]
}
