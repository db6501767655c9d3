//! The question before what cannot be taken back: what it will mean, and two answers.

use crate::screen::ScreenCx;
use crate::screens::body;
use egui::{Id, Ui};
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Button, Dialog};

/// What is asked, by the ids of its words.
pub(crate) struct ForGood<'a> {
    pub(crate) id: &'static str,
    pub(crate) title: String,
    /// A line each.
    pub(crate) means: &'a [&'static str],
    pub(crate) stay: &'static str,
    pub(crate) go: &'static str,
}

impl ForGood<'_> {
    /// Asks while `asked`, and no more once there is an answer. True in the frame of the yes.
    pub(crate) fn ask(self, ui: &Ui, cx: &ScreenCx<'_>, asked: &mut bool) -> bool {
        let dialog = Dialog::new(Id::unique(self.id), self.title).width(520.0);
        let answer = dialog.show(ui.ctx(), asked, |ui| {
            for line in self.means {
                body(ui, &cx.t(line));
            }
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let stay = ui.add(Button::quiet(cx.t(self.stay))).clicked();
                (stay, ui.add(Button::danger(cx.t(self.go))).clicked())
            })
            .inner
        });
        let (stay, go) = answer.inner.unwrap_or_default();
        *asked &= !stay && !go;
        go
    }
}
