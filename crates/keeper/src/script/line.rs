//! One line of a script: a command of the node, or one of the script's own.

use super::condition::Condition;
use horseshoe_node::Command;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a line asks for.
#[derive(Debug)]
pub(super) enum Asked {
    Node(Box<Command>),
    Own(Own),
}

/// What the script itself knows, beside the commands of the node.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub(super) enum Own {
    /// Everything there is to see.
    Snapshot,
    /// Waits until all of these hold, or the time is over.
    Wait {
        #[serde(with = "super::condition::one_or_several")]
        until: Vec<Condition>,
        #[serde(default = "usual_seconds")]
        seconds: f64,
    },
    /// What happened since this was last asked for.
    News,
}

/// Why a line was not understood.
#[derive(Debug)]
pub(super) struct NotUnderstood(pub(super) String);

const OWN: [&str; 3] = ["snapshot", "wait", "news"];

pub(super) fn parse(line: &str) -> Result<Asked, NotUnderstood> {
    let value: Value = serde_json::from_str(line)
        .map_err(|error| NotUnderstood(format!("This line is not JSON: {error}.")))?;
    let name = value.get("command").and_then(Value::as_str).ok_or_else(|| {
        NotUnderstood(
            "A line is one JSON object with a “command”; script --describe says which there are."
                .to_owned(),
        )
    })?;
    if OWN.contains(&name) {
        whole(&value).map(Asked::Own)
    } else {
        whole(&value).map(|command| Asked::Node(Box::new(command)))
    }
}

/// Reads a command, and refuses one with a field nobody knows: a typing mistake in an optional one would go unnoticed.
fn whole<T: Serialize + DeserializeOwned>(value: &Value) -> Result<T, NotUnderstood> {
    let read: T = serde_json::from_value(value.clone())
        .map_err(|error| NotUnderstood(format!("This command was not understood: {error}.")))?;
    let known = serde_json::to_value(&read)
        .map_err(|error| NotUnderstood(format!("This command was not understood: {error}.")))?;
    match unknown(value, &known) {
        None => Ok(read),
        Some(field) => Err(NotUnderstood(format!("This command has no “{field}”."))),
    }
}

/// The first field that was written and not read.
fn unknown(written: &Value, known: &Value) -> Option<String> {
    match (written, known) {
        (Value::Object(written), Value::Object(known)) => {
            written.iter().find_map(|(field, value)| match known.get(field) {
                None => Some(field.clone()),
                Some(known) => unknown(value, known),
            })
        }
        (Value::Array(written), Value::Array(known)) => {
            written.iter().zip(known).find_map(|(written, known)| unknown(written, known))
        }
        _ => None,
    }
}

fn usual_seconds() -> f64 {
    30.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(line: &str) -> String {
        parse(line).unwrap_err().0
    }

    #[test]
    fn a_line_that_is_not_understood_says_why() {
        assert!(why("{").starts_with("This line is not JSON"));
        assert!(why("[]").contains("--describe"));
        assert!(why(r#"{"command":"dance"}"#).contains("dance"));
        assert!(why(r#"{"command":"begin"}"#).contains("name"));
        let community = "ab".repeat(32);
        let typo = format!(r#"{{"command":"invite","community":"{community}","hour":3}}"#);
        assert_eq!(why(&typo), "This command has no “hour”.");
        let deep = format!(
            r#"{{"command":"do","community":"{community}","act":{{"subject":"groundrules","do":"add","text":"a","afterr":null}}}}"#
        );
        assert_eq!(why(&deep), "This command has no “afterr”.");
    }
}
