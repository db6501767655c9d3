//! A text several people write at once, in egui's text editor.
//!
//! The window never waits: what is typed is shown at once and comes out of
//! [`LiveText::show`] as splices; what others typed goes in through
//! [`LiveText::apply_remote`] and moves caret, selection and undo along. Undo takes back
//! only one's own edits. Half-composed words of an input method are not told to anybody.

mod buffer;
mod draft;
mod history;
mod others;
mod splice;

use egui::{
    Event, Id, ImeEvent, Key, KeyboardShortcut, Modifiers, Response, TextEdit, Ui,
    text::{CCursor, CCursorRange, CharIndex},
    text_edit::TextEditState,
};

use self::others::ShownCaret;
pub use self::{
    draft::{Draft, Selection},
    history::{PastEdit, PastStep},
    others::RemoteCaret,
    splice::{Splice, difference, map_position},
};
use crate::{Size, space, theme, widgets::text_field};

/// One open text: keep it as long as the text is on screen.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four things that are independently so")]
pub struct LiveText {
    id: Id,
    draft: Draft,
    /// What the editor had at the end of the last frame.
    shown: Selection,
    others: Vec<ShownCaret>,
    wants_undo: bool,
    wants_redo: bool,
    wants_selection: bool,
    /// The last edit did not fit as a whole.
    full: bool,
}

/// How it is drawn. Words are given.
#[derive(Clone, Copy)]
pub struct LiveLook<'a> {
    /// For eyes and screen readers; see `label_id`.
    pub name: &'a str,
    /// The id of a visible label; without one `name` names the field.
    pub label_id: Option<Id>,
    pub placeholder: &'a str,
    /// One row means Enter is [`Wish::Done`].
    pub rows: usize,
    /// Not more bytes than this by one's own hand.
    pub limit: usize,
    pub width: Option<f32>,
    /// The words of the menu, and of the notes under the text. Without them there is neither.
    pub words: Option<&'a dyn Fn(TextWord) -> String>,
}

/// What a text has words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextWord {
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    /// It is getting long.
    Long,
    /// Something did not fit any more.
    Full,
}

/// What happened in a frame.
#[derive(Debug)]
pub struct LiveTextOutput {
    /// To be told to others, in order. They count in the text as it was after everything
    /// given to [`LiveText::apply_remote`] before this frame.
    pub splices: Vec<Splice>,
    /// Where the caret is now.
    pub selection: Selection,
    pub focused: bool,
    /// Words that did not fit: they are nowhere else.
    pub cut: String,
    /// What people want beyond editing.
    pub wish: Option<Wish>,
    pub response: Response,
}

/// Wishes a text cannot fulfil alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Enter in a text of one row, or the command key with Enter.
    Done,
    /// Backspace at the very start: join with the text before.
    JoinBefore,
    /// Delete at the very end: join with the text after.
    JoinAfter,
    /// An arrow key from the very start: on to the text before.
    ToBefore,
    /// An arrow key from the very end: on to the text after.
    ToAfter,
}

const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
const REDO: KeyboardShortcut =
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
const REDO_TOO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);
const DONE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);

impl<'a> LiveLook<'a> {
    pub fn new(name: &'a str) -> Self {
        Self {
            name,
            label_id: None,
            placeholder: "",
            rows: 3,
            limit: 8 * 1024,
            width: None,
            words: None,
        }
    }
}

impl LiveText {
    /// `id` must last as long as the text is open and be its own in the whole window.
    pub fn new(id: Id, text: impl Into<String>) -> Self {
        Self {
            id,
            draft: Draft::new(text),
            shown: Selection::default(),
            others: Vec::new(),
            wants_undo: false,
            wants_redo: false,
            wants_selection: false,
            full: false,
        }
    }

    pub fn text(&self) -> &str {
        self.draft.text()
    }

    pub fn id(&self) -> Id {
        self.id
    }

    pub fn selection(&self) -> Selection {
        self.draft.selection()
    }

    /// Whether an input method is in the middle of a word.
    pub fn composing(&self) -> bool {
        self.draft.composing()
    }

    pub fn can_undo(&self) -> bool {
        self.draft.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.draft.can_redo()
    }

    /// Takes back one's own last step in the next frame, as the key does.
    pub fn ask_undo(&mut self) {
        self.wants_undo = true;
    }

    pub fn ask_redo(&mut self) {
        self.wants_redo = true;
    }

    /// What can be taken back; see [`Draft::past`].
    pub fn past(&self) -> Vec<PastStep> {
        self.draft.past()
    }

    pub fn past_revision(&self) -> u64 {
        self.draft.past_revision()
    }

    /// Whether everything done here was told, and everything others did is shown.
    pub fn settled(&self) -> bool {
        self.draft.settled()
    }

