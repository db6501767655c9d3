//! A recovery key: one more device of mine, whose key is printed on paper and kept nowhere else.

use super::{Core, Promise};
use crate::{Problem, Reply, Secret};
use horseshoe_sync::Origin;
use horseshoe_trust::{Body, CommunityId, DeviceKey, Proposal};

impl Core {
    /// Makes a device, says that it is mine, and gives its key to be printed once everybody can be told.
    pub(super) fn print_recovery_key(&mut self, number: u64, id: CommunityId) {
        let Some(community) = self.communities.get(&id) else {
            return self.answer(number, Err(Problem::NoSuchCommunity { community: id }));
        };
        let Some(living) = &community.living else {
            return self.answer(number, Err(Problem::StillADraft));
        };
        let membership = living.ledger.membership();
        let me = self.key.id();
        let Some(member) =
            membership.state().member(&me).filter(|_| membership.state().stands(&me))
        else {
            return self.answer(number, Err(Problem::NotAMember));
        };
        let paper = DeviceKey::generate(&mut self.rng);
        let body = Body::Device { device: paper.id(), member };
        let proposal = Proposal::new(id, membership.heads(), body, [me, paper.id()]);
        let certificate = proposal.ok().and_then(|mut proposal| {
            proposal.sign(&self.key);
            proposal.sign(&paper);
            proposal.finish()
        });
        let Some(certificate) = certificate else {
            return self.answer(number, Err(Problem::NotHereYet));
        };
        self.add_certificate(id, certificate, Origin::Own);
        let text = Secret::new(paper.to_paper().as_str());
        self.saving.then(Promise::Answer {
            number,
            reply: Reply::Printed { text, device: Some(paper.id()) },
        });
    }
}
