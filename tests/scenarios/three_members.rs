//! Three members on three devices: together, killed, offline, and at one in the end.

use crate::support::keeper::{Device, act_in};
use crate::support::together::{agree, begin, let_in, words};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn three_members_come_to_the_same_whatever_happens_and_nothing_saved_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let [amira, mut ben, cleo] =
        ["Amira", "Ben", "Cleo"].map(|name| Device::start(folder.path(), name));
    begin(&amira, &ben, "Riverside practitioners");
    let_in(&[&amira, &ben], &cleo);
    agree(&[&amira, &ben, &cleo]);

    all_write_in_one_rule_and_one_list(&[&amira, &ben, &cleo]);

    // Cleo goes home and writes on her own. Ben’s laptop dies while he writes.
    cleo.ok(&json!({ "command": "set_online", "online": false }));
    let cleos = start_to_write(&cleo, 2000);
    let bens = start_to_write(&ben, 1000);
    let mut kept = bens.begun;
    kept.extend(take_answers(&ben, &bens.sent[..400]));
    // Answers he had and nobody read are promises all the same.
    let unread = ben.kill();
    kept.extend(bens.sent[400..].iter().take(unread.len()).cloned());
    assert!(kept.len() < 1000, "it was killed in the middle");

    ben.restart();
    let bens_words =
        words(&ben.snapshot(), "/communities/0/notebook/notes", "/words/text").concat();
    let there: BTreeSet<&str> = bens_words.split_whitespace().collect();
    let lost: Vec<&String> = kept.iter().filter(|word| !there.contains(word.as_str())).collect();
    assert_eq!(lost, Vec::<&String>::new(), "acknowledged and not there");
    // At most the one that was being written had no answer yet.
    let of_ben = there.iter().filter(|word| word.starts_with("Ben")).count();
    assert!(of_ben <= kept.len() + 1, "{of_ben} of {}", kept.len());

    for (device, writing) in [(&ben, start_to_write(&ben, 100)), (&cleo, cleos)] {
        kept.extend(writing.begun);
        kept.extend(take_answers(device, &writing.sent));
    }
    assert_eq!(cleo.see("/communities/0/sync/connected"), json!(0));
    cleo.ok(&json!({ "command": "set_online", "online": true }));

    let seen = agree(&[&amira, &ben, &cleo]);
    let all = words(&seen, "/notebook/notes", "/words/text").concat();
    let there: BTreeSet<&str> = all.split_whitespace().collect();
    let lost: Vec<&String> = kept.iter().filter(|word| !there.contains(word.as_str())).collect();
    assert_eq!(lost, Vec::<&String>::new(), "acknowledged and lost on the way");
    assert_eq!(seen["members"].as_array().unwrap().len(), 3);
}

/// Everybody writes in the same rule and adds to the same list at the same time.
fn all_write_in_one_rule_and_one_list(devices: &[&Device]) {
    const EACH: usize = 20;
    let rule =
        devices[0].does(&json!({ "subject": "groundrules", "do": "add", "text": "Phones off." }));
    for device in devices {
        device.wait("/communities/0/community/groundrules/rules", "length", 1);
    }
    let acts = |device: &Device, number: usize| {
        let word = format!("{}{number} ", device.name);
        [
            json!({ "subject": "groundrules", "do": "splice", "rule": rule, "splices": [{ "at": 0, "insert": word }] }),
            json!({ "subject": "groundrules", "do": "add", "text": format!("{word}says") }),
        ]
    };
    let commands: Vec<(&Device, Vec<Value>)> = devices
        .iter()
        .map(|device| {
            let acts = (0..EACH).flat_map(|number| acts(device, number));
            (*device, acts.map(|act| act_in(&device.community(), &act)).collect())
        })
        .collect();
    for (device, commands) in &commands {
        for command in commands {
            device.send(command);
        }
    }
    for (device, commands) in &commands {
        for command in commands {
            let answer = device.next();
            assert!(answer.get("ok").is_some(), "{command} gave {answer}");
        }
    }
    let seen = agree(devices);
    let rules = words(&seen, "/community/groundrules/rules", "/words/text");
    assert_eq!(rules.len(), 1 + EACH * devices.len());
    let together = rules.iter().find(|text| text.ends_with("Phones off.")).unwrap();
    for device in devices {
        for number in 0..EACH {
            let word = format!("{}{number} ", device.name);
            assert_eq!(together.matches(&word).count(), 1, "{word} in {together}");
            assert!(rules.contains(&format!("{word}says")));
        }
    }
}

/// Edits on their way, each by the word it writes.
struct Writing {
    /// Notes begun with a word: these have their answer.
    begun: Vec<String>,
    /// Words written in them, one by one, without waiting for an answer.
    sent: Vec<String>,
}

/// Makes so many edits, a hundred in each note.
fn start_to_write(device: &Device, edits: usize) -> Writing {
    let known = device.see("/communities/0/notebook/notes").as_array().unwrap().len();
    let word = |note: usize, number: usize| format!("{}-{known}-{note}-{number}", device.name);
    let begin = |note: usize| {
        let text = format!("{} ", word(note, 0));
        (note, device.does(&json!({ "subject": "notes", "do": "add", "text": text })))
    };
    let notes: Vec<(usize, String)> = (0..edits / 100).map(begin).collect();
    let community = device.community();
    let mut sent = Vec::new();
    for (note, id) in &notes {
        for number in 1..100 {
            let splice = json!({ "at": 0, "insert": format!("{} ", word(*note, number)) });
            let act =
                json!({ "subject": "notes", "do": "splice", "note": id, "splices": [splice] });
            device.send(&act_in(&community, &act));
            sent.push(word(*note, number));
        }
    }
    Writing { begun: notes.iter().map(|(note, _)| word(*note, 0)).collect(), sent }
}

/// Waits for the answers to what was sent; gives the words, which are saved now.
fn take_answers(device: &Device, sent: &[String]) -> Vec<String> {
    for word in sent {
        let answer = device.next();
        assert!(answer.get("ok").is_some(), "{word}: {answer}");
    }
    sent.to_vec()
}
