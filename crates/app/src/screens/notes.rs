//! Shared notes: everybody writes in every one.

mod contents;
mod erasing;

use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::long_text::{LongText, LongWriting, Whose, beginning};
use crate::screens::{
    focus_row, new_mark, saved_here_mark, spread_ui, title_ui, who_wrote_ui, why_not_write,
    writing_names,
};
use crate::texts::TextId;
use crate::words;
use contents::{Contents, NoteRow};
use egui::{Id, Ui};
use erasing::Erasing;
use horseshoe_model::{NoteId, NoteKind, NotesCommand, Scope as HowFar, Words};
use horseshoe_node::{Community, SharedNote};
use horseshoe_ui::widgets::{Badge, Button, Card, EmptyState, ListRow, Scope, Tint, segmented};
use horseshoe_ui::{Icon, long_list, space};
use std::collections::BTreeSet;

/// Which note is open, and what is half typed.
#[derive(Debug, Default)]
pub(crate) struct NotesScreen {
    open: Option<NoteId>,
    writing: LongText,
    taken_out_shown: bool,
    capture: CaptureLine,
    erasing: Erasing,
}

const CAPTURE: &str = "note";

impl NotesScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community);
        let scope = cx.t("scope-group");
        title_ui(ui, &cx.t("area-notes"), &cx.t("notes-note"), Some((Scope::TheGroup, &scope)));
        let why_not = why_not_write(cx, community);
        if contents.notes.is_empty() {
            let empty =
                EmptyState::new(Icon::Pages, cx.t("notes-empty")).action(cx.t("notes-start"));
            if empty.show(ui).0.is_some_and(|start| start.clicked()) {
                self.capture.focus();
            }
        } else {
            Card::new("notes").show(ui, |ui| {
                ui.set_width(ui.available_width());
                let open = contents.notes.iter().position(|note| Some(note.id) == self.open);
                let key = |note: &SharedNote| Id::unique(note.id);
                long_list(ui, Id::unique("notes"), contents.notes, key, open, |ui, place| {
                    self.note_ui(ui, cx, community, &contents.row(place), why_not.as_deref());
                });
            });
        }
        ui.add_space(space::M);
        let capture = CaptureWords::a_note("notes-add-label", "notes-add-example", "add");
        if let Some(text) = self.capture.ui(ui, cx, CAPTURE, capture, why_not.as_deref()) {
            let after = contents.notes.last().map(|note| note.id);
            let (kind, scope) = (NoteKind::Note, HowFar::default());
            cx.do_and_say(
                NotesCommand::Add { text, kind, scope, about: None, after, shown: false },
                TextId("said-note-added"),
            );
        }
        self.taken_out_ui(ui, cx, &contents);
        self.erasing.ui(ui, cx, community, why_not.as_deref());
    }

    fn note_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &NoteRow<'_>,
        why_not: Option<&str>,
    ) {
        let note = row.note;
        if self.open == Some(note.id) && why_not.is_none() {
            return self.open_note_ui(ui, cx, community, row);
        }
        let who = words::member(cx.texts, community, note.by);
        let when = words::ago(cx.texts, note.at, cx.now_ms);
        let mut line = cx.with("written-by", &[("who", who.into()), ("when", when.into())]);
        if row.question {
            line = format!("{line} · {}", cx.t("notes-question"));
        }
        let writing: BTreeSet<String> =
            note.texts().flat_map(|words| writing_names(cx, community, &words.object)).collect();
        let title = beginning(&note.words, &note.further);
        let list_row =
            ListRow::new(("note", note.id), &title).note(&line).number(row.number).pressable();
        let (response, ()) = list_row.show_with(ui, |ui| {
            new_mark(ui, cx, note.id);
            saved_here_mark(ui, cx, note.document, &note.words.object, note.at);
            for name in writing {
                let words = cx.with("is-writing", &[("name", name.into())]);
                ui.add(Badge::new(words).icon(Icon::Edit).tint(Tint::Accent));
            }
            scope_badge(ui, cx, row.scope);
        });
        if response.clicked() {
            self.open = Some(note.id);
        }
    }

    fn open_note_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        row: &NoteRow<'_>,
    ) {
        let note = row.note;
        Card::new(("note", note.id)).chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let label = cx.with("notes-label", &[("number", row.number.into())]);
            let document = note.document;
            let texts: Vec<&Words> = note.texts().collect();
            let writing = LongWriting {
                community,
                document,
                note: note.id,
                texts: texts.clone(),
                label: &label,
                whose: Whose::Everybody,
            };
            let done = self.writing.ui(ui, cx, &writing);
            if row.scope_clash {
                super::quiet(ui, &cx.t("notes-scope-clash"));
            }
            let mut scope = row.scope;
            let name = cx.with("notes-scope-name", &[("number", row.number.into())]);
            let words = [cx.t("scope-room"), cx.t("scope-group"), cx.t("scope-reported")];
            let options = [
                (HowFar::StaysInRoom, words[0].as_str()),
                (HowFar::StaysInGroup, words[1].as_str()),
                (HowFar::MayBeReported, words[2].as_str()),
            ];
            segmented(ui, &name, &mut scope, &options);
            if scope != row.scope {
                cx.do_it(NotesCommand::SetScope { note: note.id, scope });
            }
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::primary(cx.t("done"))).clicked() || done {
                    self.close();
                    focus_row(ui, ("note", note.id));
                }
                if ui.add(Button::plain(cx.t("take-out")).icon(Icon::Remove)).clicked() {
                    cx.do_and_say(NotesCommand::TakeOut { note: note.id }, TextId("said-note-out"));
                    self.close();
                }
            });
            who_wrote_ui(ui, cx, community, note.document, &texts);
            spread_ui(ui, cx, community, note.document, &texts);
        });
    }

    fn close(&mut self) {
        self.open = None;
        self.writing = LongText::default();
    }

    fn taken_out_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents<'_>) {
        let count = contents.taken_out.len();
        if count == 0 {
            return;
        }
        if ui.add(Button::plain(cx.with("notes-out-show", &[("count", count.into())]))).clicked() {
            self.taken_out_shown = !self.taken_out_shown;
        }
        for note in contents.taken_out.iter().filter(|_| self.taken_out_shown) {
            let title = beginning(&note.words, &note.further);
            let name = cx.with("groundrules-bring-back-name", &[("rule", (&*title).into())]);
            let row = ListRow::new(("note-out", note.id), &title).struck(true);
            let (_, back) = row
                .show_with(ui, |ui| ui.add(Button::quiet(cx.t("bring-back")).name(name)).clicked());
            if back {
                cx.do_and_say(NotesCommand::BringBack { note: note.id }, TextId("said-note-back"));
            }
        }
    }
}

/// How far a note may go, where that is not the usual.
fn scope_badge(ui: &mut Ui, cx: &ScreenCx<'_>, scope: HowFar) {
    match scope {
        HowFar::StaysInRoom => {
            ui.add(Badge::new(cx.t("scope-room")).icon(Icon::Room));
        }
        HowFar::StaysInGroup => {}
        HowFar::MayBeReported => {
            ui.add(Badge::scope(Scope::MayBeReported, cx.t("scope-reported")));
        }
    }
}
