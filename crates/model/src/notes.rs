//! Notes: shared ones in a notebook, with a label that says how far they may go.

use crate::acting::{Acting, Authors};
use crate::clash::{Field, Words};
use crate::collection::{self, Entry, Touched};
use crate::command::{Command, CommandError, limits};
use crate::ids::{MemberId, NoteId};
use crate::long_text::{self, Overflow};
use crate::order;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::{Document, ObjectRef, Patch, Value};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// What a group can do with its shared notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum NotesCommand {
    /// Writes a note, after another one or at the end.
    Add {
        text: String,
        #[serde(default)]
        kind: NoteKind,
        #[serde(default)]
        scope: Scope,
        /// What it is about: a page of the handbook, a session.
        #[serde(default)]
        about: Option<String>,
        #[serde(default)]
        after: Option<NoteId>,
        /// A question that is to be seen on the flipchart: only whoever asks it says so.
        #[serde(default)]
        shown: bool,
    },
    /// Writes in a note, as a text field does.
    Splice { note: NoteId, splices: Vec<Splice> },
    /// Puts words that do not fit any more into one of a note's texts, at this character: what follows goes on in
    /// further texts.
    GoOn { note: NoteId, object: String, at: usize, text: String },
    /// Joins one of a note's texts with the one before it.
    Join { note: NoteId, object: String },
    /// Writes on where a note ends.
    WriteOn { note: NoteId, text: String },
    /// Says how far a note may go.
    SetScope { note: NoteId, scope: Scope },
    /// Puts a note after another one, or first.
    Move {
        note: NoteId,
        #[serde(default)]
        after: Option<NoteId>,
    },
    /// Takes a note out. It can be brought back.
    TakeOut { note: NoteId },
    /// Brings a note back.
    BringBack { note: NoteId },
}

/// How far what is written may go. Without a choice it stays in the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    StaysInRoom,
    #[default]
    StaysInGroup,
    /// May be proposed for a release; nothing leaves by this label alone.
    MayBeReported,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    #[default]
    Note,
    /// A question asked in front of everybody.
    Question,
}

/// A notebook as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NotebookView {
    pub notes: Vec<Arc<Note>>,
    pub taken_out: Vec<Arc<Note>>,
}

/// One note.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    pub id: NoteId,
    pub kind: NoteKind,
    pub words: Words,
    /// The texts the words go on in, each with words; none for all but the longest notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Words>,
    pub by: Option<MemberId>,
    /// Unix milliseconds, by the writer's clock.
    pub at: u64,
    /// While two labels clash, the narrower one is shown and holds.
    pub scope: Field<Scope>,
    pub about: Option<String>,
    /// Whoever asked this wants it on the flipchart.
    pub shown: bool,
    pub taken_out: bool,
    #[serde(skip)]
    pub order: String,
}

impl NotesCommand {
    /// The note this is about; `None` for a new one, which any notebook with room can take.
    pub const fn note(&self) -> Option<NoteId> {
        match self {
            Self::Add { .. } => None,
            Self::Splice { note, .. }
            | Self::GoOn { note, .. }
            | Self::Join { note, .. }
            | Self::WriteOn { note, .. }
            | Self::SetScope { note, .. }
            | Self::Move { note, .. }
            | Self::TakeOut { note }
            | Self::BringBack { note } => Some(*note),
        }
    }
}

impl Note {
    /// All its words.
    pub fn text(&self) -> Cow<'_, str> {
        long_text::whole(&self.words, &self.further)
    }

    /// The texts to write in, in order.
    pub fn texts(&self) -> impl Iterator<Item = &Words> {
        long_text::texts(&self.words, &self.further)
    }
}

impl NotebookView {
    /// Whether a next notebook is begun before this one grows slow.
    pub fn is_full(&self) -> bool {
        let notes = self.notes.iter().chain(&self.taken_out);
        notes.map(|note| 1 + note.further.len()).sum::<usize>() >= limits::NOTEBOOK
    }

    /// Whether any of its notes was written before this moment, unix milliseconds.
    pub fn begun_before(&self, at: u64) -> bool {
        self.notes.iter().chain(&self.taken_out).any(|note| note.at < at)
    }

