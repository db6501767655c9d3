//! The narrow trait every store keeps, the batch it takes, and what can go wrong, in words.

use std::path::PathBuf;
use std::sync::Arc;

use horseshoe_trust::{CertificateId, CommunityId, DocumentId, EntryId};
use serde::{Deserialize, Serialize};

/// The largest value a store takes, in bytes. Entries and everything else that peers can send are far below.
pub const MAX_VALUE: usize = 16 << 20;

/// Where a row stands in the order of arrival. Grows and is never used twice for different rows that exist.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Place(pub u64);

impl Place {
    /// Before everything: reading on from here reads all.
    pub const START: Self = Self(0);
}

/// What may be read. Cheap to share between threads; each call sees whole commits only.
pub trait Read: Send + Sync {
    /// Communities of which anything was kept and that were not forgotten, in no order that means something.
    fn communities(&self) -> Result<Vec<CommunityId>, StoreError>;

    /// Documents of which a grant, an entry or a journal was kept and that were not forgotten.
    fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError>;

    /// In order of arrival.
    fn certificates(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<(CertificateId, Vec<u8>)>, StoreError>;

    /// In order of arrival.
    fn grants(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Entries that arrived after a place, in order of arrival, which is an order of causes: what an entry depends on
    /// stands before it. Stops after the entry that reaches `limit_bytes`, so there is always progress.
    fn entries(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        after: Place,
        limit_bytes: usize,
    ) -> Result<Vec<(Place, EntryId, Vec<u8>)>, StoreError>;

    /// One entry by its id.
    fn entry(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        id: &EntryId,
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// Own changes not yet sealed into an entry, oldest first.
    fn journal(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Vec<Vec<u8>>, StoreError>;

    /// Documents with a journal that is not empty.
    fn journals(&self) -> Result<Vec<(CommunityId, DocumentId)>, StoreError>;

    /// A small named value: profile, draft, addresses, incarnation.
    fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// What was refused, oldest first.
    fn quarantine(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError>;

    /// The key of the names of notes. A name is kept as a hash under it, and means nothing without it.
    fn note_names(&self) -> Result<[u8; 32], StoreError>;

    /// Everything that is kept, in one consistent look, in an order in which another store can take it. Damage of any
    /// of it is an error: this is for whole copies. What `take` reports ends it.
    fn records(
        &self,
        take: &mut dyn FnMut(Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// How much there is.
    fn sizes(&self) -> Result<StoreSizes, StoreError>;

    /// Reads every row and reports each that cannot be read back as it was written. Goes on after damage.
    fn scrub(&self, report: &mut dyn FnMut(Damage)) -> Result<(), StoreError>;
}

/// What survives a crash. Blocking: call it from a thread that may wait, usually through a [`crate::Writer`].
pub trait Store: Read + Send {
    /// Writes all of a batch, or none of it. The disk has it when this returns `Ok`.
    ///
    /// After an error the batch counts as never written, though it may still come to light. Giving the same batch
    /// again is safe either way: everything is kept once.
    fn commit(&mut self, batch: Batch) -> Result<(), StoreError>;

    /// Seals all that is kept under another key, so that the one before opens nothing of it. What was forgotten before
    /// is in no row any more, so that no copy of this store from earlier times opens with what there is from now on.
    ///
    /// After an error the store is sealed under the one key or the other, as a whole. Trying again is safe.
    fn seal_anew(&mut self, store_key: &[u8; 32]) -> Result<(), StoreError>;

    /// A handle for reading from other threads while this one writes.
    fn reader(&self) -> Arc<dyn Read>;
}

/// Changes that become durable together, applied in the order they were put in.
#[derive(Clone, Default, Debug)]
pub struct Batch {
    pub(crate) steps: Vec<Step>,
}

/// Something that is kept, as it can be carried to another store with the same names of notes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Record {
    Certificate { community: CommunityId, id: CertificateId, bytes: Vec<u8> },
    Grant { community: CommunityId, document: DocumentId, bytes: Vec<u8> },
    Entry { community: CommunityId, document: DocumentId, id: EntryId, bytes: Vec<u8> },
    Journal { community: CommunityId, document: DocumentId, bytes: Vec<u8> },
    Note { name: [u8; 32], bytes: Vec<u8> },
    Quarantine { community: CommunityId, bytes: Vec<u8> },
}

/// One change of a batch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    Certificate { community: CommunityId, id: CertificateId, bytes: Vec<u8> },
    Grant { community: CommunityId, document: DocumentId, bytes: Vec<u8> },
    Entry { community: CommunityId, document: DocumentId, id: EntryId, bytes: Vec<u8> },
    Journal { community: CommunityId, document: DocumentId, bytes: Vec<u8> },
    ClearJournal { community: CommunityId, document: DocumentId },
    Note { key: String, bytes: Vec<u8> },
    NamedNote { name: [u8; 32], bytes: Vec<u8> },
    DeleteNote { key: String },
    Quarantine { community: CommunityId, bytes: Vec<u8> },
    ForgetDocument { community: CommunityId, document: DocumentId },
    ForgetCommunity { community: CommunityId },
}

impl Batch {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Bytes of content in it; what a commit costs on disk is more.
    pub fn bytes(&self) -> usize {
        self.steps.iter().map(Step::bytes).sum()
    }

    /// Refuses a batch with a value that no store takes.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        match self.steps.iter().map(Step::bytes).find(|bytes| *bytes > MAX_VALUE) {
            Some(bytes) => Err(StoreError::TooLarge { bytes }),
            None => Ok(()),
        }
    }

    /// Whether these bytes stand anywhere in it, in a value, an id or a name: for tests that look for what must not be.
    #[cfg(feature = "testing")]
    pub fn holds(&self, bytes: &[u8]) -> bool {
        let holds = |part: &[u8]| part.windows(bytes.len()).any(|window| window == bytes);
        self.steps.iter().any(|step| match step {
            Step::Certificate { id, bytes, .. } => holds(id.as_bytes()) || holds(bytes),
            Step::Grant { document, bytes, .. } | Step::Journal { document, bytes, .. } => {
                holds(document.as_bytes()) || holds(bytes)
            }
            Step::Entry { document, id, bytes, .. } => {
                holds(document.as_bytes()) || holds(id.as_bytes()) || holds(bytes)
            }
            Step::ClearJournal { document, .. } | Step::ForgetDocument { document, .. } => {
                holds(document.as_bytes())
            }
            Step::Note { key, bytes } => holds(key.as_bytes()) || holds(bytes),
            Step::NamedNote { name, bytes } => holds(name) || holds(bytes),
            Step::DeleteNote { key } => holds(key.as_bytes()),
            Step::Quarantine { bytes, .. } => holds(bytes),
            Step::ForgetCommunity { .. } => false,
        })
    }

    /// All of `other` after all of this.
    pub fn append(&mut self, mut other: Self) {
        self.steps.append(&mut other.steps);
    }

    /// Keeps a certificate. One that is kept already stays as it is.
    pub fn put_certificate(
        &mut self,
        community: CommunityId,
        id: CertificateId,
        bytes: Vec<u8>,
    ) -> &mut Self {
        self.step(Step::Certificate { community, id, bytes })
    }

    /// Keeps a grant. The same bytes are kept once.
    pub fn put_grant(
        &mut self,
        community: CommunityId,
        document: DocumentId,
        bytes: Vec<u8>,
    ) -> &mut Self {
        self.step(Step::Grant { community, document, bytes })
    }

    /// Keeps an entry after all others of its document. One that is kept already stays as it is, where it is.
    pub fn put_entry(
        &mut self,
        community: CommunityId,
        document: DocumentId,
        id: EntryId,
        bytes: Vec<u8>,
    ) -> &mut Self {
        self.step(Step::Entry { community, document, id, bytes })
    }

    /// Appends to the journal of a document, unless these bytes stand in it already.
    pub fn put_journal(
        &mut self,
        community: CommunityId,
        document: DocumentId,
        bytes: Vec<u8>,
    ) -> &mut Self {
        self.step(Step::Journal { community, document, bytes })
    }

    /// Empties the journal of a document: its changes are an entry now.
    pub fn clear_journal(&mut self, community: CommunityId, document: DocumentId) -> &mut Self {
        self.step(Step::ClearJournal { community, document })
    }

    /// Keeps a small named value in place of what was there.
    pub fn put_note(&mut self, key: impl Into<String>, bytes: Vec<u8>) -> &mut Self {
        self.step(Step::Note { key: key.into(), bytes })
    }

    pub fn delete_note(&mut self, key: impl Into<String>) -> &mut Self {
        self.step(Step::DeleteNote { key: key.into() })
    }

    /// Keeps what came from another store.
    pub fn put_record(&mut self, record: Record) -> &mut Self {
        self.step(match record {
            Record::Certificate { community, id, bytes } => {
                Step::Certificate { community, id, bytes }
            }
            Record::Grant { community, document, bytes } => {
                Step::Grant { community, document, bytes }
            }
            Record::Entry { community, document, id, bytes } => {
                Step::Entry { community, document, id, bytes }
            }
            Record::Journal { community, document, bytes } => {
                Step::Journal { community, document, bytes }
            }
            Record::Note { name, bytes } => Step::NamedNote { name, bytes },
            Record::Quarantine { community, bytes } => Step::Quarantine { community, bytes },
        })
    }

    /// Keeps what was refused, for people to look into. The same bytes are kept once.
    pub fn put_quarantine(&mut self, community: CommunityId, bytes: Vec<u8>) -> &mut Self {
        self.step(Step::Quarantine { community, bytes })
    }

    /// Drops entries, journal and grants of a document.
    pub fn forget_document(&mut self, community: CommunityId, document: DocumentId) -> &mut Self {
        self.step(Step::ForgetDocument { community, document })
    }

    /// Drops all of a community. Notes are not a community's and stay.
    pub fn forget_community(&mut self, community: CommunityId) -> &mut Self {
        self.step(Step::ForgetCommunity { community })
    }

    fn step(&mut self, step: Step) -> &mut Self {
        self.steps.push(step);
        self
    }
}

impl Step {
    fn bytes(&self) -> usize {
        match self {
            Self::Certificate { bytes, .. }
            | Self::Grant { bytes, .. }
            | Self::Entry { bytes, .. }
            | Self::Journal { bytes, .. }
            | Self::Note { bytes, .. }
            | Self::NamedNote { bytes, .. }
            | Self::Quarantine { bytes, .. } => bytes.len(),
            Self::ClearJournal { .. }
            | Self::DeleteNote { .. }
            | Self::ForgetDocument { .. }
            | Self::ForgetCommunity { .. } => 0,
        }
    }
}

/// What a row holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Version, key check, counters: the store's own.
    Meta,
    /// That a community is kept.
    Community,
    /// That a document is kept.
    Document,
    Certificate,
    Grant,
    Entry,
    Journal,
    Note,
    Quarantine,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Meta => "the store's own record",
            Self::Community => "a community's record",
            Self::Document => "a document's record",
            Self::Certificate => "a certificate",
            Self::Grant => "a document's key",
            Self::Entry => "an entry",
            Self::Journal => "a journalled change",
            Self::Note => "a named value",
            Self::Quarantine => "something refused",
        })
    }
}

