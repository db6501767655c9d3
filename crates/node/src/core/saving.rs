//! One write at a time, in order: what is promised after it, and what happens when the disk refuses.

use crate::{Problem, Saved};
use horseshoe_store::{Batch, StoreError};
use std::time::Duration;

/// How long after a refusal the disk is asked again.
const RETRY: Duration = Duration::from_secs(2);

/// Gathers what must become durable. While one write is on its way the next gathers, so that a burst costs one commit;
/// a refused write is kept and goes first when the disk is asked again, so that nothing is ever written out of order.
#[derive(Debug)]
pub(crate) struct Saving<T> {
    next: Batch,
    promises: Vec<T>,
    on_its_way: Option<OnItsWay<T>>,
    refused: Option<Refused>,
    tickets: u64,
}

#[derive(Debug)]
struct OnItsWay<T> {
    ticket: u64,
    batch: Batch,
    promises: Vec<T>,
}

#[derive(Debug)]
struct Refused {
    problem: Problem,
    again: Duration,
}

impl<T> Default for Saving<T> {
    fn default() -> Self {
        Self {
            next: Batch::default(),
            promises: Vec::new(),
            on_its_way: None,
            refused: None,
            tickets: 0,
        }
    }
}

impl<T> Saving<T> {
    /// Where to add what must be written next.
    pub(crate) fn next(&mut self) -> &mut Batch {
        &mut self.next
    }

    /// Does `promise` once everything added so far is durable.
    pub(crate) fn then(&mut self, promise: T) {
        self.promises.push(promise);
    }

    /// The write to start now, if one is due.
    pub(crate) fn start(&mut self, now: Duration) -> Option<(u64, Batch)> {
        let idle = self.next.is_empty() && self.promises.is_empty();
        let told_to_wait = self.refused.as_ref().is_some_and(|refused| now < refused.again);
        if self.on_its_way.is_some() || idle || told_to_wait {
            return None;
        }
        self.tickets += 1;
        let batch = std::mem::take(&mut self.next);
        let promises = std::mem::take(&mut self.promises);
        self.on_its_way = Some(OnItsWay { ticket: self.tickets, batch: batch.clone(), promises });
        Some((self.tickets, batch))
    }

    /// What became of a write. Gives what was promised after it; after a refusal, nothing: it is tried again.
    pub(crate) fn ended(
        &mut self,
        ticket: u64,
        result: Result<(), StoreError>,
        now: Duration,
    ) -> Vec<T> {
        let Some(ended) = self.on_its_way.take_if(|on_its_way| on_its_way.ticket == ticket) else {
            return Vec::new();
        };
        match result {
            Ok(()) => {
                self.refused = None;
                ended.promises
            }
            Err(error) => {
                self.refused = Some(Refused { problem: Problem::from(error), again: now + RETRY });
                let since = std::mem::replace(&mut self.next, ended.batch);
                self.next.append(since);
                let since = std::mem::replace(&mut self.promises, ended.promises);
                self.promises.extend(since);
                Vec::new()
            }
        }
    }

    /// When the disk is asked again, if it refused.
    pub(crate) fn wakes_at(&self) -> Option<Duration> {
        self.refused.as_ref().map(|refused| refused.again)
    }

    /// Whether all is on the disk, for people.
    pub(crate) fn saved(&self) -> Saved {
        match &self.refused {
            Some(refused) => Saved::Failed { problem: refused.problem.clone() },
            None if self.on_its_way.is_some() || !self.next.is_empty() => Saved::Saving,
            None => Saved::All,
        }
    }

    /// Whether nothing waits and nothing is on its way.
    pub(crate) fn idle(&self) -> bool {
        self.on_its_way.is_none() && self.next.is_empty() && self.promises.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(saving: &mut Saving<&'static str>, name: &str) {
        saving.next().put_note(name, b"x".to_vec());
    }

    #[test]
    fn one_write_is_on_its_way_and_the_rest_goes_together() {
        let mut saving = Saving::default();
        note(&mut saving, "a");
        saving.then("a");
        let (first, _) = saving.start(Duration::ZERO).unwrap();
        note(&mut saving, "b");
        saving.then("b");
        note(&mut saving, "c");
        saving.then("c");
        assert!(saving.start(Duration::ZERO).is_none());
        assert_eq!(saving.ended(first, Ok(()), Duration::ZERO), ["a"]);
        let (second, _) = saving.start(Duration::ZERO).unwrap();
        assert_eq!(saving.ended(second, Ok(()), Duration::ZERO), ["b", "c"]);
        assert!(saving.idle());
    }

    #[test]
    fn a_full_disk_breaks_no_promise_and_loses_nothing() {
        let mut saving = Saving::default();
        note(&mut saving, "a");
        saving.then("a");
        let (first, _) = saving.start(Duration::ZERO).unwrap();
        note(&mut saving, "b");
        saving.then("b");
        assert!(saving.ended(first, Err(StoreError::DiskFull), Duration::ZERO).is_empty());
        assert_eq!(saving.saved(), Saved::Failed { problem: Problem::DiskFull });
        assert!(saving.start(Duration::from_secs(1)).is_none());
        let (again, _) = saving.start(Duration::from_secs(3)).unwrap();
        assert_eq!(saving.ended(again, Ok(()), Duration::from_secs(3)), ["a", "b"]);
        assert_eq!(saving.saved(), Saved::All);
    }
}
