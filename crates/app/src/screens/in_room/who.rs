//! Who is in the room: each says so, or one person writes everybody down.

use super::Part;
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::{fold_ui, quiet};
use egui::Ui;
use horseshoe_model::{AttendanceCommand, Person};
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, ListRow, Section};

/// Somebody who is being written down.
#[derive(Debug, Default)]
pub(super) struct GuestLine {
    unfolded: bool,
    line: CaptureLine,
}

pub(super) fn here_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, guest: &mut GuestLine) {
    let count = [("count", part.contents.people.len().into())];
    Section::new(cx.with("here-title", &count)).show(ui, |ui| {
        if !part.contents.i_am_here {
            let arrive = Button::quiet(cx.t("here-me")).icon(Icon::Hand);
            if ui.add(arrive.disabled_if(part.why_not)).clicked() {
                part.do_it(cx, AttendanceCommand::Arrive { member: None });
            }
        }
        if !fold_ui(ui, &mut guest.unfolded, cx.t("here-unfold"), cx.t("here-fold")) {
            let names: Vec<&str> = part.contents.people.iter().map(|it| it.name.as_str()).collect();
            return quiet(ui, &names.join(", "));
        }
        people_ui(ui, cx, part);
        let words =
            CaptureWords::one_line("here-write-down", "here-write-down-example", "here-write");
        if let Some(typed) = guest.line.ui(ui, cx, "guest", words, part.why_not) {
            let (name, area) = typed.split_once(',').unwrap_or((&typed, ""));
            let [name, area] = [name, area].map(|part| part.trim().to_owned());
            part.do_and_say(cx, AttendanceCommand::WriteDown { name, area }, "said-written-down");
        }
    });
}

fn people_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    for person in &part.contents.people {
        let mut row = ListRow::new(("here", person.person), &person.name).icon(Icon::Person);
        if !person.area.is_empty() {
            row = row.note(&person.area);
        }
        let name = cx.with("here-gone-name", &[("name", person.name.as_str().into())]);
        let (_, gone) = row.show_with(ui, |ui| {
            let gone = Button::plain(cx.t("here-gone")).name(name);
            ui.add(gone.disabled_if(part.why_not)).clicked()
        });
        if gone {
            match person.person {
                Person::Member(member) => {
                    part.do_it(cx, AttendanceCommand::Leave { member: Some(member) });
                }
                Person::Guest(guest) => part.do_it(cx, AttendanceCommand::TakeOut { guest }),
            }
        }
    }
    for (member, name) in &part.contents.not_here {
        let label = cx.with("here-came-name", &[("name", name.as_str().into())]);
        let row = ListRow::new(("not-here", *member), name).icon(Icon::Alone);
        let (_, came) = row.show_with(ui, |ui| {
            let came = Button::quiet(cx.t("here-came")).name(label);
            ui.add(came.disabled_if(part.why_not)).clicked()
        });
        if came {
            part.do_it(cx, AttendanceCommand::Arrive { member: Some(*member) });
        }
    }
}
