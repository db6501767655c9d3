//! The newcomer's side of the talk: prove the ticket, compare words, sign, check the welcome.

use rand::CryptoRng;

use super::message::{Introduction, Welcome};
use super::ticket::name_in_ticket;
use super::{
    BY_LETTER, JoinError, JoinMessage, JoinStep, Knock, ProposalProblem, Ticket, TicketKind,
    TicketProblem, WelcomeProblem, compare_words, words_commitment,
};
use crate::{
    Body, Certificate, CommunityId, DeviceId, DeviceKey, EpochSecret, Membership, Proposal,
    open_secret,
};

/// One talk with the device that made the ticket, which the transport has proved to be it.
///
/// After every error the talk is to be closed. With the same ticket and device it can be begun
/// again, until the inviter says otherwise.
#[derive(Debug)]
pub struct Newcomer {
    ticket: Ticket,
    me: DeviceId,
    who: Introduction,
    phase: Phase,
    asked: Option<Box<Proposal>>,
    welcome: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewcomerNews {
    /// Show these: if the inviter's device shows the same four, nobody stands in between.
    Words([&'static str; 4]),
    /// The inviter's person said yes, and what is to be signed was found right: call
    /// [`Newcomer::sign`], at once or after the words were compared.
    Asked(Box<Proposal>),
    /// So many members still have to say yes.
    Waiting {
        for_approvals: u8,
    },
    Joined(Box<Joined>),
    Declined,
    TicketProblem(TicketProblem),
}

/// What a newcomer begins with. The certificates are those of the invitation's community, and by
/// them this device stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pub community: CommunityId,
    /// In causal order, the Genesis first.
    pub certificates: Vec<Certificate>,
    sealed: Vec<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Begun,
    Knocked { commitment: [u8; 32] },
    AtTheDoor,
    Over,
}

impl Newcomer {
    /// The device `me` wants in as the person `name`; `practice` is their area of practice.
    pub fn new(
        ticket: Ticket,
        me: DeviceId,
        name: &str,
        practice: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, JoinError> {
        let who = Introduction::new(name, practice, rng)?;
        let (phase, welcome) = (Phase::Begun, Vec::new());
        Ok(Self { ticket, me, who, phase, asked: None, welcome })
    }

    /// The talk where both write letters (see [`super::Inviter::by_letter`]), and the first thing to write.
    pub fn by_letter(
        ticket: Ticket,
        me: DeviceId,
        name: &str,
        practice: &str,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, Vec<u8>), JoinError> {
        let newcomer = Self::new(ticket, me, name, practice, rng)?;
        let knock = JoinMessage::Knock(newcomer.knock(&BY_LETTER)).to_bytes();
        Ok((Self { phase: Phase::AtTheDoor, ..newcomer }, knock))
    }

    /// Takes in one message.
    pub fn handle(&mut self, bytes: &[u8]) -> Result<JoinStep<NewcomerNews>, JoinError> {
        match (self.phase, JoinMessage::from_bytes(bytes)?) {
            (Phase::Begun, JoinMessage::Challenge { nonce, words_commitment: commitment }) => {
                self.phase = Phase::Knocked { commitment };
                Ok(JoinStep::send(&JoinMessage::Knock(self.knock(&nonce))))
            }
            (Phase::Knocked { commitment }, JoinMessage::Reveal { words_nonce }) => {
                let inviter = self.ticket.inviter;
                if words_commitment(&inviter, &self.me, &words_nonce) != commitment {
                    return Err(JoinError::BrokenCommitment);
                }
                self.phase = Phase::AtTheDoor;
                Ok(JoinStep::news(NewcomerNews::Words(compare_words(
                    (&inviter, &words_nonce),
                    (&self.me, &self.who.words_nonce),
                    self.ticket.id().as_bytes(),
                ))))
            }
            (Phase::Knocked { .. } | Phase::AtTheDoor, JoinMessage::TicketProblem(problem)) => {
                self.phase = Phase::Over;
                Ok(JoinStep::news(NewcomerNews::TicketProblem(problem)))
            }
            (Phase::Knocked { .. } | Phase::AtTheDoor, JoinMessage::Declined) => {
                self.phase = Phase::Over;
                Ok(JoinStep::news(NewcomerNews::Declined))
            }
            (Phase::AtTheDoor, JoinMessage::Proposal(bytes)) => {
                let proposal = Proposal::from_bytes(&bytes).or(Err(ProposalProblem::Damaged))?;
                self.check_proposal(&proposal)?;
                let proposal = Box::new(proposal);
                self.asked = Some(proposal.clone());
                Ok(JoinStep::news(NewcomerNews::Asked(proposal)))
            }
            (Phase::AtTheDoor, JoinMessage::Waiting { for_approvals }) => {
                Ok(JoinStep::news(NewcomerNews::Waiting { for_approvals }))
            }
            (Phase::AtTheDoor, JoinMessage::Welcome { part, more }) => {
                if self.welcome.len() + part.len() > Welcome::MAX {
                    return Err(WelcomeProblem::TooLong.into());
                }
                self.welcome.extend(part);
                if more {
                    return Ok(JoinStep { send: Vec::new(), news: None });
                }
                let welcome = std::mem::take(&mut self.welcome);
                let joined = self.check_welcome(&welcome)?;
                self.phase = Phase::Over;
                Ok(JoinStep::news(NewcomerNews::Joined(Box::new(joined))))
            }
            _ => Err(JoinError::OutOfTurn),
        }
    }

    /// Signs what was asked last; the bytes are to be sent.
    pub fn sign(&mut self, key: &DeviceKey) -> Result<Vec<u8>, JoinError> {
        let mut proposal = self.asked.clone().ok_or(JoinError::OutOfTurn)?;
        if key.id() != self.me || !proposal.sign(key) {
            return Err(JoinError::NotSigned);
        }
        Ok(JoinMessage::Signed(proposal.to_bytes()).to_bytes())
    }

    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    fn knock(&self, challenge: &[u8; 32]) -> Knock {
        Knock {
            ticket: self.ticket.id(),
            proof: *self.ticket.proof(&self.me, challenge).as_bytes(),
            who: self.who.clone(),
        }
    }

    /// A device's signature is never given on anything but its own way in.
    fn check_proposal(&self, proposal: &Proposal) -> Result<(), ProposalProblem> {
        match proposal.body() {
            Body::Genesis { name, founders, .. } => {
                let fits = self.ticket.kind == TicketKind::Found
                    && name_in_ticket(name) == self.ticket.community_name;
                if !fits {
                    return Err(ProposalProblem::OtherCommunity);
                }
                if !founders.contains(&self.me) {
                    return Err(ProposalProblem::NotAboutMe);
                }
                let inviter = &self.ticket.inviter;
                if !founders.contains(inviter)
                    || !proposal.signers().contains(inviter)
                    || proposal.missing().contains(inviter)
                {
                    return Err(ProposalProblem::InviterMissing);
                }
            }
            Body::Admit { device, name, .. } => {
                if *device != self.me {
                    return Err(ProposalProblem::NotAboutMe);
                }
                if *name != self.who.name {
                    return Err(ProposalProblem::OtherName);
                }
                match self.ticket.kind {
                    TicketKind::Device(_) => return Err(ProposalProblem::NotAboutMe),
                    TicketKind::Join(id) if id != proposal.community() => {
                        return Err(ProposalProblem::OtherCommunity);
                    }
                    TicketKind::Join(_) | TicketKind::Found => {}
                }
            }
            // Only somebody who was told that this is for a device of their own puts one under another's name.
            Body::Device { device, .. } => {
                let TicketKind::Device(id) = self.ticket.kind else {
                    return Err(ProposalProblem::NotAboutMe);
                };
                if *device != self.me {
                    return Err(ProposalProblem::NotAboutMe);
                }
                if id != proposal.community() {
                    return Err(ProposalProblem::OtherCommunity);
                }
                if proposal.missing().contains(&self.ticket.inviter) {
                    return Err(ProposalProblem::InviterMissing);
                }
            }
            _ => return Err(ProposalProblem::NotAboutMe),
        }
        if proposal.signers().contains(&self.me) {
            Ok(())
        } else {
            Err(ProposalProblem::NotAboutMe)
        }
    }

    fn check_welcome(&self, bytes: &[u8]) -> Result<Joined, WelcomeProblem> {
        let Welcome { certificates, sealed } =
            Welcome::from_bytes(bytes).ok_or(WelcomeProblem::Damaged)?;
        let certificates: Vec<Certificate> = certificates
            .iter()
            .map(|bytes| Certificate::from_bytes(bytes))
            .collect::<Result<_, _>>()
            .or(Err(WelcomeProblem::Damaged))?;
        let genesis = certificates
            .iter()
            .find(|certificate| certificate.is_genesis())
            .ok_or(WelcomeProblem::NoGenesis)?;
        let community = genesis.community();
        if !self.is_invited_to(genesis) {
            return Err(WelcomeProblem::OtherCommunity);
        }
        let mut membership = Membership::new(genesis.clone()).or(Err(WelcomeProblem::Damaged))?;
        for certificate in certificates {
            membership.insert(certificate);
        }
        if !membership.state().stands(&self.me) {
            return Err(WelcomeProblem::NotIn);
        }
        let certificates =
            membership.ids().iter().filter_map(|id| membership.get(id)).cloned().collect();
        Ok(Joined { community, certificates, sealed })
    }

    /// Whether this is the beginning of the community the ticket speaks of.
    fn is_invited_to(&self, genesis: &Certificate) -> bool {
        let community = genesis.community();
        if let Some(id) = self.ticket.kind.community() {
            return community == id;
        }
        let Body::Genesis { name, founders, .. } = genesis.body() else { return false };
        let as_signed = self.asked.as_ref().is_none_or(|asked| match asked.body() {
            Body::Genesis { .. } => CommunityId::from(asked.id()) == community,
            _ => asked.community() == community,
        });
        as_signed
            && founders.contains(&self.ticket.inviter)
            && name_in_ticket(name) == self.ticket.community_name
    }
}

impl Joined {
    /// The epoch secrets that came along. One that does not open harms nobody and is left out.
    pub fn secrets(&self, key: &DeviceKey) -> Vec<EpochSecret> {
        let open = |sealed: &Vec<u8>| open_secret(key, &self.community, sealed).ok();
        self.sealed.iter().filter_map(open).collect()
    }
}
