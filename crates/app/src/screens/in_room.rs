//! In the room: today's session. Who facilitates has agenda, point and speaker list beside each other; everybody else has
//! only what is theirs to do.

mod agenda;
pub(crate) mod asked;
mod beginning;
mod board;
pub(crate) mod contents;
mod cue;
mod feedback;
mod heard;
mod how;
mod nudge;
mod pictures;
mod point;
mod round;
mod since;
mod speaking;
mod stuck;
pub(crate) mod voices;
mod who;

use crate::action::{Act, Action};
use crate::dates;
use crate::screen::{Area, ScreenCx};
use crate::screens::for_good::ForGood;
use crate::screens::{quiet, why_not_write};
use crate::texts::TextId;
use agenda::AgendaColumn;
use asked::Asking;
use beginning::Beginning;
use board::Turned;
use contents::Contents;
use cue::Cue;
use egui::{Align, Key, Layout, Ui, vec2};
use feedback::FeedbackLines;
use heard::Heard;
use horseshoe_model::{Command as Doing, SessionCommand, SpeakersCommand};
use horseshoe_node::{Community, DocumentId};
use horseshoe_ui::widgets::{Button, Heading, StatusLine};
use horseshoe_ui::{Icon, space};
use nudge::Offered;
use pictures::Pictures;
use round::RoundLine;
pub(crate) use round::new_round;
use speaking::SpeakersColumn;
use std::time::Duration;
use who::GuestLine;

use super::capture::CaptureLine;
use super::learning::keeping::Keeping;
use super::learning::to_do::ToDo;
use super::parked::Parked;

/// What is half typed, and what is unfolded.
#[derive(Debug, Default)]
pub(crate) struct InRoomScreen {
    beginning: Beginning,
    agenda: AgendaColumn,
    turned: Turned,
    heard: Heard,
    keeping: Keeping,
    to_do: ToDo,
    parked: Parked,
    round: RoundLine,
    guest: GuestLine,
    asking: Asking,
    feedback: FeedbackLines,
    how: CaptureLine,
    pictures: Pictures,
    offered: Offered,
    cue: Cue,
    /// The ways out when the group cannot agree were asked for.
    stuck: bool,
    speakers: SpeakersColumn,
    agenda_unfolded: bool,
    closing: bool,
}

/// From this width on, three columns stand beside each other.
const WIDE: f32 = 860.0;
const AGENDA_WIDTH: f32 = 276.0;
const SPEAKERS_WIDTH: f32 = 244.0;

/// A session, for those who draw parts of it.
struct Part<'a> {
    community: &'a Community,
    contents: &'a Contents,
    why_not: Option<&'a str>,
}

impl Part<'_> {
    fn do_it(&self, cx: &mut ScreenCx<'_>, act: impl Into<Doing>) {
        do_in(cx, self.contents.document, act, None);
    }

    fn do_and_say(&self, cx: &mut ScreenCx<'_>, act: impl Into<Doing>, said: &'static str) {
        do_in(cx, self.contents.document, act, Some(TextId(said)));
    }
}

fn do_in(cx: &mut ScreenCx<'_>, document: DocumentId, act: impl Into<Doing>, said: Option<TextId>) {
    cx.act(Action::DoIn { document, act: act.into(), said });
}

