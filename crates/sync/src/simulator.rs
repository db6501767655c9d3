//! Many peers from one seed: connections that break, partitions, crashes, restored backups, clocks that jump.
//!
//! A connection is a reliable stream while it is up, as QUIC gives it: what is lost is the connection. Different
//! connections overtake each other. A device keeps over a crash what its disk had acknowledged. Entries are real
//! ones, signed and sealed; a signature is checked once and the outcome remembered for all devices.
//! The same scenario gives the same run, event for event: [`Report::trace`] says so.

mod device;
pub mod forge;
mod network;
mod records;

use std::collections::BTreeMap;
use std::time::Duration;

use horseshoe_trust::{Audience, DeviceId, DocumentId, MemberId};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub use network::Traffic;

use crate::{Config, Effect, Event, Incoming};
use device::Device;
use network::{Network, Packet};
use records::Records;

/// What happens in a run. Everything else follows from the seed.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub seed: u64,
    pub peers: usize,
    /// Entries written in all, by devices chosen at random.
    pub operations: usize,
    /// How long there are operations and, with `trouble`, everything that can go wrong.
    pub busy: Duration,
    pub trouble: bool,
    pub config: Config,
}

impl Scenario {
    pub fn new(seed: u64, peers: usize, operations: usize) -> Self {
        let busy = Duration::from_secs(90);
        Self { seed, peers, operations, busy, trouble: true, config: Config::default() }
    }
}

/// How a run ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// A hash of every event of the run, in order.
    pub trace: [u8; 32],
    /// Per document, a hash of the content state of every device in its audience.
    pub states: BTreeMap<DocumentId, Vec<[u8; 32]>>,
    /// How long after healing the last device had everything; none if one never did.
    pub settled_after: Option<Duration>,
    pub entries: usize,
    pub forks: usize,
    pub traffic: Traffic,
    /// Connections that a state machine ended. Between honest peers: none.
    pub closed: Vec<String>,
    /// Entries that still wait for others.
    pub waiting: usize,
}

impl Report {
    pub fn agrees(&self) -> bool {
        self.states.values().all(|states| states.windows(2).all(|pair| pair[0] == pair[1]))
    }
}

/// The whole world of a run.
pub struct Simulator {
    scenario: Scenario,
    rng: ChaCha8Rng,
    now: Duration,
    queue: BTreeMap<(Duration, u64), Happening>,
    next: u64,
    devices: Vec<Device>,
    by_id: BTreeMap<DeviceId, usize>,
    network: Network,
    records: Records,
    documents: Vec<(DocumentId, Audience)>,
    trace: blake3::Hasher,
    closed: Vec<String>,
    copies_needed: u64,
}

/// What is in the queue. `life` is the device's: what was meant for it before a crash does not reach it after.
enum Happening {
    Arrive { from: usize, to: usize, packet: Packet },
    Dial { a: usize, b: usize },
    Notice { at: usize, gone: usize, connection: u64 },
    Wake { at: usize, life: u64, alarm: u64 },
    Commit { at: usize, life: u64 },
    ReadDone { at: usize, life: u64, ticket: u64, ids: Vec<horseshoe_trust::EntryId>, limit: usize },
    Write { device: Option<usize> },
    Partition,
    Crash,
    Restart { at: usize },
    ClockJump,
    BreakOne,
}

