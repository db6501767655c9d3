//! Whatever happened on the way: in the end all devices hold the same, and a seed tells the whole story again.
//!
//! Each seed is a run of its own: 30 peers, 100,000 edits, partitions, crashes, restored backups, broken connections,
//! clocks that jump years, people who come in and are removed, documents made meanwhile. A failure names its seeds.
//! One seed alone, or many more:
//!
//!     HORSESHOE_FIRST_SEED=17 HORSESHOE_SEEDS=1 cargo test -p horseshoe-sync --test convergence -- --nocapture
//!     HORSESHOE_SEEDS=1000 HORSESHOE_OPERATIONS=1000000 cargo test --release -p horseshoe-sync --test convergence

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use horseshoe_sync::simulator::{Report, Scenario, Simulator};

const PEERS: usize = 30;

#[test]
fn thirty_peers_hold_the_same_after_partitions_crashes_and_clock_jumps() {
    let first = from_environment("HORSESHOE_FIRST_SEED", 0);
    let seeds = from_environment("HORSESHOE_SEEDS", 50);
    let operations = from_environment("HORSESHOE_OPERATIONS", 100_000) as usize;
    let next = AtomicU64::new(first);
    let (reports, failures) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let run_seeds = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + seeds {
                return;
            }
            let run = || Simulator::new(Scenario::new(seed, PEERS, operations)).run();
            match catch_unwind(AssertUnwindSafe(run)) {
                Ok(report) => {
                    let problems = problems_of(&report, operations);
                    failures.lock().unwrap().extend(problems.map(|what| (seed, what)));
                    reports.lock().unwrap().push(report);
                }
                Err(_) => failures.lock().unwrap().push((seed, "panicked, see above".to_owned())),
            }
        }
    };
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(run_seeds);
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "failing seeds: {failures:#?}");
    assert_all_was_tried(&reports.into_inner().unwrap(), operations);
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

fn problems_of(report: &Report, operations: usize) -> impl Iterator<Item = String> {
    let settled = report.settled_after.is_some_and(|after| after <= Duration::from_mins(1));
    [
        (report.operations != operations, format!("{} edits were made", report.operations)),
        (!settled, format!("not settled a minute after healing: {:?}", report.traffic)),
        (!report.agrees(), format!("devices differ: {:?}", report.states)),
        (!report.missing.is_empty(), format!("edits are lost: {:?}", report.missing)),
        (report.waiting != 0, format!("{} entries wait for others", report.waiting)),
        (report.not_in_sync != 0, format!("{} do not say they agree", report.not_in_sync)),
        (!report.closed.is_empty(), format!("connections were closed: {:?}", report.closed)),
    ]
    .into_iter()
    .filter_map(|(wrong, what)| wrong.then_some(what))
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

#[expect(clippy::disallowed_methods, reason = "the only way to ask a test for its full size")]
fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}
