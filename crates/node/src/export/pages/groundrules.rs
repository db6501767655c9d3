//! Groundrules: as they are, as they were, what became of the themes, and the check-ins.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use horseshoe_model::{ReviewResult, Rule, Theme, ThemeStatus, Wording};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let groundrules = &cx.community.community.groundrules;
    let mut page = Markdown::titled("Groundrules");
    if groundrules.rules.is_empty() {
        page.paragraph("No groundrules yet.");
    }
    for (number, rule) in (1..).zip(&groundrules.rules) {
        page.heading(2, &format!("Groundrule {number}"));
        write_rule(&mut page, cx, rule);
    }
    if let Some(review) = groundrules.last_confirmed() {
        page.paragraph(&format!("Still right on {}.", cx.dates.day(review.at)));
    }
    if !groundrules.taken_out.is_empty() {
        page.heading(2, "Taken out");
        for rule in &groundrules.taken_out {
            write_rule(&mut page, cx, rule);
            if let Some(out) = &rule.taken_out {
                page.paragraph(&format!(
                    "Taken out by {} on {}.",
                    cx.names.by(out.by),
                    cx.dates.day(out.at)
                ));
            }
        }
    }
    if !groundrules.themes.is_empty() {
        page.heading(2, "Themes other groups have considered");
        page.list(groundrules.themes.iter().map(|theme| say_theme(cx, theme)));
    }
    if !groundrules.reviews.is_empty() {
        page.heading(2, "Check-ins");
        page.list(groundrules.reviews.iter().map(|review| {
            let found = match review.result {
                ReviewResult::StillRight => "still right",
                ReviewResult::Changed => "led to changes",
            };
            let session = match inline(&review.session).as_str() {
                "" => String::new(),
                session => format!(", {session}"),
            };
            format!(
                "{}{session}: {found}, noted by {}",
                cx.dates.day(review.at),
                cx.names.by(review.by)
            )
        }));
    }
    page.finish()
}

fn write_rule(page: &mut Markdown, cx: &Cx<'_>, rule: &Rule) {
    page.quote(&rule.words.text);
    page.paragraph(&format!(
        "Added by {} on {}. These words: {}, {}.",
        cx.names.by(rule.by),
        cx.dates.day(rule.at),
        cx.names.by(rule.worded_by),
        cx.dates.day(rule.worded_at)
    ));
    if !rule.clash.is_empty() {
        page.paragraph("Wordings that came together; the group has not chosen yet:");
        write_wordings(page, cx, &rule.clash);
    }
    if !rule.earlier.is_empty() {
        page.paragraph("Earlier words:");
        write_wordings(page, cx, &rule.earlier);
    }
}

fn write_wordings(page: &mut Markdown, cx: &Cx<'_>, wordings: &[Wording]) {
    page.list(wordings.iter().map(|wording| {
        format!(
            "{} ({}, {})",
            inline(&wording.words.text),
            cx.names.by(wording.by),
            cx.dates.day(wording.at)
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
        Some(ThemeStatus::NotForUs) => "not for us",
        None => "suggested",
    };
    format!("{name}: {status}")
}
