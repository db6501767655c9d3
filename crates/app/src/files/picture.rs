//! A ticket photographed or sent as a picture: the text in its QR code.

use image::{ImageReader, Limits};
use std::io::Cursor;

/// As large as the picture of a phone; larger ones are refused before they are unpacked.
const MOST_PIXELS: u32 = 12_000;
const MOST_MEMORY: u64 = 256 << 20;

/// The text in the first QR code that can be read; `None` where the bytes are no picture, or hold none.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS);
    limits.max_image_height = Some(MOST_PIXELS);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?.into_luma8();
    let mut prepared = rqrr::PreparedImage::prepare(picture);
    prepared.detect_grids().iter().find_map(|grid| Some(grid.decode().ok()?.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageFormat, Luma, imageops};
    use qrcode::{Color, EcLevel, QrCode};

    /// A code as another device shows it, `large` pixels for each of its squares.
    fn shown(text: &str, large: u32) -> DynamicImage {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
        let (width, colours) = (code.width() as u32, code.to_colors());
        let picture =
            image::GrayImage::from_fn((width + 8) * large, (width + 8) * large, |x, y| {
                let (x, y) = ((x / large).wrapping_sub(4), (y / large).wrapping_sub(4));
                let dark =
                    x < width && y < width && colours[(y * width + x) as usize] == Color::Dark;
                Luma([if dark { 30 } else { 240 }])
            });
        DynamicImage::ImageLuma8(picture)
    }

    fn saved(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.to_rgb8().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_ticket_is_read_from_its_picture_as_png_and_as_a_turned_photograph() {
        let ticket = format!("HORSESHOE:{}", "AEAQCAIB".repeat(24));
        let picture = shown(&ticket, 6);
        assert_eq!(text(&saved(&picture, ImageFormat::Png)).as_ref(), Some(&ticket));
        let photograph = DynamicImage::from(imageops::rotate90(&picture.to_rgb8()));
        assert_eq!(text(&saved(&photograph, ImageFormat::Jpeg)).as_ref(), Some(&ticket));
    }

    #[test]
    fn what_is_no_picture_or_holds_no_code_gives_nothing() {
        assert_eq!(text(b"Dear Jo"), None);
        let empty = DynamicImage::new_rgb8(200, 200);
        assert_eq!(text(&saved(&empty, ImageFormat::Png)), None);
        let cut = saved(&shown("HORSESHOE:A", 6), ImageFormat::Png);
        assert_eq!(text(&cut[..cut.len() / 2]), None);
    }
}
