//! Saved means saved: whatever a loss of power leaves of what was not synced, and whichever call of the disk fails.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use horseshoe_store::{Batch, Disk, Fault, LyingDisk, Memory, OpenError, Store as _};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

#[path = "helpers/count.rs"]
mod count;
#[path = "helpers/kept.rs"]
mod kept;

use count::count;
use kept::{kept, random_batch};

const KEY: [u8; 32] = [7; 32];

fn open(disk: &LyingDisk) -> Result<Disk, OpenError> {
    let disk = disk.clone();
    Disk::open_on(&KEY, move || disk.clone())
}

/// What was acknowledged, and what was asked for and may have come to light.
struct Life {
    disk: LyingDisk,
    acknowledged: Memory,
    asked: Option<Batch>,
}

impl Life {
    fn new(seed: u64) -> Self {
        Self { disk: LyingDisk::new(seed), acknowledged: Memory::new(), asked: None }
    }

    /// The store as it is found must hold what was acknowledged, and all or nothing of what was asked for.
    fn check(&mut self, store: &Disk, seed: u64) {
        let found = kept(store).unwrap();
        if let Some(asked) = self.asked.take()
            && found != kept(&self.acknowledged).unwrap()
        {
            self.acknowledged.commit(asked).unwrap();
        }
        assert_eq!(found, kept(&self.acknowledged).unwrap(), "seed {seed}");
        horseshoe_store::Read::scrub(store, &mut |damage| panic!("seed {seed}: {damage}")).unwrap();
    }

    /// Writes until the power goes.
    fn write(&mut self, rng: &mut ChaCha8Rng) {
        let Ok(mut store) = open(&self.disk) else { return };
        for _ in 0..100 {
            let batch = random_batch(rng);
            if store.commit(batch.clone()).is_err() {
                self.asked = Some(batch);
                return;
            }
            self.acknowledged.commit(batch).unwrap();
        }
    }
}

/// Several lives of a store, each of many crashes: also while a store is begun, opened, repaired or closed.
fn crashes(seeds: impl Iterator<Item = u64>) {
    const EACH: u64 = 50;
    for seed in seeds.step_by(EACH as usize) {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut life = Life::new(seed);
        for _ in 0..EACH {
            life.disk.lose_power_after(
                rng.next_u64() % if rng.next_u32().is_multiple_of(4) { 12 } else { 120 },
            );
            life.write(&mut rng);
            life.disk.restart();
            let store = open(&life.disk).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
            life.check(&store, seed);
            // Half of the time the next crash comes while the store is being closed.
            if rng.next_u32().is_multiple_of(2) {
                life.disk.lose_power_after(rng.next_u64() % 8);
                drop(store);
                life.disk.restart();
            }
        }
    }
}

#[test]
fn a_loss_of_power_loses_nothing_acknowledged() {
    crashes(0..count("HORSESHOE_CRASHES", 2_000) / 2);
}

#[test]
fn a_loss_of_power_loses_nothing_acknowledged_in_other_lives() {
    crashes(1_000_000..1_000_000 + count("HORSESHOE_CRASHES", 2_000) / 2);
}

/// Runs one script; the call after `calls` fails. Whatever is refused is asked for again and taken. Gives how many calls
/// there were.
fn script_with_fault(calls: u64, fault: Fault) -> u64 {
    const BATCHES: usize = 40;
    let mut rng = ChaCha8Rng::seed_from_u64(3);
    let mut life = Life::new(calls);
    life.disk.fail_after(calls, fault);
    // Refused once at most, for there is one fault.
    let mut store = open(&life.disk).or_else(|_refused| open(&life.disk)).unwrap();
    for number in 0..BATCHES {
        let batch = random_batch(&mut rng);
        if store.commit(batch.clone()).is_err() {
            store.commit(batch.clone()).unwrap();
        }
        life.acknowledged.commit(batch).unwrap();
        if number % 8 == 7 {
            drop(store);
            store = open(&life.disk).or_else(|_refused| open(&life.disk)).unwrap();
        }
    }
    // A read may meet the fault as well, and finds the store again.
    let read = kept(&store).or_else(|_refused| kept(&store)).unwrap();
    assert_eq!(read, kept(&life.acknowledged).unwrap(), "call {calls}, {fault:?}");
    let calls_made = life.disk.calls();
    life.disk.lose_power_after(0);
    drop(store);
    life.disk.restart();
    life.check(&open(&life.disk).unwrap(), calls);
    calls_made
}

fn every_call_fails_once(fault: Fault) {
    let calls = script_with_fault(u64::MAX / 2, fault);
    assert!(calls > 500, "{calls} calls");
    for call in 0..calls {
        script_with_fault(call, fault);
    }
}

#[test]
fn any_call_may_report_an_error() {
    every_call_fails_once(Fault::Io);
}

#[test]
fn any_call_may_find_the_disk_full() {
    every_call_fails_once(Fault::Full);
}

#[test]
fn any_write_may_be_cut_short() {
    every_call_fails_once(Fault::Short);
}
