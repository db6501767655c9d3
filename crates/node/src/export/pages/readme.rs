//! The first page: what is here, and who may see it.

use super::super::markdown::{Markdown, inline};
use super::super::{Cx, Document};
use super::notes::something_private;
use crate::Stage;
use horseshoe_model::Kind;

pub(super) fn page(cx: &Cx<'_>, documents: &[Document<'_>]) -> String {
    let community = cx.community;
    let view = &community.community;
    let mut page = Markdown::titled(&community.name);
    let me = community.members.iter().find(|member| member.me);
    let me = me.map_or_else(|| cx.t("export-member"), |me| inline(&me.name));
    let had = [("me", me.as_str().into()), ("when", cx.moment(cx.at).into())];
    page.paragraph(&cx.with("export-readme", &had));
    match community.stage {
        Stage::Draft => {
            page.paragraph(&cx.t("export-draft"));
        }
        Stage::Left => {
            page.paragraph(&cx.t("export-left"));
        }
        Stage::Living => {}
    }
    let count = |id, count: usize| cx.with(id, &[("count", count.into())]);
    page.list([
        count("export-to-groundrules", view.groundrules.rules.len()),
        count("export-to-meetings", view.meetings.len()),
        count("export-to-notes", community.notebook.notes.len()),
        cx.with(
            "export-to-learning",
            &[
                ("points", view.learning.iter().filter(|point| point.kept()).count().into()),
                ("actions", view.actions.len().into()),
            ],
        ),
        cx.with(
            "export-to-decisions",
            &[
                ("answers", view.decisions.len().into()),
                ("votes", view.votes.len().into()),
                ("parked", view.parked.len().into()),
            ],
        ),
        count("export-to-people", community.members.len()),
    ]);
    if something_private(cx) {
        page.heading(2, &cx.t("export-only-me"));
        page.paragraph(&cx.with("export-to-only-me", &[("me", me.into())]));
    }
    page.heading(2, &cx.t("export-programs"));
    page.paragraph(&cx.t("export-programs-note"));
    let shared = documents.iter().filter(|document| document.kind != Kind::Private);
    page.list(shared.map(|document| {
        let holds = match (document.kind, document.owner) {
            (Kind::Community, _) => cx.t("export-holds-community"),
            (Kind::Notebook, _) => cx.t("export-holds-notes"),
            (Kind::Session, _) => cx.t("export-holds-session"),
            (_, Some(owner)) => {
                let owner = horseshoe_model::MemberId::from_bytes(owner.to_bytes());
                let member = cx.names.of_member(&owner);
                cx.with("export-holds-member", &[("member", member.into())])
            }
            (_, None) => cx.t("export-holds-own"),
        };
        format!("[{0}]({0}): {holds}", document.file)
    }));
    page.finish()
}
