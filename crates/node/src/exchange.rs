//! The exchange file for people: whom one is saved for, what one brought, and the file on the disk.

use crate::{Problem, RequestId};
use horseshoe_model::Kind;
use horseshoe_trust::{CommunityId, DeviceId, MemberId, TicketId};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

/// Larger files are not read: a community of many years is far smaller.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Whom a file is saved for. Nobody else can open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "whom", rename_all = "snake_case")]
pub enum ForWhom {
    /// Everything that all members may see, for all of them.
    Everyone,
    /// What this member's devices lack, as far as this one knows.
    Member { member: MemberId },
    /// What my own other devices lack, also what only I can see.
    MyDevices,
    /// The answer to somebody who asked to be let in with a file; the whole community once they are in.
    Newcomer { request: RequestId },
}

/// What a file that was opened has brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The community it belongs to, once that is on this device.
    pub community: Option<CommunityId>,
    /// The device that made the file; absent in files of the first version, which do not say.
    pub from: Option<DeviceId>,
    pub certificates: u64,
    /// Who is a member now and was not before.
    pub came: Vec<MemberId>,
    /// Who was a member before and is not any more.
    pub went: Vec<MemberId>,
    /// New entries by what sort of document they are in; without a sort where this device cannot open it yet.
    pub entries: Vec<(Option<Kind>, u64)>,
    /// Entries that stand on others which are not here: whoever saved the file can save everything instead.
    pub waiting: u64,
    pub letter: Option<LetterNews>,
}

/// What was in the letter of a file, and what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum LetterNews {
    /// Somebody asks to be let in. After a yes, the answer is to be saved for them.
    Asks { request: RequestId },
    /// They have signed what lets them in.
    Signed { request: RequestId },
    /// The inviter's side said yes, and this device has signed. That is to be saved and brought back.
    ToBringBack { ticket: TicketId },
    /// So many more members have to say yes.
    Waiting { ticket: TicketId, missing: u8 },
    /// I am in.
    In { community: CommunityId },
}

/// Writes the file whole or not at all.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let not_written = |error: io::Error| match error.kind() {
        io::ErrorKind::StorageFull => Problem::DiskFull,
        _ => Problem::FileNotWritten { file: said(file), reason: error.to_string() },
    };
    let mut unfinished = file.as_os_str().to_owned();
    unfinished.push(".part");
    let unfinished = Path::new(&unfinished);
    let whole = || {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        let mut writing = options.open(unfinished)?;
        writing.write_all(bytes)?;
        writing.sync_all()?;
        fs::rename(unfinished, file)
    };
    whole().map_err(|error| {
        fs::remove_file(unfinished).ok(); // perhaps it was never made
        not_written(error)
    })
}

/// Reads a whole file, if it is not too large to be one.
pub(crate) fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    let not_read =
        |error: io::Error| Problem::FileNotRead { file: said(file), reason: error.to_string() };
    let mut bytes = Vec::new();
    let open = File::open(file).map_err(not_read)?;
    let length = open.take(LARGEST + 1).read_to_end(&mut bytes).map_err(not_read)?;
    if length as u64 > LARGEST {
        return Err(Problem::NotAnExchangeFile);
    }
    Ok(bytes)
}

fn said(file: &Path) -> String {
    file.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_written_leaves_the_one_before_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("for Ben.horseshoe-exchange");
        write(&file, b"first").unwrap();
        write(&file, b"second").unwrap();
        assert_eq!(read(&file).unwrap(), b"second");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = folder.path().join("no such folder").join("file");
        assert!(matches!(write(&nowhere, b"x"), Err(Problem::FileNotWritten { .. })));
        assert!(matches!(read(&nowhere), Err(Problem::FileNotRead { .. })));
        // A folder stands where the file should be: nothing half is left beside it.
        let taken = folder.path().join("taken");
        fs::create_dir_all(taken.join("by something")).unwrap();
        assert!(matches!(write(&taken, b"x"), Err(Problem::FileNotWritten { .. })));
        assert!(!folder.path().join("taken.part").exists());
    }
}