/// A row that cannot be read back as it was written, as closely as it can be named.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Damage {
    pub kind: Kind,
    pub community: Option<CommunityId>,
    /// The document to ask another device for, if it can still be told.
    pub document: Option<DocumentId>,
}

impl Damage {
    pub(crate) fn of_store(kind: Kind) -> Self {
        Self { kind, community: None, document: None }
    }

    pub(crate) fn of_community(kind: Kind, community: &CommunityId) -> Self {
        Self { kind, community: Some(*community), document: None }
    }

    pub(crate) fn of_document(kind: Kind, community: &CommunityId, document: &DocumentId) -> Self {
        Self { kind, community: Some(*community), document: Some(*document) }
    }
}

impl std::fmt::Display for Damage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.kind)?;
        if let Some(document) = &self.document {
            write!(f, " of document {document}")?;
        }
        if let Some(community) = &self.community {
            write!(f, " in community {community}")?;
        }
        Ok(())
    }
}

/// How much a store holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StoreSizes {
    pub certificates: u64,
    pub entries: u64,
    /// Bytes of content: what was put in.
    pub content_bytes: u64,
    /// Bytes it takes where it is kept; the same as the content for a store in memory.
    pub stored_bytes: u64,
}

/// Why a store could not do as asked. Nothing of the batch is acknowledged; what was acknowledged before is safe.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum StoreError {
    /// Goes on by itself when space is freed.
    #[error("the disk is full")]
    DiskFull,
    #[error("the folder cannot be written to")]
    ReadOnly,
    /// Other rows and documents are not affected.
    #[error("{0} is damaged")]
    Damaged(Damage),
    /// The file as a whole makes no sense.
    #[error("the store file is damaged: {0}")]
    FileDamaged(String),
    /// A value larger than [`MAX_VALUE`]. Trying again does not help.
    #[error("a value of {bytes} bytes is too large to keep")]
    TooLarge { bytes: usize },
    /// The thread that writes has ended.
    #[error("the store is closed")]
    Closed,
    #[error("the disk failed: {0}")]
    Io(String),
}

/// Why a store could not be opened. Nothing in it was changed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OpenError {
    #[error("{} is in use by another Horseshoe", path.display())]
    InUse { path: PathBuf },
    #[error("{} was written by a newer Horseshoe (format {found}, this one knows {known})", path.display())]
    NewerVersion { path: PathBuf, found: u32, known: u32 },
    #[error("{} was sealed with another key", path.display())]
    WrongKey { path: PathBuf },
    #[error("{} is damaged: {what}", path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("{} cannot be written to", path.display())]
    NotWritable { path: PathBuf },
    #[error("the disk with {} is full", path.display())]
    DiskFull { path: PathBuf },
    #[error("could not open {}: {what}", path.display())]
    Io { path: PathBuf, what: String },
}
