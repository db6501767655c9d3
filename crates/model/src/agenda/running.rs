//! Going through an agenda: moving on, stopping the clock, a break in between.

use super::point::{BEGAN, MINUTES, REST_OF, RUNS, SKIPPED, SPENT, set};
use super::times::MINUTE;
use super::{Agenda, MAP, NewPoint, PAUSED, Point, PointKind, RUN, THINKING, check_room, put};
use crate::acting::Acting;
use crate::command::CommandError;
use crate::ids::{PointId, named};
use crate::order;
use crate::plan::{OUT, Plan};
use crate::reading::Item;
use crate::speaker_list::CLOSED;
use std::sync::Arc;

/// The points whose time runs, the one people went to last at the end: of several, which only those who were apart can
/// have made, the group is at that one.
pub(super) fn running(points: &[Arc<Point>]) -> Vec<&Point> {
    let mut running: Vec<&Point> =
        points.iter().map(|point| &**point).filter(|point| point.runs.is_some()).collect();
    running.sort_by(|a, b| (a.runs, &a.order, a.id).cmp(&(b.runs, &b.order, b.id)));
    running
}

/// Refuses to move on from where the group is no longer.
pub(super) fn at(agenda: &Agenda, from: Option<PointId>) -> Result<(), CommandError> {
    if agenda.at == from { Ok(()) } else { Err(CommandError::ChangedSince) }
}

/// Every point whose time runs keeps what was spent at it, and stays on the agenda, for the group was at it; but the time
/// of the point they go to runs anew. A pause and thinking time end with it.
pub(super) fn leave(
    plan: &mut Plan,
    root: &Item<'_>,
    agenda: &Agenda,
    to: Option<PointId>,
    acting: &Acting<'_>,
) {
    for point in running(&agenda.points) {
        plan.delete(root, &[MAP, &point.id.to_hex()], OUT);
        if to == Some(point.id) {
            keep_spent(plan, root, agenda, point, acting);
            continue;
        }
        stop(plan, root, agenda, point, acting);
        if point.skipped {
            put(plan, root, point, SKIPPED, false);
        }
    }
    plan.delete(root, &[RUN], PAUSED);
    plan.delete(root, &[RUN], THINKING);
}

/// The time of a point runs no more, if it did.
pub(super) fn stop(
    plan: &mut Plan,
    root: &Item<'_>,
    agenda: &Agenda,
    point: &Point,
    acting: &Acting<'_>,
) {
    if point.runs.is_some() {
        keep_spent(plan, root, agenda, point, acting);
        plan.delete(root, &[MAP, &point.id.to_hex()], RUNS);
    }
}

fn keep_spent(
    plan: &mut Plan,
    root: &Item<'_>,
    agenda: &Agenda,
    point: &Point,
    acting: &Acting<'_>,
) {
    let spent = agenda.spent(point, acting.now);
    put(plan, root, point, SPENT, i64::try_from(spent).unwrap_or(i64::MAX));
}

pub(super) fn arrive(plan: &mut Plan, root: &Item<'_>, point: &Point, acting: &Acting<'_>) {
    put(plan, root, point, RUNS, acting.now());
    if point.began.is_none() {
        put(plan, root, point, BEGAN, acting.now());
    }
    if point.skipped {
        put(plan, root, point, SKIPPED, false);
    }
    // While somebody presents, people jot and wait; the discussion opens the list again.
    let closed = point.kind == PointKind::Presentation;
    if root.map(RUN).is_some_and(|run| run.bool(CLOSED)) != closed {
        plan.put(root, &[RUN], CLOSED, closed);
    }
}

/// The time of the point begins later by what the clock stood.
pub(super) fn resume(
    plan: &mut Plan,
    root: &Item<'_>,
    agenda: &Agenda,
    acting: &Acting<'_>,
) -> Result<(), CommandError> {
    let paused = agenda.paused.ok_or(CommandError::AlreadySo)?;
    for point in running(&agenda.points) {
        // Somebody apart may have moved on while others paused: what is new did not stand before it ran.
        let runs = point.runs.unwrap_or(paused);
        let runs = runs.saturating_add(acting.now.saturating_sub(paused.max(runs)));
        put(plan, root, point, RUNS, i64::try_from(runs).unwrap_or(i64::MAX));
    }
    plan.delete(root, &[RUN], PAUSED);
    Ok(())
}

pub(super) fn break_now(
    plan: &mut Plan,
    root: &Item<'_>,
    agenda: &Agenda,
    point: &Point,
    minutes: u32,
    acting: &mut Acting<'_>,
) -> Result<(), CommandError> {
    let spent = agenda.spent(point, acting.now);
    let left = point.length().saturating_sub(spent).div_ceil(MINUTE) as u32;
    check_room(root, if left > 0 { 2 } else { 1 })?;
    let next = agenda.points.iter().find(|other| other.order > point.order);
    let next = next.map(|next| next.order.clone());
    let order = order::between(Some(&point.order), next.as_deref(), (acting.ids)());
    let id = following(root, point, "break", acting);
    let tea = plan.item_of_several(&[MAP], &id.to_hex(), acting);
    let pause = NewPoint { kind: PointKind::Break, minutes, ..NewPoint::default() };
    set(plan, &tea, &pause, &order)?;
    if left > 0 {
        let order = order::between(Some(&order), next.as_deref(), (acting.ids)());
        let id = following(root, point, "rest", acting);
        let rest = plan.item_of_several(&[MAP], &id.to_hex(), acting);
        let same = NewPoint {
            kind: point.kind,
            minutes: left,
            title: point.title.value.clone(),
            source: point.source.clone(),
            slot: point.slot,
        };
        set(plan, &rest, &same, &order)?;
        plan.set(&rest, REST_OF, point.id.to_hex());
        put(plan, root, point, MINUTES, i64::from(point.minutes.value.saturating_sub(left)));
    }
    leave(plan, root, agenda, None, acting);
    plan.set(&tea, BEGAN, acting.now());
    // Taking the break back stops its time, unless the group went on from it.
    let tea: Vec<&str> = tea.iter().map(String::as_str).collect();
    plan.put(root, &tea, RUNS, acting.now());
    Ok(())
}

/// The id of what comes after a point: the same whoever makes it, so that two who call a break at once, apart from each
/// other, make one break. Where it was made before, and taken back or gone through, a new one.
fn following(root: &Item<'_>, point: &Point, what: &str, acting: &mut Acting<'_>) -> PointId {
    let id = PointId::from_bytes(named(&format!("horseshoe {what} after\n{}", point.id)));
    let taken = root.map(MAP).and_then(|points| points.item(&id.to_hex())).is_some();
    if taken { PointId::from_bytes((acting.ids)()) } else { id }
}
