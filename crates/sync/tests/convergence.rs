//! Whatever happened on the way: in the end all devices hold the same, and a seed tells the whole story again.

use std::time::Duration;

use horseshoe_sync::simulator::{Report, Scenario, Simulator};

/// Seeds and operations per seed: small for every day; the full size is `HORSESHOE_SEEDS=50 HORSESHOE_OPERATIONS=100000`.
fn size() -> (u64, usize) {
    (
        from_environment("HORSESHOE_SEEDS", 50),
        from_environment("HORSESHOE_OPERATIONS", 2_000) as usize,
    )
}

#[expect(clippy::disallowed_methods, reason = "the only way to ask a test for its full size")]
fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn check(seed: u64, report: &Report) {
    assert_eq!(report.closed, Vec::<String>::new(), "seed {seed}");
    assert!(report.settled_after.is_some(), "seed {seed}: not settled within a minute: {report:?}");
    assert!(report.agrees(), "seed {seed}: devices differ");
    assert_eq!(report.waiting, 0, "seed {seed}");
}

#[test]
fn thirty_peers_hold_the_same_after_partitions_crashes_and_clock_jumps() {
    let (seeds, operations) = size();
    let (mut slowest, mut forks, mut repaired) = (Duration::ZERO, 0, 0);
    for seed in 0..seeds {
        let report = Simulator::new(Scenario::new(seed, 30, operations)).run();
        check(seed, &report);
        slowest = slowest.max(report.settled_after.unwrap_or_default());
        forks += report.forks;
        repaired += report.traffic.caught_up_entries;
    }
    assert!(slowest <= Duration::from_mins(1));
    // Otherwise nothing was tried.
    assert!(repaired > 0);
    assert!(seeds < 10 || forks > 0);
}

#[test]
fn a_seed_tells_the_same_story_every_time() {
    let run = |seed| Simulator::new(Scenario::new(seed, 8, 300)).run();
    let (first, again, other) = (run(7), run(7), run(8));
    assert_eq!(first, again);
    assert_ne!(first.trace, other.trace);
}
