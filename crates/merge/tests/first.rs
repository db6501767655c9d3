//! Two people, one document.
use horseshoe_merge::*;

const GENESIS: Genesis = Genesis { kind: "notebook", version: 1, maps: &["notes"] };

#[test]
fn two() {
    let (a, b) = (Actor::from_bytes([1; 16]), Actor::from_bytes([2; 16]));
    let mut ours = Document::new(&GENESIS);
    let mut theirs = Document::new(&GENESIS);
    println!("{:02x?}", GENESIS.bytes());
    let notes = ours.map(&ObjectRef::ROOT, "notes").unwrap();
    let done = ours
        .perform(a, |w| {
            let n = w.make_map(&notes, "x")?;
            w.make_text(&n, "words", "hello")
        })
        .unwrap();
    ours.perform(a, |w| w.splice(&done.result, 5, 0, "!")).unwrap();
    let p = ours.pending().unwrap();
    println!("{p:?}");
    ours.sealed(EntryId([1; 32]), 1);
    let inc = Incoming {
        id: EntryId([1; 32]),
        actor: a,
        seq: 1,
        prev: None,
        deps: p.deps,
        payload: p.payload,
    };
    assert_eq!(theirs.take_in(std::slice::from_ref(&inc)), [Outcome::Applied]);
    println!("{:?}", theirs.take_patches());
    println!("{:?}", ours.take_patches());
    assert_eq!(theirs.text(&done.result), "hello!");
    theirs.perform(b, |w| w.splice(&done.result, 2, 2, "LL")).unwrap();
    println!("{:?} {:?}", theirs.take_patches(), theirs.authors(&done.result));
}
