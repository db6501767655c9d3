//! Counting a traffic-light vote: most green wins, reds are shown and never subtracted, a tie is never broken silently.

use crate::ids::{ClosingId, MemberId, OptionId, VoteId};
use crate::member::{Ballot, MemberView};
use crate::traffic_light::{Closing, Hands, Mark, NextTaken, Vote, VoteMode};
use crate::view::CommunityView;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A count and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Most greens first; the same number in the order of the list.
    pub counts: Vec<OptionCount>,
    pub outcome: Outcome,
}

/// The marks for one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OptionCount {
    pub option: OptionId,
    pub greens: u32,
    pub reds: u32,
}

/// What a count says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    Winner {
        option: OptionId,
    },
    /// The same number of greens, in the order of the list. Nobody has picked.
    Tie {
        options: Vec<OptionId>,
    },
    NoGreens,
}

/// What a group can do when there is no winner, in the order it is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// Is there anything else people need to know in order to make a decision?
    WhatElse,
    /// Another round, on these issues only.
    SecondRound {
        options: Vec<OptionId>,
    },
    /// The tied issues with the fewest reds; offered only if chosen beforehand, and may still be several.
    FewestReds {
        options: Vec<OptionId>,
    },
    Park,
}

/// One vote as everybody sees it: while it is open only how many have marked, afterwards the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TallyView {
    pub vote: VoteId,
    pub closed: bool,
    /// How many of the electorate have marked something.
    pub marked: usize,
    /// How many are in the electorate.
    pub of: usize,
    /// `None` while the vote is open: counts would sway people.
    pub tally: Option<Tally>,
    /// What can be done now; empty with a winner, while open, or once a step was taken.
    pub next: Vec<NextStep>,
    pub closed_by: Option<MemberId>,
    pub closed_at: Option<u64>,
    /// Who counted hands in the room, if hands are in the count.
    pub counted_in_room_by: Option<MemberId>,
    /// Hands are in the count.
    pub counted_in_room: bool,
    /// Whose marks, or changes of marks, arrived after closing and do not count.
    pub after_closing: Vec<MemberId>,
    /// Whose devices disagree about their own marks; those marks do not count.
    pub unclear: Vec<MemberId>,
    /// Two people closed it at once with different counts: the other closings and what they counted.
    pub other_closings: Vec<(ClosingId, Tally)>,
}

/// Counts ballots and hands. Each ballot is one person's; hands of the whole room take the place of ballots, other
/// hands are added to them.
pub fn tally(vote: &Vote, ballots: &[(MemberId, &Ballot)], hands: Option<&Hands>) -> Tally {
    let by_voter: BTreeMap<MemberId, Ballot> =
        ballots.iter().map(|(member, ballot)| (*member, valid(vote, ballot))).collect();
    let whole_room = hands.is_some_and(|hands| hands.whole_room);
    let marks = |option: OptionId, mark: Mark| {
        let marked =
            by_voter.values().filter(|ballot| ballot.marks.get(&option) == Some(&mark)).count();
        if whole_room { 0 } else { u32::try_from(marked).unwrap_or(u32::MAX) }
    };
    let mut counts: Vec<OptionCount> = vote
        .options
        .iter()
        .map(|option| {
            let (greens, reds) =
                hands.and_then(|hands| hands.counts.get(&option.id)).copied().unwrap_or_default();
            OptionCount {
                option: option.id,
                greens: marks(option.id, Mark::Green).saturating_add(greens),
                reds: marks(option.id, Mark::Red).saturating_add(reds),
            }
        })
        .collect();
    let most = counts.iter().map(|count| count.greens).max().unwrap_or(0);
    let first: Vec<OptionId> =
        counts.iter().filter(|count| count.greens == most).map(|count| count.option).collect();
    let outcome = match first.as_slice() {
        _ if most == 0 => Outcome::NoGreens,
        [option] => Outcome::Winner { option: *option },
        _ => Outcome::Tie { options: first },
    };
    // Stable: equals keep the order of the list.
    counts.sort_by_key(|count| std::cmp::Reverse(count.greens));
    Tally { counts, outcome }
}

/// What the community sees of each of its votes, in the order of `community.votes`. `members` are those who
/// stand now, each with their own document: a ballot is read nowhere else, so nobody votes for another.
pub fn tallies(community: &CommunityView, members: &[(MemberId, &MemberView)]) -> Vec<TallyView> {
    community.votes.iter().map(|vote| tally_view(vote, members)).collect()
}

