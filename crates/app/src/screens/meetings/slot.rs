//! A place for a presenter: I'd like to, the group picks, two change places.

use super::contents::{OfferRow, SlotRow, SlotState, SwapRow};
use super::{MeetingsScreen, Offering, briefing};
use crate::action::Action;
use crate::files::{ForWhat, What};
use crate::screen::ScreenCx;
use crate::screens::{Begun, new_mark, quiet};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::{MemberId, Presentation, PresentationKind, PresentersCommand};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Banner, Button, ListRow, TextField};
use horseshoe_ui::{Icon, space};

impl MeetingsScreen {
    pub(super) fn slot_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &SlotRow,
        why_not: Option<&str>,
    ) {
        let name = |id: MemberId| words::name(cx.texts, community, id);
        let number = [("number", row.number.into())];
        match &row.state {
            SlotState::Free => {
                let title = cx.with("slot-free", &number);
                let list_row = ListRow::new(("slot", row.slot), &title).icon(Icon::Person);
                list_row.show_with(ui, |ui| {
                    if !self.is_offering(row) {
                        self.offer_button_ui(ui, cx, row, why_not);
                    }
                });
                return self.offering_ui(ui, cx, row);
            }
            SlotState::Picked(presenter) => {
                let title = name(*presenter);
                let place = if row.topic.is_empty() {
                    cx.with("slot-presents", &number)
                } else {
                    let topic = row.topic.as_str().into();
                    cx.with(
                        "slot-presents-topic",
                        &[("number", row.number.into()), ("topic", topic)],
                    )
                };
                let list_row = ListRow::new(("slot", row.slot), &title).note(&place).person(
                    words::face(community, *presenter),
                    words::colour(presenter.as_bytes()),
                );
                let (_, free) = list_row.show_with(ui, |ui| {
                    let free = cx.with("slot-unpick-name", &number);
                    ui.add(Button::plain(cx.t("slot-unpick")).name(free).disabled_if(why_not))
                        .clicked()
                });
                if free {
                    cx.do_it(PresentersCommand::Unpick { slot: row.slot });
                }
                ui.horizontal_wrapped(|ui| {
                    briefing::copy_ui(ui, cx, community, row.slot, &title);
                    slides_ui(ui, cx, row, why_not);
                    swaps_ui(ui, cx, community, row, why_not);
                });
                return;
            }
            SlotState::Offered(offers) => {
                let title = match offers.len() {
                    1 => cx.with("slot-one-offer", &number),
                    _ => cx.with("slot-offers", &number),
                };
                quiet(ui, &title);
                offers_ui(ui, cx, community, offers, why_not);
            }
            SlotState::PickedTwice(offers) => {
                quiet(ui, &cx.with("slot-picked-twice", &number));
                offers_ui(ui, cx, community, offers, why_not);
            }
        }
        self.offer_ui(ui, cx, row, why_not);
    }

    /// I'd like to, with a line about what.
    fn offer_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        row: &SlotRow,
        why_not: Option<&str>,
    ) {
        let number = [("number", row.number.into())];
        if let Some(offer) = row.mine {
            let name = cx.with("offer-withdraw-name", &number);
            if ui
                .add(Button::plain(cx.t("offer-withdraw")).name(name).disabled_if(why_not))
                .clicked()
            {
                cx.do_and_say(PresentersCommand::Withdraw { offer }, TextId("said-withdrawn"));
            }
            return;
        }
        if self.is_offering(row) {
            self.offering_ui(ui, cx, row);
        } else {
            self.offer_button_ui(ui, cx, row, why_not);
        }
    }

    fn is_offering(&self, row: &SlotRow) -> bool {
        self.offering.as_ref().is_some_and(|offering| offering.slot == row.slot)
    }

    fn offer_button_ui(
        &mut self,
        ui: &mut Ui,
        cx: &ScreenCx<'_>,
        row: &SlotRow,
        why_not: Option<&str>,
    ) {
        let name = cx.with("offer-name", &[("number", row.number.into())]);
        let offer = Button::quiet(cx.t("offer")).name(name).icon(Icon::Hand);
        if ui.add(offer.disabled_if(why_not)).clicked() {
            self.offering =
                Some(Offering { slot: row.slot, topic: String::new(), begun: Begun::default() });
        }
    }

    /// What I would present, in a line.
    fn offering_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, row: &SlotRow) {
        let Some(offering) = self.offering.as_mut().filter(|one| one.slot == row.slot) else {
            return;
        };
        let field = TextField::new(cx.t("offer-topic"))
            .placeholder(cx.t("offer-topic-example"))
            .limit(200)
            .show(ui, &mut offering.topic);
        offering.begun.focus(&field);
        let topic = offering.topic.trim().to_owned();
        let mut over = false;
        ui.horizontal(|ui| {
            for (label, kind) in [
                ("offer-case", PresentationKind::CaseStudy),
                ("offer-theme", PresentationKind::Theme),
            ] {
                if ui.add(Button::quiet(cx.texts.t(label))).clicked() {
                    let presentation = Presentation { kind, topic: topic.clone(), slides: None };
                    let command =
                        PresentersCommand::Offer { slot: row.slot, presentation, member: None };
                    cx.do_and_say(command, TextId("said-offered"));
                    over = true;
                }
            }
            over |= ui.add(Button::plain(cx.t("cancel"))).clicked();
        });
        if over {
            self.offering = None;
        }
    }
}

