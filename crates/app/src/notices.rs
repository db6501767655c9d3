//! What the window tells in passing: what was done and can be undone, and what went wrong.

use crate::texts::Texts;
use crate::words;
use egui::{Context, Ui};
use horseshoe_node::{CommunityId, Problem};
use horseshoe_ui::widgets::Toasts;

/// The toasts and the newest trouble.
#[derive(Debug)]
pub(crate) struct Notices {
    toasts: Toasts<CommunityId>,
    trouble: Option<Problem>,
    /// Kinds of what went wrong, the newest last.
    kinds: Vec<&'static str>,
}

/// So many kinds are remembered for a report.
const REMEMBERED: usize = 20;

impl Notices {
    pub(crate) fn new(texts: &Texts) -> Self {
        Self { toasts: Toasts::new(texts.t("undo")), trouble: None, kinds: Vec::new() }
    }

    /// Another language from here on. What was told in passing has been told.
    pub(crate) fn speak(&mut self, texts: &Texts) {
        self.toasts = Toasts::new(texts.t("undo"));
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
        if self.kinds.len() == REMEMBERED {
            self.kinds.remove(0);
        }
        self.kinds.push(problem.kind());
        self.trouble = Some(problem);
    }

    /// Kinds of what went wrong since the window was opened, the newest last.
    pub(crate) fn kinds(&self) -> &[&'static str] {
        &self.kinds
    }

    /// Where undo was pressed, the community it was pressed for.
    pub(crate) fn toasts_ui(&mut self, ctx: &Context) -> Option<CommunityId> {
        self.toasts.show(ctx)
    }

    /// The newest trouble, on top of the screen.
    pub(crate) fn trouble_ui(&mut self, ui: &mut Ui, texts: &Texts) {
        let Some(problem) = &self.trouble else { return };
        let banner = words::problem(texts, problem).banner().action(texts.t("put-away"));
        if banner.show(ui).is_some() {
            self.trouble = None;
        }
    }
}
