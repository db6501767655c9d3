//! My own devices in this community: what they are called, a further one, and one that is lost.

use super::PeopleScreen;
use super::contents::Contents;
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::for_good::ForGood;
use crate::screens::membership::called;
use crate::screens::printed::{Paper, Printed};
use crate::screens::{Begun, quiet};
use crate::texts::TextId;
use crate::words;
use egui::{Key, Ui};
use horseshoe_node::{Command, Community, DeviceId, OwnDevice, Secret};
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, ListRow, Section, TextField, Tint};
use horseshoe_ui::{Icon, space};

/// What is half done with a device.
#[derive(Debug, Default)]
pub(super) struct Devices {
    naming: Option<Naming>,
    removing: Option<DeviceId>,
    /// A device on paper, until it is written down.
    paper: Option<Printed>,
}

#[derive(Debug)]
struct Naming {
    device: DeviceId,
    name: String,
    begun: Begun,
}

/// A name is a few words.
const LONGEST_NAME: usize = 40;

impl PeopleScreen {
    pub(super) fn devices_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        let section = Section::new(cx.t("devices-title")).note(cx.t("devices-note"));
        let response = section.show(ui, |ui| {
            Card::new("devices").show(ui, |ui| {
                ui.set_width(ui.available_width());
                for device in &contents.devices {
                    self.devices.device_ui(ui, cx, community, device, why_not);
                }
                ui.add_space(space::S);
                let add = Button::quiet(cx.t("device-add")).icon(Icon::Plus);
                if ui.add(add.disabled_if(why_not)).clicked() {
                    cx.ask(Command::InviteDevice { community: community.id });
                }
                quiet(ui, &cx.t("device-add-note"));
                self.devices.paper_ui(ui, cx, community, contents, why_not);
            });
            for ticket in &contents.device_tickets {
                self.ticket_ui(ui, cx, community, ticket);
            }
            ui.add_space(space::S);
            ui.add(Heading::three(cx.t("device-lost-title")));
            quiet(ui, &cx.t("device-lost"));
            quiet(ui, &cx.t("device-theft"));
            quiet(ui, &cx.t("device-all-lost"));
        });
        if std::mem::take(&mut self.devices_asked_for) {
            response.response.scroll_to_me(Some(egui::Align::TOP));
        }
        self.devices.remove_ui(ui, cx, community);
    }
}

impl Devices {
    pub(super) fn show_paper(&mut self, key: Secret) {
        self.paper = Some(Printed::new(key, Paper::RecoveryKey));
    }

    pub(super) fn forget_paper(&mut self) {
        self.paper = None;
    }

    /// A device on paper, for a drawer.
    fn paper_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        ui.add_space(space::S);
        if let Some(paper) = &mut self.paper
            && paper.ui(ui, cx)
        {
            self.paper = None;
        }
        let draft = contents.draft.then(|| cx.t("problem-still-a-draft"));
        let why_not = why_not.map(str::to_owned).or(draft);
        let print = Button::quiet(cx.t("device-paper")).icon(Icon::File).disabled_if(why_not);
        if ui.add(print).clicked() {
            cx.act(Action::PrintKey(community.id));
        }
        quiet(ui, &cx.t("device-paper-note"));
    }

    fn device_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        device: &OwnDevice,
        why_not: Option<&str>,
    ) {
        let name = name(cx, device);
        let about = [("name", name.as_str().into())];
        let note = match (device.name.is_some(), device.this, device.here, device.met_at) {
            (false, ..) | (_, true, ..) | (_, _, true, _) => None,
            (true, _, _, Some(met)) => Some(words::ago(cx.texts, met, cx.now_ms)),
            (true, _, _, None) => Some(cx.t("not-met")),
        };
        let mut row = ListRow::new(("own-device", device.id), &name).icon(Icon::Key);
        if let Some(note) = &note {
            row = row.note(note);
        }
        let (_, (rename, remove)) = row.show_with(ui, |ui| {
            if device.this {
                ui.add(Badge::new(cx.t("device-this")).icon(Icon::Home).tint(Tint::Accent));
            } else if device.here {
                ui.add(Badge::new(cx.t("people-here")).icon(Icon::Network).tint(Tint::Go));
            } else {
                ui.add(Badge::new(cx.t("people-away")).icon(Icon::Alone));
            }
            let rename = Button::plain(cx.t("device-rename"));
            let rename = rename.name(cx.with("device-rename-name", &about)).disabled_if(why_not);
            let rename = ui.add(rename).clicked();
            if device.this {
                return (rename, false);
            }
            let remove = Button::plain(cx.t("device-remove"));
            let remove = remove.name(cx.with("device-remove-name", &about)).disabled_if(why_not);
            (rename, ui.add(remove).clicked())
        });
        if rename {
            let name = device.name.clone().unwrap_or_default();
            self.naming = Some(Naming { device: device.id, name, begun: Begun::default() });
        }
        if remove {
            self.removing = Some(device.id);
        }
        if self.naming.as_ref().is_some_and(|naming| naming.device == device.id) {
            self.name_ui(ui, cx, community);
        }
    }

    fn name_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let Some(naming) = &mut self.naming else { return };
        let field = TextField::new(cx.t("device-name"))
            .placeholder(cx.t("device-name-example"))
            .hint(cx.t("device-name-hint"))
            .limit(LONGEST_NAME)
            .show(ui, &mut naming.name);
        naming.begun.focus(&field);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::XS);
        let mut over = false;
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::primary(cx.t("save"))).clicked() || entered {
                let (device, name) = (naming.device, naming.name.trim().to_owned());
                cx.ask(Command::NameDevice { community: community.id, device, name });
                over = true;
            }
            over |= ui.add(Button::plain(cx.t("cancel"))).clicked();
        });
        ui.add_space(space::S);
        if over {
            self.naming = None;
        }
    }

    /// It is for good: what it will mean, and the question.
    fn remove_ui(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let devices = &community.membership.devices;
        let device = self.removing.and_then(|id| devices.iter().find(|device| device.id == id));
        let name = device.map(|device| name(cx, device)).unwrap_or_default();
        let about = [("name", name.as_str().into())];
        let mut asked = device.is_some();
        let question = ForGood {
            id: "remove-device",
            title: cx.with("device-remove-title", &about),
            means: &["device-remove-writes", "device-remove-holds", "device-remove-good"],
            stay: "cancel",
            go: "device-remove-do",
        };
        let remove = question.ask(ui, cx, &mut asked);
        if let Some(device) = device.filter(|_| remove) {
            let command = Command::RemoveDevice { community: community.id, device: device.id };
            cx.act(Action::AskAndSay { command, said: TextId("said-device-removed") });
        }
        if !asked {
            self.removing = None;
        }
    }
}

/// As I named it, else as it is called.
fn name(cx: &ScreenCx<'_>, device: &OwnDevice) -> String {
    let called = || cx.with("device-called", &[("called", called(&device.id).into())]);
    device.name.clone().unwrap_or_else(called)
}
