//! Files of every format there ever was: each opens and reads the same for ever.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::path::PathBuf;

use horseshoe_store::{Batch, Disk, Memory, Store};

#[path = "helpers/kept.rs"]
mod kept;

use kept::{certificate, community, document, entry, kept};

const KEY: [u8; 32] = [1; 32];

/// The format that stores are written in now.
const PRESENT: u32 = 2;

/// What stands in the file of every format: something of every kind, empty values, one longer than a page, and gaps.
fn fill(store: &mut dyn Store) {
    let (of, on) = (community(1), document(1));
    let mut first = Batch::new();
    first.put_certificate(of, certificate(2), b"second by id".to_vec());
    first.put_certificate(of, certificate(1), b"first by id".to_vec());
    first.put_grant(of, on, b"key".to_vec()).put_grant(of, document(2), vec![]);
    first.put_entry(of, on, entry(3), vec![3; 10_000]);
    first.put_entry(of, on, entry(2), b"gone".to_vec());
    first.put_journal(of, on, b"cleared".to_vec());
    first.put_quarantine(of, b"refused".to_vec());
    first.put_note("note 0", b"before".to_vec()).put_note("note 1", b"deleted".to_vec());
    let mut second = Batch::new();
    second.forget_document(of, on).clear_journal(of, document(2));
    second.put_entry(of, on, entry(3), vec![4; 10_000]).put_entry(of, on, entry(1), vec![]);
    second.put_entry(community(2), on, entry(1), b"of another community".to_vec());
    second.put_journal(of, on, b"one".to_vec()).put_journal(of, on, b"another".to_vec());
    second.put_note("note 0", b"after".to_vec()).delete_note("note 1").put_note("note 2", vec![]);
    store.commit(first).unwrap();
    store.commit(second).unwrap();
}

fn file(format: u32) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/formats/{format}.redb"))
}

#[test]
fn a_store_of_every_format_reads_the_same_and_goes_on() {
    for format in 1..=PRESENT {
        reads_the_same_and_goes_on(format);
    }
}

fn reads_the_same_and_goes_on(format: u32) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    std::fs::copy(file(format), &path).unwrap();
    let mut expected = Memory::new();
    fill(&mut expected);
    let mut store = Disk::open(&path, &KEY).unwrap();
    assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap());
    let mut batch = Batch::new();
    batch.put_entry(community(1), document(1), entry(9), b"new".to_vec());
    batch.put_journal(community(1), document(1), b"one".to_vec());
    expected.commit(batch.clone()).unwrap();
    store.commit(batch).unwrap();
    assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap());
    // Its names go with it to another key.
    store.seal_anew(&[2; 32]).unwrap();
    drop(store);
    let store = Disk::open(&path, &[2; 32]).unwrap();
    assert_eq!(kept(&store).unwrap(), kept(&expected).unwrap());
    horseshoe_store::Read::scrub(&store, &mut |damage| panic!("{damage}")).unwrap();
}

/// Run once when a format begins, by name and with `--ignored`; it never replaces a file.
#[test]
#[ignore = "makes the file of the present format"]
fn make_the_file_of_the_present_format() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    fill(&mut Disk::open(&path, &KEY).unwrap());
    assert!(!file(PRESENT).exists(), "the file of a format stays as it is");
    std::fs::copy(&path, file(PRESENT)).unwrap();
}
