//! Who is in the room: members, with the name and area of practice they give themselves, and those whom somebody wrote
//! down. Each says so, or one person does for all.

use crate::acting::Acting;
use crate::clash::Field;
use crate::collection::{self, Entry, Touched};
use crate::command::{CommandError, limits};
use crate::ids::{GuestId, MemberId};
use crate::person::Person;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What can be said about who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum AttendanceCommand {
    /// I am here; or, typed for somebody who is, they are.
    Arrive {
        #[serde(default)]
        member: Option<MemberId>,
    },
    /// I am not here, or no longer.
    Leave {
        #[serde(default)]
        member: Option<MemberId>,
    },
    /// Writes somebody down who is no member here.
    WriteDown {
        name: String,
        area: String,
    },
    SetName {
        guest: GuestId,
        name: String,
    },
    SetArea {
        guest: GuestId,
        area: String,
    },
    TakeOut {
        guest: GuestId,
    },
    BringBack {
        guest: GuestId,
    },
}

/// Who is in the room.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attendance {
    /// By id: names come from the members themselves.
    pub members: Vec<Present>,
    /// In the order they were written down.
    pub guests: Vec<Arc<Guest>>,
    pub guests_taken_out: Vec<Arc<Guest>>,
}

/// A member who is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Present {
    pub member: MemberId,
    /// Who said so, if they did not themselves.
    pub put_down_by: Option<MemberId>,
    pub since: u64,
}

/// Somebody who is there and no member here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Guest {
    pub id: GuestId,
    pub name: Field<String>,
    pub area: Field<String>,
    pub by: Option<MemberId>,
    pub at: u64,
    pub taken_out: bool,
}

impl Attendance {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let mut members = Vec::new();
        if let Some(map) = root.map(Guest::MAP) {
            for key in map.keys() {
                let Ok(member) = key.parse::<MemberId>() else { continue };
                let Some(since) = map.uint(&key).filter(|since| *since > 0) else { continue };
                let put_down_by = map.by_at(&key).filter(|by| *by != member);
                members.push(Present { member, put_down_by, since });
            }
        }
        members.sort_by_key(|present| present.member);
        let (guests, guests_taken_out) = collection::read(root);
        Self { members, guests, guests_taken_out }
    }

    pub(crate) fn touched(touched: &Touched) -> bool {
        touched.any(Guest::MAP)
    }

    pub fn has(&self, person: Person) -> bool {
        match person {
            Person::Member(member) => self.members.iter().any(|present| present.member == member),
            Person::Guest(guest) => self.guests.iter().any(|present| present.id == guest),
        }
    }

    /// Everybody who is there, members first.
    pub fn people(&self) -> impl Iterator<Item = Person> {
        let members = self.members.iter().map(|present| Person::Member(present.member));
        members.chain(self.guests.iter().map(|guest| Person::Guest(guest.id)))
    }
}

impl Entry for Guest {
    const MAP: &'static str = "attendance";
    type Id = GuestId;

    fn read(id: GuestId, item: &Item<'_>) -> Option<Self> {
        Some(Self {
            id,
            name: item.str_field(NAME)?,
            area: item.str_field(AREA).unwrap_or_default(),
            by: item.by(),
            at: item.uint(AT)?,
            taken_out: item.has(OUT),
        })
    }

    fn id(&self) -> GuestId {
        self.id
    }

    fn place(&self) -> (String, u64) {
        (String::new(), self.at)
    }

    fn out(&self) -> bool {
        self.taken_out
    }
}

const NAME: &str = "name";
const AREA: &str = "area";
const NO_GUEST: CommandError = CommandError::NoSuch { what: "person" };

pub(crate) fn plan(
    command: &AttendanceCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let mut plan = Plan::default();
    let mut set = |guest: &GuestId, key: &str, value: &str| {
        limits::line(value)?;
        root.at(&[Guest::MAP, &guest.to_hex()]).ok_or(NO_GUEST)?;
        plan.put(root, &[Guest::MAP, &guest.to_hex()], key, value);
        Ok(())
    };
    match command {
        AttendanceCommand::Arrive { member } | AttendanceCommand::Leave { member } => {
            let member = member.unwrap_or(acting.member);
            let here = matches!(command, AttendanceCommand::Arrive { .. });
            if Attendance::read(root).has(Person::Member(member)) == here {
                return Err(CommandError::AlreadySo);
            }
            let since = if here { acting.now() } else { 0 };
            plan.put(root, &[Guest::MAP], &member.to_hex(), since);
        }
        AttendanceCommand::WriteDown { name, area } => {
            limits::some(name)?;
            limits::line(name)?;
            limits::line(area)?;
            limits::room(root.items::<GuestId>(Guest::MAP).len(), limits::ITEMS)?;
            let id = GuestId::from_bytes((acting.ids)()).to_hex();
            let guest = plan.item(&[Guest::MAP], id, acting);
            plan.set(&guest, NAME, name.as_str());
            plan.set(&guest, AREA, area.as_str());
        }
        AttendanceCommand::SetName { guest, name } => {
            limits::some(name)?;
            set(guest, NAME, name)?;
        }
        AttendanceCommand::SetArea { guest, area } => set(guest, AREA, area)?,
        AttendanceCommand::TakeOut { guest } => {
            plan.take_out(root, &[Guest::MAP, &guest.to_hex()], NO_GUEST, acting)?;
        }
        AttendanceCommand::BringBack { guest } => {
            plan.bring_back(root, &[Guest::MAP, &guest.to_hex()], NO_GUEST)?;
        }
    }
    Ok(plan)
}
