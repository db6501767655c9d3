//! The passphrase: set or changed by typing it twice, or taken away after it was said what that means.

use super::Contents;
use crate::action::Action;
use crate::screen::ScreenCx;
use crate::screens::{Begun, body, quiet};
use crate::texts::TextId;
use crate::typed_secret::TypedSecret;
use egui::{Key, Ui};
use horseshoe_node::{Command, GuardChange, Secret};
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Button, TextField};

/// What is being done with it.
#[derive(Debug)]
pub(super) enum PassphraseForm {
    Set(Twice),
    TakeAway,
}

/// A new passphrase, typed twice because nobody sees it.
#[derive(Debug, Default)]
pub(super) struct Twice {
    new: TypedSecret,
    again: TypedSecret,
    begun: Begun,
}

/// The words around the two fields.
#[derive(Clone, Copy)]
pub(super) struct TwiceWords {
    pub(super) new: &'static str,
    pub(super) hint: &'static str,
    pub(super) go: &'static str,
}

/// What came of a form in this frame.
pub(super) enum Answer {
    Nothing,
    Cancel,
    Go(Secret),
}

impl PassphraseForm {
    pub(super) fn set() -> Self {
        Self::Set(Twice::default())
    }

    pub(super) const fn take_away() -> Self {
        Self::TakeAway
    }

    /// True once it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) -> bool {
        match self {
            Self::Set(twice) => {
                quiet(ui, &cx.t("passphrase-forgotten"));
                ui.add_space(space::S);
                let words = TwiceWords {
                    new: "passphrase-new",
                    hint: "passphrase-hint",
                    go: "passphrase-save",
                };
                match twice.ui(ui, cx, words) {
                    Answer::Nothing => false,
                    Answer::Cancel => true,
                    Answer::Go(passphrase) => {
                        let change = GuardChange::SetPassphrase { passphrase };
                        change_it(cx, change, "said-passphrase-set");
                        true
                    }
                }
            }
            Self::TakeAway => take_away_ui(ui, cx, contents),
        }
    }
}

fn take_away_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) -> bool {
    let last = contents.passphrase_is_last();
    body(ui, &cx.t(if last { "passphrase-take-last" } else { "passphrase-take-keyring" }));
    ui.add_space(space::XS);
    ui.horizontal_wrapped(|ui| {
        let take = ui.add(Button::danger(cx.t("passphrase-take-do"))).clicked();
        if take {
            change_it(cx, contents.without_passphrase(), "said-passphrase-gone");
        }
        ui.add(Button::plain(cx.t("cancel"))).clicked() || take
    })
    .inner
}

fn change_it(cx: &mut ScreenCx<'_>, change: GuardChange, said: &'static str) {
    cx.act(Action::AskAndSay { command: Command::Guard { change }, said: TextId(said) });
}

impl Twice {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>, words: TwiceWords) -> Answer {
        let new = TextField::new(cx.t(words.new))
            .hint(cx.t(words.hint))
            .secret()
            .limit(LONGEST)
            .show(ui, self.new.field());
        self.begun.focus(&new);
        ui.add_space(space::S);
        let differ = !self.again.begins(&self.new);
        let again = TextField::new(cx.t("passphrase-again"))
            .problem(differ.then(|| cx.t("passphrase-differ")))
            .secret()
            .limit(LONGEST)
            .show(ui, self.again.field());
        let entered = again.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::M);
        let why_not = if self.new.is_empty() {
            Some(cx.t("passphrase-missing"))
        } else {
            (!self.new.same_as(&self.again)).then(|| cx.t("passphrase-differ"))
        };
        let ready = why_not.is_none();
        ui.horizontal_wrapped(|ui| {
            let go = ui.add(Button::primary(cx.t(words.go)).disabled_if(why_not)).clicked();
            if (go || entered) && ready {
                return Answer::Go(self.new.take());
            }
            if ui.add(Button::plain(cx.t("cancel"))).clicked() {
                return Answer::Cancel;
            }
            Answer::Nothing
        })
        .inner
    }
}

/// Whole paragraphs may be remembered.
pub(super) const LONGEST: usize = 1000;
