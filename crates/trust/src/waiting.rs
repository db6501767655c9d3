//! Entries that came before what they stand on. Kept in memory only, and little: whatever does not fit is asked for
//! again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::entry::Entry;
use crate::ids::{DeviceId, DocumentId, EntryId};
use crate::limits;

/// Where an entry waits: at its document, or in the hall if its device or its document is not known yet.
pub(crate) type Place = Option<DocumentId>;

#[derive(Debug, Default)]
pub(crate) struct WaitingRoom {
    places: BTreeMap<Place, Waiting>,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Waiting {
    entries: HashMap<EntryId, Kept>,
    /// Each entry under one id it needs.
    needed: BTreeMap<EntryId, BTreeSet<EntryId>>,
    by_device: BTreeMap<DeviceId, BTreeSet<EntryId>>,
    bytes: usize,
}

#[derive(Debug)]
struct Kept {
    entry: Entry,
    bytes: usize,
    needs: Option<EntryId>,
}

impl WaitingRoom {
    pub(crate) fn contains(&self, place: Place, id: &EntryId) -> bool {
        self.places.get(&place).is_some_and(|waiting| waiting.entries.contains_key(id))
    }

    /// Keeps an entry whose signature was checked, until `needs` is there. If the place is full, the device with most
    /// entries there makes room, be it the one that comes: nobody can crowd out the others.
    pub(crate) fn keep(&mut self, place: Place, entry: Entry, needs: Option<EntryId>) {
        let bytes = entry.to_bytes().len();
        let (id, device) = (entry.id(), entry.header().device);
        if self.contains(place, &id) || self.bytes + bytes > TOTAL_BYTES {
            return;
        }
        let waiting = self.places.entry(place).or_default();
        while waiting.entries.len() >= limits::WAITING_ENTRIES
            || waiting.bytes + bytes > limits::WAITING_ENTRY_BYTES
        {
            let fullest = waiting.by_device.iter().max_by_key(|(_, entries)| entries.len());
            let Some((fullest, oldest)) = fullest.and_then(|(of, ids)| Some((*of, *ids.first()?)))
            else {
                return;
            };
            if fullest == device {
                return;
            }
            self.bytes -= waiting.take(&oldest).map_or(0, |kept| kept.bytes);
        }
        waiting.bytes += bytes;
        self.bytes += bytes;
        waiting.by_device.entry(device).or_default().insert(id);
        if let Some(needs) = needs {
            waiting.needed.entry(needs).or_default().insert(id);
        }
        waiting.entries.insert(id, Kept { entry, bytes, needs });
    }

    /// Takes out what waited for this entry.
    pub(crate) fn take_for(&mut self, document: DocumentId, stored: &EntryId) -> Vec<Entry> {
        let Some(waiting) = self.places.get_mut(&Some(document)) else { return Vec::new() };
        let ids = waiting.needed.remove(stored).unwrap_or_default();
        self.take(Some(document), &ids)
    }

    /// Takes out all that waits for a device or a document to become known.
    pub(crate) fn take_hall(&mut self) -> Vec<Entry> {
        let Some(waiting) = self.places.get(&None) else { return Vec::new() };
        let ids = waiting.entries.keys().copied().collect();
        self.take(None, &ids)
    }

    pub(crate) fn forget(&mut self, document: DocumentId) {
        if let Some(waiting) = self.places.remove(&Some(document)) {
            self.bytes -= waiting.bytes;
        }
    }

    fn take(&mut self, place: Place, ids: &BTreeSet<EntryId>) -> Vec<Entry> {
        let Some(waiting) = self.places.get_mut(&place) else { return Vec::new() };
        let taken: Vec<Kept> = ids.iter().filter_map(|id| waiting.take(id)).collect();
        self.bytes -= taken.iter().map(|kept| kept.bytes).sum::<usize>();
        if waiting.entries.is_empty() {
            self.places.remove(&place);
        }
        taken.into_iter().map(|kept| kept.entry).collect()
    }
}

impl Waiting {
    fn take(&mut self, id: &EntryId) -> Option<Kept> {
        let kept = self.entries.remove(id)?;
        self.bytes -= kept.bytes;
        let device = kept.entry.header().device;
        remove_from(&mut self.by_device, &device, id);
        if let Some(needs) = kept.needs {
            remove_from(&mut self.needed, &needs, id);
        }
        Some(kept)
    }
}

/// Over all documents of a community.
const TOTAL_BYTES: usize = 4 * limits::WAITING_ENTRY_BYTES;

fn remove_from<K: Ord>(index: &mut BTreeMap<K, BTreeSet<EntryId>>, key: &K, id: &EntryId) {
    if let Some(ids) = index.get_mut(key) {
        ids.remove(id);
        if ids.is_empty() {
            index.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CommunityId, DeviceKey, EntryKey, EpochId, Header, Incarnation};
    use rand::SeedableRng as _;
    use rand_chacha::ChaCha20Rng;

    const DOCUMENT: DocumentId = DocumentId::from_bytes([4; 32]);

    fn entry(device: u8, number: u64) -> Entry {
        let key = DeviceKey::from_bytes(&[device; 32]);
        let header = Header {
            version: Entry::VERSION,
            community: CommunityId::from_bytes([1; 32]),
            document: DOCUMENT,
            device: key.id(),
            incarnation: Incarnation::from_bytes(number.to_le_bytes()),
            seq: 1,
            prev: None,
            epoch: EpochId::from_bytes([0; 16]),
            deps: vec![EntryId::from_bytes([9; 32])],
        };
        let rng = &mut ChaCha20Rng::seed_from_u64(number);
        Entry::seal(&key, header, b"", &EntryKey::from_bytes([0; 32]), rng).unwrap()
    }

    #[test]
    fn whoever_fills_the_room_makes_room_for_the_others() {
        let mut room = WaitingRoom::default();
        let needs = EntryId::from_bytes([9; 32]);
        let flood: Vec<Entry> =
            (0..limits::WAITING_ENTRIES as u64 + 5).map(|n| entry(1, n)).collect();
        for entry in &flood {
            room.keep(Some(DOCUMENT), entry.clone(), Some(needs));
        }
        let honest = entry(2, 0);
        room.keep(Some(DOCUMENT), honest.clone(), Some(needs));
        assert!(room.contains(Some(DOCUMENT), &honest.id()));
        room.keep(Some(DOCUMENT), flood[flood.len() - 1].clone(), Some(needs));
        assert!(room.contains(Some(DOCUMENT), &honest.id()));
        let taken = room.take_for(DOCUMENT, &needs);
        assert_eq!(taken.len(), limits::WAITING_ENTRIES);
        assert!(taken.contains(&honest));
        assert_eq!(room.bytes, 0);
        assert!(room.places.is_empty());
    }
}
