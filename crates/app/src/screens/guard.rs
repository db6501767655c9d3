//! Keys and backups: what opens what is kept on this device, locking it, copies of it elsewhere, and its end.

mod contents;
mod copies;
mod passphrase;

use crate::action::{Act, Action, keys_of};
use crate::screen::{Area, ScreenCx};
use crate::screens::for_good::ForGood;
use crate::screens::printed::{Paper, Printed};
use crate::screens::{body, quiet, title_ui};
use crate::texts::TextId;
pub(crate) use contents::Contents;
use contents::{GuardedBy, MINUTES};
use copies::Copies;
pub(crate) use copies::Once;
use egui::Ui;
use horseshoe_node::{Command, GuardChange, Reply, Secret};
use horseshoe_ui::widgets::{Button, Card, ListRow, Section, Switch, segmented};
use horseshoe_ui::{Icon, space};
use passphrase::PassphraseForm;

/// What is half typed, asked, or shown once.
#[derive(Debug, Default)]
pub(crate) struct GuardScreen {
    passphrase: Option<PassphraseForm>,
    code: Option<Printed>,
    copies: Copies,
    forgetting: bool,
}

impl GuardScreen {
    /// Shows a recovery code that was just made.
    pub(crate) fn show_code(&mut self, code: Secret) {
        self.code = Some(Printed::new(code, Paper::RecoveryCode));
    }

    /// A copy of everything is being written.
    pub(crate) fn backup_begun(&mut self) {
        self.copies.begun();
    }

    /// It is written, or it went wrong.
    pub(crate) fn backup_ended(&mut self, reply: Option<Reply>) {
        self.copies.ended(reply);
    }

    /// A copy that was tried opens.
    pub(crate) fn backup_opens(&mut self, made: u64) {
        self.copies.opens(made);
    }

    /// Forgets what opens something: the window is about to be locked.
    pub(crate) fn forget_secrets(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        let contents = Contents::new(&cx.snapshot.guard);
        title_ui(ui, &cx.t("area-guard"), &cx.t("guard-note"), None);
        let back = Button::plain(cx.t("guard-back")).icon(Icon::Left);
        if ui.add(back).clicked() {
            cx.act(Action::Act(Act::Go(Area::Connection)));
        }
        ui.add_space(space::S);
        if cx.made_up {
            return body(ui, &cx.t("guard-made-up"));
        }
        Card::new("guarded-by").show(ui, |ui| {
            ui.set_width(ui.available_width());
            let icon = if contents.by == GuardedBy::Nobody { Icon::Info } else { Icon::Lock };
            ListRow::new("guarded-by", &by(cx, contents.by)).icon(icon).show(ui);
        });
        ui.add_space(space::L);
        self.passphrase_ui(ui, cx, &contents);
        self.code_ui(ui, cx, &contents);
        keyring_ui(ui, cx, &contents);
        lock_ui(ui, cx, &contents);
        self.copies.ui(ui, cx);
        self.forget_me_ui(ui, cx);
    }

    /// For handing the device back: everything of mine on it goes.
    fn forget_me_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        Section::new(cx.t("forget-me-title")).note(cx.t("forget-me-note")).show(ui, |ui| {
            if ui.add(Button::plain(cx.t("forget-me")).icon(Icon::Remove)).clicked() {
                self.forgetting = true;
            }
        });
        let question = ForGood {
            id: "forget-me",
            title: cx.t("forget-me-question"),
            means: &["forget-me-goes", "forget-me-only-here", "forget-me-stays", "forget-me-group"],
            stay: "cancel",
            go: "forget-me-do",
        };
        if question.ask(ui, cx, &mut self.forgetting) {
            cx.act(Action::ForgetMe);
        }
    }

    fn passphrase_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
        Section::new(cx.t("passphrase-title")).note(cx.t("passphrase-note")).show(ui, |ui| {
            if let Some(form) = &mut self.passphrase {
                if form.ui(ui, cx, contents) {
                    self.passphrase = None;
                }
                return;
            }
            ui.horizontal_wrapped(|ui| {
                let label =
                    if contents.passphrase { "passphrase-change" } else { "passphrase-set" };
                if ui.add(Button::quiet(cx.t(label)).icon(Icon::Lock)).clicked() {
                    self.passphrase = Some(PassphraseForm::set());
                }
                let take = Button::plain(cx.t("passphrase-take"));
                if contents.passphrase && ui.add(take).clicked() {
                    self.passphrase = Some(PassphraseForm::take_away());
                }
            });
        });
    }

    fn code_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
        Section::new(cx.t("code-title")).note(cx.t("code-note")).show(ui, |ui| {
            if let Some(code) = &mut self.code
                && code.ui(ui, cx)
            {
                self.code = None;
            }
            let (is, make) = if contents.code {
                ("code-is", "code-make-new")
            } else {
                ("code-none", "code-make")
            };
            body(ui, &cx.t(is));
            ui.add_space(space::XS);
            let why_not = (!contents.may_make_code()).then(|| cx.t("lock-needs"));
            let make = Button::quiet(cx.t(make)).icon(Icon::Key).disabled_if(why_not);
            if ui.add(make).clicked() {
                cx.ask(Command::Guard { change: GuardChange::MakeRecoveryCode });
            }
        });
    }
}

/// What guards the profile, in a sentence.
pub(crate) fn by(cx: &ScreenCx<'_>, by: GuardedBy) -> String {
    cx.t(match by {
        GuardedBy::Nobody => "guard-nobody",
        GuardedBy::Passphrase => "guard-passphrase",
        GuardedBy::Keyring => "guard-keyring",
        GuardedBy::Both => "guard-both",
        GuardedBy::CodeOnly => "guard-code-only",
    })
}

fn keyring_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
    Section::new(cx.t("keyring-title")).show(ui, |ui| {
        let mut on = contents.keyring;
        if ui.add(Switch::new(&mut on, cx.t("keyring-switch"))).changed() {
            let (change, said) = if on {
                (GuardChange::UseKeyring, TextId("said-keyring-on"))
            } else {
                (contents.without_keyring(), TextId("said-keyring-off"))
            };
            cx.act(Action::AskAndSay { command: Command::Guard { change }, said });
        }
        quiet(ui, &cx.t("keyring-note"));
        if contents.keyring && !contents.passphrase {
            quiet(ui, &cx.t("keyring-last"));
        }
    });
}

fn lock_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
    Section::new(cx.t("lock-title")).note(cx.t("lock-note")).show(ui, |ui| {
        if contents.can_lock() {
            body(ui, &cx.t("lock-after"));
            let never = cx.t("lock-never");
            let minutes = MINUTES.map(|count| cx.with("lock-minutes", &[("count", count.into())]));
            let mut choices = vec![(None, never.as_str())];
            choices.extend(
                MINUTES.iter().map(|count| Some(*count)).zip(minutes.iter().map(String::as_str)),
            );
            let mut chosen = contents.lock_after;
            segmented(ui, &cx.t("lock-after"), &mut chosen, &choices);
            if chosen != contents.lock_after {
                let change = GuardChange::LockAfter { minutes: chosen };
                cx.ask(Command::Guard { change });
            }
            ui.add_space(space::S);
        }
        let why_not = (!contents.can_lock()).then(|| cx.t("lock-needs"));
        let mut lock = Button::quiet(cx.t("act-lock")).icon(Icon::Lock).disabled_if(why_not);
        if let Some(keys) = keys_of(Act::Lock) {
            lock = lock.hint(crate::words::keys(cx.texts, keys));
        }
        if ui.add(lock).clicked() {
            cx.act(Action::Act(Act::Lock));
        }
    });
}
