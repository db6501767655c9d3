//! Notes that grow long: their words go on in further texts, and none of them is lost.

use crate::support::*;
use horseshoe_model::*;
use proptest::prelude::*;

fn add(room: &mut Room, who: usize, text: &str) -> NoteId {
    made(&room.does(who, add_note(text)))
}

fn note(room: &mut Room, who: usize) -> Note {
    (*room.notebook(who).notes[0]).clone()
}

/// Puts words into one of the texts of the first note, whatever room there is; gives the ways back, the last first.
fn put(room: &mut Room, who: usize, text: usize, at: usize, words: &str) -> Vec<Undo> {
    let held = note(room, who);
    let object = held.texts().nth(text).expect("there is such a text").object.clone();
    all_of(room, who, NotesCommand::GoOn { note: held.id, object, at, text: words.to_owned() })
}

/// An act, and what it leads to.
fn all_of(room: &mut Room, who: usize, command: impl Into<Command>) -> Vec<Undo> {
    let mut next = Some(command.into());
    let mut undos = Vec::new();
    while let Some(command) = next {
        let done = room.does(who, command);
        undos.extend(done.undo);
        next = done.publish;
    }
    undos.reverse();
    undos
}

fn lengths(note: &Note) -> Vec<usize> {
    note.texts().map(|words| words.text.len()).collect()
}

fn words(count: usize) -> String {
    let words: Vec<String> = (0..count).map(|number| format!("word{number} ")).collect();
    words.concat()
}

#[test]
fn what_does_not_fit_goes_on_in_further_texts_each_of_them_short() {
    let mut room = Room::of(2);
    let long = words(1_200);
    add(&mut room, 0, &long[..limits::TEXT]);
    let end = limits::TEXT;
    put(&mut room, 0, 0, end, &long[end..]);
    room.meet();
    let held = note(&mut room, 1);
    assert_eq!(held.text(), long);
    assert!(held.texts().count() > 1 && lengths(&held).iter().all(|length| *length <= end));
    assert!(held.texts().all(|words| words.text.ends_with(' ')), "each ends with a whole word");
}

#[test]
fn a_note_may_be_long_from_the_beginning_and_is_written_on_at_its_end() {
    let mut room = Room::of(1);
    let long = words(4_000);
    all_of(&mut room, 0, add_note(&long));
    let held = note(&mut room, 0);
    assert_eq!(held.text(), long);
    let more = NotesCommand::WriteOn { note: held.id, text: "the end".into() };
    all_of(&mut room, 0, more);
    assert_eq!(note(&mut room, 0).text(), format!("{long}the end"));
    all_of(&mut room, 0, PrivateCommand::AddNote { text: long.clone(), about: None, after: None });
    let mine = room.private(0).notes[0].clone();
    all_of(&mut room, 0, PrivateCommand::WriteOnNote { note: mine.id, text: "mine".into() });
    assert_eq!(room.private(0).notes[0].text(), format!("{long}mine"));
}

#[test]
fn a_whole_chapter_can_be_put_into_the_middle_and_taken_back() {
    let mut room = Room::of(1);
    let before = "x".repeat(limits::TEXT);
    add(&mut room, 0, &before);
    let chapter = words(5_000);
    let undos = put(&mut room, 0, 0, 100, &chapter);
    let whole = [&before[..100], &chapter, &before[100..]].concat();
    assert_eq!(note(&mut room, 0).text(), whole);
    assert!(lengths(&note(&mut room, 0)).iter().all(|length| *length <= limits::TEXT));
    for undo in &undos {
        room.undoes(0, undo).unwrap();
    }
    assert_eq!(note(&mut room, 0).text(), before);
}

#[test]
fn a_letter_of_several_characters_stays_whole() {
    let mut room = Room::of(1);
    let family = "👩‍👩‍👧";
    let many = family.repeat(limits::TEXT / family.len());
    add(&mut room, 0, &many);
    put(&mut room, 0, 0, many.chars().count(), family);
    let held = note(&mut room, 0);
    assert_eq!(held.text(), format!("{many}{family}"));
    assert!(held.texts().all(|words| words.text.len() % family.len() == 0));
}

#[test]
fn a_text_joins_with_the_one_before_it_and_can_be_taken_apart_again() {
    let mut room = Room::of(1);
    let note_id = add(&mut room, 0, &"a".repeat(limits::TEXT));
    put(&mut room, 0, 0, limits::TEXT, "bc");
    let held = note(&mut room, 0);
    let [_, last] = held.texts().collect::<Vec<_>>()[..] else { panic!("two texts") };
    assert_eq!(last.text, "bc");
    let join = NotesCommand::Join { note: note_id, object: last.object.clone() };
    let refused = room.tries(0, &join.clone().into());
    assert_eq!(refused, Err(CommandError::TooLong { most: limits::TEXT }), "there is no room");
    let less = vec![splice(0, 10, "")];
    room.does(0, NotesCommand::Splice { note: note_id, splices: less });
    let done = room.does(0, join);
    let text = format!("{}bc", "a".repeat(limits::TEXT - 10));
    assert_eq!((note(&mut room, 0).text().as_ref(), note(&mut room, 0).further.len()), (&*text, 0));
    room.undoes(0, &done.undo.unwrap()).unwrap();
    assert_eq!((note(&mut room, 0).text().as_ref(), note(&mut room, 0).further.len()), (&*text, 1));
}

