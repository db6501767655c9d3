//! Who is no longer in the group: how, by whom, why, and how many devices have heard of it.

use super::contents::{Gone, How};
use crate::screen::ScreenCx;
use crate::words;
use egui::Ui;
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Card, ListRow, Section};

pub(super) fn gone_ui(ui: &mut Ui, cx: &ScreenCx<'_>, community: &Community, gone: &[Gone]) {
    if gone.is_empty() {
        return;
    }
    Section::new(cx.t("people-past")).note(cx.texts.t("people-past-note")).show(ui, |ui| {
        Card::new("gone").show(ui, |ui| {
            ui.set_width(ui.available_width());
            for one in gone {
                let title = sentence(cx, community, one);
                let note = details(cx, community, one);
                let icon = match one.how {
                    How::MyDevice(_) | How::Device(_) => Icon::Key,
                    How::Left | How::Removed | How::EachOther(_) => Icon::Person,
                };
                let row = ListRow::new(("gone", one.id), &title).icon(icon);
                if note.is_empty() {
                    row.show(ui)
                } else {
                    row.note(&note).show(ui)
                };
            }
        });
    });
}

fn sentence(cx: &ScreenCx<'_>, community: &Community, gone: &Gone) -> String {
    let name = if gone.name.is_empty() { cx.t("somebody") } else { gone.name.clone() };
    let about = ("name", name.into());
    match &gone.how {
        How::Left => cx.with("gone-left", &[about]),
        How::Removed => cx.with("gone-removed", &[about]),
        How::EachOther(all) => {
            let names = words::names(cx.texts, community, all);
            let names = [about, ("names", names.into()), ("count", all.len().into())];
            cx.with("gone-each-other", &names)
        }
        How::MyDevice(device) => cx.with("gone-my-device", &[("device", device.as_str().into())]),
        How::Device(called) => cx.with("gone-device", &[about, ("called", called.as_str().into())]),
    }
}

fn details(cx: &ScreenCx<'_>, community: &Community, gone: &Gone) -> String {
    let mut details = Vec::new();
    if !gone.by.is_empty() {
        let names = words::names(cx.texts, community, &gone.by);
        details.push(cx.with("gone-by", &[("names", names.into())]));
    }
    if !gone.reason.is_empty() {
        details.push(cx.with("given-reason", &[("reason", gone.reason.as_str().into())]));
    }
    if let Some((heard, of)) = gone.heard {
        details.push(cx.with("gone-heard", &[("heard", heard.into()), ("count", of.into())]));
    }
    details.join(" · ")
}
