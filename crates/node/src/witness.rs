//! What stands outside the profile folder and remembers how far it had come.
//!
//! Whoever puts an older copy of the folder back, or the whole disk of a virtual machine, makes this device forget what
//! it has already said to others; writing on under the same name it would contradict itself. So each start and each end
//! of the program counts up by one, in the store and in a small file elsewhere, and where the two differ the device
//! goes on under a new name. The file is called by a random number and holds a count: no name, nothing that is kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use horseshoe_store::{Batch, Read, StoreError};

/// The two counts of one profile.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    /// Where the second one is; `None` where the system has no place for it.
    outside: Option<PathBuf>,
    count: u64,
}

/// The file in the profile that says what the file outside is called.
const NAME: &str = "horseshoe.witness";
/// The note with the count in the store.
const COUNT: &str = "witness";

impl Witness {
    /// Compares what the store says with what is outside; the second of the two tells whether they differ.
    pub(crate) fn look(
        folder: &Path,
        state: Option<&Path>,
        store: &impl Read,
    ) -> Result<(Self, bool), StoreError> {
        let inside = store.note(COUNT)?.and_then(|bytes| bytes.try_into().ok());
        let inside = inside.map(u64::from_le_bytes);
        let outside = state.and_then(|state| {
            let name = name_in(folder).or_else(|| begin_name(folder).ok())?;
            Some(state.join(name))
        });
        let Some(path) = &outside else {
            return Ok((Self { outside, count: inside.unwrap_or_default() }, false));
        };
        let seen = fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok());
        // A profile from before there were witnesses has none of the two.
        let differ = inside != seen;
        let count = inside.unwrap_or_default().max(seen.unwrap_or_default());
        Ok((Self { outside, count }, differ))
    }

    /// Counts up: outside at once, and in the store with this batch. If only one of the two is done, they differ, and
    /// the next start is on the safe side.
    pub(crate) fn advance(&mut self, batch: &mut Batch) {
        let Some(path) = &self.outside else { return };
        self.count += 1;
        if let Err(error) = write(path, self.count) {
            tracing::warn!(%error, "nothing outside the profile remembers how far it has come");
        }
        batch.put_note(COUNT, self.count.to_le_bytes().to_vec());
    }

    /// Removes both ends.
    pub(crate) fn forget(folder: &Path, state: Option<&Path>) -> io::Result<()> {
        if let (Some(state), Some(name)) = (state, name_in(folder)) {
            remove(&state.join(name))?;
        }
        remove(&folder.join(NAME))
    }
}

/// What the file outside is called, if that is a name of ours.
fn name_in(folder: &Path) -> Option<String> {
    let name = fs::read_to_string(folder.join(NAME)).ok()?;
    let ours = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    ours.then_some(name)
}

fn begin_name(folder: &Path) -> io::Result<String> {
    let name = format!("{:032x}", rand::random::<u128>());
    fs::write(folder.join(NAME), &name)?;
    Ok(name)
}

fn write(path: &Path, count: u64) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    fs::write(&beside, count.to_string())?;
    fs::File::open(&beside)?.sync_all()?;
    fs::rename(&beside, path)
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
