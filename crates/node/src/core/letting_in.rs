//! Somebody asks to be let in: tickets, knocks, approvals.

use super::community::Community;
use super::proposals::{together, with_signer};
use super::{Core, Effect};
use crate::{Problem, Reply, RequestId, TurnedAway};
use horseshoe_sync::{Event as SyncEvent, Origin};
use horseshoe_trust::{
    Answer, Body, CommunityId, DeviceId, Inviter, InviterNews, JoinMessage, Knocker, MemberId,
    Proposal, Ticket, TicketId, TicketKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::net::SocketAddr;

/// How long a ticket can be used if nobody says otherwise.
const TICKET_HOURS: u32 = 7 * 24;
/// So many members sign about others, unless the founders choose more.
const QUORUM: u8 = 2;

/// Somebody who asks to be let in, as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) name: String,
    pub(crate) practice: String,
    /// The four words, where the newcomer knocked at this device.
    pub(crate) words: Option<[String; 4]>,
    /// The ticket they knocked with at this device.
    pub(crate) ticket: Option<TicketId>,
    /// What is collecting signatures, once somebody has said yes.
    pub(crate) proposal: Option<Vec<u8>>,
    pub(crate) approved_by_me: bool,
    pub(crate) declined_by_me: bool,
}

impl Request {
    /// They ask at the open door, and nobody has said yes.
    pub(crate) fn only_at_the_door(&self) -> bool {
        self.ticket.is_none() && self.proposal.is_none() && !self.approved_by_me
    }
}

/// A talk with somebody at the door.
#[derive(Debug)]
pub(crate) struct Door {
    pub(super) inviter: Inviter,
    /// Known once the knock was good: the community of the ticket.
    pub(super) community: Option<CommunityId>,
}

impl Core {
    /// Makes a ticket for one person.
    pub(super) fn invite(&mut self, number: u64, id: CommunityId, hours: Option<u32>) {
        if self.me.name.trim().is_empty() {
            return self.answer(number, Err(Problem::NoName));
        }
        let kind = self.for_a_person(id);
        self.invite_as(number, id, hours.unwrap_or(TICKET_HOURS), kind);
    }

    pub(super) fn invite_as(&mut self, number: u64, id: CommunityId, hours: u32, kind: TicketKind) {
        let ticket = match self.new_ticket(id, hours, kind) {
            Ok(ticket) => ticket,
            Err(problem) => return self.answer(number, Err(problem)),
        };
        let (text, expires) = (ticket.to_text(), ticket.expires);
        if let Some(community) = self.communities.get_mut(&id) {
            community.tickets.insert(ticket.id(), text.clone());
        }
        self.keep_community(id);
        self.answer_when_saved(number, Reply::Ticket { ticket: ticket.id(), text, expires });
    }

    /// What a ticket for one person is for here: to begin a draft with, or to be let in.
    pub(super) fn for_a_person(&self, id: CommunityId) -> TicketKind {
        let living = self.communities.get(&id).is_some_and(|community| community.living.is_some());
        if living { TicketKind::Join(id) } else { TicketKind::Found }
    }

    /// A ticket that this device will know again.
    pub(super) fn new_ticket(
        &mut self,
        id: CommunityId,
        hours: u32,
        kind: TicketKind,
    ) -> Result<Ticket, Problem> {
        let device = self.key.id();
        let expires = self.now.unix_secs() + u64::from(hours) * 3600;
        let addresses: Vec<SocketAddr> = self.network.listening.clone();
        let relay = self.network.mode.relay();
        let community =
            self.communities.get_mut(&id).ok_or(Problem::NoSuchCommunity { community: id })?;
        if !community.may_write(&device) {
            return Err(Problem::NotAMember);
        }
        let ticket = Ticket::new(kind, &community.name, device, expires, &mut self.rng)
            .with_hints(addresses, relay);
        community.invitations.issue(&ticket);
        self.changed = true;
        Ok(ticket)
    }

