//! A document of two or three: their pads. Also for a presenter's briefing.

use crate::acting::{Acting, Authors};
use crate::collection::Touched;
use crate::command::CommandError;
use crate::ids::SlipId;
use crate::plan::Plan;
use crate::reading::Item;
use crate::slips::{self, Slip};
use crate::text::Splice;
use horseshoe_merge::{Document, Patch};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What two or three can do in their document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PairCommand {
    /// Begins a pad; each of them can write in it.
    Write {
        text: String,
    },
    /// Writes in a pad, as a text field does.
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

/// What two or three see of their document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PairView {
    /// Oldest first.
    pub pads: Vec<Arc<Slip>>,
    pub pads_taken_out: Vec<Arc<Slip>>,
}

impl PairView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let (pads, pads_taken_out) = slips::read(&Item::root(doc, authors), PADS);
        Self { pads, pads_taken_out }
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        if !Touched::by(patches).any(PADS) {
            return false;
        }
        let before = std::mem::replace(self, Self::read(doc, authors));
        before != *self
    }
}

const PADS: &str = "pads";

pub(crate) fn plan(
    command: &PairCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        PairCommand::Write { text } => {
            slips::add(&mut plan, root, PADS, text, acting)?;
        }
        PairCommand::Splice { slip, splices } => {
            slips::splice(&mut plan, root, &[PADS], *slip, splices)?;
        }
        PairCommand::TakeOut { slip } => {
            slips::take_out(&mut plan, root, &[PADS], *slip, acting)?;
        }
        PairCommand::BringBack { slip } => {
            slips::bring_back(&mut plan, root, &[PADS], *slip)?;
        }
    }
    Ok(plan)
}
