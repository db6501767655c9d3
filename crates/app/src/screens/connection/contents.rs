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
    /// Each once, in the order they were first contacted.
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
        let mut contacted: Vec<Contacted> = Vec::new();
        for one in &network.contacted {
            if !contacted.contains(one) {
                contacted.push(one.clone());
            }
        }
        Self {
            online: network.online,
            chosen: match network.mode {
                Mode::ThisRoomOnly => Choice::ThisRoomOnly,
                Mode::OwnRelay { .. } => Choice::OwnRelay,
                Mode::PublicHelp => Choice::PublicHelp,
            },
            relay: network.mode.relay(),
            addresses: network.addresses.iter().map(ToString::to_string).collect(),
            contacted,
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
    fn everything_contacted_is_listed_once() {
        let one = Contacted { address: "192.0.2.4:4000".to_owned(), what: "device".to_owned() };
        let mode = Mode::OwnRelay { url: "https://relay.example.org".to_owned() };
        let contacted = vec![one.clone(), one.clone()];
        let network = Arc::new(Network { mode, contacted, ..Network::default() });
        let contents = Contents::new(&Snapshot { network, ..Snapshot::default() });
        assert_eq!(contents.contacted, [one]);
        assert_eq!(contents.relay.as_deref(), Some("https://relay.example.org"));
    }
}
