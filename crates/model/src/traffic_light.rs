//! Traffic-light votes: opened with their rules, closed with what was seen. Counting them is in `tally.rs`.

use crate::acting::Acting;
use crate::clash::Field;
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::ids::{ClosingId, HandsId, MemberId, OptionId, ParkedId, VoteId};
use crate::member::Ballot;
use crate::order;
use crate::parked;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::tally::{self, NextStep};
use horseshoe_merge::Value;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a group can do with a vote. Marks are made in the voter's own document: [`BallotsCommand`](crate::BallotsCommand).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum VotesCommand {
    /// Opens a vote. Its words, issues and rules cannot be changed afterwards.
    Open {
        #[serde(default)]
        question: String,
        options: Vec<String>,
        #[serde(default)]
        mode: VoteMode,
        /// Whether, should greens tie, fewest reds may be asked. Only beforehand.
        #[serde(default)]
        fewest_reds: bool,
    },
    /// Enters hands counted in the room, in place of a count entered before.
    EnterHands {
        vote: VoteId,
        counts: Vec<HandCount>,
        /// Everybody raised hands: marks made on devices are not added.
        #[serde(default)]
        whole_room: bool,
    },
    /// Answers which of two counts of hands to keep.
    KeepHands { vote: VoteId, hands: HandsId },
    /// Closes the vote with the ballots this device has seen.
    Close { vote: VoteId },
    /// Answers which of two closings to keep.
    KeepClosing { vote: VoteId, closing: ClosingId },
    /// After a tie or no greens: is there anything else people need to know?
    WhatElse { vote: VoteId },
    /// After a tie: opens a second round on the tied issues only.
    SecondRound { vote: VoteId },
    /// After a tie: takes this issue, which has the fewest reds. Only if chosen beforehand.
    FewestReds { vote: VoteId, option: OptionId },
    /// Leaves the question for later.
    Park {
        vote: VoteId,
        #[serde(default)]
        would_help: String,
        #[serde(default)]
        review_on: Option<String>,
    },
    /// Takes the whole vote back, ballots and all.
    TakeBack { vote: VoteId },
}

/// How many marks a ballot may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VoteMode {
    /// One mark for each issue.
    #[default]
    PerIssue,
    /// One green and one red in all.
    OneEach,
}

/// A mark on a ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Favourite.
    Green,
    /// Least favourite.
    Red,
    #[default]
    None,
}

/// Hands counted for one issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCount {
    pub option: OptionId,
    #[serde(default)]
    pub greens: u32,
    #[serde(default)]
    pub reds: u32,
}

/// One vote: one round of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Vote {
    pub id: VoteId,
    pub question: String,
    /// In the order they were given.
    pub options: Vec<VoteOption>,
    pub mode: VoteMode,
    pub fewest_reds: bool,
    pub by: Option<MemberId>,
    pub at: u64,
    /// The vote whose tied issues this is a second round of.
    pub follows: Option<VoteId>,
    /// Counts of hands that hold; more than one only if two were entered at once.
    pub hands: Vec<Hands>,
    /// Closings; more than one only if two people closed it at once. The first is the one that holds.
    pub closings: Vec<Closing>,
    /// What the group did when there was no winner.
    pub next: Option<Field<NextTaken>>,
}

impl Vote {
    pub fn closed(&self) -> bool {
        !self.closings.is_empty()
    }

    pub fn option(&self, id: OptionId) -> Option<&VoteOption> {
        self.options.iter().find(|option| option.id == id)
    }
}

/// One issue in a vote.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VoteOption {
    pub id: OptionId,
    pub words: String,
    #[serde(skip)]
    pub order: String,
}

/// Hands counted in the room, entered by one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hands {
    pub id: HandsId,
    /// Who counted them.
    pub by: Option<MemberId>,
    pub at: u64,
    pub counts: BTreeMap<OptionId, (u32, u32)>,
    pub whole_room: bool,
}

/// The closing of a vote: by whom, for whom, and every ballot seen then. What arrives later does not count.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Closing {
    pub id: ClosingId,
    pub by: Option<MemberId>,
    pub at: u64,
    /// Everybody who could vote.
    pub electorate: Vec<MemberId>,
    /// The ballots that counted, by voter.
    pub ballots: BTreeMap<MemberId, Ballot>,
    /// The count of hands that counted, even if somebody replaced it at the same time.
    pub hands: Option<Hands>,
}

