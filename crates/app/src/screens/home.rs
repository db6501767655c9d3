//! Home: where we are, what is next and what it lacks, what came in, who is here.

mod contents;

use crate::action::{Act, Action};
use crate::dates;
use crate::screen::{Area, ScreenCx};
use crate::screens::membership::{Removals, out_ui, why_out};
use crate::screens::reminding::reminding_ui;
use crate::screens::{Side, body, columns, quiet, title_ui, why_not_write};
use crate::words;
pub(crate) use contents::area_of;
use contents::{Contents, ForMe, Missing, NextMeeting, Place};
use egui::Ui;
use horseshoe_model::ThingKind;
use horseshoe_node::{Command, Community};
use horseshoe_ui::widgets::{Badge, Banner, Button, Card, Heading, ListRow, Person, Tint};
use horseshoe_ui::{Icon, Size, space, tokens};

/// A removal I am looking at before I sign it.
#[derive(Debug, Default)]
pub(crate) struct HomeScreen {
    removals: Removals,
}

/// Avatars shown before the rest is a number.
const MOST_FACES: usize = 16;
/// Parked issues shown by name.
const MOST_ISSUES: usize = 3;

impl HomeScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let today = dates::date_of(cx.now_ms);
        let contents = Contents::new(community, &today);
        title_ui(ui, &community.name, "", None);
        place_ui(ui, cx, contents.place);
        if let Some(why) = why_out(community) {
            out_ui(ui, cx, community, &why);
        }
        let why_not = why_not_write(cx, community);
        self.removals.waiting_ui(ui, cx, community, why_not.as_deref());
        if contents.draft {
            let banner = Banner::notice(cx.t("home-draft")).action(cx.t("home-invite"));
            if banner.show(ui).is_some() {
                cx.act(Action::Act(Act::Go(Area::People)));
            }
            ui.add_space(space::M);
        }
        if let Some(reminding) = &contents.reminding {
            reminding_ui(ui, cx, community, reminding);
            ui.add_space(space::M);
        }
        if ui.available_width() > 640.0 {
            columns(ui, |ui, side| match side {
                Side::Left => {
                    next_ui(ui, cx, community, &contents);
                    away_ui(ui, cx, community, &contents);
                }
                Side::Right => {
                    rules_ui(ui, cx, &contents);
                    for_you_ui(ui, cx, &contents);
                    who_ui(ui, cx, &contents);
                }
            });
        } else {
            next_ui(ui, cx, community, &contents);
            away_ui(ui, cx, community, &contents);
            rules_ui(ui, cx, &contents);
            for_you_ui(ui, cx, &contents);
            who_ui(ui, cx, &contents);
        }
        self.removals.dialog_ui(ui, cx, community);
    }
}

/// The way a community goes, and where on it this one is.
fn place_ui(ui: &mut Ui, cx: &ScreenCx<'_>, here: Place) {
    ui.horizontal_wrapped(|ui| {
        for place in Place::ALL {
            if place != Place::ALL[0] {
                Icon::Right.ui(ui, 14.0, tokens(ui).ink.muted);
            }
            let words = cx.t(match place {
                Place::SettingUp => "place-setting-up",
                Place::CoDesign => "place-co-design",
                Place::Facilitating => "place-facilitating",
            });
            if place == here {
                let name = cx.with("place-here", &[("place", words.as_str().into())]);
                ui.add(Badge::new(words).icon(Icon::Home).tint(Tint::Accent).name(name));
            } else {
                ui.add(Badge::new(words));
            }
        }
    });
    ui.add_space(space::M);
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
    ui.add_space(space::M);
}

fn next_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, contents: &Contents) {
    let go = (cx.t("home-to-meetings"), Area::Meetings);
    part(ui, cx, &cx.t("home-next"), go, |ui, cx| match &contents.next {
        Some(next) => {
            let ink = tokens(ui).ink.text;
            ui.label(Size::Body.strong(dates::when(cx.texts, &next.when)).color(ink));
            if let Some(days) = next.in_days {
                quiet(ui, &cx.with("home-in-days", &[("count", days.into())]));
            }
            if !next.place.is_empty() {
                body(ui, &next.place);
            }
            for presenter in &next.presenters {
                let name = words::name(cx.texts, community, presenter.member);
                let line = if presenter.topic.is_empty() {
                    cx.with("home-presenter", &[("name", name.into())])
                } else {
                    let topic = presenter.topic.as_str().into();
                    cx.with("home-presenter-topic", &[("name", name.into()), ("topic", topic)])
                };
                body(ui, &line);
            }
            missing_ui(ui, cx, next);
        }
        None => body(ui, &cx.t("home-no-meeting")),
    });
}

