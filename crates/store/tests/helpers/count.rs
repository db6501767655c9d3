//! How often a test tries: few times with every change, many by hand.

#[expect(clippy::disallowed_methods, reason = "only these tests can be told to try longer")]
pub(crate) fn count(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|told| told.parse().ok()).unwrap_or(usual)
}
