//! The one small file that holds this device's keys, sealed; with a passphrase or without.
//!
//! A random master key seals the keys. Each slot holds the master key, sealed in its own way, so a
//! passphrase changes without touching the keys. Without a passphrase the file's permissions are
//! all that protects it, and people are told so.

mod disk;
mod format;

use std::io;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use rand::CryptoRng;
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

use crate::{DeviceKey, secret_box};
use format::{Contents, Slot};

/// What the key file holds. Wiped when dropped.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Keys {
    #[zeroize(skip)] // wipes itself
    pub device_key: DeviceKey,
    /// Seals everything this device stores.
    pub store_key: [u8; 32],
}

/// The key file's operations. Every writing one replaces the file as a whole: after a crash it is
/// either the old or the new one, and it is on the disk when the call returns.
#[derive(Clone, Copy, Debug)]
pub struct KeyFile;

/// What guards the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Only that the file belongs to one account of the computer.
    FilePermissions,
    Passphrase,
}

/// How much work one guess of a passphrase is. Stored in the file, so it can rise over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("there is no key file yet")]
    Missing,
    #[error("there is a key file already, and it is not replaced")]
    Exists,
    #[error("the key file could not be read")]
    NotReadable(#[source] io::Error),
    #[error("the key file could not be written")]
    NotWritable(#[source] io::Error),
    /// On systems with permissions. [`KeyFile::restrict`] repairs it, when a person wants that.
    #[error("other accounts of this computer may read the key file")]
    OpenToOthers,
    #[error("the key file is damaged")]
    Damaged,
    #[error("the key file was written by a newer version of Horseshoe (format {found})")]
    NewerVersion { found: u8 },
    #[error("the key file needs its passphrase")]
    NeedsPassphrase,
    #[error("this is not the passphrase")]
    WrongPassphrase,
    #[error("an empty passphrase protects nothing")]
    EmptyPassphrase,
}

impl KeyFile {
    /// Writes a new file; never replaces one that is there.
    pub fn create(path: &Path, keys: &Keys, passphrase: Option<&str>) -> Result<(), KeyFileError> {
        Self::create_with(path, keys, passphrase, Cost::STANDARD)
    }

    /// [`Self::create`], with another cost of guessing.
    pub fn create_with(
        path: &Path,
        keys: &Keys,
        passphrase: Option<&str>,
        cost: Cost,
    ) -> Result<(), KeyFileError> {
        if path.try_exists().map_err(KeyFileError::NotReadable)? {
            return Err(KeyFileError::Exists);
        }
        let contents = seal(keys, passphrase, cost, &mut rand::rng())?;
        disk::replace(path, &contents.to_bytes()).map_err(KeyFileError::NotWritable)
    }

    /// The keys. Deriving a key from a passphrase takes a good part of a second and 64 MiB. A file
    /// without a passphrase opens whatever is given.
    pub fn open(path: &Path, passphrase: Option<&str>) -> Result<Keys, KeyFileError> {
        let contents = read(path)?;
        open_keys(&contents, &*master(&contents, passphrase)?)
    }

    /// What guards the file; asked before a person is asked for a passphrase.
    pub fn protection(path: &Path) -> Result<Protection, KeyFileError> {
        let passphrase = |slot: &Slot| matches!(slot, Slot::Passphrase { .. });
        Ok(if read(path)?.slots.iter().any(passphrase) {
            Protection::Passphrase
        } else {
            Protection::FilePermissions
        })
    }

    /// Sets, changes or (with `None`) takes away the passphrase. Other ways to open the file, also
    /// those that only newer versions know, stay as they are.
    pub fn set_passphrase(
        path: &Path,
        current: Option<&str>,
        new: Option<&str>,
    ) -> Result<(), KeyFileError> {
        Self::set_passphrase_with(path, current, new, Cost::STANDARD)
    }

    /// [`Self::set_passphrase`], with another cost of guessing.
    pub fn set_passphrase_with(
        path: &Path,
        current: Option<&str>,
        new: Option<&str>,
        cost: Cost,
    ) -> Result<(), KeyFileError> {
        let mut contents = read(path)?;
        let master = master(&contents, current)?;
        // Nothing is written before the whole file was seen to open.
        open_keys(&contents, &master)?;
        let slot = own_slot(&master, new, cost, &mut rand::rng())?;
        contents.slots.retain(|slot| matches!(slot, Slot::Other { .. }));
        contents.slots.insert(0, slot);
        disk::replace(path, &contents.to_bytes()).map_err(KeyFileError::NotWritable)
    }

    /// Makes the file readable for its owner only.
    pub fn restrict(path: &Path) -> Result<(), KeyFileError> {
        disk::restrict(path).map_err(KeyFileError::NotWritable)
    }
}

impl Cost {
    /// Argon2id with 64 MiB, three passes, four lanes: the second choice of RFC 9106.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 };

    /// For tests only: guessing costs next to nothing.
    pub const fn testing() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// What is asked of a computer by a file that others may have written: at most 1 GiB.
    fn bearable(self) -> bool {
        self.memory_kib <= 1024 * 1024 && self.passes <= 32 && self.lanes <= 16
    }
}

fn read(path: &Path) -> Result<Contents, KeyFileError> {
    Contents::from_bytes(&disk::read(path)?)
}

fn seal(
    keys: &Keys,
    passphrase: Option<&str>,
    cost: Cost,
    rng: &mut impl CryptoRng,
) -> Result<Contents, KeyFileError> {
    let master = random_key(rng);
    let slot = own_slot(&master, passphrase, cost, rng)?;
    let mut plain = Zeroizing::new([0; 64]);
    let mut device_key = keys.device_key.to_bytes();
    plain[..32].copy_from_slice(&device_key);
    plain[32..].copy_from_slice(&keys.store_key);
    device_key.zeroize();
    let body = secret_box::seal(&master, KEYS, &*plain, rng);
    Ok(Contents { slots: vec![slot], body })
}

fn open_keys(contents: &Contents, master: &[u8; 32]) -> Result<Keys, KeyFileError> {
    let plain = secret_box::open(master, KEYS, &contents.body).ok_or(KeyFileError::Damaged)?;
    let (device_key, store_key) = plain.split_first_chunk().ok_or(KeyFileError::Damaged)?;
    let device_key = DeviceKey::from_bytes(device_key);
    Ok(Keys { device_key, store_key: store_key.try_into().or(Err(KeyFileError::Damaged))? })
}

/// The master key, from the first slot that this program can open.
fn master(
    contents: &Contents,
    passphrase: Option<&str>,
) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    let slots = &contents.slots;
    if let Some(master) = slots.iter().find_map(|slot| match slot {
        Slot::Device { key, sealed } => secret_box::open_key(key, DEVICE_SLOT, sealed),
        _ => None,
    }) {
        return Ok(master);
    }
    let mut error = KeyFileError::Damaged;
    for slot in slots {
        let Slot::Passphrase { cost, salt, sealed } = slot else { continue };
        let Some(passphrase) = passphrase else { return Err(KeyFileError::NeedsPassphrase) };
        let key = derive(passphrase, salt, *cost)?;
        match secret_box::open_key(&key, PASSPHRASE_SLOT, sealed) {
            Some(master) => return Ok(master),
            None => error = KeyFileError::WrongPassphrase,
        }
    }
    Err(error)
}

