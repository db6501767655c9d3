//! What the beginning shows: who I am first, then how to begin or join, and where I have asked.

use crate::words;
use horseshoe_node::{DeviceId, Joining, JoiningState, Problem, Snapshot, TicketId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    /// Nobody has said yet who uses this device.
    pub(crate) introduce_first: bool,
    pub(crate) room: Room,
    pub(crate) joining: Vec<Asking>,
}

/// Who in this room would let somebody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    /// Doors at which I could ask; none while I ask at one.
    pub(crate) doors: Vec<Door>,
    pub(crate) calls: Vec<Call>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) device: DeviceId,
    /// Two words are enough to tell doors in one room apart.
    pub(crate) called: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) device: DeviceId,
    pub(crate) how: Asked,
}

/// How it stands at a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Reaching,
    /// Four words to read aloud, as one line; the community once they said yes.
    Compare {
        words: String,
        same: bool,
        community: Option<String>,
    },
    Failed(Problem),
}

/// One place where I have asked to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asking {
    pub(crate) ticket: TicketId,
    pub(crate) community: String,
    pub(crate) how: How,
    /// Four words to read aloud, as one line.
    pub(crate) words: Option<String>,
    /// What goes by files, where the two devices share no network.
    pub(crate) by_file: Option<ByFile>,
}

/// The next file on the way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByFile {
    /// That I ask.
    Ask,
    /// What I have signed, to be brought back.
    BringBack,
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
                by_file: by_file(joining),
            })
        });
        Self {
            introduce_first: snapshot.me.name.is_empty(),
            room: Room::new(snapshot),
            joining: joining.collect(),
        }
    }
}

/// Words to compare are there only where the two devices are talking.
fn by_file(joining: &Joining) -> Option<ByFile> {
    match (joining.to_bring_back, &joining.state) {
        (true, _) => Some(ByFile::BringBack),
        (false, JoiningState::Reaching) => Some(ByFile::Ask),
        (false, _) => None,
    }
}

impl Room {
    fn new(snapshot: &Snapshot) -> Self {
        let call = |call: &horseshoe_node::Call| Call {
            device: call.device,
            how: match (&call.problem, &call.words) {
                (Some(problem), _) => Asked::Failed(problem.clone()),
                (None, None) => Asked::Reaching,
                (None, Some(words)) => Asked::Compare {
                    words: words.join(" · "),
                    same: call.same,
                    community: call.community_name.clone(),
                },
            },
        };
        let calls: Vec<Call> = snapshot.calls.iter().map(call).collect();
        let door = |door: &horseshoe_node::Door| Door {
            device: door.device,
            called: words::door(&door.called),
        };
        let doors =
            if calls.is_empty() { snapshot.doors.iter().map(door).collect() } else { Vec::new() };
        Self { doors, calls }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_node::Me;
    use std::sync::Arc;

    #[test]
    fn who_has_a_ticket_and_no_network_asks_with_a_file_and_brings_back_what_they_signed() {
        let by_file = |to_bring_back, state| {
            by_file(&Joining {
                ticket: TicketId::from_bytes([1; 32]),
                community_name: String::new(),
                state,
                words: None,
                to_bring_back,
            })
        };
        assert_eq!(by_file(false, JoiningState::Reaching), Some(ByFile::Ask));
        assert_eq!(by_file(false, JoiningState::Waiting { missing: 1 }), None);
        assert_eq!(by_file(true, JoiningState::Asked), Some(ByFile::BringBack));
    }

    #[test]
    fn who_i_am_is_asked_only_once() {
        let mut snapshot = Snapshot::default();
        assert!(Contents::new(&snapshot).introduce_first);
        snapshot.me = Arc::new(Me { name: "Amira".to_owned(), ..Me::default() });
        assert!(!Contents::new(&snapshot).introduce_first);
    }
}
