//! How a document's secret reaches those who may read it, and what a kind of document permits.

use rand::CryptoRng;
use serde::{Deserialize, Serialize};

use crate::canonical::{self, DecodeError, encode};
use crate::limits::KIND_BYTES;
use crate::{
    CommunityId, DocumentId, DocumentSecret, EpochId, EpochSecret, MemberId, document_id_from,
    secret_box, secret_commitment,
};

/// A kind that only its owner's devices may read and write.
pub(crate) const PRIVATE: &str = "private";

/// A kind that everyone reads and only its owner's devices write.
pub(crate) const MEMBER: &str = "member";

/// Hands a document's secret to everyone who holds an epoch's secret.
///
/// It needs no signature: the document's id commits to kind, owner and secret, so everyone sees
/// that kind and owner are the document's, and whoever opens it that the secret is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentGrant {
    pub version: u8,
    pub community: CommunityId,
    pub document: DocumentId,
    /// Lower-case letters, digits, `-` and `/`; decides who may read and write.
    pub kind: String,
    pub owner: Option<MemberId>,
    /// Stands for the secret where the secret must not go; see [`secret_commitment`].
    pub commitment: [u8; 32],
    pub epoch: EpochId,
    pub sealed: Vec<u8>,
}

/// To whose devices a document's grant and entries are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    Everyone,
    Member(MemberId),
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
    #[error("the grant is sealed with the secret of another epoch")]
    OtherEpoch,
    #[error("the grant does not open with the secret of its epoch")]
    DoesNotOpen,
    #[error("the grant holds the secret of another document")]
    OtherDocument,
}

/// The id of a document: nobody can claim another kind, owner or secret for it.
pub fn document_id(kind: &str, owner: Option<MemberId>, secret: &DocumentSecret) -> DocumentId {
    document_id_from(kind, owner, &secret_commitment(secret))
}

/// Whether a member's devices may write in a document of this kind and owner.
pub fn may_write(kind: &str, owner: Option<MemberId>, writer: MemberId) -> bool {
    if needs_owner(kind) { owner == Some(writer) } else { true }
}

impl DocumentGrant {
    pub const VERSION: u8 = 1;