/// The slot this program makes: with a passphrase, or with a key that lies beside it in the file.
fn own_slot(
    master: &[u8; 32],
    passphrase: Option<&str>,
    cost: Cost,
    rng: &mut impl CryptoRng,
) -> Result<Slot, KeyFileError> {
    let Some(passphrase) = passphrase else {
        let key = random_key(rng);
        let sealed = secret_box::seal(&key, DEVICE_SLOT, master, rng);
        return Ok(Slot::Device { key, sealed });
    };
    if passphrase.is_empty() {
        return Err(KeyFileError::EmptyPassphrase);
    }
    let mut salt = [0; 16];
    rng.fill_bytes(&mut salt);
    let key = derive(passphrase, &salt, cost)?;
    let sealed = secret_box::seal(&key, PASSPHRASE_SLOT, master, rng);
    Ok(Slot::Passphrase { cost, salt, sealed })
}

fn derive(
    passphrase: &str,
    salt: &[u8; 16],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    let mut key = Zeroizing::new([0; 32]);
    let Cost { memory_kib, passes, lanes } = cost;
    Params::new(memory_kib, passes, lanes, Some(32))
        .and_then(|params| {
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
                passphrase.as_bytes(),
                salt,
                &mut *key,
            )
        })
        .or(Err(KeyFileError::Damaged))?;
    Ok(key)
}

