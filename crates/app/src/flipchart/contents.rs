//! The only things that may be projected. A page is made of these fields alone, and they are filled here alone: from the
//! agenda, the group's groundrules, who is in the room by their own name, the first on the speaker list, and whose turn it
//! is in a round.
//!
//! Never: minutes in digits, prompts and notes for the facilitator, anything private or of a few, who has not spoken, who
//! marked what, who typed.

use super::Leaf;
use crate::dates;
use crate::screens::in_room::contents::{
    activity_note, area_of, name_of, question_of, share_left, title_of, under_way,
};
use crate::texts::Texts;
use horseshoe_handbook::Handbook;
use horseshoe_model::{Contribution, MemberId, Person, Point, PointKind, SessionView, Stage};
use horseshoe_node::Community;

/// What is projected.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// How much of the point is left, from 0 to 1; none where no time is shown.
    pub(crate) left: Option<f32>,
    pub(crate) lines: Vec<String>,
    /// One below the other; at most twelve.
    pub(crate) items: Vec<String>,
}

/// A page holds no more lines than can be read from the back of a room.
const MOST: usize = 12;
/// Names on the speaker list that are shown.
const SPEAKERS: usize = 5;

impl Page {
    pub(crate) fn of(
        community: &Community,
        turned_to: Option<Leaf>,
        handbook: &Handbook,
        texts: &Texts,
        now_ms: u64,
    ) -> Self {
        let under_way = under_way(community).map(|(session, _)| session);
        let now = under_way.map_or(now_ms, |session| session.now(now_ms));
        let session = under_way.map(|session| &*session.view);
        match (turned_to, session) {
            (Some(Leaf::Groundrules), _) => groundrules(community, texts),
            (Some(Leaf::Who), Some(session)) => who(community, session, texts),
            (_, Some(session)) => of_session(community, session, handbook, texts, now),
            (_, None) => Self { title: community.name.clone(), ..Self::default() },
        }
    }
}

fn of_session(
    community: &Community,
    session: &SessionView,
    handbook: &Handbook,
    texts: &Texts,
    now: u64,
) -> Page {
    let agenda = &session.agenda;
    let Some(point) = agenda.current() else {
        return if agenda.is_finished() {
            Page { title: texts.t("flipchart-thanks"), ..Page::default() }
        } else {
            who(community, session, texts)
        };
    };
    let title = title_of(point, handbook, texts);
    if agenda.thinking.is_some() {
        return Page { title, lines: vec![texts.t("flipchart-thinking")], ..Page::default() };
    }
    if point.kind == PointKind::Break {
        let left = agenda.left(now).unwrap_or(0).max(0);
        let back = dates::clock(now.saturating_add_signed(left));
        let back = texts.with("flipchart-back-at", &[("clock", back.into())]);
        return Page { title, lines: vec![back], ..Page::default() };
    }
    let left = Some(share_left(agenda, now));
    let mut page = Page { title, left, ..Page::default() };
    page.lines.extend(activity_note(point.activity).map(|note| texts.t(note.0)));
    if let Some(round) = session.round() {
        page.lines.push(question_of(round, handbook));
        page.items = round_of(community, session, round, texts);
        return page;
    }
    match point.kind {
        PointKind::Intro => page.items = names(community, session, texts),
        PointKind::Groundrules => page.items = rules(community, texts),
        PointKind::Presentation => {
            page.lines.extend(presenter(community, session, point, texts));
        }
        PointKind::Discussion => page.items = speakers(community, session, texts),
        _ => {}
    }
    page
}

fn groundrules(community: &Community, texts: &Texts) -> Page {
    Page { title: texts.t("area-groundrules"), items: rules(community, texts), ..Page::default() }
}

fn rules(community: &Community, texts: &Texts) -> Vec<String> {
    let rules = (1..).zip(&community.community.groundrules.rules);
    at_most(rules.map(|(number, rule)| format!("{number}  {}", rule.words.text)).collect(), texts)
}

fn who(community: &Community, session: &SessionView, texts: &Texts) -> Page {
    let items = names(community, session, texts);
    Page { title: texts.t("flipchart-who"), items, ..Page::default() }
}

/// Names and areas of practice, as people give them.
fn names(community: &Community, session: &SessionView, texts: &Texts) -> Vec<String> {
    let said = |person: Person| {
        let (name, area) =
            (own_name(community, session, person, texts), area_of(community, session, person));
        if area.is_empty() { name } else { format!("{name} · {area}") }
    };
    at_most(session.attendance.people().map(said).collect(), texts)
}

/// As many as a page holds, and how many more there are.
fn at_most(mut all: Vec<String>, texts: &Texts) -> Vec<String> {
    if all.len() > MOST {
        let more = all.split_off(MOST - 1).len();
        all.push(texts.with("flipchart-more", &[("count", more.into())]));
    }
    all
}

/// By name also whoever sits at this device: on the projector nobody is "you".
fn own_name(community: &Community, session: &SessionView, person: Person, texts: &Texts) -> String {
    let me = Person::Member(MemberId::from_bytes(*community.me.as_bytes()));
    let mine = community.members.iter().find(|member| member.me && !member.name.is_empty());
    match mine {
        Some(member) if person == me => member.name.clone(),
        _ => name_of(texts, community, session, person),
    }
}

fn presenter(
    community: &Community,
    session: &SessionView,
    point: &Point,
    texts: &Texts,
) -> Vec<String> {
    let mut slots = community.community.meetings.iter().flat_map(|meeting| &meeting.slots);
    let Some(slot) = slots.find(|slot| Some(slot.id) == point.slot) else { return Vec::new() };
    let who = slot
        .presenter
        .as_ref()
        .map(|presenter| own_name(community, session, Person::Member(presenter.value), texts));
    let topic = slot.presentation.as_ref().map(|one| one.value.topic.clone());
    who.into_iter().chain(topic.filter(|topic| !topic.is_empty())).collect()
}

/// Who is speaking and who is next, the first few; and how the order comes about.
fn speakers(community: &Community, session: &SessionView, texts: &Texts) -> Vec<String> {
    let list = &session.speakers;
    if list.contribution.value == Contribution::SelfManaged {
        return Vec::new();
    }
    let name = |person| own_name(community, session, person, texts);
    let now = list
        .speaking
        .iter()
        .map(|turn| texts.with("flipchart-speaking", &[("name", name(turn.person).into())]));
    let waiting = (1..).zip(list.waiting.iter().take(SPEAKERS));
    let waiting = waiting.map(|(place, turn)| format!("{place}  {}", name(turn.person)));
    let rule = list.new_voices_first.then(|| texts.t("flipchart-new-voices"));
    now.chain(waiting).chain(rule).collect()
}

fn round_of(
    community: &Community,
    session: &SessionView,
    round: &horseshoe_model::Round,
    texts: &Texts,
) -> Vec<String> {
    let Stage::TurnOf(turn) = round.stage else {
        return vec![texts.t("round-anything-to-add")];
    };
    let name = |person| own_name(community, session, person, texts);
    let waiting = round.seats.iter().filter(|seat| !seat.had && seat.person != turn);
    let now = texts.with("flipchart-turn", &[("name", name(turn).into())]);
    at_most(std::iter::once(now).chain(waiting.map(|seat| name(seat.person))).collect(), texts)
}
