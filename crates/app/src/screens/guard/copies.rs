//! Copies of everything somewhere else: one is kept, and tried before it is needed.

use super::passphrase::{Answer, LONGEST, Twice, TwiceWords};
use crate::action::Action;
use crate::dates;
use crate::files::{ToWrite, What};
use crate::screen::ScreenCx;
use crate::screens::{Begun, quiet};
use crate::typed_secret::TypedSecret;
use egui::{Key, Ui};
use horseshoe_node::{Reply, Secret};
use horseshoe_ui::widgets::{Banner, Button, Section, TextField};
use horseshoe_ui::{Icon, space};

/// What is half typed, and how it stands with the last copy.
#[derive(Debug, Default)]
pub(super) struct Copies {
    form: Option<Form>,
    told: Option<Told>,
}

#[derive(Debug)]
enum Form {
    Keep(Twice),
    Try(Once),
}

/// The passphrase of a copy that is there already.
#[derive(Debug, Default)]
pub(crate) struct Once {
    typed: TypedSecret,
    begun: Begun,
}

/// What is told of a copy until the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    Writing,
    Kept { file: String },
    Opens { made: u64 },
}

impl Copies {
    pub(super) fn begun(&mut self) {
        self.form = None;
        self.told = Some(Told::Writing);
    }

    /// With what the node answered, unless it went wrong.
    pub(super) fn ended(&mut self, reply: Option<Reply>) {
        self.told = match reply {
            Some(Reply::BackedUp { file, .. }) => {
                Some(Told::Kept { file: file.display().to_string() })
            }
            _ => None,
        };
    }

    pub(super) fn opens(&mut self, made: u64) {
        self.form = None;
        self.told = Some(Told::Opens { made });
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        Section::new(cx.t("backup-section")).note(cx.t("backup-note")).show(ui, |ui| {
            if let Some(told) = self.told.clone() {
                self.told_ui(ui, cx, &told);
                ui.add_space(space::S);
            }
            match &mut self.form {
                Some(form) => {
                    if form.ui(ui, cx) {
                        self.form = None;
                    }
                }
                None => {
                    ui.horizontal_wrapped(|ui| {
                        let keep = Button::quiet(cx.t("backup-keep")).icon(Icon::Export);
                        if ui.add(keep).clicked() {
                            self.form = Some(Form::Keep(Twice::default()));
                        }
                        let again = Button::quiet(cx.t("backup-try")).icon(Icon::Check);
                        if ui.add(again).clicked() {
                            self.form = Some(Form::Try(Once::default()));
                        }
                    });
                }
            }
            ui.add_space(space::XS);
            quiet(ui, &cx.t("backup-holds"));
        });
    }

    fn told_ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>, told: &Told) {
        let pressed = match told {
            Told::Writing => Banner::notice(cx.t("backup-writing")).show(ui),
            Told::Kept { file } => {
                let kept = cx.with("backup-kept", &[("file", file.as_str().into())]);
                Banner::notice(kept)
                    .safe(cx.t("backup-whose"))
                    .can_do(cx.t("backup-rehearse"))
                    .action(cx.t("put-away"))
                    .show(ui)
            }
            Told::Opens { made } => {
                let made = dates::of_moment(cx.texts, *made);
                Banner::notice(cx.t("backup-opens"))
                    .safe(cx.with("backup-made", &[("when", made.into())]))
                    .action(cx.t("put-away"))
                    .show(ui)
            }
        };
        if pressed.is_some() {
            self.told = None;
        }
    }
}

impl Form {
    /// True once it is over.
    fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) -> bool {
        match self {
            Self::Keep(twice) => {
                quiet(ui, &cx.t("backup-passphrase-note"));
                ui.add_space(space::S);
                let words = TwiceWords {
                    new: "backup-passphrase",
                    hint: "passphrase-hint",
                    go: "backup-where",
                };
                match twice.ui(ui, cx, words) {
                    Answer::Nothing => false,
                    Answer::Cancel => true,
                    Answer::Go(passphrase) => {
                        cx.act(Action::Place(What::Write(ToWrite::Backup(passphrase))));
                        true
                    }
                }
            }
            Self::Try(once) => {
                let (answer, cancelled) = once.ui(ui, cx);
                if let Some(passphrase) = answer {
                    cx.act(Action::Place(What::TryBackup(passphrase)));
                }
                cancelled
            }
        }
    }
}

impl Once {
    /// The passphrase, once the file is to be chosen; and whether it was cancelled.
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>) -> (Option<Secret>, bool) {
        let field = TextField::new(cx.t("backup-passphrase"))
            .secret()
            .limit(LONGEST)
            .show(ui, self.typed.field());
        self.begun.focus(&field);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(space::M);
        let missing = self.typed.is_empty().then(|| cx.t("passphrase-missing"));
        let ready = missing.is_none();
        ui.horizontal_wrapped(|ui| {
            let go = Button::primary(cx.t("backup-which")).disabled_if(missing);
            let go = ui.add(go).clicked() || entered;
            let cancelled = ui.add(Button::plain(cx.t("cancel"))).clicked();
            ((go && ready).then(|| self.typed.take()), cancelled)
        })
        .inner
    }
}
