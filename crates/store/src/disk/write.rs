//! One batch, one transaction: each step of it as changes of rows.

use std::collections::BTreeMap;

use horseshoe_trust::{CommunityId, DocumentId};
use redb::{Database, Durability, ReadableTable as _, Table, WriteTransaction};

use super::meta::{Counted, read_counted, write_counted};
use super::{document_key, store_error};
use crate::layout::{self, Number, rows};
use crate::seal::Seals;
use crate::store::{Batch, Damage, Kind, MAX_VALUE, Place, Step, StoreError};

/// Writes a batch and returns when the disk has it.
pub(super) fn commit(database: &Database, seals: &Seals, batch: Batch) -> Result<(), StoreError> {
    if let Some(bytes) = batch.largest().filter(|bytes| *bytes > MAX_VALUE) {
        return Err(StoreError::TooLarge { bytes });
    }
    let mut transaction = database.begin_write().map_err(store_error)?;
    transaction
        .set_durability(Durability::Immediate)
        .map_err(|error| StoreError::Io(error.to_string()))?;
    let before = read_counted(&transaction, seals)?;
    let mut writing =
        Writing { transaction: &transaction, seals, counted: before, numbers: BTreeMap::new() };
    for step in batch.steps {
        writing.apply(step)?;
    }
    let after = writing.counted;
    if after != before {
        write_counted(&transaction, seals, after)?;
    }
    transaction.commit().map_err(store_error)
}

struct Writing<'a> {
    transaction: &'a WriteTransaction,
    seals: &'a Seals,
    counted: Counted,
    /// Numbers looked up in this batch, by table and key.
    numbers: BTreeMap<(&'static str, Vec<u8>), Number>,
}

