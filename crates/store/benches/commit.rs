//! How long it takes until a small edit is on the disk, beside appending the same bytes to a file and syncing it.
//! Interleaved on the same disk, so that both have the same weather. `cargo bench -p horseshoe-store`
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

use std::fs::File;
use std::io::Write as _;
use std::time::{Duration, Instant};

use horseshoe_store::{Batch, Disk, Read as _, Store as _};
use horseshoe_trust::{CommunityId, DocumentId};

const EDITS: usize = 2_000;
/// A burst of typing, as a journalled change.
const BYTES: usize = 200;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut store = Disk::open(&folder.path().join("store"), &[7; 32]).unwrap();
    let mut file = File::create(folder.path().join("file")).unwrap();
    let (mut stored, mut appended) = (Vec::new(), Vec::new());
    for number in 0..EDITS {
        let mut edit = vec![0; BYTES];
        edit[..8].copy_from_slice(&number.to_be_bytes());
        appended.push(time(|| {
            file.write_all(&edit).unwrap();
            file.sync_data().unwrap();
        }));
        let mut batch = Batch::new();
        let (of, on) = (CommunityId::from_bytes([1; 32]), DocumentId::from_bytes([2; 32]));
        if number % 100 == 0 {
            batch.clear_journal(of, on);
        }
        batch.put_journal(of, on, edit);
        stored.push(time(|| store.commit(batch).unwrap()));
    }
    let (stored, appended) = (Times::of(stored), Times::of(appended));
    println!("durable commit     p50 {:?}  p99 {:?}", stored.p50, stored.p99);
    println!("append, fdatasync  p50 {:?}  p99 {:?}", appended.p50, appended.p99);
    let ratio = |ours: Duration, theirs: Duration| ours.as_secs_f64() / theirs.as_secs_f64();
    println!(
        "ratio              p50 {:.2}  p99 {:.2}",
        ratio(stored.p50, appended.p50),
        ratio(stored.p99, appended.p99)
    );
    println!("sizes after {EDITS} edits: {:?}", store.sizes().unwrap());
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

struct Times {
    p50: Duration,
    p99: Duration,
}

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self { p50: times[times.len() / 2], p99: times[times.len() * 99 / 100] }
    }
}
