//! `Sync::handle`: the whole of it, one community on one device.

use std::time::Duration;

use horseshoe_trust::{CommunityId, DeviceId};

use crate::{Effect, Event};

/// Every limit and interval in one place. The defaults are what devices use; tests shorten some.
#[derive(Clone, Debug)]
pub struct Config {
    /// At most one digest per peer in this time, after changes.
    pub digest_every: Duration,
    /// The same, towards a peer who got everything straight from its writers lately.
    pub digest_when_whole: Duration,
    /// Bytes of entries in one chunk of catching up. Less than a frame.
    pub chunk_bytes: usize,
    /// How long a missing ancestor may be on its way before it is asked for.
    pub want_after: Duration,
    /// No progress from a peer in this time: another one is asked.
    pub stalled_after: Duration,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            digest_every: Duration::from_secs(1),
            digest_when_whole: Duration::from_secs(5),
            chunk_bytes: 256 * 1024,
            want_after: Duration::from_millis(400),
            stalled_after: Duration::from_secs(10),
        }
    }
}

/// How one device and its peers come to hold the same, for one community.
pub struct Sync {
    me: DeviceId,
    community: CommunityId,
    config: Config,
}

impl Sync {
    pub fn new(me: DeviceId, community: CommunityId, config: Config) -> Self {
        Self { me, community, config }
    }

    /// Takes in one event and says what to do. `now` is the time since any fixed moment; should it jump, nothing
    /// but the pace suffers.
    pub fn handle(&mut self, now: Duration, event: Event) -> Vec<Effect> {
        let (_, _, _) = (now, event, (self.me, self.community, &self.config));
        Vec::new()
    }
}
