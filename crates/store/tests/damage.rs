//! Files that are not as they were written: every difference is noticed, and costs no more than it must.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::BTreeSet;

use horseshoe_store::{
    Batch, Damage, Disk, Kind, LyingDisk, OpenError, Read as _, Store as _, StoreError,
};
use horseshoe_trust::DocumentId;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use redb::{ReadableDatabase as _, ReadableTable as _, TableDefinition};

#[path = "helpers/count.rs"]
mod count;
#[path = "helpers/kept.rs"]
mod kept;
#[path = "helpers/quiet.rs"]
mod quiet;

use count::count;
use kept::{Kept, community, document, entry, kept, kept_of, random_batch};
use quiet::quiet_engine;

const KEY: [u8; 32] = [7; 32];

fn open(disk: &LyingDisk) -> Result<Disk, OpenError> {
    let disk = disk.clone();
    Disk::open_on(&KEY, move || disk.clone())
}

/// The bytes of a store that has seen some life, closed in good order.
fn lived(batches: usize) -> Vec<u8> {
    let disk = LyingDisk::new(1);
    let mut store = open(&disk).unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    for _ in 0..batches {
        store.commit(random_batch(&mut rng)).unwrap();
    }
    drop(store);
    disk.contents()
}

/// What is found in a file that is not as it was written.
#[derive(Debug)]
struct Found {
    all: All,
    /// What a scrub reports, if it comes to its end.
    scrub: Option<BTreeSet<Damage>>,
    /// Documents that cannot be read, or not as they were, and why.
    documents: Vec<(DocumentId, Option<StoreError>)>,
}

/// What comes of reading everything.
#[derive(PartialEq, Eq, Debug)]
enum All {
    /// The file does not open.
    Refused,
    Fails,
    Same,
    Wrong,
}

fn find(bytes: Vec<u8>, before: &Kept) -> Found {
    let Ok(store) = open(&LyingDisk::holding(bytes, 1)) else {
        return Found { all: All::Refused, scrub: None, documents: Vec::new() };
    };
    let all = match kept(&store) {
        Err(_) => All::Fails,
        Ok(now) if now == *before => All::Same,
        Ok(_) => All::Wrong,
    };
    let mut reported = BTreeSet::new();
    let scrubbed = store.scrub(&mut |damage| _ = reported.insert(damage));
    let mut documents = Vec::new();
    for (of, on, document) in before.documents() {
        let now = kept_of(&store, of, on);
        if now.as_ref().ok() != Some(document) {
            documents.push((*on, now.err()));
        }
    }
    Found { all, scrub: scrubbed.is_ok().then_some(reported), documents }
}

impl Found {
    fn same(&self) -> bool {
        self.all == All::Same
    }

    fn noticed(&self) -> bool {
        matches!(self.all, All::Refused | All::Fails)
            || self.scrub.as_ref().is_none_or(|reported| !reported.is_empty())
    }
}

#[test]
fn a_flipped_bit_is_noticed_or_changes_nothing() {
    quiet_engine();
    let bytes = lived(150);
    let before = kept(&open(&LyingDisk::holding(bytes.clone(), 1)).unwrap()).unwrap();
    let flips = count("HORSESHOE_FLIPS", 400);
    let mut rng = ChaCha8Rng::seed_from_u64(13);
    let (mut noticed, mut refused, mut one_document) = (0, 0, 0);
    for flip in 0..flips {
        let place = (rng.next_u64() % bytes.len() as u64) as usize;
        let mut damaged = bytes.clone();
        damaged[place] ^= 1 << (rng.next_u32() % 8);
        let found = find(damaged, &before);
        assert!(found.same() || found.noticed(), "flip {flip} at byte {place}: {found:?}");
        // A row that does not open is one document's affair; a bit in how a page is divided spoils the row before and
        // the row after.
        let rows = |why: &Option<StoreError>| matches!(why, Some(StoreError::Damaged(_)));
        if found.documents.iter().all(|(_, why)| rows(why)) {
            assert!(found.documents.len() <= 2, "flip {flip} at byte {place}: {found:?}");
            one_document += u64::from(found.documents.len() == 1);
        }
        noticed += u64::from(found.noticed());
        refused += u64::from(found.all == All::Refused);
    }
    assert!(noticed > flips / 50, "{noticed} of {flips} noticed");
    let summary = format!(
        "{flips} flips in {} bytes: {noticed} noticed, {refused} of them by refusing to open, \
         {one_document} of one document alone",
        bytes.len()
    );
    assert!(one_document > 0 && refused < noticed, "{summary}");
    std::io::Write::write_all(&mut std::io::stdout(), summary.as_bytes()).unwrap();
}

