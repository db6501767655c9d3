//! Backups that are whole, half-written, damaged and tried.

use super::*;
use crate::core::world::World;
use crate::profile::Profile;
use horseshoe_store::{Memory, Store as _};
use horseshoe_trust::EntryId;
use std::sync::Arc;
use tempfile::TempDir;

/// A backup of what a member has after a little life in a community.
struct Kept {
    folder: TempDir,
    store: Arc<dyn Read>,
    key: DeviceKey,
}

const MADE: u64 = 1_800_000_000_000;

impl Kept {
    fn new() -> Self {
        let (mut world, community) = World::community_of(2);
        for number in 0..5 {
            world.add_rule(0, community, &format!("canary {number} sings"));
        }
        world.run(std::time::Duration::from_secs(5));
        let (store, key) = world.shelf(0);
        Self { folder: tempfile::tempdir().unwrap(), store, key }
    }

    fn write(&self) -> std::path::PathBuf {
        let file = self.folder.path().join("backup.age");
        let contents = self.write_to(&file, &*self.store).unwrap();
        assert_eq!(contents, check_backup(&file, &right()).unwrap());
        file
    }

    fn write_to(&self, file: &Path, store: &dyn Read) -> Result<BackupContents, Problem> {
        let keys = self.folder.path().join("keys");
        let keys = if keys.exists() {
            KeyFile::open(&keys, &horseshoe_trust::Offered::default())
        } else {
            KeyFile::create(&keys, new_keys(self.key.clone()), None)
        };
        write_with(file, &right(), &Mutex::new(keys.unwrap()), store, MADE, Cost::Testing)
    }

    fn config(&self) -> Config {
        Config::on_loopback(self.folder.path().join("restored"))
    }
}

fn right() -> Secret {
    Secret::new("seven quiet herons")
}

fn records(store: &dyn Read) -> Vec<Record> {
    let mut records = Vec::new();
    store
        .records(&mut |record| {
            records.push(record);
            Ok(())
        })
        .unwrap();
    records
}

#[test]
fn a_rehearsal_reads_it_whole_says_what_it_holds_and_writes_nothing() {
    let kept = Kept::new();
    let file = kept.write();
    let before: Vec<_> = fs::read_dir(kept.folder.path()).unwrap().collect();
    let contents = check_backup(&file, &right()).unwrap();
    assert_eq!((contents.made, contents.communities), (MADE, 1));
    assert_eq!(contents.entries, kept.store.sizes().unwrap().entries);
    assert_eq!(contents.certificates, kept.store.sizes().unwrap().certificates);
    assert!(contents.entries >= 2 && contents.certificates >= 2 && contents.documents >= 2);
    assert_eq!(fs::read_dir(kept.folder.path()).unwrap().count(), before.len());
}

#[test]
fn what_is_restored_is_what_was_kept_by_the_same_device_in_doubt_of_its_name() {
    let kept = Kept::new();
    let file = kept.write();
    let config = Config { passphrase: Some(Secret::new("tulip river")), ..kept.config() };
    let contents = restore(&file, &right(), &config).unwrap();
    assert_eq!(contents, check_backup(&file, &right()).unwrap());
    let profile = Profile::open(&config).unwrap();
    assert_eq!(profile.device_key().id(), kept.key.id());
    assert!(profile.moved, "it must write under a new name");
    let place = |record: &Record| matches!(record, Record::Note { .. });
    let without_notes = |mut records: Vec<Record>| {
        records.retain(|record| !place(record));
        records
    };
    assert_eq!(without_notes(records(&profile.store)), without_notes(records(&*kept.store)));
    assert_eq!(profile.store.note("me").unwrap(), kept.store.note("me").unwrap());
    assert_eq!(profile.store.note("incarnation").unwrap(), kept.store.note("incarnation").unwrap());
    let names: Vec<_> = fs::read_dir(&config.profile).unwrap().collect();
    assert!(names.len() <= 3, "nothing else is left there: {names:?}");
}

