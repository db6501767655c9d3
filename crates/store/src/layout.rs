//! What is on the disk: one redb file of eleven tables. Values are sealed ([`crate::seal`]); keys are ids, numbers and
//! names, a name being a keyed hash ([`crate::seal::Seals::name`]) that tells nothing.
//!
//! ```text
//! meta                "format" → u32, not sealed · "check" → a fixed text · "counted" → last place u64, last number u32
//!                     "names" → the key of names, which stays when the store key is replaced
//! communities         community                        → number u32
//! documents           community ‖ document             → number u32
//! certificates        number of community ‖ place      → id ‖ bytes
//! certificate-places  number of community ‖ id         → place u64, not sealed
//! grants              number of document ‖ name of bytes   → place u64 ‖ bytes
//! entries             number of document ‖ place       → id ‖ bytes
//! entry-places        number of document ‖ id          → place u64, not sealed
//! journal             number of document ‖ name of bytes   → place u64 ‖ bytes
//! notes               name of key                      → bytes
//! quarantine          number of community ‖ name of bytes  → place u64 ‖ bytes
//! ```
//! Numbers are big-endian, so that keys sort in order of arrival. A place that is not sealed leads to a row that says
//! which id it holds, so a damaged one is noticed. Communities and documents share one row of numbers; none is used
//! twice.

use horseshoe_trust::{CommunityId, DocumentId};
use redb::TableDefinition;

use crate::seal;
use crate::store::{Damage, Kind, Place};

/// The version of this layout. Change it together with a file of the old version in `tests/old_formats.rs`.
pub(crate) const FORMAT: u32 = 2;

pub(crate) type Rows = TableDefinition<'static, &'static [u8], &'static [u8]>;

pub(crate) const META: &str = "meta";
pub(crate) const COMMUNITIES: &str = "communities";
pub(crate) const DOCUMENTS: &str = "documents";
pub(crate) const CERTIFICATES: &str = "certificates";
pub(crate) const CERTIFICATE_PLACES: &str = "certificate-places";
pub(crate) const GRANTS: &str = "grants";
pub(crate) const ENTRIES: &str = "entries";
pub(crate) const ENTRY_PLACES: &str = "entry-places";
pub(crate) const JOURNAL: &str = "journal";
pub(crate) const NOTES: &str = "notes";
pub(crate) const QUARANTINE: &str = "quarantine";

/// Tables of sealed rows, and what their rows are. `meta` has a row of its own that is not sealed.
pub(crate) const SEALED: [(&str, Kind); 8] = [
    (COMMUNITIES, Kind::Community),
    (DOCUMENTS, Kind::Document),
    (CERTIFICATES, Kind::Certificate),
    (GRANTS, Kind::Grant),
    (ENTRIES, Kind::Entry),
    (JOURNAL, Kind::Journal),
    (NOTES, Kind::Note),
    (QUARANTINE, Kind::Quarantine),
];

/// Tables that lead from an id to a row, and the table the row is in.
pub(crate) const PLACES: [(&str, &str, Kind); 2] =
    [(CERTIFICATE_PLACES, CERTIFICATES, Kind::Certificate), (ENTRY_PLACES, ENTRIES, Kind::Entry)];

/// Bytes of key and value of each row of a kind that are not content.
pub(crate) const fn bytes_around_content(kind: Kind) -> u64 {
    const NUMBER: u64 = 4;
    const PLACE: u64 = 8;
    const ID: u64 = 32;
    seal::ADDED
        + match kind {
            Kind::Meta => 0,
            Kind::Community => ID + NUMBER,
            Kind::Document => ID + ID + NUMBER,
            Kind::Note => ID,
            Kind::Certificate | Kind::Entry => NUMBER + PLACE + ID,
            Kind::Grant | Kind::Journal | Kind::Quarantine => NUMBER + ID + PLACE,
        }
}

pub(crate) const fn rows(table: &'static str) -> Rows {
    TableDefinition::new(table)
}

/// The number that stands for a community, or for a document of one, in the keys of other tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Number(pub(crate) u32);

impl Number {
    pub(crate) fn key(self, rest: &[u8]) -> Vec<u8> {
        [&self.0.to_be_bytes(), rest].concat()
    }

    pub(crate) fn place_key(self, place: Place) -> Vec<u8> {
        self.key(&place.0.to_be_bytes())
    }

    /// The first key of this number, and the first after all of its.
    pub(crate) fn range(self) -> (Vec<u8>, Vec<u8>) {
        let next = self.0.checked_add(1).map(|next| next.to_be_bytes().to_vec());
        (self.0.to_be_bytes().to_vec(), next.unwrap_or_else(|| vec![0xff; 256]))
    }

    /// The number a key starts with.
    pub(crate) fn of_key(key: &[u8]) -> Option<Self> {
        key.first_chunk().map(|bytes| Self(u32::from_be_bytes(*bytes)))
    }
}

/// The place a key of a number and a place names.
pub(crate) fn place_of_key(key: &[u8]) -> Option<Place> {
    key.get(4..)?.try_into().ok().map(|bytes| Place(u64::from_be_bytes(bytes)))
}

pub(crate) fn document_key(community: &CommunityId, document: &DocumentId) -> Vec<u8> {
    [&community.as_bytes()[..], document.as_bytes()].concat()
}

/// The document a key in the table of documents names.
pub(crate) fn document_of_key(key: &[u8]) -> Option<(CommunityId, DocumentId)> {
    let (community, document) = key.split_first_chunk()?;
    Some((CommunityId::from_bytes(*community), DocumentId::from_bytes(document.try_into().ok()?)))
}

/// The first and the last key that documents of a community can have.
pub(crate) fn documents_of(community: &CommunityId) -> (Vec<u8>, Vec<u8>) {
    let key = |bytes| document_key(community, &DocumentId::from_bytes(bytes));
    (key([0; 32]), key([0xff; 32]))
}

/// The damage of a row that gives a community or a document its number, by its key.
pub(crate) fn owner_damage(key: &[u8]) -> Damage {
    match document_of_key(key) {
        Some((community, document)) => Damage::of_document(Kind::Document, &community, &document),
        None => Damage {
            kind: Kind::Community,
            community: key.try_into().ok().map(CommunityId::from_bytes),
            document: None,
        },
    }
}
