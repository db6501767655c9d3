//! Lists to go through: themes for groundrules, the room before people arrive.

use serde::Deserialize;

/// A list to go through.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    pub id: String,
    pub revision: u32,
    pub title: String,
    pub items: Vec<ChecklistItem>,
}

/// One thing to consider or to do.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    pub id: String,
    pub text: String,
    pub note: Option<String>,
}
