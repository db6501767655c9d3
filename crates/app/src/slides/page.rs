//! One page: decoded with limits, made to fit, encoded anew.

use super::{FITS, SlidesProblem};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use std::io::Cursor;
use std::sync::Arc;

/// The longest side of a picture somebody's camera made.
const SIDE: u32 = 16_384;
/// Bytes a picture may take while it is decoded: a little more than the largest camera's.
const DECODED: u64 = 1 << 30;
/// What a photograph loses at this quality nobody sees on a wall.
const QUALITY: u8 = 85;

/// A picture of one's own, the right way up.
pub(super) fn decode_own(bytes: &[u8]) -> Result<DynamicImage, SlidesProblem> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(DECODED);
    let damaged = |_| SlidesProblem::Damaged;
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|_unreadable| SlidesProblem::Damaged)?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let way_up = decoder.orientation().map_err(damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(way_up);
    Ok(picture)
}

/// A page that came from another device.
pub(super) fn decode_others(bytes: &[u8]) -> Option<DynamicImage> {
    let side = FITS.0.max(FITS.1);
    let mut limits = Limits::default();
    limits.max_image_width = Some(side);
    limits.max_image_height = Some(side);
    limits.max_alloc = Some(64 << 20);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg)) {
        return None;
    }
    reader.limits(limits);
    reader.decode().ok()
}

/// Not larger than a page; smaller ones stay as they are.
pub(super) fn fitting(picture: DynamicImage) -> DynamicImage {
    let (width, height) = FITS;
    if picture.width() <= width && picture.height() <= height {
        return picture;
    }
    picture.resize(width, height, FilterType::Lanczos3)
}

/// On white, as PNG or as JPEG, whichever is smaller: drawn slides are the one, photographs the other.
pub(super) fn encode(picture: &DynamicImage) -> Result<Arc<[u8]>, SlidesProblem> {
    let opaque = on_white(picture);
    let (mut png, mut jpeg) = (Vec::new(), Vec::new());
    let drawn = opaque.write_with_encoder(PngEncoder::new(&mut png));
    let photographed = opaque.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY));
    drawn.and(photographed).map_err(|_unwritable| SlidesProblem::Damaged)?;
    Ok(if png.len() <= jpeg.len() { png.into() } else { jpeg.into() })
}

fn on_white(picture: &DynamicImage) -> RgbImage {
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        let mixed = |ink: u32| ((ink * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        Rgb([mixed(red), mixed(green), mixed(blue)])
    })
}
