//! One groundrule: a quiet row; opened, a text to write in together with everything that can be done with it.

use super::contents::{RuleRow, What, history};
use super::{GroundrulesScreen, Rewording};
use crate::flipchart::Leaf;
use crate::screen::ScreenCx;
use crate::screens::in_room::contents::under_way;
use crate::screens::{
    Begun, Writing, body, focus_row, live_ui, new_mark, project, quiet, saved_here_mark, spread_ui,
    who_wrote_ui, writing_names,
};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::{GroundrulesCommand, RuleId};
use horseshoe_node::Community;
use horseshoe_ui::live_text::Wish;
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, IconButton, ListRow, TextField, Tint};
use horseshoe_ui::{Icon, space};

impl GroundrulesScreen {
    pub(super) fn rule_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &RuleRow,
        why_not: Option<&str>,
    ) {
        if self.open == Some(row.rule.id) && why_not.is_none() {
            self.open_rule_ui(ui, cx, community, row);
        } else {
            self.closed_rule_ui(ui, cx, community, row, why_not);
        }
        if !row.rule.clash.is_empty() {
            clash_ui(ui, cx, community, row, why_not);
        }
    }

    fn closed_rule_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &RuleRow,
        why_not: Option<&str>,
    ) {
        let rule = &row.rule;
        let number = [("number", row.number.into()), ("rule", rule.words.text.as_str().into())];
        let writing = writing_names(cx, community, &rule.words.object);
        let name = cx.with("groundrules-rule-name", &number);
        let list_row = ListRow::new(("rule", rule.id), &rule.words.text)
            .number(row.number)
            .pressable()
            .name(name);
        let (response, ()) = list_row.show_with(ui, |ui| {
            new_mark(ui, cx, rule.id);
            new_mark(ui, cx, rule.wording);
            let document = community.community_document;
            saved_here_mark(ui, cx, document, &rule.words.object, rule.worded_at);
            for name in writing {
                let words = cx.with("is-writing", &[("name", name.into())]);
                ui.add(Badge::new(words).icon(Icon::Edit).tint(Tint::Accent));
            }
            let edit = IconButton::new(Icon::Edit, cx.with("groundrules-edit-name", &number))
                .disabled_if(why_not);
            if ui.add(edit).clicked() {
                self.open = Some(rule.id);
            }
        });
        if response.clicked() {
            self.open = Some(rule.id);
        }
        if self.open == Some(rule.id) {
            self.history_shown = false;
            self.rewording = None;
        }
    }

    fn open_rule_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &RuleRow,
    ) {
        let rule = &row.rule;
        Card::new(("rule", rule.id)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let label = cx.with("groundrules-rule-label", &[("number", row.number.into())]);
            let document = community.community_document;
            let writing = Writing {
                community,
                document,
                words: &rule.words,
                label: &label,
                rows: 2,
                focus: true,
                part: None,
            };
            let wish = live_ui(ui, cx, &writing).wish;
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::primary(cx.t("done"))).clicked() || wish == Some(Wish::Done) {
                    self.open = None;
                    focus_row(ui, ("rule", rule.id));
                }
                let (up, down) = (cx.t("move-up"), cx.t("move-down"));
                let first = row.up.is_none().then(|| cx.t("already-first"));
                let last = row.down.is_none().then(|| cx.t("already-last"));
                if ui.add(IconButton::new(Icon::Up, up).framed().disabled_if(first)).clicked()
                    && let Some(up) = row.up.clone()
                {
                    cx.do_it(up);
                }
                if ui.add(IconButton::new(Icon::Down, down).framed().disabled_if(last)).clicked()
                    && let Some(down) = row.down.clone()
                {
                    cx.do_it(down);
                }
                if ui.add(Button::quiet(cx.t("new-words"))).clicked() {
                    self.rewording = Some(Rewording {
                        rule: rule.id,
                        text: rule.words.text.clone(),
                        begun: Begun::default(),
                    });
                }
                project_ui(ui, cx, community, rule.id);
                let history = if self.history_shown { "history-hide" } else { "history-show" };
                if ui.add(Button::plain(cx.t(history)).icon(Icon::Clock)).clicked() {
                    self.history_shown = !self.history_shown;
                }
                if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                    cx.do_and_say(
                        GroundrulesCommand::TakeOut { rule: rule.id },
                        TextId("said-rule-out"),
                    );
                    self.open = None;
                }
            });
            self.rewording_ui(ui, cx, row);
            who_wrote_ui(ui, cx, community, document, &[&rule.words]);
            spread_ui(ui, cx, community, document, &[&rule.words]);
            if self.history_shown {
                history_ui(ui, cx, community, row);
            }
        });
    }

    /// New words for a rule: the earlier ones stay in its history.
    fn rewording_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, row: &RuleRow) {
        let Some(rewording) = self.rewording.as_mut().filter(|one| one.rule == row.rule.id) else {
            return;
        };
        let rule = rewording.rule;
        ui.add_space(space::S);
        let field = TextField::new(cx.t("new-words-label"))
            .hint(cx.t("new-words-hint"))
            .rows(2)
            .limit(2000)
            .show(ui, &mut rewording.text);
        rewording.begun.focus(&field);
        let text = rewording.text.trim().to_owned();
        let mut over = false;
        ui.horizontal(|ui| {
            let same =
                (text.is_empty() || text == row.rule.words.text).then(|| cx.t("new-words-same"));
            if ui.add(Button::primary(cx.t("save")).disabled_if(same)).clicked() {
                cx.do_and_say(GroundrulesCommand::Reword { rule, text }, TextId("said-reworded"));
                over = true;
            }
            over |= ui.add(Button::plain(cx.t("cancel"))).clicked();
        });
        if over {
            self.rewording = None;
        }
    }
}

