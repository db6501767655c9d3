//! What is only mine: notes nobody else has, and questions jotted down until I ask them or hear the answer.

use crate::acting::{Acting, Anybody};
use crate::clash::Words;
use crate::collection::{self, Entry, Touched};
use crate::command::{Command, CommandError, limits};
use crate::ids::{NoteId, QuestionId};
use crate::long_text::{self, Overflow};
use crate::notes::{self, ABOUT, Added, NO_NOTE, NoteKind, NotesCommand, ORDER, Scope, WORDS};
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use crate::text::Splice;
use horseshoe_merge::{Document, ObjectRef, Patch};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a member can do in their own document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PrivateCommand {
    /// Writes a note only I can see, after another one or at the end.
    AddNote {
        text: String,
        #[serde(default)]
        about: Option<String>,
        #[serde(default)]
        after: Option<NoteId>,
    },
    SpliceNote {
        note: NoteId,
        splices: Vec<Splice>,
    },
    /// Puts words that do not fit any more into one of a note's texts, at this character: what follows goes on in
    /// further texts.
    GoOnNote {
        note: NoteId,
        object: String,
        at: usize,
        text: String,
    },
    /// Joins one of a note's texts with the one before it.
    JoinNote {
        note: NoteId,
        object: String,
    },
    /// Writes on where a note ends.
    WriteOnNote {
        note: NoteId,
        text: String,
    },
    TakeOutNote {
        note: NoteId,
    },
    BringBackNote {
        note: NoteId,
    },
    /// Jots a question down.
    Jot {
        text: String,
    },
    SpliceQuestion {
        question: QuestionId,
        splices: Vec<Splice>,
    },
    /// I heard the answer, or after all I did not.
    Heard {
        question: QuestionId,
        heard: bool,
    },
    /// Asks it: [`Done::publish`](crate::Done) carries the command that writes it for everybody.
    Ask {
        question: QuestionId,
        /// The session it is asked in.
        #[serde(default)]
        about: Option<String>,
        /// It is to be seen on the flipchart.
        #[serde(default)]
        shown: bool,
    },
    TakeOutQuestion {
        question: QuestionId,
    },
    BringBackQuestion {
        question: QuestionId,
    },
    /// Names a device of mine, by its id in hexadecimal digits.
    NameDevice {
        device: String,
        name: String,
    },
}

/// What only I can see.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PrivateView {
    pub notes: Vec<Arc<PrivateNote>>,
    pub notes_taken_out: Vec<Arc<PrivateNote>>,
    /// Oldest first.
    pub questions: Vec<Arc<Question>>,
    pub questions_taken_out: Vec<Arc<Question>>,
    /// What I call my devices, by their ids in hexadecimal digits.
    pub devices: BTreeMap<String, String>,
}

/// One note of my own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PrivateNote {
    pub id: NoteId,
    pub words: Words,
    /// The texts the words go on in, each with words; none for all but the longest notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub further: Vec<Words>,
    pub at: u64,
    pub about: Option<String>,
    pub taken_out: bool,
    #[serde(skip)]
    pub order: String,
}

/// One question I jotted down.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    pub id: QuestionId,
    pub words: Words,
    pub at: u64,
    /// When I heard the answer.
    pub heard: Option<u64>,
    /// When I asked it in front of everybody.
    pub asked: Option<u64>,
    pub taken_out: bool,
}

impl PrivateNote {
    /// All its words.
    pub fn text(&self) -> Cow<'_, str> {
        long_text::whole(&self.words, &self.further)
    }

    /// The texts to write in, in order.
    pub fn texts(&self) -> impl Iterator<Item = &Words> {
        long_text::texts(&self.words, &self.further)
    }
}

impl PrivateView {
    /// Reads the whole document.
    pub fn read(doc: &Document) -> Self {
        let root = Item::root(doc, &Anybody);
        let (notes, notes_taken_out) = collection::read(&root);
        let (questions, questions_taken_out) = collection::read(&root);
        let devices = read_devices(&root);
        Self { notes, notes_taken_out, questions, questions_taken_out, devices }
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(&mut self, doc: &Document, patches: &[Patch]) -> bool {
        let root = Item::root(doc, &Anybody);
        let touched = Touched::by(patches);
        let notes =
            collection::refresh(&root, &touched, &mut self.notes, &mut self.notes_taken_out);
        let questions = collection::refresh(
            &root,
            &touched,
            &mut self.questions,
            &mut self.questions_taken_out,
        );
        let devices = read_devices(&root);
        let renamed = devices != self.devices;
        self.devices = devices;
        notes || questions || renamed
    }
}

impl Entry for PrivateNote {
    const MAP: &'static str = "notes";
    type Id = NoteId;

