//! A document of those who are in the room: points heard, notes and different views that stay there, destroyed when the
//! room closes.

use crate::acting::{Acting, Authors};
use crate::agreed::digest;
use crate::clash::Field;
use crate::collection::Touched;
use crate::command::{CommandError, limits};
use crate::ids::SlipId;
use crate::learning::{check_session, is_session};
use crate::person::Person;
use crate::plan::Plan;
use crate::reading::Item;
use crate::slips::{self, Slip};
use crate::text::Splice;
use crate::words::words;
use horseshoe_merge::{Document, Patch, Value};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What those in the room can do in its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RoomCommand {
    /// Says in which session this room was opened: it closes with it.
    OfSession {
        session: String,
    },
    /// Writes down a point that was heard, in the words it was said in.
    Hear {
        text: String,
        #[serde(default)]
        said_by: Option<Person>,
    },
    /// Says whose point it is; `None` for nobody in particular.
    SaidBy {
        slip: SlipId,
        said_by: Option<Person>,
    },
    /// I said this, and these are my words.
    Confirm {
        slip: SlipId,
    },
    /// Writes a note that stays in the room.
    Note {
        text: String,
    },
    /// Writes a view on one side of the page of different views.
    View {
        side: Side,
        text: String,
    },
    /// Says what a side stands for.
    SetTitle {
        side: Side,
        title: String,
    },
    /// Writes in a point, a note or a view, as a text field does.
    Splice {
        slip: SlipId,
        splices: Vec<Splice>,
    },
    TakeOut {
        slip: SlipId,
    },
    BringBack {
        slip: SlipId,
    },
}

impl RoomCommand {
    /// The point, note or view this is about; none for what makes one.
    pub const fn slip(&self) -> Option<SlipId> {
        match self {
            Self::SaidBy { slip, .. }
            | Self::Confirm { slip }
            | Self::Splice { slip, .. }
            | Self::TakeOut { slip }
            | Self::BringBack { slip } => Some(*slip),
            Self::OfSession { .. }
            | Self::Hear { .. }
            | Self::Note { .. }
            | Self::View { .. }
            | Self::SetTitle { .. } => None,
        }
    }
}

/// A side of the page of different views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    #[default]
    Left,
    Right,
}

/// What those in the room see of its document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoomView {
    /// The document of the session it was opened in.
    pub session: Option<String>,
    /// Points heard, oldest first.
    pub points: Vec<Arc<PointHeard>>,
    pub points_taken_out: Vec<Arc<PointHeard>>,
    /// Oldest first.
    pub notes: Vec<Arc<Slip>>,
    pub notes_taken_out: Vec<Arc<Slip>>,
    /// Different views.
    pub left: Column,
    pub right: Column,
}

/// A point as it was heard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PointHeard {
    #[serde(flatten)]
    pub slip: Slip,
    pub said_by: Option<Field<Person>>,
    /// When whoever said it confirmed these very words.
    pub confirmed: Option<u64>,
}

/// One side of the page of different views.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Column {
    pub title: Field<String>,
    /// Oldest first.
    pub views: Vec<Arc<Slip>>,
    pub views_taken_out: Vec<Arc<Slip>>,
}

impl RoomView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let root = Item::root(doc, authors);
        let points = slips::read_with_items(&root, POINTS).into_iter();
        let points = points.map(|(slip, item)| Arc::new(PointHeard::read(slip, &item)));
        let (points, points_taken_out) = points.partition(|point| !point.slip.taken_out);
        let (notes, notes_taken_out) = slips::read(&root, NOTES);
        let [left, right] = [Side::Left, Side::Right].map(|side| Column::read(&root, side));
        let session = root.str(SESSION).filter(|key| is_session(key));
        Self { session, points, points_taken_out, notes, notes_taken_out, left, right }
    }

    /// Whether a point, a note or a view is in this room, also one that was taken out.
    pub fn has(&self, slip: SlipId) -> bool {
        let points = self.points.iter().chain(&self.points_taken_out).map(|point| &point.slip);
        let notes = self.notes.iter().chain(&self.notes_taken_out);
        let columns = [&self.left, &self.right].into_iter();
        let views = columns.flat_map(|column| column.views.iter().chain(&column.views_taken_out));
        points.chain(notes.chain(views).map(|slip| &**slip)).any(|held| held.id == slip)
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        let touched = Touched::by(patches);
        if !ALL.iter().chain(&[SESSION]).any(|key| touched.any(key)) {
            return false;
        }
        let before = std::mem::replace(self, Self::read(doc, authors));
        before != *self
    }
}

