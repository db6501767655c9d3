//! The agenda of today: what was, what is, what comes, and putting points on it.

use super::contents::{PointRow, PointState};
use super::{InRoomScreen, Part};
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use egui::Ui;
use horseshoe_model::{AgendaCommand, NewPoint, PointKind};
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Heading, IconButton, ListRow};

/// A point that is being put on the agenda, and whether what is over is unfolded.
#[derive(Debug, Default)]
pub(super) struct AgendaColumn {
    line: CaptureLine,
    had_shown: bool,
}

/// Minutes of a point nobody has given a length.
const MINUTES: u32 = 10;

impl InRoomScreen {
    pub(super) fn agenda_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        ui.add(Heading::three(cx.t("in-room-agenda")).of_a_part());
        let points = part.contents.points.as_slice();
        let now = points.iter().position(|row| row.state == PointState::Now);
        // The one before stays to be seen: people look back at it.
        let (over, rest) = points.split_at(now.unwrap_or_default().saturating_sub(1));
        if over.len() > 1 {
            self.over_ui(ui, cx, part, over);
        } else {
            for row in over {
                point_ui(ui, cx, part, row);
            }
        }
        for row in rest {
            point_ui(ui, cx, part, row);
        }
        let words = CaptureWords::one_line("in-room-add-point", "in-room-add-point-example", "add");
        if let Some(title) = self.agenda.line.ui(ui, cx, "agenda-point", words, part.why_not) {
            let point =
                NewPoint { kind: PointKind::Other, minutes: MINUTES, title, ..NewPoint::default() };
            let after = part.contents.points.last().map(|row| row.id);
            part.do_and_say(cx, AgendaCommand::Add { point, after }, "said-point-added");
        }
    }
}

impl InRoomScreen {
    /// What is over, in one line until somebody wants to see it.
    fn over_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, over: &[PointRow]) {
        let title = cx.with("in-room-over-points", &[("count", over.len().into())]);
        let shown = self.agenda.had_shown;
        let row = ListRow::new("points-over", &title).icon(Icon::Check).pressable().unfolds(shown);
        if row.show(ui).clicked() {
            self.agenda.had_shown = !shown;
        }
        for row in over.iter().filter(|_| self.agenda.had_shown) {
            point_ui(ui, cx, part, row);
        }
    }
}

/// All points. Whoever facilitates can leave one out, or go to any.
pub(super) fn points_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    for row in &part.contents.points {
        point_ui(ui, cx, part, row);
    }
}

fn point_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, point: &PointRow) {
    let minutes = cx.with("in-room-minutes", &[("minutes", point.minutes.into())]);
    let note = match point.state {
        PointState::LeftOut => cx.t("in-room-left-out"),
        _ if point.begins.is_empty() => minutes,
        _ => format!("{} · {minutes}", point.begins),
    };
    let state = cx.t(match point.state {
        PointState::Had => "point-had",
        PointState::Now => "point-now",
        PointState::Later => "point-later",
        PointState::LeftOut => "in-room-left-out",
    });
    let name = format!("{}, {note}, {state}", point.title);
    // One line each, so that the whole of it is seen at a glance.
    let title = match point.begins.as_str() {
        "" => point.title.clone(),
        begins => format!("{begins}  {}", point.title),
    };
    let row = ListRow::new(("point", point.id), &title)
        .name(name)
        .struck(point.state == PointState::LeftOut)
        .chosen(point.state == PointState::Now)
        .icon(match point.state {
            PointState::Had => Icon::Check,
            PointState::Now => Icon::Right,
            PointState::Later | PointState::LeftOut => Icon::Clock,
        });
    let can = part.contents.i_facilitate
        && matches!(point.state, PointState::Later | PointState::LeftOut);
    if !can {
        row.show(ui);
        return;
    }
    let skip = point.state == PointState::Later;
    let about = [("title", title.as_str().into())];
    let (icon, name) = if skip {
        (Icon::Close, cx.with("in-room-leave-out-name", &about))
    } else {
        (Icon::Undo, cx.with("in-room-put-back-name", &about))
    };
    let (_, pressed) = row.show_with(ui, |ui| {
        ui.add(IconButton::new(icon, name).disabled_if(part.why_not)).clicked()
    });
    if pressed {
        part.do_it(cx, AgendaCommand::Skip { point: point.id, skip });
    }
}
