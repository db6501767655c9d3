//! Values turned into words: what went wrong, when something was, who somebody is.

mod problem;

use crate::texts::Texts;
use horseshoe_node::Community;
pub(crate) use problem::problem;

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

/// Keys as people read them.
pub(crate) fn keys(texts: &Texts, keys: egui::KeyboardShortcut) -> String {
    let mut words = Vec::new();
    if keys.modifiers.command {
        words.push(texts.t("key-ctrl"));
    }
    if keys.modifiers.shift {
        words.push(texts.t("key-shift"));
    }
    words.push(keys.logical_key.symbol_or_name().to_owned());
    words.join("+")
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

/// The same, by the id the node gives.
pub(crate) fn somebody(
    texts: &Texts,
    community: &Community,
    id: horseshoe_node::MemberId,
) -> String {
    member(texts, community, Some(horseshoe_model::MemberId::from_bytes(*id.as_bytes())))
}

/// Several members, as they are named in a sentence.
pub(crate) fn names(
    texts: &Texts,
    community: &Community,
    ids: &[horseshoe_node::MemberId],
) -> String {
    let mut names: Vec<String> = ids.iter().map(|id| somebody(texts, community, *id)).collect();
    match (names.pop(), names.join(", ")) {
        (None, _) => texts.t("somebody"),
        (Some(last), before) if before.is_empty() => last,
        (Some(last), before) => {
            texts.with("names-and", &[("names", before.into()), ("last", last.into())])
        }
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
