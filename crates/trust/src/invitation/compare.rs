//! Comparing words: two people make sure that nobody stands between their devices.
//!
//! One side commits to a random number before it sees the other's, and reveals it after. So neither
//! side, nor anybody in between, can choose numbers that lead to the same words on both devices:
//! there is one try per talk, and it succeeds once in four thousand million.

use crate::{DeviceId, words};

/// What the first side sends before it has seen the other's number.
pub fn words_commitment(first: &DeviceId, second: &DeviceId, first_nonce: &[u8; 32]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("horseshoe 1 words commitment");
    hasher.update(first.as_bytes()).update(second.as_bytes()).update(first_nonce);
    *hasher.finalize().as_bytes()
}

/// The words both people read aloud. `about` is what the two are about to agree on, for example
/// the ticket. The second side must have held `first_nonce` against its commitment.
pub fn compare_words(
    first: (&DeviceId, &[u8; 32]),
    second: (&DeviceId, &[u8; 32]),
    about: &[u8; 32],
) -> [&'static str; words::SPOKEN] {
    let mut hasher = blake3::Hasher::new_derive_key("horseshoe 1 words to compare");
    hasher.update(first.0.as_bytes()).update(second.0.as_bytes());
    hasher.update(first.1).update(second.1).update(about);
    words::spoken(hasher.finalize().as_bytes())
}
