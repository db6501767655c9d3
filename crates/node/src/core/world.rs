//! Several cores in one place: their effects carried out at once, on a clock that is moved.

use super::loading::Start;
use super::{Core, Effect, Input};
use crate::{BackupContents, Command, Community, Event, Now, Problem, Reply, RequestId, Snapshot};
use horseshoe_model::Command as Act;
use horseshoe_store::{Batch, Memory, Read as _, Store as _, StoreError};
use horseshoe_trust::{CommunityId, DeviceId, DeviceKey};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

#[cfg(test)]
mod restoring;
#[cfg(test)]
mod stories;

/// A few people, each with a device and a store.
pub(crate) struct World {
    pub(super) people: Vec<Person>,
    running: Duration,
    /// Who is cut off from everybody.
    apart: BTreeSet<usize>,
    connected: BTreeSet<(usize, usize)>,
    /// Both ends of each talk: who knocked, and at whose door.
    talks: BTreeMap<u64, (usize, usize)>,
    pub(super) inputs: VecDeque<(usize, Input)>,
    pub(super) numbers: u64,
    /// Bytes of all frames between connected devices.
    pub(crate) sent: u64,
    /// All that was sent to each device, where a story wants to look at it.
    #[cfg(test)]
    pub(crate) overheard: Option<BTreeMap<usize, Vec<u8>>>,
    /// What is on the stick that goes from hand to hand.
    pub(super) stick: BTreeMap<PathBuf, Vec<u8>>,
}

pub(super) struct Person {
    core: Option<Core>,
    key: DeviceKey,
    pub(super) store: Memory,
    pub(super) full: bool,
    /// Everything ever written, in order.
    written: Batch,
    allowed: BTreeSet<DeviceId>,
    holds_door: bool,
    looks_for_doors: bool,
    pub(super) answers: BTreeMap<u64, Result<Reply, Problem>>,
    events: Vec<Event>,
    lives: u64,
    /// Milliseconds their clock on the wall is ahead of the right one.
    pub(super) ahead: i64,
    /// What the last backup holds.
    backup: Option<Batch>,
}

impl World {
    /// People with these devices.
    pub(crate) fn with(devices: Vec<DeviceKey>) -> Self {
        let mut world = Self {
            people: Vec::new(),
            running: Duration::ZERO,
            apart: BTreeSet::new(),
            connected: BTreeSet::new(),
            talks: BTreeMap::new(),
            inputs: VecDeque::new(),
            numbers: 0,
            sent: 0,
            #[cfg(test)]
            overheard: None,
            stick: BTreeMap::new(),
        };
        for (number, key) in devices.into_iter().enumerate() {
            world.people.push(Person {
                core: None,
                key,
                store: Memory::default(),
                full: false,
                written: Batch::new(),
                allowed: BTreeSet::new(),
                holds_door: false,
                looks_for_doors: false,
                answers: BTreeMap::new(),
                events: Vec::new(),
                lives: 0,
                ahead: 0,
                backup: None,
            });
            world.start(number, false);
            let name = match ["Amira", "Ben", "Cleo", "Dan", "Eve"].get(number) {
                Some(name) => (*name).to_owned(),
                None => format!("Member {number}"),
            };
            let introduce = Command::Introduce { name, practice: "teaching".to_owned() };
            world.ask(number, introduce).expect("a name can always be said");
        }
        world
    }

    /// A person's program, which runs.
    #[cfg(test)]
    pub(crate) fn program(&mut self, who: usize) -> &mut Core {
        self.people[who].core.as_mut().expect("it was started")
    }

    /// Everything a person's device ever wrote to its disk, for a look at it.
    #[cfg(test)]
    pub(crate) fn has_written(&self, who: usize, bytes: &[u8]) -> bool {
        self.people[who].written.holds(bytes)
    }

    /// Everything a person's device ever wrote to its disk.
    #[cfg(feature = "testing")]
    pub(crate) fn written(&mut self, who: usize) -> Batch {
        std::mem::take(&mut self.people[who].written)
    }

