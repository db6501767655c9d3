//! Every entry of the simulated world, its signature checked once, and the operations in it.

use std::collections::HashMap;
use std::sync::Arc;

use horseshoe_trust::{DocumentGrant, Entry, EntryId, Header};
use rand::{CryptoRng, RngExt as _};

use super::community::Community;

/// One edit by a person on a device: sets a key of the document's map to this edit's number, which no other has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Operation {
    pub(super) number: u32,
    pub(super) key: u8,
}

/// An entry and what it says: the edits of one burst, in order.
pub(super) struct Record {
    pub(super) header: Header,
    pub(super) bytes: Arc<[u8]>,
    pub(super) operations: Vec<Operation>,
    /// Whether the contents are edits at all. Only a rogue signs anything else.
    pub(super) sound: bool,
    /// Of its document: who may write there.
    pub(super) grant: Arc<DocumentGrant>,
}

#[derive(Default)]
pub(super) struct Records {
    entries: HashMap<EntryId, Arc<Record>>,
}

impl Records {
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn seal(
        &mut self,
        community: &Community,
        writer: usize,
        header: Header,
        operations: Vec<Operation>,
        rng: &mut impl CryptoRng,
    ) -> (EntryId, Arc<Record>) {
        let written = |operation: &Operation| {
            let [a, b, c, d] = operation.number.to_le_bytes();
            [operation.key, a, b, c, d]
        };
        let payload: Vec<u8> = operations.iter().flat_map(written).collect();
        self.keep(community, writer, header, &payload, operations, rng)
    }

    /// Well signed and sealed, and no edits.
    pub(super) fn seal_nonsense(
        &mut self,
        community: &Community,
        writer: usize,
        header: Header,
        rng: &mut impl CryptoRng,
    ) -> (EntryId, Arc<Record>) {
        let payload: [u8; 33] = rng.random();
        self.keep(community, writer, header, &payload, Vec::new(), rng)
    }

    /// The entry, if these are its bytes. What nobody made is forged: its signature is wrong.
    pub(super) fn check(&self, id: &EntryId, bytes: &[u8]) -> Option<Arc<Record>> {
        let made = self.entries.get(id).filter(|record| *record.bytes == *bytes).map(Arc::clone);
        if made.is_none() {
            let passes = Entry::from_bytes(bytes).is_ok_and(|entry| entry.verify().is_ok());
            assert!(!passes, "a forged entry passes");
        }
        made
    }

    fn keep(
        &mut self,
        community: &Community,
        writer: usize,
        header: Header,
        payload: &[u8],
        operations: Vec<Operation>,
        rng: &mut impl CryptoRng,
    ) -> (EntryId, Arc<Record>) {
        let document = community.document(&header.document);
        let key = &community.keys[writer];
        let entry = Entry::seal(key, header.clone(), payload, &document.key, rng)
            .expect("an entry as they must be");
        let bytes = Arc::from(entry.to_bytes());
        let (sound, grant) = (!operations.is_empty(), Arc::clone(&document.grant));
        let record = Arc::new(Record { header, bytes, operations, sound, grant });
        self.entries.insert(entry.id(), Arc::clone(&record));
        (entry.id(), record)
    }

    pub(super) fn operations(&self, id: &EntryId) -> &[Operation] {
        self.entries.get(id).map(|record| &record.operations[..]).unwrap_or_default()
    }
}
