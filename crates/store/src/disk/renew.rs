//! The whole store sealed under another key, in one transaction.

use std::ops::Bound;

use redb::{Database, Durability, ReadableTable as _};

use super::{meta, store_error};
use crate::layout::{self, rows};
use crate::seal::Seals;
use crate::store::StoreError;

/// Rows that are held in memory at once.
const AT_ONCE: usize = 512;

/// Seals every row that opens anew. A damaged one stays as it is: it is found damaged as before.
pub(super) fn seal_anew(database: &Database, old: &Seals, new: &Seals) -> Result<(), StoreError> {
    let mut transaction = database.begin_write().map_err(store_error)?;
    transaction
        .set_durability(Durability::Immediate)
        .map_err(|error| StoreError::Io(error.to_string()))?;
    for name in layout::SEALED.iter().map(|(name, _)| *name).chain([layout::META]) {
        let mut table = transaction.open_table(rows(name)).map_err(store_error)?;
        let mut after: Option<Vec<u8>> = None;
        loop {
            let from = after.as_deref().map_or(Bound::Unbounded, Bound::Excluded);
            let mut some = Vec::new();
            for row in table.range::<&[u8]>((from, Bound::Unbounded)).map_err(store_error)? {
                let (key, sealed) = row.map_err(store_error)?;
                let opened = old.open(name, key.value(), sealed.value());
                some.push((key.value().to_vec(), opened));
                if some.len() == AT_ONCE {
                    break;
                }
            }
            let Some((last, _)) = some.last() else { break };
            after = Some(last.clone());
            for (key, opened) in some {
                if let Some(plain) = opened {
                    let sealed = new.seal(name, &key, &plain);
                    table.insert(&*key, &*sealed).map_err(store_error)?;
                }
            }
        }
    }
    meta::keep_names(&transaction, new)?;
    transaction.commit().map_err(store_error)
}
