//! The program around the window: opens the profile beside the first frame, finishes what is written at the end, and
//! keeps a made-up community apart from the person's own.

use crate::app::{App, Settings, Wish};
use crate::made_up::World;
use crate::node_line::NodeLine;
use crate::texts::Texts;
use crate::words;
use egui::{Context, Label, Ui, ViewportBuilder, ViewportCommand, vec2};
use horseshoe_node::{Config, Node, Problem};
use horseshoe_ui::widgets::{Banner, Button, Heading};
use horseshoe_ui::{Size, space, tokens};
use std::path::PathBuf;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// Opens the window and returns when it is closed and everything in it is on the disk.
///
/// # Errors
///
/// Where no window can be opened.
pub(crate) fn open(profile: PathBuf, ticket: Option<String>) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("node")
        .enable_all()
        .build()?;
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(Texts::english().t("app-name"))
            .with_app_id("org.horseshoe.Horseshoe")
            .with_inner_size(vec2(1180.0, 800.0))
            .with_min_inner_size(vec2(420.0, 360.0)),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let window = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        Ok(Box::new(Window::new(&cc.egui_ctx, runtime, profile, ticket)))
    };
    eframe::run_native("horseshoe", options, Box::new(window))
        .map_err(|error| anyhow::anyhow!("{error}"))
}

struct Window {
    runtime: Runtime,
    profile: PathBuf,
    settings: Settings,
    texts: Texts,
    /// To be put into its field once the profile is open.
    ticket: Option<String>,
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
    Open { app: Box<App>, world: World },
}

/// Closing waits this long at most for words that are on their way to the disk, and for the node to say goodbye.
const LAST_WORDS: Duration = Duration::from_secs(3);
const GOODBYE: Duration = Duration::from_secs(10);

impl Window {
    fn new(ctx: &Context, runtime: Runtime, profile: PathBuf, ticket: Option<String>) -> Self {
        let settings = Settings::of(&profile);
        settings.install(ctx);
        close_when_asked_from_outside(&runtime, ctx);
        let own = Own::Opening(start(&runtime, ctx, profile.clone()));
        let texts = Texts::english();
        Self { runtime, profile, settings, texts, ticket, own, made_up: None }
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
                    Some(MadeUp::Open { app, world })
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
        let ctx = ctx.clone();
        self.runtime.spawn(async move {
            let woken = ctx.clone();
            let world = World::make(move || woken.request_repaint()).await;
            // A window that is gone needs no community.
            drop(told.send(world));
            ctx.request_repaint();
        });
        self.made_up = Some(MadeUp::Making(making));
    }

    fn go_back(&mut self) {
        if let Some(MadeUp::Open { world, app }) = self.made_up.take() {
            self.settings = app.settings().clone();
            self.runtime.spawn(world.end());
        }
    }

    fn opening_ui(&self, ui: &mut Ui, text: &'static str) {
        page(ui, |ui| {
            let muted = tokens(ui).ink.muted;
            ui.add(Label::new(Size::Body.text(self.texts.t(text)).color(muted)));
        });
    }

    /// Why the profile cannot be opened, and what one can do.
    fn failed_ui(&mut self, ui: &mut Ui, problem: &Problem) {
        let texts = &self.texts;
        let mut again = false;
        page(ui, |ui| {
            ui.set_max_width(space::READING_WIDTH.min(ui.available_width()));
            ui.add(Heading::one(texts.t("opening-failed")));
            ui.add_space(space::M);
            let words = words::problem(texts, problem);
            let mut banner = Banner::problem(words.happened).safe(texts.t("opening-safe"));
            if let Some(can_do) = words.can_do {
                banner = banner.can_do(can_do);
            }
            banner.show(ui);
            ui.add_space(space::S);
            let folder = self.profile.display().to_string();
            let muted = tokens(ui).ink.muted;
            let folder = texts.with("opening-folder", &[("folder", folder.into())]);
            ui.add(Label::new(Size::Note.text(folder).color(muted)).wrap());
            ui.add_space(space::M);
            ui.horizontal(|ui| {
                again = ui.add(Button::primary(texts.t("opening-again"))).clicked();
                if ui.add(Button::quiet(texts.t("opening-close"))).clicked() {
                    ui.ctx().send_viewport_cmd(ViewportCommand::Close);
                }
            });
        });
        if again {
            self.own = Own::Opening(start(&self.runtime, ui.ctx(), self.profile.clone()));
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.take_in(ctx);
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
        let wish = match (&mut self.made_up, &mut self.own) {
            (Some(MadeUp::Open { app, .. }), _) | (None, Own::Open { app, .. }) => {
                app.frame(ui);
                app.take_wish()
            }
            (Some(MadeUp::Making(_)), _) => {
                self.opening_ui(ui, "made-up-making");
                None
            }
            (None, Own::Opening(_)) => {
                self.opening_ui(ui, "opening");
                None
            }
            (None, Own::Failed(problem)) => {
                let problem = problem.clone();
                self.failed_ui(ui, &problem);
                None
            }
            (None, Own::Closed) => None,
        };
        match wish {
            Some(Wish::LookAround) => self.look_around(&ui.ctx().clone()),
            Some(Wish::GoBack) => self.go_back(),
            None => {}
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
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

/// A page with little on it.
fn page(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let ground = tokens(ui).ground.page;
    let frame = egui::Frame::new().fill(ground).inner_margin(space::XXL);
    egui::CentralPanel::default().frame(frame).show(ui, contents);
}
