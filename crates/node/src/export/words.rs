//! What pages are said in: the words of a language, people by their names, and dates as people say them.

use super::Cx;
use super::markdown::inline;
use crate::Community;
use horseshoe_handbook::Language;
use horseshoe_handbook::fluent::{self, Argument, Bundle};
use horseshoe_model::{MemberId, When};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;

const ENGLISH: &str = include_str!("../../../../assets/texts/en/export.ftl");
const GERMAN: &str = include_str!("../../../../assets/texts/de/export.ftl");

/// The words of the pages in one language.
pub(super) struct Texts(Bundle);

impl Texts {
    pub(super) fn of(language: Language) -> Self {
        let file = match language {
            Language::English => ENGLISH,
            Language::German => GERMAN,
        };
        Self(fluent::bundle(language, &[file]))
    }

    fn say(&self, id: &'static str, arguments: &[Argument<'_>]) -> String {
        fluent::say([&self.0], id, arguments)
    }
}

/// Who is who.
pub(super) struct Names {
    by_member: BTreeMap<[u8; 32], String>,
    somebody: String,
}

impl Names {
    pub(super) fn of(community: &Community, texts: &Texts) -> Self {
        let members = &community.members;
        let somebody = texts.say("export-somebody", &[]);
        let by_member = members.iter().map(|member| {
            let alone = members.iter().filter(|other| other.name == member.name).count() == 1;
            let practice = member.practice.trim();
            let name = match member.name.trim() {
                "" => somebody.clone(),
                name if alone || practice.is_empty() => name.to_owned(),
                name => format!("{name} ({practice})"),
            };
            (member.id.to_bytes(), name)
        });
        Self { by_member: by_member.collect(), somebody }
    }

    /// A member's name, ready for a page.
    pub(super) fn of_member(&self, member: &MemberId) -> String {
        self.by_member
            .get(member.as_bytes())
            .map_or_else(|| self.somebody.clone(), |name| inline(name))
    }

    /// The name of whoever did something, where that is known.
    pub(super) fn by(&self, member: Option<MemberId>) -> String {
        member.map_or_else(|| self.somebody.clone(), |member| self.of_member(&member))
    }

    pub(super) fn all<'a>(&self, members: impl IntoIterator<Item = &'a MemberId>) -> String {
        let names: Vec<String> = members.into_iter().map(|member| self.of_member(member)).collect();
        names.join(", ")
    }
}

impl Cx<'_> {
    pub(super) fn t(&self, id: &'static str) -> String {
        self.with(id, &[])
    }

    pub(super) fn with(&self, id: &'static str, arguments: &[Argument<'_>]) -> String {
        self.texts.say(id, arguments)
    }

    /// Whoever did something, and on which day: `who` and `day`.
    pub(super) fn by_on(&self, who: Option<MemberId>, unix_ms: u64) -> [Argument<'static>; 2] {
        [("who", self.names.by(who).into()), ("day", self.day(unix_ms).into())]
    }

    /// `12 November 2026`.
    pub(super) fn day(&self, unix_ms: u64) -> String {
        match self.civil(unix_ms) {
            Some(moment) => self.say_day(moment.date()),
            None => self.t("export-no-day"),
        }
    }

    /// `12 November 2026, 14:05`.
    pub(super) fn moment(&self, unix_ms: u64) -> String {
        let Some(moment) = self.civil(unix_ms) else { return self.t("export-no-day") };
        let time = moment.strftime("%H:%M").to_string();
        let day = self.say_day(moment.date());
        self.with("export-moment", &[("day", day.into()), ("time", time.into())])
    }

    /// `Thursday 10 December 2026`; other words stay as people wrote them. Ready for a page.
    pub(super) fn date(&self, date: &str) -> String {
        let Ok(day) = date.parse::<Date>() else { return inline(date) };
        let weekday = day.weekday().to_monday_one_offset();
        let said = [("weekday", weekday.into()), ("day", self.say_day(day).into())];
        self.with("export-weekday", &said)
    }

    /// `Thursday 10 December 2026, 14:00–17:00 (Europe/London)`, ready for a page.
    pub(super) fn when(&self, when: &When) -> String {
        let day = ("day", self.date(&when.date).into());
        let (start, end) = (inline(&when.start), inline(&when.end));
        let said = match (start.as_str(), end.as_str()) {
            ("", _) => self.date(&when.date),
            (_, "") => self.with("export-from", &[day, ("start", start.into())]),
            _ => self.with("export-from-to", &[day, ("start", start.into()), ("end", end.into())]),
        };
        if when.zone.is_empty() {
            return said;
        }
        self.with("export-zone", &[("when", said.into()), ("zone", inline(&when.zone).into())])
    }

    fn say_day(&self, date: Date) -> String {
        let said = [
            ("day", date.day().into()),
            ("month", date.month().into()),
            ("year", date.year().into()),
        ];
        self.with("export-day", &said)
    }

    fn civil(&self, unix_ms: u64) -> Option<DateTime> {
        let ms = i64::try_from(unix_ms).ok()?;
        let timestamp = Timestamp::from_millisecond(ms).ok()?;
        Some(self.zone.to_datetime(timestamp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Every id, and the values its text has room for.
    fn texts(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut texts = BTreeMap::new();
        let mut last = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
                assert!(texts.insert(id, BTreeSet::new()).is_none(), "{id} is there twice");
                last = id;
            }
            let names = line.split('$').skip(1);
            let names = names.filter_map(|rest| rest.split([' ', '}']).next());
            texts.entry(last).or_default().extend(names);
        }
        texts.remove("");
        texts
    }

    fn sources(folder: &Path) -> String {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let read = |path: std::path::PathBuf| {
            if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).unwrap() }
        };
        entries.map(read).collect()
    }

    #[test]
    fn every_language_has_the_same_texts_with_the_same_values_and_all_are_used() {
        assert_eq!(texts(ENGLISH), texts(GERMAN));
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export"));
        for id in texts(ENGLISH).keys() {
            assert!(sources.contains(&format!("\"{id}\"")), "{id} is used nowhere");
        }
    }
}
