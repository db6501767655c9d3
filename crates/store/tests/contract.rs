//! What every store promises: in memory, on a disk, and on a disk that could lie and does not.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::sync::atomic::{AtomicBool, Ordering};

use horseshoe_store::{Batch, Disk, LyingDisk, MAX_VALUE, Memory, Place, Store, StoreError};
use proptest::prelude::*;
use tempfile::TempDir;

#[path = "helpers/kept.rs"]
mod kept;

use kept::{Step, certificate, community, document, entry, kept, kept_of};

const KEY: [u8; 32] = [7; 32];

/// Where a store is kept, to be opened any number of times.
trait Home {
    fn open(&self) -> Box<dyn Store>;
}

impl Home for Memory {
    fn open(&self) -> Box<dyn Store> {
        Box::new(self.clone())
    }
}

impl Home for TempDir {
    fn open(&self) -> Box<dyn Store> {
        Box::new(Disk::open(&self.path().join("store"), &KEY).unwrap())
    }
}

impl Home for LyingDisk {
    fn open(&self) -> Box<dyn Store> {
        let disk = self.clone();
        Box::new(Disk::open_on(&KEY, move || disk.clone()).unwrap())
    }
}

/// Holds each kind of store to each of these.
macro_rules! every_store {
    ($($promise:ident)*) => {
        mod memory {
            $(#[test] fn $promise() { super::$promise(&super::Memory::new()); })*
        }
        mod disk {
            $(#[test] fn $promise() { super::$promise(&tempfile::tempdir().unwrap()); })*
        }
        mod disk_that_tells_the_truth {
            $(#[test] fn $promise() { super::$promise(&super::LyingDisk::new(1)); })*
        }
    };
}

every_store! {
    a_new_store_is_empty
    all_is_read_in_order_of_arrival
    everything_is_kept_once
    reading_on_always_makes_progress
    forgetting_drops_a_document_and_nothing_else
    forgetting_drops_a_community_and_nothing_else
    a_journal_is_cleared_and_begun_anew
    notes_are_replaced_and_deleted
    steps_of_a_batch_are_done_in_order
    what_is_too_large_refuses_the_whole_batch
    the_largest_value_is_kept
    no_place_is_used_twice
    a_reader_sees_whole_commits_only
    sizes_count_what_was_put_in
}

fn write(store: &mut dyn Store, fill: impl FnOnce(&mut Batch)) {
    let mut batch = Batch::new();
    fill(&mut batch);
    store.commit(batch).unwrap();
}

fn a_new_store_is_empty(home: &impl Home) {
    let (store, nothing) = (home.open(), Memory::new());
    assert_eq!(kept(&*store).unwrap(), kept(&nothing).unwrap());
    assert_eq!(store.documents(&community(1)).unwrap(), []);
    assert_eq!(store.entry(&community(1), &document(1), &entry(1)).unwrap(), None);
}

fn all_is_read_in_order_of_arrival(home: &impl Home) {
    let mut store = home.open();
    let (of, on, other) = (community(1), document(1), document(2));
    // Ids fall while things arrive, so that an order by id is noticed.
    for number in (1..=9).rev() {
        write(&mut *store, |batch| {
            batch.put_certificate(of, certificate(number), vec![number]);
            batch.put_grant(of, if number % 2 == 0 { on } else { other }, vec![number]);
            batch.put_entry(of, on, entry(number), vec![number]);
            batch.put_journal(of, on, vec![number]);
            batch.put_quarantine(of, vec![number]);
        });
    }
    drop(store);
    let store = home.open();
    let order: Vec<Vec<u8>> = (1..=9).rev().map(|number| vec![number]).collect();
    let bytes = |rows: Vec<(_, Vec<u8>)>| rows.into_iter().map(|row| row.1).collect::<Vec<_>>();
    assert_eq!(bytes(store.certificates(&of).unwrap()), order);
    assert_eq!(store.grants(&of).unwrap(), order);
    assert_eq!(store.journal(&of, &on).unwrap(), order);
    assert_eq!(store.quarantine(&of).unwrap(), order);
    let entries = store.entries(&of, &on, Place::START, usize::MAX).unwrap();
    assert!(entries.is_sorted_by(|one, next| one.0 < next.0));
    assert_eq!(entries.into_iter().map(|entry| entry.2).collect::<Vec<_>>(), order);
}

fn everything_is_kept_once(home: &impl Home) {
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    let mut batch = Batch::new();
    batch.put_certificate(of, certificate(1), vec![1]);
    batch.put_certificate(of, certificate(1), vec![2]);
    batch.put_entry(of, on, entry(1), vec![1]);
    batch.put_entry(of, on, entry(2), vec![2]);
    batch.put_entry(of, on, entry(1), vec![3]);
    for number in [1, 2, 1] {
        batch.put_grant(of, on, vec![number]);
        batch.put_journal(of, on, vec![number]);
        batch.put_quarantine(of, vec![number]);
    }
    for _ in 0..2 {
        store.commit(batch.clone()).unwrap();
        assert_eq!(store.certificates(&of).unwrap(), [(certificate(1), vec![1])]);
        assert_eq!(store.entry(&of, &on, &entry(1)).unwrap(), Some(vec![1]));
        assert_eq!(store.entries(&of, &on, Place::START, usize::MAX).unwrap().len(), 2);
        assert_eq!(store.grants(&of).unwrap(), [[1], [2]]);
        assert_eq!(store.journal(&of, &on).unwrap(), [[1], [2]]);
        assert_eq!(store.quarantine(&of).unwrap(), [[1], [2]]);
        drop(store);
        store = home.open();
    }
}

fn reading_on_always_makes_progress(home: &impl Home) {
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    write(&mut *store, |batch| {
        for number in 1..=5 {
            batch.put_entry(of, on, entry(number), vec![number; 10]);
        }
        batch.put_entry(of, document(2), entry(9), vec![9; 10]);
    });
    let count = |after, limit| store.entries(&of, &on, after, limit).unwrap().len();
    let limits = [0, 1, 10, 11, 20, 49, 50, 51];
    assert_eq!(limits.map(|limit| count(Place::START, limit)), [1, 1, 1, 2, 2, 5, 5, 5]);
    let (mut after, mut read) = (Place::START, Vec::new());
    while let Some((place, id, _)) = store.entries(&of, &on, after, 0).unwrap().pop() {
        after = place;
        read.push(id);
    }
    assert_eq!(read, [1, 2, 3, 4, 5].map(entry));
    assert_eq!(count(after, usize::MAX), 0);
    assert_eq!(count(Place(u64::MAX), usize::MAX), 0);
}

/// Something of everything in two communities of two documents.
fn fill(store: &mut dyn Store) {
    write(store, |batch| {
        batch.put_note("kept", vec![1]);
        for of in [1, 2].map(community) {
            batch.put_certificate(of, certificate(1), vec![1]);
            batch.put_quarantine(of, vec![2]);
            for on in [1, 2].map(document) {
                batch.put_grant(of, on, vec![3]);
                batch.put_entry(of, on, entry(1), vec![4]);
                batch.put_journal(of, on, vec![5]);
            }
        }
    });
}

fn forgetting_drops_a_document_and_nothing_else(home: &impl Home) {
    let mut store = home.open();
    fill(&mut *store);
    let (of, gone, stays) = (community(1), document(1), document(2));
    let before = kept_of(&*store, &of, &stays).unwrap();
    write(&mut *store, |batch| {
        batch.forget_document(of, gone);
        batch.forget_document(of, document(9));
        batch.forget_document(community(9), gone);
    });
    assert_eq!(store.documents(&of).unwrap(), [stays]);
    assert_eq!(store.entries(&of, &gone, Place::START, 1).unwrap(), []);
    assert_eq!(store.entry(&of, &gone, &entry(1)).unwrap(), None);
    assert!(store.journal(&of, &gone).unwrap().is_empty());
    assert_eq!(store.grants(&of).unwrap(), [[3]]);
    assert_eq!(kept_of(&*store, &of, &stays).unwrap(), before);
    assert_eq!(store.documents(&community(2)).unwrap().len(), 2);
    assert_eq!(store.certificates(&of).unwrap().len(), 1);
    write(&mut *store, |batch| {
        batch.put_entry(of, gone, entry(1), vec![9]);
    });
    assert_eq!(store.entry(&of, &gone, &entry(1)).unwrap(), Some(vec![9]));
    assert!(store.journal(&of, &gone).unwrap().is_empty());
}

fn forgetting_drops_a_community_and_nothing_else(home: &impl Home) {
    let mut store = home.open();
    fill(&mut *store);
    write(&mut *store, |batch| {
        batch.forget_community(community(1));
        batch.forget_community(community(9));
    });
    assert_eq!(store.communities().unwrap(), [community(2)]);
    assert_eq!(store.documents(&community(1)).unwrap(), []);
    assert_eq!(store.certificates(&community(1)).unwrap(), []);
    assert!(store.quarantine(&community(1)).unwrap().is_empty());
    assert!(store.grants(&community(1)).unwrap().is_empty());
    assert_eq!(store.note("kept").unwrap(), Some(vec![1]));
    assert_eq!(store.documents(&community(2)).unwrap().len(), 2);
    assert_eq!(store.certificates(&community(2)).unwrap().len(), 1);
    assert_eq!(store.journals().unwrap().len(), 2);
}

fn a_journal_is_cleared_and_begun_anew(home: &impl Home) {
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    write(&mut *store, |batch| {
        batch.put_journal(of, on, vec![1]);
        batch.clear_journal(of, document(9));
        batch.clear_journal(community(9), on);
    });
    assert_eq!(store.journals().unwrap(), [(of, on)]);
    write(&mut *store, |batch| {
        batch.clear_journal(of, on);
    });
    assert_eq!(store.journals().unwrap(), []);
    assert_eq!(store.documents(&of).unwrap(), [on], "the document is not forgotten");
    write(&mut *store, |batch| {
        batch.put_journal(of, on, vec![2]);
        batch.put_journal(of, on, vec![1]);
    });
    assert_eq!(store.journal(&of, &on).unwrap(), [[2], [1]]);
}

fn notes_are_replaced_and_deleted(home: &impl Home) {
    let mut store = home.open();
    write(&mut *store, |batch| {
        batch.put_note("a", vec![1]).put_note("a", vec![2]).put_note("b", vec![3]);
        batch.put_note("", vec![]);
    });
    assert_eq!(store.note("a").unwrap(), Some(vec![2]));
    assert_eq!(store.note("").unwrap(), Some(vec![]));
    write(&mut *store, |batch| {
        batch.delete_note("a").delete_note("never there");
    });
    assert_eq!(store.note("a").unwrap(), None);
    assert_eq!(store.note("b").unwrap(), Some(vec![3]));
    assert_eq!(store.communities().unwrap(), []);
}

fn steps_of_a_batch_are_done_in_order(home: &impl Home) {
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    write(&mut *store, |batch| {
        batch.put_entry(of, on, entry(1), vec![1]).put_journal(of, on, vec![1]);
        batch.forget_community(of);
        batch.put_entry(of, on, entry(1), vec![2]);
        batch.forget_document(of, on);
        batch.put_entry(of, on, entry(1), vec![3]);
        batch.put_journal(of, on, vec![2]).clear_journal(of, on).put_journal(of, on, vec![3]);
        let mut after = Batch::new();
        after.put_journal(of, on, vec![4]);
        batch.append(after);
    });
    assert_eq!(store.entry(&of, &on, &entry(1)).unwrap(), Some(vec![3]));
    assert_eq!(store.journal(&of, &on).unwrap(), [[3], [4]]);
}

fn what_is_too_large_refuses_the_whole_batch(home: &impl Home) {
    let mut store = home.open();
    fill(&mut *store);
    let before = kept(&*store).unwrap();
    let bytes = MAX_VALUE + 1;
    let mut batch = Batch::new();
    batch.put_note("small", vec![1]);
    batch.forget_community(community(1));
    batch.put_entry(community(1), document(1), entry(2), vec![0; bytes]);
    assert_eq!(store.commit(batch), Err(StoreError::TooLarge { bytes }));
    assert_eq!(kept(&*store).unwrap(), before);
}

fn the_largest_value_is_kept(home: &impl Home) {
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    write(&mut *store, |batch| {
        batch.put_entry(of, on, entry(1), vec![5; MAX_VALUE]);
        batch.put_entry(of, on, entry(2), vec![]);
    });
    drop(store);
    let store = home.open();
    assert!(store.entry(&of, &on, &entry(1)).unwrap().unwrap() == vec![5; MAX_VALUE]);
    assert_eq!(store.entry(&of, &on, &entry(2)).unwrap(), Some(vec![]));
}

fn no_place_is_used_twice(home: &impl Home) {
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    let mut last = Place::START;
    for number in 1..=20 {
        write(&mut *store, |batch| {
            batch.put_entry(of, on, entry(number), vec![number]);
        });
        let (place, ..) = store.entries(&of, &on, last, usize::MAX).unwrap().pop().unwrap();
        assert!(place > last);
        last = place;
        match number % 4 {
            0 => write(&mut *store, |batch| {
                batch.forget_community(of);
            }),
            1 => write(&mut *store, |batch| {
                batch.forget_document(of, on);
            }),
            2 => {
                drop(store);
                store = home.open();
            }
            _ => {}
        }
    }
}

fn a_reader_sees_whole_commits_only(home: &impl Home) {
    const ROWS: u8 = 20;
    let mut store = home.open();
    let (of, on) = (community(1), document(1));
    let write_round = |store: &mut dyn Store, round: u8| {
        write(store, |batch| {
            batch.forget_document(of, on);
            for row in 0..ROWS {
                batch.put_entry(of, on, entry(row), vec![round]);
                batch.put_grant(of, document(2 + row % 2), vec![round, row]);
            }
        });
    };
    write_round(&mut *store, 0);
    let written = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let (reader, written) = (store.reader(), &written);
            scope.spawn(move || {
                while !written.load(Ordering::Relaxed) {
                    let entries = reader.entries(&of, &on, Place::START, usize::MAX).unwrap();
                    assert_eq!(entries.len(), usize::from(ROWS));
                    assert!(entries.iter().all(|entry| entry.2 == entries[0].2));
                    assert_eq!(reader.grants(&of).unwrap().len() % usize::from(ROWS), 0);
                }
            });
        }
        for round in 1..=30 {
            write_round(&mut *store, round);
            // What is acknowledged is seen.
            let entries = store.reader().entries(&of, &on, Place::START, 0).unwrap();
            assert_eq!(entries[0].2, [round]);
        }
        written.store(true, Ordering::Relaxed);
    });
}

