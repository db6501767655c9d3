//! Decisions: answers to the design questions, votes, and what is left for later.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use super::super::words::day;
use super::votes::write_vote;
use horseshoe_model::{Decision, ParkedIssue};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let view = &cx.community.community;
    let mut page = Markdown::titled("Decisions");
    if view.decisions.is_empty() && view.votes.is_empty() && view.parked.is_empty() {
        page.paragraph("Nothing decided yet.");
    }
    if !view.decisions.is_empty() {
        page.heading(2, "Design questions");
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
        page.heading(2, "Traffic-light votes");
        for vote in &view.votes {
            let tally = cx.community.tallies.iter().find(|tally| tally.vote == vote.id);
            write_vote(&mut page, cx, vote, tally);
        }
    }
    if !view.parked.is_empty() {
        page.heading(2, "Parked");
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
    let earlier = if decision.superseded { "; a later answer took its place" } else { "" };
    page.paragraph(&format!(
        "Noted by {} on {}{earlier}.",
        cx.names.by(decision.by),
        cx.dates.day(decision.at)
    ));
}

fn write_parked(page: &mut Markdown, cx: &Cx<'_>, parked: &ParkedIssue) {
    page.quote(&parked.issue.text);
    let mut facts =
        vec![format!("Parked by {} on {}", cx.names.by(parked.by), cx.dates.day(parked.at))];
    if !parked.would_help.text.trim().is_empty() {
        facts.push(format!("What would help: {}", inline(&parked.would_help.text)));
    }
    if let Some(date) = &parked.review_on.value {
        facts.push(format!("Look again on {}", day(date)));
    }
    if let Some(at) = parked.resolved {
        facts.push(format!("Dealt with on {}", cx.dates.day(at)));
    }
    page.list(facts);
}
