//! What a file needs before the engine may have it: after a crash while it was begun, and after a failure of the disk.

use std::io::Error;
use std::ops::Bound::Unbounded;

use redb::{BackendError, DatabaseError, StorageBackend};

/// The engine's page. Pages in use are never all zero.
const PAGE: usize = 4096;

/// What the engine's files start with. It writes this last when it begins one.
const MAGIC: [u8; 9] = *b"redb\x1a\x0a\xa9\x0d\x0a";

/// The flag after that which stands as long as the file is open for writing.
const IN_USE: u8 = 2;

/// Makes a file ready when the program starts.
pub(super) fn prepare(disk: &impl StorageBackend) -> Result<(), DatabaseError> {
    match state(disk)? {
        State::Closed => Ok(()),
        // Perhaps another process is beginning it just now.
        State::FalseStart => locked(disk, || match state(disk)? {
            State::FalseStart => disk.set_len(0),
            State::Closed | State::Left => Ok(()),
        }),
        State::Left => rewrite(disk),
    }
}

/// After a failed write or sync, what the system shows of a file may never reach the disk: it counts lost pages as
/// written. So every page is written again, as it is. A crash in between leaves what a crash in the failed commit would
/// have left.
pub(super) fn rewrite(disk: &impl StorageBackend) -> Result<(), DatabaseError> {
    locked(disk, || {
        // Holes of the file stay holes: filling them could need more room than there is.
        pages_in_use(disk, 0, |start, page| disk.write(start, page).map(|()| true))?;
        disk.sync_data()
    })
}

/// How a file was left.
enum State {
    /// Empty, closed in good order, or not for us to judge.
    Closed,
    /// A crash came while the engine began the file, which it refuses from then on. Nothing was ever kept in it.
    FalseStart,
    /// In use, or whoever used it ended early: perhaps because the disk failed.
    Left,
}

fn state(disk: &impl StorageBackend) -> Result<State, Error> {
    if disk.len()? < PAGE as u64 {
        return Ok(State::Closed);
    }
    let mut first = [0; MAGIC.len() + 1];
    disk.read(0, &mut first)?;
    let [magic @ .., flags] = first;
    if magic == MAGIC {
        return Ok(if flags & IN_USE == 0 { State::Closed } else { State::Left });
    }
    let torn = magic.iter().zip(MAGIC).all(|(found, meant)| *found == meant || *found == 0);
    let mut untouched = torn;
    if torn {
        pages_in_use(disk, PAGE as u64, |_, _| {
            untouched = false;
            Ok(false)
        })?;
    }
    Ok(if untouched { State::FalseStart } else { State::Closed })
}

/// Shows every page that is not all zero, as long as it is told to go on.
fn pages_in_use(
    disk: &impl StorageBackend,
    from: u64,
    mut show: impl FnMut(u64, &[u8]) -> Result<bool, Error>,
) -> Result<(), Error> {
    let length = disk.len()?;
    let mut page = [0; PAGE];
    for start in (from..length).step_by(PAGE) {
        let page = &mut page[..PAGE.min(usize::try_from(length - start).unwrap_or(PAGE))];
        disk.read(start, page)?;
        if page.iter().any(|byte| *byte != 0) && !show(start, page)? {
            break;
        }
    }
    Ok(())
}

/// Works on a file that no other process has open.
fn locked(
    disk: &impl StorageBackend,
    work: impl FnOnce() -> Result<(), Error>,
) -> Result<(), DatabaseError> {
    match disk.try_lock_range(Unbounded, Unbounded) {
        Ok(false) => Err(DatabaseError::DatabaseAlreadyOpen),
        // The engine too goes on where there are no locks.
        Err(BackendError::Unsupported) => Ok(work()?),
        Err(BackendError::Io(error)) => Err(error.into()),
        Err(other) => Err(Error::other(other).into()),
        Ok(true) => {
            let done = work();
            disk.unlock_range(Unbounded, Unbounded).map_err(Error::other)?;
            Ok(done?)
        }
    }
}
