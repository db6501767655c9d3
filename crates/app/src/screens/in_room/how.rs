//! How whoever facilitates will run today, in their own words: a page of the flipchart at the beginning.

use super::{InRoomScreen, Part};
use crate::flipchart::Leaf;
use crate::screen::ScreenCx;
use crate::screens::capture::CaptureWords;
use crate::screens::{body, project};
use egui::Ui;
use horseshoe_model::{MemberId, SessionCommand};
use horseshoe_ui::widgets::{Button, Section};

impl InRoomScreen {
    pub(super) fn how_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        Section::new(cx.t("how-title")).show(ui, |ui| {
            let now = part.contents.how.as_str();
            if !now.is_empty() {
                body(ui, now);
            }
            let button = if now.is_empty() { "how-write" } else { "how-write-anew" };
            let words = CaptureWords::one_text("how-title", "how-example", button);
            if let Some(text) = self.how.ui(ui, cx, "how", words, part.why_not) {
                part.do_and_say(cx, SessionCommand::SayHow { text }, "said-how");
            }
            ui.horizontal_wrapped(|ui| {
                if let Some(before) = last_time(part).filter(|_| now.is_empty()) {
                    let again = Button::plain(cx.t("how-again"));
                    if ui.add(again.disabled_if(part.why_not)).clicked() {
                        self.how.fill(before);
                        self.how.focus();
                    }
                }
                if !now.is_empty() {
                    project(ui, cx, Leaf::How, "how-project");
                }
            });
        });
    }
}

/// What I said in the last session I facilitated.
fn last_time<'a>(part: &Part<'a>) -> Option<&'a str> {
    let me = MemberId::from_bytes(*part.community.me.as_bytes());
    let mut before = part.community.sessions.iter().rev();
    let mine = before.find(|session| {
        session.document != part.contents.document
            && session.view.facilitators.contains(&me)
            && !session.view.how.value.is_empty()
    });
    mine.map(|session| session.view.how.value.as_str())
}
