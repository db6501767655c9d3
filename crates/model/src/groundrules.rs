//! Groundrules: written together, reworded with every earlier wording kept, checked in on, never silently lost.

use crate::acting::Acting;
use crate::clash::Words;
use crate::collection::{self, Entry, Touched};
use crate::command::{CommandError, limits};
use crate::ids::{MemberId, ReviewId, RuleId, WordingId};
use crate::order;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use crate::themes::{self, Theme};
use horseshoe_merge::{ObjectRef, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a group can do with its groundrules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum GroundrulesCommand {
    /// Writes a new rule, after another one or at the end.
    Add {
        text: String,
        #[serde(default)]
        after: Option<RuleId>,
    },
    /// Writes in the words of a rule, as a text field does.
    Splice { rule: RuleId, splices: Vec<Splice> },
    /// Gives a rule new words; the earlier ones are kept.
    Reword { rule: RuleId, text: String },
    /// Brings two rules together in new words; the second is taken out and remembers where it went.
    Join { rule: RuleId, with: RuleId, text: String },
    /// Gives a rule the words it had before.
    Restore { rule: RuleId, wording: WordingId },
    /// Answers "which shall we keep?" when two wordings came together.
    Keep { rule: RuleId, wording: WordingId },
    /// Puts a rule after another one, or first.
    Move {
        rule: RuleId,
        #[serde(default)]
        after: Option<RuleId>,
    },
    /// Takes a rule out. It can be brought back.
    TakeOut { rule: RuleId },
    /// Brings a rule back that was taken out.
    BringBack { rule: RuleId },
    /// The check-in found the rules still more or less right.
    StillRight {
        #[serde(default)]
        session: String,
    },
    /// The check-in led to changes.
    Changed {
        #[serde(default)]
        session: String,
    },
}

/// The groundrules as everybody sees them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Groundrules {
    /// In the group's order.
    pub rules: Vec<Arc<Rule>>,
    /// Rules that were taken out and can be brought back, in the order they had.
    pub taken_out: Vec<Arc<Rule>>,
    /// What the group thought of the themes others considered, by theme.
    pub themes: Vec<Theme>,
    /// Check-ins, oldest first.
    pub reviews: Vec<Arc<Review>>,
}

impl Groundrules {
    /// The newest check-in that found the rules still right.
    pub fn last_confirmed(&self) -> Option<&Review> {
        self.reviews
            .iter()
            .rev()
            .find(|review| review.result == ReviewResult::StillRight)
            .map(|review| &**review)
    }

    /// A rule, also one taken out.
    pub fn rule(&self, id: RuleId) -> Option<&Arc<Rule>> {
        self.rules.iter().chain(&self.taken_out).find(|rule| rule.id == id)
    }
}

/// One groundrule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rule {
    pub id: RuleId,
    /// Its words now, and the text to write in.
    pub words: Words,
    /// Who added the rule; `None` if nobody knows any more.
    pub by: Option<MemberId>,
    /// When it was added, unix milliseconds by their clock.
    pub at: u64,
    /// The wording the words belong to, whose it is and since when.
    pub wording: WordingId,
    pub worded_by: Option<MemberId>,
    pub worded_at: u64,
    /// Every wording the rule had before, oldest first.
    pub earlier: Vec<Wording>,
    /// Two or more wordings that came together, the one shown first; empty when all agree.
    pub clash: Vec<Wording>,
    /// Present if the group took the rule out.
    pub taken_out: Option<TakenOut>,
    /// When it was last taken out, also where it has been brought back since.
    pub last_out: Option<Moment>,
    /// When it was last brought back.
    pub brought_back: Option<Moment>,
    /// Its place among the rules.
    #[serde(skip)]
    pub order: String,
}

/// One wording of a groundrule.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Wording {
    pub id: WordingId,
    pub words: Words,
    pub by: Option<MemberId>,
    pub at: u64,
    /// The earlier wording these words were taken from, when somebody restored or kept it.
    pub from: Option<WordingId>,
    /// How many wordings came before, along the longest line.
    #[serde(skip)]
    pub step: u64,
}

