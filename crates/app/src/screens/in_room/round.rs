//! A round: everybody in turn, "done" and "pass" of the same size.

use super::contents::{RoundRows, under_way};
use super::{InRoomScreen, Part};
use crate::screen::ScreenCx;
use crate::screens::capture::{CaptureLine, CaptureWords};
use crate::screens::{body, quiet};
use egui::{Id, Ui};
use horseshoe_model::{Person, RoundsCommand, SessionView, next_seats};
use horseshoe_node::Community;
use horseshoe_ui::Icon;
use horseshoe_ui::widgets::{Button, Card, Heading, Section, StatusLine};

/// A round that is being begun.
#[derive(Debug, Default)]
pub(super) struct RoundLine {
    line: CaptureLine,
}

/// The closing question of the handbook.
const ONE_THING: &str = "one-thing";

impl InRoomScreen {
    /// The round that goes on, or a way to begin one.
    pub(super) fn round_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        if part.contents.round.is_some() {
            return turn_ui(ui, cx, part);
        }
        Section::new(cx.t("round-begin")).title_shown(false).note(cx.t("round-note")).show(
            ui,
            |ui| {
                self.begin_ui(ui, cx, part);
            },
        );
    }

    fn begin_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        let words = CaptureWords::one_line("round-question", "round-question-example", "round-go");
        let mut begun =
            self.round.line.ui(ui, cx, "round", words, part.why_not).map(|question| (question, ""));
        if let Some(prompt) = cx.handbook.prompt(ONE_THING)
            && ui.add(Button::plain(&prompt.text).disabled_if(part.why_not)).clicked()
        {
            begun = Some((String::new(), ONE_THING));
        }
        if let Some((question, prompt)) = begun {
            begin_round(cx, part, question, prompt);
        }
    }
}

fn begin_round(cx: &mut ScreenCx<'_>, part: &Part<'_>, question: String, prompt: &str) {
    if let Some((session, _)) = under_way(part.community) {
        let act = new_round(part.community, &session.view, question, prompt);
        part.do_and_say(cx, act, "said-round-begun");
    }
}

/// Everybody who is there, another one first than last time.
pub(crate) fn new_round(
    community: &Community,
    session: &SessionView,
    question: String,
    prompt: &str,
) -> RoundsCommand {
    let rounds = community.sessions.iter().flat_map(|session| session.view.rounds.iter());
    let last = rounds.last().map(|round| &**round);
    let (seats, reversed) = next_seats(last, session.attendance.people());
    RoundsCommand::Begin { question, prompt: prompt.to_owned(), seats, reversed }
}

/// Whose turn it is, and having had it.
pub(super) fn turn_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let Some(round) = &part.contents.round else { return };
    Card::new(("round", round.id)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let question =
            if round.question.is_empty() { cx.t("round-untitled") } else { round.question.clone() };
        ui.add(Heading::three(question).of_a_part());
        quiet(ui, &cx.with("round-had", &[("had", round.had.into()), ("of", round.of.into())]));
        let line = whose_turn(cx, round);
        StatusLine::new(Id::unique("in-room-round"), Icon::People, &line).show(ui);
        let may = part.contents.i_facilitate || round.my_turn;
        match &round.turn {
            Some((person, _)) if may => done_or_pass_ui(ui, cx, part, round, *person),
            Some(_) => {
                if let Some(next) = &round.next {
                    quiet(ui, &cx.with("round-next", &[("name", next.as_str().into())]));
                }
            }
            None => {
                body(ui, &cx.t("round-anything-to-add"));
                if part.contents.i_facilitate {
                    end_ui(ui, cx, part, round, "round-end");
                }
            }
        }
        if round.turn.is_some() && part.contents.i_facilitate {
            end_ui(ui, cx, part, round, "round-end-now");
        }
    });
}

fn whose_turn(cx: &ScreenCx<'_>, round: &RoundRows) -> String {
    match &round.turn {
        None => cx.t("round-all-had"),
        Some(_) if round.my_turn => cx.t("round-my-turn"),
        Some((_, name)) if round.my_turn_next => {
            cx.with("round-my-turn-next", &[("name", name.as_str().into())])
        }
        Some((_, name)) => cx.with("round-turn-of", &[("name", name.as_str().into())]),
    }
}

/// Both are one press, and both leave the same behind.
fn done_or_pass_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    part: &Part<'_>,
    round: &RoundRows,
    person: Person,
) {
    let words = [cx.t("round-done"), cx.t("round-pass")];
    let [done, pass] = words.each_ref().map(Button::quiet);
    let width = done.width(ui).max(pass.width(ui)).max(120.0);
    ui.horizontal_wrapped(|ui| {
        for (button, name) in [(done, "round-done-name"), (pass, "round-pass-name")] {
            let pressed = ui
                .allocate_ui(egui::vec2(width, 0.0), |ui| {
                    ui.add(button.name(cx.t(name)).wide().disabled_if(part.why_not)).clicked()
                })
                .inner;
            if pressed {
                part.do_it(cx, RoundsCommand::Had { round: round.id, person });
            }
        }
    });
}

fn end_ui(
    ui: &mut Ui,
    cx: &mut ScreenCx<'_>,
    part: &Part<'_>,
    round: &RoundRows,
    label: &'static str,
) {
    if ui.add(Button::plain(cx.t(label)).disabled_if(part.why_not)).clicked() {
        part.do_and_say(cx, RoundsCommand::End { round: round.id }, "said-round-ended");
    }
}

/// P passes, where it is my turn.
pub(super) fn pass_by_key(cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    if let Some(round) = part.contents.round.as_ref().filter(|round| round.my_turn)
        && let Some((person, _)) = round.turn
    {
        part.do_it(cx, RoundsCommand::Had { round: round.id, person });
    }
}
