//! One test for every rule: it fails when the rule is taken away.

use super::*;
use crate::{Document, Outcome, codec, workbench::*};

const UNKNOWN: Actor = Actor::from_bytes([99; 16]);

fn refused(refusal: Refusal) -> Outcome {
    Outcome::Refused(refusal)
}

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

#[test]
fn rule_1_bytes_have_one_reading() {
    let malformed = |bytes: &[u8]| match codec::decode(bytes) {
        Err(Refusal::Malformed(why)) => why,
        other => panic!("{bytes:?}: {other:?}"),
    };
    // version, start, no actors, put "k" true in the root over nothing
    let good = [1, 4, 0, 0x12, 1, b'k', 2, 0];
    assert!(codec::decode(&good).is_ok());
    assert_eq!(malformed(&vec![0; limits::PAYLOAD + 1]), "too long");
    assert_eq!(malformed(&good[..7]), "cut short");
    assert_eq!(malformed(&[1, 0x84, 0, 0, 0x12, 1, b'k', 2, 0]), "a number written too long");
    assert_eq!(malformed(&[1, 4, 0, 0x17, 1, b'k', 2, 0]), "unknown tag");
    assert_eq!(malformed(&[1, 4, 0, 0x12, 1, b'k', 8, 0]), "unknown value");
    assert_eq!(malformed(&[1, 4, 0, 0x12, 1, 0xff, 2, 0]), "not UTF-8");
    assert_eq!(malformed(&[1, 4, 0, 0x02, 0, 1, b'k', 2, 0]), "an object named again");
    assert_eq!(malformed(&[1, 4, 0, 0x14, 0, 0]), "an empty insertion");
    assert_eq!(malformed(&[1, 4, 0, 0x16, 1, 1, 1]), "not a run");
    assert_eq!(malformed(&[1, 4, 0, 0x15, 2, 1, 1]), "an author outside the table");
    assert_eq!(malformed(&[0, 4, 0, 0x12, 1, b'k', 2, 0]), "another format version");
}

#[test]
fn rule_2_some_operations_and_not_too_many() {
    let mut document = begun();
    assert_eq!(send(&mut document, 2, A, &[], vec![]), refused(Refusal::Malformed("no edits")));
    let long = "x".repeat(limits::OPS as usize + 1);
    let text = Some(own(5));
    assert_eq!(
        send(&mut document, 3, A, &[], vec![insert(text, None, &long)]),
        refused(Refusal::TooManyOps)
    );
    assert_eq!(
        send(&mut document, 4, A, &[], vec![insert(text, None, &long[1..])]),
        Outcome::Applied
    );
}

#[test]
fn rule_3_counters_follow_from_the_ancestors() {
    let mut document = begun();
    for start in [8, 9, 11] {
        let edits = Edits { start, actors: vec![], list: vec![put(NOTES, "x", &[])] };
        let outcome = send_bytes(&mut document, start as u8, A, &[], codec::encode(&edits));
        assert_eq!(outcome, refused(Refusal::Start));
    }
    let edits = Edits {
        start: limits::COUNTER,
        actors: vec![],
        list: vec![put(None, "x", &[]), put(None, "y", &[])],
    };
    assert_eq!(codec::decode(&codec::encode(&edits)), Err(Refusal::CounterCap));
}

#[test]
fn rule_4_the_table_names_who_is_needed_in_order() {
    let mut document = begun();
    assert_eq!(send(&mut document, 2, B, &[id(1)], vec![put(NOTES, "b", &[])]), Outcome::Applied);
    let c = Actor::from_bytes([30; 16]);
    let table = |document: &mut Document, number, deps: &[EntryId], actors: &[Actor], list| {
        match send_with(document, number, c, deps, actors.to_vec(), list) {
            Outcome::Refused(Refusal::ActorTable(why)) => why,
            other => panic!("{other:?}"),
        }
    };
    let over_both = |a, b| vec![put(NOTES, "done", &[by(a, 9)]), put(NOTES, "b", &[by(b, 10)])];
    let both = [id(1), id(2)];
    assert_eq!(table(&mut document, 3, &both, &[B, A], over_both(1, 0)), "not ascending");
    assert_eq!(
        table(&mut document, 4, &[id(1)], &[A, B], over_both(0, 1)),
        "an actor that the ancestors do not have"
    );
    let over_unknown = vec![put(NOTES, "done", &[by(0, 9)])];
    assert_eq!(
        table(&mut document, 5, &both, &[UNKNOWN], over_unknown),
        "an actor that the ancestors do not have"
    );
    assert_eq!(
        table(&mut document, 6, &both, &[A], vec![put(NOTES, "x", &[])]),
        "an actor that is not used"
    );
    let genesis = crate::genesis::ACTOR;
    let in_genesis = vec![put(Some(by(0, 3)), "x", &[])];
    assert_eq!(
        table(&mut document, 7, &both, &[genesis], in_genesis),
        "an actor that needs no place"
    );
    assert_eq!(
        send_with(&mut document, 8, c, &both, vec![A, B], over_both(0, 1)),
        Outcome::Applied
    );
}

