//! That a script reaches everything a node can be asked, and that every example is understood.

use super::super::line::{Asked, Own, parse};
use super::{as_command, commands, groups_of_acts};
use horseshoe_model as model;
use horseshoe_node::{Command, ForWhom, GuardChange, Mode};
use serde_json::Value;
use std::collections::BTreeSet;

/// Names the variants of some enums, and lists the names. A new variant does not compile until it is named here; once
/// named, the tests below ask for an example of it.
macro_rules! names {
    ($(fn $function:ident($type:ty) -> $list:ident { $($variant:pat => $name:literal,)* })*) => {$(
        const $list: &[&str] = &[$($name),*];

        fn $function(value: &$type) -> &'static str {
            match value {
                $($variant => $name,)*
            }
        }
    )*};
}

names! {
    fn own(Own) -> OWN {
        Own::Snapshot => "snapshot",
        Own::Wait { .. } => "wait",
        Own::News => "news",
    }
    fn command(Command) -> COMMANDS {
        Command::Introduce { .. } => "introduce",
        Command::Begin { .. } => "begin",
        Command::Invite { .. } => "invite",
        Command::Uninvite { .. } => "uninvite",
        Command::Join { .. } => "join",
        Command::StopJoining { .. } => "stop_joining",
        Command::HoldDoor { .. } => "hold_door",
        Command::LookForDoors { .. } => "look_for_doors",
        Command::AskAtDoor { .. } => "ask_at_door",
        Command::SameWords { .. } => "same_words",
        Command::LeaveDoor { .. } => "leave_door",
        Command::Approve { .. } => "approve",
        Command::Decline { .. } => "decline",
        Command::InviteDevice { .. } => "invite_device",
        Command::NameDevice { .. } => "name_device",
        Command::RemoveDevice { .. } => "remove_device",
        Command::Compared { .. } => "compared",
        Command::Leave { .. } => "leave",
        Command::ProposeRemoval { .. } => "propose_removal",
        Command::SignRemoval { .. } => "sign_removal",
        Command::DropRemoval { .. } => "drop_removal",
        Command::KeepWords { .. } => "keep_words",
        Command::ContinueAnew { .. } => "continue_anew",
        Command::Do { .. } => "do",
        Command::DoIn { .. } => "do_in",
        Command::BeginSession { .. } => "begin_session",
        Command::BeginWith { .. } => "begin_with",
        Command::AddFile { .. } => "add_file",
        Command::ReadFile { .. } => "read_file",
        Command::Write { .. } => "write",
        Command::OpenText { .. } => "open_text",
        Command::Point { .. } => "point",
        Command::Remember { .. } => "remember",
        Command::CloseText { .. } => "close_text",
        Command::Undo { .. } => "undo",
        Command::Seen { .. } => "seen",
        Command::SetMode { mode: Mode::ThisRoomOnly } => "set_mode this_room_only",
        Command::SetMode { mode: Mode::OwnRelay { .. } } => "set_mode own_relay",
        Command::SetMode { mode: Mode::PublicHelp } => "set_mode public_help",
        Command::SetOnline { .. } => "set_online",
        Command::SetExchanging { .. } => "set_exchanging",
        Command::WhoWrote { .. } => "who_wrote",
        Command::Listen { .. } => "listen",
        Command::Connect { .. } => "connect",
        Command::ForgetContacted => "forget_contacted",
        Command::Export { .. } => "export",
        Command::ProposeErase { .. } => "propose_erase",
        Command::AgreeToErase { .. } => "agree_to_erase",
        Command::ObjectToErase { .. } => "object_to_erase",
        Command::CloseRoom { .. } => "close_room",
        Command::Backup { .. } => "backup",
        Command::Guard { change: GuardChange::SetPassphrase { .. } } => "guard set_passphrase",
        Command::Guard { change: GuardChange::UseKeyring } => "guard use_keyring",
        Command::Guard { change: GuardChange::MakeRecoveryCode } => "guard make_recovery_code",
        Command::Guard { change: GuardChange::Remove { .. } } => "guard remove",
        Command::Guard { change: GuardChange::LeaveUnprotected } => "guard leave_unprotected",
        Command::Guard { change: GuardChange::LockAfter { .. } } => "guard lock_after",
        Command::PrintRecoveryKey { .. } => "print_recovery_key",
        Command::SaveExchange { whom: ForWhom::Everyone, .. } => "save_exchange everyone",
        Command::SaveExchange { whom: ForWhom::Member { .. }, .. } => "save_exchange member",
        Command::SaveExchange { whom: ForWhom::MyDevices, .. } => "save_exchange my_devices",
        Command::SaveExchange { whom: ForWhom::Newcomer { .. }, .. } => "save_exchange newcomer",
        Command::SaveAsking { .. } => "save_asking",
        Command::OpenExchange { .. } => "open_exchange",
        Command::Verify => "verify",
        Command::Forget { .. } => "forget",
    }
    fn groundrules(model::GroundrulesCommand) -> GROUNDRULES {
        model::GroundrulesCommand::Add { .. } => "groundrules add",
        model::GroundrulesCommand::Splice { .. } => "groundrules splice",
        model::GroundrulesCommand::Reword { .. } => "groundrules reword",
        model::GroundrulesCommand::Join { .. } => "groundrules join",
        model::GroundrulesCommand::Restore { .. } => "groundrules restore",
        model::GroundrulesCommand::Keep { .. } => "groundrules keep",
        model::GroundrulesCommand::Move { .. } => "groundrules move",
        model::GroundrulesCommand::TakeOut { .. } => "groundrules take_out",
        model::GroundrulesCommand::BringBack { .. } => "groundrules bring_back",
        model::GroundrulesCommand::StillRight { .. } => "groundrules still_right",
        model::GroundrulesCommand::Changed { .. } => "groundrules changed",
    }
    fn themes(model::ThemesCommand) -> THEMES {
        model::ThemesCommand::Set { .. } => "themes set",
        model::ThemesCommand::Suggest { .. } => "themes suggest",
        model::ThemesCommand::Link { .. } => "themes link",
    }
    fn meetings(model::MeetingsCommand) -> MEETINGS {
        model::MeetingsCommand::Propose { .. } => "meetings propose",
        model::MeetingsCommand::SetWhen { .. } => "meetings set_when",
        model::MeetingsCommand::SetPlace { .. } => "meetings set_place",
        model::MeetingsCommand::Agree { .. } => "meetings agree",
        model::MeetingsCommand::Check { .. } => "meetings check",
        model::MeetingsCommand::Cancel { .. } => "meetings cancel",
        model::MeetingsCommand::Reinstate { .. } => "meetings reinstate",
    }
    fn presenters(model::PresentersCommand) -> PRESENTERS {
        model::PresentersCommand::AddSlot { .. } => "presenters add_slot",
        model::PresentersCommand::TakeOutSlot { .. } => "presenters take_out_slot",
        model::PresentersCommand::Offer { .. } => "presenters offer",
        model::PresentersCommand::Withdraw { .. } => "presenters withdraw",
        model::PresentersCommand::Pick { .. } => "presenters pick",
        model::PresentersCommand::Unpick { .. } => "presenters unpick",
        model::PresentersCommand::SetPresentation { .. } => "presenters set_presentation",
        model::PresentersCommand::ProposeSwap { .. } => "presenters propose_swap",
        model::PresentersCommand::AgreeSwap { .. } => "presenters agree_swap",
        model::PresentersCommand::WithdrawSwap { .. } => "presenters withdraw_swap",
    }
    fn votes(model::VotesCommand) -> VOTES {
        model::VotesCommand::Open { .. } => "votes open",
        model::VotesCommand::EnterHands { .. } => "votes enter_hands",
        model::VotesCommand::KeepHands { .. } => "votes keep_hands",
        model::VotesCommand::Close { .. } => "votes close",
        model::VotesCommand::KeepClosing { .. } => "votes keep_closing",
        model::VotesCommand::WhatElse { .. } => "votes what_else",
        model::VotesCommand::SecondRound { .. } => "votes second_round",
        model::VotesCommand::FewestReds { .. } => "votes fewest_reds",
        model::VotesCommand::Park { .. } => "votes park",
        model::VotesCommand::TakeBack { .. } => "votes take_back",
    }
    fn parked(model::ParkedCommand) -> PARKED {
        model::ParkedCommand::Park { .. } => "parked park",
        model::ParkedCommand::Splice { .. } => "parked splice",
        model::ParkedCommand::SpliceHelp { .. } => "parked splice_help",
        model::ParkedCommand::SetReview { .. } => "parked set_review",
        model::ParkedCommand::Resolve { .. } => "parked resolve",
        model::ParkedCommand::Reopen { .. } => "parked reopen",
        model::ParkedCommand::TakeOut { .. } => "parked take_out",
        model::ParkedCommand::BringBack { .. } => "parked bring_back",
    }
    fn learning(model::LearningCommand) -> LEARNING {
        model::LearningCommand::Propose { .. } => "learning propose",
        model::LearningCommand::Splice { .. } => "learning splice",
        model::LearningCommand::SpliceUncertainty { .. } => "learning splice_uncertainty",
        model::LearningCommand::Agree { .. } => "learning agree",
        model::LearningCommand::Leave { .. } => "learning leave",
        model::LearningCommand::Reconsider { .. } => "learning reconsider",
        model::LearningCommand::SetRoute { .. } => "learning set_route",
        model::LearningCommand::SetTags { .. } => "learning set_tags",
        model::LearningCommand::ReportTo { .. } => "learning report_to",
        model::LearningCommand::SpliceWording { .. } => "learning splice_wording",
        model::LearningCommand::AgreeReport { .. } => "learning agree_report",
        model::LearningCommand::NotTo { .. } => "learning not_to",
        model::LearningCommand::ToAfterAll { .. } => "learning to_after_all",
        model::LearningCommand::TakeOut { .. } => "learning take_out",
        model::LearningCommand::BringBack { .. } => "learning bring_back",
    }
    fn actions(model::ActionsCommand) -> ACTIONS {
        model::ActionsCommand::Add { .. } => "actions add",
        model::ActionsCommand::Arrangements { .. } => "actions arrangements",
        model::ActionsCommand::Splice { .. } => "actions splice",
        model::ActionsCommand::SetOwner { .. } => "actions set_owner",
        model::ActionsCommand::Accept { .. } => "actions accept",
        model::ActionsCommand::SetDue { .. } => "actions set_due",
        model::ActionsCommand::Done { .. } => "actions done",
        model::ActionsCommand::Reopen { .. } => "actions reopen",
        model::ActionsCommand::TakeOut { .. } => "actions take_out",
        model::ActionsCommand::BringBack { .. } => "actions bring_back",
    }
    fn decisions(model::DecisionsCommand) -> DECISIONS {
        model::DecisionsCommand::Decide { .. } => "decisions decide",
    }
    fn notes(model::NotesCommand) -> NOTES {
        model::NotesCommand::Add { .. } => "notes add",
        model::NotesCommand::Splice { .. } => "notes splice",
        model::NotesCommand::GoOn { .. } => "notes go_on",
        model::NotesCommand::Join { .. } => "notes join",
        model::NotesCommand::WriteOn { .. } => "notes write_on",
        model::NotesCommand::SetScope { .. } => "notes set_scope",
        model::NotesCommand::Move { .. } => "notes move",
        model::NotesCommand::TakeOut { .. } => "notes take_out",
        model::NotesCommand::BringBack { .. } => "notes bring_back",
    }
    fn private(model::PrivateCommand) -> PRIVATE {
        model::PrivateCommand::AddNote { .. } => "private add_note",
        model::PrivateCommand::SpliceNote { .. } => "private splice_note",
        model::PrivateCommand::GoOnNote { .. } => "private go_on_note",
        model::PrivateCommand::JoinNote { .. } => "private join_note",
        model::PrivateCommand::WriteOnNote { .. } => "private write_on_note",
        model::PrivateCommand::TakeOutNote { .. } => "private take_out_note",
        model::PrivateCommand::BringBackNote { .. } => "private bring_back_note",
        model::PrivateCommand::Jot { .. } => "private jot",
        model::PrivateCommand::SpliceQuestion { .. } => "private splice_question",
        model::PrivateCommand::Heard { .. } => "private heard",
        model::PrivateCommand::Ask { .. } => "private ask",
        model::PrivateCommand::TakeOutQuestion { .. } => "private take_out_question",
        model::PrivateCommand::BringBackQuestion { .. } => "private bring_back_question",
        model::PrivateCommand::NameDevice { .. } => "private name_device",
    }
    fn profile(model::ProfileCommand) -> PROFILE {
        model::ProfileCommand::SetName { .. } => "profile set_name",
        model::ProfileCommand::SetPractice { .. } => "profile set_practice",
        model::ProfileCommand::Compared { .. } => "profile compared",
    }
    fn ballots(model::BallotsCommand) -> BALLOTS {
        model::BallotsCommand::Mark { .. } => "ballots mark",
    }
    fn erasing(model::ErasingCommand) -> ERASING {
        model::ErasingCommand::Object { .. } => "erasing object",
        model::ErasingCommand::Confirm { .. } => "erasing confirm",
    }
    fn retention(model::RetentionCommand) -> RETENTION {
        model::RetentionCommand::KeepUntil { .. } => "retention keep_until",
        model::RetentionCommand::Object { .. } => "retention object",
    }
    fn roles(model::RolesCommand) -> ROLES {
        model::RolesCommand::TakeOn { .. } => "roles take_on",
        model::RolesCommand::Renew { .. } => "roles renew",
        model::RolesCommand::LayDown { .. } => "roles lay_down",
    }
    fn settings(model::SettingsCommand) -> SETTINGS {
        model::SettingsCommand::HoldGroundrules { .. } => "settings hold_groundrules",
        model::SettingsCommand::Remind { .. } => "settings remind",
        model::SettingsCommand::LookAtVoices { .. } => "settings look_at_voices",
    }
    fn session(model::SessionCommand) -> SESSION {
        model::SessionCommand::IsFor { .. } => "session is_for",
        model::SessionCommand::Facilitate { .. } => "session facilitate",
        model::SessionCommand::SayHow { .. } => "session say_how",
        model::SessionCommand::Close => "session close",
        model::SessionCommand::Reopen => "session reopen",
    }
    fn agenda(model::AgendaCommand) -> AGENDA {
        model::AgendaCommand::Lay { .. } => "agenda lay",
        model::AgendaCommand::Add { .. } => "agenda add",
        model::AgendaCommand::SetTitle { .. } => "agenda set_title",
        model::AgendaCommand::SetMinutes { .. } => "agenda set_minutes",
        model::AgendaCommand::SetSlot { .. } => "agenda set_slot",
        model::AgendaCommand::Move { .. } => "agenda move",
        model::AgendaCommand::TakeOut { .. } => "agenda take_out",
        model::AgendaCommand::BringBack { .. } => "agenda bring_back",
        model::AgendaCommand::Skip { .. } => "agenda skip",
        model::AgendaCommand::MoveOn { .. } => "agenda move_on",
        model::AgendaCommand::Finish { .. } => "agenda finish",
        model::AgendaCommand::Pause => "agenda pause",
        model::AgendaCommand::Resume => "agenda resume",
        model::AgendaCommand::Lengthen { .. } => "agenda lengthen",
        model::AgendaCommand::BreakNow { .. } => "agenda break_now",
        model::AgendaCommand::Think { .. } => "agenda think",
        model::AgendaCommand::Do { .. } => "agenda do",
    }
    fn attendance(model::AttendanceCommand) -> ATTENDANCE {
        model::AttendanceCommand::Arrive { .. } => "attendance arrive",
        model::AttendanceCommand::Leave { .. } => "attendance leave",
        model::AttendanceCommand::WriteDown { .. } => "attendance write_down",
        model::AttendanceCommand::SetName { .. } => "attendance set_name",
        model::AttendanceCommand::SetArea { .. } => "attendance set_area",
        model::AttendanceCommand::TakeOut { .. } => "attendance take_out",
        model::AttendanceCommand::BringBack { .. } => "attendance bring_back",
    }
    fn speakers(model::SpeakersCommand) -> SPEAKERS {
        model::SpeakersCommand::Raise { .. } => "speakers raise",
        model::SpeakersCommand::Lower { .. } => "speakers lower",
        model::SpeakersCommand::Call { .. } => "speakers call",
        model::SpeakersCommand::Done { .. } => "speakers done",
        model::SpeakersCommand::Move { .. } => "speakers move",
        model::SpeakersCommand::Clear => "speakers clear",
        model::SpeakersCommand::SetContribution { .. } => "speakers set_contribution",
        model::SpeakersCommand::SetNewVoicesFirst { .. } => "speakers set_new_voices_first",
        model::SpeakersCommand::SetClosed { .. } => "speakers set_closed",
    }
    fn rounds(model::RoundsCommand) -> ROUNDS {
        model::RoundsCommand::Begin { .. } => "rounds begin",
        model::RoundsCommand::Had { .. } => "rounds had",
        model::RoundsCommand::NotYet { .. } => "rounds not_yet",
        model::RoundsCommand::Seat { .. } => "rounds seat",
        model::RoundsCommand::Unseat { .. } => "rounds unseat",
        model::RoundsCommand::End { .. } => "rounds end",
        model::RoundsCommand::TakeOut { .. } => "rounds take_out",
        model::RoundsCommand::BringBack { .. } => "rounds bring_back",
    }
    fn feedback(model::FeedbackCommand) -> FEEDBACK {
        model::FeedbackCommand::Write { .. } => "feedback write",
        model::FeedbackCommand::Splice { .. } => "feedback splice",
        model::FeedbackCommand::TakeOut { .. } => "feedback take_out",
        model::FeedbackCommand::BringBack { .. } => "feedback bring_back",
    }
    fn sheets(model::SheetsCommand) -> SHEETS {
        model::SheetsCommand::Add { .. } => "sheets add",
        model::SheetsCommand::Splice { .. } => "sheets splice",
        model::SheetsCommand::TakeOut { .. } => "sheets take_out",
        model::SheetsCommand::BringBack { .. } => "sheets bring_back",
    }
    fn pair(model::PairCommand) -> PAIR {
        model::PairCommand::Write { .. } => "pair write",
        model::PairCommand::Splice { .. } => "pair splice",
        model::PairCommand::TakeOut { .. } => "pair take_out",
        model::PairCommand::BringBack { .. } => "pair bring_back",
    }
    fn room(model::RoomCommand) -> ROOM {
        model::RoomCommand::OfSession { .. } => "room of_session",
        model::RoomCommand::Hear { .. } => "room hear",
        model::RoomCommand::SaidBy { .. } => "room said_by",
        model::RoomCommand::Confirm { .. } => "room confirm",
        model::RoomCommand::View { .. } => "room view",
        model::RoomCommand::SetTitle { .. } => "room set_title",
        model::RoomCommand::Note { .. } => "room note",
        model::RoomCommand::Splice { .. } => "room splice",
        model::RoomCommand::TakeOut { .. } => "room take_out",
        model::RoomCommand::BringBack { .. } => "room bring_back",
    }
    fn arrangements(model::ArrangementsCommand) -> ARRANGEMENTS {
        model::ArrangementsCommand::Answer { .. } => "arrangements answer",
    }
}

