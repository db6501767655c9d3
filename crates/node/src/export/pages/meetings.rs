//! Meetings: when and where, who presents, who offered, and swaps.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use horseshoe_model::{
    AgreedHow, Agreement, Meeting, MeetingKind, Presentation, PresentationKind, Slot, SlotId, Swap,
};

pub(super) fn page(cx: &Cx<'_>) -> String {
    let view = &cx.community.community;
    let mut page = Markdown::titled(&cx.t("export-meetings"));
    if view.meetings.is_empty() {
        page.paragraph(&cx.t("export-meetings-none"));
    }
    for meeting in &view.meetings {
        write_meeting(&mut page, cx, meeting);
    }
    if !view.swaps.is_empty() {
        page.heading(2, &cx.t("export-swaps"));
        page.list(view.swaps.iter().map(|swap| say_swap(cx, swap)));
    }
    if !view.cancelled_meetings.is_empty() {
        page.heading(2, &cx.t("export-cancelled"));
        page.list(view.cancelled_meetings.iter().map(|meeting| {
            format!("{}, {}", kind(cx, meeting.kind), cx.when(&meeting.when.value))
        }));
    }
    page.finish()
}

fn write_meeting(page: &mut Markdown, cx: &Cx<'_>, meeting: &Meeting) {
    // The date is escaped already where it is not a date; a heading escapes again only what is not.
    page.paragraph(&format!("## {}", cx.when(&meeting.when.value)));
    let mut facts = vec![kind(cx, meeting.kind)];
    if !meeting.place.value.trim().is_empty() {
        let place = inline(&meeting.place.value);
        facts.push(cx.with("export-place", &[("place", place.into())]));
    }
    for choice in meeting.when.clash.iter().filter(|choice| choice.value != meeting.when.value) {
        let (who, when) = (cx.names.by(choice.by), cx.when(&choice.value));
        facts.push(cx.with("export-other-time", &[("who", who.into()), ("when", when.into())]));
    }
    for choice in meeting.place.clash.iter().filter(|choice| choice.value != meeting.place.value) {
        let (who, place) = (cx.names.by(choice.by), inline(&choice.value));
        facts.push(cx.with("export-other-place", &[("who", who.into()), ("place", place.into())]));
    }
    match &meeting.agreed {
        Some(agreement) => facts.push(agreed(cx, agreement)),
        None => facts.push(cx.t("export-not-agreed")),
    }
    page.list(facts);
    if !meeting.slots.is_empty() {
        page.heading(3, &cx.t("export-presenters"));
        page.list((1_u32..).zip(&meeting.slots).map(|(number, slot)| say_slot(cx, number, slot)));
    }
}

/// How the group agreed, and who noted it.
pub(super) fn agreed(cx: &Cx<'_>, agreed: &Agreement) -> String {
    let how = match agreed.how {
        AgreedHow::SaidAloud => "aloud",
        AgreedHow::EachInPerson => "each",
        AgreedHow::Vote => "vote",
    };
    let holds = if agreed.holds { "yes" } else { "no" };
    let [who, day] = cx.by_on(agreed.by, agreed.at);
    cx.with("export-agreed", &[("how", how.into()), day, ("holds", holds.into()), who])
}

fn say_slot(cx: &Cx<'_>, number: u32, slot: &Slot) -> String {
    let number = ("number", number.into());
    let mut said = match &slot.presenter {
        Some(presenter) => {
            let mut who = cx.names.of_member(&presenter.value);
            if let Some(field) = &slot.presentation {
                who = format!("{who}, {}", presentation(cx, &field.value));
            }
            cx.with("export-slot", &[number, ("who", who.into())])
        }
        None => cx.with("export-slot-free", &[number]),
    };
    if let Some(presenter) = &slot.presenter {
        let others: Vec<_> = presenter
            .clash
            .iter()
            .map(|choice| choice.value)
            .filter(|other| *other != presenter.value)
            .collect();
        if !others.is_empty() {
            let who = cx.names.all(&others);
            said = cx.with("export-slot-others", &[("slot", said.into()), ("who", who.into())]);
        }
    }
    let others = slot.offers.iter().filter(|offer| {
        slot.presenter.as_ref().is_none_or(|presenter| presenter.value != offer.member)
    });
    let offers = others.map(|offer| {
        let who = cx.names.of_member(&offer.member);
        format!("{who}, {}", presentation(cx, &offer.presentation))
    });
    let offers: Vec<String> = offers.collect();
    if offers.is_empty() {
        return said;
    }
    let offers = offers.join(" · ");
    cx.with("export-slot-offers", &[("slot", said.into()), ("offers", offers.into())])
}

fn say_swap(cx: &Cx<'_>, swap: &Swap) -> String {
    let meeting = |slot: SlotId| {
        let meetings = &cx.community.community.meetings;
        let of = meetings.iter().find(|meeting| meeting.slots.iter().any(|it| it.id == slot));
        of.map_or_else(|| cx.t("export-a-meeting"), |meeting| cx.when(&meeting.when.value))
    };
    let mut said = vec![
        ("who", cx.names.of_member(&swap.presenter).into()),
        ("when", meeting(swap.slot).into()),
        ("other", cx.names.of_member(&swap.other).into()),
        ("then", meeting(swap.with).into()),
    ];
    if let Some((_, at)) = &swap.agreed {
        said.push(("day", cx.day(*at).into()));
        return cx.with("export-swap-agreed", &said);
    }
    said.push(("day", cx.day(swap.at).into()));
    said.push(("by", cx.names.by(swap.by).into()));
    cx.with("export-swap-proposed", &said)
}

fn presentation(cx: &Cx<'_>, presentation: &Presentation) -> String {
    let kind = cx.t(match presentation.kind {
        PresentationKind::CaseStudy => "export-case-study",
        PresentationKind::Theme => "export-theme-presentation",
    });
    match inline(&presentation.topic).as_str() {
        "" => kind,
        topic => format!("{kind}: {topic}"),
    }
}

fn kind(cx: &Cx<'_>, kind: MeetingKind) -> String {
    cx.t(match kind {
        MeetingKind::Design => "export-design-session",
        MeetingKind::Session => "export-session",
        MeetingKind::Training => "export-training",
        MeetingKind::Seminar => "export-seminar",
    })
}
