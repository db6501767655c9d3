//! How long is left, and when things begin: it follows from the agenda and the moment it is.

use super::{Agenda, Point};
use crate::ids::PointId;
use std::sync::Arc;

pub(super) const MINUTE: u64 = 60_000;

impl Agenda {
    /// Milliseconds left of the point the group is at; below zero when it is over time.
    pub fn left(&self, now: u64) -> Option<i64> {
        let point = self.current()?;
        let spent = i64::try_from(self.spent(point, now)).unwrap_or(i64::MAX);
        Some(point.length().cast_signed().saturating_sub(spent))
    }

    /// When all will be over, if every later point takes its time. `None` before the beginning and after the end.
    pub fn finish(&self, now: u64) -> Option<u64> {
        let here = now.saturating_add(self.left(now)?.max(0) as u64);
        let later = self.later().filter(|point| !point.skipped).map(Point::length);
        Some(later.fold(here, u64::saturating_add))
    }

    /// When a later point will begin, if those before it take their time.
    pub fn begins(&self, id: PointId, now: u64) -> Option<u64> {
        let mut begins = now.saturating_add(self.left(now)?.max(0) as u64);
        for point in self.later() {
            if point.id == id {
                return Some(begins);
            }
            begins = begins.saturating_add(if point.skipped { 0 } else { point.length() });
        }
        None
    }

    /// Minutes from the beginning at which each point is planned to start.
    pub fn starts(&self) -> Vec<u32> {
        let mut elapsed: u32 = 0;
        let start = |point: &Arc<Point>| {
            let length = if point.skipped { 0 } else { point.minutes.value };
            let start = elapsed;
            elapsed = elapsed.saturating_add(length);
            start
        };
        self.points.iter().map(start).collect()
    }

    /// Minutes of the whole, as planned.
    pub fn minutes(&self) -> u32 {
        let had = self.points.iter().filter(|point| !point.skipped);
        had.map(|point| point.minutes.value).fold(0, u32::saturating_add)
    }

    /// Milliseconds the group was at a point until now, without what the clock stood.
    pub(super) fn spent(&self, point: &Point, now: u64) -> u64 {
        let upto = self.paused.map_or(now, |paused| paused.min(now));
        point.spent.saturating_add(point.runs.map_or(0, |runs| upto.saturating_sub(runs)))
    }
}

impl Point {
    /// In milliseconds.
    pub(super) fn length(&self) -> u64 {
        u64::from(self.minutes.value) * MINUTE
    }
}
