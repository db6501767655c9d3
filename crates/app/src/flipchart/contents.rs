//! The only things that may be projected. A page is made of these fields alone, and they are filled here alone: from the
//! agenda, the group's groundrules, who is in the room by their own name, the first on the speaker list, whose turn it is
//! in a round, a question its asker wants to be seen, where the group agreed to it one word on how even the turns are, and,
//! when somebody turns to them, points heard and different views, what to keep, what to do, what a vote says, and a sheet
//! of the session or a slide of somebody who presents in it.
//!
//! Never: minutes in digits, prompts and notes for the facilitator, anything private or of a pair, notes of the room, who
//! said or asked something, who has not spoken, how often anybody spoke, who marked what, who typed.

use super::{Leaf, Pictured};
use crate::dates;
use crate::screens::decide::title_of as title_of_vote;
use crate::screens::in_room::asked::asked;
use crate::screens::in_room::contents::heard::rooms;
use crate::screens::in_room::contents::{
    activity_note, area_of, name_of, question_of, share_left, title_of, under_way, voices,
};
use crate::screens::in_room::voices::word;
use crate::screens::learning::contents::title_of as title_of_action;
use crate::texts::Texts;
use horseshoe_handbook::Handbook;
use horseshoe_model::{
    Action, Contribution, FileRef, LearningStatus, MemberId, OptionId, Outcome, Person, Point,
    PointKind, PresentationKind, RuleId, SessionView, Slides, Stage, VoteId,
};
use horseshoe_node::{Community, CommunityId, Session};
use std::sync::Arc;

/// What is projected.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// How much of the point is left, from 0 to 1; none where no time is shown.
    pub(crate) left: Option<f32>,
    pub(crate) lines: Vec<String>,
    /// One below the other; at most twelve.
    pub(crate) items: Vec<String>,
    /// Different views.
    pub(crate) beside: Option<[Column; 2]>,
    /// All of the page, in place of everything else.
    pub(crate) picture: Option<PagePicture>,
}

/// A page of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PagePicture {
    pub(crate) community: CommunityId,
    pub(crate) file: FileRef,
    /// Counted from nought.
    pub(crate) number: u16,
    pub(crate) of: u16,
}

/// One side of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) title: String,
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
        match turned_to {
            Some(Leaf::Groundrules) => return groundrules(community, texts),
            Some(Leaf::Rule(rule)) => return rule_of(community, rule, texts),
            Some(Leaf::Vote(vote)) => return vote_of(community, vote, texts),
            _ => {}
        }
        let Some(session) = under_way else {
            return Self { title: community.name.clone(), ..Self::default() };
        };
        match turned_to {
            Some(Leaf::Who) => who(community, &session.view, texts),
            Some(Leaf::Heard) => heard(community, session, texts),
            Some(Leaf::Views) => views(community, session, texts),
            Some(Leaf::Keep) => keep(community, session, texts),
            Some(Leaf::ToDo) => to_do(community, texts),
            Some(Leaf::How) => how(&session.view, texts),
            Some(Leaf::Picture { of, page }) => slides_of(community, session, of).map_or_else(
                || of_session(community, session, handbook, texts, now),
                |slides| picture(community, slides, page),
            ),
            Some(Leaf::Groundrules | Leaf::Rule(_) | Leaf::Vote(_)) | None => {
                of_session(community, session, handbook, texts, now)
            }
        }
    }
}

fn picture(community: &Community, slides: Slides, number: u16) -> Page {
    let Slides { file, pages } = slides;
    let number = number.min(pages.saturating_sub(1));
    let picture = PagePicture { community: community.id, file, number, of: pages };
    Page { picture: Some(picture), ..Page::default() }
}

