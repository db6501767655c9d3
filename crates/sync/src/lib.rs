//! How two devices agree: no IO, no clock.
//!
//! One [`Sync`] per community and device. The host feeds it [`Event`]s with the time and carries out the
//! [`Effect`]s, in order. Per peer, certificates come first, then grants, then digests, then frontiers of the
//! documents that differ, then the entries that are missing, oldest first. A new entry of one's own goes straight to
//! every connected device of its audience; digests, at most one a second, find whatever got lost.
//!
//! Only devices that stand get anything beyond the greeting and certificates. A peer that breaks a limit is closed
//! with a reason; what any peer may cost is bounded.

mod catch_up;
mod clock;
mod effect;
mod event;
pub mod exchange_file;
mod facts;
mod frontier;
#[cfg(test)]
mod hostile_bytes;
mod live;
mod peer;
mod repair;
mod signal;
#[cfg(feature = "testing")]
pub mod simulator;
mod state;
mod wire;

pub use effect::{CloseReason, Effect, Incoming};
pub use event::{Event, Link, Origin};
pub use horseshoe_trust::Audience;
pub use state::{Config, Sync};
pub use wire::{MAX_FRAME, MAX_SIGNAL, VERSION, WireError};
