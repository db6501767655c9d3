//! What goes wrong is said clearly, and nothing is lost by it.

use crate::support::binary;
use crate::support::keeper::Device;
use crate::support::not_tested;
use crate::support::together::{begin, introduce, invite};
use serde_json::{Value, json};
use std::net::UdpSocket;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn a_ticket_that_is_of_no_use_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, ben, cleo] =
        ["Amira", "Ben", "Cleo"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside");
    introduce(&cleo, "Cleo");
    let community = json!(amira.community());
    let join = |ticket: &str| json!({ "command": "join", "ticket": ticket });
    let ticket = invite(&amira, &community).as_str().unwrap().to_owned();

    let said = |problem: &Value, name: &str| {
        assert_eq!(problem["problem"], name, "{problem}");
        let says = problem["says"].as_str().unwrap();
        assert!(says.ends_with('.') && says.contains(' '), "{says}");
    };
    let middle = ticket.len() / 2;
    let digit = if &ticket[middle..=middle] == "a" { "b" } else { "a" };
    let changed = [&ticket[..middle], digit, &ticket[middle + 1..]].concat();
    said(&cleo.refused(&join(&changed)), "ticket_damaged");
    said(&cleo.refused(&join(&ticket[..middle])), "ticket_damaged");
    said(&cleo.refused(&join("Dear Cleo, come on Thursday")), "not_a_ticket");
    said(&amira.refused(&join(&ticket)), "ticket_own");
    let expired = amira.ok(&json!({ "command": "invite", "community": community, "hours": 0 }));
    said(&cleo.refused(&join(expired["text"].as_str().unwrap())), "ticket_expired");
    assert_eq!(cleo.see("/joining"), json!([]));

    // The ticket itself is good, once.
    cleo.ok(&join(&format!("> Dear Cleo,\n> {}\n> Amira", ticket.replace('\n', "\n> "))));
    amira.wait("/communities/0/requests", "contains", json!({ "name": "Cleo" }));
    let dan = Device::start(folder.path(), "Dan");
    introduce(&dan, "Dan");
    dan.ok(&join(&ticket));
    dan.wait("/joining/0/state/problem/problem", "equals", "ticket_used");
    assert_eq!(amira.see("/communities/0/requests").as_array().unwrap().len(), 1);

    // And taken back it is good for nobody.
    let other = amira.ok(&json!({ "command": "invite", "community": community }));
    amira.ok(&json!({ "command": "uninvite", "community": community, "ticket": other["ticket"] }));
    let eve = Device::start(folder.path(), "Eve");
    introduce(&eve, "Eve");
    eve.ok(&join(other["text"].as_str().unwrap()));
    eve.wait("/joining/0/state/problem/problem", "equals", "ticket_unknown");
}

#[test]
fn joining_from_the_command_line_waits_until_one_is_let_in() {
    let folder = tempfile::tempdir().unwrap();
    let amira = Device::start(folder.path(), "Amira");
    introduce(&amira, "Amira");
    let draft = amira.ok(&json!({ "command": "begin", "name": "Riverside" }))["community"].take();
    let ticket = invite(&amira, &draft);
    let file = folder.path().join("ticket");
    std::fs::write(&file, ticket.as_str().unwrap()).unwrap();
    let file = file.to_str().unwrap();
    let ben = Device::off(folder.path(), "Ben");
    let join = ["join", "--name", "Ben", "--ticket-file", file];

    let early = ben.run(&[&join[..], &["--seconds", "3"]].concat());
    assert_eq!(early.status.code(), Some(5), "nobody has said yes: {}", said(&early));
    assert!(said(&early).contains("Nothing is lost"), "{}", said(&early));

    let mut program = ben.program();
    program.args(join).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let joining = program.spawn().unwrap();
    let request = amira.wait("/communities/0/requests/0/id", "exists", true);
    amira.ok(&json!({ "command": "approve", "community": draft, "request": request }));
    let joined = joining.wait_with_output().unwrap();
    assert_eq!(joined.status.code(), Some(0), "{}", said(&joined));
    assert_eq!(String::from_utf8_lossy(&joined.stdout), "You are in: Riverside\n");
    let cleo = Device::off(folder.path(), "Cleo");
    let second = cleo.run(&["join", "--name", "Cleo", "--ticket-file", file]);
    assert_eq!(second.status.code(), Some(1));
    assert!(said(&second).contains("already used"), "{}", said(&second));
    assert_eq!(said(&cleo.run(&["status"])), "");
}

