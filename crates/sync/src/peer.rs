//! What is known of one connected peer, and the bounds on what it may cost.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::time::Duration;

use horseshoe_trust::{CertificateId, DocumentId, EntryId, EpochId, Incarnation};

use crate::Config;
use crate::frontier::{Lanes, Place};
use crate::signal::Signals;
use crate::wire::Digest;

/// Work one peer may ask for at once; about a microsecond each.
const BURST: u64 = 500_000;
/// And how much of it comes back in a second.
const PER_SECOND: u64 = 50_000;
/// Bytes of own new entries that go straight to one peer at once, and what comes back in a second. What is beyond
/// is fetched by the peer when it likes.
const LIVE_BURST: u64 = 8 * 1024 * 1024;
const LIVE_PER_SECOND: u64 = 1024 * 1024;
/// How many entries are remembered as just sent, and how long.
const GIVEN: usize = 4_096;
const GIVEN_FOR: Duration = Duration::from_millis(1_500);

/// Digests in a row that found a peer with the same content, without our doing: the mesh is whole there.
const WHOLE_AFTER: u32 = 3;

/// A difference that lasts this long is one worth telling people of.
pub(crate) const DIFFERS_FOR: Duration = Duration::from_secs(3);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// Our greeting is on its way; theirs has not come.
    Greeting,
    /// Our certificates differ: each says which it holds and gets the others.
    Certifying,
    /// Certificates are exchanged.
    Open,
}

pub(crate) struct Peer {
    pub(crate) phase: Phase,
    /// It stands, certificates are exchanged, and the summary is sent.
    pub(crate) ready: bool,
    /// Not ready before this: the host first takes in the certificates that came.
    pub(crate) ready_from: Duration,
    /// It does not stand; [`Event::Standing`](crate::Event) will tell.
    pub(crate) waits_to_stand: bool,
    /// Its summary, until we are ready to compare: grants, epochs, documents.
    pub(crate) summary: Option<(Digest, Digest, Digest)>,
    /// The digest of documents in the summary we sent.
    pub(crate) summary_sent: Digest,
    /// Both summaries are compared.
    pub(crate) compared: bool,
    pub(crate) epochs_told: Option<Digest>,
    pub(crate) certificates: Compared<CertificateId>,
    pub(crate) grants: Compared<(DocumentId, EpochId)>,
    pub(crate) shared: BTreeMap<DocumentId, Shared>,

    pub(crate) sending: VecDeque<Sending>,
    pub(crate) wants: VecDeque<(DocumentId, Vec<EntryId>)>,
    pub(crate) reading: Option<Reading>,
    /// Sizes of the chunks it has not yet dealt with.
    pub(crate) unanswered: VecDeque<usize>,
    given: Given,

    /// Documents we are getting from it now.
    pub(crate) fetching: usize,
    pub(crate) chunks: VecDeque<Chunk>,
    pub(crate) last_chunk: Duration,
    /// A frontier of which the last part has not come.
    pub(crate) parts: Option<Parts>,

    pub(crate) digest_due: Option<Duration>,
    pub(crate) calm: u32,
    pub(crate) differs_since: Option<Duration>,
    pub(crate) in_sync: Option<bool>,

    pub(crate) signals: Signals,
    pub(crate) work: Allowance,
    pub(crate) live: Allowance,
}

/// One set of small things (certificates, grants) as both sides know it.
pub(crate) struct Compared<Id> {
    pub(crate) told: Option<Digest>,
    pub(crate) theirs: Option<Digest>,
    /// The digests, ours and theirs, for which we last asked.
    pub(crate) asked: Option<(Digest, Digest)>,
    /// Sent to us or by us on this connection: not sent (again).
    pub(crate) passed: BTreeSet<Id>,
}

impl<Id> Default for Compared<Id> {
    fn default() -> Self {
        Self { told: None, theirs: None, asked: None, passed: BTreeSet::new() }
    }
}

/// One document as this peer and we know it of each other.
#[derive(Default)]
pub(crate) struct Shared {
    pub(crate) theirs: Option<Digest>,
    pub(crate) told: Option<Digest>,
    /// Their digest at which they have nothing more for us.
    pub(crate) exhausted: Option<Digest>,
    pub(crate) retry_at: Duration,
    pub(crate) tries: u32,
    /// The last of our own entries they are known to hold, as the host was told.
    pub(crate) holds: BTreeMap<Incarnation, u64>,
    /// Passed between us on this connection, where a chain is too crowded for their lanes to tell that they hold it.
    pub(crate) passed: HashSet<EntryId>,
}

/// What a peer asked for and has not yet got.
pub(crate) struct Sending {
    pub(crate) document: DocumentId,
    pub(crate) places: Vec<Place>,
    pub(crate) next: usize,
    pub(crate) withheld: bool,
}

/// The one read the host does for this peer at a time.
pub(crate) struct Reading {
    pub(crate) ticket: u64,
    pub(crate) document: DocumentId,
    pub(crate) purpose: Purpose,
}

