//! The speaker list: who would like to speak, in which order, and who is speaking. The same order on every device,
//! also merged from apart.
//!
//! Calling somebody names them: two who press "next" at once call one person. Nothing of how often or how long
//! anybody spoke is written down.

use crate::acting::Acting;
use crate::clash::Field;
use crate::collection::{self, Entry, Touched};
use crate::command::{CommandError, limits};
use crate::ids::{MemberId, TurnId};
use crate::order;
use crate::person::Person;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::words::words;
use horseshoe_merge::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What can be done with the speaker list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum SpeakersCommand {
    /// I would like to speak; or, written for somebody in the room, they would.
    Raise {
        #[serde(default)]
        person: Option<Person>,
    },
    /// Not any more.
    Lower { turn: TurnId },
    /// It is this one's turn, and nobody else's.
    Call { turn: TurnId },
    /// Who is speaking is done.
    Done { turn: TurnId },
    /// Puts one waiting after another; first, if after none.
    Move { turn: TurnId, after: Option<TurnId> },
    /// Everybody's hand is lowered.
    Clear,
    /// How the group manages who speaks.
    SetContribution { contribution: Contribution },
    /// Those who have not spoken first, or no longer.
    SetNewVoicesFirst { on: bool },
    /// No names are taken for now, or again.
    SetClosed { closed: bool },
}

/// How the group manages who speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contribution {
    /// Hands, called by the facilitator.
    #[default]
    RaiseHand,
    /// A chair keeps the order.
    Chair,
    /// The group manages its own conversation: no list.
    SelfManaged,
}

words! { Contribution {
    RaiseHand "raise_hand"
    Chair "chair"
    SelfManaged "self_managed"
}}

/// The speaker list as everybody sees it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Speakers {
    pub contribution: Field<Contribution>,
    pub new_voices_first: bool,
    pub closed: bool,
    pub speaking: Option<Arc<Turn>>,
    /// In order; nobody twice.
    pub waiting: Vec<Arc<Turn>>,
    /// All that are not lowered, also those who have spoken.
    #[serde(skip)]
    turns: Vec<Arc<Turn>>,
    #[serde(skip)]
    lowered: Vec<Arc<Turn>>,
}

/// One time somebody would like to speak.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turn {
    pub id: TurnId,
    pub person: Person,
    /// Who raised it, if not they themselves.
    pub put_down_by: Option<MemberId>,
    pub at: u64,
    /// Since when they are speaking.
    pub called: Option<u64>,
    #[serde(skip)]
    done: bool,
    #[serde(skip)]
    lowered: bool,
    #[serde(skip)]
    order: String,
}

/// The same where people see the same: turns that are over are kept only so as to read on.
impl PartialEq for Speakers {
    fn eq(&self, other: &Self) -> bool {
        let Self {
            contribution,
            new_voices_first,
            closed,
            speaking,
            waiting,
            turns: _,
            lowered: _,
        } = self;
        (contribution, new_voices_first, closed)
            == (&other.contribution, &other.new_voices_first, &other.closed)
            && (speaking, waiting) == (&other.speaking, &other.waiting)
    }
}

