//! People: who is in, and who let them in.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use crate::Member;

pub(super) fn page(cx: &Cx<'_>) -> String {
    let members = &cx.community.members;
    let mut page = Markdown::titled(&cx.t("export-people"));
    page.list(members.iter().filter(|member| member.standing).map(|member| say(cx, member)));
    let left: Vec<&Member> = members.iter().filter(|member| !member.standing).collect();
    if !left.is_empty() {
        page.heading(2, &cx.t("export-people-left"));
        page.list(left.into_iter().map(|member| say(cx, member)));
    }
    page.finish()
}

fn say(cx: &Cx<'_>, member: &Member) -> String {
    let id = |id: &horseshoe_trust::MemberId| horseshoe_model::MemberId::from_bytes(id.to_bytes());
    let mut said = inline(&member.name);
    if said.is_empty() {
        said = cx.names.of_member(&id(&member.id));
    }
    if !member.practice.trim().is_empty() {
        said = format!("{said}, {}", inline(&member.practice));
    }
    if !member.let_in_by.is_empty() {
        let by: Vec<_> = member.let_in_by.iter().map(id).collect();
        let who = cx.names.all(&by);
        said = cx.with("export-let-in-by", &[("person", said.into()), ("who", who.into())]);
    }
    said
}
