//! The clock of a session: one for all devices, whatever each shows on its wall. It is that of the device that began the
//! session; the others learn how far it is ahead of theirs, from it or from whoever knows, and keep going by it when its
//! device is gone. Moments in a session's document are on this clock.
//!
//! A device tells the others that it knows; whoever does not yet, or knows it otherwise from there, asks, and an answer
//! counts only when it came promptly after the question: what waited on its way, through a sleeping laptop say, shows too
//! little.

use super::signals::Signal;
use super::{Core, community::Community, document::Held};
use horseshoe_model::Kind;
use horseshoe_trust::{CommunityId, DeviceId, DocumentId};

/// How a device goes by the clock of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionClock {
    /// Milliseconds it is ahead of the clock of this device.
    pub(crate) ahead: i64,
    /// From how far away it was learned: none by the device it is the clock of.
    steps: u8,
    /// From whom; nobody, by that device.
    from: Option<DeviceId>,
}

/// A clock that is further away than this is wrong, or a lie.
const MOST_AHEAD: u64 = 24 * 60 * 60 * 1_000;

/// Clocks that are closer than this, in milliseconds, are the same.
const SAME: u64 = 1_000;

/// A question and its answer take no longer than this, in milliseconds, or it is asked anew.
const PROMPT: u64 = 2_000;

impl SessionClock {
    pub(crate) const OWN: Self = Self { ahead: 0, steps: 0, from: None };

    /// As another device shows it, that knows it from so far away; at this moment by the clock of this device. Nothing,
    /// if that cannot be.
    fn told(from: DeviceId, (now, steps): (u64, u8), unix_ms: u64) -> Option<Self> {
        let ahead = i64::try_from(now).ok()?.checked_sub_unsigned(unix_ms)?;
        let ahead = if ahead.unsigned_abs() < SAME { 0 } else { ahead };
        let steps = steps.saturating_add(1);
        (ahead.unsigned_abs() <= MOST_AHEAD).then_some(Self { ahead, steps, from: Some(from) })
    }

    /// Whoever is nearer to it knows better; and whoever told it may tell it again.
    fn takes_the_place_of(self, known: Self) -> bool {
        let again = self.from == known.from && self.steps == known.steps;
        self.steps < known.steps || (again && self.differs_from(known))
    }

    const fn differs_from(self, other: Self) -> bool {
        self.ahead.abs_diff(other.ahead) >= SAME
    }

    /// Now on this clock, by the clock of this device.
    pub(crate) const fn at(self, unix_ms: u64) -> u64 {
        unix_ms.saturating_add_signed(self.ahead)
    }

    const fn shown(self, document: DocumentId, unix_ms: u64) -> Signal {
        Signal::Clock { document, now: self.at(unix_ms), steps: self.steps }
    }
}

impl Community {
    /// Now, as the moments in this document are written.
    pub(super) fn now_in(&self, document: &DocumentId, unix_ms: u64) -> u64 {
        let held = self.documents.get(document);
        held.and_then(|held| held.clock).map_or(unix_ms, |clock| clock.at(unix_ms))
    }
}

impl Core {
    /// Tells the others how the clocks of sessions that go on show just now.
    pub(super) fn send_clocks(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        let open = community.sessions().into_iter().filter(|(_, view)| view.closed.is_none());
        let known = open.filter_map(|(document, _)| {
            Some((document, community.documents.get(&document)?.clock?))
        });
        let unix_ms = self.now.unix_ms;
        for (document, clock) in known.collect::<Vec<_>>() {
            self.signal(id, Some(document), CLOCK, &clock.shown(document, unix_ms));
        }
    }

    /// A device tells how the clock of a session shows: it can be asked.
    pub(super) fn clock_told(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        document: DocumentId,
        (now, steps): (u64, u8),
    ) {
        let at = self.now.unix_ms;
        let Some(told) = SessionClock::told(from, (now, steps), at) else { return };
        let Some(held) = self.held_session(id, document) else { return };
        if held.clock.is_none_or(|known| told.takes_the_place_of(known)) {
            self.signal_to(id, from, document, CLOCK_ASKED, &Signal::ClockAsked { document, at });
            return;
        }
        // Whoever is further away and knows it otherwise is told again, and asks.
        let nearer = held.clock.filter(|known| known.steps < steps && told.differs_from(*known));
        if let Some(known) = nearer {
            self.signal_to(id, from, document, CLOCK, &known.shown(document, at));
        }
    }

    /// A device asks how the clock of a session shows, when its own shows this.
    pub(super) fn clock_asked(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        document: DocumentId,
        at: u64,
    ) {
        let Some(clock) = self.held_session(id, document).and_then(|held| held.clock) else {
            return;
        };
        let now = clock.at(self.now.unix_ms);
        let answer = Signal::ClockAnswered { document, at, now, steps: clock.steps };
        self.signal_to(id, from, document, CLOCK_ANSWERED, &answer);
    }

    /// A device answers how the clock of a session shows; it was asked then, by the clock of this device.
    pub(super) fn clock_answered(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        document: DocumentId,
        asked: u64,
        told: (u64, u8),
    ) {
        let at = self.now.unix_ms;
        let took = at.abs_diff(asked);
        let Some(told) = SessionClock::told(from, told, at.saturating_sub(took / 2)) else {
            return;
        };
        let Some(held) = self.held_session(id, document) else { return };
        if held.clock.is_some_and(|known| !told.takes_the_place_of(known)) {
            return;
        }
        if took > PROMPT {
            self.signal_to(id, from, document, CLOCK_ASKED, &Signal::ClockAsked { document, at });
            return;
        }
        held.clock = Some(told);
        self.changed = true;
        self.send_clocks(id);
    }

    fn held_session(&mut self, id: CommunityId, document: DocumentId) -> Option<&mut Held> {
        self.held(id, document).filter(|held| held.kind == Kind::Session)
    }
}

/// One signal of a kind for each session: the latest counts.
const CLOCK: u64 = u64::MAX;
const CLOCK_ASKED: u64 = CLOCK - 1;
const CLOCK_ANSWERED: u64 = CLOCK - 2;
