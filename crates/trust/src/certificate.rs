//! One statement about the community, signed: who founds it, comes in, leaves, is removed; what is destroyed.
//!
//! A certificate cites the newest ones its signers had seen (`heads`). Whether it holds is judged in that past alone,
//! see [`crate::Membership`]. Here is only its form: the one encoding, the limits, the signatures.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::canonical::{self, DecodeError};
use crate::document::document_id_from;
use crate::ids::{
    CertificateId, CommunityId, DeviceId, DocumentId, EpochId, Incarnation, MemberId, Signature,
};
use crate::keys::domain;
use crate::limits;

/// How far the entries of somebody removed count without anybody vouching for them. Absent means not at all.
pub type Watermarks = BTreeMap<(DocumentId, DeviceId, Incarnation), u64>;

/// A well-formed, signed statement. Its parts never change once made, so its id and the check of its signatures
/// are computed once.
#[derive(Clone, Debug)]
pub struct Certificate {
    written: Written,
    id: CertificateId,
    signed_rightly: OnceLock<bool>,
}

/// What a certificate states.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Body {
    /// Begins a community. Signed by every founder; `quorum` (2 or 3) of different members sign about others, for ever.
    Genesis {
        name: String,
        quorum: u8,
        /// Strictly ascending, at least `quorum`. Each is a member's first device.
        founders: Vec<DeviceId>,
        /// The community this one carries on, a label without power.
        continues: Option<CommunityId>,
        /// The first documents, the `community` document before all others. A label without power.
        documents: Vec<DocumentId>,
    },
    /// Lets a new person in, with their first device. That device signs too.
    Admit {
        device: DeviceId,
        name: String,
        /// Who they were before, when they lost all devices. A label without power.
        was: Option<MemberId>,
    },
    /// Gives a member a further device. Both the device and one of that member's sign.
    Device { device: DeviceId, member: MemberId },
    /// Removes a member or one device; removing oneself is leaving.
    Remove { target: Target, water: Watermarks, reason: String },
    /// Destroys a document on every honest device.
    Erase {
        document: DocumentId,
        /// For a document that only its owner writes: the owner may erase it alone.
        owned: Option<OwnedDocument>,
    },
    /// Ends the community.
    Close,
    /// That somebody was invited. Without power; the approval decides.
    Invite { label: String },
    /// A new epoch secret, sealed to each device that stands. Without power: used only by those who can open it
    /// and who see exactly its recipients standing.
    Epoch { epoch: EpochId, sealed: BTreeMap<DeviceId, Vec<u8>> },
}

/// Whom a removal names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// All devices that ever claimed to be this member's.
    Member(MemberId),
    Device(DeviceId),
}

/// Shows whose a document is without giving its secret away: kind, owner and commitment hash to its id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnedDocument {
    pub kind: String,
    pub owner: MemberId,
    pub commitment: [u8; 32],
}

/// A certificate that cannot be one, whatever came before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CertificateError {
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[error("its parts do not fit together")]
    Malformed,
    #[error("a signature on it is missing or wrong")]
    Signature,
    #[error("it belongs to another community")]
    OtherCommunity,
    #[error("nobody who ever belonged to the community signed it")]
    Strangers,
}

impl Certificate {
    /// The only version there is.
    pub const VERSION: u8 = 1;

    /// Puts the parts together; they must fit, the signatures are not checked here.
    pub(crate) fn new(
        community: CommunityId,
        heads: Vec<CertificateId>,
        body: Body,
        signatures: BTreeMap<DeviceId, Signature>,
    ) -> Result<Self, CertificateError> {
        Self::from_written(Written { version: Self::VERSION, community, heads, body, signatures })
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CertificateError> {
        Self::from_written(canonical::decode(bytes, Self::VERSION, limits::CERTIFICATE_BYTES)?)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        canonical::encode(&self.written)
    }

    pub fn id(&self) -> CertificateId {
        self.id
    }

    /// The community it belongs to; for a Genesis the one it begins.
    pub fn community(&self) -> CommunityId {
        if self.is_genesis() { self.id.into() } else { self.written.community }
    }

    /// The newest certificates its signers had seen, ascending. Empty only for a Genesis.
    pub fn heads(&self) -> &[CertificateId] {
        &self.written.heads
    }

    pub fn body(&self) -> &Body {
        &self.written.body
    }

    pub fn signatures(&self) -> &BTreeMap<DeviceId, Signature> {
        &self.written.signatures
    }

    pub fn signers(&self) -> impl Iterator<Item = DeviceId> + '_ {
        self.written.signatures.keys().copied()
    }

    pub fn signed_by(&self, device: &DeviceId) -> bool {
        self.written.signatures.contains_key(device)
    }

    pub fn is_genesis(&self) -> bool {
        matches!(self.written.body, Body::Genesis { .. })
    }

