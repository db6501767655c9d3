//! What is missing for the next meeting when it draws near, and who is reminded of it: by the calendar of this device, and
//! on this device only. What is for the sponsor is a letter to copy; nothing is ever sent.

use crate::action::{Act, Action};
use crate::dates;
use crate::screen::{Area, ScreenCx};
use crate::screens::{fold_ui, quiet};
use crate::texts::Texts;
use crate::words;
use egui::Ui;
use horseshoe_model::reminders::{makers, missing};
use horseshoe_model::{
    Arrangement, Meeting, MeetingId, MemberId, Reminder, Reminders, SettingsCommand, When,
};
use horseshoe_node::{Community, Stage};
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Banner, IconButton};

/// Something is missing, and it is time that somebody hears of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reminding {
    pub(crate) meeting: MeetingId,
    pub(crate) reminder: Reminder,
    pub(crate) in_days: i64,
    pub(crate) missing: Vec<Arrangement>,
    /// Who makes the arrangements, without me.
    pub(crate) makers: Vec<MemberId>,
    pub(crate) i_make: bool,
    when: When,
}

impl Reminding {
    /// What the next meeting lacks, if this person is to hear of it on this day (`2026-12-10`).
    pub(crate) fn of(community: &Community, today: &str) -> Option<Self> {
        if community.stage == Stage::Left {
            return None;
        }
        let meetings = community.community.meetings.iter();
        let mut coming = meetings.filter(|one| one.when.value.date.as_str() >= today);
        Self::of_meeting(community, coming.next()?, today)
    }

    fn of_meeting(community: &Community, meeting: &Meeting, today: &str) -> Option<Self> {
        let view = &community.community;
        let in_days = dates::days(today, &meeting.when.value.date)?;
        let reminder = view.settings.reminders.value.due(in_days)?;
        let missing = missing(view, meeting);
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let mut makers: Vec<MemberId> = makers(view, meeting).into_iter().collect();
        let nobody = makers.is_empty();
        let i_make = makers.contains(&me);
        makers.retain(|maker| *maker != me);
        // While there is time it is theirs alone who make the arrangements; where nobody does, it is everybody's.
        let mine = i_make || nobody || reminder > Reminder::Makers;
        let when = meeting.when.value.clone();
        let meeting = meeting.id;
        (mine && !missing.is_empty()).then_some(Self {
            meeting,
            reminder,
            in_days,
            missing,
            makers,
            i_make,
            when,
        })
    }
}

/// Says it, with what can be done about it.
pub(crate) fn reminding_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    community: &Community,
    reminding: &Reminding,
) {
    let what = what(cx.texts, &reminding.missing);
    let days = [("days", reminding.in_days.into()), ("what", what.into())];
    let lacks = cx.with("remind-lacks", &days);
    let who = match (reminding.i_make, reminding.makers.as_slice()) {
        (true, _) => cx.t("remind-mine"),
        (false, []) => cx.t("remind-nobody"),
        (false, makers) => {
            let names = makers.iter().map(|one| words::name(cx.texts, community, *one));
            let names = names.collect::<Vec<_>>().join(", ");
            cx.with("remind-others", &[("names", names.into())])
        }
    };
    let to_sponsor = reminding.reminder == Reminder::Sponsor;
    let mut banner = Banner::notice(lacks).safe(who).action(cx.t("remind-go"));
    if to_sponsor {
        banner = banner.can_do(cx.t("remind-sponsor")).action(cx.t("remind-letter"));
    }
    match banner.show(ui) {
        Some(0) => cx.act(Action::Act(Act::Go(Area::Learning))),
        Some(_) => cx.act(Action::Copy(letter(cx.texts, community, reminding))),
        None => {}
    }
}

fn what(texts: &Texts, missing: &[Arrangement]) -> String {
    let words = missing.iter().map(|one| {
        texts.t(match one {
            Arrangement::Room => "lacks-room",
            Arrangement::Date => "lacks-date",
            Arrangement::Time => "lacks-time",
            Arrangement::Notices => "lacks-notices",
        })
    });
    words.collect::<Vec<_>>().join(", ")
}

/// For the sponsor, who is told of the arrangements and of nothing else: no names, and nothing of what is talked about.
fn letter(texts: &Texts, community: &Community, reminding: &Reminding) -> String {
    let when = dates::when(texts, &reminding.when);
    let about = [("community", community.name.as_str().into()), ("when", when.into())];
    let lacks = [("what", what(texts, &reminding.missing).into())];
    let parts = [
        texts.t("letter-greeting"),
        texts.with("letter-meets", &about),
        texts.with("letter-lacks", &lacks),
        texts.t("letter-thanks"),
    ];
    parts.join("\n\n") + "\n"
}

