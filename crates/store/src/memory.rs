//! The twin: a store in memory that keeps every promise but the disk's. For tests, demos and as a model of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use horseshoe_trust::{CertificateId, CommunityId, DocumentId, EntryId};

use crate::store::{Batch, Damage, Place, Read, Record, Step, Store, StoreError, StoreSizes};

/// A store in memory. Clones share what is kept, as a store opened again would.
#[derive(Clone, Default, Debug)]
pub struct Memory {
    shared: Arc<Shared>,
}

#[derive(Default, Debug)]
struct Shared {
    kept: RwLock<Kept>,
    #[cfg(feature = "testing")]
    failure: std::sync::Mutex<Option<StoreError>>,
}

#[derive(Clone, Default, Debug)]
struct Kept {
    communities: BTreeMap<CommunityId, Community>,
    /// The key of the names of notes.
    names: [u8; 32],
    notes: BTreeMap<[u8; 32], Vec<u8>>,
    last_place: u64,
}

#[derive(Clone, Default, Debug)]
struct Community {
    certificates: Vec<(CertificateId, Vec<u8>)>,
    grants: Vec<(DocumentId, Vec<u8>)>,
    entries: BTreeMap<DocumentId, Vec<(Place, EntryId, Vec<u8>)>>,
    journals: BTreeMap<DocumentId, Vec<Vec<u8>>>,
    quarantine: Vec<Vec<u8>>,
    documents: BTreeSet<DocumentId>,
}

impl Memory {
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store for the records of another one, whose note names are given: see [`Read::note_names`].
    pub fn for_records(note_names: [u8; 32]) -> Self {
        let memory = Self::new();
        memory.write().names = note_names;
        memory
    }

    /// Every commit fails with this until it is set to `None`.
    #[cfg(feature = "testing")]
    pub fn fail_with(&self, failure: Option<StoreError>) {
        *self.shared.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    }

