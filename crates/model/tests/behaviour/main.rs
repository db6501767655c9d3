//! What a group can do, subject by subject; test names carry the row of the feature table.

mod forms;
mod groundrules;
mod meetings;
mod notes;
mod support;
mod undo;
mod votes;
