//! Dates as people write and say them, in their language.

use crate::texts::Texts;
use horseshoe_model::When;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Ways to write a date that can only be meant in one way.
const WRITTEN: [&str; 2] = ["%Y-%m-%d", "%d.%m.%Y"];

/// A date as it was typed, in the form in which dates are kept: `2026-12-10`.
pub(crate) fn read(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let date = WRITTEN.iter().find_map(|form| Date::strptime(form, typed).ok())?;
    Some(date.to_string())
}

/// A date as people say it; what cannot be read as a date stays as it was written.
pub(crate) fn day(texts: &Texts, date: &str) -> String {
    let Ok(day) = date.parse::<Date>() else { return date.to_owned() };
    let arguments = [
        ("weekday", day.weekday().to_monday_one_offset().into()),
        ("day", day.day().into()),
        ("month", day.month().into()),
        ("year", day.year().into()),
    ];
    texts.with("date-day", &arguments)
}

/// The day of a moment, in milliseconds since 1970, where this device is.
pub(crate) fn of_moment(texts: &Texts, at_ms: u64) -> String {
    day(texts, &date_of(at_ms))
}

/// What a clock on the wall shows at a moment, where this device is: `14:02`.
pub(crate) fn clock(at_ms: u64) -> String {
    let at = i64::try_from(at_ms).ok().and_then(|at| Timestamp::from_millisecond(at).ok());
    let time = at.map(|at| at.to_zoned_datetime(TimeZone::system()).time());
    time.map_or_else(String::new, |time| format!("{:02}:{:02}", time.hour(), time.minute()))
}

/// The day of a moment as dates are kept, where this device is: `2026-12-10`.
pub(crate) fn date_of(at_ms: u64) -> String {
    let at = i64::try_from(at_ms).ok().and_then(|at| Timestamp::from_millisecond(at).ok());
    let date = at.map(|at| at.to_zoned_datetime(TimeZone::system()).date().to_string());
    date.unwrap_or_default()
}

/// Days from one date to another, both as dates are kept.
pub(crate) fn days(from: &str, to: &str) -> Option<i64> {
    let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
    Some(i64::from(from.until(to).ok()?.get_days()))
}

/// A date and time as people say it.
pub(crate) fn when(texts: &Texts, when: &When) -> String {
    let date = day(texts, &when.date);
    match (when.start.as_str(), when.end.as_str()) {
        ("", _) => date,
        (start, "") => texts.with("when-from", &[("date", date.into()), ("start", start.into())]),
        (start, end) => texts.with(
            "when-from-to",
            &[("date", date.into()), ("start", start.into()), ("end", end.into())],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use horseshoe_handbook::Language;

    fn said(language: Language) -> Vec<String> {
        let texts = Texts::of(language);
        let at = |date: &str, start: &str, end: &str| {
            let [date, start, end] = [date, start, end].map(str::to_owned);
            when(&texts, &When { date, start, end, zone: String::new() })
        };
        vec![
            at("2026-12-10", "14:00", "17:00"),
            at("2027-03-01", "9:30", ""),
            at("2026-05-31", "", ""),
            at("after Easter", "14:00", ""),
        ]
    }

    #[test]
    fn a_date_is_said_as_people_say_it_in_their_language() {
        let english = [
            "Thu 10 Dec 2026, 14:00–17:00",
            "Mon 1 Mar 2027, 9:30",
            "Sun 31 May 2026",
            "after Easter, 14:00",
        ];
        assert_eq!(said(Language::English), english);
        let german = [
            "Do, 10. Dezember 2026, 14:00–17:00 Uhr",
            "Mo, 1. März 2027, 9:30 Uhr",
            "So, 31. Mai 2026",
            "after Easter, 14:00 Uhr",
        ];
        assert_eq!(said(Language::German), german);
    }

    #[test]
    fn every_weekday_and_month_is_its_own_word() {
        for language in Language::ALL {
            let texts = Texts::of(language);
            let days: std::collections::BTreeSet<String> =
                (1..=7).map(|date| day(&texts, &format!("2026-06-0{date}"))).collect();
            let weekdays: std::collections::BTreeSet<&str> =
                days.iter().filter_map(|day| day.split(' ').next()).collect();
            assert_eq!(weekdays.len(), 7, "{language:?}: {days:?}");
            let months: std::collections::BTreeSet<String> = (1..=12)
                .map(|month| day(&texts, &format!("2026-{month:02}-10")))
                .filter_map(|day| day.split(' ').nth(2).map(str::to_owned))
                .collect();
            assert_eq!(months.len(), 12, "{language:?}: {months:?}");
        }
    }

    #[test]
    fn a_date_is_read_in_every_form_that_can_mean_only_one_day() {
        for typed in ["2026-12-10", " 10.12.2026 ", "2026-12-10"] {
            assert_eq!(read(typed).as_deref(), Some("2026-12-10"), "{typed}");
        }
        for typed in ["10/12/2026", "next week", "31.2.2026", ""] {
            assert_eq!(read(typed), None, "{typed}");
        }
        assert_eq!(read("1.3.2027").as_deref(), Some("2027-03-01"));
    }
}
