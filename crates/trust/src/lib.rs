//! Device keys, certificates, who is a member, signed and sealed entries, invitations.
//!
//! Who is in ([`Membership`]) and which words count ([`DocumentLog`]) follow from sets of signed certificates and
//! entries alone: no clock, no order of arrival, no IO. A [`Ledger`] holds what one device knows of one community. What
//! is signed here is written in one way only, within the [`limits`].

mod bits;
mod canonical;
mod certificate;
mod counting;
mod document;
mod entry;
mod grant;
#[cfg(test)]
mod hostile_bytes;
mod ids;
mod invitation;
mod key_file;
mod keyring;
mod keys;
mod ledger;
pub mod limits;
mod membership;
mod parcel;
mod printed;
mod proposal;
mod sealed;
mod secret_box;
mod state;
mod waiting;
mod words;

pub use canonical::{DecodeError, is_encoding_of};
pub use certificate::{Body, Certificate, CertificateError, OwnedDocument, Target, Watermarks};
pub use counting::{DocumentLog, EntryPlace, Fork, Frontier, Stored, Verdict, WriteAt};
pub use document::{document_id_from, document_id_of_readers, secret_commitment};
pub use entry::{Entry, EntryError, Header};
pub use grant::{
    Audience, DocumentGrant, FILE, GrantError, SealedSecret, document_id, document_id_for,
    may_write,
};
pub use ids::{
    CertificateId, CommunityId, DeviceId, DocumentId, EntryId, EpochId, HexError, Incarnation,
    MemberId, Signature, TicketId,
};
pub use invitation::{
    Answer, Asker, Caller, CallerNews, Introduction, Invitations, Inviter, InviterNews, Issued,
    JoinError, JoinMessage, JoinStep, Joined, Knock, Knocker, MAX_ADDRESSES, MAX_JOIN_MESSAGE,
    MAX_PRACTICE, MAX_RELAY, MAX_TICKET_NAME, Newcomer, NewcomerNews, ProposalProblem, Ticket,
    TicketError, TicketKind, TicketProblem, TicketSecret, WelcomeProblem, compare_words,
    words_commitment,
};
pub use key_file::{Cost, KeyFile, KeyFileError, Keys, Offered, Way};
pub use keyring::{Keyring, KeyringError, KeyringItem};
pub use keys::{DeviceKey, DocumentSecret, EntryKey, EpochSecret, domain};
pub use ledger::{Admission, Ledger, Refusal};
pub use membership::{Inserted, Membership, UsableEpoch};
pub use parcel::{Letter, MAX_PARCEL_DEVICES, Parcel, ParcelError};
pub use printed::{PrintedError, RecoveryCode};
pub use proposal::Proposal;
pub use sealed::{SEALED_SECRET_LEN, SealError, open_secret, seal_secret};
pub use state::{Act, ActKind, MemberInfo, Removal, State};
pub use words::{words_between, words_for};
