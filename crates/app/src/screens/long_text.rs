//! The words of a note, in as many fields as they need: what does not fit into one goes on in the next.
//!
//! People see one text. They go from field to field with the arrow keys; Backspace at the beginning of a field joins
//! it with the one before, if there is room.

use crate::screen::ScreenCx;
use crate::screens::{Part, Writing, live_ui};
use egui::Ui;
use horseshoe_model::{Command as Doing, NoteId, NotesCommand, PrivateCommand, Words, joins};
use horseshoe_node::{Community, DocumentId, TextRef};
use horseshoe_ui::live_text::{Selection, Wish};
use std::borrow::Cow;
use std::time::Duration;

/// What is under way in the note that is open.
#[derive(Debug, Default)]
pub(crate) struct LongText {
    open: Option<NoteId>,
    /// The place of the text that has the focus, and which that is.
    focused: Option<(usize, String)>,
    over: Option<Over>,
    landing: Option<Landing>,
}

/// A note that is open for writing.
#[derive(Debug)]
pub(crate) struct LongWriting<'a> {
    pub(crate) community: &'a Community,
    pub(crate) document: DocumentId,
    pub(crate) note: NoteId,
    /// Never empty.
    pub(crate) texts: Vec<&'a Words>,
    pub(crate) label: &'a str,
    pub(crate) whose: Whose,
}

/// Who sees the note.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whose {
    Everybody,
    OnlyMe,
}

/// Words that did not fit, until there is room for them.
#[derive(Debug)]
struct Over {
    object: String,
    words: String,
}

/// Where the caret goes.
#[derive(Debug)]
enum Landing {
    In {
        object: String,
        at: usize,
    },
    /// Once the note is as long as this, where it is so far from its end. In characters.
    FromEnd {
        length: usize,
        after: usize,
        /// Unix milliseconds.
        until: u64,
    },
}

/// What takes longer does not come.
const PATIENCE: Duration = Duration::from_secs(5);

/// The words of a note where there is not room for all of them.
pub(crate) fn beginning<'a>(first: &'a Words, further: &[Words]) -> Cow<'a, str> {
    if further.is_empty() {
        return Cow::Borrowed(&first.text);
    }
    Cow::Owned(format!("{}…", first.text.trim_end()))
}

