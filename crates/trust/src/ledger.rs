//! All one device knows of one community and may check without any secret: certificates, grants, and the entries'
//! headers, document by document.

use std::collections::{BTreeMap, BTreeSet};

use crate::certificate::{Certificate, CertificateError, Target, Watermarks};
use crate::counting::{DocumentLog, Stored, Verdict};
use crate::entry::{Entry, Header};
use crate::grant::DocumentGrant;
use crate::ids::{CertificateId, CommunityId, DeviceId, DocumentId, EntryId, MemberId};
use crate::limits;
use crate::membership::{Inserted, Membership};
use crate::state::State;
use crate::waiting::WaitingRoom;

/// Certificates, grants and one [`DocumentLog`] per document.
#[derive(Debug)]
pub struct Ledger {
    membership: Membership,
    documents: BTreeMap<DocumentId, Document>,
    /// Destroyed here: nothing of them comes back.
    forgotten: BTreeSet<DocumentId>,
    waiting: WaitingRoom,
    released: Vec<Entry>,
}

/// What became of an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Admission {
    /// It is part of its document now, and perhaps others that waited for it: see [`Ledger::take_released`].
    Stored,
    Known,
    /// It stands on these, which are not here; none are named while its device's certificate or its document's grant
    /// is not here. It is kept in memory if there is room, and is to be asked for again after a restart.
    Waiting {
        missing: Vec<EntryId>,
    },
    /// It can never be part of its document.
    Refused(Refusal),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    #[error("it belongs to another community")]
    OtherCommunity,
    #[error("its document was destroyed")]
    Forgotten,
    #[error("its signature is wrong")]
    Signature,
    #[error("it does not follow what it names as its predecessor")]
    BrokenChain,
    #[error("it stands on an entry of another document")]
    OtherDocument,
    #[error("this member does not write in this document")]
    MayNotWrite,
}

impl Ledger {
    pub fn new(genesis: Certificate) -> Result<Self, CertificateError> {
        Ok(Self {
            membership: Membership::new(genesis)?,
            documents: BTreeMap::new(),
            forgotten: BTreeSet::new(),
            waiting: WaitingRoom::default(),
            released: Vec::new(),
        })
    }

    pub fn community(&self) -> CommunityId {
        self.membership.community()
    }

    pub fn membership(&self) -> &Membership {
        &self.membership
    }

    /// See [`Membership::insert`]. May let in entries that waited for it.
    pub fn add_certificate(&mut self, certificate: Certificate) -> Inserted {
        let inserted = self.membership.insert(certificate);
        if inserted == Inserted::New {
            self.retry_hall();
        }
        inserted
    }

    /// See [`Membership::take_entered`].
    pub fn take_entered_certificates(&mut self) -> Vec<CertificateId> {
        self.membership.take_entered()
    }

    /// Keeps a grant whose kind, owner and readers are the document's; says whether it is new. The first one makes the document
    /// known, which may let in entries that waited for it.
    pub fn add_grant(&mut self, grant: DocumentGrant) -> bool {
        if !grant.names_its_document()
            || grant.community != self.community()
            || self.forgotten.contains(&grant.document)
        {
            return false;
        }
        let id = grant.document;
        let document = self
            .documents
            .entry(id)
            .or_insert_with(|| Document { log: DocumentLog::new(id), grants: Vec::new() });
        // Nobody signs a grant, so a false one may come first; the true one finds room beside it.
        let edition = grant.edition();
        let alike = document.grants.iter().filter(|known| known.edition() == edition).count();
        if document.grants.contains(&grant) || alike >= limits::GRANTS_PER_EPOCH {
            return false;
        }
        document.grants.push(grant);
        if document.grants.len() == 1 {
            self.retry_hall();
        }
        true
    }

    /// Drops a grant that turned out not to open.
    pub fn drop_grant(&mut self, grant: &DocumentGrant) {
        if let Some(document) = self.documents.get_mut(&grant.document)
            && document.grants.len() > 1
        {
            document.grants.retain(|known| known != grant);
        }
    }

    /// Checks an entry, in this order: community, signature, known device and document, who may write, what it stands
    /// on, chain. Whether it *counts* is another question: [`Self::extends`].
    pub fn add_entry(&mut self, entry: &Entry) -> Admission {
        let (id, header) = (entry.id(), entry.header());
        if header.community != self.community() {
            return Admission::Refused(Refusal::OtherCommunity);
        }
        if self.log(&header.document).is_some_and(|log| log.contains(&id)) {
            return Admission::Known;
        }
        let waits = [None, Some(header.document)]
            .into_iter()
            .any(|place| self.waiting.contains(place, &id));
        if !waits && entry.verify().is_err() {
            return Admission::Refused(Refusal::Signature);
        }
        let admission = self.admit(entry);
        if admission == Admission::Stored {
            self.let_in_waiting_for(header.document, id);
        }
        admission
    }

    /// Takes back an entry this device had stored: its signature was checked then.
    pub fn restore_entry(&mut self, id: EntryId, header: &Header) -> Admission {
        self.store(id, header)
    }

