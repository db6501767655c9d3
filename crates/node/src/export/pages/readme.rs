//! The first page: what is here, and who may see it.

use super::super::markdown::{Markdown, inline};
use super::super::words::count;
use super::super::{Cx, Document};
use super::notes::something_private;
use crate::Stage;
use horseshoe_model::Kind;

pub(super) fn page(cx: &Cx<'_>, documents: &[Document<'_>]) -> String {
    let community = cx.community;
    let view = &community.community;
    let mut page = Markdown::titled(&community.name);
    let me = community.members.iter().find(|member| member.me);
    let me = me.map_or_else(|| "a member".to_owned(), |me| inline(&me.name));
    page.paragraph(&format!(
        "As {me}’s device had it on {}. What the group says stays in the group: nothing here is sealed, and anybody who \
         has this folder can read it.",
        cx.dates.moment(cx.at)
    ));
    match community.stage {
        Stage::Draft => {
            page.paragraph("This is a draft: the community begins when the second person joins.");
        }
        Stage::Left => {
            page.paragraph("Its owner is no longer a member. What came afterwards is not here.");
        }
        Stage::Living => {}
    }
    page.list([
        format!(
            "[Groundrules](groundrules.md): {}",
            count(view.groundrules.rules.len(), "rule", "rules")
        ),
        format!(
            "[Meetings](meetings.md): {}, and who presents",
            count(view.meetings.len(), "meeting", "meetings")
        ),
        format!("[Notes](notes.md): {}", count(community.notebook.notes.len(), "note", "notes")),
        format!(
            "[Decisions](decisions.md): {}, {}, {}",
            count(
                view.decisions.len(),
                "answer to a design question",
                "answers to design questions"
            ),
            count(view.votes.len(), "vote", "votes"),
            count(view.parked.len(), "parked issue", "parked issues")
        ),
        format!("[People](people.md): {}", count(community.members.len(), "person", "people")),
    ]);
    if something_private(cx) {
        page.heading(2, "Only me");
        page.paragraph(&format!(
            "The folder [only-me](only-me/only-me.md) holds what only {me} can see. Take it out before you hand this \
             folder on."
        ));
    }
    page.heading(2, "For programs");
    page.paragraph(
        "[community.json](community.json) holds the same as these pages. Each document is also here with its whole \
         history as an [Automerge](https://automerge.org) file, which any program that knows Automerge opens:",
    );
    let shared = documents.iter().filter(|document| document.kind != Kind::Private);
    page.list(shared.map(|document| {
        let holds = match (document.kind, document.owner) {
            (Kind::Community, _) => {
                "groundrules, meetings and presenters, votes, decisions, parked issues".to_owned()
            }
            (Kind::Notebook, _) => "notes".to_owned(),
            (_, Some(owner)) => {
                let owner = horseshoe_model::MemberId::from_bytes(owner.to_bytes());
                format!(
                    "what {} says about themselves, and their marks in votes",
                    cx.names.of_member(&owner)
                )
            }
            (_, None) => "one member’s own".to_owned(),
        };
        format!("[{0}]({0}): {holds}", document.file)
    }));
    page.finish()
}
