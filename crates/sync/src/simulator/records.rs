//! What the simulated world shares: keys, documents, and every entry written, checked once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use horseshoe_trust::{
    Audience, CommunityId, DeviceId, DeviceKey, DocumentId, DocumentSecret, Entry, EntryId,
    EntryKey, EpochSecret, Header, MemberId,
};
use rand::{CryptoRng, RngExt as _};

/// Devices of the first member. All others have one.
const OWN_DEVICES: usize = 3;
/// Documents of everyone's.
const SHARED: usize = 3;

pub(super) struct Records {
    pub(super) keys: Vec<DeviceKey>,
    pub(super) community: CommunityId,
    epoch: EpochSecret,
    documents: Vec<Document>,
    entries: HashMap<EntryId, Arc<Record>>,
}

struct Document {
    id: DocumentId,
    audience: Audience,
    /// Who may write, if not everyone.
    writer: Option<MemberId>,
    key: EntryKey,
}

/// An entry whose signature was checked, and what it says.
pub(super) struct Record {
    pub(super) header: Header,
    pub(super) bytes: Arc<[u8]>,
    /// Sets this key of the document's map to this value.
    pub(super) says: (u8, u64),
}

impl Records {
    pub(super) fn new(rng: &mut impl CryptoRng, peers: usize) -> Self {
        let keys: Vec<_> = (0..peers).map(|_| DeviceKey::generate(rng)).collect();
        let community = CommunityId::from_bytes(rng.random());
        let epoch = EpochSecret::generate(rng);
        let first = MemberId::from_bytes(keys[0].id().to_bytes());
        let last = MemberId::from_bytes(keys[peers - 1].id().to_bytes());
        let mut documents = Vec::new();
        for number in 0..SHARED + 3 {
            let (audience, writer) = match number {
                // one that all may read and one member writes, two that are private
                SHARED => (Audience::Everyone, Some(first)),
                n if n == SHARED + 1 => (Audience::Member(first), Some(first)),
                n if n == SHARED + 2 => (Audience::Member(last), Some(last)),
                _ => (Audience::Everyone, None),
            };
            let id = DocumentId::from_bytes(rng.random());
            let key = EntryKey::derive(&DocumentSecret::generate(rng), &epoch);
            documents.push(Document { id, audience, writer, key });
        }
        Self { keys, community, epoch, documents, entries: HashMap::new() }
    }

    pub(super) fn member(&self, number: usize) -> MemberId {
        let first_of = if number < OWN_DEVICES { 0 } else { number };
        MemberId::from_bytes(self.keys[first_of].id().to_bytes())
    }

    pub(super) fn standing(&self) -> BTreeMap<DeviceId, MemberId> {
        (0..self.keys.len()).map(|n| (self.keys[n].id(), self.member(n))).collect()
    }

    pub(super) fn documents(&self) -> Vec<(DocumentId, Audience)> {
        self.documents.iter().map(|document| (document.id, document.audience)).collect()
    }

    pub(super) fn may_write(&self, number: usize, id: &DocumentId) -> bool {
        let document = self.documents.iter().find(|document| document.id == *id);
        document.is_some_and(|it| it.writer.is_none_or(|writer| writer == self.member(number)))
    }

    pub(super) fn epoch(&self) -> horseshoe_trust::EpochId {
        self.epoch.id()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn seal(
        &mut self,
        number: usize,
        header: Header,
        rng: &mut impl CryptoRng,
    ) -> (EntryId, Arc<Record>) {
        let says: (u8, u64) = (rng.random_range(0..50), rng.random());
        let mut payload = says.1.to_le_bytes().to_vec();
        payload.push(says.0);
        let document = self.documents.iter().find(|document| document.id == header.document);
        let key = &document.expect("a document of this world").key;
        let entry = Entry::seal(&self.keys[number], header.clone(), &payload, key, rng)
            .expect("an entry as they must be");
        let bytes = Arc::from(entry.to_bytes());
        let record = Arc::new(Record { header, bytes, says });
        self.entries.insert(entry.id(), Arc::clone(&record));
        (entry.id(), record)
    }

    /// The entry, if these are its bytes. Nobody in this world writes any other.
    pub(super) fn check(&self, id: &EntryId, bytes: &[u8]) -> Option<Arc<Record>> {
        self.entries.get(id).filter(|record| *record.bytes == *bytes).map(Arc::clone)
    }

    pub(super) fn says(&self, id: &EntryId) -> Option<(u8, u64)> {
        self.entries.get(id).map(|record| record.says)
    }
}