    pub(crate) fn now(&self) -> Now {
        Now { unix_ms: 1_800_000_000_000 + self.running.as_millis() as u64, running: self.running }
    }

    /// What a person's device takes for now.
    pub(super) fn now_of(&self, who: usize) -> Now {
        let Now { unix_ms, running } = self.now();
        Now { unix_ms: unix_ms.saturating_add_signed(self.people[who].ahead), running }
    }

    /// Starts a person's program from what their store holds.
    pub(crate) fn start(&mut self, who: usize, doubt: bool) {
        let now = self.now_of(who);
        let person = &mut self.people[who];
        person.lives += 1;
        let start = Start {
            key: person.key.clone(),
            shelf: person.store.reader(),
            rng: StdRng::seed_from_u64(1000 * who as u64 + person.lives),
            now,
            doubt,
            online: true,
            mode: None,
            marks: Batch::new(),
            ways: BTreeSet::new(),
        };
        person.core = Some(Core::load(start).expect("the store can be read"));
        let addresses = vec![SocketAddr::from(([127, 0, 0, 1], 4000 + who as u16))];
        self.inputs.push_back((who, Input::Listening { addresses }));
        self.run(Duration::ZERO);
    }

    pub(crate) fn device(&self, who: usize) -> DeviceId {
        self.people[who].key.id()
    }

    pub(crate) fn ask(&mut self, who: usize, command: Command) -> Result<Reply, Problem> {
        let number = self.tell(who, command);
        self.run(Duration::ZERO);
        if !self.people[who].answers.contains_key(&number) {
            self.run(Duration::from_secs(3));
        }
        self.people[who].answers.remove(&number).expect("every command is answered")
    }

    /// Asks and does not wait. Gives the number the answer will have.
    pub(crate) fn tell(&mut self, who: usize, command: Command) -> u64 {
        self.numbers += 1;
        self.inputs.push_back((who, Input::Ask { number: self.numbers, command }));
        self.numbers
    }

    pub(crate) fn act(
        &mut self,
        who: usize,
        community: CommunityId,
        act: impl Into<Act>,
    ) -> Result<Reply, Problem> {
        self.ask(who, Command::Do { community, act: act.into() })
    }

    pub(crate) fn see(&mut self, who: usize) -> Arc<Snapshot> {
        self.people[who].core.as_mut().expect("who looks has a program running").snapshot()
    }

    pub(crate) fn community(&mut self, who: usize) -> Arc<Community> {
        self.see(who).communities.first().expect("a community").clone()
    }

    /// Lets everything happen for this long.
    pub(crate) fn run(&mut self, time: Duration) {
        let until = self.running + time;
        loop {
            self.settle();
            let due =
                self.people.iter().filter_map(|person| person.core.as_ref()?.wakes_at()).min();
            match due {
                Some(due) if due <= until => {
                    self.running = self.running.max(due) + Duration::from_millis(1);
                    for who in 0..self.people.len() {
                        self.inputs.push_back((who, Input::Time));
                    }
                }
                _ => break,
            }
        }
        self.running = self.running.max(until);
    }

    pub(crate) fn settle(&mut self) {
        let mut steps = 0;
        while let Some(&(who, _)) = self.inputs.front() {
            steps += 1;
            assert!(steps < 200_000, "the cores never come to rest");
            let (now, all) = (self.now_of(who), std::mem::take(&mut self.inputs));
            let (mine, others): (VecDeque<_>, VecDeque<_>) =
                all.into_iter().partition(|(whose, _)| *whose == who);
            self.inputs = others;
            let Some(core) = self.people[who].core.as_mut() else { continue };
            for effect in core.step(now, mine.into_iter().map(|(_, input)| input)) {
                self.carry_out(who, effect);
            }
        }
    }

