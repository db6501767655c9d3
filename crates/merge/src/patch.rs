//! What changed in a document, as a view needs it.

use automerge::{Patch as Logged, PatchAction, Prop};

use crate::{ids::ObjectRef, read};

/// One change of one object. `path` leads from the root to the object: the keys on the way. Positions in texts count
/// Unicode scalar values and hold in the order of the patches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Patch {
    /// A value stands at a key, new or changed; read it there. With `conflict`, several do.
    Put {
        object: ObjectRef,
        path: Vec<String>,
        key: String,
        conflict: bool,
    },
    Delete {
        object: ObjectRef,
        path: Vec<String>,
        key: String,
    },
    Splice {
        object: ObjectRef,
        path: Vec<String>,
        at: usize,
        delete: usize,
        insert: String,
    },
}

impl Patch {
    pub fn object(&self) -> &ObjectRef {
        match self {
            Self::Put { object, .. }
            | Self::Delete { object, .. }
            | Self::Splice { object, .. } => object,
        }
    }

    pub fn path(&self) -> &[String] {
        match self {
            Self::Put { path, .. } | Self::Delete { path, .. } | Self::Splice { path, .. } => path,
        }
    }
}

/// `None` for what documents of maps, scalars and texts cannot show.
pub(crate) fn patch_from(logged: Logged) -> Option<Patch> {
    let object = read::object_ref(&logged.obj);
    let key_of = |prop: Prop| match prop {
        Prop::Map(key) => Some(key),
        Prop::Seq(_) => None,
    };
    let path = logged.path.into_iter().filter_map(|(_, prop)| key_of(prop)).collect();
    Some(match logged.action {
        PatchAction::PutMap { key, conflict, .. } => Patch::Put { object, path, key, conflict },
        PatchAction::Conflict { prop } => {
            Patch::Put { object, path, key: key_of(prop)?, conflict: true }
        }
        PatchAction::DeleteMap { key } => Patch::Delete { object, path, key },
        PatchAction::SpliceText { index, value, .. } => {
            Patch::Splice { object, path, at: index, delete: 0, insert: value.make_string() }
        }
        PatchAction::DeleteSeq { index, length } => {
            Patch::Splice { object, path, at: index, delete: length, insert: String::new() }
        }
        PatchAction::PutSeq { .. }
        | PatchAction::Insert { .. }
        | PatchAction::Increment { .. }
        | PatchAction::Mark { .. } => return None,
    })
}
