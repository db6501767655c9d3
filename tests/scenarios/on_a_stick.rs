//! Three machines that never share a network: all they have is a stick that goes from hand to hand.

use crate::support::keeper::Device;
use crate::support::together::{draft, introduce, invite};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The stick: one file, saved by one and opened by another.
struct Stick(PathBuf);

impl Stick {
    fn carry(&self, from: &Device, whom: &Value, to: &Device) -> Value {
        let community = from.community();
        let save = json!({ "command": "save_exchange", "community": community, "for": whom, "file": self.0 });
        from.ok(&save);
        self.open(to)
    }

    fn bring_asking(&self, from: &Device, to: &Device) -> Value {
        let ticket = from.see("/joining/0/ticket");
        from.ok(&json!({ "command": "save_asking", "ticket": ticket, "file": self.0 }));
        self.open(to)
    }

    fn open(&self, at: &Device) -> Value {
        at.ok(&json!({ "command": "open_exchange", "file": self.0 }))["brought"].take()
    }
}

/// A program that is off every network, and says so.
fn apart(folder: &Path, name: &'static str) -> Device {
    let device = Device::start(folder, name);
    device.ok(&json!({ "command": "set_online", "online": false }));
    introduce(&device, name);
    device
}

fn asks_and_is_answered(stick: &Stick, inviter: &Device, newcomer: &Device) -> Value {
    let ticket = invite(inviter, &inviter.community().into());
    newcomer.ok(&json!({ "command": "join", "ticket": ticket }));
    assert_eq!(stick.bring_asking(newcomer, inviter)["letter"]["letter"], "asks");
    let request = inviter.see("/communities/0/requests/0/id");
    let community = inviter.community();
    inviter.ok(&json!({ "command": "approve", "community": community, "request": request }));
    let answer = json!({ "whom": "newcomer", "request": request });
    let asked = stick.carry(inviter, &answer, newcomer);
    assert_eq!(asked["letter"]["letter"], "to_bring_back");
    assert_eq!(stick.bring_asking(newcomer, inviter)["letter"]["letter"], "signed");
    answer
}

fn rules(device: &Device) -> Vec<String> {
    let rules = device.see("/communities/0/community/groundrules/rules");
    let text = |rule: &Value| rule["words"]["text"].as_str().unwrap().to_owned();
    rules.as_array().unwrap().iter().map(text).collect()
}

#[test]
fn machines_that_only_exchange_files_converge_with_an_invitation_and_a_removal() {
    let folder = tempfile::tempdir().unwrap();
    let stick = Stick(folder.path().join("carried.horseshoe-exchange"));
    let amira = Device::start(folder.path(), "Amira");
    amira.ok(&json!({ "command": "set_online", "online": false }));
    draft(&amira, "Riverside");
    let [ben, cleo] = ["Ben", "Cleo"].map(|name| apart(folder.path(), name));
    let add = |text: &str| json!({ "subject": "groundrules", "do": "add", "text": text });
    amira.does(&add("Listen"));

    // A community begins.
    let answer = asks_and_is_answered(&stick, &amira, &ben);
    let brought = stick.carry(&amira, &answer, &ben);
    assert_eq!(brought["letter"]["letter"], "in");
    assert_eq!(rules(&ben), ["Listen"]);

    // A third is let in by both.
    let everyone = json!({ "whom": "everyone" });
    let answer = asks_and_is_answered(&stick, &amira, &cleo);
    let waits = stick.carry(&amira, &answer, &cleo);
    assert_eq!(waits["letter"]["missing"], 1, "{waits}");
    stick.carry(&amira, &everyone, &ben);
    let request = ben.see("/communities/0/requests/0/id");
    ben.ok(&json!({ "command": "approve", "community": ben.community(), "request": request }));
    let brought = stick.carry(&ben, &everyone, &amira);
    assert_eq!(brought["came"].as_array().unwrap().len(), 1, "{brought}");
    assert_eq!(stick.carry(&amira, &answer, &cleo)["letter"]["letter"], "in");
    stick.carry(&amira, &everyone, &ben);
    cleo.does(&add("From Cleo"));
    stick.carry(&cleo, &everyone, &amira);
    stick.carry(&amira, &everyone, &ben);
    assert_eq!(rules(&ben), ["Listen", "From Cleo"]);

    // Whoever finds the stick reads nothing in it.
    let found = std::fs::read(&stick.0).unwrap();
    let holds = |what: &str| found.windows(what.len()).any(|window| window == what.as_bytes());
    assert!(["Amira", "Ben", "Cleo", "Riverside", "Listen"].iter().all(|what| !holds(what)));

    // And is removed by both.
    let member = |of: &Device| {
        let members = of.see("/communities/0/members");
        let me = members.as_array().unwrap().iter().find(|member| member["me"] == true).unwrap();
        me["id"].clone()
    };
    let community = amira.community();
    let (second, third) = (member(&ben), member(&cleo));
    let target = json!({ "member": third });
    amira.ok(&json!({ "command": "propose_removal", "community": community, "target": target, "with": second }));
    stick.carry(&amira, &json!({ "whom": "member", "member": second }), &ben);
    let proposal = ben.see("/communities/0/membership/proposed/0/id");
    ben.ok(&json!({ "command": "sign_removal", "community": community, "proposal": proposal }));
    ben.does(&add("Without Cleo"));
    let brought = stick.carry(&ben, &everyone, &amira);
    assert_eq!(brought["went"], json!([third]));
    let open = json!({ "command": "open_exchange", "file": stick.0 });
    assert_eq!(cleo.refused(&open)["problem"], "not_for_this_device");
    cleo.does(&add("Counts nowhere"));
    stick.carry(&cleo, &everyone, &amira);
    stick.carry(&amira, &everyone, &ben);
    stick.carry(&ben, &everyone, &amira);
    assert_eq!(rules(&amira), ["Listen", "From Cleo", "Without Cleo"]);
    assert_eq!(rules(&ben), rules(&amira));
    let digest = |of: &Device| of.see("/communities/0/sync/digest");
    assert_eq!(digest(&amira), digest(&ben));
    for device in [&amira, &ben, &cleo] {
        assert_eq!(device.see("/network/contacted"), json!([]), "{}", device.name);
    }
}
