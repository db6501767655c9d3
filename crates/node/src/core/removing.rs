//! Leaving, and removing somebody or a device. About oneself one signs alone; about somebody else one other member
//! is asked, in private: half-signed removals are in nobody else's hands.

use super::Core;
use super::community::Community;
use super::proposals::with_signer;
use crate::{Problem, ProposalId, ProposedRemoval, Reply, Target};
use horseshoe_store::Batch;
use horseshoe_sync::{Event as SyncEvent, Origin};
use horseshoe_trust::{
    Body, CertificateId, CommunityId, DeviceId, MemberId, Proposal, State, limits,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// As many removals wait for me to sign at most.
const MOST_ASKED: usize = 20;

/// Removals that wait for a signature, and who is known to have heard of those that hold.
#[derive(Debug, Default)]
pub(crate) struct Removing {
    proposed: BTreeMap<ProposalId, Proposed>,
    heard: BTreeMap<DeviceId, BTreeSet<CertificateId>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Proposed {
    proposal: Vec<u8>,
    by: MemberId,
    asked: MemberId,
    declined: bool,
}

const KEPT_VERSION: u8 = 1;

impl Removing {
    /// The name it has in the store.
    pub(crate) fn note_name(id: &CommunityId) -> String {
        format!("removing/{}", id.to_hex())
    }

    pub(crate) fn from_kept(bytes: &[u8]) -> Self {
        type Kept =
            (u8, BTreeMap<ProposalId, Proposed>, BTreeMap<DeviceId, BTreeSet<CertificateId>>);
        let kept = postcard::from_bytes::<Kept>(bytes).ok();
        let kept = kept.filter(|(version, ..)| *version == KEPT_VERSION);
        kept.map(|(_, proposed, heard)| Self { proposed, heard }).unwrap_or_default()
    }

    pub(crate) fn keep(&self, id: &CommunityId, batch: &mut Batch) {
        let bytes = postcard::to_stdvec(&(KEPT_VERSION, &self.proposed, &self.heard));
        batch.put_note(Self::note_name(id), bytes.expect("plain data can be written"));
    }

    /// What `member` was asked to sign by the person at the device `me`.
    pub(crate) fn to_ask(&self, member: MemberId, me: &DeviceId) -> Vec<Vec<u8>> {
        let asked = self.proposed.values().filter(|it| it.asked == member);
        let mine = |it: &&Proposed| it.parsed().is_some_and(|it| it.signers().contains(me));
        asked.filter(mine).map(|it| it.proposal.clone()).collect()
    }

    /// The device has heard of these removals.
    pub(crate) fn heard(
        &mut self,
        device: DeviceId,
        removals: impl IntoIterator<Item = CertificateId>,
    ) -> bool {
        let known = self.heard.entry(device).or_default();
        let before = known.len();
        known.extend(removals);
        known.len() > before
    }

    pub(crate) fn has_heard(&self, device: &DeviceId, removal: &CertificateId) -> bool {
        self.heard.get(device).is_some_and(|known| known.contains(removal))
    }

    pub(crate) fn see(&self, state: &State, me: MemberId) -> Vec<ProposedRemoval> {
        let see = |(id, proposed): (&ProposalId, &Proposed)| {
            let proposal = proposed.parsed()?;
            let Body::Remove { target, reason, .. } = proposal.body() else { return None };
            Some(ProposedRemoval {
                id: *id,
                target: *target,
                member: whose(state, target)?,
                reason: reason.clone(),
                by: proposed.by,
                asked: proposed.asked,
                mine: proposed.by == me,
                declined: proposed.declined,
            })
        };
        self.proposed.iter().filter_map(see).collect()
    }

    /// Forgets what waits although its target is out.
    fn drop_done(&mut self, state: &State) -> bool {
        let before = self.proposed.len();
        self.proposed.retain(|_, proposed| {
            let proposal = proposed.parsed();
            proposal.is_some_and(|it| match it.body() {
                Body::Remove { target, .. } => !is_out(state, target),
                _ => false,
            })
        });
        self.proposed.len() != before
    }
}

impl Proposed {
    fn parsed(&self) -> Option<Proposal> {
        Proposal::from_bytes(&self.proposal).ok()
    }
}

impl Core {
    /// Leaves, with all my devices.
    pub(super) fn leave(&mut self, number: u64, id: CommunityId) {
        let me = self.key.id();
        let target =
            self.community_mut(id).map(|community| Target::Member(community.member_of(&me)));
        let done = target.and_then(|target| self.remove_own(id, target));
        self.answer_removal(number, done);
    }

    /// Removes another device of mine.
    pub(super) fn remove_device(&mut self, number: u64, id: CommunityId, device: DeviceId) {
        let done = self.own_device(id, &device).and_then(|()| {
            if self.is_out(id, &device) {
                return Err(Problem::AlreadyOut);
            }
            self.remove_own(id, Target::Device(device))
        });
        self.answer_removal(number, done);
    }

    /// Proposes a removal to one other member.
    pub(super) fn propose_removal(
        &mut self,
        number: u64,
        id: CommunityId,
        target: Target,
        with: MemberId,
        reason: &str,
    ) {
        match self.new_removal(id, target, with, reason.trim()) {
            Ok(bytes) => {
                for peer in self.connected_of(id, with) {
                    self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes: bytes.clone() });
                }
                self.keep_removing(id);
                self.answer_when_saved(number, Reply::Done);
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Signs what I was asked to sign: it holds from now on.
    pub(super) fn sign_removal(&mut self, number: u64, id: CommunityId, proposal: ProposalId) {
        let done = self.sign_as_well(id, proposal);
        self.answer_removal(number, done);
    }

    /// Says not this time, or asks no more.
    pub(super) fn drop_removal(&mut self, number: u64, id: CommunityId, proposal: ProposalId) {
        let me = self.key.id();
        let dropped = self.community_mut(id).and_then(|community| {
            let me = community.member_of(&me);
            let proposed =
                community.removing.proposed.get_mut(&proposal).ok_or(Problem::NoSuchRequest)?;
            if proposed.by == me {
                community.removing.proposed.remove(&proposal);
            } else {
                proposed.declined = true;
            }
            Ok(())
        });
        match dropped {
            Ok(()) => {
                self.keep_removing(id);
                self.answer_when_saved(number, Reply::Done);
            }
            Err(problem) => self.answer(number, Err(problem)),
        }
    }

    /// Another member asks me to sign a removal.
    pub(super) fn removal_came(&mut self, id: CommunityId, from: DeviceId, proposal: &Proposal) {
        let Body::Remove { target, .. } = proposal.body() else { return };
        let me = self.key.id();
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let (Some(by), Some(asked)) = (state.member(&from), state.member(&me)) else { return };
        let signed = proposal.signers().contains(&from) && !proposal.missing().contains(&from);
        let about = whose(&state, target);
        let fits = signed
            && state.stands(&from)
            && by != asked
            && about.is_some_and(|about| about != by && about != asked)
            && !is_out(&state, target);
        let key = ProposalId(proposal.id());
        if !fits
            || community.removing.proposed.contains_key(&key)
            || community.removing.proposed.len() >= MOST_ASKED
        {
            return;
        }
        let proposed = Proposed { proposal: proposal.to_bytes(), by, asked, declined: false };
        community.removing.proposed.insert(key, proposed);
        self.keep_removing(id);
    }

    /// After certificates came: what is settled waits no more, and who signed one after a removal has heard of it.
    pub(super) fn removals_changed(&mut self, id: CommunityId, entered: &[CertificateId]) {
        let me = self.key.id();
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let membership = living.ledger.membership();
        let state = membership.state();
        let mut changed = community.removing.drop_done(&state);
        let removals: Vec<CertificateId> =
            state.removals().iter().map(|removal| removal.certificate).collect();
        if !removals.is_empty() {
            for certificate in entered {
                let seen: Vec<CertificateId> = removals
                    .iter()
                    .filter(|removal| membership.had_seen(certificate, removal))
                    .copied()
                    .collect();
                let signers = membership.get(certificate).into_iter();
                let signers = signers.flat_map(|certificate| certificate.signers());
                for signer in signers.filter(|signer| *signer != me && !seen.is_empty()) {
                    changed |= community.removing.heard(signer, seen.iter().copied());
                }
            }
        }
        if changed {
            self.keep_removing(id);
        }
    }

    /// A device holds exactly my certificates, so it has heard of every removal.
    pub(super) fn has_same_certificates(&mut self, id: CommunityId, peer: DeviceId) {
        let Some(community) = self.communities.get_mut(&id) else { return };
        let Some(living) = &community.living else { return };
        let state = living.ledger.membership().state();
        let removals = state.removals().iter().map(|removal| removal.certificate);
        if community.removing.heard(peer, removals) {
            self.keep_removing(id);
        }
    }

    fn new_removal(
        &mut self,
        id: CommunityId,
        target: Target,
        with: MemberId,
        reason: &str,
    ) -> Result<Vec<u8>, Problem> {
        if reason.len() > limits::TEXT_BYTES {
            return Err(Problem::TooLong);
        }
        self.seal_all(id);
        let me = self.key.id();
        let community = self.community_mut(id)?;
        let living = community.living.as_mut().ok_or(Problem::StillADraft)?;
        let state = living.ledger.membership().state();
        if !state.stands(&me) {
            return Err(Problem::NotAMember);
        }
        let (by, about) = (state.member(&me), whose(&state, &target));
        let (Some(by), Some(about)) = (by, about) else { return Err(Problem::NoSuchMember) };
        if is_out(&state, &target) {
            return Err(Problem::AlreadyOut);
        }
        // The one who is asked stands for the group: neither of the two it is between.
        if with == by || with == about || by == about || !state.stands_member(with) {
            return Err(Problem::CannotSign);
        }
        let water = living.ledger.water(target);
        let body = Body::Remove { target, water, reason: reason.to_owned() };
        let heads = living.ledger.membership().heads();
        let mut proposal = Proposal::new(id, heads, body, [me]).or(Err(Problem::TooLong))?;
        proposal.sign(&self.key);
        let bytes = proposal.to_bytes();
        let proposed = Proposed { proposal: bytes.clone(), by, asked: with, declined: false };
        let community = self.community_mut(id)?;
        community.removing.proposed.insert(ProposalId(proposal.id()), proposed);
        Ok(bytes)
    }

    fn sign_as_well(&mut self, id: CommunityId, key: ProposalId) -> Result<(), Problem> {
        let me = self.key.id();
        let community = self.community_mut(id)?;
        let proposed = community.removing.proposed.get(&key).ok_or(Problem::NoSuchRequest)?;
        let proposal = proposed.parsed().and_then(|proposal| with_signer(&proposal, me));
        let mut proposal = proposal.ok_or(Problem::NoSuchRequest)?;
        let living = community.living.as_ref().ok_or(Problem::StillADraft)?;
        let membership = living.ledger.membership();
        if !membership.state().stands(&me) {
            return Err(Problem::NotAMember);
        }
        // An honest device puts its name only to what it can judge.
        if !membership.may_sign(&proposal, &me) {
            return Err(Problem::NotHereYet);
        }
        let holds = membership.would_hold(&proposal);
        proposal.sign(&self.key);
        let certificate = proposal.finish().filter(|_| holds).ok_or(Problem::CannotSign)?;
        self.add_certificate(id, certificate, Origin::Own);
        self.epoch_to_write(id);
        Ok(())
    }

    /// What concerns only myself holds with my signature alone. Everything I wrote until now counts for good.
    fn remove_own(&mut self, id: CommunityId, target: Target) -> Result<(), Problem> {
        self.seal_all(id);
        let me = self.key.id();
        let community = self.community_mut(id)?;
        let living = community.living.as_mut().ok_or(Problem::StillADraft)?;
        if !living.ledger.membership().state().stands(&me) {
            return Err(Problem::NotAMember);
        }
        let water = living.ledger.water(target);
        let body = Body::Remove { target, water, reason: String::new() };
        let heads = living.ledger.membership().heads();
        let mut proposal = Proposal::new(id, heads, body, [me]).or(Err(Problem::TooLong))?;
        proposal.sign(&self.key);
        let certificate = proposal.finish().ok_or(Problem::CannotSign)?;
        self.add_certificate(id, certificate, Origin::Own);
        self.epoch_to_write(id);
        Ok(())
    }

    /// Refuses a device that is not another one of mine.
    pub(super) fn own_device(&mut self, id: CommunityId, device: &DeviceId) -> Result<(), Problem> {
        let me = self.key.id();
        let community = self.community_mut(id)?;
        let mine = community.member_of(&me);
        let living = community.living.as_ref().ok_or(Problem::StillADraft)?;
        let theirs = living.ledger.membership().state().member(device);
        if *device != me && theirs == Some(mine) { Ok(()) } else { Err(Problem::NoSuchDevice) }
    }

    pub(super) fn keep_removing(&mut self, id: CommunityId) {
        self.changed = true;
        if let Some(community) = self.communities.get_mut(&id) {
            community.membership_seen = None;
            community.removing.keep(&id, self.saving.next());
        }
    }

    /// Words that are no entry yet become one, so that they lie within what a removal leaves.
    pub(super) fn seal_all(&mut self, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else { return };
        for document in community.documents.keys().copied().collect::<Vec<_>>() {
            self.make_typed_words_changes(id, document, |_| true);
            self.seal(id, document);
        }
    }

    fn connected_of(&self, id: CommunityId, member: MemberId) -> Vec<DeviceId> {
        let Some(community) = self.communities.get(&id) else { return Vec::new() };
        let theirs = |peer: &&DeviceId| community.member_of(peer) == member;
        community.peers.keys().filter(theirs).copied().collect()
    }

    fn answer_removal(&mut self, number: u64, done: Result<(), Problem>) {
        match done {
            Ok(()) => self.answer_when_saved(number, Reply::Done),
            Err(problem) => self.answer(number, Err(problem)),
        }
    }
}

/// The member a removal is about.
pub(super) fn whose(state: &State, target: &Target) -> Option<MemberId> {
    match target {
        Target::Member(member) => Some(*member),
        Target::Device(device) => state.member(device),
    }
}

fn is_out(state: &State, target: &Target) -> bool {
    match target {
        Target::Member(member) => !state.stands_member(*member),
        Target::Device(device) => state.out(device),
    }
}

impl Community {
    /// The devices that have heard of a removal, of those of other members that still belong.
    pub(super) fn heard_of(
        &self,
        state: &State,
        me: &DeviceId,
        removal: &CertificateId,
    ) -> (usize, usize) {
        let others: Vec<DeviceId> =
            state.standing_devices().into_keys().filter(|device| device != me).collect();
        let heard = others.iter().filter(|device| self.removing.has_heard(device, removal));
        (heard.count(), others.len())
    }
}
