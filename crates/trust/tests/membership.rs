//! What follows from certificates beside who stands: epochs to write in, acts that destroy, Genesis by three.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::collections::BTreeMap;

use horseshoe_trust::{
    ActKind, Body, Certificate, CertificateId, CommunityId, DeviceId, DeviceKey, DocumentId,
    DocumentSecret, EpochId, Inserted, MemberId, Membership, OwnedDocument, Proposal, Target,
    Watermarks, document_id_from, secret_commitment,
};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

struct Circle {
    keys: Vec<DeviceKey>,
    membership: Membership,
}

impl Circle {
    fn new(quorum: u8, founders: usize, others: usize) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(founders as u64);
        let keys: Vec<DeviceKey> =
            (0..founders + others).map(|_| DeviceKey::generate(&mut rng)).collect();
        let mut devices: Vec<DeviceId> = keys[..founders].iter().map(DeviceKey::id).collect();
        devices.sort_unstable();
        let body = Body::Genesis {
            name: "Tuesday circle".to_owned(),
            quorum,
            founders: devices.clone(),
            continues: None,
            documents: Vec::new(),
        };
        let mut proposal = Proposal::new(CommunityId::NONE, [], body, devices).unwrap();
        for key in &keys {
            proposal.sign(key);
        }
        Self { keys, membership: Membership::new(proposal.finish().unwrap()).unwrap() }
    }

    fn id(&self, person: usize) -> DeviceId {
        self.keys[person].id()
    }

    fn made(&self, heads: &[CertificateId], body: Body, signers: &[usize]) -> Certificate {
        let devices = signers.iter().map(|person| self.id(*person));
        let heads = heads.iter().copied();
        let mut proposal =
            Proposal::new(self.membership.community(), heads, body, devices).unwrap();
        for person in signers {
            proposal.sign(&self.keys[*person]);
        }
        proposal.finish().unwrap()
    }

    /// Made citing everything, and taken in.
    fn publish(&mut self, body: Body, signers: &[usize]) -> CertificateId {
        let certificate = self.made(&self.membership.heads(), body, signers);
        let id = certificate.id();
        assert_eq!(self.membership.insert(certificate), Inserted::New);
        id
    }

    fn epoch(&self, number: u8, people: &[usize]) -> Body {
        let sealed = people.iter().map(|person| (self.id(*person), vec![number])).collect();
        Body::Epoch { epoch: EpochId::from_bytes([number; 16]), sealed }
    }

    fn usable(&self) -> Vec<u8> {
        self.membership.usable_epochs().iter().map(|usable| usable.epoch.as_bytes()[0]).collect()
    }
}

fn remove(device: DeviceId) -> Body {
    Body::Remove {
        target: Target::Member(device.into()),
        water: Watermarks::new(),
        reason: String::new(),
    }
}

fn admit(device: DeviceId) -> Body {
    Body::Admit { device, name: String::new(), was: None }
}

#[test]
fn a_removal_ends_every_epoch_it_did_not_precede() {
    let mut circle = Circle::new(2, 4, 1);
    assert!(circle.usable().is_empty());
    circle.publish(circle.epoch(1, &[0, 1, 2, 3]), &[0]);
    circle.publish(circle.epoch(2, &[0, 1, 2, 3]), &[1]);
    assert_eq!(circle.usable(), [2, 1], "the causally later first");
    let heads = circle.membership.heads();
    circle.publish(admit(circle.id(4)), &[0, 1, 4]);
    assert_eq!(circle.usable(), [2, 1], "who comes in is handed the secret");
    circle.publish(remove(circle.id(4)), &[0, 1]);
    // Sealed to the newcomer by nobody, but handed on perhaps.
    assert!(circle.usable().is_empty());
    let beside = circle.made(&heads, circle.epoch(3, &[0, 1, 2, 3]), &[2]);
    circle.membership.insert(beside);
    assert!(circle.usable().is_empty(), "it did not know the removal");
    circle.publish(circle.epoch(4, &[0, 1, 2, 3]), &[3]);
    assert_eq!(circle.usable(), [4]);
}

#[test]
fn epochs_sealed_to_others_than_those_who_stand_are_not_used() {
    let mut circle = Circle::new(2, 4, 1);
    circle.publish(circle.epoch(1, &[0, 1, 2]), &[0]);
    circle.publish(circle.epoch(2, &[0, 1, 2, 3, 4]), &[0]);
    assert!(circle.usable().is_empty());
    circle.publish(remove(circle.id(3)), &[0, 1]);
    circle.publish(circle.epoch(3, &[0, 1, 2]), &[3]);
    assert!(circle.usable().is_empty(), "the removed made it");
    circle.publish(circle.epoch(4, &[0, 1, 2]), &[2]);
    assert_eq!(circle.usable(), [4]);
}

#[test]
fn of_two_epochs_made_at_once_everybody_takes_the_same() {
    let mut circle = Circle::new(2, 3, 0);
    let heads = circle.membership.heads();
    let both = [(1, 0), (2, 1)]
        .map(|(number, by)| circle.made(&heads, circle.epoch(number, &[0, 1, 2]), &[by]));
    let lower = if both[0].id() < both[1].id() { 1 } else { 2 };
    let [one, two] = both;
    circle.membership.insert(two);
    circle.membership.insert(one);
    assert_eq!(circle.usable()[0], lower);
}

