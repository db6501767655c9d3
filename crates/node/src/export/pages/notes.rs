//! Notes: the ones everybody sees, and on a page of its own what only its owner can see.

use super::super::Cx;
use super::super::markdown::{Markdown, inline};
use horseshoe_model::{Note, NoteKind, PrivateNote, Question, Scope};
use std::sync::Arc;

pub(super) fn page(cx: &Cx<'_>) -> String {
    let notebook = &cx.community.notebook;
    let mut page = Markdown::titled("Notes");
    if notebook.notes.is_empty() {
        page.paragraph("No notes yet.");
    }
    for note in &notebook.notes {
        write_note(&mut page, cx, note);
    }
    if !notebook.taken_out.is_empty() {
        page.heading(2, "Taken out");
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
    let mut page = Markdown::titled("Only me");
    page.paragraph("Nobody else has this. Take this folder out before you hand the export on.");
    if !mine.notes.is_empty() {
        page.heading(2, "My notes");
        write_own_notes(&mut page, cx, &mine.notes);
    }
    if !mine.questions.is_empty() {
        page.heading(2, "My questions");
        write_questions(&mut page, cx, &mine.questions);
    }
    if !(mine.notes_taken_out.is_empty() && mine.questions_taken_out.is_empty()) {
        page.heading(2, "Taken out");
        write_own_notes(&mut page, cx, &mine.notes_taken_out);
        write_questions(&mut page, cx, &mine.questions_taken_out);
    }
    Some(page.finish())
}

fn write_note(page: &mut Markdown, cx: &Cx<'_>, note: &Note) {
    page.quote(&note.text());
    let kind = match note.kind {
        NoteKind::Note => "Note",
        NoteKind::Question => "Question",
    };
    let scope = match note.scope.value {
        Scope::StaysInRoom => "stays in the room",
        Scope::StaysInGroup => "stays in the group",
        Scope::MayBeReported => "may be reported",
    };
    page.paragraph(&format!(
        "{kind} by {} on {}{}; {scope}.",
        cx.names.by(note.by),
        cx.dates.day(note.at),
        about(note.about.as_deref())
    ));
}

fn write_own_notes(page: &mut Markdown, cx: &Cx<'_>, notes: &[Arc<PrivateNote>]) {
    for note in notes {
        page.quote(&note.text());
        page.paragraph(&format!("{}{}.", cx.dates.day(note.at), about(note.about.as_deref())));
    }
}

fn write_questions(page: &mut Markdown, cx: &Cx<'_>, questions: &[Arc<Question>]) {
    for question in questions {
        page.quote(&question.words.text);
        let mut said = format!("Jotted down on {}", cx.dates.day(question.at));
        if let Some(at) = question.asked {
            said = format!("{said}, asked on {}", cx.dates.day(at));
        }
        if let Some(at) = question.heard {
            said = format!("{said}, heard on {}", cx.dates.day(at));
        }
        page.paragraph(&format!("{said}."));
    }
}

fn about(about: Option<&str>) -> String {
    match about.map(inline).as_deref() {
        None | Some("") => String::new(),
        Some(about) => format!(", about {about}"),
    }
}
