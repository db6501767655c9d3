//! Frames made by hand, for tests that play a peer who keeps no rules, and one of each kind for the golden file.

use horseshoe_trust::{
    CertificateId, CommunityId, DeviceId, DocumentId, EntryId, EpochId, Incarnation,
};

use crate::wire::{Bytes, Lane, Message, VERSION};

pub fn hello(community: CommunityId, certificates: [u8; 16]) -> Vec<u8> {
    Message::Hello { version: VERSION, community, certificates }.to_frame()
}

pub fn summary() -> Vec<u8> {
    Message::Summary { grants: [1; 16], epochs: [2; 16], documents: [3; 16] }.to_frame()
}

pub fn digests(documents: Vec<(DocumentId, [u8; 16])>) -> Vec<u8> {
    Message::Digests { certificates: None, grants: None, documents }.to_frame()
}

/// A frontier of this many chains that nobody has.
pub fn frontier(document: DocumentId, chains: usize, last: bool) -> Vec<u8> {
    let lanes = (0..chains as u64)
        .map(|number| {
            let mut incarnation = [0; 8];
            incarnation.copy_from_slice(&number.to_be_bytes());
            Lane {
                device: DeviceId::from_bytes([9; 32]),
                incarnation: Incarnation::from_bytes(incarnation),
                heads: vec![(number + 1, EntryId::from_bytes([7; 32]))],
            }
        })
        .collect();
    Message::Frontier { document, lanes, refused: Vec::new(), last }.to_frame()
}

pub fn want(document: DocumentId, ids: Vec<EntryId>) -> Vec<u8> {
    Message::Want { document, ids }.to_frame()
}

pub fn live(document: DocumentId, entry: &[u8]) -> Vec<u8> {
    Message::Live { document, entry: Bytes(entry.into()) }.to_frame()
}

pub fn entries(document: DocumentId, entries: &[&[u8]], left: u64) -> Vec<u8> {
    let entries = entries.iter().map(|bytes| Bytes((*bytes).into())).collect();
    Message::Entries { document, entries, left, withheld: false }.to_frame()
}

pub fn certificates(certificates: &[&[u8]]) -> Vec<u8> {
    let certificates = certificates.iter().map(|bytes| Bytes((*bytes).into())).collect();
    Message::Certificates { certificates, last: true }.to_frame()
}

pub fn taken() -> Vec<u8> {
    Message::Taken.to_frame()
}

/// What kind of message a frame is; none if it is no message.
pub fn kind_of(frame: &[u8]) -> Option<&'static str> {
    Some(match Message::from_frame(frame).ok()? {
        Message::Hello { .. } => "hello",
        Message::CertificateIds(_) => "certificate ids",
        Message::Certificates { .. } => "certificates",
        Message::Summary { .. } => "summary",
        Message::GrantIds(_) => "grant ids",
        Message::Grants(_) => "grants",
        Message::Epochs(_) => "epochs",
        Message::Secrets(_) => "secrets",
        Message::Digests { .. } => "digests",
        Message::Frontier { .. } => "frontier",
        Message::Entries { .. } => "entries",
        Message::Taken => "taken",
        Message::Live { .. } => "live",
        Message::Want { .. } => "want",
        Message::Found { .. } => "found",
        Message::Signal { .. } => "signal",
        Message::Proposal(_) => "proposal",
    })
}

/// One of every kind, with fixed content.
pub fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
    let community = CommunityId::from_bytes([1; 32]);
    let document = DocumentId::from_bytes([2; 32]);
    let (first, second) = (EntryId::from_bytes([3; 32]), EntryId::from_bytes([4; 32]));
    let epoch = EpochId::from_bytes([5; 16]);
    let bytes = || Bytes([6, 7, 8][..].into());
    let lane = Lane {
        device: DeviceId::from_bytes([9; 32]),
        incarnation: Incarnation::from_bytes([10; 8]),
        heads: vec![(3, second), (300, first)],
    };
    let messages = [
        Message::Hello { version: VERSION, community, certificates: [11; 16] },
        Message::CertificateIds(vec![CertificateId::from_bytes([12; 32])]),
        Message::Certificates { certificates: vec![bytes(), bytes()], last: true },
        Message::Summary { grants: [13; 16], epochs: [14; 16], documents: [15; 16] },
        Message::GrantIds(vec![(document, epoch)]),
        Message::Grants(vec![bytes()]),
        Message::Epochs(vec![epoch]),
        Message::Secrets(vec![bytes()]),
        Message::Digests {
            certificates: Some([16; 16]),
            grants: None,
            documents: vec![(document, [17; 16])],
        },
        Message::Frontier { document, lanes: vec![lane], refused: vec![first], last: true },
        Message::Entries { document, entries: vec![bytes()], left: 1_000, withheld: false },
        Message::Taken,
        Message::Live { document, entry: bytes() },
        Message::Want { document, ids: vec![first, second] },
        Message::Found { document, entries: vec![bytes()], absent: vec![second] },
        Message::Signal { document: Some(document), bytes: bytes() },
        Message::Proposal(bytes()),
    ];
    messages
        .iter()
        .map(|message| {
            let frame = message.to_frame();
            (kind_of(&frame).expect("a message of ours"), frame)
        })
        .collect()
}
