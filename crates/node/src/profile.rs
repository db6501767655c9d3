//! The folder of a profile: its keys, its store, and whether it may be a copy of another.

use crate::witness::Witness;
use crate::{Config, Problem};
use horseshoe_store::{Batch, Disk, OpenError, Read as _, Store as _, StoreError};
use horseshoe_trust::{
    DeviceKey, KeyFile, KeyFileError, Keyring, Keys, Offered, PrintedError, RecoveryCode,
};
use rand::SeedableRng as _;
use std::path::Path;

/// A profile that is open, by this process alone.
pub(crate) struct Profile {
    pub(crate) keys: KeyFile,
    pub(crate) store: Disk,
    /// The folder is not where, or what, it was when it was last used: it may be a copy.
    pub(crate) moved: bool,
    /// What to keep so that the next start can tell.
    pub(crate) marks: Batch,
    pub(crate) witness: Witness,
}

#[cfg(test)]
mod tests;

/// The file with the keys.
pub(crate) const KEYS: &str = "horseshoe.keys";
/// The file with everything else.
pub(crate) const STORE: &str = "horseshoe.redb";
/// The note with where the profile is.
pub(crate) const PLACE: &str = "place";

impl Profile {
    /// Opens the profile of a configuration, or begins one there. Blocks.
    pub(crate) fn open(config: &Config) -> Result<Self, Problem> {
        let folder = &config.profile;
        make_folder(folder)?;
        let path = folder.join(KEYS);
        let mut keys = match open_keys(&path, config) {
            Err(KeyFileError::Missing) => begin(&path, config)?,
            Ok(_) if config.recovery_key.is_some() => return Err(Problem::ProfileExists),
            opened => opened?,
        };
        let store = open_store(&folder.join(STORE), &mut keys, config.keyring.as_deref())?;
        let place = place_of(folder);
        let before = store.note(PLACE)?;
        let (mut witness, differs) = Witness::look(folder, config.state.as_deref(), &store)?;
        let moved = before.is_some_and(|before| before != place || differs);
        let mut marks = Batch::new();
        marks.put_note(PLACE, place);
        witness.advance(&mut marks);
        Ok(Self { keys, store, moved, marks, witness })
    }

    pub(crate) fn device_key(&self) -> &DeviceKey {
        &self.keys.keys().device_key
    }
}

fn open_keys(path: &Path, config: &Config) -> Result<KeyFile, KeyFileError> {
    let code = config.recovery_code.as_ref().map(|code| RecoveryCode::from_text(code.as_str()));
    // What is no code at all opens nothing either.
    let code = code.transpose().or(Err(KeyFileError::WrongRecoveryCode));
    let code = if path.exists() { code? } else { None };
    let offered = Offered {
        passphrase: config.passphrase.as_ref().map(|words| words.as_str()),
        recovery_code: code.as_ref(),
        keyring: config.keyring.as_deref(),
    };
    KeyFile::open(path, &offered)
}

/// The store, and the end of a renewal of its key that was interrupted.
fn open_store(
    path: &Path,
    keys: &mut KeyFile,
    keyring: Option<&dyn Keyring>,
) -> Result<Disk, Problem> {
    let Some(next) = keys.keys().next_store_key else {
        return Ok(Disk::open(path, &keys.keys().store_key)?);
    };
    let store = match Disk::open(path, &keys.keys().store_key) {
        Err(OpenError::WrongKey { .. }) => Disk::open(path, &next)?,
        opened => {
            let mut store = opened?;
            store.seal_anew(&next)?;
            store
        }
    };
    if let Err(error) = keys.finish_renewal(keyring) {
        tracing::warn!(%error, "the keys could not be renewed to the end");
    }
    Ok(store)
}

fn begin(path: &Path, config: &Config) -> Result<KeyFile, Problem> {
    let mut rng = rand::rngs::StdRng::from_rng(&mut rand::rng());
    let device_key = match &config.recovery_key {
        Some(printed) => DeviceKey::from_paper(printed.as_str())?,
        None => DeviceKey::generate(&mut rng),
    };
    let passphrase = config.passphrase.as_ref().map(|words| words.as_str());
    Ok(KeyFile::create(path, new_keys(device_key), passphrase)?)
}

/// This device, with a store that is yet to begin.
pub(crate) fn new_keys(device_key: DeviceKey) -> Keys {
    Keys { device_key, store_key: rand::random(), next_store_key: None }
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
            KeyFileError::EmptyPassphrase => Self::EmptyPassphrase,
            KeyFileError::WrongRecoveryCode => Self::WrongRecoveryCode,
            KeyFileError::NeedsKeyring => Self::NeedsKeyring,
            KeyFileError::Keyring(error) => Self::NoKeyring { reason: error.0 },
            KeyFileError::LastProtection => Self::LastProtection,
            KeyFileError::NotWritable(error) => StoreError::from_io(&error).into(),
            other => Self::KeyFile { reason: other.to_string() },
        }
    }
}

impl From<PrintedError> for Problem {
    fn from(error: PrintedError) -> Self {
        match error {
            PrintedError::NotACode => Self::NotACode,
            PrintedError::Mistyped => Self::CodeMistyped,
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
