//! The page before a profile that somebody guards: it asks for what opens it, and tells nothing else.

use crate::texts::Texts;
use crate::typed_secret::TypedSecret;
use crate::words;
use egui::{Id, Key, Label, Ui};
use horseshoe_node::{Config, Problem, Secret, Way};
use horseshoe_ui::widgets::{Button, Heading, TextField};
use horseshoe_ui::{Size, space, tokens};
use std::collections::BTreeSet;

/// What is half typed at it, and how the last try went.
#[derive(Debug)]
pub(crate) struct Locked {
    asks: Asks,
    ways: BTreeSet<Way>,
    typed: TypedSecret,
    trouble: Option<Problem>,
    /// It is being tried.
    opening: bool,
    /// The field is to have the focus once more.
    focus: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    Passphrase,
    RecoveryCode,
    /// There is neither: only the keyring opens it.
    Keyring,
}

/// What somebody offers.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Offered {
    Passphrase(Secret),
    RecoveryCode(Secret),
    /// The keyring, once more.
    Keyring,
}

impl Offered {
    /// Starts with it.
    pub(crate) fn with(self, mut config: Config) -> Config {
        match self {
            Self::Passphrase(passphrase) => config.passphrase = Some(passphrase),
            Self::RecoveryCode(code) => config.recovery_code = Some(code),
            Self::Keyring => {}
        }
        config
    }
}

/// Whether a profile that could not be opened asks for something, rather than being in trouble.
pub(crate) const fn asks(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::NeedsPassphrase
            | Problem::WrongPassphrase
            | Problem::WrongRecoveryCode
            | Problem::NeedsKeyring
            | Problem::NoKeyring { .. }
    )
}

impl Locked {
    /// By what opens the profile.
    pub(crate) fn new(ways: BTreeSet<Way>) -> Self {
        let asks = match (ways.contains(&Way::Passphrase), ways.contains(&Way::RecoveryCode)) {
            (true, _) => Asks::Passphrase,
            (false, true) => Asks::RecoveryCode,
            (false, false) => Asks::Keyring,
        };
        let typed = TypedSecret::default();
        Self { asks, ways, typed, trouble: None, opening: false, focus: true }
    }

    /// Whether it is opened with the code on paper.
    pub(crate) fn by_code(&self) -> bool {
        self.asks == Asks::RecoveryCode
    }

    /// It did not open: one sentence, and another try.
    pub(crate) fn refused(&mut self, problem: Problem) {
        let first = matches!(problem, Problem::NeedsPassphrase | Problem::NeedsKeyring);
        self.trouble = (!first || self.asks == Asks::Keyring).then_some(problem);
        self.opening = false;
        self.focus = true;
    }

    /// Draws it; answers what somebody offers.
    pub(crate) fn ui(&mut self, ui: &mut Ui, texts: &Texts) -> Option<Offered> {
        ui.set_max_width(WIDTH.min(ui.available_width()));
        ui.add(Heading::one(texts.t("locked-title")));
        let (text, muted) = (tokens(ui).ink.text, tokens(ui).ink.muted);
        let (note, label) = match self.asks {
            Asks::Passphrase => ("locked-note", "locked-passphrase"),
            Asks::RecoveryCode => ("locked-note-code", "locked-code"),
            Asks::Keyring => ("locked-note-keyring", "locked-keyring"),
        };
        ui.add(Label::new(Size::Body.text(texts.t(note)).color(text)).wrap());
        ui.add_space(space::L);
        let entered = self.asks != Asks::Keyring && self.field_ui(ui, texts, label);
        let may = !self.opening && (self.asks == Asks::Keyring || !self.typed.is_empty());
        ui.add_space(space::M);
        let mut offered = None;
        ui.horizontal_wrapped(|ui| {
            let label = if self.opening { "opening" } else { "locked-open" };
            let why_not = match (self.opening, may) {
                (true, _) => Some(texts.t("opening")),
                (false, true) => None,
                (false, false) => Some(texts.t("locked-missing")),
            };
            let open = ui.add(Button::primary(texts.t(label)).disabled_if(why_not)).clicked();
            if may && (open || entered) {
                offered = Some(self.offer());
            }
            self.other_way_ui(ui, texts);
        });
        ui.add_space(space::L);
        let forgotten = Size::Note.text(texts.t("locked-forgotten")).color(muted);
        ui.add(Label::new(forgotten).wrap());
        offered
    }

    /// True where Enter was pressed in it.
    fn field_ui(&mut self, ui: &mut Ui, texts: &Texts, label: &'static str) -> bool {
        let trouble = self.trouble.as_ref().map(|problem| match problem {
            Problem::WrongPassphrase => texts.t("locked-wrong"),
            Problem::WrongRecoveryCode => texts.t("locked-wrong-code"),
            other => words::problem(texts, other).happened,
        });
        let mut field = TextField::new(texts.t(label)).id(Id::unique("locked")).problem(trouble);
        field = match self.asks {
            Asks::RecoveryCode => field.hint(texts.t("locked-code-hint")).limit(200),
            Asks::Passphrase | Asks::Keyring => field.secret().limit(1000),
        };
        let field = field.show(ui, self.typed.field());
        if std::mem::take(&mut self.focus) {
            field.request_focus();
        }
        if field.changed() {
            self.trouble = None;
        }
        field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    fn offer(&mut self) -> Offered {
        self.opening = true;
        self.trouble = None;
        match self.asks {
            Asks::Passphrase => Offered::Passphrase(self.typed.take()),
            Asks::RecoveryCode => Offered::RecoveryCode(self.typed.take()),
            Asks::Keyring => Offered::Keyring,
        }
    }

    fn other_way_ui(&mut self, ui: &mut Ui, texts: &Texts) {
        let (other, label) = match self.asks {
            Asks::Passphrase if self.ways.contains(&Way::RecoveryCode) => {
                (Asks::RecoveryCode, "locked-with-code")
            }
            Asks::RecoveryCode if self.ways.contains(&Way::Passphrase) => {
                (Asks::Passphrase, "locked-with-passphrase")
            }
            _ => return,
        };
        if ui.add(Button::plain(texts.t(label))).clicked() {
            self.asks = other;
            self.typed = TypedSecret::default();
            self.trouble = None;
            self.focus = true;
        }
    }
}

/// One thing is asked: a narrow page.
const WIDTH: f32 = 480.0;
