//! How the window looks and speaks to this person: kept in a small file beside the profile, without any content.

use horseshoe_handbook::Language;
use horseshoe_ui::Appearance;
use horseshoe_ui::theme::{self, ContrastChoice, Face, Motion, TEXT_SCALES};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The choices, and where they are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    pub(crate) appearance: Appearance,
    /// As the system, where none is chosen.
    chosen_language: Option<Language>,
    system_language: Language,
    /// Nowhere in tests and tours.
    file: Option<PathBuf>,
}

#[derive(Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
struct Kept {
    /// A code, or `system`.
    language: String,
    theme: String,
    high_contrast: bool,
    easier_letters: bool,
    still: bool,
    touch: bool,
    letter_keys: bool,
    text_scale: f32,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            language: SYSTEM.to_owned(),
            theme: SYSTEM.to_owned(),
            high_contrast: false,
            easier_letters: false,
            still: false,
            touch: false,
            letter_keys: true,
            text_scale: 1.0,
        }
    }
}

const STEP: f32 = 0.1;
const SYSTEM: &str = "system";

impl Settings {
    /// The choices kept in this profile; the usual ones where there are none or the file cannot be read.
    pub(crate) fn of(profile: &Path) -> Self {
        let file = profile.join("window.json");
        let kept: Kept = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let appearance = Appearance {
            theme: match kept.theme.as_str() {
                "light" => egui::ThemePreference::Light,
                "dark" => egui::ThemePreference::Dark,
                _ => egui::ThemePreference::System,
            },
            contrast: if kept.high_contrast {
                ContrastChoice::High
            } else {
                ContrastChoice::Normal
            },
            face: if kept.easier_letters { Face::EasierToRead } else { Face::Inter },
            motion: if kept.still { Motion::Reduced } else { Motion::Gentle },
            touch: kept.touch,
            letter_keys: kept.letter_keys,
            text_scale: kept.text_scale,
        };
        Self {
            appearance,
            chosen_language: Language::of_code(&kept.language),
            system_language: system_language(),
            file: Some(file),
        }
    }

    /// The usual choices, in this language.
    #[cfg(test)]
    pub(crate) fn in_language(language: Language) -> Self {
        Self { chosen_language: Some(language), ..Self::default() }
    }

    /// The language everything is said in.
    pub(crate) fn language(&self) -> Language {
        self.chosen_language.unwrap_or(self.system_language)
    }

    pub(crate) const fn chosen_language(&self) -> Option<Language> {
        self.chosen_language
    }

    /// Chooses a language, or none: as the system.
    pub(crate) fn speak(&mut self, language: Option<Language>) {
        self.chosen_language = language;
        self.keep();
    }

    pub(crate) fn install(&self, ctx: &egui::Context) {
        // Our own keys change the size, so that it is kept and stays in its range.
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // Paper, where the system does not say what it likes.
            options.fallback_theme = egui::Theme::Light;
        });
        theme::install(ctx, &self.appearance);
    }

    /// Changes the choices, the look and the file.
    pub(crate) fn change(&mut self, ctx: &egui::Context, change: impl FnOnce(&mut Appearance)) {
        change(&mut self.appearance);
        self.install(ctx);
        self.keep();
    }

    pub(crate) fn scale_by(&mut self, ctx: &egui::Context, steps: f32) {
        self.change(ctx, |appearance| {
            let scale = ((appearance.text_scale + steps * STEP) * 10.0).round() / 10.0;
            appearance.text_scale = scale.clamp(*TEXT_SCALES.start(), *TEXT_SCALES.end());
        });
    }

    fn keep(&self) {
        let Some(file) = &self.file else { return };
        let look = &self.appearance;
        let kept = Kept {
            language: self.chosen_language.map_or(SYSTEM, Language::code).to_owned(),
            theme: match look.theme {
                egui::ThemePreference::Light => "light",
                egui::ThemePreference::Dark => "dark",
                egui::ThemePreference::System => SYSTEM,
            }
            .to_owned(),
            high_contrast: look.contrast == ContrastChoice::High,
            easier_letters: look.face == Face::EasierToRead,
            still: look.motion == Motion::Reduced,
            touch: look.touch,
            letter_keys: look.letter_keys,
            text_scale: look.text_scale,
        };
        let written = serde_json::to_vec_pretty(&kept).map_err(std::io::Error::other);
        if let Err(error) = written.and_then(|bytes| std::fs::write(file, bytes)) {
            tracing::warn!(%error, "the look of the window is not kept");
        }
    }
}

/// The first of the languages the person likes that we speak; English, where there is none.
fn system_language() -> Language {
    sys_locale::get_locales().find_map(|code| Language::of_code(&code)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_the_window_looks_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let ctx = egui::Context::default();
        let mut settings = Settings::of(folder.path());
        assert_eq!(settings.appearance, Appearance::default());
        settings.scale_by(&ctx, 3.0);
        settings.change(&ctx, |look| look.theme = egui::ThemePreference::Dark);
        assert_eq!(Settings::of(folder.path()).appearance, settings.appearance);
        assert_eq!(Settings::of(folder.path()).chosen_language, None);
        settings.speak(Some(Language::German));
        assert_eq!(Settings::of(folder.path()).language(), Language::German);
        settings.scale_by(&ctx, 99.0);
        assert_eq!(settings.appearance.text_scale, 2.5);
    }
}
