//! What honest devices do with a log: where they write, what they stand on, what they keep; and its limits.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::sync::Arc;

use horseshoe_trust::{
    Body, CommunityId, DeviceId, DeviceKey, DocumentId, DocumentLog, Entry, EntryId, EpochId,
    Header, Incarnation, Membership, Proposal, State, Stored, WriteAt, limits,
};

const DOCUMENT: DocumentId = DocumentId::from_bytes([0xd0; 32]);

struct Desk {
    state: Arc<State>,
    ann: DeviceId,
    ben: DeviceId,
    log: DocumentLog,
    next: u16,
}

impl Desk {
    fn new() -> Self {
        let keys = [1, 2].map(|number| DeviceKey::from_bytes(&[number; 32]));
        let mut founders = keys.iter().map(DeviceKey::id).collect::<Vec<_>>();
        founders.sort_unstable();
        let body = Body::Genesis {
            name: String::new(),
            quorum: 2,
            founders: founders.clone(),
            continues: None,
            documents: Vec::new(),
        };
        let mut proposal = Proposal::new(CommunityId::NONE, [], body, founders).unwrap();
        for key in &keys {
            proposal.sign(key);
        }
        let membership = Membership::new(proposal.finish().unwrap()).unwrap();
        let [ann, ben] = keys.map(|key| key.id());
        Self { state: membership.state(), ann, ben, log: DocumentLog::new(DOCUMENT), next: 0 }
    }

    /// Ids in the order they are made.
    fn put(
        &mut self,
        device: DeviceId,
        at: u8,
        seq: u64,
        prev: Option<EntryId>,
        deps: &[EntryId],
    ) -> EntryId {
        self.next += 1;
        let mut id = [0; 32];
        id[..2].copy_from_slice(&self.next.to_be_bytes());
        let id = EntryId::from_bytes(id);
        let mut deps = deps.to_vec();
        deps.sort_unstable();
        let header = Header {
            version: Entry::VERSION,
            community: CommunityId::from_bytes([0xc0; 32]),
            document: DOCUMENT,
            device,
            incarnation: Incarnation::from_bytes([at; 8]),
            seq,
            prev,
            epoch: EpochId::from_bytes([0; 16]),
            deps,
        };
        assert_eq!(self.log.insert(id, &header), Stored::New);
        id
    }

    fn counts(&mut self) -> Vec<EntryId> {
        self.log.verdict(&self.state, &|_| true).counts
    }

    fn extends(&mut self, id: EntryId) -> bool {
        self.log.extends(&self.state, &|_| true, &id)
    }
}

const HERE: Incarnation = Incarnation::from_bytes([1; 8]);

#[test]
fn a_device_goes_on_where_it_was_and_sees_what_is_new() {
    let mut desk = Desk::new();
    let (ann, ben) = (desk.ann, desk.ben);
    assert_eq!(desk.log.place_to_write(ann, HERE), WriteAt::Continue { seq: 1, prev: None });
    let first = desk.put(ann, 1, 1, None, &[]);
    assert!(desk.extends(first));
    let other = desk.put(ben, 1, 1, None, &[]);
    assert!(desk.extends(other));
    assert_eq!(desk.log.place_to_write(ann, HERE), WriteAt::Continue { seq: 2, prev: Some(first) });
    assert_eq!(desk.log.deps(Some(first)), [other]);
    assert_eq!(desk.log.heads(), [first, other]);
    let second = desk.put(ann, 1, 2, Some(first), &[other]);
    assert!(desk.extends(second));
    assert_eq!(desk.log.heads(), [second]);
    assert_eq!(desk.log.frontier()[&(ann, HERE)], (2, second));
    assert_eq!(desk.log.water(ann)[&HERE], 2);
    assert_eq!(desk.counts(), desk.log.order());
}

