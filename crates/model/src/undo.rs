//! Taking one's own last act back: only what that act did, and only if nobody has changed it since.

use crate::acting::{Acting, Anybody, Done};
use crate::command::CommandError;
use crate::documents::Kind;
use crate::plan::Plan;
use crate::reading::Item;
use crate::text::{self, Splice};
use horseshoe_merge::{Document, ObjectRef, Patch, Value};
use serde::{Deserialize, Serialize};

/// The way back from one act. Performing it is an act too, with its own way back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Undo {
    /// The kind of document it is for.
    pub kind: Kind,
    pub(crate) steps: Vec<UndoStep>,
}

/// One step back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UndoStep {
    /// Where the act left this value (`None`: nothing), there was the former one.
    Put {
        path: Vec<String>,
        key: String,
        left: Option<Scalar>,
        former: Option<Scalar>,
    },
    Text {
        object: String,
        back: Vec<Splice>,
        mine: String,
    },
}

/// A value that is neither map nor text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Scalar {
    Bool(bool),
    Int(i64),
    Str(String),
    Bytes(Vec<u8>),
}

/// Takes an act back. Refused as a whole when something it did was changed by anybody since.
pub fn undo(undo: &Undo, doc: &mut Document, acting: &Acting<'_>) -> Result<Done, CommandError> {
    undo.kind.check(doc)?;
    let mut plan = Plan::default();
    let root = Item::root(doc, &Anybody);
    for step in &undo.steps {
        match step {
            UndoStep::Put { path, key, left, former } => {
                let keys: Vec<&str> = path.iter().map(String::as_str).collect();
                let item = root.at(&keys).ok_or(CommandError::ChangedSince)?;
                let mut now = item.values(key).iter().map(Scalar::read).collect::<Vec<_>>();
                now.dedup();
                let unchanged = match left {
                    Some(left) => now == [Some(left.clone())],
                    None => now.is_empty(),
                };
                if !unchanged {
                    return Err(CommandError::ChangedSince);
                }
                match former {
                    Some(former) => plan.put(&root, &keys, key, former.clone()),
                    None => plan.delete(&root, &keys, key),
                }
            }
            UndoStep::Text { object, back, mine } => {
                let object = ObjectRef::parse(object).or(Err(CommandError::ChangedSince))?;
                let words = doc.text(&object);
                let deleted = text::deleted_by(&words, back).ok_or(CommandError::ChangedSince)?;
                if !deleted.iter().all(|deleted| text::occurs_in(deleted, mine)) {
                    return Err(CommandError::ChangedSince);
                }
                plan.splice(object, &words, back)?;
            }
        }
    }
    plan.carry_out(undo.kind, doc, acting)
}

impl Undo {
    /// Keeps the way back right while others write in the same texts. To be called, for every act that may still be
    /// taken back, with the patches of what others did; never with one's own.
    pub fn follow(&mut self, patches: &[Patch]) {
        for patch in patches {
            let Patch::Splice { object: changed, at, delete, insert, .. } = patch else { continue };
            let over = Splice { at: *at, delete: *delete, insert: insert.clone() };
            for step in &mut self.steps {
                if let UndoStep::Text { object, back, .. } = step
                    && *object == changed.to_string()
                {
                    *back = text::follow(back, &over);
                }
            }
        }
    }
}

impl Scalar {
    pub(crate) fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(value) => Some(Self::Bool(*value)),
            Value::Int(value) => Some(Self::Int(*value)),
            Value::Str(value) => Some(Self::Str(value.clone())),
            Value::Bytes(value) => Some(Self::Bytes(value.clone())),
            _ => None,
        }
    }
}

impl From<Scalar> for Value {
    fn from(scalar: Scalar) -> Self {
        match scalar {
            Scalar::Bool(value) => Self::Bool(value),
            Scalar::Int(value) => Self::Int(value),
            Scalar::Str(value) => Self::Str(value),
            Scalar::Bytes(value) => Self::Bytes(value),
        }
    }
}

impl From<bool> for Scalar {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Scalar {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Scalar {
    fn from(value: &str) -> Self {
        Self::Str(value.to_owned())
    }
}

impl From<String> for Scalar {
    fn from(value: String) -> Self {
        Self::Str(value)
    }
}

impl From<Vec<u8>> for Scalar {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}