#[test]
fn rule_5_references_point_backwards() {
    for distance in [0, 10, 11] {
        let bytes = [1, 10, 0, 0x15, 0, distance, 1];
        let why = "a reference that does not point backwards";
        assert_eq!(codec::decode(&bytes), Err(Refusal::Malformed(why)));
    }
    assert!(codec::decode(&[1, 10, 0, 0x15, 0, 9, 1]).is_ok());
}

#[test]
fn rule_6_the_object_exists_for_the_author_and_fits_the_edit() {
    let mut document = begun();
    let no = refused(Refusal::NoSuchObject);
    assert_eq!(send(&mut document, 2, A, &[], vec![put(Some(own(9)), "x", &[])]), no);
    let wrong = refused(Refusal::WrongKind);
    assert_eq!(send(&mut document, 3, A, &[], vec![put(Some(own(5)), "x", &[])]), wrong);
    assert_eq!(send(&mut document, 4, A, &[], vec![insert(Some(own(4)), None, "x")]), wrong);
    assert_eq!(send(&mut document, 5, A, &[], vec![insert(None, None, "x")]), wrong);
    // B is in C's past with its first entry, but not with the second, which made the map 11
    assert_eq!(send(&mut document, 6, B, &[id(1)], vec![put(NOTES, "b", &[])]), Outcome::Applied);
    assert_eq!(send(&mut document, 7, B, &[], vec![make_map(NOTES, "m")]), Outcome::Applied);
    let c = Actor::from_bytes([30; 16]);
    let in_map =
        vec![put(NOTES, "one", &[]), put(NOTES, "two", &[]), put(Some(by(0, 11)), "x", &[])];
    assert_eq!(send_with(&mut document, 8, c, &[id(6)], vec![B], in_map.clone()), no);
    assert_eq!(send_with(&mut document, 9, c, &[id(7)], vec![B], in_map), Outcome::Applied);
}

#[test]
fn rule_7_depth_is_counted_across_entries() {
    let mut document = Document::new(&GENESIS);
    assert_eq!(send(&mut document, 1, A, &[], vec![make_map(None, "m")]), Outcome::Applied);
    for depth in 1..16 {
        let inside = Some(own(3 + depth));
        assert_eq!(
            send(&mut document, 1 + depth as u8, A, &[], vec![make_map(inside, "m")]),
            Outcome::Applied
        );
    }
    let too_deep = refused(Refusal::Depth);
    assert_eq!(send(&mut document, 100, A, &[], vec![make_map(Some(own(19)), "m")]), too_deep);
    assert_eq!(send(&mut document, 101, A, &[], vec![make_text(Some(own(19)), "t")]), too_deep);
    assert_eq!(
        send(&mut document, 102, A, &[], vec![put(Some(own(19)), "k", &[])]),
        Outcome::Applied
    );
}

#[test]
fn rule_8_keys_and_values_have_a_size() {
    let mut document = begun();
    let key = refused(Refusal::Key);
    assert_eq!(send(&mut document, 2, A, &[], vec![put(NOTES, "", &[])]), key);
    assert_eq!(
        send(&mut document, 3, A, &[], vec![put(NOTES, &"k".repeat(limits::KEY + 1), &[])]),
        key
    );
    let long = "v".repeat(limits::VALUE + 1);
    let values =
        [Scalar::Float(f64::NAN), Scalar::Bytes(long.clone().into_bytes()), Scalar::Str(long)];
    for (number, value) in (10..).zip(values) {
        let edit =
            Edit { object: NOTES, act: Act::Put { key: "k".to_owned(), value, over: vec![] } };
        assert_eq!(send(&mut document, number, A, &[], vec![edit]), refused(Refusal::Value));
    }
}

#[test]
fn rule_9_replaced_values_ascend_by_counter_and_actor_bytes() {
    let mut document = begun();
    let clash = |actor, number, document: &mut Document| {
        send(document, number, actor, &[id(1)], vec![put(NOTES, "k", &[])])
    };
    // B arrives first, so that local numbers are the other way round
    let c = Actor::from_bytes([5; 16]);
    assert_eq!(clash(B, 2, &mut document), Outcome::Applied);
    assert_eq!(clash(c, 3, &mut document), Outcome::Applied);
    let both = [id(2), id(3)];
    let over = |first, second| vec![put(NOTES, "k", &[by(first, 10), by(second, 10)])];
    let order = refused(Refusal::OverOrder);
    assert_eq!(send_with(&mut document, 4, A, &both, vec![c, B], over(1, 0)), order);
    assert_eq!(send_with(&mut document, 5, A, &both, vec![c, B], over(0, 1)), Outcome::Applied);
}

