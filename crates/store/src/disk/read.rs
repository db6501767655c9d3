//! Reading: one consistent look at the file per call.

use horseshoe_trust::{CertificateId, CommunityId, DocumentId, EntryId};
use redb::{
    ReadTransaction, ReadableDatabase as _, ReadableTable as _, ReadableTableMetadata as _,
};

use super::{Disk, Shared, records, scrub, store_error};
use crate::layout::{
    self, Number, document_key, document_of_key, documents_of, owner_damage, place_of_key, rows,
};
use crate::seal::Seals;
use crate::store::{Damage, Kind, Place, Read, Record, StoreError, StoreSizes};

impl Shared {
    fn read<T>(
        &self,
        work: impl FnOnce(&Reading<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.with(|database, seals| {
            let transaction = database.begin_read().map_err(store_error)?;
            work(&Reading { transaction: &transaction, seals })
        })
    }
}

/// One consistent look at the file.
pub(super) struct Reading<'a> {
    transaction: &'a ReadTransaction,
    pub(super) seals: &'a Seals,
}

pub(super) type Table = redb::ReadOnlyTable<&'static [u8], &'static [u8]>;

impl Reading<'_> {
    pub(super) fn table(&self, table: &'static str) -> Result<Table, StoreError> {
        self.transaction.open_table(rows(table)).map_err(store_error)
    }

    /// A sealed row, opened.
    fn row(
        &self,
        table: &'static str,
        key: &[u8],
        damage: Damage,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(sealed) = self.table(table)?.get(key).map_err(store_error)? else {
            return Ok(None);
        };
        self.seals.open(table, key, sealed.value()).map(Some).ok_or(StoreError::Damaged(damage))
    }

    /// Sealed rows between two keys, opened, in their order, until `take` says it is enough.
    pub(super) fn rows_between(
        &self,
        table: &'static str,
        (from, to): (Vec<u8>, Vec<u8>),
        damage: Damage,
        mut take: impl FnMut(&[u8], Vec<u8>) -> Option<Enough>,
    ) -> Result<(), StoreError> {
        for row in self.table(table)?.range(&*from..&*to).map_err(store_error)? {
            let (key, sealed) = row.map_err(store_error)?;
            let opened = self.seals.open(table, key.value(), sealed.value());
            let Some(enough) = opened.and_then(|opened| take(key.value(), opened)) else {
                return Err(StoreError::Damaged(damage));
            };
            if enough == Enough::Yes {
                break;
            }
        }
        Ok(())
    }

    /// Rows that have a place in them, in order of their places.
    pub(super) fn rows_by_place(
        &self,
        table: &'static str,
        number: Number,
        damage: Damage,
    ) -> Result<Vec<(Place, Vec<u8>)>, StoreError> {
        let mut found = Vec::new();
        self.rows_between(table, number.range(), damage, |_, row| {
            let (place, bytes) = row.split_first_chunk()?;
            found.push((Place(u64::from_be_bytes(*place)), bytes.to_vec()));
            Some(Enough::NotYet)
        })?;
        found.sort_unstable_by_key(|(place, _)| *place);
        Ok(found)
    }

    pub(super) fn communities(&self) -> Result<Vec<CommunityId>, StoreError> {
        let mut found = Vec::new();
        for row in self.table(layout::COMMUNITIES)?.iter().map_err(store_error)? {
            let (key, _) = row.map_err(store_error)?;
            found.extend(key.value().try_into().ok().map(CommunityId::from_bytes));
        }
        Ok(found)
    }

    pub(super) fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError> {
        let (from, to) = documents_of(community);
        let mut found = Vec::new();
        for row in self.table(layout::DOCUMENTS)?.range(&*from..=&*to).map_err(store_error)? {
            let (key, _) = row.map_err(store_error)?;
            found.extend(document_of_key(key.value()).map(|(_, document)| document));
        }
        Ok(found)
    }

    pub(super) fn community(&self, community: &CommunityId) -> Result<Option<Number>, StoreError> {
        self.number(layout::COMMUNITIES, community.as_bytes())
    }

    pub(super) fn document(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Option<Number>, StoreError> {
        self.number(layout::DOCUMENTS, &document_key(community, document))
    }

    fn number(&self, table: &'static str, key: &[u8]) -> Result<Option<Number>, StoreError> {
        let damage = owner_damage(key);
        let Some(row) = self.row(table, key, damage)? else { return Ok(None) };
        Number::of_key(&row).map(Some).ok_or(StoreError::Damaged(damage))
    }
}

/// Whether a reader has read enough.
#[derive(PartialEq, Eq)]
pub(super) enum Enough {
    Yes,
    NotYet,
}

impl Read for Disk {
    fn communities(&self) -> Result<Vec<CommunityId>, StoreError> {
        self.shared.read(|reading| reading.communities())
    }

    fn documents(&self, community: &CommunityId) -> Result<Vec<DocumentId>, StoreError> {
        self.shared.read(|reading| reading.documents(community))
    }

    fn certificates(
        &self,
        community: &CommunityId,
    ) -> Result<Vec<(CertificateId, Vec<u8>)>, StoreError> {
        self.shared.read(|reading| {
            let Some(number) = reading.community(community)? else { return Ok(Vec::new()) };
            let damage = Damage::of_community(Kind::Certificate, community);
            let mut found = Vec::new();
            reading.rows_between(layout::CERTIFICATES, number.range(), damage, |_, row| {
                let (id, bytes) = row.split_first_chunk()?;
                found.push((CertificateId::from_bytes(*id), bytes.to_vec()));
                Some(Enough::NotYet)
            })?;
            Ok(found)
        })
    }

