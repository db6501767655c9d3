//! Two devices and a few rules: who gets what, in which order, and that it comes to an end.

#[path = "support/host.rs"]
mod host;

use std::time::Duration;

use horseshoe_sync::exchange_file::{self, FileError, Writer};
use horseshoe_sync::{Audience, Effect, Event, Incoming, Origin};
use horseshoe_trust::{CertificateId, DeviceId, DocumentId};

use host::{COMMUNITY, Host, PLAIN, PRIVATE, carry, connect, id, member, settle};

fn two() -> (Host, Host) {
    (Host::new(1, &[1, 2]), Host::new(2, &[1, 2]))
}

#[test]
fn what_was_written_apart_is_exchanged_on_meeting() {
    let (mut a, mut b) = two();
    for _ in 0..20 {
        a.write(PLAIN);
        b.write(PLAIN);
    }
    connect(&mut a, &mut b);
    assert_eq!(a.sync.held(&PLAIN), 40);
    assert_eq!(b.sync.held(&PLAIN), 40);
    let progress = |host: &Host| {
        host.others
            .iter()
            .any(|effect| matches!(effect, Effect::Progress { received: 20, expected: 20, .. }))
    };
    assert!(progress(&a) && progress(&b));
    settle(&mut a, &mut b, 3);
    let both = [(&a, b.id()), (&b, a.id())];
    for (host, peer) in both {
        assert!(host.others.contains(&Effect::InSync { peer, with: true }));
    }
}

#[test]
fn a_new_entry_goes_straight_to_the_others_once_and_is_not_echoed() {
    let (mut a, mut b) = two();
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 10);
    a.write(PLAIN);
    assert_eq!(a.kinds_sent(), ["live"]);
    carry(&mut a, &mut b);
    assert_eq!(b.sync.held(&PLAIN), 1);
    b.wait(Duration::from_secs(20));
    assert_eq!(b.kinds_sent(), ["digests"]);
}

#[test]
fn equal_devices_exchange_four_small_frames_and_then_nothing() {
    let (mut a, mut b) = two();
    a.write(PLAIN);
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 5);
    let bytes = connect(&mut a, &mut b);
    assert!(bytes <= 1_024, "{bytes} bytes");
    assert_eq!(settle(&mut a, &mut b, 120), 0);
}

#[test]
fn what_one_refuses_is_sent_once_and_then_there_is_peace() {
    let (mut a, mut b) = two();
    let refused = a.write(PLAIN);
    a.write(PLAIN);
    a.write(PLAIN);
    b.refuse.insert(refused);
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 30);
    assert_eq!(b.sync.held(&PLAIN), 0);
    assert_eq!(settle(&mut a, &mut b, 300), 0, "they go on about it");
    let again = connect(&mut a, &mut b) + settle(&mut a, &mut b, 60);
    assert!(again < 1_024, "{again} bytes on meeting again");
    b.write(PLAIN);
    carry(&mut a, &mut b);
    assert_eq!(a.sync.held(&PLAIN), 4);
}

#[test]
fn whoever_does_not_stand_gets_greeting_and_certificates_only() {
    let mut a = Host::new(1, &[1]);
    let mut b = Host::new(2, &[1, 2]);
    let certificate = CertificateId::from_bytes([9; 32]);
    let bytes = vec![9; 40].into();
    a.tell(Event::Certificate { id: certificate, bytes, from: Origin::Own });
    a.write(PLAIN);
    a.tell(Event::Connected { peer: id(2) });
    b.tell(Event::Connected { peer: id(1) });
    for _ in 0..20 {
        a.wait(Duration::from_secs(1));
        assert!(
            a.kinds_sent().iter().all(|kind| {
                ["hello", "certificate ids", "certificates", "digests"].contains(kind)
            }),
            "{:?}",
            a.kinds_sent()
        );
        carry(&mut a, &mut b);
        a.write(PLAIN);
        a.tell(Event::Signal { to: None, document: None, key: 1, bytes: vec![1] });
    }
    assert_eq!(b.certificates.len(), 1);
    assert_eq!(b.sync.held(&PLAIN), 0);
}

#[test]
fn certificates_arrive_before_anything_else_is_said() {
    let (mut a, mut b) = two();
    let certificate = CertificateId::from_bytes([9; 32]);
    let bytes = vec![9; 40].into();
    a.tell(Event::Certificate { id: certificate, bytes, from: Origin::Own });
    a.write(PLAIN);
    connect(&mut a, &mut b);
    assert_eq!(b.certificates.len(), 1);
    settle(&mut a, &mut b, 2);
    assert_eq!(b.sync.held(&PLAIN), 1);
}

