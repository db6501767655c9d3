//! Somebody asks to be let in: who, the words to compare, yes or not this time.

use super::contents::RequestRow;
use crate::screen::ScreenCx;
use crate::screens::{body, quiet};
use egui::{Label, Ui};
use horseshoe_node::{Command, Community};
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, Tint};
use horseshoe_ui::{Icon, Size, space, tokens};

pub(super) fn request_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &RequestRow,
    why_not: Option<&str>,
) {
    let request = &row.request;
    let name = match request.name.trim() {
        "" => cx.t("somebody"),
        name => name.to_owned(),
    };
    let about = [("name", name.as_str().into())];
    Card::new(("request", request.id)).chosen(true).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Heading::two(cx.with("request-asks", &about)));
        if !request.practice.is_empty() {
            let practice = [("practice", request.practice.as_str().into())];
            body(ui, &cx.with("request-practice", &practice));
        }
        ui.add_space(space::XS);
        match &row.words {
            Some(words) => {
                quiet(ui, &cx.t("request-words"));
                let ink = tokens(ui).ink.text;
                ui.add(Label::new(Size::Heading3.strong(words).color(ink)).wrap());
            }
            None => quiet(ui, &cx.t("request-no-words")),
        }
        ui.add_space(space::XS);
        let counts = [("yes", row.yes.into()), ("needed", request.needed.into())];
        quiet(ui, &cx.with("request-count", &counts));
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            if request.approved_by_me {
                let said = Badge::new(cx.t("request-said-yes")).icon(Icon::Check).tint(Tint::Go);
                ui.add(said);
                if row.yes == 0 {
                    quiet(ui, &cx.t("request-waiting-for-them"));
                } else if row.yes < usize::from(request.needed) {
                    quiet(ui, &cx.t("request-waiting"));
                }
            } else {
                let yes =
                    Button::primary(cx.t("request-yes")).name(cx.with("request-yes-name", &about));
                if ui.add(yes.disabled_if(why_not)).clicked() {
                    cx.ask(Command::Approve {
                        community: community.id,
                        request: request.id,
                        was: None,
                    });
                }
            }
            // As easy as the other answer, and as large.
            let no = Button::quiet(cx.t("request-no")).name(cx.with("request-no-name", &about));
            if ui.add(no.disabled_if(why_not)).clicked() {
                cx.ask(Command::Decline { community: community.id, request: request.id });
            }
        });
    });
}
