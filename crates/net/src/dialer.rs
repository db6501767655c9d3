//! Keeping in touch: dials a wanted device again and again, less and less often, until there is a connection.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use horseshoe_trust::DeviceId;
use iroh::EndpointAddr;
use tokio::time::timeout;

use crate::connection::{self, SYNC_ALPN};
use crate::contacts::Contacted;
use crate::net::{Inner, Wanted};

pub const SHORTEST_WAIT: Duration = Duration::from_millis(500);
pub const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// One attempt takes no longer than this.
const ATTEMPT: Duration = Duration::from_secs(10);

/// How long to wait after `failures` failed attempts in a row (0 is the first). `random` in 0..1 spreads devices that
/// lost each other at the same moment over the upper half of the wait.
pub fn wait_before(failures: u32, random: f64) -> Duration {
    let doubled = SHORTEST_WAIT
        .saturating_mul(1_u32.checked_shl(failures.min(16)).unwrap_or(u32::MAX))
        .min(LONGEST_WAIT);
    doubled.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0).max(SHORTEST_WAIT)
}

/// Runs until the device is no longer wanted.
pub(crate) async fn keep_dialing(inner: Arc<Inner>, peer: DeviceId, wanted: Arc<Wanted>) {
    let mut failures = 0;
    loop {
        if !inner.may_dial(&peer) {
            // Woken by: online again, allowed, connection ended.
            wanted.wake.notified().await;
            failures = 0;
            continue;
        }
        // A connection made by the other side meanwhile ends the attempt: both keep that one.
        let linked = tokio::select! {
            linked = timeout(ATTEMPT, dial(&inner, peer, wanted.addresses())) => linked.unwrap_or(false),
            () = wanted.linked.notified() => true,
            () = wanted.moved.notified() => continue,
        };
        if linked {
            failures = 0;
            continue;
        }
        let wait = wait_before(failures, rand::random());
        failures = failures.saturating_add(1);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = wanted.wake.notified() => failures = 0,
        }
    }
}

async fn dial(inner: &Arc<Inner>, peer: DeviceId, addresses: Vec<SocketAddr>) -> bool {
    let Some(mut target) = crate::net::endpoint_id(&peer).map(EndpointAddr::new) else {
        return false;
    };
    for address in addresses {
        inner.note(Contacted::Address(address), Some(peer));
        target = target.with_ip_addr(address);
    }
    if let Some(relay) = inner.own_relay() {
        target = target.with_relay_url(relay);
    }
    match inner.endpoint.connect(target, SYNC_ALPN).await {
        Ok(conn) => connection::greet(inner, conn).await,
        Err(error) => {
            tracing::debug!(%peer, %error, "not reached");
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_to_a_minute_and_never_passes_its_bounds() {
        let upper: Vec<f64> = (0..10).map(|n| wait_before(n, 1.0).as_secs_f64()).collect();
        assert_eq!(upper, [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]);
        assert_eq!(wait_before(u32::MAX, 1.0), LONGEST_WAIT);
        for failures in 0..40 {
            for tenth in 0..=10 {
                let wait = wait_before(failures, f64::from(tenth) / 10.0);
                assert!(
                    (SHORTEST_WAIT..=LONGEST_WAIT).contains(&wait),
                    "{failures} {tenth}: {wait:?}"
                );
            }
        }
    }

    #[test]
    fn chance_spreads_the_wait_over_its_upper_half() {
        assert_eq!(wait_before(4, 0.0), Duration::from_secs(4));
        assert_eq!(wait_before(4, 0.5), Duration::from_secs(6));
    }
}
