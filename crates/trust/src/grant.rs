//! How a document's secret reaches those who may read it, and what a kind of document permits.
//!
//! Version 1 is for documents of everyone or of one member: the secret is sealed under an epoch's secret, which every
//! member holds. Version 2 is for documents of a few named members, its readers: the secret is sealed to each of their
//! devices, so that a grant in the wrong hands opens nothing. A device that a reader has later is given a further grant
//! by any device that holds the secret; so nothing needs to be asked for, and no key is shared by the readers that
//! would have to be made anew with each device. What is new in an epoch stays closed to who was removed before it, as
//! everywhere: entries are sealed with document and epoch together.

use std::collections::{BTreeMap, BTreeSet};

use rand::CryptoRng;

use crate::canonical::{DecodeError, encode};
use crate::document::document_id_of_readers;
use crate::limits::{GRANT_DEVICES, KIND_BYTES, READERS};
use crate::sealed::{open_sealed, seal_to};
use crate::{
    CommunityId, DeviceId, DeviceKey, DocumentId, DocumentSecret, EpochId, EpochSecret, MemberId,
    OwnedDocument, SEALED_SECRET_LEN, SealError, document_id_from, secret_box, secret_commitment,
};

#[cfg(test)]
mod tests;
mod written;

/// A kind that only its owner's devices may read and write.
pub(crate) const PRIVATE: &str = "private";

/// A kind that everyone reads and only its owner's devices write.
pub(crate) const MEMBER: &str = "member";

/// A kind that everyone reads and whoever made it writes, once: its entries are the pieces of a file, in a chain.
pub const FILE: &str = "file";

/// Kinds that only named readers read and write: granted in version 2, never in version 1.
const OF_READERS: [&str; 3] = ["pair", "room", "arrangements"];

/// Kinds that are never granted to named readers.
const OF_ALL_OR_ONE: [&str; 6] = [PRIVATE, MEMBER, FILE, "community", "notebook", "session"];

/// Hands a document's secret to everyone who may have it.
///
/// It needs no signature: the document's id commits to kind, owner, readers and secret, so everyone sees that the
/// others are the document's, and whoever opens it that the secret is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentGrant {
    pub community: CommunityId,
    pub document: DocumentId,
    /// Lower-case letters, digits, `-` and `/`; decides who may read and write.
    pub kind: String,
    pub owner: Option<MemberId>,
    /// Of a document of a few named members, these; otherwise empty.
    pub readers: BTreeSet<MemberId>,
    /// Stands for the secret where the secret must not go; see [`secret_commitment`].
    pub commitment: [u8; 32],
    pub sealed: SealedSecret,
}

/// A document's secret on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealedSecret {
    /// For whoever holds an epoch's secret.
    InEpoch { epoch: EpochId, secret: Vec<u8> },
    /// For these devices of its readers, each sealed to it alone.
    ToDevices(BTreeMap<DeviceId, Vec<u8>>),
}

/// To whose devices a document's grant and entries are sent, and who is never told of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    Everyone,
    Member(MemberId),
    Members(BTreeSet<MemberId>),
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantError {
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[error("the grant's parts do not fit together")]
    Malformed,
    #[error("the grant names a kind of document that no document can have")]
    BadKind,
    #[error("a document of this kind belongs to a member, and the grant names none")]
    NoOwner,
    #[error("a document of this kind belongs to one to {READERS} members")]
    BadReaders,
    #[error("the grant is sealed with the secret of another epoch")]
    OtherEpoch,
    #[error("the grant is not sealed to this device")]
    OtherDevice,
    #[error("the grant does not open with the secret of its epoch")]
    DoesNotOpen,
    #[error("the grant holds the secret of another document")]
    OtherDocument,
}

/// The id of a document: nobody can claim another kind, owner or secret for it.
pub fn document_id(kind: &str, owner: Option<MemberId>, secret: &DocumentSecret) -> DocumentId {
    document_id_from(kind, owner, &secret_commitment(secret))
}

/// The id of a document of named readers: nobody can claim another kind, other readers or another secret for it.
pub fn document_id_for(
    kind: &str,
    readers: &BTreeSet<MemberId>,
    secret: &DocumentSecret,
) -> DocumentId {
    document_id_of_readers(kind, readers, &secret_commitment(secret))
}

