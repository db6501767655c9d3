//! Learning points that are kept, with whom the group agreed to tell, and actions with their owners.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use super::meetings::agreed;
use horseshoe_model::{Action, LearningPoint, Scope};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let view = &cx.community.community;
    let mut page = Markdown::titled(&cx.t("export-learning"));
    let kept: Vec<_> = view.learning.iter().filter(|point| point.kept()).collect();
    if kept.is_empty() && view.actions.is_empty() {
        page.paragraph(&cx.t("export-learning-none"));
    }
    if !kept.is_empty() {
        page.heading(2, &cx.t("export-kept"));
        for point in kept {
            write_point(&mut page, cx, point);
        }
    }
    if !view.actions.is_empty() {
        page.heading(2, &cx.t("export-actions"));
        page.list(view.actions.iter().map(|action| say_action(cx, action)));
    }
    page.finish()
}

fn write_point(page: &mut Markdown, cx: &Cx<'_>, point: &LearningPoint) {
    page.quote(&point.words.text);
    let scope = match point.route.value {
        Scope::StaysInRoom => "room",
        Scope::StaysInGroup => "group",
        Scope::MayBeReported => "reported",
    };
    let mut facts: Vec<String> =
        point.agreed.iter().map(|agreement| agreed(cx, agreement)).collect();
    facts.push(cx.with("export-route", &[("scope", scope.into())]));
    if !point.tags.is_empty() {
        let tags = point.tags.iter();
        let tags: Vec<_> =
            tags.map(|tag| cx.with("export-tag", &[("tag", tag.word().into())])).collect();
        facts.push(cx.with("export-tags", &[("tags", tags.join(" · ").into())]));
    }
    for report in point.may_be_told() {
        let (to, wording) = (inline(&report.to), inline(&report.wording.text));
        let said = [("to", to.into()), ("wording", wording.into())];
        facts.push(cx.with("export-may-be-told", &said));
    }
    // What somebody is not certain of goes on a page only with a point that may go out.
    if point.may_be_told().next().is_some() && !point.uncertainty.text.trim().is_empty() {
        let what = inline(&point.uncertainty.text);
        facts.push(cx.with("export-uncertain", &[("what", what.into())]));
    }
    page.list(facts);
}

fn say_action(cx: &Cx<'_>, action: &Action) -> String {
    let what = match action.arrangement {
        Some(task) => cx.with("export-arrangement", &[("task", task.word().into())]),
        None => inline(&action.words.text),
    };
    let owner = match &action.owner {
        None => cx.t("export-nobody-yet"),
        Some(owner) if owner.clash.is_empty() => cx.names.of_member(&owner.value),
        Some(owner) => cx.names.all(owner.clash.iter().map(|choice| &choice.value)),
    };
    let mut said = cx.with("export-action", &[("what", what.into()), ("owner", owner.into())]);
    match (&action.owner, &action.accepted) {
        (Some(owner), Some(accepted)) => {
            let [who, day] = cx.by_on(accepted.by, accepted.at);
            let own = accepted.by == Some(owner.value);
            let action = ("action", said.into());
            said = if own {
                cx.with("export-action-accepted", &[action, day])
            } else {
                cx.with("export-action-heard", &[action, day, who])
            };
        }
        (Some(_), None) => said = cx.with("export-action-asked", &[("action", said.into())]),
        (None, _) => {}
    }
    if let Some(due) = &action.due.value {
        let day = ("day", cx.date(due).into());
        said = cx.with("export-action-due", &[("action", said.into()), day]);
    }
    if let Some(at) = action.done {
        let day = ("day", cx.day(at).into());
        said = cx.with("export-action-done", &[("action", said.into()), day]);
    }
    said
}
