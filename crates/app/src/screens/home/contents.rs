//! What Home shows: where the group is, what is next and what it lacks, what is new, what is waiting for me.

use crate::dates;
use crate::screen::Area;
use crate::screens::reminding::Reminding;
use horseshoe_model::{MeetingKind, MemberId, SlotId, ThingKind, When};
use horseshoe_node::{Community, Member, Stage};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) draft: bool,
    pub(crate) place: Place,
    pub(crate) next: Option<NextMeeting>,
    /// What it lacks, where it is time that this person hears of it.
    pub(crate) reminding: Option<Reminding>,
    pub(crate) away: Vec<Away>,
    /// What I made since I last looked here, by kind.
    pub(crate) own: Vec<(ThingKind, usize)>,
    pub(crate) rules: usize,
    /// Unix milliseconds.
    pub(crate) confirmed_at: Option<u64>,
    pub(crate) clashes: usize,
    /// Whose devices are here, me first.
    pub(crate) here: Vec<Member>,
    pub(crate) asking: usize,
    pub(crate) open_votes: usize,
    pub(crate) parked: usize,
    /// Parked issues to look at again by the next meeting, or by today where there is none.
    pub(crate) look_again: Vec<String>,
    pub(crate) for_me: ForMe,
}

/// How far a group has come, by what there is to see of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    SettingUp,
    CoDesign,
    Facilitating,
}

impl Place {
    pub(crate) const ALL: [Self; 3] = [Self::SettingUp, Self::CoDesign, Self::Facilitating];
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NextMeeting {
    pub(crate) when: When,
    pub(crate) in_days: Option<i64>,
    pub(crate) place: String,
    pub(crate) presenters: Vec<Presenter>,
    pub(crate) missing: Vec<Missing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Presenter {
    pub(crate) member: MemberId,
    pub(crate) topic: String,
}

/// What the next meeting still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// The group has not agreed on the date.
    Agreement,
    /// Two dates came together.
    OneDate,
    Room,
    /// So many places where nobody is picked.
    Presenters(usize),
    /// Two people were picked for one place.
    OnePresenter,
}

/// Things of one kind that came from others and were not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Away {
    pub(crate) kind: ThingKind,
    pub(crate) count: usize,
    /// Where they are.
    pub(crate) area: Area,
}

/// What is waiting for me.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ForMe {
    /// Questions of my own that I have neither asked nor heard answered.
    pub(crate) questions: usize,
    /// The next meeting at which I present.
    pub(crate) presenting: Option<When>,
    /// Somebody would like to change places with me.
    pub(crate) swaps: usize,
}

impl Contents {
    /// `today` as `2026-12-10`.
    pub(crate) fn new(community: &Community, today: &str) -> Self {
        let view = &community.community;
        let coming =
            || view.meetings.iter().filter(move |one| one.when.value.date.as_str() >= today);
        let next = coming().next();
        let until = next.map_or(today, |meeting| meeting.when.value.date.as_str());
        let open_parked = || view.parked.iter().filter(|parked| parked.resolved.is_none());
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let picked = |slot: &horseshoe_model::Slot| {
            slot.presenter.as_ref().is_some_and(|presenter| presenter.value == me)
        };
        let mine = coming().find(|meeting| meeting.slots.iter().any(picked));
        let mine_to_agree = |slot: SlotId, other: MemberId| {
            let there = view.meetings.iter().flat_map(|meeting| &meeting.slots);
            other == me && there.filter(|one| one.id == slot).any(picked)
        };
        Self {
            draft: community.stage == Stage::Draft,
            place: place(community),
            next: next.map(|meeting| next_meeting(meeting, today)),
            reminding: Reminding::of(community, today),
            away: away(community),
            own: community.news.own_counts().into_iter().collect(),
            rules: view.groundrules.rules.len(),
            confirmed_at: view.groundrules.last_confirmed().map(|review| review.at),
            clashes: view.groundrules.rules.iter().filter(|rule| !rule.clash.is_empty()).count(),
            here: here(community),
            asking: community.requests.iter().filter(|request| !request.approved_by_me).count(),
            open_votes: view.votes.iter().filter(|vote| !vote.closed()).count(),
            parked: open_parked().count(),
            look_again: open_parked()
                .filter(|parked| parked.due(until))
                .map(|parked| parked.issue.text.clone())
                .collect(),
            for_me: ForMe {
                questions: community
                    .private
                    .questions
                    .iter()
                    .filter(|one| one.heard.is_none() && one.asked.is_none())
                    .count(),
                presenting: mine.map(|meeting| meeting.when.value.clone()),
                swaps: view
                    .swaps
                    .iter()
                    .filter(|swap| swap.agreed.is_none() && mine_to_agree(swap.with, swap.other))
                    .count(),
            },
        }
    }
}

/// A session the group agreed on is facilitated; before that it designs, once it has begun to write or to meet.
fn place(community: &Community) -> Place {
    let view = &community.community;
    let mut agreed = view.meetings.iter().filter(|meeting| meeting.agreed.is_some());
    if community.stage == Stage::Draft {
        Place::SettingUp
    } else if agreed.clone().any(|meeting| meeting.kind != MeetingKind::Design) {
        Place::Facilitating
    } else if agreed.next().is_some() || !view.groundrules.rules.is_empty() {
        Place::CoDesign
    } else {
        Place::SettingUp
    }
}

