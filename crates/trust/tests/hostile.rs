//! What a peer may send that is not what it claims to be: all of it is refused, nothing of it changes anything.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::BTreeMap;

use horseshoe_trust::{
    Admission, Body, Certificate, CertificateError, CommunityId, DeviceId, DeviceKey,
    DocumentGrant, DocumentId, DocumentSecret, Entry, EntryError, EntryId, EntryKey, EpochSecret,
    Header, Incarnation, Inserted, Ledger, MemberId, Proposal, Refusal, Signature, Target,
    Watermarks, domain, limits,
};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Three founders, a document of all and one that only Ann writes, both opened.
struct Circle {
    rng: ChaCha8Rng,
    ann: DeviceKey,
    ben: DeviceKey,
    cem: DeviceKey,
    ledger: Ledger,
    epoch: EpochSecret,
    notes: (DocumentId, DocumentSecret),
    anns: (DocumentId, DocumentSecret),
}

impl Circle {
    fn new(seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let [ann, ben, cem] = std::array::from_fn(|_| DeviceKey::generate(&mut rng));
        let mut ledger = Ledger::new(genesis(&[&ann, &ben, &cem])).unwrap();
        let epoch = EpochSecret::generate(&mut rng);
        let mut document = |kind: &str, owner| {
            let secret = DocumentSecret::generate(&mut rng);
            let grant =
                DocumentGrant::seal(ledger.community(), kind, owner, &secret, &epoch, &mut rng)
                    .unwrap();
            let id = grant.document;
            assert!(ledger.add_grant(grant));
            (id, secret)
        };
        let notes = document("notebook", None);
        let anns = document("member", Some(MemberId::from(ann.id())));
        Self { rng, ann, ben, cem, ledger, epoch, notes, anns }
    }

    fn header(&self, device: &DeviceKey, document: DocumentId) -> Header {
        Header {
            version: Entry::VERSION,
            community: self.ledger.community(),
            document,
            device: device.id(),
            incarnation: Incarnation::from_bytes([1; 8]),
            seq: 1,
            prev: None,
            epoch: self.epoch.id(),
            deps: Vec::new(),
        }
    }

    fn key(&self) -> EntryKey {
        EntryKey::derive(&self.notes.1, &self.epoch)
    }

    fn entry(&mut self, device: &DeviceKey, header: Header) -> Entry {
        let key = self.key();
        Entry::seal(device, header, b"words", &key, &mut self.rng).unwrap()
    }

    fn refused(&mut self, entry: &Entry, why: Refusal) {
        assert_eq!(self.ledger.add_entry(entry), Admission::Refused(why));
        assert!(!self.ledger.log(&self.notes.0).unwrap().contains(&entry.id()));
    }
}

fn genesis(founders: &[&DeviceKey]) -> Certificate {
    let mut devices: Vec<DeviceId> = founders.iter().map(|key| key.id()).collect();
    devices.sort_unstable();
    let body = Body::Genesis {
        name: "Tuesday circle".to_owned(),
        quorum: 2,
        founders: devices.clone(),
        continues: None,
        documents: Vec::new(),
    };
    let mut proposal = Proposal::new(CommunityId::NONE, [], body, devices).unwrap();
    for founder in founders {
        proposal.sign(founder);
    }
    proposal.finish().unwrap()
}

/// Finds `from` in the encoding and writes `to` over it: what somebody without our types would send.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn an_honest_entry_is_stored_counts_and_opens() {
    let mut circle = Circle::new(1);
    let (ben, notes) = (circle.ben.clone(), circle.notes.0);
    let entry = circle.entry(&ben, circle.header(&ben, notes));
    assert_eq!(circle.ledger.add_entry(&entry), Admission::Stored);
    assert!(circle.ledger.extends(&notes, &entry.id()));
    assert_eq!(circle.ledger.add_entry(&entry), Admission::Known);
    let arrived = Entry::from_bytes(&entry.to_bytes()).unwrap();
    assert_eq!(arrived, entry);
    assert_eq!(arrived.open(&circle.key()).unwrap(), b"words");
    assert_eq!(
        arrived.open(&EntryKey::derive(&circle.anns.1, &circle.epoch)),
        Err(EntryError::DoesNotOpen)
    );
}

