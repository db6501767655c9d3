//! The program as people and scripts meet it: what it says, and how it ends.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn keeper(profile: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_horseshoe-keeper"))
        .arg("--profile")
        .arg(profile)
        .arg("--loopback")
        .args(arguments)
        .env_remove("RUST_LOG")
        .env("HORSESHOE_STATE", profile.join("state"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that needs no input may have ended before it is written.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn every_example_of_describe_is_a_line_a_script_understands() {
    let folder = tempfile::tempdir().unwrap();
    let described = keeper(folder.path(), &["script", "--describe"], "");
    assert_eq!(code(&described), Some(0));
    let lines = out(&described);
    // What would wait, listen or write elsewhere is left out; of the rest most cannot be done here, and all are understood.
    let quick = |line: &&str| {
        !["\"wait\"", "\"export\"", "\"listen\""].iter().any(|slow| line.contains(slow))
    };
    let script: Vec<&str> = lines.lines().filter(quick).collect();
    let asked = script.iter().filter(|line| line.starts_with('{')).count();
    assert!(asked > 80, "{asked}");
    let ran = keeper(&folder.path().join("profile"), &["script"], &script.join("\n"));
    let answers = out(&ran);
    assert_eq!(answers.lines().count(), asked, "{}", said(&ran));
    let not_understood: Vec<&str> =
        answers.lines().filter(|answer| answer.contains("not_understood")).collect();
    assert_eq!(not_understood, Vec::<&str>::new());
    assert_eq!(code(&ran), Some(1), "something could not be done");
}

#[test]
fn a_script_that_goes_well_ends_well_and_what_it_did_is_there_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let script = "\
        {\"command\":\"introduce\",\"name\":\"Amira\",\"practice\":\"nursing\"}\n\
        \n\
        # and then\n\
        {\"command\":\"begin\",\"name\":\"Riverside\"}\n\
        {\"command\":\"wait\",\"until\":{\"path\":\"/communities/0/name\",\"equals\":\"Riverside\"}}\n";
    let ran = keeper(&profile, &["script"], script);
    assert_eq!(code(&ran), Some(0), "{}", said(&ran));
    assert_eq!(out(&ran).lines().count(), 3);
    assert!(out(&ran).ends_with("{\"ok\":{\"reply\":\"met\",\"values\":[\"Riverside\"]}}\n"));

    let status = keeper(&profile, &["status"], "");
    assert_eq!(code(&status), Some(0));
    assert!(
        out(&status).starts_with("This is Amira, nursing’s device.")
            || out(&status).contains("Amira")
    );
    assert!(out(&status).contains("Riverside (a draft: it begins when the second person joins)"));
    let json = keeper(&profile, &["status", "--json"], "");
    assert!(out(&json).contains("\"name\":\"Riverside\""));

    let verified = keeper(&profile, &["verify"], "");
    assert_eq!(code(&verified), Some(0));
    assert!(out(&verified).contains("All is as it was written and signed."));

    let target = folder.path().join("export");
    let exported = keeper(&profile, &["export", "riverside", target.to_str().unwrap()], "");
    assert_eq!(code(&exported), Some(0), "{}", said(&exported));
    assert!(target.join("README.md").is_file());
    let again = keeper(&profile, &["export", "riverside", target.to_str().unwrap()], "");
    assert_eq!(code(&again), Some(1));
    assert!(said(&again).contains("there is something in it already"), "{}", said(&again));

    let ticket = keeper(&profile, &["invite", "--hours", "2"], "");
    assert_eq!(code(&ticket), Some(0));
    assert!(out(&ticket).starts_with("horseshoe:"));
    assert!(said(&ticket).contains("for one person"));
}

#[test]
fn a_condition_that_does_not_come_true_is_over_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let script = "{\"command\":\"wait\",\"until\":{\"path\":\"/me/name\",\"equals\":\"Sam\"},\"seconds\":0.2}\n";
    let ran = keeper(&folder.path().join("profile"), &["script"], script);
    assert_eq!(code(&ran), Some(1));
    assert!(out(&ran).contains("\"problem\":\"time_over\""), "{}", out(&ran));
    assert!(out(&ran).contains("\"values\":[\"\"]"));
}

