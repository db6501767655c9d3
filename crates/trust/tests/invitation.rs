//! The whole talk between inviter and newcomer, and everything that may go wrong in it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use horseshoe_trust::{
    Answer, Body, CommunityId, DeviceId, DeviceKey, EpochSecret, Introduction, Invitations,
    Inviter, InviterNews, JoinError, JoinMessage, JoinStep, Knock, Knocker, Membership, Newcomer,
    NewcomerNews, Proposal, ProposalProblem, Ticket, TicketKind, TicketProblem, TicketSecret,
    WelcomeProblem, seal_secret,
};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

const NOW: u64 = 1_800_000_000;
const NAME: &str = "Tuesday group";

fn key(seed: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[seed; 32])
}

fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// Ann invites; Nora and Karl come; Ben is a member already.
fn ann() -> DeviceKey {
    key(1)
}
fn ben() -> DeviceKey {
    key(2)
}
fn nora() -> DeviceKey {
    key(3)
}
fn karl() -> DeviceKey {
    key(4)
}

fn invitation(kind: TicketKind) -> (Invitations, Ticket) {
    let ticket = Ticket::new(kind, NAME, ann().id(), NOW + 100, &mut rng(5));
    let mut invitations = Invitations::default();
    invitations.issue(&ticket);
    (invitations, ticket)
}

fn genesis(name: &str, founders: &[&DeviceKey]) -> Proposal {
    let mut ids: Vec<DeviceId> = founders.iter().map(|key| key.id()).collect();
    ids.sort();
    let body = Body::Genesis {
        name: name.to_owned(),
        quorum: 2,
        founders: ids.clone(),
        continues: None,
        documents: Vec::new(),
    };
    Proposal::new(CommunityId::NONE, [], body, ids).unwrap()
}

/// A community of Ann and Ben.
fn community() -> Membership {
    let mut proposal = genesis(NAME, &[&ann(), &ben()]);
    proposal.sign(&ann());
    proposal.sign(&ben());
    Membership::new(proposal.finish().unwrap()).unwrap()
}

fn admit(to: &Membership, newcomer: &DeviceKey, name: &str) -> Proposal {
    let body = Body::Admit { device: newcomer.id(), name: name.to_owned(), was: None };
    let signers = [ann().id(), ben().id(), newcomer.id()];
    Proposal::new(to.community(), to.heads(), body, signers).unwrap()
}

fn certificates(of: &Membership) -> Vec<Vec<u8>> {
    of.ids().iter().map(|id| of.get(id).unwrap().to_bytes()).collect()
}