#[test]
fn an_entry_signed_with_another_key_is_refused() {
    let mut circle = Circle::new(2);
    let (ben, cem, notes) = (circle.ben.clone(), circle.cem.clone(), circle.notes.0);
    let mut header = circle.header(&ben, notes);
    header.device = cem.id();
    let (key, rng) = (circle.key(), &mut circle.rng);
    assert_eq!(Entry::seal(&ben, header, b"words", &key, rng), Err(EntryError::OtherDevice));
    let entry = circle.entry(&ben, circle.header(&ben, notes));
    let bytes = replaced(&entry.to_bytes(), ben.id().as_bytes(), cem.id().as_bytes());
    circle.refused(&Entry::from_bytes(&bytes).unwrap(), Refusal::Signature);
}

#[test]
fn an_entry_moved_to_another_community_or_document_is_refused() {
    let mut circle = Circle::new(3);
    let (ben, notes, anns) = (circle.ben.clone(), circle.notes.0, circle.anns.0);
    let entry = circle.entry(&ben, circle.header(&ben, notes));
    let mine = circle.ledger.community();
    let bytes = replaced(&entry.to_bytes(), mine.as_bytes(), &[9; 32]);
    circle.refused(&Entry::from_bytes(&bytes).unwrap(), Refusal::OtherCommunity);
    let bytes = replaced(&entry.to_bytes(), notes.as_bytes(), anns.as_bytes());
    circle.refused(&Entry::from_bytes(&bytes).unwrap(), Refusal::Signature);
    // Rightly signed for another community of the same people.
    let mut header = circle.header(&ben, notes);
    header.community = CommunityId::from_bytes([9; 32]);
    let entry = circle.entry(&ben, header);
    circle.refused(&entry, Refusal::OtherCommunity);
}

#[test]
fn a_swapped_payload_or_signature_is_refused() {
    let mut circle = Circle::new(4);
    let (ben, notes) = (circle.ben.clone(), circle.notes.0);
    let one = circle.entry(&ben, circle.header(&ben, notes));
    let two = circle.entry(&ben, circle.header(&ben, notes));
    assert_ne!(one.id(), two.id());
    let swapped = replaced(&one.to_bytes(), one.sealed_payload(), two.sealed_payload());
    circle.refused(&Entry::from_bytes(&swapped).unwrap(), Refusal::Signature);
    let swapped = replaced(&one.to_bytes(), one.signature().as_bytes(), two.signature().as_bytes());
    circle.refused(&Entry::from_bytes(&swapped).unwrap(), Refusal::Signature);
}

