//! Whatever a peer sends: it is closed with a reason, or ignored; the others notice nothing.

#[path = "support/host.rs"]
mod host;

use std::time::Duration;

use horseshoe_sync::simulator::forge;
use horseshoe_sync::{CloseReason, Event, Incoming, MAX_FRAME, Origin};
use horseshoe_trust::{CommunityId, EntryId};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use host::{COMMUNITY, Host, PLAIN, PRIVATE, carry, connect, entry_of, id, key, settle};

/// Device 1 with an honest friend (2), and device 9 who stands and has greeted, and now does what it likes.
fn three() -> (Host, Host) {
    let mut a = Host::new(1, &[1, 2, 9]);
    let mut friend = Host::new(2, &[1, 2, 9]);
    for _ in 0..50 {
        a.write(PLAIN);
    }
    a.write(PRIVATE);
    connect(&mut a, &mut friend);
    a.tell(Event::Connected { peer: id(9) });
    let hello = a.sent.pop().expect("a greeting").1;
    a.tell(Event::Frame { peer: id(9), bytes: hello });
    a.sent.clear();
    (a, friend)
}

fn hostile(a: &mut Host, bytes: Vec<u8>) {
    a.tell(Event::Frame { peer: id(9), bytes });
}

fn friend_notices_nothing(mut a: Host, mut friend: Host) {
    a.sent.retain(|(peer, _)| *peer == friend.id());
    let before = friend.sync.held(&PLAIN);
    a.write(PLAIN);
    a.sent.retain(|(peer, _)| *peer == friend.id());
    carry(&mut a, &mut friend);
    assert_eq!(friend.sync.held(&PLAIN), before + 1);
    friend.write(PLAIN);
    carry(&mut a, &mut friend);
    assert_eq!(a.sync.held(&PLAIN), before + 2);
}

#[test]
fn garbage_closes_the_connection_and_nobody_elses() {
    for bytes in [vec![], vec![255; 40], vec![12; 3], vec![9; MAX_FRAME], vec![11; MAX_FRAME + 1]] {
        let (mut a, friend) = three();
        hostile(&mut a, bytes);
        assert_eq!(a.closed, [(id(9), CloseReason::Garbage)]);
        friend_notices_nothing(a, friend);
    }
}

#[test]
fn a_frame_with_anything_changed_never_harms() {
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let samples = forge::one_of_each();
    let (mut a, friend) = three();
    for _ in 0..20_000 {
        let mut frame = samples[rng.random_range(0..samples.len())].1.clone();
        for _ in 0..rng.random_range(1..4) {
            let at = rng.random_range(0..frame.len());
            frame[at] = rng.random();
        }
        hostile(&mut a, frame);
        if a.closed.pop().is_some() {
            a.tell(Event::Connected { peer: id(9) });
            let hello = a.sent.pop().unwrap().1;
            hostile(&mut a, hello);
        }
        a.sent.clear();
    }
    assert_eq!(a.sync.held(&PLAIN), 50);
    friend_notices_nothing(a, friend);
}

#[test]
fn another_community_and_another_version_are_named_as_such() {
    let greet = |bytes| {
        let mut a = Host::new(1, &[1, 9]);
        a.tell(Event::Connected { peer: id(9) });
        hostile(&mut a, bytes);
        a.closed.pop().unwrap().1
    };
    let other = CommunityId::from_bytes([5; 32]);
    assert_eq!(greet(forge::hello(other, [0; 16])), CloseReason::OtherCommunity(other));
    let mut newer = forge::hello(COMMUNITY, [0; 16]);
    newer[1] = 7;
    newer.extend([1, 2, 3]);
    assert_eq!(greet(newer), CloseReason::OtherVersion(7));
    assert_eq!(greet(forge::summary()), CloseReason::OutOfTurn);
}

#[test]
fn greeting_twice_and_answering_what_was_not_sent_is_out_of_turn() {
    for bytes in [forge::hello(COMMUNITY, [0; 16]), forge::taken()] {
        let (mut a, friend) = three();
        hostile(&mut a, bytes);
        assert_eq!(a.closed, [(id(9), CloseReason::OutOfTurn)]);
        friend_notices_nothing(a, friend);
    }
}

#[test]
fn endless_wants_end_in_a_closed_connection() {
    let (mut a, friend) = three();
    let ids: Vec<_> = (0..256_u64)
        .map(|n| {
            let mut id = [0; 32];
            id[..8].copy_from_slice(&n.to_be_bytes());
            EntryId::from_bytes(id)
        })
        .collect();
    for _ in 0..1_000 {
        hostile(&mut a, forge::want(PLAIN, ids.clone()));
    }
    assert_eq!(a.closed, [(id(9), CloseReason::Flooding)]);
    friend_notices_nothing(a, friend);
}

