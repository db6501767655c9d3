//! After a failed write or sync, what the system shows of a file may never reach the disk: it counts the lost pages as
//! written. Writing everything once more makes it write them.

use std::io::Error;
use std::ops::Bound;

use redb::{BackendError, DatabaseError, StorageBackend};

/// A multiple of the engine's page. Pages in use are never all zero, and holes of the file must not be filled.
const CHUNK: usize = 4096;

const ALL: (Bound<u64>, Bound<u64>) = (Bound::Unbounded, Bound::Unbounded);

/// Writes every page of the file again, as it is, and waits until the disk has them. A crash in between leaves what a
/// crash in the failed commit would have left.
pub(super) fn rewrite(disk: &impl StorageBackend) -> Result<(), DatabaseError> {
    let locked = match disk.try_lock_range(ALL.0, ALL.1) {
        Ok(true) => true,
        Ok(false) => return Err(DatabaseError::DatabaseAlreadyOpen),
        Err(_no_locks_here) => false,
    };
    let written = write_all(disk);
    if locked {
        disk.unlock_range(ALL.0, ALL.1).map_err(|error| match error {
            BackendError::Io(error) => error,
            other => Error::other(other),
        })?;
    }
    Ok(written?)
}

fn write_all(disk: &impl StorageBackend) -> Result<(), Error> {
    let length = disk.len()?;
    let mut chunk = [0; CHUNK];
    for start in (0..length).step_by(CHUNK) {
        let chunk = &mut chunk[..CHUNK.min(usize::try_from(length - start).unwrap_or(CHUNK))];
        disk.read(start, chunk)?;
        if chunk.iter().any(|byte| *byte != 0) {
            disk.write(start, chunk)?;
        }
    }
    disk.sync_data()
}
