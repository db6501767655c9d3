//! Entries and certificates in another's name, of another place, or with a signature that is none: a hundred thousand,
//! all refused, and nothing has changed.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::sync::Arc;

use horseshoe_trust::{
    Admission, Body, Certificate, CertificateId, CommunityId, DeviceId, DeviceKey, DocumentGrant,
    DocumentSecret, Entry, EntryKey, EpochId, EpochSecret, Header, Incarnation, Inserted, Ledger,
    MemberId, Proposal, Refusal, Target, Watermarks,
};
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// 100,000 of entries and certificates together; `FORGERIES` sets another number.
#[expect(clippy::disallowed_methods, reason = "how much to try is for whoever runs the test")]
fn forgeries() -> usize {
    std::env::var("FORGERIES").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000)
}

/// The order of the group, which a lenient check lets anybody add to a signature's second half.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// The points of small order, as keys or as a signature's first half, with the encodings no check may take for others:
/// a lenient one passes for any message with them.
const SMALL_ORDER: [&str; 11] = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000080",
];

fn small_order(rng: &mut ChaCha8Rng) -> [u8; 32] {
    let text = SMALL_ORDER.choose(rng).unwrap();
    let digits = |at: usize| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap();
    std::array::from_fn(digits)
}

/// Two communities of the same three people, with one document each that everybody writes.
struct World {
    rng: ChaCha8Rng,
    keys: Vec<DeviceKey>,
    ledgers: [Ledger; 2],
    sealing: EntryKey,
    entries: [Vec<Entry>; 2],
    certificates: [Vec<Certificate>; 2],
}

