//! A member's own document: who they say they are, and how they voted. Only their devices write it.

use crate::acting::{Acting, Authors};
use crate::clash::Field;
use crate::collection::Touched;
use crate::command::{CommandError, limits};
use crate::erasing::{self, MemberErasing};
use crate::ids::{MemberId, OptionId, VoteId};
use crate::plan::Plan;
use crate::reading::Item;
use crate::traffic_light::{Mark, VoteMode};
use horseshoe_merge::{Document, Patch, Value};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a member can say about themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ProfileCommand {
    SetName {
        name: String,
    },
    /// The area of practice.
    SetPractice {
        practice: String,
    },
    /// I have compared words with a member, and am sure who they are.
    Compared {
        member: MemberId,
    },
}

/// How a member votes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum BallotsCommand {
    /// Marks one issue, in place of the mark it had. Can be changed until the vote is closed.
    Mark { vote: VoteId, option: OptionId, mark: Mark },
}

/// One member's document as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MemberView {
    pub profile: Profile,
    pub ballots: BTreeMap<VoteId, Ballot>,
    /// With whom they say they have compared words.
    pub compared: BTreeSet<MemberId>,
    /// What they say about destroying documents.
    pub erasing: MemberErasing,
}

/// Who somebody says they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Profile {
    pub name: Field<String>,
    /// Area of practice.
    pub practice: Field<String>,
}

/// One person's marks in one vote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ballot {
    /// Green and red marks; an issue without one is not here.
    pub marks: BTreeMap<OptionId, Mark>,
    /// Issues for which two devices of theirs say different things: no mark until they choose.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub unclear: BTreeSet<OptionId>,
}

impl MemberView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let root = Item::root(doc, authors);
        Self {
            profile: Profile::read(&root),
            ballots: read_ballots(&root),
            compared: read_compared(&root),
            erasing: MemberErasing::read(&root),
        }
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        let root = Item::root(doc, authors);
        let touched = Touched::by(patches);
        let profile =
            if touched.any(PROFILE) { Profile::read(&root) } else { self.profile.clone() };
        let ballots = if touched.any(BALLOTS) { read_ballots(&root) } else { self.ballots.clone() };
        let compared =
            if touched.any(PROFILE) { read_compared(&root) } else { self.compared.clone() };
        let erasing = if touched.any(erasing::MAP) {
            MemberErasing::read(&root)
        } else {
            self.erasing.clone()
        };
        let now = Self { profile, ballots, compared, erasing };
        let changed = *self != now;
        *self = now;
        changed
    }
}

impl Profile {
    fn read(root: &Item<'_>) -> Self {
        let field =
            |key| root.map(PROFILE).and_then(|profile| profile.str_field(key)).unwrap_or_default();
        Self { name: field(NAME), practice: field(PRACTICE) }
    }
}

impl Mark {
    const fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Red => "red",
            Self::None => "none",
        }
    }

    fn parse(value: &Value) -> Option<Self> {
        let word = value.as_str()?;
        [Self::Green, Self::Red, Self::None].into_iter().find(|mark| mark.word() == word)
    }
}

const PROFILE: &str = "profile";
const NAME: &str = "name";
const PRACTICE: &str = "practice";
const BALLOTS: &str = "ballots";

/// Followed by the member's id, in the profile.
const COMPARED: &str = "compared/";

fn read_compared(root: &Item<'_>) -> BTreeSet<MemberId> {
    let Some(profile) = root.map(PROFILE) else { return BTreeSet::new() };
    let keys = profile.keys();
    keys.iter().filter_map(|key| key.strip_prefix(COMPARED)?.parse().ok()).collect()
}

/// A mark is a scalar of its own: two devices of one person may begin with a vote at once.
fn mark_key(vote: VoteId, option: OptionId) -> String {
    format!("{vote}/{option}")
}

fn read_ballots(root: &Item<'_>) -> BTreeMap<VoteId, Ballot> {
    let mut ballots: BTreeMap<VoteId, Ballot> = BTreeMap::new();
    let Some(map) = root.map(BALLOTS) else { return ballots };
    for key in map.keys() {
        let Some((vote, option)) = key.split_once('/') else { continue };
        let (Ok(vote), Ok(option)) = (vote.parse(), option.parse()) else { continue };
        let Some(mark) = map.field(&key, Mark::parse) else { continue };
        let ballot = ballots.entry(vote).or_default();
        if !mark.clash.is_empty() {
            ballot.unclear.insert(option);
        } else if mark.value != Mark::None {
            ballot.marks.insert(option, mark.value);
        }
    }
    ballots
}

pub(crate) fn plan_profile(
    command: &ProfileCommand,
    root: &Item<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        ProfileCommand::SetName { name } => {
            limits::some(name)?;
            limits::line(name)?;
            plan.put(root, &[PROFILE], NAME, name.as_str());
        }
        ProfileCommand::SetPractice { practice } => {
            limits::line(practice)?;
            plan.put(root, &[PROFILE], PRACTICE, practice.as_str());
        }
        ProfileCommand::Compared { member } => {
            plan.put(root, &[PROFILE], &format!("{COMPARED}{member}"), true);
        }
    }
    Ok(plan)
}

pub(crate) fn plan_ballot(
    command: &BallotsCommand,
    root: &Item<'_>,
    acting: &Acting<'_>,
) -> Result<Plan, CommandError> {
    let BallotsCommand::Mark { vote: id, option, mark } = command;
    let votes = acting.community.map(|community| &community.votes);
    let vote = votes.and_then(|votes| votes.iter().find(|vote| vote.id == *id));
    let vote = vote.ok_or(CommandError::NoSuch { what: "vote" })?;
    if vote.closed() {
        return Err(CommandError::VoteClosed);
    }
    vote.option(*option).ok_or(CommandError::NoSuch { what: "issue" })?;
    let mut plan = Plan::default();
    plan.put(root, &[BALLOTS], &mark_key(*id, *option), mark.word());
    if vote.mode == VoteMode::OneEach && *mark != Mark::None {
        // The one green, or the one red, moves.
        let ballots = root.map(BALLOTS);
        for other in vote.options.iter().filter(|other| other.id != *option) {
            let key = mark_key(*id, other.id);
            let marks = ballots.map(|ballots| ballots.values(&key)).unwrap_or_default();
            if marks.iter().any(|other| Mark::parse(other) == Some(*mark)) {
                plan.put(root, &[BALLOTS], &key, Mark::None.word());
            }
        }
    }
    Ok(plan)
}
