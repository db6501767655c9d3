//! What went wrong, as values: what happened, what is safe, what one can do. Words are made from them at the edge.

use horseshoe_trust::CommunityId;
use serde::{Deserialize, Serialize};

/// One trouble a person should know of. Carries values, not sentences; `Display` is for logs and scripts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    // tickets
    #[error("this is not a Horseshoe ticket")]
    NotATicket,
    #[error("the ticket is damaged; ask for it again")]
    TicketDamaged,
    #[error("the ticket has expired; ask for a new one")]
    TicketExpired,
    #[error("the ticket was already used")]
    TicketUsed,
    #[error("the ticket was taken back, or comes from another device")]
    TicketUnknown,
    #[error("the ticket was made by a newer Horseshoe")]
    TicketNewer,
    #[error("the ticket is one's own")]
    TicketOwn,
    #[error("this device was removed from the group for good; a new profile can be let in")]
    DeviceOut,
    #[error("they said not this time")]
    Declined,
    #[error("the door is closed, or the device cannot be reached")]
    DoorClosed,

    // communities
    #[error("there is no such community on this device")]
    NoSuchCommunity { community: CommunityId },
    #[error("a community of one cannot do this yet: it begins when the second person joins")]
    StillADraft,
    #[error("this part of the community has not arrived on this device yet")]
    NotHereYet,
    #[error("nobody with this id is asking to be let in")]
    NoSuchRequest,
    #[error("you are no longer in this group, and can read but not write here")]
    NotAMember,
    #[error("there is no such member")]
    NoSuchMember,
    #[error("there is no such device of yours")]
    NoSuchDevice,
    #[error("they are no longer in the group")]
    AlreadyOut,
    #[error(
        "nobody can sign that: two members sign about somebody else, neither of them the one it is about"
    )]
    CannotSign,
    #[error("a document of this kind is not for so many people, or so few")]
    NotForSoMany,
    #[error("the room is closed: the session is over")]
    RoomClosed,
    #[error("the file is larger than {most_mib} MiB")]
    FileTooLarge { most_mib: u64 },
    #[error("the file cannot be read as it was written")]
    FileDamaged,
    #[error("this is not destroyed in this way")]
    NotToBeErased,
    #[error("nobody proposed to destroy this")]
    NothingProposed,
    #[error("say who you are first: a name and an area of practice")]
    NoName,

    // files that are carried
    #[error("this is not a Horseshoe exchange file")]
    NotAnExchangeFile,
    #[error("the file is cut short or damaged; nothing of it was used")]
    ExchangeFileDamaged,
    #[error("the file was made by a newer Horseshoe")]
    ExchangeFileNewer,
    #[error("the file is not for this device")]
    NotForThisDevice,
    #[error("the file belongs to another community of yours")]
    OfAnotherCommunity { community: CommunityId, name: String },
    #[error("somebody has to say yes before there is an answer to save")]
    NotApprovedYet,
    #[error("there is no other device to save this for")]
    NobodyToSaveFor,
    #[error("could not read {file}: {reason}")]
    FileNotRead { file: String, reason: String },
    #[error("could not write {file}: {reason}")]
    FileNotWritten { file: String, reason: String },

    // doing
    #[error("{reason}")]
    Refused {
        /// Which rule said no, as a stable word.
        rule: String,
        reason: String,
    },
    #[error("it is too long")]
    TooLong,
    #[error("there is nothing of yours to undo")]
    NothingToUndo,
    #[error("there is no such text")]
    NoSuchText,

    // the disk
    #[error("the disk is full; what you wrote is kept while Horseshoe is open")]
    DiskFull,
    #[error("the folder cannot be written")]
    NotWritable { folder: String },
    #[error("another Horseshoe has this profile open")]
    ProfileInUse,
    #[error("this profile was written by a newer Horseshoe (format {found})")]
    ProfileNewer { found: u32 },
    #[error("the profile's key file cannot be opened: {reason}")]
    KeyFile { reason: String },
    #[error("the passphrase is not the right one")]
    WrongPassphrase,
    #[error("the profile needs its passphrase")]
    NeedsPassphrase,
    #[error("this is not the recovery code of this profile")]
    WrongRecoveryCode,
    #[error("this is not a code that was printed")]
    NotACode,
    #[error("the code is mistyped")]
    CodeMistyped,
    #[error("an empty passphrase protects nothing")]
    EmptyPassphrase,
    /// The profile has no passphrase; the recovery code opens it all the same.
    #[error("the keyring of this computer does not open the profile")]
    NeedsKeyring,
    #[error("the keyring of this computer cannot be used: {reason}")]
    NoKeyring { reason: String },
    #[error("this is the only protection of the profile")]
    LastProtection,
    #[error("there is a profile already")]
    ProfileExists,
    #[error("this is not a backup")]
    NotABackup,
    #[error("the backup is not whole: {detail}")]
    BackupDamaged { detail: String },
    #[error("the backup was made by a newer Horseshoe (format {found})")]
    BackupNewer { found: u32 },
    #[error("could not write the backup to {file}: {reason}")]
    BackupNotWritten { file: String, reason: String },
    #[error("the store is damaged: {detail}")]
    StoreDamaged { detail: String },
    #[error("could not write to {folder}: {reason}")]
    NotExported { folder: String, reason: String },
    #[error("the disk does not answer: {detail}")]
    Disk { detail: String },

    // the network
    #[error("the address {address} is in use by another program")]
    AddressInUse { address: String },
    #[error("there is no network; what you write is kept and will join the others' when you meet")]
    NoNetwork,
    #[error("the relay's address is not a web address")]
    RelayAddress,
    #[error("the network does not answer: {detail}")]
    Network { detail: String },

    // peers
    #[error(
        "something from a member's device could not be used; it is set aside and nothing else is affected"
    )]
    SetAside { community: CommunityId, device: horseshoe_trust::DeviceId, reason: String },

    #[error("the node has stopped")]
    Stopped,
}

