//! Many peers from one seed: connections that break, partitions, crashes, restored backups, clocks that jump, people
//! who come in and are removed, documents that are made meanwhile; and, if wanted, a rogue and copied profiles.
//!
//! A connection is a reliable stream while it is up, as QUIC gives it: what is lost is the connection. Different
//! connections overtake each other. A device keeps over a crash what its disk had acknowledged. An operation is one
//! edit by a person on a device; edits become entries as they do in a node: at most one a second in a document, and
//! what was written while nobody was connected is folded when somebody is. Certificates, grants and entries are real
//! ones, signed and sealed; a signature is checked once and the outcome remembered for all devices.
//! The same scenario gives the same run, event for event: [`Report::trace`] says so.

mod community;
mod copies;
mod device;
mod disk;
pub mod forge;
mod happening;
mod network;
mod news;
mod records;
mod report;
mod rogue;
mod running;

use std::collections::BTreeMap;
use std::time::Duration;

use horseshoe_trust::{DeviceId, MemberId};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub use network::Traffic;
pub use report::Report;

use crate::{Config, Effect, Event};
use community::Community;
use device::Device;
use happening::{Happening, Trouble};
use network::Network;
use records::{Operation, Records};

/// What happens in a run. Everything else follows from the seed.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub seed: u64,
    pub peers: usize,
    /// Edits in all, in bursts by devices chosen at random.
    pub operations: usize,
    /// How long there are operations and, with `trouble`, everything that can go wrong.
    pub busy: Duration,
    pub trouble: bool,
    /// One member keeps no rules, and people copy their profiles and use both.
    pub rogue: bool,
    pub config: Config,
}

impl Scenario {
    pub fn new(seed: u64, peers: usize, operations: usize) -> Self {
        let busy = Duration::from_secs(90);
        Self {
            seed,
            peers,
            operations,
            busy,
            trouble: true,
            rogue: false,
            config: Config::default(),
        }
    }

    pub fn with_rogue(seed: u64, peers: usize, operations: usize) -> Self {
        Self { rogue: true, ..Self::new(seed, peers, operations) }
    }

    /// How many of the peers come in during the run.
    fn newcomers(&self) -> usize {
        if self.trouble { self.peers / 10 } else { 0 }
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
    community: Community,
    records: Records,
    /// Who made each edit.
    written: Vec<usize>,
    trace: blake3::Hasher,
    closed: Vec<String>,
    copies_needed: u64,
    admitted: usize,
    removed: usize,
    /// Who was removed last: a newcomer says to have been them.
    gone: Option<MemberId>,
    documents_made: usize,
    rogue: Option<usize>,
    mischief: BTreeMap<&'static str, usize>,
    closed_on_rogue: usize,
    /// Copies that are to be used once more, so that nothing on them is left.
    to_swap: usize,
}

impl Simulator {
    pub fn new(scenario: Scenario) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(scenario.seed);
        let (peers, newcomers) = (scenario.peers, scenario.newcomers());
        let community = Community::new(&mut rng, peers, newcomers);
        let devices: Vec<_> = (0..peers)
            .map(|number| {
                let belongs = number < peers - newcomers;
                Device::new(&community, number, belongs, scenario.config.clone())
            })
            .collect();
        let by_id = devices.iter().enumerate().map(|(n, device)| (device.id, n)).collect();
        let rogue = scenario.rogue.then_some(rogue::NUMBER);
        Self {
            scenario,
            rng,
            now: Duration::ZERO,
            queue: BTreeMap::new(),
            next: 0,
            devices,
            by_id,
            network: Network::new(peers),
            community,
            records: Records::default(),
            written: Vec::new(),
            trace: blake3::Hasher::new(),
            closed: Vec::new(),
            copies_needed: 0,
            admitted: 0,
            removed: 0,
            gone: None,
            documents_made: 0,
            rogue,
            mischief: BTreeMap::new(),
            closed_on_rogue: 0,
            to_swap: 0,
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

    /// A person makes an edit on this device, in one of its documents.
    pub fn write(&mut self, device: usize) {
        let burst = self.rng.random();
        self.happen(Happening::Write { at: device, burst });
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

    /// Of the entries made since [`Self::forget_traffic`]: one for each other device in the audience.
    pub fn copies_needed(&self) -> u64 {
        self.copies_needed
    }

    fn heal(&mut self) {
        self.drop_plans();
        self.network.unite();
        for at in 0..self.devices.len() {
            if !self.devices[at].is_up() {
                self.happen(Happening::Restart { at });
            }
        }
        self.connect_all();
        // Both copies of a profile meet everybody, the one in use now last.
        for at in 0..self.devices.len() {
            if self.devices[at].has_copy() {
                self.to_swap += 1;
                self.at(Duration::from_secs(4), Happening::Swap { at, back: false });
            }
        }
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
                    for event in self.devices[at].commit(&self.community) {
                        self.tell(at, event);
                    }
                    self.seal(at);
                    self.begin_commit(at);
                }
            }
            Happening::Seal { at, life } => {
                if self.devices[at].life == life {
                    self.seal(at);
                }
            }
            Happening::ReadDone { at, life, ticket, ids, limit } => {
                if self.devices[at].life == life {
                    let event = self.devices[at].read(ticket, ids, limit);
                    self.tell(at, event);
                }
            }
            Happening::Write { at, burst } => self.write_one(at, burst),
            Happening::Restart { at } => self.restart(at),
            Happening::Swap { at, back } => self.swap(at, back),
            Happening::Mischief(kind) => self.make_mischief(kind),
            Happening::Trouble(trouble) => self.make_trouble(trouble),
            Happening::News(news) => {
                if !self.make_news(news) {
                    self.at(Duration::from_secs(1), Happening::News(news));
                }
            }
        }
    }