#[test]
fn wants_for_real_entries_without_taking_them_pile_up_no_further_than_the_bound() {
    let (mut a, friend) = three();
    let ids: Vec<_> = a.entries.keys().copied().collect();
    for _ in 0..1_000 {
        hostile(&mut a, forge::want(PLAIN, ids.clone()));
    }
    let sent: usize = a.sent.iter().map(|(_, frame)| frame.len()).sum();
    assert!(sent < 400 * 1024, "{sent} bytes to somebody who answers nothing");
    assert_eq!(a.closed, [(id(9), CloseReason::Flooding)]);
    friend_notices_nothing(a, friend);
}

#[test]
fn huge_and_endless_frontiers_end_in_a_closed_connection() {
    let (mut a, friend) = three();
    for _ in 0..9 {
        hostile(&mut a, forge::frontier(PLAIN, 8_000, false));
    }
    assert_eq!(a.closed, [(id(9), CloseReason::Flooding)]);
    friend_notices_nothing(a, friend);

    let (mut a, friend) = three();
    for _ in 0..100 {
        hostile(&mut a, forge::frontier(PLAIN, 8_000, true));
    }
    assert_eq!(a.closed, [(id(9), CloseReason::Flooding)]);
    friend_notices_nothing(a, friend);
}

#[test]
fn entries_that_are_none_or_of_another_document_close_the_connection() {
    let (mut a, friend) = three();
    hostile(&mut a, forge::live(PLAIN, &[1; 300]));
    assert_eq!(a.closed, [(id(9), CloseReason::Garbage)]);
    friend_notices_nothing(a, friend);

    let (mut a, friend) = three();
    let stray = a.entries.values().next().unwrap().to_vec();
    hostile(&mut a, forge::entries(PRIVATE, &[&stray], 0));
    assert_eq!(a.closed, [(id(9), CloseReason::Garbage)]);
    friend_notices_nothing(a, friend);
}

#[test]
fn another_members_private_document_is_neither_given_nor_taken() {
    let (mut a, _) = three();
    hostile(&mut a, forge::frontier(PRIVATE, 0, true));
    let ids: Vec<_> = a.entries.keys().copied().collect();
    hostile(&mut a, forge::want(PRIVATE, ids));
    a.wait(Duration::from_secs(3));
    let mut writer = Host::new(9, &[1, 2, 9]);
    let forged = writer.write(PRIVATE);
    hostile(&mut a, forge::live(PRIVATE, &writer.entries[&forged].clone()));
    let to_them = a.sent.iter().filter(|(peer, _)| *peer == id(9));
    assert!(to_them.map(|(_, frame)| frame.len()).max().unwrap_or_default() < 4_096);
    assert!(!a.delivered.iter().any(
        |incoming| matches!(incoming, Incoming::Entry { document, .. } if *document == PRIVATE)
    ));
}

#[test]
fn claims_to_hold_what_never_comes_hold_nobody_up() {
    let (mut a, mut friend) = three();
    hostile(&mut a, forge::summary());
    for round in 0..50 {
        hostile(&mut a, forge::digests(vec![(PLAIN, [round; 16])]));
        a.wait(Duration::from_secs(1));
    }
    a.sent.clear();
    // the friend wrote meanwhile, on another connection
    a.tell(Event::Disconnected { peer: friend.id() });
    friend.tell(Event::Disconnected { peer: a.id() });
    friend.write(PLAIN);
    let before = a.sync.held(&PLAIN);
    let peers = (a.id(), friend.id());
    a.tell(Event::Connected { peer: peers.1 });
    friend.tell(Event::Connected { peer: peers.0 });
    for _ in 0..60 {
        a.sent.retain(|(peer, _)| *peer == peers.1);
        carry(&mut a, &mut friend);
        a.wait(Duration::from_secs(1));
        friend.wait(Duration::from_secs(1));
    }
    assert_eq!(a.sync.held(&PLAIN), before + 1);
}

#[test]
fn a_chain_forked_a_thousand_times_is_exchanged_once_and_then_only_what_is_new() {
    let mut rng = ChaCha8Rng::seed_from_u64(12);
    let (mut a, mut b) = (Host::new(1, &[1, 2, 9]), Host::new(2, &[1, 2, 9]));
    let mut beginning = || entry_of(&key(9), PLAIN, None, &mut rng);
    for _ in 0..500 {
        a.store(&beginning(), Origin::File);
        b.store(&beginning(), Origin::File);
    }
    connect(&mut a, &mut b);
    settle(&mut a, &mut b, 60);
    assert_eq!((a.sync.held(&PLAIN), b.sync.held(&PLAIN)), (1_000, 1_000));
    assert_eq!(settle(&mut a, &mut b, 300), 0, "they go on about it");

    let entry = beginning().to_bytes().len();
    for round in 1..=50 {
        a.store(&beginning(), Origin::File);
        b.store(&beginning(), Origin::File);
        let bytes = settle(&mut a, &mut b, 10);
        let held = 1_000 + 2 * round;
        assert_eq!((a.sync.held(&PLAIN), b.sync.held(&PLAIN)), (held, held));
        assert!(bytes < 80 * entry, "{bytes} bytes for two entries of {entry}, round {round}");
    }
    assert_eq!((a.closed, b.closed), (vec![], vec![]));
}
