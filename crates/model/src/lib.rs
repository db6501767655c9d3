//! The documents in the handbook's words: commands in, edits and views out.
//!
//! A [`Command`] becomes one transaction in a `merge::Document`; a view is plain data read from a document, the same on
//! every device that has the same entries. Nothing here knows a clock, a disk or a network: who acts, when, and
//! fresh random ids come in.

mod acting;
pub mod actions;
pub mod agenda;
mod agreed;
pub mod arrangements;
pub mod attendance;
pub mod clash;
mod collection;
pub mod command;
pub mod decisions;
pub mod documents;
mod element;
pub mod erasing;
pub mod feedback;
mod files;
pub mod groundrules;
pub mod ids;
pub mod learning;
mod long_text;
pub mod meetings;
pub mod member;
pub mod notes;
mod order;
pub mod pair;
pub mod parked;
pub mod person;
mod plan;
pub mod presenters;
pub mod private;
mod reading;
pub mod reminders;
pub mod retention;
pub mod roles;
pub mod room;
pub mod rounds;
pub mod session;
pub mod settings;
mod sheets;
pub mod slips;
pub mod speaker_list;
pub mod tally;
pub mod text;
pub mod themes;
pub mod things;
pub mod traffic_light;
mod undo;
pub mod view;
pub mod voices;
mod words;

pub use acting::{Acting, Authors, Done};
pub use actions::{Acceptance, Action, ActionsCommand, Arrangement};
pub use agenda::{Activity, Agenda, AgendaCommand, NewPoint, Point, PointKind};
pub use arrangements::{ArrangementsCommand, ArrangementsView};
pub use attendance::{Attendance, AttendanceCommand, Guest, Present};
pub use clash::{Choice, Field, Words};
pub use command::{Command, CommandError, keep, limits, perform, write};
pub use decisions::{Decision, DecisionsCommand};
pub use documents::Kind;
pub use element::{Element, Elements, Renamed};
pub use erasing::{ErasingCommand, MemberErasing};
pub use feedback::{Feedback, FeedbackCommand, FeedbackQuestion};
pub use files::{FileRef, Slides};
pub use groundrules::{
    Groundrules, GroundrulesCommand, Moment, Review, ReviewResult, Rule, TakenOut, Wording,
};
pub use ids::*;
pub use learning::{LearningCommand, LearningPoint, LearningStatus, Report, Tag};
pub use long_text::joins;
pub use meetings::{AgreedHow, Agreement, Meeting, MeetingKind, MeetingsCommand, When};
pub use member::{Ballot, BallotsCommand, MemberView, Profile, ProfileCommand};
pub use notes::{Note, NoteKind, NotebookView, NotesCommand, Scope};
pub use pair::{PairCommand, PairView};
pub use parked::{ParkedCommand, ParkedIssue};
pub use person::Person;
pub use presenters::{Offer, Presentation, PresentationKind, PresentersCommand, Slot, Swap};
pub use private::{PrivateCommand, PrivateNote, PrivateView, Question};
pub use reminders::{Reminder, Reminders};
pub use retention::{Retention, RetentionCommand};
pub use roles::{Role, Roles, RolesCommand, Volunteer};
pub use room::{Column, PointHeard, RoomCommand, RoomView, Side};
pub use rounds::{Round, RoundsCommand, Seat, Stage, next_seats};
pub use session::{ChecksOwner, SessionCommand, SessionView, checks_owner};
pub use settings::{HeldAs, Settings, SettingsCommand};
pub use sheets::{Sheet, SheetsCommand};
pub use slips::Slip;
pub use speaker_list::{Contribution, Speakers, SpeakersCommand, Turn};
pub use tally::{NextStep, OptionCount, Outcome, Tally, TallyView, tallies, tally};
pub use themes::{Theme, ThemeStatus, ThemesCommand};
pub use things::{Thing, ThingKind, things};
pub use traffic_light::{
    Closing, HandCount, Hands, Mark, NextTaken, Vote, VoteMode, VoteOption, VotesCommand,
};
pub use undo::{Undo, undo};
pub use view::CommunityView;
pub use voices::{Evenness, Voices};
