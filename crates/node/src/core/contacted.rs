//! What this device has ever contacted, for people to read, until they have it forgotten. Kept sealed like everything.

use super::Core;
use crate::{Contacted, ContactedKind, Reply};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// More different contacts than this are not kept; those longest not contacted go first.
const MOST: usize = 200;
/// A contact that was there before is written again only after this long, or at the end: it is dialed often.
const WRITE_AFTER_MS: u64 = 60 * 60 * 1000;
const KEPT_VERSION: u8 = 1;

/// Something that can be contacted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) kind: ContactedKind,
    pub(crate) address: String,
}

/// When, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Times {
    first: u64,
    last: u64,
    count: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Contacts {
    all: BTreeMap<Contact, Times>,
    /// When what has changed since was last written; `None` if nothing has.
    unwritten_since: Option<u64>,
}

impl Contacts {
    /// The name it has in the store.
    pub(crate) const NOTE: &'static str = "contacted";

    /// What cannot be read is not shown; it is no reason not to start.
    pub(crate) fn from_kept(bytes: &[u8]) -> Self {
        let kept: Option<(u8, BTreeMap<Contact, Times>)> = postcard::from_bytes(bytes).ok();
        let kept = kept.filter(|(version, _)| *version == KEPT_VERSION);
        let all = kept.map(|(_, all)| all).unwrap_or_default();
        Self { all, unwritten_since: None }
    }

    fn to_kept(&self) -> Vec<u8> {
        postcard::to_stdvec(&(KEPT_VERSION, &self.all)).expect("plain data can be written")
    }

    /// Says whether it should be written now.
    fn note(&mut self, what: Contact, times: u64, now_ms: u64) -> bool {
        let fresh = !self.all.contains_key(&what);
        let known = self.all.entry(what).or_insert(Times { first: now_ms, last: now_ms, count: 0 });
        // Clocks may be set back.
        known.last = known.last.max(now_ms);
        known.count = known.count.saturating_add(times);
        while self.all.len() > MOST {
            let Some(oldest) = self.all.iter().min_by_key(|(_, times)| times.last) else { break };
            let oldest = oldest.0.clone();
            self.all.remove(&oldest);
        }
        let since = *self.unwritten_since.get_or_insert(now_ms);
        fresh || now_ms.saturating_sub(since) >= WRITE_AFTER_MS
    }

    /// The latest first.
    pub(crate) fn seen(&self) -> Vec<Contacted> {
        let mut seen: Vec<Contacted> = self
            .all
            .iter()
            .map(|(what, times)| Contacted {
                address: what.address.clone(),
                what: what.kind,
                first: times.first,
                last: times.last,
                times: times.count,
            })
            .collect();
        seen.sort_by_key(|one| std::cmp::Reverse(one.last));
        seen
    }
}

impl Core {
    pub(super) fn contacted(&mut self, what: Contact, times: u64) {
        self.changed = true;
        if self.contacts.note(what, times, self.now.unix_ms) {
            self.keep_contacted();
        }
    }

    /// Writes what changed since it was last written.
    pub(super) fn keep_contacted(&mut self) {
        if self.contacts.unwritten_since.take().is_some() {
            self.saving.next().put_note(Contacts::NOTE, self.contacts.to_kept());
        }
    }

    pub(super) fn forget_contacted(&mut self, number: u64) {
        self.contacts = Contacts::default();
        self.changed = true;
        self.saving.next().delete_note(Contacts::NOTE);
        self.answer_when_saved(number, Reply::Done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(number: usize) -> Contact {
        let address = format!("192.0.2.{}:4000", number % 250);
        let kind =
            if number < 250 { ContactedKind::DeviceNearby } else { ContactedKind::DeviceBeyond };
        Contact { kind, address }
    }

    #[test]
    fn first_and_last_time_and_how_often_are_kept() {
        let mut contacts = Contacts::default();
        assert!(contacts.note(device(1), 1, 1_000), "what is new is written at once");
        assert!(!contacts.note(device(1), 2, 2_000), "what is known can wait");
        assert!(contacts.note(device(1), 1, 1_000 + WRITE_AFTER_MS), "but not for ever");
        let again = Contacts::from_kept(&contacts.to_kept()).seen();
        assert_eq!(again, contacts.seen());
        assert_eq!((again[0].first, again[0].times), (1_000, 4));
        assert_eq!(again[0].last, 1_000 + WRITE_AFTER_MS);
    }

    #[test]
    fn the_list_is_bounded_and_the_oldest_go() {
        let mut contacts = Contacts::default();
        for number in 0..MOST + 50 {
            contacts.note(device(number), 1, number as u64);
        }
        let seen = contacts.seen();
        assert_eq!(seen.len(), MOST);
        assert_eq!(seen.last().unwrap().last, 50);
        assert!(Contacts::from_kept(b"something else").seen().is_empty());
    }
}
