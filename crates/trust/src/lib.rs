//! Device keys, certificates, who is a member, signed and sealed entries, invitations.

mod ids;
mod keys;

pub use ids::{
    CertificateId, CommunityId, DeviceId, DocumentId, EntryId, EpochId, HexError, Incarnation,
    MemberId, Signature,
};
pub use keys::{DeviceKey, DocumentSecret, EntryKey, EpochSecret, domain};