/// Both sides of one talk over a connection that loses nothing.
struct Talk {
    inviter: Inviter,
    newcomer: Newcomer,
    knocker: Option<Knocker>,
    words: Option<[&'static str; 4]>,
}

fn begin(ticket: &Ticket, who: &DeviceKey, name: &str, seed: u64) -> (Talk, Vec<u8>) {
    let (inviter, first) = Inviter::new(ann().id(), who.id(), false, &mut rng(seed));
    let mut rng = rng(seed + 1000);
    let newcomer = Newcomer::new(ticket.clone(), who.id(), name, "nursing", &mut rng).unwrap();
    (Talk { inviter, newcomer, knocker: None, words: None }, first)
}

/// Until the inviter's person is asked and both show words.
fn knock(
    ticket: &Ticket,
    who: &DeviceKey,
    name: &str,
    invitations: &mut Invitations,
    seed: u64,
) -> Talk {
    let (mut talk, first) = begin(ticket, who, name, seed);
    let knock = only(talk.newcomer.handle(&first).unwrap().send);
    let step = talk.inviter.handle(&knock, invitations, NOW).unwrap();
    let Some(InviterNews::Knocked(knocker)) = step.news else { panic!("{:?}", step.news) };
    let step = talk.newcomer.handle(&only(step.send)).unwrap();
    let Some(NewcomerNews::Words(words)) = step.news else { panic!("{:?}", step.news) };
    talk.knocker = Some(knocker);
    talk.words = Some(words);
    talk
}

fn only(mut messages: Vec<Vec<u8>>) -> Vec<u8> {
    assert_eq!(messages.len(), 1);
    messages.remove(0)
}

fn signed(talk: &mut Talk, who: &DeviceKey, proposal: &Proposal) -> Proposal {
    let ask = talk.inviter.propose(proposal).unwrap();
    let asked = talk.newcomer.handle(&ask).unwrap().news;
    assert!(matches!(asked, Some(NewcomerNews::Asked(_))));
    let answer = talk.newcomer.sign(who).unwrap();
    let step = talk.inviter.handle(&answer, &mut Invitations::default(), NOW).unwrap();
    let Some(InviterNews::Signed(proposal)) = step.news else { panic!("{:?}", step.news) };
    *proposal
}

fn welcomed(newcomer: &mut Newcomer, messages: &[Vec<u8>]) -> JoinStep<NewcomerNews> {
    let (last, before) = messages.split_last().unwrap();
    for message in before {
        assert_eq!(newcomer.handle(message).unwrap().news, None);
    }
    newcomer.handle(last).unwrap()
}

#[test]
fn a_community_begins_when_the_second_person_joins() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let mut talk = knock(&ticket, &nora(), " Nora ", &mut invitations, 1);
    let knocker = talk.knocker.clone().unwrap();
    assert_eq!((knocker.name.as_str(), knocker.practice.as_str()), ("Nora", "nursing"));
    assert_eq!((knocker.device, knocker.kind), (nora().id(), TicketKind::Found));
    assert!(!knocker.again);
    assert_eq!(Some(knocker.words), talk.words);

    let mut proposal = genesis(NAME, &[&ann(), &nora()]);
    proposal.sign(&ann());
    let genesis = signed(&mut talk, &nora(), &proposal).finish().unwrap();

    let secret = EpochSecret::from_bytes([9; 32]);
    let sealed = seal_secret(&nora().id(), &secret, &genesis.community(), &mut rng(2)).unwrap();
    let foreign = seal_secret(&karl().id(), &secret, &genesis.community(), &mut rng(3)).unwrap();
    let welcome = talk.inviter.welcome(vec![genesis.to_bytes()], vec![foreign, sealed]).unwrap();
    let Some(NewcomerNews::Joined(joined)) = welcomed(&mut talk.newcomer, &welcome).news else {
        panic!("not joined")
    };
    assert_eq!(joined.community, genesis.community());
    assert_eq!(joined.certificates, [genesis]);
    assert_eq!(joined.secrets(&nora()), [secret]);
}

#[test]
fn a_newcomer_waits_for_another_yes_and_is_in() {
    let mut membership = community();
    let (mut invitations, ticket) = invitation(TicketKind::Join(membership.community()));
    let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let mut proposal = signed(&mut talk, &nora(), &admit(&membership, &nora(), "Nora"));
    let waiting = talk.newcomer.handle(&talk.inviter.waiting(2).unwrap()).unwrap().news;
    assert_eq!(waiting, Some(NewcomerNews::Waiting { for_approvals: 2 }));
    proposal.sign(&ann());
    proposal.sign(&ben());
    membership.insert(proposal.finish().unwrap());
    let welcome = talk.inviter.welcome(certificates(&membership), Vec::new()).unwrap();
    let news = welcomed(&mut talk.newcomer, &welcome).news;
    let Some(NewcomerNews::Joined(joined)) = news else { panic!("{news:?}") };
    assert_eq!(joined.community, membership.community());
    assert_eq!(joined.certificates.len(), 2);
}

