//! One simulated device: the state machine, a disk that survives, and a host that stores in batches.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{
    Audience, DeviceId, DocumentId, DocumentLog, EntryId, Header, Incarnation, MemberId, Stored,
};
use rand::{CryptoRng, RngExt as _};

use super::records::{Record, Records};
use crate::{Config, Effect, Event, Link, Origin, Sync};

/// Entries that may wait for others. Small, so that it overflows now and then.
const WAITING_ROOM: usize = 200;

pub(super) struct Device {
    pub(super) id: DeviceId,
    number: usize,
    member: MemberId,
    pub(super) life: u64,
    pub(super) alarm: u64,
    /// How much its clock is ahead.
    pub(super) clock: Duration,
    pub(super) in_sync: BTreeMap<DeviceId, bool>,
    pub(super) forks: usize,
    start: Start,
    disk: Disk,
    /// Nothing while it is down.
    running: Option<Running>,
}

/// What every life begins with.
#[derive(Clone)]
struct Start {
    config: Config,
    community: horseshoe_trust::CommunityId,
    epoch: horseshoe_trust::EpochId,
    standing: BTreeMap<DeviceId, MemberId>,
    documents: Vec<(DocumentId, Audience)>,
}

/// Acknowledged, in the order of arrival.
#[derive(Default)]
struct Disk {
    entries: Vec<(DocumentId, EntryId, Arc<Record>)>,
    incarnation: Option<Incarnation>,
}

struct Running {
    sync: Sync,
    logs: BTreeMap<DocumentId, DocumentLog>,
    bytes: BTreeMap<EntryId, Arc<[u8]>>,
    own: BTreeMap<DocumentId, (EntryId, u64)>,
    waiting: VecDeque<(EntryId, Arc<Record>, Origin)>,
    to_commit: Vec<(EntryId, Arc<Record>, Origin)>,
    committing: bool,
}

impl Device {
    pub(super) fn new(
        records: &Records,
        number: usize,
        standing: &BTreeMap<DeviceId, MemberId>,
        documents: &[(DocumentId, Audience)],
        config: Config,
    ) -> Self {
        let mut device = Self {
            id: records.keys[number].id(),
            number,
            member: records.member(number),
            life: 0,
            alarm: 0,
            clock: Duration::ZERO,
            in_sync: BTreeMap::new(),
            forks: 0,
            start: Start {
                config,
                community: records.community,
                epoch: records.epoch(),
                standing: standing.clone(),
                documents: documents.to_vec(),
            },
            disk: Disk::default(),
            running: None,
        };
        device.begin();
        device
    }

    pub(super) fn is_up(&self) -> bool {
        self.running.is_some()
    }

    pub(super) fn may_see(&self, audience: Audience) -> bool {
        audience == Audience::Everyone || audience == Audience::Member(self.member)
    }

    pub(super) fn count(&self, document: &DocumentId) -> usize {
        self.running.as_ref().and_then(|it| it.logs.get(document)).map_or(0, DocumentLog::len)
    }

    pub(super) fn waiting(&self) -> usize {
        self.running.as_ref().map_or(0, |it| it.waiting.len())
    }

