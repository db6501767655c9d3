//! The point the group is at: its name, how much of it is left, and what the facilitator can do about it.

use super::contents::{Here, Now, PointState, activity_note};
use super::{InRoomScreen, Part, always_there_ui};
use crate::screen::ScreenCx;
use crate::screens::volunteer::{Standing, volunteer_ui};
use crate::screens::{body, menu, quiet, small};
use egui::{Id, Key, Ui};
use horseshoe_model::{Activity, AgendaCommand, MemberId, PointId, PointKind};
use horseshoe_ui::widgets::{Badge, Button, Card, Heading, StatusLine, time_bar};
use horseshoe_ui::{Icon, space};

/// Minutes of a tea break.
const TEA: u32 = 10;
/// Minutes more or less at a press.
const STEP: i32 = 5;

impl InRoomScreen {
    /// The middle of the facilitator's view.
    pub(super) fn point_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        Card::new("point").chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            match &part.contents.now {
                Now::NotBegun { first } => begin_ui(ui, cx, part, first.as_ref()),
                Now::Finished => {
                    ui.add(Heading::two(cx.t("in-room-finished")));
                    body(ui, &cx.t("in-room-close-thanks"));
                }
                Now::At(here) => here_ui(ui, cx, part, here, &mut self.stuck),
            }
        });
        ui.add_space(space::M);
        self.stuck_ui(ui, cx, part);
        self.board_ui(ui, cx, part);
    }
}

fn begin_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    part: &Part<'_>,
    first: Option<&(PointId, String)>,
) {
    ui.add(Heading::two(cx.t("in-room-not-begun")));
    quiet(ui, &cx.t("in-room-not-begun-note"));
    let Some((to, title)) = first else { return };
    let begin = Button::primary(cx.with("in-room-begin-with", &[("title", title.as_str().into())]));
    if ui.add(begin.icon(Icon::Play).disabled_if(part.why_not)).clicked() {
        part.do_and_say(cx, AgendaCommand::MoveOn { from: None, to: *to }, "said-begun-session");
    }
}

fn here_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here, stuck: &mut bool) {
    ui.horizontal_wrapped(|ui| {
        ui.add(Heading::two(&here.title));
        if here.paused {
            ui.add(Badge::new(cx.t("in-room-paused")).icon(Icon::Pause));
        }
        if here.thinking {
            ui.add(Badge::new(cx.t("in-room-thinking")));
        }
        if here.activity != Activity::Discuss {
            let words = activity_note(here.activity).map(|note| cx.t(note.0));
            ui.add(Badge::new(words.unwrap_or_default()));
        }
        quiet(ui, &left(cx, here));
        if let Some(back) = &here.back_at {
            quiet(ui, &cx.with("in-room-back-at", &[("clock", back.as_str().into())]));
        }
    });
    bar(ui, cx, here);
    announced(ui, cx, here);
    moves_ui(ui, cx, part, here);
    time_ui(ui, cx, part, here, stuck);
    if !here.notes.is_empty() {
        quiet(ui, &here.notes);
    }
    for prompt in &here.prompts {
        small(ui, prompt);
    }
    if here.kind == PointKind::Groundrules {
        volunteer_ui(ui, cx, part.community, Some(part.contents.begun), part.why_not);
    }
}

/// At the groundrules, what the volunteer is asked, or everybody where one is looked for.
pub(super) fn asked_of_me_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let begun = Some(part.contents.begun);
    let me = MemberId::from_bytes(*part.community.me.as_bytes());
    let there = part.contents.now.here().is_some_and(|here| here.kind == PointKind::Groundrules);
    if there && Standing::of(part.community, begun).concerns(me) {
        volunteer_ui(ui, cx, part.community, begun, part.why_not);
        ui.add_space(space::L);
    }
}

