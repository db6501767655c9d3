//! Learning points: what a group thinks of keeping, what it agreed to keep, and whom it would tell of it. Nothing leaves
//! the group by anything written here.

mod reports;

pub use reports::Report;

use crate::acting::Acting;
use crate::agreed::AgreedWords;
use crate::clash::{Choice, Field, Words};
use crate::collection::Entry;
use crate::command::{CommandError, limits};
use crate::ids::{LearningId, MemberId, ReportId};
use crate::meetings::{AgreedHow, Agreement};
use crate::notes::Scope;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::ObjectRef;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a group can do with what it learns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum LearningCommand {
    /// Proposes a point. It is not kept until the group agrees.
    Propose {
        text: String,
        /// What is not certain about it.
        #[serde(default)]
        uncertainty: String,
        /// Where it came up: the session's document, or the meeting.
        #[serde(default)]
        session: Option<String>,
        #[serde(default)]
        route: Scope,
        #[serde(default)]
        tags: BTreeSet<Tag>,
    },
    /// Writes in a point. What was agreed about other words no longer holds.
    Splice {
        point: LearningId,
        splices: Vec<Splice>,
    },
    /// Writes in what is not certain about it.
    SpliceUncertainty {
        point: LearningId,
        splices: Vec<Splice>,
    },
    /// Records that the group agreed to keep it, in these words.
    Agree {
        point: LearningId,
        #[serde(default)]
        how: AgreedHow,
    },
    /// Not this one.
    Leave {
        point: LearningId,
    },
    /// It is a proposal again.
    Reconsider {
        point: LearningId,
    },
    /// How far it may go. Whom to tell is to be agreed again.
    SetRoute {
        point: LearningId,
        route: Scope,
    },
    /// What the point is about.
    SetTags {
        point: LearningId,
        tags: BTreeSet<Tag>,
    },
    /// Names somebody to tell, and in which words; without any, in the point's own.
    ReportTo {
        point: LearningId,
        to: String,
        #[serde(default)]
        wording: String,
    },
    /// Writes in the words for them. What was agreed about other words no longer holds.
    SpliceWording {
        report: ReportId,
        splices: Vec<Splice>,
    },
    /// Records that the group agreed to tell them, in these words.
    AgreeReport {
        report: ReportId,
        #[serde(default)]
        how: AgreedHow,
    },
    /// Not to them. What was agreed is withdrawn.
    NotTo {
        report: ReportId,
    },
    /// To them after all, once it is agreed.
    ToAfterAll {
        report: ReportId,
    },
    TakeOut {
        point: LearningId,
    },
    BringBack {
        point: LearningId,
    },
}

/// A point somebody proposed to keep.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LearningPoint {
    pub id: LearningId,
    pub words: Words,
    /// May be empty.
    pub uncertainty: Words,
    /// Where it came up: a session's document, or a meeting.
    pub session: Option<String>,
    /// Of several set at once the narrowest is shown and holds.
    pub route: Field<Scope>,
    pub tags: BTreeSet<Tag>,
    /// Kept and left at once is a clash, and so long a proposal.
    pub status: Field<LearningStatus>,
    /// The newest agreement to keep it; where it does not hold, the words have changed since.
    pub agreed: Option<Agreement>,
    /// Whom to tell, oldest first.
    pub reports: Vec<Report>,
    /// Whom not to tell after all.
    pub reports_taken_out: Vec<Report>,
    pub by: Option<MemberId>,
    pub at: u64,
    pub taken_out: bool,
}

/// What became of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LearningStatus {
    #[default]
    Proposed,
    /// The group agreed on these words.
    Kept,
    Left,
}

/// The sorts of things people talk about: said of a point, never of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Context,
    EmotionalContent,
    Support,
    Uncertainty,
    SenseMaking,
    ProblemSolving,
    GoodPractice,
}

impl LearningPoint {
    pub fn kept(&self) -> bool {
        self.status.value == LearningStatus::Kept && !self.taken_out
    }

    /// Whom the group agreed to tell, in the words agreed on. Nobody while the point is not kept or is to stay.
    pub fn may_be_told(&self) -> impl Iterator<Item = &Report> {
        let leaves = self.kept() && self.route.value == Scope::MayBeReported;
        let agreed = |report: &&Report| report.agreed.as_ref().is_some_and(|agreed| agreed.holds);
        self.reports.iter().filter(move |_| leaves).filter(agreed)
    }
}

