//! The key file's bytes: magic, version, slots, body, checksum.
//!
//! ```text
//! "horseshoe keys\n"  version u8  count u8  count × (tag u8, length u16, bytes)
//! length u16, sealed keys  BLAKE3 of everything before, 32 bytes
//! ```
//! Numbers are little-endian. Magic, version and the checksum at the end stay where they are in
//! every version, so that a newer file is told from a damaged one.

use zeroize::Zeroizing;

use super::{Cost, KeyFileError};

pub(super) struct Contents {
    pub(super) slots: Vec<Slot>,
    /// The keys, sealed under the master key.
    pub(super) body: Vec<u8>,
}

/// One way to the master key.
pub(super) enum Slot {
    /// No passphrase yet: what opens the master key lies beside it.
    Device {
        key: Zeroizing<[u8; 32]>,
        sealed: Vec<u8>,
    },
    Passphrase {
        cost: Cost,
        salt: [u8; 16],
        sealed: Vec<u8>,
    },
    /// The system's keyring (tag 2), a printed recovery code (tag 3), and whatever newer versions
    /// add: kept byte for byte.
    Other {
        tag: u8,
        bytes: Vec<u8>,
    },
}

/// The longest file this program reads. Its own are below 400 bytes.
pub(super) const MAX_FILE: usize = 64 * 1024;

const MAGIC: &[u8; 15] = b"horseshoe keys\n";
const VERSION: u8 = 1;
const DEVICE: u8 = 0;
const PASSPHRASE: u8 = 1;
const CHECKSUM: usize = 32;

impl Contents {
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Room for all of it at once: a vector that grows leaves copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_FILE));
        bytes.extend(MAGIC);
        bytes.push(VERSION);
        bytes.push(u8::try_from(self.slots.len()).expect("slots are counted by a byte when read"));
        for slot in &self.slots {
            let (tag, slot) = slot.to_bytes();
            bytes.push(tag);
            bytes.extend(length(&slot));
            bytes.extend(&*slot);
        }
        bytes.extend(length(&self.body));
        bytes.extend(&self.body);
        let sum = *blake3::hash(&bytes).as_bytes();
        bytes.extend(sum);
        bytes
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, KeyFileError> {
        let version = framed_version(bytes).ok_or(KeyFileError::Damaged)?;
        if version > VERSION {
            return Err(KeyFileError::NewerVersion { found: version });
        }
        let mut rest = &bytes[MAGIC.len() + 1..bytes.len() - CHECKSUM];
        let contents = Self::read(&mut rest).ok_or(KeyFileError::Damaged)?;
        if version == VERSION && rest.is_empty() {
            Ok(contents)
        } else {
            Err(KeyFileError::Damaged)
        }
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        let count = byte(rest)?;
        let mut slots = Vec::new();
        for _ in 0..count {
            let tag = byte(rest)?;
            slots.push(Slot::read(tag, run(rest)?)?);
        }
        Some(Self { slots, body: run(rest)?.to_vec() })
    }
}

impl Slot {
    fn to_bytes(&self) -> (u8, Zeroizing<Vec<u8>>) {
        let (tag, bytes) = match self {
            Self::Device { key, sealed } => (DEVICE, [&key[..], sealed].concat()),
            Self::Passphrase { cost: Cost { memory_kib, passes, lanes }, salt, sealed } => {
                let mut bytes: Vec<u8> =
                    [memory_kib, passes, lanes].into_iter().flat_map(|n| n.to_le_bytes()).collect();
                bytes.extend(salt);
                bytes.extend(sealed);
                (PASSPHRASE, bytes)
            }
            Self::Other { tag, bytes } => (*tag, bytes.clone()),
        };
        (tag, Zeroizing::new(bytes))
    }

    fn read(tag: u8, mut bytes: &[u8]) -> Option<Self> {
        match tag {
            DEVICE => {
                let (key, sealed) = bytes.split_first_chunk()?;
                Some(Self::Device { key: Zeroizing::new(*key), sealed: sealed.to_vec() })
            }
            PASSPHRASE => {
                let (memory_kib, passes, lanes) =
                    (number(&mut bytes)?, number(&mut bytes)?, number(&mut bytes)?);
                let (salt, sealed) = bytes.split_first_chunk()?;
                let cost = Cost { memory_kib, passes, lanes };
                cost.bearable().then(|| Self::Passphrase {
                    cost,
                    salt: *salt,
                    sealed: sealed.to_vec(),
                })
            }
            _ => Some(Self::Other { tag, bytes: bytes.to_vec() }),
        }
    }
}

/// The version, if the frame around it is whole.
fn framed_version(bytes: &[u8]) -> Option<u8> {
    let (framed, sum) = bytes.split_last_chunk::<CHECKSUM>()?;
    let (&version, _) = framed.strip_prefix(MAGIC)?.split_first()?;
    (bytes.len() <= MAX_FILE && blake3::hash(framed) == *sum).then_some(version)
}

fn length(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).expect("a slot is no longer than a file that is read").to_le_bytes()
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    rest.split_off_first().copied()
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (number, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(u32::from_le_bytes(*number))
}

/// Bytes with their length before them.
fn run<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    *rest = after;
    rest.split_off(..usize::from(u16::from_le_bytes(*length)))
}
