//! What the tasks of the network share: who is linked, who is wanted, what was contacted, which doors are looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use horseshoe_trust::DeviceId;
use iroh::{Endpoint, RelayUrl};
use iroh_mdns_address_lookup::MdnsAddressLookup;
use tokio::sync::{Notify, mpsc, watch};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::{MOST_ADDRESSES, NetEvent};
use crate::connection::{CloseReason, Link, Over};
use crate::contacts::{Contacted, Contacts};
use crate::handshakes::Handshakes;
use crate::join::{KnockLimit, OpenTalks};
use crate::modes::Mode;
use crate::tasks::Tasks;
use crate::{discovery, endpoint};

/// What the tasks share.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) me: DeviceId,
    pub(crate) endpoint: Endpoint,
    pub(crate) tasks: Tasks,
    pub(crate) allowed: watch::Sender<Arc<BTreeSet<DeviceId>>>,
    pub(super) mode: Mode,
    pub(super) discovery: bool,
    pub(super) started: Instant,
    pub(super) events: mpsc::Sender<NetEvent>,
    pub(super) state: Mutex<State>,
    pub(super) handshakes: Arc<Handshakes>,
    pub(crate) talks: Arc<OpenTalks>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) offline: bool,
    pub(super) links: BTreeMap<DeviceId, Arc<Link>>,
    pub(super) wanted: BTreeMap<DeviceId, Arc<Wanted>>,
    pub(super) contacts: Contacts,
    knocks: KnockLimit,
    pub(super) mdns: Option<MdnsAddressLookup>,
    pub(super) holds_door: bool,
    /// The announcement of the open door.
    pub(super) door: Option<MdnsAddressLookup>,
    pub(super) looks_for_doors: bool,
    /// The search for open doors.
    pub(super) doors: Option<MdnsAddressLookup>,
}

/// A device we keep in touch with.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    addresses: Mutex<Vec<SocketAddr>>,
    /// Something changed: look again at once.
    pub(crate) wake: Notify,
    /// There are new addresses: an attempt at the old ones is not waited for.
    pub(crate) moved: Notify,
    /// A connection came into use.
    pub(crate) linked: Notify,
    pub(super) unwanted: CancellationToken,
}

impl Wanted {
    pub(crate) fn addresses(&self) -> Vec<SocketAddr> {
        unpoisoned(&self.addresses).clone()
    }

    /// Takes in where the device is, newest first, forgets the oldest, and looks again at once.
    pub(super) fn heard_of(&self, addresses: Vec<SocketAddr>) {
        let mut known = unpoisoned(&self.addresses);
        let news = addresses.iter().any(|address| !known.contains(address));
        for address in addresses {
            known.retain(|other| *other != address);
            known.insert(0, address);
        }
        known.truncate(MOST_ADDRESSES);
        drop(known);
        if news {
            self.moved.notify_one();
        }
        self.wake.notify_one();
    }
}

impl Inner {
    pub(crate) fn is_allowed(&self, peer: &DeviceId) -> bool {
        self.allowed.borrow().contains(peer)
    }

    pub(crate) fn may_dial(&self, peer: &DeviceId) -> bool {
        let state = self.state();
        !state.offline && !state.links.contains_key(peer) && self.is_allowed(peer)
    }

    pub(crate) fn admit_knock(&self, from: DeviceId) -> bool {
        self.state().knocks.admit(self.started.elapsed(), from)
    }

    pub(crate) fn would_take(&self, peer: DeviceId, dialer: DeviceId) -> bool {
        self.state().links.get(&peer).is_none_or(|link| link.gives_way_to(dialer))
    }

    /// Puts a connection to use, and says which it replaced; or says why not.
    pub(crate) fn install(
        &self,
        peer: DeviceId,
        link: Arc<Link>,
    ) -> Result<Option<Arc<Link>>, CloseReason> {
        let mut state = self.state();
        if state.offline {
            return Err(CloseReason::Offline);
        }
        if !self.is_allowed(&peer) {
            return Err(CloseReason::NotAllowed);
        }
        let dialer = link.dialed_by();
        if state.links.get(&peer).is_some_and(|old| !old.gives_way_to(dialer)) {
            return Err(CloseReason::Replaced);
        }
        let replaced = state.links.insert(peer, link);
        if let Some(old) = &replaced {
            old.end(CloseReason::Replaced);
        }
        if let Some(wanted) = state.wanted.get(&peer) {
            wanted.linked.notify_waiters();
        }
        Ok(replaced)
    }

