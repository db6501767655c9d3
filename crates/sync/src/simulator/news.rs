//! What changes who belongs and what is shared, while a simulated run goes on: people come in, are removed, a document
//! is made.

use std::collections::BTreeSet;

use horseshoe_trust::{Body, DocumentGrant, Membership, Target, Watermarks};
use rand::RngExt as _;

use super::Simulator;

/// Done by somebody chosen when it happens.
#[derive(Clone, Copy)]
pub(super) enum News {
    Admit { newcomer: usize },
    Remove,
    NewDocument,
}

impl Simulator {
    /// False if nobody can just now.
    pub(super) fn make_news(&mut self, news: News) -> bool {
        let last = self.scenario.peers - self.scenario.newcomers();
        match news {
            News::Admit { newcomer } => {
                let body = self.community.admission(newcomer);
                let made = self.certify(body, Some(newcomer), None);
                self.admitted += usize::from(made);
                made
            }
            News::Remove => {
                // Neither the first member nor the one with a private document.
                let target = self.rng.random_range(3..last - 1);
                let body = Body::Remove {
                    target: Target::Member(self.community.member(target)),
                    water: Watermarks::new(),
                    reason: String::new(),
                };
                let made = self.certify(body, None, Some(target));
                self.removed += usize::from(made);
                made
            }
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

    /// For everyone, or for whoever makes it and one or two others.
    fn make_document_of(&mut self, at: usize) -> DocumentGrant {
        let others = self.rng.random_range(0..=2);
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

    /// Two members sign, who both know what the first has seen; both publish.
    fn certify(&mut self, body: Body, newcomer: Option<usize>, target: Option<usize>) -> bool {
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
        let certificate = self.community.certify(&heads, body, &signers);
        for at in [first, second] {
            self.devices[at].publish(certificate.clone());
            self.begin_commit(at);
        }
        true
    }

    /// Devices of long-standing members that are up and stand in their own eyes.
    fn willing(&self) -> Vec<usize> {
        let last = self.scenario.peers - self.scenario.newcomers();
        (0..last).filter(|number| self.devices[*number].stands()).collect()
    }
}