fn next_meeting(meeting: &horseshoe_model::Meeting, today: &str) -> NextMeeting {
    let presenters = meeting.slots.iter().filter_map(|slot| {
        Some(Presenter {
            member: slot.presenter.as_ref()?.value,
            topic: slot
                .presentation
                .as_ref()
                .map(|one| one.value.topic.clone())
                .unwrap_or_default(),
        })
    });
    let twice = |slot: &&horseshoe_model::Slot| {
        slot.presenter.as_ref().is_some_and(|presenter| !presenter.clash.is_empty())
    };
    let free = meeting.slots.iter().filter(|slot| slot.presenter.is_none()).count();
    let one_date = meeting.when.clash.is_empty();
    let agreed = meeting.agreed.as_ref().is_some_and(|agreed| agreed.holds);
    let missing = [
        (!one_date).then_some(Missing::OneDate),
        (one_date && !agreed).then_some(Missing::Agreement),
        meeting.place.value.is_empty().then_some(Missing::Room),
        (free > 0).then_some(Missing::Presenters(free)),
        meeting.slots.iter().any(|slot| twice(&slot)).then_some(Missing::OnePresenter),
    ];
    NextMeeting {
        when: meeting.when.value.clone(),
        in_days: dates::days(today, &meeting.when.value.date),
        place: meeting.place.value.clone(),
        presenters: presenters.collect(),
        missing: missing.into_iter().flatten().collect(),
    }
}

fn away(community: &Community) -> Vec<Away> {
    let counts = community.news.counts().into_iter();
    counts.map(|(kind, count)| Away { kind, count, area: area_of(kind) }).collect()
}

/// Where things of this kind are.
pub(crate) const fn area_of(kind: ThingKind) -> Area {
    match kind {
        ThingKind::Groundrule | ThingKind::NewWords => Area::Groundrules,
        ThingKind::Note => Area::Notes,
        ThingKind::Meeting | ThingKind::Offer => Area::Meetings,
        ThingKind::LearningPoint | ThingKind::Action => Area::Learning,
        ThingKind::Vote | ThingKind::Parked => Area::Decide,
    }
}

fn here(community: &Community) -> Vec<Member> {
    let here =
        community.members.iter().filter(|member| member.standing && (member.me || member.here));
    let mut here: Vec<Member> = here.cloned().collect();
    here.sort_by_key(|member| !member.me);
    here
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn the_next_meeting_is_the_first_that_is_not_over() {
        let community = testing::with_meetings(&["2026-11-12", "2026-12-10", "2027-01-14"]);
        let next = |today| {
            let next = Contents::new(&community, today).next;
            next.map(|next| (next.when.date, next.in_days))
        };
        assert_eq!(next("2026-11-24"), Some(("2026-12-10".to_owned(), Some(16))));
        assert_eq!(next("2026-12-10"), Some(("2026-12-10".to_owned(), Some(0))));
        assert_eq!(next("2027-02-01"), None);
    }

    #[test]
    fn d1_what_the_next_meeting_lacks_is_named() {
        let missing = |community: &Community| {
            Contents::new(community, "2026-11-24").next.map(|next| next.missing)
        };
        let nobody = testing::with_meetings(&["2026-12-10"]);
        assert_eq!(missing(&nobody), Some(vec![Missing::Presenters(2)]));
        assert_eq!(missing(&testing::with_swap()), Some(vec![]));
        let proposed = testing::with_meetings(&["2026-11-12", "2026-12-10"]);
        let lacks = vec![Missing::Agreement, Missing::Presenters(2)];
        assert_eq!(missing(&proposed), Some(lacks));
    }

    #[test]
    fn a_group_that_agreed_on_a_session_is_facilitating() {
        let place = |community: &Community| Contents::new(community, "2026-11-24").place;
        assert_eq!(place(&testing::draft()), Place::SettingUp);
        assert_eq!(place(&testing::community()), Place::SettingUp);
        assert_eq!(place(&testing::with_rules(&["Listen"])), Place::CoDesign);
        assert_eq!(place(&testing::with_meetings(&["2026-12-10"])), Place::Facilitating);
    }

    #[test]
    fn what_came_in_is_counted_by_kind_with_the_way_to_it() {
        let contents = |community| Contents::new(&community, "2026-11-24");
        let community = testing::with_notes(&["One of mine", "Jo’s", "Sam’s"]);
        assert_eq!(contents(community.clone()).away, [], "before the first look nothing is new");
        let contents = contents(testing::with_news(community, &[]));
        let notes = Away { kind: ThingKind::Note, count: 2, area: Area::Notes };
        assert_eq!(contents.away, [notes]);
        assert_eq!(contents.own, [(ThingKind::Note, 1)]);
    }

    #[test]
    fn what_waits_for_me_is_said() {
        let for_me = Contents::new(&testing::with_swap(), "2026-11-24").for_me;
        assert_eq!(for_me.presenting.map(|when| when.date).as_deref(), Some("2026-12-10"));
        assert_eq!(for_me.swaps, 1);
        assert_eq!(Contents::new(&testing::community(), "2026-11-24").for_me, ForMe::default());
    }

    #[test]
    fn an_empty_community_has_an_empty_home() {
        let contents = Contents::new(&testing::community(), "2026-11-24");
        assert_eq!((contents.rules, contents.open_votes, contents.parked), (0, 0, 0));
        assert_eq!((contents.next, contents.away.len(), contents.own.len()), (None, 0, 0));
    }
}
