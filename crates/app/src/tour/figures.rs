//! What the tour measured on the way.

use super::people::People;
use super::telling::{Teller, in_words};
use std::time::Duration;

/// How long it took until everybody had the same, each time.
#[derive(Debug, Default)]
pub(super) struct Figures {
    settled: Vec<(&'static str, Duration)>,
}

impl Figures {
    pub(super) fn settled(&mut self, after: &'static str, time: Duration) {
        self.settled.push((after, time));
    }

    pub(super) fn tell(&self, teller: &Teller, people: &People) -> anyhow::Result<()> {
        teller.title("Figures");
        for (after, time) in &self.settled {
            teller.line(&format!("{after}: all have the same {} later", in_words(*time)));
        }
        for person in &people.all {
            let community = person.community()?;
            let (entries, bytes) = (community.sync.entries, person.stored_bytes());
            let name = person.name;
            teller.line(&format!("{name}: {entries} entries, {} kB on the disk", bytes / 1000));
        }
        teller.line("Nothing was contacted but these four devices, on this machine.");
        Ok(())
    }
}