/// What a group did when a vote had no winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextTaken {
    WhatElse,
    SecondRound { vote: VoteId },
    FewestReds { option: OptionId },
    Park { parked: ParkedId },
}

impl Entry for Vote {
    const MAP: &'static str = "votes";
    type Id = VoteId;

    fn read(id: VoteId, item: &Item<'_>) -> Option<Self> {
        if item.has(OUT) {
            return None;
        }
        let option = |(id, item): (OptionId, Item<'_>)| {
            Some(VoteOption { id, words: item.str(WORDS)?, order: item.str(ORDER)? })
        };
        let mut options: Vec<VoteOption> =
            item.items(OPTIONS).into_iter().filter_map(option).collect();
        options.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
        Some(Self {
            id,
            question: item.str(QUESTION)?,
            mode: if item.str(MODE).as_deref() == Some("one_each") {
                VoteMode::OneEach
            } else {
                VoteMode::PerIssue
            },
            fewest_reds: item.bool(FEWEST_REDS),
            by: item.by(),
            at: item.uint(AT)?,
            follows: item.str(FOLLOWS).and_then(|vote| vote.parse().ok()),
            hands: all_hands(item)
                .into_iter()
                .filter_map(|(hands, out)| (!out).then_some(hands))
                .collect(),
            closings: read_closings(item, &options),
            next: item.field(NEXT, NextTaken::parse),
            options,
        })
    }

    fn id(&self) -> VoteId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        false
    }
}

/// Counts of hands, oldest first, and whether each was replaced. A count that was kept over another still says who
/// counted.
fn all_hands(vote: &Item<'_>) -> Vec<(Hands, bool)> {
    let all = vote.items::<HandsId>(HANDS);
    let counts = |item: &Item<'_>| item.str(COUNTS).map(|lines| parse_counts(&lines));
    let mut hands: Vec<(Hands, bool)> = all
        .iter()
        .filter_map(|(id, item)| {
            let counts_here = counts(item)?;
            let counted = item.str(FROM).and_then(|from| from.parse::<HandsId>().ok());
            let counted = all.iter().find(|(id, other)| {
                Some(*id) == counted && counts(other).as_ref() == Some(&counts_here)
            });
            let by = counted.map_or(item, |(_, counted)| counted).by();
            let whole_room = item.bool(WHOLE_ROOM);
            Some((
                Hands { id: *id, by, at: item.uint(AT)?, counts: counts_here, whole_room },
                item.has(OUT),
            ))
        })
        .collect();
    hands.sort_by_key(|(hands, _)| (hands.at, hands.id));
    hands
}

/// Closings, the one that holds first: the one chosen, or the one that saw the most ballots, or the lower id. So two
/// people who close at once get one result, and the same on every device.
fn read_closings(vote: &Item<'_>, options: &[VoteOption]) -> Vec<Closing> {
    let all = vote.items::<ClosingId>(CLOSINGS);
    let standing = all.iter().filter(|(_, item)| !item.has(OUT));
    let hands = all_hands(vote);
    let mut closings: Vec<Closing> =
        standing.filter_map(|(id, item)| read_closing(*id, item, options, &hands)).collect();
    let kept = vote.field(KEPT_CLOSING, |value| value.as_str()?.parse::<ClosingId>().ok());
    let kept = kept.filter(|kept| kept.clash.is_empty()).map(|kept| kept.value);
    closings.sort_by_key(|closing| {
        (
            Some(closing.id) != kept,
            Reverse(closing.ballots.len()),
            closing.hands.is_none(),
            closing.id,
        )
    });
    closings
}

fn read_closing(
    id: ClosingId,
    item: &Item<'_>,
    options: &[VoteOption],
    hands: &[(Hands, bool)],
) -> Option<Closing> {
    let mut electorate = BTreeSet::new();
    let mut ballots = BTreeMap::new();
    for line in item.str(BALLOTS)?.lines() {
        let (member, marks) = line.split_once(':')?;
        let member: MemberId = member.parse().ok()?;
        electorate.insert(member);
        let ballot = parse_ballot(marks, options);
        if ballot != Ballot::default() {
            ballots.insert(member, ballot);
        }
    }
    Some(Closing {
        id,
        by: item.by(),
        at: item.uint(AT)?,
        electorate: electorate.into_iter().collect(),
        ballots,
        hands: item.str(HANDS).and_then(|id| {
            let id: HandsId = id.parse().ok()?;
            hands.iter().find(|(hands, _)| hands.id == id).map(|(hands, _)| hands.clone())
        }),
    })
}

