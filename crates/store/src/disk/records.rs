//! Everything a store keeps, as records that any other store can take.

use horseshoe_trust::{CertificateId, CommunityId, DocumentId, EntryId};

use super::read::{Enough, Reading};
use crate::layout::{self, Number};
use crate::store::{Damage, Kind, Record, StoreError};

/// In an order in which they can be kept. Stops at the first row that is damaged: a copy with holes is no copy.
pub(super) fn records(
    reading: &Reading<'_>,
    take: &mut dyn FnMut(Record) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for community in reading.communities()? {
        let Some(number) = reading.community(&community)? else { continue };
        of_community(reading, community, number)?.into_iter().try_for_each(&mut *take)?;
        for document in reading.documents(&community)? {
            let Some(number) = reading.document(&community, &document)? else { continue };
            of_document(reading, community, document, number)?
                .into_iter()
                .try_for_each(&mut *take)?;
        }
    }
    notes(reading)?.into_iter().try_for_each(take)
}

fn of_community(
    reading: &Reading<'_>,
    community: CommunityId,
    number: Number,
) -> Result<Vec<Record>, StoreError> {
    let damage = |kind| Damage::of_community(kind, &community);
    let mut found = Vec::new();
    reading.rows_between(
        layout::CERTIFICATES,
        number.range(),
        damage(Kind::Certificate),
        |_, row| {
            let (id, bytes) = row.split_first_chunk()?;
            let id = CertificateId::from_bytes(*id);
            found.push(Record::Certificate { community, id, bytes: bytes.to_vec() });
            Some(Enough::NotYet)
        },
    )?;
    let refused = reading.rows_by_place(layout::QUARANTINE, number, damage(Kind::Quarantine))?;
    found.extend(refused.into_iter().map(|(_, bytes)| Record::Quarantine { community, bytes }));
    found.extend(grants(reading, community)?);
    Ok(found)
}

/// Those of all documents, in order of arrival.
fn grants(reading: &Reading<'_>, community: CommunityId) -> Result<Vec<Record>, StoreError> {
    let mut found = Vec::new();
    for document in reading.documents(&community)? {
        let Some(number) = reading.document(&community, &document)? else { continue };
        let damage = Damage::of_document(Kind::Grant, &community, &document);
        let grants = reading.rows_by_place(layout::GRANTS, number, damage)?;
        found.extend(grants.into_iter().map(|(place, bytes)| (place, document, bytes)));
    }
    found.sort_unstable_by_key(|(place, ..)| *place);
    let grant = |(_, document, bytes)| Record::Grant { community, document, bytes };
    Ok(found.into_iter().map(grant).collect())
}

fn of_document(
    reading: &Reading<'_>,
    community: CommunityId,
    document: DocumentId,
    number: Number,
) -> Result<Vec<Record>, StoreError> {
    let damage = |kind| Damage::of_document(kind, &community, &document);
    let mut found = Vec::new();
    reading.rows_between(layout::ENTRIES, number.range(), damage(Kind::Entry), |_, row| {
        let (id, bytes) = row.split_first_chunk()?;
        let id = EntryId::from_bytes(*id);
        found.push(Record::Entry { community, document, id, bytes: bytes.to_vec() });
        Some(Enough::NotYet)
    })?;
    let journal = reading.rows_by_place(layout::JOURNAL, number, damage(Kind::Journal))?;
    found.extend(journal.into_iter().map(|(_, bytes)| Record::Journal {
        community,
        document,
        bytes,
    }));
    Ok(found)
}

fn notes(reading: &Reading<'_>) -> Result<Vec<Record>, StoreError> {
    let mut found = Vec::new();
    let all = (Vec::new(), vec![0xff; 33]);
    reading.rows_between(layout::NOTES, all, Damage::of_store(Kind::Note), |key, bytes| {
        found.push(Record::Note { name: key.try_into().ok()?, bytes });
        Some(Enough::NotYet)
    })?;
    Ok(found)
}
