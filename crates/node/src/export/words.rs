//! People by their names, and dates as people say them.

use crate::Community;
use horseshoe_model::{MemberId, When};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

use super::markdown::inline;

/// Who is who.
pub(super) struct Names {
    by_member: BTreeMap<[u8; 32], String>,
}

impl Names {
    pub(super) fn of(community: &Community) -> Self {
        let members = &community.members;
        let by_member = members.iter().map(|member| {
            let alone = members.iter().filter(|other| other.name == member.name).count() == 1;
            let practice = member.practice.trim();
            let name = match member.name.trim() {
                "" => "somebody".to_owned(),
                name if alone || practice.is_empty() => name.to_owned(),
                name => format!("{name} ({practice})"),
            };
            (member.id.to_bytes(), name)
        });
        Self { by_member: by_member.collect() }
    }

    /// A member's name, ready for a page.
    pub(super) fn of_member(&self, member: &MemberId) -> String {
        self.by_member
            .get(member.as_bytes())
            .map_or_else(|| "somebody".to_owned(), |name| inline(name))
    }

    /// The name of whoever did something, where that is known.
    pub(super) fn by(&self, member: Option<MemberId>) -> String {
        member.map_or_else(|| "somebody".to_owned(), |member| self.of_member(&member))
    }

    pub(super) fn all<'a>(&self, members: impl IntoIterator<Item = &'a MemberId>) -> String {
        let names: Vec<String> = members.into_iter().map(|member| self.of_member(member)).collect();
        names.join(", ")
    }
}

/// Dates and times in one time zone.
pub(super) struct Dates {
    zone: TimeZone,
}

impl Dates {
    /// As the clock on this machine says.
    pub(super) fn here() -> Self {
        Self { zone: TimeZone::system() }
    }

    #[cfg(test)]
    pub(super) const fn utc() -> Self {
        Self { zone: TimeZone::UTC }
    }

    /// `12 November 2026`.
    pub(super) fn day(&self, unix_ms: u64) -> String {
        self.say(unix_ms, "%-d %B %Y")
    }

    /// `12 November 2026, 14:05`.
    pub(super) fn moment(&self, unix_ms: u64) -> String {
        self.say(unix_ms, "%-d %B %Y, %H:%M")
    }

    fn say(&self, unix_ms: u64, form: &str) -> String {
        let timestamp =
            i64::try_from(unix_ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
        timestamp.map_or_else(
            || "an unknown day".to_owned(),
            |timestamp| timestamp.to_zoned_datetime(self.zone.clone()).strftime(form).to_string(),
        )
    }
}

/// `Thursday 10 December 2026, 14:00–17:00 (Europe/London)`, ready for a page. Other words stay as people wrote them.
pub(super) fn when(when: &When) -> String {
    let mut said = day(&when.date);
    match (when.start.as_str(), when.end.as_str()) {
        ("", _) => {}
        (start, "") => said = format!("{said}, {}", inline(start)),
        (start, end) => said = format!("{said}, {}–{}", inline(start), inline(end)),
    }
    if !when.zone.is_empty() {
        said = format!("{said} ({})", inline(&when.zone));
    }
    said
}

/// `Thursday 10 December 2026`.
pub(super) fn day(date: &str) -> String {
    match date.parse::<Date>() {
        Ok(date) => date.strftime("%A %-d %B %Y").to_string(),
        Err(_) => inline(date),
    }
}

/// `1 rule`, `3 rules`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
