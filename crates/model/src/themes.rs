//! Themes others considered for their groundrules: considered, shaped, included, or not for us.

use crate::clash::Field;
use crate::command::{CommandError, limits};
use crate::ids::RuleId;
use crate::plan::Plan;
use crate::reading::Item;
use horseshoe_merge::Value;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
    /// The handbook's short key, or one of the same form.
    pub key: String,
    /// Its name, if members suggested it themselves.
    pub name: Option<Field<String>>,
    pub status: Option<Field<ThemeStatus>>,
    pub rule: Option<RuleId>,
}

/// A theme's status, name and rule stand in three maps: two devices may begin with one theme at once, and only
/// scalars bear that.
pub(crate) const MAPS: [&str; 3] = [STATUS, NAMES, RULES];
const STATUS: &str = "themes";
const NAMES: &str = "theme_names";
const RULES: &str = "theme_rules";

impl ThemeStatus {
    const fn word(self) -> &'static str {
        match self {
            Self::Considered => "considered",
            Self::Shaped => "shaped",
            Self::Included => "included",
            Self::NotForUs => "not_for_us",
        }
    }

    fn parse(value: &Value) -> Option<Self> {
        let word = value.as_str()?;
        [Self::Considered, Self::Shaped, Self::Included, Self::NotForUs]
            .into_iter()
            .find(|status| status.word() == word)
    }
}

pub(crate) fn read(root: &Item<'_>) -> Vec<Theme> {
    let [status, names, rules] = MAPS.map(|map| root.map(map));
    let keys = [&status, &names, &rules]
        .into_iter()
        .flatten()
        .flat_map(Item::keys)
        .collect::<BTreeSet<_>>();
    let theme = |theme: String| Theme {
        name: names.and_then(|names| names.str_field(&theme)),
        status: status.and_then(|status| status.field(&theme, ThemeStatus::parse)),
        rule: rules.and_then(|rules| rules.str(&theme)?.parse().ok()),
        key: theme,
    };
    keys.into_iter().filter(|key| is_key(key)).map(theme).collect()
}

pub(crate) fn plan(command: &ThemesCommand, root: &Item<'_>) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    let (ThemesCommand::Set { theme, .. }
    | ThemesCommand::Suggest { theme, .. }
    | ThemesCommand::Link { theme, .. }) = command;
    if !is_key(theme) {
        return Err(CommandError::Malformed { what: "theme" });
    }
    match command {
        ThemesCommand::Set { status, .. } => plan.put(root, &[STATUS], theme, status.word()),
        ThemesCommand::Suggest { name, .. } => {
            limits::some(name)?;
            limits::line(name)?;
            limits::room(read(root).len(), limits::ITEMS)?;
            plan.put(root, &[NAMES], theme, name.as_str());
        }
        ThemesCommand::Link { rule, .. } => plan.put(root, &[RULES], theme, rule.to_hex()),
    }
    Ok(plan)
}

/// The form of the handbook's keys, also of design questions.
pub(crate) fn is_key(key: &str) -> bool {
    (1..=64).contains(&key.len())
        && key.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
        })
}
