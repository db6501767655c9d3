//! The clock of a session: one for all devices, whatever each shows on its wall. It is that of the device that began the
//! session; the others learn how far it is ahead of theirs, from it or from whoever knows, and keep going by it when its
//! device is gone. Moments in a session's document are on this clock.
//!
//! What is told may have been on its way for long, through a sleeping laptop, and clocks on walls are put right meanwhile.
//! So whoever is told something else by somebody further away tells them again, and what the same device tells again counts.

use super::signals::Signal;
use super::{Core, community::Community};
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
const MOST_AHEAD: i64 = 24 * 60 * 60 * 1_000;

/// Clocks that are closer than this, in milliseconds.
const SAME: u64 = 1_000;

impl SessionClock {
    pub(crate) const OWN: Self = Self { ahead: 0, steps: 0, from: None };

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
            let signal = Signal::Clock { document, now: clock.at(unix_ms), steps: clock.steps };
            self.signal(id, Some(document), CLOCK, &signal);
        }
    }

    /// A device tells how the clock of a session shows.
    pub(super) fn clock_told(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        document: DocumentId,
        (now, steps): (u64, u8),
    ) {
        let unix_ms = self.now.unix_ms;
        let Some(held) = self.held(id, document).filter(|held| held.kind == Kind::Session) else {
            return;
        };
        let ahead = i64::try_from(now).unwrap_or(i64::MAX).saturating_sub_unsigned(unix_ms);
        if ahead.unsigned_abs() > MOST_AHEAD.unsigned_abs() {
            return;
        }
        // What is told was on its way for a while: clocks that differ by less than a second are the same.
        let ahead = if ahead.unsigned_abs() < SAME { 0 } else { ahead };
        let told = SessionClock { ahead, steps: steps.saturating_add(1), from: Some(from) };
        match held.clock {
            Some(known) if !told.takes_the_place_of(known) => {
                if known.steps < steps && told.differs_from(known) {
                    self.send_clocks(id);
                }
            }
            _ => {
                held.clock = Some(told);
                self.changed = true;
                self.send_clocks(id);
            }
        }
    }
}

/// One signal for each session: the latest counts.
const CLOCK: u64 = u64::MAX;