#[test]
fn a_long_welcome_travels_in_parts() {
    let mut membership = community();
    for seed in 10..110 {
        let newcomer = key(seed);
        let mut proposal = admit(&membership, &newcomer, "One of many");
        for key in [&ann(), &ben(), &newcomer] {
            proposal.sign(key);
        }
        membership.insert(proposal.finish().unwrap());
    }
    let (mut invitations, ticket) = invitation(TicketKind::Join(membership.community()));
    let mut talk = knock(&ticket, &key(50), "One of many", &mut invitations, 1);
    let welcome = talk.inviter.welcome(certificates(&membership), Vec::new()).unwrap();
    assert!(welcome.len() > 1);
    assert!(welcome.iter().all(|message| message.len() <= horseshoe_trust::MAX_JOIN_MESSAGE));
    let news = welcomed(&mut talk.newcomer, &welcome).news;
    assert!(matches!(news, Some(NewcomerNews::Joined(joined)) if joined.certificates.len() == 101));
}

#[test]
fn who_was_quicker_founded_and_the_other_is_let_in_with_the_same_kind_of_ticket() {
    let mut membership = community();
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let mut proposal = signed(&mut talk, &nora(), &admit(&membership, &nora(), "Nora"));
    proposal.sign(&ann());
    proposal.sign(&ben());
    membership.insert(proposal.finish().unwrap());
    let welcome = talk.inviter.welcome(certificates(&membership), Vec::new()).unwrap();
    let news = welcomed(&mut talk.newcomer, &welcome).news;
    assert!(matches!(news, Some(NewcomerNews::Joined(_))), "{news:?}");
}

#[test]
fn the_same_device_may_come_back_and_go_on_even_later_than_the_ticket() {
    let mut membership = community();
    let (mut invitations, ticket) = invitation(TicketKind::Join(membership.community()));
    let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let mut proposal = signed(&mut talk, &nora(), &admit(&membership, &nora(), "Nora"));
    proposal.sign(&ann());
    proposal.sign(&ben());
    membership.insert(proposal.finish().unwrap());
    // The connection broke; the inviter's device restarted, too.
    let mut invitations = Invitations::from_bytes(&invitations.to_bytes()).unwrap();
    let (mut again, first) = begin(&ticket, &nora(), "Nora", 2);
    let knock = only(again.newcomer.handle(&first).unwrap().send);
    let step = again.inviter.handle(&knock, &mut invitations, NOW + 1000).unwrap();
    assert!(matches!(step.news, Some(InviterNews::Knocked(Knocker { again: true, .. }))));
    again.newcomer.handle(&only(step.send)).unwrap();
    let welcome = again.inviter.welcome(certificates(&membership), Vec::new()).unwrap();
    let news = welcomed(&mut again.newcomer, &welcome).news;
    assert!(matches!(news, Some(NewcomerNews::Joined(_))), "{news:?}");
}

#[test]
fn a_second_person_with_one_ticket_is_told_and_the_inviter_may_allow_it() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let (mut talk, first) = begin(&ticket, &karl(), "Karl", 2);
    let message = only(talk.newcomer.handle(&first).unwrap().send);
    let step = talk.inviter.handle(&message, &mut invitations, NOW).unwrap();
    let Some(InviterNews::SentAway { knocker, answer }) = step.news else { panic!() };
    assert_eq!((knocker.name.as_str(), answer), ("Karl", Answer::AlreadyUsed { by: nora().id() }));
    let news = talk.newcomer.handle(&only(step.send)).unwrap().news;
    assert_eq!(news, Some(NewcomerNews::TicketProblem(TicketProblem::Used)));
    assert_eq!(talk.inviter.welcome(Vec::new(), Vec::new()), Err(JoinError::OutOfTurn));

    invitations.release(&ticket.id());
    knock(&ticket, &karl(), "Karl", &mut invitations, 3);
}

