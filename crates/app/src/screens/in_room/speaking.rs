//! Who would like to speak: one's own hand, and the list for whoever keeps it. And the questions only I see.

use super::asked::ask_jotted;
use super::contents::SpeakerRow;
use super::{InRoomScreen, Part, always_there_ui, letters_act, voices};
use crate::screen::ScreenCx;
use crate::screens::only_me::open_questions_ui;
use crate::screens::{body, fold_ui, menu, quiet};
use egui::{Id, Key, Ui};
use horseshoe_model::{Contribution, Person, SpeakersCommand};
use horseshoe_ui::widgets::{
    Button, Checkbox, Heading, IconButton, ListRow, Section, StatusLine, segmented,
};
use horseshoe_ui::{Icon, space};

/// Whether how the order comes about is unfolded.
#[derive(Debug, Default)]
pub(super) struct SpeakersColumn {
    how_unfolded: bool,
}

impl InRoomScreen {
    /// The right side of the facilitator's view.
    pub(super) fn speakers_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        ui.add(Heading::three(cx.t("speakers-title")).of_a_part());
        if part.contents.speakers.contribution == Contribution::SelfManaged {
            quiet(ui, &cx.t("speakers-self-managed"));
        } else {
            list_ui(ui, cx, part);
        }
        let (show, hide) = (cx.t("contribution-name"), cx.t("contribution-hide"));
        if fold_ui(ui, &mut self.speakers.how_unfolded, show, hide) {
            how_ui(ui, cx, part);
        }
        ui.add_space(space::S);
        self.nudge_ui(ui, cx, part);
    }
}

/// How the order comes about.
fn how_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let list = &part.contents.speakers;
    contribution_ui(ui, cx, part);
    let (mut on, mut closed) = (list.new_voices_first, list.closed);
    ui.add_enabled_ui(part.why_not.is_none(), |ui| {
        if ui.add(Checkbox::new(&mut on, cx.t("speakers-new-voices"))).changed() {
            part.do_it(cx, SpeakersCommand::SetNewVoicesFirst { on });
        }
        if ui.add(Checkbox::new(&mut closed, cx.t("speakers-closed"))).changed() {
            part.do_it(cx, SpeakersCommand::SetClosed { closed });
        }
        voices::agreed_ui(ui, cx, part);
    });
}

impl InRoomScreen {
    /// What I would like to ask: nobody else ever sees it, unless I ask it.
    pub(super) fn questions_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
        Section::new(cx.t("questions-title")).note(cx.t("questions-note")).show(ui, |ui| {
            open_questions_ui(ui, cx, part.community, |question| ask_jotted(part, question));
            if ui.input(|input| input.key_pressed(Key::J)) && letters_act(ui, cx, part) {
                self.asking.focus();
            }
            self.asking.jot_or_ask_ui(ui, cx, part);
        });
    }
}

/// My own hand, and where I am.
pub(super) fn mine_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let list = &part.contents.speakers;
    if list.contribution == Contribution::SelfManaged {
        return;
    }
    let others =
        list.speaking.as_ref().filter(|one| list.mine.is_none_or(|mine| mine.0 != one.turn));
    if let Some(speaking) = others {
        body(ui, &cx.with("speakers-now", &[("name", speaking.name.as_str().into())]));
    }
    hand_ui(ui, cx, part);
    voices::voices_ui(ui, cx, part);
}

/// One press raises the hand, one lowers it.
fn hand_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let list = &part.contents.speakers;
    let (line, label) = match list.mine {
        Some((_, 0)) => (Some(cx.t("speakers-my-turn")), None),
        Some((_, 1)) => (Some(cx.t("speakers-my-turn-next")), Some("hand-lower")),
        Some((_, place)) => {
            (Some(cx.with("speakers-my-place", &[("place", place.into())])), Some("hand-lower"))
        }
        None => (None, Some("hand-raise")),
    };
    // Always there to be read: it says when it is my turn.
    let words = line.unwrap_or_default();
    let line = StatusLine::new(Id::unique("in-room-my-turn"), Icon::Hand, &words);
    always_there_ui(ui, &words, line);
    let closed = (list.closed && list.mine.is_none()).then(|| cx.t("speakers-closed-note"));
    let why_not = part.why_not.map(str::to_owned).or(closed);
    match (label, list.mine) {
        (Some(label), mine) => {
            let button = Button::quiet(cx.t(label)).icon(Icon::Hand).hint("H");
            if ui.add(button.disabled_if(why_not)).clicked() {
                match mine {
                    Some((turn, _)) => part.do_it(cx, SpeakersCommand::Lower { turn }),
                    None => part.do_it(cx, SpeakersCommand::Raise { person: None }),
                }
            }
        }
        (None, Some((turn, _))) => {
            let done = Button::quiet(cx.t("speakers-done")).icon(Icon::Check);
            if ui.add(done.disabled_if(why_not)).clicked() {
                part.do_it(cx, SpeakersCommand::Done { turn });
            }
        }
        (None, None) => {}
    }
}