#[test]
fn after_a_fork_a_device_begins_anew_and_writes_what_was_lost_again() {
    let mut desk = Desk::new();
    let ann = desk.ann;
    let first = desk.put(ann, 1, 1, None, &[]);
    let kept = desk.put(ann, 1, 2, Some(first), &[]);
    assert_eq!(desk.counts(), [first, kept]);
    let lost = desk.put(ann, 1, 2, Some(first), &[]);
    assert!(!desk.extends(lost));
    let verdict = desk.log.verdict(&desk.state, &|_| true);
    assert_eq!((verdict.forks[0].kept, &verdict.forks[0].lost[..]), (kept, &[lost][..]));
    // Neither branch anchors itself; nobody else built on one.
    assert_eq!(verdict.counts, [first]);
    assert_eq!(desk.log.lost_words(ann), [kept, lost]);
    assert_eq!(desk.log.place_to_write(ann, HERE), WriteAt::NewIncarnation);
    assert!(desk.log.is_blocked(&lost) && !desk.log.is_blocked(&kept));
    // Another member keeps the branch that is not blocked.
    let kept_by = desk.log.keep(&[kept, lost]);
    assert_eq!(kept_by, [vec![kept]]);
    let keeps = desk.put(desk.ben, 1, 1, None, &kept_by[0]);
    assert_eq!(desk.counts(), [first, kept, keeps]);
    assert_eq!(desk.log.frontier()[&(ann, HERE)], (2, kept), "along the lower id");
}

/// All is kept, whatever came first; but who opens incarnations without end anchors nothing, and what others built
/// on goes on counting.
#[test]
fn a_device_with_too_many_incarnations_loses_its_voice_not_what_others_built_on() {
    let mut desk = Desk::new();
    let (ann, ben) = (desk.ann, desk.ben);
    let most = limits::INCARNATIONS as u8;
    let all: Vec<EntryId> = (0..most).map(|at| desk.put(ann, at, 1, None, &[])).collect();
    assert_eq!(desk.counts(), all);
    let unopened = Incarnation::from_bytes([0xff; 8]);
    assert_eq!(desk.log.place_to_write(ann, unopened), WriteAt::Full);
    assert_eq!(
        desk.log.place_to_write(ann, HERE),
        WriteAt::Continue { seq: 2, prev: Some(all[1]) }
    );
    let on = desk.put(ben, 1, 1, None, &[all[5]]);
    assert!(desk.extends(on));
    let too_many = desk.put(ann, most, 1, None, &[]);
    assert!(!desk.extends(too_many));
    assert_eq!(desk.counts(), [all[5], on]);
}

#[test]
fn more_heads_than_an_entry_may_name_are_taken_up_one_after_the_other() {
    let mut desk = Desk::new();
    let (ann, ben) = (desk.ann, desk.ben);
    for at in 0..60 {
        let first = desk.put(ben, at, 1, None, &[]);
        assert!(desk.extends(first));
        let first = desk.put(ann, at, 1, None, &[]);
        assert!(desk.extends(first));
    }
    let deps = desk.log.deps(None);
    assert_eq!(deps.len(), limits::ENTRY_DEPS);
    let one = desk.put(ann, 100, 1, None, &deps);
    assert!(desk.extends(one));
    let rest = desk.log.deps(Some(one));
    assert_eq!(rest.len(), 120 - limits::ENTRY_DEPS);
    let two = desk.put(ann, 100, 2, Some(one), &rest);
    assert!(desk.extends(two));
    assert_eq!(desk.log.heads(), [two]);
}

#[test]
fn what_stands_on_an_entry_whose_writer_may_not_write_does_not_count() {
    let mut desk = Desk::new();
    let (ann, ben) = (desk.ann, desk.ben);
    let own = desk.put(ann, 1, 1, None, &[]);
    let foreign = desk.put(ben, 1, 1, None, &[own]);
    let on_it = desk.put(ann, 1, 2, Some(own), &[foreign]);
    let verdict = desk.log.verdict(&desk.state, &|device| device == ann);
    assert_eq!(verdict.counts, [own]);
    assert_eq!(verdict.aside, [foreign, on_it]);
    assert!(!desk.log.extends(&desk.state, &|device| device == ann, &on_it));
}

#[test]
fn nothing_is_stored_before_what_it_stands_on() {
    let mut desk = Desk::new();
    let missing = [EntryId::from_bytes([1; 32]), EntryId::from_bytes([2; 32])];
    let header = Header {
        version: Entry::VERSION,
        community: CommunityId::from_bytes([0xc0; 32]),
        document: DOCUMENT,
        device: desk.ann,
        incarnation: HERE,
        seq: 2,
        prev: Some(missing[1]),
        epoch: EpochId::from_bytes([0; 16]),
        deps: vec![missing[0]],
    };
    let id = EntryId::from_bytes([3; 32]);
    assert_eq!(desk.log.insert(id, &header), Stored::Waiting(missing.to_vec()));
    assert!(desk.log.is_empty() && !desk.log.contains(&id));
}