/// Who did something, and when by their clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    pub by: Option<MemberId>,
    pub at: u64,
}

/// When a rule was taken out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TakenOut {
    pub by: Option<MemberId>,
    pub at: u64,
    /// The rule it was brought together with.
    pub joined: Option<RuleId>,
    /// Somebody wrote in it at the same time: worth another look.
    pub changed_since: bool,
}

/// One check-in on the groundrules.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    pub id: ReviewId,
    pub result: ReviewResult,
    /// The session's name as people wrote it.
    pub session: String,
    pub by: Option<MemberId>,
    pub at: u64,
}

/// What a check-in on the groundrules found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewResult {
    StillRight,
    Changed,
}

impl Groundrules {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let (rules, taken_out) = collection::read(root);
        let (reviews, _) = collection::read(root);
        Self { rules, taken_out, themes: themes::read(root), reviews }
    }

    pub(crate) fn refresh(&mut self, root: &Item<'_>, touched: &Touched) -> bool {
        let mut changed = collection::refresh(root, touched, &mut self.rules, &mut self.taken_out);
        changed |= collection::refresh(root, touched, &mut self.reviews, &mut Vec::new());
        if themes::MAPS.iter().any(|map| touched.any(map)) {
            let now = themes::read(root);
            changed |= now != self.themes;
            self.themes = now;
        }
        changed
    }
}

impl Entry for Rule {
    const MAP: &'static str = "groundrules";
    type Id = RuleId;

    fn read(id: RuleId, item: &Item<'_>) -> Option<Self> {
        let Lineage { wordings, open, clash } = Lineage::read(item);
        let shown = wordings.get(*open.first()?)?.clone();
        let earlier = (0..).zip(&wordings).filter(|(place, _)| !open.contains(place));
        let earlier = earlier.map(|(_, wording)| wording.clone()).collect();
        let clash = if clash.len() > 1 { clash } else { Vec::new() };
        let taken_out = item.uint(OUT).map(|at| TakenOut {
            by: item.by_at(OUT),
            at,
            joined: item.str(JOINED).and_then(|rule| rule.parse().ok()),
            changed_since: !item
                .values(OUT_WORDS)
                .contains(&Value::Bytes(digest(&shown.words.text))),
        });
        let moment = |key: &str| Some(Moment { at: item.uint(key)?, by: item.by_at(key) });
        Some(Self {
            id,
            words: shown.words,
            by: item.by(),
            at: item.uint(AT)?,
            wording: shown.id,
            worded_by: shown.by,
            worded_at: shown.at,
            earlier,
            clash,
            taken_out,
            last_out: moment(OUT).or_else(|| moment(LAST_OUT)),
            brought_back: moment(BACK),
            order: item.str(ORDER).unwrap_or_default(),
        })
    }

    fn id(&self) -> RuleId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (self.order.clone(), 0)
    }

    fn out(&self) -> bool {
        self.taken_out.is_some()
    }
}

impl Entry for Review {
    const MAP: &'static str = "reviews";
    type Id = ReviewId;

    fn read(id: ReviewId, item: &Item<'_>) -> Option<Self> {
        // A check-in taken back at once was none.
        if item.has(OUT) {
            return None;
        }
        let result = match item.str(RESULT)?.as_str() {
            "still_right" => ReviewResult::StillRight,
            "changed" => ReviewResult::Changed,
            _ => return None,
        };
        let session = item.str(SESSION).unwrap_or_default();
        Some(Self { id, result, session, by: item.by(), at: item.uint(AT)? })
    }

    fn id(&self) -> ReviewId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        false
    }
}

