//! One simulated device: the state machine, a disk that survives, and a host that stores in batches and writes its
//! edits as entries the way a node does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::{
    Audience, Certificate, DeviceId, DocumentGrant, DocumentId, DocumentLog, EntryId, Header,
    Incarnation, MemberId, Membership, Watermarks,
};
use rand::{CryptoRng, RngExt as _};

use super::community::{Community, Document};
use super::disk::Disk;
use super::records::{Operation, Record, Records};
use super::running::{Arrived, Running, is_for, link, writers};
use crate::{Config, Effect, Event, Incoming, Link, Origin, Sync};

/// A writer makes at most one entry in a document in this time, as a node does.
const BETWEEN_ENTRIES: Duration = Duration::from_secs(1);
/// Edits in one entry. What is beyond follows in the next.
const MOST_OPERATIONS: usize = 500;

pub(super) struct Device {
    pub(super) id: DeviceId,
    number: usize,
    member: MemberId,
    config: Config,
    pub(super) life: u64,
    pub(super) alarm: u64,
    /// How much its clock is ahead.
    pub(super) clock: Duration,
    pub(super) forks: usize,
    /// Own edits that no disk had when the device crashed, or that a restored backup does not have.
    pub(super) lost: BTreeSet<u32>,
    /// From whom what was refused came.
    pub(super) refused_from: BTreeSet<DeviceId>,
    disk: Disk,
    /// A copy of the profile on another computer, while it is not in use.
    copy: Option<Disk>,
    /// Nothing while it is down.
    running: Option<Running>,
}

/// What a device shows of a document.
pub(super) struct Seen {
    pub(super) hash: [u8; 32],
    pub(super) operations: BTreeSet<u32>,
    pub(super) forked: BTreeSet<DeviceId>,
}

impl Device {
    pub(super) fn new(community: &Community, number: usize, belongs: bool, config: Config) -> Self {
        let member = community.member(number);
        let grants = community.documents.iter().map(|document| &*document.grant);
        let may_have = |grant: &&DocumentGrant| belongs && is_for(&grant.audience(), member);
        let grants = grants.filter(may_have).cloned().collect();
        let mut device = Self {
            id: community.keys[number].id(),
            number,
            member,
            config,
            life: 0,
            alarm: 0,
            clock: Duration::ZERO,
            forks: 0,
            lost: BTreeSet::new(),
            refused_from: BTreeSet::new(),
            copy: None,
            disk: Disk::new(community.founding.clone(), grants),
            running: None,
        };
        device.begin(community);
        device
    }

    pub(super) fn is_up(&self) -> bool {
        self.running.is_some()
    }

    pub(super) fn may_see(&self, audience: &Audience) -> bool {
        is_for(audience, self.member)
    }

    pub(super) fn membership(&self) -> Option<&Membership> {
        self.running.as_ref().map(|it| &it.membership)
    }

    /// As far as it knows itself.
    pub(super) fn stands(&self) -> bool {
        self.membership().is_some_and(|membership| membership.state().stands(&self.id))
    }

    /// Documents it may write in.
    pub(super) fn writable(&self) -> Vec<DocumentId> {
        if !self.stands() {
            return Vec::new();
        }
        let grants = self.disk.grants.iter().filter(|grant| grant.may_write(self.member));
        grants.map(|grant| grant.document).collect()
    }

    pub(super) fn count(&self, document: &DocumentId) -> usize {
        self.running.as_ref().and_then(|it| it.logs.get(document)).map_or(0, DocumentLog::len)
    }

    pub(super) fn waiting(&self) -> usize {
        self.running.as_ref().map_or(0, |it| it.waiting.len())
    }

    /// Documents with own edits that are in no entry yet.
    pub(super) fn unshared(&self) -> impl Iterator<Item = &DocumentId> {
        let unsaved = self.running.iter().flat_map(|it| &it.unsaved);
        unsaved.map(|(document, _)| document).chain(self.disk.journal.keys())
    }

    pub(super) fn is_in_sync_with(&self, peer: &DeviceId) -> bool {
        self.running.as_ref().and_then(|it| it.in_sync.get(peer)).is_some_and(|with| *with)
    }

