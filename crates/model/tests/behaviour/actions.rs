//! Actions and their owners, and the four arrangements for a meeting.

use crate::support::*;
use horseshoe_merge::{Actor, ObjectRef};
use horseshoe_model::*;

const SESSION: &str = "abababababababababababababababab";

fn add(owner: Option<MemberId>) -> ActionsCommand {
    let text = "Ask about the room".to_owned();
    ActionsCommand::Add { text, owner, due: Some("2026-12-10".into()), session: None }
}

fn action(room: &mut Room, who: usize) -> Action {
    Action::clone(&room.community(who).actions[0])
}

fn accept(action: ActionId, said_aloud: bool) -> Command {
    ActionsCommand::Accept { action, said_aloud }.into()
}

fn set_owner(action: ActionId, owner: usize) -> ActionsCommand {
    ActionsCommand::SetOwner { action, owner: Some(member(owner)) }
}

/// Who accepted, as whom it shows.
fn accepted(room: &mut Room, who: usize) -> Option<MemberId> {
    action(room, who).accepted.map(|accepted| accepted.by.expect("everybody is known here"))
}

fn arrangements() -> ActionsCommand {
    ActionsCommand::Arrangements { session: SESSION.into() }
}

#[test]
fn f14_an_action_has_words_an_owner_a_date_and_is_done() {
    let mut room = Room::of(2);
    let id = made(&room.does(0, add(None)));
    let splices = vec![splice(18, 0, " AV")];
    room.does(0, ActionsCommand::Splice { action: id, splices });
    room.meet();
    let open = action(&mut room, 1);
    assert_eq!((open.words.text.as_str(), open.by), ("Ask about the room AV", Some(member(0))));
    assert_eq!((open.owner.clone(), open.arrangement, open.done), (None, None, None));
    assert!(open.due_by("2026-12-10") && !open.due_by("2026-12-09"));
    room.does(1, ActionsCommand::Done { action: id });
    assert!(room.tries(1, &ActionsCommand::Done { action: id }.into()).is_err());
    let done = action(&mut room, 1);
    assert!(done.done.is_some() && !done.due_by("2026-12-10"));
    room.does(1, ActionsCommand::Reopen { action: id });
    assert_eq!(action(&mut room, 1).done, None);
    room.does(1, ActionsCommand::SetDue { action: id, due: None });
    assert_eq!(action(&mut room, 1).due.value, None);
    let soon = ActionsCommand::SetDue { action: id, due: Some("soon".into()) };
    assert!(matches!(room.tries(1, &soon.into()), Err(CommandError::Malformed { .. })));
    room.does(1, ActionsCommand::TakeOut { action: id });
    assert_eq!(room.community(1).actions_taken_out.len(), 1);
    room.does(1, ActionsCommand::BringBack { action: id });
    assert_eq!(room.community(1).actions.len(), 1);
}

#[test]
fn d28_only_the_owner_accepts_and_a_member_must_own() {
    let mut room = Room::of(3);
    let id = made(&room.does(0, add(None)));
    room.meet();
    assert_eq!(room.tries(1, &accept(id, false)), Err(CommandError::NobodyYet));
    room.does(0, set_owner(id, 1));
    room.meet();
    assert_eq!(accepted(&mut room, 0), None, "being asked is not accepting");
    assert_eq!(room.tries(2, &accept(id, false)), Err(CommandError::NotTheOwner));
    room.does(1, accept(id, false));
    room.meet();
    assert_eq!(accepted(&mut room, 0), Some(member(1)));
    let stranger = CommandError::NoSuch { what: "member" };
    assert_eq!(room.tries(0, &set_owner(id, 7).into()), Err(stranger.clone()));
    assert_eq!(room.tries(0, &add(Some(member(7))).into()), Err(stranger));
}

