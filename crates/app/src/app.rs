//! The window: takes news, draws, then does what was asked, in this order in every frame.

mod answers;
mod appearance;
mod apply;
mod locking;
mod looked;
mod shell;
mod standing;
mod status;

use crate::action::{self, Action};
use crate::album::Album;
use crate::authorship::Authorship;
use crate::crash::{Crash, LastTime};
use crate::drafts::Drafts;
use crate::files::{Files, ForWhat, Outcome, ToWrite, What};
#[cfg(test)]
use crate::flipchart::Leaf;
use crate::flipchart::{Flipchart, Showing};
use crate::line::{Heard, Line};
use crate::notices::Notices;
use crate::report::{self, Facts, ReportDialog};
use crate::screen::{Area, Screens};
use crate::screens::carried::Carried;
use crate::slides::Slides;
use crate::texts::Texts;
use answers::Why;
pub(crate) use appearance::Settings;
use horseshoe_handbook::Handbook;
use horseshoe_node::{
    Clock, Command, Community, CommunityId, Event, Opening, Problem, Secret, Snapshot, Stage,
};
use horseshoe_ui::command_palette::CommandPalette;
use horseshoe_ui::focus;
use horseshoe_ui::widgets::Dialog;
pub(crate) use locking::HalfTyped;
use standing::Standing;
use std::collections::BTreeMap;
use std::path::PathBuf;
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
    authorship: Authorship,
    notices: Notices,
    palette: CommandPalette,
    keys_shown: bool,
    standing: Standing,
    settings: Settings,
    asked: BTreeMap<u64, Why>,
    next_number: u64,
    pane: usize,
    /// What was on screen in the frame before.
    shown: Option<(CommunityId, Area)>,
    files: Files,
    album: Album,
    carried: Carried,
    /// Whether the community on screen is made up, to look around in.
    made_up: bool,
    /// Whether the node was told to look for open doors in the room.
    looks_for_doors: bool,
    wish: Option<Wish>,
    report: ReportDialog,
    flipchart: Flipchart,
    /// How long opening took, where the window has seen it.
    opening: Option<Opening>,
    last_time: LastTime,
}

/// What only the program around this window can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    LookAround,
    GoBack,
    /// The note of how the window ended last time is no longer needed.
    ForgetCrash,
    /// Close the profile until its passphrase is given.
    Lock,
    /// Destroy the profile.
    ForgetMe,
    /// Begin with this copy, whose passphrase guards it from then on.
    Restore {
        file: PathBuf,
        passphrase: Secret,
    },
    /// Begin as the device on this paper.
    BeginFromPaper(Secret),
}

impl App {
    /// A window on the node at the other end of this line.
    pub(crate) fn new(ctx: &egui::Context, line: Box<dyn Line>, settings: Settings) -> Self {
        settings.install(ctx);
        let texts = Texts::of(settings.language());
        let snapshot = line.snapshot();
        let mut album = Album::new(ctx);
        album.look_again(&snapshot);
        Self {
            notices: Notices::new(&texts),
            texts,
            handbook: Handbook::of(settings.language()),
            now: now_by(Clock::start()),
            community: first(&snapshot),
            snapshot,
            line,
            area: Area::Home,
            screens: Screens::default(),
            drafts: Drafts::default(),
            authorship: Authorship::default(),
            palette: CommandPalette::default(),
            keys_shown: false,
            standing: Standing::default(),
            settings,
            asked: BTreeMap::new(),
            next_number: 1,
            pane: 0,
            shown: None,
            files: Files::default(),
            album,
            carried: Carried::default(),
            made_up: false,
            looks_for_doors: false,
            wish: None,
            report: ReportDialog::default(),
            flipchart: Flipchart::default(),
            opening: None,
            last_time: LastTime::default(),
        }
    }

    /// A window for which it is always this moment.
    #[cfg(test)]
    pub(crate) fn at(mut self, now_ms: u64) -> Self {
        self.now = Box::new(move || now_ms);
        self
    }

