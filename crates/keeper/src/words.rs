//! A problem in words: what happened, what is safe, and what one can do.

use horseshoe_node::Problem;

/// One or a few short sentences.
pub(crate) fn say(problem: &Problem) -> String {
    let words = match problem {
        Problem::NotATicket => {
            "This is not a Horseshoe ticket. Copy the whole ticket, from “horseshoe:” to its end."
        }
        Problem::TicketDamaged => "The ticket is not whole. Nothing was changed. Ask for it again.",
        Problem::TicketExpired => "The ticket has expired. Nothing was changed. Ask for a new one.",
        Problem::TicketUsed => {
            "The ticket was already used: each is for one person. Nothing was changed. Ask for a new one."
        }
        Problem::TicketUnknown => {
            "The ticket was taken back, or comes from another device. Nothing was changed. Ask for a new one."
        }
        Problem::TicketNewer => {
            "The ticket was made by a newer Horseshoe. Install the newer one, then try again."
        }
        Problem::TicketOwn => "This ticket is your own. Give it to the person you want to let in.",
        Problem::DeviceOut => {
            "This device was removed from the group, and that is for good. What is here can still be read. You can come back with another device, or with a new profile on this one: two members let you in."
        }
        Problem::Declined => "They said not this time. Nothing was changed on this device.",
        Problem::DoorClosed => {
            "The door is closed, or the other device cannot be reached. Nothing was changed. Ask them to open it again; both devices must be on the same network."
        }
        Problem::NoSuchCommunity { .. } => "This community is not on this device.",
        Problem::StillADraft => {
            "A community of one cannot do this yet: it begins when the second person joins. Make a ticket with invite."
        }
        Problem::NotHereYet => {
            "This part of the community has not arrived on this device yet. It comes when you meet somebody who has it."
        }
        Problem::NoSuchRequest => "Nobody is asking to be let in from there any more.",
        Problem::NoSuchMember => "There is nobody with this id in the group. Nothing was changed.",
        Problem::NoSuchDevice => "This is not another device of yours. Nothing was changed.",
        Problem::AlreadyOut => "They are no longer in the group. Nothing was changed.",
        Problem::CannotSign => {
            "They cannot sign this: two members sign about somebody else, and neither can be the one it is about. Nothing was changed."
        }
        Problem::NotForSoMany => {
            "A document of this kind is not for so many people, or so few. Nothing was changed."
        }
        Problem::RoomClosed => {
            "The session is over, and what was said in the room went with it. Nothing was changed."
        }
        Problem::NotToBeErased => {
            "This is not destroyed in this way: notebooks are, when two agree, and a room when it closes. Nothing was changed."
        }
        Problem::NothingProposed => "Nobody proposed to destroy this. Nothing was changed.",
        Problem::NotAMember => {
            "You are no longer in this group, and can read but not write here. What is here stays."
        }
        Problem::NoName => "Say who you are first: a name and an area of practice.",
        Problem::NotAnExchangeFile => {
            "This is not a file that was saved to be carried over. Nothing was changed."
        }
        Problem::ExchangeFileDamaged => {
            "The file is not whole. Nothing was changed. Copy it again, or ask for a new one."
        }
        Problem::ExchangeFileNewer => {
            "The file was made by a newer Horseshoe. Nothing was changed. Install the newer Horseshoe first."
        }
        Problem::NotForThisDevice => {
            "The file is not for this device. Nothing was changed. Ask whoever saved it to save it for you."
        }
        Problem::OfAnotherCommunity { name, .. } => {
            return format!(
                "The file belongs to another community of yours: {name}. Nothing was changed."
            );
        }
        Problem::NotApprovedYet => {
            "There is no answer to save yet. Say yes to them first, then save the answer."
        }
        Problem::NobodyToSaveFor => "There is no other device this could be saved for.",
        Problem::FileNotRead { file, reason } => {
            return format!("The file {file} cannot be read: {reason}. Nothing was changed.");
        }
        Problem::FileNotWritten { file, reason } => {
            return format!("The file {file} cannot be written: {reason}. Nothing was changed.");
        }
        Problem::Refused { reason, .. } => {
            return format!("This could not be done: {reason}. Nothing was changed.");
        }
        Problem::TooLong => "This is too long. Nothing was changed.",
        Problem::FileTooLarge { most_mib } => {
            return format!("The file is larger than {most_mib} MiB. Nothing was changed.");
        }
        Problem::FileDamaged => "The file cannot be read as it was written.",
        Problem::NothingToUndo => "There is nothing of yours to undo.",
        Problem::NoSuchText => "This text is no longer there.",
        Problem::DiskFull => {
            "The disk is full. What was said to be saved is safe, and the rest is kept while the program runs. Free some \
             space; it is tried again by itself."
        }
        Problem::NotWritable { folder } => {
            return format!(
                "Nothing can be written into {folder}. Nothing was changed. Choose another folder, or make this one \
                 yours to write in."
            );
        }
        Problem::ProfileInUse => {
            "Another Horseshoe has this profile open: its window, or another keeper. Nothing was changed. Close that one \
             first, or name another profile with --profile."
        }
        Problem::ProfileNewer { found } => {
            return format!(
                "This profile was written by a newer Horseshoe (format {found}). Nothing was changed. Install the newer \
                 one, then try again."
            );
        }
        Problem::KeyFile { reason } => {
            return format!(
                "The profile’s key file cannot be opened: {reason}. Nothing was changed. Copy the profile folder before \
                 anything else."
            );
        }
        Problem::WrongPassphrase => "The passphrase is not the right one. Nothing was changed.",
        Problem::NeedsPassphrase => {
            "The profile needs its passphrase. Name a file that holds it with --passphrase-file."
        }
        Problem::WrongRecoveryCode => {
            "This is not the recovery code of this profile. Nothing was changed. A new code ends the one before."
        }
        Problem::NotACode => {
            "This is not a code from paper. Nothing was changed. Give all the groups of letters and digits."
        }
        Problem::CodeMistyped => {
            "A letter or digit of the code is not right. Nothing was changed. Compare it with the paper."
        }
        Problem::EmptyPassphrase => {
            "An empty passphrase protects nothing. Nothing was changed. Put one on the first line of the file."
        }
        Problem::NeedsKeyring => {
            "The keyring of this computer does not open the profile. Nothing was changed. Unlock the keyring, or name a \
             file with the recovery code with --recovery-code-file."
        }
        Problem::NoKeyring { reason } => {
            return format!(
                "The keyring of this computer cannot be used: {reason}. Nothing was changed. Unlock it, or take a \
                 passphrase instead."
            );
        }
        Problem::LastProtection => {
            "This is the only protection of the profile. Nothing was changed. Choose another one first."
        }
        Problem::ProfileExists => {
            "There is a profile here already. Nothing was changed. Name another folder with --profile."
        }
        Problem::NotABackup => "This is not a backup. Nothing was changed.",
        Problem::BackupDamaged { detail } => {
            return format!(
                "The backup is not whole: {detail}. Nothing was changed. Take another copy of it, or an older backup."
            );
        }
        Problem::BackupNewer { found } => {
            return format!(
                "The backup was made by a newer Horseshoe (format {found}). Nothing was changed. Install the newer one, \
                 then try again."
            );
        }
        Problem::BackupNotWritten { file, reason } => {
            return format!(
                "The backup could not be written to {file}: {reason}. One that was there before is as it was. Choose \
                 another place."
            );
        }
        Problem::StoreDamaged { detail } => {
            return format!(
                "Something kept on this device is damaged: {detail}. Copy the profile folder before anything else. What \
                 others hold can come back from them."
            );
        }
        Problem::NotExported { folder, reason } => {
            return format!(
                "The export could not be written into {folder}: {reason}. Nothing of it was left there, and what is on \
                 this device is as it was. Choose a folder that is empty or not there yet."
            );
        }
        Problem::Disk { detail } => {
            return format!(
                "The disk does not answer: {detail}. What was said to be saved is safe. Check the disk; it is tried again \
                 by itself."
            );
        }
        Problem::AddressInUse { address } => {
            return format!(
                "The address {address} is in use by another program. Everything else goes on. Close that program, or \
                 name another address."
            );
        }
        Problem::NoNetwork => {
            "There is no network. What you write is kept and joins the others’ when you meet."
        }
        Problem::RelayAddress => {
            "The relay’s address is not a web address. It begins with https://. Nothing was changed."
        }
        Problem::Network { detail } => {
            return format!(
                "The network does not answer: {detail}. What you write is kept and joins the others’ when you meet."
            );
        }
        Problem::SetAside { .. } => {
            "Something from a member’s device could not be used. It is set aside, and nothing else is affected."
        }
        Problem::Stopped => {
            "Horseshoe has stopped inside. What was said to be saved is safe. Start it again."
        }
    };
    words.to_owned()
}