impl Speakers {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let (turns, lowered) = collection::read(root);
        Self::of(root, turns, lowered)
    }

    /// Reads again what was touched. A long session has hundreds of turns; one hand touches one of them.
    pub(crate) fn refresh(&mut self, root: &Item<'_>, touched: &Touched) {
        let Self { mut turns, mut lowered, .. } = std::mem::take(self);
        collection::refresh(root, touched, &mut turns, &mut lowered);
        *self = Self::of(root, turns, lowered);
    }

    fn of(root: &Item<'_>, turns: Vec<Arc<Turn>>, lowered: Vec<Arc<Turn>>) -> Self {
        let open = turns.iter().filter(|turn| !turn.done);
        // Of several who were called by people who were apart, the one called last is speaking, and the others wait.
        let called = open.clone().filter(|turn| turn.called.is_some());
        let speaking = called.max_by_key(|turn| (turn.called, turn.id)).cloned();
        let run = root.map(RUN);
        let on = |key| run.is_some_and(|run| run.bool(key));
        let new_voices_first = on(NEW_VOICES_FIRST);
        let mut seen: BTreeSet<Person> = speaking.iter().map(|turn| turn.person).collect();
        let mut waiting: Vec<Arc<Turn>> =
            open.filter(|turn| seen.insert(turn.person)).cloned().collect();
        if new_voices_first {
            let spoke = spoke(&turns);
            waiting.sort_by_key(|turn| spoke.contains(&turn.person));
        }
        let contribution = |value: &Value| value.as_str().map(Contribution::from_word);
        Self {
            contribution: run
                .and_then(|run| run.field(CONTRIBUTION, contribution))
                .unwrap_or_default(),
            new_voices_first,
            closed: on(CLOSED),
            speaking,
            waiting,
            turns,
            lowered,
        }
    }

    pub(crate) fn touched(touched: &Touched) -> bool {
        touched.any(Turn::MAP) || touched.any(RUN)
    }

    /// Where this person stands: 1 is next.
    pub fn place_of(&self, person: Person) -> Option<usize> {
        self.waiting.iter().position(|turn| turn.person == person).map(|place| place + 1)
    }

    pub fn turn_of(&self, person: Person) -> Option<&Turn> {
        self.waiting
            .iter()
            .chain(&self.speaking)
            .map(|turn| &**turn)
            .find(|turn| turn.person == person)
    }

    /// Whoever has spoken or is speaking, as often as they did.
    pub(crate) fn had(&self) -> impl Iterator<Item = Person> + '_ {
        let had = self.turns.iter().filter(|turn| turn.done && turn.called.is_some());
        had.chain(&self.speaking).map(|turn| turn.person)
    }

    fn is_speaking(&self, turn: TurnId) -> bool {
        self.speaking.as_ref().is_some_and(|speaking| speaking.id == turn)
    }
}

/// Those who have spoken.
fn spoke(turns: &[Arc<Turn>]) -> BTreeSet<Person> {
    let had = turns.iter().filter(|turn| turn.done && turn.called.is_some());
    had.map(|turn| turn.person).collect()
}

impl Entry for Turn {
    const MAP: &'static str = "speakers";
    type Id = TurnId;

    fn read(id: TurnId, item: &Item<'_>) -> Option<Self> {
        let person: Person = item.str(PERSON)?.parse().ok()?;
        Some(Self {
            id,
            person,
            put_down_by: item.by().filter(|by| Person::Member(*by) != person),
            at: item.uint(AT)?,
            called: item.earliest(CALLED),
            // Called by one and done by another, who were apart: they have spoken.
            done: item.values(DONE).contains(&Value::Bool(true)),
            lowered: item.has(OUT),
            order: item.str(ORDER)?,
        })
    }

    fn id(&self) -> TurnId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (self.order.clone(), 0)
    }

    fn out(&self) -> bool {
        self.lowered
    }
}

const RUN: &str = "run";
const CONTRIBUTION: &str = "contribution";
const NEW_VOICES_FIRST: &str = "new_voices_first";
/// In the run: no names are taken for now.
pub(crate) const CLOSED: &str = "speakers_closed";
const PERSON: &str = "person";
const ORDER: &str = "order";
const CALLED: &str = "called";
const DONE: &str = "done";
const NO_TURN: CommandError = CommandError::NoSuch { what: "name on the speaker list" };

