//! Histories of a community from a seed: honest people, rogues who share all they know, islands, late news. Two or
//! three sign about others; the one document is everyone's or, in every fourth history, somebody's own.

mod honest;
mod rogues;

use std::collections::{BTreeMap, BTreeSet};

use horseshoe_trust::{
    Body, Certificate, CertificateId, CommunityId, DeviceId, DeviceKey, DocumentId, DocumentLog,
    Entry, EntryId, EpochId, Header, Incarnation, MemberId, Membership, OwnedDocument, Proposal,
    State, Stored, Verdict, document_id_from,
};
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub(crate) const DOCUMENT: DocumentId = DocumentId::from_bytes([0xd0; 32]);

/// What one device has.
pub(crate) struct Replica {
    pub(crate) membership: Membership,
    pub(crate) log: DocumentLog,
    owner: Option<MemberId>,
    incarnation: Incarnation,
}

pub(crate) struct World {
    pub(crate) rng: ChaCha8Rng,
    /// How many members sign about others.
    pub(crate) quorum: usize,
    /// Who alone writes in the document; nobody: everyone does.
    pub(crate) owner: Option<MemberId>,
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
        Self::founded(seed, honest, rogues, 2, false)
    }

    pub(crate) fn founded(
        seed: u64,
        honest: usize,
        rogues: usize,
        quorum: u8,
        owned: bool,
    ) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let people: Vec<DeviceKey> =
            (0..honest + rogues).map(|_| DeviceKey::generate(&mut rng)).collect();
        let mut founders: Vec<DeviceId> = people.iter().map(DeviceKey::id).collect();
        let (honest, rogues) = founders.split_at(honest);
        let (honest, rogues) =
            (honest.iter().map(|d| vec![*d]).collect(), rogues.iter().map(|d| vec![*d]).collect());
        let owner = owned.then(|| MemberId::from(founders[rng.random_range(0..founders.len())]));
        founders.sort_unstable();
        let body = Body::Genesis {
            name: "Tuesday circle".to_owned(),
            quorum,
            founders: founders.clone(),
            continues: None,
            documents: vec![DOCUMENT],
        };
        let mut proposal = Proposal::new(CommunityId::NONE, [], body, founders).unwrap();
        for key in &people {
            proposal.sign(key);
        }
        let genesis = proposal.finish().unwrap();
        assert!(genesis.verify_signatures());
        let mut world = Self {
            quorum: usize::from(quorum),
            owner,
            keys: people.into_iter().map(|key| (key.id(), key)).collect(),
            honest,
            rogues,
            replicas: BTreeMap::new(),
            pool: Replica::new(&genesis, owner, &mut rng),
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
            world.add_replica(device);
        }
        world
    }

    /// A whole history, ending apart: nobody has met yet.
    pub(crate) fn lived(seed: u64, steps: usize) -> Self {
        let mut sizes = ChaCha8Rng::seed_from_u64(seed ^ 0x5eed);
        let (honest, rogues) = (sizes.random_range(3..=5), sizes.random_range(0..=3));
        let quorum = if sizes.random_ratio(1, 3) { 3 } else { 2 };
        let mut world = Self::founded(seed, honest, rogues, quorum, sizes.random_ratio(1, 4));
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
        let certificate = proposal.finish().unwrap();
        // Remembered by it, so that not every device of a history spends the time.
        assert!(certificate.verify_signatures());
        certificate
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

    /// A document of a kind that only its owner writes, and the proof of that.
    pub(crate) fn owned_document(&mut self, owner: MemberId) -> (DocumentId, OwnedDocument) {
        let commitment = self.rng.random();
        let kind = if self.rng.random_bool(0.5) { "member" } else { "private" };
        let document = document_id_from(kind, Some(owner), &commitment);
        (document, OwnedDocument { kind: kind.to_owned(), owner, commitment })
    }

    pub(crate) fn add_replica(&mut self, device: DeviceId) {
        let replica = Replica::new(&self.genesis, self.owner, &mut self.rng);
        self.replicas.insert(device, replica);
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

    /// What an honest device said of which no entry counts, in its own view as last judged.
    pub(crate) fn lost_words(&self, device: DeviceId) -> Vec<u32> {
        let log = &self.replicas[&device].log;
        let said = self.said.get(&device).into_iter().flatten();
        let counts = |word: &u32| {
            self.stands_in.get(word).is_some_and(|entries| entries.iter().any(|id| log.counts(id)))
        };
        said.filter(|word| !counts(word)).copied().collect()
    }

    /// A device has again what it had once, and does not know better.
    pub(crate) fn put_back(&mut self, device: DeviceId, had: &BTreeSet<EntryId>) {
        let old = &self.replicas[&device];
        let (incarnation, ids) = (old.incarnation, old.membership.ids());
        let order: Vec<EntryId> =
            old.log.order().into_iter().filter(|id| had.contains(id)).collect();
        let mut replica = Replica::new(&self.genesis, self.owner, &mut self.rng);
        replica.incarnation = incarnation;
        replica.learn(
            ids.iter().map(|id| &self.certificates[id]),
            order.iter().map(|id| (*id, &self.entries[id])),
        );
        self.replicas.insert(device, replica);
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
            replica.judge();
        }
    }

    pub(crate) fn standing_honest(&self) -> Vec<DeviceId> {
        let stands = |device: &DeviceId| self.replicas[device].membership.state().stands(device);
        self.replicas.keys().copied().filter(stands).collect()
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.random_range(0..from.len())]
    }
}

impl Replica {
    fn new(genesis: &Certificate, owner: Option<MemberId>, rng: &mut ChaCha8Rng) -> Self {
        Self {
            owner,
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
                self.extends(&id);
            }
        }
    }
    /// A whole verdict, as this device sees who is who.
    pub(crate) fn judge(&mut self) -> Verdict {
        let state = self.membership.state();
        self.log.verdict(&state, &writers(self.owner, &state))
    }

    fn extends(&mut self, id: &EntryId) -> bool {
        let state = self.membership.state();
        self.log.extends(&state, &writers(self.owner, &state), id)
    }
}

/// Who may write in a document of everyone, or of its owner.
pub(crate) fn writers(owner: Option<MemberId>, state: &State) -> impl Fn(DeviceId) -> bool + '_ {
    move |device| owner.is_none_or(|owner| state.member(&device) == Some(owner))
}