    /// Fails only if the kind cannot be one, or needs an owner and has none.
    pub fn seal(
        community: CommunityId,
        kind: &str,
        owner: Option<MemberId>,
        secret: &DocumentSecret,
        epoch: &EpochSecret,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, GrantError> {
        let mut grant = Self {
            version: Self::VERSION,
            community,
            document: document_id(kind, owner, secret),
            kind: kind.to_owned(),
            owner,
            commitment: secret_commitment(secret),
            epoch: epoch.id(),
            sealed: Vec::new(),
        };
        grant.check_kind()?;
        grant.sealed =
            secret_box::seal(&sealing_key(epoch), &grant.context(), secret.as_bytes(), rng);
        Ok(grant)
    }

    /// The document's secret, after it was held against the document's id.
    pub fn open(&self, epoch: &EpochSecret) -> Result<DocumentSecret, GrantError> {
        if epoch.id() != self.epoch {
            return Err(GrantError::OtherEpoch);
        }
        let secret = secret_box::open_key(&sealing_key(epoch), &self.context(), &self.sealed)
            .map(|secret| DocumentSecret::from_bytes(*secret))
            .ok_or(GrantError::DoesNotOpen)?;
        if document_id(&self.kind, self.owner, &secret) == self.document {
            Ok(secret)
        } else {
            Err(GrantError::OtherDocument)
        }
    }

    /// A kind with any other audience than these two comes with a new version of grants, so that
    /// nobody who does not know the kind sends it to too many.
    pub fn audience(&self) -> Audience {
        match self.owner {
            Some(owner) if self.kind == PRIVATE => Audience::Member(owner),
            _ => Audience::Everyone,
        }
    }

    pub fn may_write(&self, writer: MemberId) -> bool {
        may_write(&self.kind, self.owner, writer)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads exactly what [`Self::to_bytes`] writes, and only if kind and owner are the document's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GrantError> {
        let grant: Self = canonical::decode(bytes, Self::VERSION, MAX_GRANT)?;
        grant.check_kind()?;
        let named = document_id_from(&grant.kind, grant.owner, &grant.commitment);
        if named == grant.document && grant.sealed.len() == SEALED {
            Ok(grant)
        } else {
            Err(GrantError::Malformed)
        }
    }

    fn check_kind(&self) -> Result<(), GrantError> {
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-' || c == b'/';
        if self.kind.is_empty() || self.kind.len() > KIND_BYTES || !self.kind.bytes().all(plain) {
            return Err(GrantError::BadKind);
        }
        if needs_owner(&self.kind) && self.owner.is_none() {
            return Err(GrantError::NoOwner);
        }
        Ok(())
    }

    /// Everything but the sealed secret: a grant cannot be passed off as another's.
    fn context(&self) -> Vec<u8> {
        encode(&(
            (self.version, self.community, self.document),
            (&self.kind, self.owner, self.commitment),
            self.epoch,
        ))
    }
}

const SEALED: usize = 32 + secret_box::OVERHEAD;
const MAX_GRANT: usize = 1 + 32 + 32 + 1 + KIND_BYTES + 33 + 32 + 16 + 1 + SEALED;

fn needs_owner(kind: &str) -> bool {
    matches!(kind, PRIVATE | MEMBER)
}

fn sealing_key(epoch: &EpochSecret) -> [u8; 32] {
    blake3::derive_key("horseshoe 1 document grant key", epoch.as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::SeedableRng as _;

    use super::*;

    const OWNER: MemberId = MemberId::from_bytes([3; 32]);
    const COMMUNITY: CommunityId = CommunityId::from_bytes([1; 32]);

    fn secret() -> DocumentSecret {
        DocumentSecret::from_bytes([5; 32])
    }

    fn epoch() -> EpochSecret {
        EpochSecret::from_bytes([6; 32])
    }

    fn grant(kind: &str, owner: Option<MemberId>) -> Result<DocumentGrant, GrantError> {
        let mut rng = ChaCha20Rng::seed_from_u64(2);
        DocumentGrant::seal(COMMUNITY, kind, owner, &secret(), &epoch(), &mut rng)
    }

    #[test]
    fn whoever_holds_the_epoch_reads_the_secret() {
        let grant = grant("notebook", None).unwrap();
        assert_eq!(grant.open(&epoch()).unwrap().as_bytes(), secret().as_bytes());
        let read = DocumentGrant::from_bytes(&grant.to_bytes()).unwrap();
        assert_eq!(read, grant);
        let other = EpochSecret::from_bytes([0; 32]);
        assert_eq!(grant.open(&other).err(), Some(GrantError::OtherEpoch));
    }

    /// Grants of version 1 open for ever.
    #[test]
    fn the_bytes_of_version_1() {
        let bytes = grant(MEMBER, Some(OWNER)).unwrap().to_bytes();
        insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&bytes), @"010101010101010101010101010101010101010101010101010101010101010101a10503396c11347d2c10664204ce03034fbcc193ca489bd717173411744746a0066d656d6265720103030303030303030303030303030303030303030303030303030303030303032bc78e080ef6f510bb4c2cc4ebcbd8ec1a9df806836f46c468b6a1c5647cc10c612dec3c8a31397bb97688588bfce92b488e0bb7534fcf4f12ac7458fb8092fe529ce56ea0bb68edb6579cdf2b7b20fd4978c49aaea61f642b90f5b9c477d8cebc5f2bc1141ed98cfb93ab32c78057cf4ae909e082cd60fece");
    }

