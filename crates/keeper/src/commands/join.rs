//! `join`: asking to be let in, and waiting until one is.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, progress, result};
use crate::signals::End;
use crate::{profile, words};
use horseshoe_node::{
    Command, Community, CommunityId, Joining, JoiningState, Node, Problem, Reply, Snapshot,
    TicketId,
};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long everything may take to arrive before the program ends; the rest comes at the next meeting.
const RECEIVING: Duration = Duration::from_secs(20);
/// A ticket is far shorter; whatever else was piped in is not read to its end.
const LONGEST: u64 = 64 * 1024;

/// Who asks.
pub(crate) struct Me {
    pub(crate) name: String,
    pub(crate) practice: String,
}

pub(crate) async fn run(
    args: &ProfileArgs,
    ticket_file: Option<&Path>,
    me: Option<Me>,
    seconds: u64,
) -> Result<Code, Failure> {
    let ticket = read(ticket_file)?;
    let node = profile::open(args).await?;
    let done = join(&node, ticket, me, Duration::from_secs(seconds)).await;
    node.shutdown().await;
    done
}

async fn join(
    node: &Node,
    ticket: String,
    me: Option<Me>,
    at_most: Duration,
) -> Result<Code, Failure> {
    let mut end = End::watch()?;
    if let Some(Me { name, practice }) = me {
        node.ask(Command::Introduce { name, practice }).await?;
    }
    let Reply::Joining { ticket } = node.ask(Command::Join { ticket }).await? else {
        return Ok(Code::Done);
    };
    tokio::select! {
        joined = tokio::time::timeout(at_most, wait(node, &ticket)) => match joined {
            Ok(joined) => joined,
            Err(_) => Err(Failure::new(
                Code::TimeOver,
                "You are not in yet, and the time is over. Nothing is lost: asking goes on whenever this profile runs.",
            )),
        },
        () = end.told() => {
            progress("You are not in yet. Asking goes on whenever this profile runs.");
            Ok(Code::Refused)
        }
    }
}

async fn wait(node: &Node, ticket: &TicketId) -> Result<Code, Failure> {
    let mut snapshots = node.snapshots();
    let mut said = String::new();
    loop {
        let snapshot = snapshots.borrow_and_update().clone();
        let joining = snapshot.joining.iter().find(|joining| joining.ticket == *ticket);
        if let Some(community) = joining.and_then(|joining| joined(&snapshot, joining)) {
            result(&format!("You are in: {}", community.name));
            let id = community.id;
            let received = snapshots.wait_for(|snapshot| received(snapshot, &id));
            if tokio::time::timeout(RECEIVING, received).await.is_err() {
                progress("Not everything has arrived yet. It goes on whenever this profile runs.");
            }
            return Ok(Code::Done);
        }
        if let Some(joining) = joining {
            if let JoiningState::Failed { problem } = &joining.state {
                // This ticket is of no use any more: the next start need not ask with it again.
                node.ask(Command::StopJoining { ticket: *ticket }).await?;
                return Err(Failure::new(Code::Refused, words::say(problem)));
            }
            let saying = say(joining);
            if saying != said {
                progress(&saying);
                said = saying;
            }
        }
        if snapshots.changed().await.is_err() {
            return Err(Failure::from(Problem::Stopped));
        }
    }
}

fn joined<'a>(snapshot: &'a Snapshot, joining: &Joining) -> Option<&'a Arc<Community>> {
    let JoiningState::In { community } = &joining.state else { return None };
    snapshot.community(community)
}

fn received(snapshot: &Snapshot, id: &CommunityId) -> bool {
    snapshot
        .community(id)
        .is_some_and(|community| community.sync.in_sync > 0 && community.sync.receiving.is_none())
}

fn say(joining: &Joining) -> String {
    let name = &joining.community_name;
    let words = joining.words.as_ref().map(|words| {
        format!(
            " If you can, read these words to whoever invited you: {}. The same words mean that nobody stands in between.",
            words.join(" ")
        )
    });
    let state = match &joining.state {
        JoiningState::Reaching => {
            format!("Looking for the device of whoever invited you to {name}…")
        }
        JoiningState::Asked => "They have heard. Somebody has to say yes.".to_owned(),
        JoiningState::Waiting { missing: 1 } => "One more member has to say yes.".to_owned(),
        JoiningState::Waiting { missing } => format!("{missing} more members have to say yes."),
        JoiningState::In { .. } => format!("You are in {name}."),
        JoiningState::Failed { problem } => words::say(problem),
    };
    state + &words.unwrap_or_default()
}

fn read(file: Option<&Path>) -> Result<String, Failure> {
    let mut text = String::new();
    let read = match file {
        Some(file) => {
            std::fs::File::open(file).and_then(|file| file.take(LONGEST).read_to_string(&mut text))
        }
        None => std::io::stdin().lock().take(LONGEST).read_to_string(&mut text),
    };
    read.map_err(|error| {
        Failure::new(
            Code::Refused,
            format!("The ticket cannot be read: {error}. Nothing was changed."),
        )
    })?;
    Ok(text)
}
