//! The line between the window and its node: ask without waiting, hear what was answered and what happened.

use horseshoe_node::{Command, Event, Problem, Reply, Snapshot};
use std::sync::Arc;

/// What a window needs of a node. Nothing here waits.
pub(crate) trait Line {
    /// The newest snapshot.
    fn snapshot(&self) -> Arc<Snapshot>;
    /// Asks for something, in the order of the calls. The answer comes with this number.
    fn ask(&mut self, number: u64, command: Command);
    /// What has come since the last call, in its order.
    fn hear(&mut self) -> Vec<Heard>;
}

/// Something the node said.
#[derive(Debug)]
pub(crate) enum Heard {
    Answer {
        number: u64,
        answer: Result<Reply, Problem>,
    },
    Event(Event),
    /// The window was so busy that it missed events: what it follows closely it must look at anew.
    Missed,
}
