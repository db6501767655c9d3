//! Decisions: answers to the design questions, votes, and what is left for later.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use super::votes::write_vote;
use horseshoe_model::{Decision, ParkedIssue};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let view = &cx.community.community;
    let mut page = Markdown::titled(&cx.t("export-decisions"));
    if view.decisions.is_empty() && view.votes.is_empty() && view.parked.is_empty() {
        page.paragraph(&cx.t("export-decisions-none"));
    }
    if !view.decisions.is_empty() {
        page.heading(2, &cx.t("export-design-questions"));
        let mut asked = None;
        for decision in &view.decisions {
            if asked != Some(&decision.question) {
                page.heading(3, &question(cx, &decision.question));
                asked = Some(&decision.question);
            }
            write_decision(&mut page, cx, decision);
        }
    }
    if !view.votes.is_empty() {
        page.heading(2, &cx.t("export-votes"));
        for vote in &view.votes {
            let tally = cx.community.tallies.iter().find(|tally| tally.vote == vote.id);
            write_vote(&mut page, cx, vote, tally);
        }
    }
    if !view.parked.is_empty() {
        page.heading(2, &cx.t("export-parked"));
        for parked in &view.parked {
            write_parked(&mut page, cx, parked);
        }
    }
    page.finish()
}

fn question(cx: &Cx<'_>, key: &str) -> String {
    let questions = cx.handbook.questions("design-questions");
    let known = questions.and_then(|list| list.items.iter().find(|item| item.id == key));
    known.map_or_else(|| key.to_owned(), |item| item.text.clone())
}

fn write_decision(page: &mut Markdown, cx: &Cx<'_>, decision: &Decision) {
    page.quote(&decision.answer);
    let superseded = if decision.superseded { "yes" } else { "no" };
    let [who, day] = cx.by_on(decision.by, decision.at);
    let said = [who, day, ("superseded", superseded.into())];
    page.paragraph(&cx.with("export-answer", &said));
}

fn write_parked(page: &mut Markdown, cx: &Cx<'_>, parked: &ParkedIssue) {
    page.quote(&parked.issue.text);
    let mut facts = vec![cx.with("export-parked-by", &cx.by_on(parked.by, parked.at))];
    if !parked.would_help.text.trim().is_empty() {
        let what = inline(&parked.would_help.text);
        facts.push(cx.with("export-would-help", &[("what", what.into())]));
    }
    if let Some(date) = &parked.review_on.value {
        facts.push(cx.with("export-look-again", &[("day", cx.date(date).into())]));
    }
    if let Some(at) = parked.resolved {
        facts.push(cx.with("export-dealt-with", &[("day", cx.day(at).into())]));
    }
    page.list(facts);
}
