//! What somebody who presents is told beforehand, as plain text for an e-mail: of their own place alone, and nothing that
//! not everybody in the group can read anyway.

use crate::action::Action;
use crate::dates;
use crate::screen::ScreenCx;
use crate::texts::Texts;
use egui::Ui;
use horseshoe_handbook::Handbook;
use horseshoe_model::{Meeting, Presentation, PresentationKind, Slot, SlotId};
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::Button;

/// Copies it; the program sends nothing.
pub(super) fn copy_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    slot: SlotId,
    presenter: &str,
) {
    let name = cx.with("briefing-copy-name", &[("name", presenter.into())]);
    let copy = Button::plain(cx.t("briefing-copy")).name(name).icon(Icon::Pages);
    if ui.add(copy).clicked()
        && let Some(text) = of(community, cx.handbook, cx.texts, slot)
    {
        cx.act(Action::Copy(text));
    }
}

/// The briefing for whoever has this place; none while nobody has it.
fn of(community: &Community, handbook: &Handbook, texts: &Texts, slot: SlotId) -> Option<String> {
    let meetings = &community.community.meetings;
    let mut places = meetings.iter().flat_map(|one| one.slots.iter().map(move |slot| (one, slot)));
    let (meeting, slot) = places.find(|(_, one)| one.id == slot)?;
    slot.presenter.as_ref()?;
    let parts = [about(community, texts, meeting, slot), asked(community, handbook, texts)];
    Some(parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n")
}

/// When, where and what.
fn about(community: &Community, texts: &Texts, meeting: &Meeting, slot: &Slot) -> Vec<String> {
    let group = [("community", community.name.as_str().into())];
    let when = dates::when(texts, &meeting.when.value);
    let mut lines = vec![texts.with("briefing-when", &[("when", when.into())])];
    let place = &meeting.place.value;
    if !place.is_empty() {
        lines.push(texts.with("briefing-where", &[("place", place.as_str().into())]));
    }
    lines.extend(slot.presentation.as_ref().map(|one| what(texts, &one.value)));
    vec![texts.with("briefing-title", &group), lines.join("\n")]
}

fn what(texts: &Texts, presentation: &Presentation) -> String {
    let kind = texts.t(match presentation.kind {
        PresentationKind::CaseStudy => "flipchart-case-study",
        PresentationKind::Theme => "flipchart-theme",
    });
    let topic = [kind.as_str(), presentation.topic.as_str()].into_iter();
    let topic = topic.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    texts.with("briefing-what", &[("topic", topic.into())])
}

/// The brief the group agreed on, and what the handbook says of presenting.
fn asked(community: &Community, handbook: &Handbook, texts: &Texts) -> Vec<String> {
    let decisions = community.community.decisions.iter();
    let brief = decisions.filter(|one| one.question == "brief" && !one.superseded);
    let brief = brief.map(|one| format!("{}\n{}", texts.t("briefing-agreed"), one.answer));
    let page = handbook.page("presenting");
    let parts = page.iter().flat_map(|page| &page.parts).map(|part| {
        let points = part.points.iter().map(|point| format!("- {point}"));
        let lines = part.heading.iter().cloned().chain(points);
        let lines = lines.collect::<Vec<_>>().join("\n");
        let paragraphs = part.paragraphs().map(str::to_owned);
        let all = paragraphs.chain(Some(lines)).filter(|it| !it.is_empty());
        all.collect::<Vec<_>>().join("\n\n")
    });
    brief.chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, Change as _};
    use horseshoe_handbook::Language;
    use std::sync::Arc;

    fn briefing(community: &Community, slot: usize) -> Option<String> {
        let (handbook, texts) = (Handbook::of(Language::English), Texts::of(Language::English));
        of(community, &handbook, &texts, testing::slot_id(slot))
    }

    fn presenting() -> Community {
        let mut community = testing::with_swap();
        community.set(|view| {
            let meeting = Arc::make_mut(&mut view.meetings[0]);
            for (slot, topic) in meeting.slots.iter_mut().zip(["A hard visit", "Lone working"]) {
                let topic = topic.to_owned();
                let value = Presentation { topic, ..Presentation::default() };
                slot.presentation =
                    Some(horseshoe_model::Field { value, by: None, clash: Vec::new() });
            }
        });
        community
    }

    #[test]
    fn d2_a_briefing_is_plain_text_with_when_where_what_and_what_the_group_asks() {
        let briefing = briefing(&presenting(), 0).unwrap();
        assert!(briefing.starts_with("Presenting at Riverside practitioners\n\n"), "{briefing}");
        for line in [
            "When: Thu 10 Dec 2026, 14:00–17:00",
            "Where: Room 3, Elm House",
            "What: A case study · A hard visit",
            "- Says where you were unsure, and where you still are",
        ] {
            assert!(briefing.lines().any(|known| known == line), "{line}: {briefing}");
        }
        assert!(briefing.chars().all(|letter| letter == '\n' || !letter.is_control()));
        assert!(!briefing.contains("\n\n\n"), "{briefing}");
    }

    #[test]
    fn d2_a_briefing_is_of_one_place_alone() {
        let community = presenting();
        assert!(!briefing(&community, 0).unwrap().contains("Lone working"));
        assert!(!briefing(&community, 1).unwrap().contains("A hard visit"));
        let nobody = testing::with_offers(&[0]);
        assert_eq!(briefing(&nobody, 0), None, "nobody was picked");
    }

    #[test]
    fn d2_the_brief_the_group_agreed_on_comes_first() {
        let mut community = presenting();
        community.set(|view| {
            let decision = |answer: &str, superseded| horseshoe_model::Decision {
                id: horseshoe_model::DecisionId::from_bytes([u8::from(superseded); 16]),
                question: "brief".to_owned(),
                answer: answer.to_owned(),
                by: None,
                at: 0,
                superseded,
            };
            view.decisions = vec![
                Arc::new(decision("Bring one page", true)),
                Arc::new(decision("Bring nothing but the story", false)),
            ];
        });
        let briefing = briefing(&community, 0).unwrap();
        assert!(briefing.contains("agreed on\nBring nothing but the story\n"), "{briefing}");
        assert!(!briefing.contains("Bring one page"));
    }
}
