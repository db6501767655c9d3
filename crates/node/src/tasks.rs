//! Tasks of the node: each has a name, and the end waits for all of them.

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Starts tasks and ends them together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tasks {
    tracker: TaskTracker,
    stop: CancellationToken,
}

impl Tasks {
    /// Runs a task until it ends or everything stops.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where tasks are started, so that the end can wait for them"
    )]
    pub(crate) fn spawn(
        &self,
        name: &'static str,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        let stop = self.stop.clone();
        tokio::spawn(self.tracker.track_future(async move {
            tokio::select! {
                () = task => {}
                () = stop.cancelled() => {}
            }
            tracing::trace!(name, "task ended");
        }));
    }

    /// Runs a task that ends by itself and must not be interrupted.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is where tasks are started, so that the end can wait for them"
    )]
    pub(crate) fn spawn_to_its_end(&self, task: impl Future<Output = ()> + Send + 'static) {
        tokio::spawn(self.tracker.track_future(task));
    }

    /// Stops what can be stopped at once.
    pub(crate) fn stop(&self) {
        self.stop.cancel();
    }

    /// Waits until every task has ended.
    pub(crate) async fn ended(&self) {
        self.tracker.close();
        self.tracker.wait().await;
    }
}
