//! What guards a profile on this device: its passphrase, the system's keyring, the recovery code on paper; and how all
//! of it is destroyed.
//!
//! While a profile is open, [`Command::Guard`](crate::Command::Guard) changes what guards it and
//! [`Snapshot::guard`](crate::Snapshot) says what does. To lock it, the node is shut down; to unlock it, one is started
//! with what the person gives. The functions here need no running node.

use crate::profile::{KEYS, Profile, STORE};
use crate::witness::Witness;
use crate::{Config, Problem, Secret};
use horseshoe_store::{Disk, OpenError, Read as _};
use horseshoe_trust::{KeyFile, KeyFileError, Way};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The note with who I am.
pub(crate) const ME: &str = "me";

/// What guards an open profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Guard {
    /// What opens it. [`Way::Unprotected`] alone means that only the account of this computer guards it.
    pub ways: BTreeSet<Way>,
    /// Close it by itself after so many minutes in which nobody does anything; never if absent. Makes sense with a
    /// passphrase only, and is carried out by whoever shows the profile.
    pub lock_after_minutes: Option<u32>,
}

/// A change of what guards the profile that is open. A way that is added ends that the profile opens without any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum GuardChange {
    /// Sets or changes the passphrase.
    SetPassphrase { passphrase: Secret },
    /// Lets the keyring of the system open it, which opens with the login.
    UseKeyring,
    /// Makes a new recovery code, in place of the one before. Answered by [`Reply::Printed`](crate::Reply::Printed).
    MakeRecoveryCode,
    /// Takes one way away. The last one stays: for that a person says [`Self::LeaveUnprotected`].
    Remove { way: Way },
    /// From now on it opens without anything.
    LeaveUnprotected,
    /// Closes by itself after so many minutes, or never.
    LockAfter { minutes: Option<u32> },
}

/// What opens the profile in this folder, so that a person is asked for the right thing; `None` where there is no
/// profile yet. Takes no time.
///
/// # Errors
///
/// Where its key file cannot be read.
pub fn ways(profile: &Path) -> Result<Option<BTreeSet<Way>>, Problem> {
    match KeyFile::ways_of(&profile.join(KEYS)) {
        Err(KeyFileError::Missing) => Ok(None),
        ways => Ok(Some(ways?)),
    }
}

/// Destroys the profile of this configuration, for handing a device back: the keys first, so that whatever is left of
/// the rest opens no more, then the store, what stands outside the folder, and the window's settings. Needs no secret.
/// Other files in the folder stay, and so does the folder if there are any. What others hold of the community is
/// theirs; exports and backups elsewhere are not touched.
///
/// # Errors
///
/// [`Problem::ProfileInUse`] while it is open: then nothing was done. Otherwise where something could not be removed;
/// done again, it goes on.
pub fn forget_me(config: &Config) -> Result<(), Problem> {
    let folder = &config.profile;
    let store = folder.join(STORE);
    if store.exists() {
        // Nobody can open it with this key, but somebody may have it open.
        let opened = Disk::open(&store, &[0; 32]);
        if let Err(OpenError::InUse { .. }) = opened {
            return Err(Problem::ProfileInUse);
        }
    }
    KeyFile::destroy(&folder.join(KEYS), config.keyring.as_deref())?;
    let failed = |error: io::Error| Problem::Disk { detail: error.to_string() };
    Witness::forget(folder, config.state.as_deref()).map_err(failed)?;
    for file in ["window.json", "window.lock", "window.socket", "crash.json"] {
        remove(&folder.join(file)).map_err(failed)?;
    }
    remove(&store).map_err(failed)?;
    match std::fs::remove_dir(folder) {
        // Not ours, or not empty: it stays.
        Err(_) | Ok(()) => Ok(()),
    }
}

/// Removes a profile nobody has used yet, so that a backup or a device on paper can begin in its place. How the
/// window looks stays.
///
/// # Errors
///
/// [`Problem::ProfileExists`] where somebody has said who they are in it, or it is in a community: then nothing was
/// done. [`Problem::ProfileInUse`] while it is open.
pub fn remove_unused(config: &Config) -> Result<(), Problem> {
    let folder = &config.profile;
    if ways(folder)?.is_none() {
        return Ok(());
    }
    let profile = Profile::open(config)?;
    let used = profile.store.note(ME)?.is_some() || !profile.store.communities()?.is_empty();
    drop(profile);
    if used {
        return Err(Problem::ProfileExists);
    }
    let failed = |error: io::Error| Problem::Disk { detail: error.to_string() };
    KeyFile::destroy(&folder.join(KEYS), config.keyring.as_deref())?;
    Witness::forget(folder, config.state.as_deref()).map_err(failed)?;
    remove(&folder.join(STORE)).map_err(failed)
}

fn remove(file: &Path) -> io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