pub(crate) fn plan(
    command: &SpeakersCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let list = Speakers::read(root);
    let turns = list.turns.clone();
    let mut plan = Plan::default();
    let open = |turn: &TurnId| {
        let mut all = list.waiting.iter().chain(&list.speaking);
        all.find(|open| open.id == *turn).cloned().ok_or(NO_TURN)
    };
    match command {
        SpeakersCommand::Raise { person } => {
            let person = person.unwrap_or(Person::Member(acting.member));
            if list.turn_of(person).is_some() {
                return Err(CommandError::AlreadySo);
            }
            if list.closed {
                return Err(CommandError::ListClosed);
            }
            limits::room(root.items::<TurnId>(Turn::MAP).len(), limits::ITEMS)?;
            let last = turns.last().map(|turn| turn.order.clone());
            let order = order::between(last.as_deref(), None, (acting.ids)());
            let turn = plan.item(&[Turn::MAP], TurnId::from_bytes((acting.ids)()).to_hex(), acting);
            plan.set(&turn, PERSON, person.to_string());
            plan.set(&turn, ORDER, order);
        }
        SpeakersCommand::Lower { turn } => {
            let lowered = open(turn)?;
            if list.is_speaking(lowered.id) {
                call_off(&mut plan, root, &turns, &list, None);
            }
            // Raised on two devices at once, it is lowered on both.
            for twin in turns.iter().filter(|twin| !twin.done && twin.person == lowered.person) {
                plan.take_out(root, &[Turn::MAP, &twin.id.to_hex()], NO_TURN, acting)?;
            }
        }
        SpeakersCommand::Call { turn } => {
            let called = open(turn)?;
            if list.is_speaking(called.id) {
                return Err(CommandError::AlreadySo);
            }
            if let Some(speaking) = &list.speaking {
                end(&mut plan, root, &turns, speaking.person, None);
            }
            end(&mut plan, root, &turns, called.person, Some(called.id));
            call_off(&mut plan, root, &turns, &list, Some(called.person));
            plan.put(root, &[Turn::MAP, &turn.to_hex()], CALLED, acting.now());
            // So that a call can no longer be taken back once they are done.
            plan.put(root, &[Turn::MAP, &turn.to_hex()], DONE, false);
        }
        SpeakersCommand::Done { turn } => {
            let spoke = open(turn)?;
            if !list.is_speaking(spoke.id) {
                return Err(CommandError::AlreadySo);
            }
            end(&mut plan, root, &turns, spoke.person, None);
            call_off(&mut plan, root, &turns, &list, None);
        }
        SpeakersCommand::Move { turn, after } => {
            let moved = open(turn)?;
            if list.is_speaking(moved.id) {
                return Err(CommandError::AlreadySo);
            }
            if let Some(after) = after {
                open(after)?;
            }
            // With new voices first, everybody stays among their own: after the last of these before that place.
            let spoke = if list.new_voices_first { spoke(&turns) } else { BTreeSet::new() };
            let own =
                |turn: &&Arc<Turn>| spoke.contains(&turn.person) == spoke.contains(&moved.person);
            let upto = list.waiting.iter().position(|turn| Some(turn.id) == *after);
            let before = &list.waiting[..upto.map_or(0, |at| at + 1)];
            let after = before.iter().filter(own).rfind(|turn| turn.id != moved.id);
            let places: Vec<_> =
                list.waiting.iter().filter(own).map(|turn| (turn.order.clone(), turn.id)).collect();
            let order =
                order::after(&places, after.map(|after| after.id), Some(*turn), (acting.ids)())
                    .ok_or(NO_TURN)?;
            end(&mut plan, root, &turns, moved.person, Some(moved.id));
            plan.put(root, &[Turn::MAP, &turn.to_hex()], ORDER, order);
        }
        SpeakersCommand::Clear => {
            if list.waiting.is_empty() && list.speaking.is_none() {
                return Err(CommandError::AlreadySo);
            }
            call_off(&mut plan, root, &turns, &list, None);
            for turn in turns.iter().filter(|turn| !turn.done) {
                plan.put(root, &[Turn::MAP, &turn.id.to_hex()], DONE, true);
            }
        }
        SpeakersCommand::SetContribution { contribution } => {
            plan.put(root, &[RUN], CONTRIBUTION, contribution.word());
        }
        SpeakersCommand::SetNewVoicesFirst { on } => {
            plan.put(root, &[RUN], NEW_VOICES_FIRST, *on);
        }
        SpeakersCommand::SetClosed { closed } => plan.put(root, &[RUN], CLOSED, *closed),
    }
    Ok(plan)
}

/// Every turn of this person is done, but the one to keep: raised on two devices at once, it is one.
fn end(
    plan: &mut Plan,
    root: &Item<'_>,
    turns: &[Arc<Turn>],
    person: Person,
    keep: Option<TurnId>,
) {
    let open = turns.iter().filter(|turn| !turn.done && turn.person == person);
    for turn in open.filter(|turn| Some(turn.id) != keep) {
        plan.put(root, &[Turn::MAP, &turn.id.to_hex()], DONE, true);
    }
}

/// Whoever else was called at the same time, by people who were apart, waits on.
fn call_off(
    plan: &mut Plan,
    root: &Item<'_>,
    turns: &[Arc<Turn>],
    list: &Speakers,
    called: Option<Person>,
) {
    let speaking = list.speaking.as_ref().map(|turn| turn.person);
    for turn in turns.iter().filter(|turn| !turn.done) {
        if ![speaking, called].contains(&Some(turn.person)) {
            plan.delete(root, &[Turn::MAP, &turn.id.to_hex()], CALLED);
        }
    }
}
