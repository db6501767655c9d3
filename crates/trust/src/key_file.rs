//! The one small file that holds this device's keys, sealed, and the ways to open it.
//!
//! A random master key seals the keys. Each way to open the file is a slot with the master key sealed to it: a
//! passphrase, the system's keyring, a recovery code on paper. While there is none of these, the file's permissions are
//! all that protects it, and people are told so.
//!
//! Every time the file is written it has a new master key, and whoever has the file open can do that without any of the
//! secrets (how, says `key_file/slot.rs`). That is what makes erasing real: [`KeyFile::begin_renewal`] and
//! [`KeyFile::finish_renewal`] replace the store's key, after which no old copy of the store opens with anything this
//! device still has. An old copy of the *key file* opens as it did: with the passphrase or the recovery code of its
//! time. The old file is overwritten as well as a disk allows, and people are told what that means for backups.

mod disk;
mod format;
mod format_1;
mod slot;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use rand::CryptoRng;
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

use crate::{DeviceKey, Keyring, KeyringError, KeyringItem, RecoveryCode, secret_box};
use format::{Contents, Version};
use slot::{Slot, random_key};

pub use slot::Way;

/// What the key file holds. Wiped when dropped.
#[derive(Clone, ZeroizeOnDrop)]
#[expect(clippy::struct_field_names, reason = "each is a key, and is called so everywhere")]
pub struct Keys {
    #[zeroize(skip)] // wipes itself
    pub device_key: DeviceKey,
    /// Seals everything this device stores.
    pub store_key: [u8; 32],
    /// The store is being sealed anew under this one. After a crash it opens with one of the two.
    pub next_store_key: Option<[u8; 32]>,
}

/// The key file, open. Every writing operation replaces the file as a whole: after a crash it is
/// either the old or the new one, and it is on the disk when the call returns.
pub struct KeyFile {
    path: PathBuf,
    keys: Keys,
    slots: Vec<Slot>,
}

/// What somebody who opens the file has to offer. What a person gives must be right: the keyring is asked only where
/// they give nothing.
#[derive(Clone, Copy, Default, Debug)]
pub struct Offered<'a> {
    pub passphrase: Option<&'a str>,
    pub recovery_code: Option<&'a RecoveryCode>,
    pub keyring: Option<&'a dyn Keyring>,
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
    #[error("this is not the recovery code")]
    WrongRecoveryCode,
    #[error("an empty passphrase protects nothing")]
    EmptyPassphrase,
    /// It has no passphrase, and the keyring does not open it: only the recovery code does.
    #[error("the keyring does not open the key file")]
    NeedsKeyring,
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    #[error("a renewal of the keys has not ended yet")]
    RenewalOpen,
    /// Taking away the last protection is another wish: [`KeyFile::leave_unprotected`].
    #[error("this is the only protection of the key file")]
    LastProtection,
}

impl KeyFile {
    /// Writes a new file; never replaces one that is there.
    pub fn create(path: &Path, keys: Keys, passphrase: Option<&str>) -> Result<Self, KeyFileError> {
        Self::create_with(path, keys, passphrase, Cost::STANDARD)
    }

    /// [`Self::create`], with another cost of guessing.
    pub fn create_with(
        path: &Path,
        keys: Keys,
        passphrase: Option<&str>,
        cost: Cost,
    ) -> Result<Self, KeyFileError> {
        if path.try_exists().map_err(KeyFileError::NotReadable)? {
            return Err(KeyFileError::Exists);
        }
        let rng = &mut rand::rng();
        let slot = match passphrase {
            Some(passphrase) => passphrase_slot(passphrase, cost, rng)?,
            None => Slot::unprotected(rng),
        };
        let mut file = Self { path: path.to_owned(), keys, slots: Vec::new() };
        file.write(file.keys.clone(), vec![slot])?;
        Ok(file)
    }

    /// Opens the file with whatever is offered. Deriving a key from a passphrase takes a good part of a second and
    /// much memory. A file without protection opens whatever is offered.
    pub fn open(path: &Path, offered: &Offered<'_>) -> Result<Self, KeyFileError> {
        let (keys, slots) = match format::read(&disk::read(path)?)? {
            Version::One(file) => {
                let (keys, slot) = file.open(offered.passphrase)?;
                (keys, vec![slot])
            }
            Version::Two(contents) => {
                let master = master(&contents.slots, offered)?;
                (open_keys(&contents, &master)?, contents.slots)
            }
        };
        let file = Self { path: path.to_owned(), keys, slots };
        file.forget_replaced_items(offered.keyring);
        Ok(file)
    }

