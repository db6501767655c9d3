//! What is told on the way and never kept: words as they are typed, and where a device can be reached.

use super::{Core, Effect};
use crate::{TextRef, Typing};
use horseshoe_sync::Event as SyncEvent;
use horseshoe_trust::{CommunityId, DeviceId, DocumentId};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::time::Duration;

/// How long typed words are believed without hearing more of them.
const BELIEVED: Duration = Duration::from_secs(4);
/// How much of what somebody types is shown ahead, in characters.
const SHOWN: usize = 200;
/// How many addresses a device may tell.
const ADDRESSES: usize = 256;

/// A signal between devices of a community. Postcard, at the end of the sync's own frame; fields are only added at
/// the end of the list of kinds.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Signal {
    /// Words being typed in a text: where, in the typist's text, and how much they replace.
    Typing { document: DocumentId, object: String, at: u32, deleted: u32, words: String },
    /// Where devices of members can be reached, as far as the sender knows.
    Addresses(Vec<(DeviceId, Vec<SocketAddr>)>),
}

impl Core {
    /// Shows others the words typed so far in a text.
    pub(super) fn show_typing(&mut self, id: CommunityId, text: &TextRef) {
        let Some(held) = self.held(id, text.document) else { return };
        let Some(live) = held.live.get(&text.object) else { return };
        let Some((at, deleted, words)) = extent(live.typed()) else { return };
        let words = words.chars().take(SHOWN).collect();
        let signal = Signal::Typing {
            document: text.document,
            object: text.object.clone(),
            at,
            deleted,
            words,
        };
        self.signal(id, Some(text.document), key_of(&text.object), &signal);
    }

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
                self.believe_typing(id, from, TextRef { document, object }, (at, deleted, words));
            }
            Signal::Addresses(told) => self.addresses_told(id, from, told),
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

    /// Forgets typed words that have become an entry, or that nothing was heard of for a while.
    pub(super) fn forget_typing(&mut self) {
        let now = self.now.running;
        for community in self.communities.values_mut() {
            let before = community.typing.len();
            community.typing.retain(|_, (_, until)| *until > now);
            self.changed |= community.typing.len() != before;
        }
    }

    /// Somebody's words in a document have become an entry: what was shown ahead of it is over.
    pub(super) fn typing_arrived(&mut self, id: CommunityId, from: DeviceId, document: DocumentId) {
        if let Some(community) = self.communities.get_mut(&id) {
            let member = community.member_of(&from);
            community
                .typing
                .retain(|(typist, text), _| *typist != member || text.document != document);
        }
    }

    fn believe_typing(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        text: TextRef,
        words: (u32, u32, String),
    ) {
        let until = self.now.running + BELIEVED;
        let Some(community) = self.communities.get_mut(&id) else { return };
        let member = community.member_of(&from);
        let known = community
            .documents
            .get(&text.document)
            .is_some_and(|held| held.words(&text.object).is_some());
        if !known || words.2.chars().count() > SHOWN {
            return;
        }
        let (at, deleted, words) = words;
        let typing = Typing {
            member,
            text: text.clone(),
            at: at as usize,
            deleted: deleted as usize,
            words,
        };
        community.typing.insert((member, text), (typing, until));
        self.changed = true;
    }

    fn signal(&mut self, id: CommunityId, document: Option<DocumentId>, key: u64, signal: &Signal) {
        let bytes = postcard::to_stdvec(signal).expect("plain data can be written");
        self.sync(id, SyncEvent::Signal { document, key, bytes });
    }
}

/// What the splices come to, as one replacement: where, how much, by what. Words in two far places show as the later.
fn extent(splices: &[horseshoe_model::text::Splice]) -> Option<(u32, u32, String)> {
    let mut whole: Option<(usize, usize, Vec<char>)> = None;
    for splice in splices {
        let insert: Vec<char> = splice.insert.chars().collect();
        whole = Some(match whole.take() {
            Some((at, deleted, mut words)) if splice.at >= at && splice.at <= at + words.len() => {
                let from = splice.at - at;
                let within = splice.delete.min(words.len() - from);
                words.splice(from..from + within, insert);
                (at, deleted + splice.delete - within, words)
            }
            Some((at, deleted, words)) if splice.at < at && splice.at + splice.delete >= at => {
                let before = at - splice.at;
                let within = (splice.delete - before).min(words.len());
                let rest = words[within..].iter().copied();
                let words = insert.into_iter().chain(rest).collect();
                (splice.at, deleted + splice.delete - within, words)
            }
            _ => (splice.at, splice.delete, insert),
        });
    }
    let (at, deleted, words) = whole?;
    Some((u32::try_from(at).ok()?, u32::try_from(deleted).ok()?, words.into_iter().collect()))
}

/// Signals with one key replace each other on the way: one for each text.
fn key_of(object: &str) -> u64 {
    object.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_model::text::Splice;

    #[test]
    fn typed_splices_show_as_one_replacement() {
        let splice = |at, delete, insert: &str| Splice { at, delete, insert: insert.to_owned() };
        let typed = [splice(4, 0, "l"), splice(5, 0, "i"), splice(6, 0, "x"), splice(6, 1, "sten")];
        assert_eq!(extent(&typed), Some((4, 0, "listen".to_owned())));
        assert_eq!(extent(&[splice(4, 0, "ab"), splice(3, 2, "")]), Some((3, 1, "b".to_owned())));
        assert_eq!(extent(&[]), None);
    }
}
