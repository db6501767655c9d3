//! The program around the window: opens the profile beside the first frame, finishes what is written at the end, and
//! keeps a made-up community apart from the person's own.

use crate::app::{App, Settings, Wish};
use crate::crash::{self, Crash};
use crate::made_up::World;
use crate::node_line::NodeLine;
use crate::one_window::{Handed, OneWindow, Turn};
use crate::texts::Texts;
use crate::words;
use egui::{
    Context, IconData, Id, Label, Ui, UserAttentionType, ViewportBuilder, ViewportCommand, vec2,
};
use horseshoe_node::{Config, Node, Problem};
use horseshoe_ui::widgets::{Button, Heading, Landmark};
use horseshoe_ui::{Size, space, tokens};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// Opens the window and returns when it is closed and everything in it is on the disk. With the turn to be the only one
/// it takes over what other starts of the program are given.
///
/// # Errors
///
/// Where no window can be opened.
pub(crate) fn open(
    profile: PathBuf,
    ticket: Option<String>,
    turn: Option<Turn>,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("node")
        .enable_all()
        .build()?;
    let settings = Settings::of(&profile);
    let texts = Texts::of(settings.language());
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(texts.t("app-name"))
            .with_app_id("org.horseshoe.Horseshoe")
            .with_icon(icon())
            .with_inner_size(vec2(1180.0, 800.0))
            .with_min_inner_size(vec2(420.0, 360.0)),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let window = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        settings.install(&cc.egui_ctx);
        close_when_asked_from_outside(&runtime, &cc.egui_ctx);
        let own = Own::Opening(start(&runtime, &cc.egui_ctx, profile.clone()));
        let (one, made_up) = (None, None);
        let crash = crash::last(&profile);
        let mut window =
            Window { runtime, profile, settings, texts, one, ticket, crash, own, made_up };
        window.listen(&cc.egui_ctx, turn);
        Ok(Box::new(window))
    };
    eframe::run_native("horseshoe", options, Box::new(window))
        .map_err(|error| anyhow::anyhow!("{error}"))
}

/// Chairs in a horseshoe, seen from above.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../../assets/icons/horseshoe.png"))
        .expect("a test reads the same picture")
}

struct Window {
    runtime: Runtime,
    profile: PathBuf,
    settings: Settings,
    texts: Texts,
    /// Where no other window has this profile.
    one: Option<OneWindow>,
    /// To be put into its field once the profile is open.
    ticket: Option<String>,
    /// How the window before ended, where it was unexpected.
    crash: Option<Crash>,
    own: Own,
    made_up: Option<MadeUp>,
}

/// The person's own profile.
enum Own {
    Opening(oneshot::Receiver<Result<Node, Problem>>),
    Open {
        app: Box<App>,
        node: Node,
    },
    Failed(Problem),
    /// Shut down.
    Closed,
}

/// A made-up community in front of it.
enum MadeUp {
    Making(oneshot::Receiver<anyhow::Result<World>>),
    Open { app: Box<App>, world: Box<World> },
}

/// Closing waits this long at most for words that are on their way to the disk, and for the node to say goodbye.
const LAST_WORDS: Duration = Duration::from_secs(3);
const GOODBYE: Duration = Duration::from_secs(10);

impl Window {
    /// Takes over what whoever starts the program again is given.
    fn listen(&mut self, ctx: &Context, turn: Option<Turn>) {
        let ctx = ctx.clone();
        self.one = turn.map(|turn| turn.listen(&self.runtime, move || ctx.request_repaint()));
    }

