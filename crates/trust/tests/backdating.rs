//! Somebody who was removed signs entries as if they had been written before: in every order in which two removals and
//! the entries can arrive, a whole ledger ends with the same.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use horseshoe_trust::{
    Admission, Body, Certificate, CommunityId, DeviceKey, DocumentGrant, DocumentId,
    DocumentSecret, Entry, EntryId, EntryKey, EpochSecret, Header, Incarnation, Inserted, Ledger,
    Proposal, Target, Verdict,
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

enum Piece {
    Certificate(Certificate),
    Entry(Entry),
}

struct Circle {
    rng: ChaCha8Rng,
    keys: Vec<DeviceKey>,
    genesis: Certificate,
    grant: DocumentGrant,
    key: EntryKey,
}

impl Circle {
    /// Three who stand, and the last, who is going to be removed.
    fn new() -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let mut keys: Vec<DeviceKey> = (0..4).map(|_| DeviceKey::generate(&mut rng)).collect();
        keys.sort_by_key(DeviceKey::id);
        let founders: Vec<_> = keys.iter().map(DeviceKey::id).collect();
        let body = Body::Genesis {
            name: String::new(),
            quorum: 2,
            founders: founders.clone(),
            continues: None,
            documents: Vec::new(),
        };
        let mut proposal = Proposal::new(CommunityId::NONE, [], body, founders).unwrap();
        for key in &keys {
            assert!(proposal.sign(key));
        }
        let genesis = proposal.finish().unwrap();
        let (secret, epoch) = (DocumentSecret::generate(&mut rng), EpochSecret::generate(&mut rng));
        let grant =
            DocumentGrant::seal(genesis.community(), "notebook", None, &secret, &epoch, &mut rng);
        let key = EntryKey::derive(&secret, &epoch);
        Self { rng, keys, genesis, grant: grant.unwrap(), key }
    }

    fn entry(&mut self, by: usize, at: u8, seq: u64, prev: Option<&Entry>, on: &[&Entry]) -> Entry {
        let mut deps: Vec<EntryId> = on.iter().map(|entry| entry.id()).collect();
        deps.sort_unstable();
        let header = Header {
            version: Entry::VERSION,
            community: self.genesis.community(),
            document: self.grant.document,
            device: self.keys[by].id(),
            incarnation: Incarnation::from_bytes([at; 8]),
            seq,
            prev: prev.map(Entry::id),
            epoch: self.grant.epoch().unwrap(),
            deps,
        };
        Entry::seal(&self.keys[by], header, b"words", &self.key, &mut self.rng).unwrap()
    }

    fn removal(&self, reach: u64, by: [usize; 2]) -> Certificate {
        let target = self.keys[3].id();
        let place = (self.grant.document, target, Incarnation::from_bytes([1; 8]));
        let body = Body::Remove {
            target: Target::Member(target.into()),
            water: [(place, reach)].into(),
            reason: String::new(),
        };
        let signers = by.map(|number| self.keys[number].id());
        let community = self.genesis.community();
        let mut proposal = Proposal::new(community, [self.genesis.id()], body, signers).unwrap();
        for number in &by {
            assert!(proposal.sign(&self.keys[*number]));
        }
        proposal.finish().unwrap()
    }

    fn ledger(&self) -> Ledger {
        let mut ledger = Ledger::new(self.genesis.clone()).unwrap();
        assert!(ledger.add_grant(self.grant.clone()));
        ledger
    }
}

fn deliver(ledger: &mut Ledger, piece: &Piece, document: &DocumentId) {
    match piece {
        Piece::Certificate(certificate) => {
            assert_eq!(ledger.add_certificate(certificate.clone()), Inserted::New);
        }
        Piece::Entry(entry) => {
            let admission = ledger.add_entry(entry);
            assert!(matches!(admission, Admission::Stored | Admission::Waiting { .. }));
            if admission == Admission::Stored && !ledger.extends(document, &entry.id()) {
                ledger.verdict(document);
            }
        }
    }
}

#[test]
fn backdated_entries_have_the_same_verdict_in_every_order_of_arrival() {
    let mut circle = Circle::new();
    let before = circle.entry(3, 1, 1, None, &[]);
    // All that follows is signed after the removals, as if it were not.
    let further = circle.entry(3, 1, 2, Some(&before), &[]);
    let beyond = circle.entry(3, 1, 3, Some(&further), &[]);
    let beside = circle.entry(3, 1, 2, Some(&before), &[]);
    // Somebody who has not heard builds on one of them.
    let rescued = circle.entry(2, 2, 1, None, &[&further]);
    let removals = [circle.removal(2, [0, 1]), circle.removal(1, [1, 2])];
    let ids = [&before, &further, &rescued, &beyond, &beside].map(Entry::id);
    let pieces: Vec<Piece> = removals
        .into_iter()
        .map(Piece::Certificate)
        .chain([before, further, beyond, beside, rescued].map(Piece::Entry))
        .collect();
    let document = circle.grant.document;
    let mut verdicts: Vec<Verdict> = Vec::new();
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    let mut orders = 0;
    each_order(&mut order, 0, &mut |order| {
        let mut ledger = circle.ledger();
        for at in order {
            deliver(&mut ledger, &pieces[*at], &document);
        }
        let verdict = ledger.verdict(&document).unwrap();
        if !verdicts.contains(&verdict) {
            verdicts.push(verdict);
        }
        orders += 1;
    });
    let [before, further, rescued, beyond, beside] = ids;
    assert_eq!((orders, verdicts.len()), (5_040, 1));
    // Within the least of the watermarks, and what an honest member stands on; nothing else.
    let verdict = verdicts.remove(0);
    assert_eq!(verdict.counts, [before, further, rescued]);
    assert_eq!(verdict.forks.len(), 1);
    assert_eq!((verdict.forks[0].kept, &verdict.forks[0].lost[..]), (further, &[beside][..]));
    assert!(verdict.aside.contains(&beyond));
}

fn each_order(order: &mut [usize], from: usize, tell: &mut impl FnMut(&[usize])) {
    if from == order.len() {
        return tell(order);
    }
    for at in from..order.len() {
        order.swap(from, at);
        each_order(order, from + 1, tell);
        order.swap(from, at);
    }
}
