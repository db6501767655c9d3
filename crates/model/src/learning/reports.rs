//! Whom a group would tell of a learning point, and in which words. Agreed word for word; nothing is sent by it.

use super::{LearningCommand, LearningPoint, NO_POINT, ROUTE, WORDS, find as find_point, splice};
use crate::acting::Acting;
use crate::agreed::AgreedWords;
use crate::clash::{Field, Words};
use crate::collection::Entry as _;
use crate::command::{CommandError, limits};
use crate::ids::{LearningId, MemberId, ReportId};
use crate::meetings::Agreement;
use crate::notes::Scope;
use crate::plan::{AT, OUT, Plan};
use crate::reading::Item;
use serde::Serialize;

/// Somebody outside the group to tell of a point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub id: ReportId,
    pub to: String,
    pub wording: Words,
    /// The newest agreement to tell them; where it does not hold, the words have changed since.
    pub agreed: Option<Agreement>,
    pub by: Option<MemberId>,
    pub at: u64,
}

/// Whom to tell, and whom not to tell after all, oldest first.
pub(super) fn read(point: &Item<'_>) -> (Vec<Report>, Vec<Report>) {
    let report = |(id, item): (ReportId, Item<'_>)| {
        let (to, wording) = (item.str(TO)?, item.text(WORDING)?);
        let agreed = item.field(AGREED, |value| value.as_str().and_then(AgreedWords::parse));
        let agreements = agreed.map(Field::all).unwrap_or_default().into_iter();
        let agreed = agreements
            .map(|choice| choice.value.beside(&wording.text, choice.by))
            .max_by_key(|agreed| (agreed.holds, agreed.at));
        let at = item.uint(AT)?;
        Some((Report { id, to, wording, agreed, by: item.by(), at }, item.has(OUT)))
    };
    let mut reports: Vec<_> = point.items(MAP).into_iter().filter_map(report).collect();
    reports.sort_by_key(|(report, _)| (report.at, report.id));
    let (out, standing): (Vec<_>, Vec<_>) = reports.into_iter().partition(|(_, out)| *out);
    let only = |reports: Vec<(Report, bool)>| reports.into_iter().map(|(report, _)| report);
    (only(standing).collect(), only(out).collect())
}

/// The recipients of a point, in its map.
pub(super) const MAP: &str = "reports";
const TO: &str = "to";
const WORDING: &str = "wording";
const AGREED: &str = "agreed";
const NO_REPORT: CommandError = CommandError::NoSuch { what: "recipient" };

/// What is done with whom to tell.
pub(super) fn plan(
    plan: &mut Plan,
    command: &LearningCommand,
    root: &Item<'_>,
    acting: &mut Acting<'_>,
) -> Result<(), CommandError> {
    match command {
        LearningCommand::ReportTo { point, to, wording } => {
            limits::some(to)?;
            limits::line(to)?;
            limits::text(wording)?;
            let item = find_point(root, *point)?;
            check_leaves(&item)?;
            limits::room(item.items::<ReportId>(MAP).len(), limits::RECIPIENTS)?;
            let own = item.text(WORDS).ok_or(NO_POINT)?.text;
            let id = ReportId::from_bytes((acting.ids)()).to_hex();
            let report = plan.item(&[LearningPoint::MAP, &point.to_hex(), MAP], id, acting);
            plan.set(&report, TO, to.as_str());
            plan.text(&report, WORDING, if wording.trim().is_empty() { &own } else { wording });
        }
        LearningCommand::SpliceWording { report, splices } => {
            let (_, item) = find(root, *report)?;
            splice(plan, &item, WORDING, splices)?;
        }
        LearningCommand::AgreeReport { report, how } => {
            let (point, item) = find(root, *report)?;
            check_leaves(&find_point(root, point)?)?;
            if item.has(OUT) {
                return Err(NO_REPORT);
            }
            let words = item.text(WORDING).ok_or(NO_REPORT)?.text;
            limits::some(&words)?;
            let agreed = AgreedWords::now(*how, &words, acting).to_lines();
            plan.put(root, &path(&point.to_hex(), &report.to_hex()), AGREED, agreed);
        }
        LearningCommand::NotTo { report } => {
            let (point, _) = find(root, *report)?;
            let (point, report) = (point.to_hex(), report.to_hex());
            plan.take_out(root, &path(&point, &report), NO_REPORT, acting)?;
            plan.delete(root, &path(&point, &report), AGREED);
        }
        LearningCommand::ToAfterAll { report } => {
            let (point, _) = find(root, *report)?;
            let (point, report) = (point.to_hex(), report.to_hex());
            plan.bring_back(root, &path(&point, &report), NO_REPORT)?;
            plan.delete(root, &path(&point, &report), AGREED);
        }
        _ => {}
    }
    Ok(())
}

/// What was agreed about telling anybody no longer holds: consent is to what was known when it was given.
pub(super) fn withdraw_consent(plan: &mut Plan, root: &Item<'_>, point: LearningId) {
    let point = point.to_hex();
    let Some(item) = root.at(&[LearningPoint::MAP, &point]) else { return };
    for (report, _) in item.items::<ReportId>(MAP) {
        plan.delete(root, &path(&point, &report.to_hex()), AGREED);
    }
}

/// Refuses to tell anybody of a point that is to stay.
fn check_leaves(point: &Item<'_>) -> Result<(), CommandError> {
    match Scope::read(point, ROUTE).value {
        Scope::MayBeReported => Ok(()),
        Scope::StaysInRoom | Scope::StaysInGroup => Err(CommandError::Stays),
    }
}

fn path<'a>(point: &'a str, report: &'a str) -> [&'a str; 4] {
    [LearningPoint::MAP, point, MAP, report]
}

/// Somebody to tell, of whichever point.
fn find<'a>(root: &Item<'a>, report: ReportId) -> Result<(LearningId, Item<'a>), CommandError> {
    let mut points = root.items::<LearningId>(LearningPoint::MAP).into_iter();
    let held =
        |(point, item): (LearningId, Item<'a>)| Some((point, item.at(&[MAP, &report.to_hex()])?));
    points.find_map(held).ok_or(NO_REPORT)
}