/// One character for each issue, in the order of the list.
fn parse_ballot(marks: &str, options: &[VoteOption]) -> Ballot {
    let mut ballot = Ballot::default();
    for (option, mark) in options.iter().zip(marks.chars()) {
        match mark {
            'g' => ballot.marks.insert(option.id, Mark::Green),
            'r' => ballot.marks.insert(option.id, Mark::Red),
            '?' => {
                ballot.unclear.insert(option.id);
                continue;
            }
            _ => continue,
        };
    }
    ballot
}

fn ballot_marks(ballot: &Ballot, options: &[VoteOption]) -> String {
    let mark = |option: &VoteOption| match ballot.marks.get(&option.id) {
        _ if ballot.unclear.contains(&option.id) => '?',
        Some(Mark::Green) => 'g',
        Some(Mark::Red) => 'r',
        _ => '-',
    };
    options.iter().map(mark).collect()
}

/// A line for each issue: its id, greens, reds.
fn parse_counts(lines: &str) -> BTreeMap<OptionId, (u32, u32)> {
    let count = |line: &str| {
        let mut parts = line.split(' ');
        Some((
            parts.next()?.parse().ok()?,
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?),
        ))
    };
    lines.lines().filter_map(count).collect()
}

impl NextTaken {
    fn to_line(self) -> String {
        match self {
            Self::WhatElse => "what_else".to_owned(),
            Self::SecondRound { vote } => format!("second_round {vote}"),
            Self::FewestReds { option } => format!("fewest_reds {option}"),
            Self::Park { parked } => format!("park {parked}"),
        }
    }

    fn parse(value: &Value) -> Option<Self> {
        let line = value.as_str()?;
        let (step, id) = line.split_once(' ').unwrap_or((line, ""));
        Some(match step {
            "what_else" => Self::WhatElse,
            "second_round" => Self::SecondRound { vote: id.parse().ok()? },
            "fewest_reds" => Self::FewestReds { option: id.parse().ok()? },
            "park" => Self::Park { parked: id.parse().ok()? },
            _ => return None,
        })
    }
}

const QUESTION: &str = "question";
const OPTIONS: &str = "options";
const ORDER: &str = "order";
const WORDS: &str = "words";
const MODE: &str = "mode";
const FEWEST_REDS: &str = "fewest_reds";
const FOLLOWS: &str = "follows";
const HANDS: &str = "hands";
const COUNTS: &str = "counts";
const WHOLE_ROOM: &str = "whole_room";
const FROM: &str = "from";
const CLOSINGS: &str = "closings";
const KEPT_CLOSING: &str = "kept_closing";
const BALLOTS: &str = "ballots";
const NEXT: &str = "next";
const NO_VOTE: CommandError = CommandError::NoSuch { what: "vote" };
/// More hands than this in one room are a slip of the finger.
const MOST_HANDS: u32 = 10_000;