    fn grants(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shared.read(|reading| {
            let mut found = Vec::new();
            for document in reading.documents(community)? {
                let Some(number) = reading.document(community, &document)? else { continue };
                let damage = Damage::of_document(Kind::Grant, community, &document);
                found.extend(reading.rows_by_place(layout::GRANTS, number, damage)?);
            }
            found.sort_unstable_by_key(|(place, _)| *place);
            Ok(found.into_iter().map(|(_, bytes)| bytes).collect())
        })
    }

    fn entries(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        after: Place,
        limit_bytes: usize,
    ) -> Result<Vec<(Place, EntryId, Vec<u8>)>, StoreError> {
        self.shared.read(|reading| {
            let Some(number) = reading.document(community, document)? else {
                return Ok(Vec::new());
            };
            let from = number.place_key(Place(after.0.saturating_add(1)));
            let (_, to) = number.range();
            let (mut found, mut bytes_found) = (Vec::new(), 0);
            let damage = Damage::of_document(Kind::Entry, community, document);
            reading.rows_between(layout::ENTRIES, (from, to), damage, |key, row| {
                let (id, bytes) = row.split_first_chunk()?;
                bytes_found += bytes.len();
                found.push((place_of_key(key)?, EntryId::from_bytes(*id), bytes.to_vec()));
                Some(if bytes_found >= limit_bytes { Enough::Yes } else { Enough::NotYet })
            })?;
            Ok(found)
        })
    }

    fn entry(
        &self,
        community: &CommunityId,
        document: &DocumentId,
        id: &EntryId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        self.shared.read(|reading| {
            let Some(number) = reading.document(community, document)? else { return Ok(None) };
            let table = reading.table(layout::ENTRY_PLACES)?;
            let Some(place) = table.get(&*number.key(id.as_bytes())).map_err(store_error)? else {
                return Ok(None);
            };
            let damage = Damage::of_document(Kind::Entry, community, document);
            let row = reading.row(layout::ENTRIES, &number.key(place.value()), damage)?;
            // The way to the row is not sealed, the row is: only the right row counts.
            let bytes = row.as_deref().and_then(|row| row.strip_prefix(&id.as_bytes()[..]));
            bytes.map(|bytes| Some(bytes.to_vec())).ok_or(StoreError::Damaged(damage))
        })
    }

    fn journal(
        &self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shared.read(|reading| {
            let Some(number) = reading.document(community, document)? else {
                return Ok(Vec::new());
            };
            let damage = Damage::of_document(Kind::Journal, community, document);
            let found = reading.rows_by_place(layout::JOURNAL, number, damage)?;
            Ok(found.into_iter().map(|(_, bytes)| bytes).collect())
        })
    }

    fn journals(&self) -> Result<Vec<(CommunityId, DocumentId)>, StoreError> {
        self.shared.read(|reading| {
            let journal = reading.table(layout::JOURNAL)?;
            let mut found = Vec::new();
            for row in reading.table(layout::DOCUMENTS)?.iter().map_err(store_error)? {
                let (key, _) = row.map_err(store_error)?;
                let Some((community, document)) = document_of_key(key.value()) else { continue };
                let Some(number) = reading.document(&community, &document)? else { continue };
                let (from, to) = number.range();
                if journal.range(&*from..&*to).map_err(store_error)?.next().is_some() {
                    found.push((community, document));
                }
            }
            Ok(found)
        })
    }

    fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.shared.read(|reading| {
            let name = reading.seals.name(key.as_bytes());
            reading.row(layout::NOTES, &name, Damage::of_store(Kind::Note))
        })
    }

    fn quarantine(&self, community: &CommunityId) -> Result<Vec<Vec<u8>>, StoreError> {
        self.shared.read(|reading| {
            let Some(number) = reading.community(community)? else { return Ok(Vec::new()) };
            let damage = Damage::of_community(Kind::Quarantine, community);
            let found = reading.rows_by_place(layout::QUARANTINE, number, damage)?;
            Ok(found.into_iter().map(|(_, bytes)| bytes).collect())
        })
    }

    fn sizes(&self) -> Result<StoreSizes, StoreError> {
        self.shared.read(|reading| {
            let mut sizes = StoreSizes::default();
            for (name, kind) in layout::SEALED {
                let table = reading.table(name)?;
                let (rows, stats) =
                    (table.len().map_err(store_error)?, table.stats().map_err(store_error)?);
                match kind {
                    Kind::Certificate => sizes.certificates = rows,
                    Kind::Entry => sizes.entries = rows,
                    _ => {}
                }
                let around = rows * layout::bytes_around_content(kind);
                sizes.content_bytes += stats.stored_bytes().saturating_sub(around);
                sizes.stored_bytes += stats.stored_bytes() + stats.metadata_bytes();
            }
            if let Ok(file) = std::fs::metadata(&self.shared.path) {
                sizes.stored_bytes = file.len();
            }
            Ok(sizes)
        })
    }

    fn note_names(&self) -> Result<[u8; 32], StoreError> {
        self.shared.with(|_, seals| Ok(*seals.names()))
    }

    fn records(
        &self,
        take: &mut dyn FnMut(Record) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.shared.read(|reading| records::records(reading, take))
    }

    fn scrub(&self, report: &mut dyn FnMut(Damage)) -> Result<(), StoreError> {
        self.shared.read(|reading| scrub::scrub(reading, report))
    }
}
