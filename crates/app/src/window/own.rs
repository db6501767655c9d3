//! The person's own profile behind the window: opened, locked and opened again, begun otherwise, destroyed.

use super::{LAST_WORDS, Window};
use crate::app::App;
use crate::idle::Idling;
use crate::locked::{self, Locked, Offered};
use egui::Context;
use horseshoe_node::{Config, Node, Problem};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;

/// The person's own profile.
pub(super) enum Own {
    /// Asked for by this page, where it is guarded.
    Opening(oneshot::Receiver<Result<Opened, Problem>>, Option<Box<Locked>>),
    Open {
        app: Box<App>,
        node: Node,
    },
    /// What was typed goes to the disk before it is locked; since when.
    Saving {
        app: Box<App>,
        node: Node,
        since: Duration,
    },
    /// The node stops.
    Stopping(oneshot::Receiver<()>),
    Locked(Box<Locked>),
    Failed(Problem),
    /// It is being destroyed on this device.
    Forgetting(oneshot::Receiver<Result<(), Problem>>),
    /// It is destroyed, or something of it could not be.
    Forgotten(Result<(), Problem>),
    /// Shut down.
    Closed,
}

/// A profile that is open.
pub(super) struct Opened {
    node: Node,
    /// It is another one than before.
    anew: bool,
    /// Why it is not another one, although that was wished.
    trouble: Option<Problem>,
}

/// Until it is looked again whether everything is saved.
const SOON: Duration = Duration::from_millis(20);

impl Window {
    pub(super) fn take_in_own(&mut self, ctx: &Context) {
        self.own = match std::mem::replace(&mut self.own, Own::Closed) {
            Own::Opening(mut opening, asked) => match opening.try_recv() {
                Err(oneshot::error::TryRecvError::Empty) => Own::Opening(opening, asked),
                Err(oneshot::error::TryRecvError::Closed) => Own::Failed(Problem::Stopped),
                Ok(Err(problem)) if locked::asks(&problem) => {
                    let mut page = asked.unwrap_or_else(|| self.locked());
                    page.refused(problem);
                    Own::Locked(page)
                }
                Ok(Err(problem)) => Own::Failed(problem),
                Ok(Ok(opened)) => {
                    self.opened(ctx, opened, asked.is_some_and(|page| page.by_code()))
                }
            },
            Own::Saving { mut app, node, since } => {
                ctx.request_repaint_after(SOON);
                if app.finish_words() && app.all_saved() {
                    self.half_typed = Some(app.into_half_typed());
                    self.stop(ctx, node)
                } else if (self.now)().running.saturating_sub(since) > LAST_WORDS {
                    // Nobody's words are lost for the sake of a lock.
                    app.not_locked();
                    self.idle.somebody((self.now)());
                    Own::Open { app, node }
                } else {
                    Own::Saving { app, node, since }
                }
            }
            Own::Stopping(mut stopped) => match stopped.try_recv() {
                Err(oneshot::error::TryRecvError::Empty) => Own::Stopping(stopped),
                Ok(()) | Err(oneshot::error::TryRecvError::Closed) => Own::Locked(self.locked()),
            },
            Own::Forgetting(mut forgetting) => match forgetting.try_recv() {
                Err(oneshot::error::TryRecvError::Empty) => Own::Forgetting(forgetting),
                Err(oneshot::error::TryRecvError::Closed) => Own::Forgotten(Err(Problem::Stopped)),
                Ok(forgotten) => Own::Forgotten(forgotten),
            },
            other => other,
        };
    }

    fn opened(&mut self, ctx: &Context, opened: Opened, by_code: bool) -> Own {
        let Opened { node, anew, trouble } = opened;
        let mut app = self.app(ctx, &node);
        app.opened(node.opening(), self.crash.take());
        let half_typed = self.half_typed.take().filter(|_| !anew);
        if let Some(trouble) = trouble {
            app.went_wrong(trouble);
        }
        if let Some(half_typed) = half_typed {
            app.go_on(half_typed);
        }
        if by_code {
            app.opened_by_code();
        }
        if let Some(ticket) = self.ticket.take() {
            app.with_ticket(ticket);
        }
        self.idle.somebody((self.now)());
        Own::Open { app: Box::new(app), node }
    }

    /// The page that asks for what opens the profile.
    fn locked(&self) -> Box<Locked> {
        let ways = horseshoe_node::ways(&self.config.profile).ok().flatten();
        Box::new(Locked::new(ways.unwrap_or_default()))
    }

    /// Closes the profile until its passphrase is given. What is typed is saved before.
    pub(super) fn lock(&mut self, ctx: &Context) {
        self.go_back();
        self.own = match std::mem::replace(&mut self.own, Own::Closed) {
            Own::Open { app, node } => Own::Saving { app, node, since: (self.now)().running },
            other => other,
        };
        ctx.request_repaint();
    }