impl Entry for LearningPoint {
    const MAP: &'static str = "learning";
    type Id = LearningId;

    fn read(id: LearningId, item: &Item<'_>) -> Option<Self> {
        let words = item.text(WORDS)?;
        let (status, agreed) = read_status(item, &words.text);
        let (reports, reports_taken_out) = reports::read(item);
        Some(Self {
            id,
            uncertainty: item.text(UNCERTAINTY)?,
            session: item.str(SESSION).filter(|key| is_session(key)),
            route: Scope::read(item, ROUTE),
            tags: read_tags(item),
            status,
            agreed,
            reports,
            reports_taken_out,
            by: item.by(),
            at: item.uint(AT)?,
            taken_out: item.has(OUT),
            words,
        })
    }

    fn id(&self) -> LearningId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

/// What somebody recorded about a point.
#[derive(Clone, PartialEq)]
enum Said {
    Kept(AgreedWords),
    Left,
}

impl Said {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once('\n') {
            Some((KEPT, agreed)) => AgreedWords::parse(agreed).map(Self::Kept),
            None if text == LEFT => Some(Self::Left),
            _ => None,
        }
    }
}

fn read_status(item: &Item<'_>, words: &str) -> (Field<LearningStatus>, Option<Agreement>) {
    let said = item.field(STATUS, |value| value.as_str().and_then(Said::parse));
    let said = said.map(Field::all).unwrap_or_default();
    let agreements = said.iter().filter_map(|choice| match &choice.value {
        Said::Kept(agreed) => Some(agreed.beside(words, choice.by)),
        Said::Left => None,
    });
    let agreed = agreements.max_by_key(|agreed| (agreed.holds, agreed.at));
    let kept = agreed.as_ref().filter(|agreed| agreed.holds);
    let kept = kept.map(|agreed| Choice { value: LearningStatus::Kept, by: agreed.by });
    let left = said.iter().find(|choice| choice.value == Said::Left);
    let left = left.map(|choice| Choice { value: LearningStatus::Left, by: choice.by });
    let status = match (kept, left) {
        (Some(kept), Some(left)) => Field { clash: vec![kept, left], ..Field::default() },
        (Some(one), None) | (None, Some(one)) => {
            Field { value: one.value, by: one.by, clash: Vec::new() }
        }
        (None, None) => Field::default(),
    };
    (status, agreed)
}

fn read_tags(item: &Item<'_>) -> BTreeSet<Tag> {
    let Some(map) = item.map(TAGS) else { return BTreeSet::new() };
    Tag::ALL.into_iter().filter(|tag| map.bool(tag.word())).collect()
}

impl Tag {
    pub const ALL: [Self; 7] = [
        Self::Context,
        Self::EmotionalContent,
        Self::Support,
        Self::Uncertainty,
        Self::SenseMaking,
        Self::ProblemSolving,
        Self::GoodPractice,
    ];

    /// Its word in documents and scripts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::EmotionalContent => "emotional_content",
            Self::Support => "support",
            Self::Uncertainty => "uncertainty",
            Self::SenseMaking => "sense_making",
            Self::ProblemSolving => "problem_solving",
            Self::GoodPractice => "good_practice",
        }
    }
}

/// Refuses what names no session: its document has 64 digits, a meeting 32.
pub(crate) fn check_session(key: &str) -> Result<(), CommandError> {
    if is_session(key) { Ok(()) } else { Err(CommandError::Malformed { what: "session" }) }
}

pub(crate) fn is_session(key: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    matches!(key.len(), 32 | 64) && key.bytes().all(digit)
}

const WORDS: &str = "words";
const UNCERTAINTY: &str = "uncertainty";
const SESSION: &str = "session";
const ROUTE: &str = "route";
const TAGS: &str = "tags";
const STATUS: &str = "status";
const KEPT: &str = "kept";
const LEFT: &str = "left";
const NO_POINT: CommandError = CommandError::NoSuch { what: "learning point" };

