//! Horseshoe, the window: opens a profile, or says in words why it cannot; without a display it plays the tour.

mod action;
mod album;
mod app;
mod args;
mod authorship;
mod crash;
mod dates;
mod drafts;
mod files;
mod flipchart;
pub mod headless;
mod idle;
mod line;
mod locked;
mod made_up;
mod node_line;
mod notices;
mod one_window;
mod report;
mod screen;
mod screens;
mod slides;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod texts;
mod tour;
mod typed_secret;
mod window;
mod words;

use anyhow::{Context as _, ensure};
use args::{Args, What};
use clap::Parser as _;
use horseshoe_node::ticket_in;
use one_window::Start;
use std::process::ExitCode;

/// The whole program.
pub fn run() -> ExitCode {
    let args = Args::parse();
    args::start_log();
    let done = match args.what {
        Some(What::Demo(options)) => tour::run(&options.into()),
        None => open_window(args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn open_window(args: Args) -> anyhow::Result<()> {
    if !args::display_there() {
        say("There is no display here, so Horseshoe plays its tour in the terminal.");
        return tour::run(&tour::Options::default());
    }
    let ticket = args.ticket.map(|given| args::ticket(&given)).transpose()?;
    let profile = match args.profile {
        Some(folder) => folder,
        None => horseshoe_node::usual_profile().context("no folder for the profile")?,
    };
    let turn = match one_window::start(&profile, ticket.as_deref()) {
        Start::First(turn) => Some(turn),
        Start::HandedOver => {
            let readable = ticket.as_deref().is_none_or(|ticket| ticket_in(ticket).is_some());
            ensure!(readable, "the window is open already; what was given to it is no ticket");
            return Ok(());
        }
        Start::Unknown => None,
    };
    crash::watch(&profile);
    if let Err(error) = window::open(profile, ticket, turn) {
        say(&format!(
            "No window can be opened here ({error:#}), so Horseshoe plays its tour in the terminal."
        ));
        return tour::run(&tour::Options::default());
    }
    Ok(())
}

/// Says something to whoever started the program from a terminal.
#[expect(clippy::print_stderr, reason = "this is the program's voice where there is no window")]
fn say(words: &str) {
    eprintln!("{words}");
}
