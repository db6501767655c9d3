//! How many handshakes are begun: each costs a signature, and anybody who knows an address can ask for one.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

/// So many a minute from one address: a whole group behind one router that meets, parts and meets again needs fewer.
const PER_MINUTE: u32 = 240;
const MINUTE: Duration = Duration::from_mins(1);
/// More addresses are not kept in mind. Whoever invents them gains nothing: at once there are only a few handshakes.
const MOST_ADDRESSES: usize = 1_024;

/// Counts the handshakes of each address. Time comes in.
#[derive(Debug, Default)]
pub(crate) struct HandshakeLimit {
    /// When the minute began, and how many since.
    minutes: BTreeMap<IpAddr, (Duration, u32)>,
}

impl HandshakeLimit {
    /// Whether one more from this address may begin at `now`, which counts from any fixed moment.
    pub(crate) fn admit(&mut self, now: Duration, from: IpAddr) -> bool {
        if self.minutes.len() >= MOST_ADDRESSES && !self.minutes.contains_key(&from) {
            self.minutes.retain(|_, (since, _)| now < *since + MINUTE);
            if self.minutes.len() >= MOST_ADDRESSES {
                self.minutes.clear();
            }
        }
        let (since, count) = self.minutes.entry(from).or_insert((now, 0));
        if now >= *since + MINUTE {
            (*since, *count) = (now, 0);
        }
        *count = count.saturating_add(1);
        *count <= PER_MINUTE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_its_share_a_minute_and_takes_nothing_from_others() {
        let mut limit = HandshakeLimit::default();
        let flooding = IpAddr::from([10, 0, 0, 1]);
        let passed = (0..60_000_u64).filter(|n| limit.admit(Duration::from_millis(*n), flooding));
        assert_eq!(passed.count() as u32, PER_MINUTE);
        assert!(limit.admit(Duration::from_secs(59), IpAddr::from([10, 0, 0, 2])));
        assert!(limit.admit(MINUTE, flooding), "a minute later");
    }

    #[test]
    fn invented_addresses_take_no_more_memory_than_there_is_for_them() {
        let mut limit = HandshakeLimit::default();
        for n in 0..100_000_u32 {
            limit.admit(Duration::from_millis(1), IpAddr::from(n.to_be_bytes()));
            assert!(limit.minutes.len() <= MOST_ADDRESSES);
        }
    }
}
