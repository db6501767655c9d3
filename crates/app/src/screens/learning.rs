//! What the group keeps of what it learns, whom it would tell of it, and who will do what.

pub(crate) mod contents;
pub(crate) mod keeping;
mod point;
mod reporting;
pub(crate) mod to_do;

use crate::screen::ScreenCx;
use crate::screens::{title_ui, why_not_write};
use egui::Ui;
use horseshoe_node::Community;
use horseshoe_ui::space;
use horseshoe_ui::widgets::Scope;
use keeping::Keeping;
use to_do::ToDo;

/// What is open and half typed.
#[derive(Debug, Default)]
pub(crate) struct LearningScreen {
    keeping: Keeping,
    to_do: ToDo,
}

impl LearningScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let scope = cx.t("scope-group");
        title_ui(
            ui,
            &cx.t("area-learning"),
            &cx.t("learning-note"),
            Some((Scope::TheGroup, &scope)),
        );
        let why_not = why_not_write(cx, community);
        self.keeping.ui(ui, cx, community, None, why_not.as_deref());
        ui.add_space(space::L);
        self.to_do.ui(ui, cx, community, None, why_not.as_deref());
    }
}
