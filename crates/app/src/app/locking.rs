//! What a window does before it is locked and after it is opened again.

use super::{App, Why};
use crate::screen::{Area, Screens};
use crate::screens::guard;
use horseshoe_node::{CommunityId, Guard, Saved};

/// What a window that is locked keeps of the one before: words that are in no field of the profile yet.
#[derive(Debug)]
pub(crate) struct HalfTyped {
    screens: Screens,
    area: Area,
    community: Option<CommunityId>,
}

impl App {
    /// Whether locking means anything here.
    pub(super) fn can_lock(&self) -> bool {
        !self.made_up && guard::Contents::new(&self.snapshot.guard).can_lock()
    }

    /// Whether everything that was written is on the disk.
    pub(crate) fn all_saved(&self) -> bool {
        self.snapshot.saved == Saved::All
    }

    /// What guards the profile.
    pub(crate) fn guard(&self) -> &Guard {
        &self.snapshot.guard
    }

    /// The passphrase was forgotten: another one can be set.
    pub(crate) fn opened_by_code(&mut self) {
        self.area = Area::Guard;
        self.notices.say(self.texts.t("locked-by-code"));
    }

    /// It could not be locked: something that was written would be lost.
    pub(crate) fn not_locked(&mut self) {
        self.notices.say(self.texts.t("lock-not-now"));
    }

    /// Ends the window and keeps what is half typed and nowhere else; nothing that opens anything.
    pub(crate) fn into_half_typed(mut self) -> HalfTyped {
        self.screens.guard.forget_secrets();
        self.screens.people.forget_paper();
        HalfTyped { screens: self.screens, area: self.area, community: self.community }
    }

    /// Goes on with it.
    pub(crate) fn go_on(&mut self, half_typed: HalfTyped) {
        let HalfTyped { screens, area, community } = half_typed;
        (self.screens, self.area, self.community) = (screens, area, community);
    }

    /// Sends what was typed, as at the end, without waiting for a backup: it goes on while the node stops.
    pub(crate) fn finish_words(&mut self) -> bool {
        self.finish()
            || self.asked.values().all(|why| matches!(why, Why::BackUp | Why::WhoWrote(_)))
    }
}
