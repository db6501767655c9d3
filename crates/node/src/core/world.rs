//! Several cores in one test: their effects carried out at once, on a clock the test moves.

use super::loading::Start;
use super::{Core, Effect, Input};
use crate::{Command, Community, Event, Now, Problem, Reply, RequestId, Snapshot, Stage};
use horseshoe_model::{Command as Act, GroundrulesCommand};
use horseshoe_store::{Memory, Store as _, StoreError};
use horseshoe_trust::{CommunityId, DeviceId, DeviceKey};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// A few people, each with a device and a store.
struct World {
    people: Vec<Person>,
    running: Duration,
    /// Who is cut off from everybody.
    apart: BTreeSet<usize>,
    connected: BTreeSet<(usize, usize)>,
    /// Both ends of each talk: who knocked, and at whose door.
    talks: BTreeMap<u64, (usize, usize)>,
    inputs: VecDeque<(usize, Input)>,
    numbers: u64,
}

struct Person {
    core: Option<Core>,
    key: DeviceKey,
    store: Memory,
    full: bool,
    allowed: BTreeSet<DeviceId>,
    answers: BTreeMap<u64, Result<Reply, Problem>>,
    events: Vec<Event>,
    lives: u64,
}

impl World {
    fn of(people: usize) -> Self {
        let mut world = Self {
            people: Vec::new(),
            running: Duration::ZERO,
            apart: BTreeSet::new(),
            connected: BTreeSet::new(),
            talks: BTreeMap::new(),
            inputs: VecDeque::new(),
            numbers: 0,
        };
        for number in 0..people {
            let key = DeviceKey::from_bytes(&[u8::try_from(number).unwrap() + 1; 32]);
            world.people.push(Person {
                core: None,
                key,
                store: Memory::default(),
                full: false,
                allowed: BTreeSet::new(),
                answers: BTreeMap::new(),
                events: Vec::new(),
                lives: 0,
            });
            world.start(number, false);
            let name = ["Amira", "Ben", "Cleo", "Dan", "Eve"][number].to_owned();
            world
                .ask(number, Command::Introduce { name, practice: "teaching".to_owned() })
                .unwrap();
        }
        world
    }

    fn now(&self) -> Now {
        Now {
            unix_ms: 1_800_000_000_000 + u64::try_from(self.running.as_millis()).unwrap(),
            running: self.running,
        }
    }

    /// Starts a person's program from what their store holds.
    fn start(&mut self, who: usize, doubt: bool) {
        let now = self.now();
        let person = &mut self.people[who];
        person.lives += 1;
        let start = Start {
            key: person.key.clone(),
            shelf: person.store.reader(),
            rng: StdRng::seed_from_u64(1000 * u64::try_from(who).unwrap() + person.lives),
            now,
            doubt,
            online: true,
            mode: None,
            place: Vec::new(),
        };
        person.core = Some(Core::load(start).unwrap());
        let addresses =
            vec![SocketAddr::from(([127, 0, 0, 1], 4000 + u16::try_from(who).unwrap()))];
        self.inputs.push_back((who, Input::Listening { addresses }));
        self.run(Duration::ZERO);
    }

    /// Ends a person's program between two steps; what was not durable is lost.
    fn kill(&mut self, who: usize) {
        self.people[who].core = None;
        self.cut(who);
    }

    fn cut(&mut self, who: usize) {
        for pair in self
            .connected
            .iter()
            .filter(|(a, b)| *a == who || *b == who)
            .copied()
            .collect::<Vec<_>>()
        {
            self.connected.remove(&pair);
            let (a, b) = pair;
            let (first, second) = (self.device(a), self.device(b));
            self.inputs.push_back((a, Input::Disconnected { peer: second }));
            self.inputs.push_back((b, Input::Disconnected { peer: first }));
        }
    }

    fn go_apart(&mut self, who: usize) {
        self.apart.insert(who);
        self.cut(who);
        self.run(Duration::ZERO);
    }

    fn come_back(&mut self, who: usize) {
        self.apart.remove(&who);
        self.meet();
        self.run(Duration::from_secs(5));
    }

    fn device(&self, who: usize) -> DeviceId {
        self.people[who].key.id()
    }

