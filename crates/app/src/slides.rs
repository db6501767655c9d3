//! Slides, and pictures of paper: read from a person's file and drawn anew, page by page, so that nothing travels along
//! that is not seen; and read again on other devices, where nothing in them is trusted.

mod page;
mod pdf;

use egui::ColorImage;
use image::{DynamicImage, ImageFormat};
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

/// Pages of one file.
const MOST_PAGES: usize = horseshoe_model::Slides::MOST as usize;
/// Bytes of all pages together. More is no slides to be shown in a room.
const MOST_BYTES: usize = 20 << 20;
/// Bytes of a file that is read at all.
const MOST_READ: u64 = 100 << 20;
/// What a page is made to fit: as much as a projector shows.
const FITS: (u32, u32) = (1920, 1080);

/// What is shown page by page. Each page is a picture, PNG or JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slides {
    pages: Vec<Arc<[u8]>>,
}

/// Why a file cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlidesProblem {
    NotRead,
    /// Neither a picture nor a PDF.
    NoPicture,
    /// Asks for a password.
    Locked,
    TooMany {
        most: usize,
    },
    TooLarge,
    /// A picture or a PDF, but not one that can be drawn.
    Damaged,
}

impl From<io::Error> for SlidesProblem {
    fn from(_: io::Error) -> Self {
        Self::NotRead
    }
}

impl Slides {
    /// Of a picture (PNG, JPEG, WebP) one page, of a PDF all of them. What a camera or a program wrote beside the picture
    /// stays behind. Takes its time: a second or so for a page of a PDF.
    pub(crate) fn from_file(path: &Path) -> Result<Self, SlidesProblem> {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(MOST_READ + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_READ {
            return Err(SlidesProblem::TooLarge);
        }
        // What reads others' formats may come upon something nobody thought of.
        let pages = catch_unwind(AssertUnwindSafe(|| pages_of(bytes)));
        let pages = pages.unwrap_or(Err(SlidesProblem::Damaged))?;
        let total: usize = pages.iter().map(|page| page.len()).sum();
        if total > MOST_BYTES { Err(SlidesProblem::TooLarge) } else { Ok(Self { pages }) }
    }

    #[cfg(test)]
    pub(crate) fn of(pages: Vec<Arc<[u8]>>) -> Self {
        Self { pages }
    }

    pub(crate) fn len(&self) -> usize {
        self.pages.len()
    }

    /// Counted from nought.
    pub(crate) fn page(&self, number: u16) -> Option<Arc<[u8]>> {
        self.pages.get(usize::from(number)).cloned()
    }

    /// The bytes of a file: a version, how many pages, and each page after its length.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend((self.pages.len() as u16).to_be_bytes());
        for page in &self.pages {
            bytes.extend((page.len() as u32).to_be_bytes());
            bytes.extend_from_slice(page);
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] writes, and nothing else.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (&[version, a, b], mut rest) = bytes.split_first_chunk()?;
        let count = usize::from(u16::from_be_bytes([a, b]));
        if version != VERSION || !(1..=MOST_PAGES).contains(&count) {
            return None;
        }
        let mut pages = Vec::with_capacity(count);
        for _ in 0..count {
            let (length, after) = rest.split_first_chunk()?;
            let (page, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            pages.push(page.into());
            rest = after;
        }
        rest.is_empty().then_some(Self { pages })
    }
}

const VERSION: u8 = 1;

/// A page somebody added, decoded with limits; nothing where it is no picture, or a larger one than pages are.
pub(crate) fn picture(page: &[u8]) -> Option<ColorImage> {
    let decoded = catch_unwind(AssertUnwindSafe(|| page::decode_others(page)));
    let picture = decoded.ok()??.into_rgba8();
    let size = [picture.width() as usize, picture.height() as usize];
    Some(ColorImage::from_rgba_unmultiplied(size, &picture))
}

fn pages_of(bytes: Vec<u8>) -> Result<Vec<Arc<[u8]>>, SlidesProblem> {
    if pdf::is_one(&bytes) {
        return pdf::pages(bytes)?.map(|drawn| page::encode(&drawn?)).collect();
    }
    match image::guess_format(&bytes) {
        Ok(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) => {
            Ok(vec![page::encode(&page::fitting(page::decode_own(&bytes)?))?])
        }
        _ => Err(SlidesProblem::NoPicture),
    }
}

/// A drawn page, which fits.
type Drawn = Result<DynamicImage, SlidesProblem>;

#[cfg(test)]
mod tests;
