//! What travels between two devices: one enum, postcard, a frame each, canonical, with every limit.

use std::fmt;
use std::sync::Arc;

use horseshoe_trust::{
    CertificateId, CommunityId, DeviceId, DocumentId, EntryId, EpochId, Incarnation, is_encoding_of,
};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The largest frame, in bytes.
pub const MAX_FRAME: usize = 1024 * 1024;
/// The largest signal, in bytes.
pub const MAX_SIGNAL: usize = 16 * 1024;
/// The version of everything in this file.
pub const VERSION: u16 = 1;

pub(crate) const MAX_CERTIFICATE_IDS: usize = 16_384;
pub(crate) const MAX_GRANT_IDS: usize = 16_384;
pub(crate) const MAX_DOCUMENTS: usize = 16_384;
pub(crate) const MAX_EPOCHS: usize = 4_096;
pub(crate) const MAX_LANES: usize = 8_192;
pub(crate) const MAX_HEADS: usize = 64;
pub(crate) const MAX_REFUSED: usize = 1_024;
pub(crate) const MAX_WANTS: usize = 256;

/// Names a set by its content. Equal digests: equal sets.
pub(crate) type Digest = [u8; 16];

/// Everything one device says to another. The order of variants is the format: new ones go at the end.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) enum Message {
    /// The first frame in each direction. Its tag and `version` stay where they are in every version.
    Hello {
        version: u16,
        community: CommunityId,
        certificates: Digest,
    },
    /// All certificates I hold, ascending: send me the others.
    CertificateIds(Vec<CertificateId>),
    Certificates {
        certificates: Vec<Bytes>,
        last: bool,
    },
    /// All that both of us may hold, in three digests: the first thing a standing device gets.
    Summary {
        grants: Digest,
        epochs: Digest,
        documents: Digest,
    },
    /// The grants I hold, ascending: send me the others.
    GrantIds(Vec<(DocumentId, EpochId)>),
    Grants(Vec<Bytes>),
    /// The epoch secrets I hold, ascending.
    Epochs(Vec<EpochId>),
    /// Epoch secrets sealed to the receiver.
    Secrets(Vec<Bytes>),
    /// What changed since I last said. Documents ascending.
    Digests {
        certificates: Option<Digest>,
        grants: Option<Digest>,
        documents: Vec<(DocumentId, Digest)>,
    },
    /// What I hold of a document: send me the rest. May come in several parts.
    Frontier {
        document: DocumentId,
        lanes: Vec<Lane>,
        /// Sent by you earlier and refused here, ascending: not these again.
        refused: Vec<EntryId>,
        last: bool,
    },
    /// The answer to a frontier, oldest first, in chunks. `left` more entries follow after this chunk.
    /// `withheld`: some are not in it because they were sent moments ago.
    Entries {
        document: DocumentId,
        entries: Vec<Bytes>,
        left: u64,
        withheld: bool,
    },
    /// The oldest unanswered `Entries` or `Found` is dealt with; the next may come.
    Taken,
    /// A new entry of the sender's own.
    Live {
        document: DocumentId,
        entry: Bytes,
    },
    /// Send me these, by id, ascending.
    Want {
        document: DocumentId,
        ids: Vec<EntryId>,
    },
    /// The answer: what there was, and what there was not.
    Found {
        document: DocumentId,
        entries: Vec<Bytes>,
        absent: Vec<EntryId>,
    },
    Signal {
        document: Option<DocumentId>,
        bytes: Bytes,
    },
    Proposal(Bytes),
}

/// One incarnation of one device in one document, and the ends of its chain: one, unless it is forked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Lane {
    pub(crate) device: DeviceId,
    pub(crate) incarnation: Incarnation,
    /// `(seq, id)` ascending, 1 to [`MAX_HEADS`]; of more, the last ones.
    pub(crate) heads: Vec<(u64, EntryId)>,
}

