//! The reader of payloads and the check, tried on what others may write. What many entries do to documents of several
//! people is tried in `tests/hostile_edits.rs`.

#[path = "../../trust/tests/support/hostile_bytes.rs"]
mod try_reader;

use crate::edit::{Act, Edit, Edits, Scalar};
use crate::workbench::{A, B, GENESIS, NOTES, by, delete, delete_run, id, insert, make_map};
use crate::workbench::{make_text, own, put, send};
use crate::{Document, Incoming, Outcome, codec};
use try_reader::try_reader;

/// A has made a map 4, a text 5 with the elements 6 to 8, and put "done" with 9.
fn begun() -> Document {
    let mut document = Document::new(&GENESIS);
    let list = vec![
        make_map(NOTES, "map"),
        make_text(NOTES, "text"),
        insert(Some(own(5)), None, "abc"),
        put(NOTES, "done", &[]),
    ];
    assert_eq!(send(&mut document, 1, A, &[], list), Outcome::Applied);
    document
}

/// What B may write next, having seen all of that: every kind of edit and of value.
fn honest() -> Vec<Vec<u8>> {
    let set = |key: &str, value| Edit {
        object: NOTES,
        act: Act::Put { key: key.to_owned(), value, over: Vec::new() },
    };
    let lists = [
        vec![
            set("a", Scalar::Null),
            set("b", Scalar::Int(-300)),
            set("c", Scalar::Uint(u64::MAX)),
            set("d", Scalar::Float(-0.0)),
            set("e", Scalar::Str("words".to_owned())),
            set("f", Scalar::Bytes(vec![0, 255])),
        ],
        vec![put(NOTES, "done", &[by(0, 9)]), delete(NOTES, "map", &[by(0, 4)])],
        vec![
            insert(Some(by(0, 5)), Some(by(0, 7)), "é👩‍👧"),
            delete_run(Some(by(0, 5)), by(0, 6), 2),
        ],
        vec![make_map(None, "x"), make_text(Some(own(10)), "y"), insert(Some(own(11)), None, "z")],
    ];
    let encoded = |list| codec::encode(&Edits { start: 10, actors: vec![A], list });
    lists.map(encoded).to_vec()
}

#[test]
fn payloads_are_read_without_harm() {
    try_reader(
        "payload",
        &honest(),
        |_| {},
        |bytes| {
            codec::decode(bytes).is_ok_and(|edits| {
                assert_eq!(codec::encode(&edits), bytes);
                true
            })
        },
    );
}

#[test]
fn payloads_are_checked_and_taken_in_without_harm() {
    let before = begun();
    let mut applied = 0;
    try_reader(
        "payload taken in",
        &honest(),
        |_| {},
        |payload| {
            let (payload, deps) = (payload.to_vec(), vec![id(1)]);
            let entry = Incoming { id: id(2), actor: B, seq: 1, prev: None, deps, payload };
            let mut document = before.clone();
            let taken_in = document.take_in(&[entry]) == [Outcome::Applied];
            applied += usize::from(taken_in);
            // Now and then also whether others could load it.
            if taken_in && applied % 100 == 0 {
                assert!(automerge::Automerge::load(&document.save()).is_ok());
            }
            taken_in
        },
    );
}
