//! A trouble in words: what happened, what is safe, and what one can do.

use crate::texts::Texts;
use horseshoe_node::Problem;
use horseshoe_ui::widgets::Banner;

/// The three parts. What happened is always said; the others where there is something true to say.
#[derive(Debug)]
pub(crate) struct ProblemWords {
    pub(crate) happened: String,
    pub(crate) safe: Option<String>,
    pub(crate) can_do: Option<String>,
}

impl ProblemWords {
    /// All of it, to be shown.
    pub(crate) fn banner(self) -> Banner {
        let mut banner = Banner::problem(self.happened);
        if let Some(safe) = self.safe {
            banner = banner.safe(safe);
        }
        if let Some(can_do) = self.can_do {
            banner = banner.can_do(can_do);
        }
        banner
    }
}

const NOTHING_CHANGED: Option<&str> = Some("safe-nothing-changed");
const KEPT_OPEN: Option<&str> = Some("safe-kept-while-open");
const WRITING: Option<&str> = Some("safe-writing-goes-on");

/// What there is to say about this trouble.
pub(crate) fn problem(texts: &Texts, problem: &Problem) -> ProblemWords {
    let t = |id| texts.t(id);
    let named = |id, name, value: &String| texts.with(id, &[(name, value.as_str().into())]);
    let (happened, safe, can_do) = match problem {
        Problem::NotATicket => {
            (t("problem-not-a-ticket"), NOTHING_CHANGED, Some("problem-not-a-ticket-do"))
        }
        Problem::TicketDamaged => {
            (t("problem-ticket-damaged"), NOTHING_CHANGED, Some("problem-ticket-ask-again"))
        }
        Problem::TicketExpired => {
            (t("problem-ticket-expired"), NOTHING_CHANGED, Some("problem-ticket-ask-new"))
        }
        Problem::TicketUsed => {
            (t("problem-ticket-used"), NOTHING_CHANGED, Some("problem-ticket-ask-new"))
        }
        Problem::TicketUnknown => {
            (t("problem-ticket-unknown"), NOTHING_CHANGED, Some("problem-ticket-ask-new"))
        }
        Problem::TicketNewer => {
            (t("problem-ticket-newer"), NOTHING_CHANGED, Some("problem-newer-do"))
        }
        Problem::TicketOwn => {
            (t("problem-ticket-own"), NOTHING_CHANGED, Some("problem-ticket-own-do"))
        }
        Problem::DeviceOut => {
            (t("problem-device-out"), Some("safe-can-be-read"), Some("problem-device-out-do"))
        }
        Problem::Declined => (t("problem-declined"), NOTHING_CHANGED, Some("problem-declined-do")),
        Problem::DoorClosed => {
            (t("problem-door-closed"), NOTHING_CHANGED, Some("problem-door-closed-do"))
        }
        Problem::NoSuchCommunity { .. } => (t("problem-no-such-community"), NOTHING_CHANGED, None),
        Problem::StillADraft => {
            (t("problem-still-a-draft"), NOTHING_CHANGED, Some("problem-still-a-draft-do"))
        }
        Problem::NotHereYet => {
            (t("problem-not-here-yet"), NOTHING_CHANGED, Some("problem-not-here-yet-do"))
        }
        Problem::NoSuchRequest => {
            (t("problem-no-such-request"), NOTHING_CHANGED, Some("problem-no-such-request-do"))
        }
        Problem::NoSuchMember => {
            (t("problem-no-such-member"), NOTHING_CHANGED, Some("problem-see-people-do"))
        }
        Problem::NoSuchDevice => {
            (t("problem-no-such-device"), NOTHING_CHANGED, Some("problem-see-people-do"))
        }
        Problem::AlreadyOut => {
            (t("problem-already-out"), NOTHING_CHANGED, Some("problem-see-people-do"))
        }
        Problem::CannotSign => {
            (t("problem-cannot-sign"), NOTHING_CHANGED, Some("problem-cannot-sign-do"))
        }
        Problem::NotAMember => (t("problem-not-a-member"), Some("safe-can-be-read"), None),
        Problem::NotForSoMany => {
            (t("problem-not-for-so-many"), NOTHING_CHANGED, Some("problem-not-for-so-many-do"))
        }
        Problem::RoomClosed => {
            (t("problem-room-closed"), NOTHING_CHANGED, Some("problem-room-closed-do"))
        }
        Problem::NotToBeErased => {
            (t("problem-not-to-be-erased"), NOTHING_CHANGED, Some("problem-not-to-be-erased-do"))
        }
        Problem::NothingProposed => (t("problem-nothing-proposed"), NOTHING_CHANGED, None),
        Problem::NoName => (t("problem-no-name"), NOTHING_CHANGED, Some("problem-no-name-do")),
        Problem::NotAnExchangeFile => {
            (t("problem-not-exchange"), NOTHING_CHANGED, Some("problem-not-exchange-do"))
        }
        Problem::ExchangeFileDamaged => {
            (t("problem-exchange-damaged"), NOTHING_CHANGED, Some("problem-exchange-damaged-do"))
        }
        Problem::ExchangeFileNewer => {
            (t("problem-exchange-newer"), NOTHING_CHANGED, Some("problem-newer-do"))
        }
        Problem::NotForThisDevice => {
            let can_do = Some("problem-not-for-this-device-do");
            (t("problem-not-for-this-device"), NOTHING_CHANGED, can_do)
        }
        Problem::OfAnotherCommunity { name, .. } => {
            let happened = named("problem-of-another-community", "name", name);
            (happened, NOTHING_CHANGED, Some("problem-of-another-community-do"))
        }
        Problem::NotApprovedYet => {
            (t("problem-not-approved-yet"), NOTHING_CHANGED, Some("problem-not-approved-yet-do"))
        }
        Problem::NobodyToSaveFor => (
            t("problem-nobody-to-save-for"),
            NOTHING_CHANGED,
            Some("problem-nobody-to-save-for-do"),
        ),
        Problem::FileNotRead { file, .. } => {
            let happened = named("problem-file-not-read", "file", file);
            (happened, NOTHING_CHANGED, Some("problem-file-not-read-do"))
        }
        Problem::FileNotWritten { file, .. } => {
            let happened = named("problem-file-not-written", "file", file);
            (happened, Some("safe-community"), Some("problem-file-not-written-do"))
        }
        Problem::Refused { rule, .. } => (t(refused(rule)), NOTHING_CHANGED, None),
        Problem::TooLong => (t("problem-too-long"), NOTHING_CHANGED, Some("problem-too-long-do")),
        Problem::FileTooLarge { most_mib } => {
            let happened = texts.with("problem-file-too-large", &[("most", (*most_mib).into())]);
            (happened, NOTHING_CHANGED, Some("problem-file-too-large-do"))
        }
        Problem::FileDamaged => {
            (t("problem-file-damaged"), NOTHING_CHANGED, Some("problem-file-damaged-do"))
        }
        Problem::NothingToUndo => (t("problem-nothing-to-undo"), NOTHING_CHANGED, None),
        Problem::NoSuchText => {
            (t("problem-no-such-text"), Some("safe-nothing-else"), Some("problem-no-such-text-do"))
        }
        Problem::DiskFull => (t("problem-disk-full"), KEPT_OPEN, Some("problem-disk-full-do")),
        Problem::NotWritable { folder } => {
            let happened = named("problem-not-writable", "folder", folder);
            (happened, NOTHING_CHANGED, Some("problem-not-writable-do"))
        }
        Problem::ProfileInUse => {
            (t("problem-profile-in-use"), NOTHING_CHANGED, Some("problem-profile-in-use-do"))
        }
        Problem::ProfileNewer { .. } => {
            (t("problem-profile-newer"), NOTHING_CHANGED, Some("problem-newer-do"))
        }
        Problem::KeyFile { .. } => {
            (t("problem-key-file"), NOTHING_CHANGED, Some("problem-key-file-do"))
        }
        Problem::WrongPassphrase => {
            (t("problem-wrong-passphrase"), NOTHING_CHANGED, Some("problem-wrong-passphrase-do"))
        }
        Problem::NeedsPassphrase => (t("problem-needs-passphrase"), NOTHING_CHANGED, None),
        Problem::WrongRecoveryCode => {
            let can_do = Some("problem-wrong-recovery-code-do");
            (t("problem-wrong-recovery-code"), NOTHING_CHANGED, can_do)
        }
        Problem::NotACode => (t("problem-not-a-code"), NOTHING_CHANGED, Some("problem-code-do")),
        Problem::CodeMistyped => {
            (t("problem-code-mistyped"), NOTHING_CHANGED, Some("problem-code-mistyped-do"))
        }
        Problem::EmptyPassphrase => {
            (t("problem-empty-passphrase"), NOTHING_CHANGED, Some("problem-empty-passphrase-do"))
        }
        Problem::NeedsKeyring => {
            (t("problem-needs-keyring"), NOTHING_CHANGED, Some("problem-needs-keyring-do"))
        }
        Problem::NoKeyring { .. } => {
            (t("problem-no-keyring"), NOTHING_CHANGED, Some("problem-no-keyring-do"))
        }
        Problem::LastProtection => {
            (t("problem-last-protection"), NOTHING_CHANGED, Some("problem-last-protection-do"))
        }
        Problem::ProfileExists => {
            (t("problem-profile-exists"), NOTHING_CHANGED, Some("problem-profile-exists-do"))
        }
        Problem::NotABackup => {
            (t("problem-not-a-backup"), NOTHING_CHANGED, Some("problem-not-a-backup-do"))
        }
        Problem::BackupDamaged { .. } => {
            (t("problem-backup-damaged"), NOTHING_CHANGED, Some("problem-backup-damaged-do"))
        }
        Problem::BackupNewer { .. } => {
            (t("problem-backup-newer"), NOTHING_CHANGED, Some("problem-newer-do"))
        }
        Problem::BackupNotWritten { file, .. } => {
            let happened = named("problem-backup-not-written", "file", file);
            (happened, Some("safe-backup"), Some("problem-backup-not-written-do"))
        }
        Problem::StoreDamaged { .. } => {
            let safe = Some("safe-others-hold");
            (t("problem-store-damaged"), safe, Some("problem-store-damaged-do"))
        }
        Problem::NotExported { folder, .. } => {
            let happened = named("problem-not-exported", "folder", folder);
            (happened, Some("safe-community"), Some("problem-not-exported-do"))
        }
        Problem::Disk { .. } => (t("problem-disk"), KEPT_OPEN, Some("problem-disk-do")),
        Problem::AddressInUse { address } => {
            let happened = named("problem-address-in-use", "address", address);
            (happened, WRITING, Some("problem-address-in-use-do"))
        }
        Problem::NoNetwork => (t("problem-no-network"), WRITING, Some("problem-no-network-do")),
        Problem::RelayAddress => {
            (t("problem-relay-address"), NOTHING_CHANGED, Some("problem-relay-address-do"))
        }
        Problem::Network { .. } => (t("problem-network"), WRITING, Some("problem-no-network-do")),
        Problem::SetAside { .. } => {
            (t("problem-set-aside"), Some("safe-set-aside"), Some("problem-set-aside-do"))
        }
        Problem::Stopped => (t("problem-stopped"), Some("safe-saved"), Some("problem-stopped-do")),
    };
    ProblemWords { happened, safe: safe.map(t), can_do: can_do.map(t) }
}

