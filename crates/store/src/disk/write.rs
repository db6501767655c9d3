//! One batch, one transaction: each step of it as changes of rows.

use std::collections::BTreeMap;

use horseshoe_trust::{CommunityId, DocumentId};
use redb::{Database, Durability, ReadableTable as _, Table, WriteTransaction};

use super::meta::{Counted, read_counted, write_counted};
use super::store_error;
use crate::layout::{self, Number, document_key, documents_of, owner_damage, rows};
use crate::seal::Seals;
use crate::store::{Batch, Place, Step, StoreError};

/// Writes a batch and returns when the disk has it.
pub(super) fn commit(database: &Database, seals: &Seals, batch: Batch) -> Result<(), StoreError> {
    batch.check()?;
    if batch.is_empty() {
        return Ok(());
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
                self.put_by_id(number, tables, id.as_bytes(), &bytes)
            }
            Step::Grant { community, document, bytes } => {
                let number = self.document(&community, &document)?;
                self.put_by_name(number, layout::GRANTS, &bytes)
            }
            Step::Entry { community, document, id, bytes } => {
                let number = self.document(&community, &document)?;
                let tables = (layout::ENTRY_PLACES, layout::ENTRIES);
                self.put_by_id(number, tables, id.as_bytes(), &bytes)
            }
            Step::Journal { community, document, bytes } => {
                let number = self.document(&community, &document)?;
                self.put_by_name(number, layout::JOURNAL, &bytes)
            }
            Step::ClearJournal { community, document } => {
                let number = self.find(layout::DOCUMENTS, &document_key(&community, &document))?;
                number.map_or(Ok(()), |number| self.clear(layout::JOURNAL, number))
            }
            Step::Note { key, bytes } => {
                self.put(layout::NOTES, &self.seals.name(key.as_bytes()), &bytes)
            }
            Step::NamedNote { name, bytes } => self.put(layout::NOTES, &name, &bytes),
            Step::DeleteNote { key } => {
                let mut notes = self.table(layout::NOTES)?;
                notes.remove(&self.seals.name(key.as_bytes())[..]).map_err(store_error)?;
                Ok(())
            }
            Step::Quarantine { community, bytes } => {
                let number = self.community(&community)?;
                self.put_by_name(number, layout::QUARANTINE, &bytes)
            }
            Step::ForgetDocument { community, document } => {
                self.forget_document(&document_key(&community, &document))
            }
            Step::ForgetCommunity { community } => self.forget_community(&community),
        }
    }

    /// Keeps a row under the name of its bytes, with the next place in it, unless the name is there already.
    fn put_by_name(
        &mut self,
        number: Number,
        table: &'static str,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let key = number.key(&self.seals.name(bytes));
        if self.table(table)?.get(&*key).map_err(store_error)?.is_some() {
            return Ok(());
        }
        let place = self.next_place().0.to_be_bytes();
        self.put(table, &key, &[&place[..], bytes].concat())
    }

    /// Keeps a row under the next place, and its place under its id, unless the id is there already.
    fn put_by_id(
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
        number.map(Some).ok_or_else(|| StoreError::Damaged(owner_damage(key)))
    }

    fn clear(&self, table: &'static str, number: Number) -> Result<(), StoreError> {
        let (from, to) = number.range();
        self.table(table)?.retain_in(&*from..&*to, |_, _| false).map_err(store_error)
    }

    fn forget_document(&mut self, key: &[u8]) -> Result<(), StoreError> {
        self.forget(
            (layout::DOCUMENTS, key),
            [layout::GRANTS, layout::ENTRIES, layout::ENTRY_PLACES, layout::JOURNAL],
        )
    }

    fn forget_community(&mut self, community: &CommunityId) -> Result<(), StoreError> {
        let (from, to) = documents_of(community);
        let mut documents: Vec<Vec<u8>> = Vec::new();
        for row in self.table(layout::DOCUMENTS)?.range(&*from..=&*to).map_err(store_error)? {
            documents.push(row.map_err(store_error)?.0.value().to_vec());
        }
        for key in documents {
            self.forget_document(&key)?;
        }
        self.forget(
            (layout::COMMUNITIES, community.as_bytes()),
            [layout::CERTIFICATES, layout::CERTIFICATE_PLACES, layout::QUARANTINE],
        )
    }

    /// Drops who has a number, and all rows under it. Where the number itself is damaged they stay behind: nobody
    /// finds them, and the number is never used again. Forgetting and keeping anew is how damage is healed.
    fn forget<const N: usize>(
        &mut self,
        (owners, key): (&'static str, &[u8]),
        tables: [&'static str; N],
    ) -> Result<(), StoreError> {
        match self.find(owners, key) {
            Ok(Some(number)) => tables.iter().try_for_each(|table| self.clear(table, number))?,
            Ok(None) => return Ok(()),
            Err(StoreError::Damaged(_)) => {}
            Err(error) => return Err(error),
        }
        self.numbers.remove(&(owners, key.to_vec()));
        self.table(owners)?.remove(key).map_err(store_error)?;
        Ok(())
    }
}