#[test]
fn a_typing_mistake_in_the_profile_begins_no_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    for arguments in [&["status"][..], &["verify"], &["invite"], &["run"], &["export", "a", "b"]] {
        let ran = keeper(&nowhere, arguments, "");
        assert_eq!(code(&ran), Some(3), "{arguments:?}");
        assert!(said(&ran).starts_with("There is no profile in"), "{}", said(&ran));
    }
    assert!(!nowhere.exists());
}

#[test]
fn a_passphrase_is_read_from_a_file_and_the_wrong_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("profile");
    let (right, wrong) = (folder.path().join("right"), folder.path().join("wrong"));
    std::fs::write(&right, "open sesame\n").unwrap();
    std::fs::write(&wrong, "open barley\n").unwrap();
    let with = |file: &Path| ["--passphrase-file".to_owned(), file.to_str().unwrap().to_owned()];
    let run = |file: Option<&Path>, command: &str, input: &str| {
        let mut arguments: Vec<String> = file.map(with).into_iter().flatten().collect();
        arguments.push(command.to_owned());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        keeper(&profile, &arguments, input)
    };
    let introduce = "{\"command\":\"introduce\",\"name\":\"Amira\",\"practice\":\"\"}\n";
    assert_eq!(code(&run(Some(&right), "script", introduce)), Some(0));
    let without = run(None, "status", "");
    assert_eq!(code(&without), Some(3));
    assert!(said(&without).contains("needs its passphrase"), "{}", said(&without));
    let barley = run(Some(&wrong), "status", "");
    assert_eq!(code(&barley), Some(3));
    assert!(said(&barley).contains("not the right one"), "{}", said(&barley));
    assert!(out(&run(Some(&right), "status", "")).contains("Amira"));
}

#[test]
fn what_is_wrong_on_the_command_line_is_said_with_its_own_code() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&keeper(folder.path(), &["dance"], "")), Some(2));
    let help = keeper(folder.path(), &["--help"], "");
    assert_eq!(code(&help), Some(0));
    for line in ["0  done", "4  verify found", "5  the time was over"] {
        assert!(out(&help).contains(line), "{}", out(&help));
    }
}

#[test]
fn a_profile_is_backed_up_tried_restored_elsewhere_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("here"), folder.path().join("there"));
    let begin = r#"{"command":"introduce","name":"Amira","practice":"District nursing"}
{"command":"begin","name":"Riverside practitioners"}
"#;
    assert_eq!(code(&keeper(&here, &["script"], begin)), Some(0));
    let words = folder.path().join("words");
    std::fs::write(&words, "seven quiet herons\n").unwrap();
    let (words, backup) = (words.to_str().unwrap(), folder.path().join("riverside.age"));
    let backup = backup.to_str().unwrap();
    let with_words = ["--backup-passphrase-file", words];
    let written = keeper(&here, &[&["backup", backup], &with_words[..]].concat(), "");
    assert_eq!(code(&written), Some(0), "{}", said(&written));
    let tried = keeper(&there, &[&["check-backup", backup], &with_words[..]].concat(), "");
    assert_eq!(code(&tried), Some(0), "{}", said(&tried));
    assert!(out(&tried).contains("opens and is whole"), "{}", out(&tried));
    assert!(!there.exists(), "trying it writes nothing");

    let unsure = keeper(&here, &["forget-me"], "");
    assert_eq!(code(&unsure), Some(2), "it wants to be told twice");
    let forgotten = keeper(&here, &["forget-me", "--yes-destroy-everything-here"], "");
    assert_eq!(code(&forgotten), Some(0), "{}", said(&forgotten));
    assert!(!here.join("horseshoe.keys").exists() && !here.join("horseshoe.redb").exists());

    let restore = [&["restore", backup], &with_words[..]].concat();
    let restored = keeper(&there, &restore, "");
    assert_eq!(code(&restored), Some(0), "{}", said(&restored));
    let status = keeper(&there, &["status", "--json"], "");
    assert!(out(&status).contains("Riverside practitioners"), "{}", said(&status));
    assert_eq!(code(&keeper(&there, &restore, "")), Some(3), "a profile is never replaced");
}
