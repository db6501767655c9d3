//! What a simulated device keeps over a crash: what was acknowledged, in the order of arrival.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use horseshoe_trust::{CertificateId, DeviceId, DocumentGrant, DocumentId, EntryId, Incarnation};

use super::records::{Operation, Record};

#[derive(Clone)]
pub(super) struct Disk {
    pub(super) entries: Vec<(EntryId, Arc<Record>)>,
    pub(super) certificates: Vec<CertificateId>,
    pub(super) grants: Vec<DocumentGrant>,
    /// Own edits that are in no entry yet.
    pub(super) journal: BTreeMap<DocumentId, Vec<Operation>>,
    /// By document; nothing after a restart in doubt.
    pub(super) incarnations: BTreeMap<DocumentId, Incarnation>,
}

impl Disk {
    pub(super) fn new(certificates: Vec<CertificateId>, grants: Vec<DocumentGrant>) -> Self {
        let (entries, journal, incarnations) = Default::default();
        Self { entries, certificates, grants, journal, incarnations }
    }

    pub(super) fn keep(&mut self, document: DocumentId, operation: Operation) {
        self.journal.entry(document).or_default().push(operation);
    }

    /// Edits that were made before and count no more, but for those that are to be said anyway.
    pub(super) fn say_again(&mut self, document: DocumentId, operations: Vec<Operation>) {
        for operation in operations {
            let journal = self.journal.get(&document);
            if !journal.is_some_and(|journal| journal.contains(&operation)) {
                self.keep(document, operation);
            }
        }
    }

    /// An entry; an own one takes the place of what the journal held of it, in the same transaction.
    pub(super) fn store(&mut self, me: DeviceId, id: EntryId, record: &Arc<Record>) {
        self.entries.push((id, Arc::clone(record)));
        let header = &record.header;
        if header.device == me
            && let Some(journal) = self.journal.get_mut(&header.document)
            && journal.starts_with(&record.operations)
        {
            journal.drain(..record.operations.len());
            if journal.is_empty() {
                self.journal.remove(&header.document);
            }
        }
    }

    /// Puts the disk back to how it was some entries ago. Returns own edits that may be nowhere any more.
    pub(super) fn restore_backup(&mut self, me: DeviceId, entries_ago: usize) -> BTreeSet<u32> {
        let kept = self.entries.len() - self.entries.len().min(entries_ago);
        let gone = self.entries.split_off(kept);
        let own = gone.iter().filter(|(_, record)| record.header.device == me);
        let sealed = own.flat_map(|(_, record)| &record.operations);
        let journal = std::mem::take(&mut self.journal);
        sealed.chain(journal.values().flatten()).map(|operation| operation.number).collect()
    }
}
