//! When the program is told to end.

use crate::output::{Code, Failure};
use std::io;

/// Ends when somebody presses Ctrl-C or the system says so.
pub(crate) struct End {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl End {
    pub(crate) fn watch() -> Result<Self, Failure> {
        let failed = |error: io::Error| {
            Failure::new(Code::Refused, format!("The program could not start: {error}"))
        };
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
                .map_err(failed)?,
        })
    }

    /// Waits until the program is told to end.
    pub(crate) async fn told(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            // Without a way to hear Ctrl-C the other signal is left.
            Ok(()) = tokio::signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
