//! For somebody who has been here before: begin with a backup, or with a recovery key from paper.

use crate::action::Action;
use crate::files::What;
use crate::screen::ScreenCx;
use crate::screens::guard::Once;
use crate::screens::{Begun, body, quiet};
use crate::typed_secret::TypedSecret;
use egui::{Key, Ui};
use horseshoe_ui::widgets::{Button, Card, Heading, TextField};
use horseshoe_ui::{Icon, space};

/// What is half typed.
#[derive(Debug, Default)]
pub(super) struct Returning {
    with: Option<With>,
}

#[derive(Debug)]
enum With {
    Backup(Once),
    Paper { typed: TypedSecret, begun: Begun },
}

/// Fourteen groups of four, and whatever stands between them.
const LONGEST_KEY: usize = 200;

impl Returning {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        Card::new("returning").show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::two(cx.t("return-title")));
            let over = match &mut self.with {
                None => {
                    self.choose_ui(ui, cx);
                    false
                }
                Some(With::Backup(once)) => {
                    body(ui, &cx.t("return-backup-comes"));
                    body(ui, &cx.t("return-backup-anew"));
                    body(ui, &cx.t("return-backup-instead"));
                    ui.add_space(space::S);
                    let (passphrase, cancelled) = once.ui(ui, cx);
                    if let Some(passphrase) = passphrase {
                        cx.act(Action::Place(What::Restore(passphrase)));
                    }
                    cancelled
                }
                Some(With::Paper { typed, begun }) => paper_ui(ui, cx, typed, begun),
            };
            if over {
                self.with = None;
            }
        });
    }

    fn choose_ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>) {
        body(ui, &cx.t("return-note"));
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::quiet(cx.t("return-backup")).icon(Icon::File)).clicked() {
                self.with = Some(With::Backup(Once::default()));
            }
            if ui.add(Button::quiet(cx.t("return-paper")).icon(Icon::Key)).clicked() {
                let (typed, begun) = (TypedSecret::default(), Begun::default());
                self.with = Some(With::Paper { typed, begun });
            }
        });
    }
}

/// True once it is over.
fn paper_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    typed: &mut TypedSecret,
    begun: &mut Begun,
) -> bool {
    body(ui, &cx.t("return-paper-is"));
    body(ui, &cx.t("return-paper-then"));
    ui.add_space(space::S);
    let field = TextField::new(cx.t("return-paper-key"))
        .hint(cx.t("locked-code-hint"))
        .limit(LONGEST_KEY)
        .show(ui, typed.field());
    begun.focus(&field);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    quiet(ui, &cx.t("printed-key-beware"));
    ui.add_space(space::M);
    let missing = typed.is_empty().then(|| cx.t("locked-missing"));
    let ready = missing.is_none();
    ui.horizontal_wrapped(|ui| {
        let go = Button::primary(cx.t("return-paper-do")).disabled_if(missing);
        let go = (ui.add(go).clicked() || entered) && ready;
        if go {
            cx.act(Action::BeginFromPaper(typed.take()));
        }
        ui.add(Button::plain(cx.t("cancel"))).clicked() || go
    })
    .inner
}
