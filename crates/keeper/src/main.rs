//! A member's device without a window: `horseshoe-keeper`.
//!
//! An old laptop in a cupboard keeps a community going, so that members who are never online together still meet through
//! it. The same program is the command line for a profile, and `script` is how other programs drive a node.

mod args;
mod commands;
mod community;
mod lines;
mod output;
mod profile;
mod script;
mod signals;
mod words;

use args::Args;
use clap::Parser as _;
use output::{Code, Failure};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    output::start_log();
    match run(args) {
        Ok(code) => code.into(),
        Err(failure) => {
            output::say_failure(&failure);
            failure.code.into()
        }
    }
}

fn run(args: Args) -> Result<Code, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("keeper")
        .build()
        .map_err(|error| {
            Failure::new(Code::Refused, format!("The program could not start: {error}"))
        })?;
    runtime.block_on(commands::run(args))
}
