//! The closed vocabulary in which changes travel.
//!
//! Maps with string keys, scalars and texts; no lists, counters or marks. Every operation has a counter: those of one
//! payload are consecutive from `start`. A run counts as many operations as it has characters.

use crate::ids::Actor;

/// What one payload says. The author is not part of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edits {
    /// Counter of the first operation.
    pub(crate) start: u32,
    /// The other authors that are referred to; neither the author nor the genesis actor.
    pub(crate) actors: Vec<Actor>,
    pub(crate) list: Vec<Edit>,
}

/// An operation as a payload names it: who, and which of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ref {
    pub(crate) counter: u32,
    /// [`AUTHOR`], [`GENESIS`], or the place in `Edits::actors` plus [`TABLE`].
    pub(crate) author: u16,
}

pub(crate) const AUTHOR: u16 = 0;
pub(crate) const GENESIS: u16 = 1;
pub(crate) const TABLE: u16 = 2;

/// One edit of one object; `None` is the root map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Edit {
    pub(crate) object: Option<Ref>,
    pub(crate) act: Act,
}

/// `over` names the values at the key that this one replaces.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Act {
    MakeMap {
        key: String,
        over: Vec<Ref>,
    },
    MakeText {
        key: String,
        over: Vec<Ref>,
    },
    Put {
        key: String,
        value: Scalar,
        over: Vec<Ref>,
    },
    DeleteKey {
        key: String,
        over: Vec<Ref>,
    },
    /// `None`: at the beginning. Each character is an element of its own.
    Insert {
        after: Option<Ref>,
        chars: String,
    },
    /// `count` elements of one author with consecutive counters, rising from `first` or falling.
    DeleteRun {
        first: Ref,
        count: u32,
        backwards: bool,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Scalar {
    Null,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Str(String),
    Bytes(Vec<u8>),
}

impl Edits {
    /// Operations, runs counted by their length.
    pub(crate) fn ops(&self) -> u32 {
        self.list.iter().map(Edit::ops).sum()
    }

    /// Every operation referred to.
    pub(crate) fn refs(&self) -> impl Iterator<Item = Ref> {
        self.list.iter().flat_map(|edit| {
            let (one, many) = edit.act.refs();
            edit.object.into_iter().chain(one).chain(many.iter().copied())
        })
    }
}

impl Edit {
    pub(crate) fn ops(&self) -> u32 {
        match &self.act {
            Act::Insert { chars, .. } => chars.chars().count() as u32,
            Act::DeleteRun { count, .. } => *count,
            _ => 1,
        }
    }
}

impl Act {
    fn refs(&self) -> (Option<Ref>, &[Ref]) {
        match self {
            Self::MakeMap { over, .. }
            | Self::MakeText { over, .. }
            | Self::Put { over, .. }
            | Self::DeleteKey { over, .. } => (None, over),
            Self::Insert { after, .. } => (*after, &[]),
            Self::DeleteRun { first, .. } => (Some(*first), &[]),
        }
    }
}