/// My slides, where I present: for the flipchart, and for everybody to see.
fn slides_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, row: &SlotRow, why_not: Option<&str>) {
    let Some(presentation) = &row.my_presentation else { return };
    let (slot, number) = (row.slot, [("number", row.number.into())]);
    let label = if presentation.slides.is_none() { "slot-slides" } else { "slot-slides-other" };
    let add = Button::plain(cx.t(label)).name(cx.with("slot-slides-name", &number));
    if ui.add(add.icon(Icon::Flipchart).disabled_if(why_not)).clicked() {
        let what = ForWhat::Slot { slot, presentation: presentation.clone() };
        cx.act(Action::Place(What::OpenSlides(what)));
    }
    let Some(slides) = presentation.slides else { return };
    quiet(ui, &cx.with("pictures-pages", &[("count", slides.pages.into())]));
    let none = Button::plain(cx.t("slot-slides-none"));
    let none = none.name(cx.with("slot-slides-none-name", &number));
    if ui.add(none.disabled_if(why_not)).clicked() {
        let presentation = Presentation { slides: None, ..presentation.clone() };
        let command = PresentersCommand::SetPresentation { slot, presentation };
        cx.do_and_say(command, TextId("said-pictures-out"));
    }
}

/// With whom I could change places, where this one is mine.
fn swaps_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &SlotRow,
    why_not: Option<&str>,
) {
    for (with, other) in &row.swap_with {
        let other = words::member(cx.texts, community, Some(*other));
        let ask = cx.with("swap-propose", &[("name", other.into())]);
        if ui.add(Button::plain(ask).disabled_if(why_not)).clicked() {
            let command = PresentersCommand::ProposeSwap { slot: row.slot, with: *with };
            cx.do_and_say(command, TextId("said-swap-proposed"));
        }
    }
}

fn offers_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    offers: &[OfferRow],
    why_not: Option<&str>,
) {
    for offer in offers {
        let title = words::name(cx.texts, community, offer.member);
        let mut row = ListRow::new(("offer", offer.offer), &title)
            .person(words::face(community, offer.member), words::colour(offer.member.as_bytes()));
        if !offer.topic.is_empty() {
            row = row.note(&offer.topic);
        }
        let (_, pick) = row.show_with(ui, |ui| {
            let name = cx.with("pick-name", &[("name", title.as_str().into())]);
            let pick = ui.add(Button::quiet(cx.t("pick")).name(name).disabled_if(why_not));
            new_mark(ui, cx, offer.offer);
            pick.clicked()
        });
        if pick {
            cx.do_and_say(PresentersCommand::Pick { offer: offer.offer }, TextId("said-picked"));
        }
    }
}

/// A proposal to change places, until it is agreed or withdrawn.
pub(super) fn swap_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, row: &SwapRow) {
    let presenter = words::member(cx.texts, community, Some(row.swap.presenter));
    let other = words::member(cx.texts, community, Some(row.swap.other));
    let question = cx.with(
        "swap-question",
        &[("presenter", presenter.into()), ("other", other.as_str().into())],
    );
    let agree = if row.mine_to_agree {
        cx.t("swap-agree")
    } else {
        cx.with("swap-said-aloud", &[("name", other.into())])
    };
    let pressed = Banner::notice(question).action(agree).action(cx.t("swap-withdraw")).show(ui);
    let swap = row.swap.id;
    match pressed {
        Some(0) => cx.do_and_say(
            PresentersCommand::AgreeSwap { swap, said_aloud: !row.mine_to_agree },
            TextId("said-swapped"),
        ),
        Some(_) => cx.do_it(PresentersCommand::WithdrawSwap { swap }),
        None => {}
    }
    ui.add_space(space::M);
}