    /// What opens the file; asked before a person is asked for anything. Needs no secret.
    pub fn ways_of(path: &Path) -> Result<BTreeSet<Way>, KeyFileError> {
        Ok(match format::read(&disk::read(path)?)? {
            Version::One(file) => BTreeSet::from([file.way()]),
            Version::Two(contents) => contents.slots.iter().filter_map(Slot::way).collect(),
        })
    }

    /// Makes the file readable for its owner only.
    pub fn restrict(path: &Path) -> Result<(), KeyFileError> {
        disk::restrict(path).map_err(KeyFileError::NotWritable)
    }

    /// Destroys the file, so that nothing it sealed opens any more; what the keyring has for it goes, too. Needs no
    /// secret, and works on a damaged file.
    pub fn destroy(path: &Path, keyring: Option<&dyn Keyring>) -> Result<(), KeyFileError> {
        let read = disk::read(path).and_then(|bytes| format::read(&bytes));
        disk::destroy(path).map_err(KeyFileError::NotWritable)?;
        if let (Ok(Version::Two(contents)), Some(keyring)) = (read, keyring) {
            for item in contents.slots.iter().filter_map(Slot::keyring_item) {
                remove_items(keyring, item)?;
            }
        }
        Ok(())
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// What opens this file.
    pub fn ways(&self) -> BTreeSet<Way> {
        self.slots.iter().filter_map(Slot::way).collect()
    }

    /// Sets or changes the passphrase.
    pub fn set_passphrase(&mut self, passphrase: &str) -> Result<(), KeyFileError> {
        self.set_passphrase_with(passphrase, Cost::STANDARD)
    }

    /// [`Self::set_passphrase`], with another cost of guessing.
    pub fn set_passphrase_with(
        &mut self,
        passphrase: &str,
        cost: Cost,
    ) -> Result<(), KeyFileError> {
        let slot = passphrase_slot(passphrase, cost, &mut rand::rng())?;
        self.put(slot)
    }

    /// Makes this the recovery code, in place of the one before.
    pub fn set_recovery_code(&mut self, code: &RecoveryCode) -> Result<(), KeyFileError> {
        self.put(Slot::recovery_code(code))
    }

    /// Lets the keyring open the file.
    pub fn set_keyring(&mut self, keyring: &dyn Keyring) -> Result<(), KeyFileError> {
        let mut id = [0; 16];
        rand::Rng::fill_bytes(&mut rand::rng(), &mut id);
        let (before, item) = (self.keyring_item(), KeyringItem { id, generation: 0 });
        let slot = keep_in_keyring(keyring, item)?;
        self.put(slot)?;
        before.map_or(Ok(()), |before| Ok(remove_items(keyring, before)?))
    }

    /// Takes away one way to open the file. The last protection stays.
    pub fn remove(&mut self, way: Way, keyring: Option<&dyn Keyring>) -> Result<(), KeyFileError> {
        let slots = self.others_than(way);
        if !slots.iter().any(|slot| slot.way().is_some()) {
            return Err(KeyFileError::LastProtection);
        }
        let item = self.keyring_item().filter(|_| way == Way::Keyring);
        self.write(self.keys.clone(), slots)?;
        forget_item(keyring, item)
    }

    /// Takes away every protection this program knows, because a person says so: from now on the file opens by itself.
    pub fn leave_unprotected(&mut self, keyring: Option<&dyn Keyring>) -> Result<(), KeyFileError> {
        let item = self.keyring_item();
        let mut slots = vec![Slot::unprotected(&mut rand::rng())];
        slots.extend(self.slots.iter().filter(|slot| slot.way().is_none()).cloned());
        self.write(self.keys.clone(), slots)?;
        forget_item(keyring, item)
    }

    /// Notes the key that the store is to be sealed under from now on, and gives it. Until [`Self::finish_renewal`] the
    /// store may be opened with either key. A renewal that was begun before and not finished must be finished first.
    pub fn begin_renewal(&mut self) -> Result<[u8; 32], KeyFileError> {
        let next = *random_key(&mut rand::rng());
        if self.keys.next_store_key.is_some() {
            return Err(KeyFileError::RenewalOpen);
        }
        let mut keys = self.keys.clone();
        keys.next_store_key = Some(next);
        self.write(keys, self.slots.clone())?;
        Ok(next)
    }

    /// The store is sealed under the next key: forgets the one before for good, with a new secret wherever this
    /// program makes the secret itself. If the keyring opens the file but cannot be given a new secret, this is an
    /// error: the renewal is over, but old copies of the key file open with what the keyring still has.
    pub fn finish_renewal(&mut self, keyring: Option<&dyn Keyring>) -> Result<(), KeyFileError> {
        let mut keys = self.keys.clone();
        keys.store_key = keys.next_store_key.take().unwrap_or(keys.store_key);
        let mut slots = self.slots.clone();
        let mut kept = Ok(());
        for slot in &mut slots {
            if slot.way() == Some(Way::Unprotected) {
                *slot = Slot::unprotected(&mut rand::rng());
            } else if let Some(item) = slot.keyring_item() {
                let missing = || KeyringError("it is needed to renew the keys".to_owned());
                let renewed = keyring
                    .ok_or_else(|| missing().into())
                    .and_then(|keyring| keep_in_keyring(keyring, item.next()));
                match renewed {
                    Ok(renewed) => *slot = renewed,
                    Err(error) => kept = Err(error),
                }
            }
        }
        self.write(keys, slots)?;
        self.forget_replaced_items(keyring);
        kept
    }

    /// Adds a way to open the file, in place of the one of its kind and of being open to everybody.
    fn put(&mut self, slot: Slot) -> Result<(), KeyFileError> {
        let mut slots = slot.way().map_or_else(|| self.slots.clone(), |way| self.others_than(way));
        slots.retain(|slot| slot.way() != Some(Way::Unprotected));
        slots.insert(0, slot);
        self.write(self.keys.clone(), slots)
    }

    fn others_than(&self, way: Way) -> Vec<Slot> {
        self.slots.iter().filter(|slot| slot.way() != Some(way)).cloned().collect()
    }

    fn keyring_item(&self) -> Option<KeyringItem> {
        self.slots.iter().find_map(Slot::keyring_item)
    }

    /// A crash may have come between a new secret in the keyring and the end of the old one.
    fn forget_replaced_items(&self, keyring: Option<&dyn Keyring>) {
        if let (Some(keyring), Some(item)) = (keyring, self.keyring_item())
            && let Some(replaced) = item.previous()
        {
            // Tried again the next time.
            keyring.remove(&replaced).ok();
        }
    }

    /// Writes keys and slots under a new master key. Where that fails, nothing has changed.
    fn write(&mut self, keys: Keys, slots: Vec<Slot>) -> Result<(), KeyFileError> {
        let contents = seal(&keys, slots, &mut rand::rng())?;
        disk::replace(&self.path, &contents.to_bytes()).map_err(KeyFileError::NotWritable)?;
        (self.keys, self.slots) = (keys, contents.slots);
        Ok(())
    }
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyFile").field("ways", &self.ways()).finish_non_exhaustive()
    }
}

