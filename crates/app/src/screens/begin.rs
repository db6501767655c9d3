//! The beginning: say who you are, then begin a community with somebody or join one, in the room or with a ticket.

mod contents;
mod door;
mod returning;

use crate::action::Action;
use crate::files::{ToWrite, What};
use crate::screen::ScreenCx;
use crate::screens::{Begun, Side, body, carried, columns, quiet, title_ui};
use crate::words;
use contents::{Asking, ByFile, Contents, How};
use egui::{Key, Ui};
use horseshoe_node::{Command, DeviceId};
use horseshoe_ui::widgets::{Banner, Button, Card, Heading, TextField};
use horseshoe_ui::{Icon, Size, space, tokens};
use returning::Returning;

/// What is half typed.
#[derive(Debug, Default)]
pub(crate) struct BeginScreen {
    name: String,
    practice: String,
    community: String,
    ticket: String,
    /// It was put into its field by something else than the keyboard.
    ticket_came: bool,
    welcomed: Begun,
    returning: Returning,
    /// At whose door the words to compare were brought into view.
    words_seen: Option<DeviceId>,
}

impl BeginScreen {
    pub(crate) fn ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        let contents = Contents::new(cx.snapshot);
        if contents.introduce_first {
            return self.introduce_ui(ui, cx);
        }
        let name = cx.snapshot.me.name.as_str();
        title_ui(ui, &cx.with("begin-title", &[("name", name.into())]), &cx.t("begin-note"), None);
        for asking in &contents.joining {
            asking_ui(ui, cx, asking);
            by_file_ui(ui, cx, asking);
            ui.add_space(space::M);
        }
        if ui.available_width() > 720.0 {
            columns(ui, |ui, side| match side {
                Side::Left => {
                    door::room_ui(ui, cx, &contents.room, &mut self.words_seen);
                    ui.add_space(space::M);
                    self.join_ui(ui, cx);
                }
                Side::Right => {
                    self.begin_ui(ui, cx);
                    ui.add_space(space::M);
                    look_around_ui(ui, cx);
                }
            });
        } else {
            door::room_ui(ui, cx, &contents.room, &mut self.words_seen);
            ui.add_space(space::M);
            self.join_ui(ui, cx);
            ui.add_space(space::M);
            self.begin_ui(ui, cx);
            ui.add_space(space::M);
            look_around_ui(ui, cx);
        }
    }

    /// Puts a ticket from elsewhere into its field.
    pub(crate) fn take_ticket(&mut self, ticket: String) {
        self.ticket = ticket;
        self.ticket_came = true;
    }

    fn introduce_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        title_ui(ui, &cx.t("welcome-title"), "", None);
        ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
        body(ui, &cx.t("welcome-what"));
        body(ui, &cx.t("welcome-where"));
        ui.add_space(space::L);
        Card::new("introduce").show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::two(cx.t("welcome-who")));
            ui.add_space(space::S);
            let name = TextField::new(cx.t("welcome-name"))
                .hint(cx.t("welcome-name-hint"))
                .limit(60)
                .show(ui, &mut self.name);
            self.welcomed.focus(&name);
            ui.add_space(space::S);
            let practice = TextField::new(cx.t("welcome-practice"))
                .placeholder(cx.t("welcome-practice-example"))
                .limit(60)
                .show(ui, &mut self.practice);
            let entered = practice.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(space::M);
            let missing = self.name.trim().is_empty().then(|| cx.t("problem-no-name"));
            let may = missing.is_none();
            let pressed =
                ui.add(Button::primary(cx.t("welcome-go-on")).disabled_if(missing)).clicked();
            if pressed || (entered && may) {
                let (name, practice) =
                    (self.name.trim().to_owned(), self.practice.trim().to_owned());
                cx.ask(Command::Introduce { name, practice });
            }
        });
        ui.add_space(space::M);
        if !cx.made_up {
            self.returning.ui(ui, cx);
            ui.add_space(space::M);
        }
        look_around_ui(ui, cx);
    }

    fn begin_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        Card::new("begin").show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::two(cx.t("begin-new")));
            body(ui, &cx.t("begin-new-note"));
            ui.add_space(space::S);
            let field = TextField::new(cx.t("begin-name"))
                .placeholder(cx.t("begin-name-example"))
                .limit(60)
                .show(ui, &mut self.community);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(space::S);
            let name = self.community.trim();
            let missing = name.is_empty().then(|| cx.t("begin-name-missing"));
            let may = missing.is_none();
            if ui.add(Button::primary(cx.t("begin-do")).disabled_if(missing)).clicked()
                || (entered && may)
            {
                cx.ask(Command::Begin { name: name.to_owned() });
                self.community.clear();
            }
        });
    }

    fn join_ui(&mut self, ui: &mut Ui, cx: &mut ScreenCx<'_>) {
        Card::new("join").show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Heading::two(cx.t("join-title")));
            body(ui, &cx.t("join-note"));
            ui.add_space(space::S);
            TextField::new(cx.t("join-ticket"))
                .placeholder(cx.t("join-ticket-example"))
                .rows(3)
                .limit(8000)
                .show(ui, &mut self.ticket);
            ui.add_space(space::S);
            let ticket = self.ticket.trim().to_owned();
            let missing = ticket.is_empty().then(|| cx.t("join-ticket-missing"));
            ui.horizontal_wrapped(|ui| {
                let join = ui.add(Button::primary(cx.t("join-do")).disabled_if(missing));
                if std::mem::take(&mut self.ticket_came) {
                    join.request_focus();
                }
                if join.clicked() {
                    cx.ask(Command::Join { ticket });
                    self.ticket.clear();
                }
                if ui.add(Button::quiet(cx.t("files-open")).icon(Icon::File)).clicked() {
                    cx.act(Action::OpenTicket);
                }
                carried::open_ui(ui, cx);
            });
        });
    }
}

