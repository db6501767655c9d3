//! The real store, on redb: one file per profile, every row sealed, one process at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use horseshoe_trust::{CertificateId, CommunityId, DocumentId, EntryId};
use redb::{
    Builder, Database, DatabaseError, ReadTransaction, ReadableDatabase as _, ReadableTable as _,
    ReadableTableMetadata as _,
};

use crate::layout::{self, Number, place_of_key, rows};
use crate::seal::Seals;
use crate::store::{Batch, Damage, Kind, OpenError, Place, Read, Store, StoreError, StoreSizes};

mod meta;
mod scrub;
mod write;

/// Pages of the file that are kept in memory, in bytes. Entries are read once; more would only cost memory.
const CACHE: usize = 16 << 20;

/// A store in a file that survives a crash at any moment.
#[derive(Debug)]
pub struct Disk {
    shared: Arc<Shared>,
}

/// The file, and what opens its rows. Reads may come from any thread while one writes.
#[derive(Debug)]
struct Shared {
    /// Absent only after the disk failed and could not be opened again yet.
    database: RwLock<Option<Database>>,
    seals: Seals,
    path: PathBuf,
    open: OpenDatabase,
}

/// How the file is opened, and opened again after the disk failed.
struct OpenDatabase(Box<dyn Fn() -> Result<Database, DatabaseError> + Send + Sync>);

impl Disk {
    /// Opens the store in this file, or begins one there. The key is the profile's store key.
    pub fn open(path: &Path, store_key: &[u8; 32]) -> Result<Self, OpenError> {
        let file = path.to_owned();
        let open = move || {
            let mut options = std::fs::OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            builder().create_with_backend(redb::backends::FileBackend::new(options.open(&file)?)?)
        };
        Self::open_with(path, store_key, open)
    }

    /// Opens a store on a disk of one's own making. It is asked for once more whenever the disk has failed.
    #[cfg(feature = "testing")]
    pub fn open_on<B: redb::StorageBackend>(
        store_key: &[u8; 32],
        disk: impl Fn() -> B + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        Self::open_with(Path::new("a disk of a test"), store_key, move || {
            builder().create_with_backend(disk())
        })
    }

    fn open_with(
        path: &Path,
        store_key: &[u8; 32],
        open: impl Fn() -> Result<Database, DatabaseError> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let damaged = |what: String| OpenError::Damaged { path: path.to_owned(), what };
        let seals = Seals::new(store_key);
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let database = open().map_err(|error| open_error(path, error))?;
            meta::begin_or_check(&database, &seals, path)?;
            Ok(database)
        }));
        // The engine gives up in this way on a file that is not what it wrote.
        let database = opened.unwrap_or_else(|_panic| Err(damaged("it makes no sense".into())))?;
        Ok(Self {
            shared: Arc::new(Shared {
                database: RwLock::new(Some(database)),
                seals,
                path: path.to_owned(),
                open: OpenDatabase(Box::new(open)),
            }),
        })
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE);
    builder
}

impl Store for Disk {
    fn commit(&mut self, batch: Batch) -> Result<(), StoreError> {
        let result =
            self.shared.with(|database| write::commit(database, &self.shared.seals, batch));
        if matches!(result, Err(StoreError::DiskFull | StoreError::ReadOnly | StoreError::Io(_))) {
            self.shared.open_again();
        }
        result
    }

    fn reader(&self) -> Arc<dyn Read> {
        Arc::clone(&self.shared) as Arc<dyn Read>
    }
}

impl Shared {
    /// Works with the open file. A panic of the engine is damage of the file, not the end of the program.
    fn with<T>(
        &self,
        work: impl FnOnce(&Database) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let database = self.database.read().unwrap_or_else(PoisonError::into_inner);
        let database = database.as_ref().ok_or_else(|| StoreError::Io("it was lost".into()))?;
        catch_unwind(AssertUnwindSafe(|| work(database)))
            .unwrap_or_else(|_panic| Err(StoreError::FileDamaged("it makes no sense".into())))
    }