const ORDER: &str = "order";
const WORDINGS: &str = "wordings";
const LEFT: &str = "left";
const WORDS: &str = "words";
const STEP: &str = "step";
const FROM: &str = "from";
const JOINED: &str = "joined";
const OUT_WORDS: &str = "out_words";
/// Stays when the rule is brought back, for its history.
const LAST_OUT: &str = "last_out";
const BACK: &str = "back";
const RESULT: &str = "result";
const SESSION: &str = "session";

/// Every wording of a rule, and which of them hold.
///
/// A wording is a text of its own, written in live. Rewording makes a new one and notes of every wording
/// that held until then with which words it was left. A wording holds unless it was left with the very words it has: so two
/// rewordings made apart both hold, and so does a wording in which somebody wrote while others left it. Nothing
/// written is ever hidden by somebody who had not seen it.
struct Lineage {
    /// Oldest first.
    wordings: Vec<Wording>,
    /// Those that hold, by place in `wordings`, the one shown first.
    open: Vec<usize>,
    /// Those that hold and say different things, the one shown first.
    clash: Vec<Wording>,
}

impl Lineage {
    fn read(item: &Item<'_>) -> Self {
        let mut wordings: Vec<Wording> = item
            .items(WORDINGS)
            .into_iter()
            .filter_map(|(id, wording)| read_wording(id, &wording))
            .collect();
        wordings.sort_by_key(|wording| (wording.step, wording.id));
        let left = item.map(LEFT);
        let holds = |wording: &Wording| {
            left.is_none_or(|left| {
                !left
                    .values(&wording.id.to_hex())
                    .contains(&Value::Bytes(digest(&wording.words.text)))
            })
        };
        let mut open: Vec<usize> =
            (0..wordings.len()).filter(|&place| holds(&wordings[place])).collect();
        let newest = wordings.last().map(|wording| wording.step);
        if open.is_empty() {
            open =
                (0..wordings.len()).filter(|&place| Some(wordings[place].step) == newest).collect();
        }
        open.sort_by_key(|&place| (std::cmp::Reverse(wordings[place].step), wordings[place].id));
        let mut clash: Vec<Wording> = Vec::new();
        for wording in open.iter().map(|&place| &wordings[place]) {
            if clash.iter().all(|other| other.words.text != wording.words.text) {
                clash.push(wording.clone());
            }
        }
        Self { wordings, open, clash }
    }
}

fn read_wording(id: WordingId, item: &Item<'_>) -> Option<Wording> {
    Some(Wording {
        id,
        words: item.text(WORDS)?,
        by: item.by(),
        at: item.uint(AT)?,
        from: item.str(FROM).and_then(|from| from.parse().ok()),
        step: item.uint(STEP)?,
    })
}

/// Tells wordings apart without keeping them twice.
fn digest(words: &str) -> Vec<u8> {
    blake3::hash(words.as_bytes()).as_bytes()[..16].to_vec()
}

