//! Destroying shared notes together, and what a few have among themselves: proposed, agreed, waited for, carried out;
//! and until which day notes are kept.

mod contents;

use crate::action::Action;
use crate::dates;
use crate::screen::ScreenCx;
use crate::screens::for_good::ForGood;
use crate::screens::{Begun, body, quiet};
use crate::texts::TextId;
use crate::words;
use contents::{Contents, Free, Row, Step, Thing};
use egui::Ui;
use horseshoe_model::RetentionCommand;
use horseshoe_node::{Command, Community, DocumentId};
use horseshoe_ui::widgets::{Button, Card, Heading, Section, TextField};
use horseshoe_ui::{Icon, space};

/// What is asked or half written.
#[derive(Debug, Default)]
pub(super) struct Erasing {
    proposing: Option<DocumentId>,
    until: Option<(String, Begun)>,
}

impl Erasing {
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        why_not: Option<&str>,
    ) {
        let contents = Contents::new(community);
        if !contents.is_empty() {
            ui.add_space(space::L);
            Section::new(cx.t("erase-title")).note(cx.t("erase-note")).show(ui, |ui| {
                self.kept_until_ui(ui, cx, community, &contents, why_not);
                for row in &contents.rows {
                    row_ui(ui, cx, community, row, why_not);
                    ui.add_space(space::S);
                }
                for (place, free) in contents.free.iter().enumerate() {
                    let label = match &free.thing {
                        Thing::Notebook { notes } => {
                            let notebook =
                                |free: &&Free| matches!(free.thing, Thing::Notebook { .. });
                            let notebooks = contents.free.iter().filter(notebook).count();
                            let about = [
                                ("number", (place + 1).into()),
                                ("count", (*notes).into()),
                                ("notebooks", notebooks.into()),
                            ];
                            cx.with("erase-propose", &about)
                        }
                        Thing::OfFew { .. } | Thing::Room => {
                            let what = what(cx, community, &free.thing);
                            cx.with("erase-propose-few", &[("what", what.into())])
                        }
                    };
                    let button = Button::plain(label).icon(Icon::Remove);
                    if ui.add(button.disabled_if(why_not)).clicked() {
                        self.proposing = Some(free.document);
                    }
                }
            });
        }
        self.propose_ui(ui, cx, community, &contents);
    }

    fn kept_until_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        match &contents.until {
            Some(until) => {
                let day = dates::day(cx.texts, &until.day);
                let about = [("day", day.as_str().into()), ("count", until.days_left.into())];
                body(ui, &cx.with("keep-until", &about));
                objections_ui(ui, cx, community, &until.objected_by);
                quiet(ui, &cx.t("keep-until-note"));
                let object = !until.objected_by.contains(&community.me);
                let label = cx.t(if object { "keep-object" } else { "keep-object-no-more" });
                if ui.add(Button::quiet(label).disabled_if(why_not)).clicked() {
                    cx.do_it(RetentionCommand::Object { until: until.day.clone(), object });
                }
            }
            None => quiet(ui, &cx.t("keep-always")),
        }
        let Some((typed, begun)) = &mut self.until else {
            let change = Button::plain(cx.t("keep-change")).icon(Icon::Calendar);
            if ui.add(change.disabled_if(why_not)).clicked() {
                self.until = Some((String::new(), Begun::default()));
            }
            ui.add_space(space::S);
            return;
        };
        let read = dates::read(typed);
        let wrong = (read.is_none() && !typed.is_empty()).then(|| cx.t("meetings-date-problem"));
        let field = TextField::new(cx.t("keep-day"))
            .placeholder(cx.t("meetings-date-example"))
            .problem(wrong)
            .width(260.0)
            .show(ui, typed);
        begun.focus(&field);
        ui.add_space(space::XS);
        let mut over = false;
        ui.horizontal_wrapped(|ui| {
            let missing = read.is_none().then(|| cx.t("meetings-date-problem"));
            if ui.add(Button::primary(cx.t("keep-do")).disabled_if(missing)).clicked() {
                cx.do_and_say(RetentionCommand::KeepUntil { until: read }, TextId("said-keep"));
                over = true;
            }
            if contents.until.is_some() && ui.add(Button::quiet(cx.t("keep-no-day"))).clicked() {
                cx.do_and_say(RetentionCommand::KeepUntil { until: None }, TextId("said-keep"));
                over = true;
            }
            over |= ui.add(Button::plain(cx.t("cancel"))).clicked();
        });
        ui.add_space(space::S);
        if over {
            self.until = None;
        }
    }

    /// What destroying means and what it cannot, before it is proposed.
    fn propose_ui(
        &mut self,
        ui: &Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
    ) {
        let free = contents.free.iter().find(|free| Some(free.document) == self.proposing);
        let what = free.map(|free| what(cx, community, &free.thing)).unwrap_or_default();
        let mut asked = free.is_some();
        let question = ForGood {
            id: "erase",
            title: cx.with("erase-question", &[("what", what.into())]),
            means: &["erase-two", "erase-wait", "erase-what", "erase-not"],
            stay: "cancel",
            go: "erase-propose-do",
        };
        let propose = question.ask(ui, cx, &mut asked);
        if let Some(free) = free.filter(|_| propose) {
            let (community, document) = (community.id, free.document);
            let command = Command::ProposeErase { community, document };
            cx.act(Action::AskAndSay { command, said: TextId("said-erase-proposed") });
        }
        if !asked {
            self.proposing = None;
        }
    }
}

