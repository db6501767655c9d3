//! Rounds: everybody in turn, with "done" and "pass" of the same size.
//!
//! A document knows only that somebody has had their turn, never whether they spoke or passed: nobody is recorded as
//! having passed, because nothing is there to record it in. When all had their turn, all are asked once, together,
//! whether they would like to add anything now.

use crate::acting::Acting;
use crate::collection::{self, Entry, Touched};
use crate::command::{CommandError, limits};
use crate::ids::{MemberId, RoundId};
use crate::order;
use crate::person::Person;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::themes::is_key;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What can be done with rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RoundsCommand {
    /// Begins a round. The question in own words, or the handbook's prompt with this id.
    Begin {
        #[serde(default)]
        question: String,
        #[serde(default)]
        prompt: String,
        /// Everybody once, in the order they will speak.
        seats: Vec<Person>,
        /// Against the way people sit.
        #[serde(default)]
        reversed: bool,
    },
    /// This person has had their turn, by speaking or by passing.
    Had {
        round: RoundId,
        person: Person,
    },
    /// They have not after all: the round comes back to them.
    NotYet {
        round: RoundId,
        person: Person,
    },
    /// Somebody came late: they are last.
    Seat {
        round: RoundId,
        person: Person,
    },
    /// Somebody went.
    Unseat {
        round: RoundId,
        person: Person,
    },
    /// The round is over, whoever has had their turn.
    End {
        round: RoundId,
    },
    TakeOut {
        round: RoundId,
    },
    BringBack {
        round: RoundId,
    },
}

/// One round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Round {
    pub id: RoundId,
    /// In the group's own words; empty if it is the handbook's.
    pub question: String,
    /// The id of the handbook's prompt; may be empty.
    pub prompt: String,
    /// In the order they speak.
    pub seats: Vec<Seat>,
    pub reversed: bool,
    pub by: Option<MemberId>,
    pub at: u64,
    pub stage: Stage,
    pub taken_out: bool,
}

/// One person in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Seat {
    pub person: Person,
    /// They have had their turn.
    pub had: bool,
}

/// How far a round is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is this person's turn.
    TurnOf(Person),
    /// All had their turn: would anybody like to add anything now?
    AnythingToAdd,
    Ended,
}

impl Round {
    /// Whose turn comes after the one whose turn it is.
    pub fn next(&self) -> Option<Person> {
        self.seats.iter().filter(|seat| !seat.had).nth(1).map(|seat| seat.person)
    }
}

/// Everybody in the order of the next round, and whether that is against the way they sit: another one begins than last
/// time, and it goes the other way round. Whoever was not there last time speaks last.
pub fn next_seats(
    last: Option<&Round>,
    people: impl IntoIterator<Item = Person>,
) -> (Vec<Person>, bool) {
    let people: Vec<Person> = people.into_iter().collect();
    let Some(last) = last else { return (people, false) };
    let mut circle: Vec<Person> = last.seats.iter().map(|seat| seat.person).collect();
    let first = circle.first().copied();
    if last.reversed {
        circle.reverse();
    }
    // Who began last time goes to the front, so that the one beside them begins now.
    if let Some(at) = circle.iter().position(|person| Some(*person) == first) {
        circle.rotate_left(at);
    }
    let known = circle.clone();
    circle.retain(|person| people.contains(person));
    if circle.first().is_some_and(|person| Some(*person) == first) {
        circle.rotate_left(1);
    }
    let reversed = !last.reversed;
    if reversed && !circle.is_empty() {
        circle[1..].reverse();
    }
    circle.extend(people.iter().filter(|person| !known.contains(person)));
    (circle, reversed)
}

impl Entry for Round {
    const MAP: &'static str = "rounds";
    type Id = RoundId;

    fn read(id: RoundId, item: &Item<'_>) -> Option<Self> {
        let map = item.map(SEATS)?;
        let had = item.map(HAD)?;
        let mut seats: Vec<(String, Person)> = map
            .keys()
            .into_iter()
            .filter_map(|key| Some((map.str(&key).filter(|at| !at.is_empty())?, key.parse().ok()?)))
            .collect();
        seats.sort();
        let seats: Vec<Seat> = seats
            .into_iter()
            .map(|(_, person)| Seat { person, had: had.bool(&person.to_string()) })
            .collect();
        let stage = match seats.iter().find(|seat| !seat.had) {
            _ if item.bool(ENDED) => Stage::Ended,
            Some(seat) => Stage::TurnOf(seat.person),
            None => Stage::AnythingToAdd,
        };
        Some(Self {
            id,
            question: item.str(QUESTION).unwrap_or_default(),
            prompt: item.str(PROMPT).unwrap_or_default(),
            seats,
            reversed: item.bool(REVERSED),
            by: item.by(),
            at: item.uint(AT)?,
            stage,
            taken_out: item.has(OUT),
        })
    }

