//! What a group agreed about how it works, where the program goes by it.

use crate::clash::Field;
use crate::command::CommandError;
use crate::plan::Plan;
use crate::reading::Item;
use crate::reminders::Reminders;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// What a group can agree on that the program goes by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum SettingsCommand {
    /// How the groundrules are held.
    HoldGroundrules { held_as: HeldAs },
    /// How many days before a meeting who is reminded of what is not arranged.
    Remind { days: Reminders },
    /// Each sees their own share of the turns in a session, and the room one word; or no longer.
    LookAtVoices { on: bool },
}

/// How the groundrules are held. All of it stays written here as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldAs {
    /// A page, here or printed.
    #[default]
    Page,
    /// Paper on the wall.
    Flipchart,
    /// A picture for the projector.
    Slide,
}

words! { HeldAs {
    Page "page"
    Flipchart "flipchart"
    Slide "slide"
}}

/// What a group agreed on that the program goes by.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Settings {
    /// None until the group has said.
    pub groundrules_held_as: Option<Field<HeldAs>>,
    pub reminders: Field<Reminders>,
    /// Only where all who were asked at once said so: of yes and no, no holds.
    pub look_at_voices: bool,
}

impl Settings {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let Some(map) = root.map(MAP) else { return Self::default() };
        let voices = map.field(VOICES, horseshoe_merge::Value::as_bool);
        Self {
            groundrules_held_as: map.field(HELD_AS, |value| value.as_str().map(HeldAs::from_word)),
            reminders: map.field(REMINDERS, Reminders::parse).unwrap_or_default(),
            look_at_voices: voices.is_some_and(|voices| voices.value && voices.clash.is_empty()),
        }
    }
}

/// Beside the group's other decisions.
pub(crate) const MAP: &str = "decisions";
const HELD_AS: &str = "settings/groundrules_held_as";
const REMINDERS: &str = "settings/reminders";
const VOICES: &str = "settings/look_at_voices";

pub(crate) fn plan(command: &SettingsCommand, root: &Item<'_>) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    match command {
        SettingsCommand::HoldGroundrules { held_as } => {
            plan.put(root, &[MAP], HELD_AS, held_as.word());
        }
        SettingsCommand::Remind { days } => {
            days.check()?;
            plan.put(root, &[MAP], REMINDERS, days.to_line());
        }
        SettingsCommand::LookAtVoices { on } => plan.put(root, &[MAP], VOICES, *on),
    }
    Ok(plan)
}
