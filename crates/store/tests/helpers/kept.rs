//! A small world of ids, batches made of numbers in it, and all that a store keeps of it, to compare.
#![allow(dead_code, reason = "each test uses its part of it")]

use std::collections::{BTreeMap, BTreeSet};

use horseshoe_store::{Batch, Place, Read, StoreError};
use horseshoe_trust::{CertificateId, CommunityId, DocumentId, EntryId};
use rand_chacha::rand_core::Rng;

pub(crate) fn community(number: u8) -> CommunityId {
    CommunityId::from_bytes([number; 32])
}

pub(crate) fn document(number: u8) -> DocumentId {
    DocumentId::from_bytes([number; 32])
}

pub(crate) fn certificate(number: u8) -> CertificateId {
    CertificateId::from_bytes([number; 32])
}

pub(crate) fn entry(number: u8) -> EntryId {
    EntryId::from_bytes([number; 32])
}

/// One step: what is done, to whom, with which id, and how much of it.
pub(crate) type Step = [u8; 4];

/// A batch of these steps. Every step of a batch is among them, forgetting less often than keeping.
pub(crate) fn batch(steps: &[Step]) -> Batch {
    let mut batch = Batch::new();
    for [what, whose, which, much] in steps {
        let (of, on) = (community(whose % 2), document(whose / 2 % 3));
        let bytes = content(*which, *much);
        match what % 20 {
            0..=1 => batch.put_certificate(of, certificate(which % 16), bytes),
            2..=3 => batch.put_grant(of, on, bytes),
            4..=9 => batch.put_entry(of, on, entry(*which), bytes),
            10..=12 => batch.put_journal(of, on, bytes),
            13 => batch.clear_journal(of, on),
            14..=15 => batch.put_note(note(*which), bytes),
            16 => batch.delete_note(note(*which)),
            17 => batch.put_quarantine(of, bytes),
            18 => batch.forget_document(of, on),
            _ if which % 4 == 0 => batch.forget_community(of),
            _ => batch.put_entry(of, on, entry(*which), bytes),
        };
    }
    batch
}

/// A batch of one to six steps.
pub(crate) fn random_batch(rng: &mut impl Rng) -> Batch {
    let mut steps = vec![[0; 4]; 1 + rng.next_u32() as usize % 6];
    for step in &mut steps {
        rng.fill_bytes(step);
    }
    batch(&steps)
}

/// Mostly short, sometimes longer than a page of the file.
fn content(which: u8, much: u8) -> Vec<u8> {
    let length = if much > 240 { usize::from(much) * 40 } else { usize::from(much) };
    [which, much].into_iter().cycle().take(length).collect()
}

fn note(which: u8) -> String {
    format!("note {}", which % 6)
}

/// All that is kept. Places are left out: which they are is a store's own affair.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Kept {
    communities: BTreeMap<CommunityId, Community>,
    notes: Vec<Option<Vec<u8>>>,
    journals: BTreeSet<(CommunityId, DocumentId)>,
    sizes: (u64, u64, u64),
}

#[derive(PartialEq, Eq, Debug)]
struct Community {
    certificates: Vec<(CertificateId, Vec<u8>)>,
    grants: Vec<Vec<u8>>,
    quarantine: Vec<Vec<u8>>,
    documents: BTreeMap<DocumentId, Document>,
}

/// All that is kept of a document but its grants.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Document {
    entries: Vec<(EntryId, Vec<u8>)>,
    by_id: Vec<Option<Vec<u8>>>,
    journal: Vec<Vec<u8>>,
}

impl Kept {
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&CommunityId, &DocumentId, &Document)> {
        let documents = |of| move |(on, document)| (of, on, document);
        self.communities.iter().flat_map(move |(of, kept)| kept.documents.iter().map(documents(of)))
    }
}

/// Reads everything.
pub(crate) fn kept(store: &dyn Read) -> Result<Kept, StoreError> {
    let mut communities = BTreeMap::new();
    for id in store.communities()? {
        let mut documents = BTreeMap::new();
        for document in store.documents(&id)? {
            documents.insert(document, kept_of(store, &id, &document)?);
        }
        let community = Community {
            certificates: store.certificates(&id)?,
            grants: store.grants(&id)?,
            quarantine: store.quarantine(&id)?,
            documents,
        };
        communities.insert(id, community);
    }
    let sizes = store.sizes()?;
    Ok(Kept {
        communities,
        notes: (0..6).map(|which| store.note(&note(which))).collect::<Result<_, _>>()?,
        journals: store.journals()?.into_iter().collect(),
        sizes: (sizes.certificates, sizes.entries, sizes.content_bytes),
    })
}

/// Reads a document, in pieces as well as by id.
pub(crate) fn kept_of(
    store: &dyn Read,
    community: &CommunityId,
    document: &DocumentId,
) -> Result<Document, StoreError> {
    let (mut entries, mut by_id, mut after) = (Vec::new(), Vec::new(), Place::START);
    loop {
        let some = store.entries(community, document, after, 300)?;
        let Some((last, ..)) = some.last() else { break };
        assert!(after < *last, "there is progress");
        after = *last;
        for (_, id, bytes) in some {
            by_id.push(store.entry(community, document, &id)?);
            entries.push((id, bytes));
        }
    }
    Ok(Document { entries, by_id, journal: store.journal(community, document)? })
}
