//! Every entry of the simulated world, its signature checked once, and the operations in it.

use std::collections::HashMap;
use std::sync::Arc;

use horseshoe_trust::{Entry, EntryId, Header};
use rand::CryptoRng;

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
        let key = &community.document(&header.document).key;
        let entry = Entry::seal(&community.keys[writer], header.clone(), &payload, key, rng)
            .expect("an entry as they must be");
        let bytes = Arc::from(entry.to_bytes());
        let record = Arc::new(Record { header, bytes, operations });
        self.entries.insert(entry.id(), Arc::clone(&record));
        (entry.id(), record)
    }

    /// The entry, if these are its bytes. Nobody in this world writes any other.
    pub(super) fn check(&self, id: &EntryId, bytes: &[u8]) -> Option<Arc<Record>> {
        self.entries.get(id).filter(|record| *record.bytes == *bytes).map(Arc::clone)
    }

    pub(super) fn operations(&self, id: &EntryId) -> &[Operation] {
        self.entries.get(id).map(|record| &record.operations[..]).unwrap_or_default()
    }
}