pub(crate) fn plan(
    command: &LearningCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        LearningCommand::Propose { text, uncertainty, session, route, tags } => {
            limits::some(text)?;
            limits::text(text)?;
            limits::text(uncertainty)?;
            session.as_deref().map_or(Ok(()), check_session)?;
            limits::room(root.items::<LearningId>(LearningPoint::MAP).len(), limits::ITEMS)?;
            let id = LearningId::from_bytes((acting.ids)()).to_hex();
            let point = plan.item(&[LearningPoint::MAP], id.clone(), acting);
            plan.text(&point, WORDS, text);
            plan.text(&point, UNCERTAINTY, uncertainty);
            plan.set(&point, ROUTE, route.word());
            if let Some(session) = session {
                plan.set(&point, SESSION, session.as_str());
            }
            let inside = plan.map(&[LearningPoint::MAP, &id], TAGS);
            for tag in tags {
                plan.set(&inside, tag.word(), true);
            }
            plan.map(&[LearningPoint::MAP, &id], reports::MAP);
        }
        LearningCommand::Splice { point, splices } => {
            splice(&mut plan, &find(root, *point)?, WORDS, splices)?;
        }
        LearningCommand::SpliceUncertainty { point, splices } => {
            splice(&mut plan, &find(root, *point)?, UNCERTAINTY, splices)?;
        }
        LearningCommand::Agree { point, how } => {
            let words = find(root, *point)?.text(WORDS).ok_or(NO_POINT)?.text;
            limits::some(&words)?;
            let agreed = AgreedWords::now(*how, &words, acting).to_lines();
            plan.put(root, &path(&point.to_hex()), STATUS, format!("{KEPT}\n{agreed}"));
        }
        LearningCommand::Leave { point } => {
            let now = find(root, *point)?.values(STATUS);
            if !now.is_empty() && now.iter().all(|value| value.as_str() == Some(LEFT)) {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &path(&point.to_hex()), STATUS, LEFT);
        }
        LearningCommand::Reconsider { point } => {
            if !find(root, *point)?.has(STATUS) {
                return Err(CommandError::AlreadySo);
            }
            plan.delete(root, &path(&point.to_hex()), STATUS);
        }
        LearningCommand::SetRoute { point, route } => {
            set_route(&mut plan, root, *point, *route)?;
        }
        LearningCommand::SetTags { point, tags } => {
            let before = read_tags(&find(root, *point)?);
            if before == *tags {
                return Err(CommandError::AlreadySo);
            }
            // Each by itself: two may add different ones at once.
            for tag in before.symmetric_difference(tags) {
                let path = [LearningPoint::MAP, &point.to_hex(), TAGS];
                plan.put(root, &path, tag.word(), tags.contains(tag));
            }
        }
        LearningCommand::TakeOut { point } => {
            plan.take_out(root, &path(&point.to_hex()), NO_POINT, acting)?;
        }
        LearningCommand::BringBack { point } => {
            plan.bring_back(root, &path(&point.to_hex()), NO_POINT)?;
        }
        LearningCommand::ReportTo { .. }
        | LearningCommand::SpliceWording { .. }
        | LearningCommand::AgreeReport { .. }
        | LearningCommand::NotTo { .. }
        | LearningCommand::ToAfterAll { .. } => reports::plan(&mut plan, command, root, acting)?,
    }
    Ok(plan)
}

fn set_route(
    plan: &mut Plan,
    root: &Item<'_>,
    point: LearningId,
    route: Scope,
) -> Result<(), CommandError> {
    let item = find(root, point)?;
    let now = Scope::read(&item, ROUTE);
    if now.value == route && now.clash.is_empty() {
        return Err(CommandError::AlreadySo);
    }
    plan.put(root, &path(&point.to_hex()), ROUTE, route.word());
    reports::withdraw_consent(plan, root, point);
    Ok(())
}

fn path(point: &str) -> [&str; 2] {
    [LearningPoint::MAP, point]
}

fn splice(
    plan: &mut Plan,
    item: &Item<'_>,
    key: &str,
    splices: &[Splice],
) -> Result<(), CommandError> {
    let words = item.text(key).ok_or(NO_POINT)?;
    let object = ObjectRef::parse(&words.object).or(Err(NO_POINT))?;
    plan.splice(object, &words.text, splices)
}

fn find<'a>(root: &Item<'a>, point: LearningId) -> Result<Item<'a>, CommandError> {
    root.at(&path(&point.to_hex())).ok_or(NO_POINT)
}
