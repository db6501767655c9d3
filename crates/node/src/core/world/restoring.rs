//! Devices that come back: from a copy, from a backup, from paper.

use super::World;
use crate::{Command, CommunityId};
use horseshoe_store::{Memory, Read, Store as _};
use horseshoe_trust::DeviceKey;
use std::collections::BTreeMap;
use std::sync::Arc;

impl World {
    /// Begins a person's profile anew, as this device.
    pub(crate) fn begin_anew(&mut self, who: usize, key: DeviceKey) {
        self.kill(who);
        self.people[who].key = key;
        self.people[who].store = Memory::default();
        self.start(who, false);
        let introduce = Command::Introduce { name: "Amira".to_owned(), practice: String::new() };
        self.ask(who, introduce).expect("a name can always be said");
    }

    pub(crate) fn has_backup(&self, who: usize) -> bool {
        self.people[who].backup.is_some()
    }

    /// Starts a person's program from the last copy of their profile, which knows that it is one.
    pub(crate) fn restore(&mut self, who: usize) {
        self.kill(who);
        let mut store = Memory::default();
        let backup = self.people[who].backup.clone().expect("there is a backup");
        store.commit(backup).expect("memory can be written");
        self.people[who].store = store;
        self.start(who, true);
    }

    /// What a person's device holds, and its key.
    pub(crate) fn shelf(&self, who: usize) -> (Arc<dyn Read>, DeviceKey) {
        (self.people[who].store.reader(), self.people[who].key.clone())
    }

    /// No two entries anywhere claim one place: the same device, name and number, in one document.
    pub(crate) fn assert_no_place_is_used_twice(&self, community: CommunityId) {
        let mut places = BTreeMap::new();
        for who in 0..self.people.len() {
            for entry in self.entries(who, community) {
                let header = entry.header();
                let place = (header.document, header.device, header.incarnation, header.seq);
                let first = *places.entry(place).or_insert(entry.id());
                assert_eq!(first, entry.id(), "two entries at {place:?}");
            }
        }
    }
}
