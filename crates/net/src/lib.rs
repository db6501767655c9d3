//! iroh, and nothing else: the endpoint, connections between devices, frames in and out, discovery, relays.
//!
//! This room knows no message: it carries bytes between devices whose keys are proven by the handshake. Nothing is
//! contacted that the chosen [`Mode`] does not name. Start with [`Net::start`]; what happens comes as [`NetEvent`]s.

mod connection;
mod contacts;
mod dialer;
mod discovery;
mod endpoint;
mod framing;
mod handshakes;
mod join;
mod modes;
mod net;
mod tasks;
mod watch;

pub use connection::{CloseReason, SendError};
pub use contacts::{Contact, Contacted};
pub use dialer::{LONGEST_WAIT, SHORTEST_WAIT, wait_before};
pub use endpoint::NetError;
pub use framing::{FrameError, MAX_FRAME};
pub use join::{JoinTalk, Listener, MAX_JOIN_FRAME, Speaker, TalkError};
pub use modes::Mode;
pub use net::{Net, NetConfig, NetEvent};
