//! What a group can do, subject by subject; test names carry the row of the feature table.

mod actions;
mod agenda;
mod attendance;
mod feedback;
mod few;
mod forms;
mod groundrules;
mod learning;
mod long_notes;
mod meetings;
mod notes;
mod room;
mod rounds;
mod running;
mod session;
mod session_undo;
mod settings;
mod sheets;
mod speakers;
mod support;
mod undo;
mod voices;
mod volunteers;
mod votes;
