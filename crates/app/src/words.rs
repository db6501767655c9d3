//! Values turned into words: what went wrong, when something was, who somebody is.

use crate::texts::Texts;
use horseshoe_node::{Community, Problem};

/// A trouble in words.
#[derive(Debug)]
pub(crate) struct ProblemWords {
    pub(crate) happened: String,
    pub(crate) can_do: Option<String>,
}

/// What happened, and what one can do where there is something.
pub(crate) fn problem(texts: &Texts, problem: &Problem) -> ProblemWords {
    let (happened, can_do) = match problem {
        Problem::NotATicket => (texts.t("problem-not-a-ticket"), Some("problem-not-a-ticket-do")),
        Problem::TicketDamaged => {
            (texts.t("problem-ticket-damaged"), Some("problem-ticket-ask-again"))
        }
        Problem::TicketExpired => {
            (texts.t("problem-ticket-expired"), Some("problem-ticket-ask-new"))
        }
        Problem::TicketUsed => (texts.t("problem-ticket-used"), Some("problem-ticket-ask-new")),
        Problem::TicketUnknown => {
            (texts.t("problem-ticket-unknown"), Some("problem-ticket-ask-new"))
        }
        Problem::TicketNewer => (texts.t("problem-ticket-newer"), Some("problem-newer-do")),
        Problem::TicketOwn => (texts.t("problem-ticket-own"), Some("problem-ticket-own-do")),
        Problem::Declined => (texts.t("problem-declined"), None),
        Problem::DoorClosed => (texts.t("problem-door-closed"), Some("problem-door-closed-do")),
        Problem::NoSuchCommunity { .. } => (texts.t("problem-no-such-community"), None),
        Problem::StillADraft => {
            (texts.t("problem-still-a-draft"), Some("problem-still-a-draft-do"))
        }
        Problem::NotHereYet => (texts.t("problem-not-here-yet"), Some("problem-not-here-yet-do")),
        Problem::NoSuchRequest => (texts.t("problem-no-such-request"), None),
        Problem::NotAMember => (texts.t("problem-not-a-member"), None),
        Problem::NoName => (texts.t("problem-no-name"), None),
        Problem::Refused { rule, .. } => (refused(texts, rule), None),
        Problem::TooLong => (texts.t("problem-too-long"), None),
        Problem::NothingToUndo => (texts.t("problem-nothing-to-undo"), None),
        Problem::NoSuchText => (texts.t("problem-no-such-text"), None),
        Problem::DiskFull => (texts.t("problem-disk-full"), Some("problem-disk-full-do")),
        Problem::NotWritable { folder } => {
            (texts.with("problem-not-writable", &[("folder", folder.as_str().into())]), None)
        }
        Problem::ProfileInUse => {
            (texts.t("problem-profile-in-use"), Some("problem-profile-in-use-do"))
        }
        Problem::ProfileNewer { .. } => {
            (texts.t("problem-profile-newer"), Some("problem-newer-do"))
        }
        Problem::KeyFile { .. } => (texts.t("problem-key-file"), None),
        Problem::WrongPassphrase => (texts.t("problem-wrong-passphrase"), None),
        Problem::NeedsPassphrase => (texts.t("problem-needs-passphrase"), None),
        Problem::StoreDamaged { .. } => {
            (texts.t("problem-store-damaged"), Some("problem-store-damaged-do"))
        }
        Problem::NotExported { folder, .. } => {
            (texts.with("problem-not-exported", &[("folder", folder.as_str().into())]), None)
        }
        Problem::Disk { .. } => (texts.t("problem-disk"), Some("problem-disk-do")),
        Problem::AddressInUse { address } => {
            (texts.with("problem-address-in-use", &[("address", address.as_str().into())]), None)
        }
        Problem::NoNetwork => (texts.t("problem-no-network"), Some("problem-no-network-do")),
        Problem::RelayAddress => (texts.t("problem-relay-address"), None),
        Problem::Network { .. } => (texts.t("problem-network"), Some("problem-no-network-do")),
        Problem::SetAside { .. } => (texts.t("problem-set-aside"), None),
        Problem::Stopped => (texts.t("problem-stopped"), Some("problem-stopped-do")),
    };
    ProblemWords { happened, can_do: can_do.map(|id| texts.t(id)) }
}

fn refused(texts: &Texts, rule: &str) -> String {
    texts.t(match rule {
        "empty" => "refused-empty",
        "too_long" => "problem-too-long",
        "too_many" => "refused-too-many",
        "vote_closed" => "refused-vote-closed",
        "vote_open" => "refused-vote-open",
        "step_taken" => "refused-step-taken",
        "changed_since" => "refused-changed-since",
        "already_so" => "refused-already-so",
        "not_yours" => "refused-not-yours",
        _ => "refused-other",
    })
}

/// How long ago, coarsely: people need no more.
pub(crate) fn ago(texts: &Texts, at_ms: u64, now_ms: u64) -> String {
    let minutes = now_ms.saturating_sub(at_ms) / 60_000;
    let (hours, days) = (minutes / 60, minutes / 1440);
    match (days, hours, minutes) {
        (0, 0, 0) => texts.t("ago-now"),
        (0, 0, minutes) => texts.with("ago-minutes", &[("count", minutes.into())]),
        (0, hours, _) => texts.with("ago-hours", &[("count", hours.into())]),
        (days, _, _) => texts.with("ago-days", &[("count", days.into())]),
    }
}

/// How long from now, for what expires.
pub(crate) fn left(texts: &Texts, until_secs: u64, now_ms: u64) -> String {
    let hours = until_secs.saturating_sub(now_ms / 1000).div_ceil(3600);
    match ((hours + 12) / 24, hours) {
        (_, 0 | 1) => texts.t("left-soon"),
        (0, hours) => texts.with("left-hours", &[("count", hours.into())]),
        (days, _) => texts.with("left-days", &[("count", days.into())]),
    }
}

/// What a door is called: two words are enough to tell doors in one room apart.
pub(crate) fn door(called: &[String; 4]) -> String {
    called[..2].join(" ")
}

/// A member by name: "you" for oneself.
pub(crate) fn member(
    texts: &Texts,
    community: &Community,
    id: Option<horseshoe_model::MemberId>,
) -> String {
    let member = id.and_then(|id| {
        community.members.iter().find(|member| member.id.as_bytes() == id.as_bytes())
    });
    match member {
        Some(member) if member.me => texts.t("you"),
        Some(member) if !member.name.is_empty() => member.name.clone(),
        _ => texts.t("somebody"),
    }
}

/// A member by their own name, where a list shows everybody alike; I am marked.
pub(crate) fn name(texts: &Texts, community: &Community, id: horseshoe_model::MemberId) -> String {
    let member = community.members.iter().find(|member| member.id.as_bytes() == id.as_bytes());
    match member {
        Some(member) if member.me && !member.name.is_empty() => {
            texts.with("name-me", &[("name", member.name.as_str().into())])
        }
        _ => self::member(texts, community, Some(id)),
    }
}

/// The name whose initials stand for a member.
pub(crate) fn face(community: &Community, id: horseshoe_model::MemberId) -> &str {
    let member = community.members.iter().find(|member| member.id.as_bytes() == id.as_bytes());
    member.map(|member| member.name.as_str()).unwrap_or_default()
}

/// The place of a member in the colours of authors: the same on every device.
pub(crate) fn colour(id: &[u8; 32]) -> usize {
    usize::from(id[0])
}