#[test]
fn a_file_cut_short_is_opened_or_refused() {
    quiet_engine();
    let bytes = lived(60);
    let before = kept(&open(&LyingDisk::holding(bytes.clone(), 1)).unwrap()).unwrap();
    for length in (4096..bytes.len()).step_by(4096) {
        let found = find(bytes[..length].to_vec(), &before);
        assert!(found.same() || found.noticed(), "{length} bytes: {found:?}");
    }
}

type Rows = TableDefinition<'static, &'static [u8], &'static [u8]>;

/// Changes rows of a table behind the store's back.
fn change(disk: &LyingDisk, table: &'static str, mut change: impl FnMut(&[u8], &mut Vec<u8>)) {
    let database = redb::Builder::new().create_with_backend(disk.clone()).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let mut table = transaction.open_table(Rows::new(table)).unwrap();
        let rows = table.iter().unwrap().map(|row| row.unwrap());
        let rows: Vec<_> =
            rows.map(|(key, value)| (key.value().to_vec(), value.value().to_vec())).collect();
        for (key, mut value) in rows {
            change(&key, &mut value);
            table.insert(&*key, &*value).unwrap();
        }
    }
    transaction.commit().unwrap();
}

fn row_counts(disk: &LyingDisk) -> Vec<(String, u64)> {
    use redb::{ReadableTableMetadata as _, TableHandle as _};
    let database = redb::Builder::new().create_with_backend(disk.clone()).unwrap();
    let reading = database.begin_read().unwrap();
    let tables = reading.list_tables().unwrap().map(|table| table.name().to_owned());
    let rows = |table: &str| {
        let table: Rows = TableDefinition::new(Box::leak(table.to_owned().into_boxed_str()));
        reading.open_table(table).unwrap().len().unwrap()
    };
    tables.map(|table| (table.clone(), rows(&table))).collect()
}

/// Three documents with an entry, a grant and a journal each.
fn three_documents(disk: &LyingDisk) {
    let mut batch = Batch::new();
    for on in (0..3).map(document) {
        batch.put_entry(community(0), on, entry(1), vec![1; 100]);
        batch.put_entry(community(0), on, entry(2), vec![2; 100]);
        batch.put_grant(community(0), on, vec![3; 100]);
        batch.put_journal(community(0), on, vec![4; 100]);
    }
    open(disk).unwrap().commit(batch).unwrap();
}

