//! Histories of a community from a seed: honest people, rogues who share all they know, islands, late news.

use std::collections::{BTreeMap, BTreeSet};

use horseshoe_trust::{
    Body, Certificate, CertificateId, CommunityId, DeviceId, DeviceKey, DocumentId, DocumentLog,
    Entry, EntryId, EpochId, Header, Incarnation, Inserted, MemberId, Membership, Proposal, Stored,
    Target, Watermarks, WriteAt,
};
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub(crate) const DOCUMENT: DocumentId = DocumentId::from_bytes([0xd0; 32]);

/// What one device has.
pub(crate) struct Replica {
    pub(crate) membership: Membership,
    pub(crate) log: DocumentLog,
    incarnation: Incarnation,
}

pub(crate) struct World {
    pub(crate) rng: ChaCha8Rng,
    keys: BTreeMap<DeviceId, DeviceKey>,
    /// By person: their devices, the first being the one they came in with.
    pub(crate) honest: Vec<Vec<DeviceId>>,
    pub(crate) rogues: Vec<Vec<DeviceId>>,
    pub(crate) replicas: BTreeMap<DeviceId, Replica>,
    /// What the rogues know, all of them together.
    pub(crate) pool: Replica,
    pub(crate) genesis: Certificate,
    pub(crate) certificates: BTreeMap<CertificateId, Certificate>,
    pub(crate) entries: BTreeMap<EntryId, Header>,
    /// What honest devices said, by device, and in which entries it stands.
    said: BTreeMap<DeviceId, Vec<u32>>,
    stands_in: BTreeMap<u32, BTreeSet<EntryId>>,
    islands: BTreeMap<DeviceId, u32>,
    pub(crate) written_anew: usize,
}

