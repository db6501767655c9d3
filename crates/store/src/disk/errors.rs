//! What the engine and the system report, in our words.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use redb::{DatabaseError, StorageError};

use crate::store::{OpenError, StoreError};

/// What the engine reports, in our words.
pub(super) fn store_error(error: impl Into<redb::Error>) -> StoreError {
    match error.into() {
        redb::Error::Io(error) => StoreError::from_io(&error),
        redb::Error::ValueTooLarge(bytes) => StoreError::TooLarge { bytes },
        redb::Error::Corrupted(what) => StoreError::FileDamaged(what),
        redb::Error::PreviousIo | redb::Error::DatabaseClosed => {
            StoreError::Io("it failed before".into())
        }
        other => StoreError::FileDamaged(other.to_string()),
    }
}

impl StoreError {
    /// What the system says of a file, in our words; also of files beside a store.
    pub fn from_io(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Self::DiskFull
            }
            // It is no store, or not all of one.
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => {
                Self::FileDamaged(error.to_string())
            }
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error.to_string()),
        }
    }
}

pub(super) fn open_error(path: &Path, error: DatabaseError) -> OpenError {
    let path = path.to_owned();
    match error {
        DatabaseError::DatabaseAlreadyOpen => OpenError::InUse { path },
        // The path leads nowhere: a folder that is missing, or below a file.
        DatabaseError::Storage(StorageError::Io(error))
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory
            ) =>
        {
            OpenError::NotWritable { path }
        }
        other => open_error_from(path, store_error(other)),
    }
}

pub(super) fn open_error_from(path: PathBuf, error: StoreError) -> OpenError {
    match error {
        StoreError::DiskFull => OpenError::DiskFull { path },
        StoreError::ReadOnly => OpenError::NotWritable { path },
        StoreError::FileDamaged(what) => OpenError::Damaged { path, what },
        StoreError::Damaged(damage) => OpenError::Damaged { path, what: damage.to_string() },
        other => OpenError::Io { path, what: other.to_string() },
    }
}