impl Lane {
    pub(crate) fn key(&self) -> (DeviceId, Incarnation) {
        (self.device, self.incarnation)
    }
}

/// Why a frame is not a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WireError {
    #[error("the frame is larger than a mebibyte")]
    TooLarge,
    #[error("the frame is no message")]
    NoMessage,
    #[error("the message is not written in the one way it can be written")]
    NotCanonical,
    #[error("a list in the message is too long, empty or out of order")]
    BreaksALimit,
    #[error("version {0}")]
    OtherVersion(u16),
}

impl Message {
    pub(crate) fn to_frame(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("writing to memory, of types without unknown lengths")
    }

    pub(crate) fn from_frame(frame: &[u8]) -> Result<Self, WireError> {
        if frame.len() > MAX_FRAME {
            return Err(WireError::TooLarge);
        }
        if let Some((0, rest)) = frame.split_first() {
            let (version, _) =
                postcard::take_from_bytes::<u16>(rest).map_err(|_short| WireError::NoMessage)?;
            if version != VERSION {
                return Err(WireError::OtherVersion(version));
            }
        }
        let message: Self = postcard::from_bytes(frame).map_err(|_bad| WireError::NoMessage)?;
        if !message.keeps_limits() {
            return Err(WireError::BreaksALimit);
        }
        if !is_encoding_of(&message, frame) {
            return Err(WireError::NotCanonical);
        }
        Ok(message)
    }

    /// True for chunks of entries, by their number: whether they were asked for is seen later.
    pub(crate) fn may_be_asked_for(frame: &[u8]) -> bool {
        matches!(frame.first(), Some(10 | 14))
    }

    /// True for what stands in a file beside certificates, grants and entries, by their number.
    pub(crate) fn is_beside(frame: &[u8]) -> bool {
        matches!(frame.first(), Some(7 | 9 | 16))
    }

    fn keeps_limits(&self) -> bool {
        match self {
            Self::Hello { .. }
            | Self::Certificates { .. }
            | Self::Summary { .. }
            | Self::Grants(_)
            | Self::Secrets(_)
            | Self::Taken
            | Self::Live { .. }
            | Self::Proposal(_) => true,
            Self::CertificateIds(ids) => is_set(ids, MAX_CERTIFICATE_IDS),
            Self::GrantIds(ids) => is_set(ids, MAX_GRANT_IDS),
            Self::Epochs(ids) => is_set(ids, MAX_EPOCHS),
            Self::Digests { documents, .. } => {
                documents.len() <= MAX_DOCUMENTS && documents.is_sorted_by(|a, b| a.0 < b.0)
            }
            Self::Frontier { lanes, refused, .. } => {
                lanes.len() <= MAX_LANES
                    && lanes.is_sorted_by(|a, b| a.key() < b.key())
                    && lanes
                        .iter()
                        .all(|lane| !lane.heads.is_empty() && is_set(&lane.heads, MAX_HEADS))
                    && is_set(refused, MAX_REFUSED)
            }
            Self::Want { ids, .. } => !ids.is_empty() && is_set(ids, MAX_WANTS),
            Self::Entries { entries, left, .. } => !entries.is_empty() || *left == 0,
            Self::Found { absent, .. } => is_set(absent, MAX_WANTS),
            Self::Signal { bytes, .. } => bytes.0.len() <= MAX_SIGNAL,
        }
    }
}

fn is_set<T: Ord>(list: &[T], most: usize) -> bool {
    list.len() <= most && list.is_sorted_by(|a, b| a < b)
}

/// Bytes somebody else gave meaning to. Written as a length and the bytes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Bytes(pub(crate) Arc<[u8]>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;

        impl Visitor<'_> for Read {
            type Value = Bytes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                if bytes.len() > MAX_FRAME {
                    return Err(E::custom("too long"));
                }
                Ok(Bytes(Arc::from(bytes)))
            }
        }

        deserializer.deserialize_bytes(Read)
    }
}
