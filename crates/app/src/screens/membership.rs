//! What is particular about who is in the group: what people are told when somebody came in, left or has two
//! histories, and removals that wait for a signature. Shown on Home and under People.

mod contents;
mod notices;
mod preview;
mod removals;

pub(crate) use contents::{Notice, why_out};
pub(crate) use notices::{notice_ui, out_ui};
pub(crate) use preview::{called, standing_devices};
pub(crate) use removals::{Removals, propose_ui};
