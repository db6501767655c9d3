//! What a count says, and what can be done when it chooses nothing.

use super::contents::{ClosedVote, Contents, ResultRow, Step, Taken, Verdict};
use super::{DecideScreen, project_ui, strong, title_of, vote_title_ui};
use crate::screen::ScreenCx;
use crate::screens::{body, fold_ui, quiet};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::VotesCommand;
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Badge, Button, Card, ListRow, Tint};
use horseshoe_ui::{Icon, space};

/// Results shown without unfolding.
const SHOWN: usize = 2;

impl DecideScreen {
    pub(super) fn results_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        let (newest, earlier) = contents.closed.split_at(contents.closed.len().min(SHOWN));
        for closed in newest {
            result_ui(ui, cx, community, closed, why_not);
        }
        if earlier.is_empty() {
            return;
        }
        let show = cx.with("decide-earlier", &[("count", earlier.len().into())]);
        if !fold_ui(ui, &mut self.earlier_shown, show, cx.t("decide-earlier-hide")) {
            return;
        }
        for closed in earlier {
            result_ui(ui, cx, community, closed, why_not);
        }
    }
}

fn result_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    closed: &ClosedVote,
    why_not: Option<&str>,
) {
    let tally = &closed.tally;
    let who = |by| words::member(cx.texts, community, by);
    Card::new(("result", closed.vote.id)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        vote_title_ui(ui, cx, &closed.vote);
        let when = words::ago(cx.texts, tally.closed_at.unwrap_or_default(), cx.now_ms);
        let by = who(tally.closed_by);
        quiet(ui, &cx.with("result-closed", &[("when", when.into()), ("who", by.into())]));
        let counts = [("marked", tally.marked.into()), ("of", tally.of.into())];
        quiet(ui, &cx.with("decide-marked", &counts));
        ui.add_space(space::S);
        match &closed.verdict {
            Verdict::Winner(issue) => {
                strong(ui, &cx.with("result-winner", &[("issue", issue.as_str().into())]));
            }
            Verdict::Tie(count) => {
                strong(ui, &cx.with("result-tie", &[("count", (*count).into())]));
                body(ui, &cx.t("result-tie-question"));
            }
            Verdict::NoGreens => strong(ui, &cx.t("result-none")),
        }
        ui.add_space(space::XS);
        for row in &closed.rows {
            row_ui(ui, cx, closed, row);
        }
        ui.add_space(space::XS);
        if tally.counted_in_room {
            let arguments = [("who", who(tally.counted_in_room_by).into())];
            quiet(ui, &cx.with("decide-hands-in", &arguments));
        }
        if closed.few {
            quiet(ui, &cx.t("result-few"));
        }
        for (id, people) in
            [("result-late", &tally.after_closing), ("result-unclear", &tally.unclear)]
        {
            if !people.is_empty() {
                quiet(ui, &cx.texts.with(id, &[("count", people.len().into())]));
            }
        }
        two_closings_ui(ui, cx, closed, why_not);
        for taken in &closed.taken {
            let words = match taken {
                Taken::WhatElse => cx.t("took-what-else"),
                Taken::SecondRound => cx.t("took-second-round"),
                Taken::FewestReds(issue) => {
                    cx.with("took-fewest-reds", &[("issue", issue.as_str().into())])
                }
                Taken::Parked => cx.t("took-parked"),
            };
            body(ui, &words);
        }
        steps_ui(ui, cx, closed, why_not);
        project_ui(ui, cx, community, &closed.vote);
    });
    ui.add_space(space::M);
}

/// Greens with their triangle up, reds with their triangle down, and the words.
fn row_ui(ui: &mut Ui, cx: &ScreenCx<'_>, closed: &ClosedVote, row: &ResultRow) {
    let counts = [
        ("issue", row.words.as_str().into()),
        ("greens", row.greens.into()),
        ("reds", row.reds.into()),
    ];
    let list_row = ListRow::new(("result", closed.vote.id, row.option), &row.words)
        .chosen(row.first)
        .name(cx.with("result-row-name", &counts));
    list_row.show_with(ui, |ui| {
        let greens = cx.with("result-green", &[("count", row.greens.into())]);
        let tint = if row.greens > 0 { Tint::Go } else { Tint::Plain };
        ui.add(Badge::new(greens).icon(Icon::Favourite).tint(tint));
        let reds = cx.with("result-red", &[("count", row.reds.into())]);
        let tint = if row.reds > 0 { Tint::Stop } else { Tint::Plain };
        ui.add(Badge::new(reds).icon(Icon::LeastFavourite).tint(tint));
    });
}

fn two_closings_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, closed: &ClosedVote, why_not: Option<&str>) {
    if closed.tally.other_closings.is_empty() {
        return;
    }
    let vote = closed.vote.id;
    strong(ui, &cx.t("result-two-closings"));
    if let Some(this) = closed.vote.closings.first()
        && ui.add(Button::quiet(cx.t("result-keep-this")).disabled_if(why_not)).clicked()
    {
        cx.do_it(VotesCommand::KeepClosing { vote, closing: this.id });
    }
    for (closing, tally) in &closed.tally.other_closings {
        let lines: Vec<String> = tally
            .counts
            .iter()
            .map(|count| {
                let words = closed.vote.option(count.option).map(|option| option.words.as_str());
                let arguments = [
                    ("issue", words.unwrap_or_default().into()),
                    ("greens", count.greens.into()),
                    ("reds", count.reds.into()),
                ];
                cx.with("hands-line", &arguments)
            })
            .collect();
        let text = lines.join(" · ");
        let row = ListRow::new(("closing", closing), &text);
        let (_, keep) = row.show_with(ui, |ui| {
            ui.add(Button::quiet(cx.t("result-keep-other")).disabled_if(why_not)).clicked()
        });
        if keep {
            cx.do_it(VotesCommand::KeepClosing { vote, closing: *closing });
        }
    }
}

fn steps_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, closed: &ClosedVote, why_not: Option<&str>) {
    if closed.steps.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    let vote = closed.vote.id;
    ui.horizontal_wrapped(|ui| {
        for step in &closed.steps {
            let (label, command, said) = match step {
                Step::WhatElse => (
                    cx.t("step-what-else"),
                    VotesCommand::WhatElse { vote },
                    TextId("said-what-else"),
                ),
                Step::SecondRound => (
                    cx.t("step-second-round"),
                    VotesCommand::SecondRound { vote },
                    TextId("said-second-round"),
                ),
                Step::FewestReds(option, issue) => (
                    cx.with("step-fewest-reds", &[("issue", issue.as_str().into())]),
                    VotesCommand::FewestReds { vote, option: *option },
                    TextId("said-fewest-reds"),
                ),
                Step::Park => {
                    let would_help = String::new();
                    let command = VotesCommand::Park { vote, would_help, review_on: None };
                    (cx.t("step-park"), command, TextId("said-parked"))
                }
            };
            let name = format!("{label}: {}", title_of(&closed.vote, cx.texts));
            if ui.add(Button::quiet(label).name(name).disabled_if(why_not)).clicked() {
                cx.do_and_say(command, said);
            }
        }
    });
}
