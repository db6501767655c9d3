//! What is said to people and to scripts: results on standard output, the rest on standard error, and exit codes.

use crate::words;
use horseshoe_node::Problem;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How the program ends; documented in `--help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Done = 0,
    Refused = 1,
    // 2 is clap's.
    Profile = 3,
    Wrong = 4,
    TimeOver = 5,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code as u8)
    }
}

/// Why it did not work, in words for people.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: Code,
    /// What happened, what is safe, what one can do.
    pub(crate) words: String,
}

impl Failure {
    pub(crate) fn new(code: Code, words: impl Into<String>) -> Self {
        Self { code, words: words.into() }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::new(code(&problem), words::say(&problem))
    }
}

/// Says a result, on a line of its own. Who does not listen any more need not hear it.
pub(crate) fn result(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).ok();
}

/// Says how it goes, to people.
pub(crate) fn progress(line: &str) {
    writeln!(io::stderr().lock(), "{line}").ok(); // as above
}

pub(crate) fn say_failure(failure: &Failure) {
    progress(&failure.words);
}

/// Logs go to standard error, and are silent unless `RUST_LOG` asks for them.
pub(crate) fn start_log() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
}

fn code(problem: &Problem) -> Code {
    match problem {
        Problem::ProfileInUse
        | Problem::ProfileNewer { .. }
        | Problem::KeyFile { .. }
        | Problem::WrongPassphrase
        | Problem::NeedsPassphrase
        | Problem::WrongRecoveryCode
        | Problem::NeedsKeyring
        | Problem::ProfileExists
        | Problem::NotWritable { .. }
        | Problem::StoreDamaged { .. } => Code::Profile,
        _ => Code::Refused,
    }
}