    /// Another store that holds what this one holds now, as a copied profile would.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn copy(&self) -> Self {
        let kept = RwLock::new(self.read().clone());
        Self { shared: Arc::new(Shared { kept, failure: std::sync::Mutex::default() }) }
    }

    fn read(&self) -> RwLockReadGuard<'_, Kept> {
        // A batch is applied by code that cannot panic half-way, so a poisoned lock still guards whole commits.
        self.shared.kept.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Kept> {
        self.shared.kept.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for Memory {
    fn commit(&mut self, batch: Batch) -> Result<(), StoreError> {
        #[cfg(feature = "testing")]
        if let Some(failure) =
            self.shared.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
        {
            return Err(failure);
        }
        batch.check()?;
        let mut kept = self.write();
        for step in batch.steps {
            kept.apply(step);
        }
        Ok(())
    }

    /// Nothing is sealed here.
    fn seal_anew(&mut self, _store_key: &[u8; 32]) -> Result<(), StoreError> {
        Ok(())
    }

    fn reader(&self) -> Arc<dyn Read> {
        Arc::new(self.clone())
    }
}

impl Read for Memory {
    fn communities(&self) -> Result<Vec<CommunityId>, StoreError> {
        Ok(self.read().communities.keys().copied().collect())
    }

    fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError> {
        Ok(self.read().of(community, |kept| kept.documents.iter().copied().collect()))
    }

    fn certificates(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<(CertificateId, Vec<u8>)>, StoreError> {
        Ok(self.read().of(community, |kept| kept.certificates.clone()))
    }

    fn grants(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(self
            .read()
            .of(community, |kept| kept.grants.iter().map(|(_, bytes)| bytes.clone()).collect()))
    }

    fn entries(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        after: Place,
        limit_bytes: usize,
    ) -> Result<Vec<(Place, EntryId, Vec<u8>)>, StoreError> {
        Ok(self.read().of(community, |kept| {
            let entries = kept.entries.get(document).map_or(&[][..], Vec::as_slice);
            let mut bytes = 0;
            let mut found = Vec::new();
            for entry in &entries[entries.partition_point(|(place, ..)| *place <= after)..] {
                bytes += entry.2.len();
                found.push(entry.clone());
                if bytes >= limit_bytes {
                    break;
                }
            }
            found
        }))
    }

    fn entry(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        id: &EntryId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.read().of(community, |kept| {
            let entries = kept.entries.get(document)?;
            entries.iter().find(|(_, known, _)| known == id).map(|(_, _, bytes)| bytes.clone())
        }))
    }

    fn journal(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(self
            .read()
            .of(community, |kept| kept.journals.get(document).cloned().unwrap_or_default()))
    }

    fn journals(&self) -> Result<Vec<(CommunityId, DocumentId)>, StoreError> {
        let kept = self.read();
        let journals = kept
            .communities
            .iter()
            .flat_map(|(id, community)| community.journals.keys().map(|document| (*id, *document)));
        Ok(journals.collect())
    }

    fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let kept = self.read();
        Ok(kept.notes.get(&kept.note_name(key)).cloned())
    }

    fn quarantine(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        Ok(self.read().of(community, |kept| kept.quarantine.clone()))
    }

    fn sizes(&self) -> Result<StoreSizes, StoreError> {
        let kept = self.read();
        let mut sizes = StoreSizes::default();
        let mut content = kept.notes.values().map(Vec::len).sum::<usize>();
        for community in kept.communities.values() {
            sizes.certificates += community.certificates.len() as u64;
            sizes.entries += community.entries.values().map(Vec::len).sum::<usize>() as u64;
            content += community.certificates.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
            content += community.grants.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
            content += community
                .entries
                .values()
                .flatten()
                .map(|(_, _, bytes)| bytes.len())
                .sum::<usize>();
            content += community.journals.values().flatten().map(Vec::len).sum::<usize>();
            content += community.quarantine.iter().map(Vec::len).sum::<usize>();
        }
        sizes.content_bytes = content as u64;
        sizes.stored_bytes = sizes.content_bytes;
        Ok(sizes)
    }

    fn note_names(&self) -> Result<[u8; 32], StoreError> {
        Ok(self.read().names)
    }

    fn records(
        &self,
        take: &mut dyn FnMut(Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.read().records().into_iter().try_for_each(take)
    }

    fn scrub(&self, _report: &mut dyn FnMut(Damage)) -> Result<(), StoreError> {
        Ok(())
    }
}

impl Kept {
    fn note_name(&self, key: &str) -> [u8; 32] {
        *blake3::keyed_hash(&self.names, key.as_bytes()).as_bytes()
    }

    fn of<T: Default>(&self, community: &CommunityId, read: impl FnOnce(&Community) -> T) -> T {
        self.communities.get(community).map(read).unwrap_or_default()
    }

    fn records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        for (id, kept) in &self.communities {
            let community = *id;
            for (id, bytes) in kept.certificates.clone() {
                records.push(Record::Certificate { community, id, bytes });
            }
            for bytes in kept.quarantine.clone() {
                records.push(Record::Quarantine { community, bytes });
            }
            for (document, bytes) in kept.grants.clone() {
                records.push(Record::Grant { community, document, bytes });
            }
            for &document in &kept.documents {
                for (_, id, bytes) in kept.entries.get(&document).cloned().unwrap_or_default() {
                    records.push(Record::Entry { community, document, id, bytes });
                }
                for bytes in kept.journals.get(&document).cloned().unwrap_or_default() {
                    records.push(Record::Journal { community, document, bytes });
                }
            }
        }
        let notes = self.notes.iter();
        records
            .extend(notes.map(|(name, bytes)| Record::Note { name: *name, bytes: bytes.clone() }));
        records
    }

    fn apply(&mut self, step: Step) {
        match step {
            Step::Certificate { community, id, bytes } => {
                let certificates = &mut self.communities.entry(community).or_default().certificates;
                if certificates.iter().all(|(known, _)| *known != id) {
                    certificates.push((id, bytes));
                }
            }
            Step::Grant { community, document, bytes } => {
                let kept = self.communities.entry(community).or_default();
                kept.documents.insert(document);
                let grant = (document, bytes);
                if !kept.grants.contains(&grant) {
                    kept.grants.push(grant);
                }
            }
            Step::Entry { community, document, id, bytes } => {
                let kept = self.communities.entry(community).or_default();
                kept.documents.insert(document);
                let entries = kept.entries.entry(document).or_default();
                if entries.iter().all(|(_, known, _)| *known != id) {
                    self.last_place += 1;
                    entries.push((Place(self.last_place), id, bytes));
                }
            }
            Step::Journal { community, document, bytes } => {
                let kept = self.communities.entry(community).or_default();
                kept.documents.insert(document);
                let journal = kept.journals.entry(document).or_default();
                if !journal.contains(&bytes) {
                    journal.push(bytes);
                }
            }
            Step::ClearJournal { community, document } => {
                if let Some(kept) = self.communities.get_mut(&community) {
                    kept.journals.remove(&document);
                }
            }
            Step::Note { key, bytes } => {
                self.notes.insert(self.note_name(&key), bytes);
            }
            Step::NamedNote { name, bytes } => {
                self.notes.insert(name, bytes);
            }
            Step::DeleteNote { key } => {
                self.notes.remove(&self.note_name(&key));
            }
            Step::Quarantine { community, bytes } => {
                let quarantine = &mut self.communities.entry(community).or_default().quarantine;
                if !quarantine.contains(&bytes) {
                    quarantine.push(bytes);
                }
            }
            Step::ForgetDocument { community, document } => {
                if let Some(kept) = self.communities.get_mut(&community) {
                    kept.documents.remove(&document);
                    kept.entries.remove(&document);
                    kept.journals.remove(&document);
                    kept.grants.retain(|(of, _)| *of != document);
                }
            }
            Step::ForgetCommunity { community } => {
                self.communities.remove(&community);
            }
        }
    }
}