impl InRoomScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let why_not = why_not_write(cx, community);
        let contents = Contents::new(community, cx.handbook, cx.texts, cx.now_ms);
        let Some(contents) = contents else {
            let today = dates::date_of(cx.now_ms);
            self.closing = false;
            self.cue = Cue::default();
            return self.beginning.ui(ui, cx, community, &today, why_not.as_deref());
        };
        if let Some(wait) = contents.look_again {
            ui.ctx().request_repaint_after(Duration::from_millis(wait));
        }
        let part = Part { community, contents: &contents, why_not: why_not.as_deref() };
        self.keys(ui, cx, &part);
        self.head_ui(ui, cx, &part);
        ui.add_space(space::S);
        if !contents.i_facilitate {
            self.member_ui(ui, cx, &part);
        } else if ui.available_width() < WIDE {
            self.point_ui(ui, cx, &part);
            ui.add_space(space::L);
            self.speakers_ui(ui, cx, &part);
            ui.add_space(space::L);
            self.agenda_ui(ui, cx, &part);
        } else {
            self.beside_each_other(ui, cx, &part);
        }
    }

    fn beside_each_other(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let middle =
            ui.available_width() - AGENDA_WIDTH - SPEAKERS_WIDTH - 2.0 * space::L - space::M;
        let column = |ui: &mut Ui, width: f32, draw: &mut dyn FnMut(&mut Ui)| {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::LEFT), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = space::S;
                draw(ui);
            });
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            column(ui, AGENDA_WIDTH, &mut |ui| self.agenda_ui(ui, cx, part));
            column(ui, middle, &mut |ui| self.point_ui(ui, cx, part));
            column(ui, SPEAKERS_WIDTH, &mut |ui| self.speakers_ui(ui, cx, part));
        });
    }

    /// What the session is, how it stands with the time, and what concerns all of it.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let contents = part.contents;
        ui.horizontal_wrapped(|ui| {
            ui.add(Heading::one(cx.t("area-in-room")));
            ui.add_space(space::S);
            if contents.i_facilitate {
                if let Some(finish) = &contents.finish {
                    let values = [("clock", finish.as_str().into())];
                    quiet(ui, &cx.with("in-room-finish", &values));
                    quiet(ui, &behind(cx, contents.behind));
                }
                let flipchart = Button::quiet(cx.t("flipchart-open")).icon(Icon::Flipchart);
                if ui.add(flipchart).clicked() {
                    cx.act(Action::Act(Act::Flipchart));
                }
            }
            let (label, on) = if contents.i_facilitate {
                ("in-room-hand-over", false)
            } else {
                ("in-room-take-over", true)
            };
            let facilitate = Button::plain(cx.t(label)).disabled_if(part.why_not);
            if ui.add(facilitate).clicked() {
                let said = if on { "said-facilitate" } else { "said-facilitate-no-more" };
                part.do_and_say(cx, SessionCommand::Facilitate { member: None, on }, said);
            }
            if contents.i_facilitate {
                let close = Button::plain(cx.t("in-room-close")).disabled_if(part.why_not);
                if ui.add(close).clicked() {
                    self.closing = true;
                }
            }
        });
        if contents.others > 0 {
            quiet(ui, &cx.with("in-room-several", &[("count", contents.others.into())]));
        }
        if !contents.i_facilitate {
            let line = match contents.facilitators.as_slice() {
                [] => cx.t("in-room-nobody-facilitates"),
                names => cx.with("in-room-facilitated-by", &[("names", names.join(", ").into())]),
            };
            quiet(ui, &line);
        }
        self.closing_ui(ui, cx, part);
    }

    /// Thanks, and what stays, before the session is closed.
    fn closing_ui(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let question = ForGood {
            id: "close-session",
            title: cx.t("in-room-close-title"),
            means: &["in-room-close-thanks", "in-room-close-stays", "in-room-close-goes"],
            stay: "in-room-close-not-yet",
            go: "in-room-close-now",
        };
        if question.ask(ui, cx, &mut self.closing) {
            part.do_and_say(cx, SessionCommand::Close, "said-session-closed");
        }
    }

    /// Only what a member does: everything else stays as it is until the facilitator moves on.
    fn member_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
        point::where_we_are_ui(ui, cx, part);
        ui.add_space(space::L);
        point::asked_of_me_ui(ui, cx, part);
        if part.contents.round.is_some() {
            round::turn_ui(ui, cx, part);
            ui.add_space(space::L);
        }
        speaking::mine_ui(ui, cx, part);
        self.feedback_ui(ui, cx, part);
        ui.add_space(space::L);
        self.questions_ui(ui, cx, part);
        ui.add_space(space::L);
        who::here_ui(ui, cx, part, &mut self.guest);
        self.written_down_ui(ui, cx, part);
        let label =
            if self.agenda_unfolded { "in-room-agenda-hide" } else { "in-room-agenda-show" };
        if ui.add(Button::plain(cx.t(label)).icon(Icon::Clock)).clicked() {
            self.agenda_unfolded = !self.agenda_unfolded;
        }
        if self.agenda_unfolded {
            agenda::points_ui(ui, cx, part);
        }
    }
}

/// How it stands with the time, in a few words.
fn behind(cx: &ScreenCx<'_>, minutes: i64) -> String {
    match minutes {
        0 => cx.t("in-room-on-time"),
        late @ 1.. => cx.with("in-room-behind", &[("minutes", late.into())]),
        early => cx.with("in-room-ahead", &[("minutes", (-early).into())]),
    }
}

/// A line that is empty most of the time and always there, so that screen readers hear when it is not.
fn always_there_ui(ui: &mut Ui, words: &str, line: StatusLine<'_>) {
    ui.scope(|ui| {
        ui.set_opacity(if words.is_empty() { 0.0 } else { 1.0 });
        line.show(ui);
    });
}

/// Whether single letters do something: not while one writes, and only where people want it.
fn letters_act(ui: &Ui, cx: &ScreenCx<'_>, part: &Part<'_>) -> bool {
    cx.look.letter_keys && !ui.ctx().text_edit_focused() && part.why_not.is_none()
}

impl InRoomScreen {
    /// Single letters, where no text is written: hand, next, back, more, less, thinking time, pass, park.
    fn keys(&mut self, ui: &Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        if !letters_act(ui, cx, part) {
            return;
        }
        let pressed =
            |key: Key| ui.input(|input| input.key_pressed(key) && input.modifiers.is_none());
        if pressed(Key::H) {
            match part.contents.speakers.mine {
                Some((turn, _)) => part.do_it(cx, SpeakersCommand::Lower { turn }),
                None if part.contents.speakers.closed => {}
                None => part.do_it(cx, SpeakersCommand::Raise { person: None }),
            }
        }
        if pressed(Key::G) {
            cx.act(Action::Act(Act::Go(Area::Groundrules)));
        }
        self.board_keys(part, pressed);
        if pressed(Key::P) {
            round::pass_by_key(cx, part);
        }
        if let Some(here) = part.contents.now.here()
            && part.contents.i_facilitate
        {
            point::keys(cx, part, here, pressed);
        }
    }
}
