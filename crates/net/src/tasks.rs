//! Tasks with names that end together: `shutdown().await` finishes, dropping stops.

use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;
use tracing::Instrument as _;

/// Starts tasks. Cloned into tasks that start others; the [`TasksOwner`] ends them all.
#[derive(Clone, Debug)]
pub(crate) struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
}

/// Ends every task when dropped.
#[derive(Debug)]
pub(crate) struct TasksOwner {
    tasks: Tasks,
    _stop_on_drop: DropGuard,
}

impl Tasks {
    pub(crate) fn start() -> (Self, TasksOwner) {
        let stop = CancellationToken::new();
        let tasks = Self { tracker: TaskTracker::new(), stop: stop.clone() };
        (tasks.clone(), TasksOwner { tasks, _stop_on_drop: stop.drop_guard() })
    }

    /// Runs `work` until it ends or everything is stopped.
    pub(crate) fn spawn(
        &self,
        name: &'static str,
        work: impl Future<Output = ()> + Send + 'static,
    ) {
        let stop = self.stop.clone();
        let work = async move {
            stop.run_until_cancelled(work).await;
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place where this crate starts tasks"
        )]
        tokio::spawn(
            self.tracker.track_future(work.instrument(tracing::debug_span!("task", name))),
        );
    }
}

impl TasksOwner {
    /// How many tasks have not ended.
    pub(crate) fn running(&self) -> usize {
        self.tasks.tracker.len()
    }

    /// Stops every task and waits until all have ended.
    pub(crate) async fn shutdown(&self) {
        self.tasks.stop.cancel();
        self.tasks.tracker.close();
        self.tasks.tracker.wait().await;
    }
}
