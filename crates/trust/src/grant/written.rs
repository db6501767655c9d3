//! How a grant is written, in each version.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{DocumentGrant, GrantError, SealedSecret};
use crate::canonical::{self, encode};
use crate::limits::{GRANT_DEVICES, KIND_BYTES, READERS};
use crate::{CommunityId, DeviceId, DocumentId, EpochId, MemberId, SEALED_SECRET_LEN, secret_box};

const VERSION_1: u8 = 1;
const VERSION_2: u8 = 2;

const SEALED: usize = 32 + secret_box::OVERHEAD;
const MAX_VERSION_1: usize = 1 + 32 + 32 + 1 + KIND_BYTES + 33 + 32 + 16 + 1 + SEALED;
const MAX_VERSION_2: usize = 1
    + 32
    + 32
    + 1
    + KIND_BYTES
    + 1
    + 32 * READERS
    + 32
    + 1
    + GRANT_DEVICES * (32 + 1 + SEALED_SECRET_LEN);

/// The order of fields is the format.
#[derive(Serialize, Deserialize)]
struct Version1 {
    version: u8,
    community: CommunityId,
    document: DocumentId,
    kind: String,
    owner: Option<MemberId>,
    commitment: [u8; 32],
    epoch: EpochId,
    sealed: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Version2 {
    version: u8,
    community: CommunityId,
    document: DocumentId,
    kind: String,
    readers: BTreeSet<MemberId>,
    commitment: [u8; 32],
    sealed: BTreeMap<DeviceId, Vec<u8>>,
}

impl DocumentGrant {
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { community, document, kind, owner, readers, commitment, sealed } = self.clone();
        match sealed {
            SealedSecret::InEpoch { epoch, secret: sealed } => encode(&Version1 {
                version: VERSION_1,
                community,
                document,
                kind,
                owner,
                commitment,
                epoch,
                sealed,
            }),
            SealedSecret::ToDevices(sealed) => encode(&Version2 {
                version: VERSION_2,
                community,
                document,
                kind,
                readers,
                commitment,
                sealed,
            }),
        }
    }

    /// Reads exactly what [`Self::to_bytes`] writes, and only if kind, owner and readers are the document's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, GrantError> {
        let grant = if bytes.first() == Some(&VERSION_1) {
            let Version1 { community, document, kind, owner, commitment, epoch, sealed, .. } =
                canonical::decode(bytes, VERSION_1, MAX_VERSION_1)?;
            if sealed.len() != SEALED {
                return Err(GrantError::Malformed);
            }
            let sealed = SealedSecret::InEpoch { epoch, secret: sealed };
            let readers = BTreeSet::new();
            Self { community, document, kind, owner, readers, commitment, sealed }
        } else {
            let Version2 { community, document, kind, readers, commitment, sealed, .. } =
                canonical::decode(bytes, VERSION_2, MAX_VERSION_2)?;
            let sealed = SealedSecret::ToDevices(sealed);
            Self { community, document, kind, owner: None, readers, commitment, sealed }
        };
        grant.check()?;
        if grant.names_its_document() { Ok(grant) } else { Err(GrantError::Malformed) }
    }

    /// Everything but the sealed secret: a grant cannot be passed off as another's.
    pub(super) fn context(&self) -> Vec<u8> {
        match &self.sealed {
            SealedSecret::InEpoch { epoch, .. } => encode(&(
                (VERSION_1, self.community, self.document),
                (&self.kind, self.owner, self.commitment),
                epoch,
            )),
            SealedSecret::ToDevices(_) => encode(&(
                (VERSION_2, self.community, self.document),
                (&self.kind, &self.readers, self.commitment),
            )),
        }
    }
}
