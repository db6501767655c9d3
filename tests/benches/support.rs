//! What benches share: communities with a past, and figures.

use horseshoe_node::testing::Past;
use horseshoe_node::{Config, Node};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The folder with the profiles of a community with this past.
pub(crate) fn lived(name: &str, past: Past) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches").join(name);
    println!("{name}: {}", past.lived(&folder).unwrap());
    folder
}

/// A profile to write in that is gone afterwards.
pub(crate) fn copy(profile: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    for file in ["horseshoe.keys", "horseshoe.redb"] {
        std::fs::copy(profile.join(file), copy.path().join(file)).unwrap();
    }
    copy
}

/// Opens a profile on the loopback.
pub(crate) async fn open(profile: &Path) -> Node {
    Node::start(Config::on_loopback(profile), || {}).await.unwrap()
}

pub(crate) async fn time<T>(work: impl Future<Output = T>) -> (Duration, T) {
    let start = Instant::now();
    let done = work.await;
    (start.elapsed(), done)
}