    fn read<T>(
        &self,
        work: impl FnOnce(&Reading<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(|database| {
            let transaction = database.begin_read().map_err(store_error)?;
            work(&Reading { transaction: &transaction, seals: &self.seals })
        })
    }

    /// After a failed write the engine refuses everything until the file is opened anew: that brings back the last
    /// state that is durable.
    fn open_again(&self) {
        let mut database = self.database.write().unwrap_or_else(PoisonError::into_inner);
        // The file is locked by whoever has it open, so it is closed first.
        database.take();
        let opened = catch_unwind(AssertUnwindSafe(|| (self.open.0)()));
        match opened {
            Ok(Ok(opened)) => *database = Some(opened),
            Ok(Err(error)) => tracing::warn!(%error, "the store cannot be opened again yet"),
            Err(_panic) => tracing::error!("the store cannot be opened again"),
        }
    }
}

/// One consistent look at the file.
struct Reading<'a> {
    transaction: &'a ReadTransaction,
    seals: &'a Seals,
}

type Table = redb::ReadOnlyTable<&'static [u8], &'static [u8]>;

impl Reading<'_> {
    fn table(&self, table: &'static str) -> Result<Table, StoreError> {
        self.transaction.open_table(rows(table)).map_err(store_error)
    }

    /// A sealed row, opened.
    fn row(
        &self,
        table: &'static str,
        key: &[u8],
        damage: Damage,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(sealed) = self.table(table)?.get(key).map_err(store_error)? else {
            return Ok(None);
        };
        self.seals.open(table, key, sealed.value()).map(Some).ok_or(StoreError::Damaged(damage))
    }

    /// Sealed rows between two keys, opened, in their order, until `take` says it is enough.
    fn rows_between(
        &self,
        table: &'static str,
        (from, to): (Vec<u8>, Vec<u8>),
        damage: Damage,
        mut take: impl FnMut(&[u8], Vec<u8>) -> Option<Enough>,
    ) -> Result<(), StoreError> {
        for row in self.table(table)?.range(&*from..&*to).map_err(store_error)? {
            let (key, sealed) = row.map_err(store_error)?;
            let opened = self.seals.open(table, key.value(), sealed.value());
            let Some(enough) = opened.and_then(|opened| take(key.value(), opened)) else {
                return Err(StoreError::Damaged(damage));
            };
            if enough == Enough::Yes {
                break;
            }
        }
        Ok(())
    }

    fn community(&self, community: &CommunityId) -> Result<Option<Number>, StoreError> {
        let damage = Damage { kind: Kind::Community, community: Some(*community), document: None };
        self.number(layout::COMMUNITIES, community.as_bytes(), damage)
    }

    fn document(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Option<Number>, StoreError> {
        let damage =
            Damage { kind: Kind::Document, community: Some(*community), document: Some(*document) };
        self.number(layout::DOCUMENTS, &document_key(community, document), damage)
    }

    fn number(
        &self,
        table: &'static str,
        key: &[u8],
        damage: Damage,
    ) -> Result<Option<Number>, StoreError> {
        let Some(row) = self.row(table, key, damage)? else { return Ok(None) };
        Number::of_key(&row).map(Some).ok_or(StoreError::Damaged(damage))
    }
}

/// Whether a reader has read enough.
#[derive(PartialEq, Eq)]
enum Enough {
    Yes,
    NotYet,
}

fn document_key(community: &CommunityId, document: &DocumentId) -> Vec<u8> {
    [&community.as_bytes()[..], document.as_bytes()].concat()
}

/// The document a key in the table of documents names.
fn document_of_key(key: &[u8]) -> Option<(CommunityId, DocumentId)> {
    let (community, document) = key.split_first_chunk()?;
    Some((CommunityId::from_bytes(*community), DocumentId::from_bytes(document.try_into().ok()?)))
}

impl Read for Shared {
    fn communities(&self) -> Result<Vec<CommunityId>, StoreError> {
        self.read(|reading| {
            let mut found = Vec::new();
            for row in reading.table(layout::COMMUNITIES)?.iter().map_err(store_error)? {
                let (key, _) = row.map_err(store_error)?;
                found.extend(key.value().try_into().ok().map(CommunityId::from_bytes));
            }
            Ok(found)
        })
    }

    fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError> {
        self.read(|reading| {
            let from = document_key(community, &DocumentId::from_bytes([0; 32]));
            let to = document_key(community, &DocumentId::from_bytes([0xff; 32]));
            let mut found = Vec::new();
            for row in
                reading.table(layout::DOCUMENTS)?.range(&*from..=&*to).map_err(store_error)?
            {
                let (key, _) = row.map_err(store_error)?;
                found.extend(document_of_key(key.value()).map(|(_, document)| document));
            }
            Ok(found)
        })
    }

