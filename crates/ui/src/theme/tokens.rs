//! The colours by name, read once from `assets/theme`; nothing else in the program makes a colour.

use std::sync::LazyLock;

use egui::Color32;
use serde::{Deserialize, Deserializer};

/// All colours and edges of one theme. Widgets take them from [`super::tokens`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    pub ground: Ground,
    pub ink: Ink,
    pub accent: Accent,
    pub go: Tone,
    pub caution: Tone,
    pub stop: Tone,
    pub edge: Edge,
    pub papers: Papers,
    pub authors: Authors,
}

/// What things lie on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Behind everything.
    #[serde(deserialize_with = "hex")]
    pub page: Color32,
    /// Cards, fields, dialogs.
    #[serde(deserialize_with = "hex")]
    pub surface: Color32,
    /// The rail and other places that recede.
    #[serde(deserialize_with = "hex")]
    pub sunken: Color32,
    #[serde(deserialize_with = "hex")]
    pub hover: Color32,
    #[serde(deserialize_with = "hex")]
    pub pressed: Color32,
    /// The chosen one of several; always together with a mark or a word.
    #[serde(deserialize_with = "hex")]
    pub selected: Color32,
    /// Hairlines that only divide. Never the only sign of a control.
    #[serde(deserialize_with = "hex")]
    pub line: Color32,
}

/// What things are written with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ink {
    #[serde(deserialize_with = "hex")]
    pub text: Color32,
    #[serde(deserialize_with = "hex")]
    pub muted: Color32,
    /// Edges of controls.
    #[serde(deserialize_with = "hex")]
    pub border: Color32,
}

/// The one colour that says "you can act here".
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accent {
    #[serde(deserialize_with = "hex")]
    pub fill: Color32,
    #[serde(deserialize_with = "hex")]
    pub hover: Color32,
    #[serde(deserialize_with = "hex")]
    pub pressed: Color32,
    #[serde(deserialize_with = "hex")]
    pub on_fill: Color32,
}

/// A meaning (go, caution, stop): for marks and words, as a quiet ground, and what is written on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    #[serde(deserialize_with = "hex")]
    pub fill: Color32,
    #[serde(deserialize_with = "hex")]
    pub tint: Color32,
    #[serde(deserialize_with = "hex")]
    pub on_fill: Color32,
}

/// Widths in points; shadow strength 0–255.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edge {
    pub control: f32,
    pub focus: f32,
    pub shadow: u8,
}

/// Sticky notes: light paper with dark words in every theme.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Papers {
    #[serde(deserialize_with = "hex")]
    pub text: Color32,
    #[serde(deserialize_with = "hexes")]
    pub fills: [Color32; 6],
}

/// One colour per person, always beside initials or a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authors {
    #[serde(deserialize_with = "hex")]
    pub on_fill: Color32,
    #[serde(deserialize_with = "hexes")]
    pub fills: [Color32; 8],
}

impl Tokens {
    /// The author colour for any number; people past the eighth share a colour and differ by pattern.
    pub fn author(&self, index: usize) -> Color32 {
        self.authors.fills[index % self.authors.fills.len()]
    }

    /// Behind the words I have selected: a third of the accent, on which they stay readable in every theme.
    pub fn selection(&self) -> Color32 {
        self.accent.fill.gamma_multiply(0.30)
    }

    /// Over the words somebody else has selected.
    pub fn selection_of(&self, index: usize) -> Color32 {
        self.author(index).gamma_multiply(0.22)
    }

    /// The paper colour for any number.
    pub fn paper(&self, index: usize) -> Color32 {
        self.papers.fills[index % self.papers.fills.len()]
    }
}

/// The four token tables.
pub(super) struct Tables {
    pub(super) light: Tokens,
    pub(super) dark: Tokens,
    pub(super) contrast: Contrast,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contrast {
    pub(super) light: Tokens,
    pub(super) dark: Tokens,
}

pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    const BUILT_IN: &str = "built-in theme files are parsed by a test";
    Tables {
        light: toml::from_str(include_str!("../../../../assets/theme/light.toml")).expect(BUILT_IN),
        dark: toml::from_str(include_str!("../../../../assets/theme/dark.toml")).expect(BUILT_IN),
        contrast: toml::from_str(include_str!("../../../../assets/theme/high-contrast.toml"))
            .expect(BUILT_IN),
    }
});

fn parse(text: &str) -> Result<Color32, String> {
    Color32::from_hex(text).map_err(|error| format!("{text} is not a colour: {error:?}"))
}

fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).map_err(serde::de::Error::custom)
}

