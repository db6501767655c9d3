//! A simulated device while it is up: the state machine, what the host around it has in memory, and what is on its way
//! to the disk.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{
    Audience, Certificate, DeviceId, DocumentGrant, DocumentId, DocumentLog, EntryId, Header,
    Incarnation, MemberId, Membership, Stored,
};

use super::community::Community;
use super::disk::Disk;
use super::records::{Operation, Record};
use crate::{Event, Link, Origin, Sync};

/// Entries that may wait for others. Small, so that it overflows now and then.
const WAITING_ROOM: usize = 200;

/// What is gone after a crash.
pub(super) struct Running {
    pub(super) sync: Sync,
    pub(super) membership: Membership,
    pub(super) ready: BTreeSet<DeviceId>,
    pub(super) in_sync: BTreeMap<DeviceId, bool>,
    pub(super) logs: BTreeMap<DocumentId, DocumentLog>,
    pub(super) bytes: BTreeMap<EntryId, Arc<[u8]>>,
    /// The newest own entry of each document, also while it is on its way to the disk.
    pub(super) own: BTreeMap<DocumentId, (EntryId, u64)>,
    pub(super) sealed_at: BTreeMap<DocumentId, Duration>,
    /// When it is to be looked at next what the journal holds.
    pub(super) seals_at: Option<Duration>,
    /// Documents of which an own entry is on its way to the disk.
    pub(super) sealing: BTreeSet<DocumentId>,
    pub(super) unsaved: Vec<(DocumentId, Operation)>,
    pub(super) waiting: VecDeque<(EntryId, Arc<Record>, Origin)>,
    pub(super) to_commit: Vec<Arrived>,
    pub(super) committing: bool,
}

/// Checked, and on its way to the disk.
pub(super) enum Arrived {
    Certificate(Certificate, Origin),
    Grant(DocumentGrant, Origin),
    Entry(EntryId, Arc<Record>, Origin),
}

impl Running {
    pub(super) fn new(sync: Sync, membership: Membership) -> Self {
        Self {
            sync,
            membership,
            ready: BTreeSet::new(),
            in_sync: BTreeMap::new(),
            logs: BTreeMap::new(),
            bytes: BTreeMap::new(),
            own: BTreeMap::new(),
            sealed_at: BTreeMap::new(),
            seals_at: None,
            sealing: BTreeSet::new(),
            unsaved: Vec::new(),
            waiting: VecDeque::new(),
            to_commit: Vec::new(),
            committing: false,
        }
    }

    pub(super) fn standing(&self) -> Event {
        Event::Standing { devices: self.membership.state().standing_devices() }
    }

    pub(super) fn forget_peer(&mut self, peer: DeviceId) {
        self.ready.remove(&peer);
        self.in_sync.remove(&peer);
    }

    /// Whether somebody who may see it is connected.
    pub(super) fn is_heard(&self, audience: &Audience) -> bool {
        let state = self.membership.state();
        let may_see = |peer: &DeviceId| state.member(peer).is_some_and(|it| is_for(audience, it));
        self.ready.iter().any(|peer| state.stands(peer) && may_see(peer))
    }

    pub(super) fn next_header(
        &mut self,
        device: DeviceId,
        incarnation: Incarnation,
        document: DocumentId,
        community: &Community,
    ) -> Header {
        let log = self.logs.entry(document).or_insert_with(|| DocumentLog::new(document));
        let before = self.own.get(&document).copied();
        // What it saw: the newest of some others.
        let others = log.frontier().iter().filter(|((other, _), _)| *other != device);
        let deps: BTreeSet<_> = others.map(|(_, (_, id))| *id).take(4).collect();
        Header {
            version: 1,
            community: community.id,
            document,
            device,
            incarnation,
            seq: before.map_or(1, |(_, seq)| seq + 1),
            prev: before.map(|(id, _)| id),
            epoch: community.epoch.id(),
            deps: deps.into_iter().collect(),
        }
    }

    pub(super) fn missing(&self, header: &Header) -> Vec<EntryId> {
        let log = self.logs.get(&header.document);
        let here = |id: &EntryId| log.is_some_and(|log| log.contains(id));
        header.prev.iter().chain(&header.deps).filter(|id| !here(id)).copied().collect()
    }

    pub(super) fn store(&mut self, id: EntryId, record: &Arc<Record>) -> bool {
        let document = record.header.document;
        let log = self.logs.entry(document).or_insert_with(|| DocumentLog::new(document));
        self.bytes.insert(id, Arc::clone(&record.bytes));
        matches!(log.insert(id, &record.header), Stored::New)
    }

    /// Stores an entry and then what waited for it, or lets it wait.
    pub(super) fn place(
        &mut self,
        id: EntryId,
        record: Arc<Record>,
        from: Origin,
        me: DeviceId,
        disk: &mut Disk,
        events: &mut Vec<Event>,
    ) {
        let missing = self.missing(&record.header);
        if !missing.is_empty() {
            let document = record.header.document;
            if !self.waiting.iter().any(|(other, ..)| *other == id) {
                self.waiting.push_back((id, record, from));
            }
            if self.waiting.len() > WAITING_ROOM {
                self.waiting.pop_front();
            }
            events.push(Event::Waiting { document, id, missing, from });
            return;
        }
        let mut ready = VecDeque::from([(id, record, from)]);
        while let Some((id, record, from)) = ready.pop_front() {
            if self.store(id, &record) {
                disk.store(me, id, &record);
            }
            let bytes = Arc::clone(&record.bytes);
            let (document, link) = (record.header.document, link(id, &record));
            events.push(Event::Stored { document, link, bytes, from });
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

pub(super) fn is_for(audience: &Audience, member: MemberId) -> bool {
    audience.includes(member)
}

pub(super) fn link(id: EntryId, record: &Record) -> Link {
    let Header { device, incarnation, seq, prev, .. } = record.header;
    Link { id, device, incarnation, seq, prev }
}