    fn read(id: NoteId, item: &Item<'_>) -> Option<Self> {
        Some(Self {
            id,
            words: item.text(WORDS)?,
            further: long_text::further(item),
            at: item.uint(AT)?,
            about: item.str(ABOUT),
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

impl Entry for Question {
    const MAP: &'static str = "questions";
    type Id = QuestionId;

    fn read(id: QuestionId, item: &Item<'_>) -> Option<Self> {
        Some(Self {
            id,
            words: item.text(WORDS)?,
            at: item.uint(AT)?,
            heard: item.uint(HEARD),
            asked: item.uint(ASKED),
            taken_out: item.has(OUT),
        })
    }

    fn id(&self) -> QuestionId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

/// Followed by the device's id, at the document's root: two devices of mine may name one at once.
const DEVICE: &str = "device/";

fn read_devices(root: &Item<'_>) -> BTreeMap<String, String> {
    let named = |key: &String| Some((key.strip_prefix(DEVICE)?.to_owned(), root.str(key)?));
    root.keys().iter().filter_map(named).collect()
}

const HEARD: &str = "heard";
const ASKED: &str = "asked";
const NO_QUESTION: CommandError = CommandError::NoSuch { what: "question" };

pub(crate) fn plan(
    command: &PrivateCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        PrivateCommand::AddNote { text, about, after } => {
            let place = notes::Place { after: *after, others: &[] };
            let Added { id, rest, .. } =
                notes::add(&mut plan, root, text, about.as_deref(), &place, acting)?;
            plan.publish =
                rest.map(|text| Command::Private(PrivateCommand::WriteOnNote { note: id, text }));
        }
        PrivateCommand::SpliceNote { note, splices } => {
            notes::splice(&mut plan, root, *note, splices)?;
        }
        PrivateCommand::GoOnNote { note, object, at, text } => {
            let over = Overflow { at: *at, words: text.clone() };
            let left = notes::go_on(&mut plan, root, *note, object, &over, acting)?;
            plan.publish = left.map(|Overflow { at, words: text }| {
                let object = object.clone();
                Command::Private(PrivateCommand::GoOnNote { note: *note, object, at, text })
            });
        }
        PrivateCommand::JoinNote { note, object } => {
            long_text::join(&mut plan, &notes::find(root, *note)?, object)?;
        }
        PrivateCommand::WriteOnNote { note, text } => {
            let left = notes::write_on(&mut plan, root, *note, text, acting)?;
            plan.publish = left.map(|(object, Overflow { at, words: text })| {
                Command::Private(PrivateCommand::GoOnNote { note: *note, object, at, text })
            });
        }
        PrivateCommand::TakeOutNote { note } => {
            plan.take_out(root, &[PrivateNote::MAP, &note.to_hex()], NO_NOTE, acting)?;
        }
        PrivateCommand::BringBackNote { note } => {
            plan.bring_back(root, &[PrivateNote::MAP, &note.to_hex()], NO_NOTE)?;
        }
        PrivateCommand::Jot { text } => {
            limits::some(text)?;
            limits::text(text)?;
            limits::room(root.items::<QuestionId>(Question::MAP).len(), limits::ITEMS)?;
            let question = plan.item(
                &[Question::MAP],
                QuestionId::from_bytes((acting.ids)()).to_hex(),
                acting,
            );
            plan.text(&question, WORDS, text);
        }
        PrivateCommand::SpliceQuestion { question, splices } => {
            let words = find(root, *question)?.text(WORDS).ok_or(NO_QUESTION)?;
            let object = ObjectRef::parse(&words.object).or(Err(NO_QUESTION))?;
            plan.splice(object, &words.text, splices)?;
        }
        PrivateCommand::Heard { question, heard } => {
            if find(root, *question)?.has(HEARD) == *heard {
                return Err(CommandError::AlreadySo);
            }
            let path = [Question::MAP, &question.to_hex()];
            if *heard {
                plan.put(root, &path, HEARD, acting.now());
            } else {
                plan.delete(root, &path, HEARD);
            }
        }
        PrivateCommand::Ask { question, about, shown } => {
            let words = find(root, *question)?.text(WORDS).ok_or(NO_QUESTION)?;
            limits::some(&words.text)?;
            plan.put(root, &[Question::MAP, &question.to_hex()], ASKED, acting.now());
            plan.publish = Some(Command::Notes(NotesCommand::Add {
                text: words.text,
                kind: NoteKind::Question,
                scope: Scope::default(),
                about: about.clone(),
                after: None,
                shown: *shown,
            }));
        }
        PrivateCommand::TakeOutQuestion { question } => {
            plan.take_out(root, &[Question::MAP, &question.to_hex()], NO_QUESTION, acting)?;
        }
        PrivateCommand::BringBackQuestion { question } => {
            plan.bring_back(root, &[Question::MAP, &question.to_hex()], NO_QUESTION)?;
        }
        PrivateCommand::NameDevice { device, name } => {
            limits::line(device)?;
            limits::line(name)?;
            plan.put(root, &[], &format!("{DEVICE}{device}"), name.as_str());
        }
    }
    Ok(plan)
}

fn find<'a>(root: &Item<'a>, question: QuestionId) -> Result<Item<'a>, CommandError> {
    root.at(&[Question::MAP, &question.to_hex()]).ok_or(NO_QUESTION)
}
