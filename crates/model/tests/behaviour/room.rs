//! A document of those in the room: points heard, whose they are, and different views.

use crate::support::{Room, authors, made, member, splice};
use horseshoe_merge::{Actor, ObjectRef};
use horseshoe_model::*;
use std::sync::Arc;

fn view(room: &mut Room, who: usize) -> RoomView {
    RoomView::read(room.devices[who].doc_mut((Kind::Room, None)), &authors)
}

fn hear(text: &str, said_by: Option<Person>) -> RoomCommand {
    RoomCommand::Hear { text: text.to_owned(), said_by }
}

fn words(slips: &[Arc<Slip>]) -> Vec<&str> {
    slips.iter().map(|slip| slip.words.text.as_str()).collect()
}

#[test]
fn f31_a_point_heard_keeps_the_exact_words_it_was_said_in() {
    let mut room = Room::of(2);
    let said = "  we were … “afraid” to ask";
    room.does(0, hear(said, None));
    room.does(1, RoomCommand::Note { text: "Ask again".to_owned() });
    room.meet();
    let seen = view(&mut room, 1);
    let point = &seen.points[0];
    assert_eq!((point.slip.words.text.as_str(), point.slip.by), (said, Some(member(0))));
    assert_eq!(words(&seen.notes), ["Ask again"]);
    assert_eq!(room.tries(0, &hear(" ", None).into()), Err(CommandError::Empty));
    room.does(0, RoomCommand::TakeOut { slip: seen.notes[0].id });
    let seen = view(&mut room, 0);
    assert_eq!((seen.points.len(), seen.notes.len(), seen.notes_taken_out.len()), (1, 0, 1));
}

#[test]
fn f60_only_whoever_said_it_confirms_a_point_and_only_those_words() {
    let mut room = Room::of(2);
    let slip = made(&room.does(0, hear("I went back too soon", Some(member(1).into()))));
    room.meet();
    let confirm: Command = RoomCommand::Confirm { slip }.into();
    assert_eq!(room.tries(0, &confirm), Err(CommandError::NotTheSpeaker));
    assert_eq!(view(&mut room, 0).points[0].confirmed, None);
    room.does(1, confirm.clone());
    room.meet();
    let point = view(&mut room, 0).points[0].clone();
    assert!(point.confirmed.is_some());
    assert_eq!(point.said_by.as_ref().unwrap().value, member(1).into());
    room.does(0, RoomCommand::Splice { slip, splices: vec![splice(20, 0, "?")] });
    room.meet();
    assert_eq!(view(&mut room, 1).points[0].confirmed, None);
    room.does(1, confirm);
    assert!(view(&mut room, 1).points[0].confirmed.is_some());
}

#[test]
fn f60_a_confirmation_written_by_another_member_does_not_mark_the_point() {
    let mut room = Room::of(2);
    let slip: SlipId = made(&room.does(0, hear("Too soon", Some(member(1).into()))));
    room.meet();
    let digest = blake3::hash(b"Too soon").to_hex();
    let written = format!("5000\n{}", &digest[..32]);
    for (writer_of, counts) in [(0, false), (1, true)] {
        let mut doc = room.devices[0].doc_mut((Kind::Room, None)).clone();
        doc.perform(Actor::from_bytes([writer_of + 1; 16]), |writer| {
            let points = writer.map(&ObjectRef::ROOT, "points").unwrap();
            let point = writer.map(&points, &slip.to_hex()).unwrap();
            writer.put(&point, "confirmed", written.as_str())
        })
        .unwrap();
        let read = RoomView::read(&doc, &authors);
        assert_eq!(read.points[0].confirmed.is_some(), counts);
    }
}

#[test]
fn f60_a_point_nobody_or_a_guest_is_said_to_have_made_waits_for_no_confirmation() {
    let mut room = Room::of(2);
    let guest = Person::Guest(GuestId::from_bytes([7; 16]));
    let slip = made(&room.does(0, hear("Too soon", Some(guest))));
    let confirm: Command = RoomCommand::Confirm { slip }.into();
    let said_by = |said_by| -> Command { RoomCommand::SaidBy { slip, said_by }.into() };
    assert_eq!(room.tries(0, &said_by(Some(guest))), Err(CommandError::AlreadySo));
    room.does(0, said_by(None));
    assert_eq!(view(&mut room, 0).points[0].said_by, None);
    assert_eq!(room.tries(0, &confirm), Err(CommandError::NotTheSpeaker));
    room.does(0, said_by(Some(member(0).into())));
    room.does(0, confirm);
    assert!(view(&mut room, 0).points[0].confirmed.is_some());
}

