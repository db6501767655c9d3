//! Sheets of a session, and slides of those who present in it.

use crate::flipchart::Pictured;
use crate::flipchart::contents::slides_of;
use crate::texts::Texts;
use crate::words;
use horseshoe_model::{PointKind, SheetId, Slides, Slot, SlotId, Words};
use horseshoe_node::{Community, MemberId, Session};

/// Slides in the order of the agenda, sheets in the order they were put up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PictureRows {
    pub(crate) slides: Vec<SlidesRow>,
    pub(crate) sheets: Vec<SheetRow>,
    /// Slides of what is being presented now.
    pub(crate) now: Option<SlotId>,
}

/// Somebody's slides.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SlidesRow {
    pub(crate) slot: SlotId,
    pub(crate) slides: Slides,
    pub(crate) presenter: String,
    pub(crate) topic: String,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SheetRow {
    pub(crate) sheet: SheetId,
    pub(crate) slides: Slides,
    pub(crate) words: Words,
    pub(crate) by: String,
    /// I put it up.
    pub(crate) mine: bool,
}

impl PictureRows {
    pub(super) fn of(community: &Community, session: &Session, texts: &Texts) -> Self {
        let all: Vec<&Slot> =
            community.community.meetings.iter().flat_map(|meeting| &meeting.slots).collect();
        let points = session.view.agenda.points.iter();
        let slots = points.filter_map(|point| point.slot);
        let row = |id: SlotId| {
            let slides = slides_of(community, session, Pictured::Slides(id))?;
            let slot = all.iter().find(|slot| slot.id == id)?;
            let presenter = slot.presenter.as_ref().map(|presenter| presenter.value);
            let topic = slot.presentation.as_ref().map(|it| it.value.topic.clone());
            Some(SlidesRow {
                slot: id,
                slides,
                presenter: presenter
                    .map_or_else(|| texts.t("somebody"), |one| words::name(texts, community, one)),
                topic: topic.unwrap_or_default(),
            })
        };
        let sheet = |sheet: &horseshoe_model::Sheet| SheetRow {
            sheet: sheet.id,
            slides: sheet.slides,
            words: sheet.words.clone(),
            by: words::member(texts, community, sheet.by),
            mine: sheet.by.is_some_and(|by| MemberId::from_bytes(*by.as_bytes()) == community.me),
        };
        let slides: Vec<SlidesRow> = slots.filter_map(row).collect();
        let here = session.view.agenda.current();
        let here = here.filter(|point| point.kind == PointKind::Presentation);
        let now = here.and_then(|point| point.slot);
        Self {
            now: now.filter(|slot| slides.iter().any(|row| row.slot == *slot)),
            slides,
            sheets: session.view.sheets.iter().map(|it| sheet(it)).collect(),
        }
    }
}
