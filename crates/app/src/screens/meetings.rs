//! Meetings: when and where, and who presents.

mod briefing;
mod checks;
mod contents;
mod slot;

use crate::dates;
use crate::screen::ScreenCx;
use crate::screens::reminding::{Reminding, days_ui, reminding_ui};
use crate::screens::{Begun, body, new_mark, title_ui, why_not_write};
use crate::texts::TextId;
use crate::words;
use contents::{Contents, MeetingCard};
use egui::Ui;
use horseshoe_model::{
    AgreedHow, Field, MeetingId, MeetingKind, MeetingsCommand, PresentersCommand, SlotId, When,
};
use horseshoe_node::Community;
use horseshoe_ui::widgets::{
    Badge, Button, Card, EmptyState, Heading, ListRow, Section, TextField, Tint,
};
use horseshoe_ui::{Icon, space};

/// What is half typed.
#[derive(Debug, Default)]
pub(crate) struct MeetingsScreen {
    proposing: Option<Proposing>,
    /// What I would present, and in which place.
    offering: Option<Offering>,
    /// The meeting whose checklists are unfolded.
    checks_shown: Option<MeetingId>,
    /// Who is reminded when is unfolded.
    days_shown: bool,
}

#[derive(Debug)]
struct Proposing {
    date: String,
    start: String,
    end: String,
    place: String,
    begun: Begun,
}

#[derive(Debug)]
struct Offering {
    slot: SlotId,
    topic: String,
    begun: Begun,
}

impl Default for Proposing {
    fn default() -> Self {
        Self {
            date: String::new(),
            start: "14:00".to_owned(),
            end: "17:00".to_owned(),
            place: String::new(),
            begun: Begun::default(),
        }
    }
}

/// Places for presenters at a meeting somebody proposes: a session has two presentations.
const SLOTS: u8 = 2;

