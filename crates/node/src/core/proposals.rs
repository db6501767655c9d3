//! Statements that collect signatures: what comes from others goes where it belongs, what waits is offered to
//! whoever connects.

use super::Core;
use horseshoe_sync::Event as SyncEvent;
use horseshoe_trust::{Body, CommunityId, DeviceId, MemberId, Proposal};

impl Core {
    /// A proposal came from another member's device.
    pub(super) fn proposal_came(&mut self, id: CommunityId, from: DeviceId, bytes: &[u8]) {
        let Ok(proposal) = Proposal::from_bytes(bytes) else { return };
        if proposal.community() != id {
            return;
        }
        match proposal.body() {
            Body::Admit { .. } => self.admission_came(id, proposal),
            Body::Remove { .. } => self.removal_came(id, from, &proposal),
            Body::Erase { owned: None, .. } => self.erase_came(id, proposal),
            // What one signs alone is never half signed, and notes need nobody's agreement.
            _ => {}
        }
    }

    /// Sends a device that has just connected what it can sign: admissions to everybody, a removal only to who was
    /// asked.
    pub(super) fn send_proposals(&mut self, id: CommunityId, peer: DeviceId) {
        let Some(community) = self.communities.get(&id) else { return };
        for bytes in self.proposals_for(id, Some(community.member_of(&peer))) {
            self.sync(id, SyncEvent::Proposal { to: Some(peer), bytes });
        }
    }

    /// What this member can sign; of what goes to all alike, only the admissions.
    pub(super) fn proposals_for(&self, id: CommunityId, member: Option<MemberId>) -> Vec<Vec<u8>> {
        let Some(community) = self.communities.get(&id) else { return Vec::new() };
        let admissions = community.requests.values().filter_map(|request| request.proposal.clone());
        let me = self.key.id();
        let removals = member.map(|member| community.removing.to_ask(member, &me));
        admissions.chain(removals.unwrap_or_default()).collect()
    }
}

/// The same proposal with one more device to sign it. What was signed stays signed: a signature is on the statement.
pub(super) fn with_signer(proposal: &Proposal, signer: DeviceId) -> Option<Proposal> {
    let signers = proposal.signers().iter().copied().chain([signer]);
    let mut wider = Proposal::new(
        proposal.community(),
        proposal.heads().to_vec(),
        proposal.body().clone(),
        signers,
    )
    .ok()?;
    wider.absorb(proposal);
    Some(wider)
}

/// Two proposals of one statement, with all signatures of both; `None` if they state different things.
pub(super) fn together(one: &Proposal, other: &Proposal) -> Option<Proposal> {
    if one.body() != other.body()
        || one.heads() != other.heads()
        || one.community() != other.community()
    {
        return None;
    }
    let mut both = one.clone();
    for signer in other.signers() {
        both = with_signer(&both, *signer)?;
    }
    both.absorb(other);
    Some(both)
}