    /// An edit on this device or, if it is down or may not write, on another.
    fn write_one(&mut self, at: usize, burst: u64) {
        let count = self.devices.len();
        let able = (at..at + count)
            .map(|number| number % count)
            .find(|number| !self.devices[*number].writable().is_empty());
        let at = able.expect("somebody is up");
        let writable = self.devices[at].writable();
        let document = writable[burst as usize % writable.len()];
        let number = self.written.len() as u32;
        let key = self.rng.random_range(0..50);
        self.devices[at].write(document, Operation { number, key });
        self.written.push(at);
        self.begin_commit(at);
    }

    fn seal(&mut self, at: usize) {
        let (sealed, again) =
            self.devices[at].seal(self.now, &self.community, &mut self.records, &mut self.rng);
        for document in sealed {
            let audience = self.community.audience(&document);
            let readers = self.standing().iter().filter(|it| it.may_see(&audience)).count();
            self.copies_needed += readers.saturating_sub(1) as u64;
        }
        if let Some(again) = again {
            let life = self.devices[at].life;
            self.at(again.saturating_sub(self.now), Happening::Seal { at, life });
        }
        self.begin_commit(at);
    }

    fn make_trouble(&mut self, trouble: Trouble) {
        let at = self.rng.random_range(0..self.devices.len());
        match trouble {
            Trouble::Partition => {
                let groups = self.rng.random_range(1..=3);
                for (a, b) in self.network.split(groups, &mut self.rng) {
                    self.break_connection(a, b);
                }
            }
            Trouble::Crash => {
                if self.devices[at].is_up() {
                    self.crash(at);
                }
            }
            Trouble::ClockJump => {
                let years = Duration::from_hours(24 * 365);
                let clock = years * self.rng.random_range(0..=20);
                self.devices[at].clock = clock + self.millis(0..100_000);
            }
            Trouble::Copy => {
                // Not where what is written stays on the one device, nor where rules are broken on purpose.
                let alone = self.scenario.peers - self.scenario.newcomers() - 1;
                if self.devices[at].is_up() && at != alone && Some(at) != self.rogue {
                    self.crash(at);
                    self.devices[at].use_other_copy();
                }
            }
            Trouble::BreakOne => {
                let other = self.rng.random_range(0..self.devices.len());
                if at != other {
                    self.break_connection(at, other);
                }
            }
        }
    }

    fn restart(&mut self, at: usize) {
        self.devices[at].restart(&self.community, &mut self.rng);
        for other in 0..self.devices.len() {
            if other != at {
                let wait = self.millis(0..2_000);
                self.at(wait, Happening::Dial { a: at.min(other), b: at.max(other) });
            }
        }
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
        if !up || self.network.is_connected(a, b) {
            return;
        }
        if !self.network.connect(a, b) {
            let again = self.millis(2_000..6_000);
            return self.at(again, Happening::Dial { a, b });
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
                    let other = self.by_id[&peer];
                    if Some(other) == self.rogue {
                        self.closed_on_rogue += 1;
                    } else if Some(at) != self.rogue {
                        self.closed.push(format!("{at} closed {other}: {reason}"));
                    }
                    self.break_connection(at, self.by_id[&peer]);
                }
                Effect::Deliver(incoming) => {
                    let device = &mut self.devices[at];
                    if let Some(refused) = device.receive(incoming, &self.community, &self.records)
                    {
                        self.tell(at, refused);
                    }
                    self.begin_commit(at);
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
                // Somebody is there now to have what the journal holds.
                Effect::Ready { .. } => self.at(Duration::ZERO, Happening::Seal { at, life }),
                Effect::WantedSecrets { .. }
                | Effect::Progress { .. }
                | Effect::Holds { .. }
                | Effect::SameCertificates { .. }
                | Effect::InSync { .. } => {}
            }
        }
    }

    fn begin_commit(&mut self, at: usize) {
        if self.devices[at].begin_commit() {
            let (wait, life) = (self.millis(1..20), self.devices[at].life);
            self.at(wait, Happening::Commit { at, life });
        }
    }

    fn post(&mut self, from: usize, to: usize, frame: Vec<u8>) {
        if self.rng.random_range(0..16) == 0 && Some(from) != self.rogue {
            let names = |id: &[u8]| frame.windows(id.len()).any(|bytes| bytes == id);
            for document in &self.community.documents {
                let may_see = self.devices[to].may_see(&document.grant.audience());
                assert!(
                    may_see || !names(&document.id().as_bytes()[..8]),
                    "sent to somebody who may not know of it"
                );
            }
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
}
