//! One prompt of the handbook at a time, for whoever facilitates and for nobody else: from where the group is on its
//! agenda, how long, and how many wait; never from what anybody says or writes.

use super::{InRoomScreen, Part};
use crate::screen::ScreenCx;
use crate::screens::{body, fold_ui, quiet};
use egui::{Id, Ui};
use horseshoe_handbook::nudges;
use horseshoe_model::PointId;
use horseshoe_node::DocumentId;
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, Scope};
use horseshoe_ui::{Icon, space};

/// What was offered in this session, on this device only; forgotten when it closes.
#[derive(Debug, Default)]
pub(super) struct Offered {
    session: Option<DocumentId>,
    /// At which point, which prompt, and whether it is still to be seen.
    at: Vec<(PointId, &'static str, bool)>,
    moves_shown: bool,
}

impl Offered {
    fn in_session(&mut self, session: DocumentId) -> &mut Self {
        if self.session != Some(session) {
            *self = Self { session: Some(session), ..Self::default() };
        }
        self
    }

    /// The prompt to show at this point, once there is one: it stays until it is put away.
    fn prompt(&mut self, point: PointId, facts: nudges::Facts<'_>) -> Option<&'static str> {
        let offered = self.at.iter().any(|(at, ..)| *at == point);
        let role_model_offered = self.at.iter().any(|(_, id, _)| *id == nudges::ROLE_MODEL);
        let facts = nudges::Facts { offered, role_model_offered, ..facts };
        if let Some(id) = nudges::offer(&facts) {
            self.at.push((point, id, true));
        }
        let shown = self.at.iter().find(|(at, _, shown)| *at == point && *shown);
        shown.map(|(_, id, _)| *id)
    }

    fn put_away(&mut self, point: PointId) {
        for (_, _, shown) in self.at.iter_mut().filter(|(at, ..)| *at == point) {
            *shown = false;
        }
    }
}

impl InRoomScreen {
    pub(super) fn nudge_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let offered = self.offered.in_session(part.contents.document);
        let Some(here) = part.contents.now.here() else { return };
        if here.thinking {
            return;
        }
        let prompt = offered.prompt(here.point, here.facts.clone());
        if let Some(prompt) = prompt.and_then(|id| cx.handbook.prompt(id)) {
            Card::new("nudge").show(ui, |ui| {
                ui.set_width(ui.available_width());
                let only_you = cx.t("nudge-only-you");
                let title = prompt.title.clone().unwrap_or_else(|| cx.t("nudge-title"));
                ui.add(Heading::three(title).of_a_part());
                ui.add(Badge::scope(Scope::OnlyYou, only_you));
                body(ui, &prompt.text);
                ui.add_space(space::XS);
                if ui.add(Button::plain(cx.t("nudge-away")).icon(Icon::Check)).clicked() {
                    offered.put_away(here.point);
                    // The card is gone, and with it the button that had the focus.
                    ui.memory_mut(|memory| memory.request_focus(Id::unique("moves")));
                }
            });
            ui.add_space(space::S);
        }
        self.cue.ui(ui, cx, part.contents.document);
        if fold_ui(ui, &mut offered.moves_shown, cx.t("moves-show"), cx.t("moves-hide")) {
            for id in nudges::MOVES {
                let Some(prompt) = cx.handbook.prompt(id) else { continue };
                quiet(ui, &prompt.text);
            }
        }
    }
}
