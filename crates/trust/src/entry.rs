//! The unit that is written, stored and exchanged: one burst of edits by one device in one document, sealed and signed.
//!
//! Receiving takes these steps, each its own function: [`Entry::from_bytes`] (length, form) →
//! [`Entry::verify`] (signature) → the chain, see [`crate::Ledger::add_entry`] → [`Entry::open`] (seal, unpacking).

use flate2::{Compression, Decompress, FlushDecompress, Status};
use rand::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::canonical::{self, DecodeError};
use crate::ids::{CommunityId, DeviceId, DocumentId, EntryId, EpochId, Incarnation, Signature};
use crate::keys::{DeviceKey, EntryKey, domain};
use crate::{limits, secret_box};

/// What everyone may read of an entry. The order of the fields is the format.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Header {
    /// [`Entry::VERSION`].
    pub version: u8,
    pub community: CommunityId,
    pub document: DocumentId,
    pub device: DeviceId,
    pub incarnation: Incarnation,
    /// From 1, one more with each entry of the incarnation in this document.
    pub seq: u64,
    /// The entry before in the same incarnation and document; none for the first.
    pub prev: Option<EntryId>,
    /// Whose secret, with the document's, opens the payload.
    pub epoch: EpochId,
    /// What else this entry saw: strictly ascending, at most [`limits::ENTRY_DEPS`], `prev` never among them.
    pub deps: Vec<EntryId>,
}

/// A header, a sealed payload, and the device's signature over both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    written: Written,
    id: EntryId,
}

/// Why an entry is not one, or does not open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum EntryError {
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[error("its parts do not fit together")]
    Malformed,
    #[error("its signature is wrong")]
    Signature,
    #[error("it names another device than the key's")]
    OtherDevice,
    #[error("its contents are larger than allowed")]
    TooLarge,
    #[error("it does not open with this key")]
    DoesNotOpen,
    #[error("its contents do not unpack")]
    DoesNotUnpack,
}

impl Entry {
    /// The only version there is.
    pub const VERSION: u8 = 1;

