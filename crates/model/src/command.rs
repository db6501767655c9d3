//! Everything a person or a script can do in a document, as one closed enum.

use crate::acting::{Acting, Anybody, Done};
use crate::actions::{self, ActionsCommand};
use crate::agenda::{self, AgendaCommand};
use crate::arrangements::{self, ArrangementsCommand};
use crate::attendance::{self, AttendanceCommand};
use crate::decisions::{self, DecisionsCommand};
use crate::documents::Kind;
use crate::erasing::{self, ErasingCommand};
use crate::feedback::{self, FeedbackCommand};
use crate::groundrules::{self, GroundrulesCommand};
use crate::learning::{self, LearningCommand};
use crate::meetings::{self, MeetingsCommand};
use crate::member::{self, BallotsCommand, ProfileCommand};
use crate::notes::{self, NotesCommand};
use crate::pair::{self, PairCommand};
use crate::parked::{self, ParkedCommand};
use crate::plan::Plan;
use crate::presenters::{self, PresentersCommand};
use crate::private::{self, PrivateCommand};
use crate::reading::Item;
use crate::retention::{self, RetentionCommand};
use crate::roles::{self, RolesCommand};
use crate::room::{self, RoomCommand};
use crate::rounds::{self, RoundsCommand};
use crate::session::{self, SessionCommand};
use crate::settings::{self, SettingsCommand};
use crate::sheets::{self, SheetsCommand};
use crate::speaker_list::{self, SpeakersCommand};
use crate::text::Splice;
use crate::themes::{self, ThemesCommand};
use crate::traffic_light::{self, VotesCommand};
use horseshoe_merge::{Document, ObjectRef};
use serde::{Deserialize, Serialize};

/// One thing to do in one of a community's documents: `{"subject": "groundrules", "do": "add", "text": "Listen"}`.
/// Self-describing formats only: the tags rule out postcard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Command {
    Groundrules(GroundrulesCommand),
    Themes(ThemesCommand),
    Meetings(MeetingsCommand),
    Presenters(PresentersCommand),
    Votes(VotesCommand),
    Parked(ParkedCommand),
    Learning(LearningCommand),
    Actions(ActionsCommand),
    Decisions(DecisionsCommand),
    Retention(RetentionCommand),
    Roles(RolesCommand),
    Settings(SettingsCommand),
    /// In the notebook everyone shares.
    Notes(NotesCommand),
    /// In the document of one session, as the next six.
    Session(SessionCommand),
    Agenda(AgendaCommand),
    Attendance(AttendanceCommand),
    Speakers(SpeakersCommand),
    Rounds(RoundsCommand),
    Feedback(FeedbackCommand),
    Sheets(SheetsCommand),
    /// In one's own private document.
    Private(PrivateCommand),
    /// In one's own member document.
    Profile(ProfileCommand),
    /// In one's own member document.
    Ballots(BallotsCommand),
    /// In one's own member document.
    Erasing(ErasingCommand),
    /// In a document of two or three.
    Pair(PairCommand),
    /// In a document of those in the room.
    Room(RoomCommand),
    /// In a document of those who prepare.
    Arrangements(ArrangementsCommand),
}

impl Command {
    /// The kind of document this is done in.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Groundrules(_)
            | Self::Themes(_)
            | Self::Meetings(_)
            | Self::Presenters(_)
            | Self::Votes(_)
            | Self::Parked(_)
            | Self::Learning(_)
            | Self::Actions(_)
            | Self::Decisions(_)
            | Self::Retention(_)
            | Self::Roles(_)
            | Self::Settings(_) => Kind::Community,
            Self::Notes(_) => Kind::Notebook,
            Self::Session(_)
            | Self::Agenda(_)
            | Self::Attendance(_)
            | Self::Speakers(_)
            | Self::Rounds(_)
            | Self::Feedback(_)
            | Self::Sheets(_) => Kind::Session,
            Self::Private(_) => Kind::Private,
            Self::Profile(_) | Self::Ballots(_) | Self::Erasing(_) => Kind::Member,
            Self::Pair(_) => Kind::Pair,
            Self::Room(_) => Kind::Room,
            Self::Arrangements(_) => Kind::Arrangements,
        }
    }
}

macro_rules! command_from {
    ($($subject:ident $command:ident)*) => {$(
        impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$subject(command)
            }
        }
    )*};
}