#[test]
fn a_private_document_never_leaves_for_another_member() {
    let (mut a, mut b) = two();
    a.write(PRIVATE);
    connect(&mut a, &mut b);
    a.write(PRIVATE);
    a.tell(Event::Signal { to: None, document: Some(PRIVATE), key: 1, bytes: vec![1] });
    let private = PRIVATE.as_bytes();
    for _ in 0..10 {
        a.wait(Duration::from_secs(1));
        assert!(a.sent.iter().all(|(_, frame)| !frame.windows(32).any(|part| part == private)));
        carry(&mut a, &mut b);
    }
    assert_eq!(b.sync.held(&PRIVATE), 0);
}

#[test]
fn a_missing_ancestor_is_asked_for_by_id() {
    let (mut a, mut b) = two();
    let mut c = Host::new(3, &[1, 2, 3]);
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 5);
    // b hears of the second entry only: the first one's frame is lost with its connection to c
    let first = c.write(PLAIN);
    let second = c.write(PLAIN);
    let entry = |id| horseshoe_trust::Entry::from_bytes(&c.entries[id]).unwrap();
    a.store(&entry(&first), Origin::File);
    a.store(&entry(&second), Origin::File);
    let bytes = c.entries[&second].to_vec();
    let frame = horseshoe_sync::simulator::forge::live(PLAIN, &bytes);
    b.tell(Event::Frame { peer: a.id(), bytes: frame });
    assert_eq!(b.sync.held(&PLAIN), 0);
    b.wait(Duration::from_millis(500));
    assert_eq!(b.kinds_sent(), ["want"]);
    carry(&mut a, &mut b);
    assert!(b.entries.contains_key(&first));
}

#[test]
fn signals_of_a_document_reach_those_who_share_it() {
    let (mut a, mut b) = two();
    connect(&mut a, &mut b);
    for byte in 0..9 {
        a.tell(Event::Signal { to: None, document: Some(PLAIN), key: 5, bytes: vec![byte] });
    }
    for (to, byte) in [(DeviceId::from_bytes([9; 32]), 20), (b.id(), 21)] {
        let to = Some(to);
        a.tell(Event::Signal { to, document: Some(PLAIN), key: 6, bytes: vec![byte] });
    }
    a.wait(Duration::from_millis(60));
    carry(&mut a, &mut b);
    let signals: Vec<_> = b
        .delivered
        .iter()
        .filter_map(|incoming| match incoming {
            Incoming::Signal { bytes, .. } => Some(bytes[0]),
            _ => None,
        })
        .collect();
    assert_eq!(signals, [0, 8, 21]);
}

#[test]
fn a_file_carries_what_somebody_lacks() {
    let (mut a, mut b) = two();
    a.write(PLAIN);
    connect(&mut a, &mut b);
    let holdings = b.sync.holdings(Some(&Audience::Everyone));
    for _ in 0..5 {
        a.write(PLAIN);
    }
    a.write(PRIVATE);
    let lacking = a.sync.lacking(&holdings, Some(&Audience::Everyone));
    assert_eq!(
        lacking.iter().map(|(document, ids)| (*document, ids.len())).collect::<Vec<_>>(),
        [(PLAIN, 5)]
    );
    let (mut writer, mut file) = Writer::begin(&a.sync, Some(&Audience::Everyone));
    for (document, ids) in lacking {
        let entries: Vec<_> = ids.iter().map(|id| a.entries[id].clone()).collect();
        file.extend(writer.entries(document, &entries));
    }
    file.extend(writer.holdings(&a.sync, Some(&Audience::Everyone)));
    file.extend(writer.beside(vec![vec![5; 9]], vec![vec![6; 81]; 1_500]));
    file.extend(writer.finish());

    let contents = exchange_file::read(&file).unwrap();
    assert_eq!(contents.community, COMMUNITY);
    assert_eq!(contents.holdings, a.sync.holdings(Some(&Audience::Everyone)));
    assert_ne!(
        contents.holdings,
        a.sync.holdings(None),
        "nothing is said of what they may not see"
    );
    assert_eq!(contents.proposals, [vec![5; 9]]);
    assert_eq!(contents.secrets, vec![vec![6; 81]; 1_500]);
    for frame in contents.frames {
        b.tell(Event::FromFile { frame: frame.to_vec() });
    }
    assert_eq!(b.sync.held(&PLAIN), 6);
    assert_eq!(b.sync.held(&PRIVATE), 0);

    let failed = |file: &[u8]| exchange_file::read(file).err();
    assert_eq!(failed(b"PK zip"), Some(FileError::NotOne));
    assert_eq!(failed(b"Horseshoe exchange 2\n"), Some(FileError::NewerVersion));
    for cut in [21, 40, file.len() / 2, file.len() - 1] {
        assert_eq!(failed(&file[..cut]), Some(FileError::Damaged), "cut at {cut}");
    }
    file[60] ^= 1;
    assert_eq!(failed(&file), Some(FileError::Damaged));
}

