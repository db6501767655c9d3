//! Lines of standard input, as they come, without holding anything else up.

use std::io::{self, BufRead as _};
use tokio::sync::mpsc;

/// How many lines may wait to be taken.
const WAITING: usize = 64;

/// The lines until the end of the input. A line that cannot be read ends it, with the reason.
pub(crate) fn of_stdin() -> io::Result<mpsc::Receiver<io::Result<String>>> {
    let (send, lines) = mpsc::channel(WAITING);
    // A thread of its own, because reading cannot be interrupted; the end of the program ends it.
    std::thread::Builder::new().name("stdin".to_owned()).spawn(move || {
        for line in io::stdin().lock().lines() {
            let failed = line.is_err();
            if send.blocking_send(line).is_err() || failed {
                return;
            }
        }
    })?;
    Ok(lines)
}
