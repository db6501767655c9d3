//! `invite`: a ticket for one person, and if asked for, the door kept until they are in.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, progress, result};
use crate::signals::End;
use crate::{community, lines, profile};
use horseshoe_node::{Command, CommunityId, Node, Reply, Request, RequestId, Snapshot};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long somebody who was let in may take to receive everything before the program ends.
const RECEIVING: Duration = Duration::from_secs(20);

pub(crate) async fn run(
    args: &ProfileArgs,
    said: Option<&str>,
    hours: Option<u32>,
    answer: bool,
) -> Result<Code, Failure> {
    let node = profile::open_existing(args).await?;
    let done = invite(&node, said, hours, answer).await;
    node.shutdown().await;
    done
}

async fn invite(
    node: &Node,
    said: Option<&str>,
    hours: Option<u32>,
    answer: bool,
) -> Result<Code, Failure> {
    let community = community::find(&node.snapshot(), said)?.id;
    let Reply::Ticket { text, expires, .. } =
        node.ask(Command::Invite { community, hours }).await?
    else {
        return Ok(Code::Done);
    };
    result(&text);
    progress(&format!("This ticket is for one person, until {}.", moment(expires)));
    if !answer {
        progress(
            "They can be let in while this device runs: its window, or horseshoe-keeper run. Two members say yes; with \
             horseshoe-keeper invite --answer you are asked here.",
        );
        return Ok(Code::Done);
    }
    progress("Waiting for them. Ctrl-C ends it; the ticket stays as it is.");
    let mut end = End::watch()?;
    tokio::select! {
        done = keep_the_door(node, community) => done,
        () = end.told() => Ok(Code::Done),
    }
}

/// Asks about everybody who comes, until somebody who was let in has received everything.
async fn keep_the_door(node: &Node, community: CommunityId) -> Result<Code, Failure> {
    let mut snapshots = node.snapshots();
    let mut answers = lines::of_stdin().map_err(|error| {
        Failure::new(Code::Refused, format!("Nothing can be typed here: {error}"))
    })?;
    let mut asked = BTreeSet::new();
    let mut approved = BTreeSet::new();
    loop {
        let snapshot = snapshots.borrow_and_update().clone();
        if let Some(newcomer) = approved.iter().find(|newcomer| stands(&snapshot, newcomer)) {
            progress("They are in.");
            let received = snapshots.wait_for(|snapshot| has_all(snapshot, newcomer));
            if tokio::time::timeout(RECEIVING, received).await.is_err() {
                progress(
                    "They have not received everything yet. It goes on when your devices meet again.",
                );
            }
            return Ok(Code::Done);
        }
        let requests = snapshot.community(&community).map(|community| community.requests.clone());
        for request in requests.unwrap_or_default() {
            if request.approved_by_me || !asked.insert(request.id) {
                continue;
            }
            describe(&request);
            let Some(Ok(line)) = answers.recv().await else {
                let words = "Nobody is there to answer. They can still be let in later.";
                return Err(Failure::new(Code::Refused, words));
            };
            if matches!(line.trim().to_lowercase().as_str(), "y" | "yes") {
                node.ask(Command::Approve { community, request: request.id, was: None }).await?;
                approved.insert(request.id);
                progress("You have said yes. As soon as all who are needed have, they are in.");
            } else {
                node.ask(Command::Decline { community, request: request.id }).await?;
                progress("You have said not this time.");
            }
        }
        if snapshots.changed().await.is_err() {
            return Err(Failure::from(horseshoe_node::Problem::Stopped));
        }
    }
}

fn describe(request: &Request) {
    let who = if request.practice.is_empty() {
        request.name.clone()
    } else {
        format!("{}, {}", request.name, request.practice)
    };
    progress(&format!("{who} asks to be let in."));
    if let Some(words) = &request.words {
        progress(&format!(
            "If you can, ask what words they see. Here they are: {}. The same words mean that nobody stands in between.",
            words.join(" ")
        ));
    }
    progress("Let them in? (yes / no)");
}

fn stands(snapshot: &Snapshot, newcomer: &RequestId) -> bool {
    member(snapshot, newcomer).is_some_and(|member| member.standing)
}

fn has_all(snapshot: &Snapshot, newcomer: &RequestId) -> bool {
    member(snapshot, newcomer).is_some_and(|member| member.has_all)
}

fn member<'a>(snapshot: &'a Snapshot, newcomer: &RequestId) -> Option<&'a horseshoe_node::Member> {
    let members = snapshot.communities.iter().flat_map(|community| community.members.iter());
    members.into_iter().find(|member| member.devices.contains(&newcomer.0))
}

fn moment(unix_secs: u64) -> String {
    let at = i64::try_from(unix_secs).ok().and_then(|secs| Timestamp::from_second(secs).ok());
    at.map_or_else(
        || "it expires".to_owned(),
        |at| at.to_zoned_datetime(TimeZone::system()).strftime("%A %-d %B %Y, %H:%M").to_string(),
    )
}
