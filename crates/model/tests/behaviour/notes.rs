//! Shared notes, what is only mine, and who says they are who.

use crate::support::*;
use horseshoe_model::*;

#[test]
fn c12_a_note_without_a_label_stays_in_the_group() {
    let command: Command =
        serde_json::from_str(r#"{"subject":"notes","do":"add","text":"A second visit"}"#).unwrap();
    let mut room = Room::of(2);
    room.does(0, command);
    room.meet();
    let note = room.notebook(1).notes[0].clone();
    assert_eq!((note.scope.value, note.by, note.at), (Scope::StaysInGroup, Some(member(0)), 2_000));
}

#[test]
fn c12_while_two_labels_clash_the_narrower_one_holds() {
    let mut room = Room::of(2);
    let note = made(&room.does(0, add_note("A second visit")));
    room.meet();
    room.does(0, NotesCommand::SetScope { note, scope: Scope::MayBeReported });
    room.does(1, NotesCommand::SetScope { note, scope: Scope::StaysInRoom });
    room.meet();
    for who in 0..2 {
        let scope = room.notebook(who).notes[0].scope.clone();
        assert_eq!(
            (scope.value, scope.by, scope.clash.len()),
            (Scope::StaysInRoom, Some(member(1)), 2)
        );
    }
    room.does(0, NotesCommand::SetScope { note, scope: Scope::StaysInGroup });
    assert_eq!(room.notebook(0).notes[0].scope.clash, []);
}

#[test]
fn notes_are_written_together_moved_and_taken_out() {
    let mut room = Room::of(2);
    let [a, b]: [NoteId; 2] = ["one", "two"].map(|text| made(&room.does(0, add_note(text))));
    room.meet();
    room.does(0, NotesCommand::Splice { note: a, splices: vec![splice(3, 0, "!")] });
    room.does(1, NotesCommand::Splice { note: a, splices: vec![splice(0, 1, "O")] });
    room.does(1, NotesCommand::Move { note: b, after: None });
    room.meet();
    let texts: Vec<_> = room.notebook(0).notes.iter().map(|note| note.words.text.clone()).collect();
    assert_eq!(texts, ["two", "One!"]);
    room.does(0, NotesCommand::TakeOut { note: b });
    assert_eq!(room.notebook(0).taken_out[0].id, b);
    room.does(0, NotesCommand::BringBack { note: b });
    assert_eq!(room.notebook(0).notes[0].id, b);
}

#[test]
fn f20_a_jotted_question_is_in_no_shared_document_until_it_is_asked() {
    let mut room = Room::of(2);
    let question =
        made(&room.does(0, PrivateCommand::Jot { text: "What made you go back?".into() }));
    room.does(0, add_note("something else"));
    room.meet();
    for kind in [Kind::Community, Kind::Notebook, Kind::Member] {
        let bytes = room.devices[0].doc(kind).map(|doc| doc.export()).unwrap_or_default();
        assert!(!bytes.windows(12).any(|window| window == b"What made yo"));
    }
    assert!(room.private(1).questions.is_empty());

    let done = room.does(0, PrivateCommand::Ask { question, about: None, shown: false });
    room.does(0, done.publish.expect("asking writes a note for everybody"));
    room.meet();
    let note = room.notebook(1).notes[1].clone();
    assert_eq!(
        (note.kind, note.words.text.as_str()),
        (NoteKind::Question, "What made you go back?")
    );
    assert!(room.private(0).questions[0].asked.is_some());
}

#[test]
fn f20_i_heard_the_answer_can_be_ticked_and_unticked() {
    let mut room = Room::of(1);
    let question =
        made(&room.does(0, PrivateCommand::Jot { text: "Who else was involved?".into() }));
    room.does(0, PrivateCommand::Heard { question, heard: true });
    assert_eq!(room.private(0).questions[0].heard, Some(3_000));
    room.does(0, PrivateCommand::Heard { question, heard: false });
    assert_eq!(room.private(0).questions[0].heard, None);
}

#[test]
fn c8_a_private_note_about_a_page_reaches_only_my_other_device() {
    let mut room = Room::of(2);
    room.add_device(member(0));
    room.does(
        0,
        PrivateCommand::AddNote {
            text: "mine".into(),
            about: Some("listening".into()),
            after: None,
        },
    );
    room.meet();
    assert_eq!(room.private(2).notes[0].about.as_deref(), Some("listening"));
    assert!(room.private(1).notes.is_empty());
}

#[test]
fn d8_each_says_their_name_and_area_of_practice() {
    let mut room = Room::of(2);
    room.does(0, ProfileCommand::SetName { name: "Amira".into() });
    room.does(0, ProfileCommand::SetPractice { practice: "Outreach".into() });
    room.meet();
    let profile = room.members(1)[0].1.profile.clone();
    assert_eq!(
        (profile.name.value.as_str(), profile.practice.value.as_str()),
        ("Amira", "Outreach")
    );
}

#[test]
fn a_command_belongs_in_its_own_kind_of_document() {
    let mut doc = Kind::Private.document();
    let mut ids = || [1; 16];
    let mut acting = Acting {
        member: member(0),
        actor: horseshoe_merge::Actor::from_bytes([1; 16]),
        now: 1,
        ids: &mut ids,
        community: None,
        members: &[],
        notebooks: &[],
    };
    assert_eq!(
        perform(&add_rule("Listen"), &mut doc, &mut acting),
        Err(CommandError::WrongDocument)
    );
}

#[test]
fn c7_a_question_to_the_group_says_itself_whether_it_is_to_be_shown() {
    let mut room = Room::of(2);
    let ask = |text: &str, shown| NotesCommand::Add {
        text: text.to_owned(),
        kind: NoteKind::Question,
        scope: Scope::default(),
        about: Some("ab".repeat(32)),
        after: None,
        shown,
    };
    room.does(0, ask("Does anybody else know what to do here?", true));
    room.does(0, ask("What would you have done?", false));
    room.meet();
    let question = made(&room.does(1, PrivateCommand::Jot { text: "And then?".into() }));
    let asked = PrivateCommand::Ask { question, about: Some("ab".repeat(32)), shown: true };
    let done = room.does(1, asked);
    room.does(1, done.publish.expect("asking writes a note for everybody"));
    room.meet();
    let notes = room.notebook(1).notes;
    let shown: Vec<_> = notes.iter().map(|note| (note.kind, note.shown)).collect();
    let question = NoteKind::Question;
    assert_eq!(shown, [(question, true), (question, false), (question, true)]);
    assert!(notes.iter().all(|note| note.about.as_deref() == Some(&*"ab".repeat(32))));
    // A note that is no question is for nobody's flipchart.
    let mut note = add_note("A note");
    if let NotesCommand::Add { shown, .. } = &mut note {
        *shown = true;
    }
    room.does(0, note);
    assert!(!room.notebook(0).notes[3].shown);
}
