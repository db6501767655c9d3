//! Several people in one text at the same moment.

use crate::core::world::World;
use crate::{Caret, Command, CommunityId, Problem, Reply, TextRef, TypedEdit, TypedStep, Typing};
use horseshoe_model::text::Splice;
use horseshoe_model::{GroundrulesCommand, NotesCommand};
use std::ops::Range;
use std::time::Duration;

/// A community of so many with one note, which all of them have open.
fn in_one_note(people: usize, words: &str) -> (World, CommunityId, TextRef) {
    let (mut world, community) = World::community_of(people);
    world.add_note(0, community, words);
    world.run(Duration::from_secs(5));
    let note = world.community(0).notebook.notes[0].clone();
    let text = TextRef { document: note.document, object: note.words.object.clone() };
    for who in 0..people {
        let opened = world.ask(who, Command::OpenText { community, text: text.clone() });
        assert!(matches!(opened, Ok(Reply::Text { version: 0, .. })), "{opened:?}");
    }
    (world, community, text)
}

fn point(world: &mut World, who: usize, at: &(CommunityId, TextRef), caret: Option<Caret>) {
    let (community, text) = at.clone();
    world.ask(who, Command::Point { community, text, version: 0, caret }).unwrap();
    world.run(Duration::from_millis(200));
}

fn write(world: &mut World, who: usize, at: &(CommunityId, TextRef), splice: (usize, usize, &str)) {
    let (community, text) = at.clone();
    let (at, delete, insert) = splice;
    let splices = vec![Splice { at, delete, insert: insert.to_owned() }];
    world.tell(who, Command::Write { community, text, version: 0, splices });
    world.settle();
}

/// Where the others are, as somebody sees it: caret, other end of the selection, words on their way.
fn others(world: &mut World, who: usize) -> Vec<(usize, usize, String)> {
    let typing: Vec<Typing> = world.community(who).typing.clone();
    typing.into_iter().map(|typing| (typing.at, typing.anchor, typing.words)).collect()
}

fn seen(at: usize, anchor: usize, words: &str) -> Vec<(usize, usize, String)> {
    vec![(at, anchor, words.to_owned())]
}

#[test]
fn a_caret_and_a_selection_are_seen_by_the_others_and_gone_with_the_focus() {
    let (mut world, community, text) = in_one_note(2, "We listen");
    let at = (community, text);
    point(&mut world, 0, &at, Some(Caret { at: 9, anchor: 3 }));
    assert_eq!(others(&mut world, 1), seen(9, 3, ""));
    assert!(others(&mut world, 0).is_empty(), "nobody sees themselves");
    point(&mut world, 0, &at, None);
    assert!(others(&mut world, 1).is_empty());
    // Whoever says nothing for ten seconds is no longer shown; whoever closes the text has gone.
    point(&mut world, 0, &at, Some(Caret { at: 1, anchor: 1 }));
    world.run(Duration::from_secs(11));
    assert!(others(&mut world, 1).is_empty());
    point(&mut world, 0, &at, Some(Caret { at: 2, anchor: 2 }));
    assert_eq!(others(&mut world, 1), seen(2, 2, ""));
    world.ask(0, Command::CloseText { community, text: at.1.clone() }).unwrap();
    assert!(others(&mut world, 1).is_empty());
}

#[test]
fn a_caret_stays_with_its_words_while_others_write_before_it() {
    let (mut world, community, text) = in_one_note(3, "We listen");
    let at = (community, text);
    point(&mut world, 0, &at, Some(Caret { at: 9, anchor: 3 }));
    // One hears of the caret first, the other of the words.
    write(&mut world, 1, &at, (0, 0, "Here "));
    assert_eq!(others(&mut world, 1), seen(14, 8, ""));
    world.run(Duration::from_secs(3));
    assert_eq!(others(&mut world, 1), seen(14, 8, ""));
    assert!(others(&mut world, 2).contains(&(14, 8, String::new())));
    write(&mut world, 1, &at, (5, 6, ""));
    world.run(Duration::from_secs(3));
    assert_eq!(others(&mut world, 1), seen(8, 5, ""));
}