    fn ask(&mut self, who: usize, command: Command) -> Result<Reply, Problem> {
        self.numbers += 1;
        let number = self.numbers;
        self.inputs.push_back((who, Input::Ask { number, command }));
        self.run(Duration::ZERO);
        if !self.people[who].answers.contains_key(&number) {
            self.run(Duration::from_secs(3));
        }
        self.people[who].answers.remove(&number).expect("every command is answered")
    }

    fn act(
        &mut self,
        who: usize,
        community: CommunityId,
        act: impl Into<Act>,
    ) -> Result<Reply, Problem> {
        self.ask(who, Command::Do { community, act: act.into() })
    }

    fn add_rule(&mut self, who: usize, community: CommunityId, text: &str) {
        let add = GroundrulesCommand::Add { text: text.to_owned(), after: None };
        self.act(who, community, Act::Groundrules(add)).unwrap();
    }

    fn add_note(&mut self, who: usize, community: CommunityId, text: &str) {
        let add = serde_json::from_value(serde_json::json!({"do": "add", "text": text})).unwrap();
        self.act(who, community, Act::Notes(add)).unwrap();
    }

    fn see(&mut self, who: usize) -> Arc<Snapshot> {
        self.people[who].core.as_mut().unwrap().snapshot()
    }

    fn community(&mut self, who: usize) -> Arc<Community> {
        self.see(who).communities.first().expect("a community").clone()
    }

    fn rules(&mut self, who: usize) -> Vec<String> {
        self.community(who)
            .community
            .groundrules
            .rules
            .iter()
            .map(|rule| rule.words.text.clone())
            .collect()
    }