    /// What people would see: all edits that count, in the order all agree on, and after them who wrote last, per key.
    /// With everything there is in a hash; and who made a fork.
    pub(super) fn state(&self, document: &Document, records: &Records) -> Seen {
        let (mut map, mut all) = (BTreeMap::new(), Vec::<Operation>::new());
        let mut forked = BTreeSet::new();
        let mut hasher = blake3::Hasher::new();
        if let Some(running) = &self.running
            && let Some(log) = running.logs.get(&document.id())
        {
            let state = running.membership.state();
            let verdict = log.clone().verdict(&state, &writers(&document.grant, &state));
            for id in log.order().iter().chain(&verdict.counts) {
                hasher.update(id.as_bytes());
            }
            all.extend(verdict.counts.iter().flat_map(|id| records.operations(id)));
            forked.extend(verdict.forks.iter().map(|fork| fork.device));
        }
        // In the journal of a document that nobody else may see: they stay there.
        all.extend(self.disk.journal.get(&document.id()).into_iter().flatten());
        for operation in &all {
            map.insert(operation.key, operation.number);
        }
        for (key, number) in map {
            hasher.update(&[key]).update(&number.to_le_bytes());
        }
        let operations = all.into_iter().map(|operation| operation.number).collect();
        Seen { hash: *hasher.finalize().as_bytes(), operations, forked }
    }

    /// Every edit in an entry that is here, whether it counts or not.
    pub(super) fn stored<'a>(&'a self, records: &'a Records) -> impl Iterator<Item = u32> + 'a {
        let entries = self.running.iter().flat_map(|running| running.bytes.keys());
        entries.flat_map(|id| records.operations(id)).map(|operation| operation.number)
    }

