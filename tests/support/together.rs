//! How people come together, and how one sees that they agree.

use super::keeper::Device;
use serde_json::{Value, json};

/// Two people who begin a community with each other.
pub(crate) fn begin(first: &Device, second: &Device, name: &str) {
    draft(first, name);
    found(first, second);
}

/// Somebody who waits alone with a community that nobody has joined.
pub(crate) fn draft(first: &Device, name: &str) {
    introduce(first, first.name);
    first.ok(&json!({ "command": "begin", "name": name }));
}

/// The second comes, and the community begins.
pub(crate) fn found(first: &Device, second: &Device) {
    introduce(second, second.name);
    let ticket = invite(first, &first.community().into());
    second.ok(&json!({ "command": "join", "ticket": ticket }));
    first.wait("/communities/0/requests/0/name", "equals", second.name);
    approve(first);
    for device in [first, second] {
        device.wait("/communities/0/stage", "equals", "living");
        device.wait("/communities/0/members", "length", 2);
        device.wait("/communities/0/sync/in_sync", "at_least", 1);
    }
}

/// Lets somebody in: the first of the members invites, the first two say yes. Gives the ticket that was used.
pub(crate) fn let_in(members: &[&Device], newcomer: &Device) -> String {
    introduce(newcomer, newcomer.name);
    let ticket = invite(members[0], &members[0].community().into());
    newcomer.ok(&json!({ "command": "join", "ticket": ticket }));
    members[0].wait("/communities/0/requests", "contains", json!({ "name": newcomer.name }));
    approve(members[0]);
    newcomer.wait("/joining/0/state/missing", "equals", 1);
    assert_eq!(newcomer.see("/communities"), json!([]), "one yes is not enough");
    members[1].wait("/communities/0/requests", "contains", json!({ "name": newcomer.name }));
    approve(members[1]);
    newcomer.wait("/communities/0/stage", "equals", "living");
    for device in members.iter().copied().chain([newcomer]) {
        device.wait("/communities/0/members", "length", members.len() + 1);
        device.wait(
            "/communities/0/members",
            "contains",
            json!({ "name": newcomer.name, "practice": "nursing" }),
        );
    }
    ticket.as_str().unwrap().to_owned()
}

pub(crate) fn introduce(device: &Device, name: &str) {
    device.ok(&json!({ "command": "introduce", "name": name, "practice": "nursing" }));
}

pub(crate) fn invite(device: &Device, community: &Value) -> Value {
    device.ok(&json!({ "command": "invite", "community": community }))["text"].take()
}

fn approve(device: &Device) {
    let request = device.see("/communities/0/requests/0/id");
    device
        .ok(&json!({ "command": "approve", "community": device.community(), "request": request }));
}

/// Two members remove another: the one proposes it, the other signs.
pub(crate) fn remove(proposer: &Device, signer: &Device, name: &str) {
    let (target, with) =
        (json!({ "member": member(proposer, name) }), member(proposer, signer.name));
    let community = proposer.community();
    proposer.ok(&json!({
        "command": "propose_removal", "community": community, "target": target, "with": with,
    }));
    signer.wait("/communities/0/membership/proposed", "length", 1);
    let proposal = signer.see("/communities/0/membership/proposed/0/id");
    signer.ok(&json!({ "command": "sign_removal", "community": community, "proposal": proposal }));
}

/// The id of a member, by their name.
pub(crate) fn member(device: &Device, name: &str) -> Value {
    let members = device.see("/communities/0/members");
    let mut members = members.as_array().unwrap().iter();
    members.find(|member| member["name"] == name).unwrap()["id"].clone()
}

pub(crate) fn add_rule(device: &Device, text: &str) {
    device.does(&json!({ "subject": "groundrules", "do": "add", "text": text }));
}

/// Waits until all devices hold the same and know it, and gives what all of them see.
pub(crate) fn agree(devices: &[&Device]) -> Value {
    for _ in 0..50 {
        for device in devices {
            device.wait("/communities/0/sync/not_yet_sent", "equals", 0);
            device.wait("/communities/0/sync/connected", "at_least", devices.len() - 1);
            device.wait("/communities/0/sync/in_sync", "at_least", devices.len() - 1);
            device.wait("/communities/0/sync/receiving", "exists", false);
        }
        let seen: Vec<Value> = devices.iter().map(|device| shared(device)).collect();
        if seen.iter().all(|other| *other == seen[0]) {
            return seen[0].clone();
        }
        let digest = seen[0]["digest"].clone();
        for device in &devices[1..] {
            // Not yet: whoever is behind is given time to catch up.
            device.ask(&json!({ "command": "wait", "seconds": 1, "until":
                { "path": "/communities/0/sync/digest", "equals": digest } }));
        }
    }
    let seen: Vec<Value> = devices.iter().map(|device| shared(device)).collect();
    let names: Vec<_> = devices.iter().map(|device| device.name).collect();
    panic!("{names:?} do not come to agree on {:?}", differences(&seen));
}

/// What is not the same for all, by its name.
fn differences(seen: &[Value]) -> Vec<&str> {
    let same = |name: &str| seen.iter().all(|other| other[name] == seen[0][name]);
    let names = seen[0].as_object().unwrap().keys().map(String::as_str);
    names.filter(|name| !same(name)).collect()
}

/// What everybody in a community must see alike.
fn shared(device: &Device) -> Value {
    let mut snapshot = device.snapshot();
    let community = &mut snapshot["communities"][0];
    let mut members = community["members"].take();
    for member in members.as_array_mut().unwrap() {
        // Who is me, who is here and who has what is each device's own.
        for own in ["me", "here", "has_all", "lacks", "met_at", "words", "compared", "compared_by"]
        {
            member.as_object_mut().unwrap().remove(own);
        }
    }
    json!({
        "id": community["id"],
        "name": community["name"],
        "stage": community["stage"],
        "members": members,
        "community": community["community"],
        "notebook": community["notebook"],
        "tallies": community["tallies"],
        "entries": community["sync"]["entries"],
        "certificates": community["sync"]["certificates"],
        "digest": community["sync"]["digest"],
    })
}

/// The words at a place of every thing in a list.
pub(crate) fn words(seen: &Value, list: &str, words: &str) -> Vec<String> {
    let list = seen.pointer(list).and_then(Value::as_array).unwrap();
    list.iter().map(|item| item.pointer(words).unwrap().as_str().unwrap().to_owned()).collect()
}
