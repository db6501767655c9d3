//! How the window looks: its language, light or dark, contrast, letters, size, stillness.

use crate::action::{Act, Action};
use crate::screen::ScreenCx;
use egui::{ThemePreference, Ui};
use horseshoe_handbook::Language;
use horseshoe_ui::space;
use horseshoe_ui::theme::{ContrastChoice, Face, Motion};
use horseshoe_ui::widgets::{Button, Section, Switch, segmented};

pub(super) fn looks_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    Section::new(cx.t("connection-looks")).show(ui, |ui| {
        language_ui(ui, cx);
        ui.add_space(space::XS);
        let mut look = cx.look.clone();
        let words = [cx.t("look-theme-system"), cx.t("look-theme-light"), cx.t("look-theme-dark")];
        let themes = [
            (ThemePreference::System, words[0].as_str()),
            (ThemePreference::Light, words[1].as_str()),
            (ThemePreference::Dark, words[2].as_str()),
        ];
        segmented(ui, &cx.t("look-theme"), &mut look.theme, &themes);
        ui.add_space(space::XS);
        let mut contrast = look.contrast == ContrastChoice::High;
        let mut letters = look.face == Face::EasierToRead;
        let mut still = look.motion == Motion::Reduced;
        ui.add(Switch::new(&mut contrast, cx.t("look-contrast")));
        ui.add(Switch::new(&mut letters, cx.t("look-letters")));
        ui.add(Switch::new(&mut still, cx.t("look-motion")));
        ui.add(Switch::new(&mut look.letter_keys, cx.t("look-letter-keys")));
        look.contrast = if contrast { ContrastChoice::High } else { ContrastChoice::Normal };
        look.face = if letters { Face::EasierToRead } else { Face::Inter };
        look.motion = if still { Motion::Reduced } else { Motion::Gentle };
        if look != *cx.look {
            cx.act(Action::Look(look));
        }
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let percent = (cx.look.text_scale * 100.0).round();
            super::body(ui, &cx.with("look-size", &[("percent", percent.into())]));
            if ui.add(Button::quiet(cx.t("look-smaller"))).clicked() {
                cx.act(Action::Act(Act::SmallerText));
            }
            if ui.add(Button::quiet(cx.t("look-larger"))).clicked() {
                cx.act(Action::Act(Act::LargerText));
            }
        });
    });
}

/// Each language under its own name, so that everybody finds theirs.
fn language_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    let system = cx.t("look-language-system");
    let mut languages = vec![(None, system.as_str())];
    languages.extend(Language::ALL.map(|language| (Some(language), language.own_name())));
    let mut chosen = cx.language;
    segmented(ui, &cx.t("look-language"), &mut chosen, &languages);
    if chosen != cx.language {
        cx.act(Action::Act(Act::Speak(chosen)));
    }
}