impl World {
    pub(crate) fn new(seed: u64, honest: usize, rogues: usize) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let people: Vec<DeviceKey> =
            (0..honest + rogues).map(|_| DeviceKey::generate(&mut rng)).collect();
        let mut founders: Vec<DeviceId> = people.iter().map(DeviceKey::id).collect();
        let (honest, rogues) = founders.split_at(honest);
        let (honest, rogues) =
            (honest.iter().map(|d| vec![*d]).collect(), rogues.iter().map(|d| vec![*d]).collect());
        founders.sort_unstable();
        let body = Body::Genesis {
            name: "Tuesday circle".to_owned(),
            quorum: 2,
            founders: founders.clone(),
            continues: None,
            documents: vec![DOCUMENT],
        };
        let mut proposal = Proposal::new(CommunityId::NONE, [], body, founders).unwrap();
        for key in &people {
            proposal.sign(key);
        }
        let genesis = proposal.finish().unwrap();
        let mut world = Self {
            keys: people.into_iter().map(|key| (key.id(), key)).collect(),
            honest,
            rogues,
            replicas: BTreeMap::new(),
            pool: Replica::new(&genesis, &mut rng),
            certificates: BTreeMap::from([(genesis.id(), genesis.clone())]),
            genesis,
            entries: BTreeMap::new(),
            said: BTreeMap::new(),
            stands_in: BTreeMap::new(),
            islands: BTreeMap::new(),
            written_anew: 0,
            rng,
        };
        for device in world.honest.concat() {
            let replica = Replica::new(&world.genesis, &mut world.rng);
            world.replicas.insert(device, replica);
        }
        world
    }

    /// A whole history, ending apart: nobody has met yet.
    pub(crate) fn lived(seed: u64, steps: usize) -> Self {
        let mut sizes = ChaCha8Rng::seed_from_u64(seed ^ 0x5eed);
        let mut world = Self::new(seed, sizes.random_range(3..=5), sizes.random_range(0..=3));
        for step in 0..steps {
            if step % 15 == 0 {
                let islands = world.rng.random_range(1..=3);
                for device in world.honest.concat() {
                    let island = world.rng.random_range(0..islands);
                    world.islands.insert(device, island);
                }
            }
            if world.rogues.is_empty() || world.rng.random_bool(0.55) {
                world.honest_step();
            } else {
                world.rogue_step();
            }
        }
        world
    }

    pub(crate) fn all(&self) -> Vec<Certificate> {
        self.certificates.values().cloned().collect()
    }

    pub(crate) fn devices(&self) -> BTreeSet<DeviceId> {
        self.keys.keys().copied().collect()
    }

    pub(crate) fn new_device(&mut self) -> DeviceId {
        let key = DeviceKey::generate(&mut self.rng);
        let id = key.id();
        self.keys.insert(id, key);
        id
    }

    /// Made and signed, known to nobody yet.
    pub(crate) fn certificate(
        &self,
        heads: impl IntoIterator<Item = CertificateId>,
        body: Body,
        signers: &[DeviceId],
    ) -> Certificate {
        let mut proposal =
            Proposal::new(self.genesis.community(), heads, body, signers.iter().copied()).unwrap();
        for signer in signers {
            assert!(proposal.sign(&self.keys[signer]));
        }
        proposal.finish().unwrap()
    }

    /// Made, signed, and kept among all there is.
    pub(crate) fn publish(
        &mut self,
        heads: &[CertificateId],
        body: Body,
        signers: &[DeviceId],
    ) -> Certificate {
        let certificate = self.certificate(heads.iter().copied(), body, signers);
        self.certificates.insert(certificate.id(), certificate.clone());
        certificate
    }

    pub(crate) fn header(
        &self,
        device: DeviceId,
        incarnation: Incarnation,
        seq: u64,
        prev: Option<EntryId>,
        deps: impl IntoIterator<Item = EntryId>,
    ) -> Header {
        let deps: BTreeSet<EntryId> = deps.into_iter().filter(|dep| Some(*dep) != prev).collect();
        Header {
            version: Entry::VERSION,
            community: self.genesis.community(),
            document: DOCUMENT,
            device,
            incarnation,
            seq,
            prev,
            epoch: EpochId::from_bytes([0; 16]),
            deps: deps.into_iter().collect(),
        }
    }

    /// An entry with any id: the logs know only what headers say. `ground` ids are lower than all others.
    pub(crate) fn entry(&mut self, header: &Header, ground: bool) -> EntryId {
        let mut id = [0; 32];
        self.rng.fill_bytes(&mut id);
        id[0] = if ground { 0 } else { id[0] | 1 };
        let id = EntryId::from_bytes(id);
        self.entries.insert(id, header.clone());
        id
    }

    /// Writes as an honest device does, also what it has to write anew. Nothing if it does not stand.
    pub(crate) fn write(&mut self, device: DeviceId, new_words: usize) -> Option<EntryId> {
        let mut words = Vec::new();
        for _ in 0..new_words {
            let word = self.rng.random();
            self.said.entry(device).or_default().push(word);
            words.push(word);
        }
        let replica = self.replicas.get_mut(&device).unwrap();
        let state = replica.membership.state();
        replica.log.verdict(&state, &|_| true);
        if !state.stands(&device) {
            return None;
        }
        let lost = self.lost_words(device);
        self.written_anew += lost.iter().filter(|word| self.stands_in.contains_key(word)).count();
        words.extend(lost);
        words.sort_unstable();
        words.dedup();
        if words.is_empty() {
            return None;
        }
        let replica = &self.replicas[&device];
        let (incarnation, seq, prev) = match replica.log.place_to_write(device, replica.incarnation)
        {
            WriteAt::Continue { seq, prev } => (replica.incarnation, seq, prev),
            WriteAt::NewIncarnation => (Incarnation::generate(&mut self.rng), 1, None),
            WriteAt::Full => return None,
        };
        let deps = self.replicas[&device].log.deps(prev);
        let header = self.header(device, incarnation, seq, prev, deps);
        let id = self.entry(&header, false);
        let replica = self.replicas.get_mut(&device).unwrap();
        replica.incarnation = incarnation;
        assert_eq!(replica.log.insert(id, &header), Stored::New);
        assert!(replica.log.extends(&state, &|_| true, &id), "an honest entry counts at once");
        for word in words {
            self.stands_in.entry(word).or_default().insert(id);
        }
        Some(id)
    }

    /// What an honest device said of which no entry counts, in its own view as last judged.
    pub(crate) fn lost_words(&self, device: DeviceId) -> Vec<u32> {
        let log = &self.replicas[&device].log;
        let said = self.said.get(&device).into_iter().flatten();
        let counts = |word: &u32| {
            self.stands_in.get(word).is_some_and(|entries| entries.iter().any(|id| log.counts(id)))
        };
        said.filter(|word| !counts(word)).copied().collect()
    }

    /// Gives `to` everything `from` has.
    pub(crate) fn give(&mut self, from: DeviceId, to: DeviceId) {
        let (ids, order) =
            (self.replicas[&from].membership.ids(), self.replicas[&from].log.order());
        let to = self.replicas.get_mut(&to).unwrap();
        to.learn(
            ids.iter().map(|id| &self.certificates[id]),
            order.iter().map(|id| (*id, &self.entries[id])),
        );
    }

    /// All honest devices meet and have the same.
    pub(crate) fn meet(&mut self) {
        let devices: Vec<DeviceId> = self.replicas.keys().copied().collect();
        for device in &devices[1..] {
            self.give(*device, devices[0]);
        }
        for device in &devices[1..] {
            self.give(devices[0], *device);
        }
        for replica in self.replicas.values_mut() {
            let state = replica.membership.state();
            replica.log.verdict(&state, &|_| true);
        }
    }

    pub(crate) fn standing_honest(&self) -> Vec<DeviceId> {
        let stands = |device: &DeviceId| self.replicas[device].membership.state().stands(device);
        self.replicas.keys().copied().filter(stands).collect()
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.random_range(0..from.len())]
    }

    fn honest_step(&mut self) {
        let all: Vec<DeviceId> = self.replicas.keys().copied().collect();
        let device = self.pick(&all);
        let near: Vec<DeviceId> = all
            .iter()
            .copied()
            .filter(|other| {
                *other != device && self.islands.get(other) == self.islands.get(&device)
            })
            .collect();
        let dice = self.rng.random_range(0..100);
        if dice < 45 || near.is_empty() {
            self.write(device, 1);
            return;
        }
        let other = self.pick(&near);
        self.give(other, device);
        self.give(device, other);
        match dice {
            80..85 => self.let_in(&[device, other]),
            85..88 => self.add_device(device),
            88..94 if !self.rogues.is_empty() => {
                let rogues = self.rogues.concat();
                let rogue = self.pick(&rogues);
                self.remove(rogue, &[device, other]);
            }
            94 => {
                let target = self.pick(&all);
                self.remove(target, &[device, other]);
            }
            95 => self.remove(device, &[device]),
            _ => {}
        }
    }

    fn let_in(&mut self, by: &[DeviceId]) {
        let new = self.new_device();
        let body = Body::Admit { device: new, name: "New".to_owned(), was: None };
        let heads = self.replicas[&by[0]].membership.heads();
        let certificate = self.publish(&heads, body, &[by, &[new]].concat());
        self.honest.push(vec![new]);
        self.replicas.insert(new, Replica::new(&self.genesis, &mut self.rng));
        let island = self.islands.get(&by[0]).copied().unwrap_or(0);
        self.islands.insert(new, island);
        self.give(by[0], new);
        self.replicas.get_mut(&new).unwrap().learn([&certificate], []);
        self.give(new, by[0]);
    }

    fn add_device(&mut self, by: DeviceId) {
        let Some(member) = self.replicas[&by].membership.state().member(&by) else { return };
        let new = self.new_device();
        let heads = self.replicas[&by].membership.heads();
        let certificate = self.publish(&heads, Body::Device { device: new, member }, &[by, new]);
        let person = self.honest.iter_mut().find(|devices| devices.contains(&by)).unwrap();
        person.push(new);
        self.replicas.insert(new, Replica::new(&self.genesis, &mut self.rng));
        let island = self.islands.get(&by).copied().unwrap_or(0);
        self.islands.insert(new, island);
        self.give(by, new);
        self.replicas.get_mut(&new).unwrap().learn([&certificate], []);
        self.give(new, by);
    }

    /// As honest people do it: the watermark is what counts in the first signer's view.
    pub(crate) fn remove(&mut self, target: DeviceId, by: &[DeviceId]) {
        let replica = self.replicas.get_mut(&by[0]).unwrap();
        let state = replica.membership.state();
        let Some(member) = state.member(&target) else { return };
        replica.log.verdict(&state, &|_| true);
        let mut water = Watermarks::new();
        for device in replica.log.devices().collect::<Vec<_>>() {
            if state.claimed(&device).any(|of| of == member) {
                let reach = replica.log.water(device).into_iter();
                water
                    .extend(reach.map(|(incarnation, seq)| ((DOCUMENT, device, incarnation), seq)));
            }
        }
        let heads = replica.membership.heads();
        let body = Body::Remove { target: Target::Member(member), water, reason: String::new() };
        let certificate = self.publish(&heads, body, by);
        for device in by {
            self.replicas.get_mut(device).unwrap().learn([&certificate], []);
        }
    }

    fn rogue_step(&mut self) {
        let mine = self.rogues.concat();
        let me = self.pick(&mine);
        let honest: Vec<DeviceId> = self.replicas.keys().copied().collect();
        let other = self.pick(&honest);
        match self.rng.random_range(0..100) {
            0..20 => self.listen(other),
            20..40 => self.show(other),
            40..50 => self.two_faces(me),
            50..62 => self.write_as_rogue(me, false),
            62..68 => self.write_as_rogue(me, true),
            68..80 => self.fork(me),
            80..85 => {
                let new = self.new_device();
                self.rogues.push(vec![new]);
                let mut signers = self.some_rogues(3);
                signers.push(new);
                self.publish_as_rogue(
                    Body::Admit { device: new, name: String::new(), was: None },
                    signers,
                );
            }
            85..88 => {
                // With an honest person who does not know better.
                self.listen(other);
                let new = self.new_device();
                self.rogues.push(vec![new]);
                let heads = self.replicas[&other].membership.heads();
                let body = Body::Admit { device: new, name: String::new(), was: None };
                let certificate = self.publish(&heads, body, &[me, other, new]);
                self.replicas.get_mut(&other).unwrap().learn([&certificate], []);
                self.pool.learn([&certificate], []);
            }
            88..91 => {
                let member = MemberId::from(self.rogues[0][0]);
                let device = if self.rng.random_bool(0.5) { me } else { self.new_device() };
                if !mine.contains(&device) {
                    self.rogues[0].push(device);
                }
                let mut signers = self.some_rogues(2);
                signers.push(device);
                self.publish_as_rogue(Body::Device { device, member }, signers);
            }
            _ => {
                let target = if self.rng.random_bool(0.8) { other } else { me };
                let reach = if self.rng.random_bool(0.5) { 0 } else { u64::MAX };
                let own = self.entries.values().filter(|e| e.device == target);
                let water = own.map(|e| ((DOCUMENT, target, e.incarnation), reach)).collect();
                let member = self.pool.membership.state().member(&target);
                let target = member.map_or(Target::Device(target), Target::Member);
                let signers = self.some_rogues(3);
                self.publish_as_rogue(
                    Body::Remove { target, water, reason: String::new() },
                    signers,
                );
            }
        }
    }

    fn some_rogues(&mut self, most: usize) -> Vec<DeviceId> {
        let mine = self.rogues.concat();
        let number = self.rng.random_range(1..=most);
        (0..number).map(|_| self.pick(&mine)).collect()
    }

    /// Citing anything they know, old or new.
    fn publish_as_rogue(&mut self, body: Body, mut signers: Vec<DeviceId>) {
        signers.sort_unstable();
        signers.dedup();
        let known = self.pool.membership.ids();
        let heads: Vec<CertificateId> = if self.rng.random_bool(0.5) {
            self.pool.membership.heads()
        } else {
            (0..self.rng.random_range(1..=2)).map(|_| self.pick(&known)).collect()
        };
        let certificate = self.certificate(heads, body, &signers);
        // Those that everybody refuses outright are not part of the history.
        if self.pool.membership.insert(certificate.clone()) == Inserted::New {
            self.certificates.insert(certificate.id(), certificate);
        }
    }

    fn listen(&mut self, from: DeviceId) {
        let (ids, order) =
            (self.replicas[&from].membership.ids(), self.replicas[&from].log.order());
        self.pool.learn(
            ids.iter().map(|id| &self.certificates[id]),
            order.iter().map(|id| (*id, &self.entries[id])),
        );
    }

    /// All they know, or what they like of it.
    fn show(&mut self, to: DeviceId) {
        let share = if self.rng.random_bool(0.5) { 1.0 } else { 0.7 };
        let (mut ids, mut order) = (self.pool.membership.ids(), self.pool.log.order());
        ids.retain(|_| self.rng.random_bool(share));
        order.retain(|_| self.rng.random_bool(share));
        let to = self.replicas.get_mut(&to).unwrap();
        to.learn(
            ids.iter().map(|id| &self.certificates[id]),
            order.iter().map(|id| (*id, &self.entries[id])),
        );
    }

    fn write_as_rogue(&mut self, me: DeviceId, on_everything: bool) {
        let own: Vec<EntryId> =
            self.pool.log.order().into_iter().filter(|id| self.entries[id].device == me).collect();
        let state = self.pool.membership.state();
        self.pool.log.verdict(&state, &|_| true);
        let (incarnation, seq, prev) = if own.is_empty() || self.rng.random_bool(0.2) {
            (Incarnation::generate(&mut self.rng), 1, None)
        } else {
            let prev = self.pick(&own);
            let before = &self.entries[&prev];
            (before.incarnation, before.seq + 1, Some(prev))
        };
        let deps = if on_everything {
            let all = self.pool.log.order();
            (0..6.min(all.len())).map(|_| self.pick(&all)).collect()
        } else {
            self.pool.log.deps(prev)
        };
        let header = self.header(me, incarnation, seq, prev, deps);
        let ground = self.rng.random_bool(0.3);
        let id = self.entry(&header, ground);
        self.pool.log.insert(id, &header);
    }

    /// One thing said to one person and another to another, in the same place; both go on from there.
    fn two_faces(&mut self, me: DeviceId) {
        let honest: Vec<DeviceId> = self.replicas.keys().copied().collect();
        let (a, b) = (self.pick(&honest), self.pick(&honest));
        self.listen(a);
        self.listen(b);
        let state = self.pool.membership.state();
        self.pool.log.verdict(&state, &|_| true);
        let incarnation = Incarnation::generate(&mut self.rng);
        let deps = if self.rng.random_bool(0.5) { self.pool.log.deps(None) } else { Vec::new() };
        let header = self.header(me, incarnation, 1, None, deps);
        let order = self.pool.log.order();
        for listener in [a, b] {
            let face = self.entry(&header, false);
            let ids = self.pool.membership.ids();
            let replica = self.replicas.get_mut(&listener).unwrap();
            replica.learn(
                ids.iter().map(|id| &self.certificates[id]),
                order.iter().chain([&face]).map(|id| (*id, &self.entries[id])),
            );
            self.pool.log.insert(face, &header);
            self.write(listener, 1);
        }
    }

    /// A late sibling of something written before, with a ground id.
    fn fork(&mut self, me: DeviceId) {
        let own: Vec<EntryId> =
            self.pool.log.order().into_iter().filter(|id| self.entries[id].device == me).collect();
        if own.is_empty() {
            return;
        }
        let of = self.pick(&own);
        let Header { incarnation, seq, prev, deps, .. } = self.entries[&of].clone();
        let header = self.header(me, incarnation, seq, prev, deps);
        let id = self.entry(&header, true);
        self.pool.log.insert(id, &header);
    }
}

impl Replica {
    pub(crate) fn new(genesis: &Certificate, rng: &mut ChaCha8Rng) -> Self {
        Self {
            membership: Membership::new(genesis.clone()).unwrap(),
            log: DocumentLog::new(DOCUMENT),
            incarnation: Incarnation::generate(rng),
        }
    }

    /// Takes what it can; entries whose past is missing are left for the next time.
    pub(crate) fn learn<'a>(
        &mut self,
        certificates: impl IntoIterator<Item = &'a Certificate>,
        entries: impl IntoIterator<Item = (EntryId, &'a Header)>,
    ) {
        for certificate in certificates {
            if !self.membership.contains(&certificate.id()) {
                self.membership.insert(certificate.clone());
            }
        }
        let state = self.membership.state();
        for (id, header) in entries {
            if state.knows(&header.device) && self.log.insert(id, header) == Stored::New {
                // As a node does it: at once if it can be, a verdict when it is due.
                self.log.extends(&state, &|_| true, &id);
            }
        }
    }
}