pub(crate) enum Purpose {
    /// The next chunk of the first in `sending`.
    CatchUp,
    /// The peer asked for something else meanwhile.
    Void,
    /// These were wanted, and are read; those are not here.
    Want { ids: Vec<EntryId>, absent: Vec<EntryId> },
}

pub(crate) struct Parts {
    pub(crate) document: DocumentId,
    pub(crate) count: usize,
    pub(crate) lanes: Lanes,
}

/// A chunk the peer sent, until the host has dealt with every entry of it.
pub(crate) struct Chunk {
    pub(crate) document: DocumentId,
    pub(crate) unresolved: BTreeSet<EntryId>,
    pub(crate) bytes: usize,
}

impl Peer {
    pub(crate) fn new(now: Duration) -> Self {
        Self {
            phase: Phase::Greeting,
            ready: false,
            ready_from: now,
            waits_to_stand: false,
            summary: None,
            summary_sent: Digest::default(),
            compared: false,
            epochs_told: None,
            certificates: Compared::default(),
            grants: Compared::default(),
            shared: BTreeMap::new(),
            sending: VecDeque::new(),
            wants: VecDeque::new(),
            reading: None,
            unanswered: VecDeque::new(),
            given: Given::default(),
            fetching: 0,
            chunks: VecDeque::new(),
            last_chunk: now,
            parts: None,
            digest_due: None,
            calm: 0,
            differs_since: None,
            in_sync: None,
            signals: Signals::default(),
            work: Allowance::new(BURST, PER_SECOND, now),
            live: Allowance::new(LIVE_BURST, LIVE_PER_SECOND, now),
        }
    }

    /// It stands no longer: what it asked for is dropped; greeting and certificates stay.
    pub(crate) fn stand_down(&mut self) {
        self.ready = false;
        self.summary = None;
        self.compared = false;
        self.epochs_told = None;
        self.fetching = 0;
        self.shared.clear();
        self.sending.clear();
        self.wants.clear();
        self.reading = None;
        self.unanswered.clear();
        self.chunks.clear();
        self.digest_due = None;
        self.in_sync = None;
        self.differs_since = None;
        self.grants = Compared::default();
        self.parts = None;
        self.signals = Signals::default();
    }

    pub(crate) fn next_due(&self) -> Option<Duration> {
        let opening = (self.phase == Phase::Open && !self.ready).then_some(self.ready_from);
        let opening = opening.filter(|_| !self.waits_to_stand);
        let differs = self.differs_since.map(|since| since + DIFFERS_FOR);
        [opening, self.digest_due, self.signals.due(), differs].into_iter().flatten().min()
    }

    /// It gets everything straight from its writers, as far as the last digests say.
    pub(crate) fn is_whole(&self) -> bool {
        self.calm >= WHOLE_AFTER
    }

    pub(crate) fn schedule_digest(&mut self, now: Duration, config: &Config) {
        let wait = if self.is_whole() { config.digest_when_whole } else { config.digest_every };
        if self.phase == Phase::Open && self.digest_due.is_none() {
            self.digest_due = Some(now + wait);
        }
    }

    pub(crate) fn give(&mut self, id: EntryId, now: Duration) {
        self.given.add(id, now);
    }

    /// It was sent this, or sent it to us, moments ago on this connection.
    pub(crate) fn was_given(&mut self, id: &EntryId, now: Duration) -> bool {
        self.given.has(id, now)
    }

    pub(crate) fn unanswered_bytes(&self) -> usize {
        self.unanswered.iter().sum()
    }
}

#[derive(Default)]
struct Given {
    when: HashMap<EntryId, Duration>,
    order: VecDeque<(Duration, EntryId)>,
}

impl Given {
    fn add(&mut self, id: EntryId, now: Duration) {
        if self.when.insert(id, now).is_none() {
            self.order.push_back((now, id));
        }
        while let Some((since, oldest)) = self.order.front().copied() {
            if self.order.len() <= GIVEN && now.saturating_sub(since) <= GIVEN_FOR {
                break;
            }
            self.when.remove(&oldest);
            self.order.pop_front();
        }
    }

    fn has(&self, id: &EntryId, now: Duration) -> bool {
        self.when.get(id).is_some_and(|since| now.saturating_sub(*since) <= GIVEN_FOR)
    }
}

/// A bucket that refills with time.
pub(crate) struct Allowance {
    left: u64,
    most: u64,
    per_second: u64,
    since: Duration,
}

impl Allowance {
    pub(crate) fn new(most: u64, per_second: u64, now: Duration) -> Self {
        Self { left: most, most, per_second, since: now }
    }

    /// False if there is not that much left; then nothing is taken.
    pub(crate) fn take(&mut self, cost: u64, now: Duration) -> bool {
        let millis = now.saturating_sub(self.since).as_millis() as u64;
        let refill = millis.saturating_mul(self.per_second) / 1_000;
        if refill > 0 {
            self.left = self.left.saturating_add(refill).min(self.most);
            self.since = now;
        }
        let enough = self.left >= cost;
        if enough {
            self.left -= cost;
        }
        enough
    }
}