/// Whether a member's devices may write in a document of this kind and owner, which has no named readers.
pub fn may_write(kind: &str, owner: Option<MemberId>, writer: MemberId) -> bool {
    if needs_owner(kind) { owner == Some(writer) } else { true }
}

impl Audience {
    /// Whether this member may have, and know of, such a document.
    pub fn includes(&self, member: MemberId) -> bool {
        match self {
            Self::Everyone => true,
            Self::Member(only) => *only == member,
            Self::Members(readers) => readers.contains(&member),
        }
    }
}

impl DocumentGrant {
    /// Fails only if the kind cannot be one of version 1, or needs an owner and has none.
    pub fn seal(
        community: CommunityId,
        kind: &str,
        owner: Option<MemberId>,
        secret: &DocumentSecret,
        epoch: &EpochSecret,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, GrantError> {
        let mut grant = Self {
            community,
            document: document_id(kind, owner, secret),
            kind: kind.to_owned(),
            owner,
            readers: BTreeSet::new(),
            commitment: secret_commitment(secret),
            sealed: SealedSecret::InEpoch { epoch: epoch.id(), secret: Vec::new() },
        };
        grant.check()?;
        let sealed =
            secret_box::seal(&sealing_key(epoch), &grant.context(), secret.as_bytes(), rng);
        grant.sealed = SealedSecret::InEpoch { epoch: epoch.id(), secret: sealed };
        Ok(grant)
    }

    /// For named readers: sealed to these devices of theirs, of which more than fit are left out. Fails if the kind is
    /// not for readers, if there are none or too many, or if a device's id is no key.
    pub fn seal_to_readers(
        community: CommunityId,
        kind: &str,
        readers: BTreeSet<MemberId>,
        secret: &DocumentSecret,
        devices: impl IntoIterator<Item = DeviceId>,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, GrantError> {
        let mut grant = Self {
            community,
            document: document_id_for(kind, &readers, secret),
            kind: kind.to_owned(),
            owner: None,
            readers,
            commitment: secret_commitment(secret),
            sealed: SealedSecret::ToDevices(BTreeMap::new()),
        };
        let (context, mut sealed) = (grant.context(), BTreeMap::new());
        for device in devices.into_iter().take(GRANT_DEVICES) {
            let to_device = seal_to(&device, &context, secret.as_bytes(), rng);
            sealed.insert(device, to_device.map_err(|_no_key| GrantError::Malformed)?);
        }
        grant.sealed = SealedSecret::ToDevices(sealed);
        grant.check()?;
        Ok(grant)
    }

    /// The document's secret, after it was held against the document's id.
    pub fn open(&self, epoch: &EpochSecret) -> Result<DocumentSecret, GrantError> {
        let SealedSecret::InEpoch { epoch: sealed_in, secret } = &self.sealed else {
            return Err(GrantError::OtherEpoch);
        };
        if epoch.id() != *sealed_in {
            return Err(GrantError::OtherEpoch);
        }
        let secret = secret_box::open_key(&sealing_key(epoch), &self.context(), secret)
            .map(|secret| DocumentSecret::from_bytes(*secret))
            .ok_or(GrantError::DoesNotOpen)?;
        self.held_against_the_id(secret)
    }

    /// The same, of a document of named readers, on one of their devices.
    pub fn open_on(&self, device: &DeviceKey) -> Result<DocumentSecret, GrantError> {
        let SealedSecret::ToDevices(sealed) = &self.sealed else {
            return Err(GrantError::OtherDevice);
        };
        let sealed = sealed.get(&device.id()).ok_or(GrantError::OtherDevice)?;
        let secret = open_sealed(device, &self.context(), sealed).map_err(|error| match error {
            SealError::NotAKey | SealError::NewerVersion | SealError::DoesNotOpen => {
                GrantError::DoesNotOpen
            }
        })?;
        self.held_against_the_id(DocumentSecret::from_bytes(*secret))
    }

    /// Whether this grant is for whoever holds the epoch, or sealed to this device.
    pub fn reaches(&self, device: &DeviceId) -> bool {
        match &self.sealed {
            SealedSecret::InEpoch { .. } => true,
            SealedSecret::ToDevices(sealed) => sealed.contains_key(device),
        }
    }

    /// The epoch it opens with; none in version 2.
    pub fn epoch(&self) -> Option<EpochId> {
        match self.sealed {
            SealedSecret::InEpoch { epoch, .. } => Some(epoch),
            SealedSecret::ToDevices(_) => None,
        }
    }

    /// Tells grants of one document apart: by epoch, or by the devices it is sealed to. Two of the same edition hand
    /// the same secret to the same devices.
    pub fn edition(&self) -> EpochId {
        match &self.sealed {
            SealedSecret::InEpoch { epoch, .. } => *epoch,
            SealedSecret::ToDevices(sealed) => {
                let devices: Vec<&DeviceId> = sealed.keys().collect();
                let hash = blake3::derive_key("horseshoe 1 grant edition", &encode(&devices));
                let mut edition = [0; 16];
                edition.copy_from_slice(&hash[..16]);
                EpochId::from_bytes(edition)
            }
        }
    }

    /// Every member may have it.
    pub fn is_for_everyone(&self) -> bool {
        self.readers.is_empty() && (self.owner.is_none() || self.kind != PRIVATE)
    }

    pub fn audience(&self) -> Audience {
        if !self.readers.is_empty() {
            return Audience::Members(self.readers.clone());
        }
        match self.owner {
            Some(owner) if self.kind == PRIVATE => Audience::Member(owner),
            _ => Audience::Everyone,
        }
    }

    /// What shows whose this document is; none if it has no owner who alone writes in it.
    pub fn owned(&self) -> Option<OwnedDocument> {
        let Self { kind, owner, commitment, .. } = self;
        let owner = owner.filter(|_| needs_owner(kind))?;
        Some(OwnedDocument { kind: kind.clone(), owner, commitment: *commitment })
    }

    pub fn may_write(&self, writer: MemberId) -> bool {
        if self.readers.is_empty() {
            may_write(&self.kind, self.owner, writer)
        } else {
            self.readers.contains(&writer)
        }
    }

    /// Whether kind, owner, readers and commitment are those of the document's id.
    pub(crate) fn names_its_document(&self) -> bool {
        let named = if self.readers.is_empty() {
            document_id_from(&self.kind, self.owner, &self.commitment)
        } else {
            document_id_of_readers(&self.kind, &self.readers, &self.commitment)
        };
        named == self.document
    }

    fn held_against_the_id(&self, secret: DocumentSecret) -> Result<DocumentSecret, GrantError> {
        if secret_commitment(&secret) == self.commitment && self.names_its_document() {
            Ok(secret)
        } else {
            Err(GrantError::OtherDocument)
        }
    }

    fn check(&self) -> Result<(), GrantError> {
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-' || c == b'/';
        if self.kind.is_empty() || self.kind.len() > KIND_BYTES || !self.kind.bytes().all(plain) {
            return Err(GrantError::BadKind);
        }
        match &self.sealed {
            SealedSecret::InEpoch { .. } => {
                if OF_READERS.contains(&self.kind.as_str()) || !self.readers.is_empty() {
                    return Err(GrantError::BadKind);
                }
                if needs_owner(&self.kind) && self.owner.is_none() {
                    return Err(GrantError::NoOwner);
                }
            }
            SealedSecret::ToDevices(sealed) => {
                if OF_ALL_OR_ONE.contains(&self.kind.as_str()) || self.owner.is_some() {
                    return Err(GrantError::BadKind);
                }
                if self.readers.is_empty() || self.readers.len() > READERS {
                    return Err(GrantError::BadReaders);
                }
                let whole = |secret: &Vec<u8>| secret.len() == SEALED_SECRET_LEN;
                let fits = (1..=GRANT_DEVICES).contains(&sealed.len());
                if !fits || !sealed.values().all(whole) {
                    return Err(GrantError::Malformed);
                }
            }
        }
        Ok(())
    }
}

/// Whether a document of this kind has an owner, who alone writes in it.
pub(crate) fn needs_owner(kind: &str) -> bool {
    matches!(kind, PRIVATE | MEMBER | FILE)
}

fn sealing_key(epoch: &EpochSecret) -> [u8; 32] {
    blake3::derive_key("horseshoe 1 document grant key", epoch.as_bytes())
}
