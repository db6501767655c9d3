//! The handle on a running node: ask, look, listen, shut down.

use crate::event_loop::{self, Asked, Opening, Running};
use crate::{Command, Config, Event, Problem, Reply, Snapshot};
use std::sync::Arc;
use tokio::sync::{broadcast, mpsc, oneshot, watch};

/// How many commands may wait for the node. A window sends a few per frame at most.
const ASKS: usize = 1024;
/// How many events a slow listener may be behind before it misses some.
const EVENTS: usize = 1024;

/// A running peer. Dropping it stops everything at once; [`Node::shutdown`] finishes what was begun.
#[derive(Debug)]
pub struct Node {
    asker: Asker,
    snapshots: watch::Receiver<Arc<Snapshot>>,
    events: broadcast::Sender<Event>,
    running: Running,
}

impl Node {
    /// Opens the profile and starts the peer. `on_news` is called, from another thread, whenever there is a new
    /// snapshot or event.
    ///
    /// # Errors
    ///
    /// A [`Problem`] that says why the profile cannot be opened. No network is not an error: the node says so in its
    /// snapshot and goes on.
    pub async fn start(
        config: Config,
        on_news: impl Fn() + Send + Sync + 'static,
    ) -> Result<Self, Problem> {
        let (asks, asked) = mpsc::channel(ASKS);
        let (events, _) = broadcast::channel(EVENTS);
        let (publish, snapshots) = watch::channel(Arc::new(Snapshot::default()));
        let running =
            event_loop::start(config, asked, publish, events.clone(), Box::new(on_news)).await?;
        Ok(Self { asker: Asker { asks }, snapshots, events, running })
    }

    /// Asks for something and waits for the answer; what changes something is answered once it is durable.
    pub async fn ask(&self, command: Command) -> Result<Reply, Problem> {
        self.asker.ask(command).await
    }

    /// How long each part of opening took.
    pub fn opening(&self) -> Opening {
        self.running.opening
    }

    /// What asks, apart from the node: clones can live in other tasks.
    pub fn asker(&self) -> Asker {
        self.asker.clone()
    }

    /// The newest snapshot. Never waits.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshots.borrow().clone()
    }

    /// The snapshots as they come, for whoever waits for a change.
    pub fn snapshots(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshots.clone()
    }

    /// The events from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Writes what is not yet on the disk, says goodbye to the others and stops.
    pub async fn shutdown(self) {
        self.running.shutdown().await;
    }
}

/// Sends commands to a node.
#[derive(Clone, Debug)]
pub struct Asker {
    asks: mpsc::Sender<Asked>,
}

impl Asker {
    /// Asks for something and waits for the answer.
    pub async fn ask(&self, command: Command) -> Result<Reply, Problem> {
        let (answer, answered) = oneshot::channel();
        self.asks
            .send(Asked { command, answer: Some(answer) })
            .await
            .map_err(|_gone| Problem::Stopped)?;
        answered.await.unwrap_or(Err(Problem::Stopped))
    }

    /// Asks for something without waiting: what goes wrong comes as an event. Never blocks; for a window's frame.
    ///
    /// # Errors
    ///
    /// [`Problem::Stopped`] where the node has stopped, or is so far behind that it takes no more.
    pub fn send(&self, command: Command) -> Result<(), Problem> {
        self.asks
            .try_send(Asked { command, answer: None })
            .map_err(|_full_or_gone| Problem::Stopped)
    }
}