impl World {
    fn new() -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(4);
        let mut keys: Vec<DeviceKey> = (0..3).map(|_| DeviceKey::generate(&mut rng)).collect();
        keys.sort_by_key(DeviceKey::id);
        let epoch = EpochSecret::generate(&mut rng);
        let secret = DocumentSecret::generate(&mut rng);
        let ledgers = ["Tuesday circle", "Wednesday circle"].map(|name| {
            let mut ledger = Ledger::new(genesis(name, &keys)).unwrap();
            let community = ledger.community();
            let grant = DocumentGrant::seal(community, "notebook", None, &secret, &epoch, &mut rng)
                .unwrap();
            let other = DocumentSecret::generate(&mut rng);
            let second =
                DocumentGrant::seal(community, "topic", None, &other, &epoch, &mut rng).unwrap();
            assert!(ledger.add_grant(grant) && ledger.add_grant(second));
            ledger
        });
        let sealing = EntryKey::derive(&secret, &epoch);
        let mut world = Self {
            rng,
            keys,
            ledgers,
            sealing,
            entries: Default::default(),
            certificates: Default::default(),
        };
        for community in 0..2 {
            world.entries[community] = (0..60).map(|_| world.entry(community, &epoch)).collect();
            world.certificates[community] = (0..60).map(|_| world.certificate(community)).collect();
        }
        world
    }

    /// An honest one that nobody has.
    fn entry(&mut self, community: usize, epoch: &EpochSecret) -> Entry {
        let key = self.keys.choose(&mut self.rng).unwrap().clone();
        let ledger = &self.ledgers[community];
        let header = Header {
            version: Entry::VERSION,
            community: ledger.community(),
            document: ledger.documents().find(|grant| grant.kind == "notebook").unwrap().document,
            device: key.id(),
            incarnation: Incarnation::from_bytes(self.rng.random()),
            seq: 1,
            prev: None,
            epoch: epoch.id(),
            deps: Vec::new(),
        };
        let words: [u8; 20] = self.rng.random();
        Entry::seal(&key, header, &words, &self.sealing, &mut self.rng).unwrap()
    }

    fn certificate(&mut self, community: usize) -> Certificate {
        let newcomer = DeviceKey::generate(&mut self.rng);
        let device = newcomer.id();
        let body = match self.rng.random_range(0..5) {
            0 => Body::Admit { device, name: "Nora".to_owned(), was: None },
            1 => Body::Device { device, member: self.keys[0].id().into() },
            2 => Body::Remove {
                target: Target::Member(MemberId::from(self.keys[1].id())),
                water: Watermarks::new(),
                reason: String::new(),
            },
            3 => Body::Close,
            _ => Body::Epoch { epoch: EpochId::from_bytes(self.rng.random()), sealed: [].into() },
        };
        let keys: Vec<&DeviceKey> = self.keys.iter().chain([&newcomer]).collect();
        let ledger = &self.ledgers[community];
        let heads = ledger.membership().heads();
        let signers = keys.iter().map(|key| key.id());
        let mut proposal = Proposal::new(ledger.community(), heads, body, signers).unwrap();
        for key in &keys {
            assert!(proposal.sign(key));
        }
        proposal.finish().unwrap()
    }

    /// A signature where another was, over the same bytes or others.
    fn spoil_signature(&mut self, bytes: &mut [u8], other: &[u8]) {
        assert_eq!(bytes.len(), 64);
        let before = bytes.to_vec();
        while bytes == before {
            match self.rng.random_range(0..5) {
                0 => self.rng.fill(bytes),
                1 => bytes[self.rng.random_range(0..64)] ^= 1 << self.rng.random_range(0..8),
                2 => bytes.copy_from_slice(other),
                3 => add_order(&mut bytes[32..]),
                _ => {
                    bytes[..32].copy_from_slice(&small_order(&mut self.rng));
                    bytes[32..].fill(0);
                }
            }
        }
    }

    fn forged_entry(&mut self) -> Vec<u8> {
        let honest = self.entries[0].choose(&mut self.rng).unwrap().clone();
        let other = self.entries[0].choose(&mut self.rng).unwrap().clone();
        let elsewhere = self.entries[1].choose(&mut self.rng).unwrap().clone();
        let mut bytes = honest.to_bytes();
        let device = honest.header().device;
        match self.rng.random_range(0..9) {
            0 => {
                let in_name = self.keys.iter().map(DeviceKey::id).find(|id| *id != device).unwrap();
                replace(&mut bytes, device.as_bytes(), in_name.as_bytes());
            }
            1 => {
                // Moved here from another community, and one of another as it is.
                bytes = elsewhere.to_bytes();
                if self.rng.random_bool(0.5) {
                    let (there, here) = (&self.ledgers[1], &self.ledgers[0]);
                    replace(&mut bytes, there.community().as_bytes(), here.community().as_bytes());
                }
            }
            2 => {
                let topic = self.ledgers[0].documents().find(|grant| grant.kind == "topic");
                let to = topic.unwrap().document;
                replace(&mut bytes, honest.header().document.as_bytes(), to.as_bytes());
            }
            3 => {
                // The same again in another place.
                let place: [u8; 8] = self.rng.random();
                replace(&mut bytes, honest.header().incarnation.as_bytes(), &place);
            }
            4 => {
                let payload = if other.id() == honest.id() {
                    elsewhere.sealed_payload()
                } else {
                    other.sealed_payload()
                };
                replace(&mut bytes, honest.sealed_payload(), payload);
            }
            5 => bytes.truncate(bytes.len() - self.rng.random_range(1..=64)),
            6 => {
                // A key of small order, with a signature that a lenient check takes for its.
                replace(&mut bytes, device.as_bytes(), &small_order(&mut self.rng));
                let at = bytes.len() - 64;
                bytes[at..at + 32].copy_from_slice(&small_order(&mut self.rng));
                bytes[at + 32..].fill(0);
            }
            _ => {
                let at = bytes.len() - 64;
                let mut signature = bytes[at..].to_vec();
                self.spoil_signature(&mut signature, elsewhere.signature().as_bytes());
                bytes[at..].copy_from_slice(&signature);
            }
        }
        bytes
    }

    fn forged_certificate(&mut self) -> Vec<u8> {
        let honest = self.certificates[0].choose(&mut self.rng).unwrap().clone();
        let elsewhere = self.certificates[1].choose(&mut self.rng).unwrap().clone();
        let mut bytes = honest.to_bytes();
        let signers: Vec<DeviceId> = honest.signers().collect();
        let signer = *signers.choose(&mut self.rng).unwrap();
        match self.rng.random_range(0..7) {
            0 => {
                bytes = elsewhere.to_bytes();
                if self.rng.random_bool(0.5) {
                    let (there, here) = (&self.ledgers[1], &self.ledgers[0]);
                    replace(&mut bytes, there.community().as_bytes(), here.community().as_bytes());
                }
            }
            1 => {
                // Said to cite something else.
                let other = CertificateId::from_bytes(self.rng.random());
                replace(&mut bytes, honest.heads()[0].as_bytes(), other.as_bytes());
            }
            2 => bytes.truncate(bytes.len() - self.rng.random_range(1..=64)),
            3 => {
                // One more who is said to have signed, with a key for which nothing has to be known.
                let body = Body::Admit {
                    device: DeviceId::from_bytes(small_order(&mut self.rng)),
                    name: String::new(),
                    was: None,
                };
                let by = self.keys[..2].iter().map(DeviceKey::id);
                let heads = honest.heads().iter().copied();
                let mut proposal = Proposal::new(honest.community(), heads, body, by).unwrap();
                for key in &self.keys[..2] {
                    assert!(proposal.sign(key));
                }
                let Body::Admit { device, .. } = proposal.body() else { unreachable!() };
                let mut signatures: Vec<_> = proposal
                    .finish()
                    .unwrap()
                    .signatures()
                    .iter()
                    .map(|(by, signature)| (by.to_bytes(), signature.to_bytes()))
                    .collect();
                let mut signature = [0; 64];
                signature[..32].copy_from_slice(&small_order(&mut self.rng));
                signatures.push((device.to_bytes(), signature));
                signatures.sort_unstable();
                bytes = proposal.finish().unwrap().to_bytes();
                bytes.truncate(bytes.len() - 2 * 96 - 1);
                bytes.push(3);
                for (by, signature) in signatures {
                    bytes.extend(by);
                    bytes.extend(signature);
                }
            }
            _ => {
                let mut signature = honest.signatures()[&signer].to_bytes();
                let other = elsewhere.signatures().values().next().unwrap().to_bytes();
                let before = signature;
                self.spoil_signature(&mut signature, &other);
                replace(&mut bytes, &before, &signature);
            }
        }
        bytes
    }
}