    /// What people would see: who wrote last, per key, in the order all agree on.
    pub(super) fn state(&mut self, document: DocumentId, records: &Records) -> [u8; 32] {
        let mut map = BTreeMap::new();
        let log = self.running.as_ref().and_then(|it| it.logs.get(&document));
        for id in log.map(DocumentLog::order).unwrap_or_default() {
            if let Some((key, value)) = records.says(&id) {
                map.insert(key, (value, id));
            }
        }
        let mut hasher = blake3::Hasher::new();
        for (key, (value, id)) in map {
            hasher.update(&[key]).update(&value.to_le_bytes()).update(id.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    pub(super) fn handle(&mut self, now: Duration, event: Event) -> Vec<Effect> {
        let now = self.clock + now;
        self.running.as_mut().map(|it| it.sync.handle(now, event)).unwrap_or_default()
    }

    pub(super) fn crash(&mut self) {
        self.running = None;
        self.life += 1;
        self.in_sync.clear();
    }

    /// Sometimes under a new incarnation, and now and then from an old backup under the old one: a fork.
    pub(super) fn restart(&mut self, rng: &mut impl CryptoRng) {
        if self.running.is_some() {
            return;
        }
        match rng.random_range(0..20) {
            0..6 => self.disk.incarnation = None,
            6 => {
                let kept = self.disk.entries.len() - self.disk.entries.len().min(20);
                self.disk.entries.truncate(kept);
                self.forks += 1;
            }
            _ => {}
        }
        self.begin();
    }

    pub(super) fn write(
        &mut self,
        document: DocumentId,
        records: &mut Records,
        rng: &mut impl CryptoRng,
    ) -> Event {
        let running = self.running.as_mut().expect("only who is up writes");
        let incarnation =
            *self.disk.incarnation.get_or_insert_with(|| Incarnation::from_bytes(rng.random()));
        let log = running.logs.entry(document).or_insert_with(|| DocumentLog::new(document));
        let before = running.own.get(&document).copied();
        // What it saw: the newest of some others.
        let others = log.frontier().iter().filter(|((device, _), _)| *device != self.id);
        let deps: BTreeSet<_> = others.map(|(_, (_, id))| *id).take(4).collect();
        let header = Header {
            version: 1,
            community: self.start.community,
            document,
            device: self.id,
            incarnation,
            seq: before.map_or(1, |(_, seq)| seq + 1),
            prev: before.map(|(id, _)| id),
            epoch: self.start.epoch,
            deps: deps.into_iter().collect(),
        };
        let (id, record) = records.seal(self.number, header, rng);
        self.disk.entries.push((document, id, Arc::clone(&record)));
        running.store(id, &record);
        running.own.insert(document, (id, record.header.seq));
        stored(id, &record, Origin::Own)
    }

    /// Takes in a delivered entry; what can be placed is stored with the next commit.
    pub(super) fn receive(
        &mut self,
        from: Origin,
        document: DocumentId,
        id: EntryId,
        bytes: &[u8],
        records: &Records,
    ) -> Option<Event> {
        let running = self.running.as_mut()?;
        let audience = self.start.documents.iter().find(|(other, _)| *other == document)?.1;
        assert!(
            audience == Audience::Everyone || audience == Audience::Member(self.member),
            "received what it may not see"
        );
        let Some(record) = records.check(&id, bytes) else {
            return Some(Event::Refused { peer: from.peer()?, document, id });
        };
        running.to_commit.push((id, record, from));
        None
    }

    /// True if there is something to commit and no commit is under way.
    pub(super) fn begin_commit(&mut self) -> bool {
        let Some(running) = &mut self.running else { return false };
        let begin = !running.committing && !running.to_commit.is_empty();
        running.committing |= begin;
        begin
    }

    /// The disk has acknowledged.
    pub(super) fn commit(&mut self) -> Vec<Event> {
        let Some(running) = &mut self.running else { return Vec::new() };
        running.committing = false;
        let mut events = Vec::new();
        for (id, record, from) in std::mem::take(&mut running.to_commit) {
            let missing = running.missing(&record.header);
            if missing.is_empty() {
                running.take_in(id, record, from, &mut self.disk, &mut events);
            } else {
                let document = record.header.document;
                if !running.waiting.iter().any(|(other, ..)| *other == id) {
                    running.waiting.push_back((id, record, from));
                }
                if running.waiting.len() > WAITING_ROOM {
                    running.waiting.pop_front();
                }
                events.push(Event::Waiting { document, id, missing, from });
            }
        }
        events
    }

    pub(super) fn read(&self, ticket: u64, ids: Vec<EntryId>, limit: usize) -> Event {
        let (mut entries, mut absent) = (Vec::new(), Vec::new());
        let mut size = 0;
        for id in ids {
            let bytes = self.running.as_ref().and_then(|it| it.bytes.get(&id));
            let Some(bytes) = bytes else {
                absent.push(id);
                continue;
            };
            size += bytes.len();
            if size > limit && !entries.is_empty() {
                break;
            }
            entries.push((id, Arc::clone(bytes)));
        }
        Event::Read { ticket, entries, absent }
    }

    fn begin(&mut self) {
        let Start { config, community, epoch, standing, documents } = self.start.clone();
        let mut running = Running {
            sync: Sync::new(self.id, community, config),
            logs: BTreeMap::new(),
            bytes: BTreeMap::new(),
            own: BTreeMap::new(),
            waiting: VecDeque::new(),
            to_commit: Vec::new(),
            committing: false,
        };
        let mut links: BTreeMap<DocumentId, Vec<Link>> = BTreeMap::new();
        for (document, id, record) in &self.disk.entries {
            running.store(*id, record);
            links.entry(*document).or_default().push(link(*id, record));
            let header = &record.header;
            if header.device == self.id && Some(header.incarnation) == self.disk.incarnation {
                running.own.insert(*document, (*id, header.seq));
            }
        }
        let from = Origin::File;
        let mut events = vec![Event::Standing { devices: standing }];
        for (document, audience) in documents {
            if self.may_see(audience) {
                let bytes = Arc::from([]);
                events.push(Event::Grant { document, epoch, audience, bytes, from });
            }
        }
        for (document, entries) in links {
            events.push(Event::Loaded { document, entries });
        }
        for event in events {
            running.sync.handle(self.clock, event);
        }
        self.running = Some(running);
    }
}

impl Running {
    fn missing(&self, header: &Header) -> Vec<EntryId> {
        let log = self.logs.get(&header.document);
        let here = |id: &EntryId| log.is_some_and(|log| log.contains(id));
        header.prev.iter().chain(&header.deps).filter(|id| !here(id)).copied().collect()
    }

    fn store(&mut self, id: EntryId, record: &Arc<Record>) -> bool {
        let document = record.header.document;
        let log = self.logs.entry(document).or_insert_with(|| DocumentLog::new(document));
        self.bytes.insert(id, Arc::clone(&record.bytes));
        matches!(log.insert(id, &record.header), Stored::New)
    }

    /// Stores an entry, and then what waited for it.
    fn take_in(
        &mut self,
        id: EntryId,
        record: Arc<Record>,
        from: Origin,
        disk: &mut Disk,
        events: &mut Vec<Event>,
    ) {
        let mut ready = VecDeque::from([(id, record, from)]);
        while let Some((id, record, from)) = ready.pop_front() {
            if self.store(id, &record) {
                disk.entries.push((record.header.document, id, Arc::clone(&record)));
            }
            events.push(stored(id, &record, from));
            for (id, record, from) in std::mem::take(&mut self.waiting) {
                if self.missing(&record.header).is_empty() {
                    ready.push_back((id, record, from));
                } else {
                    self.waiting.push_back((id, record, from));
                }
            }
        }
    }
}

fn stored(id: EntryId, record: &Arc<Record>, from: Origin) -> Event {
    let bytes = Arc::clone(&record.bytes);
    Event::Stored { document: record.header.document, link: link(id, record), bytes, from }
}

fn link(id: EntryId, record: &Record) -> Link {
    let Header { device, incarnation, seq, prev, .. } = record.header;
    Link { id, device, incarnation, seq, prev }
}
