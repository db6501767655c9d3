//! Certificates of every kind and an entry, byte for byte as version 1 writes them. These bytes are signed and hashed:
//! if this test fails, what people have on disk no longer reads.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use horseshoe_trust::{
    Body, Certificate, CertificateId, CommunityId, DeviceId, DeviceKey, DocumentId, DocumentSecret,
    Entry, EntryId, EntryKey, EpochId, EpochSecret, Header, Incarnation, MemberId, OwnedDocument,
    Proposal, Target, document_id_from, secret_commitment,
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha20Rng;

const GOLDEN: &str = include_str!("golden/records.txt");

fn key(number: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[number; 32])
}

fn certificate(community: CommunityId, heads: &[CertificateId], body: Body) -> Certificate {
    let keys = [key(1), key(2)];
    let signers = keys.iter().map(DeviceKey::id);
    let mut proposal = Proposal::new(community, heads.iter().copied(), body, signers).unwrap();
    for key in &keys {
        proposal.sign(key);
    }
    proposal.finish().unwrap()
}

fn certificates() -> Vec<(&'static str, Certificate)> {
    let mut founders = vec![key(1).id(), key(2).id()];
    founders.sort_unstable();
    let genesis = certificate(
        CommunityId::NONE,
        &[],
        Body::Genesis {
            name: "Tuesday circle".to_owned(),
            quorum: 2,
            founders,
            continues: Some(CommunityId::from_bytes([0xc0; 32])),
            documents: vec![DocumentId::from_bytes([0xd0; 32])],
        },
    );
    let (community, heads) = (genesis.community(), [genesis.id()]);
    let (device, member): (DeviceId, MemberId) = (key(3).id(), key(1).id().into());
    let document = DocumentId::from_bytes([0xd1; 32]);
    let place = (document, key(2).id(), Incarnation::from_bytes([7; 8]));
    let commitment = secret_commitment(&DocumentSecret::from_bytes([5; 32]));
    let owned = OwnedDocument { kind: "member".to_owned(), owner: member, commitment };
    let owned_id = document_id_from("member", Some(member), &commitment);
    let sealed: BTreeMap<_, _> = [(key(1).id(), vec![1, 2, 3]), (key(2).id(), vec![4])].into();
    let epoch = EpochId::from_bytes([0xe0; 16]);
    let others = [
        ("admit", Body::Admit { device, name: "Nora".to_owned(), was: Some(member) }),
        ("device", Body::Device { device, member }),
        (
            "remove_member",
            Body::Remove {
                target: Target::Member(key(2).id().into()),
                water: [(place, 300)].into(),
                reason: "moved away".to_owned(),
            },
        ),
        (
            "remove_device",
            Body::Remove {
                target: Target::Device(device),
                water: BTreeMap::new(),
                reason: String::new(),
            },
        ),
        ("erase", Body::Erase { document, owned: None }),
        ("erase_owned", Body::Erase { document: owned_id, owned: Some(owned) }),
        ("close", Body::Close),
        ("invite", Body::Invite { label: "for Nora".to_owned() }),
        ("epoch", Body::Epoch { epoch, sealed }),
    ];
    let others = others.map(|(name, body)| (name, certificate(community, &heads, body)));
    [vec![("genesis", genesis)], others.into()].concat()
}

fn entry() -> (Entry, EntryKey) {
    let entry_key =
        EntryKey::derive(&DocumentSecret::from_bytes([5; 32]), &EpochSecret::from_bytes([6; 32]));
    let header = Header {
        version: Entry::VERSION,
        community: CommunityId::from_bytes([0xc0; 32]),
        document: DocumentId::from_bytes([0xd1; 32]),
        device: key(1).id(),
        incarnation: Incarnation::from_bytes([7; 8]),
        seq: 300,
        prev: Some(EntryId::from_bytes([0xa0; 32])),
        epoch: EpochSecret::from_bytes([6; 32]).id(),
        deps: vec![EntryId::from_bytes([0xa1; 32]), EntryId::from_bytes([0xa2; 32])],
    };
    let rng = &mut ChaCha20Rng::seed_from_u64(1);
    (Entry::seal(&key(1), header, b"a payload of a few words", &entry_key, rng).unwrap(), entry_key)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

#[test]
fn records_are_written_as_ever() {
    let mut written = String::new();
    for (name, certificate) in certificates() {
        writeln!(written, "{name} {} {}", certificate.id().to_hex(), hex(&certificate.to_bytes()))
            .unwrap();
    }
    let entry = entry().0;
    writeln!(written, "entry {} {}", entry.id().to_hex(), hex(&entry.to_bytes())).unwrap();
    assert_eq!(written, GOLDEN);
}

#[test]
fn records_written_then_are_read_now() {
    let golden: BTreeMap<&str, Vec<u8>> = GOLDEN
        .lines()
        .map(|line| {
            let mut parts = line.split(' ');
            let (name, _, bytes) =
                (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
            let byte = |at: usize| u8::from_str_radix(&bytes[at..at + 2], 16).unwrap();
            (name, (0..bytes.len()).step_by(2).map(byte).collect())
        })
        .collect();
    assert_eq!(golden.len(), 11);
    for (name, certificate) in certificates() {
        let read = Certificate::from_bytes(&golden[name]).unwrap();
        assert_eq!(read, certificate);
        assert!(read.verify_signatures());
    }
    let (written, key) = entry();
    let read = Entry::from_bytes(&golden["entry"]).unwrap();
    assert_eq!(read, written);
    assert_eq!(read.verify(), Ok(()));
    assert_eq!(read.open(&key).unwrap(), b"a payload of a few words");
}
