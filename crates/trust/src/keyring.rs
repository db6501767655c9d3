//! What a key file needs of the system's keyring: three calls, and nothing that says whose they are.

use std::fmt;

use zeroize::Zeroizing;

/// The place where the system keeps secrets for whoever is logged in. A call may take as long as a person needs to
/// unlock it, and may fail at any time.
pub trait Keyring: fmt::Debug + Send + Sync {
    fn keep(&self, item: &KeyringItem, secret: &[u8; 32]) -> Result<(), KeyringError>;

    /// What was kept under this name, if anything was.
    fn find(&self, item: &KeyringItem) -> Result<Option<Zeroizing<[u8; 32]>>, KeyringError>;

    /// Also done where nothing was kept.
    fn remove(&self, item: &KeyringItem) -> Result<(), KeyringError>;
}

/// The name of a secret in a keyring: random, and how often it was replaced.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KeyringItem {
    pub(crate) id: [u8; 16],
    pub(crate) generation: u32,
}

/// There is no keyring here, it stayed locked, or it failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the keyring of this computer cannot be used: {0}")]
pub struct KeyringError(pub String);

impl KeyringItem {
    pub(crate) fn next(self) -> Self {
        Self { generation: self.generation.wrapping_add(1), ..self }
    }

    pub(crate) fn previous(self) -> Option<Self> {
        Some(Self { generation: self.generation.checked_sub(1)?, ..self })
    }
}

impl fmt::Display for KeyringItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", data_encoding::HEXLOWER.encode(&self.id), self.generation)
    }
}