/// Who is speaking, who is next, and writing somebody down.
fn list_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let list = &part.contents.speakers;
    if let Some(speaking) = &list.speaking {
        speaking_ui(ui, cx, part, speaking);
    }
    for (place, row) in (1..).zip(&list.waiting) {
        waiting_ui(ui, cx, part, place, row);
    }
    if list.speaking.is_none() && list.waiting.is_empty() {
        quiet(ui, &cx.t("speakers-none"));
    }
    ui.horizontal_wrapped(|ui| {
        if let Some(first) = list.waiting.first() {
            let name = [("name", first.name.as_str().into())];
            let next =
                Button::quiet(cx.t("speakers-next")).name(cx.with("speakers-next-name", &name));
            if ui.add(next.icon(Icon::Right).disabled_if(part.why_not)).clicked() {
                part.do_it(cx, SpeakersCommand::Call { turn: first.turn });
            }
        }
        put_down_ui(ui, cx, part);
    });
    hand_ui(ui, cx, part);
    voices::voices_ui(ui, cx, part);
}

fn speaking_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, row: &SpeakerRow) {
    let note = cx.t("speakers-speaking");
    let list = ListRow::new(("turn", row.turn), &row.name).icon(Icon::Conversation).note(&note);
    let name = cx.with("speakers-done-name", &[("name", row.name.as_str().into())]);
    let (_, done) = list.chosen(true).show_with(ui, |ui| {
        let done = Button::plain(cx.t("speakers-done")).name(name);
        ui.add(done.disabled_if(part.why_not)).clicked()
    });
    if done {
        part.do_it(cx, SpeakersCommand::Done { turn: row.turn });
    }
}

fn waiting_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>, place: usize, row: &SpeakerRow) {
    let about = [("name", row.name.as_str().into())];
    let names = [cx.with("speakers-up-name", &about), cx.with("speakers-out-name", &about)];
    let list = ListRow::new(("turn", row.turn), &row.name).number(place);
    let (_, (up, out)) = list.show_with(ui, |ui| {
        let [up, out] = names;
        let up =
            place > 1 && ui.add(IconButton::new(Icon::Up, up).disabled_if(part.why_not)).clicked();
        let out = ui.add(IconButton::new(Icon::Close, out).disabled_if(part.why_not)).clicked();
        (up, out)
    });
    if up {
        // After the one before the one before; first, if there is none.
        let after = place.checked_sub(3).and_then(|at| part.contents.speakers.waiting.get(at));
        let after = after.map(|row| row.turn);
        part.do_it(cx, SpeakersCommand::Move { turn: row.turn, after });
    }
    if out {
        part.do_it(cx, SpeakersCommand::Lower { turn: row.turn });
    }
}

/// Writes somebody down who has no device, or did not find the button.
fn put_down_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let mut chosen: Option<Person> = None;
    let closed = part.contents.speakers.closed.then(|| cx.t("speakers-closed-note"));
    menu(ui, &cx.t("speakers-put-down"), part.why_not.or(closed.as_deref()), |ui| {
        for person in &part.contents.people {
            if ui.add(Button::plain(&person.name)).clicked() {
                chosen = Some(person.person);
                ui.close();
            }
        }
    });
    if let Some(person) = chosen {
        part.do_it(cx, SpeakersCommand::Raise { person: Some(person) });
    }
}

fn contribution_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, part: &Part<'_>) {
    let words = [
        (Contribution::RaiseHand, cx.t("contribution-hands")),
        (Contribution::Chair, cx.t("contribution-chair")),
        (Contribution::SelfManaged, cx.t("contribution-self")),
    ];
    let options = words.each_ref().map(|(one, words)| (*one, words.as_str()));
    let mut contribution = part.contents.speakers.contribution;
    ui.add_enabled_ui(part.why_not.is_none(), |ui| {
        segmented(ui, &cx.t("contribution-name"), &mut contribution, &options);
    });
    if contribution != part.contents.speakers.contribution {
        part.do_it(cx, SpeakersCommand::SetContribution { contribution });
    }
}
