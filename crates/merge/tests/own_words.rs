//! Own edits from the first keystroke to the entry: folding, refusals, replay, patches, golden bytes.

use horseshoe_merge::{
    Actor, Document, EditError, EntryId, Genesis, Incoming, ObjectRef, Outcome, Patch, Pending,
    Value, limits,
};

const GENESIS: Genesis = Genesis { kind: "notebook", version: 1, maps: &["notes"] };
const ANNA: Actor = Actor::from_bytes([1; 16]);
const BEN: Actor = Actor::from_bytes([2; 16]);

fn entry(id: u8, pending: Pending) -> Incoming {
    let Pending { actor, seq, prev, deps, payload, .. } = pending;
    Incoming { id: EntryId([id; 32]), actor, seq, prev, deps, payload }
}

fn seal(document: &mut Document, id: u8) -> Incoming {
    let pending = document.pending().expect("something is pending");
    document.sealed(EntryId([id; 32]), pending.seq);
    entry(id, pending)
}

fn notes(document: &Document) -> ObjectRef {
    document.map(&ObjectRef::ROOT, "notes").expect("the genesis made it")
}

fn with_text(words: &str) -> (Document, ObjectRef) {
    let mut document = Document::new(&GENESIS);
    let notes = notes(&document);
    let text = document
        .perform(ANNA, |writer| writer.make_text(&notes, "x", words))
        .expect("a text can be made")
        .result;
    (document, text)
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
        .collect()
}

#[test]
fn the_first_change_has_the_same_bytes_for_ever() {
    let expected = "856f4a8302e43be5014d00102fba2a32c9194f26c088ce6457d05dfd0101000000061514340142045605570970027d04\
                    6b696e640776657273696f6e056e6f74657303020\
                    17f007d860113006e6f7465626f6f6b010300";
    assert_eq!(hex(&GENESIS.bytes()), expected);
}

#[test]
fn a_payload_has_the_same_bytes_for_ever() {
    let (mut document, text) = with_text("hello");
    document.perform(ANNA, |writer| writer.splice(&text, 5, 0, "!")).unwrap();
    let pending = document.pending().unwrap();
    assert_eq!(pending.changes, 2);
    assert_eq!(hex(&pending.payload), "01040001020101780004010100066865 6c6c6f21".replace(' ', ""));
}

#[test]
fn several_changes_travel_as_one_entry() {
    let (mut document, text) = with_text("");
    for (at, letter) in ["h", "e", "y"].into_iter().enumerate() {
        document.perform(ANNA, |writer| writer.splice(&text, at, 0, letter)).unwrap();
    }
    document.perform(ANNA, |writer| writer.splice(&text, 2, 1, "")).unwrap();
    document.perform(ANNA, |writer| writer.splice(&text, 1, 1, "")).unwrap();
    let entry = seal(&mut document, 1);
    assert!(entry.payload.len() < 30, "{}", entry.payload.len());
    assert_eq!(document.pending(), None);
    let mut other = Document::new(&GENESIS);
    assert_eq!(other.take_in(&[entry]), [Outcome::Applied]);
    assert_eq!(other.text(&text), "h");
}

#[test]
fn what_is_too_long_for_one_entry_becomes_two() {
    let (mut document, text) = with_text("");
    let most = "x".repeat(6_000);
    for _ in 0..2 {
        document.perform(ANNA, |writer| writer.splice(&text, 0, 0, &most)).unwrap();
    }
    let entries = [seal(&mut document, 1), seal(&mut document, 2)];
    assert_eq!(document.pending(), None);
    let (other, outcomes) = Document::load(&GENESIS, &entries);
    assert_eq!(outcomes, [Outcome::Applied, Outcome::Applied]);
    assert_eq!(other.text_len(&text), 12_000);
    assert_eq!(other.frontier(), document.frontier());
}

#[test]
fn own_changes_are_sealed_before_others_come_in() {
    let (mut document, text) = with_text("mine");
    let (mut other, _) = with_text("theirs");
    let theirs = seal(&mut other, 9);
    let theirs = Incoming { actor: BEN, ..theirs };
    assert_eq!(document.take_in(std::slice::from_ref(&theirs)), [Outcome::SealFirst]);
    let refused = document.perform(BEN, |writer| writer.splice(&text, 0, 0, "x"));
    assert_eq!(refused.unwrap_err(), EditError::SealFirst);
    seal(&mut document, 1);
    assert_eq!(document.take_in(&[theirs]), [Outcome::Applied]);
    let both = document.get_all(&notes(&document), "x");
    assert_eq!(both.iter().map(|(_, actor, _)| *actor).collect::<Vec<_>>(), [ANNA, BEN]);
}

#[test]
fn an_edit_that_cannot_be_leaves_no_trace() {
    let (mut document, text) = with_text("words");
    let notes = notes(&document);
    let before = document.pending();
    document.take_patches();
    let mut fails = |edit: &dyn Fn(&mut horseshoe_merge::Writer<'_>) -> Result<(), EditError>| {
        let failed = document.perform(ANNA, |writer| {
            writer.put(&notes, "trace", true)?;
            edit(writer)
        });
        failed.unwrap_err()
    };
    assert_eq!(fails(&|writer| writer.put(&notes, "", true)), EditError::Key);
    assert_eq!(fails(&|writer| writer.put(&text, "k", true)), EditError::NotAMap);
    assert_eq!(fails(&|writer| writer.splice(&notes, 0, 0, "x")), EditError::NotAText);
    assert_eq!(
        fails(&|writer| writer.splice(&text, 4, 2, "x")),
        EditError::OutsideTheText { length: 5 }
    );
    assert_eq!(fails(&|writer| writer.put(&notes, "k", f64::NAN)), EditError::Value);
    let long = "x".repeat(limits::OPS as usize);
    assert_eq!(fails(&|writer| writer.splice(&text, 0, 0, &long)), EditError::TooMuch);
    // this one only the check of the whole change notices
    let deep = |writer: &mut horseshoe_merge::Writer<'_>| {
        (0..16).try_fold(notes, |map, _| writer.make_map(&map, "m")).map(drop)
    };
    assert!(matches!(fails(&deep), EditError::Refused(_)));
    assert_eq!(document.get(&notes, "trace"), None);
    assert_eq!(document.pending(), before);
    assert_eq!(document.take_patches(), []);
}