#[test]
fn a_profile_is_open_in_one_program_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut amira = with_a_rule(folder.path());
    for command in [&["status"][..], &["verify"], &["run"], &["script"], &["invite"]] {
        let second = amira.run(command);
        assert_eq!(second.status.code(), Some(3), "{command:?}: {}", said(&second));
        assert!(
            said(&second).starts_with("Another Horseshoe has this profile open"),
            "{}",
            said(&second)
        );
    }
    assert!(amira.end().success());
    has_the_rule(&amira.run(&["status"]));
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut amira = with_a_rule(folder.path());
    assert!(amira.end().success());
    let store = amira.profile().join("horseshoe.redb");
    set_format(&store, 99);
    let before = rows(&store);
    for command in ["status", "verify", "run", "script"] {
        let newer = amira.run(&[command]);
        assert_eq!(newer.status.code(), Some(3), "{command}: {}", said(&newer));
        assert!(
            said(&newer).contains("written by a newer Horseshoe (format 99)"),
            "{}",
            said(&newer)
        );
    }
    assert!(rows(&store) == before, "it was changed");
    set_format(&store, 1);
    has_the_rule(&amira.run(&["status"]));
}

#[test]
fn a_store_that_is_damaged_is_never_called_whole() {
    let folder = tempfile::tempdir().unwrap();
    let [mut amira, ben] = ["Amira", "Ben"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside");
    for number in 0..20 {
        amira.does(&json!({ "subject": "notes", "do": "add", "text": format!("note {number}") }));
    }
    amira.wait("/communities/0/sync/not_yet_sent", "equals", 0);
    assert!(amira.end().success());
    let store = amira.profile().join("horseshoe.redb");
    let whole = std::fs::read(&store).unwrap();
    assert_eq!(amira.run(&["verify"]).status.code(), Some(0));

    change_an_entry(&store);
    let verified = amira.run(&["verify"]);
    let code = verified.status.code();
    assert!(code == Some(4) || code == Some(3), "{code:?} {}", said(&verified));
    assert!(
        said(&verified).contains("damaged") || said(&verified).contains("not as written"),
        "{}",
        said(&verified)
    );
    std::fs::write(&store, whole).unwrap();
    assert_eq!(amira.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    let within = file.join("profile");
    let opened = Command::new(binary::keeper())
        .args(["--loopback", "--profile", within.to_str().unwrap(), "script"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(opened.status.code(), Some(3));
    assert!(
        said(&opened).contains("Nothing can be written into") && said(&opened).contains("profile"),
        "{}",
        said(&opened)
    );

    let amira = with_a_rule(folder.path());
    let export = json!({ "command": "export", "community": amira.community(), "folder": within });
    let problem = amira.refused(&export);
    assert_eq!(problem["problem"], "not_exported");
    assert!(problem["says"].as_str().unwrap().contains("Nothing of it was left there"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "in the way");
}

#[test]
fn a_port_in_use_is_said_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut amira = with_a_rule(folder.path());
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let problem = amira.refused(&json!({ "command": "listen", "address": address }));
    assert_eq!(problem["problem"], "address_in_use");
    assert!(problem["says"].as_str().unwrap().contains(&address));
    amira.wait("/network/addresses", "at_least", 1);
    amira.does(&json!({ "subject": "groundrules", "do": "add", "text": "Listen" }));
    drop(taken);
    let listening = amira.ok(&json!({ "command": "listen", "address": address }));
    assert_eq!(listening["addresses"], json!([address]));
    assert_eq!(amira.end().code(), Some(1), "something could not be done");
}

#[test]
fn without_any_network_everything_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut amira = Device::off(folder.path(), "Amira");
    if !may_unshare() {
        not_tested("namespaces of one’s own are not allowed here");
        return;
    }
    // Not even the loopback is up in there.
    let mut unshare = Command::new("unshare");
    unshare.args(["--user", "--map-root-user", "--net"]);
    amira.restart_within(amira.program_within(unshare));
    write_a_rule(&amira);
    amira.wait("/saved/saved", "equals", "all");
    assert!(amira.end().success());
    has_the_rule(&amira.run(&["status"]));
}

#[test]
fn a_full_disk_is_said_and_what_waits_is_saved_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let mut amira = Device::off(folder.path(), "Amira");
    if !may_unshare() {
        not_tested("namespaces of one’s own are not allowed here");
        return;
    }
    let profile = amira.profile();
    std::fs::create_dir(&profile).unwrap();
    let script = r#"mount -t tmpfs -o size=8m tmpfs "$0" && exec "$@""#;
    let profile_text = profile.to_str().unwrap();
    let mut small_disk = Command::new("unshare");
    small_disk.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, profile_text]);
    let mut program = amira.program_within(small_disk);
    program.arg("--loopback");
    amira.restart_within(program);
    write_a_rule(&amira);

    // Seen from outside, the small disk is below the program’s own root.
    let inside = format!("/proc/{}/root{profile_text}", amira.process());
    let filler = Path::new(&inside).join("filler");
    let mut file = std::fs::File::create(&filler).unwrap();
    while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
    let add = |text: &str| json!({ "subject": "notes", "do": "add", "text": text });
    let community = amira.community();
    let fill = |number: usize| {
        amira.ask(&crate::support::keeper::act_in(&community, &add(&"x".repeat(8000 + number % 8))))
    };
    let problem = (0..900).map(fill).find_map(|answer| answer.get("error").cloned()).unwrap();
    assert_eq!(problem["problem"], "disk_full", "{problem}");
    assert!(problem["says"].as_str().unwrap().contains("Free some space"));
    assert_eq!(amira.see("/saved/saved"), "failed");

    drop(file);
    std::fs::remove_file(&filler).unwrap();
    amira.wait("/saved/saved", "equals", "all");
    amira.does(&add("There is room again"));
    let verified = amira.ok(&json!({ "command": "verify" }));
    assert_eq!(verified["wrong"], json!([]));
}