fn genesis(name: &str, keys: &[DeviceKey]) -> Certificate {
    let founders: Vec<DeviceId> = keys.iter().map(DeviceKey::id).collect();
    let body = Body::Genesis {
        name: name.to_owned(),
        quorum: 2,
        founders: founders.clone(),
        continues: None,
        documents: Vec::new(),
    };
    let mut proposal = Proposal::new(CommunityId::NONE, [], body, founders).unwrap();
    for key in keys {
        assert!(proposal.sign(key));
    }
    proposal.finish().unwrap()
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
    bytes[at..at + from.len()].copy_from_slice(to);
}

fn add_order(half: &mut [u8]) {
    let mut carry = 0;
    for (byte, more) in half.iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
}

#[test]
fn no_forged_entry_or_certificate_passes() {
    let mut world = World::new();
    let state = world.ledgers[0].membership().state();
    let (mut refused, mut unread) = ([0_usize; 2], [0_usize; 2]);
    for number in 0..forgeries() {
        if number % 2 == 0 {
            let bytes = world.forged_entry();
            let Ok(entry) = Entry::from_bytes(&bytes) else {
                unread[0] += 1;
                continue;
            };
            assert!(!world.entries[0].contains(&entry), "not forged");
            let admission = world.ledgers[0].add_entry(&entry);
            let why = [Refusal::Signature, Refusal::OtherCommunity].map(Admission::Refused);
            assert!(why.contains(&admission), "{number}: {admission:?}");
            refused[0] += 1;
        } else {
            let bytes = world.forged_certificate();
            let Ok(certificate) = Certificate::from_bytes(&bytes) else {
                unread[1] += 1;
                continue;
            };
            assert!(!world.certificates[0].contains(&certificate), "not forged");
            let inserted = world.ledgers[0].add_certificate(certificate);
            assert!(matches!(inserted, Inserted::Refused(_)), "{number}: {inserted:?}");
            refused[1] += 1;
        }
    }
    // Most have the right form, so that it is the signature that is looked at.
    assert!(refused.iter().all(|count| count * 10 > forgeries() * 3), "{refused:?} {unread:?}");
    let ledger = &world.ledgers[0];
    assert!(Arc::ptr_eq(&state, &ledger.membership().state()), "the state has changed");
    assert_eq!(ledger.membership().ids().len(), 1);
    assert!(ledger.documents().all(|grant| ledger.log(&grant.document).unwrap().is_empty()));
    assert!(ledger.membership().missing().is_empty(), "something forged waits");
    // The honest ones, out of which all that was made, pass.
    let entry = world.entries[0][0].clone();
    assert_eq!(world.ledgers[0].add_entry(&entry), Admission::Stored);
    assert_eq!(world.ledgers[0].add_entry(&entry), Admission::Known, "and once only");
    assert_eq!(world.ledgers[0].add_certificate(world.certificates[0][0].clone()), Inserted::New);
}
