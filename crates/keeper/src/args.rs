//! The command line, and the only place that reads it.

use clap::{Parser, Subcommand};
use horseshoe_handbook::Language;
use std::net::SocketAddr;
use std::path::PathBuf;

/// A member's device without a window.
#[derive(Debug, Parser)]
#[command(name = "horseshoe-keeper", version, about, after_help = CODES)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) profile: ProfileArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Exit codes, for scripts.
const CODES: &str = "\
Exit codes:
  0  done
  1  it could not be done; what to do about it is said
  2  the command line was not understood
  3  the profile could not be opened
  4  verify found something that is not as it was written
  5  the time was over before it happened

The profile is the folder named by --profile, by HORSESHOE_PROFILE, or the usual one of this system. A count that tells an
old copy of it is kept in HORSESHOE_STATE, or where this system keeps such things.
What the program logs is chosen with RUST_LOG; nothing people write is ever in it.";

/// Which profile, and what it may do on the network.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ProfileArgs {
    /// The folder of the profile
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) profile: Option<PathBuf>,
    /// A file with the profile's passphrase, on one line
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// A file with the profile's recovery code, on one line, for who forgot the passphrase
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) recovery_code_file: Option<PathBuf>,
    /// Take connections at this address only, instead of on every network
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub(crate) listen: Vec<SocketAddr>,
    /// Stay on this machine: nothing is looked for on any network
    #[arg(long, global = true, conflicts_with = "listen")]
    pub(crate) loopback: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Keep this device in touch with the others until it is told to end (Ctrl-C, SIGTERM)
    Run,
    /// Say what is on this device
    Status {
        /// As one JSON object: the whole snapshot
        #[arg(long)]
        json: bool,
    },
    /// Make a ticket for one person
    Invite {
        /// The community, by its name or the beginning of its id; not needed where there is only one
        community: Option<String>,
        /// How long the ticket can be used; a week if not given
        #[arg(long, value_name = "HOURS")]
        hours: Option<u32>,
        /// Stay until somebody comes with it, and ask here whether to let them in
        #[arg(long)]
        answer: bool,
    },
    /// Ask to be let in with a ticket somebody gave you, and wait until you are
    Join {
        /// The file with the ticket; from standard input if not given, so that it shows in no list of programs
        #[arg(long, value_name = "FILE")]
        ticket_file: Option<PathBuf>,
        /// Your name, if this profile does not know it yet
        #[arg(long)]
        name: Option<String>,
        /// Your area of practice
        #[arg(long, requires = "name", default_value = "")]
        practice: String,
        /// How long to wait
        #[arg(long, value_name = "SECONDS", default_value_t = 600)]
        seconds: u64,
    },
    /// Write everything readable of a community into a new folder
    Export {
        /// The community, by its name or the beginning of its id
        community: String,
        /// A folder that is empty or not there yet
        folder: PathBuf,
        /// What the pages are written in: en or de
        #[arg(long, default_value = "en", value_parser = language)]
        language: Language,
    },
    /// Write everything of this profile into one sealed file
    Backup {
        /// Where to; an older backup there is replaced once the new one is whole
        file: PathBuf,
        /// A file with the passphrase of the backup, on one line
        #[arg(long, value_name = "FILE")]
        backup_passphrase_file: PathBuf,
    },
    /// Read a backup to its end, check all that is in it, and say what it holds; nothing is written
    CheckBackup {
        file: PathBuf,
        /// A file with the passphrase of the backup, on one line
        #[arg(long, value_name = "FILE")]
        backup_passphrase_file: PathBuf,
    },
    /// Make a profile of a backup, where there is none yet
    Restore {
        file: PathBuf,
        /// A file with the passphrase of the backup, on one line
        #[arg(long, value_name = "FILE")]
        backup_passphrase_file: PathBuf,
    },
    /// Destroy the whole profile on this device: its keys, and everything that is kept
    ForgetMe {
        /// That you want this: what is only here is lost for good
        #[arg(long, required = true)]
        yes_destroy_everything_here: bool,
    },
    /// Read and check every certificate and every entry kept here
    Verify,
    /// One JSON command per line in, one JSON result per line out
    Script {
        /// Say every command with an example instead
        #[arg(long)]
        describe: bool,
    },
}

fn language(code: &str) -> Result<Language, String> {
    Language::of_code(code).ok_or_else(|| "there are no pages in this language".to_owned())
}
