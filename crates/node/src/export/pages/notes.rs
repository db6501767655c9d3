//! Notes: the ones everybody sees, and on a page of its own what only its owner can see.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use horseshoe_model::{Note, NoteKind, PrivateNote, Question, Scope};
use std::sync::Arc;

pub(super) fn page(cx: &Cx<'_>) -> String {
    let notebook = &cx.community.notebook;
    let mut page = Markdown::titled(&cx.t("export-notes"));
    if notebook.notes.is_empty() {
        page.paragraph(&cx.t("export-notes-none"));
    }
    for note in &notebook.notes {
        write_note(&mut page, cx, note);
    }
    if !notebook.taken_out.is_empty() {
        page.heading(2, &cx.t("export-taken-out"));
        for note in &notebook.taken_out {
            write_note(&mut page, cx, note);
        }
    }
    page.finish()
}

/// Whether there is anything for the page of one's own.
pub(super) fn something_private(cx: &Cx<'_>) -> bool {
    let mine = &cx.community.private;
    !(mine.notes.is_empty()
        && mine.notes_taken_out.is_empty()
        && mine.questions.is_empty()
        && mine.questions_taken_out.is_empty())
}

pub(super) fn only_me(cx: &Cx<'_>) -> Option<String> {
    if !something_private(cx) {
        return None;
    }
    let mine = &cx.community.private;
    let mut page = Markdown::titled(&cx.t("export-only-me"));
    page.paragraph(&cx.t("export-only-me-note"));
    if !mine.notes.is_empty() {
        page.heading(2, &cx.t("export-my-notes"));
        write_own_notes(&mut page, cx, &mine.notes);
    }
    if !mine.questions.is_empty() {
        page.heading(2, &cx.t("export-my-questions"));
        write_questions(&mut page, cx, &mine.questions);
    }
    if !(mine.notes_taken_out.is_empty() && mine.questions_taken_out.is_empty()) {
        page.heading(2, &cx.t("export-taken-out"));
        write_own_notes(&mut page, cx, &mine.notes_taken_out);
        write_questions(&mut page, cx, &mine.questions_taken_out);
    }
    Some(page.finish())
}

fn write_note(page: &mut Markdown, cx: &Cx<'_>, note: &Note) {
    page.quote(&note.text());
    let kind = match note.kind {
        NoteKind::Note => "note",
        NoteKind::Question => "question",
    };
    let scope = match note.scope.value {
        Scope::StaysInRoom => "room",
        Scope::StaysInGroup => "group",
        Scope::MayBeReported => "reported",
    };
    let [who, day] = cx.by_on(note.by, note.at);
    let about = about(cx, note.about.as_deref());
    let said = [("kind", kind.into()), who, day, ("about", about.into()), ("scope", scope.into())];
    page.paragraph(&cx.with("export-note", &said));
}

fn write_own_notes(page: &mut Markdown, cx: &Cx<'_>, notes: &[Arc<PrivateNote>]) {
    for note in notes {
        page.quote(&note.text());
        let about = about(cx, note.about.as_deref());
        let said = [("day", cx.day(note.at).into()), ("about", about.into())];
        page.paragraph(&cx.with("export-my-note", &said));
    }
}

fn write_questions(page: &mut Markdown, cx: &Cx<'_>, questions: &[Arc<Question>]) {
    for question in questions {
        page.quote(&question.words.text);
        let on = |id, at: Option<u64>| {
            at.map_or_else(String::new, |at| cx.with(id, &[("day", cx.day(at).into())]))
        };
        let said = [
            ("day", cx.day(question.at).into()),
            ("asked", on("export-question-asked", question.asked).into()),
            ("heard", on("export-question-heard", question.heard).into()),
        ];
        page.paragraph(&cx.with("export-question", &said));
    }
}

fn about(cx: &Cx<'_>, about: Option<&str>) -> String {
    match about.map(inline) {
        Some(about) if !about.is_empty() => cx.with("export-about", &[("about", about.into())]),
        _ => String::new(),
    }
}