    /// Stops the node, and forgets in the window what was shown.
    fn stop(&self, ctx: &Context, node: Node) -> Own {
        let (told, stopped) = oneshot::channel();
        let woken = ctx.clone();
        self.runtime.spawn(async move {
            node.shutdown().await;
            // A window that is gone waits for nothing.
            told.send(()).ok();
            woken.request_repaint();
        });
        self.forget_what_was_shown(ctx);
        Own::Stopping(stopped)
    }

    fn forget_what_was_shown(&self, ctx: &Context) {
        ctx.memory_mut(|memory| memory.data.clear());
        self.settings.install(ctx);
    }

    /// Begins otherwise, in place of a profile nobody has used. If that does not work, it begins as it did.
    pub(super) fn begin_otherwise(
        &mut self,
        ctx: &Context,
        begin: impl FnOnce(&Config) -> Result<Config, Problem> + Send + 'static,
    ) {
        let Some(node) = self.take_node() else { return };
        let (told, opening) = oneshot::channel();
        let (woken, config) = (ctx.clone(), self.config.clone());
        self.runtime.spawn(async move {
            node.shutdown().await;
            let unused = config.clone();
            let beginning = tokio::task::spawn_blocking(move || {
                horseshoe_node::remove_unused(&unused)?;
                begin(&unused)
            });
            let begun = beginning.await.unwrap_or(Err(Problem::Stopped));
            let started = match begun {
                Ok(other) => start_node(other, &woken).await,
                Err(problem) => Err(problem),
            };
            let opened = match started {
                Ok(node) => Ok(Opened { node, anew: true, trouble: None }),
                Err(problem) => start_node(config, &woken).await.map(|node| Opened {
                    node,
                    anew: false,
                    trouble: Some(problem),
                }),
            };
            // A window that is gone needs no node: dropping it stops it.
            drop(told.send(opened));
            woken.request_repaint();
        });
        self.own = Own::Opening(opening, None);
    }

    /// Destroys the profile, once its node has stopped.
    pub(super) fn forget_me(&mut self, ctx: &Context) {
        self.go_back();
        let node = self.take_node();
        self.half_typed = None;
        self.forget_what_was_shown(ctx);
        let (told, forgetting) = oneshot::channel();
        let (woken, config) = (ctx.clone(), self.config.clone());
        self.runtime.spawn(async move {
            if let Some(node) = node {
                node.shutdown().await;
            }
            let destroying =
                tokio::task::spawn_blocking(move || horseshoe_node::forget_me(&config));
            let forgotten = destroying.await.unwrap_or(Err(Problem::Stopped));
            told.send(forgotten).ok(); // a window that is gone has nothing to tell
            woken.request_repaint();
        });
        self.own = Own::Forgetting(forgetting);
    }

    /// The node of an open profile, to be stopped; what is half typed is kept.
    fn take_node(&mut self) -> Option<Node> {
        match std::mem::replace(&mut self.own, Own::Closed) {
            Own::Open { app, node } => {
                self.half_typed = Some(app.into_half_typed());
                Some(node)
            }
            other => {
                self.own = other;
                None
            }
        }
    }

    pub(super) fn try_to_open(&mut self, ctx: &Context, offered: Offered) {
        self.own = match std::mem::replace(&mut self.own, Own::Closed) {
            Own::Locked(page) => {
                let config = offered.with(self.config.clone());
                Own::Opening(start(&self.runtime, ctx, config), Some(page))
            }
            other => other,
        };
    }

    /// Locks where nobody was at the keys for as long as people wished.
    pub(super) fn lock_if_idle(&mut self, ctx: &Context) {
        let Own::Open { app, .. } = &self.own else { return };
        match self.idle.look((self.now)(), app.guard()) {
            Idling::Lock => self.lock(ctx),
            Idling::Wait(left) => ctx.request_repaint_after(left),
            Idling::Never => {}
        }
    }
}

pub(super) fn start(
    runtime: &Runtime,
    ctx: &Context,
    config: Config,
) -> oneshot::Receiver<Result<Opened, Problem>> {
    let (told, opening) = oneshot::channel();
    let ctx = ctx.clone();
    runtime.spawn(async move {
        let node = start_node(config, &ctx).await;
        // A window that is gone needs no node: dropping it stops it.
        drop(told.send(node.map(|node| Opened { node, anew: false, trouble: None })));
        ctx.request_repaint();
    });
    opening
}

async fn start_node(config: Config, ctx: &Context) -> Result<Node, Problem> {
    let woken = ctx.clone();
    Node::start(config, move || woken.request_repaint()).await
}
