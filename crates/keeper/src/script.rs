//! `script`: one JSON command per line in, one JSON result per line out, in order.

mod condition;
mod describe;
mod line;

pub(crate) use describe::describe;

use crate::args::ProfileArgs;
use crate::output::{Code, Failure, result};
use crate::signals::End;
use crate::{lines, profile, words};
use condition::Condition;
use horseshoe_node::{Command, Event, Node, Problem, Reply, Saved, Snapshot};
use line::{Asked, NotUnderstood, Own};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::TryRecvError;

/// How long a command may take that needs no disk, while the disk refuses.
const A_MOMENT: Duration = Duration::from_secs(1);

/// Runs until the input ends or the program is told to end. What was answered before is safe.
pub(crate) async fn run(args: &ProfileArgs) -> Result<Code, Failure> {
    let mut end = End::watch()?;
    let node = profile::open(args).await?;
    let ran = tokio::select! {
        ran = answer_all(&node) => ran,
        () = end.told() => Ok(Code::Done),
    };
    node.shutdown().await;
    ran
}

async fn answer_all(node: &Node) -> Result<Code, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(Code::Refused, format!("The commands cannot be read: {error}"))
    };
    let mut lines = lines::of_stdin().map_err(unreadable)?;
    let mut talk = Talk { node, events: node.events() };
    let mut code = Code::Done;
    while let Some(line) = lines.recv().await {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let answer = talk.answer(&line).await;
        if answer.get("error").is_some() {
            code = Code::Refused;
        }
        result(&answer.to_string());
    }
    Ok(code)
}

struct Talk<'a> {
    node: &'a Node,
    events: broadcast::Receiver<Event>,
}

impl Talk<'_> {
    async fn answer(&mut self, line: &str) -> Value {
        match line::parse(line) {
            Ok(Asked::Node(command)) => match self.ask(*command).await {
                Ok(reply) => json!({ "ok": reply }),
                Err(problem) => refused(&problem),
            },
            Ok(Asked::Own(Own::Snapshot)) => {
                json!({ "ok": { "reply": "snapshot", "snapshot": *self.node.snapshot() } })
            }
            Ok(Asked::Own(Own::News)) => {
                json!({ "ok": { "reply": "news", "events": self.news() } })
            }
            Ok(Asked::Own(Own::Wait { until, seconds })) => self.wait(&until, seconds).await,
            Err(NotUnderstood(why)) => {
                json!({ "error": { "problem": "not_understood", "says": why } })
            }
        }
    }

    /// Asks, and waits for the answer; unless the disk refuses, for then it may be long in coming. What was asked for is
    /// kept in memory all the same and written as soon as the disk takes it, as the problem's words say.
    async fn ask(&self, command: Command) -> Result<Reply, Problem> {
        let mut snapshots = self.node.snapshots();
        let refusal = async {
            let failed = |snapshot: &Arc<Snapshot>| matches!(snapshot.saved, Saved::Failed { .. });
            let Ok(snapshot) = snapshots.wait_for(failed).await else { return Problem::Stopped };
            let problem = match &snapshot.saved {
                Saved::Failed { problem } => problem.clone(),
                Saved::All | Saved::Saving => Problem::Stopped,
            };
            drop(snapshot);
            // What needs no disk is answered meanwhile.
            tokio::time::sleep(A_MOMENT).await;
            problem
        };
        tokio::select! {
            biased;
            answer = self.node.ask(command) => answer,
            problem = refusal => Err(problem),
        }
    }

    /// What happened since it was last asked for. Who never asks misses the oldest.
    fn news(&mut self) -> Vec<Event> {
        let mut news = Vec::new();
        loop {
            match self.events.try_recv() {
                Ok(event) => news.push(event),
                Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return news,
            }
        }
    }

    async fn wait(&self, until: &[Condition], seconds: f64) -> Value {
        let mut snapshots = self.node.snapshots();
        let over =
            tokio::time::sleep(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
        tokio::pin!(over);
        loop {
            let seen = json!(**snapshots.borrow_and_update());
            let found = || until.iter().map(|condition| condition.value(&seen)).collect::<Vec<_>>();
            if until.iter().all(|condition| condition.holds(&seen)) {
                return json!({ "ok": { "reply": "met", "values": found() } });
            }
            tokio::select! {
                changed = snapshots.changed() => if changed.is_err() {
                    return refused(&Problem::Stopped);
                },
                () = &mut over => return json!({ "error": {
                    "problem": "time_over",
                    "says": "The time was over before it happened.",
                    "values": found(),
                } }),
            }
        }
    }
}

/// A problem with its words, for who reads the script's results.
fn refused(problem: &Problem) -> Value {
    let mut error = json!(problem);
    if let Some(error) = error.as_object_mut() {
        error.insert("says".to_owned(), words::say(problem).into());
    }
    json!({ "error": error })
}