    /// Compresses, seals and signs. An empty payload is an entry that only says what it saw.
    pub fn seal(
        device: &DeviceKey,
        header: Header,
        payload: &[u8],
        key: &EntryKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, EntryError> {
        if device.id() != header.device {
            return Err(EntryError::OtherDevice);
        }
        check_header(&header)?;
        let packed = pack(payload)?;
        let head = canonical::encode(&header);
        let payload = secret_box::seal(key.as_bytes(), &head, &packed, rng);
        let signature = device.sign(domain::ENTRY_SIGNATURE, &statement(&head, &payload));
        Self::from_written(Written { header, payload, signature })
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EntryError> {
        Self::from_written(canonical::decode(bytes, Self::VERSION, limits::ENTRY_BYTES)?)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::encode(&self.written)
    }

    pub fn id(&self) -> EntryId {
        self.id
    }

    pub fn header(&self) -> &Header {
        &self.written.header
    }

    /// The payload as it travels, sealed.
    pub fn sealed_payload(&self) -> &[u8] {
        &self.written.payload
    }

    pub fn signature(&self) -> &Signature {
        &self.written.signature
    }

    /// Whether the device named in the header signed this header and this payload. About 50 µs.
    pub fn verify(&self) -> Result<(), EntryError> {
        let Written { header, payload, signature } = &self.written;
        let statement = statement(&canonical::encode(header), payload);
        if header.device.verify(domain::ENTRY_SIGNATURE, &statement, signature) {
            Ok(())
        } else {
            Err(EntryError::Signature)
        }
    }

    /// Opens the seal and unpacks, stopping at [`limits::PAYLOAD_BYTES`].
    pub fn open(&self, key: &EntryKey) -> Result<Vec<u8>, EntryError> {
        let head = canonical::encode(self.header());
        let packed = secret_box::open(key.as_bytes(), &head, &self.written.payload)
            .ok_or(EntryError::DoesNotOpen)?;
        unpack(&packed)
    }

    fn from_written(written: Written) -> Result<Self, EntryError> {
        check_header(&written.header)?;
        let length = written.payload.len();
        if length > limits::ENTRY_BYTES - HEADER_ROOM {
            return Err(
                DecodeError::TooLong { length, limit: limits::ENTRY_BYTES - HEADER_ROOM }.into()
            );
        }
        if length <= secret_box::OVERHEAD {
            return Err(EntryError::Malformed);
        }
        let id = entry_id(&canonical::encode(&written.header), &written.payload);
        Ok(Self { written, id })
    }
}

/// An entry as it is encoded. The header's version byte comes first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Written {
    header: Header,
    payload: Vec<u8>,
    signature: Signature,
}

/// More than a header, a signature and a length ever take.
const HEADER_ROOM: usize = 4 * 1024;

const _: () = assert!(limits::PAYLOAD_BYTES + HEADER_ROOM + 64 < limits::ENTRY_BYTES);
const _: () = assert!(limits::ENTRY_DEPS * 32 + 512 < HEADER_ROOM);

/// First byte of an unsealed payload: what follows is the payload itself.
const RAW: u8 = 0;
/// First byte of an unsealed payload: what follows is one deflate stream and nothing after it.
const DEFLATED: u8 = 1;

fn check_header(header: &Header) -> Result<(), EntryError> {
    let Header { version, seq, prev, deps, .. } = header;
    let chained = if *seq == 1 { prev.is_none() } else { *seq > 1 && prev.is_some() };
    let ascending = deps.is_sorted_by(|a, b| a < b);
    let apart = prev.is_none_or(|prev| !deps.contains(&prev));
    if *version != Entry::VERSION || !chained || !ascending || !apart {
        return Err(EntryError::Malformed);
    }
    if deps.len() > limits::ENTRY_DEPS {
        return Err(DecodeError::OverLimit.into());
    }
    Ok(())
}

fn statement(head: &[u8], payload: &[u8]) -> Vec<u8> {
    [head, blake3::hash(payload).as_bytes()].concat()
}

fn entry_id(head: &[u8], payload: &[u8]) -> EntryId {
    EntryId::from_bytes(blake3::derive_key(domain::ENTRY_ID, &statement(head, payload)))
}

fn pack(payload: &[u8]) -> Result<Zeroizing<Vec<u8>>, EntryError> {
    if payload.len() > limits::PAYLOAD_BYTES {
        return Err(EntryError::TooLarge);
    }
    let mut packed = Zeroizing::new(vec![DEFLATED]);
    let mut encoder = flate2::write::DeflateEncoder::new(&mut *packed, Compression::default());
    std::io::Write::write_all(&mut encoder, payload)
        .and_then(|()| encoder.finish().map(|_| ()))
        .expect("writing to memory does not fail");
    if packed.len() <= payload.len() {
        return Ok(packed);
    }
    packed.clear();
    packed.push(RAW);
    packed.extend_from_slice(payload);
    Ok(packed)
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, EntryError> {
    match packed.split_first() {
        Some((&RAW, payload)) if payload.len() <= limits::PAYLOAD_BYTES => Ok(payload.to_vec()),
        Some((&RAW, _)) => Err(EntryError::TooLarge),
        Some((&DEFLATED, stream)) => inflate(stream),
        _ => Err(EntryError::DoesNotUnpack),
    }
}

/// Never holds more than the limit and one step, whatever the stream claims.
fn inflate(stream: &[u8]) -> Result<Vec<u8>, EntryError> {
    const STEP: usize = 16 * 1024;
    let mut inflater = Decompress::new(false);
    let mut payload = Vec::new();
    loop {
        payload.reserve(STEP);
        let (before_in, before_out) = (inflater.total_in(), payload.len());
        let rest = stream.get(before_in as usize..).unwrap_or_default();
        let status = inflater
            .decompress_vec(rest, &mut payload, FlushDecompress::None)
            .or(Err(EntryError::DoesNotUnpack))?;
        if payload.len() > limits::PAYLOAD_BYTES {
            return Err(EntryError::TooLarge);
        }
        if status == Status::StreamEnd {
            let whole = inflater.total_in() == stream.len() as u64;
            return if whole { Ok(payload) } else { Err(EntryError::DoesNotUnpack) };
        }
        if inflater.total_in() == before_in && payload.len() == before_out {
            return Err(EntryError::DoesNotUnpack);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deflated(payload: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::DeflateEncoder::new(vec![DEFLATED], Compression::best());
        std::io::Write::write_all(&mut encoder, payload).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_was_packed_unpacks_and_is_never_longer_than_it_must_be() {
        let noise: Vec<u8> = (0..5000_u32)
            .flat_map(|n| blake3::hash(&n.to_le_bytes()).as_bytes()[..8].to_vec())
            .collect();
        for payload in [&b""[..], b"a", &[7; 10_000], &noise, &vec![0; limits::PAYLOAD_BYTES]] {
            let packed = pack(payload).unwrap();
            assert!(packed.len() <= payload.len() + 1);
            assert_eq!(unpack(&packed).unwrap(), payload);
        }
        assert_eq!(pack(&[7; 10_000]).unwrap()[0], DEFLATED);
        assert_eq!(pack(&noise).unwrap()[0], RAW);
        assert_eq!(pack(&vec![0; limits::PAYLOAD_BYTES + 1]), Err(EntryError::TooLarge));
    }

    #[test]
    fn unpacking_stops_at_the_limit() {
        let bomb = deflated(&vec![0; 50_000_000]);
        assert!(bomb.len() < 60_000);
        assert_eq!(unpack(&bomb), Err(EntryError::TooLarge));
        assert_eq!(
            unpack(&deflated(&vec![0; limits::PAYLOAD_BYTES + 1])),
            Err(EntryError::TooLarge)
        );
        let raw = [vec![RAW], vec![0; limits::PAYLOAD_BYTES + 1]].concat();
        assert_eq!(unpack(&raw), Err(EntryError::TooLarge));
    }

    #[test]
    fn a_stream_cut_short_damaged_or_followed_by_more_does_not_unpack() {
        let whole = deflated(b"horseshoe horseshoe horseshoe");
        for end in 1..whole.len() {
            assert_eq!(unpack(&whole[..end]), Err(EntryError::DoesNotUnpack), "cut at {end}");
        }
        assert_eq!(unpack(&[&whole[..], b"x"].concat()), Err(EntryError::DoesNotUnpack));
        for wrong in [&b""[..], &[2], &[255, 1, 2], &[DEFLATED, 0xff, 0xff]] {
            assert_eq!(unpack(wrong), Err(EntryError::DoesNotUnpack));
        }
    }

    #[test]
    fn packed_contents_are_unpacked_without_harm() {
        let noise: Vec<u8> = (0..200_u8).map(|n| n.wrapping_mul(167)).collect();
        let honest = [&b""[..], b"words and words and words", &noise, &[7; 10_000]];
        let honest = honest.map(|payload| pack(payload).unwrap().to_vec());
        let read = |bytes: &[u8]| {
            unpack(bytes).is_ok_and(|payload| payload.len() <= limits::PAYLOAD_BYTES)
        };
        crate::hostile_bytes::try_reader("packed contents", &honest, |_| {}, read);
    }
}
