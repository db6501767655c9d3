//! The handle the node holds: start, whom to let in, whom to keep in touch with, send, shut down.

mod inner;

pub(crate) use inner::{Inner, Wanted};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use horseshoe_trust::DeviceId;
use iroh::endpoint::{Incoming, IncomingAddr};
use iroh::{EndpointAddr, EndpointId, RelayUrl};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, timeout};

use crate::connection::{self, CloseReason, Gate, Link, SYNC_ALPN, SendError};
use crate::contacts::{Contact, Contacted};
use crate::endpoint::{self, NetError};
use crate::handshakes::{Answer, Asking, Handshakes};
use crate::join::{self, JOIN_ALPN, JoinTalk};
use crate::modes::Mode;
use crate::tasks::{Tasks, TasksOwner};
use crate::{dialer, watch as watching};

/// Events waiting to be taken.
const EVENTS: usize = 256;
const HANDSHAKE: Duration = Duration::from_secs(10);
const GOODBYE: Duration = Duration::from_secs(1);
const MOST_ADDRESSES: usize = 16;

/// What the network starts with.
#[derive(Clone)]
pub struct NetConfig {
    /// The secret half of the device key: the endpoint's identity.
    pub device_key: [u8; 32],
    pub mode: Mode,
    /// Empty: all local addresses, any port.
    pub bind: Vec<SocketAddr>,
    /// Announce and look for devices on the local network.
    pub discovery: bool,
}

/// What happened on the network.
#[derive(Debug)]
pub enum NetEvent {
    /// A device in the allowed set is connected, once until its `Closed`. `outgoing`: we dialed.
    Connected {
        peer: DeviceId,
        outgoing: bool,
    },
    Frame {
        peer: DeviceId,
        bytes: Vec<u8>,
    },
    Closed {
        peer: DeviceId,
        reason: CloseReason,
    },
    /// Somebody knocks. Drop the talk to refuse.
    Joining {
        from: DeviceId,
        talk: JoinTalk,
    },
    /// Found on the local network. Its key is a claim until it connects.
    Found {
        peer: DeviceId,
        addresses: Vec<SocketAddr>,
    },
    /// A device on the local network holds its door open for who has no ticket.
    DoorFound {
        peer: DeviceId,
        addresses: Vec<SocketAddr>,
    },
    /// A door that was found is no longer announced.
    DoorGone {
        peer: DeviceId,
    },
    /// Something was contacted for the first time: see [`Net::contacted`].
    Contacted,
    /// Addresses changed or the machine slept; wanted devices are dialed again at once.
    NetworkChanged,
}

/// The running network. Dropping it stops everything; [`Net::shutdown`] says goodbye first.
///
/// Queues are bounded. If events are not taken, readers wait and with them the devices that send; a `Found`,
/// `Contacted`, `NetworkChanged` or `Joining` that finds the queue full is dropped (the knock is refused).
#[derive(Debug)]
pub struct Net {
    inner: Arc<Inner>,
    owner: TasksOwner,
}

impl Net {
    /// Binds and starts listening. Contacts only what the mode names; nobody is let in until [`Net::allow`].
    /// Having no network is no error: it is noticed when one appears.
    pub async fn start(config: NetConfig) -> Result<(Self, mpsc::Receiver<NetEvent>), NetError> {
        let (allowed, gate) = watch::channel(Arc::default());
        let endpoint =
            endpoint::bind(&config.device_key, &config.mode, &config.bind, Gate { allowed: gate })
                .await?;
        let (events, receiver) = mpsc::channel(EVENTS);
        let (tasks, owner) = Tasks::start();
        let inner = Arc::new(Inner {
            me: device(endpoint.id()),
            mode: config.mode,
            discovery: config.discovery,
            started: Instant::now(),
            endpoint,
            tasks,
            allowed,
            events,
            state: Mutex::default(),
            handshakes: Arc::default(),
            talks: Arc::default(),
        });
        inner.go_online();
        inner.tasks.spawn("accept", accept(Arc::clone(&inner)));
        inner.tasks.spawn("network", watching::network(Arc::clone(&inner)));
        inner.tasks.spawn("sleep", watching::sleep(Arc::clone(&inner)));
        Ok((Self { inner, owner }, receiver))
    }

    pub fn id(&self) -> DeviceId {
        self.inner.me
    }

