//! Somebody asks to be let in: who, the words to compare, yes or not this time.

use super::contents::{Contents, RequestRow};
use crate::screen::ScreenCx;
use crate::screens::{body, carried, quiet};
use crate::words;
use egui::{Label, Ui};
use horseshoe_node::{Command, Community, ForWhom, MemberId, RequestId};
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, ListRow, Tint};
use horseshoe_ui::{Icon, Size, space, tokens};

/// Who a newcomer was before, as I am choosing it.
#[derive(Debug)]
pub(super) struct Before {
    request: RequestId,
    was: Option<MemberId>,
}

pub(super) fn request_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &RequestRow,
    contents: &Contents,
    before: &mut Option<Before>,
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
        if request.own_device {
            ui.add(Heading::two(cx.t("request-own-device")));
            body(ui, &cx.t("request-own-device-note"));
        } else {
            ui.add(Heading::two(cx.with("request-asks", &about)));
        }
        if !request.practice.is_empty() && !request.own_device {
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
            None if request.by_letter => quiet(ui, &cx.t("request-by-letter")),
            None => quiet(ui, &cx.t("request-no-words")),
        }
        ui.add_space(space::XS);
        let counts = [("yes", row.yes.into()), ("needed", request.needed.into())];
        quiet(ui, &cx.with("request-count", &counts));
        ui.add_space(space::XS);
        if !request.approved_by_me && !request.own_device && !contents.before.is_empty() {
            before_ui(ui, cx, community, row, contents, before, why_not);
        }
        ui.horizontal_wrapped(|ui| {
            if request.approved_by_me {
                let said = Badge::new(cx.t("request-said-yes")).icon(Icon::Check).tint(Tint::Go);
                ui.add(said);
                if request.by_letter {
                    let save = Button::primary(cx.t("carry-answer"))
                        .name(cx.with("carry-answer-name", &about));
                    if ui.add(save).clicked() {
                        let whom = ForWhom::Newcomer { request: request.id };
                        carried::save_for(cx, community, whom);
                    }
                } else if row.yes == 0 {
                    quiet(ui, &cx.t("request-waiting-for-them"));
                } else if row.yes < usize::from(request.needed) {
                    let waits = row.waits_for.map(|id| words::somebody(cx.texts, community, id));
                    let waits = waits.unwrap_or_else(|| cx.t("another-member"));
                    let waits = [about[0].clone(), ("other", waits.into())];
                    quiet(ui, &cx.with("request-waiting", &waits));
                }
            } else {
                let yes =
                    Button::primary(cx.t("request-yes")).name(cx.with("request-yes-name", &about));
                if ui.add(yes.disabled_if(why_not)).clicked() {
                    let was = before.take().filter(|before| before.request == request.id);
                    cx.ask(Command::Approve {
                        community: community.id,
                        request: request.id,
                        was: was.and_then(|before| before.was),
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

/// For somebody who lost all their devices: a label without power, given while letting them in.
fn before_ui(
    ui: &mut Ui,
    cx: &ScreenCx<'_>,
    community: &Community,
    row: &RequestRow,
    contents: &Contents,
    before: &mut Option<Before>,
    why_not: Option<&str>,
) {
    let request = row.request.id;
    let open = before.as_ref().is_some_and(|before| before.request == request);
    let about = [("name", row.request.name.as_str().into())];
    if !open {
        let ask =
            Button::plain(cx.t("request-before")).name(cx.with("request-before-name", &about));
        if ui.add(ask.disabled_if(why_not)).clicked() {
            *before = Some(Before { request, was: None });
        }
        return;
    }
    let Some(before) = before else { return };
    ui.add(Heading::three(cx.t("request-before-title")));
    quiet(ui, &cx.t("request-before-note"));
    let nobody = cx.t("request-before-nobody");
    let choices = contents.before.iter().map(|id| Some(*id));
    for choice in std::iter::once(None).chain(choices) {
        let title = match choice {
            Some(id) => words::somebody(cx.texts, community, id),
            None => nobody.clone(),
        };
        let chosen = before.was == choice;
        let list_row = ListRow::new(("before", request, choice), &title).chosen(chosen).choice();
        let (response, ()) = list_row.show_with(ui, |ui| {
            if chosen {
                let words = cx.t("mode-chosen");
                ui.add(Badge::new(words).icon(Icon::Check).tint(Tint::Accent));
            }
        });
        if response.clicked() {
            before.was = choice;
        }
    }
    ui.add_space(space::XS);
}