fn row_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &Row,
    why_not: Option<&str>,
) {
    let waits = !matches!(row.step, Step::Destroyed { .. });
    Card::new(("erase", row.document)).chosen(waits).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let what = ("what", what(cx, community, &row.thing).into());
        match &row.step {
            Step::Proposed { agreed_by, needed, mine } => {
                let names = words::names(cx.texts, community, agreed_by);
                let about = [what, ("names", names.into())];
                let title = cx.with("erase-proposed", &about);
                ui.add(Heading::three(&title));
                let counts = [("yes", agreed_by.len().into()), ("needed", (*needed).into())];
                quiet(ui, &cx.with("erase-agreed-count", &counts));
                objections_ui(ui, cx, community, &row.objected_by);
                quiet(ui, &cx.t("erase-wait"));
                quiet(ui, &cx.t("erase-not"));
                ui.add_space(space::XS);
                ui.horizontal_wrapped(|ui| {
                    if !mine {
                        let label = cx.t("erase-agree");
                        let name = format!("{label}. {title}");
                        let agree = Button::danger(label).name(name).disabled_if(why_not);
                        if ui.add(agree).clicked() {
                            let (community, document) = (community.id, row.document);
                            cx.ask(Command::AgreeToErase { community, document });
                        }
                    }
                    // A few agree or do not: there is nothing to object to before.
                    if !matches!(row.thing, Thing::OfFew { .. }) {
                        object_ui(ui, cx, community, row, &title, why_not);
                    }
                });
            }
            Step::Agreed { hours, kept_here } => {
                let about = [what, ("hours", (*hours).into())];
                let title = if *kept_here { "erase-kept-here" } else { "erase-agreed" };
                let title = cx.with(title, &about);
                ui.add(Heading::three(&title));
                objections_ui(ui, cx, community, &row.objected_by);
                quiet(ui, &cx.t("erase-agreed-note"));
                quiet(ui, &cx.t("erase-not"));
                ui.add_space(space::XS);
                ui.horizontal_wrapped(|ui| object_ui(ui, cx, community, row, &title, why_not));
            }
            Step::Destroyed { at, for_good, confirmed, missing } => {
                let when = words::ago(cx.texts, *at, cx.now_ms);
                ui.add(Heading::three(cx.with("erase-destroyed", &[what, ("when", when.into())])));
                let counts = [
                    ("confirmed", (*confirmed).into()),
                    ("count", (confirmed + missing.len()).into()),
                ];
                body(ui, &cx.with("erase-confirmed", &counts));
                if !missing.is_empty() {
                    let missing: Vec<String> = missing
                        .iter()
                        .map(|device| {
                            let name = words::somebody(cx.texts, community, device.member);
                            let called = device.called.as_str().into();
                            cx.with("erase-device", &[("name", name.into()), ("called", called)])
                        })
                        .collect();
                    let names = [("devices", missing.join(", ").into())];
                    quiet(ui, &cx.with("erase-unconfirmed", &names));
                }
                if !for_good {
                    quiet(ui, &cx.t("erase-disk"));
                }
                quiet(ui, &cx.t("erase-not"));
            }
        }
    });
}

/// What it is, as a part of a sentence.
fn what(cx: &ScreenCx<'_>, community: &Community, thing: &Thing) -> String {
    match thing {
        Thing::Notebook { notes } => cx.with("erase-notebook", &[("count", (*notes).into())]),
        Thing::OfFew { with } if with.is_empty() => cx.t("erase-of-few-gone"),
        Thing::OfFew { with } => {
            let names = words::names(cx.texts, community, with);
            cx.with("erase-of-few", &[("names", names.into())])
        }
        Thing::Room => cx.t("erase-room"),
    }
}

fn object_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &Row,
    title: &str,
    why_not: Option<&str>,
) {
    let object = !row.objected_by.contains(&community.me);
    let label = cx.t(if object { "erase-object" } else { "erase-object-no-more" });
    let name = format!("{label}. {title}");
    if ui.add(Button::quiet(label).name(name).disabled_if(why_not)).clicked() {
        let (community, document) = (community.id, row.document);
        cx.ask(Command::ObjectToErase { community, document, object });
    }
}

fn objections_ui(
    ui: &mut Ui,
    cx: &ScreenCx<'_>,
    community: &Community,
    by: &[horseshoe_node::MemberId],
) {
    if !by.is_empty() {
        let names = words::names(cx.texts, community, by);
        body(ui, &cx.with("erase-objected", &[("names", names.into())]));
    }
}
