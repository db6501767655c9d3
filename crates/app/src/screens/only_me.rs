//! Only me: notes and questions that nobody else ever sees, unless I ask a question.

mod contents;
mod journal;

use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::handbook::{link_ui, page_about};
use crate::screens::long_text::beginning;
use crate::screens::own_notes::{OwnNote, OwnNotes};
use crate::screens::{quiet, title_ui};
use crate::texts::TextId;
use crate::words;
use contents::{Contents, QuestionRow, QuestionState};
use egui::{Id, Ui};
use horseshoe_model::{PrivateCommand, PrivateNote, QuestionId};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{Button, EmptyState, ListRow, Scope, Section};
use horseshoe_ui::{Icon, long_list};
use std::sync::Arc;

/// Which note is open, and what is half typed.
#[derive(Debug, Default)]
pub(crate) struct OnlyMeScreen {
    notes: OwnNotes,
    taken_out_shown: bool,
    note: CaptureLine,
    question: CaptureLine,
    journal: CaptureLine,
}

const NOTE: &str = "private-note";
const QUESTION: &str = "question";

impl OnlyMeScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community);
        let only_you = cx.t("only-me-badge");
        title_ui(
            ui,
            &cx.t("area-only-me"),
            &cx.t("only-me-note"),
            Some((Scope::OnlyYou, &only_you)),
        );
        if contents.notes.is_empty() && contents.questions.is_empty() {
            let empty = EmptyState::new(Icon::Lock, cx.t("only-me-empty"))
                .action(cx.t("only-me-empty-start"));
            if empty.show(ui).0.is_some_and(|start| start.clicked()) {
                self.note.focus();
            }
        }
        Section::new(cx.t("questions-title")).note(cx.t("questions-note")).show(ui, |ui| {
            for row in &contents.questions {
                question_ui(ui, cx, row, &|question| PrivateCommand::Ask {
                    question,
                    about: None,
                    shown: false,
                });
            }
            jot_ui(ui, cx, &mut self.question, QUESTION, None);
            kinds_ui(ui, cx);
            link_ui(ui, cx, "questions");
        });
        self.journal_ui(ui, cx, community);
        Section::new(cx.t("only-me-notes")).show(ui, |ui| {
            let open =
                contents.notes.iter().position(|(_, note)| Some(note.id) == self.notes.open());
            let key = |(_, note): &(usize, Arc<PrivateNote>)| Id::unique(note.id);
            long_list(ui, Id::unique("private-notes"), &contents.notes, key, open, |ui, place| {
                let (number, note) = &contents.notes[place];
                self.note_ui(ui, cx, community, *number, note);
            });
            let words = CaptureWords::a_note("only-me-add-label", "only-me-add-example", "add");
            if let Some(text) = self.note.ui(ui, cx, NOTE, words, None) {
                let after = contents.notes.last().map(|(_, note)| note.id);
                let command = PrivateCommand::AddNote { text, about: None, after };
                cx.do_and_say(command, TextId("said-private-note"));
            }
            self.taken_out_ui(ui, cx, &contents);
        });
    }

    fn note_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        number: usize,
        note: &PrivateNote,
    ) {
        let label = cx.with("only-me-label", &[("number", number.into())]);
        let when = words::ago(cx.texts, note.at, cx.now_ms);
        let line = match page_about(cx.handbook, note.about.as_deref()) {
            Some(page) => {
                let values = [("page", page.title.as_str().into()), ("when", when.into())];
                cx.with("only-me-about", &values)
            }
            None => when,
        };
        let row = OwnNote { note, number: Some(number), label: &label, line: &line };
        self.notes.ui(ui, cx, community, row);
    }

    fn taken_out_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
        let count = contents.taken_out.len();
        if count == 0 {
            return;
        }
        let label = cx.with("only-me-out-show", &[("count", count.into())]);
        if ui.add(Button::plain(label)).clicked() {
            self.taken_out_shown = !self.taken_out_shown;
        }
        for note in contents.taken_out.iter().filter(|_| self.taken_out_shown) {
            let title = beginning(&note.words, &note.further);
            let name = cx.with("groundrules-bring-back-name", &[("rule", (&*title).into())]);
            let row = ListRow::new(("private-out", note.id), &title).struck(true);
            let (_, back) = row
                .show_with(ui, |ui| ui.add(Button::quiet(cx.t("bring-back")).name(name)).clicked());
            if back {
                let command = PrivateCommand::BringBackNote { note: note.id };
                cx.do_and_say(command, TextId("said-note-back"));
            }
        }
    }
}

