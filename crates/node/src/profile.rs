//! The folder of a profile: its keys, its store, and whether it may be a copy of another.

use crate::Problem;
use horseshoe_store::{Disk, OpenError};
use horseshoe_trust::{DeviceKey, KeyFile, KeyFileError, Keys};
use rand::SeedableRng as _;
use std::path::Path;

/// A profile that is open, by this process alone.
pub(crate) struct Profile {
    pub(crate) key: DeviceKey,
    pub(crate) store: Disk,
    /// The folder is not where, or what, it was when it was last used.
    pub(crate) moved: bool,
    /// What to keep under the name `place` so that the next start can tell.
    pub(crate) place: Vec<u8>,
}

/// The file with the keys.
const KEYS: &str = "horseshoe.keys";
/// The file with everything else.
const STORE: &str = "horseshoe.redb";

impl Profile {
    /// Opens the profile in a folder, or begins one there. Blocks.
    pub(crate) fn open(folder: &Path, passphrase: Option<&str>) -> Result<Self, Problem> {
        make_folder(folder)?;
        let path = folder.join(KEYS);
        let keys = match KeyFile::open(&path, passphrase) {
            Err(KeyFileError::Missing) => begin(&path, passphrase)?,
            opened => opened?,
        };
        let store = Disk::open(&folder.join(STORE), &keys.store_key)?;
        let place = place_of(folder);
        let before = horseshoe_store::Read::note(&store, "place")?;
        let moved = before.is_some_and(|before| before != place);
        Ok(Self { key: keys.device_key.clone(), store, moved, place })
    }
}

fn begin(path: &Path, passphrase: Option<&str>) -> Result<Keys, Problem> {
    let mut rng = rand::rngs::StdRng::from_rng(&mut rand::rng());
    let mut store_key = [0; 32];
    rand::Rng::fill_bytes(&mut rng, &mut store_key);
    let keys = Keys { device_key: DeviceKey::generate(&mut rng), store_key };
    KeyFile::create(path, &keys, passphrase)?;
    Ok(keys)
}

/// Makes the folder of a profile, for its owner only. Where it is there already, nothing changes.
///
/// # Errors
///
/// Where it cannot be made.
pub fn make_folder(folder: &Path) -> Result<(), Problem> {
    let not_writable =
        |_error: std::io::Error| Problem::NotWritable { folder: folder.display().to_string() };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(not_writable)
}

/// What a copied or restored folder does not share with the one it came from: the folder's own number on its disk.
fn place_of(folder: &Path) -> Vec<u8> {
    #[cfg(unix)]
    if let Ok(metadata) = std::fs::metadata(folder.join(KEYS)) {
        use std::os::unix::fs::MetadataExt as _;
        return format!("{}:{}", metadata.dev(), metadata.ino()).into_bytes();
    }
    folder.display().to_string().into_bytes()
}

impl From<KeyFileError> for Problem {
    fn from(error: KeyFileError) -> Self {
        match error {
            KeyFileError::NewerVersion { found } => Self::ProfileNewer { found: u32::from(found) },
            KeyFileError::NeedsPassphrase => Self::NeedsPassphrase,
            KeyFileError::WrongPassphrase => Self::WrongPassphrase,
            other => Self::KeyFile { reason: other.to_string() },
        }
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::InUse { .. } => Self::ProfileInUse,
            OpenError::NewerVersion { found, .. } => Self::ProfileNewer { found },
            OpenError::NotWritable { path } => {
                Self::NotWritable { folder: path.display().to_string() }
            }
            OpenError::DiskFull { .. } => Self::DiskFull,
            OpenError::WrongKey { .. } => {
                Self::StoreDamaged { detail: "keys and store do not belong together".to_owned() }
            }
            OpenError::Damaged { what, .. } => Self::StoreDamaged { detail: what },
            OpenError::Io { what, .. } => Self::Disk { detail: what },
        }
    }
}