#[test]
fn d28_whoever_takes_it_on_themselves_accepts() {
    let mut room = Room::of(2);
    room.does(0, add(Some(member(0))));
    assert_eq!(accepted(&mut room, 0), Some(member(0)));
    let id = action(&mut room, 0).id;
    room.meet();
    room.does(1, set_owner(id, 1));
    assert_eq!(accepted(&mut room, 1), Some(member(1)));
    room.does(1, ActionsCommand::SetOwner { action: id, owner: None });
    let nobody = action(&mut room, 1);
    assert_eq!((nobody.owner, nobody.accepted), (None, None));
}

#[test]
fn d28_an_acceptance_heard_in_the_room_shows_who_recorded_it() {
    let mut room = Room::of(3);
    let id = made(&room.does(0, add(Some(member(1)))));
    room.does(0, accept(id, true));
    room.meet();
    assert_eq!(accepted(&mut room, 1), Some(member(0)));
    // The owner’s own word stands before it, and nobody writes over it.
    room.does(1, accept(id, false));
    assert_eq!(accepted(&mut room, 1), Some(member(1)));
    assert_eq!(room.tries(1, &accept(id, true)).map(|_| ()), Ok(()));
    room.meet();
    assert_eq!(room.tries(2, &accept(id, true)), Err(CommandError::AlreadySo));
    assert_eq!(accepted(&mut room, 2), Some(member(1)));
}

#[test]
fn d28_nobody_accepts_in_anothers_name_by_a_changed_program() {
    let mut room = Room::of(2);
    let id: ActionId = made(&room.does(0, add(Some(member(1)))));
    room.meet();
    let written = format!("{}\n5000\nin_person", member(1));
    for (writer_of, counts) in [(0, false), (1, true)] {
        let mut doc = room.devices[0].doc_mut(GENERAL[0]).clone();
        let actor = Actor::from_bytes([writer_of + 1; 16]);
        doc.perform(actor, |writer| {
            let actions = writer.map(&ObjectRef::ROOT, "actions").unwrap();
            let action = writer.map(&actions, &id.to_hex()).unwrap();
            writer.put(&action, "accepted", written.as_str())
        })
        .unwrap();
        let view = CommunityView::read(&doc, &authors);
        assert_eq!(view.actions[0].accepted.is_some(), counts);
    }
}

#[test]
fn d28_an_acceptance_made_offline_merges() {
    let mut room = Room::of(3);
    let id = made(&room.does(0, add(Some(member(1)))));
    room.meet();
    room.does(1, accept(id, false));
    room.does(0, ActionsCommand::Done { action: id });
    room.does(2, ActionsCommand::SetDue { action: id, due: None });
    room.meet();
    let view = action(&mut room, 2);
    assert!(view.done.is_some() && view.due.value.is_none());
    assert_eq!(accepted(&mut room, 2), Some(member(1)));
}

#[test]
fn d28_another_owner_has_not_accepted_what_the_first_did() {
    let mut room = Room::of(3);
    let id = made(&room.does(0, add(Some(member(1)))));
    room.meet();
    // At once: one accepts, and somebody else is asked.
    room.does(1, accept(id, false));
    room.does(0, set_owner(id, 2));
    room.meet();
    assert_eq!(action(&mut room, 1).owner.unwrap().value, member(2));
    assert_eq!(accepted(&mut room, 1), None);
    // After one another: nothing of it is left when the first is asked again.
    room.does(2, accept(id, false));
    room.does(2, set_owner(id, 1));
    room.does(2, ActionsCommand::SetOwner { action: id, owner: None });
    room.does(2, set_owner(id, 1));
    assert_eq!(accepted(&mut room, 2), None);
}

#[test]
fn d28_of_two_asked_at_once_whoever_accepts_is_the_owner() {
    let mut room = Room::of(3);
    let id = made(&room.does(0, add(None)));
    room.meet();
    room.does(1, set_owner(id, 1));
    room.does(0, set_owner(id, 2));
    room.meet();
    let both = action(&mut room, 0);
    assert_eq!((both.owner.unwrap().clash.len(), both.accepted), (2, None));
    room.does(2, accept(id, false));
    room.meet();
    let settled = action(&mut room, 0).owner.unwrap();
    assert_eq!((settled.value, settled.clash.len()), (member(2), 0));
    assert_eq!(accepted(&mut room, 1), Some(member(2)));
}