#[test]
fn no_single_changed_bit_and_no_cut_end_passes() {
    let mut circle = Circle::new(5);
    let (ben, notes) = (circle.ben.clone(), circle.notes.0);
    let mut header = circle.header(&ben, notes);
    header.deps = vec![EntryId::from_bytes([7; 32])];
    let entry = circle.entry(&ben, header);
    let bytes = entry.to_bytes();
    for end in 0..bytes.len() {
        assert!(Entry::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        let passes = Entry::from_bytes(&damaged).is_ok_and(|entry| entry.verify().is_ok());
        assert!(!passes, "byte {at}");
    }
}

/// The same entry again under a second id would be a fork that its author never made.
#[test]
fn a_second_encoding_or_a_malleable_signature_is_refused() {
    let mut circle = Circle::new(6);
    let (ben, notes) = (circle.ben.clone(), circle.notes.0);
    let entry = circle.entry(&ben, circle.header(&ben, notes));
    let bytes = entry.to_bytes();
    assert!(Entry::from_bytes(&[&bytes[..], &[0]].concat()).is_err());
    // The order of the group added to s: valid where the check is lenient.
    const ORDER: [u8; 32] = [
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ];
    let mut signature = entry.signature().to_bytes();
    let mut carry = 0;
    for (byte, more) in signature[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
    let other = replaced(&bytes, entry.signature().as_bytes(), &signature);
    circle.refused(&Entry::from_bytes(&other).unwrap(), Refusal::Signature);
}

/// For a key of small order the lenient check passes for any message: anybody could let "it" in and sign as it.
#[test]
fn a_device_of_small_order_signs_nothing_and_is_let_in_by_nothing() {
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let mut forged = [0; 64];
    forged[0] = 1;
    let (device, signature) = (DeviceId::from_bytes(neutral), Signature::from_bytes(forged));
    assert!(!device.verify(domain::CERTIFICATE_SIGNATURE, b"", &signature));
    let mut circle = Circle::new(7);
    let (ann, ben) = (circle.ann.clone(), circle.ben.clone());
    let heads = circle.ledger.membership().heads();
    let body = Body::Admit { device, name: String::new(), was: None };
    let mut proposal =
        Proposal::new(circle.ledger.community(), heads, body, [ann.id(), ben.id()]).unwrap();
    proposal.sign(&ann);
    proposal.sign(&ben);
    let honest = proposal.finish().unwrap().to_bytes();
    // The signatures come last: how many, then each signer with theirs, the lowest signer first.
    let (statement, signatures) = honest.split_at(honest.len() - 2 * (32 + 64) - 1);
    let forged = [statement, &[3], &neutral, &forged, &signatures[1..]].concat();
    let certificate = Certificate::from_bytes(&forged).unwrap();
    assert!(certificate.signed_by(&device));
    let refused = Inserted::Refused(CertificateError::Signature);
    assert_eq!(circle.ledger.add_certificate(certificate), refused);
    let state = circle.ledger.membership().state();
    assert!(!state.knows(&device) && !state.certified(&device));
}

#[test]
fn entries_that_break_the_chain_are_refused() {
    let mut circle = Circle::new(8);
    let (ben, cem, notes, anns) =
        (circle.ben.clone(), circle.cem.clone(), circle.notes.0, circle.anns.0);
    let ann = circle.ann.clone();
    let first = circle.entry(&ben, circle.header(&ben, notes));
    let elsewhere = circle.entry(&ann, circle.header(&ann, anns));
    assert_eq!(circle.ledger.add_entry(&first), Admission::Stored);
    assert_eq!(circle.ledger.add_entry(&elsewhere), Admission::Stored);
    let follows = |device: &DeviceKey, seq: u64, prev: EntryId, circle: &Circle| Header {
        seq,
        prev: Some(prev),
        ..circle.header(device, notes)
    };
    for header in [
        follows(&ben, 3, first.id(), &circle),
        follows(&cem, 2, first.id(), &circle),
        Header {
            incarnation: Incarnation::from_bytes([2; 8]),
            ..follows(&ben, 2, first.id(), &circle)
        },
    ] {
        let device = if header.device == ben.id() { &ben } else { &cem };
        let entry = circle.entry(device, header);
        circle.refused(&entry, Refusal::BrokenChain);
    }
    for header in [
        follows(&ben, 2, elsewhere.id(), &circle),
        Header { deps: vec![elsewhere.id()], ..circle.header(&cem, notes) },
    ] {
        let device = if header.device == ben.id() { &ben } else { &cem };
        let entry = circle.entry(device, header);
        circle.refused(&entry, Refusal::OtherDocument);
    }
}

#[test]
fn headers_that_contradict_themselves_are_not_entries() {
    let mut circle = Circle::new(9);
    let (ben, notes) = (circle.ben.clone(), circle.notes.0);
    let (a, b) = (EntryId::from_bytes([1; 32]), EntryId::from_bytes([2; 32]));
    let plain = circle.header(&ben, notes);
    let many = (0..=limits::ENTRY_DEPS as u8).map(|n| EntryId::from_bytes([n; 32])).collect();
    let wrong = [
        Header { seq: 0, ..plain.clone() },
        Header { seq: 2, ..plain.clone() },
        Header { prev: Some(a), ..plain.clone() },
        Header { seq: 2, prev: Some(a), deps: vec![a], ..plain.clone() },
        Header { deps: vec![b, a], ..plain.clone() },
        Header { deps: vec![a, a], ..plain.clone() },
        Header { deps: many, ..plain.clone() },
        Header { version: 2, ..plain },
    ];
    let key = circle.key();
    for header in wrong {
        assert!(
            Entry::seal(&ben, header.clone(), b"", &key, &mut circle.rng).is_err(),
            "{header:?}"
        );
    }
}

#[test]
fn only_the_owner_writes_in_an_owners_document() {
    let mut circle = Circle::new(10);
    let (ann, ben, anns) = (circle.ann.clone(), circle.ben.clone(), circle.anns.0);
    let own = circle.entry(&ann, circle.header(&ann, anns));
    let foreign = circle.entry(&ben, circle.header(&ben, anns));
    assert_eq!(circle.ledger.add_entry(&foreign), Admission::Refused(Refusal::MayNotWrite));
    assert_eq!(circle.ledger.add_entry(&own), Admission::Stored);
    assert_eq!(circle.ledger.verdict(&anns).unwrap().counts, [own.id()]);
}

/// What claims another kind or owner for a document is not a grant of it, also where its secret cannot be opened yet.
#[test]
fn a_grant_cannot_give_a_document_to_somebody_else() {
    let mut circle = Circle::new(11);
    let (ben, anns) = (circle.ben.clone(), circle.anns.0);
    let mut grant = circle.ledger.grants(&anns)[0].clone();
    grant.owner = Some(ben.id().into());
    assert!(DocumentGrant::from_bytes(&grant.to_bytes()).is_err());
    assert!(!circle.ledger.add_grant(grant.clone()));
    grant.owner = None;
    grant.kind = "notebook".to_owned();
    assert!(!circle.ledger.add_grant(grant));
    assert_eq!(circle.ledger.grants(&anns).len(), 1);
}

#[test]
fn entries_wait_for_what_they_stand_on_and_for_who_wrote_them() {
    let mut circle = Circle::new(12);
    let (ann, ben, notes) = (circle.ann.clone(), circle.ben.clone(), circle.notes.0);
    let nora = DeviceKey::generate(&mut circle.rng);
    let one = circle.entry(&nora, circle.header(&nora, notes));
    let two =
        circle.entry(&nora, Header { seq: 2, prev: Some(one.id()), ..circle.header(&nora, notes) });
    let three = circle.entry(&ben, Header { deps: vec![two.id()], ..circle.header(&ben, notes) });
    let missing = |ids: &[EntryId]| Admission::Waiting { missing: ids.to_vec() };
    assert_eq!(circle.ledger.add_entry(&three), missing(&[two.id()]));
    assert_eq!(circle.ledger.add_entry(&two), missing(&[]));
    assert_eq!(circle.ledger.add_entry(&one), missing(&[]));
    assert_eq!(circle.ledger.add_entry(&one), missing(&[]));
    assert!(circle.ledger.take_released().is_empty());
    let heads = circle.ledger.membership().heads();
    let body = Body::Admit { device: nora.id(), name: "Nora".to_owned(), was: None };
    let signers = [ann.id(), ben.id(), nora.id()];
    let mut proposal = Proposal::new(circle.ledger.community(), heads, body, signers).unwrap();
    for key in [&ann, &ben, &nora] {
        assert!(circle.ledger.membership().may_sign(&proposal, &key.id()));
        proposal.sign(key);
    }
    assert!(circle.ledger.membership().would_hold(&proposal));
    assert_eq!(circle.ledger.add_certificate(proposal.finish().unwrap()), Inserted::New);
    assert_eq!(circle.ledger.take_released(), [one.clone(), two.clone(), three.clone()]);
    assert_eq!(circle.ledger.verdict(&notes).unwrap().counts, [one.id(), two.id(), three.id()]);
    let info = circle.ledger.membership().state().members();
    let nora = info.iter().find(|info| info.member == nora.id().into()).unwrap();
    let mut by = [MemberId::from(ann.id()), MemberId::from(ben.id())];
    by.sort_unstable();
    assert_eq!(
        (nora.name.as_deref(), &nora.let_in_by[..], nora.standing),
        (Some("Nora"), &by[..], true)
    );
}

#[test]
fn an_entry_of_an_unknown_device_with_a_wrong_signature_does_not_even_wait() {
    let mut circle = Circle::new(13);
    let notes = circle.notes.0;
    let (stranger, other) =
        (DeviceKey::generate(&mut circle.rng), DeviceKey::generate(&mut circle.rng));
    let entry = circle.entry(&stranger, circle.header(&stranger, notes));
    let bytes = replaced(&entry.to_bytes(), stranger.id().as_bytes(), other.id().as_bytes());
    circle.refused(&Entry::from_bytes(&bytes).unwrap(), Refusal::Signature);
}

#[test]
fn a_destroyed_document_does_not_come_back() {
    let mut circle = Circle::new(14);
    let (ben, notes) = (circle.ben.clone(), circle.notes.0);
    let entry = circle.entry(&ben, circle.header(&ben, notes));
    let grant = circle.ledger.grants(&notes)[0].clone();
    assert_eq!(circle.ledger.add_entry(&entry), Admission::Stored);
    circle.ledger.forget_document(notes);
    assert!(circle.ledger.log(&notes).is_none());
    assert!(!circle.ledger.add_grant(grant));
    assert_eq!(circle.ledger.add_entry(&entry), Admission::Refused(Refusal::Forgotten));
}

#[test]
fn forged_and_misplaced_certificates_are_refused() {
    let mut circle = Circle::new(15);
    let (ann, ben, cem) = (circle.ann.clone(), circle.ben.clone(), circle.cem.clone());
    let heads = circle.ledger.membership().heads();
    let community = circle.ledger.community();
    let removal = || Body::Remove {
        target: Target::Member(cem.id().into()),
        water: Watermarks::new(),
        reason: String::new(),
    };
    let before = circle.ledger.membership().state();
    let mut proposal =
        Proposal::new(community, heads.clone(), removal(), [ann.id(), ben.id()]).unwrap();
    assert!(!proposal.sign(&cem));
    proposal.sign(&ann);
    assert!(proposal.finish().is_none());
    proposal.sign(&ben);
    let bytes = proposal.finish().unwrap().to_bytes();
    let mut refused = |bytes: &[u8], why: CertificateError| {
        let certificate = Certificate::from_bytes(bytes).unwrap();
        assert_eq!(circle.ledger.add_certificate(certificate), Inserted::Refused(why));
    };
    // Another target, another community, another signer's signature.
    let nobody = [0x55; 32];
    refused(&replaced(&bytes, cem.id().as_bytes(), &nobody), CertificateError::Signature);
    refused(&replaced(&bytes, community.as_bytes(), &nobody), CertificateError::OtherCommunity);
    let signatures = proposal.finish().unwrap().signatures().clone();
    let (one, two) = (signatures[&ann.id()], signatures[&ben.id()]);
    refused(&replaced(&bytes, one.as_bytes(), two.as_bytes()), CertificateError::Signature);
    // A second beginning of the same people, and one that not every founder signed.
    let other = genesis(&[&ann, &cem]);
    refused(&other.to_bytes(), CertificateError::OtherCommunity);
    let founders = {
        let mut founders = vec![ann.id(), ben.id()];
        founders.sort_unstable();
        founders
    };
    let body = Body::Genesis {
        name: String::new(),
        quorum: 2,
        founders,
        continues: None,
        documents: Vec::new(),
    };
    let mut alone = Proposal::new(CommunityId::NONE, [], body, [ann.id()]).unwrap();
    alone.sign(&ann);
    assert_eq!(Ledger::new(alone.finish().unwrap()).unwrap_err(), CertificateError::Signature);
    // Strangers among themselves.
    let (x, y) = (DeviceKey::generate(&mut circle.rng), DeviceKey::generate(&mut circle.rng));
    let mut strangers = Proposal::new(community, heads, removal(), [x.id(), y.id()]).unwrap();
    strangers.sign(&x);
    strangers.sign(&y);
    assert_eq!(
        circle.ledger.add_certificate(strangers.finish().unwrap()),
        Inserted::Refused(CertificateError::Strangers)
    );
    assert_eq!(circle.ledger.membership().state(), before);
    assert_eq!(circle.ledger.membership().ids().len(), 1);
}

#[test]
fn certificates_whose_parts_do_not_fit_are_never_made() {
    let rng = &mut ChaCha8Rng::seed_from_u64(16);
    let (a, b) = (DeviceKey::generate(rng).id(), DeviceKey::generate(rng).id());
    let (low, high) = (a.min(b), a.max(b));
    let begin = |quorum, founders| Body::Genesis {
        name: String::new(),
        quorum,
        founders,
        continues: None,
        documents: Vec::new(),
    };
    let new = |body| Proposal::new(CommunityId::NONE, [], body, [a]);
    assert!(new(begin(2, vec![low, high])).is_ok());
    for (quorum, founders) in [
        (1, vec![low, high]),
        (3, vec![low, high]),
        (4, vec![low, high]),
        (2, vec![high, low]),
        (2, vec![low, low]),
    ] {
        assert_eq!(new(begin(quorum, founders)).unwrap_err(), CertificateError::Malformed);
    }
    assert!(new(Body::Close).is_err());
    let community = CommunityId::from_bytes([1; 32]);
    let head = horseshoe_trust::CertificateId::from_bytes([1; 32]);
    assert!(Proposal::new(community, [], Body::Close, [a]).is_err());
    assert!(Proposal::new(community, [head], Body::Close, []).is_err());
    assert!(Proposal::new(community, [head], begin(2, vec![low, high]), [a]).is_err());
    let long = Body::Admit { device: a, name: "n".repeat(limits::NAME_BYTES + 1), was: None };
    assert!(Proposal::new(community, [head], long, [a]).is_err());
    let water: Watermarks = (0..2000_u64)
        .map(|n| {
            ((DocumentId::from_bytes([1; 32]), a, Incarnation::from_bytes(n.to_le_bytes())), n)
        })
        .collect();
    let large = Body::Remove { target: Target::Device(a), water, reason: String::new() };
    assert!(Proposal::new(community, [head], large, [a]).is_err());
}

#[test]
fn a_proposal_travels_half_signed_and_takes_only_right_signatures() {
    let mut circle = Circle::new(17);
    let (ann, ben) = (circle.ann.clone(), circle.ben.clone());
    let heads = circle.ledger.membership().heads();
    let body = Body::Invite { label: "for Nora".to_owned() };
    let mut one =
        Proposal::new(circle.ledger.community(), heads, body, [ann.id(), ben.id()]).unwrap();
    let mut two = one.clone();
    one.sign(&ann);
    two.sign(&ben);
    let travelled = Proposal::from_bytes(&two.to_bytes()).unwrap();
    assert_eq!(travelled.missing(), [ann.id()].into());
    one.absorb(&travelled);
    let certificate = one.finish().unwrap();
    assert_eq!(certificate.id(), one.id());
    assert_eq!(circle.ledger.add_certificate(certificate), Inserted::New);
    let wrong: BTreeMap<_, _> = [(ben.id(), [0; 64])].into();
    let bytes = replaced(
        &two.to_bytes(),
        one.finish().unwrap().signatures()[&ben.id()].as_bytes(),
        &wrong[&ben.id()],
    );
    assert_eq!(Proposal::from_bytes(&bytes).unwrap_err(), CertificateError::Signature);
}

/// Whatever a peer sends, reading it ends, and what is read is written the same again.
#[test]
fn random_and_damaged_bytes_are_read_without_harm() {
    let mut circle = Circle::new(18);
    let (ann, ben, notes) = (circle.ann.clone(), circle.ben.clone(), circle.notes.0);
    let entry = circle.entry(&ben, circle.header(&ben, notes)).to_bytes();
    let certificate = genesis(&[&ann, &ben]).to_bytes();
    let body = Body::Invite { label: "for Nora".to_owned() };
    let heads = circle.ledger.membership().heads();
    let proposal =
        Proposal::new(circle.ledger.community(), heads, body, [ann.id()]).unwrap().to_bytes();
    let mut read = 0;
    for round in 0..20_000 {
        let mut bytes = match round % 4 {
            0 => entry.clone(),
            1 => certificate.clone(),
            2 => proposal.clone(),
            _ => (0..circle.rng.random_range(0..300)).map(|_| circle.rng.random()).collect(),
        };
        for _ in 0..circle.rng.random_range(0..4) {
            if !bytes.is_empty() {
                let at = circle.rng.random_range(0..bytes.len());
                bytes[at] = circle.rng.random();
            }
        }
        if let Ok(entry) = Entry::from_bytes(&bytes) {
            assert_eq!(entry.to_bytes(), bytes);
            read += 1;
        }
        if let Ok(certificate) = Certificate::from_bytes(&bytes) {
            assert_eq!(certificate.to_bytes(), bytes);
            read += 1;
        }
        if let Ok(proposal) = Proposal::from_bytes(&bytes) {
            assert_eq!(proposal.to_bytes(), bytes);
            read += 1;
        }
    }
    assert!(read > 1000, "{read}");
}