/// A sheet of this session, or the slides for a place on its agenda; nothing that was taken out.
pub(crate) fn slides_of(community: &Community, session: &Session, of: Pictured) -> Option<Slides> {
    match of {
        Pictured::Sheet(id) => {
            let sheets = &session.view.sheets;
            sheets.iter().find(|sheet| sheet.id == id).map(|sheet| sheet.slides)
        }
        Pictured::Slides(slot) => {
            let on_agenda = session.view.agenda.points.iter().any(|point| point.slot == Some(slot));
            let meetings = community.community.meetings.iter();
            let mut slots = meetings.flat_map(|meeting| &meeting.slots);
            let slot = slots.find(|known| known.id == slot).filter(|_| on_agenda)?;
            slot.presentation.as_ref()?.value.slides
        }
    }
}

/// Questions to the group whose askers want them to be seen here; not who asked.
fn questions(community: &Community, session: &Session) -> Vec<String> {
    let shown = asked(community, session.document).filter(|note| note.shown);
    shown.map(|note| note.words.text.clone()).collect()
}

/// Points in the words they were said in, and what was asked of the group; not who said it.
fn heard(community: &Community, session: &Session, texts: &Texts) -> Page {
    let rooms = rooms(community, session.document);
    let mut points: Vec<_> = rooms.flat_map(|(_, room)| &room.points).collect();
    points.sort_by_key(|point| (point.slip.at, point.slip.id));
    let points = points.into_iter().map(|point| point.slip.words.text.clone());
    let asked = questions(community, session).into_iter().map(|words| format!("?  {words}"));
    let items = at_most(points.chain(asked).collect(), texts);
    Page { title: texts.t("heard-title"), items, ..Page::default() }
}

fn views(community: &Community, session: &Session, texts: &Texts) -> Page {
    let mut columns = ["views-left", "views-right"]
        .map(|title| Column { title: texts.t(title), items: Vec::new() });
    for (_, room) in rooms(community, session.document) {
        for (column, side) in columns.iter_mut().zip([&room.left, &room.right]) {
            if !side.title.value.is_empty() {
                column.title.clone_from(&side.title.value);
            }
            column.items.extend(side.views.iter().map(|slip| slip.words.text.clone()));
        }
    }
    for column in &mut columns {
        column.items = at_most(std::mem::take(&mut column.items), texts);
    }
    Page { title: texts.t("views-title"), beside: Some(columns), ..Page::default() }
}

/// What came up in this session: proposals first, then what the group agreed to keep.
fn keep(community: &Community, session: &Session, texts: &Texts) -> Page {
    let session = session.document.to_hex();
    let points = community.community.learning.iter();
    let here = points.filter(|point| point.session.as_ref() == Some(&session));
    let (kept, open): (Vec<_>, Vec<_>) = here
        .filter(|point| point.status.value != LearningStatus::Left)
        .partition(|point| point.kept());
    let open = open.into_iter().map(|point| format!("?  {}", point.words.text));
    let kept = kept.into_iter().map(|point| format!("✓  {}", point.words.text));
    let items = at_most(open.chain(kept).collect(), texts);
    Page { title: texts.t("flipchart-keep"), items, ..Page::default() }
}

/// What is to be done, and who said they would.
fn to_do(community: &Community, texts: &Texts) -> Page {
    let open = community.community.actions.iter().filter(|action| action.done.is_none());
    let item = |action: &Arc<Action>| {
        let owner = action.owner.as_ref().filter(|_| action.accepted.is_some());
        let title = title_of_action(action, texts);
        match owner {
            Some(owner) => format!("{title} · {}", member_name(community, owner.value, texts)),
            None => title,
        }
    };
    let items = at_most(open.map(item).collect(), texts);
    Page { title: texts.t("actions-title"), items, ..Page::default() }
}

/// By name also whoever sits at this device: on the projector nobody is "you".
fn member_name(community: &Community, member: MemberId, texts: &Texts) -> String {
    let mut members = community.members.iter();
    let known = members.find(|known| known.id.as_bytes() == member.as_bytes());
    let name = known.map(|known| known.name.clone()).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| texts.t("somebody"))
}