    /// Every certificate here, in a hash.
    pub(super) fn certificates(&self) -> [u8; 32] {
        let mut ids = self.membership().map(Membership::ids).unwrap_or_default();
        ids.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        for id in ids {
            hasher.update(id.as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// How far a member's words count here: what a removal says.
    pub(super) fn water(&self, member: MemberId, everyones: &BTreeSet<DocumentId>) -> Watermarks {
        let Some(running) = &self.running else { return Watermarks::new() };
        let state = running.membership.state();
        let mut water = Watermarks::new();
        for (document, log) in running.logs.iter().filter(|(id, _)| everyones.contains(id)) {
            for device in log.devices().filter(|it| state.claimed(it).any(|of| of == member)) {
                let reach = log.water(device).into_iter();
                water.extend(reach.map(|(at, seq)| ((*document, device, at), seq)));
            }
        }
        water
    }

    pub(super) fn log(&self, document: &DocumentId) -> Option<&DocumentLog> {
        self.running.as_ref()?.logs.get(document)
    }

    /// What it wrote itself in a document and still has.
    pub(super) fn own_entries(&self, document: &DocumentId) -> Vec<EntryId> {
        let Some(log) = self.log(document) else { return Vec::new() };
        let own = |id: &EntryId| log.get(id).is_some_and(|entry| entry.device == self.id);
        log.order().into_iter().filter(own).collect()
    }

    /// The entries it has, as bytes.
    pub(super) fn entries(&self) -> Vec<Arc<[u8]>> {
        self.running.iter().flat_map(|running| running.bytes.values().cloned()).collect()
    }

    pub(super) fn has_copy(&self) -> bool {
        self.copy.is_some()
    }

    /// The profile is copied; from then on the person uses now one, now the other. Not while it is up.
    pub(super) fn use_other_copy(&mut self) {
        match &mut self.copy {
            Some(copy) => std::mem::swap(&mut self.disk, copy),
            None => self.copy = Some(self.disk.clone()),
        }
    }

    /// Whether something here is still to be judged.
    pub(super) fn is_to_judge(&self) -> bool {
        self.running.as_ref().is_some_and(|running| {
            let state = running.membership.state();
            running.logs.values().any(|log| !log.clone().is_current(&state))
        })
    }

    pub(super) fn handle(&mut self, now: Duration, event: Event) -> Vec<Effect> {
        let now = self.clock + now;
        let Some(running) = &mut self.running else { return Vec::new() };
        if let Event::Disconnected { peer } = &event {
            running.forget_peer(*peer);
        }
        let effects = running.sync.handle(now, event);
        for effect in &effects {
            match effect {
                Effect::Ready { peer } => {
                    running.ready.insert(*peer);
                }
                Effect::Close { peer, .. } => running.forget_peer(*peer),
                Effect::InSync { peer, with } => {
                    running.in_sync.insert(*peer, *with);
                }
                _ => {}
            }
        }
        effects
    }

    pub(super) fn crash(&mut self) {
        let unsaved = self.running.take().map(|it| it.unsaved).unwrap_or_default();
        self.lost.extend(unsaved.iter().map(|(_, operation)| operation.number));
        self.life += 1;
    }

    /// Sometimes under a new incarnation, and now and then from an old backup under the old one: a fork.
    pub(super) fn restart(&mut self, community: &Community, rng: &mut impl CryptoRng) {
        if self.running.is_some() {
            return;
        }
        match rng.random_range(0..20) {
            0..6 => self.disk.incarnations.clear(),
            6 => {
                self.lost.extend(self.disk.restore_backup(self.id, 20));
                self.forks += 1;
            }
            _ => {}
        }
        self.begin(community);
    }

    /// A person makes an edit. It is kept with the next commit.
    pub(super) fn write(&mut self, document: DocumentId, operation: Operation) {
        if let Some(running) = &mut self.running {
            running.unsaved.push((document, operation));
        }
    }

    /// Makes entries of what the journal holds, where somebody is there to have it and the last entry is a while ago.
    /// Returns the documents of the entries, and when to look again.
    pub(super) fn seal(
        &mut self,
        now: Duration,
        community: &Community,
        records: &mut Records,
        rng: &mut impl CryptoRng,
    ) -> (Vec<DocumentId>, Option<Duration>) {
        let (mut sealed, mut again) = (Vec::new(), None);
        let Some(running) = &mut self.running else { return (sealed, again) };
        if !running.membership.state().stands(&self.id) {
            return (sealed, again);
        }
        let known = running.logs.keys().chain(self.disk.journal.keys());
        for document in known.copied().collect::<BTreeSet<_>>() {
            let stale = running.is_stale(&document);
            if running.sealing.contains(&document)
                || !stale && !self.disk.journal.contains_key(&document)
            {
                continue;
            }
            let before = if stale { &running.judged_at } else { &running.sealed_at };
            let rested = before.get(&document).map_or(now, |at| *at + BETWEEN_ENTRIES);
            if rested > now {
                again = Some(again.map_or(rested, |before: Duration| before.min(rested)));
                continue;
            }
            if stale {
                running.judged_at.insert(document, now);
                let grant = &community.document(&document).grant;
                let lost = running.judge(&document, grant, self.id, records);
                self.disk.say_again(document, lost);
            }
            let Some(journal) = self.disk.journal.get(&document) else { continue };
            if !running.is_heard(&community.audience(&document)) {
                continue;
            }
            let incarnation = self.disk.incarnations.get(&document).copied();
            let incarnation = incarnation.unwrap_or_else(|| Incarnation::from_bytes(rng.random()));
            let next = running.next_header(self.id, incarnation, document, community, rng);
            let Some(mut header) = next else { continue };
            self.disk.incarnations.insert(document, header.incarnation);
            for operations in journal.chunks(MOST_OPERATIONS) {
                let (id, record) =
                    records.seal(community, self.number, header.clone(), operations.to_vec(), rng);
                header = Header { seq: header.seq + 1, prev: Some(id), deps: Vec::new(), ..header };
                running.to_commit.push(Arrived::Entry(id, record, Origin::Own));
                sealed.push(document);
            }
            running.sealing.insert(document);
            running.sealed_at.insert(document, now);
        }
        let known = running.seals_at.is_some_and(|at| at > now && again.is_none_or(|it| at <= it));
        if !known {
            running.seals_at = again;
        }
        (sealed, again.filter(|_| !known))
    }

    /// An entry made by hand, past all rules.
    pub(super) fn put(&mut self, id: EntryId, record: Arc<Record>) {
        if let Some(running) = &mut self.running {
            running.to_commit.push(Arrived::Entry(id, record, Origin::Own));
        }
    }

    pub(super) fn publish(&mut self, certificate: Certificate) {
        if let Some(running) = &mut self.running {
            running.to_commit.push(Arrived::Certificate(certificate, Origin::Own));
        }
    }

    pub(super) fn share(&mut self, grant: DocumentGrant) {
        if let Some(running) = &mut self.running {
            running.to_commit.push(Arrived::Grant(grant, Origin::Own));
        }
    }

    /// Checks what was delivered. What is good is stored with the next commit.
    pub(super) fn receive(
        &mut self,
        incoming: Incoming,
        community: &Community,
        records: &Records,
    ) -> Option<Event> {
        let running = self.running.as_mut()?;
        let arrived = match incoming {
            Incoming::Certificate { from, bytes } => {
                let Some(certificate) = community.check(&bytes) else {
                    self.refused_from.extend(from.peer());
                    return None;
                };
                Arrived::Certificate(certificate, from)
            }
            Incoming::Grant { from, bytes } => {
                let Ok(grant) = DocumentGrant::from_bytes(&bytes) else {
                    self.refused_from.extend(from.peer());
                    return None;
                };
                assert!(is_for(&grant.audience(), self.member), "received what it may not see");
                Arrived::Grant(grant, from)
            }
            Incoming::Entry { from, document, id, bytes } => {
                let audience = community.audience(&document);
                assert!(is_for(&audience, self.member), "received what it may not see");
                let state = running.membership.state();
                let record = records.check(&id, &bytes);
                let writer = record.as_ref().map(|record| record.header.device);
                let claimed = |device| state.claimed(&device).next().is_some();
                // Of a device that is not known here yet, whoever passes it on does no wrong.
                let early = writer.is_some_and(|device| !claimed(device));
                let allowed = record.filter(|record| {
                    let mut members = state.claimed(&record.header.device);
                    members.any(|member| record.grant.may_write(member))
                });
                let Some(record) = allowed else {
                    let peer = from.peer()?;
                    if !early {
                        self.refused_from.insert(peer);
                    }
                    return Some(Event::Refused { peer, document, id });
                };
                Arrived::Entry(id, record, from)
            }
            _ => return None,
        };
        running.to_commit.push(arrived);
        None
    }

    /// True if there is something to commit and no commit is under way.
    pub(super) fn begin_commit(&mut self) -> bool {
        let Some(running) = &mut self.running else { return false };
        let something = !running.to_commit.is_empty() || !running.unsaved.is_empty();
        let begin = !running.committing && something;
        running.committing |= begin;
        begin
    }

    /// The disk has acknowledged.
    pub(super) fn commit(&mut self, community: &Community) -> Vec<Event> {
        let Some(running) = &mut self.running else { return Vec::new() };
        running.committing = false;
        running.sealing.clear();
        for (document, operation) in std::mem::take(&mut running.unsaved) {
            self.disk.keep(document, operation);
        }
        let mut events = Vec::new();
        for arrived in std::mem::take(&mut running.to_commit) {
            match arrived {
                Arrived::Certificate(certificate, from) => {
                    running.membership.insert(certificate);
                    for id in running.membership.take_entered() {
                        self.disk.certificates.push(id);
                        let bytes = community.bytes_of(&id);
                        events.push(Event::Certificate { id, bytes, from });
                    }
                    events.push(running.standing());
                }
                Arrived::Grant(grant, from) => {
                    if !self.disk.grants.contains(&grant) {
                        events.push(granted(&grant, from));
                        self.disk.grants.push(grant);
                    }
                }
                Arrived::Entry(id, record, from) => {
                    running.place(id, record, from, self.id, &mut self.disk, &mut events);
                }
            }
        }
        let refused = events.iter().filter_map(|event| match event {
            Event::Refused { peer, .. } => Some(*peer),
            _ => None,
        });
        self.refused_from.extend(refused);
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

    fn begin(&mut self, community: &Community) {
        let sync = Sync::new(self.id, community.id, self.config.clone());
        let mut running = Running::new(sync, community.membership(&self.disk.certificates));
        let mut links: BTreeMap<DocumentId, Vec<Link>> = BTreeMap::new();
        for (id, record) in &self.disk.entries {
            running.store(*id, record);
            let header = &record.header;
            links.entry(header.document).or_default().push(link(*id, record));
        }
        let from = Origin::File;
        let certificates = self.disk.certificates.iter().map(|id| {
            let bytes = community.bytes_of(id);
            Event::Certificate { id: *id, bytes, from }
        });
        let mut events: Vec<_> = certificates.collect();
        events.push(running.standing());
        events.extend(self.disk.grants.iter().map(|grant| granted(grant, from)));
        let loaded =
            links.into_iter().map(|(document, entries)| Event::Loaded { document, entries });
        events.extend(loaded);
        for event in events {
            running.sync.handle(self.clock, event);
        }
        self.running = Some(running);
    }
}

fn granted(grant: &DocumentGrant, from: Origin) -> Event {
    let (document, epoch, audience) = (grant.document, grant.edition(), grant.audience());
    Event::Grant { document, epoch, audience, bytes: grant.to_bytes().into(), from }
}
