//! A community of one year: how long it takes to open and to write in it, and how much it takes.
//! `cargo bench --workspace --bench year`. The year is lived through once, which takes minutes, and kept.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

mod support;

use horseshoe_model::text::Splice;
use horseshoe_model::{Command as Act, GroundrulesCommand};
use horseshoe_node::testing::{Past, figures};
use horseshoe_node::{Command, Node, TextRef};
use std::path::Path;
use std::time::Duration;
use support::{copy, lived, open, time};

const OPENINGS: usize = 7;
const ACTS: usize = 200;
const PAUSES: usize = 20;

#[tokio::main]
async fn main() {
    let begun = lived("begun", Past::BEGUN);
    let year = lived("year", Past::YEAR);
    for folder in [&begun, &year] {
        Box::pin(opening(folder)).await;
        writing(folder).await;
    }
    let store = std::fs::metadata(year.join("here/horseshoe.redb")).unwrap().len();
    println!("a year on the disk: {store} bytes");
}

/// From a closed profile to all notes in the snapshot.
async fn opening(folder: &Path) {
    let mut times = Vec::new();
    for _ in 0..OPENINGS {
        let (took, node) = time(Box::pin(open(&folder.join("here")))).await;
        assert!(!node.snapshot().communities[0].notebook.notes.is_empty());
        node.shutdown().await;
        times.push(took);
    }
    println!("{}", folder.file_name().unwrap().display());
    println!("  opened with all notes:           {}", figures(times));
}

async fn writing(folder: &Path) {
    let copy = copy(&folder.join("here"));
    let node = open(copy.path()).await;
    node.ask(Command::SetOnline { online: false }).await.unwrap();
    let community = node.snapshot().communities[0].id;
    let (mut seen, mut saved) = (Vec::new(), Vec::new());
    for number in 0..ACTS {
        let add = GroundrulesCommand::Add { text: format!("Rule {number}"), after: None };
        let act = Command::Do { community, act: Act::Groundrules(add) };
        let (took, _reply) = time(async {
            let mut snapshots = node.snapshots();
            let before = rules(&node);
            let shown = async {
                let there = |now: &std::sync::Arc<horseshoe_node::Snapshot>| {
                    now.communities[0].community.groundrules.rules.len() > before
                };
                snapshots.wait_for(there).await.unwrap();
            };
            let (shown, saved_now) = tokio::join!(time(shown), node.ask(act));
            seen.push(shown.0);
            saved_now.unwrap()
        })
        .await;
        saved.push(took);
    }
    println!("  a rule added, to the snapshot:   {}", figures(seen));
    println!("  a rule added, to the disk:       {}", figures(saved));
    println!("  words typed, to the disk:        {}", figures(typing(&node).await));
    node.shutdown().await;
}

/// From a keystroke to its tick: the pause after typing is most of it.
async fn typing(node: &Node) -> Vec<Duration> {
    let community = node.snapshot().communities[0].clone();
    let note = community.notebook.notes.last().unwrap();
    let text = TextRef { document: note.document, object: note.words.object.clone() };
    let mut times = Vec::new();
    for _ in 0..PAUSES {
        let splices = vec![Splice { at: 0, delete: 0, insert: "a".to_owned() }];
        let (community, text) = (community.id, text.clone());
        let write = Command::Write { community, text, version: 0, splices };
        let (took, written) = time(node.ask(write)).await;
        written.unwrap();
        times.push(took);
    }
    times
}

fn rules(node: &Node) -> usize {
    node.snapshot().communities[0].community.groundrules.rules.len()
}
