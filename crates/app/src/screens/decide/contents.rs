//! What the decide screen shows: open votes with my marks, and results.

use horseshoe_model::{Mark, NextStep, NextTaken, OptionId, Outcome, TallyView, Vote};
use horseshoe_node::Community;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) open: Vec<OpenVote>,
    /// Newest first.
    pub(crate) closed: Vec<ClosedVote>,
}

/// A vote people can mark in. There are no counts in it: they would sway people.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenVote {
    pub(crate) vote: Arc<Vote>,
    pub(crate) issues: Vec<Issue>,
    pub(crate) marked: usize,
    pub(crate) of: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    pub(crate) option: OptionId,
    /// From one, as people say it aloud.
    pub(crate) number: usize,
    pub(crate) words: String,
    pub(crate) mine: Mark,
    /// My own devices say different things.
    pub(crate) unclear: bool,
}

/// A vote with its result.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClosedVote {
    pub(crate) vote: Arc<Vote>,
    pub(crate) tally: Arc<TallyView>,
    /// Most greens first.
    pub(crate) rows: Vec<ResultRow>,
    pub(crate) verdict: Verdict,
    /// What can be done now, in the order it is offered.
    pub(crate) steps: Vec<Step>,
    pub(crate) taken: Vec<Taken>,
    /// So few marked that people may guess whose marks these are.
    pub(crate) few: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ResultRow {
    pub(crate) option: OptionId,
    pub(crate) words: String,
    pub(crate) greens: u32,
    pub(crate) reds: u32,
    /// Has the most greens, alone or with others.
    pub(crate) first: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Winner(String),
    /// So many have the same number of greens. Nobody has picked.
    Tie(usize),
    NoGreens,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    WhatElse,
    SecondRound,
    FewestReds(OptionId, String),
    Park,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    WhatElse,
    SecondRound,
    FewestReds(String),
    Parked,
}

/// With fewer answers than these, counts show what each person said.
const FEW: usize = 5;

impl Contents {
    pub(crate) fn new(community: &Community) -> Self {
        let view = &community.community;
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for (vote, tally) in view.votes.iter().zip(community.tallies.iter()) {
            if vote.closed() {
                closed.extend(closed_vote(vote, tally));
            } else {
                open.push(open_vote(community, vote, tally));
            }
        }
        closed.reverse();
        Self { open, closed }
    }

    /// There was never anything to decide.
    pub(crate) fn is_empty(&self) -> bool {
        self.open.is_empty() && self.closed.is_empty()
    }
}

fn open_vote(community: &Community, vote: &Arc<Vote>, tally: &TallyView) -> OpenVote {
    let me = community.members.iter().find(|member| member.me);
    let ballot = me.and_then(|me| me.view.ballots.get(&vote.id));
    let issues = (1..).zip(&vote.options).map(|(number, option)| Issue {
        option: option.id,
        number,
        words: option.words.clone(),
        mine: ballot.and_then(|ballot| ballot.marks.get(&option.id)).copied().unwrap_or_default(),
        unclear: ballot.is_some_and(|ballot| ballot.unclear.contains(&option.id)),
    });
    OpenVote { vote: vote.clone(), issues: issues.collect(), marked: tally.marked, of: tally.of }
}

fn closed_vote(vote: &Arc<Vote>, view: &TallyView) -> Option<ClosedVote> {
    let tally = view.tally.as_ref()?;
    let words =
        |id: OptionId| vote.option(id).map(|option| option.words.clone()).unwrap_or_default();
    let most = tally.counts.first().map_or(0, |count| count.greens);
    let rows = tally.counts.iter().map(|count| ResultRow {
        option: count.option,
        words: words(count.option),
        greens: count.greens,
        reds: count.reds,
        first: most > 0 && count.greens == most,
    });
    let verdict = match &tally.outcome {
        Outcome::Winner { option } => Verdict::Winner(words(*option)),
        Outcome::Tie { options } => Verdict::Tie(options.len()),
        Outcome::NoGreens => Verdict::NoGreens,
    };
    let steps = view.next.iter().flat_map(|step| match step {
        NextStep::WhatElse => vec![Step::WhatElse],
        NextStep::SecondRound { .. } => vec![Step::SecondRound],
        NextStep::FewestReds { options } => {
            options.iter().map(|option| Step::FewestReds(*option, words(*option))).collect()
        }
        NextStep::Park => vec![Step::Park],
    });
    let taken = vote.next.iter().flat_map(|next| {
        let clash = next.clash.iter().map(|choice| choice.value);
        if next.clash.is_empty() { vec![next.value] } else { clash.collect() }
    });
    let taken = taken.map(|taken| match taken {
        NextTaken::WhatElse => Taken::WhatElse,
        NextTaken::SecondRound { .. } => Taken::SecondRound,
        NextTaken::FewestReds { option } => Taken::FewestReds(words(option)),
        NextTaken::Park { .. } => Taken::Parked,
    });
    Some(ClosedVote {
        few: view.marked > 0 && view.marked < FEW && !view.counted_in_room,
        vote: vote.clone(),
        tally: Arc::new(view.clone()),
        rows: rows.collect(),
        verdict,
        steps: steps.collect(),
        taken: taken.collect(),
    })
}

