//! Being let in where two devices never meet: the same talk as at the door, a file for each turn of it.
//!
//! The newcomer saves that they ask; the inviter opens it, people say yes, and the answer is saved; the newcomer's device
//! signs it, which is brought back; and the last file holds the welcome and the whole community. Nothing can be committed
//! to in advance on a stick, so there are no words to compare: that two members say yes is what counts.

use super::super::Core;
use super::super::joining::Asking;
use crate::{JoiningState, LetterNews, Problem, Reply, RequestId};
use horseshoe_trust::{
    Answer, CommunityId, DeviceId, Inviter, InviterNews, Letter, Newcomer, NewcomerNews, Proposal,
    TicketId, TicketProblem,
};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// No talk has this number: a letter ends none.
const NO_TALK: u64 = 0;

impl Core {
    /// Saves that this device asks to be let in, and what it signed.
    pub(in super::super) fn save_asking(&mut self, number: u64, ticket: TicketId, file: PathBuf) {
        match self.make_asking(ticket) {
            Ok(bytes) => {
                let reply = Reply::FileSaved { file: file.clone(), entries: 0 };
                self.effects.push(super::Effect::WriteFile { number, file, bytes, reply });
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    fn make_asking(&mut self, ticket: TicketId) -> Result<Vec<u8>, Problem> {
        let (newcomer, knock) = self.newcomer_by_letter(ticket)?;
        let inviter = newcomer.ticket().inviter;
        let signed = self.carried.known.signed.get(&ticket).cloned();
        let messages = [knock].into_iter().chain(signed).collect();
        self.seal_parcel(Some(Letter { ticket, messages }), &[], [inviter].into())
    }

    /// What goes to somebody who asked with a file; and whether it is the welcome.
    pub(super) fn letter_to(
        &mut self,
        id: CommunityId,
        request: RequestId,
    ) -> Result<Option<(Letter, bool)>, Problem> {
        let (me, newcomer) = (self.key.id(), request.0);
        let community =
            self.communities.get(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
        let ticket = community.invitations.used_by(&newcomer).ok_or(Problem::NoSuchRequest)?;
        let mut inviter = Inviter::answer_by_letter(me, newcomer);
        let stands = community
            .living
            .as_ref()
            .is_some_and(|living| living.ledger.membership().state().stands(&newcomer));
        if stands {
            let (certificates, sealed) = self.welcome_of(id, &newcomer);
            let messages = inviter.welcome(certificates, sealed);
            let messages = messages.or(Err(Problem::NoSuchRequest))?;
            return Ok(Some((Letter { ticket, messages }, true)));
        }
        let asked = community.requests.get(&request).ok_or(Problem::NoSuchRequest)?;
        let proposal = asked.proposal.as_deref().and_then(|it| Proposal::from_bytes(it).ok());
        let proposal = proposal.ok_or(Problem::NotApprovedYet)?;
        let message = if proposal.missing().contains(&newcomer) {
            inviter.propose(&proposal)
        } else {
            inviter.waiting(self.approvals_missing(id, &proposal))
        };
        let messages = vec![message.or(Err(Problem::NoSuchRequest))?];
        Ok(Some((Letter { ticket, messages }, false)))
    }

    /// The welcome to a device among these that asked with a file, was let in, and perhaps does not know it yet: it has
    /// said nothing since.
    pub(super) fn welcome_to_one_of(
        &mut self,
        id: CommunityId,
        devices: &BTreeSet<DeviceId>,
    ) -> Option<(Letter, bool)> {
        let known = self.carried.known.holdings.get(&id);
        let silent = |device: &&DeviceId| !known.is_some_and(|known| known.contains_key(*device));
        let asked = |device: &&DeviceId| self.carried.by_letter(device);
        let device = *devices.iter().filter(asked).find(silent)?;
        self.letter_to(id, RequestId(device)).ok().flatten()
    }

    /// Takes in a letter: of an inviter whose ticket this device asks with, or of somebody who asks here.
    pub(super) fn letter_came(
        &mut self,
        from: DeviceId,
        letter: &Letter,
    ) -> Result<LetterNews, Problem> {
        if self.asking.contains_key(&letter.ticket) {
            return self.inviter_wrote(from, letter);
        }
        let issued = |it: &super::super::Community| it.invitations.get(&letter.ticket).is_some();
        let community = self.communities.iter().find(|(_, it)| issued(it)).map(|(id, _)| *id);
        self.newcomer_wrote(community.ok_or(Problem::TicketUnknown)?, from, letter)
    }

    fn inviter_wrote(&mut self, from: DeviceId, letter: &Letter) -> Result<LetterNews, Problem> {
        let ticket = letter.ticket;
        let (mut newcomer, _) = self.newcomer_by_letter(ticket)?;
        if newcomer.ticket().inviter != from {
            return Err(Problem::TicketUnknown);
        }
        let mut told = Err(Problem::ExchangeFileDamaged);
        for message in &letter.messages {
            let step = newcomer.handle(message).or(Err(Problem::ExchangeFileDamaged))?;
            match step.news {
                Some(NewcomerNews::Asked(_)) => {
                    let signed = newcomer.sign(&self.key);
                    let signed = signed.or(Err(Problem::ExchangeFileDamaged))?;
                    self.carried.known.signed.insert(ticket, signed);
                    self.carried.keep(self.saving.next());
                    self.asking_is(ticket, JoiningState::Asked);
                    told = Ok(LetterNews::ToBringBack { ticket });
                }
                Some(NewcomerNews::Waiting { for_approvals: missing }) => {
                    self.asking_is(ticket, JoiningState::Waiting { missing });
                    told = Ok(LetterNews::Waiting { ticket, missing });
                }
                Some(NewcomerNews::Joined(joined)) => {
                    self.let_in(ticket, NO_TALK, &joined);
                    self.carried.known.signed.remove(&ticket);
                    self.carried.keep(self.saving.next());
                    told = Ok(LetterNews::In { community: joined.community });
                }
                _ => {}
            }
        }
        told
    }

    fn newcomer_wrote(
        &mut self,
        id: CommunityId,
        from: DeviceId,
        letter: &Letter,
    ) -> Result<LetterNews, Problem> {
        let (request, now) = (RequestId(from), self.now.unix_secs());
        let mut inviter = Inviter::by_letter(self.key.id(), from);
        let mut told = Err(Problem::ExchangeFileDamaged);
        for message in &letter.messages {
            let community =
                self.communities.get_mut(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
            let asked = community.requests.get(&request);
            let proposal = asked
                .and_then(|asked| asked.proposal.as_deref())
                .and_then(|proposal| Proposal::from_bytes(proposal).ok());
            if told.is_ok() {
                // Only what this device asked to be signed can have been signed.
                let Some(proposal) = proposal else { break };
                if inviter.propose(&proposal).is_err() {
                    break;
                }
            }
            let step = inviter.handle(message, &mut community.invitations, now);
            match step.or(Err(Problem::ExchangeFileDamaged))?.news {
                Some(InviterNews::Knocked(knocker)) if self.is_out(id, &from) => {
                    if let Some(community) = self.communities.get_mut(&id) {
                        inviter.refuse_device(&knocker.ticket, &mut community.invitations);
                    }
                    self.keep_community(id);
                    return Err(TicketProblem::DeviceOut.into());
                }
                Some(InviterNews::Knocked(knocker)) => {
                    self.carried.known.by_letter.insert(from);
                    self.carried.keep(self.saving.next());
                    self.somebody_asks_by_letter(id, &knocker);
                    told = Ok(LetterNews::Asks { request });
                }
                Some(InviterNews::Signed(proposal)) => {
                    self.newcomer_signed(id, NO_TALK, from, &proposal);
                    return Ok(LetterNews::Signed { request });
                }
                Some(InviterNews::SentAway { answer: Answer::Expired, .. }) => {
                    return Err(Problem::TicketExpired);
                }
                Some(InviterNews::SentAway { .. }) => return Err(Problem::TicketUsed),
                Some(InviterNews::Stranger) => return Err(Problem::TicketUnknown),
                Some(InviterNews::Asked(_)) | None => {}
            }
        }
        told
    }

    fn newcomer_by_letter(&mut self, ticket: TicketId) -> Result<(Newcomer, Vec<u8>), Problem> {
        let asking = self.asking.get(&ticket).ok_or(Problem::TicketUnknown)?;
        let (ticket, me) = (asking.ticket.clone(), self.key.id());
        Newcomer::by_letter(ticket, me, &self.me.name, &self.me.practice, &mut self.rng)
            .or(Err(Problem::NoName))
    }

    fn asking_is(&mut self, ticket: TicketId, state: JoiningState) {
        self.changed = true;
        if let Some(Asking { state: known, .. }) = self.asking.get_mut(&ticket) {
            *known = state;
        }
    }
}
