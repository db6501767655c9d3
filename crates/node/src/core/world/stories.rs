//! What only stories do: who is where, what they write, what they hold.

use super::World;
use horseshoe_model::{Command as Act, GroundrulesCommand};
use horseshoe_store::{Place, Store as _};
use horseshoe_trust::{Certificate, CommunityId, DeviceKey, DocumentId, Entry, EpochId};
use std::collections::BTreeSet;
use std::time::Duration;

impl World {
    pub(crate) fn of(people: usize) -> Self {
        let key = |number: usize| DeviceKey::from_bytes(&[number as u8 + 1; 32]);
        Self::with((0..people).map(key).collect())
    }

    /// The first person begins a community with the second; the others are let in by these two.
    pub(crate) fn community_of(people: usize) -> (Self, CommunityId) {
        let key = |number: usize| DeviceKey::from_bytes(&[number as u8 + 1; 32]);
        Self::beginning_with((0..people).map(key).collect())
    }

    /// So many people, of whom the first `inside` are in a community.
    pub(crate) fn community_among(inside: usize, people: usize) -> (Self, CommunityId) {
        let mut world = Self::of(people);
        let community = world.begin_among(inside);
        (world, community)
    }

    /// Ends a person's program between two steps; what was not durable is lost.
    pub(crate) fn kill(&mut self, who: usize) {
        self.people[who].core = None;
        self.cut(who);
    }

    pub(crate) fn cut(&mut self, who: usize) {
        for pair in self
            .connected
            .iter()
            .filter(|(a, b)| *a == who || *b == who)
            .copied()
            .collect::<Vec<_>>()
        {
            self.end(pair.0, pair.1);
        }
    }

    pub(crate) fn go_apart(&mut self, who: usize) {
        self.apart.insert(who);
        self.cut(who);
        self.run(Duration::ZERO);
    }

    pub(crate) fn come_back(&mut self, who: usize) {
        self.apart.remove(&who);
        self.meet();
        self.run(Duration::from_secs(5));
    }

    /// Every entry a person's store holds, in the order they came, document by document.
    pub(crate) fn entries(&self, who: usize, community: CommunityId) -> Vec<Entry> {
        let core = self.people[who].core.as_ref().expect("a program that runs");
        let shelf = self.people[who].store.reader();
        let read = |document: &DocumentId| {
            let all = shelf.entries(&community, document, Place::START, usize::MAX);
            all.expect("memory can be read").into_iter()
        };
        let documents = core.communities[&community].documents.keys();
        let rows = documents.flat_map(read);
        rows.map(|(_, _, bytes)| Entry::from_bytes(&bytes).expect("what was stored")).collect()
    }

    /// Every certificate a person's device holds.
    pub(crate) fn certificates(&self, who: usize, community: CommunityId) -> Vec<Certificate> {
        let core = self.people[who].core.as_ref().expect("a program that runs");
        let living = core.communities[&community].living.as_ref().expect("it has begun");
        let membership = living.ledger.membership();
        membership.ids().iter().filter_map(|id| membership.get(id)).cloned().collect()
    }

    /// The epochs whose secrets a person's device holds.
    pub(crate) fn epochs(&self, who: usize, community: CommunityId) -> BTreeSet<EpochId> {
        let core = self.people[who].core.as_ref().expect("a program that runs");
        core.communities[&community].epochs.keys().copied().collect()
    }

    pub(crate) fn add_rule(&mut self, who: usize, community: CommunityId, text: &str) {
        let add = GroundrulesCommand::Add { text: text.to_owned(), after: None };
        self.act(who, community, Act::Groundrules(add)).unwrap();
    }

    pub(crate) fn add_note(&mut self, who: usize, community: CommunityId, text: &str) {
        let add = serde_json::from_value(serde_json::json!({"do": "add", "text": text})).unwrap();
        self.act(who, community, Act::Notes(add)).unwrap();
    }

    pub(crate) fn rules(&mut self, who: usize) -> Vec<String> {
        self.community(who)
            .community
            .groundrules
            .rules
            .iter()
            .map(|rule| rule.words.text.clone())
            .collect()
    }

    pub(crate) fn assert_all_agree(&mut self) {
        self.assert_agree(&(0..self.people.len()).collect::<Vec<_>>());
    }

    pub(crate) fn assert_agree(&mut self, people: &[usize]) {
        self.run(Duration::from_secs(5));
        let first = self.community(people[0]);
        for &who in &people[1..] {
            let other = self.community(who);
            assert_eq!(
                first.community, other.community,
                "groundrules, meetings and votes of {who}"
            );
            assert_eq!(first.notebook, other.notebook, "notes of {who}");
            assert_eq!(first.tallies, other.tallies, "tallies of {who}");
            assert_eq!(
                first.sync.digest, other.sync.digest,
                "what {who} holds: {:?} {:?}",
                first.sync, other.sync
            );
        }
    }
}
