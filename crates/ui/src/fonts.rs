//! The bundled letters: Inter, and Atkinson Hyperlegible Next for "easier to read".
//!
//! Inter covers Latin, Greek, Cyrillic, arrows and simple symbols; Atkinson covers Latin and
//! falls back to Inter. Other scripts and emoji come from the system where the window allows it.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::theme::Face;

const INTER_REGULAR: &[u8] = include_bytes!("../../../assets/fonts/inter-regular.ttf");
const INTER_SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/inter-semibold.ttf");
const ATKINSON_REGULAR: &[u8] =
    include_bytes!("../../../assets/fonts/atkinson-hyperlegible-next-regular.ttf");
const ATKINSON_SEMIBOLD: &[u8] =
    include_bytes!("../../../assets/fonts/atkinson-hyperlegible-next-semibold.ttf");

/// The licences that travel with the letters, for the "about" screen: name and text.
pub const LICENCES: [(&str, &str); 2] = [
    ("Inter", include_str!("../../../assets/fonts/inter-OFL.txt")),
    (
        "Atkinson Hyperlegible Next",
        include_str!("../../../assets/fonts/atkinson-hyperlegible-next-OFL.txt"),
    ),
];

/// The semibold family.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// The families for one face: proportional, monospace (the same letters) and [`strong`].
pub fn definitions(face: Face) -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in [
        ("inter", INTER_REGULAR),
        ("inter-semibold", INTER_SEMIBOLD),
        ("atkinson", ATKINSON_REGULAR),
        ("atkinson-semibold", ATKINSON_SEMIBOLD),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let (regular, semibold): (&[&str], &[&str]) = match face {
        Face::Inter => (&["inter"], &["inter-semibold"]),
        Face::EasierToRead => (&["atkinson", "inter"], &["atkinson-semibold", "inter-semibold"]),
    };
    let family = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    fonts.families.insert(FontFamily::Proportional, family(regular));
    fonts.families.insert(FontFamily::Monospace, family(regular));
    fonts.families.insert(strong(), family(semibold));
    fonts
}

#[cfg(test)]
mod tests {
    use egui::{
        FontId,
        epaint::{TextOptions, text::Fonts},
    };

    use super::*;

    #[test]
    fn both_faces_have_the_letters_of_european_languages_and_the_symbols_we_use() {
        for face in [Face::Inter, Face::EasierToRead] {
            let mut fonts = Fonts::new(TextOptions::default(), definitions(face));
            for family in [FontFamily::Proportional, strong()] {
                let font = FontId::new(16.0, family);
                for letter in "Łőñéßąčțşŵ ΩЖд—–…“”‘’•€→←↑↓✓▲▼".chars()
                {
                    assert!(fonts.has_glyph(&font, letter), "{letter} is missing in {face:?}");
                }
            }
        }
    }
}
