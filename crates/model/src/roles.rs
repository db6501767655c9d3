//! What somebody does for the group for a while, as a volunteer: thanked at each session, and asked whether they would do
//! it again. Nobody has to: "not this time" is an answer like any other, and then the group looks for somebody.

use crate::acting::Acting;
use crate::actions::check_member;
use crate::clash::Field;
use crate::command::CommandError;
use crate::ids::MemberId;
use crate::plan::Plan;
use crate::reading::Item;
use crate::words::words;
use serde::{Deserialize, Serialize};

/// What a group can do about what somebody does for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum RolesCommand {
    /// I take it on; or, written for somebody in the room, they do.
    TakeOn {
        role: Role,
        #[serde(default)]
        member: Option<MemberId>,
    },
    /// Whoever has it does it again.
    Renew { role: Role },
    /// Not this time: the group looks for somebody.
    LayDown { role: Role },
}

/// Something to do for the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Keeps the groundrules and brings them to each meeting.
    #[default]
    GroundrulesMonitor,
}

words! { Role {
    GroundrulesMonitor "groundrules_monitor"
}}

/// Who does what for the group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Roles {
    pub groundrules_monitor: Volunteer,
}

/// Who does one thing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Volunteer {
    /// While two took it on at once, both are there.
    pub member: Option<Field<MemberId>>,
    /// When they took it on, or last said that they do it again.
    pub renewed_at: Option<u64>,
    /// Nobody does, and the group looks for somebody.
    pub called: bool,
}

impl Roles {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let map = root.map(MAP);
        let read = |role| map.map(|map| Volunteer::read(&map, role)).unwrap_or_default();
        Self { groundrules_monitor: read(Role::GroundrulesMonitor) }
    }
}

impl Volunteer {
    fn read(map: &Item<'_>, role: Role) -> Self {
        let role = role.word();
        // Whoever takes it on while somebody else lays it down has it.
        let member = map.field(role, |value| value.as_str()?.parse().ok());
        let of = member.as_ref().map(|member: &Field<MemberId>| member.value);
        Self {
            renewed_at: of.and_then(|of| map.uint(&renewed(role, of))),
            called: member.is_none() && map.has(role),
            member,
        }
    }

    /// Who does it: one, or those who took it on at once.
    pub fn members(&self) -> Vec<MemberId> {
        let all = self.member.clone().map(Field::all).unwrap_or_default();
        all.into_iter().map(|choice| choice.value).collect()
    }
}

pub(crate) const MAP: &str = "roles";

/// When this member last said so. Theirs alone: what another one said in their time is not theirs.
fn renewed(role: &str, member: MemberId) -> String {
    format!("{role}/renewed/{member}")
}

pub(crate) fn plan(
    command: &RolesCommand,
    root: &Item<'_>,
    acting: &Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    let (RolesCommand::TakeOn { role, .. }
    | RolesCommand::Renew { role }
    | RolesCommand::LayDown { role }) = command;
    let role = role.word();
    let now = root.map(MAP).map(|map| Volunteer::read(&map, Role::from_word(role)));
    let now = now.unwrap_or_default();
    match command {
        RolesCommand::TakeOn { member, .. } => {
            let member = member.unwrap_or(acting.member);
            check_member(member, acting)?;
            if now.members() == [member] {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[MAP], role, member.to_hex());
            plan.put(root, &[MAP], &renewed(role, member), acting.now());
        }
        RolesCommand::Renew { .. } => {
            let members = now.members();
            members.first().ok_or(CommandError::NobodyYet)?;
            for member in members {
                plan.put(root, &[MAP], &renewed(role, member), acting.now());
            }
        }
        RolesCommand::LayDown { .. } if now.called => return Err(CommandError::AlreadySo),
        RolesCommand::LayDown { .. } => plan.put(root, &[MAP], role, ""),
    }
    Ok(plan)
}