/// The third choice: a made-up community to look around in.
fn look_around_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>) {
    if cx.made_up {
        return;
    }
    Card::new("look-around").show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Heading::two(cx.t("made-up-title")));
        body(ui, &cx.t("made-up-note"));
        ui.add_space(space::S);
        if ui.add(Button::quiet(cx.t("made-up-do"))).clicked() {
            cx.act(Action::LookAround);
        }
    });
}

/// Where the two devices share no network, a file takes each turn.
fn by_file_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, asking: &Asking) {
    let (note, button) = match asking.by_file {
        None => return,
        Some(ByFile::Ask) => ("join-file-note", Button::quiet(cx.t("join-file"))),
        Some(ByFile::BringBack) => ("join-file-back-note", Button::primary(cx.t("carry-back"))),
    };
    ui.add_space(space::S);
    quiet(ui, &cx.t(note));
    ui.add_space(space::XS);
    let about = [("name", asking.community.as_str().into())];
    let button = button.icon(Icon::Export).name(cx.with("join-file-name", &about));
    if ui.add(button).clicked() {
        cx.act(Action::Place(What::Write(ToWrite::Asking(asking.ticket))));
    }
}

fn asking_ui(ui: &mut Ui, cx: &mut ScreenCx<'_>, asking: &Asking) {
    let name = [("name", asking.community.as_str().into())];
    let stop = cx.t("join-stop");
    let pressed = match &asking.how {
        How::Failed(problem) => {
            let problem = words::problem(cx.texts, problem);
            let mut banner =
                Banner::problem(cx.with("join-failed", &name)).safe(problem.happened).action(stop);
            if let Some(can_do) = problem.can_do {
                banner = banner.can_do(can_do);
            }
            banner.show(ui)
        }
        how => {
            let state = match how {
                How::Reaching => cx.t("join-reaching"),
                How::Asked => cx.t("join-asked"),
                How::Waiting(missing) => cx.with("join-waiting", &[("count", (*missing).into())]),
                How::Failed(_) => String::new(),
            };
            Banner::notice(cx.with("join-under-way", &name)).safe(state).action(stop).show(ui)
        }
    };
    if pressed.is_some() {
        cx.ask(Command::StopJoining { ticket: asking.ticket });
    }
    if let Some(words) = &asking.words {
        ui.add_space(space::S);
        quiet(ui, &cx.t("join-words-note"));
        let ink = tokens(ui).ink.text;
        ui.label(Size::Heading3.strong(words).color(ink));
    }
}