impl Writing<'_> {
    fn apply(&mut self, step: Step) -> Result<(), StoreError> {
        match step {
            Step::Certificate { community, id, bytes } => {
                let number = self.community(&community)?;
                let tables = (layout::CERTIFICATE_PLACES, layout::CERTIFICATES);
                self.put_once(number, tables, id.as_bytes(), &bytes)
            }
            Step::Grant { community, document, bytes } => {
                let number = self.document(&community, &document)?;
                let key = number.key(&self.seals.name(&bytes));
                if self.table(layout::GRANTS)?.get(&*key).map_err(store_error)?.is_some() {
                    return Ok(());
                }
                let place = self.next_place().0.to_be_bytes();
                self.put(layout::GRANTS, &key, &[&place[..], &bytes].concat())
            }
            Step::Entry { community, document, id, bytes } => {
                let number = self.document(&community, &document)?;
                let tables = (layout::ENTRY_PLACES, layout::ENTRIES);
                self.put_once(number, tables, id.as_bytes(), &bytes)
            }
            Step::Journal { community, document, bytes } => {
                let number = self.document(&community, &document)?;
                let place = self.next_place();
                self.put(layout::JOURNAL, &number.place_key(place), &bytes)
            }
            Step::ClearJournal { community, document } => {
                let number = self.find(layout::DOCUMENTS, &document_key(&community, &document))?;
                number.map_or(Ok(()), |number| self.clear(layout::JOURNAL, number))
            }
            Step::Note { key, bytes } => {
                self.put(layout::NOTES, &self.seals.name(key.as_bytes()), &bytes)
            }
            Step::DeleteNote { key } => {
                let mut notes = self.table(layout::NOTES)?;
                notes.remove(&self.seals.name(key.as_bytes())[..]).map_err(store_error)?;
                Ok(())
            }
            Step::Quarantine { community, bytes } => {
                let number = self.community(&community)?;
                let place = self.next_place();
                self.put(layout::QUARANTINE, &number.place_key(place), &bytes)
            }
            Step::ForgetDocument { community, document } => {
                self.forget_document(&document_key(&community, &document))
            }
            Step::ForgetCommunity { community } => self.forget_community(&community),
        }
    }

    /// Keeps a row under the next place, and its place under its id, unless the id is there already.
    fn put_once(
        &mut self,
        number: Number,
        (places, table): (&'static str, &'static str),
        id: &[u8],
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let by_id = number.key(id);
        if self.table(places)?.get(&*by_id).map_err(store_error)?.is_some() {
            return Ok(());
        }
        let place = self.next_place();
        let place_bytes = place.0.to_be_bytes();
        self.table(places)?.insert(&*by_id, &place_bytes[..]).map_err(store_error)?;
        self.put(table, &number.place_key(place), &[id, bytes].concat())
    }

    fn put(&self, table: &'static str, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let sealed = self.seals.seal(table, key, value);
        self.table(table)?.insert(key, &*sealed).map_err(store_error)?;
        Ok(())
    }

    fn table(
        &self,
        table: &'static str,
    ) -> Result<Table<'_, &'static [u8], &'static [u8]>, StoreError> {
        self.transaction.open_table(rows(table)).map_err(store_error)
    }

    fn next_place(&mut self) -> Place {
        self.counted.place += 1;
        Place(self.counted.place)
    }

    fn community(&mut self, community: &CommunityId) -> Result<Number, StoreError> {
        self.number(layout::COMMUNITIES, community.as_bytes().to_vec())
    }

    fn document(
        &mut self,
        community: &CommunityId,
        document: &DocumentId,
    ) -> Result<Number, StoreError> {
        self.community(community)?;
        self.number(layout::DOCUMENTS, document_key(community, document))
    }

    /// The number of a community or document, given out now if it has none.
    fn number(&mut self, table: &'static str, key: Vec<u8>) -> Result<Number, StoreError> {
        if let Some(number) = self.find(table, &key)? {
            return Ok(number);
        }
        self.counted.number += 1;
        let number = Number(self.counted.number);
        self.put(table, &key, &number.0.to_be_bytes())?;
        self.numbers.insert((table, key), number);
        Ok(number)
    }

    fn find(&mut self, table: &'static str, key: &[u8]) -> Result<Option<Number>, StoreError> {
        if let Some(number) = self.numbers.get(&(table, key.to_vec())) {
            return Ok(Some(*number));
        }
        let Some(number) = self.stored_number(table, key)? else { return Ok(None) };
        self.numbers.insert((table, key.to_vec()), number);
        Ok(Some(number))
    }

    fn stored_number(&self, table: &'static str, key: &[u8]) -> Result<Option<Number>, StoreError> {
        let rows = self.table(table)?;
        let Some(sealed) = rows.get(key).map_err(store_error)? else { return Ok(None) };
        let opened = self.seals.open(table, key, sealed.value());
        let number = opened.as_deref().and_then(Number::of_key);
        let damage = || match super::document_of_key(key) {
            Some((community, document)) => Damage {
                kind: Kind::Document,
                community: Some(community),
                document: Some(document),
            },
            None => Damage { kind: Kind::Community, community: None, document: None },
        };
        number.map(Some).ok_or_else(|| StoreError::Damaged(damage()))
    }

    fn clear(&self, table: &'static str, number: Number) -> Result<(), StoreError> {
        let (from, to) = number.range();
        self.table(table)?.retain_in(&*from..&*to, |_, _| false).map_err(store_error)
    }

    fn forget_document(&mut self, key: &[u8]) -> Result<(), StoreError> {
        let Some(number) = self.find(layout::DOCUMENTS, key)? else { return Ok(()) };
        for table in [layout::GRANTS, layout::ENTRIES, layout::ENTRY_PLACES, layout::JOURNAL] {
            self.clear(table, number)?;
        }
        self.numbers.remove(&(layout::DOCUMENTS, key.to_vec()));
        self.table(layout::DOCUMENTS)?.remove(key).map_err(store_error)?;
        Ok(())
    }

    fn forget_community(&mut self, community: &CommunityId) -> Result<(), StoreError> {
        let Some(number) = self.find(layout::COMMUNITIES, community.as_bytes())? else {
            return Ok(());
        };
        let from = document_key(community, &DocumentId::from_bytes([0; 32]));
        let to = document_key(community, &DocumentId::from_bytes([0xff; 32]));
        let mut documents = Vec::new();
        for row in self.table(layout::DOCUMENTS)?.range(&*from..=&*to).map_err(store_error)? {
            documents.push(row.map_err(store_error)?.0.value().to_vec());
        }
        for key in documents {
            self.forget_document(&key)?;
        }
        for table in [layout::CERTIFICATES, layout::CERTIFICATE_PLACES, layout::QUARANTINE] {
            self.clear(table, number)?;
        }
        let key = community.as_bytes();
        self.numbers.remove(&(layout::COMMUNITIES, key.to_vec()));
        self.table(layout::COMMUNITIES)?.remove(&key[..]).map_err(store_error)?;
        Ok(())
    }
}
