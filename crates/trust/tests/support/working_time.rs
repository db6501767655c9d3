//! How long something takes a reader, whatever else a busy machine does meanwhile.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// How long this thread has worked since it began.
pub(crate) fn worked() -> Duration {
    let worked = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(worked.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(worked.tv_nsec).unwrap_or_default())
}
