//! Automerge behind our own edits: perform, check, take in, patches.
//!
//! A [`Document`] is what several people write at once. Own edits are ordinary Automerge transactions
//! ([`Document::perform`]); what leaves the device is not an Automerge change but a payload in a small
//! closed vocabulary. Others' payloads are decoded, checked against what their writer can have seen, and only then
//! built into changes ([`Document::take_in`]). Automerge never sees a foreign byte.
//!
//! The rules of the check and the limits belong to the format version: two devices that judge one payload
//! differently would never agree again. Nothing outside this crate knows an Automerge hash or type.

mod check;
mod codec;
mod copy;
mod document;
mod edit;
mod engine;
mod fold;
mod genesis;
mod history;
#[cfg(test)]
mod hostile_bytes;
mod ids;
mod index;
mod patch;
mod read;
mod replay;
mod take_in;
pub mod text;
mod value;
mod writer;

#[cfg(test)]
mod workbench;

pub use check::Refusal;
pub use codec::{FORMAT, limits};
pub use document::{Document, EditError, Pending, Performed};
pub use genesis::Genesis;
pub use ids::{Actor, EntryId, ObjectRef, OpRef, ParseRefError};
pub use patch::Patch;
pub use replay::Replayed;
pub use take_in::{Incoming, Outcome};
pub use value::Value;
pub use writer::Writer;