    /// A window with these words.
    #[cfg(test)]
    pub(crate) fn saying(mut self, texts: Texts) -> Self {
        self.texts = texts;
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

    /// It was opened like this, after the window before ended like that.
    pub(crate) fn opened(&mut self, opening: Opening, crash: Option<Crash>) {
        self.opening = Some(opening);
        self.last_time = LastTime { told: crash.is_none(), crash };
    }

    /// Shows a report, whole.
    fn report(&mut self, ctx: &egui::Context) {
        let facts = Facts {
            snapshot: &self.snapshot,
            look: &self.settings.appearance,
            window: ctx.content_rect().size(),
            pixels_per_point: ctx.pixels_per_point(),
            opening: self.opening,
            troubles: self.notices.kinds(),
            crash: self.last_time.crash.as_ref(),
            now_ms: (self.now)(),
        };
        self.report.open(report::text(&self.texts, &facts));
    }

    /// Shows this area.
    pub(crate) fn show(&mut self, area: Area) {
        self.area = area;
    }

    /// As if a copy of everything had been tried.
    #[cfg(test)]
    pub(crate) fn backup_opens(&mut self, made: u64) {
        self.screens.guard.backup_opens(made);
    }

    /// Whether a picture on screen is still on its way.
    #[cfg(test)]
    pub(crate) fn waits_for_pictures(&self) -> bool {
        self.album.waits()
    }

    /// What the flipchart was turned to.
    #[cfg(test)]
    pub(crate) fn projected(&self) -> Option<Leaf> {
        self.flipchart.turned_to()
    }

    /// Shows a device on paper.
    #[cfg(test)]
    pub(crate) fn show_paper(&mut self, key: Secret) {
        self.screens.people.show_paper(key);
    }

    /// Shows this page of the handbook.
    pub(crate) fn read(&mut self, page: &str) {
        self.screens.handbook.open(page);
        self.area = Area::Handbook;
    }

    /// What the area on screen is called.
    pub(crate) fn area_name(&self) -> String {
        self.texts.t(self.area_on_screen().title().0)
    }

    /// Without a community there is only how to begin in most places.
    fn area_on_screen(&self) -> Area {
        match self.area {
            area if area.without_community() => area,
            other if self.on_screen().is_some() => other,
            _ => Area::Begin,
        }
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

    /// Something the program around the window was asked for went wrong.
    pub(crate) fn went_wrong(&mut self, problem: Problem) {
        self.notices.trouble(problem);
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes over choices that were made in another window.
    pub(crate) fn adopt(&mut self, settings: Settings) {
        self.settings = settings;
        self.speak();
    }

    /// Says everything in the language that is chosen.
    fn speak(&mut self) {
        let language = self.settings.language();
        self.texts = Texts::of(language);
        self.handbook = Handbook::of(language);
        self.notices.speak(&self.texts);
    }

    /// Sends what was typed and not sent yet. True once the node has answered everything.
    pub(crate) fn finish(&mut self) -> bool {
        self.take_news();
        for (purpose, command) in self.drafts.end_frame() {
            self.ask(Why::Draft(purpose), command);
        }
        self.look_away();
        self.asked.is_empty()
    }

    /// Takes in what is new.
    pub(crate) fn take_news(&mut self) {
        let before = std::mem::replace(&mut self.snapshot, self.line.snapshot());
        if !Arc::ptr_eq(&before, &self.snapshot) {
            self.album.look_again(&self.snapshot);
        }
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

    fn on_screen(&self) -> Option<Arc<Community>> {
        self.community.and_then(|id| self.snapshot.community(&id)).cloned()
    }

    /// One frame.
    pub(crate) fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.album.take_in();
        // Before the screens: a text field would take some of our keys for its own.
        let mut actions: Vec<Action> = action::pressed(&ctx).into_iter().map(Action::Act).collect();
        let snapshot = self.snapshot.clone();
        let community = self.on_screen();
        self.look_at(community.as_deref());
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
        match self.report.ui(&ctx, &self.texts) {
            Some(report::Asked::Copy(text)) => actions.push(Action::Copy(text)),
            Some(report::Asked::Save(text)) => self.files.ask(&ctx, What::SaveReport(text)),
            None => {}
        }
        self.standing_ui(&ctx, &snapshot, community.as_deref(), &mut actions);
        self.files_ui(&ctx);
        let (letters, now) = (self.settings.appearance.letter_keys, (self.now)());
        let shown = community.as_deref();
        let showing = Showing { texts: &self.texts, handbook: &self.handbook, community: shown };
        self.flipchart.ui(&ctx, showing, &mut self.album, letters, now);
        Dialog::behind(ui);
        focus::keep(&ctx, egui::Id::unique(apply::PANES[1]));
        for action in actions {
            self.apply(&ctx, action);
        }
        for (purpose, command) in self.drafts.end_frame() {
            self.ask(Why::Draft(purpose), command);
        }
        for (community, file) in self.album.take_wanted() {
            self.ask(Why::ReadFile(file), Command::ReadFile { community, file });
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

    /// Lets the node write a file.
    fn write(&mut self, what: ToWrite, file: PathBuf) {
        let (why, command) = match what {
            ToWrite::Backup(passphrase) => {
                self.screens.guard.backup_begun();
                (Why::BackUp, Command::Backup { file, passphrase })
            }
            ToWrite::Carry { community, whom } => {
                (Why::Act { said: None }, Command::SaveExchange { community, whom, file })
            }
            ToWrite::Asking(ticket) => {
                (Why::Act { said: None }, Command::SaveAsking { ticket, file })
            }
        };
        self.ask(why, command);
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
                    let language = self.texts.language();
                    let export = Command::Export { community, folder, language };
                    self.ask(Why::Act { said: None }, export);
                }
                Outcome::Write { what, file } => self.write(what, file),
                Outcome::BackupOpens { made } => self.screens.guard.backup_opens(made),
                Outcome::Restore { file, passphrase } => {
                    self.wish = Some(Wish::Restore { file, passphrase });
                }
                Outcome::OpenCarried(file) => {
                    let open = Command::OpenExchange { file, community: None };
                    self.ask(Why::Act { said: None }, open);
                }
                Outcome::Slides { what, slides } => self.add_slides(what, &slides),
            }
        }
    }

    /// A file first; then what it is for.
    fn add_slides(&mut self, what: ForWhat, slides: &Slides) {
        let Some(community) = self.community else { return };
        let pages = slides.len() as u16;
        let add = Command::AddFile { community, bytes: slides.to_bytes().into() };
        self.ask(Why::AddFile { community, what, pages }, add);
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
