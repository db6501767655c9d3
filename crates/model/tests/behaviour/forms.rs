//! The forms scripts and other programs rely on, and documents that somebody else's program wrote.

use crate::support::*;
use horseshoe_merge::{Actor, ObjectRef, Value};
use horseshoe_model::*;

#[test]
fn commands_have_one_json_form() {
    let rule = RuleId::from_bytes([0xab; 16]);
    let vote = VoteId::from_bytes([0xcd; 16]);
    let option = OptionId::from_bytes([0xef; 16]);
    let commands: [Command; 5] = [
        add_rule("Listen"),
        GroundrulesCommand::Splice { rule, splices: vec![splice(6, 0, "!")] }.into(),
        BallotsCommand::Mark { vote, option, mark: Mark::Green }.into(),
        ThemesCommand::Set { theme: "legal".into(), status: ThemeStatus::NotForUs }.into(),
        ProfileCommand::SetName { name: "Jo".into() }.into(),
    ];
    let lines: Vec<String> =
        commands.iter().map(|command| serde_json::to_string(command).unwrap()).collect();
    for (line, command) in lines.iter().zip(&commands) {
        assert_eq!(&serde_json::from_str::<Command>(line).unwrap(), command);
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    {"subject":"groundrules","do":"add","text":"Listen","after":null}
    {"subject":"groundrules","do":"splice","rule":"abababababababababababababababab","splices":[{"at":6,"delete":0,"insert":"!"}]}
    {"subject":"ballots","do":"mark","vote":"cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd","option":"efefefefefefefefefefefefefefefef","mark":"green"}
    {"subject":"themes","do":"set","theme":"legal","status":"not_for_us"}
    {"subject":"profile","do":"set_name","name":"Jo"}
    "#);
}

#[test]
fn a_view_reads_as_plain_json() {
    let mut room = Room::of(1);
    room.does(0, add_rule("Listen"));
    room.does(0, GroundrulesCommand::StillRight { session: "Session 4".into() });
    let view = serde_json::to_string_pretty(&room.community(0).groundrules.reviews).unwrap();
    insta::assert_snapshot!(view, @r#"
    [
      {
        "id": "846333980f613b6bffc8021457063c93",
        "result": "still_right",
        "session": "Session 4",
        "by": "0101010101010101010101010101010101010101010101010101010101010101",
        "at": 3000
      }
    ]
    "#);
    assert!(serde_json::to_string(&room.community(0)).unwrap().contains("\"text\":\"Listen\""));
}

#[test]
fn what_another_program_wrote_in_the_wrong_form_is_passed_over() {
    let id = "ab".repeat(16);
    for kind in [Kind::Community, Kind::Notebook, Kind::Private, Kind::Member] {
        let mut doc = kind.document();
        let root = ObjectRef::ROOT;
        doc.perform(Actor::from_bytes([9; 16]), |writer| {
            for map in kind.genesis().maps {
                let map = writer.map(&root, map).unwrap();
                writer.put(&map, "no id", 7_i64)?;
                writer.put(&map, &id, Value::Null)?;
                let item = writer.make_map(&map, &"cd".repeat(16))?;
                for key in [
                    "at", "words", "order", "wordings", "left", "when", "options", "closings",
                    "out", "scope",
                ] {
                    writer.put(&item, key, Value::Bytes(vec![0xff; 3]))?;
                }
                let item = writer.make_map(&map, &"ef".repeat(16))?;
                writer.put(&item, "at", i64::MIN)?;
                writer.make_map(&item, "wordings")?;
                writer.make_text(&item, "when", "x")?;
            }
            Ok(())
        })
        .unwrap();
        let community = CommunityView::read(&doc, &authors);
        assert_eq!(
            community.groundrules.rules.len() + community.meetings.len() + community.votes.len(),
            0
        );
        assert!(community.learning.is_empty() && community.actions.is_empty());
        assert_eq!(community.learning_taken_out.len() + community.actions_taken_out.len(), 0);
        assert!(NotebookView::read(&doc, &authors).notes.is_empty());
        assert!(PrivateView::read(&doc).questions.is_empty());
        assert!(MemberView::read(&doc, &authors).ballots.is_empty());
    }
}

#[test]
fn who_wrote_is_read_from_the_entries_and_never_claimed() {
    let mut room = Room::of(1);
    room.does(0, add_rule("Listen"));
    let doc = room.devices[0].doc(Kind::Community).unwrap().clone();
    let nobody = |_: &Actor| None;
    assert_eq!(CommunityView::read(&doc, &authors).groundrules.rules[0].by, Some(member(0)));
    assert_eq!(CommunityView::read(&doc, &nobody).groundrules.rules[0].by, None);
}
