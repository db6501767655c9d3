//! A small host around one state machine: keeps entries in memory, answers at once, notes what was sent.

#![allow(dead_code, reason = "each test file uses a part")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_sync::{Audience, CloseReason, Config, Effect, Event, Incoming, Link, Origin, Sync};
use horseshoe_trust::{
    CommunityId, DeviceId, DeviceKey, DocumentId, DocumentSecret, Entry, EntryId, EntryKey,
    EpochId, EpochSecret, Header, Incarnation, MemberId,
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

pub(crate) const COMMUNITY: CommunityId = CommunityId::from_bytes([1; 32]);
pub(crate) const PLAIN: DocumentId = DocumentId::from_bytes([2; 32]);
pub(crate) const PRIVATE: DocumentId = DocumentId::from_bytes([3; 32]);
pub(crate) const EPOCH: EpochId = EpochId::from_bytes([4; 16]);

pub(crate) struct Host {
    pub(crate) key: DeviceKey,
    pub(crate) sync: Sync,
    pub(crate) now: Duration,
    pub(crate) entries: BTreeMap<EntryId, Arc<[u8]>>,
    pub(crate) certificates: BTreeSet<Vec<u8>>,
    pub(crate) refuse: BTreeSet<EntryId>,
    pub(crate) sent: Vec<(DeviceId, Vec<u8>)>,
    pub(crate) closed: Vec<(DeviceId, CloseReason)>,
    pub(crate) delivered: Vec<Incoming>,
    pub(crate) others: Vec<Effect>,
    alarm: Option<Duration>,
    last: BTreeMap<DocumentId, (EntryId, u64)>,
    rng: ChaCha8Rng,
}

pub(crate) fn key(number: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[number; 32])
}

pub(crate) fn id(number: u8) -> DeviceId {
    key(number).id()
}

pub(crate) fn member(number: u8) -> MemberId {
    MemberId::from_bytes(id(number).to_bytes())
}

impl Host {
    /// Device `number`; `standing` are the numbers of all who stand. It knows one document of everyone's, and the
    /// private one if it is device 1.
    pub(crate) fn new(number: u8, standing: &[u8]) -> Self {
        let mut host = Self {
            key: key(number),
            sync: Sync::new(id(number), COMMUNITY, Config::default()),
            now: Duration::ZERO,
            entries: BTreeMap::new(),
            certificates: BTreeSet::new(),
            refuse: BTreeSet::new(),
            sent: Vec::new(),
            closed: Vec::new(),
            delivered: Vec::new(),
            others: Vec::new(),
            alarm: None,
            last: BTreeMap::new(),
            rng: ChaCha8Rng::seed_from_u64(u64::from(number)),
        };
        let devices = standing.iter().map(|number| (id(*number), member(*number))).collect();
        host.tell(Event::Standing { devices });
        host.grant(PLAIN, Audience::Everyone, Origin::File);
        if number == 1 {
            host.grant(PRIVATE, Audience::Member(member(1)), Origin::File);
        }
        host
    }

    pub(crate) fn id(&self) -> DeviceId {
        self.key.id()
    }

    pub(crate) fn grant(&mut self, document: DocumentId, audience: Audience, from: Origin) {
        let bytes = Arc::from(&document.as_bytes()[..]);
        self.tell(Event::Grant { document, epoch: EPOCH, audience, bytes, from });
    }

    pub(crate) fn write(&mut self, document: DocumentId) -> EntryId {
        let before = self.last.get(&document).copied();
        let entry = entry_of(&self.key, document, before, &mut self.rng);
        self.last.insert(document, (entry.id(), entry.header().seq));
        self.store(&entry, Origin::Own);
        entry.id()
    }

    pub(crate) fn tell(&mut self, event: Event) {
        let effects = self.sync.handle(self.now, event);
        for effect in effects {
            match effect {
                Effect::Send { peer, frame } => self.sent.push((peer, frame)),
                Effect::Close { peer, reason } => self.closed.push((peer, reason)),
                Effect::WakeAt(at) => self.alarm = Some(at),
                Effect::Read { ticket, ids, .. } => {
                    let (here, absent): (Vec<_>, Vec<_>) =
                        ids.into_iter().partition(|id| self.entries.contains_key(id));
                    let entries =
                        here.into_iter().map(|id| (id, self.entries[&id].clone())).collect();
                    self.tell(Event::Read { ticket, entries, absent });
                }
                Effect::Deliver(incoming) => {
                    self.delivered.push(incoming.clone());
                    self.take_in(incoming);
                }
                other => self.others.push(other),
            }
        }
    }

