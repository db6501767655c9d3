//! What this device may contact, what reaches it, and what it has contacted.

use horseshoe_node::{Contacted, Mode, Snapshot};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) online: bool,
    pub(crate) chosen: Choice,
    /// The relay in use, if there is one.
    pub(crate) relay: Option<String>,
    /// In the order the node takes them.
    pub(crate) addresses: Vec<String>,
    /// The latest first.
    pub(crate) contacted: Vec<Contacted>,
}

/// The three things people can choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Choice {
    ThisRoomOnly,
    OwnRelay,
    PublicHelp,
}

impl Contents {
    pub(crate) fn new(snapshot: &Snapshot) -> Self {
        let network = &snapshot.network;
        Self {
            online: network.online,
            chosen: match network.mode {
                Mode::ThisRoomOnly => Choice::ThisRoomOnly,
                Mode::OwnRelay { .. } => Choice::OwnRelay,
                Mode::PublicHelp => Choice::PublicHelp,
            },
            relay: network.mode.relay(),
            addresses: network.addresses.iter().map(ToString::to_string).collect(),
            contacted: network.contacted.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_node::Network;
    use std::sync::Arc;

    #[test]
    fn without_a_choice_it_is_this_room_only() {
        let contents = Contents::new(&Snapshot::default());
        assert_eq!((contents.chosen, contents.relay), (Choice::ThisRoomOnly, None));
    }

    #[test]
    fn the_relay_in_use_is_told() {
        let mode = Mode::OwnRelay { url: "https://relay.example.org".to_owned() };
        let network = Arc::new(Network { mode, ..Network::default() });
        let contents = Contents::new(&Snapshot { network, ..Snapshot::default() });
        assert_eq!(contents.relay.as_deref(), Some("https://relay.example.org"));
    }
}