    pub(crate) fn carry_out(&mut self, who: usize, effect: Effect) {
        match effect {
            Effect::Save { ticket, batch } => {
                let person = &mut self.people[who];
                let result = if person.full {
                    Err(StoreError::DiskFull)
                } else {
                    person.written.append(batch.clone());
                    person.store.commit(batch)
                };
                self.inputs.push_back((who, Input::Saved { ticket, result }));
            }
            Effect::Answer { number, result } => {
                self.people[who].answers.insert(number, result);
            }
            Effect::Tell(event) => self.people[who].events.push(event),
            Effect::Send { peer, frame } => {
                let from = self.device(who);
                if let Some(to) = self.person(&peer)
                    && self.connected.contains(&(who.min(to), who.max(to)))
                {
                    self.sent += frame.len() as u64;
                    #[cfg(test)]
                    if let Some(heard) = &mut self.overheard {
                        heard.entry(to).or_default().extend(&frame);
                    }
                    self.inputs.push_back((to, Input::Frame { peer: from, bytes: frame }));
                }
            }
            Effect::Close { peer } => panic!("{who} closed the connection to {peer}"),
            Effect::Allow(allowed) => {
                self.people[who].allowed = allowed;
                self.end_what_is_not_allowed(who);
                self.meet();
            }
            Effect::Want { .. } => self.meet(),
            Effect::Reach { whom, device, .. } => {
                let to = self
                    .person(&device)
                    .filter(|to| !self.apart.contains(to) && !self.apart.contains(&who));
                let talk = to.filter(|to| self.people[*to].core.is_some()).map(|to| {
                    self.numbers += 1;
                    self.talks.insert(self.numbers, (who, to));
                    (self.numbers, to)
                });
                self.inputs
                    .push_back((who, Input::Reached { whom, talk: talk.map(|(talk, _)| talk) }));
                if let Some((talk, to)) = talk {
                    let from = self.device(who);
                    self.inputs.push_back((to, Input::Knocked { talk, from }));
                }
            }
            Effect::Say { talk, bytes } => {
                if let Some((a, b)) = self.talks.get(&talk) {
                    let to = if *a == who { *b } else { *a };
                    self.inputs.push_back((to, Input::Heard { talk, bytes }));
                }
            }
            Effect::HangUp { talk } => {
                if let Some((a, b)) = self.talks.remove(&talk) {
                    self.inputs.push_back((a, Input::HungUp { talk }));
                    self.inputs.push_back((b, Input::HungUp { talk }));
                }
            }
            Effect::HoldDoor(open) => {
                self.people[who].holds_door = open;
                self.tell_of_doors();
            }
            Effect::LookForDoors(look) => {
                self.people[who].looks_for_doors = look;
                self.tell_of_doors();
            }
            Effect::WriteFile { number, file, bytes, reply } => {
                self.stick.insert(file, bytes);
                self.people[who].answers.insert(number, Ok(reply));
            }
            Effect::ReadFile { number, community, file } => {
                let file = self.stick.get(&file).cloned().ok_or(Problem::NotAnExchangeFile);
                self.inputs.push_back((who, Input::FileRead { number, community, file }));
            }
            Effect::SetMode(_)
            | Effect::SetOnline(_)
            | Effect::Listen { .. }
            | Effect::Guard { .. }
            | Effect::Export { .. } => {}
            Effect::BackUp { number, file, .. } => {
                self.copy_aside(who);
                let backed_up = Reply::BackedUp { file, contents: BackupContents::default() };
                self.people[who].answers.insert(number, Ok(backed_up));
            }
            Effect::RenewKeys { number } => {
                self.inputs.push_back((who, Input::KeysRenewed { upto: number, result: Ok(()) }));
            }
        }
    }

    /// Whoever looks for doors hears of all that are open, and of all that are not.
    fn tell_of_doors(&mut self) {
        let people = 0..self.people.len();
        for who in people.clone().filter(|who| self.people[*who].looks_for_doors) {
            for by in people.clone().filter(|by| *by != who) {
                let peer = self.device(by);
                let news = if self.people[by].holds_door {
                    Input::DoorFound { peer, addresses: Vec::new() }
                } else {
                    Input::DoorGone { peer }
                };
                self.inputs.push_back((who, news));
            }
        }
    }

