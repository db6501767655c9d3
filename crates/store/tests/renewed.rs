//! A store sealed under another key holds the same, and no copy from before opens with it; a store carried to another
//! as records holds the same, too.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use horseshoe_store::{
    Batch, Disk, LyingDisk, Memory, OpenError, Read as _, Store as _, StoreError, Writer,
};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use std::sync::mpsc;
use zeroize::Zeroizing;

#[path = "helpers/kept.rs"]
mod kept;

use kept::{certificate, community, document, entry, kept, random_batch};

const OLD: [u8; 32] = [7; 32];
const NEW: [u8; 32] = [8; 32];

fn open(disk: &LyingDisk, key: &[u8; 32]) -> Result<Disk, OpenError> {
    let disk = disk.clone();
    Disk::open_on(key, move || disk.clone())
}

/// Something of every kind, in two documents; more rows than are sealed anew at once.
fn filled() -> Batch {
    let (of, on, other) = (community(1), document(1), document(2));
    let mut batch = Batch::new();
    batch.put_certificate(of, certificate(2), b"second".to_vec());
    batch.put_certificate(of, certificate(1), b"first".to_vec());
    batch.put_grant(of, other, b"key".to_vec()).put_grant(of, on, b"another key".to_vec());
    batch.put_entry(of, on, entry(1), vec![3; 10_000]).put_entry(of, other, entry(1), vec![]);
    for number in 0..600_u16 {
        batch.put_entry(of, on, wide_entry(number), number.to_be_bytes().to_vec());
    }
    batch.put_journal(of, on, b"one".to_vec()).put_journal(of, on, b"another".to_vec());
    batch.put_quarantine(of, b"refused".to_vec());
    batch.put_note("note 0", b"kept".to_vec()).put_note("note 2", vec![]);
    batch
}

fn wide_entry(number: u16) -> horseshoe_trust::EntryId {
    let mut id = [9; 32];
    id[..2].copy_from_slice(&number.to_be_bytes());
    horseshoe_trust::EntryId::from_bytes(id)
}

#[test]
fn all_that_is_kept_opens_with_the_new_key_and_with_no_other() {
    let disk = LyingDisk::new(1);
    let mut expected = Memory::new();
    let mut store = open(&disk, &OLD).unwrap();
    let reader = store.reader();
    store.commit(filled()).unwrap();
    expected.commit(filled()).unwrap();
    store.seal_anew(&NEW).unwrap();
    assert_eq!(kept(&*reader).unwrap(), kept(&expected).unwrap(), "whoever reads goes on reading");
    let mut more = Batch::new();
    // Kept once: the names are the ones from before.
    more.put_journal(community(1), document(1), b"one".to_vec());
    more.put_note("note 0", b"replaced".to_vec());
    store.commit(more.clone()).unwrap();
    expected.commit(more).unwrap();
    drop((store, reader));
    assert!(matches!(open(&disk, &OLD), Err(OpenError::WrongKey { .. })));
    let store = open(&disk, &NEW).unwrap();
    assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap());
    store.scrub(&mut |damage| panic!("{damage}")).unwrap();
}

/// S12, of a store: with all the keys there are after a document was forgotten, a copy from before gives nothing of it.
#[test]
fn s12_a_copy_from_before_opens_with_nothing_that_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("store"), folder.path().join("copy"));
    let mut store = Disk::open(&path, &OLD).unwrap();
    store.commit(filled()).unwrap();
    drop(store);
    std::fs::copy(&path, &copy).unwrap();
    let mut store = Disk::open(&path, &OLD).unwrap();
    let mut forgetting = Batch::new();
    forgetting.forget_document(community(1), document(1));
    store.commit(forgetting).unwrap();
    store.seal_anew(&NEW).unwrap();
    drop(store);
    assert!(matches!(Disk::open(&copy, &NEW), Err(OpenError::WrongKey { .. })));
    let store = Disk::open(&path, &NEW).unwrap();
    assert_eq!(store.documents(&community(1)).unwrap(), [document(2)]);
    assert_eq!(store.entry(&community(1), &document(2), &entry(1)).unwrap(), Some(vec![]));
    drop(store);
    // The sealed rows one by one: none of the old ones opens with the new key either.
    assert_eq!(opening(&copy, &OLD), rows(&copy));
    assert_eq!(opening(&copy, &NEW), 0);
    assert!(opening(&path, &NEW) > 0 && opening(&path, &OLD) == 0);
}

/// How many sealed rows of a file open with a key, tried one by one without the store.
fn opening(path: &std::path::Path, key: &[u8; 32]) -> usize {
    use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
    use chacha20poly1305::{XChaCha20Poly1305, XNonce};
    let cipher =
        XChaCha20Poly1305::new((&blake3::derive_key("horseshoe 1 store rows", key)).into());
    each_row(path, |table, row_key, sealed| {
        let Some((nonce, sealed)) = sealed.split_first_chunk::<24>() else { return false };
        let aad = [table.as_bytes(), &[0], row_key].concat();
        cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &aad }).is_ok()
    })
}

fn rows(path: &std::path::Path) -> usize {
    each_row(path, |_, _, _| true)
}