command_from! {
    Groundrules GroundrulesCommand
    Themes ThemesCommand
    Meetings MeetingsCommand
    Presenters PresentersCommand
    Votes VotesCommand
    Parked ParkedCommand
    Learning LearningCommand
    Actions ActionsCommand
    Decisions DecisionsCommand
    Notes NotesCommand
    Session SessionCommand
    Agenda AgendaCommand
    Attendance AttendanceCommand
    Speakers SpeakersCommand
    Rounds RoundsCommand
    Feedback FeedbackCommand
    Sheets SheetsCommand
    Private PrivateCommand
    Profile ProfileCommand
    Ballots BallotsCommand
    Retention RetentionCommand
    Roles RolesCommand
    Settings SettingsCommand
    Erasing ErasingCommand
    Pair PairCommand
    Room RoomCommand
    Arrangements ArrangementsCommand
}

/// Does it, as one change of the document. An error means that nothing was changed.
pub fn perform(
    command: &Command,
    doc: &mut Document,
    acting: &mut Acting<'_>,
) -> Result<Done, CommandError> {
    let kind = command.kind();
    kind.check(doc)?;
    let root = Item::root(doc, &Anybody);
    let plan = match command {
        Command::Groundrules(command) => groundrules::plan(command, &root, acting),
        Command::Themes(command) => themes::plan(command, &root),
        Command::Meetings(command) => meetings::plan(command, &root, acting),
        Command::Presenters(command) => presenters::plan(command, &root, acting),
        Command::Votes(command) => traffic_light::plan(command, &root, acting),
        Command::Parked(command) => parked::plan(command, &root, acting),
        Command::Learning(command) => learning::plan(command, &root, acting),
        Command::Actions(command) => actions::plan(command, &root, acting),
        Command::Decisions(command) => decisions::plan(command, &root, acting),
        Command::Notes(command) => notes::plan(command, &root, acting),
        Command::Session(command) => session::plan(command, &root, acting),
        Command::Agenda(command) => agenda::plan(command, &root, acting),
        Command::Attendance(command) => attendance::plan(command, &root, acting),
        Command::Speakers(command) => speaker_list::plan(command, &root, acting),
        Command::Rounds(command) => rounds::plan(command, &root, acting),
        Command::Feedback(command) => feedback::plan(command, &root, acting),
        Command::Sheets(command) => sheets::plan(command, &root, acting),
        Command::Private(command) => private::plan(command, &root, acting),
        Command::Profile(command) => member::plan_profile(command, &root),
        Command::Ballots(command) => member::plan_ballot(command, &root, acting),
        Command::Erasing(command) => erasing::plan(command, &root, acting),
        Command::Retention(command) => retention::plan(command, &root, acting),
        Command::Roles(command) => roles::plan(command, &root, acting),
        Command::Settings(command) => settings::plan(command, &root),
        Command::Pair(command) => pair::plan(command, &root, acting),
        Command::Room(command) => room::plan(command, &root, acting),
        Command::Arrangements(command) => arrangements::plan(command, &root),
    }?;
    plan.carry_out(kind, doc, acting)
}

/// Says in a document that what others wrote in it is kept: a change that stands on all the document holds.
pub fn keep(doc: &mut Document, acting: &mut Acting<'_>) -> Result<Done, CommandError> {
    let root = Item::root(doc, &Anybody);
    let kind = kind_of(&root)?;
    let mut plan = Plan::default();
    plan.put(&root, &[], "kept", acting.now());
    let done = plan.carry_out(kind, doc, acting)?;
    // Nothing anybody wrote: there is no way back from having kept.
    Ok(Done { undo: None, ..done })
}

/// Writes in any text of a document, as a text field does: `object` is what [`Words`](crate::Words) names it.
/// The splices apply one after the other to the text as it is now.
pub fn write(
    object: &str,
    splices: &[Splice],
    doc: &mut Document,
    acting: &mut Acting<'_>,
) -> Result<Done, CommandError> {
    const NO_TEXT: CommandError = CommandError::NoSuch { what: "text" };
    let root = Item::root(doc, &Anybody);
    let kind = kind_of(&root)?;
    let text = ObjectRef::parse(object).or(Err(NO_TEXT))?;
    let mut plan = Plan::default();
    if kind == Kind::Community {
        groundrules::leave_twins(&mut plan, &root, object);
    }
    // Whoever typed this could not know how much others were writing: none of it is lost for that.
    plan.splice_upto(limits::TEXT * 2, text, &doc.text(&text), splices)?;
    plan.carry_out(kind, doc, acting)
}

fn kind_of(root: &Item<'_>) -> Result<Kind, CommandError> {
    let kind = root.str("kind").and_then(|kind| Kind::from_name(&kind));
    kind.ok_or(CommandError::WrongDocument)
}

/// How much of everything one document takes. Others' documents are read whatever they hold.
pub mod limits {
    use super::CommandError;