/// The line to jot a question down in.
pub(crate) fn jot_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    line: &mut CaptureLine,
    id: &str,
    why_not: Option<&str>,
) {
    let words =
        CaptureWords::one_text("questions-add-label", "questions-add-example", "questions-jot");
    if let Some(text) = line.ui(ui, cx, id, words, why_not) {
        cx.do_and_say(PrivateCommand::Jot { text }, TextId("said-jotted"));
    }
    if let Some(hint) = hint(cx, line.typed()) {
        quiet(ui, &hint);
    }
}

/// What one could think of while one types a question; only whoever types sees it, and it is kept nowhere.
fn hint(cx: &ScreenCx<'_>, typed: &str) -> Option<String> {
    const LONG: usize = 200;
    let not_really = cx.handbook.questions("not-really-questions")?.begins_like(typed);
    if not_really.is_some() {
        return Some(cx.t("questions-not-really"));
    }
    (typed.chars().count() > LONG).then(|| cx.t("questions-long"))
}

/// The kinds of question that are worth asking.
pub(crate) fn kinds_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    if let Some(kinds) = cx.handbook.questions("useful-questions") {
        let kinds: Vec<&str> = kinds.items.iter().map(|kind| kind.text.as_str()).collect();
        quiet(ui, &cx.with("questions-kinds", &[("kinds", kinds.join(" · ").into())]));
    }
}

/// Questions that were neither asked nor answered yet.
pub(crate) fn open_questions_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    ask: impl Fn(QuestionId) -> PrivateCommand,
) {
    let contents = Contents::new(community);
    for row in contents.questions.iter().filter(|row| row.state == QuestionState::Open) {
        question_ui(ui, cx, row, &ask);
    }
}

fn question_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    row: &QuestionRow,
    ask: &dyn Fn(QuestionId) -> PrivateCommand,
) {
    let question = &row.question;
    let about = [("question", question.words.text.as_str().into())];
    let note = match row.state {
        QuestionState::Open => None,
        QuestionState::Heard => Some(cx.t("questions-was-heard")),
        QuestionState::Asked(at) => {
            let when = words::ago(cx.texts, at, cx.now_ms);
            Some(cx.with("questions-was-asked", &[("when", when.into())]))
        }
    };
    let mut list_row = ListRow::new(("question", question.id), &question.words.text)
        .icon(Icon::Question)
        .struck(row.state == QuestionState::Heard);
    if let Some(note) = &note {
        list_row = list_row.note(note);
    }
    let mut command = None;
    list_row.show_with(ui, |ui| {
        let mut offer = |label: &'static str, name: &'static str, what, said| {
            let button = Button::plain(cx.texts.t(label)).name(cx.texts.with(name, &about));
            if ui.add(button).clicked() {
                command = Some((what, said));
            }
        };
        let id = question.id;
        if row.state == QuestionState::Heard {
            let not = PrivateCommand::Heard { question: id, heard: false };
            offer("questions-not-heard", "questions-not-heard-name", not, TextId("said-heard-not"));
            let out = PrivateCommand::TakeOutQuestion { question: id };
            offer("take-out", "questions-out-name", out, TextId("said-question-out"));
            return;
        }
        if row.state == QuestionState::Open {
            offer("questions-ask", "questions-ask-name", ask(id), TextId("said-asked"));
        }
        let heard = PrivateCommand::Heard { question: id, heard: true };
        offer("questions-heard", "questions-heard-name", heard, TextId("said-heard"));
    });
    if let Some((command, said)) = command {
        cx.do_and_say(command, said);
    }
}
