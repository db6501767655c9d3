//! How long one guess of a passphrase takes whoever has the key file, and that a right one takes as long:
//! `cargo bench --workspace --bench passphrase`.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

use horseshoe_trust::{DeviceKey, KeyFile, KeyFileError, Keys, Offered};
use std::time::{Duration, Instant};

const GUESSES: usize = 100;

fn main() {
    let folder = std::env::temp_dir().join(format!("passphrase-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("keys");
    let device_key = DeviceKey::from_bytes(&[1; 32]);
    let keys = Keys { device_key, store_key: [2; 32], next_store_key: None };
    KeyFile::create(&path, keys, Some("correct horse")).unwrap();
    let guess = |passphrase: &str| {
        let begun = Instant::now();
        let offered = Offered { passphrase: Some(passphrase), ..Offered::default() };
        let opened = KeyFile::open(&path, &offered);
        (begun.elapsed(), opened)
    };
    let wrong = (0..GUESSES).map(|number| {
        let (took, opened) = guess(&format!("wrong {number}"));
        assert!(matches!(opened, Err(KeyFileError::WrongPassphrase)));
        took
    });
    println!("  wrong: {}", figures(wrong.collect()));
    println!("  right: {}", figures((0..10).map(|_| guess("correct horse").0).collect()));
    std::fs::remove_dir_all(&folder).unwrap();
}

fn figures(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    format!(
        "least {:.0?}, median {:.0?}, most {:.0?}",
        times[0],
        times[times.len() / 2],
        times[times.len() - 1]
    )
}
