//! Reading everything back: which rows are not what was written, and whose they are.

use std::collections::BTreeMap;

use horseshoe_trust::{CommunityId, DocumentId};
use redb::ReadableTable as _;

use super::{Reading, document_of_key, meta, store_error};
use crate::layout::{self, Number};
use crate::store::{Damage, Kind, StoreError};

type Owner = (Option<CommunityId>, Option<DocumentId>);

/// Opens every row and reports each that does not open, or that an index does not lead to. Goes on after damage.
pub(super) fn scrub(
    reading: &Reading<'_>,
    report: &mut dyn FnMut(Damage),
) -> Result<(), StoreError> {
    let meta = reading.table(layout::META)?;
    if !meta::is_whole(&meta, reading.seals)? {
        report(Damage { kind: Kind::Meta, community: None, document: None });
    }
    let owners = owners(reading)?;
    for (table, kind) in layout::SEALED {
        for row in reading.table(table)?.iter().map_err(store_error)? {
            let (key, sealed) = row.map_err(store_error)?;
            if reading.seals.open(table, key.value(), sealed.value()).is_none() {
                report(damage(kind, key.value(), &owners));
            }
        }
    }
    for (places, table, kind) in layout::PLACES {
        let table = reading.table(table)?;
        let places = reading.table(places)?;
        for row in places.iter().map_err(store_error)? {
            let (key, place) = row.map_err(store_error)?;
            let number = Number::of_key(key.value()).unwrap_or(Number(0));
            if table.get(&*number.key(place.value())).map_err(store_error)?.is_none() {
                report(damage(kind, key.value(), &owners));
            }
        }
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
        Kind::Community | Kind::Document => owner(key),
        Kind::Meta | Kind::Note => (None, None),
        Kind::Certificate | Kind::Grant | Kind::Entry | Kind::Journal | Kind::Quarantine => {
            Number::of_key(key).and_then(|number| owners.get(&number).copied()).unwrap_or_default()
        }
    };
    Damage { kind, community, document }
}
