//! `status`: what is on this device. Nobody is contacted for it.

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, result};
use crate::{profile, words};
use horseshoe_node::{Community, JoiningState, Member, Mode, Snapshot, Stage};

pub(crate) async fn run(args: &ProfileArgs, json: bool) -> Result<Code, Failure> {
    let node = profile::open_quietly(args).await?;
    let snapshot = node.snapshot();
    node.shutdown().await;
    if json {
        let json = serde_json::to_string(&*snapshot)
            .map_err(|error| Failure::new(Code::Refused, error.to_string()))?;
        result(&json);
    } else {
        result(&said(&snapshot));
    }
    Ok(Code::Done)
}

fn said(snapshot: &Snapshot) -> String {
    let me = &snapshot.me;
    let mut lines = vec![if me.name.is_empty() {
        "Nobody has said who they are on this device yet.".to_owned()
    } else {
        format!("This is {}’s device.", named(&me.name, &me.practice))
    }];
    lines.push(
        match &snapshot.network.mode {
            Mode::ThisRoomOnly => "It contacts the local network only.",
            Mode::OwnRelay { .. } => "It contacts the local network and the group’s own relay.",
            Mode::PublicHelp => "It contacts the local network and public relays.",
        }
        .to_owned(),
    );
    if snapshot.communities.is_empty() {
        lines.push("It is in no community yet.".to_owned());
    }
    for community in &snapshot.communities {
        lines.push(String::new());
        say_community(&mut lines, community);
    }
    for joining in &snapshot.joining {
        let name = &joining.community_name;
        let line = match &joining.state {
            JoiningState::In { .. } => continue,
            JoiningState::Failed { problem } => {
                format!("You could not join {name}. {}", words::say(problem))
            }
            _ => format!("You have asked to join {name}."),
        };
        lines.extend([String::new(), line]);
    }
    for problem in &snapshot.problems {
        lines.push(String::new());
        lines.push(words::say(problem));
    }
    lines.join("\n")
}

fn say_community(lines: &mut Vec<String>, community: &Community) {
    let stage = match community.stage {
        Stage::Draft => " (a draft: it begins when the second person joins)",
        Stage::Living => "",
        Stage::Left => " (you are no longer in it)",
    };
    lines.push(format!("{}{stage}", community.name));
    lines.push(format!("  id         {}", &community.id.to_hex()[..16]));
    let standing = community.members.iter().filter(|member| member.standing);
    let names: Vec<String> = standing.map(member).collect();
    lines.push(format!("  people     {}", names.join(" · ")));
    let view = &community.community;
    lines.push(format!(
        "  holds      groundrules {} · meetings {} · notes {} · votes {}",
        view.groundrules.rules.len(),
        view.meetings.len(),
        community.notebook.notes.len(),
        view.votes.len()
    ));
    let sync = &community.sync;
    lines.push(format!(
        "  kept       {} entries, {} certificates, digest {}",
        sync.entries,
        sync.certificates,
        if sync.digest.is_empty() { "–" } else { &sync.digest }
    ));
    if sync.not_yet_sent > 0 {
        lines.push(format!("  waiting    {} changes no other device has yet", sync.not_yet_sent));
    }
    if !community.requests.is_empty() {
        lines.push(format!("  asking     {} to be let in", community.requests.len()));
    }
    if !community.invitations.is_empty() {
        lines.push(format!("  tickets    {} can still be used", community.invitations.len()));
    }
}

fn member(member: &Member) -> String {
    let name = named(&member.name, &member.practice);
    if member.me { format!("{name} (you)") } else { name }
}

fn named(name: &str, practice: &str) -> String {
    if practice.is_empty() { name.to_owned() } else { format!("{name}, {practice}") }
}
