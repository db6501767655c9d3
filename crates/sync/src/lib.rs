//! How two devices agree: no IO, no clock.
//!
//! One [`Sync`] per community and device. The host feeds it [`Event`]s with the time and carries out the
//! [`Effect`]s, in order. Per peer, certificates come first, then grants, then digests, then frontiers of the
//! documents that differ, then the entries that are missing, oldest first.

mod effect;
mod event;
mod state;

pub use effect::{CloseReason, Effect, Incoming};
pub use event::{Audience, Event, Link, Origin};
pub use state::{Config, Sync};
