//! A vote that is being opened: its question, its issues and its rules.

use super::contents::{IssuesProblem, issues, issues_problem};
use crate::screen::ScreenCx;
use crate::screens::Begun;
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{VoteMode, VotesCommand};
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Button, Card, Checkbox, Heading, TextField, segmented};

#[derive(Debug, Default)]
pub(super) struct Opening {
    question: String,
    issues: String,
    mode: VoteMode,
    fewest_reds: bool,
    begun: Begun,
}

impl Opening {
    /// Draws it; true when it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) -> bool {
        Card::new("opening")
            .chosen(true)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(Heading::three(cx.t("decide-open")));
                ui.add_space(space::XS);
                let question = TextField::new(cx.t("decide-question"))
                    .placeholder(cx.t("decide-question-example"))
                    .limit(400)
                    .show(ui, &mut self.question);
                self.begun.focus(&question);
                ui.add_space(space::S);
                TextField::new(cx.t("decide-issues"))
                    .hint(cx.t("decide-issues-hint"))
                    .rows(4)
                    .limit(20_000)
                    .show(ui, &mut self.issues);
                ui.add_space(space::S);
                let words = [cx.t("decide-mode-each"), cx.t("decide-mode-one")];
                let modes = [
                    (VoteMode::PerIssue, words[0].as_str()),
                    (VoteMode::OneEach, words[1].as_str()),
                ];
                segmented(ui, &cx.t("decide-mode"), &mut self.mode, &modes);
                ui.add(Checkbox::new(&mut self.fewest_reds, cx.t("decide-fewest-reds")));
                ui.add_space(space::S);
                let options = issues(&self.issues);
                let problem = issues_problem(&options).map(|problem| match problem {
                    IssuesProblem::TooFew => cx.t("decide-too-few"),
                    IssuesProblem::TooMany => cx.t("decide-too-many"),
                    IssuesProblem::Same => cx.t("decide-same"),
                    IssuesProblem::TooLong => cx.t("problem-too-long"),
                });
                ui.horizontal(|ui| {
                    let open = Button::primary(cx.t("decide-open")).disabled_if(problem);
                    let opened = ui.add(open).clicked();
                    if opened {
                        let command = VotesCommand::Open {
                            question: self.question.trim().to_owned(),
                            options,
                            mode: self.mode,
                            fewest_reds: self.fewest_reds,
                        };
                        cx.do_and_say(command, TextId("said-vote-opened"));
                    }
                    ui.add(Button::plain(cx.t("cancel"))).clicked() || opened
                })
                .inner
            })
            .inner
    }
}