fn of_session(
    community: &Community,
    under_way: &Session,
    handbook: &Handbook,
    texts: &Texts,
    now: u64,
) -> Page {
    let session = &*under_way.view;
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
        PointKind::Discussion => {
            page.lines.extend(questions(community, under_way).pop());
            page.items = speakers(community, session, texts);
            let room = voices(community, session).and_then(|voices| voices.room);
            page.items.extend(room.map(|room| texts.t(word(room))));
        }
        _ => {}
    }
    page
}

fn groundrules(community: &Community, texts: &Texts) -> Page {
    Page { title: texts.t("area-groundrules"), items: rules(community, texts), ..Page::default() }
}

/// The rule somebody turned to, alone.
fn rule_of(community: &Community, rule: RuleId, texts: &Texts) -> Page {
    let rules = &community.community.groundrules.rules;
    let found = (1..).zip(rules).find(|(_, known)| known.id == rule);
    let Some((number, rule)) = found else { return groundrules(community, texts) };
    let title = texts.with("flipchart-rule", &[("number", number.into())]);
    Page { title, items: vec![rule.words.text.clone()], ..Page::default() }
}

/// What a vote is about; once it is closed, how many marks each issue has, and what that says. Whose they are is nowhere.
fn vote_of(community: &Community, vote: VoteId, texts: &Texts) -> Page {
    let votes = community.community.votes.iter().zip(community.tallies.iter());
    let Some((vote, view)) = votes.into_iter().find(|(known, _)| known.id == vote) else {
        return Page { title: texts.t("area-decide"), ..Page::default() };
    };
    let title = title_of_vote(vote, texts);
    let Some(tally) = &view.tally else {
        let marked = [("marked", view.marked.into()), ("of", view.of.into())];
        let items =
            (1..).zip(&vote.options).map(|(number, one)| format!("{number}  {}", one.words));
        let lines = vec![texts.with("decide-marked", &marked)];
        return Page { title, lines, items: at_most(items.collect(), texts), ..Page::default() };
    };
    let words =
        |id: OptionId| vote.option(id).map(|option| option.words.clone()).unwrap_or_default();
    let counted = tally.counts.iter().map(|count| {
        let (greens, reds) = (count.greens.into(), count.reds.into());
        let counts = [("issue", words(count.option).into()), ("greens", greens), ("reds", reds)];
        texts.with("flipchart-count", &counts)
    });
    let lines = match &tally.outcome {
        Outcome::Winner { option } => {
            vec![texts.with("result-winner", &[("issue", words(*option).into())])]
        }
        Outcome::Tie { options } => {
            let tie = texts.with("result-tie", &[("count", options.len().into())]);
            vec![tie, texts.t("result-tie-question")]
        }
        Outcome::NoGreens => vec![texts.t("result-none")],
    };
    Page { title, lines, items: at_most(counted.collect(), texts), ..Page::default() }
}

fn how(session: &SessionView, texts: &Texts) -> Page {
    let lines = session.how.value.lines().map(str::to_owned).collect();
    Page { title: texts.t("how-title"), items: at_most(lines, texts), ..Page::default() }
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

fn own_name(community: &Community, session: &SessionView, person: Person, texts: &Texts) -> String {
    match person {
        Person::Member(member) => member_name(community, member, texts),
        Person::Guest(_) => name_of(texts, community, session, person),
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
    let kind = slot.presentation.as_ref().map(|one| {
        texts.t(match one.value.kind {
            PresentationKind::CaseStudy => "flipchart-case-study",
            PresentationKind::Theme => "flipchart-theme",
        })
    });
    let minutes = texts.with("flipchart-minutes", &[("minutes", point.minutes.value.into())]);
    let topic = topic.filter(|topic| !topic.is_empty());
    who.into_iter().chain(topic).chain(kind).chain([minutes]).collect()
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
