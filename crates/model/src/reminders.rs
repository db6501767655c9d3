//! When a meeting draws near and something is not arranged: who is reminded, and how many days before. A rule over dates,
//! which each device applies by its own calendar: nothing is sent, and nobody needs a network to be reminded.

use crate::actions::Arrangement;
use crate::command::CommandError;
use crate::ids::MemberId;
use crate::meetings::Meeting;
use crate::view::CommunityView;
use horseshoe_merge::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Days before a meeting from which each is reminded, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminders {
    /// Whoever makes the arrangements.
    pub makers: u16,
    /// Another member.
    pub another: u16,
    /// The sponsor, by a letter somebody sends.
    pub sponsor: u16,
}

/// Whose turn it is to be reminded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reminder {
    Makers,
    Another,
    Sponsor,
}

impl Default for Reminders {
    fn default() -> Self {
        Self { makers: 14, another: 10, sponsor: 5 }
    }
}

impl Reminders {
    /// As long as a meeting may lie ahead.
    const MOST: u16 = 365;

    /// How far it has come so many days before the meeting; `None` while it is early, and when the meeting is over.
    pub fn due(self, days_left: i64) -> Option<Reminder> {
        let steps = [
            (self.sponsor, Reminder::Sponsor),
            (self.another, Reminder::Another),
            (self.makers, Reminder::Makers),
        ];
        let mut reached = steps.into_iter().filter(|(days, _)| days_left <= i64::from(*days));
        reached.next().map(|(_, reminder)| reminder).filter(|_| days_left >= 0)
    }

    /// The order stays: nobody outside the group is asked before those in it.
    pub(crate) fn check(self) -> Result<(), CommandError> {
        let Self { makers, another, sponsor } = self;
        if Self::MOST >= makers && makers >= another && another >= sponsor {
            Ok(())
        } else {
            Err(CommandError::Malformed { what: "order of days before a meeting" })
        }
    }

    pub(crate) fn to_line(self) -> String {
        format!("{} {} {}", self.makers, self.another, self.sponsor)
    }

    pub(crate) fn parse(value: &Value) -> Option<Self> {
        let mut days = value.as_str()?.split(' ').map(|days| days.parse().ok());
        let mut next = || days.next().flatten();
        let read = Self { makers: next()?, another: next()?, sponsor: next()? };
        read.check().is_ok().then_some(read)
    }
}

/// What is not arranged yet for a meeting, in the order of the handbook. What the meeting itself says counts as well as
/// that somebody did it; notices count once the group has written down that they are to be sent.
pub fn missing(view: &CommunityView, meeting: &Meeting) -> Vec<Arrangement> {
    let agreed = meeting.agreed.as_ref().is_some_and(|agreed| agreed.holds);
    let open = |one: Arrangement| {
        let id = one.action(&meeting.id.to_hex());
        let action = view.actions.iter().find(|action| action.id == id);
        action.map(|action| action.done.is_none())
    };
    let missing = |one: &Arrangement| match one {
        Arrangement::Room => meeting.place.value.is_empty() && open(*one) != Some(false),
        Arrangement::Date => !agreed && open(*one) != Some(false),
        Arrangement::Time => meeting.when.value.start.is_empty() && open(*one) != Some(false),
        Arrangement::Notices => open(*one) == Some(true),
    };
    Arrangement::ALL.into_iter().filter(missing).collect()
}

/// Who makes the arrangements for a meeting, as far as they are not done.
pub fn makers(view: &CommunityView, meeting: &Meeting) -> BTreeSet<MemberId> {
    let ids = Arrangement::ALL.map(|one| one.action(&meeting.id.to_hex()));
    let open = view.actions.iter().filter(|it| ids.contains(&it.id) && it.done.is_none());
    let owners = open.filter_map(|action| action.owner.as_ref());
    owners.map(|owner| owner.value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(reminders: Reminders, days: &[i64]) -> Vec<Option<Reminder>> {
        days.iter().map(|days| reminders.due(*days)).collect()
    }

    #[test]
    fn f2_those_who_arrange_come_first_then_another_then_the_sponsor_and_nobody_afterwards() {
        use Reminder::{Another, Makers, Sponsor};
        let usual = told(Reminders::default(), &[15, 14, 11, 10, 6, 5, 0, -1]);
        let expected =
            [None, Some(Makers), Some(Makers), Some(Another), Some(Another), Some(Sponsor)];
        assert_eq!(usual[..6], expected);
        assert_eq!(usual[6..], [Some(Sponsor), None]);
        let own = Reminders { makers: 7, another: 3, sponsor: 0 };
        assert_eq!(
            told(own, &[14, 7, 3, 1, 0]),
            [None, Some(Makers), Some(Another), Some(Another), Some(Sponsor)]
        );
    }

    #[test]
    fn f2_days_are_read_as_they_were_written_and_keep_their_order() {
        let own = Reminders { makers: 21, another: 9, sponsor: 9 };
        assert_eq!(Reminders::parse(&Value::Str(own.to_line())), Some(own));
        for wrong in ["5 10 14", "14 10", "a b c", "900 10 5", ""] {
            assert_eq!(Reminders::parse(&Value::Str(wrong.to_owned())), None, "{wrong}");
        }
    }
}