    /// The entries that waited and are stored since this was asked last, each after all it stands on.
    pub fn take_released(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.released)
    }

    pub fn log(&self, document: &DocumentId) -> Option<&DocumentLog> {
        Some(&self.documents.get(document)?.log)
    }

    /// One grant of each document: its kind, its owner.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentGrant> {
        self.documents.values().filter_map(|document| document.grants.first())
    }

    /// All grants of one document, for different epochs.
    pub fn grants(&self, document: &DocumentId) -> &[DocumentGrant] {
        self.documents.get(document).map_or(&[], |document| &document.grants)
    }

    /// What counts in a document, under the state as it is now. Linear in the document.
    pub fn verdict(&mut self, document: &DocumentId) -> Option<Verdict> {
        let state = self.membership.state();
        let Document { log, grants } = self.documents.get_mut(document)?;
        Some(log.verdict(&state, &writers(&state, grants)))
    }

    /// Whether an entry just stored counts and changes nothing else; if not, a [`Self::verdict`] is due.
    pub fn extends(&mut self, document: &DocumentId, entry: &EntryId) -> bool {
        let state = self.membership.state();
        let Some(Document { log, grants }) = self.documents.get_mut(document) else { return false };
        log.extends(&state, &writers(&state, grants), entry)
    }

    /// Whether the last verdict on a document is still right. To be asked for every document when the state changed.
    pub fn is_current(&mut self, document: &DocumentId) -> bool {
        let state = self.membership.state();
        self.documents.get_mut(document).is_none_or(|document| document.log.is_current(&state))
    }

    /// See [`DocumentLog::mark_unsound`].
    pub fn mark_unsound(&mut self, document: &DocumentId, entry: &EntryId) {
        if let Some(document) = self.documents.get_mut(document) {
            document.log.mark_unsound(entry);
        }
    }

    /// How far the target's entries count in the documents this device and everyone else sees: what a removal says, and
    /// everybody reads, so it names no document that only a few may know of. Should it be more
    /// than fits into a certificate, the shortest incarnations are left out; what others built on counts all the same.
    pub fn water(&mut self, target: Target) -> Watermarks {
        const FIT: usize = 700;
        let state = self.membership.state();
        let everyones = |document: &Document| {
            document.grants.first().is_some_and(|grant| grant.is_for_everyone())
        };
        let everyones = self.documents.iter().filter(|(_, document)| everyones(document));
        let ids: Vec<DocumentId> = everyones.map(|(id, _)| *id).collect();
        let mut water: Vec<_> = Vec::new();
        for id in ids {
            if !self.is_current(&id) {
                self.verdict(&id);
            }
            let Some(log) = self.log(&id) else { continue };
            for device in log.devices().filter(|device| is_of(&state, *device, target)) {
                let reach = log.water(device).into_iter();
                water.extend(reach.map(|(incarnation, seq)| ((id, device, incarnation), seq)));
            }
        }
        water.sort_by_key(|(place, seq)| (u64::MAX - seq, *place));
        water.truncate(FIT);
        water.into_iter().collect()
    }

    /// Destroys what is here of a document and refuses its entries from now on.
    pub fn forget_document(&mut self, document: DocumentId) {
        self.documents.remove(&document);
        self.waiting.forget(document);
        self.forgotten.insert(document);
    }

    /// All after the signature.
    fn admit(&mut self, entry: &Entry) -> Admission {
        let (id, header) = (entry.id(), entry.header());
        let state = self.membership.state();
        if self.forgotten.contains(&header.document) {
            return Admission::Refused(Refusal::Forgotten);
        }
        let document = self.documents.get(&header.document);
        let (true, Some(document)) = (state.knows(&header.device), document) else {
            self.waiting.keep(None, entry.clone(), None);
            return Admission::Waiting { missing: Vec::new() };
        };
        // By any member the device ever claimed: which of them it belongs to may yet change.
        let mut claimed = state.claimed(&header.device);
        if !claimed.any(|member| document.may_write(member)) {
            return Admission::Refused(Refusal::MayNotWrite);
        }
        let missing = document.log.missing(header);
        let elsewhere =
            |id: &EntryId| self.documents.values().any(|document| document.log.contains(id));
        if missing.iter().any(elsewhere) {
            return Admission::Refused(Refusal::OtherDocument);
        }
        if let Some(needs) = missing.first() {
            self.waiting.keep(Some(header.document), entry.clone(), Some(*needs));
        }
        self.store(id, header)
    }

    fn store(&mut self, id: EntryId, header: &Header) -> Admission {
        let Some(document) = self.documents.get_mut(&header.document) else {
            return Admission::Waiting { missing: Vec::new() };
        };
        match document.log.insert(id, header) {
            Stored::New => Admission::Stored,
            Stored::Known => Admission::Known,
            Stored::Waiting(missing) => Admission::Waiting { missing },
            Stored::Broken => Admission::Refused(Refusal::BrokenChain),
        }
    }

    fn let_in_waiting_for(&mut self, document: DocumentId, stored: EntryId) {
        let mut stored = vec![stored];
        while let Some(id) = stored.pop() {
            for entry in self.waiting.take_for(document, &id) {
                if self.admit(&entry) == Admission::Stored {
                    stored.push(entry.id());
                    self.released.push(entry);
                }
            }
        }
    }

    fn retry_hall(&mut self) {
        for entry in self.waiting.take_hall() {
            if self.admit(&entry) == Admission::Stored {
                let (document, id) = (entry.header().document, entry.id());
                self.released.push(entry);
                self.let_in_waiting_for(document, id);
            }
        }
    }
}

#[derive(Debug)]
struct Document {
    log: DocumentLog,
    /// At least one; all say the same kind and owner, which the document's id commits to.
    grants: Vec<DocumentGrant>,
}

impl Document {
    fn may_write(&self, member: MemberId) -> bool {
        self.grants.first().is_some_and(|grant| grant.may_write(member))
    }
}

fn writers<'a>(state: &'a State, grants: &'a [DocumentGrant]) -> impl Fn(DeviceId) -> bool + 'a {
    move |device| {
        let member = state.member(&device);
        member.is_some_and(|member| grants.first().is_some_and(|grant| grant.may_write(member)))
    }
}

fn is_of(state: &State, device: DeviceId, target: Target) -> bool {
    match target {
        Target::Device(target) => target == device,
        Target::Member(member) => state.claimed(&device).any(|of| of == member),
    }
}