#[test]
fn words_on_their_way_are_shown_until_the_words_themselves_are_there() {
    let (mut world, community, text) = in_one_note(2, "We listen");
    let at = (community, text);
    point(&mut world, 0, &at, Some(Caret { at: 9, anchor: 9 }));
    write(&mut world, 0, &at, (9, 0, " well"));
    world.run(Duration::from_millis(60));
    assert_eq!(others(&mut world, 1), seen(9, 9, " well"));
    let words = |world: &mut World| world.community(1).notebook.notes[0].words.text.clone();
    for _ in 0..40 {
        world.run(Duration::from_millis(50));
        let shown = others(&mut world, 1).first().map(|(_, _, words)| words.clone());
        let both = words(&mut world) + &shown.unwrap_or_default();
        assert_eq!(both, "We listen well", "never twice, and never gone in between");
    }
    assert_eq!(words(&mut world), "We listen well");
    assert_eq!(others(&mut world, 1), seen(14, 14, ""));
}

#[test]
fn a_caret_that_moves_fast_is_told_ten_times_a_second() {
    let (mut world, community, text) = in_one_note(2, &"word ".repeat(100));
    let at = (community, text);
    point(&mut world, 0, &at, Some(Caret { at: 500, anchor: 500 }));
    let before = world.sent;
    for place in 0..400 {
        let (community, text) = at.clone();
        let caret = Some(Caret { at: place, anchor: place });
        world.tell(0, Command::Point { community, text, version: 0, caret });
        world.run(Duration::from_millis(5));
    }
    world.run(Duration::from_millis(200));
    assert_eq!(others(&mut world, 1), seen(399, 399, ""));
    // In two seconds, with what else devices say to each other.
    assert!(world.sent - before < 25 * 250, "{} bytes", world.sent - before);
}

fn put(range: Range<usize>) -> TypedEdit {
    TypedEdit::Put(std::iter::once(range).collect())
}

/// What `open_text` gives: the words, and what can be taken back of what was typed.
fn open(
    world: &mut World,
    who: usize,
    at: &(CommunityId, TextRef),
) -> (u64, String, Vec<TypedStep>) {
    let (community, text) = at.clone();
    let opened = world.ask(who, Command::OpenText { community, text });
    let Ok(Reply::Text { version, text, typed }) = opened else { panic!("{opened:?}") };
    (version, text, typed)
}

#[test]
fn what_was_typed_can_be_taken_back_after_a_restart_wherever_it_has_moved() {
    let (mut world, community, text) = in_one_note(2, "We listen");
    let at = (community, text.clone());
    write(&mut world, 0, &at, (9, 0, " well"));
    write(&mut world, 0, &at, (0, 3, ""));
    let steps = vec![
        TypedStep { edits: vec![put(6..11)] },
        TypedStep {
            edits: vec![TypedEdit::Taken {
                at: 0,
                words: "We ".to_owned(),
                held: Vec::new(),
                places: Vec::new(),
            }],
        },
    ];
    let remember =
        Command::Remember { community, text: text.clone(), version: 0, steps: steps.clone() };
    world.ask(0, remember).unwrap();
    world.kill(0);
    write(&mut world, 1, &at, (3, 0, "[theirs]"));
    world.run(Duration::from_secs(3));
    world.start(0, false);
    world.run(Duration::from_secs(5));
    let (_, words, typed) = open(&mut world, 0, &at);
    assert_eq!(words, "[theirs]listen well");
    assert_eq!(typed[0].edits, [put(14..19)]);
    assert_eq!(typed[1], steps[1]);
    // Somebody writes in the middle of it: only one's own letters are one's own.
    let note = world.community(1).notebook.notes[0].id;
    let splices = vec![Splice { at: 16, delete: 0, insert: "XY".to_owned() }];
    world.act(1, community, NotesCommand::Splice { note, splices }).unwrap();
    world.run(Duration::from_secs(3));
    let (_, words, typed) = open(&mut world, 0, &at);
    let TypedEdit::Put(ranges) = &typed[0].edits[0] else { panic!("{typed:?}") };
    let letters: Vec<char> = words.chars().collect();
    let mine: String = ranges.iter().flat_map(|range| &letters[range.clone()]).collect();
    assert_eq!(mine, " well", "of {words}");
    // On a copied profile the same words are written under a new name, and are known by it.
    let (_, _, before) = open(&mut world, 0, &at);
    world.kill(0);
    world.start(0, true);
    assert_eq!(open(&mut world, 0, &at).2, before);
    world.ask(0, Command::Forget { community }).unwrap();
    assert!(world.see(0).communities.is_empty());
}