    /// Where this device can be reached now, as far as it knows. Empty without a network.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let known: BTreeSet<SocketAddr> = self.inner.endpoint.addr().ip_addrs().copied().collect();
        if !known.is_empty() {
            return known.into_iter().collect();
        }
        self.inner
            .endpoint
            .bound_sockets()
            .into_iter()
            .filter(|address| !address.ip().is_unspecified())
            .collect()
    }

    /// Who passes on the sync protocol, from now on. Connections of others are closed at once.
    pub fn allow(&self, devices: BTreeSet<DeviceId>) {
        self.inner.allowed.send_replace(Arc::new(devices));
        self.inner.wake_all();
    }

    /// Keep in touch with a device: dial it until connected, and again when the connection ends, at these addresses and
    /// any found later. Only while it is allowed. Wanting it again adds the addresses.
    pub fn want(&self, peer: DeviceId, addresses: Vec<SocketAddr>) {
        if peer == self.inner.me {
            return;
        }
        let mut state = self.inner.state();
        let is_new = !state.wanted.contains_key(&peer);
        let wanted = Arc::clone(state.wanted.entry(peer).or_default());
        drop(state);
        wanted.heard_of(addresses);
        if is_new {
            let work = dialer::keep_dialing(Arc::clone(&self.inner), peer, Arc::clone(&wanted));
            self.inner.tasks.spawn("dial", async move {
                wanted.unwanted.run_until_cancelled(work).await;
            });
        }
    }

    /// Stops dialing a device. A connection that exists stays.
    pub fn unwant(&self, peer: &DeviceId) {
        if let Some(wanted) = self.inner.state().wanted.remove(peer) {
            wanted.unwanted.cancel();
        }
    }

    /// Queues a frame, in order. Never waits.
    pub fn send(&self, peer: &DeviceId, bytes: Vec<u8>) -> Result<(), SendError> {
        let link = self.inner.state().links.get(peer).cloned();
        link.ok_or(SendError::NotConnected)?.send(bytes)
    }

    /// Ends the connection with a device; what is queued is lost. A wanted device is dialed again.
    pub fn close(&self, peer: &DeviceId) {
        if let Some(link) = self.inner.state().links.get(peer) {
            link.end(CloseReason::Done);
        }
    }

    /// Knocks at a device, which need not know us. The future owns all it needs, so that a task may wait for it.
    pub fn join_with(
        &self,
        peer: DeviceId,
        addresses: Vec<SocketAddr>,
        relay: Option<String>,
    ) -> impl Future<Output = Result<JoinTalk, NetError>> + Send + 'static {
        let inner = Arc::clone(&self.inner);
        async move {
            if inner.state().offline {
                return Err(NetError::Offline);
            }
            let mut target = EndpointAddr::new(endpoint_id(&peer).ok_or(NetError::Key)?);
            for address in addresses.into_iter().take(MOST_ADDRESSES) {
                inner.note(Contacted::Address(address), Some(peer));
                target = target.with_ip_addr(address);
            }
            // A ticket may name a relay; it is used only by people who chose relays at all.
            if let Some(relay) = relay.filter(|_| inner.mode.reaches_outside()) {
                let url: RelayUrl =
                    relay.parse().map_err(|_unreadable| NetError::RelayAddress(relay.clone()))?;
                inner.note(Contacted::Relay(relay), Some(peer));
                target = target.with_relay_url(url);
            }
            let talk = async {
                join::open(inner.endpoint.connect(target, JOIN_ALPN).await.ok()?).await.ok()
            };
            timeout(HANDSHAKE, talk).await.ok().flatten().ok_or(NetError::Unreachable)
        }
    }

    /// Announces on the local network that this device holds its door open for who has no ticket, or no longer.
    pub fn hold_door(&self, open: bool) {
        self.inner.state().holds_door = open;
        self.inner.tend_doors();
    }

    /// Looks on the local network for devices that hold their door open, or no longer. They come as
    /// [`NetEvent::DoorFound`].
    pub fn look_for_doors(&self, look: bool) {
        self.inner.state().looks_for_doors = look;
        self.inner.tend_doors();
    }

    /// What was contacted since the start.
    pub fn contacted(&self) -> Vec<Contact> {
        self.inner.state().contacts.list()
    }

    /// Offline: every connection ends, nothing is dialed, announced or answered, relays are left. Online: back again.
    pub fn set_online(&self, online: bool) {
        let was_offline = std::mem::replace(&mut self.inner.state().offline, !online);
        if online && was_offline {
            self.inner.go_online();
            self.inner.wake_all();
        } else if !online && !was_offline {
            self.inner.go_offline();
        }
    }

    /// How many tasks run. For tests: none after the shutdown.
    pub fn tasks_running(&self) -> usize {
        self.owner.running()
    }

    /// Says goodbye to every device, ends every task and gives the port back. Takes at most a few seconds.
    pub async fn shutdown(&self) {
        let links: Vec<Arc<Link>> = {
            let mut state = self.inner.state();
            state.offline = true;
            state.mdns = None;
            state.door = None;
            state.doors = None;
            state.links.values().cloned().collect()
        };
        for link in &links {
            link.end(CloseReason::Done);
        }
        let goodbyes = async {
            for link in links {
                link.over().wait().await;
            }
        };
        timeout(GOODBYE, goodbyes).await.ok(); // nobody takes events any more: the connections end all the same
        self.owner.shutdown().await;
        if let Ok(services) = self.inner.endpoint.address_lookup() {
            services.clear();
        }
        self.inner.endpoint.close().await;
    }
}

async fn accept(inner: Arc<Inner>) {
    while let Some(incoming) = inner.endpoint.accept().await {
        if inner.state().offline {
            incoming.refuse();
            continue;
        }
        let from = match incoming.remote_addr() {
            IncomingAddr::Ip(address) => Some(address.ip()),
            _ => None,
        };
        let asking = Asking { from, proven: incoming.remote_addr_validated() };
        match Handshakes::ask(&inner.handshakes, inner.started.elapsed(), asking) {
            Answer::Begin(place) => {
                let work = handshake(Arc::clone(&inner), incoming);
                inner.tasks.spawn("handshake", async move {
                    work.await;
                    drop(place);
                });
            }
            Answer::ProveAddress => {
                incoming.retry().unwrap_or_else(|error| error.into_incoming().ignore());
            }
            Answer::Silence => incoming.ignore(),
        }
    }
}

async fn handshake(inner: Arc<Inner>, incoming: Incoming) {
    let Ok(Ok(conn)) = timeout(HANDSHAKE, async { incoming.await }).await else { return };
    match conn.alpn() {
        SYNC_ALPN => connection::answer(inner, conn).await,
        JOIN_ALPN => join::answer(inner, conn).await,
        _ => {}
    }
}

pub(crate) fn device(id: EndpointId) -> DeviceId {
    DeviceId::from_bytes(*id.as_bytes())
}

/// `None` for bytes that are no key.
pub(crate) fn endpoint_id(peer: &DeviceId) -> Option<EndpointId> {
    EndpointId::from_bytes(peer.as_bytes()).ok()
}
