//! How long the group keeps its shared notes: a day people agreed on, and who objects to what is to happen then.
//!
//! Nothing is destroyed by this rule alone. When the day has come, somebody proposes it and two sign, as for anything
//! that is destroyed; whoever objects is seen by all, so that people talk.

use crate::acting::Acting;
use crate::clash::Field;
use crate::command::CommandError;
use crate::ids::MemberId;
use crate::meetings::check_date;
use crate::plan::Plan;
use crate::reading::Item;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a group can agree about keeping its shared notes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RetentionCommand {
    /// Until which day (`2026-12-10`) they are kept; `None` for as long as there is the group.
    KeepUntil { until: Option<String> },
    /// I object to their being destroyed on this day, or no longer do.
    Object { until: String, object: bool },
}

/// What the group agreed about keeping its shared notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Retention {
    /// While two days clash, the later one is shown and holds.
    pub until: Field<Option<String>>,
    /// Who objects to the day that is shown.
    pub objected_by: BTreeSet<MemberId>,
}

impl Retention {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let Some(map) = root.map(MAP) else { return Self::default() };
        let day = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut until = map.field(UNTIL, |value| value.as_str().map(day)).unwrap_or_default();
        // Kept for good is later than any day.
        let latest =
            until.clash.iter().max_by_key(|choice| (choice.value.is_none(), choice.value.clone()));
        if let Some(latest) = latest.cloned() {
            until = Field { value: latest.value, by: latest.by, clash: until.clash };
        }
        let mut objected_by = BTreeSet::new();
        for key in map.keys() {
            let Some((of, member)) = key.strip_prefix(OBJECTS).and_then(|it| it.split_once('/'))
            else {
                continue;
            };
            let Ok(member) = member.parse::<MemberId>() else { continue };
            // Nobody objects in another's name.
            if Some(of) == until.value.as_deref()
                && map.bool(&key)
                && map.by_at(&key) == Some(member)
            {
                objected_by.insert(member);
            }
        }
        Self { until, objected_by }
    }
}

/// Beside the group's other decisions.
pub(crate) const MAP: &str = "decisions";
const UNTIL: &str = "retention/notes";
const OBJECTS: &str = "retention/objects/";

pub(crate) fn plan(
    command: &RetentionCommand,
    root: &Item<'_>,
    acting: &Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        RetentionCommand::KeepUntil { until } => {
            until.as_deref().map_or(Ok(()), check_date)?;
            plan.put(root, &[MAP], UNTIL, until.as_deref().unwrap_or_default());
        }
        RetentionCommand::Object { until, object } => {
            check_date(until)?;
            let key = format!("{OBJECTS}{until}/{}", acting.member);
            plan.put(root, &[MAP], &key, *object);
        }
    }
    Ok(plan)
}
