//! How the tour speaks: chapters, what happened, and figures, as lines of text.

use std::io::Write as _;
use std::time::Duration;

/// Tells the story to whoever sits at the terminal.
#[derive(Debug)]
pub(super) struct Teller {
    chapter: usize,
    to: std::io::Stdout,
}

/// How many chapters the story has.
pub(super) const CHAPTERS: usize = 8;

impl Teller {
    pub(super) fn new() -> Self {
        Self { chapter: 0, to: std::io::stdout() }
    }

    pub(super) fn title(&self, text: &str) {
        self.say(&format!("\n{text}\n{}", "─".repeat(text.chars().count())));
    }

    pub(super) fn chapter(&mut self, text: &str) {
        self.chapter += 1;
        self.say(&format!("\n{} of {CHAPTERS}  {text}", self.chapter));
    }

    pub(super) fn line(&self, text: &str) {
        self.say(&format!("        {text}"));
    }

    /// Something the tour looked at and found as it should be.
    pub(super) fn seen(&self, text: &str) {
        self.say(&format!("      ✓ {text}"));
    }

    fn say(&self, text: &str) {
        // A reader that has gone away is no reason to stop.
        writeln!(&self.to, "{text}").ok();
    }
}

/// A time as people say it: milliseconds while it is short.
pub(super) fn in_words(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.1} s", time.as_secs_f64())
    }
}
