//! Asking to be let in: from a ticket to standing among the members.

use super::community::{Community, Living, Roots};
use super::document::Held;
use super::{Core, Effect, Promise, Whom};
use crate::{Event, Problem, Reply};
use horseshoe_model::{Command as Act, Kind, ProfileCommand};
use horseshoe_sync::Origin;
use horseshoe_trust::{
    Body, CommunityId, DocumentId, DocumentSecret, Joined, Ledger, MemberId, Newcomer,
    NewcomerNews, Ticket, TicketError, TicketId, TicketProblem, document_id,
};
use rand::RngExt as _;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long before the inviter is tried again, at first; it doubles up to [`SLOWEST`].
const SOON: Duration = Duration::from_secs(2);
const SLOWEST: Duration = Duration::from_mins(1);

/// One asking, as far as it has come.
#[derive(Debug)]
pub(crate) struct Asking {
    pub(crate) ticket: Ticket,
    pub(crate) text: String,
    pub(crate) state: crate::JoiningState,
    pub(crate) words: Option<[String; 4]>,
    /// The ticket was handed over at a door, where the words were compared already.
    compared: bool,
    talk: Option<(u64, Newcomer)>,
    try_at: Option<Duration>,
    pause: Duration,
}

impl Core {
    /// Asks to be let in with a ticket.
    pub(super) fn join(&mut self, number: u64, text: &str) {
        match self.begin_to_ask(text, false) {
            Ok(ticket) => {
                self.keep_asking_list();
                self.answer_when_saved(number, Reply::Joining { ticket });
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    pub(super) fn begin_to_ask(&mut self, text: &str, compared: bool) -> Result<TicketId, Problem> {
        if self.me.name.trim().is_empty() {
            return Err(Problem::NoName);
        }
        let ticket = Ticket::from_text(text, self.now.unix_secs())?;
        if ticket.inviter == self.key.id() {
            return Err(Problem::TicketOwn);
        }
        let id = ticket.id();
        self.changed = true;
        // With whoever is talking already, the talk goes on.
        if self.asking.get(&id).is_some_and(|asking| asking.talk.is_some()) {
            return Ok(id);
        }
        self.asking.insert(
            id,
            Asking {
                text: text.to_owned(),
                ticket,
                state: crate::JoiningState::Reaching,
                words: None,
                compared,
                talk: None,
                try_at: Some(self.now.running),
                pause: SOON,
            },
        );
        Ok(id)
    }

    pub(super) fn stop_joining(&mut self, number: u64, ticket: &TicketId) {
        if let Some(asking) = self.asking.remove(ticket)
            && let Some((talk, _)) = asking.talk
        {
            self.effects.push(Effect::HangUp { talk });
        }
        self.changed = true;
        self.keep_asking_list();
        self.answer_when_saved(number, Reply::Done);
    }

    /// Reaches out to inviters that are due.
    pub(super) fn keep_asking(&mut self) {
        let now = self.now.running;
        if !self.network.online {
            return;
        }
        for (id, asking) in &mut self.asking {
            if asking.try_at.is_some_and(|at| at <= now) {
                asking.try_at = None;
                let ticket = &asking.ticket;
                self.effects.push(Effect::Reach {
                    whom: Whom::Inviter(*id),
                    device: ticket.inviter,
                    addresses: ticket.addresses.clone(),
                    relay: ticket.relay.clone(),
                });
            }
        }
    }

    pub(super) fn asking_wakes_at(&self) -> Option<Duration> {
        self.asking
            .values()
            .filter(|_| self.network.online)
            .filter_map(|asking| asking.try_at)
            .min()
    }

    /// The inviter was reached, or not.
    pub(super) fn reached(&mut self, ticket: TicketId, talk: Option<u64>) {
        let (now, me) = (self.now.running, self.key.id());
        let Some(asking) = self.asking.get_mut(&ticket) else {
            self.effects.extend(talk.map(|talk| Effect::HangUp { talk }));
            return;
        };
        let newcomer = Newcomer::new(
            asking.ticket.clone(),
            me,
            &self.me.name,
            &self.me.practice,
            &mut self.rng,
        );
        match (talk, newcomer) {
            (Some(talk), Ok(newcomer)) => asking.talk = Some((talk, newcomer)),
            (Some(talk), Err(_)) => {
                self.effects.push(Effect::HangUp { talk });
                asking.state = crate::JoiningState::Failed { problem: Problem::NoName };
            }
            (None, _) => asking.later(now, self.rng.random()),
        }
        self.changed = true;
    }

    /// A message in any talk: with somebody at the door, or with an inviter.
    pub(super) fn heard(&mut self, talk: u64, bytes: &[u8]) {
        if self.doors.contains_key(&talk) {
            return self.heard_at_the_door(talk, bytes);
        }
        if let Some(device) = self.room.called(talk) {
            return self.heard_from_a_door(device, talk, bytes);
        }
        let Some((ticket, asking)) = self
            .asking
            .iter_mut()
            .find(|(_, asking)| asking.talk.as_ref().is_some_and(|(it, _)| *it == talk))
        else {
            return;
        };
        let ticket = *ticket;
        let Some((_, newcomer)) = asking.talk.as_mut() else { return };
        let Ok(step) = newcomer.handle(bytes) else {
            self.effects.push(Effect::HangUp { talk });
            return self.hung_up(talk);
        };
        self.effects.extend(step.send.into_iter().map(|bytes| Effect::Say { talk, bytes }));
        self.changed = true;
        match step.news {
            Some(NewcomerNews::Words(words)) => {
                asking.words = (!asking.compared).then(|| words.map(ToOwned::to_owned));
                asking.state = crate::JoiningState::Asked;
                asking.pause = SOON;
            }
            Some(NewcomerNews::Asked(_)) => match newcomer.sign(&self.key) {
                Ok(bytes) => self.effects.push(Effect::Say { talk, bytes }),
                Err(_) => self.effects.push(Effect::HangUp { talk }),
            },
            Some(NewcomerNews::Waiting { for_approvals }) => {
                asking.state = crate::JoiningState::Waiting { missing: for_approvals };
            }
            Some(NewcomerNews::Joined(joined)) => self.let_in(ticket, talk, &joined),
            Some(NewcomerNews::Declined) => self.asking_failed(ticket, talk, Problem::Declined),
            Some(NewcomerNews::TicketProblem(problem)) => {
                self.asking_failed(ticket, talk, problem.into());
            }
            None => {}
        }
    }

    /// A talk ended. Whoever was asking tries again later.
    pub(super) fn hung_up(&mut self, talk: u64) {
        if let Some(door) = self.doors.remove(&talk) {
            self.asker_left(&door);
        }
        self.door_hung_up(talk);
        let now = self.now.running;
        for asking in self.asking.values_mut() {
            if asking.talk.take_if(|(it, _)| *it == talk).is_some()
                && !matches!(asking.state, crate::JoiningState::Failed { .. })
            {
                asking.later(now, self.rng.random());
            }
        }
    }

    fn asking_failed(&mut self, ticket: TicketId, talk: u64, problem: Problem) {
        if let Some(asking) = self.asking.get_mut(&ticket) {
            asking.talk = None;
            asking.try_at = None;
            asking.state = crate::JoiningState::Failed { problem };
        }
        self.effects.push(Effect::HangUp { talk });
    }

    /// The ticket has done what it is for; nobody is asked with it again.
    fn asking_succeeded(&mut self, ticket: TicketId, community: CommunityId) {
        if let Some(asking) = self.asking.get_mut(&ticket) {
            asking.talk = None;
            asking.try_at = None;
            asking.state = crate::JoiningState::In { community };
            let (inviter, addresses) = (asking.ticket.inviter, asking.ticket.addresses.clone());
            self.remember_addresses(inviter, &addresses);
        }
        self.keep_asking_list();
    }

    /// I am in: the community begins on this device.
    pub(super) fn let_in(&mut self, ticket: TicketId, talk: u64, joined: &Joined) {
        self.effects.push(Effect::HangUp { talk });
        let id = joined.community;
        if self.communities.contains_key(&id) {
            // Let in again: what came along is news like any other.
            for certificate in &joined.certificates {
                self.add_certificate(id, certificate.clone(), Origin::File);
            }
            for secret in joined.secrets(&self.key) {
                self.epoch_learned(id, secret);
            }
            return self.asking_succeeded(ticket, id);
        }
        let Some(community) = self.community_from(joined) else {
            self.asking.remove(&ticket);
            return self.keep_asking_list();
        };
        self.communities.insert(id, community);
        self.asking_succeeded(ticket, id);
        self.keep_list();
        for certificate in &joined.certificates {
            self.saving.next().put_certificate(id, certificate.id(), certificate.to_bytes());
        }
        self.introduce_holdings(id);
        for secret in joined.secrets(&self.key) {
            self.epoch_learned(id, secret);
        }
        self.grant_own_documents(id);
        self.keep_community(id);
        // A further device comes to a member who has said already who they are.
        if self.communities[&id].member_of(&self.key.id()) == MemberId::from(self.key.id()) {
            self.say_who_i_am(id);
        }
        self.standing_changed(id);
        self.saving.then(Promise::Tell(Event::LetIn { community: id }));
    }

    fn community_from(&mut self, joined: &Joined) -> Option<Community> {
        let mut certificates = joined.certificates.iter();
        let genesis = certificates.next()?;
        let Body::Genesis { name, documents: named, .. } = genesis.body() else { return None };
        let (name, first, second) = (name.clone(), *named.first()?, *named.get(1)?);
        let mut ledger = Ledger::new(genesis.clone()).ok()?;
        for certificate in certificates {
            ledger.add_certificate(certificate.clone());
        }
        ledger.take_entered_certificates();
        let me = ledger.membership().state().member(&self.key.id())?;
        let mut documents = BTreeMap::new();
        // A further device of somebody writes in the documents they have: their grants come with the first exchange.
        let first_device = me == MemberId::from(self.key.id());
        let mut own = |kind| {
            if first_device {
                self.begin_own(&mut documents, kind, me)
            } else {
                DocumentId::from_bytes([0; 32])
            }
        };
        let (member, private) = (own(Kind::Member), own(Kind::Private));
        let roots = Roots { community: first, notebook: second, member, private };
        let mut community = Community::with(joined.community, name, roots, documents);
        community.living = Some(Living::new(self.key.id(), joined.community, ledger));
        Some(community)
    }

    fn begin_own(
        &mut self,
        documents: &mut BTreeMap<horseshoe_trust::DocumentId, Held>,
        kind: Kind,
        me: MemberId,
    ) -> horseshoe_trust::DocumentId {
        let secret = DocumentSecret::generate(&mut self.rng);
        let id = document_id(kind.name(), Some(me), &secret);
        documents.insert(id, Held::empty(id, kind, Some(me), secret));
        id
    }

    /// Writes name and area of practice into my own document of a community.
    pub(super) fn say_who_i_am(&mut self, id: CommunityId) {
        let acts = [
            Act::Profile(ProfileCommand::SetName { name: self.me.name.clone() }),
            Act::Profile(ProfileCommand::SetPractice { practice: self.me.practice.clone() }),
        ];
        let before = self.communities.get(&id).map(|community| community.ways_back.acts());
        for act in acts {
            // An empty area of practice, or the same name again, is nothing to say.
            self.perform(id, &act).ok();
        }
        if let Some(community) = self.communities.get_mut(&id) {
            community.ways_back.forget_acts_after(before.unwrap_or_default());
            self.keep_ways_back(id);
        }
    }

    /// Keeps which tickets I am asking with, so that asking goes on after a restart.
    pub(super) fn keep_asking_list(&mut self) {
        let still = |asking: &&Asking| !matches!(asking.state, crate::JoiningState::In { .. });
        let asking = self.asking.values().filter(still);
        let texts: Vec<&str> = asking.map(|asking| asking.text.as_str()).collect();
        let bytes = postcard::to_stdvec(&texts).expect("plain data can be written");
        self.saving.next().put_note("asking", bytes);
    }
}

impl Asking {
    /// The talk with the inviter, while there is one.
    pub(crate) fn talk(&self) -> Option<u64> {
        self.talk.as_ref().map(|(talk, _)| *talk)
    }

    fn later(&mut self, now: Duration, random: f64) {
        self.talk = None;
        if matches!(self.state, crate::JoiningState::Asked) {
            self.words = None;
        }
        self.try_at = Some(now + self.pause.mul_f64(0.75 + random / 2.0));
        self.pause = (self.pause * 2).min(SLOWEST);
    }
}

impl From<TicketError> for Problem {
    fn from(error: TicketError) -> Self {
        match error {
            TicketError::NotATicket => Self::NotATicket,
            TicketError::Damaged => Self::TicketDamaged,
            TicketError::Expired { .. } => Self::TicketExpired,
            TicketError::NewerVersion { .. } => Self::TicketNewer,
        }
    }
}

impl From<TicketProblem> for Problem {
    fn from(problem: TicketProblem) -> Self {
        match problem {
            TicketProblem::Unknown => Self::TicketUnknown,
            TicketProblem::Expired => Self::TicketExpired,
            TicketProblem::Used => Self::TicketUsed,
            TicketProblem::DeviceOut => Self::DeviceOut,
        }
    }
}