fn act(act: &model::Command) -> &'static str {
    match act {
        model::Command::Groundrules(act) => groundrules(act),
        model::Command::Themes(act) => themes(act),
        model::Command::Meetings(act) => meetings(act),
        model::Command::Presenters(act) => presenters(act),
        model::Command::Votes(act) => votes(act),
        model::Command::Parked(act) => parked(act),
        model::Command::Learning(act) => learning(act),
        model::Command::Actions(act) => actions(act),
        model::Command::Decisions(act) => decisions(act),
        model::Command::Notes(act) => notes(act),
        model::Command::Private(act) => private(act),
        model::Command::Profile(act) => profile(act),
        model::Command::Ballots(act) => ballots(act),
        model::Command::Erasing(act) => erasing(act),
        model::Command::Retention(act) => retention(act),
        model::Command::Roles(act) => roles(act),
        model::Command::Settings(act) => settings(act),
        model::Command::Session(act) => session(act),
        model::Command::Agenda(act) => agenda(act),
        model::Command::Attendance(act) => attendance(act),
        model::Command::Speakers(act) => speakers(act),
        model::Command::Rounds(act) => rounds(act),
        model::Command::Feedback(act) => feedback(act),
        model::Command::Sheets(act) => sheets(act),
        model::Command::Pair(act) => pair(act),
        model::Command::Room(act) => room(act),
        model::Command::Arrangements(act) => arrangements(act),
    }
}

