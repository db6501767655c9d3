//! What the window tells in passing: what was done and can be undone, and what went wrong.

use crate::texts::Texts;
use crate::words;
use egui::{Context, Ui};
use horseshoe_node::{CommunityId, Problem};
use horseshoe_ui::widgets::{Banner, Toasts};

/// The toasts and the newest trouble.
#[derive(Debug)]
pub(crate) struct Notices {
    toasts: Toasts<CommunityId>,
    trouble: Option<Problem>,
}

impl Notices {
    pub(crate) fn new(texts: &Texts) -> Self {
        Self { toasts: Toasts::new(texts.t("undo")), trouble: None }
    }

    /// Says that something was done in a community and offers to undo it. Only the last act can be taken back,
    /// so an earlier offer goes.
    pub(crate) fn done(&mut self, text: String, community: CommunityId) {
        self.withdraw();
        self.toasts.push(text, Some(community));
    }

    /// Says something that cannot be undone.
    pub(crate) fn say(&mut self, text: String) {
        self.toasts.push(text, None);
    }

    /// Takes the offer to undo away, because something else was done or it was undone by key.
    pub(crate) fn withdraw(&mut self) {
        while self.toasts.take_last_undo().is_some() {}
    }

    /// Something asked for went wrong. Shown until it is put away or something else goes wrong.
    pub(crate) fn trouble(&mut self, problem: Problem) {
        self.trouble = Some(problem);
    }

    /// Where undo was pressed, the community it was pressed for.
    pub(crate) fn toasts_ui(&mut self, ctx: &Context) -> Option<CommunityId> {
        self.toasts.show(ctx)
    }

    /// The newest trouble, on top of the screen.
    pub(crate) fn trouble_ui(&mut self, ui: &mut Ui, texts: &Texts) {
        let Some(problem) = &self.trouble else { return };
        let words = words::problem(texts, problem);
        let mut banner = Banner::problem(words.happened).action(texts.t("put-away"));
        if let Some(can_do) = words.can_do {
            banner = banner.can_do(can_do);
        }
        if banner.show(ui).is_some() {
            self.trouble = None;
        }
    }
}
