//! How often whoever facilitates noticed that "I" became "they". A number on this device, for them alone: of whom and of
//! what is kept nowhere, no document holds it, and it goes with the session.

use crate::screen::ScreenCx;
use egui::Ui;
use horseshoe_node::DocumentId;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, IconButton};

/// What was noticed in one session.
#[derive(Debug, Default)]
pub(super) struct Cue {
    session: Option<DocumentId>,
    noticed: usize,
}

impl Cue {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>, session: DocumentId) {
        if self.session != Some(session) {
            *self = Self { session: Some(session), noticed: 0 };
        }
        ui.horizontal_wrapped(|ui| {
            let count = [("count", self.noticed.into())];
            let notice = Button::plain(cx.with("they", &count)).icon(Icon::Lock);
            if ui.add(notice.name(cx.with("they-name", &count))).clicked() {
                self.noticed += 1;
            }
            let less = IconButton::new(Icon::Minus, cx.t("they-less"));
            if self.noticed > 0 && ui.add(less).clicked() {
                self.noticed -= 1;
            }
        });
    }
}