fn with_a_rule(folder: &Path) -> Device {
    let amira = Device::start(folder, "Amira");
    write_a_rule(&amira);
    amira
}

fn write_a_rule(amira: &Device) {
    introduce(amira, "Amira");
    amira.ok(&json!({ "command": "begin", "name": "Riverside" }));
    amira.does(&json!({ "subject": "groundrules", "do": "add", "text": "Phones off" }));
}

fn has_the_rule(status: &Output) {
    let status = String::from_utf8_lossy(&status.stdout);
    assert!(status.contains("groundrules 1 "), "{status}");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Marks a store as written in another format.
fn set_format(store: &Path, format: u32) {
    let database = redb::Database::open(store).unwrap();
    let transaction = database.begin_write().unwrap();
    let table = redb::TableDefinition::<&[u8], &[u8]>::new("meta");
    transaction
        .open_table(table)
        .unwrap()
        .insert(&b"format"[..], &format.to_be_bytes()[..])
        .unwrap();
    transaction.commit().unwrap();
}

/// Everything in the tables of a store that hold what people made.
fn rows(store: &Path) -> Vec<(Vec<u8>, Vec<u8>)> {
    use redb::{ReadableDatabase as _, ReadableTable as _};
    let database = redb::Database::open(store).unwrap();
    let transaction = database.begin_read().unwrap();
    let tables = [
        "meta",
        "communities",
        "documents",
        "certificates",
        "grants",
        "entries",
        "journal",
        "notes",
    ];
    let mut rows = Vec::new();
    for name in tables {
        let table = redb::TableDefinition::<&[u8], &[u8]>::new(name);
        for row in transaction.open_table(table).unwrap().iter().unwrap() {
            let (key, value) = row.unwrap();
            rows.push((key.value().to_vec(), value.value().to_vec()));
        }
    }
    rows
}

/// Turns one bit of one entry around.
fn change_an_entry(store: &Path) {
    use redb::ReadableTable as _;
    let database = redb::Database::open(store).unwrap();
    let transaction = database.begin_write().unwrap();
    {
        let table = redb::TableDefinition::<&[u8], &[u8]>::new("entries");
        let mut entries = transaction.open_table(table).unwrap();
        let (key, mut entry) = {
            let (key, entry) = entries.last().unwrap().unwrap();
            (key.value().to_vec(), entry.value().to_vec())
        };
        let middle = entry.len() / 2;
        entry[middle] ^= 1;
        entries.insert(&key[..], &entry[..]).unwrap();
    }
    transaction.commit().unwrap();
}

fn may_unshare() -> bool {
    let tried = Command::new("unshare")
        .args(["--user", "--map-root-user", "--net", "--mount", "true"])
        .output();
    tried.is_ok_and(|output| output.status.success())
}