impl Cost {
    /// Argon2id with more memory than RFC 9106's second choice: 160 MiB, three passes, four lanes. A guess takes about
    /// half a second (`benches/passphrase.rs`).
    pub const STANDARD: Self = Self { memory_kib: 160 * 1024, passes: 3, lanes: 4 };

    /// For tests only: guessing costs next to nothing.
    pub const fn testing() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// What is asked of a computer by a file that others may have written: at most 1 GiB.
    fn bearable(self) -> bool {
        self.memory_kib <= 1024 * 1024 && self.passes <= 32 && self.lanes <= 16
    }
}

fn passphrase_slot(
    passphrase: &str,
    cost: Cost,
    rng: &mut impl CryptoRng,
) -> Result<Slot, KeyFileError> {
    if passphrase.is_empty() {
        return Err(KeyFileError::EmptyPassphrase);
    }
    Slot::passphrase(passphrase, cost, rng)
}

fn keep_in_keyring(keyring: &dyn Keyring, item: KeyringItem) -> Result<Slot, KeyFileError> {
    let secret = random_key(&mut rand::rng());
    keyring.keep(&item, &secret)?;
    // A keyring that does not give back what it took would lock its owner out.
    if keyring.find(&item)?.is_none_or(|found| *found != *secret) {
        return Err(KeyringError("it does not give back what it took".to_owned()).into());
    }
    Ok(Slot::keyring(item, &secret))
}