pub(crate) fn plan(
    command: &VotesCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        VotesCommand::Open { question, options, mode, fewest_reds } => {
            limits::line(question)?;
            if options.len() < 2 {
                return Err(CommandError::Empty);
            }
            limits::room(options.len() - 1, limits::OPTIONS)?;
            for words in options {
                limits::some(words)?;
                limits::line(words)?;
            }
            let options = options
                .iter()
                .map(|words| (OptionId::from_bytes((acting.ids)()), words.clone()))
                .collect();
            open(&mut plan, root, question, options, (*mode, *fewest_reds), None, acting)?;
        }
        VotesCommand::EnterHands { vote, counts, whole_room } => {
            let vote = find_open(root, *vote)?;
            for count in counts {
                vote.option(count.option).ok_or(CommandError::NoSuch { what: "issue" })?;
                if count.greens > MOST_HANDS || count.reds > MOST_HANDS {
                    return Err(CommandError::TooMany { most: MOST_HANDS as usize });
                }
            }
            let counts =
                counts.iter().map(|count| (count.option, (count.greens, count.reds))).collect();
            enter_hands(&mut plan, root, &vote, &counts, *whole_room, None, acting);
        }
        VotesCommand::KeepHands { vote, hands } => {
            let vote = find_open(root, *vote)?;
            let kept = vote.hands.iter().find(|other| other.id == *hands);
            let kept = kept.ok_or(CommandError::NoSuch { what: "count of hands" })?.clone();
            if vote.hands.len() < 2 {
                return Err(CommandError::NoClash);
            }
            enter_hands(
                &mut plan,
                root,
                &vote,
                &kept.counts,
                kept.whole_room,
                Some(kept.id),
                acting,
            );
        }
        VotesCommand::Close { vote } => close(&mut plan, &find_open(root, *vote)?, acting),
        VotesCommand::KeepClosing { vote, closing } => {
            let vote = find(root, *vote)?;
            if !vote.closings.iter().any(|other| other.id == *closing) {
                return Err(CommandError::NoSuch { what: "closing" });
            }
            if vote.closings.len() < 2 {
                return Err(CommandError::NoClash);
            }
            plan.put(root, &[Vote::MAP, &vote.id.to_hex()], KEPT_CLOSING, closing.to_hex());
        }
        VotesCommand::WhatElse { vote } => {
            let (vote, _) = find_undecided(root, *vote)?;
            take_step(&mut plan, root, &vote, NextTaken::WhatElse);
        }
        VotesCommand::SecondRound { vote } => {
            let (vote, steps) = find_undecided(root, *vote)?;
            let tied = steps.iter().find_map(|step| match step {
                NextStep::SecondRound { options } => Some(options),
                _ => None,
            });
            let tied = tied.ok_or(CommandError::Malformed { what: "tie" })?;
            // The issues keep their ids: they are the same issues.
            let options =
                tied.iter().filter_map(|id| Some((*id, vote.option(*id)?.words.clone()))).collect();
            let rules = (vote.mode, vote.fewest_reds);
            let next =
                open(&mut plan, root, &vote.question, options, rules, Some(vote.id), acting)?;
            take_step(&mut plan, root, &vote, NextTaken::SecondRound { vote: next });
        }
        VotesCommand::FewestReds { vote, option } => {
            let (vote, steps) = find_undecided(root, *vote)?;
            if !vote.fewest_reds {
                return Err(CommandError::NotChosenBeforehand);
            }
            let fewest = steps.iter().any(|step| match step {
                NextStep::FewestReds { options } => options.contains(option),
                _ => false,
            });
            if !fewest {
                return Err(CommandError::NotFewestReds);
            }
            take_step(&mut plan, root, &vote, NextTaken::FewestReds { option: *option });
        }
        VotesCommand::Park { vote, would_help, review_on } => {
            let (vote, _) = find_undecided(root, *vote)?;
            let words = if vote.question.trim().is_empty() {
                vote.options
                    .iter()
                    .map(|option| option.words.as_str())
                    .collect::<Vec<_>>()
                    .join(" · ")
            } else {
                vote.question.clone()
            };
            let words = words.chars().take(limits::TEXT / 4).collect::<String>();
            let parked = parked::park(
                &mut plan,
                root,
                &words,
                would_help,
                review_on.as_deref(),
                Some(vote.id),
                acting,
            )?;
            take_step(&mut plan, root, &vote, NextTaken::Park { parked });
        }
        VotesCommand::TakeBack { vote } => {
            plan.take_out(root, &[Vote::MAP, &vote.to_hex()], NO_VOTE, acting)?;
        }
    }
    Ok(plan)
}

fn find(root: &Item<'_>, id: VoteId) -> Result<Vote, CommandError> {
    root.at(&[Vote::MAP, &id.to_hex()]).and_then(|item| Vote::read(id, &item)).ok_or(NO_VOTE)
}

fn find_open(root: &Item<'_>, id: VoteId) -> Result<Vote, CommandError> {
    let vote = find(root, id)?;
    if vote.closed() { Err(CommandError::VoteClosed) } else { Ok(vote) }
}