fn lines() -> Vec<String> {
    let of_node = commands::GROUPS.iter().flat_map(|group| group.examples);
    let of_model = groups_of_acts().flat_map(|group| group.examples);
    of_node
        .map(|example| example.line())
        .chain(of_model.map(|example| as_command(&example.line())))
        .collect()
}

#[test]
fn every_command_of_a_node_and_every_act_has_an_example() {
    let mut seen = BTreeSet::new();
    for line in lines() {
        match parse(&line) {
            Ok(Asked::Own(asked)) => seen.insert(own(&asked)),
            Ok(Asked::Node(asked)) => {
                if let Command::Do { act: done, .. } | Command::DoIn { act: done, .. } = &*asked {
                    seen.insert(act(done));
                }
                seen.insert(command(&asked))
            }
            Err(error) => panic!("{line}: {}", error.0),
        };
    }
    let known = [
        OWN,
        COMMANDS,
        GROUNDRULES,
        THEMES,
        MEETINGS,
        PRESENTERS,
        VOTES,
        PARKED,
        LEARNING,
        ACTIONS,
        DECISIONS,
        NOTES,
        PRIVATE,
        PROFILE,
        BALLOTS,
        ERASING,
        RETENTION,
        ROLES,
        SETTINGS,
        SESSION,
        AGENDA,
        ATTENDANCE,
        SPEAKERS,
        ROUNDS,
        FEEDBACK,
        SHEETS,
        PAIR,
        ROOM,
        ARRANGEMENTS,
    ];
    let known: BTreeSet<&str> = known.into_iter().flatten().copied().collect();
    assert_eq!(known.difference(&seen).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn an_example_says_every_field_and_reads_back_as_it_was_written() {
    for line in lines() {
        let written: Value = serde_json::from_str(&line).unwrap();
        let read = match parse(&line).unwrap() {
            Asked::Own(own) => serde_json::to_value(own),
            Asked::Node(command) => serde_json::to_value(command),
        };
        let read = read.unwrap();
        // Fields with a usual value may be left out; none may be misspelled or read as something else.
        assert_eq!(
            with_numbers_alike(&merged(&written, &read)),
            with_numbers_alike(&read),
            "{line}"
        );
    }
}

#[test]
fn the_names_are_those_a_script_writes() {
    for line in lines() {
        let written: Value = serde_json::from_str(&line).unwrap();
        let word =
            |at: &str| written.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (said, named) = match parse(&line).unwrap() {
            Asked::Own(asked) => (word("/command"), own(&asked)),
            Asked::Node(asked) => match &*asked {
                Command::Do { act: done, .. } | Command::DoIn { act: done, .. } => {
                    (format!("{} {}", word("/act/subject"), word("/act/do")), act(done))
                }
                asked @ Command::SetMode { .. } => {
                    (format!("{} {}", word("/command"), word("/mode/mode")), command(asked))
                }
                asked @ Command::SaveExchange { .. } => {
                    (format!("{} {}", word("/command"), word("/for/whom")), command(asked))
                }
                asked @ Command::Guard { .. } => {
                    (format!("{} {}", word("/command"), word("/change/change")), command(asked))
                }
                asked => (word("/command"), command(asked)),
            },
        };
        assert_eq!(said, named);
    }
}

/// What was written, and for the rest what was read.
fn merged(written: &Value, read: &Value) -> Value {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => {
            let mut all = read.clone();
            for (field, value) in written {
                let value =
                    read.get(field).map_or_else(|| value.clone(), |read| merged(value, read));
                all.insert(field.clone(), value);
            }
            Value::Object(all)
        }
        (Value::Array(written), Value::Array(read)) if written.len() == read.len() => {
            written.iter().zip(read).map(|(written, read)| merged(written, read)).collect()
        }
        _ => written.clone(),
    }
}

fn with_numbers_alike(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::from(number.as_f64()),
        Value::Array(items) => items.iter().map(with_numbers_alike).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(field, value)| (field.clone(), with_numbers_alike(value))).collect()
        }
        other => other.clone(),
    }
}
