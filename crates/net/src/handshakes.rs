//! How many handshakes are begun: each costs a signature, and anybody who knows an address can ask for one.
//!
//! What is given for nothing is little: a few handshakes at once with whoever says to be at some address. When more are
//! under way, others first prove that they are where they say, which costs us no memory; then each address has its share.
//! Who gets none is not answered. Their program asks again by itself, and a crowd that meets is let in a moment later.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// So many a minute from one address: a whole group behind one router that meets, parts and meets again needs fewer.
const PER_MINUTE: u32 = 240;
const MINUTE: Duration = Duration::from_mins(1);
/// More addresses are not kept in mind. Whoever invents them gains nothing: at once there are only a few handshakes.
const MOST_ADDRESSES: usize = 1_024;
/// Under way at once.
const MOST: usize = 64;
const PER_ADDRESS: usize = 24;
/// Under way at once before an address has to be proven.
const UNPROVEN: usize = 8;

/// Who asks for a handshake.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking {
    /// `None` through a relay, which sees to shares itself.
    pub(crate) from: Option<IpAddr>,
    /// Whether it is certain that they are at that address.
    pub(crate) proven: bool,
}

/// What is done with who asks.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Begin, and hold this while it lasts.
    Begin(Handshake),
    ProveAddress,
    Silence,
}

/// The handshakes under way, and those of the last minute. Time comes in, from any fixed moment.
#[derive(Debug, Default)]
pub(crate) struct Handshakes(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    open: usize,
    open_from: BTreeMap<IpAddr, usize>,
    /// When the minute began, and how many since.
    minutes: BTreeMap<IpAddr, (Duration, u32)>,
}

/// One that is under way; it is over when this is dropped.
#[derive(Debug)]
pub(crate) struct Handshake {
    all: Arc<Handshakes>,
    from: Option<IpAddr>,
}

impl Handshakes {
    pub(crate) fn ask(all: &Arc<Self>, now: Duration, asking: Asking) -> Answer {
        let Asking { from, proven } = asking;
        // Whether the counts are right after a panic is not known: nobody more is let in.
        let Ok(mut counts) = all.0.lock() else { return Answer::Silence };
        if counts.open >= UNPROVEN && from.is_some() && !proven {
            return Answer::ProveAddress;
        }
        if counts.open >= MOST || !from.is_none_or(|from| counts.admit(now, from)) {
            return Answer::Silence;
        }
        counts.open += 1;
        Answer::Begin(Handshake { all: Arc::clone(all), from })
    }
}

impl Counts {
    /// Whether one more from this address may begin; counted only if so.
    fn admit(&mut self, now: Duration, from: IpAddr) -> bool {
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
        let open = self.open_from.get(&from).copied().unwrap_or(0);
        let admitted = *count < PER_MINUTE && open < PER_ADDRESS;
        if admitted {
            *count += 1;
            self.open_from.insert(from, open + 1);
        }
        admitted
    }
}

impl Drop for Handshake {
    fn drop(&mut self) {
        let Ok(mut counts) = self.all.0.lock() else { return };
        counts.open -= 1;
        let Some(from) = self.from else { return };
        if let Some(open) = counts.open_from.get_mut(&from) {
            *open -= 1;
            if *open == 0 {
                counts.open_from.remove(&from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(1);

    fn at(from: u32, proven: bool) -> Asking {
        Asking { from: Some(IpAddr::from(from.to_be_bytes())), proven }
    }

    fn begin(all: &Arc<Handshakes>, now: Duration, asking: Asking) -> Option<Handshake> {
        match Handshakes::ask(all, now, asking) {
            Answer::Begin(handshake) => Some(handshake),
            Answer::ProveAddress | Answer::Silence => None,
        }
    }

    #[test]
    fn one_address_has_its_share_a_minute_and_takes_nothing_from_others() {
        let all = Arc::new(Handshakes::default());
        let passed =
            (0..60_000).filter(|n| begin(&all, Duration::from_millis(*n), at(1, true)).is_some());
        assert_eq!(passed.count() as u32, PER_MINUTE);
        assert!(begin(&all, Duration::from_secs(59), at(2, true)).is_some());
        assert!(begin(&all, MINUTE, at(1, true)).is_some(), "a minute later");
    }

    #[test]
    fn one_address_that_never_finishes_leaves_room_for_others() {
        let all = Arc::new(Handshakes::default());
        let hanging: Vec<_> = (0..100).filter_map(|_| begin(&all, SOON, at(1, true))).collect();
        assert_eq!(hanging.len(), PER_ADDRESS);
        let room: Vec<_> = (2..20).filter_map(|from| begin(&all, SOON, at(from, true))).collect();
        assert_eq!(room.len(), 18);
        drop(hanging);
        assert!(begin(&all, SOON, at(1, true)).is_some());
    }

    #[test]
    fn whoever_says_to_be_anywhere_takes_a_few_places_and_is_asked_to_prove_it() {
        let all = Arc::new(Handshakes::default());
        let invented: Vec<_> =
            (0..100_000).filter_map(|n| begin(&all, SOON, at(n, false))).collect();
        assert_eq!(invented.len(), UNPROVEN);
        assert!(matches!(Handshakes::ask(&all, SOON, at(7, false)), Answer::ProveAddress));
        assert!(begin(&all, SOON, at(7, true)).is_some());
        let relayed = Asking { from: None, proven: false };
        assert!(begin(&all, SOON, relayed).is_some());
    }

    #[test]
    fn so_many_are_under_way_at_once_and_no_more() {
        let all = Arc::new(Handshakes::default());
        let open: Vec<_> = (0..1_000).filter_map(|n| begin(&all, SOON, at(n, true))).collect();
        assert_eq!(open.len(), MOST);
        drop(open);
        let counts = all.0.lock().unwrap();
        assert!(counts.open == 0 && counts.open_from.is_empty());
    }

    #[test]
    fn invented_addresses_take_no_more_memory_than_there_is_for_them() {
        let all = Arc::new(Handshakes::default());
        for n in 0..100_000 {
            begin(&all, SOON, at(n, true));
            let counts = all.0.lock().unwrap();
            assert!(counts.minutes.len() <= MOST_ADDRESSES && counts.open_from.is_empty());
        }
    }
}
