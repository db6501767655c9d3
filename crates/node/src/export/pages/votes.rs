//! A traffic-light vote: its issues, the count where it is closed, and what followed.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use horseshoe_model::{NextTaken, OptionId, Outcome, Tally, TallyView, Vote};

pub(super) fn write_vote(page: &mut Markdown, cx: &Cx<'_>, vote: &Vote, tally: Option<&TallyView>) {
    let which_one = cx.t("export-which-one");
    page.heading(3, if vote.question.trim().is_empty() { &which_one } else { &vote.question });
    page.paragraph(&cx.with("export-opened", &cx.by_on(vote.by, vote.at)));
    if let Some((view, tally)) = tally.and_then(|view| Some((view, view.tally.as_ref()?))) {
        write_count(page, cx, vote, view, tally);
    } else {
        page.list(vote.options.iter().map(|option| inline(&option.words)));
        let marked = tally.map_or(0, |tally| tally.marked);
        page.paragraph(&cx.with("export-still-open", &[("count", marked.into())]));
    }
    if let Some(next) = &vote.next {
        page.paragraph(&match next.value {
            NextTaken::WhatElse => cx.t("export-what-else"),
            NextTaken::SecondRound { .. } => cx.t("export-second-round"),
            NextTaken::FewestReds { option } => {
                cx.with("export-fewest-reds", &[("issue", issue(cx, vote, option).into())])
            }
            NextTaken::Park { .. } => cx.t("export-then-parked"),
        });
    }
}

fn write_count(page: &mut Markdown, cx: &Cx<'_>, vote: &Vote, view: &TallyView, tally: &Tally) {
    page.table(
        [&cx.t("export-issue"), &cx.t("export-green"), &cx.t("export-red")].map(String::as_str),
        tally.counts.iter().map(|count| {
            [issue(cx, vote, count.option), count.greens.to_string(), count.reds.to_string()]
        }),
    );
    page.paragraph(&match &tally.outcome {
        Outcome::Winner { option } => {
            cx.with("export-most-green", &[("issue", issue(cx, vote, *option).into())])
        }
        Outcome::Tie { options } => {
            let issues: Vec<String> =
                options.iter().map(|option| issue(cx, vote, *option)).collect();
            cx.with("export-tie", &[("issues", issues.join(" · ").into())])
        }
        Outcome::NoGreens => cx.t("export-no-greens"),
    });
    let mut closed = match view.closed_at {
        Some(at) => cx.with("export-closed-on", &cx.by_on(view.closed_by, at)),
        None => cx.with("export-closed", &[("who", cx.names.by(view.closed_by).into())]),
    };
    if view.marked > 0 || !view.counted_in_room {
        let said =
            [("closed", closed.into()), ("marked", view.marked.into()), ("of", view.of.into())];
        closed = cx.with("export-closed-marked", &said);
    }
    if view.counted_in_room {
        let who = cx.names.by(view.counted_in_room_by);
        closed =
            cx.with("export-closed-counted", &[("closed", closed.into()), ("who", who.into())]);
    }
    page.paragraph(&cx.with("export-closed-end", &[("closed", closed.into())]));
}

fn issue(cx: &Cx<'_>, vote: &Vote, option: OptionId) -> String {
    vote.option(option).map_or_else(|| cx.t("export-an-issue"), |option| inline(&option.words))
}