    /// Takes a ticket back.
    pub(super) fn uninvite(&mut self, number: u64, id: CommunityId, ticket: &TicketId) {
        let withdrawn = self.community_mut(id).map(|community| {
            community.tickets.remove(ticket);
            community.invitations.withdraw(ticket)
        });
        match withdrawn {
            Ok(true) => {
                self.keep_community(id);
                self.answer_when_saved(number, Reply::Done);
            }
            Ok(false) => self.answer(number, Err(Problem::TicketUnknown)),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Somebody reaches this device on the joining protocol.
    pub(super) fn knocked(&mut self, talk: u64, from: DeviceId) {
        let open = self.open_door.is_some();
        let (inviter, first) = Inviter::new(self.key.id(), from, open, &mut self.rng);
        self.doors.insert(talk, Door { inviter, community: None });
        self.effects.push(Effect::Say { talk, bytes: first });
    }

    /// A message from somebody at the door.
    pub(super) fn heard_at_the_door(&mut self, talk: u64, bytes: &[u8]) {
        let now = self.now.unix_secs();
        let Some(mut door) = self.doors.remove(&talk) else { return };
        // The ticket may be of any community here; the one that knows it answers. A knock carries its ticket.
        let community = door.community.or_else(|| self.community_asked_for(bytes));
        let step = match community.and_then(|id| self.communities.get_mut(&id)) {
            Some(community) => door.inviter.handle(bytes, &mut community.invitations, now),
            None => door.inviter.handle(bytes, &mut horseshoe_trust::Invitations::default(), now),
        };
        let Ok(step) = step else {
            self.effects.push(Effect::HangUp { talk });
            return;
        };
        door.community = community;
        let (newcomer, id) = (door.inviter.newcomer(), community);
        self.doors.insert(talk, door);
        if let Some(id) = id {
            self.keep_community(id);
        }
        self.effects.extend(step.send.into_iter().map(|bytes| Effect::Say { talk, bytes }));
        let Some(id) = id else {
            if matches!(step.news, Some(InviterNews::Asked(_))) {
                // The door was closed between the knock and the question.
                self.effects.push(Effect::HangUp { talk });
            }
            return;
        };
        match step.news {
            Some(InviterNews::Knocked(knocker)) => self.somebody_asks(id, talk, &knocker),
            Some(InviterNews::Asked(asker)) => self.somebody_asks_without_ticket(id, &asker),
            Some(InviterNews::Signed(proposal)) => {
                self.newcomer_signed(id, talk, newcomer, &proposal);
            }
            Some(InviterNews::SentAway { knocker, answer }) => {
                self.somebody_turned_away(id, &knocker, answer);
            }
            Some(InviterNews::Stranger) | None => {}
        }
    }

    /// Says yes to somebody who asks to be let in.
    pub(super) fn approve(
        &mut self,
        number: u64,
        id: CommunityId,
        request: RequestId,
        was: Option<MemberId>,
    ) {
        let device = self.key.id();
        let approved = self.community_mut(id).and_then(|community| {
            if !community.may_write(&device) {
                return Err(Problem::NotAMember);
            }
            let asked = community.requests.get_mut(&request).ok_or(Problem::NoSuchRequest)?;
            asked.approved_by_me = true;
            asked.declined_by_me = false;
            if let Some(was) = was {
                community.was.insert(request, was);
            }
            Ok(())
        });
        if let Err(problem) = approved {
            return self.answer(number, Err(problem));
        }
        if !self.hand_ticket_over(id, request) {
            self.propose(id, request);
        }
        self.keep_community(id);
        self.answer_when_saved(number, Reply::Done);
    }

    /// Says not this time.
    pub(super) fn decline(&mut self, number: u64, id: CommunityId, request: RequestId) {
        let declined = self.community_mut(id).and_then(|community| {
            let asked = community.requests.get_mut(&request).ok_or(Problem::NoSuchRequest)?;
            asked.declined_by_me = true;
            let only_here = asked.ticket.is_some() || asked.proposal.is_none();
            if only_here {
                community.requests.remove(&request);
            }
            Ok(())
        });
        if let Err(problem) = declined {
            return self.answer(number, Err(problem));
        }
        for (talk, mut door) in self.doors_of(request.0) {
            let bytes = door.inviter.decline();
            self.effects.push(Effect::Say { talk, bytes });
            self.effects.push(Effect::HangUp { talk });
        }
        self.keep_community(id);
        self.answer_when_saved(number, Reply::Done);
    }

    /// Another member has said yes to a newcomer.
    pub(super) fn admission_came(&mut self, id: CommunityId, proposal: Proposal) {
        let Body::Admit { device, name, .. } = proposal.body() else { return };
        let (request_id, name) = (RequestId(*device), name.clone());
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let vouched = proposal.signers().iter().any(|signer| {
            signer != &request_id.0 && !proposal.missing().contains(signer) && state.stands(signer)
        });
        if !vouched || state.stands(&request_id.0) {
            return;
        }
        let request = community
            .requests
            .entry(request_id)
            .or_insert_with(|| Request { name, ..Request::default() });
        let known = request.proposal.as_deref().and_then(|bytes| Proposal::from_bytes(bytes).ok());
        let joined = match known {
            // The same statement with other signatures: both together. Another statement about the same newcomer
            // only replaces one this device has not signed.
            Some(known) => {
                together(&known, &proposal).or((!request.approved_by_me).then_some(proposal))
            }
            None => Some(proposal),
        };
        let Some(joined) = joined else { return };
        request.proposal = Some(joined.to_bytes());
        if request.approved_by_me {
            self.propose(id, request_id);
        }
        self.complete(id, request_id);
        self.keep_community(id);
    }

    /// After certificates came: whoever asked and stands now is welcomed.
    pub(super) fn welcome_those_who_are_in(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let before = community.requests.len();
        community.requests.retain(|request, _| !state.stands(&request.0));
        if community.requests.len() != before {
            self.keep_community(id);
        }
        let doors: Vec<u64> = self
            .doors
            .iter()
            .filter(|(_, door)| {
                door.community == Some(id) && state.stands(&door.inviter.newcomer())
            })
            .map(|(talk, _)| *talk)
            .collect();
        for talk in doors {
            self.welcome(id, talk);
        }
    }

    fn somebody_asks(&mut self, id: CommunityId, talk: u64, knocker: &Knocker) {
        if self.stands(id, &knocker.device) {
            return self.welcome(id, talk);
        }
        if self.is_out(id, &knocker.device)
            && let Some(community) = self.communities.get_mut(&id)
            && let Some(door) = self.doors.get_mut(&talk)
        {
            let refused = door.inviter.refuse_device(&knocker.ticket, &mut community.invitations);
            self.effects.push(Effect::Say { talk, bytes: refused });
            self.effects.push(Effect::HangUp { talk });
            return self.keep_community(id);
        }
        let compared = self.room.compared(&knocker.device);
        self.note_request(id, knocker, (!compared).then(|| knocker.words.map(ToOwned::to_owned)));
    }

    /// Somebody asks with a file: there were no words to compare.
    pub(super) fn somebody_asks_by_letter(&mut self, id: CommunityId, knocker: &Knocker) {
        if !self.stands(id, &knocker.device) {
            self.note_request(id, knocker, None);
        }
        self.keep_community(id);
    }

    fn stands(&self, id: CommunityId, device: &DeviceId) -> bool {
        let living = self.communities.get(&id).and_then(|community| community.living.as_ref());
        living.is_some_and(|living| living.ledger.membership().state().stands(device))
    }

    pub(super) fn is_out(&self, id: CommunityId, device: &DeviceId) -> bool {
        let living = self.communities.get(&id).and_then(|community| community.living.as_ref());
        living.is_some_and(|living| living.ledger.membership().state().out(device))
    }

    fn note_request(&mut self, id: CommunityId, knocker: &Knocker, words: Option<[String; 4]>) {
        let request_id = RequestId(knocker.device);
        let Some(community) = self.communities.get_mut(&id) else { return };
        let request = community.requests.entry(request_id).or_default();
        request.name.clone_from(&knocker.name);
        request.practice.clone_from(&knocker.practice);
        request.words = words;
        request.ticket = Some(knocker.ticket);
        community.tickets.remove(&knocker.ticket);
        if community.requests[&request_id].approved_by_me {
            self.propose(id, request_id);
        }
        self.keep_community(id);
        self.changed = true;
    }

    /// Somebody knows a ticket that serves no more: people may want to give them one of their own.
    fn somebody_turned_away(&mut self, id: CommunityId, knocker: &Knocker, answer: Answer) {
        const MOST: usize = 10;
        let Some(community) = self.communities.get_mut(&id) else { return };
        let used_by = match answer {
            Answer::AlreadyUsed { by } => Some(community.name_of_device(&by)),
            _ => None,
        };
        community.turned_away.retain(|known| known.device != knocker.device);
        let away = TurnedAway { device: knocker.device, name: knocker.name.clone(), used_by };
        community.turned_away.insert(0, away);
        community.turned_away.truncate(MOST);
        community.membership_seen = None;
        self.changed = true;
    }

    /// Puts this device's yes where it belongs: on the proposal, towards the newcomer, towards the others.
    fn propose(&mut self, id: CommunityId, request_id: RequestId) {
        self.changed = true;
        let me = self.key.id();
        let Some(community) = self.communities.get_mut(&id) else { return };
        let was = community.was.get(&request_id).copied();
        let ticket = community.requests.get(&request_id).and_then(|request| request.ticket);
        let for_a_device = community.is_for_a_device(ticket.as_ref());
        let Some(request) = community.requests.get_mut(&request_id) else { return };
        let known = request.proposal.as_deref().and_then(|bytes| Proposal::from_bytes(bytes).ok());
        let proposal = match (known, &community.living) {
            (Some(known), _) => with_signer(&known, me),
            (None, Some(living)) => {
                let device = request_id.0;
                let state = living.ledger.membership().state();
                let body = match state.member(&me) {
                    Some(member) if for_a_device => Body::Device { device, member },
                    _ => Body::Admit { device, name: request.name.clone(), was },
                };
                Proposal::new(id, living.ledger.membership().heads(), body, [me, request_id.0]).ok()
            }
            (None, None) => {
                let founders: BTreeSet<DeviceId> = [me, request_id.0].into();
                let body = Body::Genesis {
                    name: community.name.clone(),
                    quorum: QUORUM,
                    founders: founders.iter().copied().collect(),
                    continues: community.continues,
                    documents: vec![community.roots.community, community.roots.notebook],
                };
                Proposal::new(CommunityId::NONE, [], body, founders).ok()
            }
        };
        let Some(mut proposal) = proposal else { return };
        proposal.sign(&self.key);
        request.proposal = Some(proposal.to_bytes());
        let newcomer_missing = proposal.missing().contains(&request_id.0);
        for (talk, door) in &mut self.doors {
            if door.inviter.newcomer() == request_id.0 && newcomer_missing {
                match door.inviter.propose(&proposal) {
                    Ok(bytes) => self.effects.push(Effect::Say { talk: *talk, bytes }),
                    Err(_) => self.effects.push(Effect::HangUp { talk: *talk }),
                }
            }
        }
        if !newcomer_missing {
            self.sync(id, SyncEvent::Proposal { to: None, bytes: proposal.to_bytes() });
            self.complete(id, request_id);
        }
    }

    pub(super) fn newcomer_signed(
        &mut self,
        id: CommunityId,
        talk: u64,
        newcomer: DeviceId,
        signed: &Proposal,
    ) {
        let request_id = RequestId(newcomer);
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(request) = community.requests.get_mut(&request_id) else { return };
        let known = request.proposal.as_deref().and_then(|bytes| Proposal::from_bytes(bytes).ok());
        let Some(proposal) = known.and_then(|known| together(&known, signed)) else { return };
        request.proposal = Some(proposal.to_bytes());
        if community.living.is_none() {
            if let Some(genesis) = proposal.finish() {
                self.begin_community(id, &genesis, talk);
            }
            return;
        }
        if matches!(proposal.body(), Body::Admit { .. }) {
            self.sync(id, SyncEvent::Proposal { to: None, bytes: proposal.to_bytes() });
        }
        self.complete(id, request_id);
        let missing = self.approvals_missing(id, &proposal);
        if missing > 0
            && let Some(door) = self.doors.get(&talk)
            && let Ok(bytes) = door.inviter.waiting(missing)
        {
            self.effects.push(Effect::Say { talk, bytes });
        }
        self.keep_community(id);
    }

    /// Publishes an admission that has the signatures it needs.
    fn complete(&mut self, id: CommunityId, request_id: RequestId) {
        let Some(community) = self.communities.get(&id) else { return };
        let (Some(living), Some(request)) =
            (&community.living, community.requests.get(&request_id))
        else {
            return;
        };
        let proposal =
            request.proposal.as_deref().and_then(|bytes| Proposal::from_bytes(bytes).ok());
        let Some(certificate) = proposal
            .filter(|proposal| living.ledger.membership().would_hold(proposal))
            .and_then(|proposal| proposal.finish())
        else {
            return;
        };
        self.add_certificate(id, certificate, Origin::Own);
    }

    /// How many members still have to say yes.
    pub(super) fn approvals_missing(&self, id: CommunityId, proposal: &Proposal) -> u8 {
        let needed = self.communities.get(&id).and_then(|community| {
            Some(community.living.as_ref()?.ledger.membership().state().quorum())
        });
        let approved = self.approved_by(id, proposal).len();
        u8::try_from(needed.unwrap_or(1).saturating_sub(approved)).unwrap_or(u8::MAX)
    }

    /// The members who have signed for the newcomer of a proposal.
    pub(super) fn approved_by(&self, id: CommunityId, proposal: &Proposal) -> BTreeSet<MemberId> {
        let Body::Admit { device, .. } = proposal.body() else { return BTreeSet::new() };
        let Some(living) =
            self.communities.get(&id).and_then(|community| community.living.as_ref())
        else {
            return BTreeSet::new();
        };
        let state = living.ledger.membership().state();
        let missing = proposal.missing();
        let signed = proposal
            .signers()
            .iter()
            .filter(|signer| *signer != device && !missing.contains(signer));
        signed
            .filter(|signer| state.stands(signer))
            .filter_map(|signer| state.member(signer))
            .collect()
    }

    /// The community somebody at the door means: that of their ticket, or else the one the door is open for.
    fn community_asked_for(&self, bytes: &[u8]) -> Option<CommunityId> {
        let knock = match JoinMessage::from_bytes(bytes).ok()? {
            JoinMessage::Knock(knock) => knock,
            JoinMessage::Ask(_) => return Some(self.open_door.as_ref()?.community),
            _ => return None,
        };
        let known = |(id, community): (&CommunityId, &Community)| {
            community.invitations.get(&knock.ticket).is_some().then_some(*id)
        };
        self.communities.iter().find_map(known)
    }

    fn doors_of(&mut self, newcomer: DeviceId) -> Vec<(u64, Door)> {
        let talks: Vec<u64> = self
            .doors
            .iter()
            .filter(|(_, door)| door.inviter.newcomer() == newcomer)
            .map(|(talk, _)| *talk)
            .collect();
        talks.into_iter().filter_map(|talk| Some((talk, self.doors.remove(&talk)?))).collect()
    }
}
