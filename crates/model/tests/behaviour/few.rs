//! Documents of a few people, and how long what all share is kept.

use crate::support::{Room, authors, member, splice};
use horseshoe_merge::Document;
use horseshoe_model::*;

fn pair(doc: &Document) -> PairView {
    PairView::read(doc, &authors)
}

fn words(slips: &[std::sync::Arc<Slip>]) -> Vec<(String, Option<MemberId>)> {
    slips.iter().map(|slip| (slip.words.text.clone(), slip.by)).collect()
}

#[test]
fn f44_two_write_in_their_pads_at_once_and_nothing_is_lost() {
    let mut room = Room::of(2);
    room.does(0, PairCommand::Write { text: "More time".to_owned() });
    room.meet();
    let pad = pair(room.devices[1].doc_mut((Kind::Pair, None))).pads[0].clone();
    let insert = |at, words| vec![splice(at, 0, words)];
    room.does(0, PairCommand::Splice { slip: pad.id, splices: insert(9, " for it") });
    room.does(1, PairCommand::Splice { slip: pad.id, splices: insert(0, "Must: ") });
    room.does(1, PairCommand::Write { text: "A quiet room".to_owned() });
    room.meet();
    let expected = [
        ("Must: More time for it".to_owned(), Some(member(0))),
        ("A quiet room".to_owned(), Some(member(1))),
    ];
    for device in &mut room.devices {
        assert_eq!(words(&pair(device.doc_mut((Kind::Pair, None))).pads), expected);
    }
    room.does(1, PairCommand::TakeOut { slip: pad.id });
    assert_eq!(pair(room.devices[1].doc_mut((Kind::Pair, None))).pads_taken_out.len(), 1);
    room.does(1, PairCommand::BringBack { slip: pad.id });
    assert_eq!(pair(room.devices[1].doc_mut((Kind::Pair, None))).pads.len(), 2);
}

#[test]
fn n7_two_answers_given_at_once_are_a_clash_until_somebody_chooses() {
    let mut room = Room::of(2);
    let answer = |answer: &str| ArrangementsCommand::Answer {
        question: "compulsory".to_owned(),
        answer: answer.to_owned(),
    };
    room.does(0, answer("no"));
    room.does(1, answer("yes"));
    room.meet();
    let read = |room: &mut Room, who: usize| {
        ArrangementsView::read(room.devices[who].doc_mut((Kind::Arrangements, None)), &authors)
    };
    let view = read(&mut room, 0);
    assert_eq!(view.answers["compulsory"].clash.len(), 2);
    assert_eq!(view, read(&mut room, 1));
    room.does(1, answer("no"));
    room.meet();
    let view = read(&mut room, 0);
    assert_eq!(
        (view.answers["compulsory"].value.as_str(), view.answers["compulsory"].clash.len()),
        ("no", 0)
    );
    let bad = ArrangementsCommand::Answer { question: "Not a key".into(), answer: "x".into() };
    assert!(room.tries(0, &bad.into()).is_err());
}

#[test]
fn d40_a_day_until_which_notes_are_kept_and_who_objects_to_it() {
    let mut room = Room::of(2);
    let keep =
        |until: Option<&str>| RetentionCommand::KeepUntil { until: until.map(str::to_owned) };
    room.does(0, keep(Some("2027-01-31")));
    room.meet();
    let object = |object| RetentionCommand::Object { until: "2027-01-31".to_owned(), object };
    room.does(1, object(true));
    room.meet();
    let retention = room.community(0).retention;
    assert_eq!(retention.until.value.as_deref(), Some("2027-01-31"));
    assert_eq!(retention.objected_by, [member(1)].into());
    room.does(1, object(false));
    assert!(room.community(1).retention.objected_by.is_empty());
    room.does(1, object(true));
    room.meet();

    // Two days at once: the later one holds, and an objection to another day does not stand against it.
    room.does(0, keep(Some("2027-03-01")));
    room.does(1, keep(Some("2027-02-01")));
    room.meet();
    let retention = room.community(1).retention;
    assert_eq!(retention.until.value.as_deref(), Some("2027-03-01"));
    assert_eq!((retention.until.clash.len(), retention.objected_by.len()), (2, 0));
    room.does(0, keep(None));
    assert_eq!(room.community(0).retention.until.value, None);
    let error = room.tries(0, &keep(Some("soon")).into());
    assert_eq!(error, Err(CommandError::Malformed { what: "date like 2026-12-10" }));
}

#[test]
fn what_a_member_says_about_destroying_is_their_own_word() {
    let mut room = Room::of(2);
    let (document, device) = ("ab".repeat(32), "cd".repeat(32));
    let object = |object| ErasingCommand::Object { document: document.clone(), object };
    room.does(0, object(true));
    room.does(1, ErasingCommand::Confirm { document: document.clone(), device: device.clone() });
    room.meet();
    let views = room.members(1);
    assert_eq!(views[0].1.erasing.objects_to, [document.clone()].into());
    assert!(views[1].1.erasing.objects_to.is_empty());
    assert_eq!(views[1].1.erasing.destroyed[&document].keys().collect::<Vec<_>>(), [&device[..32]]);
    room.does(0, object(false));
    assert!(room.members(0)[0].1.erasing.objects_to.is_empty());
    let malformed = ErasingCommand::Object { document: "AB".repeat(32), object: true };
    assert!(room.tries(0, &malformed.into()).is_err());
}
