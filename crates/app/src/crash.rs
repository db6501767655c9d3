//! What is noted when the window ends all at once, so that the next start can say so: where in the program it was, and
//! nothing else. What a panic says may hold words of a person; it is never written down.

use horseshoe_node::Clock;
use serde::{Deserialize, Serialize};
use std::panic::Location;
use std::path::{Path, PathBuf};

/// One such end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Crash {
    /// Of the program that ended.
    pub(crate) version: String,
    /// Seconds since 1970.
    pub(crate) at: u64,
    /// File, line and column in the program.
    pub(crate) place: String,
}

/// How the window before ended, where it was all at once, and whether the person was told and put it away.
#[derive(Debug, Default)]
pub(crate) struct LastTime {
    pub(crate) crash: Option<Crash>,
    pub(crate) told: bool,
}

/// From now on a panic of the window is noted in this profile. What a panic does otherwise it does as before.
pub(crate) fn watch(profile: &Path) {
    let file = file(profile);
    let clock = Clock::start();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Work beside the window can fail without ending it.
        let window = std::thread::current().name() == Some("main");
        if let Some(place) = panic.location().filter(|_| window) {
            Crash::at(place, clock.now().unix_secs()).note(&file);
        }
        before(panic);
    }));
}

/// The end that was noted last, until it is forgotten.
pub(crate) fn last(profile: &Path) -> Option<Crash> {
    let bytes = std::fs::read(file(profile)).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Removes the note, beside the window.
pub(crate) fn forget(profile: &Path) {
    let file = file(profile);
    let thread = std::thread::Builder::new().name("files".to_owned());
    let removed = thread.spawn(move || {
        if let Err(error) = std::fs::remove_file(file) {
            tracing::warn!(%error, "the note of how the window ended stays");
        }
    });
    if let Err(error) = removed {
        tracing::warn!(%error, "no thread for a file");
    }
}

impl Crash {
    fn at(place: &Location<'_>, secs: u64) -> Self {
        let path = within_program(place.file());
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            at: secs,
            place: format!("{path}:{}:{}", place.line(), place.column()),
        }
    }

    fn note(&self, file: &Path) {
        // The program is about to end: there is nobody to tell what goes wrong here.
        if let Ok(bytes) = serde_json::to_vec(self) {
            drop(std::fs::write(file, bytes));
        }
    }
}

fn file(profile: &Path) -> PathBuf {
    profile.join("crash.json")
}

/// The path of a source without the folders of whoever built the program.
fn within_program(path: &str) -> &str {
    let starts = ["/registry/src/", "/library/", "crates/"];
    let start = starts.iter().find_map(|start| path.find(start).map(|at| at + start.len()));
    &path[start.unwrap_or_default()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_says_where_and_nothing_of_what_was_said() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(last(folder.path()), None);
        let place = Location::caller();
        Crash::at(place, 1_700_000_000).note(&file(folder.path()));
        let crash = last(folder.path()).unwrap();
        assert_eq!(crash.place, format!("app/src/crash.rs:{}:{}", place.line(), place.column()));
        let written = std::fs::read_to_string(file(folder.path())).unwrap();
        let value: serde_json::Value = serde_json::from_str(&written).unwrap();
        let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["at", "place", "version"]);
    }

    #[test]
    fn a_note_that_cannot_be_read_is_none() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(file(folder.path()), "not what was written").unwrap();
        assert_eq!(last(folder.path()), None);
    }

    #[test]
    fn folders_of_whoever_built_the_program_are_left_out() {
        let registry = "/home/somebody/.cargo/registry/src/index-0/egui-0.37.0/src/ui.rs";
        assert_eq!(within_program(registry), "index-0/egui-0.37.0/src/ui.rs");
        assert_eq!(within_program("crates/app/src/app.rs"), "app/src/app.rs");
        assert_eq!(within_program("/rustc/abc/library/core/src/option.rs"), "core/src/option.rs");
    }
}
