//! The running peer: commands in, snapshots and events out.
//!
//! [`Node`] is the handle a window, a keeper or a test holds. Behind it one loop turns what happens (a command, a
//! frame, a write that ended, time) into steps of a core without IO, and carries out what the core asks for.

mod backup;
mod checking;
mod clock;
mod command;
mod config;
mod core;
mod erasing;
mod event;
mod event_loop;
mod exchange;
mod export;
mod file_bytes;
mod guard;
mod handle;
mod membership;
mod news;
mod notebook;
mod problem;
mod profile;
mod secret;
mod snapshot;
mod spread;
mod system_keyring;
mod tasks;
#[cfg(feature = "testing")]
pub mod testing;
mod ticket;
mod typed;
mod witness;

pub use backup::{BackupContents, check_backup, restore};
pub use clock::{Clock, Now};
pub use command::{Caret, Command, Mode, Reply, RequestId, TextRef};
pub use config::{Config, NetworkConfig, usual_profile, usual_state};
pub use erasing::{Destroyed, EraseAgreed, EraseProposed, Erasing, RetentionNotice};
pub use event::{Event, TextNews};
pub use event_loop::Opening;
pub use exchange::{Brought, ForWhom, LetterNews};
pub use file_bytes::FileBytes;
pub use guard::{Guard, GuardChange, forget_me, remove_unused, ways};
pub use handle::{Asker, Node};
pub use horseshoe_trust::{
    CertificateId, CommunityId, DeviceId, DocumentId, Keyring, KeyringError, KeyringItem, MemberId,
    TicketId, Way, words_for,
};
pub use membership::{
    Departure, DepartureKind, LateWords, LetInByGone, Membership, OwnDevice, ProposalId,
    ProposedRemoval, SetAside, Target, TurnedAway, TwoHistories,
};
pub use news::News;
pub use notebook::{Notebook, SharedNote};
pub use problem::Problem;
pub use profile::make_folder;
pub use secret::Secret;
pub use snapshot::{
    Call, Community, Contacted, ContactedKind, Door, Invitation, Joining, JoiningState, Me, Member,
    Network, OfFew, OfFewView, OpenDoor, Request, Saved, Session, Snapshot, Stage, SyncStatus,
    Typing,
};
pub use spread::Spread;
pub use system_keyring::SystemKeyring;
pub use ticket::ticket_in;
pub use typed::{TypedEdit, TypedStep};
