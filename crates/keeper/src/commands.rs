//! One file per command.

mod backup;
mod export;
mod forget_me;
mod invite;
mod join;
mod run;
mod status;
mod verify;

use crate::args::{Args, Command};
use crate::output::{Code, Failure};
use crate::script;

pub(crate) async fn run(args: Args) -> Result<Code, Failure> {
    let profile = &args.profile;
    match args.command {
        Command::Run => run::run(profile).await,
        Command::Status { json } => status::run(profile, json).await,
        Command::Invite { community, hours, answer } => {
            invite::run(profile, community.as_deref(), hours, answer).await
        }
        Command::Join { ticket_file, name, practice, seconds } => {
            let me = name.map(|name| join::Me { name, practice });
            join::run(profile, ticket_file.as_deref(), me, seconds).await
        }
        Command::Export { community, folder, language } => {
            export::run(profile, &community, folder, language).await
        }
        Command::Backup { file, backup_passphrase_file } => {
            backup::write(profile, file, &backup_passphrase_file).await
        }
        Command::CheckBackup { file, backup_passphrase_file } => {
            backup::check(&file, &backup_passphrase_file)
        }
        Command::Restore { file, backup_passphrase_file } => {
            backup::restore(profile, &file, &backup_passphrase_file)
        }
        Command::ForgetMe { yes_destroy_everything_here: _ } => forget_me::run(profile),
        Command::Verify => verify::run(profile).await,
        Command::Script { describe: true } => Ok(script::describe()),
        Command::Script { describe: false } => script::run(profile).await,
    }
}