/// A closed vote without a winner, and what the group can do now.
fn find_undecided(root: &Item<'_>, id: VoteId) -> Result<(Vote, Vec<NextStep>), CommandError> {
    let vote = find(root, id)?;
    let closing = vote.closings.first().ok_or(CommandError::VoteOpen)?;
    let tally = tally::closed(&vote, closing);
    let all = tally::next_steps(&vote, &tally);
    if all.is_empty() {
        return Err(CommandError::HasWinner);
    }
    let left = tally::steps_left(&vote, all);
    if left.is_empty() { Err(CommandError::StepTaken) } else { Ok((vote, left)) }
}

fn open(
    plan: &mut Plan,
    root: &Item<'_>,
    question: &str,
    options: Vec<(OptionId, String)>,
    (mode, fewest_reds): (VoteMode, bool),
    follows: Option<VoteId>,
    acting: &mut Acting<'_>,
) -> Result<VoteId, CommandError> {
    limits::room(root.items::<VoteId>(Vote::MAP).len(), limits::ITEMS)?;
    let id = VoteId::from_bytes((acting.ids)());
    let vote = plan.item(&[Vote::MAP], id.to_hex(), acting);
    plan.set(&vote, QUESTION, question);
    plan.set(&vote, MODE, if mode == VoteMode::OneEach { "one_each" } else { "per_issue" });
    plan.set(&vote, FEWEST_REDS, fewest_reds);
    if let Some(follows) = follows {
        plan.set(&vote, FOLLOWS, follows.to_hex());
    }
    let inside: Vec<&str> = vote.iter().map(String::as_str).collect();
    for map in [CLOSINGS, HANDS, OPTIONS] {
        plan.map(&inside, map);
    }
    let mut last: Option<String> = None;
    for (id, words) in options {
        let option = plan.map(&[inside.as_slice(), &[OPTIONS]].concat(), &id.to_hex());
        let order = order::between(last.as_deref(), None, (acting.ids)());
        plan.set(&option, WORDS, words);
        plan.set(&option, ORDER, order.as_str());
        last = Some(order);
    }
    Ok(id)
}

/// Enters a count in place of every count seen.
fn enter_hands(
    plan: &mut Plan,
    root: &Item<'_>,
    vote: &Vote,
    counts: &BTreeMap<OptionId, (u32, u32)>,
    whole_room: bool,
    from: Option<HandsId>,
    acting: &mut Acting<'_>,
) {
    let key = vote.id.to_hex();
    for earlier in &vote.hands {
        plan.put(root, &[Vote::MAP, &key, HANDS, &earlier.id.to_hex()], OUT, acting.now());
    }
    let id = HandsId::from_bytes((acting.ids)()).to_hex();
    let hands = plan.item(&[Vote::MAP, &key, HANDS], id, acting);
    let lines: Vec<String> =
        counts.iter().map(|(option, (greens, reds))| format!("{option} {greens} {reds}")).collect();
    plan.set(&hands, COUNTS, lines.join("\n"));
    plan.set(&hands, WHOLE_ROOM, whole_room);
    if let Some(from) = from {
        plan.set(&hands, FROM, from.to_hex());
    }
}

/// Writes down who could vote and what each had marked: the result is what was seen now, whatever arrives later.
fn close(plan: &mut Plan, vote: &Vote, acting: &mut Acting<'_>) {
    let none = Ballot::default();
    let electorate: BTreeMap<MemberId, &Ballot> = acting
        .members
        .iter()
        .map(|(member, view)| (*member, view.ballots.get(&vote.id).unwrap_or(&none)))
        .collect();
    let lines: Vec<String> = electorate
        .into_iter()
        .map(|(member, ballot)| {
            format!("{member}:{}", ballot_marks(&tally::valid(vote, ballot), &vote.options))
        })
        .collect();
    let id = ClosingId::from_bytes((acting.ids)()).to_hex();
    let closing = plan.item(&[Vote::MAP, &vote.id.to_hex(), CLOSINGS], id, acting);
    plan.set(&closing, BALLOTS, lines.join("\n"));
    if let Some(hands) = vote.hands.first() {
        plan.set(&closing, HANDS, hands.id.to_hex());
    }
}

fn take_step(plan: &mut Plan, root: &Item<'_>, vote: &Vote, step: NextTaken) {
    plan.put(root, &[Vote::MAP, &vote.id.to_hex()], NEXT, step.to_line());
}
