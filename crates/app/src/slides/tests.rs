use super::*;
use image::{Rgba, RgbaImage};
use rand::{RngExt as _, SeedableRng as _};
use std::fmt::Write as _;
use std::path::PathBuf;
use tempfile::TempDir;

/// A file with these bytes.
fn file(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file.bin");
    std::fs::write(&path, bytes).expect("written");
    (folder, path)
}

fn read(bytes: &[u8]) -> Result<Slides, SlidesProblem> {
    let (_folder, path) = file(bytes);
    Slides::from_file(&path)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

/// Wider than high, red on the left and blue on the right.
fn two_colours(width: u32, height: u32) -> DynamicImage {
    let colour = |x| if x < width / 2 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 255, 255]) };
    DynamicImage::ImageRgba8(RgbaImage::from_fn(width, height, |x, _| colour(x)))
}

fn shown(slides: &Slides, page: u16) -> ColorImage {
    picture(&slides.page(page).expect("a page")).expect("a picture")
}

/// A photograph as a camera writes it: lying on its side, with a place it was taken at.
fn photograph() -> Vec<u8> {
    let jpeg =
        encoded(&DynamicImage::ImageRgb8(two_colours(64, 32).into_rgb8()), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]); // to be turned by 90° to the right
    exif.extend([0x0e, 0x01, 2, 0, 20, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
    exif.extend(b"canary of the place\0");
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn f4_a_photograph_is_the_right_way_up_and_nothing_a_camera_wrote_goes_along() {
    let bytes = photograph();
    assert!(bytes.windows(6).any(|six| six == b"canary"));
    let slides = read(&bytes).unwrap();
    let page = shown(&slides, 0);
    assert_eq!(page.size, [32, 64], "turned");
    assert!(page[(16, 4)].r() > 200 && page[(16, 60)].b() > 200);
    assert!(!slides.to_bytes().windows(6).any(|six| six == b"canary"));
    assert!(!slides.to_bytes().windows(4).any(|four| four == b"Exif"));
}

#[test]
fn what_is_larger_is_made_to_fit_and_what_is_smaller_stays() {
    let size = |width, height| {
        let bytes = encoded(&two_colours(width, height), ImageFormat::Png);
        shown(&read(&bytes).unwrap(), 0).size
    };
    assert_eq!(size(4000, 1000), [1920, 480]);
    assert_eq!(size(500, 3000), [180, 1080]);
    assert_eq!(size(40, 30), [40, 30]);
}

#[test]
fn what_can_be_seen_through_is_on_white() {
    let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(4, 4, Rgba([0, 0, 0, 0])));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let page = shown(&read(&encoded(&glass, format)).unwrap(), 0);
        assert_eq!(page[(1, 1)], egui::Color32::WHITE, "{format:?}");
    }
}

#[test]
fn drawn_slides_are_kept_exactly_and_photographs_small() {
    let drawn = read(&encoded(&two_colours(1920, 1080), ImageFormat::Png)).unwrap();
    assert!(drawn.page(0).unwrap().starts_with(b"\x89PNG"));
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(1);
    let mut noise = |_, _| Rgba([rng.random(), rng.random(), rng.random(), 255]);
    let noisy = DynamicImage::ImageRgba8(RgbaImage::from_fn(400, 300, &mut noise));
    let photographed = read(&encoded(&noisy, ImageFormat::Png)).unwrap();
    assert!(photographed.page(0).unwrap().starts_with(b"\xff\xd8"));
}

/// Two pages, one red and one blue, the second of them upright.
fn two_pages() -> Vec<u8> {
    let page = |number: u32, size: &str| {
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Contents {number} 0 R>>")
    };
    let content = |colour: &str| {
        let drawn = format!("{colour} rg 0 0 2000 2000 re f");
        format!("<</Length {}>>stream\n{drawn}\nendstream", drawn.len())
    };
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_owned(),
        page(5, "960 540"),
        page(6, "400 800"),
        content("1 0 0"),
        content("0 0 1"),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        writeln!(places, "{:010} 00000 n ", pdf.len()).expect("in memory");
        writeln!(pdf, "{number} 0 obj{object}endobj").expect("in memory");
    }
    let table = pdf.len();
    let trailer = format!("trailer<</Size 7/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
    writeln!(pdf, "xref\n0 7\n0000000000 65535 f \n{places}{trailer}").expect("in memory");
    pdf.into_bytes()
}

/// Row D10.
#[test]
fn d10_a_pdf_is_a_page_for_each_of_its_pages_as_large_as_fits() {
    let slides = read(&two_pages()).unwrap();
    assert_eq!(slides.len(), 2);
    let (first, second) = (shown(&slides, 0), shown(&slides, 1));
    assert_eq!((first.size, second.size), ([1920, 1080], [540, 1080]));
    assert_eq!(first[(900, 500)].to_tuple(), (255, 0, 0, 255));
    assert_eq!(second[(100, 500)].to_tuple(), (0, 0, 255, 255));
}

#[test]
fn what_is_no_picture_is_told() {
    for bytes in [&b""[..], b"Dear Jo", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"] {
        assert_eq!(read(bytes), Err(SlidesProblem::NoPicture));
    }
    let png = encoded(&two_colours(40, 30), ImageFormat::Png);
    assert_eq!(read(&png[..png.len() / 2]), Err(SlidesProblem::Damaged));
    assert_eq!(read(b"%PDF-1.7 and nothing else"), Err(SlidesProblem::Damaged));
    let nowhere = tempfile::tempdir().unwrap().path().join("nowhere");
    assert_eq!(Slides::from_file(&nowhere), Err(SlidesProblem::NotRead));
}

#[test]
fn a_picture_that_says_it_is_enormous_is_not_decoded() {
    let mut png = encoded(&two_colours(40, 30), ImageFormat::Png);
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    assert_eq!(read(&png), Err(SlidesProblem::Damaged));
    assert!(picture(&png).is_none());
    let larger_than_pages = encoded(&two_colours(2000, 30), ImageFormat::Png);
    assert!(picture(&larger_than_pages).is_none());
}

#[test]
fn others_bytes_are_read_as_written_or_not_at_all_and_do_no_harm() {
    let page = |number: u8| Arc::from(vec![number; usize::from(number)]);
    let slides = Slides { pages: vec![page(3), page(0), page(200)] };
    let bytes = slides.to_bytes();
    assert_eq!(Slides::from_bytes(&bytes), Some(slides.clone()));
    for length in 0..bytes.len() {
        assert_eq!(Slides::from_bytes(&bytes[..length]), None);
    }
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(2);
    let small = read(&encoded(&two_colours(40, 30), ImageFormat::Png)).unwrap();
    let photographed = read(&photograph()).unwrap();
    for honest in [slides, small, photographed] {
        for _ in 0..2_000 {
            let mut bytes = honest.to_bytes();
            for _ in 0..rng.random_range(1..4) {
                let place = rng.random_range(0..bytes.len());
                bytes[place] = rng.random();
            }
            let Some(read) = Slides::from_bytes(&bytes) else { continue };
            assert_eq!(read.to_bytes(), bytes, "one way to write it");
            for number in 0..read.len() {
                // Whether it can be drawn is a matter of chance; that it does no harm is not.
                picture(&read.page(number as u16).unwrap());
            }
        }
    }
}