    /// Lets everything happen for this long.
    fn run(&mut self, time: Duration) {
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

    fn settle(&mut self) {
        let mut steps = 0;
        while let Some((who, input)) = self.inputs.pop_front() {
            steps += 1;
            assert!(steps < 200_000, "the cores never come to rest");
            let now = self.now();
            let Some(core) = self.people[who].core.as_mut() else { continue };
            for effect in core.step(now, input) {
                self.carry_out(who, effect);
            }
        }
    }

    fn carry_out(&mut self, who: usize, effect: Effect) {
        match effect {
            Effect::Save { ticket, batch } => {
                let person = &mut self.people[who];
                let result = if person.full {
                    Err(StoreError::DiskFull)
                } else {
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
                    self.inputs.push_back((to, Input::Frame { peer: from, bytes: frame }));
                }
            }
            Effect::Close { peer } => panic!("{who} closed the connection to {peer}"),
            Effect::Allow(allowed) => {
                self.people[who].allowed = allowed;
                self.meet();
            }
            Effect::Want { .. } => self.meet(),
            Effect::Reach { ticket, inviter, .. } => {
                let to = self
                    .person(&inviter)
                    .filter(|to| !self.apart.contains(to) && !self.apart.contains(&who));
                let talk = to.filter(|to| self.people[*to].core.is_some()).map(|to| {
                    self.numbers += 1;
                    self.talks.insert(self.numbers, (who, to));
                    (self.numbers, to)
                });
                self.inputs
                    .push_back((who, Input::Reached { ticket, talk: talk.map(|(talk, _)| talk) }));
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
            Effect::SetMode(_)
            | Effect::SetOnline(_)
            | Effect::Listen { .. }
            | Effect::Export { .. } => {}
        }
    }

    /// Connects everybody who may be connected.
    fn meet(&mut self) {
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

    fn person(&self, device: &DeviceId) -> Option<usize> {
        self.people.iter().position(|person| person.key.id() == *device)
    }

    /// The first person begins a community with the second; the others are let in by these two.
    fn community_of(people: usize) -> (Self, CommunityId) {
        let mut world = Self::of(people);
        let Ok(Reply::Begun { community: draft }) =
            world.ask(0, Command::Begin { name: "Tuesday group".to_owned() })
        else {
            panic!("a draft is begun");
        };
        let ticket = world.invite(0, draft);
        world.ask(1, Command::Join { ticket }).unwrap();
        world.approve(0, draft, 1);
        let community = world.community(0).id;
        assert_ne!(community, draft);
        for newcomer in 2..people {
            let ticket = world.invite(0, community);
            world.ask(newcomer, Command::Join { ticket }).unwrap();
            world.approve(0, community, newcomer);
            world.approve(1, community, newcomer);
            world.run(Duration::from_secs(5));
        }
        (world, community)
    }

    fn invite(&mut self, who: usize, community: CommunityId) -> String {
        let Ok(Reply::Ticket { text, .. }) =
            self.ask(who, Command::Invite { community, hours: None })
        else {
            panic!("a ticket is made");
        };
        text
    }

    fn approve(&mut self, who: usize, community: CommunityId, newcomer: usize) {
        let request = RequestId(self.device(newcomer));
        self.ask(who, Command::Approve { community, request }).unwrap();
        self.run(Duration::from_secs(2));
    }

    fn assert_all_agree(&mut self) {
        self.run(Duration::from_secs(5));
        let first = self.community(0);
        for who in 1..self.people.len() {
            let other = self.community(who);
            assert_eq!(
                first.community, other.community,
                "groundrules, meetings and votes of {who}"
            );
            assert_eq!(first.notebook, other.notebook, "notes of {who}");
            assert_eq!(first.tallies, other.tallies, "tallies of {who}");
            assert_eq!(
                first.sync.digest, other.sync.digest,
                "what {who} holds: {:?} {:?}",
                first.sync, other.sync
            );
        }
    }
}

#[test]
fn a_community_begins_when_the_second_person_joins_and_the_draft_moves_in() {
    let mut world = World::of(2);
    let Ok(Reply::Begun { community: draft }) =
        world.ask(0, Command::Begin { name: "Tuesday".to_owned() })
    else {
        panic!("a draft is begun");
    };
    world.add_rule(0, draft, "Listen");
    assert_eq!(world.community(0).stage, Stage::Draft);
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    assert!(world.see(1).communities.is_empty(), "nobody is in before the inviter says yes");
    let words = world.community(0).requests[0].words.clone();
    assert_eq!(words, world.see(1).joining[0].words);
    world.approve(0, draft, 1);
    assert_eq!(world.community(1).stage, Stage::Living);
    assert_eq!(world.rules(1), ["Listen"]);
    world.assert_all_agree();
    let names: Vec<String> =
        world.community(1).members.iter().map(|member| member.name.clone()).collect();
    assert!(names.contains(&"Amira".to_owned()) && names.contains(&"Ben".to_owned()), "{names:?}");
}

#[test]
fn o13_nobody_is_in_before_two_members_said_yes() {
    let mut world = World::of(3);
    let Ok(Reply::Begun { community: draft }) =
        world.ask(0, Command::Begin { name: "Tuesday".to_owned() })
    else {
        panic!("a draft is begun");
    };
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 1);
    let community = world.community(0).id;
    let ticket = world.invite(0, community);
    world.ask(2, Command::Join { ticket }).unwrap();
    world.approve(0, community, 2);
    assert!(world.see(2).communities.is_empty());
    assert_eq!(world.community(1).requests[0].approved_by.len(), 1);
    world.approve(1, community, 2);
    world.run(Duration::from_secs(5));
    assert_eq!(world.community(2).stage, Stage::Living);
    assert_eq!(world.community(2).members.len(), 3);
    assert!(world.community(0).requests.is_empty() && world.community(1).requests.is_empty());
    world.assert_all_agree();
}

#[test]
fn d12_rules_written_apart_are_all_there_when_people_meet() {
    let (mut world, community) = World::community_of(3);
    world.go_apart(2);
    for number in 0..20 {
        world.add_rule(0, community, &format!("here {number}"));
        world.add_rule(2, community, &format!("away {number}"));
        world.add_note(2, community, &format!("note {number}"));
    }
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(1).len(), 20);
    world.come_back(2);
    assert_eq!(world.rules(0).len(), 40);
    world.assert_all_agree();
}

#[test]
fn what_was_answered_as_saved_survives_a_kill() {
    let (mut world, community) = World::community_of(2);
    world.go_apart(1);
    for number in 0..10 {
        world.add_rule(1, community, &format!("rule {number}"));
    }
    world.kill(1);
    world.start(1, false);
    assert_eq!(world.rules(1).len(), 10);
    world.come_back(1);
    assert_eq!(world.rules(0).len(), 10);
    world.assert_all_agree();
}

#[test]
fn a_copied_profile_writes_under_a_new_name_and_loses_nothing() {
    let (mut world, community) = World::community_of(2);
    world.go_apart(1);
    world.add_rule(1, community, "before the copy");
    world.kill(1);
    world.start(1, true);
    world.add_rule(1, community, "after the copy");
    world.come_back(1);
    assert_eq!(world.rules(0), ["before the copy", "after the copy"]);
    world.assert_all_agree();
}

#[test]
fn a_full_disk_answers_nothing_as_saved_and_loses_nothing() {
    let (mut world, community) = World::community_of(2);
    world.people[0].full = true;
    world.numbers += 1;
    let number = world.numbers;
    let add = GroundrulesCommand::Add { text: "kept".to_owned(), after: None };
    let command = Command::Do { community, act: Act::Groundrules(add) };
    world.inputs.push_back((0, Input::Ask { number, command }));
    world.run(Duration::from_secs(3));
    assert!(!world.people[0].answers.contains_key(&number));
    assert_eq!(world.see(0).saved, crate::Saved::Failed { problem: Problem::DiskFull });
    assert_eq!(world.rules(0), ["kept"]);
    assert!(world.rules(1).is_empty(), "nothing leaves before it is durable");
    world.people[0].full = false;
    world.run(Duration::from_secs(5));
    assert!(world.people[0].answers[&number].is_ok());
    assert_eq!(world.rules(1), ["kept"]);
}

#[test]
fn two_copies_of_a_profile_that_write_at_once_lose_no_word() {
    let (mut world, community) = World::community_of(3);
    world.kill(1);
    let copy = world.people[1].store.copy();
    world.go_apart(2);
    world.start(1, false);
    world.add_rule(1, community, "from the original");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(0), ["from the original"]);