impl MeetingsScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community) {
        let contents = Contents::new(community);
        title_ui(ui, &cx.t("area-meetings"), "", None);
        let why_not = why_not_write(cx, community);
        let today = dates::date_of(cx.now_ms);
        if let Some(reminding) = Reminding::of(community, &today) {
            reminding_ui(ui, cx, community, &reminding);
            ui.add_space(space::M);
        }
        for swap in &contents.swaps {
            slot::swap_ui(ui, cx, community, swap);
        }
        if contents.meetings.is_empty() && self.proposing.is_none() {
            let empty = EmptyState::new(Icon::Calendar, cx.t("home-no-meeting"))
                .action(cx.t("meetings-propose"));
            if empty.show(ui).0.is_some_and(|propose| propose.clicked()) {
                self.proposing = Some(Proposing::default());
            }
        }
        for card in &contents.meetings {
            self.meeting_ui(ui, cx, community, card, why_not.as_deref());
            ui.add_space(space::M);
        }
        if self.proposing.is_some() {
            self.propose_ui(ui, cx);
        } else if !contents.meetings.is_empty() {
            let propose = Button::quiet(cx.t("meetings-propose"))
                .icon(Icon::Plus)
                .disabled_if(why_not.as_deref());
            if ui.add(propose).clicked() {
                self.proposing = Some(Proposing::default());
            }
        }
        ui.add_space(space::M);
        let days = community.community.settings.reminders.value;
        days_ui(ui, cx, days, &mut self.days_shown, why_not.as_deref());
        cancelled_ui(ui, cx, &contents);
    }

    fn meeting_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut ScreenCx<'_>,
        community: &Community,
        card: &MeetingCard,
        why_not: Option<&str>,
    ) {
        let meeting = &card.meeting;
        Card::new(("meeting", meeting.id)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let when = dates::when(cx.texts, &meeting.when.value);
            ui.horizontal_wrapped(|ui| {
                ui.add(Heading::two(&when));
                if card.agreed {
                    ui.add(Badge::new(cx.t("meetings-agreed")).icon(Icon::Check).tint(Tint::Go));
                } else {
                    ui.add(Badge::new(cx.t("meetings-proposed")).icon(Icon::Question));
                }
                new_mark(ui, cx, meeting.id);
            });
            if !meeting.place.value.is_empty() {
                body(ui, &meeting.place.value);
            }
            when_clash_ui(ui, cx, community, card);
            ui.add_space(space::S);
            for row in &card.slots {
                self.slot_ui(ui, cx, community, row, why_not);
            }
            let shown = self.checks_shown == Some(meeting.id);
            if checks::checks_ui(ui, cx, community, meeting, shown, why_not) {
                self.checks_shown = (!shown).then_some(meeting.id);
            }
            ui.add_space(space::XS);
            let about = [("when", when.as_str().into())];
            ui.horizontal_wrapped(|ui| {
                let agree = Button::quiet(cx.t("meetings-agree"))
                    .name(cx.with("meetings-agree-name", &about));
                if !card.agreed && ui.add(agree.disabled_if(why_not)).clicked() {
                    let command =
                        MeetingsCommand::Agree { meeting: meeting.id, how: AgreedHow::SaidAloud };
                    cx.do_and_say(command, TextId("said-meeting-agreed"));
                }
                let add = Button::plain(cx.t("meetings-add-place"))
                    .name(cx.with("meetings-add-place-name", &about));
                if ui.add(add.disabled_if(why_not)).clicked() {
                    cx.do_it(PresentersCommand::AddSlot { meeting: meeting.id });
                }
                let cancel = Button::plain(cx.t("meetings-cancel"))
                    .name(cx.with("meetings-cancel-name", &about));
                if ui.add(cancel.disabled_if(why_not)).clicked() {
                    let command = MeetingsCommand::Cancel { meeting: meeting.id };
                    cx.do_and_say(command, TextId("said-meeting-cancelled"));
                }
            });
        });
    }

    fn propose_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        let Some(proposing) = &mut self.proposing else { return };
        let mut over = false;
        Card::new("propose").chosen(true).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::three(cx.t("meetings-propose-title")));
            ui.add_space(space::S);
            let read = dates::read(&proposing.date);
            let missing = read.is_none().then(|| cx.t("meetings-date-problem"));
            let problem = missing.clone().filter(|_| !proposing.date.is_empty());
            let date = TextField::new(cx.t("meetings-date"))
                .placeholder(cx.t("meetings-date-example"))
                .width(180.0)
                .problem(problem)
                .limit(10)
                .show(ui, &mut proposing.date);
            proposing.begun.focus(&date);
            ui.horizontal_top(|ui| {
                TextField::new(cx.t("meetings-start"))
                    .width(100.0)
                    .limit(5)
                    .show(ui, &mut proposing.start);
                TextField::new(cx.t("meetings-end"))
                    .width(100.0)
                    .limit(5)
                    .show(ui, &mut proposing.end);
            });
            let place = cx.t("meetings-place-example");
            TextField::new(cx.t("meetings-place"))
                .placeholder(place)
                .limit(200)
                .show(ui, &mut proposing.place);
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                let propose = Button::primary(cx.t("meetings-propose")).disabled_if(missing);
                if ui.add(propose).clicked()
                    && let Some(date) = read
                {
                    let zone =
                        jiff::tz::TimeZone::system().iana_name().unwrap_or_default().to_owned();
                    let place = proposing.place.trim().to_owned();
                    let (start, end) =
                        (proposing.start.trim().to_owned(), proposing.end.trim().to_owned());
                    let when = When { date, start, end, zone };
                    let command = MeetingsCommand::Propose {
                        kind: MeetingKind::Session,
                        when,
                        place,
                        slots: SLOTS,
                    };
                    cx.do_and_say(command, TextId("said-meeting-proposed"));
                    over = true;
                }
                over |= ui.add(Button::plain(cx.t("cancel"))).clicked();
            });
        });
        if over {
            self.proposing = None;
        }
    }
}

/// Two dates were set at once.
fn when_clash_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, community: &Community, card: &MeetingCard) {
    let Field { clash, .. } = &card.meeting.when;
    if clash.is_empty() {
        return;
    }
    body(ui, &cx.t("meetings-when-clash"));
    for choice in clash {
        let when = dates::when(cx.texts, &choice.value);
        let who = words::member(cx.texts, community, choice.by);
        let name = cx.with("clash-keep-name", &[("words", when.as_str().into())]);
        let row = ListRow::new(("when", card.meeting.id, &when), &when).note(&who);
        let (_, keep) =
            row.show_with(ui, |ui| ui.add(Button::quiet(cx.t("clash-keep")).name(name)).clicked());
        if keep {
            cx.do_it(MeetingsCommand::SetWhen {
                meeting: card.meeting.id,
                when: choice.value.clone(),
            });
        }
    }
}

fn cancelled_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, contents: &Contents) {
    if contents.cancelled.is_empty() {
        return;
    }
    ui.add_space(space::L);
    Section::new(cx.t("meetings-cancelled")).show(ui, |ui| {
        for meeting in &contents.cancelled {
            let when = dates::when(cx.texts, &meeting.when.value);
            let name = cx.with("meetings-reinstate-name", &[("when", when.as_str().into())]);
            let row = ListRow::new(("cancelled", meeting.id), &when).struck(true);
            let (_, again) = row.show_with(ui, |ui| {
                ui.add(Button::quiet(cx.t("meetings-reinstate")).name(name)).clicked()
            });
            if again {
                cx.do_it(MeetingsCommand::Reinstate { meeting: meeting.id });
            }
        }
    });
}
