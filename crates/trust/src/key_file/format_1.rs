//! Files of version 1: the master key lies sealed under the passphrase, or under a key beside it.
//!
//! ```text
//! count u8  count × (tag u8, length u16, bytes)  length u16, sealed keys
//! tag 0  key 32 ‖ sealed master key
//! tag 1  memory u32, passes u32, lanes u32 ‖ salt 16 ‖ sealed master key
//! ```

use zeroize::Zeroizing;

use super::format::{byte, run};
use super::slot::{Slot, Way, stretch};
use super::{Cost, KeyFileError, Keys};
use crate::{DeviceKey, secret_box};

pub(super) struct File1 {
    slot: Slot1,
    body: Vec<u8>,
}

enum Slot1 {
    Unprotected { key: Zeroizing<[u8; 32]>, sealed: Vec<u8> },
    Passphrase { cost: Cost, salt: [u8; 16], sealed: Vec<u8> },
}

impl File1 {
    pub(super) fn read(rest: &mut &[u8]) -> Option<Self> {
        let count = byte(rest)?;
        let mut found = None;
        for _ in 0..count {
            let tag = byte(rest)?;
            let slot = Slot1::read(tag, run(rest)?)?;
            found = found.or(Some(slot));
        }
        Some(Self { slot: found?, body: run(rest)?.to_vec() })
    }

    pub(super) fn way(&self) -> Way {
        match self.slot {
            Slot1::Unprotected { .. } => Way::Unprotected,
            Slot1::Passphrase { .. } => Way::Passphrase,
        }
    }

    /// The keys, and the slot of the present version that opens with the same passphrase.
    pub(super) fn open(&self, passphrase: Option<&str>) -> Result<(Keys, Slot), KeyFileError> {
        let (master, slot) = match &self.slot {
            Slot1::Unprotected { key, sealed } => (
                secret_box::open_key(key, DEVICE_SLOT, sealed),
                Slot::unprotected(&mut rand::rng()),
            ),
            Slot1::Passphrase { cost, salt, sealed } => {
                let passphrase = passphrase.ok_or(KeyFileError::NeedsPassphrase)?;
                let key = stretch(passphrase, salt, *cost)?;
                let master = secret_box::open_key(&key, PASSPHRASE_SLOT, sealed);
                if master.is_none() {
                    return Err(KeyFileError::WrongPassphrase);
                }
                (master, Slot::of_stretched(*cost, salt, &key))
            }
        };
        let keys = master.and_then(|master| secret_box::open(&master, KEYS, &self.body)).and_then(
            |plain| {
                let (device_key, store_key) = plain.split_first_chunk()?;
                let device_key = DeviceKey::from_bytes(device_key);
                let store_key = store_key.try_into().ok()?;
                Some(Keys { device_key, store_key, next_store_key: None })
            },
        );
        Ok((keys.ok_or(KeyFileError::Damaged)?, slot))
    }
}

impl Slot1 {
    fn read(tag: u8, mut bytes: &[u8]) -> Option<Self> {
        match tag {
            0 => {
                let (key, sealed) = bytes.split_first_chunk()?;
                Some(Self::Unprotected { key: Zeroizing::new(*key), sealed: sealed.to_vec() })
            }
            1 => {
                let mut number = || {
                    let (number, after) = bytes.split_first_chunk()?;
                    bytes = after;
                    Some(u32::from_le_bytes(*number))
                };
                let cost = Cost { memory_kib: number()?, passes: number()?, lanes: number()? };
                let (salt, sealed) = bytes.split_first_chunk()?;
                let sealed = sealed.to_vec();
                cost.bearable().then(|| Self::Passphrase { cost, salt: *salt, sealed })
            }
            _ => None,
        }
    }
}

const KEYS: &[u8] = b"horseshoe 1 keys";
const DEVICE_SLOT: &[u8] = b"horseshoe 1 key file slot without passphrase";
const PASSPHRASE_SLOT: &[u8] = b"horseshoe 1 key file slot with passphrase";
