//! The window: takes news, draws, then does what was asked, in this order in every frame.

mod appearance;
mod apply;
mod shell;
mod status;

use crate::action::{self, Action};
use crate::drafts::{Drafts, Purpose};
use crate::files::{Files, Outcome};
use crate::line::{Heard, Line};
use crate::notices::Notices;
use crate::screen::{Area, Screens};
use crate::texts::{TextId, Texts};
pub(crate) use appearance::Settings;
use horseshoe_handbook::Handbook;
use horseshoe_node::{
    Clock, Command, Community, CommunityId, Event, Problem, Reply, Snapshot, Stage,
};
use horseshoe_ui::command_palette::CommandPalette;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything the window holds. What is in the snapshot is nowhere else.
pub(crate) struct App {
    line: Box<dyn Line>,
    texts: Texts,
    handbook: Handbook,
    /// Milliseconds since 1970.
    now: Box<dyn Fn() -> u64>,
    snapshot: Arc<Snapshot>,
    area: Area,
    /// The community on screen.
    community: Option<CommunityId>,
    screens: Screens,
    drafts: Drafts,
    notices: Notices,
    palette: CommandPalette,
    keys_shown: bool,
    settings: Settings,
    asked: BTreeMap<u64, Why>,
    next_number: u64,
    pane: usize,
    /// What had the focus in the frame before.
    focused: Option<egui::Id>,
    files: Files,
    /// Whether the community on screen is made up, to look around in.
    made_up: bool,
    /// Whether the node was told to look for open doors in the room.
    looks_for_doors: bool,
    wish: Option<Wish>,
}

/// What only the program around this window can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    LookAround,
    GoBack,
}

/// Why something was asked of the node.
#[derive(Debug)]
enum Why {
    Draft(Purpose),
    /// To be said once it is done, where there is something to say.
    Act {
        said: Option<(TextId, CommunityId)>,
    },
    /// To be said once it is done; it cannot be undone.
    Say(TextId),
}

impl App {
    /// A window on the node at the other end of this line.
    pub(crate) fn new(ctx: &egui::Context, line: Box<dyn Line>, settings: Settings) -> Self {
        settings.install(ctx);
        let texts = Texts::english();
        let snapshot = line.snapshot();
        Self {
            notices: Notices::new(&texts),
            texts,
            handbook: Handbook::english(),
            now: now_by(Clock::start()),
            community: first(&snapshot),
            snapshot,
            line,
            area: Area::Home,
            screens: Screens::default(),
            drafts: Drafts::default(),
            palette: CommandPalette::default(),
            keys_shown: false,
            settings,
            asked: BTreeMap::new(),
            next_number: 1,
            pane: 0,
            focused: None,
            files: Files::default(),
            made_up: false,
            looks_for_doors: false,
            wish: None,
        }
    }

    /// A window for which it is always this moment.
    #[cfg(test)]
    pub(crate) fn at(mut self, now_ms: u64) -> Self {
        self.now = Box::new(move || now_ms);
        self
    }

    /// A window on a made-up community: it says so, and offers the way back.
    pub(crate) fn made_up(mut self) -> Self {
        self.made_up = true;
        self
    }

    #[cfg(test)]
    pub(crate) fn set_made_up(&mut self) {
        self.made_up = true;
    }

    /// Shows this area.
    pub(crate) fn show(&mut self, area: Area) {
        self.area = area;
    }

    /// What the area on screen is called.
    pub(crate) fn area_name(&self) -> String {
        self.texts.t(self.area.title().0)
    }

    /// One whole frame, for whoever draws without a window.
    pub(crate) fn draw(&mut self, ui: &mut egui::Ui) {
        self.take_news();
        self.frame(ui);
    }

    /// Begins with this ticket in its field.
    pub(crate) fn with_ticket(&mut self, ticket: String) {
        self.screens.begin.take_ticket(ticket);
        self.area = Area::Begin;
    }

