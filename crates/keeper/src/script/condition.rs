//! What `wait` waits for: a place in the snapshot, and what must be so there.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A place as a JSON pointer (`/communities/0/name`), and exactly one of the tests.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Condition {
    path: String,
    #[serde(flatten)]
    test: Test,
}

/// A place that is not there passes no test but `exists: false`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Test {
    /// It is exactly this.
    Equals(Value),
    /// It is a number no less than this; or a list, an object or words no shorter.
    AtLeast(f64),
    /// Words with these words in them; or a list with something in it that has at least these fields.
    Contains(Value),
    /// It is there and not null, or it is not.
    Exists(bool),
    /// A list, an object or words of exactly this length.
    Length(usize),
}

impl Condition {
    pub(super) fn holds(&self, snapshot: &Value) -> bool {
        let found = self.found(snapshot);
        match (&self.test, found) {
            (Test::Exists(there), found) => found.is_some() == *there,
            (_, None) => false,
            (Test::Equals(wanted), Some(found)) => matches(found, wanted, Fields::Exactly),
            (Test::AtLeast(least), Some(found)) => {
                found.as_f64().or(length(found).map(|it| it as f64)).is_some_and(|it| it >= *least)
            }
            (Test::Contains(wanted), Some(found)) => contains(found, wanted),
            (Test::Length(wanted), Some(found)) => length(found) == Some(*wanted),
        }
    }

    /// What stands there now; null if nothing does.
    pub(super) fn value(&self, snapshot: &Value) -> Value {
        self.found(snapshot).cloned().unwrap_or_default()
    }

    fn found<'a>(&self, snapshot: &'a Value) -> Option<&'a Value> {
        snapshot.pointer(&self.path).filter(|found| !found.is_null())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fields {
    Exactly,
    AtLeast,
}

fn contains(found: &Value, wanted: &Value) -> bool {
    match found {
        Value::String(words) => wanted.as_str().is_some_and(|wanted| words.contains(wanted)),
        Value::Array(items) => items.iter().any(|item| matches(item, wanted, Fields::AtLeast)),
        Value::Object(_) => matches(found, wanted, Fields::AtLeast),
        _ => false,
    }
}

/// Numbers are compared as numbers: 1 and 1.0 are the same.
fn matches(found: &Value, wanted: &Value, fields: Fields) -> bool {
    match (found, wanted) {
        (Value::Number(found), Value::Number(wanted)) => found.as_f64() == wanted.as_f64(),
        (Value::Array(found), Value::Array(wanted)) => {
            found.len() == wanted.len()
                && found.iter().zip(wanted).all(|(found, wanted)| matches(found, wanted, fields))
        }
        (Value::Object(found), Value::Object(wanted)) => {
            (fields == Fields::AtLeast || found.len() == wanted.len())
                && wanted.iter().all(|(field, wanted)| {
                    found.get(field).is_some_and(|found| matches(found, wanted, fields))
                })
        }
        _ => found == wanted,
    }
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::String(words) => Some(words.chars().count()),
        Value::Array(items) => Some(items.len()),
        Value::Object(fields) => Some(fields.len()),
        _ => None,
    }
}

/// `until` is one condition, or a list of which all must hold.
pub(super) mod one_or_several {
    use super::Condition;
    use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrSeveral {
        One(Condition),
        Several(Vec<Condition>),
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Condition>, D::Error> {
        Ok(match OneOrSeveral::deserialize(deserializer)? {
            OneOrSeveral::One(one) => vec![one],
            OneOrSeveral::Several(several) => several,
        })
    }

    pub(in super::super) fn serialize<S: Serializer>(
        conditions: &[Condition],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match conditions {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn holds(condition: &Value, snapshot: &Value) -> bool {
        serde_json::from_value::<Condition>(condition.clone()).unwrap().holds(snapshot)
    }

    #[test]
    fn each_test_says_when_it_holds() {
        let snapshot = json!({
            "communities": [{
                "name": "Riverside",
                "members": [{ "name": "Amira", "here": true }, { "name": "Sam", "here": false }],
                "sync": { "entries": 3 },
            }],
            "receiving": null,
        });
        let at = |path: &str, test: &str, value: Value| {
            holds(&json!({ "path": path, test: value }), &snapshot)
        };
        assert!(at("/communities/0/members/1/name", "equals", json!("Sam")));
        assert!(!at("/communities/0/members/2/name", "equals", json!("Sam")));
        assert!(at("/communities/0/sync/entries", "equals", json!(3.0)));
        assert!(!at("/communities/0/members/0", "equals", json!({ "name": "Amira" })));
        assert!(at("/communities/0/sync/entries", "at_least", json!(3)));
        assert!(!at("/communities/0/sync/entries", "at_least", json!(4)));
        assert!(at("/communities/0/members", "at_least", json!(2)));
        assert!(at("/communities/0/members", "contains", json!({ "name": "Sam" })));
        assert!(!at("/communities/0/members", "contains", json!({ "name": "Sam", "here": true })));
        assert!(at("/communities/0/name", "contains", json!("side")));
        assert!(at("/communities/0", "exists", json!(true)));
        assert!(at("/receiving", "exists", json!(false)));
        assert!(!at("/receiving", "exists", json!(true)));
        assert!(at("/communities", "length", json!(1)));
        assert!(at("/communities/0/name", "length", json!(9)));
        assert!(!at("/communities/1", "length", json!(0)));
    }

    #[test]
    fn a_condition_without_a_test_is_none() {
        assert!(serde_json::from_value::<Condition>(json!({ "path": "/a" })).is_err());
        assert!(serde_json::from_value::<Condition>(json!({ "path": "/a", "is": 3 })).is_err());
    }
}
