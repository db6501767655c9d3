//! The inviter's side of the talk: challenge, listen, reveal, propose, welcome. No IO, no clock.

use rand::CryptoRng;

use super::caller::AT_A_DOOR;
use super::message::{Introduction, Welcome};
use super::{
    Answer, BY_LETTER, Invitations, JoinError, JoinMessage, JoinStep, Knock, ProposalProblem,
    Ticket, TicketKind, TicketProblem, compare_words, words_commitment,
};
use crate::{Body, DeviceId, Proposal, TicketId};

/// One talk with one device that knocks.
///
/// The transport has proved that the other end holds the key `newcomer`. After every error the talk
/// is to be closed; the newcomer may come back with the same ticket in a new one.
#[derive(Debug)]
pub struct Inviter {
    me: DeviceId,
    newcomer: DeviceId,
    challenge: [u8; 32],
    words_nonce: [u8; 32],
    /// Whether who has no ticket may ask.
    door_open: bool,
    phase: Phase,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InviterNews {
    /// Somebody with a good ticket is at the door: show name and words, ask the person.
    Knocked(Knocker),
    /// Somebody knew the ticket's secret, but was sent away: the ticket has expired or was used by
    /// another device. People may want to give this one a ticket too.
    SentAway { knocker: Knocker, answer: Answer },
    /// Somebody without a ticket asks at the open door: show name and words, ask the person, then
    /// [`Inviter::hand_over`] a ticket.
    Asked(Asker),
    /// Somebody without a ticket of ours was sent away.
    Stranger,
    /// The newcomer has signed. For a Genesis it is complete; otherwise others still have to sign.
    Signed(Box<Proposal>),
}

/// Who knocks, as the newcomer says, and what both people can read aloud to be sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Knocker {
    pub device: DeviceId,
    pub ticket: TicketId,
    pub kind: TicketKind,
    pub name: String,
    pub practice: String,
    pub words: [&'static str; 4],
    /// Has knocked with this ticket before: what was begun can go on.
    pub again: bool,
}

/// Who asks at the open door, as they say, and what both people read aloud to be sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    pub device: DeviceId,
    pub name: String,
    pub practice: String,
    pub words: [&'static str; 4],
}

#[derive(Debug)]
enum Phase {
    Challenged,
    Asked,
    Knocked,
    Proposed(Box<Proposal>),
    Over,
}

impl Inviter {
    /// Begins the talk with the bytes to send first. With `door_open`, who has no ticket may ask.
    pub fn new(
        me: DeviceId,
        newcomer: DeviceId,
        door_open: bool,
        rng: &mut impl CryptoRng,
    ) -> (Self, Vec<u8>) {
        let (mut challenge, mut words_nonce) = ([0; 32], [0; 32]);
        rng.fill_bytes(&mut challenge);
        rng.fill_bytes(&mut words_nonce);
        let first = JoinMessage::Challenge {
            nonce: challenge,
            words_commitment: words_commitment(&me, &newcomer, &words_nonce),
        };
        let phase = Phase::Challenged;
        let talk = Self { me, newcomer, challenge, words_nonce, door_open, phase };
        (talk, first.to_bytes())
    }

    /// The talk where both write letters: a file takes the place of a connection, and the signature on the file that
    /// of the handshake. Nothing can be committed to in advance, so there are no words to compare.
    pub fn by_letter(me: DeviceId, newcomer: DeviceId) -> Self {
        let (challenge, words_nonce) = (BY_LETTER, [0; 32]);
        Self { me, newcomer, challenge, words_nonce, door_open: false, phase: Phase::Challenged }
    }

    /// Goes on writing letters to somebody whose knock was good.
    pub fn answer_by_letter(me: DeviceId, newcomer: DeviceId) -> Self {
        Self { phase: Phase::Knocked, ..Self::by_letter(me, newcomer) }
    }

    pub fn newcomer(&self) -> DeviceId {
        self.newcomer
    }

    /// Takes in one message. A first knock with a good ticket marks it used in `invitations`: keep
    /// them before sending. `now` in unix seconds.
    pub fn handle(
        &mut self,
        bytes: &[u8],
        invitations: &mut Invitations,
        now: u64,
    ) -> Result<JoinStep<InviterNews>, JoinError> {
        let message = JoinMessage::from_bytes(bytes)?;
        match (&mut self.phase, message) {
            (Phase::Challenged, JoinMessage::Knock(knock)) => {
                knock.who.check()?;
                Ok(self.knocked(knock, invitations, now))
            }
            (Phase::Challenged, JoinMessage::Ask(who)) => {
                who.check()?;
                Ok(self.asked(who))
            }
            (Phase::Proposed(asked), JoinMessage::Signed(bytes)) => {
                let signed = Proposal::from_bytes(&bytes).or(Err(JoinError::NotSigned))?;
                // Leaves out all that is not a right signature on exactly what was asked.
                asked.absorb(&signed);
                if asked.missing().contains(&self.newcomer) {
                    return Err(JoinError::NotSigned);
                }
                Ok(JoinStep::news(InviterNews::Signed(asked.clone())))
            }
            _ => Err(JoinError::OutOfTurn),
        }
    }

    /// Whether somebody without a ticket asks at the open door and waits for an answer.
    pub fn awaits_ticket(&self) -> bool {
        matches!(self.phase, Phase::Asked)
    }

    /// The person said yes to who asked at the open door: gives them a ticket of this device. Ends
    /// the talk.
    pub fn hand_over(&mut self, ticket: &Ticket) -> Result<Vec<u8>, JoinError> {
        if !self.awaits_ticket() || ticket.inviter != self.me {
            return Err(JoinError::OutOfTurn);
        }
        self.phase = Phase::Over;
        Ok(JoinMessage::Handed { ticket: ticket.to_text() }.to_bytes())
    }

