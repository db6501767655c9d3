//! A simulated device while it is up: the state machine, what the host around it has in memory, and what is on its way
//! to the disk.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{
    Audience, Certificate, DeviceId, DocumentGrant, DocumentId, DocumentLog, EntryId, Header,
    Incarnation, MemberId, Membership, State, Stored, WriteAt,
};
use rand::{CryptoRng, RngExt as _};

use super::community::Community;
use super::disk::Disk;
use super::records::{Operation, Record, Records};
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
    pub(super) judged_at: BTreeMap<DocumentId, Duration>,
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
            judged_at: BTreeMap::new(),
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

    /// Whether a whole verdict on a document is due.
    pub(super) fn is_stale(&mut self, document: &DocumentId) -> bool {
        let state = self.membership.state();
        self.logs.get_mut(document).is_some_and(|log| !log.is_current(&state))
    }

    /// Judges a document and says which edits of this device count no more: they are to be made anew.
    pub(super) fn judge(
        &mut self,
        document: &DocumentId,
        grant: &DocumentGrant,
        me: DeviceId,
        records: &Records,
    ) -> Vec<Operation> {
        let state = self.membership.state();
        let Some(log) = self.logs.get_mut(document) else { return Vec::new() };
        let counts = log.verdict(&state, &writers(grant, &state)).counts;
        let lost = log.lost_words(me);
        if lost.is_empty() {
            return Vec::new();
        }
        let mine = |id: &&EntryId| log.get(id).is_some_and(|entry| entry.device == me);
        let mut said: BTreeSet<u32> = counts
            .iter()
            .filter(mine)
            .flat_map(|id| records.operations(id))
            .map(|operation| operation.number)
            .collect();
        let lost = lost.iter().flat_map(|id| records.operations(id));
        lost.filter(|operation| said.insert(operation.number)).copied().collect()
    }

    /// Where the next own entry goes, and what it saw: some of the heads of what counts. Nothing if there is no more
    /// room for this device.
    pub(super) fn next_header(
        &mut self,
        me: DeviceId,
        incarnation: Incarnation,
        document: DocumentId,
        community: &Community,
        rng: &mut impl CryptoRng,
    ) -> Option<Header> {
        let log = self.logs.entry(document).or_insert_with(|| DocumentLog::new(document));
        let (incarnation, seq, prev) = match log.place_to_write(me, incarnation) {
            WriteAt::Continue { seq, prev } => (incarnation, seq, prev),
            WriteAt::NewIncarnation => (Incarnation::from_bytes(rng.random()), 1, None),
            WriteAt::Full => return None,
        };
        let mut deps = log.deps(prev);
        deps.truncate(4);
        let (community, epoch) = (community.id, community.epoch.id());
        let device = me;
        Some(Header {
            version: 1,
            community,
            document,
            device,
            incarnation,
            seq,
            prev,
            epoch,
            deps,
        })
    }

    pub(super) fn missing(&self, header: &Header) -> Vec<EntryId> {
        let log = self.logs.get(&header.document);
        let here = |id: &EntryId| log.is_some_and(|log| log.contains(id));
        header.prev.iter().chain(&header.deps).filter(|id| !here(id)).copied().collect()
    }

    pub(super) fn store(&mut self, id: EntryId, record: &Arc<Record>) -> Stored {
        let document = record.header.document;
        let log = self.logs.entry(document).or_insert_with(|| DocumentLog::new(document));
        let stored = log.insert(id, &record.header);
        if stored == Stored::New {
            self.bytes.insert(id, Arc::clone(&record.bytes));
            if !record.sound {
                log.mark_unsound(&id);
            }
            let state = self.membership.state();
            log.extends(&state, &writers(&record.grant, &state), &id);
        }
        stored
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
            let document = record.header.document;
            match (self.store(id, &record), from.peer()) {
                (Stored::New, _) => disk.store(me, id, &record),
                (Stored::Broken, Some(peer)) => {
                    events.push(Event::Refused { peer, document, id });
                    continue;
                }
                _ => {}
            }
            let bytes = Arc::clone(&record.bytes);
            let link = link(id, &record);
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

/// Who may write in a document.
pub(super) fn writers(grant: &DocumentGrant, state: &State) -> impl Fn(DeviceId) -> bool {
    move |device| state.member(&device).is_some_and(|member| grant.may_write(member))
}

pub(super) fn is_for(audience: &Audience, member: MemberId) -> bool {
    audience.includes(member)
}

pub(super) fn link(id: EntryId, record: &Record) -> Link {
    let Header { device, incarnation, seq, prev, .. } = record.header;
    Link { id, device, incarnation, seq, prev }
}
