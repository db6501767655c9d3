//! Parked issues: for later, with more information or a fresh perspective.

use crate::acting::Acting;
use crate::clash::{Field, Words};
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::ids::{MemberId, ParkedId, VoteId};
use crate::meetings::check_date;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::ObjectRef;
use serde::{Deserialize, Serialize};

/// What a group can do with issues it leaves for later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ParkedCommand {
    Park {
        text: String,
        #[serde(default)]
        would_help: String,
        /// `2026-12-10`.
        #[serde(default)]
        review_on: Option<String>,
    },
    /// Writes in the issue.
    Splice {
        parked: ParkedId,
        splices: Vec<Splice>,
    },
    /// Writes in what would help.
    SpliceHelp {
        parked: ParkedId,
        splices: Vec<Splice>,
    },
    /// When to look again; `None` for no date.
    SetReview {
        parked: ParkedId,
        review_on: Option<String>,
    },
    /// It is dealt with.
    Resolve {
        parked: ParkedId,
    },
    /// It is not dealt with after all.
    Reopen {
        parked: ParkedId,
    },
    TakeOut {
        parked: ParkedId,
    },
    BringBack {
        parked: ParkedId,
    },
}

/// An issue left for later.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ParkedIssue {
    pub id: ParkedId,
    pub issue: Words,
    pub would_help: Words,
    pub review_on: Field<Option<String>>,
    pub by: Option<MemberId>,
    pub at: u64,
    /// When it was dealt with.
    pub resolved: Option<u64>,
    /// The vote it comes from.
    pub vote: Option<VoteId>,
    pub taken_out: bool,
}

impl ParkedIssue {
    /// Whether to look at it again on this day (`2026-12-10`).
    pub fn due(&self, today: &str) -> bool {
        self.resolved.is_none() && self.review_on.value.as_deref().is_some_and(|date| date <= today)
    }
}

impl Entry for ParkedIssue {
    const MAP: &'static str = "parked";
    type Id = ParkedId;

    fn read(id: ParkedId, item: &Item<'_>) -> Option<Self> {
        let date = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Self {
            id,
            issue: item.text(ISSUE)?,
            would_help: item.text(HELP)?,
            review_on: item.field(REVIEW_ON, |value| value.as_str().map(date)).unwrap_or_default(),
            by: item.by(),
            at: item.uint(AT)?,
            resolved: item.uint(RESOLVED),
            vote: item.str(VOTE).and_then(|vote| vote.parse().ok()),
            taken_out: item.has(OUT),
        })
    }

    fn id(&self) -> ParkedId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

const ISSUE: &str = "issue";
const HELP: &str = "would_help";
const REVIEW_ON: &str = "review_on";
const RESOLVED: &str = "resolved";
const VOTE: &str = "vote";
const NO_ISSUE: CommandError = CommandError::NoSuch { what: "parked issue" };

pub(crate) fn plan(
    command: &ParkedCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        ParkedCommand::Park { text, would_help, review_on } => {
            park(&mut plan, root, text, would_help, review_on.as_deref(), None, acting)?;
        }
        ParkedCommand::Splice { parked, splices } => {
            splice(&mut plan, root, *parked, ISSUE, splices)?;
        }
        ParkedCommand::SpliceHelp { parked, splices } => {
            splice(&mut plan, root, *parked, HELP, splices)?;
        }
        ParkedCommand::SetReview { parked, review_on } => {
            find(root, *parked)?;
            review_on.as_deref().map_or(Ok(()), check_date)?;
            plan.put(
                root,
                &[ParkedIssue::MAP, &parked.to_hex()],
                REVIEW_ON,
                review_on.as_deref().unwrap_or_default(),
            );
        }
        ParkedCommand::Resolve { parked } => {
            if find(root, *parked)?.has(RESOLVED) {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[ParkedIssue::MAP, &parked.to_hex()], RESOLVED, acting.now());
        }
        ParkedCommand::Reopen { parked } => {
            if !find(root, *parked)?.has(RESOLVED) {
                return Err(CommandError::AlreadySo);
            }
            plan.delete(root, &[ParkedIssue::MAP, &parked.to_hex()], RESOLVED);
        }
        ParkedCommand::TakeOut { parked } => {
            plan.take_out(root, &[ParkedIssue::MAP, &parked.to_hex()], NO_ISSUE, acting)?;
        }
        ParkedCommand::BringBack { parked } => {
            plan.bring_back(root, &[ParkedIssue::MAP, &parked.to_hex()], NO_ISSUE)?;
        }
    }
    Ok(plan)
}

/// Leaves an issue for later; also from a vote.
pub(crate) fn park(
    plan: &mut Plan,
    root: &Item<'_>,
    text: &str,
    would_help: &str,
    review_on: Option<&str>,
    vote: Option<VoteId>,
    acting: &mut Acting<'_>,
) -> Result<ParkedId, CommandError> {
    limits::some(text)?;
    limits::text(text)?;
    limits::text(would_help)?;
    review_on.map_or(Ok(()), check_date)?;
    limits::room(root.items::<ParkedId>(ParkedIssue::MAP).len(), limits::ITEMS)?;
    let id = ParkedId::from_bytes((acting.ids)());
    let parked = plan.item(&[ParkedIssue::MAP], id.to_hex(), acting);
    plan.text(&parked, ISSUE, text);
    plan.text(&parked, HELP, would_help);
    plan.set(&parked, REVIEW_ON, review_on.unwrap_or_default());
    if let Some(vote) = vote {
        plan.set(&parked, VOTE, vote.to_hex());
    }
    Ok(id)
}

fn splice(
    plan: &mut Plan,
    root: &Item<'_>,
    parked: ParkedId,
    key: &str,
    splices: &[Splice],
) -> Result<(), CommandError> {
    let words = find(root, parked)?.text(key).ok_or(NO_ISSUE)?;
    let object = ObjectRef::parse(&words.object).or(Err(NO_ISSUE))?;
    plan.splice(object, &words.text, splices)
}

fn find<'a>(root: &Item<'a>, parked: ParkedId) -> Result<Item<'a>, CommandError> {
    root.at(&[ParkedIssue::MAP, &parked.to_hex()]).ok_or(NO_ISSUE)
}