#[test]
fn a_profile_that_is_there_is_never_replaced() {
    let kept = Kept::new();
    let file = kept.write();
    drop(Profile::open(&kept.config()).unwrap());
    let before = fs::read(kept.config().profile.join(KEYS)).unwrap();
    assert_eq!(restore(&file, &right(), &kept.config()), Err(Problem::ProfileExists));
    assert_eq!(fs::read(kept.config().profile.join(KEYS)).unwrap(), before);
}

#[test]
fn a_restore_that_was_interrupted_can_be_done_again() {
    let kept = Kept::new();
    let file = kept.write();
    let folder = kept.config().profile;
    make_folder(&folder).unwrap();
    fs::write(folder.join("horseshoe.restoring"), b"half of it").unwrap();
    fs::write(folder.join(STORE), b"all of it, but no keys").unwrap();
    restore(&file, &right(), &kept.config()).unwrap();
    assert!(Profile::open(&kept.config()).is_ok());
}

#[test]
fn another_passphrase_opens_nothing_and_makes_nothing() {
    let kept = Kept::new();
    let file = kept.write();
    for wrong in ["", "seven quiet heron", "Seven quiet herons"] {
        let wrong = Secret::new(wrong);
        assert_eq!(check_backup(&file, &wrong), Err(Problem::WrongPassphrase));
        assert_eq!(restore(&file, &wrong, &kept.config()), Err(Problem::WrongPassphrase));
    }
    assert!(!kept.config().profile.join(KEYS).exists());
    assert!(!kept.config().profile.join(STORE).exists());
}

#[test]
fn a_backup_cut_anywhere_and_one_with_any_changed_byte_is_no_good_one() {
    let kept = Kept::new();
    let file = kept.write();
    let whole = fs::read(&file).unwrap();
    let spoilt = kept.folder.path().join("spoilt.age");
    let said = |bytes: &[u8]| {
        fs::write(&spoilt, bytes).unwrap();
        check_backup(&spoilt, &right()).unwrap_err()
    };
    // The head of the file byte by byte, the long rest at every hundredth.
    let places = || (0..whole.len()).filter(|at| *at < 250 || at % 101 == 0);
    for at in places() {
        let cut = said(&whole[..at]);
        assert!(
            matches!(cut, Problem::NotABackup | Problem::BackupDamaged { .. }),
            "cut at {at}: {cut:?}"
        );
        let mut changed = whole.clone();
        changed[at] ^= 0x15;
        let changed = said(&changed);
        let known = matches!(
            changed,
            Problem::NotABackup | Problem::BackupDamaged { .. } | Problem::WrongPassphrase
        );
        assert!(known, "byte {at}: {changed:?}");
        if at > 250 {
            assert!(matches!(changed, Problem::BackupDamaged { .. }), "byte {at}: {changed:?}");
        }
    }
    assert!(matches!(said(&[&whole[..], b"more"].concat()), Problem::BackupDamaged { .. }));
    fs::write(&spoilt, &whole[..whole.len() - 1]).unwrap();
    assert!(restore(&spoilt, &right(), &kept.config()).is_err());
    assert!(!kept.config().profile.join(KEYS).exists(), "half a profile is none");
}

#[test]
fn a_backup_with_an_entry_that_nobody_signed_is_damaged() {
    let kept = Kept::new();
    let mut store = Memory::for_records(kept.store.note_names().unwrap());
    let mut batch = Batch::new();
    for record in records(&*kept.store) {
        batch.put_record(record);
    }
    let Some(Record::Entry { community, document, bytes, .. }) =
        records(&*kept.store).into_iter().find(|record| matches!(record, Record::Entry { .. }))
    else {
        panic!("there is an entry")
    };
    batch.put_entry(community, document, EntryId::from_bytes([9; 32]), bytes);
    store.commit(batch).unwrap();
    let file = kept.folder.path().join("forged.age");
    kept.write_to(&file, &store).unwrap();
    let said = check_backup(&file, &right());
    assert!(matches!(said, Err(Problem::BackupDamaged { .. })), "{said:?}");
}

