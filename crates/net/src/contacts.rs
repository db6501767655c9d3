//! What this device has contacted since it started: for people to read. Kept in memory only.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use horseshoe_trust::DeviceId;

/// Somewhere packets were sent, or meant to be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Contacted {
    /// A device at an address.
    Address(SocketAddr),
    /// A relay, by its address in the settings.
    Relay(String),
    /// The public address lookup.
    Lookup(String),
    /// Everyone on the local network, by multicast.
    LocalNetwork,
}

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Contact {
    pub what: Contacted,
    /// The device meant; `None` for relays and lookups.
    pub device: Option<DeviceId>,
    /// How often it was tried.
    pub times: u64,
}

/// More different contacts than this are not remembered.
const MOST: usize = 1_000;

#[derive(Debug, Default)]
pub(crate) struct Contacts(BTreeMap<(Contacted, Option<DeviceId>), u64>);

impl Contacts {
    /// True if it is the first time.
    pub(crate) fn note(&mut self, what: Contacted, device: Option<DeviceId>) -> bool {
        let key = (what, device);
        let first = !self.0.contains_key(&key);
        if first && self.0.len() >= MOST {
            return false;
        }
        *self.0.entry(key).or_default() += 1;
        first
    }

    pub(crate) fn list(&self) -> Vec<Contact> {
        self.0
            .iter()
            .map(|((what, device), times)| Contact {
                what: what.clone(),
                device: *device,
                times: *times,
            })
            .collect()
    }
}
