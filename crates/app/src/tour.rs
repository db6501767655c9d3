//! The tour: four members live through an hour of a learning community in about a minute, with real nodes, real
//! connections on the loopback and real stores in a temporary folder. It tells what happens and checks every step.

mod figures;
mod people;
mod picture;
mod story;
mod telling;
mod windows;

use anyhow::Context as _;
use std::path::PathBuf;

/// What was asked of the tour.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Where the readable export and the pictures are left; a new folder among the temporary ones if absent.
    pub(crate) folder: Option<PathBuf>,
    /// Opens two of the members' windows side by side once the story is told.
    pub(crate) window: bool,
}

/// Plays the tour. An error is a step that did not turn out as told.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let folder = match &options.folder {
        Some(folder) => folder.clone(),
        None => tempfile::Builder::new().prefix("horseshoe-tour-").tempdir()?.keep(),
    };
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let profiles = tempfile::Builder::new().prefix("horseshoe-tour-").tempdir()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    #[expect(
        clippy::disallowed_methods,
        reason = "the tour is a program of its own and starts here"
    )]
    let people = runtime.handle().block_on(story::tell(profiles.path(), &folder))?;
    if options.window {
        windows::open(&runtime, people)
    } else {
        #[expect(clippy::disallowed_methods, reason = "as above, and ends here")]
        runtime.handle().block_on(people.go_home());
        Ok(())
    }
}