/// Issues as they were typed, one on each line.
pub(crate) fn issues(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What is wrong with these issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IssuesProblem {
    TooFew,
    TooMany,
    Same,
    TooLong,
}

pub(crate) fn issues_problem(issues: &[String]) -> Option<IssuesProblem> {
    use horseshoe_model::limits;
    let same = issues.iter().enumerate().any(|(place, issue)| issues[..place].contains(issue));
    match issues.len() {
        0 | 1 => Some(IssuesProblem::TooFew),
        count if count > limits::OPTIONS => Some(IssuesProblem::TooMany),
        _ if same => Some(IssuesProblem::Same),
        _ if issues.iter().any(|issue| issue.len() > limits::LINE) => Some(IssuesProblem::TooLong),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    const ISSUES: [&str; 3] = ["Recording", "Managers", "Families"];

    #[test]
    fn f47_while_a_vote_is_open_there_is_my_mark_and_no_count() {
        let contents = Contents::new(&testing::with_vote(&ISSUES, &["g-r", "-g-", "", ""]));
        let open = &contents.open[0];
        assert_eq!((open.marked, open.of), (2, 4));
        let mine: Vec<Mark> = open.issues.iter().map(|issue| issue.mine).collect();
        assert_eq!(mine, [Mark::Green, Mark::None, Mark::Red]);
        assert!(contents.closed.is_empty() && !contents.is_empty());
    }

    #[test]
    fn f47_the_most_greens_win_and_reds_are_shown_and_never_subtracted() {
        let marks = ["gg-", "g-r", "rg-", "rr-"];
        let contents = Contents::new(&testing::with_result(&ISSUES, &["gg-", "g-r", "r--", "r--"]));
        let closed = &contents.closed[0];
        assert_eq!(closed.verdict, Verdict::Winner("Recording".to_owned()));
        let rows: Vec<_> =
            closed.rows.iter().map(|row| (row.greens, row.reds, row.first)).collect();
        assert_eq!(rows, [(2, 2, true), (1, 0, false), (0, 1, false)]);
        assert!(closed.steps.is_empty() && closed.few);
        let contents = Contents::new(&testing::with_result(&ISSUES, &marks));
        assert_eq!(contents.closed[0].verdict, Verdict::Tie(2));
    }

    #[test]
    fn f47_a_tie_is_broken_by_nobody_and_offers_what_else_first() {
        let contents = Contents::new(&testing::with_result(&ISSUES, &["g--", "-g-", "", ""]));
        let closed = &contents.closed[0];
        assert_eq!(closed.verdict, Verdict::Tie(2));
        assert_eq!(closed.steps, [Step::WhatElse, Step::SecondRound, Step::Park]);
        assert_eq!(closed.rows.iter().filter(|row| row.first).count(), 2);
    }

    #[test]
    fn f47_without_a_green_nothing_is_chosen() {
        let contents = Contents::new(&testing::with_result(&ISSUES, &["r--", "", "", ""]));
        let closed = &contents.closed[0];
        assert_eq!(closed.verdict, Verdict::NoGreens);
        assert_eq!(closed.steps, [Step::WhatElse, Step::Park]);
        assert!(closed.rows.iter().all(|row| !row.first));
    }

    #[test]
    fn issues_are_lines_and_need_to_be_two_different_ones() {
        let problem = |text: &str| issues_problem(&issues(text));
        assert_eq!(issues(" one \n\n two"), ["one", "two"]);
        assert_eq!(problem("one\n \n"), Some(IssuesProblem::TooFew));
        assert_eq!(problem("one\ntwo\n one"), Some(IssuesProblem::Same));
        assert_eq!(problem(&"x".repeat(600)), Some(IssuesProblem::TooFew));
        assert_eq!(problem(&format!("one\n{}", "x".repeat(600))), Some(IssuesProblem::TooLong));
        assert_eq!(problem("one\ntwo"), None);
    }
}
