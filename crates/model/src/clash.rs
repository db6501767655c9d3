//! Two people set one thing at once: both values are kept and shown until somebody chooses.

use crate::ids::MemberId;
use serde::Serialize;

/// A value two people may set. Setting it again, by anybody who has seen all of them, settles a clash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Field<T> {
    /// The value to show: the same on every device.
    pub value: T,
    /// Who set it, if known.
    pub by: Option<MemberId>,
    /// Every value that was set at once, `value` among them; empty when all agree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clash: Vec<Choice<T>>,
}

impl<T> Field<T> {
    /// Every value that was set, the shown one first.
    pub(crate) fn all(self) -> Vec<Choice<T>> {
        if self.clash.is_empty() {
            vec![Choice { value: self.value, by: self.by }]
        } else {
            self.clash
        }
    }
}

/// One of several values set at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice<T> {
    pub value: T,
    pub by: Option<MemberId>,
}

/// A text people write together: its words now, and its name in the document for writing in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    pub text: String,
    /// For [`write`](crate::write) and for finding its patches.
    pub object: String,
}