/// Where to go from here.
fn moves_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here) {
    ui.horizontal_wrapped(|ui| {
        if let Some((_, title)) = &here.next {
            let next = [("title", title.as_str().into())];
            let button = Button::primary(cx.with("in-room-next", &next)).hint("N");
            if ui.add(button.icon(Icon::Right).disabled_if(part.why_not)).clicked() {
                next_point(cx, part, here);
            }
        } else {
            let finish = Button::primary(cx.t("in-room-finish-now"));
            if ui.add(finish.disabled_if(part.why_not)).clicked() {
                let act = AgendaCommand::Finish { from: here.point };
                part.do_and_say(cx, act, "said-session-finished");
            }
        }
        if let Some((_, title)) = &here.previous {
            let name = cx.with("in-room-back-name", &[("title", title.as_str().into())]);
            let back = Button::quiet(cx.t("in-room-back")).icon(Icon::Left).name(name).hint("B");
            if ui.add(back.disabled_if(part.why_not)).clicked() {
                previous_point(cx, part, here);
            }
        }
    });
}

/// What to do about the time, and what people do in it.
fn time_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here, stuck: &mut bool) {
    let why_not = part.why_not;
    ui.horizontal_wrapped(|ui| {
        let more = Button::quiet(cx.t("in-room-more")).name(cx.t("in-room-more-name")).hint("+");
        if ui.add(more.disabled_if(why_not)).clicked() {
            lengthen(cx, part, here, STEP);
        }
        let less = Button::quiet(cx.t("in-room-less")).name(cx.t("in-room-less-name")).hint("−");
        if ui.add(less.disabled_if(why_not)).clicked() {
            lengthen(cx, part, here, -STEP);
        }
        let think = if here.thinking { "in-room-think-end" } else { "in-room-think" };
        if ui.add(Button::quiet(cx.t(think)).hint("S").disabled_if(why_not)).clicked() {
            part.do_it(cx, AgendaCommand::Think { on: !here.thinking });
        }
        if here.kind != PointKind::Break {
            let tea = Button::quiet(cx.t("in-room-tea")).disabled_if(why_not);
            if ui.add(tea).clicked() {
                let act = AgendaCommand::BreakNow { from: here.point, minutes: TEA };
                part.do_and_say(cx, act, "said-tea");
            }
        }
        more_ui(ui, cx, part, here, stuck);
    });
}

/// What is done less often: standing still, taking time from later, and what people do meanwhile.
fn more_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here, stuck: &mut bool) {
    menu(ui, &cx.t("in-room-do-more"), part.why_not, |ui| {
        let (pause, icon, act) = if here.paused {
            ("in-room-resume", Icon::Play, AgendaCommand::Resume)
        } else {
            ("in-room-pause", Icon::Pause, AgendaCommand::Pause)
        };
        if ui.add(Button::plain(cx.t(pause)).icon(icon)).clicked() {
            part.do_it(cx, act);
            ui.close();
        }
        take_ui(ui, cx, part, here);
        if ui.add(Button::plain(cx.t("stuck"))).clicked() {
            *stuck = true;
            ui.close();
        }
        if here.kind != PointKind::Break {
            quiet(ui, &cx.t("activity-name"));
            activity_ui(ui, cx, part, here);
        }
    });
}

/// Five minutes more that a later point gives, so that all ends when it was to end.
fn take_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here) {
    let later = part.contents.points.iter().filter(|row| row.state == PointState::Later);
    let Some(row) = later.max_by_key(|row| row.minutes).filter(|row| row.minutes > 5) else {
        return;
    };
    // Titles repeat: the clock tells which one it is.
    let from = [("title", row.title.as_str().into()), ("clock", row.begins.as_str().into())];
    if ui.add(Button::plain(cx.with("in-room-take-from", &from))).clicked() {
        let (point, minutes) = (here.point, STEP);
        let act = AgendaCommand::Lengthen { point, minutes, take_from: Some(row.id) };
        part.do_and_say(cx, act, "said-longer");
        ui.close();
    }
}

