//! The pages of a PDF, drawn.

use super::{Drawn, FITS, MOST_PAGES, SlidesProblem};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::{DynamicImage, RgbImage};

/// Where readers look for the beginning of a PDF.
const BEGINS_WITHIN: usize = 1024;

pub(super) fn is_one(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(BEGINS_WITHIN)];
    beginning.windows(5).any(|five| five == b"%PDF-")
}

/// Each page as large as fits.
pub(super) fn pages(bytes: Vec<u8>) -> Result<impl Iterator<Item = Drawn>, SlidesProblem> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => SlidesProblem::Locked,
        LoadPdfError::Invalid => SlidesProblem::Damaged,
    })?;
    match pdf.pages().len() {
        0 => Err(SlidesProblem::Damaged),
        count if count > MOST_PAGES => Err(SlidesProblem::TooMany { most: MOST_PAGES }),
        count => Ok((0..count).map(move |number| drawn(&pdf, number))),
    }
}

fn drawn(pdf: &Pdf, number: usize) -> Drawn {
    let page = pdf.pages().get(number).ok_or(SlidesProblem::Damaged)?;
    let (width, height) = page.render_dimensions();
    let scale = (FITS.0 as f32 / width).min(FITS.1 as f32 / height);
    if !(scale.is_finite() && scale > 0.0) {
        return Err(SlidesProblem::Damaged);
    }
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let (interpreter, renderer) = (InterpreterSettings::default(), RenderSettings::default());
    let drawn = render(page, &RenderCache::new(), &interpreter, &renderer, &size);
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    // On white nothing is left to be seen through.
    let bytes = drawn.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    let picture = RgbImage::from_raw(width, height, bytes).ok_or(SlidesProblem::Damaged)?;
    Ok(DynamicImage::ImageRgb8(picture))
}
