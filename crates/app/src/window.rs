//! The program around the window: opens the profile beside the first frame, asks for what opens it where somebody guards
//! it, locks it again, finishes what is written at the end, and keeps a made-up community apart from the person's own.

mod own;
mod pages;

use crate::app::{App, HalfTyped, Settings, Wish};
use crate::crash::{self, Crash};
use crate::idle::Idle;
use crate::locked::Offered;
use crate::made_up::World;
use crate::node_line::NodeLine;
use crate::one_window::{Handed, OneWindow, Turn};
use crate::texts::Texts;
use egui::{
    Context, Event, IconData, Ui, UserAttentionType, ViewportBuilder, ViewportCommand, vec2,
};
use horseshoe_node::{Clock, Config, Node, Now};
use own::{Own, start};
use pages::moment_ui;
pub(crate) use pages::{failed_ui, forgotten_ui, locked_ui};
use std::path::PathBuf;
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
    let texts = Texts::of(Settings::of(&profile).language());
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
        close_when_asked_from_outside(&runtime, &cc.egui_ctx);
        let mut window = Window::new(&cc.egui_ctx, runtime, Config::new(profile));
        window.ticket = ticket;
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

pub(crate) struct Window {
    runtime: Runtime,
    config: Config,
    settings: Settings,
    texts: Texts,
    now: Box<dyn Fn() -> Now>,
    /// Where no other window has this profile.
    one: Option<OneWindow>,
    /// To be put into its field once the profile is open.
    ticket: Option<String>,
    /// How the window before ended, where it was unexpected.
    crash: Option<Crash>,
    own: Own,
    made_up: Option<MadeUp>,
    idle: Idle,
    /// Of the window that was locked.
    half_typed: Option<HalfTyped>,
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
    /// Opens the profile of this configuration.
    pub(crate) fn new(ctx: &Context, runtime: Runtime, config: Config) -> Self {
        let settings = Settings::of(&config.profile);
        settings.install(ctx);
        let clock = Clock::start();
        Self {
            own: Own::Opening(start(&runtime, ctx, config.clone()), None),
            texts: Texts::of(settings.language()),
            crash: crash::last(&config.profile),
            idle: Idle::new(clock.now()),
            now: Box::new(move || clock.now()),
            one: None,
            ticket: None,
            made_up: None,
            half_typed: None,
            runtime,
            config,
            settings,
        }
    }

    /// As if this much more time had passed.
    #[cfg(test)]
    pub(crate) fn later(&mut self, by: Duration) {
        let clock = Clock::start();
        let before = (self.now)().running;
        self.now = Box::new(move || {
            let Now { unix_ms, running } = clock.now();
            Now { unix_ms, running: before + by + running }
        });
    }

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
            _ => self.ticket = Some(ticket),
        }
    }

    /// Takes in what the work beside the window has finished.
    fn take_in(&mut self, ctx: &Context) {
        self.take_in_own(ctx);
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
        self.lock_if_idle(ctx);
        if let Some(MadeUp::Open { app, .. }) = &mut self.made_up {
            app.take_news();
        }
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        tracing::trace!("a frame");
        if ui.input(|input| input.events.iter().any(by_somebody)) {
            self.idle.somebody((self.now)());
        }
        let mut wish = None;
        let mut offered = None;
        let mut again = false;
        match (&mut self.made_up, &mut self.own) {
            (Some(MadeUp::Open { app, .. }), _) | (None, Own::Open { app, .. }) => {
                app.frame(ui);
                wish = app.take_wish();
                let changed = app.settings() != &self.settings;
                let chosen = changed.then(|| app.settings().clone());
                self.follow(chosen);
            }
            (Some(MadeUp::Making(_)), _) => moment_ui(ui, &self.texts, "made-up-making"),
            (None, Own::Opening(_, None)) => moment_ui(ui, &self.texts, "opening"),
            (None, Own::Opening(_, Some(page)) | Own::Locked(page)) => {
                offered = locked_ui(ui, &self.texts, page);
            }
            (None, Own::Saving { .. } | Own::Stopping(_)) => moment_ui(ui, &self.texts, "locking"),
            (None, Own::Forgetting(_)) => moment_ui(ui, &self.texts, "forgetting-me"),
            (None, Own::Forgotten(forgotten)) => again = forgotten_ui(ui, &self.texts, forgotten),
            (None, Own::Failed(problem)) => {
                if failed_ui(ui, &self.texts, &self.config.profile, problem) {
                    let opening = start(&self.runtime, ui.ctx(), self.config.clone());
                    self.own = Own::Opening(opening, None);
                }
            }
            (None, Own::Closed) => {}
        }
        if again {
            self.forget_me(&ui.ctx().clone());
        }
        if let Some(offered) = offered {
            self.try_to_open(&ui.ctx().clone(), offered);
        }
        match wish {
            Some(Wish::LookAround) => self.look_around(&ui.ctx().clone()),
            Some(Wish::GoBack) => self.go_back(),
            Some(Wish::ForgetCrash) => crash::forget(&self.config.profile),
            Some(Wish::Lock) => self.lock(&ui.ctx().clone()),
            Some(Wish::ForgetMe) => self.forget_me(&ui.ctx().clone()),
            Some(Wish::Restore { file, passphrase }) => {
                self.begin_otherwise(&ui.ctx().clone(), move |config| {
                    let guarded = Offered::Passphrase(passphrase.clone()).with(config.clone());
                    horseshoe_node::restore(&file, &passphrase, &guarded)?;
                    Ok(guarded)
                });
            }
            Some(Wish::BeginFromPaper(key)) => {
                self.begin_otherwise(&ui.ctx().clone(), move |config| {
                    Ok(Config { recovery_key: Some(key), ..config.clone() })
                });
            }
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
        let (mut app, node) = match std::mem::replace(&mut self.own, Own::Closed) {
            Own::Open { app, node } | Own::Saving { app, node, .. } => (app, node),
            Own::Stopping(stopped) => {
                return self.runtime.block_on(async {
                    drop(tokio::time::timeout(GOODBYE, stopped).await);
                });
            }
            Own::Forgetting(forgetting) => {
                return self.runtime.block_on(async {
                    drop(tokio::time::timeout(GOODBYE, forgetting).await);
                });
            }
            _ => return,
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

/// Whether somebody did it, rather than the desktop.
const fn by_somebody(event: &Event) -> bool {
    !matches!(event, Event::WindowFocused(_) | Event::PointerGone)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_window_has_an_icon() {
        let icon = super::icon();
        assert_eq!([icon.width, icon.height], [256, 256]);
    }
}
