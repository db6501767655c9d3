//! A store that cannot be read lets nobody in and writes nothing.

use super::World;
use crate::core::loading::Start;
use crate::core::{Core, Effect};
use crate::{CommunityId, Problem};
use horseshoe_store::{Batch, Damage, Memory, Place, Read, Store as _, StoreError, StoreSizes};
use horseshoe_trust::{CertificateId, DeviceKey, DocumentId, EntryId};
use rand::SeedableRng as _;
use std::sync::Arc;

/// What of a store cannot be read.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Refuses {
    Notes,
    Certificates,
    Grants,
    Entries,
    Journals,
}

type Change = fn(&mut Vec<(CertificateId, Vec<u8>)>);

/// A store of which some reads fail.
struct Failing {
    shelf: Arc<dyn Read>,
    refuses: Option<Refuses>,
    /// So many certificates are missing at the end, or at the beginning, or cannot be understood.
    certificates: Change,
    list: Option<Vec<u8>>,
}

impl Failing {
    fn to_read(&self, what: Refuses) -> Result<(), StoreError> {
        let fails = self.refuses == Some(what);
        if fails { Err(StoreError::Io("not readable".to_owned())) } else { Ok(()) }
    }
}

impl Read for Failing {
    fn communities(&self) -> Result<Vec<CommunityId>, StoreError> {
        self.shelf.communities()
    }

    fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError> {
        self.shelf.documents(community)
    }

    fn certificates(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<(CertificateId, Vec<u8>)>, StoreError> {
        self.to_read(Refuses::Certificates)?;
        let mut certificates = self.shelf.certificates(community)?;
        (self.certificates)(&mut certificates);
        Ok(certificates)
    }

    fn grants(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.to_read(Refuses::Grants)?;
        self.shelf.grants(community)
    }

    fn entries(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        after: Place,
        limit_bytes: usize,
    ) -> Result<Vec<(Place, EntryId, Vec<u8>)>, StoreError> {
        self.to_read(Refuses::Entries)?;
        self.shelf.entries(community, document, after, limit_bytes)
    }

    fn entry(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        id: &EntryId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.shelf.entry(community, document, id)
    }

    fn journal(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.to_read(Refuses::Journals)?;
        self.shelf.journal(community, document)
    }

    fn journals(&self) -> Result<Vec<(CommunityId, DocumentId)>, StoreError> {
        self.shelf.journals()
    }

    fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.to_read(Refuses::Notes)?;
        match (key, &self.list) {
            ("communities", Some(list)) => Ok(Some(list.clone())),
            _ => self.shelf.note(key),
        }
    }

    fn quarantine(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shelf.quarantine(community)
    }

    fn sizes(&self) -> Result<StoreSizes, StoreError> {
        self.shelf.sizes()
    }

    fn note_names(&self) -> Result<[u8; 32], StoreError> {
        self.shelf.note_names()
    }

    fn records(
        &self,
        take: &mut dyn FnMut(horseshoe_store::Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.shelf.records(take)
    }

    fn scrub(&self, report: &mut dyn FnMut(Damage)) -> Result<(), StoreError> {
        self.shelf.scrub(report)
    }
}

/// Starts the first person's program on such a store.
fn load(world: &World, change: impl FnOnce(&mut Failing)) -> Result<Core, Problem> {
    let shelf = world.people[0].store.reader();
    let mut failing = Failing { shelf, refuses: None, certificates: |_| {}, list: None };
    change(&mut failing);
    Core::load(Start {
        key: DeviceKey::from_bytes(&[1; 32]),
        shelf: Arc::new(failing),
        rng: rand::rngs::StdRng::seed_from_u64(1),
        now: world.now(),
        doubt: false,
        online: true,
        mode: None,
        marks: horseshoe_store::Batch::new(),
        ways: std::collections::BTreeSet::new(),
    })
}

fn three_of_whom_one_is_removed() -> World {
    let (mut world, community) = World::community_of(3);
    let target = crate::Target::Member(world.device(2).into());
    let with = world.device(1).into();
    let reason = String::new();
    world.ask(0, crate::Command::ProposeRemoval { community, target, with, reason }).unwrap();
    world.run(std::time::Duration::from_secs(2));
    let proposal = world.community(1).membership.proposed[0].id;
    world.ask(1, crate::Command::SignRemoval { community, proposal }).unwrap();
    world.run(std::time::Duration::from_secs(2));
    world
}

#[test]
fn a_store_that_cannot_be_read_begins_nothing() {
    let (world, _) = World::community_of(2);
    let all = [
        Refuses::Notes,
        Refuses::Certificates,
        Refuses::Grants,
        Refuses::Entries,
        Refuses::Journals,
    ];
    for refuses in all {
        let loaded = load(&world, |store| store.refuses = Some(refuses));
        assert!(matches!(loaded, Err(Problem::Disk { .. })), "{refuses:?}");
    }
    assert!(load(&world, |_| {}).is_ok());
}

#[test]
fn a_certificate_that_cannot_be_read_or_is_missing_opens_no_door_to_who_was_removed() {
    let world = three_of_whom_one_is_removed();
    let changes: [Change; 4] = [
        |all| all.clear(),
        |all| drop(all.remove(0)),
        |all| drop(all.remove(all.len() / 2)),
        |all| {
            for (_, bytes) in all.iter_mut().skip(2) {
                bytes.truncate(10);
            }
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let loaded = load(&world, |store| store.certificates = change);
        assert!(matches!(loaded, Err(Problem::StoreDamaged { .. })), "{number}");
    }
    // Whole, it lets in the one who still stands, and nobody else.
    let mut core = load(&world, |_| {}).unwrap();
    let effects = core.step(world.now(), []);
    let allowed = effects.iter().rev().find_map(|effect| match effect {
        Effect::Allow(devices) => Some(devices.clone()),
        _ => None,
    });
    assert_eq!(allowed, Some([world.device(1)].into()));
}

#[test]
fn a_list_that_cannot_be_understood_is_not_written_over() {
    let (world, community) = World::community_of(2);
    let loaded = load(&world, |store| store.list = Some(vec![0xff; 7]));
    assert!(matches!(loaded, Err(Problem::StoreDamaged { .. })));
    // One that names a community of which nothing is kept begins without it, and allows nobody for it.
    let mut empty = Memory::default();
    let list = postcard::to_stdvec(&vec![(community, true)]).unwrap();
    let mut batch = Batch::new();
    batch.put_note("communities", list);
    empty.commit(batch).unwrap();
    let mut core = load(&world, |store| store.shelf = empty.reader()).unwrap();
    let effects = core.step(world.now(), []);
    let nobody = |effect: &Effect| matches!(effect, Effect::Allow(devices) if devices.is_empty());
    assert!(effects.iter().filter(|effect| matches!(effect, Effect::Allow(_))).all(nobody));
    assert!(core.snapshot().communities.is_empty());
}
