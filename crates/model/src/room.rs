//! A document of those who are in the room: points heard and notes that stay there, destroyed when the room closes.

use crate::acting::{Acting, Authors};
use crate::collection::Touched;
use crate::command::{CommandError, limits};
use crate::ids::SlipId;
use crate::plan::Plan;
use crate::reading::Item;
use crate::slips::{self, Slip};
use crate::text::Splice;
use horseshoe_merge::{Document, Patch};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What those in the room can do in its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RoomCommand {
    /// Writes down a point that was heard, in the words it was said in.
    Hear {
        text: String,
    },
    /// Writes a note that stays in the room.
    Note {
        text: String,
    },
    /// Writes in a point or a note, as a text field does.
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

/// What those in the room see of its document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RoomView {
    /// Points heard, oldest first.
    pub points: Vec<Arc<Slip>>,
    pub points_taken_out: Vec<Arc<Slip>>,
    /// Oldest first.
    pub notes: Vec<Arc<Slip>>,
    pub notes_taken_out: Vec<Arc<Slip>>,
}

impl RoomView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let root = Item::root(doc, authors);
        let (points, points_taken_out) = slips::read(&root, POINTS);
        let (notes, notes_taken_out) = slips::read(&root, NOTES);
        Self { points, points_taken_out, notes, notes_taken_out }
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        let touched = Touched::by(patches);
        if !ALL.iter().any(|map| touched.any(map)) {
            return false;
        }
        let before = std::mem::replace(self, Self::read(doc, authors));
        before != *self
    }
}

const POINTS: &str = "points";
const NOTES: &str = "notes";
const ALL: [&str; 2] = [POINTS, NOTES];

pub(crate) fn plan(
    command: &RoomCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        RoomCommand::Hear { text } => {
            limits::some(text)?;
            slips::add(&mut plan, root, POINTS, text, acting)?;
        }
        RoomCommand::Note { text } => slips::add(&mut plan, root, NOTES, text, acting)?,
        RoomCommand::Splice { slip, splices } => {
            slips::splice(&mut plan, root, &ALL, *slip, splices)?;
        }
        RoomCommand::TakeOut { slip } => slips::take_out(&mut plan, root, &ALL, *slip, acting)?,
        RoomCommand::BringBack { slip } => slips::bring_back(&mut plan, root, &ALL, *slip)?,
    }
    Ok(plan)
}