    /// Bytes of one text: a rule, an issue, and each of the texts a note goes on in.
    pub const TEXT: usize = 8 * 1024;
    /// Bytes of one note, in all the texts it goes on in.
    pub const NOTE: usize = 256 * 1024;
    /// Bytes of one line: a name, a place, an issue to vote on.
    pub const LINE: usize = 500;
    /// Items in one collection, also those taken out.
    pub const ITEMS: usize = 1000;
    /// Notes in one notebook, also those taken out, before the next one is begun.
    pub const NOTEBOOK: usize = 250;
    /// Issues in one vote.
    pub const OPTIONS: usize = 50;
    /// Places for presenters at one meeting.
    pub const SLOTS: usize = 20;
    /// Ticks on the checklists for one meeting.
    pub const CHECKS: usize = 100;
    /// Whom to tell of one learning point, also those not to tell after all.
    pub const RECIPIENTS: usize = 20;

    pub(crate) fn text(text: &str) -> Result<(), CommandError> {
        if text.len() > TEXT { Err(CommandError::TooLong { most: TEXT }) } else { Ok(()) }
    }

    /// One line: short, and without line breaks.
    pub(crate) fn line(text: &str) -> Result<(), CommandError> {
        if text.len() > LINE {
            Err(CommandError::TooLong { most: LINE })
        } else if text.chars().any(char::is_control) {
            Err(CommandError::Malformed { what: "line" })
        } else {
            Ok(())
        }
    }

    pub(crate) fn some(text: &str) -> Result<(), CommandError> {
        if text.trim().is_empty() { Err(CommandError::Empty) } else { Ok(()) }
    }

    pub(crate) fn room(held: usize, most: usize) -> Result<(), CommandError> {
        if held >= most { Err(CommandError::TooMany { most }) } else { Ok(()) }
    }
}

/// Why something could not be done. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    #[error("there are no words")]
    Empty,
    #[error("too long: at most {most} bytes")]
    TooLong { most: usize },
    #[error("too many: at most {most}")]
    TooMany { most: usize },
    /// A change of a text reaches beyond its end.
    #[error("the text is shorter than that")]
    BeyondText,
    #[error("there is no such {what}")]
    NoSuch { what: &'static str },
    #[error("this belongs in a document of another kind")]
    WrongDocument,
    #[error("not a {what}")]
    Malformed { what: &'static str },
    #[error("the vote is closed")]
    VoteClosed,
    #[error("the vote is still open")]
    VoteOpen,
    #[error("the vote has a winner")]
    HasWinner,
    #[error("a step was already taken after this vote")]
    StepTaken,
    #[error("fewest reds was not chosen before the vote")]
    NotChosenBeforehand,
    #[error("this issue does not have the fewest reds among the tied ones")]
    NotFewestReds,
    #[error("nobody was picked for this place yet")]
    NobodyPicked,
    #[error("only the other presenter can agree, or somebody who heard them say so")]
    NotYours,
    #[error("it stays here: first say that it may be reported")]
    Stays,
    #[error("nobody was asked to do this yet")]
    NobodyYet,
    #[error("only whoever was asked can accept, or somebody who heard them say so")]
    NotTheOwner,
    #[error("only whoever said it can confirm it")]
    NotTheSpeaker,
    #[error("it has changed since")]
    ChangedSince,
    #[error("nothing came together here to choose from")]
    NoClash,
    #[error("no names are taken for now")]
    ListClosed,
    #[error("no point is as long or as short as that")]
    NotThatLong,
    #[error("it is already so")]
    AlreadySo,
    /// The document refused the edit: a limit of the format was reached.
    #[error("the document refused it: {reason}")]
    Refused { reason: String },
}

impl CommandError {
    /// A stable word for the reason, for scripts.
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::BeyondText => "beyond_text",
            Self::NoSuch { .. } => "no_such",
            Self::WrongDocument => "wrong_document",
            Self::Malformed { .. } => "malformed",
            Self::VoteClosed => "vote_closed",
            Self::VoteOpen => "vote_open",
            Self::HasWinner => "has_winner",
            Self::StepTaken => "step_taken",
            Self::NotChosenBeforehand => "not_chosen_beforehand",
            Self::NotFewestReds => "not_fewest_reds",
            Self::NobodyPicked => "nobody_picked",
            Self::NotYours => "not_yours",
            Self::Stays => "stays",
            Self::NobodyYet => "nobody_yet",
            Self::NotTheOwner => "not_the_owner",
            Self::NotTheSpeaker => "not_the_speaker",
            Self::ChangedSince => "changed_since",
            Self::NoClash => "no_clash",
            Self::ListClosed => "list_closed",
            Self::NotThatLong => "not_that_long",
            Self::AlreadySo => "already_so",
            Self::Refused { .. } => "refused",
        }
    }
}
