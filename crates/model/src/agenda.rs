//! The agenda of one session, and where in it the group is. Ticking is not data: how long is left follows from a few
//! moments that were written down, on the clock of the session.
//!
//! Moving on names the point people leave and the point they go to. So two who press "next" at once move on once, and
//! whoever pressed without having seen that the group went on already is told so.

mod point;
mod running;
mod times;

use crate::acting::Acting;
use crate::collection::Touched;
use crate::command::{CommandError, limits};
use crate::ids::{PointId, SlotId};
use crate::order;
use crate::plan::Plan;
use crate::reading::Item;
use point::{ACTIVITY, LONGEST, MINUTES, ORDER, SKIPPED, SLOT, TITLE, check_minutes, set};
pub use point::{Activity, NewPoint, Point, PointKind};
use running::{arrive, at, break_now, leave, resume, running, stop};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What can be done with a session's agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum AgendaCommand {
    /// Puts points at the end, as a template gives them.
    Lay {
        points: Vec<NewPoint>,
    },
    /// Puts one point after another one; first, if after none.
    Add {
        point: NewPoint,
        after: Option<PointId>,
    },
    SetTitle {
        point: PointId,
        title: String,
    },
    SetMinutes {
        point: PointId,
        minutes: u32,
    },
    /// Which place for a presenter it is.
    SetSlot {
        point: PointId,
        slot: Option<SlotId>,
    },
    Move {
        point: PointId,
        after: Option<PointId>,
    },
    TakeOut {
        point: PointId,
    },
    BringBack {
        point: PointId,
    },
    /// Leaves this point out today, or does not after all.
    Skip {
        point: PointId,
        skip: bool,
    },
    /// The group leaves the one and goes to the other: to begin with, next, back, or anywhere.
    MoveOn {
        from: Option<PointId>,
        to: PointId,
    },
    /// The group leaves the last point.
    Finish {
        from: PointId,
    },
    Pause,
    Resume,
    /// So many minutes more, or less; taken from another point, or else the finish moves.
    Lengthen {
        point: PointId,
        minutes: i32,
        take_from: Option<PointId>,
    },
    /// A break now. What is left of the point people are at comes after it.
    BreakNow {
        from: PointId,
        minutes: u32,
    },
    /// Thinking time: no hurry, no prompts.
    Think {
        on: bool,
    },
    /// What people do within the point they are at.
    Do {
        point: PointId,
        activity: Activity,
    },
}

/// The agenda as everybody sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agenda {
    /// In order.
    pub points: Vec<Arc<Point>>,
    pub taken_out: Vec<Arc<Point>>,
    /// Where the group is; `None` before it began and after it finished.
    pub at: Option<PointId>,
    /// Since when the clock stands.
    pub paused: Option<u64>,
    /// Since when people think.
    pub thinking: Option<u64>,
}

impl Agenda {
    pub(crate) fn read(root: &Item<'_>) -> Self {
        let points = root.items::<PointId>(MAP).into_iter();
        let mut points: Vec<_> =
            points.filter_map(|(id, item)| Point::read(id, &item)).map(Arc::new).collect();
        points.sort_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
        let (points, taken_out): (Vec<Arc<Point>>, Vec<_>) =
            points.into_iter().partition(|point| !point.taken_out);
        let run = root.map(RUN);
        let since = |key| run.and_then(|run| run.uint(key));
        let at = running(&points).last().map(|point| point.id);
        Self { at, paused: since(PAUSED), thinking: since(THINKING), points, taken_out }
    }

    pub(crate) fn touched(touched: &Touched) -> bool {
        touched.any(MAP) || touched.any(RUN)
    }

    pub fn point(&self, id: PointId) -> Option<&Point> {
        self.points.iter().map(|point| &**point).find(|point| point.id == id)
    }

    /// The point the group is at.
    pub fn current(&self) -> Option<&Point> {
        self.at.and_then(|at| self.point(at))
    }

    /// Where "next" leads: the first point after this one that is not left out. Before the beginning, the first.
    pub fn next(&self) -> Option<&Point> {
        self.later().find(|point| !point.skipped)
    }

    /// Where "back" leads.
    pub fn previous(&self) -> Option<&Point> {
        let before = self.points.iter().take_while(|point| Some(point.id) != self.at);
        before
            .filter(|point| !point.skipped)
            .last()
            .map(|point| &**point)
            .filter(|_| self.at.is_some())
    }

    /// The group was at a point and is at none now.
    pub fn is_finished(&self) -> bool {
        self.at.is_none() && self.points.iter().any(|point| point.began.is_some())
    }

    fn later(&self) -> impl Iterator<Item = &Point> {
        let here = self.points.iter().position(|point| Some(point.id) == self.at);
        let from = match here {
            Some(here) => here + 1,
            None if self.is_finished() => self.points.len(),
            None => 0,
        };
        self.points[from..].iter().map(|point| &**point)
    }
}

const MAP: &str = "agenda";
const RUN: &str = "run";
const PAUSED: &str = "paused";
const THINKING: &str = "thinking";
const NO_POINT: CommandError = CommandError::NoSuch { what: "agenda point" };

