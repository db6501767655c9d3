//! The store's own rows: which layout this is, whether the key fits, and how far places and numbers are counted.

use redb::{Database, ReadableDatabase as _, ReadableTable as _, WriteTransaction};

use super::errors::open_error_from;
use super::{Path, store_error};
use crate::layout::{self, FORMAT, rows};
use crate::seal::Seals;
use crate::store::{Damage, Kind, OpenError, StoreError};

const VERSION: &[u8] = b"format";
const CHECK: &[u8] = b"check";
const COUNTED: &[u8] = b"counted";
const NAMES: &[u8] = b"names";
const CHECKED: &[u8] = b"horseshoe store";

/// How far places and numbers have been given out.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counted {
    pub(super) place: u64,
    pub(super) number: u32,
}

/// Begins an empty file, or looks whether this program, with this key, can read it. Gives the seals with the names
/// that are used in it.
pub(super) fn begin_or_check(
    database: &Database,
    seals: Seals,
    path: &Path,
) -> Result<Seals, OpenError> {
    let failed = |error: StoreError| open_error_from(path.to_owned(), error);
    let transaction = database.begin_write().map_err(store_error).map_err(failed)?;
    match look(&transaction, &seals).map_err(failed)? {
        Found::Nothing => {
            begin(&transaction, &seals).map_err(failed)?;
            transaction.commit().map_err(store_error).map_err(failed)?;
            Ok(seals)
        }
        Found::Newer(found) => {
            Err(OpenError::NewerVersion { path: path.to_owned(), found, known: FORMAT })
        }
        Found::OfAnotherKey => Err(OpenError::WrongKey { path: path.to_owned() }),
        // Format 1 had no names of its own: they came from its key, which was never replaced.
        Found::Format1 => {
            keep_names(&transaction, &seals).map_err(failed)?;
            transaction.commit().map_err(store_error).map_err(failed)?;
            Ok(seals)
        }
        Found::Whole { names } => {
            transaction.abort().map_err(store_error).map_err(failed)?;
            Ok(seals.with_names(names))
        }
    }
}

enum Found {
    Nothing,
    Newer(u32),
    OfAnotherKey,
    Format1,
    Whole { names: [u8; 32] },
}

fn look(transaction: &WriteTransaction, seals: &Seals) -> Result<Found, StoreError> {
    let meta = transaction.open_table(rows(layout::META)).map_err(store_error)?;
    let version = meta.get(VERSION).map_err(store_error)?;
    let check = meta.get(CHECK).map_err(store_error)?;
    let found = match version.map(|row| row.value().try_into().map(u32::from_be_bytes)) {
        None if check.is_none() => return Ok(Found::Nothing),
        Some(Ok(found)) if found > FORMAT => return Ok(Found::Newer(found)),
        Some(Ok(found @ 1..)) => found,
        _ => return Err(DAMAGED),
    };
    let open = |key: &[u8], row: Option<redb::AccessGuard<'_, &'static [u8]>>| {
        row.and_then(|row| seals.open(layout::META, key, row.value()))
    };
    let counted = meta.get(COUNTED).map_err(store_error)?;
    // Several rows, so that damage of one is not taken for another key.
    if open(CHECK, check).is_none() && open(COUNTED, counted).is_none() {
        return Ok(Found::OfAnotherKey);
    }
    if found == 1 {
        return Ok(Found::Format1);
    }
    let names = open(NAMES, meta.get(NAMES).map_err(store_error)?);
    let names = names.and_then(|names| names.try_into().ok()).ok_or(DAMAGED)?;
    Ok(Found::Whole { names })
}

const DAMAGED: StoreError =
    StoreError::Damaged(Damage { kind: Kind::Meta, community: None, document: None });

/// Whether the file is sealed under this key.
pub(super) fn fits(database: &Database, seals: &Seals) -> Result<bool, StoreError> {
    let transaction = database.begin_read().map_err(store_error)?;
    let meta = transaction.open_table(rows(layout::META)).map_err(store_error)?;
    let check = meta.get(CHECK).map_err(store_error)?;
    Ok(check.is_some_and(|row| seals.open(layout::META, CHECK, row.value()).is_some()))
}

/// Writes which names are used, in the present format.
pub(super) fn keep_names(transaction: &WriteTransaction, seals: &Seals) -> Result<(), StoreError> {
    let mut meta = transaction.open_table(rows(layout::META)).map_err(store_error)?;
    meta.insert(VERSION, &FORMAT.to_be_bytes()[..]).map_err(store_error)?;
    let names = seals.seal(layout::META, NAMES, seals.names());
    meta.insert(NAMES, &*names).map_err(store_error)?;
    Ok(())
}

fn begin(transaction: &WriteTransaction, seals: &Seals) -> Result<(), StoreError> {
    for (table, _) in layout::SEALED {
        transaction.open_table(rows(table)).map_err(store_error)?;
    }
    for (table, ..) in layout::PLACES {
        transaction.open_table(rows(table)).map_err(store_error)?;
    }
    {
        let mut meta = transaction.open_table(rows(layout::META)).map_err(store_error)?;
        let check = seals.seal(layout::META, CHECK, CHECKED);
        meta.insert(CHECK, &*check).map_err(store_error)?;
    }
    keep_names(transaction, seals)?;
    write_counted(transaction, seals, Counted::default())
}

pub(super) fn read_counted(
    transaction: &WriteTransaction,
    seals: &Seals,
) -> Result<Counted, StoreError> {
    let meta = transaction.open_table(rows(layout::META)).map_err(store_error)?;
    let row = meta.get(COUNTED).map_err(store_error)?;
    let opened = row.and_then(|row| seals.open(layout::META, COUNTED, row.value()));
    let counted = opened.as_deref().and_then(|bytes| {
        let (place, number) = bytes.split_first_chunk()?;
        let (place, number) = (u64::from_be_bytes(*place), number.try_into().ok()?);
        Some(Counted { place, number: u32::from_be_bytes(number) })
    });
    counted.ok_or(StoreError::Damaged(Damage::of_store(Kind::Meta)))
}

pub(super) fn write_counted(
    transaction: &WriteTransaction,
    seals: &Seals,
    counted: Counted,
) -> Result<(), StoreError> {
    let mut meta = transaction.open_table(rows(layout::META)).map_err(store_error)?;
    let bytes = [&counted.place.to_be_bytes()[..], &counted.number.to_be_bytes()].concat();
    let sealed = seals.seal(layout::META, COUNTED, &bytes);
    meta.insert(COUNTED, &*sealed).map_err(store_error)?;
    Ok(())
}

/// Whether the rows of this table can be read back; for a scrub.
pub(super) fn is_whole(
    meta: &impl redb::ReadableTable<&'static [u8], &'static [u8]>,
    seals: &Seals,
) -> Result<bool, StoreError> {
    let version = meta.get(VERSION).map_err(store_error)?;
    let check = meta.get(CHECK).map_err(store_error)?;
    let counted = meta.get(COUNTED).map_err(store_error)?;
    let names = meta.get(NAMES).map_err(store_error)?;
    let opens = |key: &[u8], row: Option<redb::AccessGuard<'_, &'static [u8]>>| {
        row.and_then(|row| seals.open(layout::META, key, row.value()))
    };
    Ok(version.is_some_and(|row| row.value() == FORMAT.to_be_bytes())
        && opens(CHECK, check).as_deref() == Some(CHECKED)
        && opens(NAMES, names).as_deref() == Some(seals.names())
        && opens(COUNTED, counted).is_some_and(|bytes| bytes.len() == 12))
}