    /// Whether every signature on it is right. Checked once, about 50 µs each.
    pub fn verify_signatures(&self) -> bool {
        *self.signed_rightly.get_or_init(|| {
            let Written { community, heads, body, signatures, .. } = &self.written;
            let statement = statement(*community, heads, body);
            signatures.iter().all(|(signer, signature)| {
                signer.verify(domain::CERTIFICATE_SIGNATURE, &statement, signature)
            })
        })
    }

    /// All devices this certificate gives to members.
    pub(crate) fn given(&self) -> Vec<(DeviceId, MemberId)> {
        match self.body() {
            Body::Genesis { founders, .. } => {
                founders.iter().map(|&device| (device, device.into())).collect()
            }
            Body::Admit { device, .. } => vec![(*device, (*device).into())],
            Body::Device { device, member } => vec![(*device, *member)],
            _ => Vec::new(),
        }
    }

    fn from_written(written: Written) -> Result<Self, CertificateError> {
        let Written { community, heads, body, signatures, .. } = &written;
        check_parts(*community, heads, body)?;
        if signatures.is_empty() || signatures.len() > limits::SIGNERS {
            return Err(CertificateError::Malformed);
        }
        let length = canonical::encode(&written).len();
        if length > limits::CERTIFICATE_BYTES {
            return Err(DecodeError::TooLong { length, limit: limits::CERTIFICATE_BYTES }.into());
        }
        let signers = signatures.keys().copied().collect();
        let id = certificate_id(&statement(*community, heads, body), &signers);
        Ok(Self { written, id, signed_rightly: OnceLock::new() })
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Certificate {}

/// What signatures are over, and what all but the signer list of an id is.
pub(crate) fn statement(community: CommunityId, heads: &[CertificateId], body: &Body) -> Vec<u8> {
    canonical::encode(&(Certificate::VERSION, community, heads, body))
}

/// Different sets of signers make different certificates. The signatures themselves do not matter to the id, so a
/// signer who signs twice (which Ed25519 allows whoever holds the key) makes nothing new.
pub(crate) fn certificate_id(statement: &[u8], signers: &BTreeSet<DeviceId>) -> CertificateId {
    let mut hasher = blake3::Hasher::new_derive_key(domain::CERTIFICATE_ID);
    hasher.update(statement);
    hasher.update(&canonical::encode(signers));
    CertificateId::from_bytes(*hasher.finalize().as_bytes())
}

/// Whether these parts may stand in one certificate: all of its form that does not depend on other certificates.
pub(crate) fn check_parts(
    community: CommunityId,
    heads: &[CertificateId],
    body: &Body,
) -> Result<(), CertificateError> {
    let ascending = heads.is_sorted_by(|a, b| a < b);
    let rooted = match body {
        Body::Genesis { .. } => heads.is_empty() && community == CommunityId::NONE,
        _ => !heads.is_empty() && community != CommunityId::NONE,
    };
    if !ascending || !rooted {
        return Err(CertificateError::Malformed);
    }
    let fits = match body {
        Body::Genesis { name, quorum, founders, documents, .. } => {
            if !matches!(quorum, 2 | 3)
                || founders.len() < usize::from(*quorum)
                || !founders.is_sorted_by(|a, b| a < b)
            {
                return Err(CertificateError::Malformed);
            }
            name.len() <= limits::NAME_BYTES
                && founders.len() <= limits::FOUNDERS
                && documents.len() <= limits::FIRST_DOCUMENTS
        }
        Body::Admit { name, .. } => name.len() <= limits::NAME_BYTES,
        Body::Remove { reason, .. } => reason.len() <= limits::TEXT_BYTES,
        Body::Erase { document, owned } => {
            if owned.as_ref().is_some_and(|owned| !owned.is(document)) {
                return Err(CertificateError::Malformed);
            }
            true
        }
        Body::Invite { label } => label.len() <= limits::TEXT_BYTES,
        Body::Epoch { sealed, .. } => {
            sealed.len() <= limits::EPOCH_DEVICES
                && sealed.values().all(|secret| secret.len() <= limits::SEALED_SECRET_BYTES)
        }
        Body::Device { .. } | Body::Close => true,
    };
    if fits && heads.len() <= limits::CERTIFICATE_HEADS {
        Ok(())
    } else {
        Err(DecodeError::OverLimit.into())
    }
}

impl OwnedDocument {
    /// Whether this is the document of that id, and its owner's alone to write.
    fn is(&self, document: &DocumentId) -> bool {
        self.kind.len() <= limits::KIND_BYTES
            && crate::grant::needs_owner(&self.kind)
            && document_id_from(&self.kind, Some(self.owner), &self.commitment) == *document
    }
}

/// A certificate as it is encoded: the order of these fields is the format.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Written {
    version: u8,
    /// [`CommunityId::NONE`] in a Genesis.
    community: CommunityId,
    heads: Vec<CertificateId>,
    body: Body,
    signatures: BTreeMap<DeviceId, Signature>,
}
