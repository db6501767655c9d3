//! The real store, on redb: one file per profile, every row sealed, one process at a time.

use std::fs::{File, OpenOptions};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use redb::backends::FileBackend;
use redb::{Builder, Database, DatabaseError, StorageBackend};

use crate::seal::Seals;
use crate::store::{Batch, OpenError, Read, Store, StoreError};

mod errors;
mod meta;
mod prepare;
mod read;
mod records;
mod renew;
mod scrub;
mod write;

use errors::{open_error, store_error};

/// Pages of the file that are kept in memory, in bytes. Entries are read once; more would only cost memory.
const CACHE: usize = 2 << 20;

/// A store in a file that survives a crash at any moment. The file is closed when the store and all its readers are
/// dropped.
#[derive(Debug)]
pub struct Disk {
    shared: Arc<Shared>,
}

/// The file, and what opens its rows. Reads may come from any thread while one writes.
#[derive(Debug)]
struct Shared {
    opened: RwLock<Opened>,
    path: PathBuf,
    open: OpenDatabase,
}

#[derive(Debug)]
struct Opened {
    /// Absent only after the disk failed and could not be opened again yet.
    database: Option<Database>,
    /// How often the file has been opened; a failure of an earlier time is over.
    time: u64,
    seals: Seals,
}

/// How the file is opened, and opened again after the disk failed.
struct OpenDatabase(Box<dyn Fn(After) -> Result<Database, DatabaseError> + Send + Sync>);

/// What opening comes after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The start of the program.
    Start,
    /// A failure of the disk.
    Failure,
}

impl Disk {
    /// Opens the store in this file, or begins one there. The key is the profile's store key.
    pub fn open(path: &Path, store_key: &[u8; 32]) -> Result<Self, OpenError> {
        Self::open_file(path, Seals::new(store_key))
    }

    /// Begins a store in this file for the records of another one, whose note names are given: see
    /// [`Read::note_names`]. The file must not be there, or be a store that was begun in the same way.
    pub fn open_for_records(
        path: &Path,
        store_key: &[u8; 32],
        note_names: [u8; 32],
    ) -> Result<Self, OpenError> {
        Self::open_file(path, Seals::new(store_key).with_names(note_names))
    }

    fn open_file(path: &Path, seals: Seals) -> Result<Self, OpenError> {
        let file = path.to_owned();
        Self::open_with(path, seals, move |after| {
            database(FileBackend::new(open_file(&file)?)?, after)
        })
    }

    /// Opens a store on a disk of one's own making. It is asked for once more whenever the disk has failed.
    #[cfg(feature = "testing")]
    pub fn open_on<B: StorageBackend>(
        store_key: &[u8; 32],
        disk: impl Fn() -> B + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        Self::open_with(Path::new("a disk of a test"), Seals::new(store_key), move |after| {
            database(disk(), after)
        })
    }

    fn open_with(
        path: &Path,
        seals: Seals,
        open: impl Fn(After) -> Result<Database, DatabaseError> + Send + Sync + 'static,
    ) -> Result<Self, OpenError> {
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let database = open(After::Start).map_err(|error| open_error(path, error))?;
            let seals = meta::begin_or_check(&database, seals, path)?;
            Ok((database, seals))
        }));
        // The engine gives up in this way on a file that is not what it wrote.
        let (database, seals) = opened.unwrap_or_else(|_panic| {
            Err(OpenError::Damaged { path: path.to_owned(), what: NONSENSE.to_owned() })
        })?;
        let shared = Shared {
            opened: RwLock::new(Opened { database: Some(database), time: 1, seals }),
            path: path.to_owned(),
            open: OpenDatabase(Box::new(open)),
        };
        Ok(Self { shared: Arc::new(shared) })
    }
}

impl Store for Disk {
    fn commit(&mut self, batch: Batch) -> Result<(), StoreError> {
        self.shared.with(|database, seals| write::commit(database, seals, batch))
    }

    fn seal_anew(&mut self, store_key: &[u8; 32]) -> Result<(), StoreError> {
        self.shared.seal_anew(store_key)
    }

    fn reader(&self) -> Arc<dyn Read> {
        Arc::new(Self { shared: Arc::clone(&self.shared) })
    }
}

const NONSENSE: &str = "it makes no sense";

impl Shared {
    /// Works with the open file. A panic of the engine is damage of the file, not the end of the program.
    fn with<T>(
        &self,
        work: impl FnOnce(&Database, &Seals) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        let time = opened.time;
        let result = opened.work(work);
        drop(opened);
        if result.as_ref().is_err_and(of_disk) {
            let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
            if opened.time == time {
                self.open_again(&mut opened);
            }
        }
        result
    }

    /// Nobody reads meanwhile: a row opens with the old key or with the new one.
    fn seal_anew(&self, store_key: &[u8; 32]) -> Result<(), StoreError> {
        let mut opened = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        let new = Seals::new(store_key).with_names(*opened.seals.names());
        let result = opened.work(|database, seals| renew::seal_anew(database, seals, &new));
        if result.as_ref().is_err_and(of_disk) {
            self.open_again(&mut opened);
        }
        // A commit that failed may still have come to light.
        let fits = opened.work(|database, _| meta::fits(database, &new));
        match result {
            Ok(()) => opened.seals = new,
            Err(_) if fits == Ok(true) => opened.seals = new,
            Err(_) => {}
        }
        result
    }

    /// After a failure of the disk the engine refuses everything until the file is opened anew: that brings back a
    /// state with everything acknowledged in it.
    fn open_again(&self, opened: &mut Opened) {
        opened.time += 1;
        // The file is locked by whoever has it open, so it is closed first.
        opened.close();
        match catch_unwind(AssertUnwindSafe(|| (self.open.0)(After::Failure))) {
            Ok(Ok(database)) => opened.database = Some(database),
            Ok(Err(error)) => tracing::warn!(%error, "the store cannot be opened again yet"),
            Err(_panic) => tracing::error!("the store cannot be opened again"),
        }
    }
}

/// Whether the disk failed, rather than that something on it is not as it should be.
fn of_disk(error: &StoreError) -> bool {
    matches!(error, StoreError::DiskFull | StoreError::ReadOnly | StoreError::Io(_))
}

impl Opened {
    fn work<T>(
        &self,
        work: impl FnOnce(&Database, &Seals) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        match &self.database {
            Some(database) => catch_unwind(AssertUnwindSafe(|| work(database, &self.seals)))
                .unwrap_or_else(|_panic| Err(StoreError::FileDamaged(NONSENSE.to_owned()))),
            None => Err(StoreError::Io("it was lost".to_owned())),
        }
    }

    /// The engine writes when it closes, and may give up there as anywhere.
    fn close(&mut self) {
        let database = self.database.take();
        if catch_unwind(AssertUnwindSafe(|| drop(database))).is_err() {
            tracing::warn!("the store could not be closed in good order");
        }
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.close();
    }
}

fn database(disk: impl StorageBackend, after: After) -> Result<Database, DatabaseError> {
    match after {
        After::Start => prepare::prepare(&disk)?,
        After::Failure => prepare::rewrite(&disk)?,
    }
    Builder::new().set_cache_size(CACHE).create_with_backend(disk)
}

fn open_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    // A new file is there after a crash only if its folder knows of it.
    #[cfg(unix)]
    if file.metadata()?.len() == 0
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        File::open(folder)?.sync_all()?;
    }
    Ok(file)
}

impl std::fmt::Debug for OpenDatabase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenDatabase")
    }
}