#[test]
fn an_expired_ticket_and_an_unknown_one_are_told_apart_only_to_who_knows_the_secret() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let mut sent_away = |ticket: &Ticket, now| {
        let (mut talk, first) = begin(ticket, &nora(), "Nora", 1);
        let knock = only(talk.newcomer.handle(&first).unwrap().send);
        let step = talk.inviter.handle(&knock, &mut invitations, now).unwrap();
        let news = talk.newcomer.handle(&only(step.send)).unwrap().news;
        (step.news.unwrap(), news.unwrap())
    };
    let (inviter, newcomer) = sent_away(&ticket, NOW + 100);
    assert!(matches!(inviter, InviterNews::SentAway { answer: Answer::Expired, .. }));
    assert_eq!(newcomer, NewcomerNews::TicketProblem(TicketProblem::Expired));
    let guessed = Ticket { secret: TicketSecret::from_bytes([0; 16]), ..ticket.clone() };
    let other_kind = Ticket { kind: TicketKind::Join(community().community()), ..ticket };
    for ticket in [guessed, other_kind] {
        let (inviter, newcomer) = sent_away(&ticket, NOW + 100);
        assert_eq!(inviter, InviterNews::Stranger);
        assert_eq!(newcomer, NewcomerNews::TicketProblem(TicketProblem::Unknown));
    }
}

#[test]
fn a_knock_overheard_serves_no_other_device_and_no_other_talk() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let (mut talk, first) = begin(&ticket, &nora(), "Nora", 1);
    let knock = only(talk.newcomer.handle(&first).unwrap().send);
    assert!(!knock.windows(16).any(|window| window == &ticket.to_bytes()[19..35]));
    for (who, seed) in [(karl(), 1), (nora(), 2)] {
        let (mut inviter, _) = Inviter::new(ann().id(), who.id(), false, &mut rng(seed));
        let step = inviter.handle(&knock, &mut invitations, NOW).unwrap();
        assert_eq!(step.news, Some(InviterNews::Stranger));
    }
}

#[test]
fn a_stranger_in_between_makes_the_words_differ() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    // Mallory has read the mail: he gives Nora a ticket with his own device and uses Ann's himself.
    let mallory = key(66);
    let changed = Ticket { inviter: mallory.id(), ..ticket.clone() };
    let mut theirs = Invitations::default();
    theirs.issue(&changed);
    let at_ann = knock(&ticket, &mallory, "Nora", &mut invitations, 1);
    let (mut inviter, first) = Inviter::new(mallory.id(), nora().id(), false, &mut rng(2));
    let mut newcomer = Newcomer::new(changed, nora().id(), "Nora", "", &mut rng(3)).unwrap();
    let message = only(newcomer.handle(&first).unwrap().send);
    let step = inviter.handle(&message, &mut theirs, NOW).unwrap();
    let news = newcomer.handle(&only(step.send)).unwrap().news;
    let Some(NewcomerNews::Words(words)) = news else { panic!("{news:?}") };
    assert_ne!(words, at_ann.knocker.unwrap().words);
}

#[test]
fn who_reveals_another_number_than_promised_is_found_out() {
    let (_, ticket) = invitation(TicketKind::Found);
    let (mut talk, first) = begin(&ticket, &nora(), "Nora", 1);
    talk.newcomer.handle(&first).unwrap();
    let other = JoinMessage::Reveal { words_nonce: [0; 32] }.to_bytes();
    assert_eq!(talk.newcomer.handle(&other), Err(JoinError::BrokenCommitment));
}

