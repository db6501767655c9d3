//! What changes who belongs and what is shared, while a simulated run goes on: people come in, are removed, a document
//! is made.

use std::collections::BTreeSet;

use horseshoe_trust::{Body, DocumentGrant, Membership, Target};
use rand::RngExt as _;

use super::Simulator;
use super::device::Device;

/// Done by somebody chosen when it happens.
#[derive(Clone, Copy)]
pub(super) enum News {
    Admit { newcomer: usize },
    Remove,
    RemoveRogue,
    NewDocument,
}

impl Simulator {
    /// False if nobody can just now.
    pub(super) fn make_news(&mut self, news: News) -> bool {
        let last = self.scenario.peers - self.scenario.newcomers();
        match news {
            News::Admit { newcomer } => {
                let body = self.community.admission(newcomer, self.gone);
                let made = self.certify(|_| body, Some(newcomer), None);
                self.admitted += usize::from(made);
                made
            }
            News::Remove => {
                // Neither the first member nor the one with a private document, nor the rogue, whose time comes.
                let target = self.rng.random_range(3..last - 1);
                self.remove(if Some(target) == self.rogue { target + 1 } else { target })
            }
            News::RemoveRogue => self.rogue.is_none_or(|rogue| self.remove(rogue)),
            News::NewDocument => {
                let able = self.willing();
                if able.is_empty() {
                    return false;
                }
                let at = able[self.rng.random_range(0..able.len())];
                let grant = self.make_document_of(at);
                self.devices[at].share(grant);
                self.begin_commit(at);
                self.documents_made += 1;
                true
            }
        }
    }

    /// For everyone, or for whoever makes it and one or two others. Where profiles are copied only for everyone: words
    /// that nobody else may have stay on the copy they were written on.
    fn make_document_of(&mut self, at: usize) -> DocumentGrant {
        let others = if self.rogue.is_some() { 0 } else { self.rng.random_range(0..=2) };
        if others == 0 {
            return self.community.make_document("notebook", None, &mut self.rng);
        }
        let devices = self.devices.len();
        let mut readers = BTreeSet::from([self.community.member(at)]);
        for _ in 0..others {
            readers.insert(self.community.member(self.rng.random_range(0..devices)));
        }
        self.community.make_document_for("pair", readers, &mut self.rng)
    }

    /// What counts of the removed in the first signer's view goes on counting.
    fn remove(&mut self, target: usize) -> bool {
        let member = self.community.member(target);
        // Every member reads a removal, so it names no document of a few.
        let everyones = self.community.everyones();
        let made = self.certify(
            |by| Body::Remove {
                target: Target::Member(member),
                water: by.water(member, &everyones),
                reason: String::new(),
            },
            None,
            Some(target),
        );
        if made {
            self.removed += 1;
            self.gone = Some(member);
        }
        made
    }

    /// Two members sign, who both know what the first has seen; both publish.
    fn certify(
        &mut self,
        body: impl FnOnce(&Device) -> Body,
        newcomer: Option<usize>,
        target: Option<usize>,
    ) -> bool {
        let able: Vec<_> =
            self.willing().into_iter().filter(|number| Some(*number) != target).collect();
        let Some(first) = (!able.is_empty()).then(|| self.rng.random_range(0..able.len())) else {
            return false;
        };
        let first = able[first];
        let heads = self.devices[first].membership().map(Membership::heads).unwrap_or_default();
        let knows_all = |number: &&usize| {
            let membership = self.devices[**number].membership();
            membership.is_some_and(|membership| heads.iter().all(|id| membership.contains(id)))
        };
        let other =
            |number: &&usize| self.community.member(**number) != self.community.member(first);
        let seconds: Vec<_> = able.iter().filter(other).filter(knows_all).copied().collect();
        if seconds.is_empty() {
            return false;
        }
        let second = seconds[self.rng.random_range(0..seconds.len())];
        let signers: Vec<_> = [first, second].into_iter().chain(newcomer).collect();
        let body = body(&self.devices[first]);
        let certificate = self.community.certify(&heads, body, &signers);
        for at in [first, second] {
            self.devices[at].publish(certificate.clone());
            self.begin_commit(at);
        }
        true
    }

    /// Honest devices of long-standing members that are up and stand in their own eyes.
    fn willing(&self) -> Vec<usize> {
        let last = self.scenario.peers - self.scenario.newcomers();
        let honest = (0..last).filter(|number| Some(*number) != self.rogue);
        honest.filter(|number| self.devices[*number].stands()).collect()
    }
}