    /// Comes to the front, with the ticket in its field where there is one.
    fn come_forward(&mut self, ctx: &Context, handed: Handed) {
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        if !ctx.input(|input| input.focused) {
            // Some desktops let nobody come forward unasked; there it is shown as wanting to.
            let attention = UserAttentionType::Informational;
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(attention));
        }
        let Handed::Ticket(ticket) = handed else { return };
        // It is for the person's own profile.
        self.go_back();
        match &mut self.own {
            Own::Open { app, .. } => app.with_ticket(ticket),
            Own::Opening(_) | Own::Failed(_) | Own::Closed => self.ticket = Some(ticket),
        }
    }

    /// Takes in what the work beside the window has finished.
    fn take_in(&mut self, ctx: &Context) {
        if let Own::Opening(opening) = &mut self.own {
            self.own = match opening.try_recv() {
                Err(oneshot::error::TryRecvError::Empty) => return,
                Err(oneshot::error::TryRecvError::Closed) => Own::Failed(Problem::Stopped),
                Ok(Err(problem)) => Own::Failed(problem),
                Ok(Ok(node)) => {
                    let mut app = self.app(ctx, &node);
                    app.opened(node.opening(), self.crash.take());
                    if let Some(ticket) = self.ticket.take() {
                        app.with_ticket(ticket);
                    }
                    Own::Open { app: Box::new(app), node }
                }
            };
        }
        if let Some(MadeUp::Making(making)) = &mut self.made_up {
            self.made_up = match making.try_recv() {
                Err(oneshot::error::TryRecvError::Empty) => return,
                Err(oneshot::error::TryRecvError::Closed) => None,
                Ok(Err(error)) => {
                    tracing::warn!(%error, "no community could be made up");
                    None
                }
                Ok(Ok(world)) => {
                    let app = Box::new(self.app(ctx, world.me()).made_up());
                    Some(MadeUp::Open { app, world: Box::new(world) })
                }
            };
        }
    }

    fn app(&self, ctx: &Context, node: &Node) -> App {
        let woken = ctx.clone();
        let line = NodeLine::new(node, self.runtime.handle(), move || woken.request_repaint());
        App::new(ctx, Box::new(line), self.settings.clone())
    }

    fn look_around(&mut self, ctx: &Context) {
        let (told, making) = oneshot::channel();
        let (ctx, language) = (ctx.clone(), self.settings.language());
        self.runtime.spawn(async move {
            let woken = ctx.clone();
            let making = World::make(language, move || woken.request_repaint());
            let world = Box::pin(making).await;
            // A window that is gone needs no community.
            drop(told.send(world));
            ctx.request_repaint();
        });
        self.made_up = Some(MadeUp::Making(making));
    }

    fn go_back(&mut self) {
        if let Some(MadeUp::Open { world, .. }) = self.made_up.take() {
            self.runtime.spawn(world.end());
        }
        if let Own::Open { app, .. } = &mut self.own {
            app.adopt(self.settings.clone());
        }
    }

    /// What is chosen in the window in front holds for everything else.
    fn follow(&mut self, chosen: Option<Settings>) {
        let Some(chosen) = chosen else { return };
        if chosen.language() != self.texts.language() {
            self.texts = Texts::of(chosen.language());
        }
        self.settings = chosen;
    }

    fn opening_ui(&self, ui: &mut Ui, text: &'static str) {
        page(ui, &self.texts, |ui| {
            let muted = tokens(ui).ink.muted;
            ui.add(Label::new(Size::Body.text(self.texts.t(text)).color(muted)));
        });
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_in(ctx);
        while let Some(handed) = self.one.as_mut().and_then(OneWindow::handed) {
            self.come_forward(ctx, handed);
        }
        if ctx.input(|input| input.viewport().close_requested()) {
            // Finishing may take a moment; nobody should look at a window that no longer answers.
            ctx.send_viewport_cmd(ViewportCommand::Visible(false));
        }
        if let Own::Open { app, .. } = &mut self.own {
            app.take_news();
        }
        if let Some(MadeUp::Open { app, .. }) = &mut self.made_up {
            app.take_news();
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        tracing::trace!("a frame");
        let mut wish = None;
        match (&mut self.made_up, &mut self.own) {
            (Some(MadeUp::Open { app, .. }), _) | (None, Own::Open { app, .. }) => {
                app.frame(ui);
                wish = app.take_wish();
                let changed = app.settings() != &self.settings;
                let chosen = changed.then(|| app.settings().clone());
                self.follow(chosen);
            }
            (Some(MadeUp::Making(_)), _) => self.opening_ui(ui, "made-up-making"),
            (None, Own::Opening(_)) => self.opening_ui(ui, "opening"),
            (None, Own::Failed(problem)) => {
                if failed_ui(ui, &self.texts, &self.profile, problem) {
                    let opening = start(&self.runtime, ui.ctx(), self.profile.clone());
                    self.own = Own::Opening(opening);
                }
            }
            (None, Own::Closed) => {}
        }
        match wish {
            Some(Wish::LookAround) => self.look_around(&ui.ctx().clone()),
            Some(Wish::GoBack) => self.go_back(),
            Some(Wish::ForgetCrash) => crash::forget(&self.profile),
            None => {}
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(one) = &self.one {
            one.close();
        }
        if let Some(MadeUp::Open { world, .. }) = self.made_up.take() {
            self.runtime.block_on(async {
                drop(tokio::time::timeout(GOODBYE, world.end()).await);
            });
        }
        let Own::Open { mut app, node } = std::mem::replace(&mut self.own, Own::Closed) else {
            return;
        };
        self.runtime.block_on(async {
            let written = tokio::time::timeout(LAST_WORDS, async {
                while !app.finish() {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            });
            if written.await.is_err() {
                tracing::warn!("closed before the node had answered everything");
            }
            if tokio::time::timeout(GOODBYE, node.shutdown()).await.is_err() {
                tracing::warn!("closed before the node had finished");
            }
        });
    }
}

fn start(
    runtime: &Runtime,
    ctx: &Context,
    profile: PathBuf,
) -> oneshot::Receiver<Result<Node, Problem>> {
    let (told, opening) = oneshot::channel();
    let ctx = ctx.clone();
    runtime.spawn(async move {
        let woken = ctx.clone();
        let node = Node::start(Config::new(profile), move || woken.request_repaint()).await;
        // A window that is gone needs no node: dropping it stops it.
        drop(told.send(node));
        ctx.request_repaint();
    });
    opening
}

/// A signal to end closes the window as its button does, so that what is typed is saved.
fn close_when_asked_from_outside(runtime: &Runtime, ctx: &Context) {
    let ctx = ctx.clone();
    runtime.spawn(async move {
        asked_to_end().await;
        ctx.send_viewport_cmd(ViewportCommand::Close);
        ctx.request_repaint();
    });
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut end), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = end.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_end() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Why the profile cannot be opened, and what one can do; true where people want to try again.
pub(crate) fn failed_ui(ui: &mut Ui, texts: &Texts, profile: &Path, problem: &Problem) -> bool {
    page(ui, texts, |ui| {
        ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
        ui.add(Heading::one(texts.t("opening-failed")));
        ui.add_space(space::M);
        // Before anything is open nothing is written.
        words::problem(texts, problem).banner().safe(texts.t("safe-nothing-changed")).show(ui);
        ui.add_space(space::S);
        let folder = profile.display().to_string();
        let muted = tokens(ui).ink.muted;
        let folder = texts.with("opening-folder", &[("folder", folder.into())]);
        ui.add(Label::new(Size::Note.text(folder).color(muted)).wrap());
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let again = ui.add(Button::primary(texts.t("opening-again"))).clicked();
            if ui.add(Button::quiet(texts.t("opening-close"))).clicked() {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
            again
        })
        .inner
    })
}

/// A page with little on it.
fn page<R>(ui: &mut Ui, texts: &Texts, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let ground = tokens(ui).ground.page;
    let frame = egui::Frame::new().fill(ground).inner_margin(space::XXL);
    let page = egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let screen = Landmark::screen(Id::unique("page"), &texts.t("app-name")).show(ui, |ui| {
            egui::ScrollArea::vertical().auto_shrink(false).show(ui, contents).inner
        });
        screen.inner
    });
    page.inner
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_window_has_an_icon() {
        let icon = super::icon();
        assert_eq!([icon.width, icon.height], [256, 256]);
    }
}