#[test]
fn words_that_were_no_entry_yet_can_be_taken_back_by_a_profile_that_goes_on_under_a_new_name() {
    let (mut world, community, text) = in_one_note(2, "We listen");
    let at = (community, text.clone());
    world.go_apart(0);
    write(&mut world, 0, &at, (9, 0, " well"));
    let steps = vec![TypedStep { edits: vec![put(9..14)] }];
    let remember = Command::Remember { community, text, version: 0, steps: steps.clone() };
    world.ask(0, remember).unwrap();
    let splices = vec![Splice { at: 0, delete: 2, insert: "I".to_owned() }];
    let note = world.community(0).notebook.notes[0].id;
    world.act(0, community, NotesCommand::Splice { note, splices }).unwrap();
    write(&mut world, 1, &at, (9, 0, ", all of us"));
    world.run(Duration::from_secs(3));
    world.kill(0);
    world.start(0, true);
    world.come_back(0);
    let (_, words, typed) = open(&mut world, 0, &at);
    let TypedEdit::Put(ranges) = &typed[0].edits[0] else { panic!("{typed:?}") };
    let letters: Vec<char> = words.chars().collect();
    let mine: String = ranges.iter().flat_map(|range| &letters[range.clone()]).collect();
    assert_eq!(mine, " well", "of {words}");
    world.ask(0, Command::Undo { community }).unwrap();
    world.assert_all_agree();
    let words = world.community(1).notebook.notes[0].words.text.clone();
    let all = ["We listen", " well", ", all of us"];
    assert!(all.iter().all(|part| words.contains(part)), "{words}");
}

#[test]
fn acts_can_be_taken_back_after_a_restart_and_only_ones_own() {
    let (mut world, community) = World::community_of(2);
    world.add_rule(0, community, "Listen");
    world.add_rule(0, community, "Phones off");
    let rule = world.community(0).community.groundrules.rules[1].id;
    let reword = GroundrulesCommand::Reword { rule, text: "Phones on silent".to_owned() };
    world.act(0, community, reword).unwrap();
    world.run(Duration::from_secs(5));
    world.kill(0);
    world.add_rule(1, community, "Be kind");
    world.start(0, false);
    world.run(Duration::from_secs(5));
    assert!(world.community(0).can_undo);
    let undo = |world: &mut World| world.ask(0, Command::Undo { community });
    undo(&mut world).unwrap();
    assert!(world.rules(0).contains(&"Phones off".to_owned()), "{:?}", world.rules(0));
    world.kill(0);
    world.start(0, false);
    undo(&mut world).unwrap();
    undo(&mut world).unwrap();
    assert_eq!(world.rules(0), ["Be kind"]);
    assert_eq!(undo(&mut world), Err(Problem::NothingToUndo));
    assert!(!world.community(0).can_undo);
    world.assert_all_agree();
}

#[test]
fn a_draft_that_begins_keeps_what_can_be_taken_back() {
    let mut world = World::of(2);
    let draft = world.begin();
    world.add_rule(0, draft, "Listen");
    let ticket = world.invite(0, draft);
    world.ask(1, Command::Join { ticket }).unwrap();
    world.approve(0, draft, 1);
    let community = world.community(0).id;
    world.kill(0);
    world.start(0, false);
    world.ask(0, Command::Undo { community }).unwrap();
    assert!(world.rules(0).is_empty());
    assert!(!world.community(0).can_undo, "that somebody said who they are is no act");
}

#[test]
fn an_act_that_took_several_steps_is_taken_back_as_one() {
    let (mut world, community) = World::community_of(2);
    let long = "We listened. ".repeat(3_000);
    world.add_note(0, community, &long);
    world.run(Duration::from_secs(5));
    let text = |world: &mut World, who| {
        let notes = world.community(who).notebook.notes.clone();
        notes.first().map(|note| note.text().into_owned())
    };
    assert_eq!(text(&mut world, 1), Some(long.clone()));
    let note = world.community(0).notebook.notes[0].clone();
    let more = "And then. ".repeat(2_000);
    let on = NotesCommand::WriteOn { note: note.id, text: more.clone() };
    world.act(0, community, on).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(text(&mut world, 1), Some(format!("{long}{more}")));
    let undo = |world: &mut World| world.ask(0, Command::Undo { community });
    undo(&mut world).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(text(&mut world, 1), Some(long));
    undo(&mut world).unwrap();
    world.run(Duration::from_secs(5));
    assert_eq!(text(&mut world, 1), None);
}