fn hexes<'de, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
) -> Result<[Color32; N], D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let colours = texts
        .iter()
        .map(|text| parse(text))
        .collect::<Result<Vec<_>, _>>()
        .map_err(serde::de::Error::custom)?;
    <[Color32; N]>::try_from(colours).map_err(|found| {
        serde::de::Error::custom(format!("expected {N} colours, found {}", found.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2: relative luminance of an opaque colour.
    fn luminance(colour: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    }

    fn ratio(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn all() -> [(&'static str, &'static Tokens); 4] {
        [
            ("light", &TABLES.light),
            ("dark", &TABLES.dark),
            ("high contrast light", &TABLES.contrast.light),
            ("high contrast dark", &TABLES.contrast.dark),
        ]
    }

    #[test]
    fn the_formula_gives_the_known_extremes() {
        assert!((ratio(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((ratio(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.01);
    }

    #[test]
    fn words_have_a_contrast_of_at_least_four_and_a_half() {
        for (theme, tokens) in all() {
            let grounds = [
                ("page", tokens.ground.page),
                ("surface", tokens.ground.surface),
                ("sunken", tokens.ground.sunken),
                ("hover", tokens.ground.hover),
                ("pressed", tokens.ground.pressed),
                ("selected", tokens.ground.selected),
            ];
            let words = [
                ("text", tokens.ink.text),
                ("muted", tokens.ink.muted),
                ("accent", tokens.accent.fill),
            ];
            for (ground_name, ground) in grounds {
                for (word_name, word) in words {
                    let found = ratio(word, ground);
                    assert!(found >= 4.5, "{theme}: {word_name} on {ground_name} is {found:.2}");
                }
            }
            let tones = [("go", &tokens.go), ("caution", &tokens.caution), ("stop", &tokens.stop)];
            for (name, tone) in tones {
                for ground in [tone.tint, tokens.ground.surface, tokens.ground.page] {
                    let found = ratio(tone.fill, ground);
                    assert!(found >= 4.5, "{theme}: {name} on its ground is {found:.2}");
                }
                assert!(ratio(tone.on_fill, tone.fill) >= 4.5, "{theme}: on {name}");
                assert!(ratio(tokens.ink.text, tone.tint) >= 4.5, "{theme}: text on {name} tint");
            }
            for fill in [tokens.accent.fill, tokens.accent.hover, tokens.accent.pressed] {
                assert!(ratio(tokens.accent.on_fill, fill) >= 4.5, "{theme}: on accent");
            }
            for paper in tokens.papers.fills {
                assert!(ratio(tokens.papers.text, paper) >= 4.5, "{theme}: on paper");
            }
            for author in tokens.authors.fills {
                let found = ratio(tokens.authors.on_fill, author);
                assert!(found >= 4.5, "{theme}: initials on {} are {found:.2}", author.to_hex());
            }
        }
    }

    #[test]
    fn what_is_selected_or_disabled_can_still_be_read() {
        for (theme, tokens) in all() {
            let surface = tokens.ground.surface;
            let found = ratio(tokens.ink.text, surface.blend(tokens.selection()));
            assert!(found >= 4.5, "{theme}: my selection is {found:.2}");
            for index in 0..tokens.authors.fills.len() {
                let over = tokens.selection_of(index);
                let found = ratio(tokens.ink.text.blend(over), surface.blend(over));
                assert!(found >= 4.5, "{theme}: the selection of {index} is {found:.2}");
            }
            let disabled = |ink: Color32| surface.blend(ink.gamma_multiply(super::super::DISABLED));
            for (name, ink, least) in [
                ("text", tokens.ink.text, 4.5),
                ("muted", tokens.ink.muted, 4.5),
                ("go", tokens.go.fill, 3.0),
                ("stop", tokens.stop.fill, 3.0),
            ] {
                let found = ratio(disabled(ink), surface);
                assert!(found >= least, "{theme}: disabled {name} is {found:.2}");
            }
        }
    }

    #[test]
    fn controls_and_marks_have_a_contrast_of_at_least_three() {
        for (theme, tokens) in all() {
            // The ring lies on whatever the control lies on, and that may be chosen or under the pointer.
            for ground in [tokens.ground.selected, tokens.ground.hover, tokens.ground.pressed] {
                let found = ratio(tokens.accent.fill, ground);
                assert!(found >= 3.0, "{theme}: focus ring is {found:.2}");
            }
            for ground in [tokens.ground.page, tokens.ground.surface, tokens.ground.sunken] {
                let found = ratio(tokens.ink.border, ground);
                assert!(found >= 3.0, "{theme}: border is {found:.2}");
                let found = ratio(tokens.accent.fill, ground);
                assert!(found >= 3.0, "{theme}: focus ring is {found:.2}");
                for author in tokens.authors.fills {
                    let found = ratio(author, ground);
                    assert!(found >= 3.0, "{theme}: author {} is {found:.2}", author.to_hex());
                }
            }
        }
    }
}