    /// Whether a note is in this notebook, also where it is taken out.
    pub fn holds(&self, note: NoteId) -> bool {
        self.notes.iter().chain(&self.taken_out).any(|held| held.id == note)
    }

    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let (notes, taken_out) = collection::read(&Item::root(doc, authors));
        Self { notes, taken_out }
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        let root = Item::root(doc, authors);
        collection::refresh(&root, &Touched::by(patches), &mut self.notes, &mut self.taken_out)
    }
}

impl Entry for Note {
    const MAP: &'static str = "notes";
    type Id = NoteId;

    fn read(id: NoteId, item: &Item<'_>) -> Option<Self> {
        Some(Self {
            id,
            kind: if item.str(KIND).as_deref() == Some("question") {
                NoteKind::Question
            } else {
                NoteKind::Note
            },
            words: item.text(WORDS)?,
            further: long_text::further(item),
            by: item.by(),
            at: item.uint(AT)?,
            scope: Scope::read(item, SCOPE),
            about: item.str(ABOUT),
            shown: item.bool(SHOWN) && item.by_at(SHOWN) == item.by(),
            taken_out: item.has(OUT),
            order: item.str(ORDER).unwrap_or_default(),
        })
    }

    fn id(&self) -> NoteId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (self.order.clone(), 0)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

impl Scope {
    /// Of several set at once the narrowest is shown and holds. Where nobody said so, it stays in the group.
    pub(crate) fn read(item: &Item<'_>, key: &str) -> Field<Self> {
        let scope = item.field(key, Self::parse).unwrap_or_default();
        match scope.clash.iter().min_by_key(|choice| choice.value).cloned() {
            Some(narrowest) => {
                Field { value: narrowest.value, by: narrowest.by, clash: scope.clash }
            }
            None => scope,
        }
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::StaysInRoom => "stays_in_room",
            Self::StaysInGroup => "stays_in_group",
            Self::MayBeReported => "may_be_reported",
        }
    }

    /// A label this version does not know is as narrow as can be.
    fn parse(value: &Value) -> Option<Self> {
        Some(match value.as_str()? {
            "stays_in_group" => Self::StaysInGroup,
            "may_be_reported" => Self::MayBeReported,
            _ => Self::StaysInRoom,
        })
    }
}

pub(crate) const ABOUT: &str = "about";
pub(crate) const ORDER: &str = "order";
pub(crate) const WORDS: &str = "words";
const KIND: &str = "kind";
const SCOPE: &str = "scope";
const SHOWN: &str = "shown";

pub(crate) fn plan(
    command: &NotesCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        NotesCommand::Add { text, kind, scope, about, after, shown } => {
            let place = Place { after: *after, others: acting.notebooks };
            let Added { id, note, rest } =
                add(&mut plan, root, text, about.as_deref(), &place, acting)?;
            plan.publish =
                rest.map(|text| Command::Notes(NotesCommand::WriteOn { note: id, text }));
            plan.set(&note, SCOPE, scope.word());
            if *kind == NoteKind::Question {
                plan.set(&note, KIND, "question");
                if *shown {
                    plan.set(&note, SHOWN, true);
                }
            }
        }
        NotesCommand::Splice { note, splices } => splice(&mut plan, root, *note, splices)?,
        NotesCommand::GoOn { note, object, at, text } => {
            let over = Overflow { at: *at, words: text.clone() };
            let left = go_on(&mut plan, root, *note, object, &over, acting)?;
            plan.publish = left.map(|Overflow { at, words: text }| {
                Command::Notes(NotesCommand::GoOn { note: *note, object: object.clone(), at, text })
            });
        }
        NotesCommand::Join { note, object } => {
            long_text::join(&mut plan, &find(root, *note)?, object)?;
        }
        NotesCommand::WriteOn { note, text } => {
            let left = write_on(&mut plan, root, *note, text, acting)?;
            plan.publish = left.map(|(object, Overflow { at, words: text })| {
                Command::Notes(NotesCommand::GoOn { note: *note, object, at, text })
            });
        }
        NotesCommand::SetScope { note, scope } => {
            find(root, *note)?;
            plan.put(root, &[Note::MAP, &note.to_hex()], SCOPE, scope.word());
        }
        NotesCommand::Move { note, after } => {
            find(root, *note)?;
            let order =
                order::after(&places(root, acting.notebooks), *after, Some(*note), (acting.ids)())
                    .ok_or(NO_NOTE)?;
            plan.put(root, &[Note::MAP, &note.to_hex()], ORDER, order);
        }
        NotesCommand::TakeOut { note } => {
            plan.take_out(root, &[Note::MAP, &note.to_hex()], NO_NOTE, acting)?;
        }
        NotesCommand::BringBack { note } => {
            plan.bring_back(root, &[Note::MAP, &note.to_hex()], NO_NOTE)?;
        }
    }
    Ok(plan)
}