fn each_row(path: &std::path::Path, mut counts: impl FnMut(&str, &[u8], &[u8]) -> bool) -> usize {
    use redb::{ReadableDatabase as _, ReadableTable as _, TableDefinition};
    let tables = ["communities", "documents", "certificates", "grants", "entries", "journal"];
    let database = redb::Database::open(path).unwrap();
    let reading = database.begin_read().unwrap();
    let mut counted = 0;
    for name in tables.into_iter().chain(["notes", "quarantine"]) {
        let definition = TableDefinition::<&[u8], &[u8]>::new(name);
        for row in reading.open_table(definition).unwrap().iter().unwrap() {
            let (key, sealed) = row.unwrap();
            counted += usize::from(counts(name, key.value(), sealed.value()));
        }
    }
    counted
}

#[test]
fn a_loss_of_power_at_any_moment_leaves_all_of_it_under_one_of_the_two_keys() {
    let mut expected = Memory::new();
    expected.commit(filled()).unwrap();
    let (mut under_old, mut under_new) = (0, 0);
    for seed in 0..200 {
        let disk = LyingDisk::new(seed);
        let mut store = open(&disk, &OLD).unwrap();
        store.commit(filled()).unwrap();
        disk.lose_power_after(ChaCha8Rng::seed_from_u64(seed).next_u64() % 60);
        let sealed = store.seal_anew(&NEW);
        drop(store);
        disk.restart();
        let store = match open(&disk, &NEW) {
            Err(OpenError::WrongKey { .. }) => {
                assert!(sealed.is_err(), "seed {seed}");
                under_old += 1;
                open(&disk, &OLD)
            }
            opened => {
                under_new += 1;
                opened
            }
        };
        let store = store.unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap(), "seed {seed}");
    }
    assert!(under_old > 10 && under_new > 10, "{under_old} {under_new}");
}

#[test]
fn a_failure_of_the_disk_leaves_a_store_that_reads_on_and_can_try_again() {
    let mut expected = Memory::new();
    expected.commit(filled()).unwrap();
    let mut failed = 0;
    for calls in 0..60 {
        let disk = LyingDisk::new(calls);
        let mut store = open(&disk, &OLD).unwrap();
        store.commit(filled()).unwrap();
        disk.fail_after(calls, horseshoe_store::Fault::Full);
        let first = store.seal_anew(&NEW);
        assert!(matches!(first, Ok(()) | Err(StoreError::DiskFull | StoreError::Io(_))));
        if first.is_ok() {
            // The failure is yet to come, and not to this.
            continue;
        }
        failed += 1;
        assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap(), "after {calls}");
        store.seal_anew(&NEW).unwrap();
        assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap(), "after {calls}");
    }
    assert!(failed > 5, "{failed}");
}

#[test]
fn a_writer_seals_anew_after_what_was_given_before() {
    let disk = LyingDisk::new(1);
    let writer = Writer::start(open(&disk, &OLD).unwrap()).unwrap();
    let (done, told) = mpsc::channel();
    for answer in [done.clone(), done.clone()] {
        writer.submit(filled(), Box::new(move |result| answer.send(result).unwrap()));
    }
    let answer = done.clone();
    writer.seal_anew(Zeroizing::new(NEW), Box::new(move |result| answer.send(result).unwrap()));
    writer.submit(filled(), Box::new(move |result| done.send(result).unwrap()));
    writer.finish().unwrap();
    assert_eq!(told.iter().collect::<Vec<_>>(), [Ok(()), Ok(()), Ok(()), Ok(())]);
    let mut expected = Memory::new();
    expected.commit(filled()).unwrap();
    assert_eq!(kept(&open(&disk, &NEW).unwrap()).unwrap(), kept(&expected).unwrap());
}

#[test]
fn records_carry_everything_to_another_store() {
    for seed in 0..50 {
        let rng = &mut ChaCha8Rng::seed_from_u64(seed);
        let mut from = open(&LyingDisk::new(seed), &OLD).unwrap();
        from.commit(filled()).unwrap();
        for _ in 0..20 {
            from.commit(random_batch(rng)).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let names = from.note_names().unwrap();
        let mut disk = Disk::open_for_records(&path, &NEW, names).unwrap();
        let mut memory = Memory::for_records(names);
        let mut batch = Batch::new();
        from.records(&mut |record| {
            batch.put_record(record);
            Ok(())
        })
        .unwrap();
        disk.commit(batch.clone()).unwrap();
        memory.commit(batch).unwrap();
        assert_eq!(all(&from), all(&disk), "seed {seed}");
        assert_eq!(all(&from), all(&memory), "seed {seed}");
        drop(disk);
        let again = Disk::open(&path, &NEW).unwrap();
        assert_eq!(again.note("note 0").unwrap(), from.note("note 0").unwrap());
    }
}

fn all(store: &dyn horseshoe_store::Read) -> Vec<horseshoe_store::Record> {
    let mut all = Vec::new();
    store
        .records(&mut |record| {
            all.push(record);
            Ok(())
        })
        .unwrap();
    all
}

#[test]
fn whoever_takes_records_can_stop() {
    let disk = LyingDisk::new(1);
    let mut store = open(&disk, &OLD).unwrap();
    store.commit(filled()).unwrap();
    let stopped = store.records(&mut |_| Err(StoreError::Closed));
    assert_eq!(stopped, Err(StoreError::Closed));
}