#[test]
fn what_was_not_written_to_its_end_replaces_no_good_one() {
    let kept = Kept::new();
    let file = kept.write();
    let good = fs::read(&file).unwrap();
    let mut writing = Writing::begin(&file, &right(), Cost::Testing).unwrap();
    std::io::Write::write_all(&mut writing, b"half of it").unwrap();
    assert_eq!(fs::read(&file).unwrap(), good);
    drop(writing);
    assert_eq!(fs::read(&file).unwrap(), good);
    assert!(!file.with_added_extension("part").exists());
    let nowhere = kept.folder.path().join("nowhere/backup.age");
    let said = kept.write_to(&nowhere, &*kept.store);
    assert!(matches!(said, Err(Problem::BackupNotWritten { .. })), "{said:?}");
}

#[test]
fn a_backup_of_a_newer_version_and_other_files_are_called_so() {
    let kept = Kept::new();
    let file = kept.folder.path().join("other.age");
    fs::write(&file, "a letter").unwrap();
    assert_eq!(check_backup(&file, &right()), Err(Problem::NotABackup));
    let recipient = || {
        let mut recipient = age::scrypt::Recipient::new(right().as_str().to_owned().into());
        recipient.set_work_factor(4);
        recipient
    };
    let seal = |plain: &[u8]| fs::write(&file, age::encrypt(&recipient(), plain).unwrap()).unwrap();
    seal(b"another program's words");
    assert_eq!(check_backup(&file, &right()), Err(Problem::NotABackup));
    seal(b"horseshoe backup\n\x02and so on");
    assert_eq!(check_backup(&file, &right()), Err(Problem::BackupNewer { found: 2 }));
    seal(b"horseshoe backup\n\x01\xff\xff\xff\xff");
    assert!(matches!(check_backup(&file, &right()), Err(Problem::BackupDamaged { .. })));
}

/// Any program that knows the age format opens it; the parts within stay readable for ever.
#[test]
fn the_bytes_of_version_1() {
    let community = CommunityId::from_bytes([1; 32]);
    let document = DocumentId::from_bytes([2; 32]);
    let id = horseshoe_trust::CertificateId::from_bytes([3; 32]);
    let all = [
        Part::Head(Head { made: 5, device_key: [6; 32], note_names: [7; 32] }),
        Part::Record(Record::Certificate { community, id, bytes: b"c".to_vec() }),
        Part::Record(Record::Grant { community, document, bytes: b"g".to_vec() }),
        Part::Record(Record::Entry {
            community,
            document,
            id: EntryId::from_bytes([4; 32]),
            bytes: b"e".to_vec(),
        }),
        Part::Record(Record::Journal { community, document, bytes: b"j".to_vec() }),
        Part::Record(Record::Note { name: [8; 32], bytes: b"n".to_vec() }),
        Part::Record(Record::Quarantine { community, bytes: b"q".to_vec() }),
        Part::End(End { records: 6 }),
    ];
    let mut bytes = Vec::new();
    for part in &all {
        parts::write(&mut bytes, part).unwrap();
    }
    insta::assert_snapshot!(blake3::hash(&bytes).to_hex(), @"7b853989d18f66d6c9bc3f2b7b55eca6e433507dea08ce794965780e0bc4b97b");
    insta::assert_snapshot!(bytes.len(), @"476");
}

#[test]
fn nothing_in_the_file_can_be_read() {
    let kept = Kept::new();
    let file = fs::read(kept.write()).unwrap();
    let found = |wanted: &[u8]| file.windows(wanted.len()).any(|window| window == wanted);
    assert!(found(b"age-encryption.org/v1"), "the search finds what is there");
    let key = kept.key.to_bytes();
    for number in 0..5 {
        assert!(!found(format!("canary {number}").as_bytes()));
    }
    assert!(!found(b"Amira") && !found(b"Tuesday group") && !found(&key[..8]));
    assert!(!found(kept.key.id().as_bytes()));
}
