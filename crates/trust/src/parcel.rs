//! A sealed file: what one device gives others on a stick. Whoever finds it learns its size, and nothing else.
//!
//! A first line that says what it is; one random key, sealed to each device that may open it, in slots that do not say
//! whose they are; then the content in pieces under that key. The device that made it signs the content.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::canonical;
use crate::ids::{DeviceId, Signature, TicketId};
use crate::keys::{DeviceKey, domain};
use crate::sealed::{SEALED_FILE_KEY_LEN, open_file_key, seal_file_key};

/// How a file of this version begins.
const FIRST_LINE: &[u8] = b"Horseshoe exchange 2\n";
const ANY_VERSION: &[u8] = b"Horseshoe exchange ";
/// As many devices as one file can be sealed to.
pub const MAX_PARCEL_DEVICES: usize = 1024;
/// Slots are filled up to a multiple of this, so that a file does not tell how many devices a group has.
const SLOTS_AT_ONCE: usize = 8;
const SLOT: usize = SEALED_FILE_KEY_LEN;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;
const VERSION: u8 = 1;
/// A letter holds a proposal or a welcome: at most what a talk would carry.
const MAX_HEAD: usize = 9 * 1024 * 1024;

/// What is in a file. Who made it is known, but proves nothing: everything in it is checked by itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parcel {
    /// The device that made and signed it.
    pub from: DeviceId,
    /// To or from somebody who asks to be let in.
    pub letter: Option<Letter>,
    /// Certificates, grants and entries, as sync writes them; may be empty.
    pub records: Vec<u8>,
}

/// Messages of the talk between newcomer and inviter, where the two devices never meet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Letter {
    pub ticket: TicketId,
    /// Each as in [`crate::JoinMessage`], in order.
    pub messages: Vec<Vec<u8>>,
}

/// Why a file is not opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ParcelError {
    #[error("the file is no exchange file")]
    NotOne,
    #[error("the file is of a newer version")]
    NewerVersion,
    #[error("the file is not for this device")]
    NotForThisDevice,
    #[error("the file is cut short or damaged")]
    Damaged,
    #[error("there is nobody to seal the file to, or too many")]
    Recipients,
}

#[derive(Serialize, Deserialize)]
struct Head {
    version: u8,
    from: DeviceId,
    letter: Option<Letter>,
    signature: Signature,
}

impl Parcel {
    /// Whether a file begins like one of these, of this version.
    pub fn is_one(file: &[u8]) -> bool {
        file.starts_with(FIRST_LINE)
    }

    /// Signs and seals the content so that only these devices open it.
    pub fn seal<'a>(
        key: &DeviceKey,
        letter: Option<Letter>,
        records: &[u8],
        to: impl IntoIterator<Item = &'a DeviceId>,
        rng: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, ParcelError> {
        let mut file_key = Zeroizing::new([0; 32]);
        rng.fill_bytes(&mut *file_key);
        let mut slots = Vec::new();
        for device in to {
            let slot = seal_file_key(device, &file_key, rng);
            slots.push(slot.or(Err(ParcelError::Recipients))?);
        }
        if slots.is_empty() || slots.len() > MAX_PARCEL_DEVICES {
            return Err(ParcelError::Recipients);
        }
        while !slots.len().is_multiple_of(SLOTS_AT_ONCE) {
            let mut nobodys = vec![0; SLOT];
            rng.fill_bytes(&mut nobodys);
            slots.push(nobodys);
        }
        // Nor does the order of the slots say anything.
        slots.sort_unstable();
        let count = u16::try_from(slots.len()).or(Err(ParcelError::Recipients))?;
        let mut file = [FIRST_LINE, &count.to_le_bytes(), &slots.concat()].concat();
        let from = key.id();
        let signature =
            key.sign(domain::PARCEL_SIGNATURE, &signed_part(&from, letter.as_ref(), records));
        let head = canonical::encode(&Head { version: VERSION, from, letter, signature });
        let length = u32::try_from(head.len()).or(Err(ParcelError::Recipients))?;
        let content = Zeroizing::new([&length.to_le_bytes(), &head[..], records].concat());
        let context = blake3::hash(&file);
        let cipher = XChaCha20Poly1305::new((&*file_key).into());
        let last = content.len().div_ceil(PIECE) - 1;
        for (number, piece) in content.chunks(PIECE).enumerate() {
            let payload = Payload { msg: piece, aad: context.as_bytes() };
            let sealed = cipher
                .encrypt(&nonce(number, number == last), payload)
                .expect("only texts beyond 256 GiB cannot be sealed");
            file.extend(sealed);
        }
        Ok(file)
    }

    /// Opens a file that was sealed to this device.
    pub fn open(key: &DeviceKey, file: &[u8]) -> Result<Self, ParcelError> {
        let Some(rest) = file.strip_prefix(FIRST_LINE) else {
            let newer = file.starts_with(ANY_VERSION);
            return Err(if newer { ParcelError::NewerVersion } else { ParcelError::NotOne });
        };
        let (count, rest) = rest.split_first_chunk().ok_or(ParcelError::Damaged)?;
        let count = usize::from(u16::from_le_bytes(*count));
        if count > MAX_PARCEL_DEVICES {
            return Err(ParcelError::Damaged);
        }
        let (slots, pieces) = rest.split_at_checked(count * SLOT).ok_or(ParcelError::Damaged)?;
        let file_key = slots
            .chunks_exact(SLOT)
            .find_map(|slot| open_file_key(key, slot))
            .ok_or(ParcelError::NotForThisDevice)?;
        let context = blake3::hash(&file[..file.len() - pieces.len()]);
        let cipher = XChaCha20Poly1305::new((&*file_key).into());
        let last = pieces.len().div_ceil(PIECE + TAG).checked_sub(1).ok_or(ParcelError::Damaged)?;
        let mut content = Zeroizing::new(Vec::with_capacity(pieces.len()));
        for (number, piece) in pieces.chunks(PIECE + TAG).enumerate() {
            let payload = Payload { msg: piece, aad: context.as_bytes() };
            let plain = cipher.decrypt(&nonce(number, number == last), payload);
            content.extend(Zeroizing::new(plain.or(Err(ParcelError::Damaged))?).iter());
        }
        Self::read(&content)
    }

    fn read(content: &[u8]) -> Result<Self, ParcelError> {
        let (length, rest) = content.split_first_chunk().ok_or(ParcelError::Damaged)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (head, records) = rest.split_at_checked(length).ok_or(ParcelError::Damaged)?;
        let Head { from, letter, signature, .. } = canonical::decode(head, VERSION, MAX_HEAD)
            .map_err(|error| match error {
                canonical::DecodeError::NewerVersion { .. } => ParcelError::NewerVersion,
                _ => ParcelError::Damaged,
            })?;
        let signed = signed_part(&from, letter.as_ref(), records);
        if !from.verify(domain::PARCEL_SIGNATURE, &signed, &signature) {
            return Err(ParcelError::Damaged);
        }
        Ok(Self { from, letter, records: records.to_vec() })
    }
}

/// Each piece has its number, and the last one says so: none can be left out, doubled or moved.
fn nonce(number: usize, last: bool) -> XNonce {
    let mut nonce = [0; 24];
    nonce[..8].copy_from_slice(&(number as u64).to_le_bytes());
    nonce[8] = last.into();
    XNonce::from(nonce)
}

fn signed_part(from: &DeviceId, letter: Option<&Letter>, records: &[u8]) -> Vec<u8> {
    let head = canonical::encode(&(VERSION, from, letter));
    [&blake3::hash(&head).as_bytes()[..], blake3::hash(records).as_bytes()].concat()
}
