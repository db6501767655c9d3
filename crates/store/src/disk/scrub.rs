//! Reading everything back: which rows are not what was written, and whose they are.

use std::collections::BTreeMap;

use horseshoe_trust::{CommunityId, DocumentId};
use redb::{ReadableTable as _, ReadableTableMetadata as _};

use super::read::{Reading, Table};
use super::{meta, store_error};
use crate::layout::{self, Number, document_of_key, owner_damage, place_of_key};
use crate::store::{Damage, Kind, StoreError};

type Owner = (Option<CommunityId>, Option<DocumentId>);

/// Opens every row and reports each that does not open, or that is not found where it should be. Goes on after damage.
pub(super) fn scrub(
    reading: &Reading<'_>,
    report: &mut dyn FnMut(Damage),
) -> Result<(), StoreError> {
    if !meta::is_whole(&reading.table(layout::META)?, reading.seals)? {
        report(Damage::of_store(Kind::Meta));
    }
    let owners = owners(reading)?;
    let mut report = |kind, key: &[u8]| report(damage(kind, key, &owners));
    for (name, kind) in layout::SEALED {
        let table = reading.table(name)?;
        each_row(&table, kind, &mut report, |key, sealed| {
            Ok(reading.seals.open(name, key, sealed).is_some())
        })?;
    }
    for (places, name, kind) in layout::PLACES {
        let (places, table) = (reading.table(places)?, reading.table(name)?);
        // From each id to its row …
        each_row(&places, kind, &mut report, |key, place| {
            let Some((number, id)) = key.split_first_chunk::<4>() else { return Ok(false) };
            let by_place = [&number[..], place].concat();
            let Some(row) = table.get(&*by_place).map_err(store_error)? else { return Ok(false) };
            // One that does not open is reported already.
            let opened = reading.seals.open(name, &by_place, row.value());
            Ok(opened.is_none_or(|row| row.starts_with(id)))
        })?;
        // … and back.
        each_row(&table, kind, &mut report, |key, sealed| {
            let Some(row) = reading.seals.open(name, key, sealed) else { return Ok(true) };
            let (Some(number), Some(place), Some((id, _))) =
                (Number::of_key(key), place_of_key(key), row.split_first_chunk::<32>())
            else {
                return Ok(false);
            };
            let found = places.get(&*number.key(id)).map_err(store_error)?;
            Ok(found.is_some_and(|found| found.value() == place.0.to_be_bytes()))
        })?;
    }
    Ok(())
}

/// Reports rows that are not whole, rows that their own key does not lead to, and that there are not as many as there
/// were.
fn each_row(
    table: &Table,
    kind: Kind,
    report: &mut impl FnMut(Kind, &[u8]),
    mut is_whole: impl FnMut(&[u8], &[u8]) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let mut rows = 0;
    for row in table.iter().map_err(store_error)? {
        let (key, value) = row.map_err(store_error)?;
        let (key, value) = (key.value(), value.value());
        let led_to = table.get(key).map_err(store_error)?;
        if led_to.is_none_or(|row| row.value() != value) || !is_whole(key, value)? {
            report(kind, key);
        }
        rows += 1;
    }
    if rows != table.len().map_err(store_error)? {
        report(kind, &[]);
    }
    Ok(())
}

/// Whose rows the keys that start with a number are.
fn owners(reading: &Reading<'_>) -> Result<BTreeMap<Number, Owner>, StoreError> {
    let mut owners = BTreeMap::new();
    for table in [layout::COMMUNITIES, layout::DOCUMENTS] {
        for row in reading.table(table)?.iter().map_err(store_error)? {
            let (key, sealed) = row.map_err(store_error)?;
            let opened = reading.seals.open(table, key.value(), sealed.value());
            if let Some(number) = opened.as_deref().and_then(Number::of_key) {
                owners.insert(number, owner(key.value()));
            }
        }
    }
    Ok(owners)
}

fn owner(key: &[u8]) -> Owner {
    match document_of_key(key) {
        Some((community, document)) => (Some(community), Some(document)),
        None => (key.try_into().ok().map(CommunityId::from_bytes), None),
    }
}

fn damage(kind: Kind, key: &[u8], owners: &BTreeMap<Number, Owner>) -> Damage {
    let (community, document) = match kind {
        Kind::Community | Kind::Document => return Damage { kind, ..owner_damage(key) },
        Kind::Meta | Kind::Note => (None, None),
        Kind::Certificate | Kind::Grant | Kind::Entry | Kind::Journal | Kind::Quarantine => {
            Number::of_key(key).and_then(|number| owners.get(&number).copied()).unwrap_or_default()
        }
    };
    Damage { kind, community, document }
}
