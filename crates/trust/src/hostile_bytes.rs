//! Every reader of bytes that others may have written, tried on what they may write; the private ones beside their code.

#[path = "../tests/support/hostile_bytes.rs"]
mod try_reader;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

pub(crate) use try_reader::try_reader;

use crate::{
    Body, Certificate, CertificateId, CommunityId, DeviceId, DeviceKey, DocumentGrant, DocumentId,
    DocumentSecret, Entry, EntryId, EntryKey, EpochId, EpochSecret, Header, Incarnation,
    Introduction, Invitations, JoinMessage, Knock, MemberId, Proposal, Target, Ticket, TicketId,
    TicketKind, open_secret, seal_secret,
};

const COMMUNITY: CommunityId = CommunityId::from_bytes([1; 32]);

fn rng() -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(1)
}

fn keys() -> [DeviceKey; 3] {
    [1, 2, 3].map(|number| DeviceKey::from_bytes(&[number; 32]))
}

fn bodies() -> Vec<Body> {
    let devices = keys().map(|key| key.id());
    let place = |number| {
        (DocumentId::from_bytes([number; 32]), devices[0], Incarnation::from_bytes([number; 8]))
    };
    vec![
        Body::Admit { device: devices[2], name: "Nora".to_owned(), was: Some(devices[0].into()) },
        Body::Device { device: devices[2], member: devices[0].into() },
        Body::Remove {
            target: Target::Member(devices[1].into()),
            water: (0..20).map(|number| (place(number), u64::from(number) << 40)).collect(),
            reason: "they asked for it".to_owned(),
        },
        Body::Erase { document: DocumentId::from_bytes([4; 32]), owned: None },
        Body::Close,
        Body::Invite { label: "for Nora".to_owned() },
        Body::Epoch {
            epoch: EpochId::from_bytes([5; 16]),
            sealed: devices.iter().map(|device| (*device, vec![7; 80])).collect(),
        },
    ]
}

fn proposals() -> Vec<Proposal> {
    let keys = keys();
    let heads = [3, 4].map(|number| CertificateId::from_bytes([number; 32]));
    let signed = |body| {
        let signers = keys.iter().map(DeviceKey::id);
        let mut proposal = Proposal::new(COMMUNITY, heads, body, signers).unwrap();
        for key in &keys {
            assert!(proposal.sign(key));
        }
        proposal
    };
    bodies().into_iter().map(signed).collect()
}

fn entries() -> Vec<Vec<u8>> {
    let [key, ..] = keys();
    let mut rng = rng();
    let sealing =
        EntryKey::derive(&DocumentSecret::generate(&mut rng), &EpochSecret::generate(&mut rng));
    let mut deps: Vec<EntryId> = (0..5).map(|_| EntryId::from_bytes(rng.random())).collect();
    deps.sort_unstable();
    let mut entry = |seq, deps, words: &[u8]| {
        let header = Header {
            version: Entry::VERSION,
            community: COMMUNITY,
            document: DocumentId::from_bytes([2; 32]),
            device: key.id(),
            incarnation: Incarnation::from_bytes([3; 8]),
            seq,
            prev: (seq > 1).then(|| EntryId::from_bytes([0xee; 32])),
            epoch: EpochId::from_bytes([4; 16]),
            deps,
        };
        Entry::seal(&key, header, words, &sealing, &mut rng).unwrap().to_bytes()
    };
    vec![entry(1, Vec::new(), b""), entry(300, deps, b"words"), entry(2, Vec::new(), &[9; 3_000])]
}

#[test]
fn entries_are_read_without_harm() {
    try_reader(
        "entry",
        &entries(),
        |_| {},
        |bytes| {
            Entry::from_bytes(bytes).is_ok_and(|entry| {
                assert_eq!(entry.to_bytes(), bytes);
                true
            })
        },
    );
}

#[test]
fn certificates_are_read_without_harm() {
    let honest: Vec<_> = proposals().iter().map(|it| it.finish().unwrap().to_bytes()).collect();
    try_reader(
        "certificate",
        &honest,
        |_| {},
        |bytes| {
            Certificate::from_bytes(bytes).is_ok_and(|certificate| {
                assert_eq!(certificate.to_bytes(), bytes);
                true
            })
        },
    );
}

#[test]
fn proposals_are_read_without_harm() {
    let mut honest: Vec<_> = proposals().iter().map(Proposal::to_bytes).collect();
    let heads = [CertificateId::from_bytes([3; 32])];
    let signers = keys().map(|key| key.id());
    honest.push(Proposal::new(COMMUNITY, heads, Body::Close, signers).unwrap().to_bytes());
    try_reader(
        "proposal",
        &honest,
        |_| {},
        |bytes| {
            Proposal::from_bytes(bytes).is_ok_and(|proposal| {
                assert_eq!(proposal.to_bytes(), bytes);
                true
            })
        },
    );
}