    /// See [`Draft::recall`].
    pub fn recall(&mut self, past: Vec<PastStep>, length: usize, since: &[Splice]) {
        self.draft.recall(past, length, since);
    }

    /// What the text has to say about its length, where there is something.
    pub fn about_length(&self, limit: usize) -> Option<TextWord> {
        if self.full {
            return Some(TextWord::Full);
        }
        (self.text().len() >= limit / 4 * 3).then_some(TextWord::Long)
    }

    /// Moves the caret, for example to the end of a text just opened.
    pub fn select(&mut self, selection: Selection) {
        self.draft.select(selection);
        self.wants_selection = true;
    }

    /// Writes at the caret, as if by hand.
    pub fn write(&mut self, words: &str) {
        let at = self.draft.selection().caret;
        let end = at + self.draft.insert(at, words);
        self.select(Selection { anchor: end, caret: end });
    }

    /// Others' edits, in order, counted in the text as it was after all splices that came
    /// out of [`Self::show`] so far: the caller carries them over its own ones under way.
    pub fn apply_remote(&mut self, splices: &[Splice]) {
        self.draft.apply_remote(splices);
        for splice in splices {
            self.others.iter_mut().for_each(|other| other.map(splice));
        }
    }

    /// Begins anew with `text`; undo is forgotten. For a gap that splices cannot bridge.
    pub fn reset(&mut self, text: impl Into<String>) {
        self.draft.reset(text);
    }

    /// Where others are now. Who is not in the list has gone.
    pub fn set_others(&mut self, carets: Vec<RemoteCaret>, now: f64) {
        let known = std::mem::take(&mut self.others);
        self.others = carets
            .into_iter()
            .map(|caret| {
                let before = known.iter().find(|shown| shown.caret.name == caret.name);
                let moved_at = match before {
                    Some(shown) if shown.caret.caret == caret.caret => shown.moved_at,
                    _ => now,
                };
                ShownCaret { caret, moved_at }
            })
            .collect();
    }

