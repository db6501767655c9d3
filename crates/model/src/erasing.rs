//! What a member says about destroying documents that everyone has: an objection, and which of their devices have
//! destroyed one. It stands in their own document: nobody says it for another.

use crate::acting::Acting;
use crate::command::CommandError;
use crate::plan::Plan;
use crate::reading::Item;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a member can say. Documents and devices by all 64 hex digits of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ErasingCommand {
    /// I would rather this document were kept, or no longer mind. It stops nobody's device: it is for people to talk.
    Object { document: String, object: bool },
    /// This device of mine has destroyed it.
    Confirm { document: String, device: String },
}

/// What a member has said about destroying documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MemberErasing {
    pub objects_to: BTreeSet<String>,
    /// By document, the devices that have destroyed it, by the first half of their ids' digits, and when, unix
    /// milliseconds by their clocks.
    pub destroyed: BTreeMap<String, BTreeMap<String, u64>>,
}

impl MemberErasing {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let mut erasing = Self::default();
        let Some(map) = root.map(MAP) else { return erasing };
        for key in map.keys() {
            if let Some(document) = key.strip_prefix(OBJECTS).filter(|id| is_long_id(id)) {
                if map.bool(&key) {
                    erasing.objects_to.insert(document.to_owned());
                }
            } else if let Some((document, device)) =
                key.strip_prefix(DESTROYED).and_then(|ids| ids.split_once('/'))
                && is_long_id(document)
                && device.len() == DEVICE
                && let Some(at) = map.uint(&key)
            {
                let devices = erasing.destroyed.entry(document.to_owned()).or_default();
                devices.insert(device.to_owned(), at);
            }
        }
        erasing
    }
}

/// Beside the member's other answers: these keys are no question's.
pub(crate) const MAP: &str = "answers";
const OBJECTS: &str = "erasing/objects/";
const DESTROYED: &str = "erasing/destroyed/";
/// So many of a device's digits: keys are not long enough for two whole ids, and these tell devices apart.
const DEVICE: usize = 32;

pub(crate) fn plan(
    command: &ErasingCommand,
    root: &Item<'_>,
    acting: &Acting<'_>,
) -> Result<Plan, CommandError> {
    let long = |id: &str| {
        if is_long_id(id) { Ok(()) } else { Err(CommandError::Malformed { what: "id" }) }
    };
    let mut plan = Plan::default();
    match command {
        ErasingCommand::Object { document, object } => {
            long(document)?;
            plan.put(root, &[MAP], &format!("{OBJECTS}{document}"), *object);
        }
        ErasingCommand::Confirm { document, device } => {
            long(document)?;
            long(device)?;
            let key = format!("{DESTROYED}{document}/{}", &device[..DEVICE]);
            plan.put(root, &[MAP], &key, acting.now());
        }
    }
    Ok(plan)
}

fn is_long_id(text: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.len() == 64 && text.bytes().all(digit)
}