fn forget_item(
    keyring: Option<&dyn Keyring>,
    item: Option<KeyringItem>,
) -> Result<(), KeyFileError> {
    match (keyring, item) {
        (Some(keyring), Some(item)) => Ok(remove_items(keyring, item)?),
        // Without a keyring there is nothing in it; what may be elsewhere opens nothing any more.
        _ => Ok(()),
    }
}

fn remove_items(keyring: &dyn Keyring, item: KeyringItem) -> Result<(), KeyringError> {
    keyring.remove(&item)?;
    item.previous().map_or(Ok(()), |previous| keyring.remove(&previous))
}

fn seal(
    keys: &Keys,
    mut slots: Vec<Slot>,
    rng: &mut impl CryptoRng,
) -> Result<Contents, KeyFileError> {
    let master = random_key(rng);
    for slot in &mut slots {
        slot.seal(&master, rng)?;
    }
    // Room for all of it at once: a vector that grows leaves copies behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(96));
    let mut device_key = keys.device_key.to_bytes();
    plain.extend(device_key);
    plain.extend(keys.store_key);
    plain.extend(keys.next_store_key.unwrap_or_default());
    plain.truncate(if keys.next_store_key.is_some() { 96 } else { 64 });
    device_key.zeroize();
    let body = secret_box::seal(&master, &keys_context(&slots), &plain, rng);
    Ok(Contents { slots, body })
}

fn open_keys(contents: &Contents, master: &[u8; 32]) -> Result<Keys, KeyFileError> {
    let plain = secret_box::open(master, &keys_context(&contents.slots), &contents.body)
        .ok_or(KeyFileError::Damaged)?;
    let (chunks, []) = plain.as_chunks::<32>() else { return Err(KeyFileError::Damaged) };
    let (device_key, store_key, next_store_key) = match chunks {
        [device_key, store_key] => (device_key, *store_key, None),
        [device_key, store_key, next] => (device_key, *store_key, Some(*next)),
        _ => return Err(KeyFileError::Damaged),
    };
    Ok(Keys { device_key: DeviceKey::from_bytes(device_key), store_key, next_store_key })
}

/// The keys open only in a file with exactly these slots.
fn keys_context(slots: &[Slot]) -> Zeroizing<Vec<u8>> {
    let mut context = Zeroizing::new(b"horseshoe 2 keys".to_vec());
    for slot in slots {
        context.extend(&*slot.unsealed_bytes());
    }
    context
}

/// The master key, with what is offered.
fn master(slots: &[Slot], offered: &Offered<'_>) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    if let Some(master) = slots.iter().find_map(Slot::open_unprotected) {
        return Ok(master);
    }
    let of = |way| slots.iter().find(move |slot| slot.way() == Some(way));
    if let Some(code) = offered.recovery_code {
        return of(Way::RecoveryCode)
            .and_then(|slot| slot.open_recovery_code(code))
            .ok_or(KeyFileError::WrongRecoveryCode);
    }
    if let (Some(passphrase), Some(slot)) = (offered.passphrase, of(Way::Passphrase)) {
        return slot.open_passphrase(passphrase)?.ok_or(KeyFileError::WrongPassphrase);
    }
    let in_keyring = |(keyring, slot): (&dyn Keyring, &Slot)| {
        let secret = keyring.find(&slot.keyring_item()?).ok()??;
        slot.open_keyring(&secret)
    };
    if let Some(master) = offered.keyring.zip(of(Way::Keyring)).and_then(in_keyring) {
        return Ok(master);
    }
    Err(if of(Way::Passphrase).is_some() {
        KeyFileError::NeedsPassphrase
    } else if slots.iter().any(|slot| matches!(slot.way(), Some(Way::Keyring | Way::RecoveryCode)))
    {
        KeyFileError::NeedsKeyring
    } else {
        KeyFileError::Damaged
    })
}

#[cfg(test)]
mod tests;