#[test]
fn grants_are_read_without_harm() {
    let (mut rng, epoch) = (rng(), EpochSecret::from_bytes([6; 32]));
    let mut grant = |kind, owner| {
        let secret = DocumentSecret::generate(&mut rng);
        DocumentGrant::seal(COMMUNITY, kind, owner, &secret, &epoch, &mut rng).unwrap().to_bytes()
    };
    let owner = Some(MemberId::from_bytes([9; 32]));
    let honest = [grant("notebook", None), grant("member", owner), grant("private", owner)];
    try_reader(
        "grant",
        &honest,
        |_| {},
        |bytes| {
            DocumentGrant::from_bytes(bytes).is_ok_and(|grant| {
                assert_eq!(grant.to_bytes(), bytes);
                grant.open(&epoch).ok();
                true
            })
        },
    );
}

#[test]
fn sealed_secrets_are_opened_without_harm() {
    let ([key, ..], mut rng) = (keys(), rng());
    let epoch = EpochSecret::generate(&mut rng);
    let honest = [seal_secret(&key.id(), &epoch, &COMMUNITY, &mut rng).unwrap()];
    try_reader(
        "sealed secret",
        &honest,
        |_| {},
        |bytes| {
            open_secret(&key, &COMMUNITY, bytes).is_ok_and(|opened| {
                assert_eq!(bytes, honest[0], "changed, and it opens");
                opened.id() == epoch.id()
            })
        },
    );
}

fn tickets() -> [Ticket; 2] {
    let (mut rng, inviter) = (rng(), keys()[0].id());
    let mut ticket = |kind| Ticket::new(kind, "Dienstagsgruppe Süd", inviter, u64::MAX, &mut rng);
    let addresses = ["192.168.1.20:4433", "[fe80::1]:4433"].map(|at| at.parse().unwrap());
    let found = ticket(TicketKind::Found);
    let join = ticket(TicketKind::Join(COMMUNITY));
    [found, join.with_hints(addresses.to_vec(), Some("https://relay.example.org/".to_owned()))]
}

#[test]
fn tickets_are_read_without_harm() {
    // Length and checksum are made right again, as far as a length can be.
    let mend = |bytes: &mut Vec<u8>| {
        bytes.truncate(bytes.len().saturating_sub(4));
        if let (Some(length), Some(place)) = (bytes.len().checked_sub(3), bytes.get_mut(1..3)) {
            place.copy_from_slice(&u16::try_from(length).unwrap().to_le_bytes());
        }
        let sum = blake3::derive_key("horseshoe 1 ticket checksum", bytes);
        bytes.extend(&sum[..4]);
    };
    try_reader("ticket", &tickets().map(|ticket| ticket.to_bytes()), mend, |bytes| {
        Ticket::from_bytes(bytes).is_ok_and(|ticket| {
            assert_eq!(ticket.to_bytes(), bytes);
            true
        })
    });
}

#[test]
fn texts_are_searched_for_tickets_without_harm() {
    let mut honest: Vec<_> = tickets().iter().map(|it| it.to_text().into_bytes()).collect();
    honest.push(format!("horseshoe: here: {}\n> bye", tickets()[1].to_qr_text()).into_bytes());
    try_reader(
        "text",
        &honest,
        |_| {},
        |bytes| {
            Ticket::from_text(&String::from_utf8_lossy(bytes), 0).is_ok_and(|ticket| {
                assert!(tickets().contains(&ticket), "a damaged ticket was read as another");
                true
            })
        },
    );
}

#[test]
fn join_messages_are_read_without_harm() {
    let who = || Introduction {
        name: "Nora".to_owned(),
        practice: "nursing".to_owned(),
        words_nonce: [1; 32],
    };
    let proposal = proposals()[0].to_bytes();
    let messages = [
        JoinMessage::Challenge { nonce: [1; 32], words_commitment: [2; 32] },
        JoinMessage::Knock(Knock {
            ticket: TicketId::from_bytes([3; 32]),
            proof: [4; 32],
            who: who(),
        }),
        JoinMessage::Reveal { words_nonce: [5; 32] },
        JoinMessage::Proposal(proposal.clone()),
        JoinMessage::Signed(proposal),
        JoinMessage::Waiting { for_approvals: 1 },
        JoinMessage::Welcome { part: vec![6; 2_000], more: true },
        JoinMessage::Declined,
        JoinMessage::Ask(who()),
        JoinMessage::Handed { ticket: tickets()[0].to_text() },
        JoinMessage::DoorClosed,
    ];
    let honest: Vec<_> = messages.iter().map(JoinMessage::to_bytes).collect();
    try_reader(
        "join message",
        &honest,
        |_| {},
        |bytes| {
            JoinMessage::from_bytes(bytes).is_ok_and(|message| {
                assert_eq!(message.to_bytes(), bytes);
                true
            })
        },
    );
}

#[test]
fn invitations_are_read_without_harm() {
    let mut invitations = Invitations::default();
    for ticket in tickets() {
        invitations.issue(&ticket);
        invitations.answer(&ticket.id(), &DeviceId::from_bytes([7; 32]), 0);
    }
    try_reader(
        "invitations",
        &[invitations.to_bytes()],
        |_| {},
        |bytes| Invitations::from_bytes(bytes).is_some(),
    );
}
