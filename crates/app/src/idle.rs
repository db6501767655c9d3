//! Whether anybody is at the keys, and when the window locks because nobody is.

use horseshoe_node::{Guard, Now, Way};
use std::time::Duration;

/// When somebody was last here.
#[derive(Debug)]
pub(crate) struct Idle {
    last: Now,
}

/// What follows from the time that has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Idling {
    /// Look again after so long.
    Wait(Duration),
    Lock,
    /// It does not lock by itself.
    Never,
}

impl Idle {
    pub(crate) const fn new(now: Now) -> Self {
        Self { last: now }
    }

    /// Somebody is here.
    pub(crate) const fn somebody(&mut self, now: Now) {
        self.last = now;
    }

    /// A computer that slept did not count the time on one of its clocks: whichever says more is believed.
    pub(crate) fn look(&self, now: Now, guard: &Guard) -> Idling {
        let minutes = guard.lock_after_minutes.filter(|_| guard.ways.contains(&Way::Passphrase));
        let Some(minutes) = minutes else { return Idling::Never };
        let after = Duration::from_secs(60 * u64::from(minutes));
        let counted = now.running.saturating_sub(self.last.running);
        let dated = Duration::from_millis(now.unix_ms.saturating_sub(self.last.unix_ms));
        match after.checked_sub(counted.max(dated)) {
            Some(left) if !left.is_zero() => Idling::Wait(left),
            _ => Idling::Lock,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(running_secs: u64, unix_secs: u64) -> Now {
        Now { unix_ms: unix_secs * 1000, running: Duration::from_secs(running_secs) }
    }

    fn guard(minutes: Option<u32>) -> Guard {
        Guard { ways: [Way::Passphrase].into(), lock_after_minutes: minutes }
    }

    #[test]
    fn it_locks_when_nobody_was_there_for_as_long_as_was_wished() {
        let mut idle = Idle::new(at(0, 1000));
        let five = guard(Some(5));
        assert_eq!(idle.look(at(100, 1100), &five), Idling::Wait(Duration::from_secs(200)));
        idle.somebody(at(200, 1200));
        assert_eq!(idle.look(at(310, 1310), &five), Idling::Wait(Duration::from_secs(190)));
        assert_eq!(idle.look(at(500, 1500), &five), Idling::Lock);
    }

    #[test]
    fn a_computer_that_slept_locks_when_it_wakes() {
        let idle = Idle::new(at(0, 1000));
        assert_eq!(idle.look(at(1, 9000), &guard(Some(60))), Idling::Lock);
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_keep_it_open() {
        let idle = Idle::new(at(0, 9000));
        assert_eq!(idle.look(at(301, 100), &guard(Some(5))), Idling::Lock);
    }

    #[test]
    fn without_a_wish_or_a_passphrase_it_never_locks() {
        let idle = Idle::new(at(0, 0));
        assert_eq!(idle.look(at(90_000, 90_000), &guard(None)), Idling::Never);
        let open = Guard { ways: [Way::Unprotected].into(), lock_after_minutes: Some(5) };
        assert_eq!(idle.look(at(90_000, 90_000), &open), Idling::Never);
    }
}