/// Damages a row of a table; only its document suffers, is named, and is whole again once it is forgotten and kept
/// anew.
fn heals(table: &'static str, row: usize, kind: Kind) {
    let disk = LyingDisk::new(1);
    three_documents(&disk);
    let mut rows = 0;
    change(&disk, table, |_, value| {
        if rows == row {
            *value.last_mut().unwrap() ^= 1;
        }
        rows += 1;
    });
    let mut store = open(&disk).unwrap();
    let mut reported = Vec::new();
    store.scrub(&mut |damage| reported.push(damage)).unwrap();
    let [damage] = reported[..] else { panic!("{reported:?}") };
    let (of, on) = (community(0), damage.document.unwrap());
    assert_eq!((damage.kind, damage.community), (kind, Some(of)));
    if kind == Kind::Grant {
        assert_eq!(store.grants(&of), Err(StoreError::Damaged(damage)));
    } else {
        assert_eq!(kept_of(&store, &of, &on).err(), Some(StoreError::Damaged(damage)));
    }
    for other in (0..3).map(document).filter(|other| *other != on) {
        assert!(kept_of(&store, &of, &other).is_ok());
    }
    let mut batch = Batch::new();
    batch.forget_document(of, on).put_entry(of, on, entry(1), vec![1; 100]);
    store.commit(batch).unwrap();
    assert!(kept_of(&store, &of, &on).is_ok());
    store.scrub(&mut |damage| panic!("{damage}")).unwrap();
}

#[test]
fn a_damaged_entry_is_named_and_healed() {
    heals("entries", 2, Kind::Entry);
}

#[test]
fn a_damaged_grant_is_named_and_healed() {
    heals("grants", 1, Kind::Grant);
}

#[test]
fn a_damaged_journal_is_named_and_healed() {
    heals("journal", 0, Kind::Journal);
}

#[test]
fn a_damaged_record_of_a_document_is_named_and_healed() {
    heals("documents", 1, Kind::Document);
}

#[test]
fn a_damaged_way_to_an_entry_is_noticed() {
    let disk = LyingDisk::new(1);
    three_documents(&disk);
    // Each way leads to the other entry of its document.
    change(&disk, "entry-places", |_, place| *place.last_mut().unwrap() ^= 3);
    let store = open(&disk).unwrap();
    let damage =
        Damage { kind: Kind::Entry, community: Some(community(0)), document: Some(document(1)) };
    let read = store.entry(&community(0), &document(1), &entry(1));
    assert_eq!(read, Err(StoreError::Damaged(damage)));
    let mut reported = BTreeSet::new();
    store.scrub(&mut |damage| _ = reported.insert(damage)).unwrap();
    assert!(reported.contains(&damage));
}

#[test]
fn rows_cannot_stand_in_for_one_another() {
    let disk = LyingDisk::new(1);
    three_documents(&disk);
    let mut rows = Vec::new();
    change(&disk, "entries", |_, value| rows.push(value.clone()));
    change(&disk, "entries", |_, value| *value = rows.pop().unwrap());
    let store = open(&disk).unwrap();
    let mut reported = 0;
    store.scrub(&mut |_| reported += 1).unwrap();
    assert!(reported >= 6, "{reported}");
    assert!((0..3).all(|on| kept_of(&store, &community(0), &document(on)).is_err()));
}

#[test]
fn a_damaged_check_of_the_key_is_not_taken_for_another_key() {
    let disk = LyingDisk::new(1);
    three_documents(&disk);
    change(&disk, "meta", |key, value| {
        if key == b"check" {
            value[0] ^= 1;
        }
    });
    let store = open(&disk).unwrap();
    let mut reported = Vec::new();
    store.scrub(&mut |damage| reported.push(damage.kind)).unwrap();
    assert_eq!(reported, [Kind::Meta]);
}

#[test]
fn a_newer_store_is_refused_and_left_as_it_is() {
    let disk = LyingDisk::new(1);
    three_documents(&disk);
    let set_format = |format: u32| {
        change(&disk, "meta", |key, value| {
            if key == b"format" {
                *value = format.to_be_bytes().to_vec();
            }
        });
    };
    let before = kept(&open(&disk).unwrap()).unwrap();
    set_format(9);
    let rows = row_counts(&disk);
    for _ in 0..2 {
        let refused = open(&disk).unwrap_err();
        assert!(matches!(refused, OpenError::NewerVersion { found: 9, known: 2, .. }), "{refused}");
        assert_eq!(row_counts(&disk), rows);
    }
    set_format(2);
    assert_eq!(kept(&open(&disk).unwrap()).unwrap(), before);
}
