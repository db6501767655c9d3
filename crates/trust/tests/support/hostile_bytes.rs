//! Tries a reader on bytes from others: honest ones with something changed, and random ones. It has to end, and to keep
//! within its memory. Readers of several crates are tried with it.

#[path = "working_time.rs"]
mod working_time;

use std::time::Duration;

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use working_time::worked;

/// So much a reader may hold at once, whatever it is given.
const MEMORY: u64 = 64 * 1024 * 1024;

/// So long a reader may work on it.
const WORK: Duration = Duration::from_millis(50);

/// 100,000 times; the long run sets `HOSTILE_BYTES` to 10000000. `read` says whether something was read; that has to
/// happen, and not always. `mend` makes a checksum right again, so that what is behind it is reached.
#[expect(clippy::disallowed_methods, reason = "how often to try is said from outside")]
#[expect(clippy::print_stdout, reason = "what was measured, for those who run many by hand")]
pub(crate) fn try_reader(
    name: &str,
    honest: &[Vec<u8>],
    mend: impl Fn(&mut Vec<u8>),
    mut read: impl FnMut(&[u8]) -> bool,
) {
    let times = std::env::var("HOSTILE_BYTES").ok().and_then(|count| count.parse().ok());
    let times: u64 = times.unwrap_or(100_000);
    let mut rng = ChaCha8Rng::seed_from_u64(name.len() as u64);
    let (mut good, mut most, mut slowest) = (0, 0, Duration::ZERO);
    for _ in 0..times {
        let bytes = changed(honest, &mend, &mut rng);
        let begin = worked();
        let used = allocation_counter::measure(|| good += u64::from(read(&bytes)));
        slowest = slowest.max(worked().saturating_sub(begin));
        most = most.max(used.bytes_max);
        assert!(used.bytes_max <= MEMORY, "{name}: {} bytes for {bytes:?}", used.bytes_max);
    }
    println!("{name}: {times} tried, {good} read, at most {most} bytes and {slowest:?}");
    assert!(good * 100 > times && good < times, "{name}: {good} of {times} were read");
    assert!(slowest <= WORK, "{name}: {slowest:?}");
}

fn changed(honest: &[Vec<u8>], mend: &impl Fn(&mut Vec<u8>), rng: &mut ChaCha8Rng) -> Vec<u8> {
    let mut bytes = honest[rng.random_range(0..honest.len())].clone();
    if rng.random_ratio(1, 16) {
        return (0..rng.random_range(0..300)).map(|_| rng.random()).collect();
    }
    for _ in 0..rng.random_range(0..4) {
        if bytes.is_empty() {
            break;
        }
        let at = rng.random_range(0..bytes.len());
        let end = (at + rng.random_range(1..12)).min(bytes.len());
        match rng.random_range(0..8) {
            0 => bytes[at] = rng.random(),
            1 => bytes[at] ^= 1 << rng.random_range(0..8),
            2 => bytes.truncate(at),
            3 => bytes.insert(at, rng.random_range(0..8)),
            4 => drop(bytes.drain(at..end)),
            // Lengths and numbers as large as can be written.
            5 => bytes[at..end].fill(0xff),
            6 => bytes.extend_from_within(at..end),
            _ => {
                let other = &honest[rng.random_range(0..honest.len())];
                let from = at.min(other.len());
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
        }
    }
    if rng.random_bool(0.8) {
        mend(&mut bytes);
    }
    bytes
}
