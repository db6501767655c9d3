//! Between two devices on the loopback: words and entries on their way, and what was missed made up for.
//! `cargo bench --workspace --bench peers`.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

mod support;

use horseshoe_model::text::Splice;
use horseshoe_model::{Command as Act, GroundrulesCommand};
use horseshoe_node::testing::{Past, figures};
use horseshoe_node::{Command, Community, Node, Snapshot, TextRef};
use iroh::endpoint::{Connection, RecvStream, SendStream, presets};
use iroh::{Endpoint, EndpointAddr, SecretKey};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use support::{copy, lived, open, time};

const KEYSTROKES: usize = 300;
const ENTRIES: usize = 25;
/// A quick typist.
const BETWEEN_KEYS: Duration = Duration::from_millis(60);
/// A writer makes at most one entry in a second.
const APART: Duration = Duration::from_millis(1_050);

#[tokio::main]
async fn main() {
    Box::pin(live()).await;
    let missed = [
        ("1,000 entries", Past { members: 12, notes: 200, keys: 12_000 }),
        ("10,000 entries", Past { members: 12, notes: 2_000, keys: 120_000 }),
        ("year", Past::YEAR),
    ];
    for (name, past) in missed {
        missed_by_one(&lived(name, past)).await;
    }
}

async fn live() {
    let folder = lived("two", Past { members: 2, notes: 20, keys: 1_000 });
    let (_copies, here, away) = pair(&folder).await;
    let community = here.snapshot().communities[0].clone();
    let note = community.notebook.notes.last().unwrap();
    let text = TextRef { document: note.document, object: note.words.object.clone() };
    let mut echo = Echo::new().await;
    let (mut typed, mut entered, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..KEYSTROKES {
        tokio::time::sleep(BETWEEN_KEYS).await;
        let letter = char::from(b'a' + (number % 26) as u8);
        let splices = vec![Splice { at: 0, delete: 0, insert: letter.to_string() }];
        let (id, text) = (community.id, text.clone());
        let write = Command::Write { community: id, text, version: 0, splices };
        let (took, ()) = time(async {
            here.asker().send(write).unwrap();
            until(&away, |seen| shown(seen, letter)).await;
        })
        .await;
        typed.push(took);
        bare.push(echo.there_and_back().await / 2);
    }
    for number in 0..ENTRIES {
        tokio::time::sleep(APART).await;
        let add = GroundrulesCommand::Add { text: format!("Rule {number}"), after: None };
        let act = Command::Do { community: community.id, act: Act::Groundrules(add) };
        let before = away.snapshot().communities[0].community.groundrules.rules.len();
        let (took, ()) = time(async {
            here.asker().send(act).unwrap();
            until(&away, |seen| seen.community.groundrules.rules.len() > before).await;
        })
        .await;
        entered.push(took);
        bare.push(echo.there_and_back().await / 2);
    }
    println!("  a key pressed here, shown there:   {}", figures(typed));
    println!("  an act here, entered there:        {}", figures(entered));
    println!("  a bare iroh stream, one way:       {}", figures(bare));
    here.shutdown().await;
    away.shutdown().await;
}

/// Whether the last note begins with this letter, typed or entered.
fn shown(seen: &Community, letter: char) -> bool {
    let entered = seen.notebook.notes.last().unwrap().words.text.starts_with(letter);
    entered || seen.typing.iter().any(|typing| typing.words.starts_with(letter))
}

/// Somebody was away for all of it and comes back.
async fn missed_by_one(folder: &Path) {
    let copy = copy(&folder.join("away"));
    let (here, away) = (open(&folder.join("here")).await, open(copy.path()).await);
    let digest = here.snapshot().communities[0].sync.digest.clone();
    let (took, ()) = time(async {
        connect(&here, &away).await;
        until(&away, |seen| seen.sync.digest == digest).await;
    })
    .await;
    let entries = away.snapshot().communities[0].sync.entries;
    println!("  {entries} entries received in {took:.3?}");
    here.shutdown().await;
    away.shutdown().await;
}

async fn pair(folder: &Path) -> ([tempfile::TempDir; 2], Node, Node) {
    let copies = ["here", "away"].map(|who| copy(&folder.join(who)));
    let (here, away) = (open(copies[0].path()).await, open(copies[1].path()).await);
    connect(&here, &away).await;
    for node in [&here, &away] {
        until(node, |seen| seen.sync.in_sync == 1).await;
    }
    (copies, here, away)
}

async fn connect(here: &Node, away: &Node) {
    let seen = here.snapshot();
    let (device, address) = (seen.me.device.unwrap(), seen.network.addresses[0]);
    away.ask(Command::Connect { device, address }).await.unwrap();
}

async fn until(node: &Node, holds: impl Fn(&Community) -> bool) {
    let holds = |seen: &Arc<Snapshot>| holds(&seen.communities[0]);
    node.snapshots().wait_for(holds).await.unwrap();
}

/// The same way without us: a byte there and back on one stream.
struct Echo {
    _ends: [(Endpoint, Connection); 2],
    here: (SendStream, RecvStream),
    there: (SendStream, RecvStream),
}

impl Echo {
    async fn new() -> Self {
        let (a, b) = (bare(1).await, bare(2).await);
        let at = b
            .bound_sockets()
            .into_iter()
            .fold(EndpointAddr::new(b.id()), EndpointAddr::with_ip_addr);
        let (dialed, accepted) =
            tokio::join!(a.connect(at, b"echo"), async { b.accept().await.unwrap().await });
        let (dialed, accepted) = (dialed.unwrap(), accepted.unwrap());
        let mut here = dialed.open_bi().await.unwrap();
        here.0.write_all(&[0]).await.unwrap();
        let mut there = accepted.accept_bi().await.unwrap();
        there.1.read_exact(&mut [0]).await.unwrap();
        Self { _ends: [(a, dialed), (b, accepted)], here, there }
    }

    async fn there_and_back(&mut self) -> Duration {
        let mut bytes = [0; 300];
        let (took, ()) = time(async {
            self.here.0.write_all(&bytes.clone()).await.unwrap();
            self.there.1.read_exact(&mut bytes).await.unwrap();
            self.there.0.write_all(&bytes.clone()).await.unwrap();
            self.here.1.read_exact(&mut bytes).await.unwrap();
        })
        .await;
        took
    }
}

async fn bare(key: u8) -> Endpoint {
    let builder = Endpoint::builder(presets::Minimal).secret_key(SecretKey::from_bytes(&[key; 32]));
    let builder = builder.alpns(vec![b"echo".to_vec()]).clear_ip_transports();
    builder.bind_addr("127.0.0.1:0").unwrap().bind().await.unwrap()
}