fn random_key(rng: &mut impl CryptoRng) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    rng.fill_bytes(&mut *key);
    key
}

const KEYS: &[u8] = b"horseshoe 1 keys";
const DEVICE_SLOT: &[u8] = b"horseshoe 1 key file slot without passphrase";
const PASSPHRASE_SLOT: &[u8] = b"horseshoe 1 key file slot with passphrase";

#[cfg(test)]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    /// Files written by version 1 stay readable: one without, one with the passphrase “open”.
    #[test]
    fn the_bytes_of_version_1() {
        let keys = Keys { device_key: DeviceKey::from_bytes(&[1; 32]), store_key: [2; 32] };
        let hex = |passphrase| {
            let mut rng = ChaCha20Rng::seed_from_u64(7);
            let contents = seal(&keys, passphrase, Cost::testing(), &mut rng).unwrap();
            let bytes = contents.to_bytes();
            let read = Contents::from_bytes(&bytes).unwrap();
            let master = master(&read, passphrase).unwrap();
            assert_eq!(open_keys(&read, &master).unwrap().store_key, [2; 32]);
            data_encoding::HEXLOWER.encode(&bytes)
        };
        insta::assert_snapshot!(hex(None), @"686f72736573686f65206b6579730a01010068003a9afa8c98415d2fde7ae061aed1ef6821fb9ab3e89e9c7d07e32aa9c034fcd27a0786b127a9d7b2cad8ed51528891fd641a359f29f44c6b2ff752270688bd6a3490c6b8ed5ce414b123c2fed5b602b1884237524e519ef9170b69917c94002210021a93e92165ed6800d8cac846aaf615e283c16016e1e0e2a6a665081da4cd5089a3cfaecd3fc4976be794ca1f7d9d10150889c5df67b933a4f2b141810800b4ad57bebeba1990e17f39d36d91f384b8a86f234a3c25e6b523d0d8d1a270f94dc54c98149720ce773ad9990a0ef47d63401742cc8e3cb60e22fb55920be90982a59faae1129ba7cb8ca7927902ed411855");
        insta::assert_snapshot!(hex(Some("open")), @"686f72736573686f65206b6579730a01010164000800000001000000010000003a9afa8c98415d2fde7ae061aed1ef6821fb9ab3e89e9c7d07e32aa9c034fcd27a0786b127a9d7b24427e41552bd625065cb7cac4f7c9315fb94e505bd43071d328542c1d9301c53a17349ff1fae68243f491eed2d9e29cd6800cad8ed51528891fd641a359f29f44c6bd8cac846aaf615e29570e56e5a931ec890e7e487ff52ba5f232b9f62863c4f0dc20f95c4a6258baea0ba501fc564655dffaa8e84f35bb484a5b6eede3e39ab48deeabac9dfa9adfed39881b4472ff2d062b810cfee63d2f7a8abba882039acf921bb0141a91bc1b4c5a55d5908e0c06d0feb01bee47cd097");
    }
}