impl PointHeard {
    fn read(slip: Slip, item: &Item<'_>) -> Self {
        let said_by = item.field(SAID_BY, parse_person);
        let speaker = said_by.as_ref().filter(|said| said.clash.is_empty()).map(|said| said.value);
        let said = item.field(CONFIRMED, parse_confirmed);
        let words = digest(&slip.words.text);
        // Nobody confirms for another one, and only the words that were confirmed are.
        let by_them = said.map(Field::all).unwrap_or_default().into_iter().filter(|choice| {
            choice.value.1 == words && speaker == choice.by.map(Person::Member) && speaker.is_some()
        });
        let confirmed = by_them.map(|choice| choice.value.0).max();
        Self { slip, said_by, confirmed }
    }
}

impl Column {
    fn read(root: &Item<'_>, side: Side) -> Self {
        let title = root.map(VIEWS).and_then(|views| views.str_field(side.word()));
        let slips = slips::read_with_items(root, VIEWS).into_iter();
        let on_it =
            slips.filter(|(_, item)| Side::from_word(&item.str(SIDE).unwrap_or_default()) == side);
        let slips = on_it.map(|(slip, _)| Arc::new(slip));
        let (views, views_taken_out) = slips.partition(|slip| !slip.taken_out);
        Self { title: title.unwrap_or_default(), views, views_taken_out }
    }
}

words! { Side {
    Left "left"
    Right "right"
}}

const SESSION: &str = "session";
const POINTS: &str = "points";
const NOTES: &str = "notes";
const VIEWS: &str = "views";
const ALL: [&str; 3] = [POINTS, NOTES, VIEWS];
const SAID_BY: &str = "said_by";
const CONFIRMED: &str = "confirmed";
const SIDE: &str = "side";
const NO_POINT: CommandError = CommandError::NoSuch { what: "point" };

pub(crate) fn plan(
    command: &RoomCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        RoomCommand::OfSession { session } => {
            check_session(session)?;
            if root.has(SESSION) {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[], SESSION, session.as_str());
        }
        RoomCommand::Hear { text, said_by } => {
            limits::some(text)?;
            let point = slips::add(&mut plan, root, POINTS, text, acting)?;
            if let Some(person) = said_by {
                plan.set(&point, SAID_BY, person.to_string());
            }
        }
        RoomCommand::SaidBy { slip, said_by } => {
            let now = point(root, *slip)?.field(SAID_BY, parse_person);
            let clash = now.as_ref().is_some_and(|now| !now.clash.is_empty());
            if !clash && now.map(|now| now.value) == *said_by {
                return Err(CommandError::AlreadySo);
            }
            let path = [POINTS, &slip.to_hex()];
            match said_by {
                Some(person) => plan.put(root, &path, SAID_BY, person.to_string()),
                None => plan.delete(root, &path, SAID_BY),
            }
        }
        RoomCommand::Confirm { slip } => {
            let item = point(root, *slip)?;
            let speakers = item.field(SAID_BY, parse_person).map(Field::all).unwrap_or_default();
            let me = Person::Member(acting.member);
            if !speakers.iter().any(|choice| choice.value == me) {
                return Err(CommandError::NotTheSpeaker);
            }
            let path = [POINTS, &slip.to_hex()];
            // Of two who may have said it, whoever confirms it did.
            if speakers.len() > 1 {
                plan.put(root, &path, SAID_BY, me.to_string());
            }
            let words = slips::words(&item).ok_or(NO_POINT)?.text;
            plan.put(root, &path, CONFIRMED, format!("{}\n{}", acting.now(), digest(&words)));
        }
        RoomCommand::Note { text } => {
            slips::add(&mut plan, root, NOTES, text, acting)?;
        }
        RoomCommand::View { side, text } => {
            let view = slips::add(&mut plan, root, VIEWS, text, acting)?;
            plan.set(&view, SIDE, side.word());
        }
        RoomCommand::SetTitle { side, title } => {
            limits::line(title)?;
            plan.put(root, &[VIEWS], side.word(), title.as_str());
        }
        RoomCommand::Splice { slip, splices } => {
            slips::splice(&mut plan, root, &ALL, *slip, splices)?;
        }
        RoomCommand::TakeOut { slip } => slips::take_out(&mut plan, root, &ALL, *slip, acting)?,
        RoomCommand::BringBack { slip } => slips::bring_back(&mut plan, root, &ALL, *slip)?,
    }
    Ok(plan)
}

fn point<'a>(root: &Item<'a>, slip: SlipId) -> Result<Item<'a>, CommandError> {
    root.at(&[POINTS, &slip.to_hex()]).ok_or(NO_POINT)
}

fn parse_person(value: &Value) -> Option<Person> {
    value.as_str()?.parse().ok()
}

/// When, and which words.
fn parse_confirmed(value: &Value) -> Option<(u64, String)> {
    let (at, words) = value.as_str()?.split_once('\n')?;
    Some((at.parse().ok()?, words.to_owned()))
}
