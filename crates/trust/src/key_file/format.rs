//! The key file's bytes: magic, version, slots, body, checksum.
//!
//! ```text
//! "horseshoe keys\n"  version u8  count u8  count × (tag u8, length u16, parameters, public key 32, sealed key 80)
//! length u16, sealed keys  BLAKE3 of everything before, 32 bytes
//! ```
//! Numbers are little-endian. Magic, version and the checksum at the end stay where they are in
//! every version, so that a newer file is told from a damaged one.

use zeroize::Zeroizing;

use super::KeyFileError;
use super::format_1::File1;
use super::slot::{SEALED, Slot};

pub(super) struct Contents {
    pub(super) slots: Vec<Slot>,
    /// The keys, sealed under the master key.
    pub(super) body: Vec<u8>,
}

/// A file, by the version that wrote it.
pub(super) enum Version {
    /// Passphrase or nothing. Written anew, it is of the present version.
    One(File1),
    Two(Contents),
}

/// The longest file this program reads. Its own are below 2,000 bytes.
pub(super) const MAX_FILE: usize = 64 * 1024;

const MAGIC: &[u8; 15] = b"horseshoe keys\n";
const VERSION: u8 = 2;
const CHECKSUM: usize = 32;

impl Contents {
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Room for all of it at once: a vector that grows leaves copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_FILE));
        bytes.extend(MAGIC);
        bytes.push(VERSION);
        bytes.push(u8::try_from(self.slots.len()).expect("slots are counted by a byte when read"));
        for slot in &self.slots {
            bytes.extend(&*slot.unsealed_bytes());
            bytes.extend(&slot.sealed);
        }
        let length = u16::try_from(self.body.len()).expect("the keys are a hundred bytes");
        bytes.extend(length.to_le_bytes());
        bytes.extend(&self.body);
        let sum = *blake3::hash(&bytes).as_bytes();
        bytes.extend(sum);
        bytes
    }

    fn read(rest: &mut &[u8]) -> Option<Self> {
        let count = byte(rest)?;
        let mut slots = Vec::new();
        for _ in 0..count {
            let tag = byte(rest)?;
            let parameters = Zeroizing::new(run(rest)?.to_vec());
            let public = *rest.split_off(..32)?.first_chunk()?;
            let sealed = rest.split_off(..SEALED)?.to_vec();
            let slot = Slot { tag, parameters, public, sealed };
            slot.is_well_formed().then(|| slots.push(slot))?;
        }
        Some(Self { slots, body: run(rest)?.to_vec() })
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Version, KeyFileError> {
    let version = framed_version(bytes).ok_or(KeyFileError::Damaged)?;
    let mut rest = &bytes[MAGIC.len() + 1..bytes.len() - CHECKSUM];
    let read = match version {
        1 => File1::read(&mut rest).map(Version::One),
        VERSION => Contents::read(&mut rest).map(Version::Two),
        newer if newer > VERSION => return Err(KeyFileError::NewerVersion { found: newer }),
        _ => None,
    };
    read.filter(|_| rest.is_empty()).ok_or(KeyFileError::Damaged)
}

/// The version, if the frame around it is whole.
fn framed_version(bytes: &[u8]) -> Option<u8> {
    let (framed, sum) = bytes.split_last_chunk::<CHECKSUM>()?;
    let (&version, _) = framed.strip_prefix(MAGIC)?.split_first()?;
    (bytes.len() <= MAX_FILE && blake3::hash(framed) == *sum).then_some(version)
}

pub(super) fn byte(rest: &mut &[u8]) -> Option<u8> {
    rest.split_off_first().copied()
}

/// Bytes with their length before them.
pub(super) fn run<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    *rest = after;
    rest.split_off(..usize::from(u16::from_le_bytes(*length)))
}
