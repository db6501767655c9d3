//! `run`: the device in the cupboard.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, progress};
use crate::signals::End;
use crate::{profile, words};
use horseshoe_node::{Problem, Saved, Snapshot};
use std::time::Duration;

/// Numbers change many times while things arrive; people need not see each.
const AT_MOST_EVERY: Duration = Duration::from_secs(1);

/// Keeps in touch until told to end. Says numbers only: what it says may end up in a log.
pub(crate) async fn run(args: &ProfileArgs) -> Result<Code, Failure> {
    let mut end = End::watch()?;
    let node = profile::open_existing(args).await?;
    progress("Keeping in touch. Ctrl-C ends it; what was written is finished first.");
    let mut snapshots = node.snapshots();
    let mut said = Said::default();
    let telling = async {
        loop {
            let snapshot = snapshots.borrow_and_update().clone();
            said.tell(&snapshot);
            tokio::time::sleep(AT_MOST_EVERY).await;
            if snapshots.changed().await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = telling => {}
        () = end.told() => progress("Finishing."),
    }
    node.shutdown().await;
    Ok(Code::Done)
}

/// What was said last, so that only news is said.
#[derive(Default)]
struct Said {
    numbers: String,
    problems: Vec<Problem>,
}

impl Said {
    fn tell(&mut self, snapshot: &Snapshot) {
        let numbers = numbers(snapshot);
        if numbers != self.numbers {
            progress(&numbers);
            self.numbers = numbers;
        }
        let failed = match &snapshot.saved {
            Saved::Failed { problem } => Some(problem),
            Saved::All | Saved::Saving => None,
        };
        let problems: Vec<Problem> = snapshot.problems.iter().chain(failed).cloned().collect();
        for problem in problems.iter().filter(|problem| !self.problems.contains(problem)) {
            progress(&words::say(problem));
        }
        self.problems = problems;
    }
}

fn numbers(snapshot: &Snapshot) -> String {
    let communities = &snapshot.communities;
    let connected: usize = communities.iter().map(|community| community.sync.connected).sum();
    let in_sync: usize = communities.iter().map(|community| community.sync.in_sync).sum();
    let asking: usize = communities.iter().map(|community| community.requests.len()).sum();
    let mut said = format!(
        "Communities: {}. Devices connected: {connected}, in sync: {in_sync}.",
        communities.len()
    );
    if asking > 0 {
        said += " People asking to be let in: ";
        said += &asking.to_string();
        said += " (invite --answer asks you about them).";
    }
    said
}