/// What people do now is marked; pressed, they do another thing.
fn activity_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here) {
    for (activity, words) in [
        (Activity::Discuss, "activity-discuss"),
        (Activity::SilentWriting, "activity-writing"),
        (Activity::Pairs, "activity-pairs"),
        (Activity::Film, "activity-film"),
    ] {
        let mut button = Button::plain(cx.t(words));
        if activity == here.activity {
            button = button.icon(Icon::Check);
        }
        if ui.add(button).clicked() {
            if activity != here.activity {
                part.do_it(cx, AgendaCommand::Do { point: here.point, activity });
            }
            ui.close();
        }
    }
}

/// What everybody sees of it: its name, a bar that shortens once a minute, and words near the end.
pub(super) fn where_we_are_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    match &part.contents.now {
        Now::NotBegun { .. } => quiet(ui, &cx.t("in-room-waits")),
        Now::Finished => {
            ui.add(Heading::two(cx.t("in-room-finished")));
            body(ui, &cx.t("in-room-close-thanks"));
        }
        Now::At(here) => {
            ui.add(Heading::two(&here.title));
            if here.thinking {
                body(ui, &cx.t("in-room-thinking-calm"));
            } else if let Some(back) = &here.back_at {
                body(ui, &cx.with("in-room-back-at", &[("clock", back.as_str().into())]));
            } else {
                bar(ui, cx, here);
                if let Some(note) = activity_note(here.activity) {
                    body(ui, &cx.t(note.0));
                }
            }
            announced(ui, cx, here);
        }
    }
}

/// The line near the end of a point, which is also said to screen readers: always there, mostly empty.
fn announced(ui: &mut Ui, cx: &ScreenCx<'_>, here: &Here) {
    let words = here.cue.map(|cue| cx.t(cue.0)).unwrap_or_default();
    let said = cx.with(
        "in-room-said",
        &[("title", here.title.as_str().into()), ("cue", words.as_str().into())],
    );
    let line = StatusLine::new(Id::unique("in-room-cue"), Icon::Clock, &words);
    always_there_ui(ui, &words, line.announced(said.trim()));
}

fn bar(ui: &mut Ui, cx: &ScreenCx<'_>, here: &Here) {
    time_bar(ui, 10.0, here.share_left, &cx.t("in-room-bar"), &left(cx, here));
}

fn left(cx: &ScreenCx<'_>, here: &Here) -> String {
    match here.left {
        left @ 1.. => cx.with("in-room-left", &[("minutes", left.into())]),
        over => cx.with("in-room-over", &[("minutes", (-over).into())]),
    }
}

fn next_point(cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here) {
    if let Some((to, _)) = here.next {
        part.do_it(cx, AgendaCommand::MoveOn { from: Some(here.point), to });
    }
}

fn previous_point(cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here) {
    if let Some((to, _)) = here.previous {
        part.do_it(cx, AgendaCommand::MoveOn { from: Some(here.point), to });
    }
}

fn lengthen(cx: &mut ScreenCx<'_>, part: &Part<'_>, here: &Here, minutes: i32) {
    let act = AgendaCommand::Lengthen { point: here.point, minutes, take_from: None };
    part.do_and_say(cx, act, if minutes > 0 { "said-longer" } else { "said-shorter" });
}

pub(super) fn keys(
    cx: &mut ScreenCx<'_>,
    part: &Part<'_>,
    here: &Here,
    pressed: impl Fn(Key) -> bool,
) {
    if pressed(Key::N) {
        next_point(cx, part, here);
    }
    if pressed(Key::B) {
        previous_point(cx, part, here);
    }
    if pressed(Key::Plus) || pressed(Key::Equals) {
        lengthen(cx, part, here, STEP);
    }
    if pressed(Key::Minus) {
        lengthen(cx, part, here, -STEP);
    }
    if pressed(Key::S) {
        part.do_it(cx, AgendaCommand::Think { on: !here.thinking });
    }
}
