//! A whole profile in one sealed file, and back: the keys of this device and everything its store keeps, as records.
//!
//! The file is in the age format with a passphrase, so that other programs open it, too (`backup/parts.rs` says what is
//! in it then). It is written beside its place and moved there once it is whole and on the disk. A profile restored from
//! it goes on under a new name, so that it never says something else under a name that was used after the backup.

mod parts;
mod sealed_file;
#[cfg(test)]
mod tests;

use crate::profile::{KEYS, PLACE, STORE, make_folder, new_keys};
use crate::{Config, Problem, Secret, checking};
use horseshoe_store::{Batch, Disk, Read, Record, Store as _, StoreError};
use horseshoe_trust::{CommunityId, DeviceKey, DocumentId, KeyFile};
use parts::{End, Head, Part};
use sealed_file::{Cost, Reading, Writing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What a backup holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupContents {
    /// When it was made, in Unix milliseconds.
    pub made: u64,
    pub communities: u64,
    pub documents: u64,
    pub certificates: u64,
    pub entries: u64,
}

/// Reads a backup to its end, checks every certificate and every entry in it, and says what it holds. Writes nothing.
/// Blocks: a second for the passphrase, and as long as reading takes.
///
/// # Errors
///
/// [`Problem::NotABackup`], [`Problem::WrongPassphrase`], [`Problem::BackupDamaged`] where it is not whole, or
/// [`Problem::BackupNewer`].
pub fn check_backup(file: &Path, passphrase: &Secret) -> Result<BackupContents, Problem> {
    let (head, mut reading) = open(file, passphrase)?;
    read_all(&head, &mut reading, |_| Ok(()))
}

/// Makes a profile of a backup, in the folder of a configuration where there is none yet; guarded by the passphrase of
/// that configuration, which need not be the backup's. The backup is checked first. Blocks.
///
/// # Errors
///
/// As [`check_backup`]; [`Problem::ProfileExists`]; or where the folder cannot be written. Then there is no profile.
pub fn restore(
    file: &Path,
    passphrase: &Secret,
    config: &Config,
) -> Result<BackupContents, Problem> {
    let folder = &config.profile;
    make_folder(folder)?;
    if folder.join(KEYS).exists() {
        return Err(Problem::ProfileExists);
    }
    check_backup(file, passphrase)?;
    let (head, mut reading) = open(file, passphrase)?;
    let keys = new_keys(DeviceKey::from_bytes(&head.device_key));
    let beside = folder.join("horseshoe.restoring");
    let disk = |error: std::io::Error| StoreError::from_io(&error);
    if beside.exists() {
        fs::remove_file(&beside).map_err(disk)?;
    }
    let mut store = Disk::open_for_records(&beside, &keys.store_key, head.note_names)?;
    let mut batch = Batch::new();
    let contents = read_all(&head, &mut reading, |record| {
        batch.put_record(record);
        if batch.bytes() > AT_ONCE {
            store.commit(std::mem::take(&mut batch))?;
        }
        Ok(())
    })?;
    // It stands nowhere yet: the first start sees that it is not where it was.
    batch.put_note(PLACE, b"restored".to_vec());
    store.commit(batch)?;
    drop(store);
    let place = folder.join(STORE);
    if place.exists() {
        // Without its keys nobody can open it any more; but it is not ours to destroy.
        fs::rename(&place, place.with_added_extension("old")).map_err(disk)?;
    }
    fs::rename(&beside, &place).map_err(disk)?;
    let guard = config.passphrase.as_ref().map(Secret::as_str);
    KeyFile::create(&folder.join(KEYS), keys, guard)?;
    Ok(contents)
}

/// Writes a backup of what these keys and this store are.
pub(crate) fn write(
    file: &Path,
    passphrase: &Secret,
    keys: &Mutex<KeyFile>,
    store: &dyn Read,
    made: u64,
) -> Result<BackupContents, Problem> {
    write_with(file, passphrase, keys, store, made, Cost::Standard)
}

fn write_with(
    file: &Path,
    passphrase: &Secret,
    keys: &Mutex<KeyFile>,
    store: &dyn Read,
    made: u64,
    cost: Cost,
) -> Result<BackupContents, Problem> {
    let device_key = {
        let keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.keys().device_key.to_bytes()
    };
    let head = Head { made, device_key, note_names: store.note_names()? };
    let not_written = |error: &std::io::Error| Problem::BackupNotWritten {
        file: file.display().to_string(),
        reason: error.to_string(),
    };
    let mut writing =
        Writing::begin(file, passphrase, cost).map_err(|error| not_written(&error))?;
    let mut counted = Counted::default();
    let mut failed = None;
    let mut put = |part: &Part| {
        parts::write(&mut writing, part).map_err(|error| {
            failed = Some(not_written(&error));
            StoreError::Closed
        })
    };
    let read = put(&Part::Head(head)).and_then(|()| {
        store.records(&mut |record| {
            counted.count(&record);
            put(&Part::Record(record))
        })
    });
    let end = read.and_then(|()| put(&Part::End(End { records: counted.records })));
    if let Err(error) = end {
        return Err(failed.unwrap_or_else(|| error.into()));
    }
    writing.finish().map_err(|error| not_written(&error))?;
    Ok(counted.contents(made))
}

/// Bytes of records that are kept in one commit.
const AT_ONCE: usize = 4 << 20;

fn open(file: &Path, passphrase: &Secret) -> Result<(Head, Reading), Problem> {
    let mut reading = Reading::begin(file, passphrase)?;
    match parts::read(&mut reading)? {
        Part::Head(head) => Ok((head, reading)),
        _ => Err(damaged("it has no head")),
    }
}

/// Reads all that comes after the head, checks it and gives it away.
fn read_all(
    head: &Head,
    reading: &mut Reading,
    mut take: impl FnMut(Record) -> Result<(), Problem>,
) -> Result<BackupContents, Problem> {
    let mut counted = Counted::default();
    loop {
        match parts::read(reading)? {
            Part::Head(_) => return Err(damaged("it has two heads")),
            Part::Record(record) => {
                let wrong = match &record {
                    Record::Certificate { id, bytes, .. } => checking::wrong_certificate(id, bytes),
                    Record::Entry { id, bytes, .. } => checking::wrong_entry(id, bytes),
                    _ => None,
                };
                if let Some(wrong) = wrong {
                    return Err(damaged(&wrong));
                }
                counted.count(&record);
                take(record)?;
            }
            Part::End(end) if end.records == counted.records => break,
            Part::End(_) => return Err(damaged("something is missing in it")),
        }
    }
    reading.must_have_ended()?;
    Ok(counted.contents(head.made))
}

fn damaged(detail: &str) -> Problem {
    Problem::BackupDamaged { detail: detail.to_owned() }
}

#[derive(Default)]
struct Counted {
    records: u64,
    certificates: u64,
    entries: u64,
    communities: BTreeSet<CommunityId>,
    documents: BTreeSet<DocumentId>,
}

impl Counted {
    fn count(&mut self, record: &Record) {
        self.records += 1;
        match record {
            Record::Certificate { community, .. } => {
                self.certificates += 1;
                self.communities.insert(*community);
            }
            Record::Entry { community, document, .. } => {
                self.entries += 1;
                self.communities.insert(*community);
                self.documents.insert(*document);
            }
            Record::Grant { community, document, .. }
            | Record::Journal { community, document, .. } => {
                self.communities.insert(*community);
                self.documents.insert(*document);
            }
            Record::Quarantine { .. } | Record::Note { .. } => {}
        }
    }

    fn contents(&self, made: u64) -> BackupContents {
        BackupContents {
            made,
            communities: self.communities.len() as u64,
            documents: self.documents.len() as u64,
            certificates: self.certificates,
            entries: self.entries,
        }
    }
}
