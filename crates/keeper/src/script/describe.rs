//! `script --describe`: every command, with an example each.

mod acts;
mod commands;
mod own_acts;
mod session_acts;
#[cfg(test)]
mod tests;

use crate::output::{Code, result};

/// Commands that belong together.
struct Group {
    title: &'static str,
    /// What to know about all of them; may be empty.
    note: &'static str,
    examples: &'static [Example],
}

/// What a command does, and a line that asks for it. `<community>` and the like stand for ids.
struct Example(&'static str, &'static str);

const INTRODUCTION: &str = "\
One JSON command per line in, one JSON result per line out, in the same order. A command begins when the one before has
its result; what changes something has its result when it is durable on disk. Lines that begin with # are passed over.

  {\"ok\":{\"reply\":\"done\"}}                      it is done
  {\"ok\":{\"reply\":\"made\",\"id\":\"…\"}}             something was made, and is named so from now on
  {\"error\":{\"problem\":\"…\",\"says\":\"…\"}}         it could not be done, and why; the next line is read all the same

The ids below are examples.";

/// Prints every command with its example: what it prints is a script.
pub(crate) fn describe() -> Code {
    say_as_comment(INTRODUCTION);
    for group in commands::GROUPS {
        describe_group(group, ToOwned::to_owned);
    }
    for group in groups_of_acts() {
        describe_group(group, as_command);
    }
    Code::Done
}

/// Everything that can be done in a document.
fn groups_of_acts() -> impl Iterator<Item = &'static Group> {
    acts::GROUPS.iter().chain(session_acts::GROUPS).chain(own_acts::GROUPS)
}

fn describe_group(group: &Group, line: fn(&str) -> String) {
    result("");
    say_as_comment(&format!("== {}", group.title));
    say_as_comment(group.note);
    for example in group.examples {
        result("");
        say_as_comment(example.0);
        result(&line(&example.line()));
    }
}

fn say_as_comment(text: &str) {
    for line in text.lines() {
        result(format!("# {line}").trim_end());
    }
}

/// An act is done in a community; some in a document of a few people, which is named.
fn as_command(act: &str) -> String {
    let community = id("community");
    let of_few = ["pair", "room", "arrangements"];
    if of_few.iter().any(|kind| act.starts_with(&format!(r#"{{"subject":"{kind}""#))) {
        let document = id("document");
        return format!(
            r#"{{"command":"do_in","community":"{community}","document":"{document}","act":{act}}}"#
        );
    }
    format!(r#"{{"command":"do","community":"{community}","act":{act}}}"#)
}

impl Example {
    /// The line, with ids where their names stand.
    fn line(&self) -> String {
        let mut line = String::new();
        let mut rest = self.1;
        while let Some((before, after)) = rest.split_once('<') {
            let (name, after) = after.split_once('>').unwrap_or((after, ""));
            line.push_str(before);
            line.push_str(&id(name));
            rest = after;
        }
        line + rest
    }
}

/// An id that looks like one: 32 bytes for people, devices, tickets, documents and communities, two of those for files, 16
/// for all else.
fn id(name: &str) -> String {
    if name == "file" {
        return format!("{}-{}", id("document"), id("certificate"));
    }
    let long =
        ["certificate", "community", "device", "document", "member", "ticket"].contains(&name);
    let seed = name.bytes().fold(0_u8, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte));
    format!("{seed:02x}").repeat(if long { 32 } else { 16 })
}
