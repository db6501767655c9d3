//! A real process that is killed while it writes, over and over, on one store that grows.
#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use horseshoe_store::{Batch, Disk, Place, Read as _, Store as _};
use horseshoe_trust::{CommunityId, DocumentId, EntryId};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

#[path = "helpers/child.rs"]
mod child;
#[path = "helpers/count.rs"]
mod count;

use child::{child, store_of_child};
use count::count;

const KEY: [u8; 32] = [7; 32];
const LAST: &str = "last";

#[test]
fn a_killed_process_loses_nothing_acknowledged() {
    // Killing a process tells nothing of the disk, and in memory there is time for more of it.
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_none| tempfile::tempdir()).unwrap();
    let store = folder.path().join("store");
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let (mut last, mut whole_until) = (0, Place::START);
    for cycle in 1..=count("HORSESHOE_KILLS", 300) {
        let acknowledged = write_until_killed(&store, &mut rng).unwrap_or(last);
        let found = Disk::open(&store, &KEY)
            .unwrap_or_else(|error| panic!("cycle {cycle} does not open: {error}"));
        let kept = last_kept(&found);
        assert!(kept >= acknowledged, "cycle {cycle}: {acknowledged} acknowledged, {kept} kept");
        assert!(kept >= last, "cycle {cycle}: {last} kept before, {kept} now");
        // Now and then from the beginning: what is old stays whole too.
        let after = if cycle.is_multiple_of(50) { Place::START } else { whole_until };
        whole_until = check(&found, after, kept);
        last = kept;
    }
    assert!(last > 100, "something was written");
}

/// Starts a process that writes, kills it at a random moment, and gives the last number it acknowledged.
fn write_until_killed(store: &Path, rng: &mut ChaCha8Rng) -> Option<u64> {
    let mut writer = child("writes_until_it_is_killed", store).spawn().unwrap();
    let mut lines = BufReader::new(writer.stdout.take().unwrap()).lines();
    let number = |line: String| line.strip_prefix("saved ").and_then(|number| number.parse().ok());
    let mut saved = None;
    for _ in 0..rng.next_u64() % 30 {
        saved = lines.next().and_then(|line| number(line.unwrap())).or(saved);
    }
    for _ in 0..rng.next_u64() % 2_000_000 {
        std::hint::spin_loop();
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    // What it said before it was killed counts.
    lines.filter_map(|line| number(line.ok()?)).last().or(saved)
}

#[test]
#[ignore = "a process that the test above starts"]
fn writes_until_it_is_killed() {
    let Some(path) = store_of_child() else { return };
    let mut store = Disk::open(&path, &KEY).unwrap();
    let mut said = std::io::stdout();
    for number in last_kept(&store) + 1.. {
        store.commit(batch(number)).unwrap();
        said.write_all(format!("saved {number}\n").as_bytes()).unwrap();
    }
}

const OF: CommunityId = CommunityId::from_bytes([1; 32]);
const ON: DocumentId = DocumentId::from_bytes([2; 32]);

/// Several rows that must be there together.
fn batch(number: u64) -> Batch {
    let mut batch = Batch::new();
    batch.put_note(LAST, number.to_be_bytes().to_vec());
    batch.put_entry(OF, ON, id(number), content(number));
    if number.is_multiple_of(10) {
        batch.clear_journal(OF, ON);
    } else {
        batch.put_journal(OF, ON, content(number));
    }
    batch
}

/// Everything up to `last` is there, and nothing else. Gives the place to read on from.
fn check(store: &Disk, after: Place, last: u64) -> Place {
    let entries = store.entries(&OF, &ON, after, usize::MAX).unwrap();
    let first = last + 1 - entries.len() as u64;
    for (number, (_, found, bytes)) in (first..).zip(&entries) {
        assert_eq!((found, bytes), (&id(number), &content(number)));
    }
    assert!(after != Place::START || first == 1, "from the beginning");
    if last > 0 {
        let journal: Vec<_> = (last / 10 * 10 + 1..=last).map(content).collect();
        assert_eq!(store.journal(&OF, &ON).unwrap(), journal);
    }
    entries.last().map_or(after, |entry| entry.0)
}

fn last_kept(store: &Disk) -> u64 {
    let last = store.note(LAST).unwrap();
    last.map_or(0, |bytes| u64::from_be_bytes(bytes.try_into().unwrap()))
}

fn id(number: u64) -> EntryId {
    let mut id = [0; 32];
    id[..8].copy_from_slice(&number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    EntryId::from_bytes(id)
}

fn content(number: u64) -> Vec<u8> {
    number.to_be_bytes().into_iter().cycle().take(number as usize * 37 % 400).collect()
}
