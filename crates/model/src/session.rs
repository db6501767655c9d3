//! The document of one session: for which meeting it is, who facilitates, its agenda and run, who is there, rounds, the
//! speaker list, and that it closed.

use crate::acting::{Acting, Authors};
use crate::agenda::Agenda;
use crate::attendance::Attendance;
use crate::clash::Field;
use crate::collection::{self, Touched};
use crate::command::{CommandError, limits};
use crate::feedback::Feedback;
use crate::ids::{MeetingId, MemberId};
use crate::meetings::MeetingKind;
use crate::plan::{AT, Plan};
use crate::reading::Item;
use crate::rounds::{self, Round};
use crate::sheets::Sheet;
use crate::speaker_list::Speakers;
use horseshoe_merge::{Document, Patch};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What can be done with a session as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum SessionCommand {
    /// Says for which meeting it is.
    IsFor {
        meeting: Option<MeetingId>,
        #[serde(default)]
        kind: MeetingKind,
    },
    /// I facilitate, or no longer; or, typed for another one, they do.
    Facilitate {
        #[serde(default)]
        member: Option<MemberId>,
        on: bool,
    },
    /// How whoever facilitates will run this session, in their own words; on the flipchart for all.
    SayHow { text: String },
    /// The session is over: what was said in the room is gone with it.
    Close,
    /// It goes on after all.
    Reopen,
}

/// One session as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SessionView {
    pub meeting: Option<MeetingId>,
    pub kind: MeetingKind,
    pub facilitators: BTreeSet<MemberId>,
    pub agenda: Agenda,
    pub attendance: Attendance,
    pub speakers: Speakers,
    /// Oldest first.
    pub rounds: Vec<Arc<Round>>,
    pub rounds_taken_out: Vec<Arc<Round>>,
    pub feedback: Feedback,
    /// Oldest first.
    pub sheets: Vec<Arc<Sheet>>,
    pub sheets_taken_out: Vec<Arc<Sheet>>,
    /// How whoever facilitates will run it; empty if they did not say.
    pub how: Field<String>,
    /// When it was begun.
    pub at: u64,
    /// When it was closed.
    pub closed: Option<u64>,
}

impl SessionView {
    /// Reads the whole document.
    pub fn read(doc: &Document, authors: &dyn Authors) -> Self {
        let root = Item::root(doc, authors);
        let (rounds, rounds_taken_out) = rounds::read(&root);
        let (sheets, sheets_taken_out) = collection::read(&root);
        let mut view = Self {
            agenda: Agenda::read(&root),
            attendance: Attendance::read(&root),
            speakers: Speakers::read(&root),
            rounds,
            rounds_taken_out,
            feedback: Feedback::read(&root),
            sheets,
            sheets_taken_out,
            ..Self::default()
        };
        view.read_about(&root);
        view
    }

    /// Reads again what patches touched. Says whether anything changed.
    pub fn apply_patches(
        &mut self,
        doc: &Document,
        authors: &dyn Authors,
        patches: &[Patch],
    ) -> bool {
        let root = Item::root(doc, authors);
        let touched = Touched::by(patches);
        let before = self.clone();
        if Agenda::touched(&touched) {
            self.agenda = Agenda::read(&root);
        }
        if Attendance::touched(&touched) {
            self.attendance = Attendance::read(&root);
        }
        if Speakers::touched(&touched) {
            self.speakers.refresh(&root, &touched);
        }
        rounds::refresh(&root, &touched, &mut self.rounds, &mut self.rounds_taken_out);
        if Feedback::touched(&touched) {
            self.feedback = Feedback::read(&root);
        }
        collection::refresh(&root, &touched, &mut self.sheets, &mut self.sheets_taken_out);
        if [ABOUT, FACILITATORS, RUN, PAGES].iter().any(|map| touched.any(map)) {
            self.read_about(&root);
        }
        before != *self
    }

    /// The round that is under way.
    pub fn round(&self) -> Option<&Arc<Round>> {
        self.rounds.last().filter(|round| round.stage != rounds::Stage::Ended)
    }

    fn read_about(&mut self, root: &Item<'_>) {
        let about = root.map(ABOUT);
        let word = |key| about.and_then(|about| about.str(key));
        self.meeting = word(MEETING).and_then(|meeting| meeting.parse().ok());
        self.kind = MeetingKind::from_word(&word(KIND).unwrap_or_default());
        self.at = about.and_then(|about| about.earliest(AT)).unwrap_or(0);
        self.closed = root.map(RUN).and_then(|run| run.earliest(CLOSED));
        self.how = root.map(PAGES).and_then(|pages| pages.str_field(HOW)).unwrap_or_default();
        self.facilitators = BTreeSet::new();
        if let Some(map) = root.map(FACILITATORS) {
            let on = map.keys().into_iter().filter(|key| map.bool(key));
            self.facilitators = on.filter_map(|key| key.parse().ok()).collect();
        }
    }
}

/// Who looks after what is to be ready before people arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecksOwner {
    Facilitator,
    /// Once it has designed how it works.
    Community,
}

/// Whose the checklists are: whoever facilitates looks after them until a design session is closed, and from then on the
/// community does. Nothing is written for it: opened again, the session gives them back.
pub fn checks_owner<'a>(sessions: impl IntoIterator<Item = &'a SessionView>) -> ChecksOwner {
    let mut sessions = sessions.into_iter();
    let designed = |one: &SessionView| one.kind == MeetingKind::Design && one.closed.is_some();
    if sessions.any(designed) { ChecksOwner::Community } else { ChecksOwner::Facilitator }
}

const ABOUT: &str = "about";
const FACILITATORS: &str = "facilitators";
const RUN: &str = "run";
const PAGES: &str = "pages";
const HOW: &str = "how";
const MEETING: &str = "meeting";
const KIND: &str = "kind";
const CLOSED: &str = "closed";

pub(crate) fn plan(
    command: &SessionCommand,
    root: &Item<'_>,
    acting: &Acting<'_>,
) -> Result<Plan, CommandError> {
    let closed = root.map(RUN).is_some_and(|run| run.has(CLOSED));
    let mut plan = Plan::default();
    match command {
        SessionCommand::IsFor { meeting, kind } => {
            plan.put(root, &[ABOUT], MEETING, meeting.map(MeetingId::to_hex).unwrap_or_default());
            plan.put(root, &[ABOUT], KIND, kind.word());
            if !root.map(ABOUT).is_some_and(|about| about.has(AT)) {
                plan.put(root, &[ABOUT], AT, acting.now());
            }
        }
        SessionCommand::Facilitate { member, on } => {
            let member = member.unwrap_or(acting.member).to_hex();
            if root.map(FACILITATORS).is_some_and(|map| map.bool(&member)) == *on {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[FACILITATORS], &member, *on);
        }
        SessionCommand::SayHow { text } => {
            limits::text(text)?;
            plan.put(root, &[PAGES], HOW, text.as_str());
        }
        SessionCommand::Close if closed => return Err(CommandError::AlreadySo),
        SessionCommand::Reopen if !closed => return Err(CommandError::AlreadySo),
        SessionCommand::Close => plan.put(root, &[RUN], CLOSED, acting.now()),
        SessionCommand::Reopen => plan.delete(root, &[RUN], CLOSED),
    }
    Ok(plan)
}
