//! A clock on the wall that a story moves, the same for all devices that go by it. Timers go on in real time, so that an
//! afternoon takes a minute.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// 4 March 2027, 13:00 UTC, in seconds since 1970.
const START_SECS: u64 = 1_804_165_200;

#[derive(Clone)]
pub(crate) struct Clock {
    /// What moves the clock of a program that is started with it.
    library: PathBuf,
    /// How far it is moved. Programs read it again whenever they look at the clock.
    moved: PathBuf,
}

impl Clock {
    /// A clock that shows the start. `None` where the library is missing.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        let clock = Self { library: library()?, moved: folder.join("clock") };
        clock.shows(Duration::ZERO);
        Some(clock)
    }

    /// From now on it shows this time since the start, and goes on from there.
    pub(crate) fn shows(&self, since_start: Duration) {
        let moved =
            (Duration::from_secs(START_SECS) + since_start).as_secs_f64() - real().as_secs_f64();
        // In place at once: a program that looks meanwhile finds the old or the new.
        let next = self.moved.with_extension("next");
        fs::write(&next, format!("{moved:+.3}\n")).unwrap();
        fs::rename(next, &self.moved).unwrap();
    }

    /// Unix milliseconds of a time since the start.
    pub(crate) fn at(since_start: Duration) -> u64 {
        u64::try_from((Duration::from_secs(START_SECS) + since_start).as_millis())
            .expect("a year people live in")
    }

    /// Lets a program go by this clock.
    pub(crate) fn give_to(&self, command: &mut Command) {
        command
            .env("LD_PRELOAD", &self.library)
            .env("FAKETIME_TIMESTAMP_FILE", &self.moved)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("DONT_FAKE_MONOTONIC", "1")
            .env("NO_FAKE_STAT", "1")
            .env("TZ", "UTC");
    }

    /// Tidies up after a program that was killed: what moved its clock shared memory with programs it might have started.
    pub(crate) fn take_from(process: u32) {
        for shared in ["faketime_shm_", "sem.faketime_sem_"] {
            // A program that ended by itself has tidied up.
            fs::remove_file(format!("/dev/shm/{shared}{process}")).ok();
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the moved clock is told how far it is from the real one"
)]
fn real() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

/// Debian has it in a folder named after the machine's kind.
fn library() -> Option<PathBuf> {
    let kinds = fs::read_dir("/usr/lib").ok()?.flatten();
    let mut places = kinds.map(|kind| kind.path().join("faketime/libfaketimeMT.so.1"));
    places.find(|library| library.is_file())
}