    fn certificates(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<(CertificateId, Vec<u8>)>, StoreError> {
        self.read(|reading| {
            let Some(number) = reading.community(community)? else { return Ok(Vec::new()) };
            let damage =
                Damage { kind: Kind::Certificate, community: Some(*community), document: None };
            let mut found = Vec::new();
            reading.rows_between(layout::CERTIFICATES, number.range(), damage, |_, row| {
                let (id, bytes) = row.split_first_chunk()?;
                found.push((CertificateId::from_bytes(*id), bytes.to_vec()));
                Some(Enough::NotYet)
            })?;
            Ok(found)
        })
    }

    fn grants(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        let documents = self.documents(community)?;
        self.read(|reading| {
            let mut found = Vec::new();
            for document in documents {
                let Some(number) = reading.document(community, &document)? else { continue };
                let damage = Damage {
                    kind: Kind::Grant,
                    community: Some(*community),
                    document: Some(document),
                };
                reading.rows_between(layout::GRANTS, number.range(), damage, |_, row| {
                    let (place, bytes) = row.split_first_chunk()?;
                    found.push((u64::from_be_bytes(*place), bytes.to_vec()));
                    Some(Enough::NotYet)
                })?;
            }
            found.sort_unstable_by_key(|(place, _)| *place);
            Ok(found.into_iter().map(|(_, bytes)| bytes).collect())
        })
    }

    fn entries(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        after: Place,
        limit_bytes: usize,
    ) -> Result<Vec<(Place, EntryId, Vec<u8>)>, StoreError> {
        self.read(|reading| {
            let Some(number) = reading.document(community, document)? else {
                return Ok(Vec::new());
            };
            let from = number.place_key(Place(after.0.saturating_add(1)));
            let (_, to) = number.range();
            let (mut found, mut bytes_found) = (Vec::new(), 0);
            let damage = entry_damage(community, document);
            reading.rows_between(layout::ENTRIES, (from, to), damage, |key, row| {
                let (id, bytes) = row.split_first_chunk()?;
                bytes_found += bytes.len();
                found.push((place_of_key(key)?, EntryId::from_bytes(*id), bytes.to_vec()));
                Some(if bytes_found >= limit_bytes { Enough::Yes } else { Enough::NotYet })
            })?;
            Ok(found)
        })
    }

    fn entry(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        id: &EntryId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|reading| {
            let Some(number) = reading.document(community, document)? else { return Ok(None) };
            let table = reading.table(layout::ENTRY_PLACES)?;
            let Some(place) = table.get(&*number.key(id.as_bytes())).map_err(store_error)? else {
                return Ok(None);
            };
            let damage = entry_damage(community, document);
            let row = reading.row(layout::ENTRIES, &number.key(place.value()), damage)?;
            // The way to the row is not sealed, the row is: only the right row counts.
            let bytes = row.as_deref().and_then(|row| row.strip_prefix(&id.as_bytes()[..]));
            bytes.map(|bytes| Some(bytes.to_vec())).ok_or(StoreError::Damaged(damage))
        })
    }

    fn journal(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.read(|reading| {
            let Some(number) = reading.document(community, document)? else {
                return Ok(Vec::new());
            };
            let damage = Damage {
                kind: Kind::Journal,
                community: Some(*community),
                document: Some(*document),
            };
            let mut found = Vec::new();
            reading.rows_between(layout::JOURNAL, number.range(), damage, |_, row| {
                found.push(row);
                Some(Enough::NotYet)
            })?;
            Ok(found)
        })
    }

    fn journals(&self) -> Result<Vec<(CommunityId, DocumentId)>, StoreError> {
        self.read(|reading| {
            let journal = reading.table(layout::JOURNAL)?;
            let mut found = Vec::new();
            for row in reading.table(layout::DOCUMENTS)?.iter().map_err(store_error)? {
                let (key, _) = row.map_err(store_error)?;
                let Some((community, document)) = document_of_key(key.value()) else { continue };
                let Some(number) = reading.document(&community, &document)? else { continue };
                let (from, to) = number.range();
                if journal.range(&*from..&*to).map_err(store_error)?.next().is_some() {
                    found.push((community, document));
                }
            }
            Ok(found)
        })
    }

    fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let damage = Damage { kind: Kind::Note, community: None, document: None };
        self.read(|reading| reading.row(layout::NOTES, &reading.seals.name(key.as_bytes()), damage))
    }

    fn quarantine(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.read(|reading| {
            let Some(number) = reading.community(community)? else { return Ok(Vec::new()) };
            let damage =
                Damage { kind: Kind::Quarantine, community: Some(*community), document: None };
            let mut found = Vec::new();
            reading.rows_between(layout::QUARANTINE, number.range(), damage, |_, row| {
                found.push(row);
                Some(Enough::NotYet)
            })?;
            Ok(found)
        })
    }

    fn sizes(&self) -> Result<StoreSizes, StoreError> {
        self.read(|reading| {
            let mut sizes = StoreSizes::default();
            for (table, kind) in layout::SEALED {
                let table = reading.table(table)?;
                match kind {
                    Kind::Certificate => sizes.certificates = table.len().map_err(store_error)?,
                    Kind::Entry => sizes.entries = table.len().map_err(store_error)?,
                    _ => {}
                }
                let stats = table.stats().map_err(store_error)?;
                sizes.content_bytes += stats.stored_bytes();
            }
            sizes.stored_bytes =
                std::fs::metadata(&self.path).map_or(sizes.content_bytes, |file| file.len());
            Ok(sizes)
        })
    }

    fn scrub(&self, report: &mut dyn FnMut(Damage)) -> Result<(), StoreError> {
        self.read(|reading| scrub::scrub(reading, report))
    }
}

/// What is kept can be read through the store itself too.
impl Read for Disk {
    fn communities(&self) -> Result<Vec<CommunityId>, StoreError> {
        self.shared.communities()
    }

    fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError> {
        self.shared.documents(community)
    }

    fn certificates(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<(CertificateId, Vec<u8>)>, StoreError> {
        self.shared.certificates(community)
    }

    fn grants(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shared.grants(community)
    }

    fn entries(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        after: Place,
        limit_bytes: usize,
    ) -> Result<Vec<(Place, EntryId, Vec<u8>)>, StoreError> {
        self.shared.entries(community, document, after, limit_bytes)
    }

    fn entry(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        id: &EntryId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.shared.entry(community, document, id)
    }

    fn journal(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shared.journal(community, document)
    }

    fn journals(&self) -> Result<Vec<(CommunityId, DocumentId)>, StoreError> {
        self.shared.journals()
    }

    fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.shared.note(key)
    }

    fn quarantine(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shared.quarantine(community)
    }

    fn sizes(&self) -> Result<StoreSizes, StoreError> {
        self.shared.sizes()
    }

    fn scrub(&self, report: &mut dyn FnMut(Damage)) -> Result<(), StoreError> {
        self.shared.scrub(report)
    }
}

fn entry_damage(community: &CommunityId, document: &DocumentId) -> Damage {
    Damage { kind: Kind::Entry, community: Some(*community), document: Some(*document) }
}

/// What the engine reports, in our words.
fn store_error(error: impl Into<redb::Error>) -> StoreError {
    match error.into() {
        redb::Error::Io(error) => io_error(&error),
        redb::Error::ValueTooLarge(bytes) => StoreError::TooLarge { bytes },
        redb::Error::Corrupted(what) => StoreError::FileDamaged(what),
        redb::Error::PreviousIo | redb::Error::DatabaseClosed => {
            StoreError::Io("it failed before".into())
        }
        other => StoreError::FileDamaged(other.to_string()),
    }
}

fn io_error(error: &std::io::Error) -> StoreError {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            StoreError::DiskFull
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => StoreError::ReadOnly,
        _ => StoreError::Io(error.to_string()),
    }
}

fn open_error(path: &Path, error: DatabaseError) -> OpenError {
    let path = path.to_owned();
    match error {
        DatabaseError::DatabaseAlreadyOpen => OpenError::InUse { path },
        other => open_error_from(path, store_error(other)),
    }
}

fn open_error_from(path: PathBuf, error: StoreError) -> OpenError {
    match error {
        StoreError::DiskFull => OpenError::DiskFull { path },
        StoreError::ReadOnly => OpenError::NotWritable { path },
        StoreError::FileDamaged(what) => OpenError::Damaged { path, what },
        StoreError::Damaged(damage) => OpenError::Damaged { path, what: damage.to_string() },
        other => OpenError::Io { path, what: other.to_string() },
    }
}

impl std::fmt::Debug for OpenDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenDatabase")
    }
}