/// How many days before, each to be changed by one. The order stays.
pub(crate) fn days_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    days: Reminders,
    shown: &mut bool,
    why_not: Option<&str>,
) {
    if !fold_ui(ui, shown, cx.t("remind-days-show"), cx.t("remind-days-hide")) {
        return;
    }
    quiet(ui, &cx.t("remind-days-note"));
    let Reminders { makers, another, sponsor } = days;
    let change = |makers, another, sponsor| Reminders { makers, another, sponsor };
    for (who, now, at_least, at_most, with) in [
        (
            "remind-makers",
            makers,
            another,
            365,
            &(|it| change(it, another, sponsor)) as &dyn Fn(u16) -> _,
        ),
        ("remind-another", another, sponsor, makers, &|it| change(makers, it, sponsor)),
        ("remind-the-sponsor", sponsor, 0, another, &|it| change(makers, another, it)),
    ] {
        ui.horizontal_wrapped(|ui| {
            let who = cx.t(who);
            let names = [("who", who.as_str().into())];
            let [sooner, later] = ["remind-sooner", "remind-later"].map(|id| cx.with(id, &names));
            let last = |end: bool| why_not.map(str::to_owned).or(end.then(|| cx.t("remind-end")));
            let later = IconButton::new(Icon::Minus, later).disabled_if(last(now <= at_least));
            let fewer = ui.add(later).clicked();
            let sooner = IconButton::new(Icon::Plus, sooner).disabled_if(last(now >= at_most));
            let more = ui.add(sooner).clicked();
            quiet(ui, &cx.with("remind-days", &[("who", who.into()), ("days", now.into())]));
            let changed = match (fewer, more) {
                (true, _) => now.checked_sub(1),
                (_, true) => now.checked_add(1),
                (false, false) => None,
            };
            if let Some(changed) = changed {
                cx.do_it(SettingsCommand::Remind { days: with(changed) });
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, Change as _};
    use horseshoe_handbook::Language;
    use horseshoe_model::{ActionsCommand, CommunityView};
    use std::sync::Arc;

    /// A meeting on 10 December without a room; this one makes its arrangements.
    fn without_a_room(maker: Option<usize>) -> Community {
        let mut community = testing::with_meetings(&["2026-12-10"]);
        let meeting = community.community.meetings[0].id.to_hex();
        let mut run = testing::Run::laid(1);
        run.does(0, ActionsCommand::Arrangements { session: meeting.clone() });
        let [room, date, time, notices] = Arrangement::ALL.map(|one| one.action(&meeting));
        for action in [date, time, notices] {
            run.does(0, ActionsCommand::Done { action });
        }
        if let Some(maker) = maker {
            let owner = Some(testing::author(maker));
            run.does(0, ActionsCommand::SetOwner { action: room, owner });
        }
        let CommunityView { actions, .. } = run.community();
        community.set(|view| {
            view.actions = actions;
            Arc::make_mut(&mut view.meetings[0]).place.value.clear();
        });
        community
    }

    fn reminded(community: &Community, days: &[&str]) -> Vec<Option<Reminder>> {
        let of = |day: &&str| Reminding::of(community, day).map(|it| it.reminder);
        days.iter().map(of).collect()
    }

    const DAYS: [&str; 6] =
        ["2026-11-25", "2026-11-26", "2026-11-30", "2026-12-05", "2026-12-10", "2026-12-11"];

    #[test]
    fn f2_with_the_clock_moved_each_is_reminded_in_order_and_with_no_network() {
        use Reminder::{Another, Makers, Sponsor};
        let mine = without_a_room(Some(0));
        let all = [None, Some(Makers), Some(Another), Some(Sponsor), Some(Sponsor), None];
        assert_eq!(reminded(&mine, &DAYS), all);
        let theirs = without_a_room(Some(1));
        let later = [None, None, Some(Another), Some(Sponsor), Some(Sponsor), None];
        assert_eq!(reminded(&theirs, &DAYS), later, "while there is time it is theirs alone");
        assert_eq!(reminded(&without_a_room(None), &DAYS), all, "where nobody does, all hear it");
    }

    #[test]
    fn f2_nobody_is_reminded_once_it_is_arranged_or_before_the_groups_own_days() {
        let mut community = without_a_room(Some(0));
        community.set(|view| {
            view.settings.reminders.value = Reminders { makers: 5, another: 3, sponsor: 1 };
        });
        assert_eq!(reminded(&community, &DAYS[..3]), [None, None, None]);
        community.set(|view| {
            "Elm House".clone_into(&mut Arc::make_mut(&mut view.meetings[0]).place.value);
        });
        assert_eq!(reminded(&community, &DAYS), [None; 6]);
    }

    #[test]
    fn f2_the_letter_to_the_sponsor_names_nobody_and_nothing_that_is_talked_about() {
        let mut community = without_a_room(Some(1));
        community.set(|view| {
            view.groundrules.rules =
                testing::with_rules(&["Zebras"]).community.groundrules.rules.clone();
        });
        let reminding = Reminding::of(&community, "2026-12-05").unwrap();
        let letter = letter(&Texts::of(Language::English), &community, &reminding);
        assert!(letter.contains("Riverside practitioners"), "{letter}");
        assert!(letter.contains("a room"), "{letter}");
        for name in ["Amira", "Jo", "Sam", "Priya", "Zebras"] {
            assert!(!letter.contains(name), "{name}: {letter}");
        }
    }
}
