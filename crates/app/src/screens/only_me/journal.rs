//! A page of one's own for each session one facilitated: how it went, for oneself alone.

use super::OnlyMeScreen;
use crate::dates;
use crate::screen::ScreenCx;
use crate::screens::capture::CaptureWords;
use crate::screens::own_notes::OwnNote;
use crate::screens::small;
use crate::texts::TextId;
use egui::Ui;
use horseshoe_model::{MemberId, PrivateCommand, PrivateNote};
use horseshoe_node::{Community, Session};
use horseshoe_ui::widgets::Section;

/// Prompts that stand on this page and nowhere else.
const PROMPTS: [&str; 4] = ["journal-well", "journal-again", "journal-circle", "journal-talk"];

/// What a page is about begins with this, and goes on with the session's document.
const ABOUT: &str = "session/";

/// Whether a note is a page of the journal.
pub(super) fn is_page(note: &PrivateNote) -> bool {
    note.about.as_ref().is_some_and(|about| about.starts_with(ABOUT))
}

impl OnlyMeScreen {
    /// Only for whoever has facilitated a session here.
    pub(super) fn journal_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let mine = |session: &&Session| session.view.facilitators.contains(&me);
        let Some(last) = community.sessions.iter().rev().find(mine) else { return };
        Section::new(cx.t("journal-title")).note(cx.t("journal-note")).show(ui, |ui| {
            for id in PROMPTS {
                if let Some(prompt) = cx.handbook.prompt(id) {
                    small(ui, &prompt.text);
                }
            }
            let pages = community.private.notes.iter().filter(|note| is_page(note));
            for note in pages {
                let line = dates::of_moment(cx.texts, note.at);
                let label = cx.with("journal-label", &[("day", line.as_str().into())]);
                let row = OwnNote { note, number: None, label: &label, line: &line };
                self.notes.ui(ui, cx, community, row);
            }
            let words =
                CaptureWords::a_note("journal-add-label", "journal-add-example", "journal-add");
            if let Some(text) = self.journal.ui(ui, cx, "journal", words, None) {
                let about = Some(format!("{ABOUT}{}", last.document.to_hex()));
                let after = community.private.notes.last().map(|note| note.id);
                let act = PrivateCommand::AddNote { text, about, after };
                cx.do_and_say(act, TextId("said-private-note"));
            }
        });
    }
}
