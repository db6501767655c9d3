//! Groundrules: as they are, as they were, what became of the themes, and the check-ins.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use horseshoe_model::{CommunityView, ReviewResult, Rule, Theme, ThemeStatus, Wording};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let groundrules = &cx.community.community.groundrules;
    let mut page = Markdown::titled(&cx.t("export-groundrules"));
    if groundrules.rules.is_empty() {
        page.paragraph(&cx.t("export-groundrules-none"));
    }
    for (number, rule) in (1_u32..).zip(&groundrules.rules) {
        page.heading(2, &cx.with("export-groundrule", &[("number", number.into())]));
        write_rule(&mut page, cx, rule);
    }
    let CommunityView { roles, settings, .. } = &*cx.community.community;
    let kept_by = roles.groundrules_monitor.members();
    if !kept_by.is_empty() {
        page.paragraph(&cx.with("export-kept-by", &[("names", cx.names.all(&kept_by).into())]));
    }
    if let Some(held) = &settings.groundrules_held_as {
        page.paragraph(&cx.with("export-held-as", &[("how", held.value.word().into())]));
    }
    if let Some(review) = groundrules.last_confirmed() {
        page.paragraph(&cx.with("export-still-right", &[("day", cx.day(review.at).into())]));
    }
    if !groundrules.taken_out.is_empty() {
        page.heading(2, &cx.t("export-taken-out"));
        for rule in &groundrules.taken_out {
            write_rule(&mut page, cx, rule);
            if let Some(out) = &rule.taken_out {
                page.paragraph(&cx.with("export-taken-out-by", &cx.by_on(out.by, out.at)));
            }
        }
    }
    if !groundrules.themes.is_empty() {
        page.heading(2, &cx.t("export-themes"));
        page.list(groundrules.themes.iter().map(|theme| say_theme(cx, theme)));
    }
    if !groundrules.reviews.is_empty() {
        page.heading(2, &cx.t("export-check-ins"));
        page.list(groundrules.reviews.iter().map(|review| {
            let found = match review.result {
                ReviewResult::StillRight => "still-right",
                ReviewResult::Changed => "changed",
            };
            let [who, (_, day)] = cx.by_on(review.by, review.at);
            let when = match inline(&review.session).as_str() {
                "" => day,
                session => format!("{}, {session}", cx.day(review.at)).into(),
            };
            cx.with("export-check-in", &[("when", when), ("found", found.into()), who])
        }));
    }
    page.finish()
}

fn write_rule(page: &mut Markdown, cx: &Cx<'_>, rule: &Rule) {
    page.quote(&rule.words.text);
    let [who, day] = cx.by_on(rule.by, rule.at);
    let [(_, worded_by), (_, worded)] = cx.by_on(rule.worded_by, rule.worded_at);
    let said = [who, day, ("worded-by", worded_by), ("worded", worded)];
    page.paragraph(&cx.with("export-rule", &said));
    if !rule.clash.is_empty() {
        page.paragraph(&cx.t("export-wordings"));
        write_wordings(page, cx, &rule.clash);
    }
    if !rule.earlier.is_empty() {
        page.paragraph(&cx.t("export-earlier"));
        write_wordings(page, cx, &rule.earlier);
    }
}

fn write_wordings(page: &mut Markdown, cx: &Cx<'_>, wordings: &[Wording]) {
    page.list(wordings.iter().map(|wording| {
        format!(
            "{} ({}, {})",
            inline(&wording.words.text),
            cx.names.by(wording.by),
            cx.day(wording.at)
        )
    }));
}

fn say_theme(cx: &Cx<'_>, theme: &Theme) -> String {
    let known = cx.handbook.checklist("groundrule-themes");
    let known = known.and_then(|themes| themes.items.iter().find(|item| item.id == theme.key));
    let name = match (&theme.name, known) {
        (Some(name), _) => inline(&name.value),
        (None, Some(item)) => inline(&item.text),
        (None, None) => inline(&theme.key),
    };
    let status = match theme.status.as_ref().map(|status| status.value) {
        Some(ThemeStatus::Considered) => "considered",
        Some(ThemeStatus::Shaped) => "shaped",
        Some(ThemeStatus::Included) => "included",
        Some(ThemeStatus::NotForUs) => "not-for-us",
        None => "suggested",
    };
    cx.with("export-theme", &[("name", name.into()), ("status", status.into())])
}
