//! Taking one's own last act back: only what that act did, and only if nobody has changed it since.

use crate::acting::{Acting, Anybody, Done};
use crate::command::CommandError;
use crate::documents::Kind;
use crate::element::{Element, Elements, Gone, Renamed};
use crate::plan::Plan;
use crate::reading::Item;
use horseshoe_merge::{Document, ObjectRef, OpRef, Value};
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
    Put { path: Vec<String>, key: String, left: Option<Scalar>, former: Option<Scalar> },
    /// In this text, what came is to go and what went is to come back, wherever that is by now.
    Text { object: String, came: Elements, gone: Vec<Gone> },
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

/// Takes an act back. Refused as a whole when a value it set was changed by anybody since; of words, what is left of
/// them goes, and nobody else's.
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
            UndoStep::Text { object, came, gone } => {
                let object = ObjectRef::parse(object).or(Err(CommandError::ChangedSince))?;
                plan.take_back(doc, object, came, gone)?;
            }
        }
    }
    if plan.is_empty() {
        return Err(CommandError::ChangedSince);
    }
    plan.carry_out(undo.kind, doc, acting)
}

impl Undo {
    /// Keeps the way back right where characters have new names, and texts that were made anew.
    pub fn rename(&mut self, renamed: &Renamed) {
        for step in &mut self.steps {
            let UndoStep::Text { object, came, gone } = step else { continue };
            if let Some(op) = ObjectRef::parse(object).ok().and_then(|object| object.op()) {
                *object =
                    ObjectRef::from(OpRef::from(Element::from(op).renamed(renamed))).to_string();
            }
            came.rename(renamed);
            for gone in gone {
                gone.rename(renamed);
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