impl Problem {
    /// A stable word for what went wrong, the one scripts see, without anything of what it went wrong with.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NotATicket => "not_a_ticket",
            Self::TicketDamaged => "ticket_damaged",
            Self::TicketExpired => "ticket_expired",
            Self::TicketUsed => "ticket_used",
            Self::TicketUnknown => "ticket_unknown",
            Self::TicketNewer => "ticket_newer",
            Self::TicketOwn => "ticket_own",
            Self::DeviceOut => "device_out",
            Self::Declined => "declined",
            Self::DoorClosed => "door_closed",
            Self::NoSuchCommunity { .. } => "no_such_community",
            Self::StillADraft => "still_a_draft",
            Self::NotHereYet => "not_here_yet",
            Self::NoSuchRequest => "no_such_request",
            Self::NotAMember => "not_a_member",
            Self::NoSuchMember => "no_such_member",
            Self::NoSuchDevice => "no_such_device",
            Self::AlreadyOut => "already_out",
            Self::CannotSign => "cannot_sign",
            Self::NotForSoMany => "not_for_so_many",
            Self::RoomClosed => "room_closed",
            Self::NotToBeErased => "not_to_be_erased",
            Self::NothingProposed => "nothing_proposed",
            Self::NoName => "no_name",
            Self::NotAnExchangeFile => "not_an_exchange_file",
            Self::ExchangeFileDamaged => "exchange_file_damaged",
            Self::ExchangeFileNewer => "exchange_file_newer",
            Self::NotForThisDevice => "not_for_this_device",
            Self::OfAnotherCommunity { .. } => "of_another_community",
            Self::NotApprovedYet => "not_approved_yet",
            Self::NobodyToSaveFor => "nobody_to_save_for",
            Self::FileNotRead { .. } => "file_not_read",
            Self::FileNotWritten { .. } => "file_not_written",
            Self::Refused { .. } => "refused",
            Self::TooLong => "too_long",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::FileDamaged => "file_damaged",
            Self::NothingToUndo => "nothing_to_undo",
            Self::NoSuchText => "no_such_text",
            Self::DiskFull => "disk_full",
            Self::NotWritable { .. } => "not_writable",
            Self::ProfileInUse => "profile_in_use",
            Self::ProfileNewer { .. } => "profile_newer",
            Self::KeyFile { .. } => "key_file",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::NeedsPassphrase => "needs_passphrase",
            Self::WrongRecoveryCode => "wrong_recovery_code",
            Self::NotACode => "not_a_code",
            Self::CodeMistyped => "code_mistyped",
            Self::EmptyPassphrase => "empty_passphrase",
            Self::NeedsKeyring => "needs_keyring",
            Self::NoKeyring { .. } => "no_keyring",
            Self::LastProtection => "last_protection",
            Self::ProfileExists => "profile_exists",
            Self::NotABackup => "not_a_backup",
            Self::BackupDamaged { .. } => "backup_damaged",
            Self::BackupNewer { .. } => "backup_newer",
            Self::BackupNotWritten { .. } => "backup_not_written",
            Self::StoreDamaged { .. } => "store_damaged",
            Self::NotExported { .. } => "not_exported",
            Self::Disk { .. } => "disk",
            Self::AddressInUse { .. } => "address_in_use",
            Self::NoNetwork => "no_network",
            Self::RelayAddress => "relay_address",
            Self::Network { .. } => "network",
            Self::SetAside { .. } => "set_aside",
            Self::Stopped => "stopped",
        }
    }
}

impl From<horseshoe_model::CommandError> for Problem {
    fn from(error: horseshoe_model::CommandError) -> Self {
        Self::Refused { rule: error.rule().to_owned(), reason: error.to_string() }
    }
}

impl From<horseshoe_store::StoreError> for Problem {
    fn from(error: horseshoe_store::StoreError) -> Self {
        match error {
            horseshoe_store::StoreError::DiskFull => Self::DiskFull,
            horseshoe_store::StoreError::ReadOnly => {
                Self::NotWritable { folder: "the profile".to_owned() }
            }
            damaged @ (horseshoe_store::StoreError::Damaged(_)
            | horseshoe_store::StoreError::FileDamaged(_)) => {
                Self::StoreDamaged { detail: damaged.to_string() }
            }
            other => Self::Disk { detail: other.to_string() },
        }
    }
}
