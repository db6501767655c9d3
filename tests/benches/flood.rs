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
use std::net::UdpSocket;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use support::altered::{SYNC, endpoint, maker_of};
use support::keeper::Device;
use support::together::{begin, invite};

const ACTS: usize = 55;
/// Before and after: an act takes longer the more there is, so that both together are compared with what was between.
const QUIET_ACTS: usize = 28;
/// A writer makes at most one entry in a second.
const APART: Duration = Duration::from_millis(1_050);
const FLOOD: Duration = Duration::from_mins(1);
const A_SECOND: u64 = 1_000;
const RECORDED: usize = 2_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben] = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside");
    let ticket = invite(&amira, &amira.community().into());
    let target = maker_of(&Ticket::from_text(ticket.as_str().unwrap(), 0).unwrap());
    let before_it = acts(&amira, &ben, 0..QUIET_ACTS);
    let before = resident(&amira);
    let flooding = Arc::new(Flood::record(&target));
    let flood = {
        let flooding = Arc::clone(&flooding);
        std::thread::spawn(move || flooding.run(&target))
    };
    let flooded = acts(&amira, &ben, QUIET_ACTS..QUIET_ACTS + ACTS);
    let during = resident(&amira);
    flooding.over.store(true, Ordering::Relaxed);
    flood.join().unwrap();
    let after = QUIET_ACTS + ACTS;
    let after_it = acts(&amira, &ben, after..after + QUIET_ACTS);
    println!("  an act, before:    {}", figures(before_it));
    println!("  an act, flooded:   {}", figures(flooded));
    println!("  an act, after:     {}", figures(after_it));
    println!("  handshakes begun:  {}", flooding.begun.load(Ordering::Relaxed));
    println!("  memory:            {before} KiB before, {during} KiB during");
}

/// From a rule added here until it is there.
fn acts(here: &Device, there: &Device, numbers: Range<usize>) -> Vec<Duration> {
    let act = |number: usize| {
        std::thread::sleep(APART);
        let begun = Instant::now();
        let add =
            json!({ "subject": "groundrules", "do": "add", "text": format!("Rule {number}") });
        here.does(&add);
        there.wait("/communities/0/community/groundrules/rules", "length", number + 1);
        begun.elapsed()
    };
    numbers.map(act).collect()
}

/// The memory of the program that is in use, in KiB.
fn resident(device: &Device) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", device.process())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The beginnings of so many handshakes, as a program of ours would send them, played over and over: it costs the sender
/// next to nothing, as it would on a machine of its own.
struct Flood {
    beginnings: Vec<Vec<u8>>,
    begun: AtomicU64,
    over: AtomicBool,
}

impl Flood {
    /// Has them written, at an address where nobody answers.
    #[tokio::main]
    async fn record(target: &EndpointAddr) -> Self {
        let silent = tokio::net::UdpSocket::bind("127.0.0.9:0").await.unwrap();
        let at = iroh::TransportAddr::Ip(silent.local_addr().unwrap());
        let nowhere = EndpointAddr::from_parts(target.id, [at]);
        let stranger = endpoint(&DeviceKey::from_bytes(&[8; 32]), 8).await;
        let mut beginnings = Vec::new();
        let mut bytes = [0; 2048];
        while beginnings.len() < RECORDED {
            let connecting = tokio::spawn({
                let (stranger, nowhere) = (stranger.clone(), nowhere.clone());
                async move { stranger.connect(nowhere, SYNC).await.map(drop) }
            });
            let (length, _) = silent.recv_from(&mut bytes).await.unwrap();
            connecting.abort();
            beginnings.push(bytes[..length].to_vec());
        }
        Self { beginnings, begun: AtomicU64::new(0), over: AtomicBool::new(false) }
    }

    /// Begins so many a second, from two addresses, and hears nothing that is answered.
    fn run(&self, target: &EndpointAddr) {
        let from = ["127.0.0.8:0", "127.0.0.9:0"].map(|at| UdpSocket::bind(at).unwrap());
        let to = target.ip_addrs().next().unwrap();
        let begun_at = Instant::now();
        while begun_at.elapsed() < FLOOD && !self.over.load(Ordering::Relaxed) {
            let due = begun_at.elapsed().as_millis() as u64 * A_SECOND / 1_000;
            while self.begun.load(Ordering::Relaxed) < due {
                let number = self.begun.fetch_add(1, Ordering::Relaxed) as usize;
                let beginning = &self.beginnings[number % self.beginnings.len()];
                from[number % from.len()].send_to(beginning, to).unwrap();
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
