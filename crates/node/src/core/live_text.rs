//! One text somebody has open: what they typed meets what came from elsewhere, and neither waits for the other.
//!
//! The text field shows a keystroke at once and sends it here; what others write is sent there as news. Both may cross
//! on the way. Each side transforms what it receives over what it has sent and not yet seen acknowledged, so both end
//! with the same text; the version a write carries says which news its writer had seen.

use super::carets::BETWEEN_MOVES;
use horseshoe_merge::text::{Side, map_index, transform};
use horseshoe_model::text::Splice;
use std::time::Duration;

/// Typing becomes one change when it pauses this long …
pub(crate) const PAUSE: Duration = Duration::from_millis(300);
/// … and at the latest after this long.
pub(crate) const LONGEST: Duration = Duration::from_secs(1);

/// A text that is open in a text field.
#[derive(Debug, Default)]
pub(crate) struct LiveText {
    version: u64,
    /// News the writer may not have seen yet, each as it applies after the writer's own words.
    unseen: Vec<(u64, Vec<horseshoe_merge::text::Splice>)>,
    burst: Option<Burst>,
    /// The caret and the other end of the selection, in the text with everything typed. Absent without focus.
    pointed: Option<(usize, usize)>,
    /// Others are to be told where that is.
    moved: bool,
    last_told: Option<Duration>,
}

/// Words typed and not yet a change in the document.
#[derive(Debug)]
struct Burst {
    splices: Vec<Splice>,
    began: Duration,
    last: Duration,
}

impl LiveText {
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Takes in what was typed on `version` of the text.
    pub(crate) fn write(&mut self, version: u64, splices: Vec<Splice>, now: Duration) {
        self.unseen.retain(|(number, _)| *number > version);
        let mut typed: Vec<horseshoe_merge::text::Splice> =
            splices.into_iter().map(Into::into).collect();
        for (_, news) in &mut self.unseen {
            let after_news = transform(&typed, news, Side::After);
            *news = transform(news, &typed, Side::Before);
            typed = after_news;
        }
        if let Some(last) = typed.last() {
            let end = last.at + last.insert.chars().count();
            self.pointed = Some((end, end));
        }
        self.moved = true;
        let splices = typed.into_iter().map(Splice::from);
        let burst =
            self.burst.get_or_insert_with(|| Burst { splices: Vec::new(), began: now, last: now });
        burst.splices.extend(splices);
        burst.last = now;
    }

    /// Notes where the caret is in `version` of the text, and where the selection begins.
    pub(crate) fn point(&mut self, version: u64, pointed: Option<(usize, usize)>) {
        let unseen = || self.unseen.iter().filter(|(number, _)| *number > version);
        let now = |place| unseen().flat_map(|(_, news)| news).fold(place, map_index);
        let pointed = pointed.map(|(caret, anchor)| (now(caret), now(anchor)));
        self.moved |= pointed != self.pointed;
        self.pointed = pointed;
    }

    pub(crate) fn pointed(&self) -> Option<(usize, usize)> {
        self.pointed
    }

    /// When others are to be told where the caret is: at once while something is typed.
    pub(crate) fn told_at(&self) -> Option<Duration> {
        let again = self.last_told.filter(|_| self.burst.is_none());
        self.moved.then(|| again.map_or(Duration::ZERO, |last| last + BETWEEN_MOVES))
    }

    pub(crate) fn told(&mut self, now: Duration) {
        (self.moved, self.last_told) = (false, Some(now));
    }

    /// The words typed so far that are not yet a change, to show them to others on the way.
    pub(crate) fn typed(&self) -> &[Splice] {
        self.burst.as_ref().map_or(&[], |burst| &burst.splices)
    }

    /// When the typed words become a change.
    pub(crate) fn due(&self) -> Option<Duration> {
        self.burst.as_ref().map(|burst| (burst.last + PAUSE).min(burst.began + LONGEST))
    }

    /// Takes out the typed words, to make them a change.
    pub(crate) fn take(&mut self) -> Vec<Splice> {
        self.moved |= self.burst.is_some();
        self.burst.take().map(|burst| burst.splices).unwrap_or_default()
    }

    /// Notes what came from elsewhere, and gives the version the text field has with it.
    pub(crate) fn news(&mut self, splices: &[Splice]) -> u64 {
        debug_assert!(self.burst.is_none(), "typed words become a change before news is taken in");
        self.version += 1;
        for splice in splices {
            let over = splice.clone().into();
            self.pointed = self
                .pointed
                .map(|(caret, anchor)| (map_index(caret, &over), map_index(anchor, &over)));
        }
        self.unseen.push((self.version, splices.iter().cloned().map(Into::into).collect()));
        self.version
    }
}
