//! Home: where we are, what is next, who is here.

mod contents;

use crate::action::{Act, Action};
use crate::screen::{Area, ScreenCx};
use crate::screens::meetings::when_words;
use crate::screens::{Side, body, columns, quiet, title_ui};
use crate::words;
use contents::Contents;
use egui::Ui;
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Banner, Button, Card, Heading, Person};
use horseshoe_ui::{Icon, Size, space, tokens};

/// Nothing is half done here.
#[derive(Debug, Default)]
pub(crate) struct HomeScreen;

/// Avatars shown before the rest is a number.
const MOST_FACES: usize = 16;

impl HomeScreen {
    #[expect(clippy::unused_self, reason = "every screen is drawn alike")]
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let today = jiff::Timestamp::from_millisecond(i64::try_from(cx.now_ms).unwrap_or_default())
            .unwrap_or_default()
            .to_zoned_datetime(jiff::tz::TimeZone::system())
            .date()
            .to_string();
        let contents = Contents::new(community, &today);
        title_ui(ui, &community.name, "", None);
        if contents.draft {
            let banner = Banner::notice(cx.t("home-draft")).action(cx.t("home-invite"));
            if banner.show(ui).is_some() {
                cx.act(Action::Act(Act::Go(Area::People)));
            }
            ui.add_space(space::M);
        }
        if ui.available_width() > 640.0 {
            columns(ui, |ui, side| match side {
                Side::Left => {
                    next_ui(ui, cx, community, &contents);
                    ui.add_space(space::M);
                    rules_ui(ui, cx, &contents);
                }
                Side::Right => {
                    who_ui(ui, cx, &contents);
                    ui.add_space(space::M);
                    for_you_ui(ui, cx, &contents);
                }
            });
        } else {
            next_ui(ui, cx, community, &contents);
            ui.add_space(space::M);
            rules_ui(ui, cx, &contents);
            ui.add_space(space::M);
            who_ui(ui, cx, &contents);
            ui.add_space(space::M);
            for_you_ui(ui, cx, &contents);
        }
    }
}

fn part(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    title: &str,
    go: (String, Area),
    inner: impl FnOnce(&mut Ui, &ScreenCx<'_>),
) {
    Card::new(title).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Heading::three(title));
        ui.add_space(space::XS);
        inner(ui, cx);
        ui.add_space(space::XS);
        if ui.add(Button::quiet(go.0)).clicked() {
            cx.act(Action::Act(Act::Go(go.1)));
        }
    });
}

fn next_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, contents: &Contents) {
    let go = (cx.t("home-to-meetings"), Area::Meetings);
    part(ui, cx, &cx.t("home-next"), go, |ui, cx| match &contents.next {
        Some(next) => {
            let ink = tokens(ui).ink.text;
            ui.label(Size::Body.strong(when_words(cx, &next.when)).color(ink));
            if !next.place.is_empty() {
                body(ui, &next.place);
            }
            if next.presenters.is_empty() {
                quiet(ui, &cx.t("home-no-presenter"));
            } else {
                let names: Vec<String> = next
                    .presenters
                    .iter()
                    .map(|id| words::member(cx.texts, community, Some(*id)))
                    .collect();
                body(ui, &cx.with("home-presenters", &[("names", names.join(", ").into())]));
            }
        }
        None => body(ui, &cx.t("home-no-meeting")),
    });
}

fn rules_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
    let go = (cx.t("home-to-groundrules"), Area::Groundrules);
    part(ui, cx, &cx.t("home-groundrules"), go, |ui, cx| {
        body(ui, &cx.with("home-rules", &[("count", contents.rules.into())]));
        if contents.clashes > 0 {
            body(ui, &cx.with("home-clashes", &[("count", contents.clashes.into())]));
        }
        match contents.confirmed_at {
            Some(at) => {
                let when = words::ago(cx.texts, at, cx.now_ms);
                quiet(ui, &cx.with("home-confirmed", &[("when", when.into())]));
            }
            None if contents.rules > 0 => quiet(ui, &cx.t("home-not-confirmed")),
            None => {}
        }
    });
}

fn who_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
    let go = (cx.t("home-to-people"), Area::People);
    part(ui, cx, &cx.t("home-who"), go, |ui, cx| {
        ui.horizontal_wrapped(|ui| {
            for member in contents.here.iter().take(MOST_FACES) {
                let name = if member.me { cx.t("you") } else { member.name.clone() };
                let colour = words::colour(member.id.as_bytes());
                ui.add(Person::new(&member.name, &name, colour));
            }
        });
        if contents.asking > 0 {
            ui.horizontal(|ui| {
                Icon::Hand.ui(ui, 18.0, tokens(ui).accent.fill);
                body(ui, &cx.with("home-asking", &[("count", contents.asking.into())]));
            });
        }
    });
}

fn for_you_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
    if contents.open_votes + contents.parked > 0 {
        let go = (cx.t("home-to-decide"), Area::Decide);
        part(ui, cx, &cx.t("area-decide"), go, |ui, cx| {
            if contents.open_votes > 0 {
                body(ui, &cx.with("home-open-votes", &[("count", contents.open_votes.into())]));
            }
            if contents.parked > 0 {
                body(ui, &cx.with("home-parked", &[("count", contents.parked.into())]));
            }
        });
        ui.add_space(space::S);
    }
    if contents.questions > 0 {
        let go = (cx.t("home-to-only-me"), Area::OnlyMe);
        part(ui, cx, &cx.t("home-for-you"), go, |ui, cx| {
            body(ui, &cx.with("home-questions", &[("count", contents.questions.into())]));
        });
    }
}
