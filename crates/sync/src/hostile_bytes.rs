//! Every reader of bytes that others may have written, tried on what they may write.

#[path = "../../trust/tests/support/hostile_bytes.rs"]
mod try_reader;

use std::sync::Arc;

use horseshoe_trust::{
    Audience, CommunityId, DeviceId, DocumentId, EntryId, Incarnation, MemberId,
};

use crate::exchange_file::{Holdings, Writer, read};
use crate::wire::{Bytes, MAX_FRAME, Message};
use crate::{Config, Event, Link, Origin, Sync};
use try_reader::try_reader;

const COMMUNITY: CommunityId = CommunityId::from_bytes([1; 32]);
const DOCUMENT: DocumentId = DocumentId::from_bytes([2; 32]);

#[test]
fn frames_are_read_without_harm() {
    let honest: Vec<_> =
        crate::simulator::forge::one_of_each().into_iter().map(|(_, frame)| frame).collect();
    try_reader(
        "frame",
        &honest,
        |_| {},
        |bytes| {
            Message::from_frame(bytes).is_ok_and(|message| {
                assert_eq!(message.to_frame(), bytes);
                true
            })
        },
    );
}

/// The lists that have no limit of their own, as long as a frame lets them be.
#[test]
fn a_frame_full_of_empty_pieces_keeps_within_its_memory() {
    let lists: [fn(Vec<Bytes>) -> Message; 3] = [
        |certificates| Message::Certificates { certificates, last: true },
        Message::Grants,
        Message::Secrets,
    ];
    for list in lists {
        let empty = || Bytes([][..].into());
        let frame = list((0..MAX_FRAME - 8).map(|_| empty()).collect()).to_frame();
        assert!(frame.len() <= MAX_FRAME);
        let used = allocation_counter::measure(|| drop(Message::from_frame(&frame)));
        assert!(used.bytes_max <= 64 * 1024 * 1024, "{} bytes", used.bytes_max);
    }
}

/// Knows a document of everyone's with a forked chain.
fn knowing() -> Sync {
    let device = DeviceId::from_bytes([3; 32]);
    let mut sync = Sync::new(device, COMMUNITY, Config::default());
    let mut tell = |event| drop(sync.handle(std::time::Duration::ZERO, event));
    tell(Event::Standing { devices: [(device, MemberId::from(device))].into() });
    let (bytes, from): (Arc<[u8]>, _) = ([4; 200].into(), Origin::File);
    let (epoch, audience) = (horseshoe_trust::EpochId::from_bytes([5; 16]), Audience::Everyone);
    tell(Event::Grant { document: DOCUMENT, epoch, audience, bytes: bytes.clone(), from });
    let id = horseshoe_trust::CertificateId::from_bytes([6; 32]);
    tell(Event::Certificate { id, bytes, from });
    let link = |number, seq, prev: Option<u8>| Link {
        id: EntryId::from_bytes([number; 32]),
        device,
        incarnation: Incarnation::from_bytes([7; 8]),
        seq,
        prev: prev.map(|number| EntryId::from_bytes([number; 32])),
    };
    let entries = vec![link(1, 1, None), link(2, 2, Some(1)), link(3, 2, Some(1))];
    tell(Event::Loaded { document: DOCUMENT, entries });
    sync
}

#[test]
fn exchange_files_are_read_without_harm() {
    let (mut writer, mut file) = Writer::begin(&knowing(), None);
    file.extend(writer.entries(DOCUMENT, &[[8; 300].into(), [9; 50].into()]));
    file.extend(writer.finish());
    let mend = |bytes: &mut Vec<u8>| {
        bytes.truncate(bytes.len().saturating_sub(32));
        let sum = blake3::hash(bytes);
        bytes.extend(sum.as_bytes());
    };
    try_reader("exchange file", &[file], mend, |bytes| {
        let Ok(contents) = read(bytes) else { return false };
        let mut sync = Sync::new(DeviceId::from_bytes([3; 32]), COMMUNITY, Config::default());
        contents.frames.into_iter().for_each(|frame| sync.take_frame(frame));
        true
    });
}

#[test]
fn holdings_are_read_without_harm() {
    let honest = [&knowing().holdings(None), &Holdings::default()]
        .map(|holdings| postcard::to_stdvec(holdings).unwrap());
    let sync = knowing();
    try_reader(
        "holdings",
        &honest,
        |_| {},
        |bytes| {
            postcard::from_bytes::<Holdings>(bytes).is_ok_and(|holdings| {
                sync.lacking(&holdings, None);
                true
            })
        },
    );
}
