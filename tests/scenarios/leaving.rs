//! A second device, a lost one, somebody who leaves, and somebody whom two remove: real programs on the real stack.

use crate::support::keeper::Device;
use crate::support::together::{add_rule, agree, begin, introduce, let_in, member, words};
use serde_json::{Value, json};

fn ask(device: &Device, mut command: Value) -> Value {
    command["community"] = device.community().into();
    device.ok(&command)
}

fn rules(device: &Device) -> Vec<String> {
    words(&device.snapshot(), "/communities/0/community/groundrules/rules", "/words/text")
}

#[test]
fn a_removed_member_hears_of_it_and_gets_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben, mut cleo] =
        ["Amira", "Ben", "Cleo"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside practitioners");
    let_in(&[&amira, &ben], &cleo);
    add_rule(&cleo, "Said before");
    agree(&[&amira, &ben, &cleo]);

    let (target, with) = (json!({ "member": member(&amira, "Cleo") }), member(&amira, "Ben"));
    ask(&amira, json!({ "command": "propose_removal", "target": target, "with": with }));
    ben.wait("/communities/0/membership/proposed", "length", 1);
    assert_eq!(cleo.see("/communities/0/membership/proposed"), json!([]));
    let proposal = ben.see("/communities/0/membership/proposed/0/id");
    ask(&ben, json!({ "command": "sign_removal", "proposal": proposal }));

    cleo.wait("/communities/0/stage", "equals", "left");
    cleo.wait("/communities/0/sync/connected", "equals", 0);
    amira.wait("/communities/0/membership/departures/0/heard", "equals", 1);
    add_rule(&ben, "Said after");
    agree(&[&amira, &ben]);
    // It may try as often as it likes, also as a program begun anew.
    cleo.kill();
    cleo.restart();
    cleo.ask(&json!({ "command": "wait", "seconds": 3, "until":
        { "path": "/communities/0/sync/connected", "at_least": 1 } }));
    assert_eq!(cleo.see("/communities/0/sync/connected"), json!(0));
    assert_eq!(rules(&cleo), ["Said before"], "what was there stays, nothing comes");
    assert_eq!(rules(&amira), ["Said before", "Said after"]);
    let refused = cleo.ask(&json!({ "command": "do", "community": cleo.community(),
        "act": { "subject": "groundrules", "do": "add", "text": "No" } }));
    assert_eq!(refused["error"]["problem"], "not_a_member");
}

#[test]
fn a_second_device_has_everything_and_once_lost_it_has_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben, tablet] =
        ["Amira", "Ben", "Tablet"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside practitioners");
    amira.does(&json!({ "subject": "private", "do": "jot", "text": "Who else was there?" }));

    introduce(&tablet, "Amira");
    let ticket = ask(&amira, json!({ "command": "invite_device" }))["text"].take();
    tablet.ok(&json!({ "command": "join", "ticket": ticket }));
    amira.wait("/communities/0/requests/0/own_device", "equals", true);
    let request = amira.see("/communities/0/requests/0/id");
    ask(&amira, json!({ "command": "approve", "request": request }));
    tablet.wait("/communities/0/private/questions", "length", 1);
    assert_eq!(tablet.see("/communities/0/me"), amira.see("/communities/0/me"));
    assert_eq!(tablet.see("/communities/0/members").as_array().unwrap().len(), 2);
    add_rule(&tablet, "From the tablet");
    agree(&[&amira, &ben, &tablet]);

    tablet.ok(&json!({ "command": "set_online", "online": false }));
    let device = tablet.see("/me/device");
    ask(&amira, json!({ "command": "remove_device", "device": device }));
    ben.wait("/communities/0/membership/departures/0/kind", "equals", "own_device");
    add_rule(&tablet, "From whoever has it now");
    tablet.ok(&json!({ "command": "set_online", "online": true }));
    tablet.ask(&json!({ "command": "wait", "seconds": 3, "until":
        { "path": "/communities/0/sync/connected", "at_least": 1 } }));
    agree(&[&amira, &ben]);
    assert_eq!(rules(&ben), ["From the tablet"]);
}
