//! Whatever happened on the way: in the end all devices hold the same, and a seed tells the whole story again.
//!
//! Each seed is a run of its own: 30 peers, 100,000 edits, partitions, crashes, restored backups, broken connections,
//! clocks that jump years, people who come in and are removed, documents made meanwhile. A failure names its seeds.
//! One seed alone, or many more:
//!
//!     HORSESHOE_FIRST_SEED=17 HORSESHOE_SEEDS=1 cargo test -p horseshoe-sync --test convergence -- --nocapture
//!     HORSESHOE_SEEDS=1000 HORSESHOE_OPERATIONS=1000000 cargo test --release -p horseshoe-sync --test convergence

#[path = "support/seeds.rs"]
mod seeds;

use std::thread;

use horseshoe_sync::simulator::{Report, Scenario, Simulator};

use seeds::{from_environment, problems_of, run_seeds};

const PEERS: usize = 30;

#[test]
fn thirty_peers_hold_the_same_after_partitions_crashes_and_clock_jumps() {
    let operations = from_environment("HORSESHOE_OPERATIONS", 100_000) as usize;
    let problems = |report: &Report| {
        assert_eq!(report.operations, operations);
        problems_of(report)
    };
    let reports = run_seeds(50, |seed| Scenario::new(seed, PEERS, operations), problems);
    assert_all_was_tried(&reports, operations);
}

#[test]
fn a_seed_tells_the_same_story_every_time() {
    for (seed, peers, operations) in [(7, 8, 300), (8, 12, 2_000), (9, PEERS, 10_000)] {
        let run = |seed| Simulator::new(Scenario::new(seed, peers, operations)).run();
        let (first, again, other) = thread::scope(|scope| {
            let again = scope.spawn(move || run(seed));
            let (first, other) = (run(seed), run(seed + 1));
            (first, again.join().unwrap(), other)
        });
        assert_eq!(first, again, "seed {seed}");
        assert_ne!(first.trace, other.trace, "seed {seed}");
    }
}

/// Otherwise the seeds say nothing: all that can go wrong has to happen, and little may be excused.
#[expect(clippy::print_stdout, reason = "how much was tried, for those who run seeds by hand")]
fn assert_all_was_tried(reports: &[Report], operations: usize) {
    let sum = |of: fn(&Report) -> usize| reports.iter().map(of).sum::<usize>();
    let runs = reports.len();
    assert!(sum(|it| it.crashes) >= 10 * runs);
    assert!(sum(|it| it.admitted) >= runs && sum(|it| it.documents_made) >= runs);
    assert!(sum(|it| it.removed) >= runs);
    assert!(runs < 10 || sum(|it| it.forks) >= runs / 2);
    assert!(sum(|it| it.traffic.caught_up_entries as usize) > 0);
    assert!(sum(|it| it.excused) * 4 <= runs * operations, "{} excused", sum(|it| it.excused));
    let slowest = reports.iter().filter_map(|it| it.settled_after).max();
    println!(
        "{runs} seeds: {} entries, {} crashes, {} forks, {} removals, {} edits excused, {} entries caught up, \
         settled within {slowest:?}",
        sum(|it| it.entries),
        sum(|it| it.crashes),
        sum(|it| it.forks),
        sum(|it| it.removed),
        sum(|it| it.excused),
        sum(|it| it.traffic.caught_up_entries as usize),
    );
}