#[test]
fn a_newcomer_signs_nothing_but_its_own_way_in() {
    let membership = community();
    let join = TicketKind::Join(membership.community());
    let by_ann = |mut proposal: Proposal| {
        proposal.sign(&ann());
        proposal
    };
    let elsewhere = Proposal::new(
        CommunityId::from_bytes([1; 32]),
        membership.heads(),
        Body::Admit { device: nora().id(), name: "Nora".to_owned(), was: None },
        [ann().id(), ben().id(), nora().id()],
    );
    let close = Proposal::new(
        membership.community(),
        membership.heads(),
        Body::Close,
        [ann().id(), nora().id()],
    );
    let cases = [
        (join, admit(&membership, &karl(), "Nora"), ProposalProblem::NotAboutMe),
        (join, admit(&membership, &nora(), "Eleonora"), ProposalProblem::OtherName),
        (join, elsewhere.unwrap(), ProposalProblem::OtherCommunity),
        (join, close.unwrap(), ProposalProblem::NotAboutMe),
        (join, by_ann(genesis(NAME, &[&ann(), &nora()])), ProposalProblem::OtherCommunity),
        (
            TicketKind::Found,
            by_ann(genesis("Other", &[&ann(), &nora()])),
            ProposalProblem::OtherCommunity,
        ),
        (TicketKind::Found, by_ann(genesis(NAME, &[&ann(), &karl()])), ProposalProblem::NotAboutMe),
        (TicketKind::Found, genesis(NAME, &[&ann(), &nora()]), ProposalProblem::InviterMissing),
        (TicketKind::Found, genesis(NAME, &[&ben(), &nora()]), ProposalProblem::InviterMissing),
    ];
    for (at, (kind, proposal, problem)) in cases.into_iter().enumerate() {
        let (mut invitations, ticket) = invitation(kind);
        let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
        let ask = JoinMessage::Proposal(proposal.to_bytes()).to_bytes();
        let refused = talk.newcomer.handle(&ask).err();
        assert_eq!(refused, Some(JoinError::Proposal(problem)), "case {at}");
        assert_eq!(talk.newcomer.sign(&nora()), Err(JoinError::OutOfTurn));
    }
}

#[test]
fn an_inviter_takes_no_signature_but_the_newcomers_on_what_was_asked() {
    let membership = community();
    let (mut invitations, ticket) = invitation(TicketKind::Join(membership.community()));
    let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let asked = admit(&membership, &nora(), "Nora");
    talk.inviter.propose(&asked).unwrap();
    let mut other = admit(&membership, &nora(), "Somebody else");
    other.sign(&nora());
    for answer in [asked, other] {
        let answer = JoinMessage::Signed(answer.to_bytes()).to_bytes();
        let refused = talk.inviter.handle(&answer, &mut invitations, NOW).err();
        assert_eq!(refused, Some(JoinError::NotSigned));
    }
}

#[test]
fn a_welcome_to_something_else_is_refused() {
    let membership = community();
    let stranger = {
        let mut proposal = genesis(NAME, &[&ben(), &karl()]);
        proposal.sign(&ben());
        proposal.sign(&karl());
        Membership::new(proposal.finish().unwrap()).unwrap()
    };
    let join = TicketKind::Join(membership.community());
    let cases = [
        (join, certificates(&membership), WelcomeProblem::NotIn),
        (join, certificates(&stranger), WelcomeProblem::OtherCommunity),
        (TicketKind::Found, certificates(&stranger), WelcomeProblem::OtherCommunity),
        (join, Vec::new(), WelcomeProblem::NoGenesis),
        (join, vec![vec![1, 2, 3]], WelcomeProblem::Damaged),
    ];
    for (kind, certificates, problem) in cases {
        let (mut invitations, ticket) = invitation(kind);
        let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
        let welcome = only(talk.inviter.welcome(certificates, Vec::new()).unwrap());
        assert_eq!(talk.newcomer.handle(&welcome), Err(JoinError::Welcome(problem)));
    }
}

#[test]
fn a_welcome_without_end_is_cut_off() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let part = JoinMessage::Welcome { part: vec![0; 16_000], more: true }.to_bytes();
    let refused = (0..1000).find_map(|_| talk.newcomer.handle(&part).err());
    assert_eq!(refused, Some(JoinError::Welcome(WelcomeProblem::TooLong)));
}

#[test]
fn a_no_is_a_no() {
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let mut talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    let news = talk.newcomer.handle(&talk.inviter.decline()).unwrap().news;
    assert_eq!(news, Some(NewcomerNews::Declined));
    assert_eq!(talk.inviter.waiting(1), Err(JoinError::OutOfTurn));
}