    /// Draws the editor and answers what was done in it.
    pub fn show(&mut self, ui: &mut Ui, look: LiveLook<'_>) -> LiveTextOutput {
        let now = ui.input(|input| input.time);
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let before = self.draft.selection();
        self.draft.set_limit(look.limit);
        let mut wish = self.read_keys(ui, focused, look.rows);
        self.push_selection(ui);

        let output = self.editor(ui, look);
        let mut state = output.state.clone();
        // Undo is ours: no second history of everybody's words.
        state.clear_undoer();
        let selection = state.cursor.char_range().map_or(before, |range| Selection {
            anchor: range.secondary.index.0,
            caret: range.primary.index.0,
        });
        // The menu, and the click that opens it, leave alone what it is for.
        let field = &output.response.response;
        let menu = egui::PointerButton::Secondary;
        let for_menu = before.anchor != before.caret
            && (field.context_menu_opened()
                || field.contains_pointer()
                    && ui.input(|input| {
                        input.pointer.button_down(menu) || input.pointer.button_released(menu)
                    }));
        if selection == before {
            self.draft.select(selection);
        } else if !for_menu {
            self.draft.move_to(selection);
        }
        let cut = self.draft.take_cut();

        let mut splices = self.draft.flush(now);
        if splices.is_empty() && self.draft.selection() != before {
            self.draft.caret_jumped();
        }
        if !cut.is_empty() || !splices.is_empty() {
            self.full = !cut.is_empty();
        }
        if std::mem::take(&mut self.wants_undo) {
            splices.extend(self.draft.undo());
        }
        if std::mem::take(&mut self.wants_redo) {
            splices.extend(self.draft.redo());
        }
        for splice in &splices {
            self.others.iter_mut().for_each(|other| other.map(splice));
        }
        self.shown = selection;
        if self.draft.selection() != self.shown {
            ui.ctx().request_repaint();
        }
        others::paint(ui, &output, &self.others, now);

        let response: Response = output.response.response;
        let response = match look.label_id {
            Some(label) => response.labelled_by(label),
            None => response.accessible_name(look.name),
        };
        text_field::field_focus(ui, &response);
        self.menu_ui(&response, look);
        if !self.others.is_empty() {
            let says: Vec<&str> = self.others.iter().map(|other| &*other.caret.says).collect();
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_description(says.join(", "));
            });
        }
        if look.rows == 1 && response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
            wish = Some(Wish::Done);
        }
        LiveTextOutput {
            selection: self.draft.selection(),
            focused: response.has_focus(),
            splices,
            cut,
            wish,
            response,
        }
    }

    /// What a click with the other button offers. Whatever it changes is told in the next frame.
    fn menu_ui(&mut self, response: &Response, look: LiveLook<'_>) {
        let Some(words) = look.words else { return };
        let id = self.id;
        response.context_menu(|ui| {
            let offer = |ui: &mut Ui, word, usable: bool| {
                let button = egui::Button::new(Size::Body.text(words(word)))
                    .min_size(egui::vec2(0.0, theme::target(ui)));
                let chosen = ui.add_enabled(usable, button).clicked();
                if chosen {
                    ui.memory_mut(|memory| memory.request_focus(id));
                    ui.close();
                }
                chosen
            };
            let selected = !self.draft.selected().is_empty();
            if offer(ui, TextWord::Undo, self.draft.can_undo()) {
                self.wants_undo = true;
            }
            if offer(ui, TextWord::Redo, self.draft.can_redo()) {
                self.wants_redo = true;
            }
            ui.separator();
            let cut = offer(ui, TextWord::Cut, selected);
            if offer(ui, TextWord::Copy, selected) || cut {
                ui.copy_text(self.draft.selected().to_owned());
            }
            if cut {
                self.draft.delete_selected();
            }
            if offer(ui, TextWord::Paste, true) {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
            }
            if offer(ui, TextWord::SelectAll, !self.text().is_empty()) {
                let end = self.text().chars().count();
                self.select(Selection { anchor: 0, caret: end });
            }
        });
    }

    /// Takes our keys before the editor sees them, and notices input methods.
    fn read_keys(&mut self, ui: &Ui, focused: bool, rows: usize) -> Option<Wish> {
        if !focused {
            self.draft.set_composing(false);
            return None;
        }
        let mut wish = None;
        ui.input_mut(|input| {
            // The longer shortcut first: the shorter one would match it too.
            self.wants_redo |= input.consume_shortcut(&REDO) || input.consume_shortcut(&REDO_TOO);
            self.wants_undo |= input.consume_shortcut(&UNDO);
            if rows > 1 && input.consume_shortcut(&DONE) {
                wish = Some(Wish::Done);
            }
            wish = wish.or_else(|| self.beyond_the_ends(input));
        });
        let mut composing = self.draft.composing();
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Ime(ImeEvent::Preedit { text, .. }) => composing = !text.is_empty(),
                    Event::Ime(ImeEvent::Commit(_)) => composing = false,
                    _ => {}
                }
            }
        });
        self.draft.set_composing(composing);
        wish
    }

    /// Keys that lead out of the text where the caret is at one of its ends.
    fn beyond_the_ends(&self, input: &egui::InputState) -> Option<Wish> {
        let Selection { anchor, caret } = self.draft.selection();
        let (start, end) = (caret == 0, caret == self.text().chars().count());
        if anchor != caret || !(start || end) || self.draft.composing() {
            return None;
        }
        input.events.iter().find_map(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers: Modifiers::NONE, .. } = event
            else {
                return None;
            };
            match key {
                // A key held down to empty the text stops here.
                Key::Backspace if start && !repeat => Some(Wish::JoinBefore),
                Key::Delete if end && !repeat => Some(Wish::JoinAfter),
                Key::ArrowUp | Key::ArrowLeft if start => Some(Wish::ToBefore),
                Key::ArrowDown | Key::ArrowRight if end => Some(Wish::ToAfter),
                _ => None,
            }
        })
    }

    /// Tells the editor where the caret went by others' edits or by undo.
    fn push_selection(&mut self, ui: &Ui) {
        let selection = self.draft.selection();
        if selection == self.shown && !std::mem::take(&mut self.wants_selection) {
            return;
        }
        let mut state = TextEditState::load(ui.ctx(), self.id).unwrap_or_default();
        let at = |position| CCursor { index: CharIndex(position), prefer_next_row: false };
        let range = CCursorRange {
            primary: at(selection.caret),
            secondary: at(selection.anchor),
            h_pos: None,
        };
        state.cursor.set_char_range(Some(range));
        state.store(ui.ctx(), self.id);
    }

    fn editor(&mut self, ui: &mut Ui, look: LiveLook<'_>) -> egui::text_edit::TextEditOutput {
        let tokens = theme::tokens(ui);
        let width = look.width.unwrap_or_else(|| ui.available_width().min(space::READING_WIDTH));
        let edge = egui::Stroke::new(tokens.edge.control, tokens.ink.border);
        let frame = text_field::field_frame(ui, edge)
            .inner_margin(egui::Margin::symmetric(space::M as i8, 7));
        let hint = Size::Body.text(look.placeholder).color(tokens.ink.muted);
        let least = egui::vec2(0.0, theme::target(ui));
        let edit = if look.rows > 1 {
            TextEdit::multiline(&mut self.draft)
                .desired_rows(look.rows)
                .align(egui::Align2::LEFT_TOP)
        } else {
            TextEdit::singleline(&mut self.draft).align(egui::Align2::LEFT_CENTER)
        };
        edit.id(self.id).hint_text(hint).desired_width(width).min_size(least).frame(frame).show(ui)
    }
}
