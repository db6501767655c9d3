//! The report in front of everything: to be read whole, then copied or saved, or neither.

use crate::texts::Texts;
use egui::{Context, Id, Label, ScrollArea, TextEdit, Ui};
use horseshoe_ui::widgets::{Button, Dialog};
use horseshoe_ui::{Icon, Size, space, tokens};

/// Open while there is a text.
#[derive(Debug, Default)]
pub(crate) struct ReportDialog {
    text: Option<String>,
}

/// What to do with the report.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Copy(String),
    Save(String),
}

enum Pressed {
    Copy,
    Save,
    Close,
}

impl ReportDialog {
    pub(crate) fn open(&mut self, text: String) {
        self.text = Some(text);
    }

    /// Call every frame, open or not.
    pub(crate) fn ui(&mut self, ctx: &Context, texts: &Texts) -> Option<Asked> {
        let mut open = self.text.is_some();
        let dialog = Dialog::new(Id::unique("report"), texts.t("report-title")).width(620.0);
        let text = self.text.as_deref().unwrap_or_default();
        let answer = dialog.show(ctx, &mut open, |ui| report_ui(ui, texts, text));
        let asked = match answer.inner.flatten() {
            Some(Pressed::Copy) => Some(Asked::Copy(text.to_owned())),
            Some(Pressed::Save) => {
                open = false;
                Some(Asked::Save(text.to_owned()))
            }
            Some(Pressed::Close) => {
                open = false;
                None
            }
            None => None,
        };
        if !open {
            self.text = None;
        }
        asked
    }
}

fn report_ui(ui: &mut Ui, texts: &Texts, text: &str) -> Option<Pressed> {
    let ink = tokens(ui).ink.text;
    ui.add(Label::new(Size::Body.text(texts.t("report-note")).color(ink)).wrap());
    ui.add_space(space::S);
    let height = (ui.ctx().content_rect().height() - 300.0).clamp(80.0, 380.0);
    ScrollArea::vertical().id_salt("report-text").max_height(height).show(ui, |ui| {
        let mut shown = text;
        // It can be selected and read, and not be changed.
        let edit = TextEdit::multiline(&mut shown)
            .id(Id::unique("report-text"))
            .font(Size::Note.font())
            .text_color(ink)
            .desired_width(f32::INFINITY);
        ui.add(edit).accessible_name(texts.t("report-name"));
    });
    ui.add_space(space::M);
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::primary(texts.t("report-copy")).icon(Icon::Copy)).clicked() {
            pressed = Some(Pressed::Copy);
        }
        if ui.add(Button::quiet(texts.t("report-save")).icon(Icon::File)).clicked() {
            pressed = Some(Pressed::Save);
        }
        if ui.add(Button::plain(texts.t("report-close"))).clicked() {
            pressed = Some(Pressed::Close);
        }
    });
    pressed
}