/// Where a new note goes.
pub(crate) struct Place<'a> {
    /// At the end where there is none.
    pub(crate) after: Option<NoteId>,
    /// Whose notes stand among those of the document.
    pub(crate) others: &'a [&'a NotebookView],
}

/// A new note.
pub(crate) struct Added {
    pub(crate) id: NoteId,
    pub(crate) note: Vec<String>,
    /// Words that are still to be written in it.
    pub(crate) rest: Option<String>,
}

/// Makes a note, in the notebook or in a private document. It may be empty: people begin, then write.
pub(crate) fn add(
    plan: &mut Plan,
    root: &Item<'_>,
    text: &str,
    about: Option<&str>,
    place: &Place<'_>,
    acting: &mut Acting<'_>,
) -> Result<Added, CommandError> {
    if text.len() > limits::NOTE {
        return Err(CommandError::TooLong { most: limits::NOTE });
    }
    limits::room(root.items::<NoteId>(Note::MAP).len(), limits::ITEMS)?;
    let places = places(root, place.others);
    let order = match place.after {
        Some(after) => order::after(&places, Some(after), None, (acting.ids)()).ok_or(NO_NOTE)?,
        None => {
            order::between(places.last().map(|(order, _)| order.as_str()), None, (acting.ids)())
        }
    };
    let id = NoteId::from_bytes((acting.ids)());
    let note = plan.item(&[Note::MAP], id.to_hex(), acting);
    plan.set(&note, ORDER, order);
    if let Some(about) = about {
        limits::line(about)?;
        plan.set(&note, ABOUT, about);
    }
    let (text, rest) = long_text::first_piece(text);
    plan.text(&note, WORDS, text);
    let rest = (!rest.is_empty()).then(|| rest.to_owned());
    Ok(Added { id, note, rest })
}

/// Writes in a note, in the notebook or in a private document.
pub(crate) fn splice(
    plan: &mut Plan,
    root: &Item<'_>,
    note: NoteId,
    splices: &[Splice],
) -> Result<(), CommandError> {
    let words = find(root, note)?.text(WORDS).ok_or(NO_NOTE)?;
    let object = ObjectRef::parse(&words.object).or(Err(NO_NOTE))?;
    plan.splice(object, &words.text, splices)
}

/// Finds room for words that do not fit into a note's text, in the notebook or in a private document.
pub(crate) fn go_on(
    plan: &mut Plan,
    root: &Item<'_>,
    note: NoteId,
    object: &str,
    over: &Overflow,
    acting: &mut Acting<'_>,
) -> Result<Option<Overflow>, CommandError> {
    let id = note.to_hex();
    let note = (&find(root, note)?, &[Note::MAP, &id][..]);
    long_text::go_on(plan, note, object, over, (acting.ids)())
}

/// Writes on where a note ends, in the notebook or in a private document.
pub(crate) fn write_on(
    plan: &mut Plan,
    root: &Item<'_>,
    note: NoteId,
    text: &str,
    acting: &mut Acting<'_>,
) -> Result<Option<(String, Overflow)>, CommandError> {
    let id = note.to_hex();
    let note = (&find(root, note)?, &[Note::MAP, &id][..]);
    long_text::write_on(plan, note, text, (acting.ids)())
}

pub(crate) const NO_NOTE: CommandError = CommandError::NoSuch { what: "note" };

pub(crate) fn find<'a>(root: &Item<'a>, note: NoteId) -> Result<Item<'a>, CommandError> {
    root.at(&[Note::MAP, &note.to_hex()]).ok_or(NO_NOTE)
}

fn places(root: &Item<'_>, others: &[&NotebookView]) -> Vec<(String, NoteId)> {
    let notes = root.items::<NoteId>(Note::MAP).into_iter();
    let here = notes.map(|(id, note)| (note.str(ORDER).unwrap_or_default(), id));
    let there = others.iter().flat_map(|other| other.notes.iter().chain(&other.taken_out));
    let mut places: Vec<_> = here.chain(there.map(|note| (note.order.clone(), note.id))).collect();
    places.sort();
    places
}
