//! Time that only goes forward, whatever the host's clock does.

use std::time::Duration;

/// The most that may pass between two events. A longer gap is a jump of the clock, or a sleep: all timers are due.
const LONGEST_STEP: Duration = Duration::from_mins(2);

/// Adds up the steps between the host's times: backwards counts as none, far forwards as [`LONGEST_STEP`].
#[derive(Default)]
pub(crate) struct Clock {
    host: Option<Duration>,
    elapsed: Duration,
    alarm: Option<Duration>,
}

impl Clock {
    pub(crate) fn advance(&mut self, host: Duration) {
        let before = self.host.replace(host).unwrap_or(host);
        let rang = self.alarm.is_some_and(|alarm| alarm <= host);
        if rang || host < before || host.abs_diff(before) > LONGEST_STEP {
            self.alarm = None;
        }
        self.elapsed += host.saturating_sub(before).min(LONGEST_STEP);
    }

    /// Our own time, for everything inside.
    pub(crate) fn now(&self) -> Duration {
        self.elapsed
    }

    /// The host's time for an alarm at our time `due`, if the host does not know of it yet.
    pub(crate) fn alarm(&mut self, due: Option<Duration>) -> Option<Duration> {
        let due = due?;
        let host = self.host.unwrap_or_default() + due.saturating_sub(self.elapsed);
        (self.alarm != Some(host)).then(|| {
            self.alarm = Some(host);
            host
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_back_or_years_ahead_changes_only_the_pace() {
        let secs = Duration::from_secs;
        let mut clock = Clock::default();
        clock.advance(secs(400_000_000));
        clock.advance(secs(400_000_001));
        assert_eq!(clock.now(), secs(1));
        clock.advance(secs(5));
        assert_eq!(clock.now(), secs(1));
        assert_eq!(clock.alarm(Some(secs(2))), Some(secs(6)));
        assert_eq!(clock.alarm(Some(secs(2))), None);
        clock.advance(secs(900_000_000));
        assert_eq!(clock.now(), secs(121));
        assert_eq!(clock.alarm(Some(secs(2))), Some(secs(900_000_000)));
    }
}
