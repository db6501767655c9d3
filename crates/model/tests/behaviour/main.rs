//! What a group can do, subject by subject; test names carry the row of the feature table.

mod agenda;
mod attendance;
mod few;
mod forms;
mod groundrules;
mod long_notes;
mod meetings;
mod notes;
mod rounds;
mod running;
mod session;
mod session_undo;
mod speakers;
#[expect(dead_code, reason = "shared with the properties of merging")]
mod support;
mod undo;
mod votes;