#[test]
fn names_are_one_plain_line() {
    let (_, ticket) = invitation(TicketKind::Found);
    for name in ["", "  ", "two\nlines", "\u{7}", "n".repeat(257).as_str()] {
        let refused = Newcomer::new(ticket.clone(), nora().id(), name, "", &mut rng(1)).err();
        assert_eq!(refused, Some(JoinError::BadName), "{name:?}");
    }
}

/// New messages go to the end of the enum; these bytes never change.
#[test]
fn the_messages_of_version_1() {
    let (_, ticket) = invitation(TicketKind::Found);
    let messages = [
        JoinMessage::Challenge { nonce: [1; 32], words_commitment: [2; 32] },
        JoinMessage::Knock(Knock {
            ticket: ticket.id(),
            proof: [3; 32],
            who: Introduction {
                name: "Nora".to_owned(),
                practice: String::new(),
                words_nonce: [4; 32],
            },
        }),
        JoinMessage::Reveal { words_nonce: [5; 32] },
        JoinMessage::Proposal(vec![6, 7]),
        JoinMessage::Signed(vec![8]),
        JoinMessage::Waiting { for_approvals: 1 },
        JoinMessage::Welcome { part: vec![9, 10], more: true },
        JoinMessage::Declined,
        JoinMessage::TicketProblem(TicketProblem::Used),
    ];
    let mut all = Vec::new();
    for message in messages {
        let bytes = message.to_bytes();
        assert_eq!(JoinMessage::from_bytes(&bytes), Ok(message));
        all.extend(bytes);
    }
    insta::assert_snapshot!(blake3::hash(&all).to_hex().as_str(), @"2ed29fc5127a9dee073adfde1216b90cabc34e41a4b75b069dcae86698a44a94");
    // The proof and the words are part of the protocol too.
    let (mut invitations, ticket) = invitation(TicketKind::Found);
    let talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
    insta::assert_snapshot!(talk.words.unwrap().join(" "), @"mustard lunch jaguar fiddle");
}

proptest! {
    #[test]
    fn no_bytes_harm_either_side(
        stage in 0..3,
        tag in 0_u8..13,
        rest in prop::collection::vec(any::<u8>(), 0..200),
        at in any::<prop::sample::Index>(),
        change in 1_u8..,
    ) {
        let (mut invitations, ticket) = invitation(TicketKind::Found);
        let (mut talk, first) = begin(&ticket, &nora(), "Nora", 1);
        if stage > 0 {
            talk = knock(&ticket, &nora(), "Nora", &mut invitations, 1);
        }
        if stage > 1 {
            let mut proposal = genesis(NAME, &[&ann(), &nora()]);
            proposal.sign(&ann());
            let mut ask = talk.inviter.propose(&proposal).unwrap();
            // A proposal changed on the way is never one to sign.
            let at = at.index(ask.len());
            ask[at] ^= change;
            let news = talk.newcomer.handle(&ask).ok().and_then(|step| step.news);
            let asked = matches!(news, Some(NewcomerNews::Asked(_)));
            prop_assert!(!asked);
        } else if stage == 0 {
            talk.newcomer.handle(&first).unwrap();
        }
        let hostile = [&[tag][..], &rest].concat();
        let at_inviter = talk.inviter.handle(&hostile, &mut invitations, NOW).ok();
        prop_assert!(at_inviter.is_none_or(|step| step.news == Some(InviterNews::Stranger)));
        let at_newcomer = talk.newcomer.handle(&hostile).ok().and_then(|step| step.news);
        let fooled = matches!(
            at_newcomer,
            Some(NewcomerNews::Joined(_) | NewcomerNews::Asked(_) | NewcomerNews::Words(_))
        );
        prop_assert!(!fooled);
    }
}