#[test]
fn d46_f18_four_arrangements_exist_each_with_an_owner_or_nobody_yet() {
    let mut room = Room::of(2);
    room.does(0, arrangements());
    let shown: Vec<_> = room.community(0).actions.iter().map(|one| one.arrangement).collect();
    assert_eq!(shown, Arrangement::ALL.map(Some));
    let view = room.community(0);
    let all = || view.actions.iter();
    assert!(all().all(|one| one.owner.is_none() && one.session.as_deref() == Some(SESSION)));
    assert!(all().all(|one| one.by == Some(member(0)) && one.words.text.is_empty()));
    assert_eq!(room.tries(0, &arrangements().into()), Err(CommandError::AlreadySo));
    let notices = Arrangement::Notices.action(SESSION);
    room.does(0, set_owner(notices, 1));
    room.meet();
    room.does(1, accept(notices, false));
    room.does(1, ActionsCommand::SetDue { action: notices, due: Some("2026-12-01".into()) });
    room.does(1, ActionsCommand::Done { action: notices });
    let last = room.community(1).actions[3].clone();
    assert_eq!(last.accepted.as_ref().unwrap().by, Some(member(1)));
    assert!(last.done.is_some() && last.due.value.is_some());
    let write = ActionsCommand::Splice { action: notices, splices: vec![splice(0, 0, "x")] };
    assert!(room.tries(1, &write.into()).is_err(), "what it is says it");
}

#[test]
fn d46_two_who_add_the_arrangements_at_once_make_four_and_lose_nothing() {
    let mut room = Room::of(2);
    room.does(0, arrangements());
    room.does(1, arrangements());
    room.does(0, set_owner(Arrangement::Room.action(SESSION), 0));
    room.does(1, set_owner(Arrangement::Date.action(SESSION), 1));
    room.meet();
    let view = room.community(0);
    assert_eq!(view, room.community(1));
    let owners: Vec<_> =
        view.actions.iter().map(|one| one.owner.as_ref().map(|owner| owner.value)).collect();
    assert_eq!(owners, [Some(member(0)), Some(member(1)), None, None]);
    assert!(view.actions.iter().all(|one| one.by == Some(member(0)) && one.at == 2_000));
    let accepted = view.actions.iter().filter(|one| one.accepted.is_some()).count();
    assert_eq!(accepted, 2);
}

#[test]
fn d46_another_meeting_has_arrangements_of_its_own() {
    let mut room = Room::of(1);
    room.does(0, arrangements());
    let other = "cd".repeat(32);
    room.does(0, ActionsCommand::Arrangements { session: other.clone() });
    assert_eq!(room.community(0).actions.len(), 8);
    assert_ne!(Arrangement::Room.action(SESSION), Arrangement::Room.action(&other));
    let bad = ActionsCommand::Arrangements { session: "Session 5".into() };
    assert!(matches!(room.tries(0, &bad.into()), Err(CommandError::Malformed { .. })));
}

#[test]
fn d46_arrangements_taken_back_are_taken_out_with_what_others_wrote_in_them() {
    let mut room = Room::of(2);
    let done = room.does(0, arrangements());
    room.meet();
    let notices = Arrangement::Notices.action(SESSION);
    room.does(1, set_owner(notices, 1));
    room.meet();
    room.undoes(0, &done.undo.unwrap()).unwrap();
    let view = room.community(0);
    assert_eq!((view.actions.len(), view.actions_taken_out.len()), (0, 4));
    room.does(0, ActionsCommand::BringBack { action: notices });
    assert_eq!(action(&mut room, 0).owner.unwrap().value, member(1));
    // One that was taken out is not missing.
    assert_eq!(room.tries(0, &arrangements().into()), Err(CommandError::AlreadySo));
}