    /// As the network does: a connection to somebody who may no longer connect ends.
    fn end_what_is_not_allowed(&mut self, who: usize) {
        let over = |&(a, b): &(usize, usize)| {
            let other = if a == who { b } else { a };
            (a == who || b == who) && !self.people[who].allowed.contains(&self.device(other))
        };
        let over: Vec<(usize, usize)> = self.connected.iter().copied().filter(over).collect();
        for (a, b) in over {
            self.end(a, b);
        }
    }

    fn end(&mut self, a: usize, b: usize) {
        self.connected.remove(&(a, b));
        let (first, second) = (self.device(a), self.device(b));
        self.inputs.push_back((a, Input::Disconnected { peer: second }));
        self.inputs.push_back((b, Input::Disconnected { peer: first }));
    }

    /// Connects everybody who may be connected.
    pub(crate) fn meet(&mut self) {
        for a in 0..self.people.len() {
            for b in a + 1..self.people.len() {
                let (first, second) = (self.device(a), self.device(b));
                let both = self.people[a].allowed.contains(&second)
                    && self.people[b].allowed.contains(&first);
                let here = [a, b]
                    .iter()
                    .all(|who| !self.apart.contains(who) && self.people[*who].core.is_some());
                if both && here && self.connected.insert((a, b)) {
                    self.inputs.push_back((a, Input::Connected { peer: second }));
                    self.inputs.push_back((b, Input::Connected { peer: first }));
                }
            }
        }
    }

    /// Keeps what a person's store holds now, as a backup or a copied folder does.
    pub(crate) fn copy_aside(&mut self, who: usize) {
        let mut batch = Batch::new();
        let copied = self.people[who].store.records(&mut |record| {
            batch.put_record(record);
            Ok(())
        });
        copied.expect("memory can be read");
        self.people[who].backup = Some(batch);
    }

    pub(crate) fn person(&self, device: &DeviceId) -> Option<usize> {
        self.people.iter().position(|person| person.key.id() == *device)
    }

    /// People with these devices: the first begins a community with the second, who let the others in.
    pub(crate) fn beginning_with(devices: Vec<DeviceKey>) -> (Self, CommunityId) {
        let people = devices.len();
        let mut world = Self::with(devices);
        let community = world.begin_among(people);
        (world, community)
    }

    /// The first so many people begin a community.
    pub(crate) fn begin_among(&mut self, people: usize) -> CommunityId {
        let world = self;
        let draft = world.begin();
        let ticket = world.invite(0, draft);
        world.ask(1, Command::Join { ticket }).expect("a ticket can be used");
        world.approve(0, draft, 1);
        let community = world.community(0).id;
        assert_ne!(community, draft);
        for newcomer in 2..people {
            let ticket = world.invite(0, community);
            world.ask(newcomer, Command::Join { ticket }).expect("a ticket can be used");
            world.approve(0, community, newcomer);
            world.approve(1, community, newcomer);
            world.run(Duration::from_secs(5));
        }
        community
    }

    /// The first person begins a draft.
    pub(crate) fn begin(&mut self) -> CommunityId {
        let name = "Tuesday group".to_owned();
        let Ok(Reply::Begun { community }) = self.ask(0, Command::Begin { name }) else {
            panic!("a draft is begun");
        };
        community
    }

    pub(crate) fn invite(&mut self, who: usize, community: CommunityId) -> String {
        let Ok(Reply::Ticket { text, .. }) =
            self.ask(who, Command::Invite { community, hours: None })
        else {
            panic!("a ticket is made");
        };
        text
    }

    pub(crate) fn approve(&mut self, who: usize, community: CommunityId, newcomer: usize) {
        let request = RequestId(self.device(newcomer));
        self.ask(who, Command::Approve { community, request, was: None })
            .expect("who asks can be let in");
        self.run(Duration::from_secs(2));
    }
}