#[test]
fn who_writes_in_a_text_that_was_just_joined_loses_nothing() {
    let mut room = Room::of(2);
    let note_id = add(&mut room, 0, &"a".repeat(limits::TEXT));
    put(&mut room, 0, 0, limits::TEXT, "bc");
    room.does(0, NotesCommand::Splice { note: note_id, splices: vec![splice(0, 10, "")] });
    room.meet();
    let object = note(&mut room, 0).further[0].object.clone();
    room.does(0, NotesCommand::Join { note: note_id, object: object.clone() });
    room.writes(1, Kind::Notebook, &object, &[splice(1, 0, "NEW")]);
    room.meet();
    for who in 0..2 {
        let held = note(&mut room, who);
        let further: Vec<&str> = held.further.iter().map(|words| words.text.as_str()).collect();
        assert_eq!((held.words.text.ends_with("abc"), &further[..]), (true, &["NEW"][..]));
    }
}

#[test]
fn two_who_find_no_room_at_once_both_find_some() {
    let mut room = Room::of(2);
    add(&mut room, 0, &"a ".repeat(limits::TEXT / 2));
    room.meet();
    put(&mut room, 0, 0, limits::TEXT, "from Amira");
    put(&mut room, 1, 0, limits::TEXT, "from Ben");
    room.meet();
    let held = note(&mut room, 0);
    assert_eq!(held.text(), note(&mut room, 1).text());
    assert_eq!(held.further.len(), 2);
    assert!(held.text().contains("from Amira") && held.text().contains("from Ben"));
}

#[test]
fn a_note_has_an_end_and_nothing_is_changed_beyond_it() {
    let mut room = Room::of(1);
    let id = add(&mut room, 0, "begun");
    let object = note(&mut room, 0).words.object.clone();
    let text = "x".repeat(limits::NOTE);
    let too_much = NotesCommand::GoOn { note: id, object: object.clone(), at: 5, text };
    let most = limits::NOTE;
    assert_eq!(room.tries(0, &too_much.into()), Err(CommandError::TooLong { most }));
    let beyond = NotesCommand::GoOn { note: id, object, at: 6, text: "x".into() };
    assert_eq!(room.tries(0, &beyond.into()), Err(CommandError::BeyondText));
    assert_eq!(note(&mut room, 0).text(), "begun");
}

#[test]
fn a_private_note_goes_on_as_well() {
    let mut room = Room::of(1);
    let full = "a ".repeat(limits::TEXT / 2);
    let text = full.clone();
    let id = made(&room.does(0, PrivateCommand::AddNote { text, about: None, after: None }));
    let object = room.private(0).notes[0].words.object.clone();
    let at = limits::TEXT;
    room.does(0, PrivateCommand::GoOnNote { note: id, object, at, text: "and on".into() });
    let note = room.private(0).notes[0].clone();
    assert_eq!((note.text(), note.further.len()), (format!("{full}and on").into(), 1));
    let object = note.further[0].object.clone();
    let refused = room.tries(0, &PrivateCommand::JoinNote { note: id, object }.into());
    assert_eq!(refused, Err(CommandError::TooLong { most: limits::TEXT }));
}

/// Who, in which of the texts, where in it, and how many words are put there; none joins it with the one before.
type Step = (usize, prop::sample::Index, prop::sample::Index, Option<u16>);

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn alone_a_note_reads_as_one_text_does(steps in steps()) {
        let mut room = Room::of(1);
        let id = add(&mut room, 0, "begun");
        let mut reference = "begun".to_owned();
        for (_, text, at, count) in steps {
            let held = note(&mut room, 0);
            let texts: Vec<&Words> = held.texts().collect();
            let text = text.index(texts.len());
            let before: usize = texts[..text].iter().map(|words| words.text.len()).sum();
            let at = at.index(texts[text].text.len() + 1);
            if let Some(count) = count {
                let words = words(count.into());
                put(&mut room, 0, text, at, &words);
                reference.insert_str(before + at, &words);
            } else {
                let object = texts[text].object.clone();
                drop(room.tries(0, &NotesCommand::Join { note: id, object }.into()));
            }
            let held = note(&mut room, 0);
            prop_assert_eq!(&*held.text(), &reference);
            prop_assert!(lengths(&held).iter().all(|length| *length <= limits::TEXT));
        }
    }

    #[test]
    fn together_everybody_reads_the_same_and_no_word_is_lost(steps in steps()) {
        let mut room = Room::of(3);
        let id = add(&mut room, 0, "_");
        room.meet();
        let mut put_in = Vec::new();
        for (letter, (who, text, at, count)) in ('a'..).zip(steps) {
            let held = note(&mut room, who);
            let texts: Vec<&Words> = held.texts().collect();
            let text = text.index(texts.len());
            let at = at.index(texts[text].text.chars().count() + 1);
            if let Some(count) = count {
                let count = usize::from(count);
                put(&mut room, who, text, at, &format!("{letter}{letter} ").repeat(count));
                put_in.push((letter, 2 * count));
            } else {
                let object = texts[text].object.clone();
                drop(room.tries(who, &NotesCommand::Join { note: id, object }.into()));
            }
            if letter == 'c' || letter == 'f' {
                room.meet();
            }
        }
        room.meet();
        let whole = note(&mut room, 0).text().into_owned();
        for who in 1..3 {
            let held = note(&mut room, who);
            prop_assert_eq!(&*held.text(), &whole);
        }
        // Two who move the same words at once leave them there twice; nobody's are lost.
        for (letter, count) in put_in {
            let there = whole.matches(letter).count();
            prop_assert!(there >= count, "{} of {} are there of {}", there, count, letter);
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let count = prop_oneof![3 => (1_u16..1_500).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(
        (0..3_usize, any::<prop::sample::Index>(), any::<prop::sample::Index>(), count),
        1..8,
    )
}
