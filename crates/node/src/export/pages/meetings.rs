//! Meetings: when and where, who presents, who offered, and swaps.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use super::super::words::when;
use horseshoe_model::{
    AgreedHow, Meeting, MeetingKind, Presentation, PresentationKind, Slot, SlotId, Swap,
};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let view = &cx.community.community;
    let mut page = Markdown::titled("Meetings and presenters");
    if view.meetings.is_empty() {
        page.paragraph("No date yet.");
    }
    for meeting in &view.meetings {
        write_meeting(&mut page, cx, meeting);
    }
    if !view.swaps.is_empty() {
        page.heading(2, "Swaps");
        page.list(view.swaps.iter().map(|swap| say_swap(cx, swap)));
    }
    if !view.cancelled_meetings.is_empty() {
        page.heading(2, "Cancelled");
        page.list(
            view.cancelled_meetings
                .iter()
                .map(|meeting| format!("{}, {}", kind(meeting.kind), when(&meeting.when.value))),
        );
    }
    page.finish()
}

fn write_meeting(page: &mut Markdown, cx: &Cx<'_>, meeting: &Meeting) {
    // The date is escaped already where it is not a date; a heading escapes again only what is not.
    page.paragraph(&format!("## {}", when(&meeting.when.value)));
    let mut facts = vec![kind(meeting.kind).to_owned()];
    if !meeting.place.value.trim().is_empty() {
        facts.push(format!("Place: {}", inline(&meeting.place.value)));
    }
    for choice in meeting.when.clash.iter().filter(|choice| choice.value != meeting.when.value) {
        facts.push(format!(
            "{} set another time at once: {}",
            cx.names.by(choice.by),
            when(&choice.value)
        ));
    }
    for choice in meeting.place.clash.iter().filter(|choice| choice.value != meeting.place.value) {
        facts.push(format!(
            "{} set another place at once: {}",
            cx.names.by(choice.by),
            inline(&choice.value)
        ));
    }
    match &meeting.agreed {
        Some(agreed) => {
            let how = match agreed.how {
                AgreedHow::SaidAloud => "said aloud",
                AgreedHow::EachInPerson => "each in person",
                AgreedHow::Vote => "by a vote",
            };
            let earlier = if agreed.holds { "" } else { ", for another time" };
            facts.push(format!(
                "Agreed {how} on {}{earlier}, noted by {}",
                cx.dates.day(agreed.at),
                cx.names.by(agreed.by)
            ));
        }
        None => facts.push("Not agreed yet".to_owned()),
    }
    page.list(facts);
    if !meeting.slots.is_empty() {
        page.heading(3, "Presenters");
        page.list((1..).zip(&meeting.slots).map(|(number, slot)| say_slot(cx, number, slot)));
    }
}

fn say_slot(cx: &Cx<'_>, number: usize, slot: &Slot) -> String {
    let mut said = match &slot.presenter {
        Some(presenter) => {
            let what = slot.presentation.as_ref().map(|field| presentation(&field.value));
            let what = what.map(|what| format!(", {what}")).unwrap_or_default();
            format!("Place {number}: {}{what}", cx.names.of_member(&presenter.value))
        }
        None => format!("Place {number}: nobody picked yet"),
    };
    if let Some(presenter) = &slot.presenter {
        let others: Vec<_> = presenter
            .clash
            .iter()
            .map(|choice| choice.value)
            .filter(|other| *other != presenter.value)
            .collect();
        if !others.is_empty() {
            said = format!("{said}; picked at once: {}", cx.names.all(&others));
        }
    }
    let offers: Vec<_> = slot
        .offers
        .iter()
        .filter(|offer| {
            slot.presenter.as_ref().is_none_or(|presenter| presenter.value != offer.member)
        })
        .map(|offer| {
            format!("{}, {}", cx.names.of_member(&offer.member), presentation(&offer.presentation))
        })
        .collect();
    if offers.is_empty() { said } else { format!("{said}; would like to: {}", offers.join(" · ")) }
}

fn say_swap(cx: &Cx<'_>, swap: &Swap) -> String {
    let meeting = |slot: SlotId| {
        let meetings = &cx.community.community.meetings;
        let of = meetings.iter().find(|meeting| meeting.slots.iter().any(|it| it.id == slot));
        of.map_or_else(|| "a meeting".to_owned(), |meeting| when(&meeting.when.value))
    };
    let agreed = match &swap.agreed {
        Some((_, at)) => format!("agreed on {}", cx.dates.day(*at)),
        None => format!("proposed by {} on {}", cx.names.by(swap.by), cx.dates.day(swap.at)),
    };
    format!(
        "{} ({}) and {} ({}) change places: {agreed}",
        cx.names.of_member(&swap.presenter),
        meeting(swap.slot),
        cx.names.of_member(&swap.other),
        meeting(swap.with)
    )
}

fn presentation(presentation: &Presentation) -> String {
    let kind = match presentation.kind {
        PresentationKind::CaseStudy => "case study",
        PresentationKind::Theme => "theme",
    };
    match inline(&presentation.topic).as_str() {
        "" => kind.to_owned(),
        topic => format!("{kind}: {topic}"),
    }
}

const fn kind(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Design => "Design session",
        MeetingKind::Session => "Session",
        MeetingKind::Training => "Training",
        MeetingKind::Seminar => "Seminar",
    }
}
