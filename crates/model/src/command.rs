//! Everything a person or a script can do in a document, as one closed enum.

use crate::decisions::DecisionsCommand;
use crate::documents::Kind;
use crate::groundrules::GroundrulesCommand;
use crate::meetings::MeetingsCommand;
use crate::member::{BallotsCommand, ProfileCommand};
use crate::notes::NotesCommand;
use crate::parked::ParkedCommand;
use crate::presenters::PresentersCommand;
use crate::private::PrivateCommand;
use crate::themes::ThemesCommand;
use crate::traffic_light::VotesCommand;
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
    Decisions(DecisionsCommand),
    /// In the notebook everyone shares.
    Notes(NotesCommand),
    /// In one's own private document.
    Private(PrivateCommand),
    /// In one's own member document.
    Profile(ProfileCommand),
    /// In one's own member document.
    Ballots(BallotsCommand),
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
            | Self::Decisions(_) => Kind::Community,
            Self::Notes(_) => Kind::Notebook,
            Self::Private(_) => Kind::Private,
            Self::Profile(_) | Self::Ballots(_) => Kind::Member,
        }
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
    #[error("it has changed since")]
    ChangedSince,
    #[error("nothing came together here to choose from")]
    NoClash,
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
            Self::ChangedSince => "changed_since",
            Self::NoClash => "no_clash",
            Self::AlreadySo => "already_so",
            Self::Refused { .. } => "refused",
        }
    }
}