pub(crate) fn plan(
    command: &AgendaCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<Plan, CommandError> {
    let agenda = Agenda::read(root);
    let find = |point: &PointId| agenda.point(*point).ok_or(NO_POINT);
    let mut plan = Plan::default();
    match command {
        AgendaCommand::Lay { points } => {
            if points.is_empty() {
                return Err(CommandError::Empty);
            }
            check_room(root, points.len())?;
            let mut last = agenda.points.last().map(|point| point.order.clone());
            for point in points {
                let order = order::between(last.as_deref(), None, (acting.ids)());
                add(&mut plan, point, &order, acting)?;
                last = Some(order);
            }
        }
        AgendaCommand::Add { point, after } => {
            check_room(root, 1)?;
            let order = place(&agenda, *after, None, acting)?;
            add(&mut plan, point, &order, acting)?;
        }
        AgendaCommand::SetTitle { point, title } => {
            limits::line(title)?;
            put(&mut plan, root, find(point)?, TITLE, title.as_str());
        }
        AgendaCommand::SetMinutes { point, minutes } => {
            check_minutes(*minutes)?;
            put(&mut plan, root, find(point)?, MINUTES, i64::from(*minutes));
        }
        AgendaCommand::SetSlot { point, slot } => {
            let slot = slot.map(SlotId::to_hex).unwrap_or_default();
            put(&mut plan, root, find(point)?, SLOT, slot);
        }
        AgendaCommand::Move { point, after } => {
            find(point)?;
            let order = place(&agenda, *after, Some(*point), acting)?;
            put(&mut plan, root, find(point)?, ORDER, order);
        }
        AgendaCommand::TakeOut { point } => {
            if agenda.at == Some(*point) {
                return Err(CommandError::ChangedSince);
            }
            if let Some(point) = agenda.point(*point) {
                stop(&mut plan, root, &agenda, point, acting);
            }
            plan.take_out(root, &[MAP, &point.to_hex()], NO_POINT, acting)?;
        }
        AgendaCommand::BringBack { point } => {
            plan.bring_back(root, &[MAP, &point.to_hex()], NO_POINT)?;
        }
        AgendaCommand::Skip { point, skip } => {
            if find(point)?.skipped == *skip {
                return Err(CommandError::AlreadySo);
            }
            if *skip && agenda.at == Some(*point) {
                return Err(CommandError::ChangedSince);
            }
            stop(&mut plan, root, &agenda, find(point)?, acting);
            put(&mut plan, root, find(point)?, SKIPPED, *skip);
        }
        AgendaCommand::MoveOn { from, to } => {
            at(&agenda, *from)?;
            if agenda.at == Some(*to) {
                return Err(CommandError::AlreadySo);
            }
            leave(&mut plan, root, &agenda, Some(*to), acting);
            arrive(&mut plan, root, find(to)?, acting);
        }
        AgendaCommand::Finish { from } => {
            at(&agenda, Some(*from))?;
            leave(&mut plan, root, &agenda, None, acting);
        }
        AgendaCommand::Pause => {
            if agenda.paused.is_some() || agenda.at.is_none() {
                return Err(CommandError::AlreadySo);
            }
            plan.put(root, &[RUN], PAUSED, acting.now());
        }
        AgendaCommand::Resume => resume(&mut plan, root, &agenda, acting)?,
        AgendaCommand::Lengthen { point, minutes, take_from } => {
            if *take_from == Some(*point) {
                return Err(CommandError::AlreadySo);
            }
            let more = i64::from(*minutes);
            let change = |point: &Point, by: i64| {
                let length = i64::from(point.minutes.value) + by;
                let most = i64::from(LONGEST);
                (0..=most).contains(&length).then_some(length).ok_or(CommandError::NotThatLong)
            };
            put(&mut plan, root, find(point)?, MINUTES, change(find(point)?, more)?);
            if let Some(other) = take_from {
                put(&mut plan, root, find(other)?, MINUTES, change(find(other)?, -more)?);
            }
        }
        AgendaCommand::BreakNow { from, minutes } => {
            at(&agenda, Some(*from))?;
            check_minutes(*minutes)?;
            break_now(&mut plan, root, &agenda, find(from)?, *minutes, acting)?;
        }
        AgendaCommand::Think { on } => {
            if agenda.thinking.is_some() == *on {
                return Err(CommandError::AlreadySo);
            }
            if *on {
                plan.put(root, &[RUN], THINKING, acting.now());
            } else {
                plan.delete(root, &[RUN], THINKING);
            }
        }
        AgendaCommand::Do { point, activity } => {
            put(&mut plan, root, find(point)?, ACTIVITY, activity.word());
        }
    }
    Ok(plan)
}

/// The place after another point.
fn place(
    agenda: &Agenda,
    after: Option<PointId>,
    moving: Option<PointId>,
    acting: &mut Acting<'_>,
) -> Result<String, CommandError> {
    let places: Vec<_> =
        agenda.points.iter().map(|point| (point.order.clone(), point.id)).collect();
    order::after(&places, after, moving, (acting.ids)()).ok_or(NO_POINT)
}

fn add(
    plan: &mut Plan,
    point: &NewPoint,
    order: &str,
    acting: &mut Acting<'_>,
) -> Result<(), CommandError> {
    let id = PointId::from_bytes((acting.ids)()).to_hex();
    let item = plan.item(&[MAP], id, acting);
    set(plan, &item, point, order)
}

/// Points on one agenda, also those taken out.
const POINTS: usize = 100;

/// Refuses what would be too many points with so many more.
fn check_room(root: &Item<'_>, more: usize) -> Result<(), CommandError> {
    let held = root.items::<PointId>(MAP).len();
    if held + more > POINTS { Err(CommandError::TooMany { most: POINTS }) } else { Ok(()) }
}

fn put(
    plan: &mut Plan,
    root: &Item<'_>,
    point: &Point,
    key: &str,
    value: impl Into<crate::undo::Scalar>,
) {
    plan.put(root, &[MAP, &point.id.to_hex()], key, value);
}
