//! How was that for you? Two questions, each optional, written down as people say it or by themselves.

use super::Part;
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use egui::Ui;
use horseshoe_model::{FeedbackCommand, FeedbackQuestion};
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{IconButton, ListRow, Section};

/// What is half typed, by question.
#[derive(Debug, Default)]
pub(super) struct FeedbackLines {
    feelings: CaptureLine,
    improve: CaptureLine,
}

impl FeedbackLines {
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let feedback = &part.contents.feedback;
        for (question, title, add, button, slips, line) in [
            (
                FeedbackQuestion::Feelings,
                "feedback-feelings",
                "feedback-feelings-add",
                "feedback-feelings-go",
                &feedback.feelings,
                &mut self.feelings,
            ),
            (
                FeedbackQuestion::Improve,
                "feedback-improve",
                "feedback-improve-add",
                "feedback-improve-go",
                &feedback.improve,
                &mut self.improve,
            ),
        ] {
            Section::new(cx.t(title)).show(ui, |ui| {
                for slip in slips {
                    let row = ListRow::new(("feedback", slip.id), &slip.words.text);
                    let about = [("words", slip.words.text.as_str().into())];
                    let name = cx.with("feedback-out-name", &about);
                    let (_, out) = row.icon(Icon::Conversation).show_with(ui, |ui| {
                        let out = IconButton::new(Icon::Close, name).disabled_if(part.why_not);
                        ui.add(out).clicked()
                    });
                    if out {
                        let act = FeedbackCommand::TakeOut { slip: slip.id };
                        part.do_and_say(cx, act, "said-feedback-out");
                    }
                }
                let words = CaptureWords::one_text(add, "feedback-example", button);
                if let Some(text) = line.ui(ui, cx, add, words, part.why_not) {
                    part.do_it(cx, FeedbackCommand::Write { question, text });
                }
            });
        }
    }
}
