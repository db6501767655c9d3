//! The groundrules: captured fast, written together, kept with every wording they had.

mod contents;
mod rule;
pub(crate) mod sheet;

use crate::action::{Act, Action};
use crate::screen::{Area, ScreenCx};
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::handbook::link_ui;
use crate::screens::in_room::contents::under_way;
use crate::screens::in_room::new_round;
use crate::screens::volunteer::volunteer_ui;
use crate::screens::{Begun, body, fold_ui, quiet, title_ui, why_not_write};
use crate::texts::TextId;
use crate::words;
use contents::{Contents, RuleRow, ThemeRow};
use egui::{Id, Label, Ui};
use horseshoe_model::{GroundrulesCommand, RuleId, ThemeStatus, ThemesCommand};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Button, Card, EmptyState, ListRow, Scope, Section};
use horseshoe_ui::{Icon, Size, long_list, space, tokens};

/// Which rule is open, and what is half typed.
#[derive(Debug, Default)]
pub(crate) struct GroundrulesScreen {
    open: Option<RuleId>,
    rewording: Option<Rewording>,
    history_shown: bool,
    taken_out_shown: bool,
    capture: CaptureLine,
}

#[derive(Debug)]
struct Rewording {
    rule: RuleId,
    text: String,
    begun: Begun,
}

const CAPTURE: &str = "groundrule";

impl GroundrulesScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community, cx.handbook);
        let note = match &contents.confirmed {
            Some(confirmed) => {
                let who = words::member(cx.texts, community, confirmed.by);
                let when = words::ago(cx.texts, confirmed.at, cx.now_ms);
                cx.with("groundrules-confirmed", &[("when", when.into()), ("who", who.into())])
            }
            None => cx.t("groundrules-not-confirmed"),
        };
        let scope = cx.t("scope-group");
        title_ui(ui, &cx.t("area-groundrules"), &note, Some((Scope::TheGroup, &scope)));
        let why_not = why_not_write(cx, community);
        let opening = cx
            .handbook
            .prompt("groundrules-opening")
            .map(|prompt| prompt.text.clone())
            .unwrap_or_default();
        if contents.rules.is_empty() {
            let empty = EmptyState::new(Icon::Rules, cx.t("groundrules-empty")).example(&opening);
            let (start, _) = empty.action(cx.t("groundrules-start")).show(ui);
            if start.is_some_and(|start| start.clicked()) {
                self.capture.focus();
            }
        } else {
            let ink = tokens(ui).ink.text;
            ui.add(Label::new(Size::Body.strong(&opening).color(ink)).wrap());
            ui.add_space(space::S);
            Card::new("rules").show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::XS;
                let open = contents.rules.iter().position(|row| Some(row.rule.id) == self.open);
                let key = |row: &RuleRow| Id::unique(row.rule.id);
                long_list(ui, Id::unique("rules"), &contents.rules, key, open, |ui, place| {
                    self.rule_ui(ui, cx, community, &contents.rules[place], why_not.as_deref());
                });
            });
        }
        ui.add_space(space::M);
        self.capture_ui(ui, cx, &contents, why_not.as_deref());
        ui.add_space(space::L);
        if !contents.rules.is_empty() {
            check_in_ui(ui, cx, why_not.as_deref());
            volunteer_ui(ui, cx, community, None, why_not.as_deref());
        }
        round_ui(ui, cx, community, why_not.as_deref());
        self.taken_out_ui(ui, cx, community, &contents);
        if !contents.rules.is_empty() {
            ui.add_space(space::L);
            sheet::held_ui(ui, cx, community, why_not.as_deref());
        }
        themes_ui(ui, cx, &contents.themes, why_not.as_deref());
    }

    fn capture_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        contents: &Contents,
        why_not: Option<&str>,
    ) {
        let capture =
            CaptureWords::one_text("groundrules-add-label", "groundrules-add-example", "add");
        if let Some(text) = self.capture.ui(ui, cx, CAPTURE, capture, why_not) {
            let after = contents.rules.last().map(|row| row.rule.id);
            cx.do_and_say(GroundrulesCommand::Add { text, after }, TextId("said-rule-added"));
        }
        ui.horizontal_wrapped(|ui| {
            quiet(ui, &cx.t("groundrules-add-hint"));
            link_ui(ui, cx, "groundrules");
        });
    }

    fn taken_out_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        contents: &Contents,
    ) {
        if contents.taken_out.is_empty() {
            return;
        }
        let count = [("count", contents.taken_out.len().into())];
        let show = cx.with("groundrules-taken-out-show", &count);
        let hide = cx.with("groundrules-taken-out-hide", &count);
        if !fold_ui(ui, &mut self.taken_out_shown, show, hide) {
            return;
        }
        for rule in &contents.taken_out {
            let changed = rule.taken_out.as_ref().is_some_and(|out| out.changed_since);
            let note = cx.t(if changed {
                "groundrules-changed-since"
            } else {
                "groundrules-can-come-back"
            });
            let note = match &rule.last_out {
                Some(out) => {
                    let who = words::member(cx.texts, community, out.by);
                    let when = words::ago(cx.texts, out.at, cx.now_ms);
                    let about = [("who", who.into()), ("when", when.into()), ("note", note.into())];
                    cx.with("groundrules-out-by", &about)
                }
                None => note,
            };
            let name = cx
                .with("groundrules-bring-back-name", &[("rule", rule.words.text.as_str().into())]);
            let row =
                ListRow::new(("rule-out", rule.id), &rule.words.text).note(&note).struck(true);
            let (_, back) = row
                .show_with(ui, |ui| ui.add(Button::quiet(cx.t("bring-back")).name(name)).clicked());
            if back {
                cx.do_and_say(
                    GroundrulesCommand::BringBack { rule: rule.id },
                    TextId("said-rule-back"),
                );
            }
        }
    }
}

