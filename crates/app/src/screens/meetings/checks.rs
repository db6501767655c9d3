//! What is looked after before people arrive: the handbook's checklists, ticked by whoever sees to it.

use crate::screen::ScreenCx;
use crate::screens::quiet;
use crate::words;
use egui::Ui;
use horseshoe_model::{ChecksOwner, Meeting, MeetingsCommand, checks_owner};
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, Checkbox, Heading};

/// In the order in which they matter.
const LISTS: [&str; 2] = ["room", "space"];

/// Whose they are: who facilitates looks after them until the design session is over, then everybody.
fn whose(community: &Community) -> &'static str {
    match checks_owner(community.sessions.iter().map(|session| &*session.view)) {
        ChecksOwner::Facilitator => "checks-facilitator",
        ChecksOwner::Community => "checks-community",
    }
}

/// Folded away until somebody looks after it; how many are ticked is told. Says whether it was folded or unfolded.
pub(super) fn checks_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    meeting: &Meeting,
    shown: bool,
    why_not: Option<&str>,
) -> bool {
    let lists: Vec<_> = LISTS.iter().filter_map(|id| cx.handbook.checklist(id)).collect();
    let of = lists.iter().map(|list| list.items.len()).sum::<usize>();
    let counts = [("ticked", meeting.checks.len().into()), ("of", of.into())];
    let label = if shown { cx.t("checks-hide") } else { cx.with("checks-show", &counts) };
    let turned = ui.add(Button::plain(label).icon(Icon::Check)).clicked();
    if !shown {
        return turned;
    }
    quiet(ui, &cx.t(whose(community)));
    for list in lists {
        ui.add(Heading::three(&list.title).of_a_part());
        for item in &list.items {
            let key = format!("{}/{}", list.id, item.id);
            let by = meeting.checks.get(&key);
            let mut on = by.is_some();
            let changed = ui
                .add_enabled_ui(why_not.is_none(), |ui| {
                    ui.add(Checkbox::new(&mut on, &item.text)).changed()
                })
                .inner;
            if changed {
                cx.do_it(MeetingsCommand::Check { meeting: meeting.id, item: key, on });
            }
            match by {
                Some(by) => {
                    let who = words::member(cx.texts, community, *by);
                    quiet(ui, &cx.with("checks-by", &[("who", who.into())]));
                }
                None => {
                    if let Some(note) = &item.note {
                        quiet(ui, note);
                    }
                }
            }
        }
    }
    turned
}
