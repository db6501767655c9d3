//! Themes others considered for their groundrules: considered, shaped, included, or not for us.

use crate::clash::Field;
use crate::ids::RuleId;
use serde::{Deserialize, Serialize};

/// What a group can do with suggested themes. A theme is named by the handbook's short key, or any of that form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ThemesCommand {
    /// Says where the group is with a theme.
    Set { theme: String, status: ThemeStatus },
    /// Suggests a theme the handbook does not have.
    Suggest { theme: String, name: String },
    /// Notes which rule grew out of a theme.
    Link { theme: String, rule: RuleId },
}

/// What became of a suggested theme. One never touched has no status and is not in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeStatus {
    Considered,
    Shaped,
    Included,
    /// Stays so until somebody says otherwise: it does not come back by itself.
    NotForUs,
}

/// A theme the group has looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theme {
    pub theme: String,
    /// Its name, if members suggested it themselves.
    pub name: Option<Field<String>>,
    pub status: Option<Field<ThemeStatus>>,
    pub rule: Option<RuleId>,
}