/// Are these still more or less right?
fn check_in_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, why_not: Option<&str>) {
    let question = cx
        .handbook
        .prompt("groundrules-still-right")
        .map(|prompt| prompt.text.clone())
        .unwrap_or_default();
    Card::new("check-in").show(ui, |ui| {
        ui.set_width(ui.available_width());
        body(ui, &question);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let session = String::new();
            let right = Button::primary(cx.t("still-right")).icon(Icon::Check).disabled_if(why_not);
            if ui.add(right).clicked() {
                cx.do_and_say(
                    GroundrulesCommand::StillRight { session: session.clone() },
                    TextId("said-still-right"),
                );
            }
            if ui.add(Button::quiet(cx.t("we-changed-them")).disabled_if(why_not)).clicked() {
                cx.do_and_say(GroundrulesCommand::Changed { session }, TextId("said-changed"));
            }
        });
    });
    ui.add_space(space::L);
}

/// Themes other groups considered, until this one has said what it wants with them.
fn themes_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, themes: &[ThemeRow], why_not: Option<&str>) {
    if themes.is_empty() {
        return;
    }
    Section::new(cx.t("themes-title")).note(cx.t("themes-note")).show(ui, |ui| {
        for theme in themes {
            let text = [("theme", theme.text.as_str().into())];
            let names = [cx.with("themes-add-name", &text), cx.with("themes-not-name", &text)];
            let mut row = ListRow::new(("theme", &theme.key), &theme.text);
            if let Some(note) = &theme.note {
                row = row.note(note);
            }
            let (_, (add, not_for_us)) = row.show_with(ui, |ui| {
                let [add, not] = names;
                let add = Button::quiet(cx.t("themes-add")).name(add).disabled_if(why_not);
                let add = ui.add(add).clicked();
                let not = Button::plain(cx.t("themes-not")).name(not).disabled_if(why_not);
                (add, ui.add(not).clicked())
            });
            let key = theme.key.clone();
            if add {
                cx.do_it(ThemesCommand::Set { theme: key.clone(), status: ThemeStatus::Included });
                cx.do_and_say(
                    GroundrulesCommand::Add { text: theme.text.clone(), after: None },
                    TextId("said-rule-added"),
                );
            }
            if not_for_us {
                let status = ThemeStatus::NotForUs;
                cx.do_and_say(ThemesCommand::Set { theme: key, status }, TextId("said-theme-not"));
            }
        }
    });
}

/// While a session goes on: everybody in turn, where contributions are slow to come.
fn round_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, why_not: Option<&str>) {
    const MORE: &str = "groundrules-more";
    let Some((session, _)) = under_way(community) else { return };
    if session.view.round().is_some() {
        return;
    }
    let button = Button::quiet(cx.t("groundrules-round")).icon(Icon::People);
    if ui.add(button.disabled_if(why_not)).clicked() {
        let act = new_round(community, &session.view, String::new(), MORE).into();
        let said = Some(TextId("said-round-begun"));
        cx.act(Action::DoIn { document: session.document, act, said });
        cx.act(Action::Act(Act::Go(Area::InRoom)));
    }
}
