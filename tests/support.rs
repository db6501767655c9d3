//! What stories are told with: real keepers, and a community they come together in.

pub(crate) mod altered;
pub(crate) mod binary;
pub(crate) mod canary;
pub(crate) mod clock;
pub(crate) mod display;
pub(crate) mod javascript;
pub(crate) mod keeper;
pub(crate) mod network;
pub(crate) mod reader;
pub(crate) mod together;
pub(crate) mod window;

pub(crate) fn not_tested(why: &str) {
    say(&format!("not tested: {why}"));
}

#[expect(clippy::print_stderr, reason = "for whoever reads how the tests went")]
pub(crate) fn say(words: &str) {
    eprintln!("{words}");
}