#[test]
fn the_same_value_again_is_no_change() {
    let mut document = Document::new(&GENESIS);
    let put = |document: &mut Document| {
        document.perform(ANNA, |writer| writer.put(&ObjectRef::ROOT, "k", 7_u64)).unwrap().change
    };
    assert!(put(&mut document).is_some());
    assert!(put(&mut document).is_none());
    assert_eq!(document.pending().unwrap().changes, 1);
    assert_eq!(document.get(&ObjectRef::ROOT, "k"), Some(Value::Uint(7)));
}

#[test]
fn own_words_are_written_again_under_a_new_actor() {
    let mut document = Document::new(&GENESIS);
    let map = notes(&document);
    let mut journal = Vec::new();
    let text = document.perform(ANNA, |writer| writer.make_text(&map, "x", "hello")).unwrap();
    journal.extend(text.change);
    let text = text.result;
    journal
        .extend(document.perform(ANNA, |writer| writer.splice(&text, 1, 3, "ipp")).unwrap().change);
    journal.extend(document.perform(ANNA, |writer| writer.put(&map, "k", "mine")).unwrap().change);

    // a restart
    let mut again = Document::new(&GENESIS);
    let replayed = again.replay(ANNA, &journal, ANNA).unwrap();
    assert_eq!((replayed.changes, replayed.lost), (journal.clone(), 0));
    assert_eq!(again.pending(), document.pending());
    // and more can be written after it
    again.perform(ANNA, |writer| writer.splice(&text, 0, 0, "> ")).unwrap();
    assert_eq!(again.text(&text), "> hippo");

    // in a document that has gone on without them
    let mut other = Document::new(&GENESIS);
    other.perform(BEN, |writer| writer.put(&map, "k", "theirs")).unwrap();
    let theirs = seal(&mut other, 1);
    let replayed = other.replay(ANNA, &journal, BEN).unwrap();
    assert_eq!(replayed.lost, 0);
    assert_eq!(other.get_all(&map, "k").len(), 1);
    let text = other.text_at(&map, "x").unwrap();
    assert_eq!(other.text(&text), "hippo");
    assert!(other.authors(&text).iter().all(|(_, author)| *author == ANNA));
    let mine = seal(&mut other, 2);
    let (loaded, outcomes) = Document::load(&GENESIS, &[theirs, mine]);
    assert_eq!(outcomes, [Outcome::Applied, Outcome::Applied]);
    assert_eq!(loaded.text(&text), "hippo");
}

#[test]
fn words_whose_place_is_gone_are_counted() {
    let (mut document, text) = with_text("hello");
    seal(&mut document, 1);
    let change =
        document.perform(ANNA, |writer| writer.splice(&text, 1, 2, "x")).unwrap().change.unwrap();
    let mut other = Document::new(&GENESIS);
    let replayed = other.replay(BEN, &[change], ANNA).unwrap();
    assert_eq!(replayed.changes, Vec::<Vec<u8>>::new());
    assert_eq!(replayed.lost, 3);
}

#[test]
fn patches_tell_what_changed_here_and_elsewhere() {
    let (mut document, text) = with_text("héllo");
    let mut other = Document::new(&GENESIS);
    assert_eq!(other.take_in(&[seal(&mut document, 1)]), [Outcome::Applied]);
    let path = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let expected = [
        Patch::Put {
            object: notes(&other),
            path: path(&["notes"]),
            key: "x".into(),
            conflict: false,
        },
        Patch::Splice {
            object: text,
            path: path(&["notes", "x"]),
            at: 0,
            delete: 0,
            insert: "héllo".into(),
        },
    ];
    assert_eq!(other.take_patches(), expected);
    assert_eq!(document.take_patches(), expected);
    other.perform(BEN, |writer| writer.splice(&text, 2, 3, "")).unwrap();
    assert_eq!(document.take_in(&[seal(&mut other, 2)]), [Outcome::Applied]);
    let splice = Patch::Splice {
        object: text,
        path: path(&["notes", "x"]),
        at: 2,
        delete: 3,
        insert: String::new(),
    };
    assert_eq!(document.take_patches(), [splice]);
}

#[test]
fn two_entries_in_one_place_are_told_apart() {
    let (mut document, _) = with_text("first");
    let (mut restored, _) = with_text("second");
    let (first, second) = (seal(&mut document, 1), seal(&mut restored, 2));
    assert_eq!(
        document.take_in(&[first.clone(), second]),
        [Outcome::Known, Outcome::Forked(first.id)]
    );
    let newer = Incoming {
        id: EntryId([3; 32]),
        seq: 2,
        prev: Some(first.id),
        payload: vec![2, 0],
        ..first
    };
    assert_eq!(document.take_in(&[newer]), [Outcome::NewerVersion(2)]);
}
