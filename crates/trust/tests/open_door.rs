//! Asking at an open door: a ticket for who has none, after words were compared and a person said yes.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use horseshoe_trust::{
    Asker, Caller, CallerNews, DeviceId, DeviceKey, Introduction, Invitations, Inviter,
    InviterNews, JoinError, JoinMessage, JoinStep, Ticket, TicketKind,
};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

const NOW: u64 = 1_795_000_000;
const HOUR: u64 = 3600;

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

fn ann() -> DeviceKey {
    DeviceKey::from_bytes(&[1; 32])
}

fn nora() -> DeviceKey {
    DeviceKey::from_bytes(&[2; 32])
}

fn mallory() -> DeviceKey {
    DeviceKey::from_bytes(&[66; 32])
}

fn only(mut messages: Vec<Vec<u8>>) -> Vec<u8> {
    assert_eq!(messages.len(), 1);
    messages.remove(0)
}

fn ticket_of(inviter: DeviceId) -> Ticket {
    Ticket::new(TicketKind::Found, "Riverside", inviter, NOW + HOUR, &mut rng(9))
}

/// Until the person at the door is asked and both show words.
fn ask(keeper: &DeviceKey, caller: &DeviceKey, seed: u64) -> (Inviter, Asker, Caller, [String; 4]) {
    let (mut inviter, first) = Inviter::new(keeper.id(), caller.id(), true, &mut rng(seed));
    let mut calling =
        Caller::new(caller.id(), keeper.id(), "Nora", "nursing", &mut rng(seed + 1)).unwrap();
    let asked = only(calling.handle(&first, NOW).unwrap().send);
    let step = inviter.handle(&asked, &mut Invitations::default(), NOW).unwrap();
    let Some(InviterNews::Asked(asker)) = step.news else { panic!("{:?}", step.news) };
    let step = calling.handle(&only(step.send), NOW).unwrap();
    let Some(CallerNews::Words(words)) = step.news else { panic!("{:?}", step.news) };
    (inviter, asker, calling, words.map(ToOwned::to_owned))
}

#[test]
fn both_show_the_same_words_and_a_yes_hands_over_a_ticket() {
    let (mut inviter, asker, mut calling, words) = ask(&ann(), &nora(), 1);
    assert_eq!((asker.name.as_str(), asker.practice.as_str()), ("Nora", "nursing"));
    assert_eq!(asker.device, nora().id());
    assert_eq!(asker.words.map(ToOwned::to_owned), words);
    let ticket = ticket_of(ann().id());
    let handed = inviter.hand_over(&ticket).unwrap();
    let news = calling.handle(&handed, NOW).unwrap().news;
    assert_eq!(news, Some(CallerNews::Handed(Box::new(ticket.clone()))));
    assert_eq!(inviter.hand_over(&ticket), Err(JoinError::OutOfTurn), "once");
}

#[test]
fn a_closed_door_says_so_and_shows_nobody_anything() {
    let (mut inviter, first) = Inviter::new(ann().id(), nora().id(), false, &mut rng(1));
    let mut calling = Caller::new(nora().id(), ann().id(), "Nora", "", &mut rng(2)).unwrap();
    let asked = only(calling.handle(&first, NOW).unwrap().send);
    let step = inviter.handle(&asked, &mut Invitations::default(), NOW).unwrap();
    assert_eq!(step.news, Some(InviterNews::Stranger));
    assert_eq!(inviter.hand_over(&ticket_of(ann().id())), Err(JoinError::OutOfTurn));
    let news = calling.handle(&only(step.send), NOW).unwrap().news;
    assert_eq!(news, Some(CallerNews::Closed));
}

#[test]
fn not_this_time_is_heard() {
    let (mut inviter, _, mut calling, _) = ask(&ann(), &nora(), 1);
    let news = calling.handle(&inviter.decline(), NOW).unwrap().news;
    assert_eq!(news, Some(CallerNews::Declined));
}

#[test]
fn a_stranger_between_two_doors_makes_the_words_differ() {
    let (_, asker_at_ann, _, _) = ask(&ann(), &mallory(), 1);
    let (_, _, _, words_at_nora) = ask(&mallory(), &nora(), 5);
    assert_ne!(asker_at_ann.words.map(ToOwned::to_owned), words_at_nora);
}

#[test]
fn who_reveals_another_number_than_promised_is_found_out() {
    let (_, first) = Inviter::new(ann().id(), nora().id(), true, &mut rng(1));
    let mut calling = Caller::new(nora().id(), ann().id(), "Nora", "", &mut rng(2)).unwrap();
    calling.handle(&first, NOW).unwrap();
    let other = JoinMessage::Reveal { words_nonce: [0; 32] }.to_bytes();
    assert_eq!(calling.handle(&other, NOW), Err(JoinError::BrokenCommitment));
}

#[test]
fn only_a_good_ticket_of_the_door_itself_is_taken() {
    let handed = |ticket: &Ticket| JoinMessage::Handed { ticket: ticket.to_text() }.to_bytes();
    for (bytes, now) in [
        (handed(&ticket_of(mallory().id())), NOW),
        (handed(&ticket_of(ann().id())), NOW + HOUR),
        (JoinMessage::Handed { ticket: "horseshoe:nothing".to_owned() }.to_bytes(), NOW),
    ] {
        let (_, _, mut calling, _) = ask(&ann(), &nora(), 1);
        assert_eq!(calling.handle(&bytes, now), Err(JoinError::NotTheirTicket));
    }
    let (mut inviter, ..) = ask(&ann(), &nora(), 1);
    assert_eq!(inviter.hand_over(&ticket_of(nora().id())), Err(JoinError::OutOfTurn));
}

#[test]
fn nothing_is_taken_out_of_turn() {
    let handed = JoinMessage::Handed { ticket: ticket_of(ann().id()).to_text() }.to_bytes();
    let mut calling = Caller::new(nora().id(), ann().id(), "Nora", "", &mut rng(2)).unwrap();
    assert_eq!(calling.handle(&handed, NOW), Err(JoinError::OutOfTurn), "before words");
    let (mut inviter, ..) = ask(&ann(), &nora(), 1);
    let again =
        Introduction { name: "Nora".to_owned(), practice: String::new(), words_nonce: [7; 32] };
    let again = JoinMessage::Ask(again).to_bytes();
    let step: Result<JoinStep<InviterNews>, _> =
        inviter.handle(&again, &mut Invitations::default(), NOW);
    assert_eq!(step, Err(JoinError::OutOfTurn), "one try for other words");
}

/// These bytes never change.
#[test]
fn the_messages_at_a_door_of_version_1() {
    let ask =
        Introduction { name: "Nora".to_owned(), practice: String::new(), words_nonce: [4; 32] };
    let messages = [
        JoinMessage::Ask(ask),
        JoinMessage::Handed { ticket: "horseshoe:x".to_owned() },
        JoinMessage::DoorClosed,
    ];
    let mut all = Vec::new();
    for message in messages {
        let bytes = message.to_bytes();
        assert_eq!(JoinMessage::from_bytes(&bytes), Ok(message));
        all.extend(bytes);
    }
    insta::assert_snapshot!(blake3::hash(&all).to_hex().as_str(), @"6ff811d6391801f36b83ff0a876d26f9844f1792a5323f5de3b94f4927884bbc");
    let (_, _, _, words) = self::ask(&ann(), &nora(), 1);
    insta::assert_snapshot!(words.join(" "), @"dolphin clover banjo granite");
}