impl Simulator {
    pub fn new(scenario: Scenario) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(scenario.seed);
        let records = Records::new(&mut rng, scenario.peers);
        let documents = records.documents();
        let standing: BTreeMap<DeviceId, MemberId> = records.standing();
        let devices: Vec<_> = (0..scenario.peers)
            .map(|number| {
                Device::new(&records, number, &standing, &documents, scenario.config.clone())
            })
            .collect();
        let by_id = devices.iter().enumerate().map(|(n, device)| (device.id, n)).collect();
        let network = Network::new(scenario.peers);
        Self {
            scenario,
            rng,
            now: Duration::ZERO,
            queue: BTreeMap::new(),
            next: 0,
            devices,
            by_id,
            network,
            records,
            documents,
            trace: blake3::Hasher::new(),
            closed: Vec::new(),
            copies_needed: 0,
        }
    }

    /// Operations and trouble, then healing, then as long as it takes: at most a minute.
    pub fn run(mut self) -> Report {
        self.connect_all();
        self.plan();
        self.run_for(self.scenario.busy);
        self.heal();
        let healed = self.now;
        let mut settled_after = None;
        while self.now < healed + Duration::from_mins(1) {
            self.run_for(Duration::from_secs(1));
            if self.is_settled() {
                settled_after.get_or_insert(self.now.abs_diff(healed));
            } else {
                settled_after = None;
            }
            if settled_after.is_some_and(|since| healed + since + Duration::from_secs(8) < self.now)
            {
                break;
            }
        }
        self.report(settled_after)
    }

    /// Everybody dials everybody.
    pub fn connect_all(&mut self) {
        for a in 0..self.devices.len() {
            for b in a + 1..self.devices.len() {
                let wait = self.millis(0..3_000);
                self.at(wait, Happening::Dial { a, b });
            }
        }
    }

    pub fn run_for(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(entry) = self.queue.first_entry() {
            if entry.key().0 > end {
                break;
            }
            let ((now, _), happening) = entry.remove_entry();
            self.now = now;
            self.happen(happening);
        }
        self.now = end;
    }

    /// This device writes one entry in one of its documents.
    pub fn write(&mut self, device: usize) {
        self.happen(Happening::Write { device: Some(device) });
    }

    /// Breaks the connection between two devices; they dial again when `run_for` goes on.
    pub fn disconnect(&mut self, a: usize, b: usize) {
        self.break_connection(a, b);
    }

    pub fn traffic(&self) -> &Traffic {
        &self.network.traffic
    }

    pub fn forget_traffic(&mut self) {
        self.network.traffic = Traffic::default();
        self.copies_needed = 0;
    }

    /// Of the entries written since [`Self::forget_traffic`]: one for each other device in the audience.
    pub fn copies_needed(&self) -> u64 {
        self.copies_needed
    }

    pub fn report(mut self, settled_after: Option<Duration>) -> Report {
        let mut states = BTreeMap::new();
        for (document, audience) in self.documents.clone() {
            let able: Vec<_> =
                self.devices.iter_mut().filter(|device| device.may_see(audience)).collect();
            let of_all =
                able.into_iter().map(|device| device.state(document, &self.records)).collect();
            states.insert(document, of_all);
        }
        Report {
            trace: *self.trace.finalize().as_bytes(),
            states,
            settled_after,
            entries: self.records.len(),
            forks: self.devices.iter().map(|device| device.forks).sum(),
            traffic: self.network.traffic,
            closed: self.closed,
            waiting: self.devices.iter().map(Device::waiting).sum(),
        }
    }

    /// True if all who may see a document hold equally many entries of it, and nothing waits.
    pub fn is_settled(&self) -> bool {
        self.documents.iter().all(|(document, audience)| {
            let mut counts = self
                .devices
                .iter()
                .filter(|device| device.may_see(*audience))
                .map(|device| device.count(document));
            let first = counts.next();
            counts.all(|count| Some(count) == first)
        }) && self.devices.iter().all(|device| device.waiting() == 0)
    }

    fn plan(&mut self) {
        let busy = self.scenario.busy.as_millis() as u64;
        let mut left = self.scenario.operations;
        while left > 0 {
            let at = self.millis(4_000..busy);
            // people write in bursts
            let burst = self.rng.random_range(1..=6).min(left);
            let device = self.rng.random_range(0..self.devices.len());
            for number in 0..burst {
                let at = at + Duration::from_millis(300 * number as u64);
                self.at(at.min(self.scenario.busy), Happening::Write { device: Some(device) });
            }
            left -= burst;
        }
        if self.scenario.trouble {
            for _ in 0..self.scenario.peers {
                let (crash, jump) = (self.millis(5_000..busy), self.millis(0..busy));
                self.at(crash, Happening::Crash);
                self.at(jump, Happening::ClockJump);
            }
            for _ in 0..4 {
                let at = self.millis(2_000..busy);
                self.at(at, Happening::Partition);
            }
            for _ in 0..self.scenario.peers * 10 {
                let at = self.millis(2_000..busy);
                self.at(at, Happening::BreakOne);
            }
        }
    }

    fn heal(&mut self) {
        self.queue.retain(|_, happening| {
            !matches!(
                happening,
                Happening::Partition
                    | Happening::Crash
                    | Happening::ClockJump
                    | Happening::BreakOne
                    | Happening::Write { .. }
                    | Happening::Dial { .. }
            )
        });
        self.network.unite();
        for at in 0..self.devices.len() {
            if !self.devices[at].is_up() {
                self.happen(Happening::Restart { at });
            }
        }
        self.connect_all();
    }

    fn happen(&mut self, happening: Happening) {
        self.note(&happening);
        match happening {
            Happening::Arrive { from, to, packet } => {
                if let Some(bytes) = self.network.arrive(from, to, packet) {
                    let peer = self.devices[from].id;
                    self.tell(to, Event::Frame { peer, bytes });
                }
            }
            Happening::Dial { a, b } => self.dial(a, b),
            Happening::Notice { at, gone, connection } => {
                if self.network.notice(at, gone, connection) {
                    let peer = self.devices[gone].id;
                    self.tell(at, Event::Disconnected { peer });
                }
            }
            Happening::Wake { at, life, alarm } => {
                if self.devices[at].life == life && self.devices[at].alarm == alarm {
                    self.tell(at, Event::Tick);
                }
            }
            Happening::Commit { at, life } => {
                if self.devices[at].life == life {
                    for event in self.devices[at].commit() {
                        self.tell(at, event);
                    }
                }
            }
            Happening::ReadDone { at, life, ticket, ids, limit } => {
                if self.devices[at].life == life {
                    let event = self.devices[at].read(ticket, ids, limit);
                    self.tell(at, event);
                }
            }
            Happening::Write { device } => self.write_one(device),
            Happening::Partition => {
                let groups = self.rng.random_range(1..=3);
                for (a, b) in self.network.split(groups, &mut self.rng) {
                    self.break_connection(a, b);
                }
            }
            Happening::Crash => {
                let at = self.rng.random_range(0..self.devices.len());
                if self.devices[at].is_up() {
                    self.crash(at);
                }
            }
            Happening::Restart { at } => {
                self.devices[at].restart(&mut self.rng);
                for other in 0..self.devices.len() {
                    if other != at {
                        let wait = self.millis(0..2_000);
                        self.at(wait, Happening::Dial { a: at.min(other), b: at.max(other) });
                    }
                }
            }
            Happening::ClockJump => {
                let years = Duration::from_hours(24 * 365);
                let at = self.rng.random_range(0..self.devices.len());
                let clock = years * self.rng.random_range(0..=20);
                self.devices[at].clock = clock + self.millis(0..100_000);
            }
            Happening::BreakOne => {
                let a = self.rng.random_range(0..self.devices.len());
                let b = self.rng.random_range(0..self.devices.len());
                if a != b {
                    self.break_connection(a, b);
                }
            }
        }
    }

    fn write_one(&mut self, device: Option<usize>) {
        let at = device.unwrap_or_else(|| self.rng.random_range(0..self.devices.len()));
        if !self.devices[at].is_up() {
            return;
        }
        let may: Vec<_> =
            self.documents.iter().filter(|(id, _)| self.records.may_write(at, id)).collect();
        let (document, audience) = *may[self.rng.random_range(0..may.len())];
        let readers = self.devices.iter().filter(|device| device.may_see(audience)).count();
        self.copies_needed += readers as u64 - 1;
        let event = self.devices[at].write(document, &mut self.records, &mut self.rng);
        self.tell(at, event);
    }

    fn crash(&mut self, at: usize) {
        self.devices[at].crash();
        for other in 0..self.devices.len() {
            if other != at {
                self.break_connection(at, other);
            }
        }
        let wait = self.millis(500..20_000);
        self.at(wait, Happening::Restart { at });
    }

    fn dial(&mut self, a: usize, b: usize) {
        let up = self.devices[a].is_up() && self.devices[b].is_up();
        if !up || !self.network.connect(a, b) {
            return;
        }
        let (first, second) = (self.devices[a].id, self.devices[b].id);
        // Both hear of it before either's first frame can arrive: frames take a millisecond at least.
        self.tell(a, Event::Connected { peer: second });
        self.tell(b, Event::Connected { peer: first });
    }

    fn break_connection(&mut self, a: usize, b: usize) {
        let Some(connection) = self.network.disconnect(a, b) else { return };
        let (first, second) = (self.millis(0..1_500), self.millis(0..1_500));
        self.at(first, Happening::Notice { at: a, gone: b, connection });
        self.at(second, Happening::Notice { at: b, gone: a, connection });
        let again = self.millis(1_600..6_000);
        self.at(again, Happening::Dial { a: a.min(b), b: a.max(b) });
    }

    /// Hands an event to a device and carries out what it asks for.
    fn tell(&mut self, at: usize, event: Event) {
        if !self.devices[at].is_up() {
            return;
        }
        let life = self.devices[at].life;
        for effect in self.devices[at].handle(self.now, event) {
            match effect {
                Effect::Send { peer, frame } => self.post(at, self.by_id[&peer], frame),
                Effect::Close { peer, reason } => {
                    self.closed.push(format!("{at} closed {peer}: {reason}"));
                    self.break_connection(at, self.by_id[&peer]);
                }
                Effect::Deliver(Incoming::Entry { from, document, id, bytes }) => {
                    let device = &mut self.devices[at];
                    if let Some(refused) = device.receive(from, document, id, &bytes, &self.records)
                    {
                        self.tell(at, refused);
                    }
                    if self.devices[at].begin_commit() {
                        let wait = self.millis(1..20);
                        self.at(wait, Happening::Commit { at, life });
                    }
                }
                Effect::Read { ticket, ids, limit_bytes: limit, .. } => {
                    let wait = self.millis(1..8);
                    self.at(wait, Happening::ReadDone { at, life, ticket, ids, limit });
                }
                Effect::WakeAt(due) => {
                    let device = &mut self.devices[at];
                    device.alarm += 1;
                    let alarm = device.alarm;
                    let wait = due.saturating_sub(device.clock + self.now);
                    self.at(wait, Happening::Wake { at, life, alarm });
                }
                Effect::InSync { peer, with } => {
                    self.devices[at].in_sync.insert(peer, with);
                }
                Effect::Deliver(_)
                | Effect::WantedSecrets { .. }
                | Effect::Ready { .. }
                | Effect::Progress { .. } => {}
            }
        }
    }

    fn post(&mut self, from: usize, to: usize, frame: Vec<u8>) {
        let audience_of = |document: DocumentId| {
            self.documents.iter().find(|(id, _)| *id == document).map(|(_, audience)| *audience)
        };
        if self.rng.random_range(0..16) == 0
            && let Some(document) = network::document_of(&frame)
        {
            let audience = audience_of(document).expect("only documents of this world");
            assert!(self.devices[to].may_see(audience), "sent to somebody who may not see it");
        }
        let latency = self.millis(1..150);
        if let Some((arrives, packet)) = self.network.post(from, to, frame, self.now + latency) {
            self.queue.insert((arrives, self.next), Happening::Arrive { from, to, packet });
            self.next += 1;
        }
    }

    fn at(&mut self, wait: Duration, happening: Happening) {
        self.queue.insert((self.now + wait, self.next), happening);
        self.next += 1;
    }

    fn millis(&mut self, range: std::ops::Range<u64>) -> Duration {
        Duration::from_millis(self.rng.random_range(range))
    }

    fn note(&mut self, happening: &Happening) {
        let (kind, numbers): (u8, [u64; 3]) = match happening {
            Happening::Arrive { from, to, packet } => {
                self.trace.update(&packet.frame);
                (0, [*from as u64, *to as u64, packet.connection])
            }
            Happening::Dial { a, b } => (1, [*a as u64, *b as u64, 0]),
            Happening::Notice { at, gone, connection } => {
                (2, [*at as u64, *gone as u64, *connection])
            }
            Happening::Wake { at, life, alarm } => (3, [*at as u64, *life, *alarm]),
            Happening::Commit { at, life } => (4, [*at as u64, *life, 0]),
            Happening::ReadDone { at, life, ticket, .. } => (5, [*at as u64, *life, *ticket]),
            Happening::Write { device } => (6, [device.map_or(u64::MAX, |n| n as u64), 0, 0]),
            Happening::Partition => (7, [0; 3]),
            Happening::Crash => (8, [0; 3]),
            Happening::Restart { at } => (9, [*at as u64, 0, 0]),
            Happening::ClockJump => (10, [0; 3]),
            Happening::BreakOne => (11, [0; 3]),
        };
        self.trace.update(&[kind]);
        self.trace.update(&(self.now.as_millis() as u64).to_le_bytes());
        for number in numbers {
            self.trace.update(&number.to_le_bytes());
        }
    }
}
