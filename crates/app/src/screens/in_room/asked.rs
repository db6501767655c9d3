//! A question to the whole group: typed and sent, and on the flipchart only if whoever asks it says so.

use super::Part;
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::only_me::{jot_ui, kinds_ui};
use crate::texts::TextId;
use crate::words;
use egui::Ui;
use horseshoe_model::{Note, NoteKind, NotesCommand, PrivateCommand, QuestionId, Scope};
use horseshoe_node::{Community, DocumentId};
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, Checkbox, Heading, ListRow};

/// What is half typed, and whether it is to be shown to all.
#[derive(Debug, Default)]
pub(super) struct Asking {
    line: CaptureLine,
    shown: bool,
}

/// What was asked of the group in this session, oldest first.
pub(crate) fn asked(community: &Community, session: DocumentId) -> impl Iterator<Item = &Note> {
    let session = session.to_hex();
    let notes = community.notebook.notes.iter().map(|note| &**note);
    notes.filter(move |note| {
        note.kind == NoteKind::Question && note.about.as_deref() == Some(session.as_str())
    })
}

impl Asking {
    pub(super) fn focus(&mut self) {
        self.line.focus();
    }

    /// To jot down for oneself, or to ask at once.
    pub(super) fn jot_or_ask_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        jot_ui(ui, cx, &mut self.line, "in-room-question", part.why_not);
        ui.horizontal_wrapped(|ui| {
            let ask = Button::quiet(cx.t("ask-group")).icon(Icon::Conversation);
            if ui.add(ask.disabled_if(part.why_not)).clicked() {
                self.ask(cx, part);
            }
            self.shown_ui(ui, cx);
        });
        kinds_ui(ui, cx);
    }

    /// For whoever facilitates, who may write down what somebody asks aloud.
    pub(super) fn ask_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let words = CaptureWords::one_text("ask-label", "ask-example", "ask-group");
        if let Some(text) = self.line.ui(ui, cx, "ask", words, part.why_not) {
            self.send(cx, part, text);
        }
        self.shown_ui(ui, cx);
    }

    fn shown_ui(&mut self, ui: &mut Ui, cx: &ScreenCx<'_>) {
        ui.add(Checkbox::new(&mut self.shown, cx.t("ask-shown")));
    }

    /// What is typed goes to the group; where nothing is, the line waits for it.
    fn ask(&mut self, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let typed = self.line.typed().to_owned();
        self.line.focus();
        if !typed.is_empty() {
            self.line.fill("");
            self.send(cx, part, typed);
        }
    }

    fn send(&mut self, cx: &mut ScreenCx<'_>, part: &Part<'_>, text: String) {
        let shown = std::mem::take(&mut self.shown);
        let about = Some(part.contents.document.to_hex());
        let (kind, scope) = (NoteKind::Question, Scope::default());
        let act = NotesCommand::Add { text, kind, scope, about, after: None, shown };
        cx.do_and_say(act, TextId("said-asked"));
    }
}

/// Asks a question that was jotted down, in this session.
pub(super) fn ask_jotted(part: &Part<'_>, question: QuestionId) -> PrivateCommand {
    let about = Some(part.contents.document.to_hex());
    PrivateCommand::Ask { question, about, shown: false }
}

/// What was asked, and by whom.
pub(super) fn asked_ui(ui: &mut Ui, cx: &ScreenCx<'_>, part: &Part<'_>) {
    let mut asked = asked(part.community, part.contents.document).peekable();
    if asked.peek().is_none() {
        return;
    }
    ui.add(Heading::three(cx.t("asked-title")).of_a_part());
    for note in asked {
        let who = words::member(cx.texts, part.community, note.by);
        let row = ListRow::new(("asked", note.id), &note.words.text).note(&who);
        row.icon(Icon::Question).show(ui);
    }
}
