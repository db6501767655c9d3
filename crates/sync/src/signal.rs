//! Fleeting things on their way to one peer: few, small, the newest of a kind only.

use std::collections::VecDeque;
use std::time::Duration;

use horseshoe_trust::DocumentId;

/// How many different ones wait for one peer. When full, the one that waits longest makes room.
const MOST: usize = 64;
/// They leave together, this often.
const EVERY: Duration = Duration::from_millis(50);

/// What tells one kind of signal from another.
pub(crate) type Key = (Option<DocumentId>, u64);

#[derive(Default)]
pub(crate) struct Signals {
    waiting: VecDeque<(Key, Vec<u8>)>,
    left_at: Option<Duration>,
}

impl Signals {
    pub(crate) fn put(&mut self, key: Key, bytes: Vec<u8>) {
        if let Some(slot) = self.waiting.iter_mut().find(|(other, _)| *other == key) {
            slot.1 = bytes;
            return;
        }
        if self.waiting.len() == MOST {
            self.waiting.pop_front();
        }
        self.waiting.push_back((key, bytes));
    }

    /// When the next ones leave: at once after a pause.
    pub(crate) fn due(&self) -> Option<Duration> {
        let next = self.left_at.map_or(Duration::ZERO, |left_at| left_at + EVERY);
        (!self.waiting.is_empty()).then_some(next)
    }

    pub(crate) fn take_due(&mut self, now: Duration) -> VecDeque<(Key, Vec<u8>)> {
        if self.due().is_none_or(|due| due > now) {
            return VecDeque::new();
        }
        self.left_at = Some(now);
        std::mem::take(&mut self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_a_key_is_what_leaves_and_not_more_often_than_every_fifty_milliseconds() {
        let ms = Duration::from_millis;
        let mut signals = Signals::default();
        signals.put((None, 1), vec![1]);
        assert_eq!(signals.take_due(ms(0)).len(), 1);
        for byte in 2..9 {
            signals.put((None, 1), vec![byte]);
        }
        assert_eq!(signals.due(), Some(ms(50)));
        assert!(signals.take_due(ms(49)).is_empty());
        assert_eq!(signals.take_due(ms(50)), [((None, 1), vec![8])]);
        assert_eq!(signals.due(), None);
    }

    #[test]
    fn a_full_queue_drops_what_waits_longest() {
        let mut signals = Signals::default();
        for key in 0..70 {
            signals.put((None, key), vec![]);
        }
        let left = signals.take_due(Duration::ZERO);
        assert_eq!(left.len(), MOST);
        assert_eq!(left.front().unwrap().0.1, 6);
        assert_eq!(left.back().unwrap().0.1, 69);
    }
}