    // Nobody told the copy that it is one: it goes on under the same name, and only Cleo hears it.
    world.kill(1);
    let original = std::mem::replace(&mut world.people[1].store, copy);
    world.go_apart(0);
    world.start(1, false);
    world.come_back(2);
    world.add_rule(1, community, "from the copy");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(2), ["from the copy"]);

    world.come_back(0);
    world.kill(1);
    world.people[1].store = original;
    world.start(1, false);
    world.run(Duration::from_secs(10));
    let mut rules = world.rules(0);
    rules.sort_unstable();
    assert_eq!(rules, ["from the copy", "from the original"]);
    world.assert_all_agree();
    // It goes on, also after a restart.
    world.kill(1);
    world.start(1, false);
    world.add_rule(1, community, "afterwards");
    world.run(Duration::from_secs(5));
    assert_eq!(world.rules(0).len(), 3);
    world.assert_all_agree();
}

#[test]
fn devices_that_hold_the_same_know_it() {
    let (mut world, community) = World::community_of(3);
    world.add_rule(0, community, "Listen");
    world.add_note(1, community, "Who else was involved?");
    world.run(Duration::from_mins(1));
    for who in 0..3 {
        assert_eq!(world.community(who).sync.in_sync, 2, "as {who} sees it");
    }
    world.kill(1);
    world.start(1, false);
    world.run(Duration::from_mins(1));
    for who in 0..3 {
        assert_eq!(world.community(who).sync.in_sync, 2, "as {who} sees it after a restart");
    }
}

#[test]
fn whoever_is_in_already_hears_so_when_asking_with_the_same_ticket_again() {
    let mut world = World::of(2);
    let Ok(Reply::Begun { community: draft }) =
        world.ask(0, Command::Begin { name: "Tuesday".to_owned() })
    else {
        panic!("a draft is begun");
    };
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket: ticket.clone() }).unwrap();
    world.approve(0, draft, 1);
    let community = world.community(0).id;
    for _ in 0..2 {
        assert_eq!(world.see(1).joining[0].state, crate::JoiningState::In { community });
        world.kill(1);
        world.start(1, false);
        assert!(world.see(1).joining.is_empty(), "what is over is not asked again by itself");
        world.ask(1, Command::Join { ticket: ticket.clone() }).unwrap();
        world.run(Duration::from_secs(5));
    }
}
