//! The one place that reads the clocks of the machine.

use std::time::Duration;

/// A moment, as both clocks tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970, as the machine believes. May jump; only for people to read and for expiry.
    pub unix_ms: u64,
    /// Since the node started. Never goes back; for everything that waits.
    pub running: Duration,
}

impl Now {
    /// Seconds since 1970.
    pub fn unix_secs(self) -> u64 {
        self.unix_ms / 1000
    }
}

/// Reads both clocks.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: std::time::Instant,
}

impl Clock {
    /// A clock that starts now.
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    pub fn start() -> Self {
        Self { started: std::time::Instant::now() }
    }

    /// This moment.
    #[expect(clippy::disallowed_methods, reason = "this is where the clock is read")]
    pub fn now(&self) -> Now {
        let unix = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Now {
            unix_ms: unix.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX)),
            running: self.started.elapsed(),
        }
    }

    /// The moment the given running time stands for, for timers.
    pub fn instant(&self, running: Duration) -> std::time::Instant {
        self.started + running
    }
}