pub(crate) fn plan(
    command: &GroundrulesCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        GroundrulesCommand::Add { text, after } => {
            limits::some(text)?;
            limits::text(text)?;
            let places = places(root);
            limits::room(places.len(), limits::ITEMS)?;
            let order = match after {
                Some(after) => place_after(&places, Some(*after), None, acting)?,
                None => order::between(
                    places.last().map(|(order, _)| order.as_str()),
                    None,
                    (acting.ids)(),
                ),
            };
            let rule = plan.item(&[Rule::MAP], RuleId::from_bytes((acting.ids)()).to_hex(), acting);
            plan.set(&rule, ORDER, order);
            let inside: Vec<&str> = rule.iter().map(String::as_str).collect();
            plan.map(&inside, LEFT);
            plan.map(&inside, WORDINGS);
            add_wording(&mut plan, &rule, 1, text, None, acting);
        }
        GroundrulesCommand::Splice { rule, splices } => {
            let (_, item) = find(root, *rule)?;
            let lineage = Lineage::read(&item);
            let shown =
                lineage.open.first().map(|&place| &lineage.wordings[place]).ok_or(NO_RULE)?;
            let object = ObjectRef::parse(&shown.words.object).or(Err(NO_RULE))?;
            leave_others(&mut plan, root, *rule, &lineage, |other| {
                other.id != shown.id && other.words.text == shown.words.text
            });
            plan.splice(object, &shown.words.text, splices)?;
        }
        GroundrulesCommand::Reword { rule, text } => {
            reword(&mut plan, root, *rule, text, None, acting)?;
        }
        GroundrulesCommand::Join { rule, with, text } => {
            if rule == with {
                return Err(CommandError::Malformed { what: "pair of rules" });
            }
            reword(&mut plan, root, *rule, text, None, acting)?;
            take_out(&mut plan, root, *with, Some(*rule), acting)?;
        }
        GroundrulesCommand::Restore { rule, wording } => {
            let words = wording_of(root, *rule, *wording)?.words.text;
            reword(&mut plan, root, *rule, &words, Some(*wording), acting)?;
        }
        GroundrulesCommand::Keep { rule, wording } => {
            let (_, item) = find(root, *rule)?;
            let lineage = Lineage::read(&item);
            if lineage.clash.len() < 2 {
                return Err(CommandError::NoClash);
            }
            let words = wording_of(root, *rule, *wording)?.words.text;
            reword(&mut plan, root, *rule, &words, Some(*wording), acting)?;
        }
        GroundrulesCommand::Move { rule, after } => {
            let (key, _) = find(root, *rule)?;
            let order = place_after(&places(root), *after, Some(*rule), acting)?;
            plan.put(root, &[Rule::MAP, &key], ORDER, order);
        }
        GroundrulesCommand::TakeOut { rule } => take_out(&mut plan, root, *rule, None, acting)?,
        GroundrulesCommand::BringBack { rule } => {
            let (key, item) = find(root, *rule)?;
            if !item.has(OUT) {
                return Err(CommandError::AlreadySo);
            }
            for gone in [OUT, OUT_WORDS, JOINED] {
                plan.delete(root, &[Rule::MAP, &key], gone);
            }
            plan.put(root, &[Rule::MAP, &key], BACK, acting.now());
        }
        GroundrulesCommand::StillRight { session } => {
            review(&mut plan, root, "still_right", session, acting)?;
        }
        GroundrulesCommand::Changed { session } => {
            review(&mut plan, root, "changed", session, acting)?;
        }
    }
    Ok(plan)
}

/// Whoever writes in a wording that has twins (the same words, chosen by two people at once) leaves the twins:
/// otherwise they would look like another opinion as soon as the words change.
pub(crate) fn leave_twins(plan: &mut Plan, root: &Item<'_>, object: &str) {
    for (rule, item) in root.items::<RuleId>(Rule::MAP) {
        let lineage = Lineage::read(&item);
        let Some(written) = lineage.wordings.iter().find(|wording| wording.words.object == object)
        else {
            continue;
        };
        if lineage.open.len() > 1 {
            leave_others(plan, root, rule, &lineage, |other| {
                other.id != written.id && other.words.text == written.words.text
            });
        }
        return;
    }
}

const NO_RULE: CommandError = CommandError::NoSuch { what: "groundrule" };

fn find<'a>(root: &Item<'a>, rule: RuleId) -> Result<(String, Item<'a>), CommandError> {
    let key = rule.to_hex();
    let item = root.at(&[Rule::MAP, &key]).ok_or(NO_RULE)?;
    Ok((key, item))
}

fn wording_of(root: &Item<'_>, rule: RuleId, wording: WordingId) -> Result<Wording, CommandError> {
    let (_, item) = find(root, rule)?;
    let found =
        item.at(&[WORDINGS, &wording.to_hex()]).and_then(|item| read_wording(wording, &item));
    found.ok_or(CommandError::NoSuch { what: "wording" })
}

