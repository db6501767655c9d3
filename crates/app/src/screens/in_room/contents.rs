//! What the screen for a session shows, as plain data: where the group is on its agenda, who would like to speak, whose
//! turn it is in a round, who is there, what was heard.

pub(crate) mod heard;
pub(crate) mod pictures;
mod running;
pub(crate) mod since;

use crate::dates;
use crate::texts::Texts;
use crate::words;
use heard::HeardRows;
use horseshoe_handbook::Handbook;
use horseshoe_model::{
    Contribution, Feedback, MeetingId, MemberId, Person, Round, RoundId, SessionView, Stage,
    TurnId, Voices,
};
use horseshoe_node::{Community, DocumentId, Session};
use pictures::PictureRows;
pub(crate) use running::{
    Here, Now, PointRow, PointState, activity_note, look_again, share_left, title_of,
};
use running::{behind, here, points};

/// A session that goes on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Contents {
    pub(crate) document: DocumentId,
    /// When it was begun, in milliseconds since 1970.
    pub(crate) begun: u64,
    /// Others that somebody began apart from this one.
    pub(crate) others: usize,
    pub(crate) i_facilitate: bool,
    /// Names, without me.
    pub(crate) facilitators: Vec<String>,
    pub(crate) i_am_here: bool,
    pub(crate) points: Vec<PointRow>,
    pub(crate) now: Now,
    /// When all will be over, as a clock shows it.
    pub(crate) finish: Option<String>,
    /// Minutes the group is behind what was planned; below zero before it.
    pub(crate) behind: i64,
    pub(crate) speakers: SpeakerRows,
    pub(crate) round: Option<RoundRows>,
    pub(crate) people: Vec<PersonRow>,
    pub(crate) heard: HeardRows,
    pub(crate) pictures: PictureRows,
    /// How even the turns are, where the group agreed to look at it.
    pub(crate) voices: Option<Voices>,
    pub(crate) feedback: Feedback,
    /// How whoever facilitates will run it; empty if they did not say.
    pub(crate) how: String,
    /// Members who have not said that they are there.
    pub(crate) not_here: Vec<(MemberId, String)>,
    /// When the window should look again, in milliseconds; none if nothing changes by itself.
    pub(crate) look_again: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpeakerRows {
    pub(crate) contribution: Contribution,
    pub(crate) closed: bool,
    pub(crate) new_voices_first: bool,
    pub(crate) speaking: Option<SpeakerRow>,
    pub(crate) waiting: Vec<SpeakerRow>,
    /// Where I am on it: 1 is next. 0 while I speak.
    pub(crate) mine: Option<(TurnId, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SpeakerRow {
    pub(crate) turn: TurnId,
    pub(crate) person: Person,
    pub(crate) name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RoundRows {
    pub(crate) id: RoundId,
    pub(crate) question: String,
    /// Whose turn it is; none when all had theirs.
    pub(crate) turn: Option<(Person, String)>,
    pub(crate) my_turn: bool,
    pub(crate) my_turn_next: bool,
    pub(crate) next: Option<String>,
    pub(crate) had: usize,
    pub(crate) of: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonRow {
    pub(crate) person: Person,
    pub(crate) name: String,
    pub(crate) area: String,
}

/// The session that goes on, and how many others do. Of several that people began apart, the first.
pub(crate) fn under_way(community: &Community) -> Option<(&Session, usize)> {
    let mut open = community.sessions.iter().filter(|session| session.view.closed.is_none());
    let first = open.next()?;
    Some((first, open.count()))
}

/// Whether there is something to see in the room today.
pub(crate) fn is_on(community: &Community, today: &str) -> bool {
    under_way(community).is_some() || meeting_today(community, today).is_some()
}

/// The meeting of today, if there is one.
pub(crate) fn meeting_today(community: &Community, today: &str) -> Option<MeetingId> {
    let mut meetings = community.community.meetings.iter();
    meetings.find(|meeting| meeting.when.value.date == today).map(|meeting| meeting.id)
}

impl Contents {
    pub(crate) fn new(
        community: &Community,
        handbook: &Handbook,
        texts: &Texts,
        now_ms: u64,
    ) -> Option<Self> {
        let (session, others) = under_way(community)?;
        let now = session.now(now_ms);
        let view = &session.view;
        let me = MemberId::from_bytes(*community.me.as_bytes());
        let person = |person: Person| name_of(texts, community, view, person);
        let agenda = &view.agenda;
        let people = view.attendance.people().map(|one| PersonRow {
            person: one,
            name: person(one),
            area: area_of(community, view, one),
        });
        let not_here = community.members.iter().filter(|member| member.standing).filter_map(|it| {
            let id = MemberId::from_bytes(*it.id.as_bytes());
            let here = view.attendance.has(Person::Member(id));
            (!here && !it.me).then(|| (id, words::member(texts, community, Some(id))))
        });
        let facilitators = view.facilitators.iter().filter(|member| **member != me);
        Some(Self {
            document: session.document,
            begun: view.at,
            others,
            i_facilitate: view.facilitators.contains(&me),
            facilitators: facilitators
                .map(|member| words::member(texts, community, Some(*member)))
                .collect(),
            i_am_here: view.attendance.has(Person::Member(me)),
            points: points(agenda, handbook, texts, now),
            now: here(community, session, handbook, texts, now),
            finish: agenda.finish(now).map(dates::clock),
            behind: behind(agenda, now),
            speakers: speakers(view, me, &person),
            round: view.round().map(|round| rows_of(round, handbook, me, &person)),
            people: people.collect(),
            feedback: view.feedback.clone(),
            how: view.how.value.clone(),
            heard: HeardRows::of(community, session.document, me, &person),
            pictures: PictureRows::of(community, session, texts),
            not_here: not_here.collect(),
            voices: voices(community, view),
            look_again: look_again(agenda, now),
        })
    }
}

/// My own share of the turns and one word for the room, where the group agreed to look at it.
pub(crate) fn voices(community: &Community, session: &SessionView) -> Option<Voices> {
    let me = MemberId::from_bytes(*community.me.as_bytes());
    let agreed = community.community.settings.look_at_voices;
    agreed.then(|| Voices::of(session, Person::Member(me))).flatten()
}

/// What somebody is called.
pub(crate) fn name_of(
    texts: &Texts,
    community: &Community,
    session: &SessionView,
    person: Person,
) -> String {
    match person {
        Person::Member(member) => words::member(texts, community, Some(member)),
        Person::Guest(guest) => {
            let mut guests =
                session.attendance.guests.iter().chain(&session.attendance.guests_taken_out);
            let guest = guests.find(|other| other.id == guest);
            guest.map_or_else(|| texts.t("somebody"), |guest| guest.name.value.clone())
        }
    }
}

/// The area of practice somebody gives.
pub(crate) fn area_of(community: &Community, session: &SessionView, person: Person) -> String {
    match person {
        Person::Member(member) => {
            let mut members = community.members.iter();
            let member = members.find(|other| other.id.as_bytes() == member.as_bytes());
            member.map(|member| member.practice.clone()).unwrap_or_default()
        }
        Person::Guest(guest) => {
            let guest = session.attendance.guests.iter().find(|other| other.id == guest);
            guest.map(|guest| guest.area.value.clone()).unwrap_or_default()
        }
    }
}

fn speakers(view: &SessionView, me: MemberId, name: &dyn Fn(Person) -> String) -> SpeakerRows {
    let list = &view.speakers;
    let row = |turn: &std::sync::Arc<horseshoe_model::Turn>| SpeakerRow {
        turn: turn.id,
        person: turn.person,
        name: name(turn.person),
    };
    let me = Person::Member(me);
    let mine = list.turn_of(me).map(|turn| (turn.id, list.place_of(me).unwrap_or(0)));
    SpeakerRows {
        contribution: list.contribution.value,
        closed: list.closed,
        new_voices_first: list.new_voices_first,
        speaking: list.speaking.as_ref().map(row),
        waiting: list.waiting.iter().map(row).collect(),
        mine,
    }
}

fn rows_of(
    round: &Round,
    handbook: &Handbook,
    me: MemberId,
    name: &dyn Fn(Person) -> String,
) -> RoundRows {
    let turn = match round.stage {
        Stage::TurnOf(person) => Some((person, name(person))),
        Stage::AnythingToAdd | Stage::Ended => None,
    };
    let me = Person::Member(me);
    RoundRows {
        id: round.id,
        question: question_of(round, handbook),
        my_turn: turn.as_ref().is_some_and(|(person, _)| *person == me),
        my_turn_next: round.next() == Some(me),
        next: round.next().map(name),
        had: round.seats.iter().filter(|seat| seat.had).count(),
        of: round.seats.len(),
        turn,
    }
}

/// What everybody is asked in turn.
pub(crate) fn question_of(round: &Round, handbook: &Handbook) -> String {
    if !round.question.is_empty() {
        return round.question.clone();
    }
    handbook.prompt(&round.prompt).map(|prompt| prompt.text.clone()).unwrap_or_default()
}