fn refused(rule: &str) -> &'static str {
    match rule {
        "empty" => "refused-empty",
        "too_long" => "problem-too-long",
        "too_many" => "refused-too-many",
        "vote_closed" => "refused-vote-closed",
        "vote_open" => "refused-vote-open",
        "step_taken" => "refused-step-taken",
        "changed_since" => "refused-changed-since",
        "already_so" => "refused-already-so",
        "stays" => "refused-stays",
        "nobody_yet" => "refused-nobody-yet",
        "not_the_owner" => "refused-not-the-owner",
        "not_the_speaker" => "refused-not-the-speaker",
        "not_yours" => "refused-not-yours",
        _ => "refused-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use horseshoe_handbook::Language;
    use std::collections::BTreeSet;

    /// The next of all troubles. A new one has its place here, or this does not compile.
    fn after(problem: &Problem) -> Option<Problem> {
        let word = || "word".to_owned();
        Some(match problem {
            Problem::NotATicket => Problem::TicketDamaged,
            Problem::TicketDamaged => Problem::TicketExpired,
            Problem::TicketExpired => Problem::TicketUsed,
            Problem::TicketUsed => Problem::TicketUnknown,
            Problem::TicketUnknown => Problem::TicketNewer,
            Problem::TicketNewer => Problem::TicketOwn,
            Problem::TicketOwn => Problem::DeviceOut,
            Problem::DeviceOut => Problem::Declined,
            Problem::Declined => Problem::DoorClosed,
            Problem::DoorClosed => Problem::NoSuchCommunity { community: testing::community_id() },
            Problem::NoSuchCommunity { .. } => Problem::StillADraft,
            Problem::StillADraft => Problem::NotHereYet,
            Problem::NotHereYet => Problem::NoSuchRequest,
            Problem::NoSuchRequest => Problem::NotAMember,
            Problem::NotAMember => Problem::NoSuchMember,
            Problem::NoSuchMember => Problem::NoSuchDevice,
            Problem::NoSuchDevice => Problem::AlreadyOut,
            Problem::AlreadyOut => Problem::CannotSign,
            Problem::CannotSign => Problem::NotForSoMany,
            Problem::NotForSoMany => Problem::RoomClosed,
            Problem::RoomClosed => Problem::NotToBeErased,
            Problem::NotToBeErased => Problem::NothingProposed,
            Problem::NothingProposed => Problem::NoName,
            Problem::NoName => Problem::NotAnExchangeFile,
            Problem::NotAnExchangeFile => Problem::ExchangeFileDamaged,
            Problem::ExchangeFileDamaged => Problem::ExchangeFileNewer,
            Problem::ExchangeFileNewer => Problem::NotForThisDevice,
            Problem::NotForThisDevice => {
                let community = testing::community_id();
                Problem::OfAnotherCommunity { community, name: word() }
            }
            Problem::OfAnotherCommunity { .. } => Problem::NotApprovedYet,
            Problem::NotApprovedYet => Problem::NobodyToSaveFor,
            Problem::NobodyToSaveFor => Problem::FileNotRead { file: word(), reason: word() },
            Problem::FileNotRead { .. } => Problem::FileNotWritten { file: word(), reason: word() },
            Problem::FileNotWritten { .. } => Problem::Refused { rule: word(), reason: word() },
            Problem::Refused { .. } => Problem::TooLong,
            Problem::TooLong => Problem::FileTooLarge { most_mib: 24 },
            Problem::FileTooLarge { .. } => Problem::FileDamaged,
            Problem::FileDamaged => Problem::NothingToUndo,
            Problem::NothingToUndo => Problem::NoSuchText,
            Problem::NoSuchText => Problem::DiskFull,
            Problem::DiskFull => Problem::NotWritable { folder: word() },
            Problem::NotWritable { .. } => Problem::ProfileInUse,
            Problem::ProfileInUse => Problem::ProfileNewer { found: 9 },
            Problem::ProfileNewer { .. } => Problem::KeyFile { reason: word() },
            Problem::KeyFile { .. } => Problem::WrongPassphrase,
            Problem::WrongPassphrase => Problem::NeedsPassphrase,
            Problem::NeedsPassphrase => Problem::WrongRecoveryCode,
            Problem::WrongRecoveryCode => Problem::NotACode,
            Problem::NotACode => Problem::CodeMistyped,
            Problem::CodeMistyped => Problem::EmptyPassphrase,
            Problem::EmptyPassphrase => Problem::NeedsKeyring,
            Problem::NeedsKeyring => Problem::NoKeyring { reason: word() },
            Problem::NoKeyring { .. } => Problem::LastProtection,
            Problem::LastProtection => Problem::ProfileExists,
            Problem::ProfileExists => Problem::NotABackup,
            Problem::NotABackup => Problem::BackupDamaged { detail: word() },
            Problem::BackupDamaged { .. } => Problem::BackupNewer { found: 9 },
            Problem::BackupNewer { .. } => {
                Problem::BackupNotWritten { file: word(), reason: word() }
            }
            Problem::BackupNotWritten { .. } => Problem::StoreDamaged { detail: word() },
            Problem::StoreDamaged { .. } => Problem::NotExported { folder: word(), reason: word() },
            Problem::NotExported { .. } => Problem::Disk { detail: word() },
            Problem::Disk { .. } => Problem::AddressInUse { address: word() },
            Problem::AddressInUse { .. } => Problem::NoNetwork,
            Problem::NoNetwork => Problem::RelayAddress,
            Problem::RelayAddress => Problem::Network { detail: word() },
            Problem::Network { .. } => {
                let community = testing::community();
                let device = community.members[1].devices[0];
                Problem::SetAside { community: community.id, device, reason: word() }
            }
            Problem::SetAside { .. } => Problem::Stopped,
            Problem::Stopped => return None,
        })
    }

    fn all() -> Vec<Problem> {
        std::iter::successors(Some(Problem::NotATicket), after).collect()
    }

    #[test]
    fn every_trouble_is_told_in_words_of_its_own_with_what_is_safe_and_what_one_can_do() {
        // There is nothing to be done but to know it.
        const NOTHING_TO_DO: [&str; 6] = [
            "no_such_community",
            "not_a_member",
            "refused",
            "nothing_to_undo",
            "nothing_proposed",
            "needs_passphrase",
        ];
        let texts = Texts::of(Language::English);
        let mut told = BTreeSet::new();
        for one in all() {
            let kind = one.kind();
            let words = problem(&texts, &one);
            assert!(words.happened.chars().count() > 8, "{kind}: {words:?}");
            assert!(told.insert(words.happened), "{kind} is told like another");
            assert!(words.safe.is_some_and(|safe| !safe.is_empty()), "{kind}: what is safe?");
            let can_do = words.can_do.is_some_and(|can_do| !can_do.is_empty());
            assert_eq!(can_do, !NOTHING_TO_DO.contains(&kind), "{kind}: what can one do?");
        }
    }

    #[test]
    fn every_trouble_has_a_kind_of_its_own_and_it_is_the_word_scripts_know() {
        let mut kinds = BTreeSet::new();
        for one in all() {
            let value = serde_json::to_value(&one).unwrap();
            assert_eq!(value["problem"], one.kind());
            assert!(kinds.insert(one.kind()), "{one:?}");
        }
    }

    #[test]
    fn what_a_rule_refuses_is_told_by_the_rule() {
        let texts = Texts::of(Language::English);
        let told = |rule: &str| {
            let refused = Problem::Refused { rule: rule.to_owned(), reason: String::new() };
            problem(&texts, &refused).happened
        };
        assert_ne!(told("vote_closed"), told("vote_open"));
        assert_eq!(told("something new"), told("no_clash"));
    }
}
