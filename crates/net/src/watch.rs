//! Notices that the network changed or the machine slept, so that dialing starts afresh at once.

use std::sync::Arc;
use std::time::Duration;

use iroh::Watcher as _;
use n0_future::StreamExt as _;
use tokio::time::Instant;

use crate::net::Inner;

const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Clocks further apart than this mean sleep (or a clock set by hand, which does no harm here).
const JUMP: Duration = Duration::from_secs(20);

/// Runs as long as the endpoint.
pub(crate) async fn network(inner: Arc<Inner>) {
    let mut addresses = inner.endpoint.watch_addr().stream_updates_only();
    while addresses.next().await.is_some() {
        inner.network_changed();
    }
}

/// Compares the clock on the wall with the one that may stand still while the machine sleeps.
pub(crate) async fn sleep(inner: Arc<Inner>) {
    let mut before = (Instant::now(), wall());
    while !inner.endpoint.is_closed() {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = (Instant::now(), wall());
        if slept(now.0.duration_since(before.0), now.1.saturating_sub(before.1)) {
            inner.endpoint.network_change().await;
            inner.network_changed();
        }
        before = now;
    }
}

/// Whether the machine slept while one clock went `ticked` and the other `wall`, both since the last look.
fn slept(ticked: Duration, wall: Duration) -> bool {
    wall > ticked + JUMP || ticked > LOOK_EVERY + JUMP
}

fn wall() -> Duration {
    #[expect(
        clippy::disallowed_methods,
        reason = "only to notice sleep: nothing is ordered or dated by it"
    )]
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_shows_whether_or_not_the_ticking_clock_stood_still() {
        let secs = Duration::from_secs;
        assert!(slept(secs(5), secs(600)));
        assert!(slept(secs(600), secs(600)));
        assert!(!slept(secs(5), secs(5)));
        assert!(!slept(secs(9), secs(0)), "a busy machine, or a clock set back");
    }
}