    /// The person said yes: asks the newcomer to sign `proposal`, with the signatures it has so far
    /// (of a Genesis at least the inviter's). May be called again if the first has become stale.
    pub fn propose(&mut self, proposal: &Proposal) -> Result<Vec<u8>, JoinError> {
        self.check_at_the_door()?;
        let lets_in = match proposal.body() {
            Body::Genesis { founders, .. } => founders.contains(&self.newcomer),
            Body::Admit { device, .. } | Body::Device { device, .. } => *device == self.newcomer,
            _ => false,
        };
        if !lets_in || !proposal.signers().contains(&self.newcomer) {
            return Err(ProposalProblem::NotAboutMe.into());
        }
        let message = JoinMessage::Proposal(proposal.to_bytes()).to_bytes();
        if message.len() > super::MAX_JOIN_MESSAGE {
            return Err(JoinError::TooLong(message.len()));
        }
        self.phase = Phase::Proposed(Box::new(proposal.clone()));
        Ok(message)
    }

    /// Tells the newcomer how many members still have to say yes.
    pub fn waiting(&self, for_approvals: u8) -> Result<Vec<u8>, JoinError> {
        self.check_at_the_door()?;
        Ok(JoinMessage::Waiting { for_approvals }.to_bytes())
    }

    /// The newcomer is in: everything it needs to begin. Ends the talk.
    ///
    /// `certificates` in causal order, the Genesis first, up to the one that lets the newcomer in
    /// or further; `sealed` are epoch secrets sealed to its device.
    pub fn welcome(
        &mut self,
        certificates: Vec<Vec<u8>>,
        sealed: Vec<Vec<u8>>,
    ) -> Result<Vec<Vec<u8>>, JoinError> {
        self.check_at_the_door()?;
        self.phase = Phase::Over;
        Ok(Welcome { certificates, sealed }.messages())
    }

    /// The device at the door was removed from the community, for good. Ends the talk; the ticket can be used again,
    /// by another device.
    pub fn refuse_device(&mut self, ticket: &TicketId, invitations: &mut Invitations) -> Vec<u8> {
        invitations.release(ticket);
        self.phase = Phase::Over;
        JoinMessage::TicketProblem(TicketProblem::DeviceOut).to_bytes()
    }

    /// The person said no. Ends the talk; the ticket stays used unless it is released.
    pub fn decline(&mut self) -> Vec<u8> {
        self.phase = Phase::Over;
        JoinMessage::Declined.to_bytes()
    }

    /// Only who knocked with a good ticket is told anything.
    fn check_at_the_door(&self) -> Result<(), JoinError> {
        match self.phase {
            Phase::Knocked | Phase::Proposed(_) => Ok(()),
            Phase::Challenged | Phase::Asked | Phase::Over => Err(JoinError::OutOfTurn),
        }
    }

    fn asked(&mut self, who: Introduction) -> JoinStep<InviterNews> {
        if !self.door_open {
            self.phase = Phase::Over;
            let news = Some(InviterNews::Stranger);
            return JoinStep { news, ..JoinStep::send(&JoinMessage::DoorClosed) };
        }
        let Introduction { name, practice, words_nonce } = who;
        let words = compare_words(
            (&self.me, &self.words_nonce),
            (&self.newcomer, &words_nonce),
            &AT_A_DOOR,
        );
        self.phase = Phase::Asked;
        let reveal = JoinMessage::Reveal { words_nonce: self.words_nonce };
        let asker = Asker { device: self.newcomer, name, practice, words };
        JoinStep { news: Some(InviterNews::Asked(asker)), ..JoinStep::send(&reveal) }
    }

    fn knocked(
        &mut self,
        knock: Knock,
        invitations: &mut Invitations,
        now: u64,
    ) -> JoinStep<InviterNews> {
        let Knock { ticket, proof, who } = knock;
        let Introduction { name, practice, words_nonce } = who;
        let proved = invitations.proved(&ticket, &self.me, &self.newcomer, &self.challenge, &proof);
        let known = invitations.get(&ticket).filter(|_| proved).map(|issued| issued.kind);
        let Some(kind) = known else {
            // A ticket that nobody gave out and a wrong proof sound the same.
            return self.send_away(TicketProblem::Unknown, InviterNews::Stranger);
        };
        let answer = invitations.answer(&ticket, &self.newcomer, now);
        let words = compare_words(
            (&self.me, &self.words_nonce),
            (&self.newcomer, &words_nonce),
            ticket.as_bytes(),
        );
        let again = matches!(answer, Answer::Fine { again: true });
        let device = self.newcomer;
        let knocker = Knocker { device, ticket, kind, name, practice, words, again };
        let problem = match answer {
            Answer::Fine { .. } => {
                invitations.use_by(&ticket, device);
                self.phase = Phase::Knocked;
                let reveal = JoinMessage::Reveal { words_nonce: self.words_nonce };
                let news = Some(InviterNews::Knocked(knocker));
                return JoinStep { news, ..JoinStep::send(&reveal) };
            }
            Answer::Unknown => TicketProblem::Unknown,
            Answer::Expired => TicketProblem::Expired,
            Answer::AlreadyUsed { .. } => TicketProblem::Used,
        };
        self.send_away(problem, InviterNews::SentAway { knocker, answer })
    }

    fn send_away(&mut self, problem: TicketProblem, news: InviterNews) -> JoinStep<InviterNews> {
        self.phase = Phase::Over;
        JoinStep { news: Some(news), ..JoinStep::send(&JoinMessage::TicketProblem(problem)) }
    }
}