#[test]
fn f60_of_two_named_at_once_whoever_confirms_said_it() {
    let mut room = Room::of(2);
    let slip = made(&room.does(0, hear("Too soon", None)));
    room.meet();
    for who in [0, 1] {
        room.does(who, RoomCommand::SaidBy { slip, said_by: Some(member(who).into()) });
    }
    room.meet();
    assert_eq!(view(&mut room, 0).points[0].said_by.as_ref().unwrap().clash.len(), 2);
    room.does(1, RoomCommand::Confirm { slip });
    room.meet();
    let point = view(&mut room, 0).points[0].clone();
    let said_by = point.said_by.as_ref().unwrap();
    assert_eq!((said_by.value, said_by.clash.len()), (member(1).into(), 0));
    assert!(point.confirmed.is_some());
}

#[test]
fn f33_two_columns_are_written_by_two_at_once_and_nothing_is_lost() {
    let mut room = Room::of(2);
    let write = |side, text: &str| RoomCommand::View { side, text: text.to_owned() };
    let title = |side, title: &str| RoomCommand::SetTitle { side, title: title.to_owned() };
    room.does(0, write(Side::Left, "Go back"));
    room.meet();
    let slip = view(&mut room, 1).left.views[0].id;
    room.does(0, write(Side::Left, "Ask first"));
    room.does(0, RoomCommand::Splice { slip, splices: vec![splice(7, 0, " soon")] });
    room.does(0, title(Side::Left, "For"));
    room.does(1, write(Side::Left, "Write to them"));
    room.does(1, write(Side::Right, "Wait"));
    room.does(1, RoomCommand::Splice { slip, splices: vec![splice(0, 0, "Do: ")] });
    room.does(1, title(Side::Right, "Against"));
    room.meet();
    let seen = view(&mut room, 0);
    assert_eq!(seen, view(&mut room, 1));
    assert_eq!(seen.left.title.value, "For");
    assert_eq!(words(&seen.left.views), ["Do: Go back soon", "Ask first", "Write to them"]);
    assert_eq!(seen.right.title.value, "Against");
    assert_eq!(words(&seen.right.views), ["Wait"]);
    room.does(0, title(Side::Left, "Yes"));
    room.does(1, title(Side::Left, "Pro"));
    room.does(1, RoomCommand::TakeOut { slip });
    room.meet();
    let seen = view(&mut room, 0);
    assert_eq!((seen.left.title.clash.len(), seen.left.views_taken_out.len()), (2, 1));
    room.does(0, RoomCommand::BringBack { slip });
    assert_eq!(view(&mut room, 0).left.views.len(), 3);
}

#[test]
fn a_room_kept_by_patches_is_the_room_read_anew() {
    let mut room = Room::of(1);
    let mut kept = RoomView::default();
    let slip = made(&room.does(0, hear("Too soon", None)));
    let acts = [
        RoomCommand::OfSession { session: "ab".repeat(32) },
        RoomCommand::SaidBy { slip, said_by: Some(member(0).into()) },
        RoomCommand::Confirm { slip },
        RoomCommand::View { side: Side::Right, text: "Wait".into() },
        RoomCommand::SetTitle { side: Side::Right, title: "Against".into() },
        RoomCommand::Splice { slip, splices: vec![splice(0, 1, "t")] },
    ];
    for act in acts {
        room.does(0, act.clone());
        let patches = room.patches(0, (Kind::Room, None));
        let now = view(&mut room, 0);
        let doc = room.devices[0].doc_mut((Kind::Room, None));
        assert!(kept.apply_patches(doc, &authors, &patches), "{act:?}");
        assert_eq!(kept, now);
    }
}

#[test]
fn a_room_belongs_to_one_session_for_good() {
    let mut room = Room::of(1);
    let of = |session: String| RoomCommand::OfSession { session };
    assert_eq!(view(&mut room, 0).session, None);
    let malformed = Err(CommandError::Malformed { what: "session" });
    assert_eq!(room.tries(0, &of("a session".into()).into()), malformed);
    room.does(0, of("ab".repeat(32)));
    assert_eq!(view(&mut room, 0).session, Some("ab".repeat(32)));
    assert_eq!(room.tries(0, &of("cd".repeat(32)).into()), Err(CommandError::AlreadySo));
}