#[test]
fn rule_10_a_put_replaces_exactly_what_its_author_saw() {
    let mut document = begun();
    let over = refused(Refusal::Over);
    assert_eq!(send(&mut document, 2, A, &[], vec![put(NOTES, "done", &[])]), over);
    assert_eq!(send(&mut document, 3, A, &[], vec![put(NOTES, "other", &[own(9)])]), over);
    assert_eq!(send(&mut document, 4, A, &[], vec![delete(NOTES, "done", &[])]), over);
    assert_eq!(send(&mut document, 5, A, &[], vec![delete(NOTES, "other", &[own(9)])]), over);
    let twice = vec![put(NOTES, "done", &[own(9)]), put(NOTES, "done", &[own(9)])];
    assert_eq!(send(&mut document, 6, A, &[], twice), over);
    // B has seen nothing, so there is nothing to replace
    assert_eq!(send(&mut document, 7, B, &[], vec![put(NOTES, "done", &[])]), Outcome::Applied);
    // a delete may leave some of what stands
    assert_eq!(
        send(&mut document, 8, A, &[id(7)], vec![delete(NOTES, "done", &[own(9)])]),
        Outcome::Applied
    );
    assert_eq!(send(&mut document, 9, A, &[], vec![delete(NOTES, "done", &[own(9)])]), over);
}

#[test]
fn rule_11_insertions_follow_an_element_of_the_same_text() {
    let mut document = begun();
    let text = Some(own(5));
    let no = refused(Refusal::NoSuchPlace);
    assert_eq!(send(&mut document, 2, A, &[], vec![insert(text, Some(own(9)), "x")]), no);
    let other = vec![make_text(NOTES, "other"), insert(Some(own(10)), Some(own(6)), "x")];
    assert_eq!(send(&mut document, 3, A, &[], other), no);
    // also after what is deleted
    let after_deleted = vec![delete_run(text, own(6), 1), insert(text, Some(own(6)), "x")];
    assert_eq!(send(&mut document, 4, A, &[], after_deleted), Outcome::Applied);
}

#[test]
fn rule_12_deletions_name_elements_of_the_same_text_once() {
    let mut document = begun();
    let text = Some(own(5));
    let no = refused(Refusal::NoSuchElement);
    assert_eq!(send(&mut document, 2, A, &[], vec![delete_run(text, own(6), 4)]), no);
    assert_eq!(send(&mut document, 3, A, &[], vec![delete_run(text, own(4), 1)]), no);
    let twice = vec![delete_run(text, own(6), 2), delete_run(text, own(7), 1)];
    assert_eq!(send(&mut document, 4, A, &[], twice), refused(Refusal::DeletedTwice));
    assert_eq!(send(&mut document, 5, A, &[], vec![delete_run(text, own(6), 2)]), Outcome::Applied);
    assert_eq!(send(&mut document, 6, A, &[], vec![delete_run(text, own(7), 2)]), Outcome::Applied);
}

#[test]
fn rule_13_texts_and_authors_have_an_end() {
    let mut document = Document::new(&GENESIS);
    let make = vec![make_text(NOTES, "one"), make_text(NOTES, "two")];
    assert_eq!(send(&mut document, 1, A, &[], make), Outcome::Applied);
    let (one, two) = (Some(own(4)), Some(own(5)));
    let most = "x".repeat(limits::OPS as usize);
    for number in 2..12 {
        assert_eq!(
            send(&mut document, number, A, &[], vec![insert(one, None, &most)]),
            Outcome::Applied
        );
    }
    assert_eq!(
        send(&mut document, 50, A, &[], vec![insert(one, None, "x")]),
        refused(Refusal::TextFull)
    );
    for number in 12..21 {
        assert_eq!(
            send(&mut document, number, A, &[], vec![insert(two, None, &most)]),
            Outcome::Applied
        );
    }
    let full = refused(Refusal::IncarnationFull);
    assert_eq!(send(&mut document, 51, A, &[], vec![insert(two, None, &most[1..])]), full);
    assert_eq!(
        send(&mut document, 52, A, &[], vec![insert(two, None, &most[2..])]),
        Outcome::Applied
    );
    assert_eq!(send(&mut document, 53, A, &[], vec![put(NOTES, "x", &[])]), full);
}

#[test]
fn rule_13_maps_have_an_end() {
    let mut document = Document::new(&GENESIS);
    let mut last: Option<u32> = None;
    let mut next = || {
        let edit = put(NOTES, "k", &last.map(own).into_iter().collect::<Vec<_>>());
        last = Some(last.map_or(4, |last| last + 1));
        edit
    };
    for number in 1..11 {
        let list = (0..limits::OPS).map(|_| next()).collect();
        assert_eq!(send(&mut document, number, A, &[], list), Outcome::Applied);
    }
    assert_eq!(send(&mut document, 50, A, &[], vec![next()]), refused(Refusal::MapFull));
    assert_eq!(send(&mut document, 51, A, &[], vec![put(None, "k", &[])]), Outcome::Applied);
}
