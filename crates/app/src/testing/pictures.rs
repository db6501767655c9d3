//! Slides and sheets.

use super::session::Run;
use super::{Change as _, filled};
use crate::slides::Slides as Drawn;
use horseshoe_model::{Field, FileRef, Presentation, SheetsCommand, Slides, SlotId};
use horseshoe_node::Community;
use image::{ImageEncoder as _, Rgb, RgbImage, codecs::png::PngEncoder};
use std::sync::Arc;

/// Pages of the file behind every picture in these tests.
pub(crate) const PAGES: u16 = 3;

/// The pages of that file: a bar across the page, a third of it longer on each.
pub(crate) fn drawn_slides() -> Drawn {
    let page = |number: u32| -> Arc<[u8]> {
        let ink = |x: u32, y: u32| (80..120).contains(&y) && x * 3 < 320 * (number + 1);
        let colour = |x, y| if ink(x, y) { Rgb([36, 84, 76]) } else { Rgb([244, 241, 234]) };
        let picture = RgbImage::from_fn(320, 180, colour);
        let mut png = Vec::new();
        let encoder = PngEncoder::new(&mut png);
        let encoded = encoder.write_image(&picture, 320, 180, image::ExtendedColorType::Rgb8);
        encoded.expect("written to memory");
        png.into()
    };
    Drawn::of((0..u32::from(PAGES)).map(page).collect())
}

/// One of several files.
pub(crate) fn file(number: u8) -> FileRef {
    FileRef { document: [number; 32], end: [0x5e; 32] }
}

/// A session in which a photograph of paper is put up; nothing is on its agenda from beforehand.
pub(crate) fn with_sheet(mine: bool) -> Run {
    let mut run = super::in_discussion(mine);
    let slides = Slides { file: file(1), pages: 1 };
    let text = "Names and areas\nFour of us work with families".to_owned();
    run.does(1, SheetsCommand::Add { slides, text });
    run
}

/// Somebody presents with slides, while a sheet is up from before.
pub(crate) fn presenting_slides(mine: bool) -> (Community, SlotId) {
    let slides = Some(Slides { file: file(2), pages: PAGES });
    let topic = "A visit I would do differently".to_owned();
    let presentation = Presentation { topic, slides, ..Presentation::default() };
    presenting(with_sheet(mine), usize::from(!mine), presentation)
}

/// The group has gone on to the presentation, of whoever is down for the first place.
pub(crate) fn presenting(
    mut run: Run,
    facilitator: usize,
    presentation: Presentation,
) -> (Community, SlotId) {
    run.moves_to(facilitator, 3, 1);
    let mut community = run.in_community(filled());
    let slot = community.community.meetings[0].slots[0].id;
    let sessions = Arc::make_mut(&mut community.sessions);
    let view = Arc::make_mut(&mut sessions[0].view);
    Arc::make_mut(&mut view.agenda.points[3]).slot = Some(slot);
    community.set(|view| {
        let meeting = Arc::make_mut(&mut view.meetings[0]);
        let value = presentation;
        meeting.slots[0].presentation = Some(Field { value, ..Field::default() });
    });
    (community, slot)
}
