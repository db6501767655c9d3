//! How even the turns are in a session that goes on: for each their own share, and one word for the room. Worked out on
//! each device while somebody looks, written nowhere, and gone with the session.

use crate::person::Person;
use crate::session::SessionView;
use std::collections::BTreeMap;

/// What one person may know of the turns. Nobody else's are in it, and it is never part of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voices {
    /// How many turns were mine.
    pub mine: usize,
    /// How many there were.
    pub of: usize,
    /// None while there were too few to say.
    pub room: Option<Evenness>,
}

/// The one word for the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evenness {
    Even,
    /// So far: it says what was, and asks nothing of anybody.
    Uneven,
}

impl Voices {
    /// For `me`, in a session that is not closed. Turns are those of the speaker list and of rounds; whether somebody
    /// passed is known to nobody.
    pub fn of(session: &SessionView, me: Person) -> Option<Self> {
        if session.closed.is_some() {
            return None;
        }
        let mut turns: BTreeMap<Person, usize> =
            session.attendance.people().map(|person| (person, 0)).collect();
        let seats = session.rounds.iter().flat_map(|round| &round.seats);
        let in_rounds = seats.filter(|seat| seat.had).map(|seat| seat.person);
        for person in session.speakers.had().chain(in_rounds) {
            // Who went takes their turns with them: it is about those in the room.
            if let Some(turns) = turns.get_mut(&person) {
                *turns += 1;
            }
        }
        let of: usize = turns.values().sum();
        let people = turns.len();
        let early = people < 2 || of < 2 * people;
        Some(Self {
            mine: turns.get(&me).copied().unwrap_or_default(),
            of,
            room: (!early).then(|| evenness(turns.values().copied(), of, people)),
        })
    }
}

/// Even is when nobody has less than half, or more than twice, of what would be the same for all.
fn evenness(turns: impl Iterator<Item = usize>, of: usize, people: usize) -> Evenness {
    let even = |turns: usize| 2 * turns * people >= of && turns * people <= 2 * of;
    let mut turns = turns;
    if turns.all(even) { Evenness::Even } else { Evenness::Uneven }
}
