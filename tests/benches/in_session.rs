//! In a session: from something pressed on one device until it is seen on the others. Ten devices on the loopback, each
//! with its own disk and network; then a hundred whole cores on a moved clock.
//! `cargo bench --workspace --bench in_session`.
#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
#![expect(clippy::print_stdout, reason = "a bench says what it found")]

use horseshoe_model::{AgendaCommand, Command as Act, MemberId, Person, SpeakersCommand};
use horseshoe_model::{SessionView, TurnId};
use horseshoe_node::testing::{InRoom, figures};
use horseshoe_node::{Command, Community, Config, DocumentId, Node, Reply, RequestId, Snapshot};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

const DEVICES: usize = 10;
const PRESSES: usize = 300;
/// Between two presses, each by another device.
const APART: Duration = Duration::from_millis(100);
const MANY: usize = 100;
const PRESSES_AMONG_MANY: usize = 20;

#[tokio::main]
async fn main() {
    Box::pin(ten_on_the_loopback()).await;
    a_hundred_on_a_moved_clock();
}

async fn ten_on_the_loopback() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let nodes = come_together(folder.path()).await;
    let community = nodes[0].snapshot().communities[0].id;
    let agenda = "agenda-session".to_owned();
    let begin = Command::BeginSession { community, meeting: None, agenda, presentations: None };
    let Reply::Made { id } = nodes[0].ask(begin).await.unwrap() else { panic!("it is begun") };
    let document: DocumentId = id.parse().unwrap();
    for node in &nodes {
        until(node, |seen| seen.sessions.iter().any(|one| one.document == document)).await;
    }
    let (mut last, mut each) = (Vec::new(), Vec::new());
    for number in 0..PRESSES {
        tokio::time::sleep(APART).await;
        let who = number % DEVICES;
        let (act, seen) = press(&nodes[who].snapshot().communities[0], number);
        let began = Instant::now();
        let mut lookers = JoinSet::new();
        for (_, node) in nodes.iter().enumerate().filter(|(other, _)| *other != who) {
            let mut snapshots = node.snapshots();
            lookers.spawn(async move {
                snapshots.wait_for(|now| seen.is_seen(now)).await.unwrap();
                began.elapsed()
            });
        }
        nodes[who].asker().send(Command::DoIn { community, document, act }).unwrap();
        let mut took = lookers.join_all().await;
        last.push(took.iter().copied().max().unwrap());
        each.append(&mut took);
    }
    println!("{DEVICES} devices, {PRESSES} presses");
    println!("  pressed here, seen on another:       {}", figures(each));
    println!("  pressed here, seen on the last:      {}", figures(last));
    for node in nodes {
        node.shutdown().await;
    }
}

fn a_hundred_on_a_moved_clock() {
    let clock = Instant::now();
    let mut room = InRoom::of(MANY);
    println!("{MANY} devices on a moved clock, together in {:.0?}", clock.elapsed());
    let pressed: Vec<_> =
        (0..PRESSES_AMONG_MANY).map(|number| room.press(number * 7 % MANY)).collect();
    let waited = pressed.iter().map(|last| last.waited).collect();
    let worked = pressed.iter().map(|last| last.worked).collect();
    println!("  until the last saw it, waited:       {}", figures(waited));
    println!("  the work of all, one after another:  {}", figures(worked));
}

/// What the others are to see.
#[derive(Clone, Copy)]
enum Seen {
    Hand { person: Person, raised: bool },
    At(horseshoe_model::PointId),
}

impl Seen {
    fn is_seen(self, now: &Arc<Snapshot>) -> bool {
        let session = session(&now.communities[0]);
        match self {
            Self::Hand { person, raised } => turn_of(session, person).is_some() == raised,
            Self::At(point) => session.agenda.at == Some(point),
        }
    }
}

/// Hands go up and down; every third one moves the agenda on, and while no names are taken every one.
fn press(community: &Community, number: usize) -> (Act, Seen) {
    let session = session(community);
    if number.is_multiple_of(3) || session.speakers.closed {
        let agenda = &session.agenda;
        let to = agenda.next().map_or(agenda.points[0].id, |point| point.id);
        return (AgendaCommand::MoveOn { from: agenda.at, to }.into(), Seen::At(to));
    }
    let person = Person::Member(MemberId::from_bytes(community.me.to_bytes()));
    let turn = turn_of(session, person);
    let act = match turn {
        None => SpeakersCommand::Raise { person: None },
        Some(turn) => SpeakersCommand::Lower { turn },
    };
    (act.into(), Seen::Hand { person, raised: turn.is_none() })
}

fn session(community: &Community) -> &SessionView {
    &community.sessions[0].view
}

fn turn_of(session: &SessionView, person: Person) -> Option<TurnId> {
    session.speakers.turn_of(person).map(|turn| turn.id)
}

/// Ten devices in one community, each connected to all others and with everything.
async fn come_together(folder: &Path) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for number in 0..DEVICES {
        let config = Config::on_loopback(folder.join(number.to_string()));
        let node = Node::start(config, || {}).await.unwrap();
        let name = format!("Member {number}");
        node.ask(Command::Introduce { name, practice: String::new() }).await.unwrap();
        nodes.push(node);
        if number == 0 {
            nodes[0].ask(Command::Begin { name: "Riverside".to_owned() }).await.unwrap();
        } else {
            let_in(&nodes).await;
        }
    }
    for node in &nodes {
        until(node, |seen| seen.sync.in_sync == DEVICES - 1).await;
    }
    nodes
}

/// The last of them comes in: the first invites, and the first two say yes.
async fn let_in(nodes: &[Node]) {
    let (newcomer, members) = nodes.split_last().unwrap();
    let community = members[0].snapshot().communities[0].id;
    let invite = Command::Invite { community, hours: None };
    let Reply::Ticket { text, .. } = members[0].ask(invite).await.unwrap() else { panic!() };
    newcomer.ask(Command::Join { ticket: text }).await.unwrap();
    let request = RequestId(newcomer.snapshot().me.device.unwrap());
    for member in members.iter().take(2) {
        until(member, |seen| seen.requests.iter().any(|asks| asks.id == request)).await;
        member.ask(Command::Approve { community, request, was: None }).await.unwrap();
    }
    for node in nodes {
        let mut snapshots = node.snapshots();
        let all = |seen: &Arc<Snapshot>| {
            seen.communities.first().is_some_and(|one| one.members.len() == nodes.len())
        };
        snapshots.wait_for(all).await.unwrap();
    }
}

async fn until(node: &Node, holds: impl Fn(&Community) -> bool) {
    let holds = |seen: &Arc<Snapshot>| holds(&seen.communities[0]);
    node.snapshots().wait_for(holds).await.unwrap();
}
