//! What the program is started with: its arguments, and what it reads of its surroundings.

use crate::{files, tour};
use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};

/// Horseshoe: a learning community that lives on its members' own devices.
#[derive(Debug, Parser)]
#[command(name = "horseshoe", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    /// The folder with the profile, instead of the usual one.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) profile: Option<PathBuf>,
    /// A ticket somebody gave you, or a file with one.
    #[arg(value_name = "TICKET-OR-FILE")]
    pub(crate) ticket: Option<String>,
    #[command(subcommand)]
    pub(crate) what: Option<What>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// Plays the tour: four members live through an hour in about a minute.
    Demo(Demo),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Demo {
    /// Where the readable export and the pictures are left.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// Opens two of the members' windows side by side once the story is told.
    #[arg(long)]
    window: bool,
}

impl From<Demo> for tour::Options {
    fn from(Demo { folder, window }: Demo) -> Self {
        Self { folder, window }
    }
}

/// The ticket that was given, as text or as the place of a file.
pub(crate) fn ticket(given: &str) -> anyhow::Result<String> {
    let path = Path::new(given);
    if !path.exists() {
        return Ok(given.to_owned());
    }
    match files::read_ticket(path).context("the ticket file cannot be read")? {
        Some(ticket) => Ok(ticket),
        None => bail!("there is no ticket in this file"),
    }
}

/// Whether a window can be shown at all.
pub(crate) fn display_there() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Logs to the terminal: warnings, or what `HORSESHOE_LOG` asks for. Never any content.
pub(crate) fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("HORSESHOE_LOG")
        .unwrap_or_else(|_unset| EnvFilter::new("error,horseshoe=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
