//! How even the turns are, where the group agreed to look at it: my own share, and one word for the room.

use super::Part;
use crate::screen::ScreenCx;
use crate::screens::quiet;
use egui::Ui;
use horseshoe_model::{Evenness, SettingsCommand};
use horseshoe_ui::widgets::Checkbox;

/// The name of the one word for the room.
pub(crate) const fn word(evenness: Evenness) -> &'static str {
    match evenness {
        Evenness::Even => "voices-even",
        Evenness::Uneven => "voices-uneven",
    }
}

pub(super) fn voices_ui(ui: &mut Ui, cx: &ScreenCx<'_>, part: &Part<'_>) {
    let Some(voices) = part.contents.voices else { return };
    let mine = [("mine", voices.mine.into()), ("of", voices.of.into())];
    quiet(ui, &cx.with("voices-mine", &mine));
    if let Some(room) = voices.room {
        quiet(ui, &cx.t(word(room)));
    }
}

/// Whether the group looks at it: somebody records what it agreed.
pub(super) fn agreed_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let mut on = part.community.community.settings.look_at_voices;
    if ui.add(Checkbox::new(&mut on, cx.t("voices-look"))).changed() {
        cx.do_it(SettingsCommand::LookAtVoices { on });
    }
    quiet(ui, &cx.t("voices-note"));
}
