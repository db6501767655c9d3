//! One file per command.

mod export;
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
        Command::Verify => verify::run(profile).await,
        Command::Script { describe: true } => Ok(script::describe()),
        Command::Script { describe: false } => script::run(profile).await,
    }
}