    #[test]
    fn kind_owner_document_and_community_cannot_be_changed() {
        let honest = grant(MEMBER, Some(OWNER)).unwrap();
        let others = [
            DocumentGrant { kind: PRIVATE.to_owned(), ..honest.clone() },
            DocumentGrant { owner: Some(MemberId::from_bytes([4; 32])), ..honest.clone() },
            DocumentGrant { document: DocumentId::from_bytes([4; 32]), ..honest.clone() },
            DocumentGrant { commitment: [4; 32], ..honest.clone() },
            DocumentGrant { community: CommunityId::from_bytes([4; 32]), ..honest.clone() },
        ];
        for other in &others {
            assert_eq!(other.open(&epoch()).err(), Some(GrantError::DoesNotOpen));
        }
        // All but the last are seen through without any key.
        for other in &others[..4] {
            let read = DocumentGrant::from_bytes(&other.to_bytes());
            assert_eq!(read.err(), Some(GrantError::Malformed));
        }
    }

    #[test]
    fn a_grant_made_for_the_wrong_document_is_found_out() {
        let mut forged = grant("notebook", None).unwrap();
        forged.document = DocumentId::from_bytes([4; 32]);
        let mut rng = ChaCha20Rng::seed_from_u64(3);
        forged.sealed = secret_box::seal(
            &sealing_key(&epoch()),
            &forged.context(),
            secret().as_bytes(),
            &mut rng,
        );
        assert_eq!(forged.open(&epoch()).err(), Some(GrantError::OtherDocument));
    }

    #[test]
    fn private_goes_to_its_owner_and_member_to_everyone() {
        let private = grant(PRIVATE, Some(OWNER)).unwrap();
        let member = grant(MEMBER, Some(OWNER)).unwrap();
        let notebook = grant("notebook", Some(OWNER)).unwrap();
        let somebody = MemberId::from_bytes([4; 32]);
        assert_eq!(private.audience(), Audience::Member(OWNER));
        assert_eq!(member.audience(), Audience::Everyone);
        assert_eq!(notebook.audience(), Audience::Everyone);
        for (grant, others_write) in [(private, false), (member, false), (notebook, true)] {
            assert!(grant.may_write(OWNER));
            assert_eq!(grant.may_write(somebody), others_write, "{}", grant.kind);
        }
    }

    #[test]
    fn kinds_are_short_plain_words_and_owned_ones_have_an_owner() {
        let long = "k".repeat(KIND_BYTES + 1);
        for kind in ["", "Member", "ein heft", long.as_str()] {
            assert_eq!(grant(kind, None).err(), Some(GrantError::BadKind), "{kind}");
        }
        assert_eq!(grant(PRIVATE, None).err(), Some(GrantError::NoOwner));
        assert_eq!(grant(MEMBER, None).err(), Some(GrantError::NoOwner));
        let longest = grant(&"k".repeat(KIND_BYTES), Some(OWNER)).unwrap();
        assert_eq!(DocumentGrant::from_bytes(&longest.to_bytes()), Ok(longest));
    }

    #[test]
    fn a_newer_version_is_called_so() {
        let mut bytes = grant("notebook", None).unwrap().to_bytes();
        bytes[0] = 2;
        let newer = GrantError::Decode(DecodeError::NewerVersion { found: 2 });
        assert_eq!(DocumentGrant::from_bytes(&bytes).err(), Some(newer));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_as_themselves_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Ok(grant) = DocumentGrant::from_bytes(&bytes) {
                prop_assert_eq!(grant.to_bytes(), bytes);
            }
        }

        #[test]
        fn a_changed_byte_never_yields_another_secret(at in 0_usize..250, change in 1_u8..) {
            let mut bytes = grant(MEMBER, Some(OWNER)).unwrap().to_bytes();
            let at = at % bytes.len();
            bytes[at] ^= change;
            if let Ok(grant) = DocumentGrant::from_bytes(&bytes) {
                prop_assert!(grant.open(&epoch()).is_err());
            }
        }
    }
}