#[test]
fn a_destroyed_document_is_neither_sent_nor_asked_for() {
    let (mut a, mut b) = two();
    a.write(PLAIN);
    b.tell(Event::Forgotten { document: PLAIN });
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 20);
    assert_eq!(b.sync.held(&PLAIN), 0);
    assert!(!b.delivered.iter().any(|incoming| matches!(incoming, Incoming::Entry { .. })));
    assert_eq!(settle(&mut a, &mut b, 60), 0);
}

#[test]
fn a_document_made_later_follows_its_grant() {
    let (mut a, mut b) = two();
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 3);
    let new = DocumentId::from_bytes([77; 32]);
    a.grant(new, Audience::Everyone, Origin::Own);
    a.write(new);
    carry(&mut a, &mut b);
    assert_eq!(b.sync.held(&new), 0, "its grant is not checked yet");
    b.grant(new, Audience::Everyone, Origin::Peer(a.id()));
    settle(&mut a, &mut b, 12);
    assert_eq!(b.sync.held(&new), 1);
}

#[test]
fn each_learns_which_of_its_own_entries_the_other_holds() {
    let (mut a, mut b) = two();
    for _ in 0..3 {
        a.write(PLAIN);
    }
    let held = |host: &Host| {
        let holds = |effect: &Effect| match effect {
            Effect::Holds { seq, .. } => Some(*seq),
            _ => None,
        };
        host.others.iter().filter_map(holds).collect::<Vec<_>>()
    };
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 5);
    assert_eq!(held(&a), [3], "what was sent is held once the other says so");
    assert_eq!(held(&b), [], "who wrote nothing has nothing to learn");

    // Both write at once: neither says it holds just what the other had.
    a.write(PLAIN);
    b.write(PLAIN);
    settle(&mut a, &mut b, 20);
    assert_eq!((held(&a).last(), held(&b).last()), (Some(&4), Some(&1)));
    assert!(held(&a).is_sorted(), "it is said once");
}

#[test]
fn what_is_for_two_is_mentioned_to_no_third_on_any_way() {
    let pair = DocumentId::from_bytes([78; 32]);
    let readers = |members: [u8; 2]| Audience::Members(members.map(member).into());
    let (mut a, mut b) = two();
    // Between the first and somebody who is not here.
    a.grant(pair, readers([1, 3]), Origin::Own);
    a.write(pair);
    connect(&mut a, &mut b);
    a.write(pair);
    a.tell(Event::Signal { to: None, document: Some(pair), key: 1, bytes: vec![7] });
    a.wait(Duration::from_secs(20));
    carry(&mut a, &mut b);
    // Whoever asks all the same is told nothing.
    let newest = *a.entries.keys().next_back().unwrap();
    for frame in [
        horseshoe_sync::simulator::forge::want(pair, vec![newest]),
        horseshoe_sync::simulator::forge::frontier(pair, 1, true),
    ] {
        a.tell(Event::Frame { peer: b.id(), bytes: frame });
    }
    let (_, file) = Writer::begin(&a.sync, Some(&Audience::Member(member(2))));
    let holdings = a.sync.holdings(Some(&Audience::Member(member(2))));
    assert!(!names(&file, pair.as_bytes()));
    assert!(!format!("{holdings:?}").contains(&pair.to_hex()[..8]));
    carry(&mut a, &mut b);
    assert_eq!(b.sync.held(&pair), 0);
    let told = |incoming: &Incoming| matches!(incoming, Incoming::Signal { .. });
    assert!(!b.delivered.iter().any(told));

    // With the one it is shared with, the same goes through.
    let mut c = Host::new(3, &[1, 2, 3]);
    a.tell(Event::Standing { devices: [1, 2, 3].map(|it| (id(it), member(it))).into() });
    c.grant(pair, readers([1, 3]), Origin::File);
    connect(&mut a, &mut c);
    settle(&mut a, &mut c, 20);
    assert_eq!(c.sync.held(&pair), 2);
}

fn names(bytes: &[u8], id: &[u8]) -> bool {
    bytes.windows(8).any(|part| *part == id[..8])
}