    /// Lets time pass, waking when asked to.
    pub(crate) fn wait(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(at) = self.alarm.take_if(|at| *at <= end) {
            self.now = self.now.max(at);
            self.tell(Event::Tick);
        }
        self.now = end;
    }

    pub(crate) fn kinds_sent(&self) -> Vec<&'static str> {
        let kind = horseshoe_sync::simulator::forge::kind_of;
        self.sent.iter().map(|(_, frame)| kind(frame).expect("a message")).collect()
    }

    pub(crate) fn store(&mut self, entry: &Entry, from: Origin) {
        let header = entry.header();
        let bytes: Arc<[u8]> = entry.to_bytes().into();
        self.entries.insert(entry.id(), Arc::clone(&bytes));
        let link = Link {
            id: entry.id(),
            device: header.device,
            incarnation: header.incarnation,
            seq: header.seq,
            prev: header.prev,
        };
        self.tell(Event::Stored { document: header.document, link, bytes, from });
    }

    fn take_in(&mut self, incoming: Incoming) {
        match incoming {
            Incoming::Entry { from, document, id, bytes } => {
                let entry = Entry::from_bytes(&bytes).expect("checked before it is delivered");
                let header = entry.header();
                let missing: Vec<_> = header
                    .prev
                    .iter()
                    .chain(&header.deps)
                    .filter(|id| !self.entries.contains_key(id))
                    .copied()
                    .collect();
                if self.refuse.contains(&id) {
                    let peer = from.peer().expect("from a peer");
                    self.tell(Event::Refused { peer, document, id });
                } else if missing.is_empty() {
                    self.store(&entry, from);
                } else {
                    self.tell(Event::Waiting { document, id, missing, from });
                }
            }
            Incoming::Certificate { from, bytes } => {
                self.certificates.insert(bytes.clone());
                let id = horseshoe_trust::CertificateId::from_bytes(
                    [bytes.first().copied().unwrap_or(1); 32],
                );
                self.tell(Event::Certificate { id, bytes: bytes.into(), from });
            }
            _ => {}
        }
    }
}

/// The next entry of this device after `before`.
pub(crate) fn entry_of(
    key: &DeviceKey,
    document: DocumentId,
    before: Option<(EntryId, u64)>,
    rng: &mut ChaCha8Rng,
) -> Entry {
    let header = Header {
        version: 1,
        community: COMMUNITY,
        document,
        device: key.id(),
        incarnation: Incarnation::from_bytes([7; 8]),
        seq: before.map_or(1, |(_, seq)| seq + 1),
        prev: before.map(|(id, _)| id),
        epoch: EPOCH,
        deps: Vec::new(),
    };
    let secrets = &mut ChaCha8Rng::seed_from_u64(1);
    let epoch = EpochSecret::generate(secrets);
    let sealed_with = EntryKey::derive(&DocumentSecret::generate(secrets), &epoch);
    Entry::seal(key, header, b"words", &sealed_with, rng).expect("an entry as they must be")
}

/// Connects two and carries frames until nobody says anything. Returns the bytes carried.
pub(crate) fn connect(a: &mut Host, b: &mut Host) -> usize {
    let (first, second) = (a.id(), b.id());
    a.tell(Event::Connected { peer: second });
    b.tell(Event::Connected { peer: first });
    carry(a, b)
}

pub(crate) fn carry(a: &mut Host, b: &mut Host) -> usize {
    let mut bytes = 0;
    loop {
        let to_b: VecDeque<_> = a.sent.drain(..).collect();
        let to_a: VecDeque<_> = b.sent.drain(..).collect();
        if to_a.is_empty() && to_b.is_empty() {
            return bytes;
        }
        let (first, second) = (a.id(), b.id());
        for (from, to, frames) in [(first, &mut *b, to_b), (second, &mut *a, to_a)] {
            for (_, frame) in frames {
                bytes += frame.len() + 4;
                to.tell(Event::Frame { peer: from, bytes: frame });
            }
        }
    }
}

/// Time passes for both, second by second.
pub(crate) fn settle(a: &mut Host, b: &mut Host, seconds: u64) -> usize {
    let mut bytes = 0;
    for _ in 0..seconds {
        a.wait(Duration::from_secs(1));
        b.wait(Duration::from_secs(1));
        bytes += carry(a, b);
    }
    bytes
}
