//! How much slower two members become while somebody who is none begins a thousand handshakes a second with one of them,
//! and how much memory that takes: `cargo bench --workspace --bench flood`.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

#[path = "../support"]
#[expect(dead_code, reason = "the bench needs a part of what stories need")]
mod support {
    pub(crate) mod altered;
    pub(crate) mod binary;
    pub(crate) mod clock;
    pub(crate) mod keeper;
    pub(crate) mod together;
}

use horseshoe_node::testing::figures;
use horseshoe_trust::{DeviceKey, Ticket};
use iroh::EndpointAddr;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use support::altered::{SYNC, endpoint, maker_of};
use support::keeper::Device;
use support::together::{begin, invite};

const ACTS: usize = 55;
/// A writer makes at most one entry in a second.
const APART: Duration = Duration::from_millis(1_050);
const FLOOD: Duration = Duration::from_mins(1);
const A_SECOND: u64 = 1_000;
/// Two addresses in the local network from which it comes.
const FROM: [u8; 2] = [8, 9];

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben] = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside");
    let ticket = invite(&amira, &amira.community().into());
    let target = maker_of(&Ticket::from_text(ticket.as_str().unwrap(), 0).unwrap());
    let quiet = acts(&amira, &ben, 0);
    let before = resident(&amira);
    let flooding = Arc::new(Flood::default());
    let flood = {
        let flooding = Arc::clone(&flooding);
        std::thread::spawn(move || flooding.run(&target))
    };
    let flooded = acts(&amira, &ben, ACTS);
    let during = resident(&amira);
    flooding.over.store(true, Ordering::Relaxed);
    flood.join().unwrap();
    println!("  an act, quiet:     {}", figures(quiet));
    println!("  an act, flooded:   {}", figures(flooded));
    println!("  handshakes begun:  {}", flooding.begun.load(Ordering::Relaxed));
    println!("  memory:            {before} KiB before, {during} KiB during");
}

/// From a rule added here until it is there.
fn acts(here: &Device, there: &Device, before: usize) -> Vec<Duration> {
    let act = |number: usize| {
        std::thread::sleep(APART);
        let begun = Instant::now();
        let add =
            json!({ "subject": "groundrules", "do": "add", "text": format!("Rule {number}") });
        here.does(&add);
        there.wait("/communities/0/community/groundrules/rules", "length", number + 1);
        begun.elapsed()
    };
    (before..before + ACTS).map(act).collect()
}

/// The memory of the program that is in use, in KiB.
fn resident(device: &Device) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", device.process())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[derive(Default)]
struct Flood {
    begun: AtomicU64,
    over: AtomicBool,
}

impl Flood {
    /// Knocks so many times a second, each time without waiting for the one before.
    #[tokio::main]
    async fn run(self: Arc<Self>, target: &EndpointAddr) {
        let mut from = Vec::new();
        for number in FROM {
            from.push(endpoint(&DeviceKey::from_bytes(&[number; 32]), number).await);
        }
        let until = Instant::now() + FLOOD;
        let mut tick = tokio::time::interval(Duration::from_micros(1_000_000 / A_SECOND));
        while Instant::now() < until && !self.over.load(Ordering::Relaxed) {
            tick.tick().await;
            let number = self.begun.fetch_add(1, Ordering::Relaxed) as usize;
            let (from, target) = (from[number % from.len()].clone(), target.clone());
            tokio::spawn(async move {
                tokio::time::timeout(Duration::from_secs(2), from.connect(target, SYNC)).await.ok();
            });
        }
    }
}
