//! Hands counted in the room by one person, for everybody.

use super::contents::OpenVote;
use super::strong;
use crate::screen::ScreenCx;
use crate::screens::{Begun, quiet};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::{HandCount, OptionId, Vote, VoteId, VotesCommand};
use horseshoe_node::Community;
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Button, Card, Checkbox, Heading, ListRow, TextField};

/// A count that is being typed.
#[derive(Debug)]
pub(super) struct Counting {
    vote: VoteId,
    /// Greens and reds of each issue, as typed.
    typed: Vec<(OptionId, String, String)>,
    whole_room: bool,
    begun: Begun,
}

impl Counting {
    /// Begins with the count that was entered before.
    pub(super) fn new(vote: &Vote) -> Self {
        let before = vote.hands.first();
        let typed = vote.options.iter().map(|option| {
            let count = before.and_then(|hands| hands.counts.get(&option.id));
            let (greens, reds) =
                count.map(|(g, r)| (g.to_string(), r.to_string())).unwrap_or_default();
            (option.id, greens, reds)
        });
        Self {
            vote: vote.id,
            typed: typed.collect(),
            whole_room: before.is_none_or(|hands| hands.whole_room),
            begun: Begun::default(),
        }
    }

    pub(super) fn is_of(&self, vote: VoteId) -> bool {
        self.vote == vote
    }

    /// Draws it; true when it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, open: &OpenVote) -> bool {
        Card::new(("hands", self.vote))
            .chosen(true)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(Heading::three(cx.t("hands-title")));
                ui.add_space(space::XS);
                let not_a_number = cx.t("hands-not-a-number");
                for (issue, (_, greens, reds)) in open.issues.iter().zip(&mut self.typed) {
                    strong(ui, &issue.words);
                    let about = [("issue", issue.words.as_str().into())];
                    ui.horizontal_top(|ui| {
                        for (label, name, typed) in [
                            ("hands-green", cx.with("hands-green-of", &about), greens),
                            ("hands-red", cx.with("hands-red-of", &about), reds),
                        ] {
                            let problem = number(typed).is_none().then_some(not_a_number.as_str());
                            ui.vertical(|ui| {
                                ui.set_width(120.0);
                                quiet(ui, &cx.texts.t(label));
                                let field = TextField::new(name)
                                    .label_hidden()
                                    .width(96.0)
                                    .limit(4)
                                    .problem(problem)
                                    .show(ui, typed);
                                self.begun.focus(&field);
                            });
                        }
                    });
                    ui.add_space(space::XS);
                }
                ui.add(Checkbox::new(&mut self.whole_room, cx.t("hands-whole")));
                ui.add_space(space::XS);
                let counts: Option<Vec<HandCount>> = self
                    .typed
                    .iter()
                    .map(|(option, greens, reds)| {
                        Some(HandCount {
                            option: *option,
                            greens: number(greens)?,
                            reds: number(reds)?,
                        })
                    })
                    .collect();
                ui.horizontal(|ui| {
                    let problem = counts.is_none().then_some(not_a_number.as_str());
                    let enter = Button::primary(cx.t("hands-enter")).disabled_if(problem);
                    let mut over = false;
                    if ui.add(enter).clicked()
                        && let Some(counts) = counts
                    {
                        let (vote, whole_room) = (self.vote, self.whole_room);
                        let command = VotesCommand::EnterHands { vote, counts, whole_room };
                        cx.do_and_say(command, TextId("said-hands"));
                        over = true;
                    }
                    let cancel = Button::plain(cx.t("cancel")).name(cx.t("hands-cancel-name"));
                    over | ui.add(cancel).clicked()
                })
                .inner
            })
            .inner
    }
}

/// Hands that are in the count; two counts at once are for people to choose from.
pub(super) fn counted_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    vote: &Vote,
    why_not: Option<&str>,
) {
    let who = |by| words::member(cx.texts, community, by);
    match vote.hands.as_slice() {
        [] => {}
        [hands] => {
            let id = if hands.whole_room { "decide-hands-whole" } else { "decide-hands-in" };
            quiet(ui, &cx.texts.with(id, &[("who", who(hands.by).into())]));
        }
        several => {
            strong(ui, &cx.t("hands-clash"));
            for hands in several {
                let by = who(hands.by);
                let lines: Vec<String> = vote
                    .options
                    .iter()
                    .map(|option| {
                        let (greens, reds) =
                            hands.counts.get(&option.id).copied().unwrap_or_default();
                        let arguments = [
                            ("issue", option.words.as_str().into()),
                            ("greens", greens.into()),
                            ("reds", reds.into()),
                        ];
                        cx.with("hands-line", &arguments)
                    })
                    .collect();
                let title = cx.with("hands-by", &[("who", by.as_str().into())]);
                let note = lines.join(" · ");
                let name = cx.with("hands-keep-name", &[("who", by.into())]);
                let row = ListRow::new(("hands", hands.id), &title).note(&note);
                let (_, keep) = row.show_with(ui, |ui| {
                    let keep = Button::quiet(cx.t("clash-keep")).name(name).disabled_if(why_not);
                    ui.add(keep).clicked()
                });
                if keep {
                    cx.do_it(VotesCommand::KeepHands { vote: vote.id, hands: hands.id });
                }
            }
        }
    }
}

/// Nothing typed is no hands.
fn number(typed: &str) -> Option<u32> {
    if typed.trim().is_empty() { Some(0) } else { typed.trim().parse().ok() }
}