/// Every wording the rule had and what became of it, the latest first.
fn history_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, row: &RuleRow) {
    ui.add_space(space::S);
    ui.add(Heading::three(cx.t("history-title")));
    for past in history(&row.rule) {
        let who = words::member(cx.texts, community, past.by);
        let when = words::ago(cx.texts, past.at, cx.now_ms);
        let about = [("who", who.into()), ("when", when.into())];
        match past.what {
            What::Now { text } => {
                let note = cx.with("history-now", &about);
                ListRow::new(("wording-now", row.rule.id), &text).note(&note).show(ui);
            }
            What::Worded { wording, text, first } => {
                let note = cx.with(if first { "history-added" } else { "written-by" }, &about);
                let name = cx.with("restore-name", &[("words", text.as_str().into())]);
                let list_row = ListRow::new(("wording", wording), &text).note(&note);
                let (_, restore) = list_row.show_with(ui, |ui| {
                    ui.add(Button::quiet(cx.t("restore")).name(name)).clicked()
                });
                if restore {
                    let command = GroundrulesCommand::Restore { rule: row.rule.id, wording };
                    cx.do_and_say(command, TextId("said-restored"));
                }
            }
            What::TakenOut | What::BroughtBack => {
                let out = past.what == What::TakenOut;
                let title = cx.t(if out { "history-out" } else { "history-back" });
                let icon = if out { Icon::Remove } else { Icon::Undo };
                let note = cx.with("history-who", &about);
                let list_row = ListRow::new(("past", out, row.rule.id), &title).note(&note);
                list_row.icon(icon).show(ui);
            }
        }
    }
}

/// Two wordings came together: which shall we keep?
fn clash_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    row: &RuleRow,
    why_not: Option<&str>,
) {
    let rule = &row.rule;
    Card::new(("clash", rule.id)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        body(
            ui,
            &cx.with(
                "clash-question",
                &[("number", row.number.into()), ("count", rule.clash.len().into())],
            ),
        );
        for wording in &rule.clash {
            let who = words::member(cx.texts, community, wording.by);
            let when = words::ago(cx.texts, wording.at, cx.now_ms);
            let note = cx.with("written-by", &[("who", who.into()), ("when", when.into())]);
            let name = cx.with("clash-keep-name", &[("words", wording.words.text.as_str().into())]);
            let list_row = ListRow::new(("clash", wording.id), &wording.words.text).note(&note);
            let (_, keep) = list_row.show_with(ui, |ui| {
                ui.add(Button::quiet(cx.t("clash-keep")).name(name).disabled_if(why_not)).clicked()
            });
            if keep {
                let command = GroundrulesCommand::Keep { rule: rule.id, wording: wording.id };
                cx.do_and_say(command, TextId("said-kept"));
            }
        }
        quiet(ui, &cx.t("clash-note"));
    });
}

/// While a session goes on: this rule on the flipchart, which names nobody.
fn project_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, rule: RuleId) {
    if under_way(community).is_some() {
        project(ui, cx, Leaf::Rule(rule), "project-rule");
    }
}
