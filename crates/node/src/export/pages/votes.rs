//! A traffic-light vote: its issues, the count where it is closed, and what followed.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use super::super::words::count;
use horseshoe_model::{NextTaken, OptionId, Outcome, Tally, TallyView, Vote};

pub(super) fn write_vote(page: &mut Markdown, cx: &Cx<'_>, vote: &Vote, tally: Option<&TallyView>) {
    let question = if vote.question.trim().is_empty() { "Which one?" } else { &vote.question };
    page.heading(3, question);
    page.paragraph(&format!("Opened by {} on {}.", cx.names.by(vote.by), cx.dates.day(vote.at)));
    if let Some((view, tally)) = tally.and_then(|view| Some((view, view.tally.as_ref()?))) {
        write_count(page, cx, vote, view, tally);
    } else {
        page.list(vote.options.iter().map(|option| inline(&option.words)));
        let marked = tally.map_or(0, |tally| tally.marked);
        page.paragraph(&format!(
            "Still open: {} so far. Counts are shown when it is closed.",
            count(marked, "person has marked", "people have marked")
        ));
    }
    if let Some(next) = &vote.next {
        page.paragraph(&match next.value {
            NextTaken::WhatElse => {
                "Then the group asked what else people needed to know.".to_owned()
            }
            NextTaken::SecondRound { .. } => "Then there was a second round.".to_owned(),
            NextTaken::FewestReds { option } => {
                format!("Then the fewest reds were taken: {}.", issue(vote, option))
            }
            NextTaken::Park { .. } => "Then it was parked.".to_owned(),
        });
    }
}

fn write_count(page: &mut Markdown, cx: &Cx<'_>, vote: &Vote, view: &TallyView, tally: &Tally) {
    page.table(
        ["Issue", "Green", "Red"],
        tally.counts.iter().map(|count| {
            [issue(vote, count.option), count.greens.to_string(), count.reds.to_string()]
        }),
    );
    page.paragraph(&match &tally.outcome {
        Outcome::Winner { option } => format!("Most green: {}.", issue(vote, *option)),
        Outcome::Tie { options } => {
            let issues: Vec<String> = options.iter().map(|option| issue(vote, *option)).collect();
            format!("The same number of greens: {}. Nobody has picked.", issues.join(" · "))
        }
        Outcome::NoGreens => "Nobody marked anything green.".to_owned(),
    });
    let mut closed = format!("Closed by {}", cx.names.by(view.closed_by));
    if let Some(at) = view.closed_at {
        closed = format!("{closed} on {}", cx.dates.day(at));
    }
    if view.marked > 0 || !view.counted_in_room {
        closed = format!("{closed}; {} of {} had marked", view.marked, view.of);
    }
    if view.counted_in_room {
        let counter = cx.names.by(view.counted_in_room_by);
        closed = format!("{closed}; hands counted in the room by {counter}");
    }
    page.paragraph(&format!("{closed}."));
}

fn issue(vote: &Vote, option: OptionId) -> String {
    vote.option(option).map_or_else(|| "an issue".to_owned(), |option| inline(&option.words))
}
