//! This test program once more, as a process of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const STORE: &str = "HORSESHOE_STORE_OF_A_TEST";

/// A process that runs one test, which is ignored otherwise, on a store.
pub(crate) fn child(test: &str, store: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", test, "--nocapture"]).env(STORE, store);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    command
}

/// The store such a process is to work on. `None` where somebody runs ignored tests by hand.
#[expect(clippy::disallowed_methods, reason = "how a process of a test is told what to do")]
pub(crate) fn store_of_child() -> Option<PathBuf> {
    std::env::var(STORE).ok().map(PathBuf::from)
}
