//! Every limit on what is taken from others, in one table. Frozen: a device with larger ones would accept what
//! others refuse, and the group would no longer agree on what it has.

/// A whole entry as bytes.
pub const ENTRY_BYTES: usize = 300 * 1024;
/// What an entry's payload may unpack to. Unpacking stops there.
pub const PAYLOAD_BYTES: usize = 256 * 1024;
/// The ids an entry may name as seen, beside its predecessor.
pub const ENTRY_DEPS: usize = 64;
/// The incarnations of one device in one document before it ceases to anchor there; see `counting`.
pub const INCARNATIONS: usize = 64;
/// A whole certificate as bytes.
pub const CERTIFICATE_BYTES: usize = 64 * 1024;
/// The certificates one certificate may cite.
pub const CERTIFICATE_HEADS: usize = 256;
/// The signatures on one certificate.
pub const SIGNERS: usize = 64;
/// Who can found one community at once.
pub const FOUNDERS: usize = 32;
/// The documents a Genesis may name.
pub const FIRST_DOCUMENTS: usize = 16;
/// A name of a person or a community, in bytes.
pub const NAME_BYTES: usize = 256;
/// The reason of a removal or the label of an invitation, in bytes.
pub const TEXT_BYTES: usize = 4096;
/// The name of a document's kind, in bytes.
pub const KIND_BYTES: usize = 32;
/// The named members of one document.
pub const READERS: usize = 16;
/// The devices a document's secret is sealed to in one grant.
pub const GRANT_DEVICES: usize = 64;
/// The devices an epoch's secret is sealed to in one certificate.
pub const EPOCH_DEVICES: usize = 512;
/// One sealed epoch secret, in bytes.
pub const SEALED_SECRET_BYTES: usize = 256;
/// Certificates that wait for others they cite.
pub const WAITING_CERTIFICATES: usize = 1_000;
/// The same, in bytes.
pub const WAITING_CERTIFICATE_BYTES: usize = 8 * 1024 * 1024;
/// Grants of one document for one epoch; all but one are false.
pub const GRANTS_PER_EPOCH: usize = 8;
/// Entries of one document that wait for others they stand on.
pub const WAITING_ENTRIES: usize = 1_000;
/// The same, in bytes.
pub const WAITING_ENTRY_BYTES: usize = 8 * 1024 * 1024;
