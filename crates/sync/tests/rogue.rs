//! One of thirty keeps no rules, others use copied and restored profiles: all honest devices end with the same, no
//! word of anybody honest is lost, and what went wrong is put down to whom it comes from.
//!
//! The rogue forges, replays, writes two things in one place, signs nonsense, floods, sends bytes that are no message,
//! signs certificates alone, and goes on after it was removed. Some seeds alone, or many more:
//!
//!     HORSESHOE_FIRST_SEED=17 HORSESHOE_SEEDS=1 cargo test -p horseshoe-sync --test rogue -- --nocapture
//!     HORSESHOE_SEEDS=100 cargo test --release -p horseshoe-sync --test rogue -- --nocapture

#[path = "support/seeds.rs"]
mod seeds;

use std::collections::BTreeMap;

use horseshoe_sync::simulator::{Report, Scenario, Simulator};

use seeds::{from_environment, problems_of, run_seeds};

const PEERS: usize = 30;
/// The number of the rogue in every run.
const ROGUE: usize = 3;

#[test]
fn a_rogue_and_copied_profiles_divide_nobody_and_lose_no_word() {
    let operations = from_environment("HORSESHOE_OPERATIONS", 10_000) as usize;
    let reports = run_seeds(4, |seed| Scenario::with_rogue(seed, PEERS, operations), problems);
    assert_all_was_tried(&reports, operations);
}

#[test]
fn a_run_with_a_rogue_is_replayed_as_it_was() {
    let run = || Simulator::new(Scenario::with_rogue(5, 12, 1_000)).run();
    assert_eq!(run(), run());
}

fn problems(report: &Report) -> Vec<String> {
    let Report { named, suspects, refused_from, .. } = report;
    let mut problems = problems_of(report);
    if !named.is_subset(suspects) {
        problems.push(format!("of {named:?} some are named who did nothing: {suspects:?}"));
    }
    if !named.contains(&ROGUE) {
        problems.push("two faces, and nobody says whose".to_owned());
    }
    if refused_from.iter().ne([&ROGUE]) {
        problems.push(format!("refused from {refused_from:?}"));
    }
    problems
}

/// Otherwise the seeds say nothing.
#[expect(clippy::print_stdout, reason = "how much was tried, for those who run seeds by hand")]
fn assert_all_was_tried(reports: &[Report], operations: usize) {
    let sum = |of: fn(&Report) -> usize| reports.iter().map(of).sum::<usize>();
    let runs = reports.len();
    let mut mischief: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, times) in reports.iter().flat_map(|report| &report.mischief) {
        *mischief.entry(kind).or_default() += times;
    }
    println!(
        "{runs} seeds: {mischief:?}, {} connections closed on the rogue, {} copied profiles, {} old backups, {} \
         removals, {} admissions, {} edits excused, settled within {:?}",
        sum(|it| it.closed_on_rogue),
        sum(|it| it.copies),
        sum(|it| it.forks),
        sum(|it| it.removed),
        sum(|it| it.admitted),
        sum(|it| it.excused),
        reports.iter().filter_map(|it| it.settled_after).max(),
    );
    assert!(mischief.len() == 8 && mischief.values().all(|times| *times >= runs), "{mischief:?}");
    assert!(sum(|it| it.closed_on_rogue) >= runs && sum(|it| it.copies) >= 3 * runs);
    assert!(sum(|it| it.removed) >= 2 * runs && sum(|it| it.admitted) >= runs);
    assert!(sum(|it| it.named.len()) >= 2 * runs, "profiles in use twice were never noticed");
    assert!(sum(|it| it.excused) * 4 <= runs * operations, "{} excused", sum(|it| it.excused));
}
