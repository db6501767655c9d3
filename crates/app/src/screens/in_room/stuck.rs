//! When a group cannot agree, or one or two do all the talking: the four ways of the handbook, in its order. They are here
//! for whoever asks; nothing suggests them.

use super::{InRoomScreen, Part};
use crate::action::{Act, Action};
use crate::screen::{Area, ScreenCx};
use crate::screens::small;
use egui::Ui;
use horseshoe_model::{Activity, AgendaCommand};
use horseshoe_ui::space;
use horseshoe_ui::widgets::{Button, Card, Heading};

impl InRoomScreen {
    pub(super) fn stuck_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let Some(here) = part.contents.now.here() else { return };
        if !self.stuck {
            return;
        }
        Card::new("stuck").show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::three(cx.t("stuck")).of_a_part());
            if let Some(prompt) = cx.handbook.prompt("what-else") {
                small(ui, &prompt.text);
            }
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::quiet(cx.t("stuck-pairs")).disabled_if(part.why_not)).clicked() {
                    let (point, activity) = (here.point, Activity::Pairs);
                    part.do_it(cx, AgendaCommand::Do { point, activity });
                }
                if ui.add(Button::quiet(cx.t("stuck-vote"))).clicked() {
                    cx.act(Action::Act(Act::Go(Area::Decide)));
                }
                if ui.add(Button::quiet(cx.t("stuck-park")).disabled_if(part.why_not)).clicked() {
                    self.park(part);
                }
                if ui.add(Button::plain(cx.t("stuck-away"))).clicked() {
                    self.stuck = false;
                }
            });
        });
        ui.add_space(space::S);
    }
}