/// Every rule's key and id, in order; also of those taken out.
fn places(root: &Item<'_>) -> Vec<(String, RuleId)> {
    let rules = root.items::<RuleId>(Rule::MAP).into_iter();
    let mut places: Vec<_> =
        rules.map(|(id, rule)| (rule.str(ORDER).unwrap_or_default(), id)).collect();
    places.sort();
    places
}

fn place_after(
    places: &[(String, RuleId)],
    after: Option<RuleId>,
    moving: Option<RuleId>,
    acting: &mut Acting<'_>,
) -> Result<String, CommandError> {
    order::after(places, after, moving, (acting.ids)()).ok_or(NO_RULE)
}

fn reword(
    plan: &mut Plan,
    root: &Item<'_>,
    rule: RuleId,
    words: &str,
    from: Option<WordingId>,
    acting: &mut Acting<'_>,
) -> Result<(), CommandError> {
    limits::some(words)?;
    limits::text(words)?;
    let (key, item) = find(root, rule)?;
    let lineage = Lineage::read(&item);
    if lineage.open.len() == 1
        && lineage.open.iter().all(|&place| lineage.wordings[place].words.text == words)
    {
        return Err(CommandError::AlreadySo);
    }
    limits::room(lineage.wordings.len(), limits::ITEMS)?;
    let step = lineage.wordings.last().map_or(0, |wording| wording.step).saturating_add(1);
    leave_others(plan, root, rule, &lineage, |_| true);
    let path = vec![Rule::MAP.to_owned(), key];
    add_wording(plan, &path, step, words, from, acting);
    Ok(())
}

/// Notes of wordings that hold with which words they are left.
fn leave_others(
    plan: &mut Plan,
    root: &Item<'_>,
    rule: RuleId,
    lineage: &Lineage,
    which: impl Fn(&Wording) -> bool,
) {
    let key = rule.to_hex();
    for wording in
        lineage.open.iter().map(|&place| &lineage.wordings[place]).filter(|wording| which(wording))
    {
        plan.put(root, &[Rule::MAP, &key, LEFT], &wording.id.to_hex(), digest(&wording.words.text));
    }
}

fn add_wording(
    plan: &mut Plan,
    rule: &[String],
    step: u64,
    words: &str,
    from: Option<WordingId>,
    acting: &mut Acting<'_>,
) {
    let id = WordingId::from_bytes((acting.ids)());
    let wording = plan.wording(rule, id, &digest(words), acting);
    plan.set(&wording, STEP, i64::try_from(step).unwrap_or(i64::MAX));
    if let Some(from) = from {
        plan.set(&wording, FROM, from.to_hex());
    }
    plan.text(&wording, WORDS, words);
}

fn take_out(
    plan: &mut Plan,
    root: &Item<'_>,
    rule: RuleId,
    joined: Option<RuleId>,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    let (key, item) = find(root, rule)?;
    if item.has(OUT) {
        return Err(CommandError::AlreadySo);
    }
    let lineage = Lineage::read(&item);
    let shown = lineage.open.first().map(|&place| &lineage.wordings[place]).ok_or(NO_RULE)?;
    let path = [Rule::MAP, key.as_str()];
    plan.put(root, &path, OUT, acting.now());
    plan.put(root, &path, LAST_OUT, acting.now());
    plan.put(root, &path, OUT_WORDS, digest(&shown.words.text));
    if let Some(joined) = joined {
        plan.put(root, &path, JOINED, joined.to_hex());
    }
    Ok(())
}

fn review(
    plan: &mut Plan,
    root: &Item<'_>,
    result: &str,
    session: &str,
    acting: &mut Acting<'_>,
) -> Result<(), CommandError> {
    limits::line(session)?;
    limits::room(root.items::<ReviewId>(Review::MAP).len(), limits::ITEMS)?;
    let review = plan.item(&[Review::MAP], ReviewId::from_bytes((acting.ids)()).to_hex(), acting);
    plan.set(&review, RESULT, result);
    plan.set(&review, SESSION, session);
    Ok(())
}