fn sizes_count_what_was_put_in(home: &impl Home) {
    let mut store = home.open();
    assert_eq!(store.sizes().unwrap().content_bytes, 0);
    let (of, on) = (community(1), document(1));
    write(&mut *store, |batch| {
        batch.put_certificate(of, certificate(1), vec![0; 1]);
        batch.put_grant(of, on, vec![0; 10]);
        batch.put_entry(of, on, entry(1), vec![0; 100]);
        batch.put_entry(of, on, entry(2), vec![0; 100_000]);
        batch.put_journal(of, on, vec![0; 1_000]);
        batch.put_note("a long name that does not count", vec![0; 10_000]);
        batch.put_quarantine(of, vec![0; 1_000_000]);
    });
    let sizes = store.sizes().unwrap();
    assert_eq!((sizes.certificates, sizes.entries), (1, 2));
    assert_eq!(sizes.content_bytes, 1_111_111);
    assert!(sizes.stored_bytes >= sizes.content_bytes);
    let mut damage = Vec::new();
    store.scrub(&mut |found| damage.push(found)).unwrap();
    assert_eq!(damage, []);
}

/// What a random life of a store is made of.
#[derive(Clone, Debug)]
enum Act {
    Commit(Vec<Step>),
    OpenAgain,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let commit = prop::collection::vec(any::<Step>(), 0..8).prop_map(Act::Commit);
    prop::collection::vec(prop_oneof![5 => commit, 1 => Just(Act::OpenAgain)], 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_disk_keeps_what_memory_keeps(acts in acts()) {
        let (home, mut model) = (tempfile::tempdir().unwrap(), Memory::new());
        let mut store = home.open();
        for act in acts {
            match act {
                Act::Commit(steps) => {
                    let batch = kept::batch(&steps);
                    model.commit(batch.clone()).unwrap();
                    store.commit(batch).unwrap();
                }
                Act::OpenAgain => {
                    drop(store);
                    store = home.open();
                }
            }
            prop_assert_eq!(kept(&*store).unwrap(), kept(&model).unwrap());
        }
        store.scrub(&mut |damage| panic!("{damage}")).unwrap();
    }
}
