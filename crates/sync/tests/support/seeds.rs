//! Runs many seeds of a scenario on all cores, and says which ended otherwise than they must.

#![allow(dead_code, reason = "each test file uses a part")]
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use horseshoe_sync::simulator::{Report, Scenario, Simulator};

/// The reports, if no seed has a problem. `HORSESHOE_FIRST_SEED` and `HORSESHOE_SEEDS` choose others.
pub(crate) fn run_seeds(
    otherwise: u64,
    scenario: impl Fn(u64) -> Scenario + Sync,
    problems: impl Fn(&Report) -> Vec<String> + Sync,
) -> Vec<Report> {
    let first = from_environment("HORSESHOE_FIRST_SEED", 0);
    let seeds = from_environment("HORSESHOE_SEEDS", otherwise);
    let next = AtomicU64::new(first);
    let (reports, failures) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let run_seeds = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + seeds {
                return;
            }
            let run = || Simulator::new(scenario(seed)).run();
            match catch_unwind(AssertUnwindSafe(run)) {
                Ok(report) => {
                    let problems = problems(&report).into_iter().map(|what| (seed, what));
                    failures.lock().unwrap().extend(problems);
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
    reports.into_inner().unwrap()
}

/// What must not be after any run.
pub(crate) fn problems_of(report: &Report) -> Vec<String> {
    let settled = report.settled_after.is_some_and(|after| after <= Duration::from_mins(1));
    [
        (!settled, format!("not settled a minute after healing: {:?}", report.traffic)),
        (!report.agrees(), format!("devices differ: {:?}", report.states)),
        (!report.missing.is_empty(), format!("edits are lost: {:?}", report.missing)),
        (report.waiting != 0, format!("{} entries wait for others", report.waiting)),
        (report.not_in_sync != 0, format!("{} do not say they agree", report.not_in_sync)),
        (!report.closed.is_empty(), format!("connections were closed: {:?}", report.closed)),
    ]
    .into_iter()
    .filter_map(|(wrong, what)| wrong.then_some(what))
    .collect()
}

#[expect(clippy::disallowed_methods, reason = "the only way to ask a test for its full size")]
pub(crate) fn from_environment(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}