    /// What only the program around can do, once.
    pub(crate) fn take_wish(&mut self) -> Option<Wish> {
        self.wish.take()
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Sends what was typed and not sent yet. True once the node has answered everything.
    pub(crate) fn finish(&mut self) -> bool {
        self.take_news();
        for (purpose, command) in self.drafts.end_frame() {
            self.ask(Why::Draft(purpose), command);
        }
        self.asked.is_empty()
    }

    /// Takes in what is new.
    pub(crate) fn take_news(&mut self) {
        self.snapshot = self.line.snapshot();
        for heard in self.line.hear() {
            match heard {
                Heard::Answer { number, answer } => self.answered(number, answer),
                Heard::Event(Event::Text(news)) => self.drafts.news(news),
                Heard::Event(Event::Begun { draft, community }) => {
                    if self.community == Some(draft) {
                        self.community = Some(community);
                        // What the two came for.
                        self.area = Area::Groundrules;
                    }
                    self.notices.say(self.texts.t("said-begun"));
                }
                Heard::Event(Event::LetIn { community }) => {
                    self.community = Some(community);
                    self.area = Area::Home;
                    self.notices.say(self.texts.t("said-let-in"));
                }
                Heard::Event(Event::Problem(problem)) => self.notices.trouble(problem),
                Heard::Missed => self.drafts.missed(),
            }
        }
        let gone = self.community.is_some_and(|id| self.snapshot.community(&id).is_none());
        if gone || self.community.is_none() {
            self.community = first(&self.snapshot);
        }
    }

    fn answered(&mut self, number: u64, answer: Result<Reply, Problem>) {
        match self.asked.remove(&number) {
            Some(Why::Draft(purpose)) => {
                self.drafts.answer(&purpose, &answer);
                if let Err(problem) = answer {
                    self.notices.trouble(problem);
                }
            }
            Some(Why::Say(said)) => match answer {
                Ok(_) => self.notices.say(self.texts.t(said.0)),
                Err(problem) => self.notices.trouble(problem),
            },
            Some(Why::Act { said }) => match (answer, said) {
                (Ok(Reply::Ticket { ticket, .. }), _) => self.screens.people.show_ticket(ticket),
                (Ok(Reply::Verified { entries, wrong, .. }), _) => {
                    let (id, count) = if wrong.is_empty() {
                        ("said-verified", entries)
                    } else {
                        ("said-verified-wrong", wrong.len() as u64)
                    };
                    self.notices.say(self.texts.with(id, &[("count", count.into())]));
                }
                (Ok(Reply::Begun { community }), _) => {
                    self.community = Some(community);
                    self.area = Area::People;
                }
                (Ok(Reply::Exported { .. }), _) => self.notices.say(self.texts.t("said-exported")),
                (Ok(_), Some((text, community))) => {
                    self.notices.done(self.texts.t(text.0), community);
                }
                (Ok(_), None) => {}
                (Err(problem), _) => self.notices.trouble(problem),
            },
            None => {}
        }
    }

    fn ask(&mut self, why: Why, command: Command) {
        let number = self.next_number;
        self.next_number += 1;
        self.asked.insert(number, why);
        self.line.ask(number, command);
    }

    fn on_screen(&self) -> Option<Arc<Community>> {
        self.community.and_then(|id| self.snapshot.community(&id)).cloned()
    }

    /// One frame.
    pub(crate) fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        // Before the screens: a text field would take some of our keys for its own.
        let mut actions: Vec<Action> = action::pressed(&ctx).into_iter().map(Action::Act).collect();
        let snapshot = self.snapshot.clone();
        let community = self.on_screen();
        self.shell_ui(ui, &snapshot, community.as_deref(), &mut actions);
        if let Some(community) = self.notices.toasts_ui(&ctx) {
            actions.push(Action::Ask(Command::Undo { community }));
        }
        let commands = self.palette_commands();
        let words = [self.texts.t("palette-label"), self.texts.t("palette-nothing")];
        let words = horseshoe_ui::command_palette::PaletteWords {
            label: &words[0],
            nothing_found: &words[1],
        };
        if let Some(act) = self.palette.show(&ctx, words, &commands) {
            actions.push(Action::Act(act));
        }
        self.keys_ui(&ctx);
        self.files_ui(&ctx);
        for action in actions {
            self.apply(&ctx, action);
        }
        for (purpose, command) in self.drafts.end_frame() {
            self.ask(Why::Draft(purpose), command);
        }
        self.look_for_doors();
    }

    /// Open doors are looked for as long as one could be asked at.
    fn look_for_doors(&mut self) {
        let begins = self.area == Area::Begin || self.community.is_none();
        let look = begins && !self.snapshot.me.name.is_empty() && !self.made_up;
        if std::mem::replace(&mut self.looks_for_doors, look) != look {
            self.ask(Why::Act { said: None }, Command::LookForDoors { look });
        }
    }

    fn files_ui(&mut self, ctx: &egui::Context) {
        for outcome in self.files.ui(ctx, &self.texts) {
            match outcome {
                Outcome::Ticket(ticket) => self.with_ticket(ticket),
                Outcome::Saved { folder } => {
                    let text = self.texts.with("files-saved", &[("folder", folder.into())]);
                    self.notices.say(text);
                }
                Outcome::Export { community, folder } => {
                    self.ask(Why::Act { said: None }, Command::Export { community, folder });
                }
            }
        }
    }
}

/// The community to show where nobody chose: one that has begun, if there is one.
fn first(snapshot: &Snapshot) -> Option<CommunityId> {
    let living = snapshot.communities.iter().find(|one| one.stage == Stage::Living);
    living.or(snapshot.communities.first()).map(|community| community.id)
}

fn now_by(clock: Clock) -> Box<dyn Fn() -> u64> {
    Box::new(move || clock.now().unix_ms)
}

impl eframe::App for App {
    fn logic(&mut self, _ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.take_news();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("area", &self.area)
            .field("community", &self.community)
            .finish_non_exhaustive()
    }
}