fn tally_view(vote: &Vote, members: &[(MemberId, &MemberView)]) -> TallyView {
    let now: BTreeMap<MemberId, Ballot> = members
        .iter()
        .filter_map(|(member, view)| Some((*member, valid(vote, view.ballots.get(&vote.id)?))))
        .filter(|(_, ballot)| *ballot != Ballot::default())
        .collect();
    let Some(closing) = vote.closings.first() else {
        let hands = vote.hands.first();
        return TallyView {
            vote: vote.id,
            closed: false,
            marked: now.values().filter(|ballot| !ballot.marks.is_empty()).count(),
            of: members.len(),
            tally: None,
            next: Vec::new(),
            closed_by: None,
            closed_at: None,
            counted_in_room_by: hands.and_then(|hands| hands.by),
            counted_in_room: hands.is_some(),
            after_closing: Vec::new(),
            unclear: unclear(&now),
            other_closings: Vec::new(),
        };
    };
    let counted = closed(vote, closing);
    let hands = closing.hands.as_ref();
    let others = vote.closings.iter().skip(1).map(|other| (other.id, closed(vote, other)));
    TallyView {
        vote: vote.id,
        closed: true,
        marked: closing.ballots.values().filter(|ballot| !ballot.marks.is_empty()).count(),
        of: closing.electorate.len(),
        next: steps_left(vote, next_steps(vote, &counted)),
        closed_by: closing.by,
        closed_at: Some(closing.at),
        counted_in_room_by: hands.and_then(|hands| hands.by),
        counted_in_room: hands.is_some(),
        after_closing: now
            .iter()
            .filter(|(member, ballot)| closing.ballots.get(member) != Some(ballot))
            .map(|(member, _)| *member)
            .collect(),
        unclear: unclear(&closing.ballots),
        other_closings: others.filter(|(_, tally)| *tally != counted).collect(),
        tally: Some(counted),
    }
}

/// What a closing counted.
pub(crate) fn closed(vote: &Vote, closing: &Closing) -> Tally {
    let ballots: Vec<(MemberId, &Ballot)> =
        closing.ballots.iter().map(|(member, ballot)| (*member, ballot)).collect();
    tally(vote, &ballots, closing.hands.as_ref())
}

/// What a group can do after this count, in the order it is offered. Empty with a winner.
pub(crate) fn next_steps(vote: &Vote, tally: &Tally) -> Vec<NextStep> {
    match &tally.outcome {
        Outcome::Winner { .. } => Vec::new(),
        Outcome::NoGreens => vec![NextStep::WhatElse, NextStep::Park],
        Outcome::Tie { options } => {
            let mut steps =
                vec![NextStep::WhatElse, NextStep::SecondRound { options: options.clone() }];
            if vote.fewest_reds {
                let reds = |option: &OptionId| {
                    tally
                        .counts
                        .iter()
                        .find(|count| count.option == *option)
                        .map(|count| count.reds)
                };
                let fewest = options.iter().filter_map(reds).min();
                let options =
                    options.iter().filter(|option| reds(option) == fewest).copied().collect();
                steps.push(NextStep::FewestReds { options });
            }
            steps.push(NextStep::Park);
            steps
        }
    }
}

/// After What else? the other steps are still there; any other step is the last.
pub(crate) fn steps_left(vote: &Vote, steps: Vec<NextStep>) -> Vec<NextStep> {
    match vote.next.as_ref().map(|next| next.value) {
        None => steps,
        Some(NextTaken::WhatElse) => {
            steps.into_iter().filter(|step| *step != NextStep::WhatElse).collect()
        }
        Some(_) => Vec::new(),
    }
}

/// A ballot as the vote's rules allow it: marks for its issues only, and no more than the mode gives. Too many are
/// unclear, all of them: the app does not choose among somebody's favourites.
pub(crate) fn valid(vote: &Vote, ballot: &Ballot) -> Ballot {
    let mut marks = ballot.marks.clone();
    marks.retain(|option, mark| vote.option(*option).is_some() && *mark != Mark::None);
    let mut unclear: BTreeSet<OptionId> =
        ballot.unclear.iter().copied().filter(|option| vote.option(*option).is_some()).collect();
    if vote.mode == VoteMode::OneEach {
        for only in [Mark::Green, Mark::Red] {
            let many: Vec<OptionId> = marks
                .iter()
                .filter(|(_, mark)| **mark == only)
                .map(|(option, _)| *option)
                .collect();
            if many.len() > 1 {
                marks.retain(|_, mark| *mark != only);
                unclear.extend(many);
            }
        }
    }
    Ballot { marks, unclear }
}

fn unclear(ballots: &BTreeMap<MemberId, Ballot>) -> Vec<MemberId> {
    ballots
        .iter()
        .filter(|(_, ballot)| !ballot.unclear.is_empty())
        .map(|(member, _)| *member)
        .collect()
}
