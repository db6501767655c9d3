//! The ids everything is named by: device, member, community, certificate, document, entry, ticket, incarnation, epoch.
//!
//! All are plain bytes of a fixed length. In binary formats they are written as exactly those bytes, in formats
//! for people (JSON) as hex. `Debug` and `Display` show the first eight hex digits: enough to tell two apart.

use std::fmt;
use std::marker::PhantomData;

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::de::{Error as _, SeqAccess, Visitor};
use serde::ser::SerializeTuple as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is not the hex form of an id.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not {expected} hex digits")]
pub struct HexError {
    expected: usize,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $length]);

        impl $name {
            /// How many bytes one is.
            pub const LENGTH: usize = $length;

            pub const fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(bytes)
            }

            pub const fn as_bytes(&self) -> &[u8; $length] {
                &self.0
            }

            pub const fn to_bytes(self) -> [u8; $length] {
                self.0
            }

            /// All bytes in lower-case hex.
            pub fn to_hex(self) -> String {
                HEXLOWER_PERMISSIVE.encode(&self.0)
            }

            /// Reads what [`Self::to_hex`] wrote, in either case.
            pub fn from_hex(text: &str) -> Result<Self, HexError> {
                bytes_from_hex(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_short(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_short(&self.0, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = HexError;

            fn from_str(text: &str) -> Result<Self, HexError> {
                Self::from_hex(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_bytes(&self.0, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize_bytes(deserializer).map(Self)
            }
        }
    };
}

id! {
    /// A device: its Ed25519 public key, which is its endpoint id on the network too.
    DeviceId, 32
}
id! {
    /// A person in one community: the id of the device they came in with.
    MemberId, 32
}
id! {
    /// A community: the id of its Genesis certificate.
    CommunityId, 32
}
id! {
    /// A certificate: hash of all but its signatures, plus who signed.
    CertificateId, 32
}
id! {
    /// A document: commits to its kind, owner and secret.
    DocumentId, 32
}
id! {
    /// An entry: hash of its header and its sealed payload.
    EntryId, 32
}
id! {
    /// A ticket: the hash of its secret, by which both sides name it.
    TicketId, 32
}
id! {
    /// One uninterrupted life of a device in a document. Random; new after install, restore, import or any doubt.
    Incarnation, 8
}
id! {
    /// An epoch secret, named without giving it away.
    EpochId, 16
}
id! {
    /// An Ed25519 signature.
    Signature, 64
}

impl From<DeviceId> for MemberId {
    /// The member who came in with this device.
    fn from(device: DeviceId) -> Self {
        Self(device.0)
    }
}

impl From<CertificateId> for CommunityId {
    /// The community this Genesis begins.
    fn from(genesis: CertificateId) -> Self {
        Self(genesis.0)
    }
}

impl CommunityId {
    /// What a Genesis carries where other certificates name their community: it cannot know its own id.
    pub const NONE: Self = Self([0; 32]);
}

impl Incarnation {
    pub fn generate(rng: &mut impl rand::CryptoRng) -> Self {
        let mut bytes = [0; 8];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }
}

fn write_short(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().take(4).try_for_each(|byte| write!(f, "{byte:02x}"))
}

fn bytes_from_hex<const N: usize>(text: &str) -> Result<[u8; N], HexError> {
    HEXLOWER_PERMISSIVE
        .decode(text.as_bytes())
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(HexError { expected: 2 * N })
}

fn serialize_bytes<const N: usize, S: Serializer>(
    bytes: &[u8; N],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return serializer.serialize_str(&HEXLOWER_PERMISSIVE.encode(bytes));
    }
    let mut tuple = serializer.serialize_tuple(N)?;
    for byte in bytes {
        tuple.serialize_element(byte)?;
    }
    tuple.end()
}

fn deserialize_bytes<'de, const N: usize, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<[u8; N], D::Error> {
    if deserializer.is_human_readable() {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        return bytes_from_hex(&text).map_err(D::Error::custom);
    }
    deserializer.deserialize_tuple(N, ByteArray(PhantomData))
}

struct ByteArray<const N: usize>(PhantomData<[u8; N]>);

impl<'de, const N: usize> Visitor<'de> for ByteArray<N> {
    type Value = [u8; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{N} bytes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<[u8; N], A::Error> {
        let mut bytes = [0; N];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = sequence.next_element()?.ok_or_else(|| A::Error::invalid_length(at, &self))?;
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_written_as_its_bytes_and_nothing_else() {
        let id = EpochId::from_bytes(*b"sixteen bytes ok");
        let written = postcard::to_stdvec(&id).unwrap();
        assert_eq!(written, id.as_bytes());
        assert_eq!(postcard::from_bytes::<EpochId>(&written).unwrap(), id);
        let signature = Signature::from_bytes([7; 64]);
        let written = postcard::to_stdvec(&signature).unwrap();
        assert_eq!(written, [7; 64]);
        assert!(postcard::from_bytes::<Signature>(&written[..63]).is_err());
    }

    #[test]
    fn hex_reads_back_in_either_case_and_refuses_the_rest() {
        let id = Incarnation::from_bytes([0xab, 0, 1, 2, 3, 4, 5, 0xff]);
        assert_eq!(id.to_hex(), "ab000102030405ff");
        assert_eq!(Incarnation::from_hex("AB000102030405FF"), Ok(id));
        assert_eq!(format!("{id} {id:?}"), "ab000102 ab000102");
        for wrong in ["", "ab", "ab000102030405f", "ab000102030405ff00", "zz000102030405ff"] {
            assert_eq!(Incarnation::from_hex(wrong).unwrap_err().to_string(), "not 16 hex digits");
        }
    }
}
