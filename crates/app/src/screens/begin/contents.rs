//! What the beginning shows: who I am first, then how to begin or join, and where I have asked.

use horseshoe_node::{JoiningState, Problem, Snapshot, TicketId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    /// Nobody has said yet who uses this device.
    pub(crate) introduce_first: bool,
    pub(crate) joining: Vec<Asking>,
}

/// One place where I have asked to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asking {
    pub(crate) ticket: TicketId,
    pub(crate) community: String,
    pub(crate) how: How,
    /// Four words to read aloud, as one line.
    pub(crate) words: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Reaching,
    Asked,
    Waiting(u8),
    Failed(Problem),
}

impl Contents {
    pub(crate) fn new(snapshot: &Snapshot) -> Self {
        let joining = snapshot.joining.iter().filter_map(|joining| {
            let how = match &joining.state {
                JoiningState::Reaching => How::Reaching,
                JoiningState::Asked => How::Asked,
                JoiningState::Waiting { missing } => How::Waiting(*missing),
                JoiningState::Failed { problem } => How::Failed(problem.clone()),
                // The community itself is there to see.
                JoiningState::In { .. } => return None,
            };
            Some(Asking {
                ticket: joining.ticket,
                community: joining.community_name.clone(),
                how,
                words: joining.words.as_ref().map(|words| words.join(" · ")),
            })
        });
        Self { introduce_first: snapshot.me.name.is_empty(), joining: joining.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_node::Me;
    use std::sync::Arc;

    #[test]
    fn who_i_am_is_asked_only_once() {
        let mut snapshot = Snapshot::default();
        assert!(Contents::new(&snapshot).introduce_first);
        snapshot.me = Arc::new(Me { name: "Amira".to_owned(), ..Me::default() });
        assert!(!Contents::new(&snapshot).introduce_first);
    }
}
