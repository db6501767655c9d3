//! What the program is started with: its arguments, and what it reads of its surroundings.

use crate::{files, tour};
use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

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

/// The ticket that was given, as text, as a link, or as the place of a file.
pub(crate) fn ticket(given: &str) -> anyhow::Result<String> {
    // What a file manager opens may come as an address.
    let path = match given.strip_prefix("file://") {
        Some(address) => PathBuf::from(unescaped(address)),
        None => PathBuf::from(given),
    };
    if !path.exists() && !given.starts_with("file:") {
        return Ok(unescaped(given));
    }
    match files::read_ticket(&path).context("the ticket file cannot be read")? {
        Some(ticket) => Ok(ticket),
        None => bail!("there is no ticket in this file"),
    }
}

/// An address with its `%20` and the like turned back into what they stand for.
fn unescaped(address: &str) -> String {
    percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_given_as_text_or_as_a_link_or_as_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a ticket.horseshoe");
        std::fs::write(&file, "horseshoe:abc\n").unwrap();
        let place = file.display().to_string();
        let address = format!("file://{}", place.replace(' ', "%20"));
        for given in ["horseshoe:abc", "horseshoe:ab%63", &place, &address] {
            assert_eq!(ticket(given).unwrap(), "horseshoe:abc", "{given}");
        }
    }

    #[test]
    fn a_file_without_a_ticket_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("file://{}/letter%", folder.path().display());
        assert!(ticket(&address).unwrap_err().to_string().contains("cannot be read"));
        std::fs::write(folder.path().join("letter%"), "Dear Jo").unwrap();
        assert!(ticket(&address).unwrap_err().to_string().contains("no ticket"));
    }
}