    fn id(&self) -> RoundId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

/// All rounds of a session, oldest first: those that stand, and those that were taken out.
pub(crate) fn read(root: &Item<'_>) -> (Vec<Arc<Round>>, Vec<Arc<Round>>) {
    collection::read(root)
}

/// Reads again those that were touched.
pub(crate) fn refresh(
    root: &Item<'_>,
    touched: &Touched,
    standing: &mut Vec<Arc<Round>>,
    out: &mut Vec<Arc<Round>>,
) {
    collection::refresh(root, touched, standing, out);
}

const SEATS: &str = "seats";
const HAD: &str = "had";
const QUESTION: &str = "question";
const PROMPT: &str = "prompt";
const REVERSED: &str = "reversed";
const ENDED: &str = "ended";
const NO_ROUND: CommandError = CommandError::NoSuch { what: "round" };
const NO_SEAT: CommandError = CommandError::NoSuch { what: "person in this round" };
/// People in one round.
const PEOPLE: usize = 200;

pub(crate) fn plan(
    command: &RoundsCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    let find = |id: &RoundId| {
        let item = root.at(&[Round::MAP, &id.to_hex()]).ok_or(NO_ROUND)?;
        Round::read(*id, &item).ok_or(NO_ROUND)
    };
    match command {
        RoundsCommand::Begin { question, prompt, seats, reversed } => {
            limits::line(question)?;
            if !prompt.is_empty() && !is_key(prompt) {
                return Err(CommandError::Malformed { what: "prompt" });
            }
            if seats.is_empty() {
                return Err(CommandError::Empty);
            }
            limits::room(seats.len() - 1, PEOPLE)?;
            limits::room(root.items::<RoundId>(Round::MAP).len(), limits::ITEMS)?;
            let round =
                plan.item(&[Round::MAP], RoundId::from_bytes((acting.ids)()).to_hex(), acting);
            plan.set(&round, QUESTION, question.as_str());
            plan.set(&round, PROMPT, prompt.as_str());
            plan.set(&round, REVERSED, *reversed);
            let path: Vec<&str> = round.iter().map(String::as_str).collect();
            plan.map(&path, HAD);
            let places = plan.map(&path, SEATS);
            let mut last: Option<String> = None;
            let mut seated = BTreeSet::new();
            for person in seats.iter().filter(|person| seated.insert(**person)) {
                let place = order::between(last.as_deref(), None, (acting.ids)());
                plan.set(&places, &person.to_string(), place.as_str());
                last = Some(place);
            }
        }
        RoundsCommand::Had { round, person } | RoundsCommand::NotYet { round, person } => {
            let has = matches!(command, RoundsCommand::Had { .. });
            let found = find(round)?;
            let seat = found.seats.iter().find(|seat| seat.person == *person).ok_or(NO_SEAT)?;
            if seat.had == has || found.stage == Stage::Ended {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[Round::MAP, &round.to_hex(), HAD], &person.to_string(), has);
        }
        RoundsCommand::Seat { round, person } => {
            let found = find(round)?;
            if found.seats.iter().any(|seat| seat.person == *person) {
                return Err(CommandError::AlreadySo);
            }
            limits::room(found.seats.len(), PEOPLE)?;
            let path = [Round::MAP, &round.to_hex(), SEATS];
            let places = root.at(&path).ok_or(NO_ROUND)?;
            let last = places.keys().iter().filter_map(|key| places.str(key)).max();
            let place = order::between(last.as_deref(), None, (acting.ids)());
            plan.put(root, &path, &person.to_string(), place);
        }
        RoundsCommand::Unseat { round, person } => {
            if !find(round)?.seats.iter().any(|seat| seat.person == *person) {
                return Err(NO_SEAT);
            }
            let path = [Round::MAP, &round.to_hex(), SEATS];
            plan.put(root, &path, &person.to_string(), "");
        }
        RoundsCommand::End { round } => {
            if find(round)?.stage == Stage::Ended {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[Round::MAP, &round.to_hex()], ENDED, true);
        }
        RoundsCommand::TakeOut { round } => {
            plan.take_out(root, &[Round::MAP, &round.to_hex()], NO_ROUND, acting)?;
        }
        RoundsCommand::BringBack { round } => {
            plan.bring_back(root, &[Round::MAP, &round.to_hex()], NO_ROUND)?;
        }
    }
    Ok(plan)
}
