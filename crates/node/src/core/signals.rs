//! What is told on the way and never kept: where somebody is in a text, where a device can be reached, and how the clock of
//! a session shows.

use super::carets::Here;
use super::{Core, Effect};
use crate::TextRef;
use horseshoe_sync::Event as SyncEvent;
use horseshoe_trust::{CommunityId, DeviceId, DocumentId};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;

/// How many addresses a device may tell.
const ADDRESSES: usize = 256;

/// A signal between devices of a community. Postcard, at the end of the sync's own frame; fields are only added at
/// the end of the list of kinds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Signal {
    /// Words being typed in a text: where, in the typist's text, and how much they replace. Heard from older programs.
    Typing { document: DocumentId, object: String, at: u32, deleted: u32, words: String },
    /// Where devices of members can be reached, as far as the sender knows.
    Addresses(Vec<(DeviceId, Vec<SocketAddr>)>),
    /// Where the sender is in a text; absent when they have left it.
    Here { document: DocumentId, object: String, here: Option<Here> },
    /// What the clock of a session shows, unix milliseconds, and from how far away the sender knows.
    Clock { document: DocumentId, now: u64, steps: u8 },
    /// What does the clock of a session show? The sender's own shows this, unix milliseconds.
    ClockAsked { document: DocumentId, at: u64 },
    /// The answer to a question of then: what the clock shows, and from how far away the sender knows.
    ClockAnswered { document: DocumentId, at: u64, now: u64, steps: u8 },
}

impl Signal {
    fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain data can be written")
    }
}

impl Core {
    /// Tells the others of a community where its devices can be reached.
    pub(super) fn send_addresses(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        let mut addresses: Vec<(DeviceId, Vec<SocketAddr>)> = community
            .others(&self.key.id())
            .into_iter()
            .filter_map(|device| Some((device, self.addresses.get(&device)?.clone())))
            .filter(|(_, addresses)| !addresses.is_empty())
            .take(ADDRESSES)
            .collect();
        if !self.network.listening.is_empty() {
            addresses.push((self.key.id(), self.network.listening.clone()));
        }
        if !addresses.is_empty() {
            self.signal(id, None, 0, &Signal::Addresses(addresses));
        }
    }

    pub(super) fn signal_came(&mut self, id: CommunityId, from: DeviceId, bytes: &[u8]) {
        let Ok(signal) = postcard::from_bytes::<Signal>(bytes) else { return };
        match signal {
            Signal::Typing { document, object, at, deleted, words } => {
                let text = TextRef { document, object };
                self.believe_counted(id, from, text, at, (deleted, words));
            }
            Signal::Addresses(told) => self.addresses_told(id, from, told),
            Signal::Here { document, object, here } => {
                self.believe(id, from, TextRef { document, object }, here);
            }
            Signal::Clock { document, now, steps } => {
                self.clock_told(id, from, document, (now, steps));
            }
            Signal::ClockAsked { document, at } => self.clock_asked(id, from, document, at),
            Signal::ClockAnswered { document, at, now, steps } => {
                self.clock_answered(id, from, document, at, (now, steps));
            }
        }
    }

    /// Devices of members said to be reachable there. What a device says of itself is remembered and passed on; what
    /// others remember of it is tried as well, and no more.
    fn addresses_told(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        told: Vec<(DeviceId, Vec<SocketAddr>)>,
    ) {
        let Some(community) = self.communities.get(&id) else { return };
        let others = community.others(&self.key.id());
        let mut moved = false;
        for (device, addresses) in
            told.into_iter().take(ADDRESSES).filter(|(it, _)| others.contains(it))
        {
            let known = self.addresses.get(&device);
            let news =
                addresses.iter().any(|address| known.is_none_or(|known| !known.contains(address)));
            if device == from {
                moved |= news;
                self.remember_addresses(device, &addresses);
            } else if news && !self.connected.contains(&device) {
                self.effects.push(Effect::Want { peer: device, addresses });
            }
        }
        if moved {
            self.send_addresses(id);
        }
    }

    pub(super) fn signal(
        &mut self,
        id: CommunityId,
        document: Option<DocumentId>,
        key: u64,
        signal: &Signal,
    ) {
        self.sync(id, SyncEvent::Signal { to: None, document, key, bytes: signal.to_bytes() });
    }

    /// Tells one device only.
    pub(super) fn signal_to(
        &mut self,
        id: CommunityId,
        to: DeviceId,
        document: DocumentId,
        key: u64,
        signal: &Signal,
    ) {
        let (to, document, bytes) = (Some(to), Some(document), signal.to_bytes());
        self.sync(id, SyncEvent::Signal { to, document, key, bytes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_merge::{Actor, OpRef};
    use std::fmt::Write as _;

    /// The bytes of every kind of signal, as other devices know them.
    #[test]
    fn signals_keep_their_bytes() {
        let document = DocumentId::from_bytes([1; 32]);
        let object = "3@ab".to_owned();
        let element = OpRef { counter: 300, actor: Actor::from_bytes([2; 16]) };
        let here =
            Here { caret: Some(element.into()), anchor: None, deleted: 2, words: "hé".to_owned() };
        let signals = [
            Signal::Typing {
                document,
                object: object.clone(),
                at: 4,
                deleted: 1,
                words: "li".to_owned(),
            },
            Signal::Addresses(vec![(
                DeviceId::from_bytes([3; 32]),
                vec![SocketAddr::from(([127, 0, 0, 1], 4000))],
            )]),
            Signal::Here { document, object: object.clone(), here: Some(here) },
            Signal::Here { document, object, here: None },
            Signal::Clock { document, now: 300, steps: 1 },
            Signal::ClockAsked { document, at: 299 },
            Signal::ClockAnswered { document, at: 299, now: 300, steps: 0 },
        ];
        let hex = |bytes: Vec<u8>| {
            bytes.iter().fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").expect("a string takes all");
                hex
            })
        };
        let written: Vec<String> =
            signals.iter().map(|signal| hex(postcard::to_stdvec(signal).unwrap())).collect();
        let document = "01".repeat(32);
        let here = format!("0101ac02{}00020368c3a9", "02".repeat(16));
        assert_eq!(
            written,
            [
                format!("00{document}04334061620401026c69"),
                format!("0101{}01007f000001a01f", "03".repeat(32)),
                format!("02{document}0433406162{here}"),
                format!("02{document}043340616200"),
                format!("03{document}ac0201"),
                format!("04{document}ab02"),
                format!("05{document}ab02ac0200"),
            ]
        );
    }
}