#[test]
fn two_destroy_what_is_everyones_and_the_owner_alone_what_is_theirs() {
    let mut circle = Circle::new(2, 3, 0);
    let document = DocumentId::from_bytes([1; 32]);
    circle.publish(Body::Erase { document, owned: None }, &[0]);
    circle.publish(Body::Close, &[1]);
    assert!(circle.membership.state().acts().is_empty());
    circle.publish(Body::Erase { document, owned: None }, &[0, 1]);
    let commitment = secret_commitment(&DocumentSecret::from_bytes([3; 32]));
    let owner = MemberId::from(circle.id(2));
    let own = document_id_from("member", Some(owner), &commitment);
    let owned = Some(OwnedDocument { kind: "member".to_owned(), owner, commitment });
    let erase = Body::Erase { document: own, owned };
    circle.publish(erase.clone(), &[0]);
    assert_eq!(circle.membership.state().acts().len(), 1, "somebody else alone");
    circle.publish(erase, &[2]);
    circle.publish(Body::Close, &[0, 2]);
    let state = circle.membership.state();
    let mut acts: Vec<ActKind> = state.acts().iter().map(|act| act.kind).collect();
    acts.sort_unstable();
    let mut expected = vec![ActKind::Erase(document), ActKind::Erase(own), ActKind::Close];
    expected.sort_unstable();
    assert_eq!(acts, expected);
}

#[test]
fn nobody_can_call_a_document_of_all_their_own() {
    let circle = Circle::new(2, 3, 0);
    let commitment = secret_commitment(&DocumentSecret::from_bytes([3; 32]));
    let owner = MemberId::from(circle.id(2));
    let document = document_id_from("notebook", None, &commitment);
    let heads = circle.membership.heads();
    for kind in ["member", "private", "notebook"] {
        let owned = Some(OwnedDocument { kind: kind.to_owned(), owner, commitment });
        let body = Body::Erase { document, owned };
        let proposal =
            Proposal::new(circle.membership.community(), heads.clone(), body, [circle.id(2)]);
        assert!(proposal.is_err(), "{kind}");
    }
    // A kind that others may write in stays the affair of two, whoever is named as its owner.
    let named = document_id_from("notebook", Some(owner), &commitment);
    let owned = Some(OwnedDocument { kind: "notebook".to_owned(), owner, commitment });
    let body = Body::Erase { document: named, owned };
    assert!(Proposal::new(circle.membership.community(), heads, body, [circle.id(2)]).is_err());
}

#[test]
fn an_act_whose_signer_is_cut_off_is_called_off() {
    let mut circle = Circle::new(2, 4, 0);
    let heads = circle.membership.heads();
    circle.publish(Body::Close, &[0, 3]);
    assert_eq!(circle.membership.state().acts().len(), 1);
    let removal = circle.made(&heads, remove(circle.id(3)), &[1, 2]);
    circle.membership.insert(removal);
    assert!(circle.membership.state().acts().is_empty());
}

#[test]
fn where_three_are_asked_for_two_are_not_enough() {
    let mut circle = Circle::new(3, 4, 1);
    circle.publish(admit(circle.id(4)), &[0, 1, 4]);
    circle.publish(remove(circle.id(0)), &[1, 2]);
    let state = circle.membership.state();
    assert!(!state.certified(&circle.id(4)) && state.stands(&circle.id(0)));
    circle.publish(admit(circle.id(4)), &[0, 1, 2, 4]);
    circle.publish(remove(circle.id(0)), &[1, 2, 4]);
    let state = circle.membership.state();
    assert!(state.stands(&circle.id(4)) && !state.stands(&circle.id(0)));
}

#[test]
fn certificates_wait_for_their_past_and_come_in_together() {
    let mut circle = Circle::new(2, 3, 2);
    let first = circle.made(&circle.membership.heads(), admit(circle.id(3)), &[0, 1, 3]);
    let second = circle.made(&[first.id()], admit(circle.id(4)), &[0, 3, 4]);
    circle.membership.take_entered();
    assert_eq!(circle.membership.insert(second.clone()), Inserted::Waiting);
    assert_eq!(circle.membership.missing(), [first.id()]);
    assert_eq!(circle.membership.held(&second.id()), None);
    assert!(circle.membership.take_entered().is_empty());
    assert_eq!(circle.membership.insert(first.clone()), Inserted::New);
    assert_eq!(circle.membership.take_entered(), [first.id(), second.id()]);
    assert!(circle.membership.state().stands(&circle.id(4)));
    assert_eq!(circle.membership.insert(first), Inserted::Known);
    assert_eq!(circle.membership.heads(), [second.id()]);
}

#[test]
fn who_was_let_in_by_somebody_cut_off_is_named_as_waiting() {
    let mut circle = Circle::new(2, 4, 1);
    let heads = circle.membership.heads();
    circle.publish(admit(circle.id(4)), &[0, 3, 4]);
    let removal = circle.made(&heads, remove(circle.id(3)), &[1, 2]);
    circle.membership.insert(removal);
    let state = circle.membership.state();
    let expected: BTreeMap<DeviceId, MemberId> = [(circle.id(4), circle.id(4).into())].into();
    assert_eq!(state.uncertified(), expected);
    assert!(!state.stands_member(circle.id(4).into()) && state.stands_member(circle.id(0).into()));
}