/// What the meeting lacks: each a line with a mark, so that nothing has to be worked out from silence.
fn missing_ui(ui: &mut Ui, cx: &ScreenCx<'_>, next: &NextMeeting) {
    for missing in &next.missing {
        let words = match missing {
            Missing::Agreement => cx.t("missing-agreement"),
            Missing::OneDate => cx.t("missing-one-date"),
            Missing::Room => cx.t("missing-room"),
            Missing::Presenters(_) if next.presenters.is_empty() => cx.t("home-no-presenter"),
            Missing::Presenters(free) => {
                cx.with("missing-presenters", &[("count", (*free).into())])
            }
            Missing::OnePresenter => cx.t("missing-one-presenter"),
        };
        ui.horizontal_wrapped(|ui| {
            Icon::Unmarked.ui(ui, 16.0, tokens(ui).ink.muted);
            body(ui, &words);
        });
    }
}

/// What came in since the person last looked, with the way to each, and that their own is there as well.
fn away_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, contents: &Contents) {
    if contents.away.is_empty() {
        return;
    }
    let title = cx.t("home-away");
    Card::new("away").show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Heading::three(&title));
        ui.add_space(space::XS);
        for away in &contents.away {
            let words = counted(cx, away.kind, away.count);
            let area = cx.t(away.area.title().0);
            let name =
                cx.with("away-go", &[("what", words.as_str().into()), ("area", area.into())]);
            let row = ListRow::new(("away", away.kind), &words).icon(away.area.icon());
            if row.name(name).pressable().show(ui).clicked() {
                cx.act(Action::Act(Act::Go(away.area)));
            }
        }
        if !contents.own.is_empty() {
            let own = contents.own.iter().map(|(kind, count)| counted(cx, *kind, *count));
            let own = own.collect::<Vec<_>>().join(", ");
            quiet(ui, &cx.with("away-own", &[("what", own.into())]));
        }
        ui.add_space(space::XS);
        if ui.add(Button::quiet(cx.t("away-seen")).icon(Icon::Check)).clicked() {
            let things = community.news.from_others.keys().chain(community.news.own.keys());
            let things = things.copied().collect();
            cx.ask(Command::Seen { community: community.id, things });
        }
    });
    ui.add_space(space::M);
}

/// So many things of a kind.
fn counted(cx: &ScreenCx<'_>, kind: ThingKind, count: usize) -> String {
    let id = match kind {
        ThingKind::Groundrule => "away-groundrules",
        ThingKind::NewWords => "away-new-words",
        ThingKind::Note => "away-notes",
        ThingKind::Meeting => "away-meetings",
        ThingKind::Offer => "away-offers",
        ThingKind::Vote => "away-votes",
        ThingKind::Parked => "away-parked",
        ThingKind::LearningPoint => "away-learning",
        ThingKind::Action => "away-actions",
    };
    cx.with(id, &[("count", count.into())])
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
            for issue in contents.look_again.iter().take(MOST_ISSUES) {
                quiet(ui, &cx.with("home-look-again", &[("issue", issue.as_str().into())]));
            }
        });
    }
    let ForMe { questions, presenting, swaps } = &contents.for_me;
    if let Some(when) = presenting {
        let go = (cx.t("home-to-presenting"), Area::Meetings);
        part(ui, cx, &cx.t("home-you-present"), go, |ui, cx| {
            body(ui, &dates::when(cx.texts, when));
            if *swaps > 0 {
                body(ui, &cx.t("home-swap"));
            }
        });
    }
    if *questions > 0 {
        let go = (cx.t("home-to-only-me"), Area::OnlyMe);
        part(ui, cx, &cx.t("home-for-you"), go, |ui, cx| {
            body(ui, &cx.with("home-questions", &[("count", (*questions).into())]));
        });
    }
}