impl LongText {
    /// Draws the fields. True when people are done.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        writing: &LongWriting<'_>,
    ) -> bool {
        let opened = self.open != Some(writing.note);
        if opened {
            *self = Self { open: Some(writing.note), ..Self::default() };
        }
        self.stay(writing);
        self.land(ui, cx, writing);
        self.make_room(ui, cx, writing);
        let count = writing.texts.len();
        let mut done = false;
        for (place, words) in writing.texts.iter().enumerate() {
            let part = [
                ("label", writing.label.into()),
                ("part", (place + 1).into()),
                ("parts", count.into()),
            ];
            let label = if count == 1 {
                writing.label.to_owned()
            } else {
                cx.with("long-text-part", &part)
            };
            let here = Writing {
                community: writing.community,
                document: writing.document,
                words,
                label: &label,
                rows: 3,
                focus: opened && place + 1 == count,
                part: Some(Part { full: matches!(self.landing, Some(Landing::FromEnd { .. })) }),
            };
            let written = live_ui(ui, cx, &here);
            if written.focused {
                self.focused = Some((place, words.object.clone()));
            }
            if !written.cut.is_empty() {
                let over = self.over.get_or_insert_with(|| Over {
                    object: words.object.clone(),
                    words: String::new(),
                });
                over.words.push_str(&written.cut);
                // What was typed before it goes out at the end of this frame.
                ui.ctx().request_repaint();
            }
            let before = place.checked_sub(1).map(|before| writing.texts[before]);
            let after = writing.texts.get(place + 1).copied();
            match (written.wish, before, after) {
                (Some(Wish::Done), ..) => done = true,
                (Some(Wish::ToBefore), Some(before), _) => {
                    self.go_to(ui, before, length_of(before));
                }
                (Some(Wish::JoinBefore), Some(before), _) => {
                    writing.join(cx, before, words);
                    self.go_to(ui, before, length_of(before));
                }
                (Some(Wish::JoinAfter), _, Some(after)) => writing.join(cx, words, after),
                (Some(Wish::ToAfter), _, Some(after)) => self.go_to(ui, after, 0),
                _ => {}
            }
        }
        done
    }

    /// The caret goes into another text in the next frame.
    fn go_to(&mut self, ui: &Ui, words: &Words, at: usize) {
        self.landing = Some(Landing::In { object: words.object.clone(), at });
        ui.ctx().request_repaint();
    }

    /// Where the text with the focus has no words any more, the focus goes on to the end of the one before.
    fn stay(&mut self, writing: &LongWriting<'_>) {
        let Some((place, object)) = self.focused.take() else { return };
        if self.landing.is_none() && writing.texts.iter().all(|words| words.object != object) {
            let words = writing.texts[place.saturating_sub(1).min(writing.texts.len() - 1)];
            self.landing = Some(Landing::In { object: words.object.clone(), at: length_of(words) });
        }
    }

    /// Puts the caret where it belongs, once that is there.
    fn land(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, writing: &LongWriting<'_>) {
        let (words, at) = match &self.landing {
            None => return,
            Some(Landing::In { object, at }) => {
                let words = writing.texts.iter().find(|words| words.object == *object);
                (words.copied(), *at)
            }
            Some(Landing::FromEnd { length, after, until }) => {
                let is: usize = writing.texts.iter().map(|words| length_of(words)).sum();
                let late = cx.now_ms > *until;
                match place_from_end(&writing.texts, *after) {
                    Some((words, at))
                        if is >= *length && cx.drafts.shows(&writing.key(words), &words.text) =>
                    {
                        (Some(words), at)
                    }
                    _ if late => (None, 0),
                    _ => return,
                }
            }
        };
        self.landing = None;
        let Some(words) = words else { return };
        let live = cx.drafts.open(&writing.key(words), &words.text);
        live.select(Selection { anchor: at, caret: at });
        // Typed while the caret was on its way.
        if let Some(over) = self.over.take() {
            live.write(&over.words);
        }
        ui.memory_mut(|memory| memory.request_focus(live.id()));
    }

    /// Lets what did not fit go on in a further text, once everything typed before it was sent.
    fn make_room(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, writing: &LongWriting<'_>) {
        if self.landing.is_some() {
            return;
        }
        let Some(Over { object, words: over }) = &self.over else { return };
        let place = writing.texts.iter().position(|words| words.object == *object);
        let place = place.unwrap_or(writing.texts.len() - 1);
        let object = &writing.texts[place].object;
        let Some((at, length_here)) = cx.drafts.sent(&writing.key(writing.texts[place])) else {
            return;
        };
        let lengths: Vec<usize> = writing.texts.iter().map(|words| length_of(words)).collect();
        let later: usize = lengths[place + 1..].iter().sum();
        let before: usize = lengths[..place].iter().sum();
        ui.ctx().request_repaint_after(PATIENCE);
        self.landing = Some(Landing::FromEnd {
            length: before + length_here + later + over.chars().count(),
            after: length_here - at + later,
            until: cx.now_ms + PATIENCE.as_millis() as u64,
        });
        let (note, object, text) = (writing.note, object.clone(), over.clone());
        cx.do_it(match writing.whose {
            Whose::Everybody => Doing::from(NotesCommand::GoOn { note, object, at, text }),
            Whose::OnlyMe => Doing::from(PrivateCommand::GoOnNote { note, object, at, text }),
        });
        self.over = None;
    }
}

impl LongWriting<'_> {
    fn key(&self, words: &Words) -> crate::drafts::Key {
        (self.community.id, TextRef { document: self.document, object: words.object.clone() })
    }

    /// Joins two texts that follow each other, if there is room.
    fn join(&self, cx: &mut ScreenCx<'_>, before: &Words, words: &Words) {
        if !joins(before, words) {
            return;
        }
        let (note, object) = (self.note, words.object.clone());
        cx.do_it(match self.whose {
            Whose::Everybody => Doing::from(NotesCommand::Join { note, object }),
            Whose::OnlyMe => Doing::from(PrivateCommand::JoinNote { note, object }),
        });
    }
}

fn length_of(words: &Words) -> usize {
    words.text.chars().count()
}

/// The text that has the place so many characters from the end of all of them, and the place in it. Between two texts
/// it is the end of the first.
fn place_from_end<'a>(texts: &[&'a Words], after: usize) -> Option<(&'a Words, usize)> {
    let mut after = after;
    let (first, others) = texts.split_first()?;
    for words in others.iter().rev() {
        let length = length_of(words);
        if after < length {
            return Some((words, length - after));
        }
        after -= length;
    }
    Some((first, length_of(first).saturating_sub(after)))
}