    /// Takes a connection out of use, unless another has its place already.
    pub(crate) fn uninstall(&self, peer: DeviceId, over: &Arc<Over>) {
        let mut state = self.state();
        if state.links.get(&peer).is_some_and(|link| link.is(over)) {
            state.links.remove(&peer);
        }
    }

    pub(crate) fn note(&self, what: Contacted, peer: Option<DeviceId>) {
        let first = self.state().contacts.note(what, peer);
        if first {
            self.try_tell(NetEvent::Contacted);
        }
    }

    pub(crate) fn own_relay(&self) -> Option<RelayUrl> {
        match &self.mode {
            Mode::OwnRelay { url } => url.parse().ok(),
            Mode::ThisRoomOnly | Mode::PublicHelp => None,
        }
    }

    /// Waits for room. The receiver gone means that everything is being stopped.
    pub(crate) async fn tell(&self, event: NetEvent) {
        self.events.send(event).await.ok(); // nobody listens any more
    }

    pub(crate) fn try_tell(&self, event: NetEvent) -> bool {
        self.events.try_send(event).is_ok()
    }

    pub(crate) fn found(&self, peer: DeviceId, addresses: Vec<SocketAddr>) {
        if let Some(wanted) = self.state().wanted.get(&peer) {
            wanted.heard_of(addresses.clone());
        }
        self.try_tell(NetEvent::Found { peer, addresses });
    }

    pub(crate) fn network_changed(&self) {
        self.wake_all();
        if let Some(door) = &self.state().door {
            discovery::announce_door(&self.endpoint, door);
        }
        self.try_tell(NetEvent::NetworkChanged);
    }

    pub(crate) fn wake(&self, peer: &DeviceId) {
        if let Some(wanted) = self.state().wanted.get(peer) {
            wanted.wake.notify_one();
        }
    }

    pub(super) fn wake_all(&self) {
        for wanted in self.state().wanted.values() {
            wanted.wake.notify_one();
        }
    }

    pub(super) fn go_online(self: &Arc<Self>) {
        if self.discovery
            && let Some(mdns) = discovery::start(&self.endpoint)
        {
            self.note(Contacted::LocalNetwork, None);
            self.state().mdns = Some(mdns.clone());
            self.tasks.spawn("discovery", discovery::listen(Arc::clone(self), mdns));
        }
        self.tend_doors();
        if self.mode == Mode::PublicHelp {
            self.note(Contacted::Lookup("iroh.link".to_owned()), None);
            endpoint::add_public_lookup(&self.endpoint);
        }
        self.set_relays(true);
    }

    pub(super) fn go_offline(self: &Arc<Self>) {
        let mut state = self.state();
        state.mdns = None;
        state.door = None;
        state.doors = None;
        for link in state.links.values() {
            link.end(CloseReason::Offline);
        }
        drop(state);
        if let Ok(services) = self.endpoint.address_lookup() {
            services.clear();
        }
        self.set_relays(false);
    }

    /// Begins and ends what is said and asked about open doors, as wished and possible.
    pub(super) fn tend_doors(self: &Arc<Self>) {
        let mut state = self.state();
        let possible = self.discovery && !state.offline;
        if !(possible && state.holds_door) {
            state.door = None;
        } else if state.door.is_none() {
            state.door = discovery::hold_door(&self.endpoint);
        }
        if !(possible && state.looks_for_doors) {
            state.doors = None;
        } else if state.doors.is_none()
            && let Some(doors) = discovery::look_for_doors(&self.endpoint)
        {
            state.doors = Some(doors.clone());
            self.tasks.spawn("doors", discovery::listen_for_doors(Arc::clone(self), doors));
        }
    }

    fn set_relays(self: &Arc<Self>, online: bool) {
        let Ok(relays) = endpoint::relays(&self.mode) else { return };
        let map = relays.relay_map();
        let urls: Vec<RelayUrl> = map.urls();
        for url in urls {
            if online {
                self.note(Contacted::Relay(url.to_string()), None);
            }
            let (inner, config) = (Arc::clone(self), map.get(&url));
            self.tasks.spawn("relay", async move {
                match config {
                    Some(config) if online => inner.endpoint.insert_relay(url, config).await,
                    _ => inner.endpoint.remove_relay(&url).await,
                };
            });
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        unpoisoned(&self.state)
    }
}

/// What these locks guard stays whole at every step: a panic elsewhere spoils nothing.
pub(super) fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
